"""Whose bot this is: the one person it obeys, and how it finds out.

Fixed by YAGAMI_OWNER_ID, or claimed: at the first start a link with a one-time word is shown in the log; who opens it is the
owner, and the link is dead. Everybody else's updates are dropped before anything is read, written or answered. One thing is
done to them: where they bring the bot into a chat of theirs, it leaves (bot/strangers_chats.py).
"""

from __future__ import annotations

import hmac
import io
import logging
import secrets
from collections.abc import Awaitable, Callable, Collection
from typing import Any

import segno
from aiogram import BaseMiddleware
from aiogram.types import ChatMemberUpdated, TelegramObject, Update

from core.clock import Clock
from storage.store import Store

logger = logging.getLogger(__name__)

STRANGERS_EVERY = 3600.0  #: seconds between two log lines about strangers
CLAIM = "claim"  #: the word's name in the vault
OWNER = "owner"  #: setting: the id of who claimed the bot
LANGUAGE = "owner_language"  #: setting: what the owner's Telegram speaks


class Owner:
    """Who it is, known without asking the database."""

    def __init__(self, store: Store, fixed: int | None) -> None:
        self._store = store
        self._fixed = fixed
        self.id: int | None = fixed
        self.language: str | None = None
        self._word: str | None = None

    async def load(self) -> None:
        """Read who claimed the bot; while nobody has, there is a word to claim it with."""
        self.language = await self._store.settings.get(LANGUAGE)
        if self._fixed is None:
            self.id = await self._store.settings.get(OWNER)
        if self.id is None:
            self._word = await self._store.vault.get(CLAIM)
            if self._word is None:
                self._word = secrets.token_hex(16)
                await self._store.vault.put(CLAIM, self._word)

    def claim_link(self, username: str) -> str | None:
        """The link that makes who opens it the owner; None once there is one."""
        return None if self._word is None else f"https://t.me/{username}?start={CLAIM}_{self._word}"

    def tell_claim(self, username: str) -> None:
        """Show the link in the log, and as a QR for a telephone's camera."""
        link = self.claim_link(username)
        if link is None:
            return
        drawn = io.StringIO()
        segno.make(link, error="l").terminal(drawn, compact=True)
        logger.warning(
            "Nobody owns this bot yet. Open this link in Telegram to be its owner: %s\n%s", link, drawn.getvalue()
        )

    def claims(self, text: str) -> bool:
        """Whether a message is the claim."""
        return self._word is not None and hmac.compare_digest(
            text.encode("utf-8", "surrogatepass"), f"/start {CLAIM}_{self._word}".encode()
        )

    async def claimed_by(self, user: int, language: str | None) -> None:
        """Inside the update's transaction: this one it is. The link dies."""
        await self._store.settings.put(OWNER, user)
        await self._store.settings.put(LANGUAGE, language)
        await self._store.vault.put(CLAIM, None)

    def known(self, user: int, language: str | None) -> None:
        """After it."""
        self.id, self.language, self._word = user, language, None

    async def speaks(self, language: str | None) -> None:
        """Note what the owner's Telegram speaks, if that has changed."""
        if language and language != self.language:
            await self._store.settings.put(LANGUAGE, language)
            self.language = language


class OwnerOnly(BaseMiddleware):
    """Lets the owner's updates through and drops everyone else's before anything is read, written or answered.

    Register it first on `dispatcher.update.outer_middleware`. owner: asked at every update; None means nobody yet. claim:
    tells whether an update
    of a stranger's made its sender the owner. chats: where a change of the bot's rights matters, whoever made it.
    """

    def __init__(
        self,
        owner: Callable[[], int | None],
        clock: Clock,
        claim: Callable[[Update], Awaitable[bool]] | None = None,
        chats: Callable[[], Collection[int]] = frozenset,
        speaks: Callable[[str | None], Awaitable[None]] | None = None,
        brought: Callable[[ChatMemberUpdated], Awaitable[None]] | None = None,
    ) -> None:
        """speaks: told at each of the owner's updates which language their Telegram speaks. brought: told when somebody else
        changes what the bot is in a chat that is not ours."""
        self._owner = owner
        self._clock = clock
        self._claim = claim
        self._chats = chats
        self._speaks = speaks
        self._brought = brought
        self._dropped = 0
        self._last_told: float | None = None

    async def __call__(
        self,
        handler: Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]],
        event: TelegramObject,
        data: dict[str, Any],
    ) -> Any:
        sender = data.get("event_from_user")
        owner = self._owner()
        if owner is not None and sender is not None and sender.id == owner:
            if self._speaks is not None:
                await self._speaks(sender.language_code)
            return await handler(event, data)
        if isinstance(event, Update):
            if owner is None and self._claim is not None and await self._claim(event):
                return await handler(event, data)
            if self._about_our_chats(event):
                return await handler(event, data)
            if event.my_chat_member is not None and self._brought is not None:
                await self._brought(event.my_chat_member)
        self._dropped += 1
        now = self._clock.now()
        if self._last_told is None or now - self._last_told >= STRANGERS_EVERY:
            logger.info(
                "Dropped %d updates that are not the owner's, the last one from user %s",
                self._dropped,
                sender.id if sender else "unknown",
            )
            self._dropped, self._last_told = 0, now
        return None

    def _about_our_chats(self, update: Update) -> bool:
        """Another administrator took the bot's rights, or made a group a supergroup: that concerns the owner."""
        if update.my_chat_member is not None:
            return update.my_chat_member.chat.id in self._chats()
        message = update.message
        return message is not None and message.migrate_to_chat_id is not None and message.chat.id in self._chats()
