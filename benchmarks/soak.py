"""A month of the real app in minutes: memory, descriptors, tasks, threads, children and the database have to level off.

    ./yagami bench soak [--days 30] [--seed N] [--step 2] [--every 6] [--table docs/soak.md] [--json FILE]

Real are the app (a process of its own, soak_app.py), its SQLite, its sessions, yt-dlp, ffmpeg, the downloads and the uploads,
and every request to the sandbox, which is this process. Scaled is the time in between: while the app has something to do the
clock runs as the machine's; as soon as it has come to rest, or after PATIENCE seconds, app and world are set forward by STEP,
as over a machine's sleep, and whoever waits for a moment in that time gets it at once. So a month has its nights, its renewals, its
days of quota and its pauses, and some hundred looks at each list (about one a step); what runs by the machine's own time
(Telegram's pings, a library's time-outs, keep-alive) comes as often as the run is long, not as in a month.

Somebody likes, unlikes, subscribes, unsubscribes and watches, and asks the bot for its screens; the world's moods come and go
(tests/chaos/troubles.py). Every EVERY simulated hours the app is measured from outside; what levels off is said in
soak_slopes.py. Exit code 1 if anything does not.

Figures: rss_slope_mb_per_week, fds_slope, tasks_slope, threads_slope, children_slope, wal_slope_mb_per_week (growth a week over
the second half), db_kb_per_event (of the second half), rss_mb, events, videos.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import random
import sys
import tempfile
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from random import Random

from sandbox.owner import import_document
from tests.chaos.people import People
from tests.chaos.troubles import Troubles
from tests.stories.house import House, house

from .footprint import clean_environment
from .soak_page import HEADING, HOUR, PAGE, Sample, figures, growths, row, table
from .soak_slopes import level

STEP = 2.0  #: hours
PATIENCE = 5.0  #: seconds that work is waited for before the clock goes on
REST = 0.15  #: seconds after a leap in which what has become due begins
FIRST = 240.0  #: seconds that the first looks may take
ACTS = 0.6  #: chance that something is done, a step
MOODS = 0.3  #: chance that the world's mood changes
ASKS = 0.2  #: chance that the owner asks for a screen
SCREENS = ("/status", "/queue", "/stats", "/settings", "/events", "/help")
#: Seconds between two looks, by the machine's clock: the looks' clock (APScheduler) has no other. About as many as leaps; those
#: at the history are fewer, each is a process of its own.
PACE = {"likes": 1.5, "subscriptions": 3.0, "history": 15.0}


class App:
    """The process, from outside."""

    def __init__(self, process: asyncio.subprocess.Process, home: House) -> None:
        self._process = process
        self._home = home

    async def says(self, line: str = "how") -> tuple[int, int]:
        """-> (tasks, looks that are under way)"""
        assert self._process.stdin
        assert self._process.stdout
        self._process.stdin.write(f"{line}\n".encode())
        answer = (await self._process.stdout.readline()).split()
        if len(answer) != 2:
            raise SystemExit(f"the app ended:\n{(self._home.folder / 'app.log').read_text()[-3000:]}")
        return int(answer[0]), int(answer[1])

    def children(self) -> int:
        """Processes whose parent it is."""
        files = Path(f"/proc/{self._process.pid}/task").glob("*/children")
        return sum(len(file.read_text().split()) for file in files)

    async def sample(self, hours: float) -> Sample:
        status = dict(line.split(":", 1) for line in Path(f"/proc/{self._process.pid}/status").read_text().splitlines())
        sizes = {file.name: file.stat().st_size / 2**20 for file in self._home.data.glob("yagami.db*")}
        [count] = self._home.rows(
            "SELECT (SELECT count(*) FROM events) AS events, (SELECT count(*) FROM downloads WHERE state = 'done') AS videos"
        )
        return Sample(
            hours=hours,
            rss_mb=int(status["VmRSS"].split()[0]) / 1024,
            fds=len(os.listdir(f"/proc/{self._process.pid}/fd")),  # noqa: PTH208
            tasks=(await self.says())[0],
            threads=int(status["Threads"]),
            children=self.children(),
            db_mb=sizes.get("yagami.db", 0.0),
            wal_mb=sizes.get("yagami.db-wal", 0.0),
            events=count["events"],
            videos=count["videos"],
        )

    async def busy(self, now: float) -> bool:
        """Whether something is under way that the clock should not run away from; what waits for a later time is not."""
        if self.children() or (await self.says())[1]:
            return True
        return bool(
            self._home.rows(
                """SELECT 1 WHERE NOT EXISTS (SELECT 1 FROM pauses) AND (
                       EXISTS (SELECT 1 FROM downloads WHERE not_before <= ?1
                               AND state NOT IN ('done', 'skipped', 'failed', 'cancelled', 'offered'))
                       OR EXISTS (SELECT 1 FROM deliveries WHERE not_before <= ?1 AND state = 'waiting')
                       OR EXISTS (SELECT 1 FROM errands WHERE not_before <= ?1 AND ended_at IS NULL))""",
                now,
            )
        )


@asynccontextmanager
async def started(home: House) -> AsyncIterator[App]:
    """Until it listens; ended with the block."""
    with (home.folder / "app.log").open("wb") as log:
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "benchmarks.soak_app", env=clean_environment() | home.environment(),
            stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE, stderr=log,
        )  # fmt: skip
    assert process.stdin
    assert process.stdout
    try:
        if await process.stdout.readline() != b"ready\n":
            raise SystemExit(f"the app did not start:\n{(home.folder / 'app.log').read_text()[-3000:]}")
        yield App(process, home)
    finally:
        process.stdin.close()
        try:
            await asyncio.wait_for(process.wait(), 20)
        except TimeoutError:
            process.kill()
            await process.wait()


class Month:
    """The world's side of it: its clock, who does what, and the samples."""

    def __init__(self, seed: int) -> None:
        self.ahead = 0.0
        self.chance = Random(seed)
        self.samples: list[Sample] = []

    def now(self) -> float:
        return time.time() + self.ahead  # noqa: TID251  the world's clock

    async def live(self, home: House, days: float, step: float, every: float) -> None:
        people, troubles = People(home, tuple(PACE)), Troubles(home)
        await furnish(home)
        await people.open()
        async with started(home) as app:
            await home.world.send_file("cookies.txt", (await home.world.cookies()).encode())
            await home.until(
                "SELECT 1 WHERE (SELECT count(*) FROM feeds WHERE seeded_at IS NOT NULL) = 3", timeout=FIRST
            )
            begin = self.now()
            while (hours := (self.now() - begin) / HOUR) < days * 24:
                if self.chance.random() < ACTS:
                    await people.act(self.chance)
                if self.chance.random() < MOODS:
                    await troubles.change(self.chance)
                if self.chance.random() < ASKS:
                    await home.world.say(self.chance.choice(SCREENS))
                await app.says(f"leap {step * HOUR}")
                self.ahead += step * HOUR
                await self._rest(app)
                if not self.samples or hours - self.samples[-1].hours >= every:
                    self.samples.append(await app.sample(hours))
                    if len(self.samples) % 10 == 1:
                        print(f"  {row(self.samples[-1])}", flush=True)
            await troubles.end()
            self.unexpected = (home.folder / "app.log").read_text().count(" ERROR ")
            self.struck, self.happened = troubles.struck(), len(people.ledger)

    async def _rest(self, app: App) -> None:
        end = time.monotonic() + PATIENCE
        await asyncio.sleep(REST)
        while time.monotonic() < end and await app.busy(self.now()):  # noqa: ASYNC110  it is another process
            await asyncio.sleep(REST)


