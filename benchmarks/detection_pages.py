"""The watch history as YouTube shows it: an entry a video and day, watching again moves it up or adds one on another day.

The operations are data, so that the same days can be lived again without some of the watches: a watch that was not told is
undetectable exactly if the page would be the same without it.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

from core.model import Video
from core.youtube.watches import Watch

KEPT = 450  #: entries; nothing reads deeper than 300
Operation = tuple[str, str, bool, date]  #: what, video, short, day


@dataclass
class HistoryPage:
    """What stands in it, newest first."""

    entries: list[tuple[date, str, bool]] = field(default_factory=list)
    hidden: set[str] = field(default_factory=set)  #: videos that nobody may see now: left out, but not gone

    def copy(self) -> HistoryPage:
        return HistoryPage(list(self.entries), set(self.hidden))

    def do(self, operation: Operation) -> None:
        what, video, short, day = operation
        if what == "watch":
            entry = (day, video, short)
            if entry in self.entries:
                self.entries.remove(entry)
            self.entries.insert(0, entry)
            del self.entries[KEPT:]
        elif what == "forget":
            self.entries = [one for one in self.entries if one != (day, video, short)]
        elif what == "clear":
            self.entries = []
        elif what == "hide":
            self.hidden.add(video)
        elif what == "show":
            self.hidden.discard(video)

    def rows(self, now: float, *, shelf: bool, days_east: int, least: int = KEPT) -> tuple[Watch, ...]:
        """At least so many lines, in whole days, as our own reading has them. shelf: Shorts stand together, above their day."""
        today = datetime.fromtimestamp(now, UTC).date()
        theirs = (datetime.fromtimestamp(now, UTC) + timedelta(hours=days_east)).date()
        shown: list[tuple[date, str, bool]] = []
        for one in self.entries:
            if len(shown) >= least and one[0] != shown[-1][0]:
                break
            if one[1] not in self.hidden:
                shown.append(one)
        if shelf:  # a stable sort: newest day first, its shelf first
            shown.sort(key=lambda one: (-one[0].toordinal(), not one[2]))
        return tuple(Watch(Video(video), _read(day, theirs, today), short) for day, video, short in shown)


def _read(day: date, theirs: date, today: date) -> str:
    """The heading that YouTube gives a day of its own, read as one of ours."""
    ago = (theirs - day).days
    return (today - timedelta(ago) if ago < 7 else day).isoformat()


def lived_again(before: HistoryPage, since: Sequence[Operation], left_out: Collection[int] = ()) -> HistoryPage:
    """The page after these operations, but for some (by place) that are not made."""
    page = before.copy()
    for place, operation in enumerate(since):
        if place not in left_out:
            page.do(operation)
    return page
