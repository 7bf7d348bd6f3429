"""Which release of yt-dlp a child runs with: asked when it is started, and kept for its life.

One answer for the whole process (`lent_by`), like the listener of core/step.py: the looks of the clock run in contexts of their
own, and every child that is started anywhere has to get the same release. Only a trial has another one (`tried_with`), for its own
task. Who lends, and why this one, is core/renewal's business.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from contextvars import ContextVar
from pathlib import Path
from typing import Protocol


class Lease(Protocol):
    """The release that one child runs with, for as long as it lives (core/renewal/shelf.py)."""

    @property
    def folder(self) -> Path | None:
        """Its modules; None: the built-in one."""

    def worked(self) -> None:
        """The child has done what it was asked for."""


class _BuiltIn:
    """The one of .venv."""

    folder: Path | None = None

    def worked(self) -> None:
        """As ever."""


class _Tried(_BuiltIn):
    def __init__(self, folder: Path | None) -> None:
        self.folder = folder


Lend = Callable[[str], AbstractContextManager[Lease]]  #: the child's module


@contextmanager
def _built_in(_module: str) -> Iterator[Lease]:
    yield _BuiltIn()


_lend: Lend = _built_in
_trial: ContextVar[Lease | None] = ContextVar("trial", default=None)


@contextmanager
def lent_by(lend: Lend) -> Iterator[None]:
    """Children that are started inside get their release from here."""
    global _lend
    before, _lend = _lend, lend
    try:
        yield
    finally:
        _lend = before


@contextmanager
def tried_with(folder: Path | None) -> Iterator[None]:
    """Children that this task starts inside run with this release; None: the built-in one."""
    mark = _trial.set(_Tried(folder))
    try:
        yield
    finally:
        _trial.reset(mark)


@contextmanager
def lease(module: str) -> Iterator[Lease]:
    tried = _trial.get()
    if tried is not None:
        yield tried
        return
    with _lend(module) as lent:
        yield lent
