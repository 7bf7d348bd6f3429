"""`/metrics`: figures in Prometheus' text format, written by hand: it is a dozen lines, and the library brings a registry of
globals.

Counters of events are kept beside the rows, so that a million of them cost nothing, and what is erased takes nothing back.
"""

from __future__ import annotations

import os
import platform
import resource
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from bot import VERSION
from bot.services import Services
from core.model import DownloadState, EventKind, Feed
from core.poll.poll import Counts
from core.settings import DAY_UNITS
from storage.store import Store

TYPE = "text/plain; version=0.0.4; charset=utf-8"
PURPOSES = ("download", "upload", "look", "poll", "chat", "update", "backup")
_ESCAPED = str.maketrans({"\\": r"\\", '"': r"\"", "\n": r"\n"})
_STATM = Path("/proc/self/statm")
_FDS = Path("/proc/self/fd")
Labels = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Metric:
    """One name with all its samples. kind: counter or gauge."""

    name: str
    kind: str
    about: str
    samples: Sequence[tuple[Labels, float]]


def written(metrics: Iterable[Metric]) -> str:
    """The text. Every name once; values that contain anything are escaped."""
    lines = []
    for one in metrics:
        about = one.about.replace("\\", r"\\").replace("\n", r"\n")
        lines += [f"# HELP {one.name} {about}", f"# TYPE {one.name} {one.kind}"]
        for labels, value in one.samples:
            inside = ",".join(f'{name}="{text.translate(_ESCAPED)}"' for name, text in labels.items())
            lines.append(f"{one.name}{{{inside}}} {value:.17g}" if inside else f"{one.name} {value:.17g}")
    return "\n".join([*lines, ""])


@dataclass(slots=True)
class Figures:
    """`now` gathers them. Made once."""

    store: Store
    services: Services
    looks: Mapping[Feed, Counts]  #: since the start

    async def now(self) -> list[Metric]:
        """Raises Trouble if the rows can't be read."""
        listing, now = self.store.listing, self.services.clock.now()
        async with self.store.database.snapshot():
            recorded, posts, downloads = await listing.recorded(), await listing.posts(), await listing.downloads()
            opened, oldest = await self.store.queue.size()
            feeds, moved = await listing.feeds(), {purpose: both for purpose, *both in await listing.moved()}
            spent = await self.store.quota.spent(now)
            standing = [one for one in await self.store.alerts.current(now) if one.ended_at is None]
            schema = await listing.schema()
        received = [({"purpose": one, "direction": "received"}, float(moved.get(one, [0, 0])[0])) for one in PURPOSES]
        sent = [({"purpose": one, "direction": "sent"}, float(moved.get(one, [0, 0])[1])) for one in PURPOSES]
        uploaded = float(moved.get("upload", [0, 0])[1])
        build = {"version": VERSION, "python": platform.python_version(), "schema": str(schema)}
        return [
            Metric("yagami_build_info", "gauge", "Which Yagami it is.", [(build, 1)]),
            Metric("yagami_events_total", "counter", "Events that were recorded, by kind.",
                   [({"kind": kind}, recorded.get(kind, 0)) for kind in EventKind]),
            Metric("yagami_deliveries", "gauge", "Posts by state.", [({"state": s}, n) for s, n in posts.items()]),
            Metric("yagami_downloads", "gauge", "Videos by state.",
                   [({"state": s}, downloads.get(s, 0)) for s in DownloadState]),
            Metric("yagami_queue_open", "gauge", "Videos that are on their way.", [({}, opened)]),
            Metric("yagami_queue_oldest_age_seconds", "gauge", "Age of the oldest of them; 0 if there is none.",
                   [({}, max(0.0, now - oldest) if oldest is not None else 0)]),
            Metric("yagami_quota_units", "gauge", "Units of the Data API that were used since midnight Pacific.",
                   [({}, spent)]),
            Metric("yagami_quota_units_limit", "gauge", "Units of a day.", [({}, DAY_UNITS)]),
            Metric("yagami_traffic_bytes_total", "counter", "Bytes by purpose and direction.", [*received, *sent]),
            Metric("yagami_upload_bytes_total", "counter", "Bytes of videos that went up to Telegram.", [({}, uploaded)]),
            Metric("yagami_feed_looked_timestamp_seconds", "gauge", "When a feed was looked at last; 0 for never.",
                   [({"feed": one.feed}, one.looked_at or 0) for one in feeds]),
            Metric("yagami_feed_failures", "gauge", "Looks at a feed that failed in a row.",
                   [({"feed": one.feed}, one.tries) for one in feeds]),
            Metric("yagami_looks_total", "counter", "Looks at feeds since the start whose findings were written.",
                   [({"feed": feed}, one.made) for feed, one in self.looks.items()]),
            Metric("yagami_looks_failed_total", "counter", "Looks at feeds since the start that came to nothing.",
                   [({"feed": feed}, one.failed) for feed, one in self.looks.items()]),
            Metric("yagami_conditions", "gauge", "Conditions that the owner was told of and that still hold.",
                   [({}, len(standing))]),
            *_process(self.services.started_at),
        ]  # fmt: skip


def _process(started_at: float) -> list[Metric]:
    """Names that Prometheus' own clients use."""
    used = resource.getrusage(resource.RUSAGE_SELF)
    found = [
        Metric("process_cpu_seconds_total", "counter", "Processor time.", [({}, used.ru_utime + used.ru_stime)]),
        Metric("process_start_time_seconds", "gauge", "When it was started.", [({}, started_at)]),
    ]
    try:
        pages, open_files = int(_STATM.read_text().split()[1]), len(list(_FDS.iterdir()))
    except (OSError, ValueError, IndexError):
        return found  # not on Linux
    size = float(pages * os.sysconf("SC_PAGE_SIZE"))
    return [
        *found,
        Metric("process_resident_memory_bytes", "gauge", "Memory that it takes.", [({}, size)]),
        Metric("process_open_fds", "gauge", "Files and connections that it holds.", [({}, open_files)]),
    ]
