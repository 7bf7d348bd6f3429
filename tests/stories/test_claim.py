"""Whose bot it is: whoever opens the link of the log, once; or whom YAGAMI_OWNER_ID names."""

from __future__ import annotations

import asyncio
import logging
import re
from pathlib import Path

import pytest

from tests.bot.screens.talking import SOON, Talking

from .house import House, house

README = Path(__file__).parents[2] / "README.md"


async def test_the_link_of_the_log_makes_one_owner_and_is_dead_then(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    async with house(tmp_path) as home:
        home.without.add("YAGAMI_OWNER_ID")
        talk, world = Talking(home), home.world
        async with home.living(seeded=False):
            link = await link_shown(caplog)
            word = link.partition("claim_")[2]
            guesses = (
                "claim_" + "0" * 32,
                "claim_",
                "",
                f"claim_{word[:-1]}",
                f"claim_{word}0",
                f"claim_{word.upper()}",
            )
            for guess in guesses:
                await world.start(guess, who="stranger")
            await world.say(f"claim_{word}", who="stranger")
            await world.say(f"look: {link}", who="stranger")
            await world.create_channel("theirs", "A group", "group", who="stranger")
            await world.bot_role("theirs", "member", who="stranger")
            await world.say(f"/start claim_{word}", "theirs", who="stranger")
            await world.press_data(f"claim_{word}", who="stranger")
            await all_heard(home)
            assert owner(home) is None
        caplog.clear()
        async with home.living(seeded=False):
            assert await link_shown(caplog) == link, "a restart before anybody came changes nothing"
            await world.start(link)
            await talk.sees("Set-up")
            assert owner(home) == home.addresses["owner_id"]
            assert home.rows("SELECT 1 FROM secrets WHERE name = 'claim'") == []
            await world.start(link, who="stranger")
            again = await world.start(link)
            await talk.sees("Set-up", since=again["id"])
        caplog.clear()
        async with home.living(seeded=False):
            await world.start(link, who="stranger")
            said = await talk.say("/menu")
            await talk.sees("Yagami", since=said["id"])
            assert "claim_" not in caplog.text
        assert owner(home) == home.addresses["owner_id"]
        stranger = await world.read(who="stranger")
        assert len(stranger) == len(guesses) + 4, "the bot has answered somebody who is not the owner"


async def test_an_owner_who_is_named_by_a_setting_needs_no_link_and_an_older_one_is_dead(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    async with house(tmp_path) as home:
        talk = Talking(home)
        home.without.add("YAGAMI_OWNER_ID")
        async with home.living(seeded=False):
            link = await link_shown(caplog)
        caplog.clear()
        home.without.clear()
        async with home.living(seeded=False):
            await home.world.start(link, who="stranger")
            await home.world.start()
            await talk.sees("Set-up")
            assert "claim_" not in caplog.text
            assert owner(home) is None
            assert len(await home.world.read(who="stranger")) == 1


def test_the_readme_finds_the_link_in_a_containers_log(tmp_path: Path) -> None:
    """With the very expression that README gives."""
    pattern = re.search(r"grep -m1 -o '(https\S+claim_\S+)'", README.read_text())
    assert pattern
    line = "2026-01-01T00:00:00.000Z WARNING bot.owner: Nobody ... its owner: https://t.me/a_bot?start=claim_0123456789abcdef"
    found = re.search(pattern[1], line)
    assert found
    assert found[0] == "https://t.me/a_bot?start=claim_0123456789abcdef"


async def link_shown(caplog: pytest.LogCaptureFixture) -> str:
    """Until the log shows the link -> it; its QR stands below it."""
    async with asyncio.timeout(SOON):
        while not (found := re.search(r"https://t\.me/\S+\?start=claim_[0-9a-f]{32}(?=\s+\S*[▀▄█])", caplog.text)):  # noqa: ASYNC110
            await asyncio.sleep(0.02)
    return found[0].split()[0]


async def all_heard(home: House) -> None:
    """Until every update is confirmed, so that it was handled."""
    updates = home.sandbox.state.updates[home.addresses["bot_id"]]
    async with asyncio.timeout(SOON):
        while updates:  # noqa: ASYNC110  the sandbox does not announce it
            await asyncio.sleep(0.02)


def owner(home: House) -> int | None:
    rows = home.rows("SELECT value FROM settings WHERE key = 'owner'")
    return int(rows[0]["value"]) if rows else None
