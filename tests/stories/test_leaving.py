"""The owner takes everything along, and leaves: what is sent, what is gone, what stands; whatever is killed on the way."""

from __future__ import annotations

import asyncio
import csv
import io
import json
import logging
from pathlib import Path
from typing import Any

import pytest

from bot import app
from bot.erasing_mark import MARK, Mark, write
from bot.restore import RestoreRefused, restore
from tests.bot.screens.talking import SOON, Talking
from tests.clocks import FastClock

from .checklist import people
from .forking import Forking
from .house import House, house
from .mortal import Mortal
from .test_claim import link_shown
from .test_secrets import from_the_vault

LOUD = '=HYPERLINK("http://evil.example","Kettle")'
ERASED = "Everything is erased"
#: In the order in which they come. Each kills the app once; the start after it goes on.
STEPS = (
    "before disk.erase-mark", "after disk.erase-mark", "before google.revoke", "after google.revoke",
    "before telegram.LogOut", "after telegram.LogOut", "before disk.erase-key", "after disk.erase-key",
    "after disk.erase-database", "after disk.erase-copies", "before bot_api.erase-told", "before disk.erase-unmark",
)  # fmt: skip
FEW = (STEPS[0], STEPS[1], "after google.revoke", "after disk.erase-key", STEPS[-1])


async def documents(chat: Talking, count: int) -> dict[str, bytes]:
    """By their names, once so many have come."""
    messages = [one for one in await chat.world.wait("dm", media=count, timeout=SOON) if one["media"]]
    return {one["media"]["name"]: await chat.world.file(one["id"]) for one in messages}


async def over(home: House) -> None:
    """Until everything is erased."""
    async with asyncio.timeout(SOON):
        while (home.data / MARK).exists() or (home.data / "yagami.db").exists():  # noqa: ASYNC110  a folder tells nobody
            await asyncio.sleep(0.02)


def left(home: House) -> list[str]:
    return sorted(str(one.relative_to(home.data)) for one in home.data.rglob("*"))


async def test_everything_is_taken_along_then_erased_and_the_next_start_is_a_first_one(
    home: House, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO)
    await home.world.set_video("yagamiShort", title=LOUD)
    async with home.living():
        chat = Talking(home)
        await home.world.like("yagamiShort")
        await home.all_done(1)
        sealed = list(from_the_vault(home))
        await chat.say("/export")
        await chat.press("Everything")
        await chat.sees("1 event was sent")
        await check(home, await documents(chat, 2), sealed)
        assert home.left_on_disk() == []

        await chat.say("/erase")
        await chat.press("🗑 Erase everything…")
        asked = await chat.sees("Really erase everything?")
        await forged(chat, asked, "erase|do|0123456789ab")
        asked = await chat.sees("Really erase everything?")
        [_, [back]] = asked["buttons"]
        [row] = home.rows("SELECT value ->> '$.word' AS word FROM settings WHERE key = 'erase.asked'")
        await chat.press(back["text"])
        panel = await chat.sees("What goes, for good")
        assert panel["id"] == asked["id"]
        await forged(chat, panel, f"erase|do|{row['word']}")  # an app that still shows the page that was left
        assert home.rows("SELECT 1 FROM errands WHERE kind = 'erase'") == []
        assert len(await home.world.sessions()) == 2
        await chat.press("🗑 Erase everything…")
        await chat.press("Yes, erase everything for good")
        await over(home)

    last = await chat.sees(ERASED)
    assert ("consent is given back" in last["text"], "sessions are logged out" in last["text"]) == (True, True)
    assert "YAGAMI_OWNER_ID" in last["text"]
    assert (await home.world.google_consents(), await home.world.sessions()) == ([], [])
    assert left(home) == ["yagami.lock"]
    posts, videos = await home.channel()
    assert (len(posts), len(videos)) == (1, 1), "what stands in the channel stays"

    home.without.add("YAGAMI_OWNER_ID")
    caplog.clear()
    async with home.living(seeded=False):
        link = await link_shown(caplog)
        started = await home.world.start(link)
        await chat.sees("Set-up", since=started["id"])
    assert home.rows("SELECT name FROM secrets WHERE name <> 'vault-check'") == []
    assert home.rows("SELECT * FROM events") == []


async def forged(chat: Talking, panel: dict[str, Any], data: str) -> None:
    """A press that the panel has no button for: nothing comes of it but the panel anew."""
    await chat.world.press_data(data, message=panel["id"], timeout=SOON)
    await chat.gone(panel["id"])


