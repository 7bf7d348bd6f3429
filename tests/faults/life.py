"""One app in one sandbox, and its owner's weeks: a liked video, a like of what stays a post, a subscription, a watch.

The app runs in this process by a clock of its own, so that a backoff of minutes is a matter of seconds and the clock can be set.
Its data and its work lie on a small disk of their own where this machine lets us mount one.
"""

from __future__ import annotations

import asyncio
import contextlib
import sqlite3
import subprocess
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from sandbox.owner import import_document
from tests.clocks import FastClock
from tests.stories.forking import Forking
from tests.stories.house import House, house
from tests.stories.mortal import Mortal

from .reckon import Expected, found_wrong

SPEED = 30.0  #: times the machine's clock
#: Seconds between two looks, by the machine's clock (the scheduler's).
PACE = {"likes": 0.6, "subscriptions": 1.2, "history": 4.0}
SOON = 420.0  #: seconds until everything of a week has to stand, by the machine's clock
#: Waits of more than so many seconds go by at once.
LONG = 45.0
DISK = "32m"
ENDED = "('done', 'offered', 'skipped', 'failed', 'cancelled')"
CHOICES = {"download.sponsorblock": '["sponsor"]', "feed.history.after_gap": '"all"'}


class WeekClock(FastClock):
    """The app's. The world's is the same, unless somebody set the app's wrong."""

    def __init__(self, speed: float = SPEED) -> None:
        super().__init__(speed)
        self.speed = speed
        self._ahead = self.wrong = 0.0

    def world(self) -> float:
        return super().now() + self._ahead

    def now(self) -> float:
        return self.world() + self.wrong

    def passes(self, seconds: float) -> None:
        """Time goes by at once, in all the world; for the app the machine was asleep."""
        self._ahead += seconds


class Life:
    """`async with life(folder) as app`: `happens`, then `settles`."""

    def __init__(self, home: House, clock: WeekClock, mortal: Mortal | None = None) -> None:
        """mortal: the app, if it is a process of its own, which lives by the machine's clock."""
        self.home = home
        self.mortal = mortal
        self.clock = clock
        self.expected = Expected()
        self.weeks = 0

    async def happens(self) -> None:
        """A week. Its acts come at once: whatever strikes, strikes between them too."""
        self.weeks += 1
        site, expected = self.home.sandbox.youtube, self.expected
        video = site.add_video(f"video{self.weeks:06d}", "vertical", channel=f"Channel {self.weeks}")
        post = site.add_video(f"plain{self.weeks:06d}", "vp9_only", channel=f"Channel {self.weeks}")
        site.like(video.id)
        site.like(post.id)
        site.subscribe(video.channel.id)
        site.watch(post.id)
        expected.likes += [video.id, post.id]
        expected.videos.append(video.id)
        expected.subscriptions.append(video.channel.id)
        expected.history.append(post.id)

    async def settles(self, within: float = SOON) -> float:
        """Until all that ever happened stands in the channels -> how long it took, by the app's clock. Raises AssertionError."""
        began, ahead = asyncio.get_running_loop().time(), self.clock.world() - FastClock.now(self.clock)
        wrong = ["nothing was looked at"]
        while wrong and asyncio.get_running_loop().time() < began + within:
            await asyncio.sleep(0.3)
            wrong = self.owed() or await found_wrong(self.home, self.expected)
            if wrong and self.mortal is None:
                self._let_pass()
        if wrong:
            raise AssertionError(f"not within {within:.0f} s: " + "; ".join(wrong))
        passed = self.clock.world() - FastClock.now(self.clock) - ahead
        return (asyncio.get_running_loop().time() - began) * self.clock.speed + passed

    def owed(self) -> list[str]:
        """What the rows say is still to be done."""
        with contextlib.suppress(sqlite3.OperationalError):  # it is being locked
            [jobs] = self.home.rows(f"SELECT count(*) AS n FROM downloads WHERE state NOT IN {ENDED}")
            [posts] = self.home.rows(
                "SELECT count(*) AS n FROM deliveries WHERE state = 'waiting' OR (gone = 0 AND status_shown IS NOT status_wanted)"
            )
            owed = [f"{jobs['n']} downloads are under way"] if jobs["n"] else []
            owed += [f"{posts['n']} posts are owed"] if posts["n"] else []
            return owed
        return ["the database can't be read"]

    def _let_pass(self) -> None:
        """What everything waits for, if it is long."""
        with contextlib.suppress(sqlite3.OperationalError):
            [row] = self.home.rows(
                f"""SELECT min(t) AS t FROM (SELECT min(until) AS t FROM pauses WHERE until > ?1
                    UNION ALL SELECT min(not_before) FROM downloads WHERE not_before > ?1 AND state NOT IN {ENDED}
                    UNION ALL SELECT min(not_before) FROM feeds WHERE not_before > ?1
                    UNION ALL SELECT min(not_before) FROM deliveries WHERE not_before > ?1 AND state = 'waiting')""",
                self.clock.now(),
            )
            left = (row["t"] or 0.0) - self.clock.now()
            if left > LONG:
                self.clock.passes(left - LONG / 3)

    async def answers(self) -> None:
        """The owner asks how things stand, again and again if need be, until the bot answers. Raises AssertionError."""
        world = self.home.world
        for _ in range(3):
            said = await world.say("/status")
            with contextlib.suppress(TimeoutError):  # what was asked before is answered before
                await world.wait("dm", text="Looks", since=said["id"], timeout=SOON / 3)
                return
        raise AssertionError("the bot does not answer")

    def whole(self) -> None:
        """The database is. Raises AssertionError."""
        with contextlib.closing(sqlite3.connect(self.home.data / "yagami.db", timeout=10)) as connection:
            said = connection.execute("PRAGMA integrity_check").fetchall()
        assert said == [("ok",)], said


