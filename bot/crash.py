"""For the crash tests: lists the steps of a run, or ends the process at one of them as a power cut would (core/step.py).

YAGAMI_STEPS=list:FILE     append every step's name to FILE
YAGAMI_STEPS=kill:NAME     SIGKILL at the first step of that name ("before commit.record"); kill:NAME#3 at the third
"""

from __future__ import annotations

import os
import signal
from collections import Counter
from pathlib import Path

from core import step


def arm(setting: str | None) -> None:
    """Listen to the steps as the setting says; nothing without one. Raises ValueError for another form."""
    if not setting:
        return
    verb, _, rest = setting.partition(":")
    if verb == "list" and rest:
        step.listen(lambda name: _note(Path(rest), name))
    elif verb == "kill" and rest:
        name, _, count = rest.partition("#")
        step.listen(_Killer(name, int(count or 1)))
    else:
        raise ValueError("YAGAMI_STEPS is list:FILE or kill:NAME")


class _Killer:
    def __init__(self, name: str, count: int) -> None:
        self._name = name
        self._count = count
        self._seen: Counter[str] = Counter()

    def __call__(self, name: str) -> None:
        self._seen[name] += 1
        if name == self._name and self._seen[name] == self._count:
            os.kill(os.getpid(), signal.SIGKILL)


def _note(file: Path, name: str) -> None:
    with file.open("a") as out:
        out.write(name + "\n")
