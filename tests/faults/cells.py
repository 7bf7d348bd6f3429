"""The cells of the matrix: a call, a fault, and the moment at which it strikes. Pure.

A fault that strikes `at first` befalls the first such call of the week; one that `stays` befalls every one of them until it was met
STAYS times (or, where an answer is waited for in vain, for a while). What happens *while* a call is under way (a full disk, a kill,
a clock that is set) strikes while the call is held back at the door. `done` says that the door had done its work by then.
"""

from __future__ import annotations

import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum


class Fault(StrEnum):
    """The columns."""

    REFUSED = "refused"
    TIMEOUT = "timeout"
    RESET = "reset in the middle"
    DRIP = "slow drip"
    ERROR = "5xx"
    NONSENSE = "nonsense"
    HALF = "half an answer"
    FULL = "disk full"
    PERMISSION = "permission"
    SIGKILL = "SIGKILL"
    SIGTERM = "SIGTERM"
    CLOCK = "clock jump"
    SLEEP = "sleep of a day"


LINE = (Fault.REFUSED, Fault.TIMEOUT, Fault.RESET, Fault.DRIP, Fault.ERROR, Fault.NONSENSE, Fault.HALF)
DEATHS = (Fault.SIGKILL, Fault.SIGTERM)
#: The rows, and the calls of each. MTProto's `connect` is the connection itself.
CALLS = {
    "Telegram MTProto": tuple(
        f"mtproto.{one}"
        for one in ("connect", "SendMessage", "EditMessage", "SaveFilePart", "UploadMedia", "SendMedia", "GetMessages")
    ),
    "Bot API": tuple(f"bot_api.{one}" for one in ("getUpdates", "sendMessage", "editMessageText", "deleteMessage")),
    "Data API": tuple(f"data_api.{one}" for one in ("playlistItems", "videos", "channels", "subscriptions")),
    "token endpoint": ("token",),
    "history page": ("history.page",),
    "extraction": ("extraction.watch", "extraction.player"),
    "media": ("media",),
    "thumbnail": ("thumbnail",),
    "channel's picture": ("picture",),
    "SponsorBlock": ("sponsorblock",),
}
#: The two rows that are no call over a line, and what can happen to them. The rest of their cells do not exist.
DISK, SQLITE = "disk", "SQLite"
#: Steps of a video's way that are no calls over a line (core/step.py), in their order, and the rows that they are of.
STEPS = {
    "commit.record": SQLITE,
    "commit.sent": SQLITE,
    "commit.job-fetched": SQLITE,
    "commit.part-sent": SQLITE,
    "commit.job-sent": SQLITE,
    "disk.delete": DISK,
    "commit.job-done": SQLITE,
}
#: Calls that a child process makes, which may die alone.
OF_A_CHILD = ("history.page", "extraction.watch", "extraction.player", "media")
ALONE = "its child alone"
#: At which moments each fault strikes a call.
MOMENTS = {
    **dict.fromkeys(LINE, ("at first", "stays")),
    Fault.FULL: ("while it runs",),
    Fault.PERMISSION: ("while it runs",),
    Fault.SIGKILL: ("while it waits", "when it is done"),
    Fault.SIGTERM: ("while it waits", "when it is done"),
    Fault.CLOCK: ("an hour ahead", "an hour back", "to 1970"),
    Fault.SLEEP: ("while it runs",),
}
#: Calls without a done or a not done: who connects has asked for nothing yet, and a long poll is under way all the time.
ONE_DEATH = ("mtproto.connect", "bot_api.getUpdates")


@dataclass(frozen=True, slots=True)
class Cell:
    """One that is tried."""

    row: str
    call: str
    fault: Fault
    moment: str

    @property
    def name(self) -> str:
        return f"{self.call} x {self.fault}, {self.moment}"


