"""Counts what a yt-dlp process sends and receives, where it passes: at the sockets of Python, under TLS.

So pages, players, pictures, streams and tries that failed are counted alike, compressed as they come, and while they come: a run
that is killed half-way has told what it had. Not counted: the handshakes and frames of TLS and TCP, and what other programs
of a run fetch (ffmpeg for some live streams, deno for its own modules).

Standard library only.
"""

from __future__ import annotations

import json
import socket
import ssl
import threading
import time
from collections.abc import Callable
from typing import Any, TextIO

EVERY = 2.0  #: seconds between two tellings while nothing else is said


class Wire:
    """Bytes of this process so far."""

    def __init__(self) -> None:
        self.received = self.sent = 0

    def install(self) -> Wire:
        """From now on all sockets are counted."""
        for kind in (socket.socket, ssl.SSLSocket):
            for name in ("recv", "recv_into", "read", "send", "sendall", "write"):
                if name in vars(kind) or (kind is socket.socket and hasattr(kind, name)):
                    setattr(kind, name, self._counted(name, getattr(kind, name)))
        return self

    def _counted(self, name: str, own: Callable[..., Any]) -> Callable[..., Any]:
        def call(connection: Any, *args: Any, **more: Any) -> Any:
            if getattr(_inside, "call", False):
                return own(connection, *args, **more)  # one method by way of another: counted once
            _inside.call = True
            try:
                result = own(connection, *args, **more)
            finally:
                _inside.call = False
            if name in ("send", "sendall", "write"):
                self.sent += result if isinstance(result, int) else len(args[0])
            else:
                self.received += result if isinstance(result, int) else len(result)
            return result

        return call


_inside = threading.local()


def telling(events: TextIO, wire: Wire, stage: Callable[[], str] = lambda: "extracting") -> Callable[..., None]:
    """What says an event, one line of JSON with the bytes so far; they are also told by themselves while they grow."""
    lock = threading.Lock()
    told = (0, 0)

    def say(event: str, **fields: Any) -> None:
        nonlocal told
        with lock:
            told = (wire.received, wire.sent)
            events.write(json.dumps({"event": event, "stage": stage(), **fields, "wire": told}) + "\n")
            events.flush()

    def keep_telling() -> None:
        while True:
            time.sleep(EVERY)
            if told != (wire.received, wire.sent):
                say("wire")

    threading.Thread(target=keep_telling, daemon=True).start()
    return say