async def furnish(home: House) -> None:
    """Everything is set up, all three feeds, and looked at often."""
    home.extra["YAGAMI_LOG_LEVEL"] = "INFO"
    document = await import_document(home.addresses)
    document["destinations"] = {feed: home.addresses["channels"][feed] for feed in PACE}
    await home.move_in(document=document)
    settings: dict[str, Any] = dict(CHOICES)
    for feed, seconds in PACE.items():
        settings |= {f"feed.{feed}.{bound}": str(seconds) for bound in ("fastest", "slowest")}
    for name, value in settings.items():
        home.write(f"INSERT OR REPLACE INTO settings (key, value) VALUES ('{name}', '{value}')")
    home.sandbox.youtube.player.challenges = False  # solving them is the most of a fetch, and no matter here
    home.sandbox.youtube.quota_limit = 10**9


async def signed_in(home: House) -> None:
    """The running app gets its cookies, and has looked at every feed once."""
    sent = await home.world.send_file("cookies.txt", (await home.world.cookies()).encode())
    await home.world.wait("dm", gone=sent["id"], timeout=60)
    await home.until("SELECT 1 WHERE (SELECT count(*) FROM feeds WHERE seeded_at IS NOT NULL) = 3")


@asynccontextmanager
async def life(folder: Path, *, disk: bool = False) -> AsyncIterator[Life]:
    """The app runs while the block does. disk: on one of its own, which can be filled and forbidden."""
    clock = WeekClock()
    with contextlib.ExitStack() as stack:
        if disk:
            stack.enter_context(own_disk(folder / "data"))
        async with house(folder, clock.world) as home:
            await furnish(home)
            async with home.living(clock):
                await signed_in(home)
                yield Life(home, clock)


@asynccontextmanager
async def mortal_life(folder: Path) -> AsyncIterator[Life]:
    """The app is a process that may be killed; it runs when the block begins."""
    async with house(folder) as home, Forking() as starts, Mortal(home, starts) as app:
        await furnish(home)
        await app.up()
        await signed_in(home)
        yield Life(home, WeekClock(1.0), app)


@contextlib.contextmanager
def own_disk(folder: Path) -> Iterator[None]:
    """An ext4 of DISK on `folder`: there even root is refused what is immutable, by a file that is open too. Needs root."""
    image = folder.with_suffix(".img")
    folder.mkdir(parents=True)
    for command in (
        ("truncate", "-s", DISK, image),
        ("mkfs.ext4", "-q", "-m", "0", "-O", "^has_journal", image),
        ("mount", "-o", "loop", image, folder),
    ):
        subprocess.run(command, check=True, capture_output=True)
    (folder / "lost+found").rmdir()
    try:
        yield
    finally:
        subprocess.run(["umount", "--lazy", folder], check=True)