def cells() -> list[Cell]:
    """All of them, in the table's order."""
    found = [
        Cell(row, call, fault, moment)
        for row, calls in CALLS.items()
        for call in calls
        for fault in Fault
        for moment in MOMENTS[fault]
        if not (call in ONE_DEATH and moment == "when it is done")
    ]
    return found + list(_others())


def _others() -> Iterator[Cell]:
    rows = {call: row for row, calls in CALLS.items() for call in calls}
    for call in OF_A_CHILD:
        yield Cell(rows[call], call, Fault.SIGKILL, ALONE)
    for step, row in STEPS.items():
        for moment in ("before it", "after it"):
            yield Cell(row, step, Fault.SIGKILL, moment)
    for call in ("mtproto.SendMessage", "mtproto.SendMedia", "data_api.playlistItems", "media"):
        yield Cell(SQLITE, f"locked during {call}", Fault.TIMEOUT, "while it runs")


#: fault x row -> why there is no such cell
NONE_SUCH = {
    (DISK, Fault.REFUSED): "a disk refuses nobody; what may not be written is `permission`",
    (DISK, Fault.TIMEOUT): "a disk that answers late is only slow",
    (DISK, Fault.RESET): "there is no connection to it",
    (DISK, Fault.DRIP): "there is no answer that could drip",
    (DISK, Fault.ERROR): "it has no statuses",
    (DISK, Fault.NONSENSE): "that bytes rot is not modelled",
    (DISK, Fault.HALF): "half a file is what `disk full` and SIGKILL leave",
    (DISK, Fault.SIGTERM): "a stop lets a step end: see the calls",
    (DISK, Fault.CLOCK): "it has no clock",
    (DISK, Fault.SLEEP): "it sleeps with the machine: see the calls",
    (SQLITE, Fault.REFUSED): "it is a library and no server",
    (SQLITE, Fault.RESET): "there is no connection to it",
    (SQLITE, Fault.DRIP): "there is no answer that could drip",
    (SQLITE, Fault.ERROR): "it has no statuses",
    (SQLITE, Fault.NONSENSE): "a file that is no database is refused at the start, with tests of its own",
    (SQLITE, Fault.HALF): "half a transaction is what SIGKILL leaves",
    (SQLITE, Fault.SIGTERM): "a stop lets a commit end: see the calls",
    (SQLITE, Fault.CLOCK): "it has no clock",
    (SQLITE, Fault.SLEEP): "it sleeps with the machine: see the calls",
}


def shuffled(of: Sequence[Cell], seed: int) -> list[Cell]:
    """In an order that the seed decides."""
    mixed = list(of)
    random.Random(seed).shuffle(mixed)
    return mixed


#: How many cells one week bears where answers are waited for in vain, so that it comes to an end; else one for each call.
WAITING = 12
#: Calls that are not made where another fails: a picture that did not come is not uploaded.
HANGS_ON = {"mtproto.UploadMedia": {"thumbnail"}, "thumbnail": {"mtproto.UploadMedia"}}


def weeks(of: Sequence[Cell]) -> list[list[Cell]]:
    """Put them into weeks that bear them: no call twice, deaths with deaths, what waits long with its like."""
    made: list[list[Cell]] = []
    for cell in of:
        for week in made:
            if fits(cell, week):
                week.append(cell)
                break
        else:
            made.append([cell])
    return made


def fits(cell: Cell, week: Sequence[Cell]) -> bool:
    calls = {one.call for one in week}
    if kind(cell) != kind(week[0]) or cell.call in calls or calls & HANGS_ON.get(cell.call, set()):
        return False
    return kind(cell) != "waits" or len(week) < WAITING


def kind(cell: Cell) -> str:
    """Cells of one kind share weeks."""
    if cell.moment == ALONE:
        return "child"
    if cell.fault in DEATHS:
        return "steps" if cell.call in STEPS else f"deaths {cell.fault} {cell.moment}"
    if cell.fault in LINE and cell.row != SQLITE:
        return "waits" if cell.fault is Fault.TIMEOUT else "line"
    return "locked" if cell.row == SQLITE else str(cell.fault)
