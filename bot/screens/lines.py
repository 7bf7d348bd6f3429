"""One line of the set-up's checklist: done, or what it still needs, or what is wrong. Computed from the rows each time."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Line:
    """text: HTML, ready to be shown behind its mark."""

    done: bool
    text: str
    wrong: bool = False

    @property
    def mark(self) -> str:
        return "⚠️" if self.wrong else "✅" if self.done else "⬜"
