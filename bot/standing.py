"""Whether this copy of the app is the one that works. Two would end the Telegram session (AUTH_KEY_DUPLICATED), which one data
folder on one machine can't (lock.py); but a restored backup and what it was made of can, and so can a folder that was copied.

A generation stands in the database and is raised by each restore (storage/restored.py). A restored copy writes it into a message
that is pinned in the owner's chat, before it listens or opens a session; whoever reads a higher one there, or the same number by
another restore, is `Replaced`. It is read before anything else at a start, and every EVERY after that. Who was never restored
writes nothing.

Telegram answers the getUpdates of one copy with 409 as soon as another one listens: that one is `Contested` at once.

Either raises Quiet, which ends the app as SIGTERM would: nothing is sent or looked at, both sessions are closed. What follows is
quiet.py's. While Telegram could not be asked, posts and looks go on, but the owner's session is not opened.
"""

from __future__ import annotations

import asyncio
import logging
import re
from collections.abc import Awaitable, Callable, Iterator
from dataclasses import replace

from aiogram import Bot
from aiogram.exceptions import AiogramError, TelegramBadRequest, TelegramForbiddenError

from bot.pinned import Pinned, pinned
from core.clock import Clock
from core.errors import Retry, Scope, Trouble
from core.model import Account
from locales import Texts
from storage.restored import Copy, keep, which
from storage.store import Store

logger = logging.getLogger(__name__)

EVERY = 600.0  #: seconds between two looks at the pinned message
SOON = 30.0  #: while Telegram could not be asked
PATIENCE = 5.0  #: seconds that a start waits for the first answer
#: Seconds from a claim, or from a 409, until the owner's session is opened: the other copy closes it meanwhile.
GRACE = 30.0
_MARK = re.compile(r"yagami-copy (\d{1,9})-([0-9a-f]{16})\b", re.ASCII)


class Quiet(Exception):
    """This copy must not work now."""


class Replaced(Quiet):
    """A copy that was restored later does."""


class Contested(Quiet):
    """Another one listens as the same bot."""


class Standing:
    """Of one run of the app. again: the run before it had to go quiet."""

    def __init__(self, clock: Clock, *, again: bool = False) -> None:
        self._clock = clock
        self._known = False
        self._user_from = clock.now() + GRACE if again else 0.0

    async def begin(self, bot: Bot, store: Store, owner: int | None, words: Texts) -> None:
        """At the start, before anything goes out. Raises Quiet."""
        if owner is None:
            self._known = True  # nobody's bot yet: there is no chat, and no session of an owner's
            return
        try:
            async with asyncio.timeout(PATIENCE):
                await self._look(bot, store, owner, words)
        except (AiogramError, TimeoutError, Trouble) as failure:
            logger.info("whether another copy works is not known yet: %s", type(failure).__name__)

    async def watch(
        self, bot: Bot, store: Store, owner: Callable[[], int | None], words: Callable[[], Awaitable[Texts]]
    ) -> None:
        """For ever. Raises Quiet."""
        while True:
            await self._clock.sleep(EVERY if self._known else SOON)
            who = owner()
            if who is None:
                continue
            try:
                await self._look(bot, store, who, await words())
            except (AiogramError, Trouble) as failure:
                logger.info("the pinned message can't be read or written now: %s", type(failure).__name__)

    def may_open(self, account: Account) -> None:
        """Raises Retry while the owner's session has to stay closed."""
        if account is not Account.USER:
            return
        wait = self._user_from - self._clock.now()
        if not self._known or wait > 0:
            raise Retry("standing-unknown", scope=Scope.UPLOAD, after=max(1.0, min(wait, GRACE) if wait > 0 else 5.0))

    async def _look(self, bot: Bot, store: Store, owner: int, words: Texts) -> None:
        own = await which(store)
        try:
            note_there = await pinned(bot, owner)
        except (TelegramBadRequest, TelegramForbiddenError):  # the owner has never written to it, or blocked it
            self._known = True
            return
        note = read(note_there, bot.id)
        if own.claim:
            own = await self._claim(store, own, note)
        if is_replaced(own, note):
            raise Replaced
        if own.generation and note != (own.generation, own.token):
            own = await _write(bot, owner, own, note_there if note else None, words)
            await keep(store, own)
        self._known = True

    async def _claim(self, store: Store, own: Copy, note: tuple[int, str] | None) -> Copy:
        """Above all that were there before. In its row first: after a kill the same number is written, or a higher one."""
        if note is not None and note[1] != own.token and note[0] >= own.generation:
            own = replace(own, generation=note[0] + 1)
            await keep(store, own)
        self._user_from = self._clock.now() + GRACE
        return own


def leaves(group: BaseExceptionGroup[Quiet]) -> Iterator[Quiet]:
    """All that are in it."""
    for one in group.exceptions:
        if isinstance(one, BaseExceptionGroup):
            yield from leaves(one)
        else:
            yield one


def is_replaced(own: Copy, note: tuple[int, str] | None) -> bool:
    """Pure. A number that is equal is another restore's if its token is."""
    return note is not None and (note[0] > own.generation or (note[0] == own.generation and note[1] != own.token))


def read(note: Pinned | None, bot: int) -> tuple[int, str] | None:
    """(generation, token) of a note of ours; None for any other message. Somebody else's words are not believed."""
    if note is None or note.sender is None or note.sender.id != bot:
        return None
    found = _MARK.search(note.text or "")
    return (int(found.group(1)), found.group(2)) if found else None


async def _write(bot: Bot, owner: int, own: Copy, standing: Pinned | None, words: Texts) -> Copy:
    """Into the note that stands there, else into a new one -> the copy without its claim. Raises AiogramError."""
    text = words.get("standing-note") + f"\n\n<code>yagami-copy {own.generation}-{own.token}</code>"
    if standing is not None:
        await bot.edit_message_text(text, chat_id=owner, message_id=standing.message_id)
        return replace(own, claim=False, message_id=standing.message_id)
    sent = await bot.send_message(owner, text, disable_notification=True)
    await bot.pin_chat_message(owner, sent.message_id, disable_notification=True)
    return replace(own, claim=False, message_id=sent.message_id)
