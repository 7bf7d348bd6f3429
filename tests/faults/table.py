"""What a run of the matrix found, as docs/faults.md."""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence

from .cells import CALLS, DISK, NONE_SUCH, SQLITE, Cell, Fault
from .runner import Found

HEAD = """# What was tried against it, and what was found

Every outside call times every fault. A cell: the app runs in the sandbox; a small week happens to its owner (a like whose video
is brought, a like that stays a post, a subscription, a watch); the fault strikes and is taken away. It held if in the end exactly
that stands in the three channels, each once and in its order, with its video as a reply and its status as it is, nothing deleted,
nothing left in the work folder, and `PRAGMA integrity_check` says ok. A fault that never struck is no cell that held.

Written by `python -m tests.faults --seed {seed} --table docs/faults.md` on {date}: **{held} of {all} cells held** ({minutes:.0f}
minutes). {again}

`2 ✓ 35 s` in the table: two cells, all held; 35 seconds by the app's clock from the last fault's end of their week until
everything stood, at the longest. Several faults share a week, each at a call of its own, so a wait is that of the slowest of them.
"""

_PATH = re.compile(r"(?:/[\w.+-]+){2,}")  # of the machine that it ran on
AGAIN = "{} held only at a second try, in a week and an app of their own: see below."
MOMENTS = (
    "- on the line: at the first such call of the week, and at every one for a while (three calls, or some seconds); an answer",
    "  that is lost, cut, spoiled or late is so after the work was done;",
    "- disk, permission, clock, sleep, a locked database: while the door holds the call back, which then goes on;",
    "- SIGKILL and SIGTERM: while the door holds the call, and when it has done the work and not answered; for SQLite before and",
    "  after each commit of a video's way; and the yt-dlp that looks or fetches dies alone, as where memory is short;",
    "- a clock jump: an hour ahead, an hour back, to 1970; a sleep: a day passes, and every connection to Telegram is gone;",
    "- `disk full`: not one byte has room on the file system of the data and work folders; `permission`: nothing on it may be",
    "  made, written or deleted, not through files that are open either.",
)


def written(results: Sequence[Found], seed: int, seconds: float, wanted: int) -> str:
    """wanted: how many cells were to be tried."""
    again = sum(one.tries > 1 and one.held for one in results)
    date = datetime.datetime.now(datetime.UTC).date().isoformat()  # noqa: TID251  of the run
    head = HEAD.format(
        seed=seed, date=date, held=sum(one.held for one in results), all=len(results), minutes=seconds / 60,
        again=AGAIN.format(again) if again else "None needed a second try.",
    )  # fmt: skip
    if len(results) < wanted:
        head += f"\n{wanted - len(results)} more cells were not reached: the run was broken off.\n"
    parts = [[head], _matrix(results), _moments(), _none_such(), _notes(results)]
    return "\n\n".join("\n".join(part) for part in parts).rstrip() + "\n"


def _matrix(results: Sequence[Found]) -> list[str]:
    by_place: dict[tuple[str, Fault], list[Found]] = {}
    rows: dict[str, None] = {}
    for found in results:
        call = row_of(found.cell)
        rows[call] = None
        by_place.setdefault((call, found.cell.fault), []).append(found)
    lines = [f"| call | {' | '.join(Fault)} |", f"|---|{'---|' * len(Fault)}"]
    for call in rows:
        cells = [_shown(by_place.get((call, fault), [])) for fault in Fault]
        lines.append(f"| {call} | {' | '.join(cells)} |")
    counts = [sum(one.cell.fault is fault for one in results) for fault in Fault]
    return [*lines, f"| **cells** | {' | '.join(str(one or '') for one in counts)} |"]


def row_of(cell: Cell) -> str:
    """A row is a call; the database's and the disk's are named by what they are."""
    if len(CALLS.get(cell.row, ())) < 2:
        return cell.row
    return f"{cell.row}: {cell.call.rpartition('.')[2]}"


def _shown(those: Sequence[Found]) -> str:
    if not those:
        return "–"
    failed = sum(not one.held for one in those)
    longest = max((one.took or 0.0 for one in those), default=0.0)
    return f"{len(those)} ✓ {longest:.0f} s" if not failed else f"**{failed} of {len(those)} ✗**"


def _moments() -> list[str]:
    return ["## When they strike", "", *MOMENTS]


def _none_such() -> list[str]:
    """The cells that make no sense, said and not counted."""
    lines = ["## What there is no cell for", ""]
    lines += [f"- {row} x {fault}: does not exist; {why}." for (row, fault), why in NONE_SUCH.items()]
    lines.append(
        f"- {DISK} and {SQLITE} x {Fault.FULL}, {Fault.PERMISSION}: in the rows of the calls that are under way then."
    )
    lines.append(
        "- MTProto's saveBigFilePart: the same code as saveFilePart, for files over 10 MB; tests/stories/test_large.py."
    )
    return lines


def _notes(results: Sequence[Found]) -> list[str]:
    noted = [one for one in results if one.said]
    if not noted:
        return ["## What did not hold", "", "Nothing."]
    said: dict[str, list[str]] = {}
    for one in noted:
        said.setdefault(_PATH.sub("…", one.said).replace("|", "/").replace("\n", " ")[:400], []).append(
            f"{one.cell.name}{'' if one.held else ' (FAILED)'}"
        )
    return [
        "## What did not hold, or not at the first try",
        "",
        *(f"- {', '.join(who)}: {what}" for what, who in said.items()),
    ]
