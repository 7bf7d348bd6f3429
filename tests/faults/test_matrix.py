"""Some forty cells of the matrix, two weeks of one app; the rest is `python -m tests.faults`, whose table is docs/faults.md."""

from __future__ import annotations

from pathlib import Path

import pytest

from .cells import CALLS, DEATHS, LINE, NONE_SUCH, SQLITE, Cell, Fault, cells, fits, shuffled, weeks
from .life import life
from .runner import Found
from .strike import Striking
from .table import written

#: Whose turn it is on the line; a timeout is a wait of half a minute, and in the whole run only.
QUICK = (Fault.NONSENSE, Fault.RESET, Fault.ERROR, Fault.HALF, Fault.REFUSED)
#: What happens while a call is under way, in the second week.
MEANWHILE = {
    "history.page": (Fault.CLOCK, "an hour back"),
    "data_api.videos": (Fault.CLOCK, "to 1970"),
    "media": (Fault.SLEEP, "while it runs"),
    "mtproto.SendMedia": (Fault.CLOCK, "an hour ahead"),
}


def chosen(shift: int) -> list[Cell]:
    """A cell for each call; the faults take turns, and begin with another one each time."""
    found = []  # but for the extraction, which costs a process each time: it has its turn in the first week
    for turn, (row, call) in enumerate((row, call) for row, calls in CALLS.items() for call in calls):
        if shift and row == "extraction":
            continue
        fault, moment = QUICK[(turn + shift) % len(QUICK)], "stays" if turn % 4 == 1 else "at first"
        if shift and call in MEANWHILE:
            fault, moment = MEANWHILE[call]
        found.append(Cell(row, call, fault, moment))
    return found


@pytest.mark.timeout(600)
async def test_whatever_strikes_in_two_weeks_everything_stands_once(tmp_path: Path) -> None:
    async with life(tmp_path) as app:
        tried = [cell for shift in (0, 2) for cell in await Striking(app, chosen(shift)).run()]
    assert len(set(tried)) >= 40


def test_every_call_meets_every_fault_or_it_is_said_why_not() -> None:
    all_cells = cells()
    assert len(all_cells) >= 300
    assert len(set(all_cells)) == len(all_cells)
    calls = {call for those in CALLS.values() for call in those}
    for call in calls:
        assert {cell.fault for cell in all_cells if cell.call == call} == set(Fault), call
    assert {fault for row, fault in NONE_SUCH if row == SQLITE} | {
        cell.fault for cell in all_cells if cell.row == SQLITE
    } >= set(Fault) - {Fault.FULL, Fault.PERMISSION}
    assert set(LINE) | set(DEATHS) < set(Fault)


def test_a_seed_puts_each_cell_into_one_week_that_bears_it() -> None:
    made = weeks(shuffled(cells(), 7))
    assert sorted(cell.name for week in made for cell in week) == sorted(cell.name for cell in cells())
    assert made == weeks(shuffled(cells(), 7))
    assert made != weeks(shuffled(cells(), 8))
    for week in made:
        assert all(fits(cell, week[:at]) for at, cell in enumerate(week) if at)


def test_the_table_says_what_held_and_what_did_not() -> None:
    one, two, *_ = cells()
    table = written([Found(one, held=True, took=12.4), Found(two, held=False, said="likes lacks x")], 7, 61.0, 3)
    assert "**1 of 2 cells held**" in table
    assert "--seed 7" in table
    assert "1 more cells were not reached" in table
    assert f"{two.name} (FAILED): likes lacks x" in table
    assert "**1 of 1 ✗**" in table or "**1 of 2 ✗**" in table