async def furnish(home: House) -> None:
    """Everything is set up, all three feeds."""
    home.extra["YAGAMI_LOG_LEVEL"] = "WARNING"
    document = await import_document(home.addresses)
    document["destinations"] = {feed: home.addresses["channels"][feed] for feed in PACE}
    await home.move_in(document=document)
    for feed, seconds in PACE.items():
        for bound in ("fastest", "slowest"):
            home.write(f"INSERT OR REPLACE INTO settings (key, value) VALUES ('feed.{feed}.{bound}', '{seconds}')")


async def soak(seed: int, days: float, step: float, every: float) -> Month:
    month = Month(seed)
    with tempfile.TemporaryDirectory(prefix="yagami-soak-") as folder:
        async with house(Path(folder), month.now) as home:
            await month.live(home, days, step, every)
    return month


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.soak", description=__doc__.splitlines()[0])
    parser.add_argument("--days", type=float, default=30.0)
    parser.add_argument("--seed", type=int, default=None, help="of who does what, and of the faults")
    parser.add_argument(
        "--step", type=float, default=STEP, metavar="HOURS", help="that the clock is set forward at once"
    )
    parser.add_argument("--every", type=float, default=6.0, metavar="HOURS", help="between two samples")
    parser.add_argument("--table", type=Path, default=None, metavar="FILE", help="write the result there")
    parser.add_argument("--json", type=Path, default=None, metavar="FILE", help="write the figures to FILE too")
    given = parser.parse_args()
    seed = random.randrange(1_000_000) if given.seed is None else given.seed
    began = time.monotonic()
    print(f"seed {seed}, {given.days:g} days\n  {HEADING}", flush=True)
    month = asyncio.run(soak(seed, given.days, given.step, given.every))
    found, drawn = figures(month.samples), table(month.samples)
    print(f"\n{drawn}\n")
    for name, value in found.items():
        print(f"{name} {value:.2f}")
    print(f"errors in the log that nobody expected: {month.unexpected}")
    if given.json:
        given.json.write_text(json.dumps({name: round(value, 3) for name, value in found.items()}, indent=1) + "\n")
    if given.table:
        rows = "\n".join(f"| {name} | {value:.2f} |" for name, value in found.items())
        day = datetime.now(UTC)  # noqa: TID251  the day of the run
        minutes = (time.monotonic() - began) / 60
        given.table.write_text(
            PAGE.format(
                days=given.days, every=given.every, seed=seed, day=f"{day:%Y-%m-%d}", minutes=minutes,
                happened=month.happened, struck=month.struck, unexpected=month.unexpected, table=drawn, figures=rows,
            )
        )  # fmt: skip
    return 0 if all(level(name, value) for name, value in growths(month.samples).items()) else 1


if __name__ == "__main__":
    raise SystemExit(main())
