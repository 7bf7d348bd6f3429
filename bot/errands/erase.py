"""Begins to erase everything: writes the mark, and has the app end. The rest is bot/erasing.py's.

Killed before the mark stands, it begins anew; killed after it, the next start finds the mark. It never ends by itself: its row goes
with the database.
"""

from __future__ import annotations

import asyncio

from bot.conversation.errands import Running
from bot.erasing_mark import Mark, write
from core.media.workdir import disk_trouble

KIND = "erase"


async def erase(run: Running) -> None:
    """Raises NeedsOwner(DISK_FULL) if not even the mark can be written: nothing is erased then."""
    panel = await run.store.conversation.panel()
    language = (await run.store.settings.chosen()).spoken
    mark = Mark(run.services.owner.id or 0, language, panel.message_id if panel else None)
    try:
        await asyncio.to_thread(write, run.services.boot.data, mark)
    except OSError as error:
        raise disk_trouble(error) from error
    run.services.leaving.set()
    await asyncio.Event().wait()  # the app ends
