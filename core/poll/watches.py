"""What is new in the watch history, from two readings of its page. Pure.

The page shows one entry a video and day, newest first. Watching again moves the entry up, or on another day adds one. YouTube
gives no times. So new are the watches of the shortest beginning of the page without which the rest is explained by the page
before: the same order, up to three deleted, older entries coming up from below (facts/youtube.md, section 9, has the figures).

Rules, and why:
- An entry is known by its day and video. Days come from headings such as "Today", and in whose time zone YouTube means them is
  not documented: the days as read are tried, and one day off, and the least change wins, so that no midnight tells a page twice.
- A new watch is never of an earlier day than the newest known entry: a video made public again reappears under its old day.
- An entry that is gone keeps its place in what is known: one that was hidden comes back to where it was, and tells nothing. One
  that was never seen before and stands in the middle of known ones came back, too, unless few watches explain it as well.
- Shorts stand in a shelf whose place among the day's videos says nothing: they are compared among themselves.
- A page that can't be explained is read on first. One that can't be explained to its end, though something on it is known (a mass
  was deleted), tells only what is surely new. One on which nothing is known is taken as the new beginning and tells nothing:
  rather a gap than a phantom. Only of an empty page that was believed (`emptied`) it is known that whatever comes next is new.
- Where days are unknown (YouTube's page changed), only videos that were not on the page before and stand above the first that
  was are new: watching again goes unseen, but nothing is told that did not happen.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

MOST_DELETED = 3
RETURNED = 4  #: so many watches explain an unknown entry in the middle less well than that it came back
STAYED = 2  #: known entries, besides as many as were deleted, that show where a page that goes on below was known
WINDOW = 30  #: entries that a look reads
SHIFTS = (0, -1, 1)  #: days by which YouTube's may differ from those as read; of equals the first
NAMED_DAYS = 7  #: Today, Yesterday and the weekdays reach back so far; older headings are dates


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the history."""

    video: str
    day: str | None  #: ISO date
    short: bool = False
    gone: bool = field(default=False, compare=False)  #: of a known one: it was there, and is not on the page any more

    @property
    def item(self) -> str:
        """Under which the snapshot keeps it."""
        return f"{self.day or '?'}:{self.video}{'*' if self.short else ''}"


@dataclass(frozen=True, slots=True)
class Watched:
    """What a page tells."""

    new: tuple[Entry, ...]  #: oldest act first
    page: tuple[Entry, ...]  #: what is known from now on, newest first; those that are gone in their places
    begun_anew: bool = False  #: nothing on it was known


@dataclass(frozen=True, slots=True)
class ReadOn:
    """The page as far as it was read can't be explained: more of it has to be read before anything can be said."""


def entry(item: str, *, gone: bool = False) -> Entry:
    """An entry from its snapshot item."""
    day, _, video = item.partition(":")
    return Entry(video.rstrip("*"), None if day == "?" else day, video.endswith("*"), gone)


def emptied(known: Sequence[Entry]) -> tuple[Entry, ...]:
    """What is known after a page without an entry that is believed: all is gone, and may come back whole."""
    return tuple(replace(one, gone=True) for one in known)


def compare(
    page: Sequence[Entry], known: Sequence[Entry], *, today: date, last_look: date, complete: bool
) -> Watched | ReadOn:
    """Compare a page with the one before, both newest first.

    today, last_look: UTC. complete: the list was read to its end, or as far as it ever is.
    """
    page = _of_known_kinds(page, known)
    if not page:
        return Watched((), emptied(known))  # whoever calls this believes it
    if _the_same(page, [one for one in known if not one.gone], today):
        return Watched((), tuple(known))
    if known and all(one.gone for one in known) and not _came_back(page, known, complete):
        return Watched(tuple(reversed(page)), tuple(page)) if complete else ReadOn()
    if any(one.day is None for one in (*page, *known)):
        return _by_video(page, known, complete)
    newest = max((one.day or "" for one in known), default=last_look.isoformat())
    least: _Explained | None = None
    for by in SHIFTS:
        said = _explained(shifted(page, by, today), known, newest, complete)
        if said and (least is None or said.change < least.change):
            least = said
        if least and not least.change:
            break
    if least:
        return least.watched(known)
    if not complete:
        return ReadOn()
    best = max((shifted(page, by, today) for by in SHIFTS), key=lambda one: len(set(one) & set(known)))
    return _surely_new(best, known, newest)


def _of_known_kinds(page: Sequence[Entry], known: Sequence[Entry]) -> list[Entry]:
    """A Short stays one, and a video too, wherever another layout of the page puts it: else all of a day's would be new. What
    stands there as both is left alone."""
    were, are = _kinds(known), _kinds(page)
    kind = {video: next(iter(of)) for video, of in were.items() if len(of) == len(are.get(video, of)) == 1}
    return list(dict.fromkeys(replace(one, short=kind.get(one.video, one.short)) for one in page))


def _kinds(entries: Iterable[Entry]) -> dict[str, set[bool]]:
    kinds: dict[str, set[bool]] = {}
    for one in entries:
        kinds.setdefault(one.video, set()).add(one.short)
    return kinds


def _the_same(page: Sequence[Entry], there: Sequence[Entry], today: date) -> bool:
    """Whether nothing has changed, as at nearly every look."""
    videos = [one.video for one in page] == [one.video for one in there]
    return videos and any(shifted(page, by, today) == there for by in SHIFTS)


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


@dataclass(frozen=True, slots=True)
class _Explained:
    change: int  #: how much has changed in all
    page: Sequence[Entry]
    new: frozenset[Entry]
    unread: tuple[Entry, ...] = ()  #: known Shorts (or videos) of which the page has none at all

    def watched(self, known: Sequence[Entry]) -> Watched:
        told = tuple(one for one in reversed(self.page) if one in self.new)
        return Watched(told, (*_with_gone(self.page, known, self.new), *self.unread))


