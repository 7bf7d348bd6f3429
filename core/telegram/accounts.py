"""The two sessions, opened when they are first needed and kept. While Telegram is away the app starts and works all the same.

The bot writes the posts. Videos go up by the user session where there is one and by the bot's otherwise (bot-only mode);
into the owner's own chat always by the bot's, since a user can't write as the bot.

Both can appear, change and go while the app runs: what is saved is asked for at each opening, and whoever saves something
else says `renewed`. Who still works with the old session hears that its connection is lost, and tries again.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Protocol

from core.clock import Clock
from core.errors import Condition, NeedsOwner, Scope
from core.model import Account, Destination, Text
from core.right_of_way import RightOfWay
from core.telegram.access import ApiAccess, Server
from core.throttle import Throttle

from .chat_look import Chats
from .chat_maker import ChatMaker
from .publisher import Buttons, Peers, Publisher
from .sessions import Session, open_bot, open_user
from .uploader import Uploader


class Saved(Protocol):
    """What is kept of both sessions (bot/credentials.py). Asked at each opening, so it may change at any time."""

    async def api(self) -> ApiAccess | None:
        """The application's key; None: the owner has not given it yet."""

    async def session(self, account: Account) -> str | None:
        """As text (a full credential). For the user session None means bot-only mode."""

    async def keep_session(self, account: Account, text: str | None) -> None:
        """What came of opening it: a bot's may be a new one."""


class Accounts:
    """token: the bot's."""

    def __init__(
        self,
        token: str,
        saved: Saved,
        server: Server | None,
        proxy: str | None,
        peers: Peers,
        clock: Clock,
        way: RightOfWay | None = None,
        throttle: Throttle | None = None,
        may_open: Callable[[Account], None] | None = None,
    ) -> None:
        """way: who goes before the next chunk of an upload. throttle: of all uploads together. may_open: raises a Trouble while
        an account's session has to stay closed, since another copy of the app may have it open."""
        self._may_open = may_open
        self._way = way
        self._throttle = throttle
        self._token = token
        self._saved = saved
        self._server = server
        self._proxy = proxy
        self._peers = peers
        self._clock = clock
        self._open: dict[Account, tuple[Publisher, Uploader, Session]] = {}
        self._locks = {account: asyncio.Lock() for account in Account}

    async def send_text(
        self, to: Destination, text: Text, *, random_id: int, silent: bool = False, reply_to: int | None = None,
        buttons: Buttons = (),
    ) -> int:  # fmt: skip
        """A post by the bot -> its message id. Raises Trouble."""
        publisher, _, _ = await self.opened(Account.BOT)
        return await publisher.send_text(
            to, text, random_id=random_id, silent=silent, reply_to=reply_to, buttons=buttons
        )

    async def send_photo(
        self, to: Destination, image: bytes, text: Text, *, random_id: int, silent: bool = False, buttons: Buttons = ()
    ) -> int | None:
        """A post by the bot under a picture -> its message id; None: the picture is not taken. Raises Trouble."""
        publisher, _, _ = await self.opened(Account.BOT)
        return await publisher.send_photo(to, image, text, random_id=random_id, silent=silent, buttons=buttons)

    async def edit_text(self, to: Destination, message_id: int, text: Text, *, buttons: Buttons = ()) -> bool:
        """False if the post is gone. Raises Trouble."""
        publisher, _, _ = await self.opened(Account.BOT)
        return await publisher.edit_text(to, message_id, text, buttons=buttons)

    async def delete(self, account: Account, to: Destination, message_id: int) -> None:
        """A message that this account sent. One that is gone already is fine. Raises Trouble."""
        publisher, _, _ = await self.opened(account)
        await publisher.delete(to, message_id)

    async def for_videos(self, to: Destination) -> Account:
        """Which account's videos go to this destination."""
        return Account.USER if to.chat_id < 0 and await self.has_user() else Account.BOT

    async def has_user(self) -> bool:
        """Whether the owner signed in; otherwise it is bot-only mode."""
        return await self._saved.session(Account.USER) is not None

    async def opened(self, account: Account) -> tuple[Publisher, Uploader, Session]:
        """Raises Trouble: Retry while Telegram is away, NeedsOwner when the session was ended or there is no key to begin with.

        Neither account waits for the other's opening: a post goes out while the owner's session takes its time.
        """
        async with self._locks[account]:
            if account not in self._open:
                if self._may_open is not None:
                    self._may_open(account)
                session = await self._opening(account)
                publisher = Publisher(session, self._peers, self._clock)
                self._open[account] = (
                    publisher,
                    Uploader(session, self._clock, self._way, throttle=self._throttle),
                    session,
                )
            return self._open[account]

    async def chats(self, account: Account) -> Chats:
        """To look at chats, invite and join, as that account. Raises as `opened`."""
        _, _, session = await self.opened(account)
        return Chats(session, self._peers)

    async def maker(self) -> ChatMaker:
        """To make channels and forums, as the owner's account. Raises as `opened`."""
        _, _, session = await self.opened(Account.USER)
        return ChatMaker(session, self._peers)

    async def renewed(self, account: Account) -> None:
        """Something else is saved for it now, or nothing: the next use opens that."""
        async with self._locks[account]:
            _, _, session = self._open.pop(account, (None, None, None))
        if session is not None:
            await session.close()

    async def close(self) -> None:
        for account in Account:
            await self.renewed(account)

    async def _opening(self, account: Account) -> Session:
        access = await self._saved.api()
        if access is None:
            raise NeedsOwner(Condition.TELEGRAM_ACCESS, scope=Scope.TELEGRAM, what="api")
        saved = await self._saved.session(account)
        if account is Account.USER:
            return await open_user(saved or "", access, self._server, self._proxy)
        session = await open_bot(self._token, access, saved, self._server, self._proxy)
        if session.export() != saved:
            await self._saved.keep_session(account, session.export())
        return session
