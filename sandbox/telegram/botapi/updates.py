"""The queue behind getUpdates: what goes in, who may fetch, what counts as confirmed.

As the real one: an update stays until a getUpdates with a higher offset; `allowed_updates` is remembered and decides when
an update comes into being, not when it is fetched; a second poll ends the first with 409.
"""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from sandbox.faults import KNOWN, Faults
from sandbox.telegram.botapi.errors import ApiError
from sandbox.telegram.botapi.render import Renderer
from sandbox.telegram.state import Account, Chat, Message, State

KNOWN.update({"botapi.poison": "an update that no library decodes stands in getUpdates until it is confirmed"})
ON_REQUEST = {"chat_member", "message_reaction", "message_reaction_count"}  #: only who names them gets them
POISON: dict[str, Any] = {"message_id": "not a number", "date": {"what": "is this"}, "chat": "nobody", "from": 7}


@dataclass(slots=True)
class Query:
    """One press, and what the bot said to it."""

    bot: int
    asked: float  #: by the world's clock
    began: float = field(default_factory=time.perf_counter)
    answer: dict[str, Any] | None = None
    ms: float | None = None  #: how long the answer took

    def say(self, answer: dict[str, Any]) -> None:
        self.answer = answer
        self.ms = (time.perf_counter() - self.began) * 1000


class Updates:
    """Every bot's queue. `queries` has every press by its id."""

    def __init__(self, state: State, faults: Faults, render: Renderer) -> None:
        self.state = state
        self.faults = faults
        self.render = render
        self.allowed: dict[int, list[str]] = {}
        self.queries: dict[str, Query] = {}
        self._arrived: dict[int, asyncio.Event] = {}
        self._poll: dict[int, object] = {}  #: bot -> the poll that counts
        state.on_message.append(self.message)
        state.on_edit.append(self.edited)
        state.on_member.append(self.member)

    # -- what goes in ------------------------------------------------------------------------------------------

    def message(self, message: Message, chat: Chat) -> None:
        """A hook of the state: a new message, by whichever door."""
        for bot in self._hearers(message, chat, message.sender):
            kind = "channel_post" if chat.kind == "channel" else "message"
            self.push(bot, kind, self.render.message(message, chat, bot))

    def edited(self, message: Message, chat: Chat, editor: int) -> None:
        """A hook of the state: an edit, by whichever door."""
        for bot in self._hearers(message, chat, editor):
            kind = "edited_channel_post" if chat.kind == "channel" else "edited_message"
            self.push(bot, kind, self.render.message(message, chat, bot))

    def _hearers(self, message: Message, chat: Chat, author: int) -> Iterator[Account]:
        """The bots in a chat that are told of a message. Privacy mode: in a group a bot that is no administrator hears
        commands, replies to it and service messages only (core.telegram.org/bots/features#privacy-mode)."""
        for member, role in chat.members.items():
            bot = self.state.accounts[member]
            if not bot.is_bot or member == author:
                continue
            replied = chat.messages.get(message.reply_to or 0)
            meant = message.text.startswith("/") or message.service or (replied and replied.sender == member)
            if chat.kind in {"private", "channel"} or role == "administrator" or meant:
                yield bot

    def member(self, chat: Chat, account: int, before: str, by: int) -> None:
        """A hook of the state: somebody's role or rights changed."""
        changed, actor = self.state.accounts[account], self.state.accounts[by]
        if changed.is_bot:
            self.push(changed, "my_chat_member", self.render.member_update(chat, changed, before, actor, changed))
        for member, role in chat.members.items():
            bot = self.state.accounts[member]
            if bot.is_bot and role == "administrator" and member != account:
                self.push(bot, "chat_member", self.render.member_update(chat, changed, before, actor, bot))

    def push(self, bot: Account, kind: str, payload: dict[str, Any]) -> None:
        allowed = self.allowed.get(bot.id)
        if kind in allowed if allowed else kind not in ON_REQUEST:
            self.state.push_update(bot.id, kind, payload)
            self.wake(bot.id)

    async def polling(self, bot_id: int) -> None:
        """Wait until the bot has polled for the first time."""
        async with self.state.changed:
            await self.state.changed.wait_for(lambda: bot_id in self._poll)

    def wake(self, bot_id: int) -> None:
        self._arrived.setdefault(bot_id, asyncio.Event()).set()

    def wake_all(self) -> None:
        for bot_id in self.state.updates:
            self.wake(bot_id)

    # -- what comes out ----------------------------------------------------------------------------------------

    async def fetch(self, bot: Account, offset: int, limit: int, timeout: float) -> list[dict[str, Any]]:
        """The long poll. Raises ApiError 409 when another one begins meanwhile."""
        poll = self._poll[bot.id] = object()
        self.wake(bot.id)
        await self.state.touch()
        self._confirm(bot.id, offset)
        arrived = self._arrived[bot.id]
        deadline = asyncio.get_running_loop().time() + timeout
        while True:
            if self._poll[bot.id] is not poll:
                raise ApiError(
                    409, "terminated by other getUpdates request; make sure that only one bot instance is running"
                )
            arrived.clear()
            if self.faults.hit("botapi.poison") is not None:
                self.state.push_update(bot.id, "message", POISON)
            if waiting := self.state.updates[bot.id][:limit]:
                return waiting
            try:
                async with asyncio.timeout_at(deadline):
                    await arrived.wait()
            except TimeoutError:
                return []

    def _confirm(self, bot_id: int, offset: int) -> None:
        """Forget what is below the offset; a negative one keeps so many of the newest."""
        queue = self.state.updates[bot_id]
        if offset < 0:
            del queue[:offset]
        else:
            queue[:] = [update for update in queue if update["update_id"] >= offset]
