"""Likes of long ago that the owner asked to have posted: which of them, in which order, and when the next one is let go. Pure.

A backfill posts the owner's newest so many likes, or all since a day. Each becomes an ordinary event of the kind `liked`, under the
identity that any look would give it, so that a like is told once whoever tells it. What was told already is left out, and so are
videos that are gone.

Rules, and why:
- Oldest first, one at a time, `PACE` apart: YouTube loses patience at about 300 videos an hour , this is a
  seventh of that. Without videos nothing is asked of YouTube, and `POST_PACE` keeps far from Telegram's 20 posts a minute.
- The next one waits until fewer than two of its videos and posts are on their way: what has trouble does not pile up, and new likes
  find a queue that is nearly empty (they go first in any case).
- What holds automatic downloads holds it too: a pause, the hours, the caps. It goes on by itself when that has ended.
- A bot check pauses it, and it stays paused when the check has ended: so many videos in a row may have caused it, so it is the
  owner who says when to go on. Without videos it is of no concern.
- A channel that is lost, or nowhere to post: it waits, and goes on by itself.
- Its posts make no sound: nobody wants to hear five hundred likes of last year.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import StrEnum

from core.identity import random_id
from core.model import DownloadState, Event, EventKind, Sentence, Video
from core.record import NewDelivery, NewEvent

from .decide import Rules, acted_at, fetched_by_itself

PACE = 90.0  #: seconds between two of them with their videos
POST_PACE = 6.0  #: and without
AT_ONCE = 2  #: so many of its videos, and of its posts, are on their way at a time
MOST = 5000  #: likes of one backfill: YouTube's lists end there
RANK = 1.0  #: of its downloads; new likes have 0, and less goes first
DAY = 86400.0
#: Bytes a second that a home's line is taken to bring and to send, one after the other: 20 Mbit/s. What it really does is not known
#: before; a faster one is a pleasant surprise.
LINE = 2_500_000.0


class BackfillState(StrEnum):
    """How far one is."""

    LISTING = "listing"  #: the list of likes is being read
    PROPOSED = "proposed"  #: what it will come to is shown; the owner has to confirm
    RUNNING = "running"
    PAUSED = "paused"  #: by the owner, or by a bot check; the owner says when it goes on
    DONE = "done"  #: all of it has ended
    STOPPED = "stopped"  #: by the owner, on the way
    DROPPED = "dropped"  #: never confirmed


class ItemState(StrEnum):
    """What became of one like of the list."""

    WAITING = "waiting"  #: its turn is still to come
    RELEASED = "released"  #: it is an event with a post
    KNOWN = "known"  #: it had been told already
    GONE = "gone"  #: its video is private or deleted
    UNLIKED = "unliked"  #: the like was taken back before its turn
    LEFT = "left"  #: the owner stopped before its turn


@dataclass(frozen=True, slots=True)
class Entry:
    """A like as YouTube lists it."""

    video_id: str
    liked_at: float | None  #: Unix seconds


@dataclass(frozen=True, slots=True)
class Item:
    """One whose turn has come."""

    number: int
    video: Video
    liked_at: float | None


@dataclass(frozen=True, slots=True)
class Taken:
    """What of a page belongs to the backfill, as listed, and whether the list need not be read further."""

    entries: tuple[Entry, ...]
    enough: bool


@dataclass(frozen=True, slots=True)
class Held:
    """It may not go on, and why. until: Unix seconds; None: until something changes."""

    why: Sentence
    until: float | None = None


@dataclass(frozen=True, slots=True)
class Situation:
    """All that counts for what is done next."""

    now: float
    state: BackfillState  #: running or paused
    videos: bool  #: with their videos
    pace: float
    waiting: int  #: likes whose turn is still to come
    open_videos: int = 0  #: its downloads that are on their way
    open_posts: int = 0  #: its posts that do not stand yet
    released_at: float | None = None  #: when the last one was let go
    trouble: Sentence | None = None  #: why it is paused; None: the owner said so
    bot_check: Sentence | None = None
    held: Held | None = None  #: what holds everything automatic, or YouTube, or its channel


@dataclass(frozen=True, slots=True)
class Release:
    """Let the next one go."""


@dataclass(frozen=True, slots=True)
class Pause:
    """Until the owner says otherwise."""

    why: Sentence


@dataclass(frozen=True, slots=True)
class Wait:
    """Not now. until: when to look again; None: when something has changed. why: worth to be told, if there is one."""

    until: float | None
    why: Sentence | None = None


@dataclass(frozen=True, slots=True)
class End:
    """All of it has ended."""


def next_step(s: Situation) -> Release | Pause | Wait | End:
    """What is done now. For one moment there is one answer: asked again it is the same."""
    if not s.waiting:
        return Wait(None, Sentence("backfill-last")) if s.open_videos or s.open_posts else End()
    if s.state is not BackfillState.RUNNING:
        return Wait(None, s.trouble or Sentence("backfill-paused"))
    if s.videos and s.bot_check is not None:
        return Pause(s.bot_check)
    if s.held is not None:
        return Wait(s.held.until, s.held.why)
    if s.open_videos >= AT_ONCE or s.open_posts >= AT_ONCE:
        return Wait(None, Sentence("backfill-busy"))
    due = s.now if s.released_at is None else s.released_at + s.pace
    # One that was let go in the future: the clock was set back, and is not waited for.
    if due > s.now >= (s.released_at or 0.0):
        return Wait(due)
    return Release()


def take(entries: Sequence[Entry], already: Collection[str], *, amount: int | None, since: float | None) -> Taken:
    """What of a page, newest first, belongs to it. already: what earlier pages brought.

    One whose like time is not told is as old as the one before it. An older one ends the page but not the list, as long as the
    page holds younger ones: the order is nowhere promised.
    """
    most = min(amount or MOST, MOST)
    taken, known, within = list[Entry](), set(already), True
    for one in entries:
        if one.liked_at is not None:
            within = since is None or one.liked_at >= since
        if within and one.video_id not in known and len(known) < most:
            known.add(one.video_id)
            taken.append(one)
    older = since is not None and any(one.liked_at is not None and one.liked_at < since for one in entries)
    return Taken(tuple(taken), len(known) >= most or (older and not taken))


def in_order(entries: Sequence[Entry]) -> tuple[str, ...]:
    """Ids, oldest like first, from the list as read. One without a time stays beside the one that is listed before it."""
    dated, last = list[tuple[float, int, str]](), float("inf")
    for place, one in enumerate(entries):
        last = one.liked_at if one.liked_at is not None else last
        dated.append((last, -place, one.video_id))
    return tuple(name for _, _, name in sorted(dated))


def told(item: Item, rules: Rules, now: float, *, videos: bool) -> NewEvent:
    """The event of an old like, and what follows from it. It was asked for: it is told though its kind is switched off by now.

    With videos, one that is over the owner's length is only offered, as with any like. It counts as seen when it was given: the
    figures by day have it where it belongs, and nobody takes it for a sign that the owner is at YouTube just now.
    """
    assert rules.to is not None  # it waits while there is no channel
    seen_at = now if item.liked_at is None else min(item.liked_at, now)
    event = Event(EventKind.LIKED, acted_at(item.video.id, item.liked_at), item.video.id, item.liked_at, seen_at)
    number = random_id(rules.sender.identity_key, rules.sender.account_id, rules.to.chat_id, event.kind, event.identity)
    fetched = videos and fetched_by_itself(item.video, rules)
    state = DownloadState.QUEUED if fetched else DownloadState.OFFERED
    return NewEvent(event, NewDelivery(rules.to.id, number, Sentence(f"status-{state}"), silent=True), state)


@dataclass(frozen=True, slots=True)
class Budget:
    """What of a cap is left, and when it is whole again."""

    cap: float  #: bytes
    left: float
    renewed_at: float  #: Unix seconds
    every: float  #: seconds from then on


def time_needed(
    count: int, size: float, pace: float, now: float, *, hours: tuple[int, int] | None, budgets: Sequence[Budget]
) -> float:
    """Seconds until the last of `count` is through, if nothing is in the way. size: bytes of all, both directions."""
    open_hours = (hours[1] - hours[0]) % 24 or 24 if hours else 24
    times = [max(max(0, count - 1) * pace, size / LINE) * 24 / open_hours]
    for budget in budgets:
        over = size - max(0.0, budget.left)
        if over > 0:
            times.append(budget.renewed_at - now + max(0.0, over - 1) // max(1.0, budget.cap) * budget.every)
    return max(times)


def day_budget(cap: float, used: float, now: float) -> Budget:
    """Days are UTC's, as the caps count them."""
    at = datetime.fromtimestamp(now, UTC).replace(hour=0, minute=0, second=0, microsecond=0)
    return Budget(cap, cap - used, (at + timedelta(days=1)).timestamp(), DAY)


def month_budget(cap: float, used: float, now: float) -> Budget:
    at = datetime.fromtimestamp(now, UTC)
    first = datetime(at.year + at.month // 12, at.month % 12 + 1, 1, tzinfo=UTC)
    return Budget(cap, cap - used, first.timestamp(), 30 * DAY)
