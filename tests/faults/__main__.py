"""`python -m tests.faults [--cells PATTERNS] [--seed N] [--table FILE] [--notes FILE]`: a line a cell; 0 if all hold."""

from __future__ import annotations

import argparse
import asyncio
import fnmatch
import secrets
import sys
import time
from pathlib import Path

import tests.conftest  # noqa: F401  the app is imported as it imports itself

from .cells import cells
from .runner import Found, child, matrix, note, noted
from .table import written

WORKERS = 4  #: apps at once: most of a cell is waiting


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m tests.faults", description=__doc__)
    parser.add_argument(
        "--cells", default="*", help="only those whose names fit, for example 'mtproto.* x 5xx*,token *'"
    )
    parser.add_argument(
        "--seed", type=int, default=secrets.randbelow(10**6), help="which cells share a week, in which order"
    )
    parser.add_argument("--table", type=Path, help="where what was found is written")
    parser.add_argument(
        "--notes", type=Path, help="a file of what was found; what an earlier part found there is not tried again"
    )
    parser.add_argument("--workers", type=int, default=WORKERS)
    parser.add_argument("--child", action="store_true", help=argparse.SUPPRESS)
    given = parser.parse_args()
    if given.child:
        child()
        return 0
    wanted = [cell for cell in cells() if any(fnmatch.fnmatch(cell.name, one) for one in given.cells.split(","))]
    if not wanted:
        parser.error(f"no cell's name fits {given.cells!r}")
    say(f"seed {given.seed}, {len(wanted)} cells")
    began, told = time.monotonic(), 0
    so_far = noted(given.notes) if given.notes and given.notes.exists() else {}

    def tell(found: Found) -> None:
        nonlocal told
        told += 1
        so_far[found.cell] = found
        if given.notes:
            note(given.notes, found)
        took = f"stood after {found.took:.0f} s" if found.took is not None else found.said.strip().splitlines()[-1]
        say(f"{told:4} {'held  ' if found.held else 'FAILED'} {found.cell.name}: {took}")

    try:
        left = [cell for cell in wanted if cell not in so_far]
        asyncio.run(matrix(left, given.seed, given.workers, tell))
    except KeyboardInterrupt:
        say("broken off: what was found so far is written")
    results = [so_far[cell] for cell in wanted if cell in so_far]
    seconds = time.monotonic() - began
    failed = [one for one in results if not one.held]
    if given.table:
        given.table.write_text(written(results, given.seed, seconds, len(wanted)))
    say(f"{len(results)} cells, {len(failed)} failed, seed {given.seed}, {seconds:.0f} s")
    return 1 if failed or len(results) < len(wanted) else 0


def say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    raise SystemExit(main())
