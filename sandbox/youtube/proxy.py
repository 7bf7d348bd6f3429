"""The door to the outside: an HTTP proxy on loopback that answers CONNECT itself, with certificates of a test CA.

    client --CONNECT host:443--> here: TLS ends here, with a leaf certificate for that host --> one HTTP server for all hosts

So an unmodified client with HTTPS_PROXY and SSL_CERT_FILE verifies TLS as it would outside. Nothing is ever passed on:
a host that the sandbox does not play is refused with 502 and noted, which proves what was not asked for.
"""

from __future__ import annotations

import asyncio
import contextlib
import re
import ssl
from collections.abc import Callable
from pathlib import Path
from typing import cast

import trustme

from sandbox.faults import KNOWN, Faults

KNOWN["proxy.refuse"] = "the proxy answers a CONNECT with 503 and closes"

_CONNECT = re.compile(rb"CONNECT ([A-Za-z0-9.-]+):(\d+) HTTP/1\.[01]\r\n")
_OTHER = re.compile(rb"[A-Z]+ (?:https?://)?([^/ ]+)")


class Proxy:
    """Listens on 127.0.0.1. `serve` makes the protocol that speaks HTTP inside each tunnel."""

    def __init__(
        self, folder: Path, faults: Faults, knows: Callable[[str], bool], serve: Callable[[], asyncio.Protocol]
    ) -> None:
        self.denied: list[str] = []  #: hosts that were asked for and refused, in order
        self.ca_path = folder / "ca.pem"
        self._faults = faults
        self._knows = knows
        self._serve = serve
        self._ca = trustme.CA()
        self._contexts: dict[str, ssl.SSLContext] = {}
        self._tunnels: dict[asyncio.Task[None], asyncio.Transport] = {}
        self._server: asyncio.Server | None = None

    @property
    def url(self) -> str:
        if self._server is None:
            raise RuntimeError("the proxy is not started")
        return f"http://127.0.0.1:{self._server.sockets[0].getsockname()[1]}"

    async def start(self) -> None:
        """Write the test CA and listen. Nothing beside it: no host of the real world is asked, and reading all its CAs takes
        time."""
        self.ca_path.write_bytes(self._ca.cert_pem.bytes())
        self._server = await asyncio.start_server(self._accept, "127.0.0.1", 0)

    async def stop(self) -> None:
        """Close every tunnel at once."""
        if self._server is not None:
            self._server.close()
            await self._server.wait_closed()
            self._server = None
        tasks = list(self._tunnels)
        for task in tasks:
            self._tunnels[task].abort()
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        self.ca_path.unlink(missing_ok=True)

    async def _accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = cast("asyncio.Task[None]", asyncio.current_task())
        self._tunnels[task] = cast("asyncio.Transport", writer.transport)
        try:
            await self._tunnel(reader, writer)
        except (OSError, asyncio.IncompleteReadError, asyncio.LimitOverrunError):
            pass  # the client went away, or does not speak the protocol: its own affair
        except asyncio.CancelledError:
            pass  # only `stop` cancels, and it waits for the end
        finally:
            del self._tunnels[task]
            writer.transport.abort()

    async def _tunnel(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        head = await reader.readuntil(b"\r\n\r\n")
        asked = _CONNECT.match(head)
        host = asked[1].decode().lower() if asked else ""
        if asked is None or asked[2] != b"443" or not self._knows(host):
            other = _OTHER.match(head)
            self.denied.append(f"{host}:{asked[2].decode()}" if asked else other[1].decode() if other else "?")
            return await _say(writer, "502 Bad Gateway")
        if self._faults.hit("proxy.refuse") is not None:
            return await _say(writer, "503 Service Unavailable")
        writer.write(b"HTTP/1.1 200 Connection established\r\n\r\n")
        await writer.drain()
        tunnel = _Tunnel(self._serve())
        secured = await asyncio.get_running_loop().start_tls(
            writer.transport,
            tunnel,
            self._context(host),
            server_side=True,
            ssl_handshake_timeout=10,
            ssl_shutdown_timeout=1,
        )
        if secured is None:
            raise ConnectionResetError("closed during the handshake")
        tunnel.attach(secured)
        await tunnel.closed
        return None

    def _context(self, host: str) -> ssl.SSLContext:
        if host not in self._contexts:
            context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
            self._ca.issue_cert(host).configure_cert(context)
            self._contexts[host] = context
        return self._contexts[host]


class _Tunnel(asyncio.Protocol):
    """Hands what arrives in a tunnel to the HTTP protocol. What comes before that one is attached is kept:
    a client may send its request in the same packet that ends the handshake."""

    def __init__(self, inner: asyncio.Protocol) -> None:
        self._inner = inner
        self._attached = False
        self._early: list[bytes] = []
        self.closed: asyncio.Future[None] = asyncio.get_running_loop().create_future()

    def attach(self, transport: asyncio.BaseTransport) -> None:
        if self.closed.done():
            return
        self._attached = True
        self._inner.connection_made(transport)
        for data in self._early:
            self._inner.data_received(data)

    def data_received(self, data: bytes) -> None:
        if self._attached:
            self._inner.data_received(data)
        else:
            self._early.append(data)

    def eof_received(self) -> bool | None:
        return self._inner.eof_received() if self._attached else False

    def pause_writing(self) -> None:
        self._inner.pause_writing()

    def resume_writing(self) -> None:
        self._inner.resume_writing()

    def connection_lost(self, exc: Exception | None) -> None:
        if self._attached:
            self._inner.connection_lost(exc)
        if not self.closed.done():
            self.closed.set_result(None)


async def _say(writer: asyncio.StreamWriter, status: str) -> None:
    writer.write(f"HTTP/1.1 {status}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n".encode())
    with contextlib.suppress(OSError):
        await writer.drain()
    writer.close()
    with contextlib.suppress(OSError):
        await writer.wait_closed()
