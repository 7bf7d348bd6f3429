"""What a parser is here: how its inputs are made, how one is read, what it may refuse with, and what must hold of the rest."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager, contextmanager
from dataclasses import dataclass, fields, is_dataclass
from pathlib import Path
from typing import Any

from core.errors import Trouble

from .inputs import Mill

Read = Callable[[Any], object]


@dataclass(frozen=True, slots=True)
class Parser:
    """reading: opens what it takes (a folder of its own is given) -> reads one input: None where there is nothing in it; raises one
    of `refusals`; and AssertionError where what it gives can't be right. long: the texts that the long inputs are made of, and how.
    """

    name: str
    about: str  #: what it reads, for the table
    make: Callable[[Mill], Any]
    reading: Callable[[Path], AbstractContextManager[Read]]
    refusals: tuple[type[Exception], ...] = (Trouble,)
    long: tuple[Sequence[str], Callable[[str], Any]] | None = None
    most: int = 1_000_000  #: characters of a long input: what can come at most, where that is less


def pure(read: Read) -> Callable[[Path], AbstractContextManager[Read]]:
    """A reader that needs nothing."""

    @contextmanager
    def opened(_folder: Path) -> Iterator[Read]:
        yield read

    return opened


def fits_a_row(value: Any) -> None:
    """Raises AssertionError for what a database's column can't hold: half a surrogate pair, a number of more than 64 bits, NaN."""
    if isinstance(value, str):
        value.encode()
    elif isinstance(value, Path):
        str(value).encode()
    elif isinstance(value, bool) or value is None or isinstance(value, bytes):
        pass
    elif isinstance(value, int):
        assert -(2**63) <= value < 2**63, value
    elif isinstance(value, float):
        assert math.isfinite(value), value
    elif isinstance(value, Mapping):
        for name, one in value.items():
            fits_a_row(name)
            fits_a_row(one)
    elif is_dataclass(value):
        for field in fields(value):
            fits_a_row(getattr(value, field.name))
    else:
        for one in value:
            fits_a_row(one)
