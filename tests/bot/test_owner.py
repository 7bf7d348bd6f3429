"""Whoever is not the owner is not there: nothing is written, answered or told, but one line an hour in the log."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import sqlite3
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from sandbox.telegram import chats as groups
from tests.bot.screens.talking import SOON, Talking
from tests.stories.house import House, house

PNG = bytes.fromhex("89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c489")


@pytest.fixture
async def talk(tmp_path: Path) -> AsyncIterator[Talking]:
    async with house(tmp_path) as home, home.living(seeded=False):
        yield Talking(home)


async def test_a_stranger_changes_nothing_and_hears_nothing(talk: Talking, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    world = talk.world
    await talk.say("/menu")
    panel = await talk.sees("Yagami")
    await all_heard(talk.home)
    await talk.home.until("SELECT 1 WHERE NOT EXISTS (SELECT 1 FROM errands WHERE ended_at IS NULL)")
    before, asked = everything(talk.home), len(await world.requests("bot_api"))

    said = await world.say("/start", who="stranger")
    stranger = said["sender"]
    await world.edit(said["id"], "/start again", who="stranger")
    await world.say("https://youtu.be/yagamiPlain", who="stranger")
    await world.say("GOCSPX-notyours", who="stranger")
    for data in ("home|pause", "telegram|use-bot", "setup", "card|get|720", "post|cancel|1"):
        await world.press_data(data, who="stranger")
        await world.press_data(data, message=panel["id"], who="stranger")
    await world.send_file("cookies.txt", b"# Netscape HTTP Cookie File\n", who="stranger")
    await world.send_file("me.png", PNG, photo=True, who="stranger")
    for kind in ("sticker", "voice", "location"):
        await world.send(kind, who="stranger")
    await world.send_contact(who="stranger")
    await world.forward_old("Long ago", who="stranger")
    group = await world.create_channel("theirs", "Their group", "group", who="stranger")
    await world.bot_role("theirs", "member", who="stranger")
    await world.bot_role("theirs", "administrator", ["can_delete_messages"], who="stranger")
    await world.say("/start@yagami_sandbox_bot", "theirs", who="stranger")
    groups.migrate(talk.home.sandbox.state, talk.home.sandbox.state.chats[group], stranger)
    await world.block(who="stranger")
    await all_heard(talk.home)

    assert everything(talk.home) == before
    calls = [one["method"] for one in (await world.requests("bot_api"))[asked:] if one["method"] != "getUpdates"]
    assert calls == ["leaveChat"], "it leaves the stranger's group, and does nothing else"
    told = [one for one in caplog.records if "not the owner's" in one.getMessage()]
    assert len(told) == 1
    assert not [one for one in caplog.records if one.levelno >= logging.WARNING and one.name.startswith("bot")]
    await talk.say("still mine?")
    await talk.sees("Send me a YouTube link")


async def test_what_another_administrator_does_to_a_channel_of_ours_is_heard(tmp_path: Path) -> None:
    """The one thing that a stranger's update may start: a second look at a chat of ours."""
    async with house(tmp_path) as home:
        await home.move_in()
        async with home.living():
            state, likes = home.sandbox.state, home.addresses["channels"]["likes"]
            stranger = await home.world.person("misa", "Misa")
            state.set_member(state.chats[likes], home.addresses["bot_id"], "administrator", stranger, set())
            await state.touch()
            await home.until("SELECT 1 FROM destinations WHERE chat_id = ? AND trouble IS NOT NULL", likes)


async def all_heard(home: House) -> None:
    """Until every update is confirmed, so that it was handled."""
    updates = home.sandbox.state.updates[home.addresses["bot_id"]]
    async with asyncio.timeout(SOON):
        while updates:  # noqa: ASYNC110  the sandbox does not announce it
            await asyncio.sleep(0.02)


def everything(home: House) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table."""
    file = home.data / "yagami.db"
    with contextlib.closing(sqlite3.connect(f"file:{file}?mode=ro", uri=True, timeout=10)) as raw:
        tables = [name for (name,) in raw.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        return {name: raw.execute(f"SELECT * FROM {name}").fetchall() for name in tables}
