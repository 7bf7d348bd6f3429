"""The debug switch: what goes on inside, told in the owner's chat, folded into one message a minute.

Warnings and errors of the log (held diffs are among them) and first looks that were taken in silently. Bounded: lines that do
not fit are counted; what comes from sending these very messages is left out; secrets are cleaned out as everywhere. Nothing is
kept while the switch is off.
"""

from __future__ import annotations

import logging
from collections import OrderedDict
from collections.abc import Awaitable, Callable
from contextvars import ContextVar

from aiogram import Bot

from bot import log
from bot.conversation.screen import Context
from bot.conversation.view import View
from bot.conversation.words import Html, escape
from bot.errands.message import send
from core.clock import Clock
from core.errors import Trouble
from core.model import Feed
from storage.store import Store

logger = logging.getLogger(__name__)

EVERY = 60.0  #: seconds between two messages
LINES = 20  #: different ones of a message
LENGTH = 160  #: characters of a line
_telling: ContextVar[bool] = ContextVar("telling_debug", default=False)


class Gatherer(logging.Handler):
    """Keeps what was logged, the same line once with a count. Called from any thread."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self._lines: OrderedDict[str, int] = OrderedDict()
        self._left_out = 0
        self.listening = False

    def emit(self, record: logging.LogRecord) -> None:
        if not self.listening or _telling.get():
            return
        try:
            message = record.getMessage()
        except (TypeError, ValueError):  # a wrong log call
            message = str(record.msg)
        first = log.redact(message).strip().split("\n", 1)[0]
        line = f"{record.levelname} {record.name}: {first}"[:LENGTH]
        if line in self._lines:
            self._lines[line] += 1
        elif len(self._lines) < LINES:
            self._lines[line] = 1
        else:
            self._left_out += 1

    def taken(self) -> tuple[list[tuple[str, int]], int]:
        """-> (lines with how often each came, how many were left out); from now on it gathers anew."""
        with self.lock or _Nothing():
            lines, left_out = list(self._lines.items()), self._left_out
            self._lines, self._left_out = OrderedDict(), 0
        return lines, left_out


class _Nothing:
    def __enter__(self) -> None: ...
    def __exit__(self, *_: object) -> None: ...


class Debugging:
    """`run` is one of the app's long-lived tasks. context: made anew at each look."""

    def __init__(self, bot: Bot, store: Store, context: Callable[[], Awaitable[Context]], clock: Clock) -> None:
        self._bot = bot
        self._store = store
        self._context = context
        self._clock = clock
        self._gatherer = Gatherer()
        self._since = clock.now()

    async def run(self) -> None:
        """For ever; it listens while it runs."""
        root = logging.getLogger()
        root.addHandler(self._gatherer)
        try:
            while True:
                try:
                    await self.turn()
                except Trouble as trouble:
                    logger.info("debugging waits: %s", trouble)
                await self._clock.sleep(EVERY)
        finally:
            root.removeHandler(self._gatherer)

    async def turn(self) -> None:
        """Tell what was gathered, if that is wished."""
        mark = _telling.set(True)
        try:
            ctx = await self._context()
            seeded = await self._seeded(ctx)
            lines, left_out = self._gatherer.taken()
            self._gatherer.listening = ctx.settings.debug and bool(ctx.owner)
            if not self._gatherer.listening or not (lines or seeded):
                return
            told = [escape(line) + (f" ×{count}" if count > 1 else "") for line, count in lines]
            if left_out:
                told.append(ctx.words("debug-more", count=left_out))
            folded = Html("\n".join([*seeded, *told]))
            await send(self._bot, ctx.owner, View(ctx.words("debug-message", lines=folded)))
        finally:
            _telling.reset(mark)

    async def _seeded(self, ctx: Context) -> list[str]:
        """Feeds that were looked at for the first time since the last turn."""
        since, self._since = self._since, ctx.now
        told = []
        for feed in Feed:
            over = await self._store.happenings.overview(feed)
            if over.seeded_at is not None and over.seeded_at > since:
                count = await self._store.feeds.count_seeded(feed)
                told.append(ctx.words("debug-seeded", feed=ctx.words.plain(f"feed-{feed}"), count=count))
        return told
