"""Asks ffmpeg which one it is, once a start: the status screen says it."""

from __future__ import annotations

from bot.conversation.errands import Running
from core.errors import NeedsOwner
from core.media.ffmpeg import find_tools
from core.media.version import version

VERSIONS = "versions"  #: the kind
FFMPEG = "ffmpeg.version"  #: setting: as it calls itself; null: not found


async def versions(run: Running) -> None:
    """One that is missing is an alert's business; here it is a word."""
    try:
        told = await version(find_tools(run.services.boot.ffmpeg))
    except NeedsOwner:
        told = None
    async with run.done():
        await run.store.settings.put(FFMPEG, told)
