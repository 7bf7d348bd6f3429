"""What programs read of the rows (bot/api): events page by page, figures of days, counts for a monitor. Reads only.

A page goes backwards by the events' own numbers, so what is added meanwhile moves nothing. A time is found by the index of
times and turned into a bound of numbers, with a week to spare, since a clock may have been set back; the exact time is asked
of each row.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from core.model import DeliveryState, DownloadState, EventKind, Feed, Sentence

from .database import Database, Row
from .happenings import Happening
from .rows import CHANNEL, SUBJECT, channel, event, sentence, video

DAY = 86400
SPARE = 7.0 * DAY  #: seconds by which a clock may have been set back

_FROM = "FROM events e LEFT JOIN videos v ON v.id = e.subject LEFT JOIN channels c ON c.id = e.subject"


@dataclass(frozen=True, slots=True)
class Wanted:
    """Which events. kinds: each with what a vanished one has to be: None (anything), a channel or no channel."""

    kinds: Mapping[EventKind, bool | None]
    since: float | None = None  #: seen then or later
    until: float | None = None  #: seen before then
    below: int | None = None  #: events of lower numbers only


@dataclass(frozen=True, slots=True)
class Owed:
    """What waits, for whom it may concern."""

    waiting: int  #: posts
    failed: int  #: posts that Telegram refused for good
    due_since: float | None  #: since when the oldest post could go out that nothing holds back
    sent_at: float | None  #: when the newest post went out


@dataclass(frozen=True, slots=True)
class DayOfFigures:
    """One day (UTC) as a number of days since 1970."""

    events: dict[EventKind, int] = field(default_factory=dict)
    videos: int = 0
    received: int = 0
    sent: int = 0


@dataclass(frozen=True, slots=True)
class FeedFigures:
    """How a feed is, without what would have to be counted."""

    feed: Feed
    looked_at: float | None
    not_before: float
    tries: int  #: looks that failed in a row
    trouble: Sentence | None


class Listing:
    """Reads `events`, `downloads`, `deliveries`, `traffic`."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def events(self, wanted: Wanted, limit: int) -> list[Happening]:
        """The newest first."""
        least, most = await self._bounds(wanted)
        parts, args = [], list[Any]()
        for kind, is_channel in wanted.kinds.items():
            which = "" if is_channel is None else "AND EXISTS (SELECT 1 FROM channels WHERE channels.id = subject) = ?"
            parts.append(
                f"""SELECT id FROM (SELECT id FROM events WHERE kind = ? AND id BETWEEN ? AND ?
                    AND seen_at >= ? AND seen_at < ? {which} ORDER BY id DESC LIMIT ?)"""
            )
            bounds = (wanted.since or 0.0, wanted.until if wanted.until is not None else 1e18)
            args += [kind, least, most, *bounds, *([] if is_channel is None else [is_channel]), limit]
        rows = await self._database.fetch(
            f"""SELECT e.id, {SUBJECT}, {CHANNEL} {_FROM}
                WHERE e.id IN (SELECT id FROM ({" UNION ALL ".join(parts)}) ORDER BY id DESC LIMIT ?) ORDER BY e.id DESC""",
            (*args, limit),
        )
        return [Happening(row["id"], event(row), video(row), channel(row)) for row in rows]

    async def _bounds(self, wanted: Wanted) -> tuple[int, int]:
        """Between which numbers all of the wanted times are, and few others."""
        least, most = 0, 2**62
        if wanted.since is not None:
            row = await self._database.one(
                "SELECT id FROM events INDEXED BY events_seen WHERE seen_at < ? ORDER BY seen_at DESC LIMIT 1",
                (wanted.since - SPARE,),
            )
            least = row["id"] if row else least
        if wanted.until is not None:
            row = await self._database.one(
                "SELECT id FROM events INDEXED BY events_seen WHERE seen_at >= ? ORDER BY seen_at LIMIT 1",
                (wanted.until + SPARE,),
            )
            most = row["id"] if row else most
        return least, most if wanted.below is None else min(most, wanted.below - 1)

    async def recorded(self) -> dict[EventKind, int]:
        """How many events of each kind were ever recorded; what is erased later takes nothing back."""
        rows = await self._database.fetch("SELECT kind, n FROM events_recorded")
        return {EventKind(row["kind"]): row["n"] for row in rows}

    async def posts(self) -> dict[DeliveryState, int]:
        """How many there are of each state. The literal states are found by their partial indexes."""
        row = await self._database.one(
            """SELECT (SELECT count(*) FROM deliveries) AS everything,
               (SELECT count(*) FROM deliveries WHERE state = 'waiting') AS waiting,
               (SELECT count(*) FROM deliveries WHERE state = 'failed') AS failed"""
        )
        assert row is not None
        sent = row["everything"] - row["waiting"] - row["failed"]
        return dict(zip(DeliveryState, (row["waiting"], sent, row["failed"]), strict=True))

    async def downloads(self) -> dict[DownloadState, int]:
        rows = await self._database.fetch("SELECT state, count(*) AS n FROM downloads GROUP BY state")
        return {DownloadState(row["state"]): row["n"] for row in rows}

    async def owed(self, now: float) -> Owed:
        """Only posts that could go out are due: neither they, nor their chat, nor all of Telegram waits for something."""
        row = await self._database.one(
            """SELECT (SELECT count(*) FROM deliveries WHERE state = 'waiting') AS waiting,
               (SELECT count(*) FROM deliveries WHERE state = 'failed') AS failed,
               (SELECT min(max(e.seen_at, o.not_before, d.not_before)) FROM destinations d
                   CROSS JOIN deliveries o INDEXED BY deliveries_owed ON o.destination_id = d.id AND o.state = 'waiting'
                   CROSS JOIN events e ON e.id = o.event_id
                   WHERE max(o.not_before, d.not_before) <= :now AND d.trouble IS NULL
                   AND NOT EXISTS (SELECT 1 FROM pauses WHERE scope IN ('telegram', 'disk'))) AS due_since,
               (SELECT sent_at FROM deliveries WHERE state = 'sent' ORDER BY id DESC LIMIT 1) AS sent_at""",
            {"now": now},
        )
        assert row is not None
        return Owed(row["waiting"], row["failed"], row["due_since"], row["sent_at"])

    async def days(self, first: int, last: int) -> dict[int, DayOfFigures]:
        """Figures by day (a number of days since 1970, UTC), both included; days without any are left out.

        Nearly all events are watches: those are what is left of a day's total, so only the others have to be sorted by kind
        (measured with 900 a day, of 84 days: 16 ms instead of 60).
        """
        bounds = [one * DAY for day in range(first, last + 1) for one in (day, day + 1)]
        one_day = "SELECT count(*) AS n FROM events INDEXED BY events_seen WHERE seen_at >= ? AND seen_at < ?"
        totals = await self._database.fetch(" UNION ALL ".join([one_day] * (last - first + 1)), bounds)
        others = await self._database.fetch(
            """SELECT CAST(seen_at / 86400 AS INTEGER) AS day, kind, count(*) AS n FROM events INDEXED BY events_seen
               WHERE seen_at >= ? AND seen_at < ? AND kind <> 'watched' GROUP BY day, kind""",
            (first * DAY, (last + 1) * DAY),
        )
        counted = {first + place: {EventKind.WATCHED: row["n"]} for place, row in enumerate(totals) if row["n"]}
        for row in others:
            counted[row["day"]][EventKind(row["kind"])] = row["n"]
            counted[row["day"]][EventKind.WATCHED] -= row["n"]
        brought = await self._database.fetch(
            """SELECT CAST(changed_at / 86400 AS INTEGER) AS day, count(*) AS n FROM downloads
               WHERE state = 'done' AND changed_at >= ? GROUP BY day""",
            (first * DAY,),
        )
        moved = await self._database.fetch(
            """SELECT CAST(unixepoch(day) / 86400 AS INTEGER) AS day, sum(received) AS received, sum(sent) AS sent FROM traffic
               WHERE day >= date(?, 'unixepoch') GROUP BY traffic.day""",
            (first * DAY,),
        )
        return _by_day(counted, brought, moved)

    async def moved(self) -> list[tuple[str, int, int]]:
        """Traffic of all days by purpose: received, sent."""
        rows = await self._database.fetch(
            "SELECT purpose, sum(received) AS received, sum(sent) AS sent FROM traffic GROUP BY purpose"
        )
        return [(row["purpose"], row["received"], row["sent"]) for row in rows]

    async def feeds(self) -> list[FeedFigures]:
        rows = await self._database.fetch("SELECT feed, looked_at, not_before, tries, trouble FROM feeds ORDER BY feed")
        return [
            FeedFigures(Feed(row["feed"]), row["looked_at"], row["not_before"], row["tries"], sentence(row["trouble"]))
            for row in rows
        ]

    async def sealed(self) -> set[str]:
        """What the vault holds, by name. The values stay there."""
        return {row["name"] for row in await self._database.fetch("SELECT name FROM secrets")}

    async def download(self, job: int) -> tuple[DownloadState, Sentence | None] | None:
        """One download's state, and why it waits or failed; None if there is none of that number."""
        row = await self._database.one("SELECT state, trouble FROM downloads WHERE id = ?", (job,))
        return (DownloadState(row["state"]), sentence(row["trouble"])) if row else None

    async def schema(self) -> int:
        row = await self._database.one("PRAGMA user_version")
        assert row is not None
        return int(row[0])


def _by_day(
    counted: Mapping[int, dict[EventKind, int]], brought: Sequence[Row], moved: Sequence[Row]
) -> dict[int, DayOfFigures]:
    videos = {row["day"]: row["n"] for row in brought}
    traffic = {row["day"]: (row["received"], row["sent"]) for row in moved}
    return {
        day: DayOfFigures(counted.get(day, {}), videos.get(day, 0), *traffic.get(day, (0, 0)))
        for day in sorted({*counted, *videos, *traffic})
    }
