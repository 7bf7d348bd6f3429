"""The mark that everything is to be erased: a file in the data folder, which outlives the database. erasing.py does the rest.

It holds what has to be known when the database is no more: whom to tell, in which language, and what could be ended outside.
"""

from __future__ import annotations

import asyncio
import json
import os
from dataclasses import asdict, dataclass
from pathlib import Path

from core.step import step

MARK = "erasing.json"  #: in the data folder
DONE, FAILED, NOTHING = "done", "failed", "nothing"


class Erasing(Exception):
    """The app ends, since everything is to be erased."""


@dataclass(frozen=True, slots=True)
class Ends:
    """What came of ending what stands outside."""

    google: str  #: DONE, FAILED, NOTHING
    telegram: str
    note: str


@dataclass(frozen=True, slots=True)
class Mark:
    """What has to be known until all is done."""

    owner: int
    language: str
    panel: int | None = None  #: the message of the panel, which loses its buttons
    ends: Ends | None = None


def is_marked(data: Path) -> bool:
    """Whether everything is to be erased."""
    return (data / MARK).exists()


def write(data: Path, mark: Mark) -> None:
    """Whole, and on the disk, or not at all. Raises OSError."""
    draft = data / f"{MARK}.new"
    draft.unlink(missing_ok=True)
    with step("disk.erase-mark"):
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
            json.dump(asdict(mark), file)
            file.flush()
            os.fsync(file.fileno())
        draft.replace(data / MARK)
        sync(data)


def read(data: Path) -> Mark:
    """What cannot be read is a mark all the same. Raises OSError."""
    try:
        saved = json.loads((data / MARK).read_text())
        ends = Ends(**saved["ends"]) if saved["ends"] else None
        return Mark(int(saved["owner"]), str(saved["language"]), saved["panel"], ends)
    except (ValueError, KeyError, TypeError):
        return Mark(0, "en")


async def wanted(event: asyncio.Event) -> None:
    """One of the app's tasks: waits for the errand. Raises Erasing."""
    await event.wait()
    raise Erasing


def forget(data: Path) -> None:
    """It is done. Raises OSError."""
    with step("disk.erase-unmark"):
        for name in (MARK, f"{MARK}.new"):
            (data / name).unlink(missing_ok=True)
        sync(data)


def sync(folder: Path) -> None:
    """What was made, named or deleted in it is on the disk. Raises OSError."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
