"""What a check found: how bad it is, of which part, and which of its sentences says so."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

Arg = str | int | float


class Mark(StrEnum):
    """How it is."""

    FINE = "✅"
    WARN = "⚠️"  #: it works, and could be better, or is not there yet
    BAD = "❌"  #: something does not work


@dataclass(frozen=True, slots=True)
class Finding:
    """One line. part: the text `doctor-PART`, in which `which` chooses the sentence."""

    mark: Mark
    part: str
    which: str
    args: Mapping[str, Arg] = field(default_factory=dict)

    def as_json(self) -> dict[str, Any]:
        return {"mark": str(self.mark), "part": self.part, "which": self.which, "args": dict(self.args)}

    @classmethod
    def of(cls, kept: Mapping[str, Any]) -> Finding:
        return cls(Mark(kept["mark"]), kept["part"], kept["which"], kept["args"])


def fine(part: str, which: str = "fine", /, **args: Arg) -> Finding:
    return Finding(Mark.FINE, part, which, args)


def warn(part: str, which: str, /, **args: Arg) -> Finding:
    return Finding(Mark.WARN, part, which, args)


def bad(part: str, which: str, /, **args: Arg) -> Finding:
    return Finding(Mark.BAD, part, which, args)
