"""Names for the instants at which a crash would hurt: before and after every commit and every outside call.

`with step("telegram.SendMedia"):` says "before telegram.SendMedia" and "after telegram.SendMedia" to whoever listens. Nobody does,
unless the switch-on page was told to (YAGAMI_STEPS): the crash tests list the names of one run and then kill the app
at each of them, so a new commit or call is covered without touching a test.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager

_listener: Callable[[str], None] | None = None


def listen(listener: Callable[[str], None] | None) -> None:
    """Call `listener(name)` at every step from now on; None stops it."""
    global _listener
    _listener = listener


@contextmanager
def step(name: str) -> Iterator[None]:
    """Mark a commit or an outside call. "after" is said only if it did not raise."""
    if _listener:
        _listener(f"before {name}")
    yield
    if _listener:
        _listener(f"after {name}")
