"""An event loop whose time passes by itself when nothing else is to be done: hours of waiting in no time, to the millisecond."""

from __future__ import annotations

import asyncio
import selectors
from collections.abc import Coroutine, Mapping
from typing import Any


class _Impatient(selectors.BaseSelector):
    """Where others would wait, the time has passed."""

    def __init__(self, inner: selectors.BaseSelector) -> None:
        self._inner = inner
        self.now = 0.0

    def select(self, timeout: float | None = None) -> list[tuple[selectors.SelectorKey, int]]:
        ready = self._inner.select(0)
        if not ready:
            if timeout is None:
                raise RuntimeError("everybody waits, and for nothing")
            self.now += max(timeout, 0)
        return ready

    def register(self, fileobj: Any, events: int, data: Any = None) -> selectors.SelectorKey:
        return self._inner.register(fileobj, events, data)

    def unregister(self, fileobj: Any) -> selectors.SelectorKey:
        return self._inner.unregister(fileobj)

    def close(self) -> None:
        self._inner.close()

    def get_map(self) -> Mapping[Any, selectors.SelectorKey]:
        return self._inner.get_map()


class _Loop(asyncio.SelectorEventLoop):
    def __init__(self) -> None:
        self._impatient = _Impatient(selectors.DefaultSelector())
        super().__init__(self._impatient)

    def time(self) -> float:
        return self._impatient.now


def simulate(work: Coroutine[Any, Any, None]) -> None:
    """Run it on a loop of its own, at simulated time that begins at 0."""
    with asyncio.Runner(loop_factory=_Loop) as runner:
        runner.run(work)
