"""Faults that are switched on by name, for n requests or until switched off.

A fault's name is the place where it is asked for, for example `telegram.flood_wait` or `media.truncate`; every name is
in KNOWN with a sentence, and an unknown one is an error, so that a test can't switch on what does nothing.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from sandbox.mishaps import Mishaps

#: name -> what it does. Each room of the sandbox adds its own at import (`KNOWN.update`).
KNOWN: dict[str, str] = {}


@dataclass(slots=True)
class Active:
    """One fault that is on."""

    times: int | None  #: how many more requests it hits; None: until switched off
    args: dict[str, Any] = field(default_factory=dict)
    skip: int = 0  #: how many matching requests go through first


class Faults:
    """The switchboard. `hit` is asked by the servers at the place where the fault would happen."""

    def __init__(self) -> None:
        self.active: dict[str, Active] = {}
        self.hits: dict[str, int] = {}
        self.mishaps = Mishaps()  #: what can befall any call, at every door alike

    def switch_on(self, name: str, times: int | None = 1, skip: int = 0, **args: Any) -> None:
        """Raises KeyError for a name that nothing asks for."""
        if name not in KNOWN:
            raise KeyError(f"unknown fault {name!r}; known: {', '.join(sorted(KNOWN))}")
        self.active[name] = Active(times, args, skip)

    def switch_off(self, name: str) -> None:
        self.active.pop(name, None)

    def hit(self, name: str) -> dict[str, Any] | None:
        """The fault's arguments if it strikes this request (and one is used up), else None."""
        fault = self.active.get(name)
        if fault is None:
            return None
        if fault.skip > 0:
            fault.skip -= 1
            return None
        if fault.times is not None:
            fault.times -= 1
            if fault.times <= 0:
                del self.active[name]
        self.hits[name] = self.hits.get(name, 0) + 1
        return fault.args
