"""Keeps Python's garbage collector from making the owner wait.

A full collection looks through everything that lives, and nobody is answered meanwhile: 170 ms were measured, most of it for
what stays as long as the app does (models that aiogram makes when they are first used, texts, caches). What has survived one is
set aside (gc.freeze), so that the next one looks through what came since. Only the first FEW times, in which the app gets to its
size: what is set aside later would be what was just in use, and cycles in it would never be found.
"""

from __future__ import annotations

import gc
from typing import Any

FEW = 12


class _Collector:
    """Counts full collections."""

    def __init__(self) -> None:
        self._left = FEW

    def __call__(self, phase: str, info: dict[str, Any]) -> None:
        if phase != "stop" or info["generation"] < 2:
            return
        gc.freeze()
        self._left -= 1
        if not self._left:
            gc.callbacks.remove(self)


def keep_quick() -> None:
    """From now on; what is there already is set aside at once."""
    gc.freeze()
    gc.callbacks.append(_Collector())
