"""For the crash tests: lists the steps of a run, or ends the process at one of them as a power cut would (core/step.py).

YAGAMI_STEPS=list:FILE     append every step's name to FILE
YAGAMI_STEPS=kill:NAME     SIGKILL at the first step of that name ("before commit.record"); kill:NAME#3 at the third
YAGAMI_STEPS=list:FILE;kill:NAME   both: the last name in the file is the one at which it ended
"""

from __future__ import annotations

import os
import signal
from collections import Counter
from collections.abc import Callable
from functools import partial
from pathlib import Path

from core import step


def arm(setting: str | None) -> None:
    """Listen to the steps as the setting says; nothing without one. Raises ValueError for another form."""
    if not setting:
        return
    listeners = [_listener(one) for one in setting.split(";")]

    def tell(name: str) -> None:
        for listener in listeners:
            listener(name)

    step.listen(tell)


def _listener(setting: str) -> Callable[[str], None]:
    verb, _, rest = setting.partition(":")
    if verb == "list" and rest:
        return partial(_note, Path(rest))
    if verb == "kill" and rest:
        name, _, count = rest.partition("#")
        return _Killer(name, int(count or 1))
    raise ValueError("YAGAMI_STEPS is list:FILE, kill:NAME, or list:FILE;kill:NAME")


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
