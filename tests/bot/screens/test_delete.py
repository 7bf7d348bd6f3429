"""A message with a secret goes from the chat, whatever Telegram does meanwhile."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.clocks import FastClock
from tests.stories.house import house

from .talking import Talking

COOKIE = ".youtube.com\tTRUE\t/\tTRUE\t1999999999\tLOGIN_INFO\tAFmmF2sw"


@pytest.mark.parametrize("fault", ["botapi.server_error", "botapi.too_many", "botapi.garbage"])
async def test_a_message_is_deleted_after_an_outage_of_many_tries(tmp_path: Path, fault: str) -> None:
    """More tries than any errand has by itself."""
    async with house(tmp_path) as home:
        talk = Talking(home)
        await talk.world.fault(fault, times=30, method="deleteMessage")
        async with home.living(FastClock(600), seeded=False):
            said = await talk.say(COOKIE)
            await talk.gone(said["id"])
        [errand] = home.rows("SELECT trouble, tries FROM errands WHERE kind = 'delete'")
        assert errand["trouble"] is None


async def test_a_message_that_is_gone_already_is_fine(tmp_path: Path) -> None:
    async with house(tmp_path) as home:
        talk = Talking(home)
        await talk.world.fault("botapi.server_error", times=None, method="deleteMessage")
        async with home.living(seeded=False):
            said = await talk.say(COOKIE)
            await home.until("SELECT 1 FROM errands WHERE kind = 'delete'")
            await talk.world.delete_message("dm", said["id"])
            await talk.world.heal()
            await home.until("SELECT 1 FROM errands WHERE kind = 'delete' AND ended_at IS NOT NULL AND trouble IS NULL")
