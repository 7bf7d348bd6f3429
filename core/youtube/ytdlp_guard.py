"""What a run needs around yt-dlp: one run a folder, none without its parent, no secret in its words.

Standard library only, so that it works whatever state yt-dlp is in.
"""

from __future__ import annotations

import contextlib
import errno
import fcntl
import io
import json
import os
import re
import signal
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

LOCK = ".lock"
#: A killed run is gone within milliseconds; one that is still there after this is no leftover.
LOCK_SECONDS = 1.5
_USERINFO = re.compile(r"://[^/@\s]+@")  # a proxy's password stands in some network errors


class Refused(Exception):
    """This run ends by a decision of ours, before media is fetched. reason: a key of ytdlp_errors.REFUSALS."""

    def __init__(self, reason: str, args: Mapping[str, int] | None = None, text: str = "") -> None:
        super().__init__(text or reason)
        self.reason = reason
        self.args_for_text = dict(args or {})


@contextlib.contextmanager
def locked(folder: Path) -> Iterator[None]:
    """One run a folder. Raises Refused: "busy" if another one lives, "no_room" or "unwritable" if it can't be asked."""
    try:
        file = (folder / LOCK).open("w")
    except OSError as error:
        raise Refused("no_room" if error.errno == errno.ENOSPC else "unwritable") from error
    with file:
        deadline = time.monotonic() + LOCK_SECONDS
        while True:
            try:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
                break
            except BlockingIOError:
                if time.monotonic() > deadline:
                    raise Refused("busy") from None
                time.sleep(0.05)
        yield


def die_with_parent(hear: Callable[[Mapping[str, Any]], None] = lambda said: None) -> None:
    """Wait for the end of stdin, then take ffmpeg and deno along. hear: of each line, an object of JSON, that comes before."""
    rest = b""
    while came := os.read(0, 4096):
        *lines, rest = (rest + came).split(b"\n")
        for line in lines:
            hear(json.loads(line))
    if os.getpgrp() == os.getpid():
        os.killpg(os.getpgrp(), signal.SIGKILL)
    os._exit(1)


def jar_of(ydl: Any) -> str:
    """yt-dlp's cookies with what the servers have renewed of them, as Netscape text."""
    text = io.StringIO()
    ydl.cookiejar.save(text)
    return text.getvalue()


def clean(text: str) -> str:
    """yt-dlp's words without colours and without a proxy's password."""
    return _USERINFO.sub("://***@", re.sub(r"\x1b\[[0-9;]*m", "", text))


def forget_parts(folder: Path) -> bool:
    """Drop what has come of streams that are not whole -> whether there was any."""
    parts = list(folder.glob("*.part"))
    for one in parts:
        one.unlink()
    return bool(parts)


def bytes_in(folder: Path) -> int:
    """What lies there."""
    return sum(file.stat().st_size for file in folder.iterdir() if file.is_file())
