"""The two sessions, opened when they are first needed and kept. While Telegram is away the app starts and works all the same.

The bot writes the posts. Videos go up by the user session where there is one and by the bot's otherwise (bot-only mode);
into the owner's own chat always by the bot's, since a user can't write as the bot.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable

from core.clock import Clock
from core.model import Account, Destination, Text

from .publisher import Peers, Publisher
from .sessions import Session
from .uploader import Uploader


class Accounts:
    """open_bot, open_user: sign in with what is saved, save what came of it. open_user is None in bot-only mode."""

    def __init__(
        self,
        open_bot: Callable[[], Awaitable[Session]],
        open_user: Callable[[], Awaitable[Session]] | None,
        peers: Peers,
        clock: Clock,
    ) -> None:
        self._openers = {Account.BOT: open_bot} | ({Account.USER: open_user} if open_user else {})
        self._peers = peers
        self._clock = clock
        self._open: dict[Account, tuple[Publisher, Uploader, Session]] = {}
        self._locks = {account: asyncio.Lock() for account in self._openers}

    async def send_text(self, to: Destination, text: Text, *, random_id: int) -> int:
        """A post by the bot -> its message id. Raises Trouble."""
        publisher, _, _ = await self.opened(Account.BOT)
        return await publisher.send_text(to, text, random_id=random_id)

    async def edit_text(self, to: Destination, message_id: int, text: Text) -> bool:
        """False if the post is gone. Raises Trouble."""
        publisher, _, _ = await self.opened(Account.BOT)
        return await publisher.edit_text(to, message_id, text)

    def for_videos(self, to: Destination) -> Account:
        """Which account's videos go to this destination."""
        return Account.USER if Account.USER in self._openers and to.chat_id < 0 else Account.BOT

    async def opened(self, account: Account) -> tuple[Publisher, Uploader, Session]:
        """Raises Trouble: Retry while Telegram is away, NeedsOwner when the session was ended.

        Neither account waits for the other's opening: a post goes out while the owner's session takes its time.
        """
        async with self._locks[account]:
            if account not in self._open:
                session = await self._openers[account]()
                self._open[account] = (Publisher(session, self._peers), Uploader(session, self._clock), session)
            return self._open[account]

    async def close(self) -> None:
        for _, _, session in self._open.values():
            await session.close()
        self._open.clear()
