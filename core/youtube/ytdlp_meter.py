"""Counts what a yt-dlp process sends and receives, where it passes: at the sockets of Python, under TLS. And keeps what is received
below a rate, if there is one: whoever has read more than its time allows waits, the line with it. Not yt-dlp's own `ratelimit`,
which keeps an average since a stream's beginning: a limit that comes later would stop it for minutes.

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
SLICE = 0.1  #: seconds after which who waits looks at the rate again; more time than that is never saved up


class Wire:
    """Bytes of this process so far."""

    def __init__(self, rate: float | None = None) -> None:
        self.received = self.sent = 0
        self.rate = rate  #: bytes a second that may be received; may be set at any time
        self._pacing = threading.Lock()
        self._owed = 0.0  #: bytes received before their time
        self._paid_at = time.monotonic()

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
                size = result if isinstance(result, int) else len(result)
                self.received += size
                self._pace(size)
            return result

        return call

    def _pace(self, size: int) -> None:
        """Until these bytes have had their time."""
        if self.rate is None:
            return
        with self._pacing:
            self._pay()
            self._owed += size
            while self._owed >= 1 and (rate := self.rate):
                time.sleep(min(SLICE, self._owed / rate))
                self._pay()

    def _pay(self) -> None:
        now, rate = time.monotonic(), self.rate or 0.0
        self._owed = max(self._owed - (now - self._paid_at) * rate, -SLICE * rate)
        self._paid_at = now


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
