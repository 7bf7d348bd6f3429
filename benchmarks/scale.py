"""How soon the app answers, and starts, the more it remembers.

    python -m benchmarks.scale [--json FILE] [--sizes 1000,10000,100000,1000000] [--rounds 3] [--starts 2] [--looking 20]

For each size a database of that many events is made, with all that belongs to them (scale_rows.py: posts, videos, likes, a
queue, backfills ...; a million events are three years of an owner who watches much, with 20,000 likes and 2,000 subscriptions).
The app runs as its owner runs it, in another process than its world (the sandbox, at 0 ms), and goes on looking at the
account, whose likes and subscriptions are the same. Each round asks everything once (scale_asks.py): every screen, every command,
presses, the first, the middle and the last pages, and the API. A press or a command takes from the moment in which it is made
until Telegram has the bot's answer and the panel as it leads to; a request until it is read. A round before the others, in which
texts and models are made that are used again, is told apart. A start takes from the process' start until the first
getUpdates: the median of --starts and of the one in which is asked. What a look at the likes costs is what the app computes in
--looking seconds of a look each second, over their number.

The data lies where temporary files do (TMPDIR): what a sync of that disk takes, about two a press, is in the figures.

Figures: p99_ms_1k, p99_ms_1m (and of the other sizes), and so median_ms_, first_p99_ms_, start_s_, rss_mb_, look_cpu_ms_; asked.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import gc
import json
import secrets
import socket
import sqlite3
import tempfile
import time
from collections import defaultdict
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median, quantiles

import aiohttp

from benchmarks.footprint import cpu_seconds, process, rss_mb, set_up
from benchmarks.scale_asks import asks
from benchmarks.scale_rows import Size, fill
from benchmarks.scale_world import Thumb, furnish
from sandbox.client import World
from sandbox.world import Sandbox

SIZES = (1_000, 10_000, 100_000, 1_000_000)
TARGETS = {"p99_ms_1m": 50.0, "start_s_1m": 3.0}
SLOWEST = 12  #: that are told by name
READY = 120.0  #: seconds that a start may take
Times = dict[str, list[float]]


@dataclass(slots=True)
class Found:
    """What one size came to."""

    size: Size
    file_mb: float = 0.0
    starts: list[float] = field(default_factory=list)
    times: Times = field(default_factory=lambda: defaultdict(list))  #: by name of what was asked, in ms
    first: list[float] = field(default_factory=list)  #: of the round before the others, in ms
    slowest: list[tuple[float, str]] = field(default_factory=list)
    rss: float = 0.0
    look_ms: float = 0.0

    @property
    def all(self) -> list[float]:
        return [one for some in self.times.values() for one in some]


def _p99(took: list[float]) -> float:
    return quantiles(took, n=100, method="inclusive")[98] if len(took) > 1 else took[0]


async def measure(size: Size, rounds: int, starts: int, looking: float) -> Found:
    found = Found(size)
    async with contextlib.AsyncExitStack() as house:
        folder = Path(house.enter_context(tempfile.TemporaryDirectory(prefix="bench-scale-")))
        sandbox = await house.enter_async_context(Sandbox())
        world = await house.enter_async_context(World(sandbox.addresses()["control"]))
        api, token = f"127.0.0.1:{_free_port()}", secrets.token_hex(16)
        environment = await set_up(sandbox.addresses(), world, folder) | {"YAGAMI_API": api, "YAGAMI_API_TOKEN": token}
        data, chats = folder / "data", {name: chat.id for name, chat in sandbox.cast.channels.items()}
        began = time.monotonic()
        feeds = {feed: chats[feed] for feed in ("likes", "subscriptions", "history")}
        with contextlib.closing(sqlite3.connect(data / "yagami.db")) as connection, connection:
            connection.execute("DELETE FROM settings WHERE key LIKE 'feed.likes.%'")
        await asyncio.to_thread(fill, data / "yagami.db", size, time.time(), feeds)  # noqa: TID251  the world's clock
        furnish(sandbox, data / "yagami.db")
        gc.collect()
        gc.freeze()  # the world's own pauses are not what is measured
        gc.disable()
        found.file_mb = (data / "yagami.db").stat().st_size / 1e6
        print(f"{size.events:>9} events: {found.file_mb:.0f} MB in {time.monotonic() - began:.0f} s", flush=True)
        for _ in range(starts):
            async with _running(sandbox, environment, folder, found):
                pass
        async with _running(sandbox, environment, folder, found) as app:
            thumb = Thumb(sandbox, data, api, token)
            async with aiohttp.ClientSession() as session:
                everything = asks(size, _queue(data))
                for number in range(rounds + 1):
                    took = [await thumb.ask(ask, session) for ask in everything]
                    if not number:
                        found.first = took
                    else:
                        for ask, one in zip(everything, took, strict=True):
                            found.times[ask.name].append(one)
                        found.slowest += [(one, ask.words) for ask, one in zip(everything, took, strict=True)]
                    print(f"{'':18}round {number}: p99 {_p99(took):.1f} ms, median {median(took):.1f} ms", flush=True)
            found.rss = rss_mb(app)
        with contextlib.closing(sqlite3.connect(data / "yagami.db")) as connection, connection:
            for bound in ("fastest", "slowest"):
                connection.execute("INSERT OR REPLACE INTO settings VALUES (?, '1')", (f"feed.likes.{bound}",))
        async with _running(sandbox, environment, folder, None) as app:
            found.look_ms = await _look(sandbox, app, looking)
    return found


@contextlib.asynccontextmanager
async def _running(
    sandbox: Sandbox, environment: dict[str, str], folder: Path, found: Found | None
) -> AsyncIterator[int]:
    """The app, from the moment in which it listens -> its process id. What the start took is noted."""
    log, seen, began = folder / "app.log", len(sandbox.state.log), sandbox.state.now()
    async with process("bot", "run", environment=environment, log=log) as app:
        listened: float | None = None
        async with asyncio.timeout(READY):
            while listened is None:
                if app.returncode is not None:
                    raise SystemExit(f"the app ended:\n{log.read_text('utf-8')[-3000:]}")
                await asyncio.sleep(0.02)
                polls = (one["at"] for one in sandbox.state.log[seen:] if one["method"] == "getUpdates")
                listened = next(polls, None)
        if found is not None:
            found.starts.append(listened - began)
        yield app.pid


async def _look(sandbox: Sandbox, app: int, seconds: float) -> float:
    """What the app computes for a look at the likes, all told -> milliseconds."""

    def looks() -> int:
        return sum("videos" in one["path"] for one in sandbox.youtube.requests if "path" in one)

    await asyncio.sleep(5)  # the start's own work
    before, computed = looks(), cpu_seconds(app)
    await asyncio.sleep(seconds)
    return (cpu_seconds(app) - computed) * 1000 / max(1, looks() - before)


def _queue(data: Path) -> range:
    with contextlib.closing(sqlite3.connect(f"file:{data / 'yagami.db'}?mode=ro", uri=True)) as connection:
        first, last = connection.execute("SELECT min(id), max(id) FROM downloads WHERE state = 'queued'").fetchone()
    return range(first, last + 1)


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def _label(events: int) -> str:
    return f"{events // 1_000_000}m" if events >= 1_000_000 else f"{events // 1000}k"


def _table(done: list[Found]) -> None:
    sizes = "".join(f"{one.size.events:>21,}" for one in done)
    print(f"\n{'median / p99, ms':<28}{sizes}")
    for name in done[0].times:
        cells = "".join(f"{median(one.times[name]):>12.1f} /{_p99(one.times[name]):>7.1f}" for one in done)
        print(f"{name:<28}{cells}")
    for name, told in (
        ("everything", [f"{median(one.all):>12.1f} /{_p99(one.all):>7.1f}" for one in done]),
        ("everything, the first time", [f"{median(one.first):>12.1f} /{_p99(one.first):>7.1f}" for one in done]),
        ("start, s", [f"{median(one.starts):>21.2f}" for one in done]),
        ("memory afterwards, MB", [f"{one.rss:>21.1f}" for one in done]),
        ("a look at the likes, CPU ms", [f"{one.look_ms:>21.1f}" for one in done]),
        ("the database, MB", [f"{one.file_mb:>21.1f}" for one in done]),
    ):
        print(f"{name:<28}{''.join(told)}")
    for one in done:
        worst = ", ".join(f"{words} {ms:.0f}" for ms, words in sorted(one.slowest, reverse=True)[:SLOWEST])
        print(f"the slowest of {one.size.events:,}, ms: {worst}")


def main() -> None:
    reader = argparse.ArgumentParser(description="How soon the app answers, the more it remembers.")
    reader.add_argument("--json", type=Path, metavar="FILE", help="also write the figures there, as one flat object")
    reader.add_argument("--sizes", default=",".join(map(str, SIZES)), help="events, separated by commas")
    reader.add_argument("--rounds", type=int, default=3)
    reader.add_argument("--starts", type=int, default=2, help="beside the one in which is asked")
    reader.add_argument("--looking", type=float, default=20.0, metavar="SECONDS")
    options = reader.parse_args()
    done = [
        asyncio.run(measure(Size(int(events)), options.rounds, options.starts, options.looking))
        for events in options.sizes.split(",")
    ]
    _table(done)
    figures: dict[str, float] = {"asked": sum(len(one.all) for one in done)}
    for one in done:
        label = _label(one.size.events)
        figures |= {
            f"p99_ms_{label}": _p99(one.all),
            f"median_ms_{label}": median(one.all),
            f"first_p99_ms_{label}": _p99(one.first),
            f"start_s_{label}": median(one.starts),
            f"rss_mb_{label}": one.rss,
            f"look_cpu_ms_{label}": one.look_ms,
        }
    print()
    for name, value in figures.items():
        target = f"  (target: at most {TARGETS[name]:g})" if name in TARGETS else ""
        print(f"{name} {value:.2f}{target}")
    if options.json:
        options.json.write_text(json.dumps({name: round(value, 3) for name, value in figures.items()}) + "\n")


if __name__ == "__main__":
    main()
