"""The history's page as the child would give it, and what became of each watch.

A watch that was not told is judged by living the time since the last look again without it: if the page would have been the same
to the last line, then no rule could tell it, and which of the known ways it went is written down. Anything else is missed.
"""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass

from core.errors import Condition, NeedsOwner, Retry, Scope
from core.model import EventKind, Feed
from core.youtube.history import HistoryRead
from core.youtube.watches import Watch, merge

from .detection_line import HandClock, Killed
from .detection_pages import KEPT, HistoryPage, Operation, lived_again
from .detection_truth import Act
from .detection_world import World

PAGE_BYTES = 130_000  #: gzipped, of a page of a hundred lines; an estimate: YouTube's real one can't be measured here

PAGE = 100  #: lines that one request gives
FAULTS = ("empty", "history-unreadable", "google-rate-limited")
READABLE = 380  #: lines that are compared: more than any look reads, and fewer than are kept
BLIND = 3700.0  #: seconds; looks are at most an hour apart unless something is wrong
BLINDLY = ", while nobody could look (signed out, off, YouTube down)"


@dataclass(frozen=True, slots=True)
class Told:
    """One event of the history."""

    subject: str
    identity: str


class HistoryReader:
    """Implements core.poll.history.YouTube; stands for the child and the owner's cookies."""

    def __init__(self, world: World, clock: HandClock, seed: str) -> None:
        self.signed_out = False
        self.fault = ""
        self.kill = False
        self.bytes = 0
        self.requests = 0
        self.hurt = False
        self._world = world
        self._clock = clock
        self._dice = random.Random(f"history {seed}")
        self._before = world.watching.page.copy()  #: as it was at the last look that counted
        self._looked_at = 0.0
        self._read = 0, 0.0  #: how many operations had been made, and when

    async def ready(self) -> bool:
        return True

    async def read_history(self, limit: int) -> HistoryRead:
        self._clock.time += self._dice.uniform(1.0, 3.0)
        self._world.advance(self._clock.time)
        self.requests += 1
        if self.kill:
            self.kill = False
            raise Killed
        if self.signed_out:
            self.hurt = True
            raise NeedsOwner(Condition.COOKIES_DEAD, scope=Scope.ITEM)
        if self.fault:
            self.hurt = True
            if self.fault == "empty":
                return HistoryRead((), None)
            raise Retry(self.fault, scope=Scope.ITEM)
        operations = len(self._world.watching.operations)
        self._read = operations, self._clock.time
        lines, pages = self._shown(limit)
        self.bytes += PAGE_BYTES * pages
        return HistoryRead(merge((), lines[: PAGE * pages], limit), True, False if self._dice.random() < 0.9 else None)

    def _shown(self, limit: int) -> tuple[tuple[Watch, ...], int]:
        """The lines, and how many pages of them yt-dlp asks for until it has its entries; it does not see a shelf."""
        for least in (2 * PAGE, KEPT):
            lines, seen = self._lines(self._world.watching.page, self._clock.time, least), 0
            for place, one in enumerate(lines):
                seen += not (one.short and self._world.person.shelf)
                if seen == limit:
                    return lines, place // PAGE + 1
        return lines, len(lines) // PAGE + 1

    async def keep_jar(self, jar: str) -> None: ...

    def judge(self, told: list[Told]) -> None:
        """A look counted, and told this."""
        count, at = self._read
        watching, truth = self._world.watching, self._world.truth
        since, watching.operations[:] = watching.operations[:count], watching.operations[count:]
        acts = truth.take_unjudged(count)
        for one in told:
            mine = [act for act in acts if act.subject == one.subject and act.told_at is None]
            of_the_day = [act for act in mine if one.identity.startswith(since[act.place][3].isoformat())]
            if mine:  # the newest of a day is the one that the page shows
                (of_the_day or mine)[-1].told_at = self._clock.time
            else:
                truth.told(Feed.HISTORY, EventKind.WATCHED, one.subject, one.identity, None, at)
        left = [act for act in acts if act.told_at is None]
        if left:
            self._explain(left, since, at)
        for operation in since:
            self._before.do(operation)
        self._looked_at = at

    def _explain(self, left: list[Act], since: list[Operation], at: float) -> None:
        rows = self._lines(lived_again(self._before, since), at)
        before, out = self._before, set[int]()
        for same, way in ((_all_of_it, _way), (_apart, _on_top_of_its_kind)):
            for tries in ([left], [[one] for one in left]):
                for acts in tries:
                    without = out | {act.place for act in acts}
                    if without != out and same(self._lines(lived_again(before, since, without), at)) == same(rows):
                        for act in acts:
                            act.why = act.why or way(act, since, before)
                        out = without
                if len(out) == len(left):
                    break
        known = {(one.day, one.video.id) for one in self._lines(before, at)}
        gap = not any((one.day, one.video.id) in known for one in rows)
        for act in left:
            act.unseeable = act.place in out
            act.why = act.why or ("nothing that was known is left to read" if gap else "missed")
            if at - self._looked_at > BLIND:
                act.why += BLINDLY

    def _lines(self, page: HistoryPage, at: float, least: int = KEPT) -> tuple[Watch, ...]:
        """All that could be read of it."""
        person = self._world.person
        return page.rows(at, shelf=person.shelf, days_east=person.days_east, least=least)


def _all_of_it(rows: Sequence[Watch]) -> object:
    return rows[:READABLE]


def _apart(rows: Sequence[Watch]) -> object:
    """Videos and Shorts by themselves. In the older layout their order to each other could be seen; in today's there is none."""
    return [one for one in rows[:READABLE] if one.short], [one for one in rows[:READABLE] if not one.short]


def _on_top_of_its_kind(_act: Act, _since: list[Operation], _before: HistoryPage) -> str:
    return "was on top of its kind already: videos and Shorts are compared apart"


def _way(act: Act, since: list[Operation], before: HistoryPage) -> str:
    """How it went unseen."""
    what = since[act.place]
    later = since[act.place + 1 :]
    if any(one[0] == "watch" and one[1:] == what[1:] for one in later):
        return "watched again before the next look"
    if any((one[0] == "forget" and one[1:] == what[1:]) or one[0] == "clear" for one in later):
        return "taken out of the history before the next look"
    if any(one[0] == "hide" and one[1] == what[1] for one in later):
        return "made private or deleted before the next look"
    page = before.copy()
    for one in since[: act.place]:
        page.do(one)
    if page.entries[:1] == [(what[3], what[1], what[2])]:
        return "was on top already"
    kind = [one for one in page.entries if one[0] == what[3] and one[2] == what[2] and one[1] not in page.hidden]
    if kind[:1] == [(what[3], what[1], what[2])]:
        return "was on top of its shelf already"
    return "the page is in the order in which it was"
