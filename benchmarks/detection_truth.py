"""The truth of simulated days: every act with its time, and what was told of it.

An act that was undone before anybody had read the list where it stands came and went unseen: no rule can tell it (`unseeable`).
What has to be read twice before it is believed counts as read then: a subscription's end, and a video that vanished, an hour
apart. That a like was taken back or its video vanished is read by asking about that video.
"""

from __future__ import annotations

from collections import defaultdict, deque
from dataclasses import dataclass, field

from core.model import EventKind, Feed

VANISHED_FOR = 3600.0  #: seconds between the two askings


@dataclass(slots=True)
class Act:
    """One thing that happened."""

    at: float
    feed: Feed
    kind: EventKind
    subject: str
    place: int = 0  #: where it stood in its list; for a watch, its place among the operations since the last look
    asked: list[float] = field(default_factory=list)  #: when somebody asked about this video alone
    told_at: float | None = None
    undone_at: float | None = None
    unseeable: bool = False  #: it left no trace
    why: str = ""  #: for a watch that was not told


@dataclass(frozen=True, slots=True)
class Phantom:
    """Something was told that did not happen, or was told already."""

    at: float
    kind: EventKind
    subject: str
    identity: str


class Truth:
    """What happened, and what became of it."""

    def __init__(self) -> None:
        self.acts: list[Act] = []
        self.phantoms: list[Phantom] = []
        self.unjudged: list[Act] = []  #: watches since the last look at the history
        self._open: dict[tuple[Feed, EventKind, str], list[Act]] = defaultdict(list)
        self._reads: dict[Feed, deque[tuple[float, int, int]]] = {feed: deque(maxlen=3000) for feed in Feed}

    def forget(self) -> None:
        """What was until now is how the account begins."""
        self.acts.clear()
        self._open.clear()
        self.unjudged.clear()

    def happened(self, at: float, feed: Feed, kind: EventKind, subject: str, place: int = 0) -> Act:
        act = Act(at, feed, kind, subject, place)
        self.acts.append(act)
        self._open[feed, kind, subject].append(act)
        if feed is Feed.HISTORY:
            self.unjudged.append(act)
        return act

    def undone(self, at: float, feed: Feed, kind: EventKind, subject: str, place: int | None = None) -> bool:
        """The last such act is no more -> whether it leaves no trace. place: where it stood at last."""
        known = self._open[feed, kind, subject]
        if not known or known[-1].undone_at is not None or known[-1].told_at is not None:
            return False
        act = known[-1]
        act.undone_at = at
        act.unseeable = act.unseeable or not self._shown(act, at, act.place if place is None else place)
        return act.unseeable

    def asked(self, subject: str, at: float) -> None:
        """Google was asked about one video, and showed that its like or itself is not there."""
        for kind in (EventKind.UNLIKED, EventKind.VANISHED):
            for act in self._open.get((Feed.LIKES, kind, subject), [])[-1:]:
                act.asked.append(at)

    def _shown(self, act: Act, until: float, place: int) -> bool:
        """Whether somebody could have seen it until then."""
        if act.feed is Feed.LIKES and act.kind is EventKind.UNLIKED:
            return bool(act.asked)
        if act.feed is Feed.LIKES and act.kind is EventKind.VANISHED:
            return bool(act.asked) and act.asked[-1] - act.asked[0] >= VANISHED_FOR
        needed = 2 if act.kind is EventKind.UNSUBSCRIBED else 1
        return self._reads_since(act.feed, act.at, until, place) >= needed

    def read(self, feed: Feed, at: float, first: int = 0, last: int = 1 << 30) -> None:
        """The list was shown, from a place to another."""
        reads = self._reads[feed]
        if reads and reads[-1][1:] == (first, last) and len(reads) > 1 and reads[-2][1:] == (first, last):
            reads.pop()  # of a row of equal ones the first and the last will do
        reads.append((at, first, last))

    def take_unjudged(self, before: int) -> list[Act]:
        """The watches whose place is less than that; those of the others count from there from now on."""
        taken = [act for act in self.unjudged if act.place < before]
        self.unjudged = [act for act in self.unjudged if act.place >= before]
        for act in self.unjudged:
            act.place -= before
        return taken

    def _reads_since(self, feed: Feed, since: float, until: float, place: int) -> int:
        count = 0
        for at, first, last in reversed(self._reads[feed]):
            if at < since:
                break
            count += at <= until and first <= place < last
        return count

    def told(
        self, feed: Feed, kind: EventKind, subject: str, identity: str, happened_at: float | None, now: float
    ) -> Act | None:
        """An event came into the world -> the act that it tells; None if it is a phantom."""
        known = [
            one
            for one in self._open[feed, kind, subject]
            if one.at <= now and one.told_at is None
            and (happened_at is None or kind not in (EventKind.LIKED, EventKind.SUBSCRIBED) or one.at // 1 == happened_at)
        ]  # fmt: skip
        if not known:
            self.phantoms.append(Phantom(now, kind, subject, identity))
            return None
        act = max(known, key=lambda one: (one.undone_at is None, one.at))
        act.told_at = now
        return act
