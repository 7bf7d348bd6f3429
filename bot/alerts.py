"""Tells the owner what only the owner can mend: once when it begins, and once more, in the same message, when it has ended.

    holding (pure)   pauses, feeds, chats, cookies, the night's check -> the conditions that hold now
    turn             compares them with the rows of `alerts`, writes what began and ended, then tells what is not told

What comes back within FLAP seconds is the same alert, whose message is edited back. A message that Telegram refuses for good,
or that can't be drawn, holds no other back. What has ended is forgotten after KEPT seconds. Between sending a message and writing
down its number lies a moment in which a kill sends it twice; everything else is told once, however often the app starts.
"""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Iterable, Mapping, Set
from dataclasses import asdict, replace

from aiogram import Bot

from bot.conversation.screen import Context
from bot.errands.cookies import FACTS
from bot.errands.message import draw, send
from bot.nightly import DAMAGED
from bot.screens.alert import POSTS, VIDEOS, shown
from bot.screens.feed_state import ACCOUNTS, KINDS
from core.clock import Clock, Wakeup
from core.errors import Condition, NeedsOwner, Permanent, Retry, Trouble
from core.model import Feed, Sentence
from storage.alerts import Alert, FeedFact, HeldFact, PauseFact, PlaceFact
from storage.store import Store

logger = logging.getLogger(__name__)

EVERY = 30.0  #: seconds between two looks at the rows
FLAP = 600.0  #: what comes back within it is no new alert
PATIENCE = 3600.0  #: seconds after which an end is told as it is, whether everything was caught up with or not
REFUSED = 600.0  #: seconds after which what was refused is tried again: the owner may have let the bot write again
KEPT = 90 * 86400.0
QUOTA = "google-quota"
SOFT_LIMIT = "youtube-soft-limit"
CONDITION = "condition-"
Key = tuple[Condition, str]
#: What a condition keeps from being read.
FEEDS: Mapping[Condition, tuple[Feed, ...]] = {
    Condition.GOOGLE_CONSENT: (Feed.LIKES, Feed.SUBSCRIPTIONS),
    Condition.GOOGLE_CLIENT: (Feed.LIKES, Feed.SUBSCRIPTIONS),
    Condition.QUOTA_OUT: (Feed.LIKES, Feed.SUBSCRIPTIONS),
    Condition.COOKIES_DEAD: (Feed.HISTORY,),
    Condition.HISTORY_PAUSED: (Feed.HISTORY,),
    Condition.HISTORY_CLEARED: (Feed.HISTORY,),
    #: MASS_CHANGE is of the one feed that its subject names.
}


def holding(
    pauses: Iterable[PauseFact],
    feeds: Iterable[FeedFact],
    places: Iterable[PlaceFact],
    active: Set[Feed],
    held_back: Iterable[HeldFact] = (),
    *,
    cookies_dead: bool,
    damaged: bool = False,
) -> dict[Key, Sentence]:
    """What holds now, and why. active: feeds that are switched on and have what they are read with; the others rest."""
    held: dict[Key, Sentence] = {}
    for pause in pauses:
        if pause.condition is not None:
            held.setdefault((pause.condition, ""), pause.trouble)
        elif pause.trouble.key == QUOTA:
            held.setdefault((Condition.QUOTA_OUT, ""), _until(pause.trouble, pause.until))
        elif pause.trouble.key == SOFT_LIMIT:
            held.setdefault((Condition.SLOWED_DOWN, ""), _until(pause.trouble, pause.until))
    for feed in feeds:
        if feed.feed not in active:
            continue
        condition = _condition(feed.trouble)
        if feed.trouble.key == QUOTA or condition is Condition.QUOTA_OUT:
            held.setdefault((Condition.QUOTA_OUT, ""), _until(feed.trouble, feed.until))
        elif condition is not None and condition is not Condition.MASS_CHANGE:
            held.setdefault((condition, ""), feed.trouble)
    for one in held_back:  # by what waits for the owner's word: the last look may have failed for another reason
        if one.feed in active:
            held[Condition.MASS_CHANGE, one.feed] = Sentence(f"{CONDITION}{Condition.MASS_CHANGE}", asdict(one.change))
    for place in places:
        condition = _condition(place.trouble)
        if condition is not None:
            said = Sentence(place.trouble.key, {**place.trouble.args, "chat": place.title, "feed": place.feed or ""})
            held.setdefault((condition, str(place.id)), said)
    for condition, holds in ((Condition.COOKIES_DEAD, cookies_dead), (Condition.DATABASE_DAMAGED, damaged)):
        if holds:
            held.setdefault((condition, ""), Sentence(f"{CONDITION}{condition}"))
    return held


def _condition(said: Sentence) -> Condition | None:
    word = said.key.removeprefix(CONDITION)
    return Condition(word) if said.key.startswith(CONDITION) and word in set(Condition) else None


def _until(said: Sentence, until: float) -> Sentence:
    return Sentence(said.key, {**said.args, "until": round(until)})


def _feeds(alert: Alert) -> tuple[Feed, ...]:
    if alert.condition is Condition.MASS_CHANGE:
        return (Feed(alert.subject),)
    return FEEDS.get(alert.condition, ())


