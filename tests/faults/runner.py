"""Runs weeks: in lives of one kind each, some beside one another; a week that fails is tried once more, alone.

What can be late on a busy machine (a post that does not stand yet, a call that did not come) is judged by the second try. What no
load explains (a thing told twice, or invented) is held against the app at once.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import signal
import sys
import tempfile
import traceback
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import AsyncExitStack
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from .cells import ALONE, DEATHS, Cell, Fault, cells, shuffled, weeks
from .deaths import die_in
from .life import Life, life, mortal_life
from .strike import Striking

Json = dict[str, Any]
#: Weeks of one app, by the kind of its life: what waits long has its like beside it, not before it.
LONGEST = {"waits": 1, "mortal": 1, "disk": 2, "plain": 5}
GRAVE = ("tells twice", "invents", "was deleted", "answer the posts", "integrity", "ended with")


@dataclass(slots=True)
class Found:
    """What came of one cell."""

    cell: Cell
    held: bool
    took: float | None = None  #: seconds by the app's clock from the fault's end until everything stood
    said: str = ""  #: what was wrong, at the first try too
    tries: int = 1


def lives(of: Sequence[Cell], seed: int) -> list[list[list[Cell]]]:
    """Weeks that share an app, those that wait longest first."""
    by_kind: dict[str, list[list[Cell]]] = {}
    for week in weeks(shuffled(of, seed)):
        by_kind.setdefault(life_of(week), []).append(week)
    order = sorted(by_kind, key=list(LONGEST).index)
    return [
        by_kind[kind][at : at + LONGEST[kind]] for kind in order for at in range(0, len(by_kind[kind]), LONGEST[kind])
    ]


def life_of(week: Sequence[Cell]) -> str:
    fault = week[0].fault
    if fault in DEATHS and week[0].moment != ALONE:
        return "mortal"
    if fault in (Fault.FULL, Fault.PERMISSION):
        return "disk"
    return "waits" if fault is Fault.TIMEOUT else "plain"


async def live(those: Sequence[Sequence[Cell]], tell: Callable[[Found], None]) -> None:
    """The weeks one after the other; after one that fails another app takes over."""
    left = [list(week) for week in those]
    while left:
        async with AsyncExitStack() as stack:
            folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="yagami-faults-")))
            kind = life_of(left[0])
            app = await stack.enter_async_context(
                mortal_life(folder) if kind == "mortal" else life(folder, disk=kind == "disk")
            )
            while left:
                week = left.pop(0)
                if wrong := await lived(app, week, tell):
                    for cell in week:
                        tell(Found(cell, held=False, said=wrong))
                    break


async def lived(app: Life, week: Sequence[Cell], tell: Callable[[Found], None]) -> str:
    """One week -> what was wrong."""
    try:
        took = await (die_in(app, week) if life_of(week) == "mortal" else Striking(app, week).run())
    except AssertionError as wrong:
        return str(wrong)
    except Exception:  # noqa: BLE001  whatever it is, it is this week's
        return traceback.format_exc()
    for cell in week:
        tell(Found(cell, held=True, took=took[cell]))
    return ""


def note(file: Path, found: Found) -> None:
    """A line more of what was found."""
    with file.open("a") as out:
        out.write(json.dumps(asdict(found) | {"cell": found.cell.name}) + "\n")


def noted(file: Path) -> dict[Cell, Found]:
    """What an earlier part of the run found, the last word on each cell."""
    known = {cell.name: cell for cell in cells()}
    lines = [json.loads(line) for line in file.read_text().splitlines()]
    return {known[one["cell"]]: Found(**one | {"cell": known[one["cell"]]}) for one in lines}


def child() -> None:
    """A process for one life: its weeks come as JSON at stdin, what was found goes out a line each."""
    known = {cell.name: cell for cell in cells()}
    those = [[known[name] for name in week] for week in json.load(sys.stdin)]

    def tell(found: Found) -> None:
        said = asdict(found) | {"cell": found.cell.name}
        print(json.dumps(said), flush=True)  # noqa: T201  the answer

    asyncio.run(live(those, tell))


async def found_in(those: Sequence[Sequence[Cell]]) -> AsyncIterator[Found]:
    """Live in a process of its own."""
    known = {cell.name: cell for week in those for cell in week}
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "tests.faults", "--child",
        stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE, start_new_session=True,
    )  # fmt: skip
    assert process.stdin
    assert process.stdout
    assert process.stderr
    process.stdin.write(json.dumps([[cell.name for cell in week] for week in those]).encode())
    process.stdin.close()
    words = asyncio.ensure_future(process.stderr.read())  # noqa: TID251  awaited below
    try:
        while line := await process.stdout.readline():
            said = json.loads(line)
            cell = known.pop(said.pop("cell"))
            yield Found(cell, **said)
    finally:
        if process.returncode is None:  # the run is broken off: it takes its disk away and goes
            with contextlib.suppress(ProcessLookupError):
                process.send_signal(signal.SIGINT)
    await process.wait()
    last = (await words).decode(errors="replace").strip().splitlines()[-3:]
    for cell in known.values():
        yield Found(cell, held=False, said=f"the run broke off: {' / '.join(last)}")


async def matrix(of: Sequence[Cell], seed: int, workers: int, tell: Callable[[Found], None]) -> None:
    """All of it; what is told of a cell later counts."""
    free = asyncio.Semaphore(workers)
    results: dict[Cell, Found] = {}
    doubtful: list[list[Cell]] = []

    async def whole_life(those: Sequence[Sequence[Cell]]) -> None:
        async with free:
            failed = set[Cell]()
            async for found in found_in(those):
                results[found.cell] = found
                if not found.held:
                    failed.add(found.cell)
                tell(found)
            doubtful.extend([list(week) for week in those if failed & set(week)])

    async def again(week: Sequence[Cell]) -> None:
        async with free:
            async for found in found_in([week]):
                before = results[found.cell].said
                grave = any(one in before for one in GRAVE)
                found.tries, found.held = 2, found.held and not grave
                found.said = f"{before} | at the second try: {found.said or 'held'}"
                results[found.cell] = found
                tell(found)

    async with asyncio.TaskGroup() as tasks:
        for those in lives(of, seed):
            tasks.create_task(whole_life(those))
    async with asyncio.TaskGroup() as tasks:
        for week in doubtful:
            tasks.create_task(again(week))
