"""A private time in the real app: nothing that is watched in it is told or recorded, then or later."""

from __future__ import annotations

import contextlib

import pytest

from bot.credentials import COOKIES
from bot.opening import opened_store
from core.clock import SystemClock
from core.poll.history import LAG
from tests.bot.screens.talking import Talking

from .house import House

SEALED = "SELECT 1 FROM feeds WHERE feed = 'history' AND seeded_at IS NOT NULL"
ENDED = "SELECT ended_at FROM private_times WHERE ended_at IS NOT NULL"
LOOKED = "SELECT looked_at FROM feeds WHERE feed = 'history' AND looked_at > ?"


class Set(SystemClock):
    """The machine's clock, which somebody sets."""

    def __init__(self) -> None:
        self.wrong = 0.0

    def now(self) -> float:
        return super().now() + self.wrong


async def ready(home: House, seconds: float) -> None:
    """With cookies, and looked at every so many seconds."""

    async with contextlib.AsyncExitStack() as stack:
        store = await opened_store(home.settings(), stack)
        await store.vault.put(COOKIES, await home.world.cookies())
        for bound in ("fastest", "slowest"):
            await store.settings.choose(f"feed.history.{bound}", seconds)


def watched(home: House) -> list[str]:
    return [row["subject"] for row in home.rows("SELECT subject FROM events WHERE kind = 'watched' ORDER BY id")]


@pytest.mark.timeout(240)
async def test_what_is_watched_until_i_say_so_stays_private_over_a_restart_too(home: House) -> None:
    clock = Set()
    await ready(home, 1.0)
    async with home.living(clock):
        talk = Talking(home)
        await home.until(SEALED)
        await home.world.watch("KettleWhist")
        await home.until("SELECT 1 FROM events WHERE subject = 'KettleWhist'")
        await talk.say("/private")
        await talk.press("🕶 Until I say so")
        await home.until("SELECT 1 FROM private_times")
        await home.world.watch("yagamiPlain")
        await home.until(LOOKED, clock.now())
    async with home.living(clock):
        await home.world.watch("BachPrelude")
        await home.until(LOOKED, clock.now())
        said = await talk.say("/private")
        await talk.sees("Private until you say so", button="👁 End it now", since=said["id"])
        await talk.press("👁 End it now")
        [ended] = await home.until(ENDED)
        clock.wrong += LAG
        await home.until(LOOKED, ended["ended_at"] + LAG)
        await home.world.watch("yagamiShort")
        await home.until("SELECT 1 FROM events WHERE subject = 'yagamiShort'")

    assert watched(home) == ["KettleWhist", "yagamiShort"]


@pytest.mark.large
@pytest.mark.timeout(240)
async def test_an_hour_ends_with_a_look_a_minute_later_though_the_next_one_is_far(home: House) -> None:
    clock = Set()
    await ready(home, 3000.0)
    async with home.living(clock):
        talk = Talking(home)
        await home.until(SEALED)
        await talk.say("/private")
        await talk.press("🕶 1 hour")
        [private] = await home.until("SELECT until FROM private_times")
        await home.world.watch("yagamiPlain")
        clock.wrong = 3601.0
        await home.until(ENDED)
        await home.world.watch("BachPrelude")
        clock.wrong += LAG
        await home.until(LOOKED, private["until"] + LAG)
        await home.world.watch("yagamiShort")
        await talk.say("/menu")
        await talk.press("🔄 Look now")
        await home.until("SELECT 1 FROM events WHERE subject = 'yagamiShort'")

    assert watched(home) == ["yagamiShort"]
