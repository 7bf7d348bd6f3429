"""What is new in the watch history, from two readings of its page. Pure.

The page shows one entry a video and day, newest first. Watching again moves the entry up, or on another day adds one. YouTube
gives no times. So new are the watches of the shortest beginning of the page without which the rest is explained by the page
before: the same order, up to three deleted, older entries coming up from below (facts/youtube.md, section 9, has the figures).

Rules, and why:
- An entry is known by its day and video. Days come from headings such as "Today", and in whose time zone YouTube means them is
  not documented: the days as read are tried, and one day off, and the least change wins, so that no midnight tells a page twice.
- A new watch is never of an earlier day than the newest known entry: a video made public again reappears under its old day.
- Shorts stand in a shelf whose place among the day's videos says nothing: they are compared among themselves.
- Where days are unknown (YouTube's page changed), only videos that were not on the page before and stand above the first that
  was are new: watching again goes unseen, but nothing is told that did not happen.
- A page that can't be explained though something on it is known (a mass was deleted) tells only what is surely new. One on which
  nothing is known, even after reading on, is taken as the new beginning and tells nothing: rather a gap than a phantom.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

MOST_DELETED = 3
WINDOW = 30  #: entries that a look reads
NAMED_DAYS = 7  #: Today, Yesterday and the weekdays reach back so far; older headings are dates


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the history."""

    video: str
    day: str | None  #: ISO date
    short: bool = False

    @property
    def item(self) -> str:
        """Under which the snapshot keeps it."""
        return f"{self.day or '?'}:{self.video}{'*' if self.short else ''}"


@dataclass(frozen=True, slots=True)
class Watched:
    """What a page tells."""

    new: tuple[Entry, ...]  #: oldest act first
    page: tuple[Entry, ...]  #: what is known from now on, newest first
    begun_anew: bool = False  #: nothing on it was known


@dataclass(frozen=True, slots=True)
class ReadOn:
    """Nothing on the page is known: more of it has to be read before anything can be said."""


def entry(item: str) -> Entry:
    """An entry from its snapshot item."""
    day, _, video = item.partition(":")
    return Entry(video.rstrip("*"), None if day == "?" else day, video.endswith("*"))


def compare(
    page: Sequence[Entry], known: Sequence[Entry], *, today: date, last_look: date, complete: bool
) -> Watched | ReadOn:
    """Compare a page with the one before, both newest first.

    today, last_look: UTC. complete: the list was read to its end.
    """
    page = list(dict.fromkeys(page))
    if any(one.day is None for one in (*page, *known)):
        return _by_video(page, known, complete)
    newest = max((one.day or "" for one in known), default=last_look.isoformat())
    least: tuple[int, Watched] | None = None
    for by in (0, -1, 1):
        as_read = shifted(page, by, today)
        said = _explained(as_read, known, newest, complete)
        if said and (least is None or said[0] < least[0]):  # of equals the first: as it was read
            least = said
    if least:
        return least[1]
    best = max((shifted(page, by, today) for by in (0, -1, 1)), key=lambda one: len(set(one) & set(known)))
    return _surely_new(best, known, newest, complete)


def shifted(page: Iterable[Entry], by: int, today: date) -> list[Entry]:
    """The page as it would read if YouTube's today were so many days from ours."""
    if not by:
        return list(page)
    oldest = (today - timedelta(days=NAMED_DAYS)).isoformat()
    return list(
        dict.fromkeys(
            replace(one, day=(date.fromisoformat(one.day) + timedelta(days=by)).isoformat())
            if one.day and one.day > oldest
            else one
            for one in page
        )
    )


def _explained(
    page: Sequence[Entry], known: Sequence[Entry], newest: str, complete: bool
) -> tuple[int, Watched] | None:
    """-> (how much has changed in all, what is new); None if nothing explains the page."""
    change, new, kept = 0, set[Entry](), list(page)
    for short in (False, True):
        now = [one for one in page if one.short is short]
        before = [one for one in known if one.short is short]
        if not now:
            kept += before  # one of the two readings failed, or the shelf was left out: no proof of anything
            continue
        said = (
            _beginning(now, before, newest, complete) if before else _first_of_their_kind(now, known, newest, complete)
        )
        if said is None:
            return None
        change += said[0]
        new |= set(now[: said[1]])
    return change, Watched(tuple(one for one in reversed(page) if one in new), tuple(kept))


def _first_of_their_kind(
    page: Sequence[Entry], known: Sequence[Entry], newest: str, complete: bool
) -> tuple[int, int] | None:
    """No Short (or no video) was known: those of the newest day are new, if that day had been read to its end."""
    read_to_its_end = complete if not known else len(known) < WINDOW or any((one.day or "") < newest for one in known)
    new = sum((one.day or "") >= newest for one in page) if read_to_its_end else 0
    return len(page), new


def _beginning(page: Sequence[Entry], known: Sequence[Entry], newest: str, complete: bool) -> tuple[int, int] | None:
    """-> (how much has changed, how many at the beginning of the page are new): the shortest beginning that will do."""
    place = {one: n for n, one in enumerate(known)}
    for new in range(len(page) + 1):
        if new and (page[new - 1].day or "") < newest:
            return None
        changed = _changed(page[new:], set(page[:new]), known, place, newest, complete)
        if changed is not None:
            return new + changed, new
    return None


def _changed(
    rest: Sequence[Entry],
    moved: set[Entry],
    known: Sequence[Entry],
    place: dict[Entry, int],
    newest: str,
    complete: bool,
) -> int | None:
    """How many entries were deleted or came up, if `rest` is what remains of `known`; None if it is not."""
    at, deleted, came, below = -1, 0, 0, False
    for one in rest:
        here = place.get(one)
        if here is None:
            came += 1
            below = below or (one.day or "") >= newest  # of an older day it may stand anywhere
        elif below or here <= at:
            return None
        else:
            deleted += sum(gone not in moved for gone in known[at + 1 : here])
            at = here
    left = sum(gone not in moved for gone in known[at + 1 :])
    if below or complete:
        deleted += left  # what lies deeper is seen, so they did not merely sink
    elif left and at < 0:
        return None  # all of the page is new: whatever was known lies deeper
    return deleted + came if deleted <= MOST_DELETED else None


def _surely_new(page: Sequence[Entry], known: Sequence[Entry], newest: str, complete: bool) -> Watched | ReadOn:
    first = next((n for n, one in enumerate(page) if one in set(known)), None)
    if first is None:
        return Watched((), tuple(page), begun_anew=True) if complete else ReadOn()
    new = [one for one in page[:first] if (one.day or "") >= newest and not one.short]
    return Watched(tuple(reversed(new)), tuple(page))


def _by_video(page: Sequence[Entry], known: Sequence[Entry], complete: bool) -> Watched | ReadOn:
    videos = {one.video for one in known}
    first = next((n for n, one in enumerate(page) if one.video in videos), None)
    if first is None:
        return Watched((), tuple(page), begun_anew=bool(known)) if complete or not known else ReadOn()
    new = {one.video: one for one in reversed(page[:first])}
    return Watched(tuple(new.values()), tuple(page))
