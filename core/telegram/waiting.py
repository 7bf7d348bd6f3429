"""Waiting for an answer that may never come, over a connection that may be lost."""

from __future__ import annotations

import asyncio
from typing import Any


async def answer(future: asyncio.Future[Any], lost: asyncio.Future[Any] | None, seconds: float) -> None:
    """Wait until `future` is done. Raises ConnectionResetError if the connection is lost first, TimeoutError after `seconds`."""
    try:
        waited = {future} if lost is None else {future, lost}
        done, _ = await asyncio.wait(waited, timeout=seconds, return_when=asyncio.FIRST_COMPLETED)
    finally:
        if not future.done():
            let_go(future)
    if not done:
        raise TimeoutError
    if future not in done:
        raise ConnectionResetError


def let_go(future: asyncio.Future[Any]) -> None:
    """Give up an answer, so that nobody complains if it still comes."""
    future.add_done_callback(heard)
    future.cancel()


def heard(future: asyncio.Future[Any]) -> None:
    if not future.cancelled():
        future.exception()
