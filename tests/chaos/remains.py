"""What the app and its world could have left behind."""

from __future__ import annotations

import os
import socket
from pathlib import Path


def processes_of(folder: Path) -> list[str]:
    """Processes whose command line or environment names the folder, or that hold a file in it; the one who asks is none."""
    found = []
    for one in Path("/proc").glob("[0-9]*"):
        try:
            command = (one / "cmdline").read_bytes()
            said = command + (one / "environ").read_bytes()
            held = " ".join(os.readlink(file) for file in (one / "fd").iterdir())  # noqa: PTH115  it may be no path
        except OSError:  # it is gone, or another user's
            continue
        if (str(folder).encode() in said or str(folder) in held) and int(one.name) != os.getpid():
            found.append(f"process {one.name}: {command[:200].decode(errors='replace')!r}")
    return found


def descriptors() -> int:
    return len(os.listdir("/proc/self/fd"))  # noqa: PTH208  no paths are wanted


def is_open(port: int) -> bool:
    with socket.socket() as one:
        return one.connect_ex(("127.0.0.1", port)) == 0
