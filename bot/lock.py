"""One instance on one data folder: two would end the Telegram session (AUTH_KEY_DUPLICATED) and tell everything twice."""

from __future__ import annotations

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


class AlreadyRunning(Exception):
    """The message is one sentence for the owner."""


@contextmanager
def single_instance(folder: Path) -> Iterator[None]:
    """Hold the folder's lock; the kernel gives it back however the process ends. Raises AlreadyRunning."""
    with open(folder / "yagami.lock", "w", opener=lambda path, flags: os.open(path, flags, 0o600)) as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError as error:
            raise AlreadyRunning(f"Yagami runs already on the data folder {folder}. Stop that one first.") from error
        yield