async def check(home: House, sent: dict[str, bytes], sealed: list[str]) -> None:
    """The one like, for programs and for spreadsheets; and no secret."""
    [post] = (await home.channel())[0]
    by_form = {name.rpartition(".")[2]: whole for name, whole in sent.items()}
    [event] = json.loads(by_form["json"])["events"]
    [line] = csv.DictReader(io.StringIO(by_form["csv"].decode("utf-8-sig"), newline=""))
    assert (event["kind"], event["video"]["title"], event["told"]["message_id"]) == ("liked", LOUD, post["id"])
    assert (line["title"], line["link"]) == ("'" + LOUD, event["video"]["url"])
    assert (
        line["post_link"]
        == event["told"]["link"]
        == f"https://t.me/c/{-event['told']['chat_id'] - 10**12}/{post['id']}"
    )
    known = home.addresses
    key = (home.data / "vault.key").read_text().strip()
    secrets = [*sealed, key, known["bot_token"], known["api_hash"], known["google"]["client_secret"]]
    assert len(secrets) >= 8
    for whole in sent.values():
        assert not [one for one in secrets if one.encode() in whole]


@pytest.mark.parametrize("steps", [FEW, pytest.param(STEPS, marks=pytest.mark.large)], ids=["few", "all"])
async def test_an_export_and_an_erasing_that_are_killed_again_and_again_are_finished_by_the_next_start(
    tmp_path: Path, steps: tuple[str, ...]
) -> None:
    async with house(tmp_path) as home, Forking() as starts, Mortal(home, starts) as life:
        await home.move_in()
        (home.data / "my notes.txt").write_text("not ours")
        home.write(
            """INSERT INTO events (kind, identity, subject, seen_at) VALUES ('watched', '2026-01-01:v:1', 'v', 1)"""
        )
        chat, first = Talking(home), steps[0]
        await life.up("kill:before bot_api.send_document#2")
        await chat.say("/export")
        await chat.press("Everything")
        await life.died("the second document")
        assert home.left_on_disk() == []
        await life.up(f"kill:{first}")
        assert sorted(name.rpartition(".")[2] for name in await documents(chat, 2)) == ["csv", "json"]
        await chat.sees("1 event was sent")
        assert len([one for one in await home.world.read("dm") if one["media"]]) == 2, "none came twice"

        await chat.say("/erase")
        await chat.press("🗑 Erase everything…")
        await chat.press("Yes, erase everything for good")
        await life.died(first)
        assert len(await people(home)) == 1, "nothing is ended before the mark stands"
        for step in steps[1:]:
            await life.up(f"kill:{step}")
            await life.died(step)
        with pytest.raises(RestoreRefused, match="is being erased"):
            await restore(home.settings(), home.folder / "any", None, 0.0)
        await life.up()
        assert life.death
        async with asyncio.timeout(SOON):
            assert await life.death == 0, life.last_words()

        await chat.sees(ERASED)
        assert (await home.world.google_consents(), await home.world.sessions()) == ([], [])
        assert left(home) == ["my notes.txt", "yagami.lock"]


@pytest.mark.parametrize("away", ["google", pytest.param("vault", marks=pytest.mark.large)])
async def test_what_can_not_be_ended_stops_nothing_and_is_told_with_the_way_to_do_it_by_hand(
    home: House, away: str, caplog: pytest.LogCaptureFixture
) -> None:
    if away == "google":
        await home.world.fault("token.server_error", times=None)
        [mine] = [one for one in await home.world.sessions() if not one["bot"]]
        await home.world.end_session(mine["id"])  # one that is dead already needs no ending
    else:
        (home.data / "vault.key").unlink()
    write(home.data, Mark(home.addresses["owner_id"], "en"))

    async with asyncio.timeout(SOON):
        await app.run(home.settings(), FastClock(50))

    text = (await Talking(home).sees(ERASED))["text"]
    assert "Remove it yourself: myaccount.google.com/permissions" in text
    assert ("End them yourself: Settings, then Devices" in text) == (away == "vault")
    assert "myaccount.google.com/permissions" in caplog.text
    assert left(home) == ["yagami.lock"]


@pytest.mark.large
async def test_a_bot_that_was_restored_and_erased_is_heard_again(home: House) -> None:
    """Its pinned note would say to the fresh one that another copy works."""
    home.write("""INSERT INTO settings VALUES ('copy', '{"generation": 3, "token": "0123456789abcdef", "claim": true,
                  "message_id": null}')""")
    async with home.living():
        note: dict[str, Any] = (await home.world.wait("dm", text="yagami-copy 3-", timeout=SOON))[-1]
    write(home.data, Mark(home.addresses["owner_id"], "en"))
    await app.run(home.settings(), FastClock(50))

    async with home.living(seeded=False):
        said = await Talking(home).say("/start")
        await Talking(home).sees("Set-up", since=said["id"])
    assert note["id"] in [one["id"] for one in await home.world.read("dm")], "the message itself stays"