def _of(kind: bool, entries: Iterable[Entry]) -> list[Entry]:
    return [one for one in entries if one.short is kind]


def _came_back(page: Sequence[Entry], known: Sequence[Entry], complete: bool) -> bool:
    """Whether a list that had been empty is the old one again. Without days the videos must do."""
    again = sum(one in set(known) for one in page) or sum(one.video in {old.video for old in known} for one in page)
    return 2 * again >= (len(known) if complete else min(len(known), len(page)))


def _with_gone(page: Sequence[Entry], known: Sequence[Entry], new: Iterable[Entry]) -> list[Entry]:
    """The page, with what is gone above the entries above which it stood. What stood below all others has sunk."""
    there, stays = set(page), set(page) - set(new)
    above: dict[Entry, list[Entry]] = {}
    for kind in (False, True):
        gone: list[Entry] = []
        for one in _of(kind, known):
            if one in stays:
                above[one], gone = gone, []
            elif one not in there:
                gone.append(replace(one, gone=True))
    left, kept = WINDOW, list[Entry]()
    for one in page:
        lost = above.get(one, [])[:left]
        left -= len(lost)
        kept += [*lost, one]
    return kept


def _explained(page: Sequence[Entry], known: Sequence[Entry], newest: str, complete: bool) -> _Explained | None:
    """None if nothing explains the page."""
    change, new, unread = 0, frozenset[Entry](), tuple[Entry, ...]()
    oldest = min((one.day or "" for one in page), default="")
    for kind in (False, True):
        now, before = _of(kind, page), _of(kind, known)
        if not now:
            # one of the two readings failed, or the shelf was left out: no proof of anything; older ones have sunk
            unread = tuple(one for one in before if complete or (one.day or "") >= oldest)
            continue
        said = (
            _beginning(now, before, newest, complete) if before else _first_of_their_kind(now, known, newest, complete)
        )
        if said is None:
            return None
        change += said[0]
        new |= set(now[: said[1]])
    return _Explained(change, page, new, unread)


def _first_of_their_kind(
    page: Sequence[Entry], known: Sequence[Entry], newest: str, complete: bool
) -> tuple[int, int] | None:
    """No Short (or no video) was known: those of the newest day are new, if that day had been read to its end."""
    read_to_its_end = complete if not known else len(known) < WINDOW or any((one.day or "") < newest for one in known)
    new = sum((one.day or "") >= newest for one in page) if read_to_its_end else 0
    return len(page), new


def _beginning(page: Sequence[Entry], known: Sequence[Entry], newest: str, complete: bool) -> tuple[int, int] | None:
    """-> (how much has changed, how many at the beginning of the page are new): the least that will do."""
    place = {one: n for n, one in enumerate(known)}
    best: tuple[int, int, int] | None = None  # what it takes, in watches; how much has changed; how many are new
    for new in range(len(page) + 1):
        if (new and (page[new - 1].day or "") < newest) or (best and new >= best[0]):
            break
        changed = _changed(page[new:], set(page[:new]), known, place, newest, complete)
        if changed and (best is None or new + RETURNED * changed[1] < best[0]):
            best = new + RETURNED * changed[1], new + sum(changed), new
    return best[1:] if best else None


def _changed(
    rest: Sequence[Entry],
    moved: set[Entry],
    known: Sequence[Entry],
    place: dict[Entry, int],
    newest: str,
    complete: bool,
) -> tuple[int, int] | None:
    """-> (how many were deleted or came up, how many came back), if `rest` is what remains of `known`; None if it is not."""
    at, stayed, deleted, came, returned, below = -1, 0, 0, 0, 0, 0
    for one in rest:
        here = place.get(one)
        if here is None:
            came += 1
            below += (one.day or "") >= newest  # of an older day it may stand anywhere
        elif here <= at:
            return None
        else:
            stayed, returned, below = stayed + 1, returned + below, 0
            deleted += _missing(known[at + 1 : here], moved)
            at = here
    left = _missing(known[at + 1 :], moved)
    if left and not complete and (not stayed or (not below and stayed < deleted + STAYED)):
        return None  # the rest may lie deeper, and the few that are there may have been watched again
    if below or complete:
        deleted += left  # what lies deeper is seen, so they did not merely sink
    return (deleted + came, returned) if deleted <= MOST_DELETED else None


def _missing(known: Iterable[Entry], moved: set[Entry]) -> int:
    return sum(not one.gone and one not in moved for one in known)


def _surely_new(page: Sequence[Entry], known: Sequence[Entry], newest: str) -> Watched:
    if not set(page) & set(known):
        return Watched((), tuple(page), begun_anew=True)
    new = set[Entry]()
    for kind in (False, True):
        now, before = _of(kind, page), set(_of(kind, known))
        first = next((n for n, one in enumerate(now) if one in before), 0)
        new |= {one for one in now[:first] if (one.day or "") >= newest}
    return Watched(tuple(one for one in reversed(page) if one in new), tuple(_with_gone(page, known, new)))


def _by_video(page: Sequence[Entry], known: Sequence[Entry], complete: bool) -> Watched | ReadOn:
    videos = {one.video for one in known}
    first = next((n for n, one in enumerate(page) if one.video in videos), None)
    shown = {one.video for one in page}
    gone = [replace(one, gone=True) for one in known if one.video not in shown][:WINDOW]
    if first is None:
        return Watched((), tuple(page), begun_anew=bool(known)) if complete or not known else ReadOn()
    new = {one.video: one for one in reversed(page[:first])}
    return Watched(tuple(new.values()), (*page, *gone))