class AlertWatch:
    """`run` is one of the app's long-lived tasks. context: made anew at each look."""

    def __init__(
        self, bot: Bot, store: Store, context: Callable[[], Awaitable[Context]], clock: Clock, wakeup: Wakeup
    ) -> None:
        self._bot = bot
        self._store = store
        self._context = context
        self._clock = clock
        self._wakeup = wakeup
        self._shown: dict[int, object] = {}  #: by alert: what its message says
        self._sent: dict[int, int] = {}  #: messages whose number could not be written yet
        self._refused: dict[int, float] = {}  #: by alert: when it is tried again
        self._purged: float | None = None

    async def run(self) -> None:
        """For ever."""
        while True:
            try:
                await self.turn()
            except Trouble as trouble:
                logger.info("the alerts wait: %s", trouble)
            except Exception:
                logger.exception("the alerts")
            await self._wakeup.wait(self._clock.now() + EVERY)

    async def turn(self) -> None:
        """Write down what began and what ended, and tell what is not told. Raises Retry while Telegram is away."""
        ctx = await self._context()
        if not ctx.owner:
            return
        await self._write(ctx)
        for alert in await self._store.alerts.current(ctx.now - FLAP):
            if self._refused.get(alert.id, 0.0) > ctx.now:
                continue
            try:
                await self._tell(ctx, alert)
            except (Retry, NeedsOwner):  # Telegram is away, or the disk is full: so for all of them
                raise
            except Exception as refusal:  # the other alerts are told all the same
                cause = refusal.__cause__ if isinstance(refusal, Trouble) else refusal
                logger.warning("an alert can't be told: %s", refusal, exc_info=cause)
                self._refused[alert.id] = ctx.now + REFUSED
        await self._purge(ctx.now)

    async def _purge(self, now: float) -> None:
        """Once a day."""
        if self._purged is None or abs(now - self._purged) > 86400.0:
            await self._store.alerts.purge(now - KEPT)
            self._purged = now

    async def _write(self, ctx: Context) -> None:
        """One transaction, if anything has changed."""
        alerts = self._store.alerts
        held = await self._holding(ctx)
        known: dict[Key, Alert] = {}
        for alert in await alerts.current(ctx.now - FLAP):
            known[alert.key] = alert  # the newest of its kind
        async with self._store.database.transaction("alerts"):
            for key, said in held.items():
                before = known.get(key)
                if before is None or (before.ended_at is not None and before.ended_at <= ctx.now - FLAP):
                    await alerts.begin(*key, said, ctx.now)
                elif before.ended_at is not None:
                    await alerts.again(before.id, said)
                elif before.trouble != said:
                    await alerts.changed(before.id, said)
            for key, alert in known.items():
                if alert.ended_at is None and key not in held:
                    await alerts.end(alert.id, ctx.now)

    async def _holding(self, ctx: Context) -> dict[Key, Sentence]:
        alerts = self._store.alerts
        facts = await self._store.settings.get(FACTS) or {}
        return holding(
            await alerts.pauses(), await alerts.feeds(), await alerts.places(), await self._active(ctx),
            await alerts.held(), cookies_dead=facts.get("state") == "dead",
            damaged=await self._store.settings.get(DAMAGED) is not None,
        )  # fmt: skip

    async def _active(self, ctx: Context) -> set[Feed]:
        there = {name: await self._store.vault.get(name) is not None for name, _ in ACCOUNTS.values()}
        return {feed for feed in Feed if ctx.settings.feeds[feed].on and there[ACCOUNTS[feed][0]]}

    async def _tell(self, ctx: Context, alert: Alert) -> None:
        if alert.ended_at is None and alert.message_id is None:
            if alert.muted_until > ctx.now:
                return
            view = shown(ctx, alert)
            if alert.id not in self._sent:
                self._sent[alert.id] = await send(self._bot, ctx.owner, view, silent=False)
                self._shown[alert.id] = view
            await self._store.alerts.told(alert.id, self._sent[alert.id])
            del self._sent[alert.id]
            return
        message_id = alert.message_id
        if message_id is None or (alert.end_told and self._shown.get(alert.id) is None):
            return
        events = await self._caught_up(ctx, alert) if alert.ended_at is not None and not alert.end_told else None
        said = alert if events is None else replace(alert, end_told=True, events=events)
        view = shown(ctx, said)
        if self._shown.get(alert.id) != view:
            try:
                await draw(self._bot, ctx.owner, message_id, view)
            except Permanent as refusal:
                logger.warning("an alert can't be edited: %s", refusal, exc_info=refusal.__cause__)
            self._shown[alert.id] = view
        if events is not None:
            await self._store.alerts.end_told(alert.id, events)

    async def _caught_up(self, ctx: Context, alert: Alert) -> int | None:
        """How many events, posts or videos it was; None while that is not known yet."""
        assert alert.ended_at is not None
        impatient = ctx.now > alert.ended_at + PATIENCE
        if alert.condition in VIDEOS:
            count, _ = await self._store.queue.size()
            return count
        if alert.condition in POSTS:
            place = int(alert.subject) if alert.subject else None
            sent, owed = await self._store.alerts.posts(alert.began_at, place)
            return None if owed and not impatient else sent
        about = _feeds(alert)
        feeds = await self._active(ctx) & set(about)
        if ctx.settings.paused_at is None and not impatient:
            for feed in feeds:
                looked_at = (await self._store.feeds.state(feed)).looked_at
                if looked_at is None or looked_at <= alert.began_at:
                    return None
        kinds = [kind for feed in about for kind in KINDS[feed]]
        return await self._store.alerts.events_since(kinds, alert.began_at) if kinds else 0
