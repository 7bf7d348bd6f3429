"""A backup goes on elsewhere without a repeat or a gap, and of two copies of the app only one works."""

from __future__ import annotations

import asyncio
import logging
import sqlite3
from contextlib import closing
from datetime import date
from pathlib import Path

import pytest

from bot import quiet
from bot.health import look
from bot.restore import RestoreRefused, restore
from core import step
from storage import backup
from tests.bot.screens.talking import Talking
from tests.clocks import FastClock

from .house import House

WORDS = "seven tired lighthouse keepers"


async def ask_for_backup(chat: Talking) -> Path:
    """/backup, and the passphrase -> the file that came."""
    await chat.say("/backup")
    await chat.press("Make a backup")
    await chat.sees("Choose a passphrase")
    said = await chat.say(WORDS)
    await chat.gone(said["id"])
    [*_, sent] = [one for one in await chat.world.wait("dm", media=1, timeout=60) if one["media"]]
    file = chat.home.folder / "sent.yagami"
    file.write_bytes(await chat.world.file(sent["id"]))
    await chat.sees("✅ Sent")
    return file


async def logged(caplog: pytest.LogCaptureFixture, text: str) -> None:
    """Until the app has logged it."""
    async with asyncio.timeout(60):
        while not any(text in one.getMessage() for one in caplog.records):  # noqa: ASYNC110  a log tells nobody
            await asyncio.sleep(0.05)


async def move(home: House, file: Path, folder: str, words: str | None = WORDS) -> None:
    """To another machine: another data folder, in the same world."""
    home.data = home.folder / folder
    await restore(home.settings(), file, words, FastClock(1).now())


async def test_a_backup_goes_on_elsewhere_and_tells_every_like_once(home: House) -> None:
    async with home.living():
        await home.world.like("KettleWhist")
        await home.all_done(1)
        await home.world.like("yagamiShort")
        file = await ask_for_backup(Talking(home))
        await home.all_done(2)
        await home.world.like("ShortCatJum")
        await home.world.like("BachPrelude")
        await home.all_done(4)
    await home.assert_told_once("KettleWhist", "yagamiShort", "ShortCatJum", "BachPrelude")
    before = await home.channel()

    await move(home, file, "elsewhere")
    await home.world.like("yagamiPlain")
    async with home.living(FastClock(20)):
        await home.all_done(5, timeout=120)

    await home.assert_told_once("KettleWhist", "yagamiShort", "ShortCatJum", "BachPrelude", "yagamiPlain")
    posts, videos = await home.channel()
    kept = ({one["id"] for one in part} for part in before)
    assert [ids <= {one["id"] for one in now} for ids, now in zip(kept, (posts, videos), strict=True)] == [True, True]
    assert home.rows("SELECT count(*) AS n FROM events WHERE kind = 'liked'") == [{"n": 5}]


@pytest.mark.large
async def test_the_nightly_copy_meets_the_posts_of_today(home: House) -> None:
    async with home.living():
        await home.world.like("KettleWhist")
        await home.all_done(1)
        night = await backup.make_nightly(home.data / "yagami.db", home.data, date(2026, 11, 25))
        await home.world.like("ShortCatJum")
        await home.world.unlike("KettleWhist")
        await home.all_done(2)

    with pytest.raises(RestoreRefused, match="--replace"):
        await restore(home.settings(), night, None, FastClock(1).now())
    [*_, aside, _] = await restore(home.settings(), night, None, FastClock(1).now(), replace=True)
    async with home.living(FastClock(20)):
        await home.all_done(2)

    posts, videos = await home.channel()
    assert len([one for one in posts if one["text"].startswith("❤️ Liked")]) == len(videos) == 2
    assert len({one["text"].split("🔗")[-1] for one in posts if one["text"].startswith("❤️")}) == 2
    assert "put-aside" in aside


async def test_a_short_passphrase_is_refused_and_a_good_one_is_kept_nowhere(
    home: House, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    async with home.living():
        chat = Talking(home)
        await chat.say("/backup")
        await chat.press("Make a backup")
        await chat.sees("Choose a passphrase")
        short = await chat.say("too short")
        await chat.gone(short["id"])
        await chat.sees("Too short")
        assert home.rows("SELECT * FROM errands WHERE kind = 'backup'") == []
        file = await ask_for_backup(chat)

    assert WORDS.encode() not in file.read_bytes()
    assert all(
        WORDS not in one.getMessage() for one in caplog.records if one.name.startswith(("bot", "core", "storage"))
    )
    assert [one.name for one in (home.data / backup.FOLDER).iterdir()] == []
    with closing(sqlite3.connect(home.data / "yagami.db")) as rows:
        assert [line for line in rows.iterdump() if WORDS in line] == []
    assert home.rows("SELECT 1 AS yes FROM traffic WHERE purpose = 'backup' AND sent > 1000") == [{"yes": 1}]


async def test_the_older_copy_goes_quiet_and_says_so_once(home: House, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    async with home.living():
        file = await ask_for_backup(Talking(home))
    old = home.data
    await move(home, file, "elsewhere")
    async with home.living():
        await home.world.wait("dm", text="yagami-copy 1-", timeout=60)
        await home.until("SELECT 1 FROM settings WHERE key = 'copy' AND json_extract(value, '$.claim') = 0")
    await home.world.like("yagamiShort")

    new, home.data = home.data, old
    steps = home.folder / "steps"
    home.extra["YAGAMI_STEPS"] = f"list:{steps}"
    try:
        for _ in range(2):
            caplog.clear()
            async with home.living(seeded=False):
                await logged(caplog, "restored later works")
                await home.world.wait("dm", text="An older copy of Yagami was started", timeout=60)
                await home.until(
                    "SELECT 1 FROM settings WHERE key = 'quiet.told' AND value <> 'null'"
                )  # it says so once
                assert await look(home.settings()) == (False, "quiet: another copy of Yagami works for this bot.")
    finally:
        step.listen(None)
        del home.extra["YAGAMI_STEPS"]
    done = steps.read_text()
    assert "before bot_api.get_chat" in done
    assert [one for one in ("telegram.", "getUpdates", "get_updates", "commit.record") if one in done] == []
    assert len([one for one in await home.world.read("dm") if "An older copy" in one["text"]]) == 1
    assert await home.channel() == ([], [])

    home.data = new
    async with home.living(FastClock(20)):
        await home.all_done(1)
    await home.assert_told_once("yagamiShort")


async def test_who_gets_a_conflict_is_quiet_until_the_other_one_stops(
    home: House, caplog: pytest.LogCaptureFixture, monkeypatch: pytest.MonkeyPatch
) -> None:
    caplog.set_level(logging.INFO)
    monkeypatch.setattr(quiet, "LISTEN", 1)
    async with home.living(FastClock(50)):
        await home.world.fault("botapi.conflict", times=3)
        await home.world.say("/status")  # ends the long poll, and the next one is refused
        await logged(caplog, "this copy of Yagami works again")
        await home.world.like("KettleWhist")
        await home.all_done(1, timeout=120)

    assert any("another copy listens" in one.getMessage() for one in caplog.records)
    await home.assert_told_once("KettleWhist")
