"""Keeps the messages up to date that show how far personal downloads are: cards and playlists.

What a message says is computed from rows and the board, whoever asks; it is edited when that has changed, at most every
3 seconds, and less often the longer a stage takes. After a restart it goes on from the rows. A message that the owner deleted is
left alone, and its download goes on.
"""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Awaitable, Callable

from aiogram import Bot

from bot.conversation.screen import Context
from bot.conversation.view import View
from bot.errands.message import draw
from bot.screens.card_views import card
from bot.screens.playlist import playlist
from core.clock import Clock, Wakeup
from core.errors import Permanent, Retry, Trouble
from storage.queue import CardRow
from storage.store import Store

logger = logging.getLogger(__name__)

EVERY = 3.0  #: seconds between two edits of one message
SLOWER = 300.0  #: seconds of one stage that make it a second more
LONGEST = 60.0
LOOK = 1.0  #: seconds between two looks at the board while something is open
PROBE = 30.0  #: after a trouble with rows or Telegram
GONE = "gone"  #: what a deleted message shows


class Cards:
    """`run` is one of the app's long-lived tasks. context: made anew at each look."""

    def __init__(
        self, bot: Bot, store: Store, context: Callable[[], Awaitable[Context]], clock: Clock, wakeup: Wakeup
    ) -> None:
        self._bot = bot
        self._store = store
        self._context = context
        self._clock = clock
        self._wakeup = wakeup
        self._shown: dict[int, str] = {}  #: by message
        self._edited: dict[int, float] = {}
        self._done: dict[int, tuple[int, float]] = {}  #: messages that show the end of this download

    async def run(self) -> None:
        """For ever."""
        while True:
            try:
                due = await self.turn()
            except Trouble as trouble:
                logger.info("the cards wait: %s", trouble)
                due = self._clock.now() + (trouble.after or PROBE if isinstance(trouble, Retry) else PROBE)
            except Exception:
                logger.exception("the cards")
                due = self._clock.now() + PROBE
            await self._wakeup.wait(due)

    async def turn(self) -> float | None:
        """Edit what has changed -> when to look again; None: when woken."""
        ctx = await self._context()
        cards = await self._store.queue.cards(ctx.now, GONE)
        for known in (self._shown, self._edited, self._done):
            for message_id in known.keys() - {one.message_id for one in cards}:
                known.pop(message_id, None)
        dues = [due for one in cards if (due := await self._look(ctx, one))]
        return min(dues, default=None)

    async def _look(self, ctx: Context, row: CardRow) -> float | None:
        """-> when this one is to be looked at again."""
        message_id, state = row.message_id, (row.last, row.changed_at)
        if not row.is_open and self._done.get(message_id) == state:
            return None
        pause = min(EVERY + (ctx.now - row.changed_at) // SLOWER, LONGEST)
        due = self._edited.get(message_id, 0.0) + pause
        if due > ctx.now:
            return due
        whole = await self._store.queue.of_card(message_id)
        errand = await self._store.errands.with_card(message_id)
        view = await (playlist if errand and errand.kind == "playlist" else card)(ctx, errand, whole)
        drawn = _digest(view)
        if drawn != (self._shown.get(message_id) or (None if row.is_open else row.shown)):
            self._edited[message_id] = ctx.now
            photo = bool(errand and errand.args.get("photo"))
            await self._edit(ctx, row, view, photo=photo, drawn=drawn)
        self._shown[message_id] = drawn
        if not row.is_open:
            self._done[message_id] = state
            return None
        return ctx.now + LOOK

    async def _edit(self, ctx: Context, row: CardRow, view: View, *, photo: bool, drawn: str) -> None:
        try:
            stands = await draw(self._bot, ctx.owner, row.message_id, view, photo=photo)
        except Permanent as refusal:
            logger.warning("a card can't be drawn: %s", refusal, exc_info=refusal.__cause__)
            return
        if not stands:
            logger.info("card %d was deleted: its download goes on without it", row.message_id)
        if not stands or not row.is_open:
            await self._store.queue.card_shown(row.last, drawn if stands else GONE)


def _digest(view: View) -> str:
    rows = [[(one.text, one.data, one.url, one.style) for one in row] for row in view.rows]
    return hashlib.sha256(repr((view.text, rows)).encode()).hexdigest()[:24]
