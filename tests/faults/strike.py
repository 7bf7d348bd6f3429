"""Lets the faults of one week strike a living app, and takes them away again."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
import sqlite3
import subprocess
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

from core.youtube import history, ytdlp
from sandbox.client import World, WorldError
from sandbox.mishaps import Kind, Mishap

from .cells import LINE, SQLITE, Cell, Fault
from .life import Life

HOUR, DAY = 3600.0, 86400.0
STAYS = 3  #: calls that a fault which stays befalls
#: Seconds after which it is taken away even if it was met less often: for what waits for answers, and for the others.
WAITS, LASTS = 35.0, 6.0
#: Seconds until a call of the week must have come: where all before it are answered, and where they are waited for in vain.
MEETS, MEETS_LATE = 180.0, 360.0
MEANWHILE = 2.0  #: seconds that a disk stays full


class NotStruck(AssertionError):
    """The call never came: the cell says nothing."""


class Striking:
    """The faults of one week."""

    def __init__(self, app: Life, week: Sequence[Cell]) -> None:
        self.app = app
        self.week = week
        self.mishaps: dict[Cell, Mishap] = {}
        self._one_at_a_time = asyncio.Lock()
        self._slow = any(cell.fault is Fault.TIMEOUT for cell in week)

    async def run(self) -> dict[Cell, float]:
        """The whole week -> by cell how long it took until all stood. Raises AssertionError, NotStruck."""
        sandbox = self.app.home.sandbox
        for cell in self.week:
            kind = Kind(cell.fault) if cell.fault in LINE and cell.row != SQLITE else Kind.HELD
            call = cell.call.removeprefix("locked during ")
            times = None if cell.moment == "stays" else 1
            self.mishaps[cell] = sandbox.faults.mishaps.befall(call, kind, times)
        provoke(self.app, self.week)
        await self.app.happens()
        try:
            async with talking(self.app, self.week), asyncio.TaskGroup() as tasks:
                for cell in self.week:
                    tasks.create_task(self._one(cell))
            took = await self.app.settles()
        except* NotStruck as group:
            raise group.exceptions[0] from None
        finally:  # what is silent is so for as long as it is waited for
            sandbox.faults.mishaps.end()
        if any(cell.call.startswith("bot_api.") for cell in self.week):
            await self.app.answers()
        self.app.whole()
        return dict.fromkeys(self.week, took)

    async def _one(self, cell: Cell) -> None:
        mishap = self.mishaps[cell]
        try:
            async with asyncio.timeout(MEETS_LATE if self._slow else MEETS):
                await mishap.met.wait()
        except TimeoutError:
            raise NotStruck(f"{cell.name}: the call never came") from None
        if mishap.kind is Kind.HELD:
            async with self._one_at_a_time, meanwhile(self.app, cell):
                self.app.home.sandbox.faults.mishaps.end(mishap)
        elif cell.moment == "stays":
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(WAITS if cell.fault is Fault.TIMEOUT else LASTS):
                    while mishap.hits < STAYS:  # noqa: ASYNC110  a count has no event
                        await asyncio.sleep(0.05)
            self.app.home.sandbox.faults.mishaps.end(mishap)


def provoke(app: Life, week: Sequence[Cell]) -> None:
    """What a living app does seldom, it has to do now."""
    calls = {cell.call for cell in week}
    if "token" in calls:
        app.home.sandbox.youtube.tokens.expire_all()
    if "mtproto.connect" in calls:
        app.home.sandbox.mtproto.cut()


@asynccontextmanager
async def talking(app: Life, week: Sequence[Cell]) -> AsyncIterator[None]:
    """The owner asks and presses all the while, if the week has faults of the conversation."""
    if not any(cell.call.startswith("bot_api.") for cell in week):
        yield
        return
    chat = asyncio.create_task(_talk(app.home.world))  # noqa: TID251  ended below
    try:
        yield
    finally:
        chat.cancel()
        await asyncio.wait([chat])


async def _talk(world: World) -> None:
    while True:
        said = await world.say("/menu")
        with contextlib.suppress(TimeoutError, WorldError):  # a panel that went away meanwhile
            await world.wait("dm", button="🩺 Status", since=said["id"], timeout=4)
            await world.press("🩺 Status", timeout=4)
        await asyncio.sleep(0.5)


@asynccontextmanager
async def meanwhile(app: Life, cell: Cell) -> AsyncIterator[None]:
    """What happens while the call is held."""
    clock, home = app.clock, app.home
    match cell.fault:
        case Fault.CLOCK:
            clock.wrong = {"an hour ahead": HOUR, "an hour back": -HOUR}.get(cell.moment, HOUR - clock.world())
            yield
            await asyncio.sleep(MEANWHILE)
            clock.wrong = 0.0
        case Fault.SLEEP:
            clock.passes(DAY)
            home.sandbox.mtproto.cut()
            yield
        case Fault.FULL:
            with full(home.data):
                yield
                await asyncio.sleep(MEANWHILE)
        case Fault.PERMISSION:
            with forbidden(home.data):
                yield
                await asyncio.sleep(MEANWHILE)
        case Fault.SIGKILL:
            await _kill_a_child(history.CHILD if cell.call == "history.page" else ytdlp.CHILD)
            yield
        case _:
            async with locked(home.data / "yagami.db"):
                yield
                await asyncio.sleep(3 * MEANWHILE)


async def _kill_a_child(module: str) -> None:
    """One that runs it, as a machine without memory would."""
    listed = await asyncio.create_subprocess_exec(
        "ps", "-o", "pid=,args=", "--ppid", str(os.getpid()), stdout=asyncio.subprocess.PIPE
    )
    lines = (await listed.communicate())[0].decode().splitlines()
    children = [int(line.split()[0]) for line in lines if line.endswith(module)]
    assert children, lines
    os.kill(children[0], signal.SIGKILL)


@contextlib.contextmanager
def full(folder: Path) -> Iterator[None]:
    """Not one more byte has room."""
    assert folder.is_mount(), "the machine's own disk is not filled"
    filler = folder / "filler"
    with filler.open("wb", buffering=0) as file:
        for size in (1 << 20, 4096, 1):
            with contextlib.suppress(OSError):
                while True:
                    file.write(b"x" * size)
    try:
        yield
    finally:
        filler.unlink()


@contextlib.contextmanager
def forbidden(folder: Path) -> Iterator[None]:
    """Nothing there may be made, written or deleted, not by root either. But for SQLite's -shm, which is memory: whoever writes to
    a mapped page of a file that he may not write gets a SIGBUS, and no permission does that to a file that is open."""
    assert folder.is_mount(), "only a disk of its own is forbidden"
    every = [str(one) for one in (folder, *folder.rglob("*")) if not one.name.endswith("-shm")]
    subprocess.run(["chattr", "+i", *every], check=False, capture_output=True)
    try:
        yield
    finally:
        subprocess.run(["chattr", "-R", "-i", str(folder)], check=False, capture_output=True)


@asynccontextmanager
async def locked(database: Path) -> AsyncIterator[None]:
    """Another process writes, and does not come to an end."""
    with contextlib.closing(sqlite3.connect(database, timeout=0, isolation_level=None)) as connection:
        while not connection.in_transaction:  # the app, which may be in the middle of a commit, lives on this loop
            with contextlib.suppress(sqlite3.OperationalError):
                connection.execute("BEGIN IMMEDIATE")
            await asyncio.sleep(0.01)
        try:
            yield
        finally:
            connection.execute("ROLLBACK")
