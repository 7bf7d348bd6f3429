"""What the soak measured, as a table, as figures, and as the page docs/soak.md."""

from __future__ import annotations

from dataclasses import dataclass

from .soak_slopes import BOUNDS, level, slope, spark

HOUR = 3600.0


@dataclass(frozen=True, slots=True)
class Sample:
    """The app at one moment."""

    hours: float
    rss_mb: float
    fds: int
    tasks: int
    threads: int
    children: int
    db_mb: float
    wal_mb: float
    events: int
    videos: int


NAMES = ("hours", "RSS MB", "fds", "tasks", "threads", "children", "db MB", "WAL MB", "events", "videos")


def row(one: Sample) -> str:
    return (
        f"{one.hours:>6.0f}{one.rss_mb:>9.1f}{one.fds:>6}{one.tasks:>7}{one.threads:>9}{one.children:>10}"
        f"{one.db_mb:>8.2f}{one.wal_mb:>8.2f}{one.events:>8}{one.videos:>8}"
    )


HEADING = "".join(f"{name:>{width}}" for name, width in zip(NAMES, (6, 9, 6, 7, 9, 10, 8, 8, 8, 8), strict=True))


def growths(samples: list[Sample]) -> dict[str, float]:
    """Of everything that has a bound: its growth a week."""
    return {name: slope([(one.hours * HOUR, getattr(one, name)) for one in samples]) for name in BOUNDS}


def figures(samples: list[Sample]) -> dict[str, float]:
    """The growth of each, a week."""
    growth = growths(samples)
    middle, last = samples[len(samples) // 2], samples[-1]
    grown = (last.db_mb - middle.db_mb) * 1024 / max(1, last.events - middle.events)
    return {
        "rss_slope_mb_per_week": growth["rss_mb"],
        "fds_slope": growth["fds"],
        "tasks_slope": growth["tasks"],
        "threads_slope": growth["threads"],
        "children_slope": growth["children"],
        "wal_slope_mb_per_week": growth["wal_mb"],
        "db_kb_per_event": grown,
        "rss_mb": last.rss_mb,
        "events": last.events,
        "videos": last.videos,
    }


def table(samples: list[Sample]) -> str:
    """Ten rows, then a line for each figure."""
    chosen = samples[:: max(1, len(samples) // 10)]
    lines = [HEADING, *(row(one) for one in [*chosen, samples[-1]]), ""]
    for name in ("rss_mb", "fds", "tasks", "threads", "children", "db_mb", "wal_mb"):
        values = [float(getattr(one, name)) for one in samples]
        growth = slope([(one.hours * HOUR, getattr(one, name)) for one in samples])
        verdict = "" if name not in BOUNDS else "level" if level(name, growth) else f"GROWS (bound {BOUNDS[name]:g})"
        lines.append(
            f"{name:<9}{min(values):>8.1f} {spark(values)} {max(values):<8.1f}{growth:>+7.2f} a week  {verdict}"
        )
    return "\n".join(lines)


PAGE = """# A month

Written by `./yagami bench soak`: the real app in the sandbox through {days:g} simulated days with faults that come and go
(`benchmarks/soak.py` says what is real and what is scaled). Sampled every {every:g} simulated hours. What levels off: of the second
half's samples the median of all slopes between two of them (Theil and Sen) is below a bound a week (`benchmarks/soak_slopes.py`).

Seed {seed}, run on {day} in {minutes:.0f} minutes; {happened} things happened, {struck} requests were struck by faults,
and {unexpected} errors that nobody expected stand in the log.

```
{table}
```

| figure | value |
|---|---|
{figures}
"""
