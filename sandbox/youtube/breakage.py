"""Ways for a connection to end badly, used by the faults of every door."""

from __future__ import annotations

import socket
import struct

from aiohttp import web


def reset(request: web.BaseRequest) -> ConnectionResetError:
    """Send a TCP reset (not an orderly close) and give the error to raise out of the handler."""
    transport = request.transport
    if transport is not None:
        if (sock := transport.get_extra_info("socket")) is not None:
            sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        transport.abort()
    return ConnectionResetError("a fault reset this connection")


async def cut_in_half(request: web.BaseRequest, body: bytes, content_type: str) -> web.StreamResponse:
    """Promise the whole body, send the first half, close in order."""
    response = web.StreamResponse(headers={"Content-Type": content_type, "Content-Length": str(len(body))})
    await response.prepare(request)
    await response.write(body[: len(body) // 2])
    return close_early(request, response)


def close_early(request: web.BaseRequest, response: web.StreamResponse) -> web.StreamResponse:
    """Close a connection whose body is not complete."""
    response.force_close()
    if request.transport is not None:
        request.transport.close()
    return response
