"""Which ffmpeg it is, for the status screen and for reports of bugs."""

from __future__ import annotations

import asyncio
import re
from contextlib import suppress

from core.step import step

from .ffmpeg import Tools

SECONDS = 10


async def version(tools: Tools) -> str | None:
    """As it calls itself: 7.1.1, or n7.1-16-g5c3ffa5. None if it does not answer."""
    with step("media.version"):
        try:
            process = await asyncio.create_subprocess_exec(
                tools.ffmpeg, "-version", stdin=asyncio.subprocess.DEVNULL, stdout=asyncio.subprocess.PIPE,
                stderr=asyncio.subprocess.DEVNULL,
            )  # fmt: skip
        except OSError:
            return None
        try:
            async with asyncio.timeout(SECONDS):
                told, _ = await process.communicate()
        except TimeoutError:
            told = b""
        finally:
            if process.returncode is None:
                with suppress(ProcessLookupError):
                    process.kill()
                await process.wait()
    found = re.match(r"ffmpeg version (\S+)", told.decode("utf-8", "replace"))
    return found[1][:40] if found else None
