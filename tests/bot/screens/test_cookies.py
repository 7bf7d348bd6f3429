"""Cookies are sent in the chat, at any time and in any form; whose they are is found out; nothing of them stays in the chat."""

from __future__ import annotations

import io
import json
from pathlib import Path
from typing import Any

import pytest
import segno

from bot.errands.files import Kind, kind_of
from tests.stories.house import house

from .google_ways import client_json, connect, tap, turn
from .talking import Talking


async def send(talk: Talking, text: str, name: str = "cookies.txt") -> dict[str, Any]:
    return await talk.world.send_file(name, text.encode())


async def test_a_living_export_says_whose_it_is_and_leaves_the_chat(talk: Talking) -> None:
    text = await talk.world.cookies()
    await talk.say("/menu")
    await talk.sees("Yagami")
    sent = await send(talk, text)
    panel = await talk.sees("signed in as Yagami's Owner")
    await talk.gone(sent["id"])
    assert "By their own date they last until" in panel["text"]
    values = {line.split("\t")[6] for line in text.splitlines() if line.count("\t") == 6}
    database = (talk.home.data / "yagami.db").read_bytes() + (talk.home.data / "yagami.db-wal").read_bytes()
    assert all(value.encode() not in database for value in values if len(value) > 8)


@pytest.mark.large
async def test_a_json_export_does_as_well(talk: Talking) -> None:
    lines = [line.split("\t") for line in (await talk.world.cookies()).splitlines() if line.count("\t") == 6]
    listed = [
        {"domain": one[0].removeprefix("#HttpOnly_"), "path": one[2], "name": one[5], "value": one[6],
         "expirationDate": float(one[4]) or None, "hostOnly": one[1] == "FALSE", "secure": True}
        for one in lines
    ]  # fmt: skip
    await send(talk, json.dumps(listed), "export.json")
    await talk.sees("signed in as Yagami's Owner")


async def test_dead_cookies_say_so_and_living_ones_mend_it(talk: Talking) -> None:
    dead = await talk.world.cookies()
    await talk.world.sign_out_cookies()
    await send(talk, dead)
    await talk.sees("These cookies are signed out")
    await send(talk, await talk.world.cookies())
    await talk.sees("signed in as Yagami's Owner")


async def test_cookies_of_another_account_than_googles_are_warned_of(talk: Talking) -> None:
    await connect(talk)
    await send(talk, await talk.world.cookies("brand"))
    panel = await talk.sees("but the likes are those of")
    assert "Yagami's Owner" in panel["text"].partition("but the likes are those of")[2]


@pytest.mark.parametrize("missing", ["LOGIN_INFO", "SAPISID"])
async def test_a_missing_cookie_is_named_and_the_file_goes_all_the_same(talk: Talking, missing: str) -> None:
    lines = (await talk.world.cookies()).splitlines()
    sent = await send(talk, "\n".join(line for line in lines if missing not in line and "PAPISID" not in line))
    panel = await talk.sees("I can't use cookies.txt")
    assert missing in panel["text"]
    await talk.gone(sent["id"])
    assert talk.home.rows("SELECT name FROM secrets WHERE name = 'cookies'") == []


@pytest.mark.filterwarnings("ignore:Sending a large body")
async def test_twenty_megabytes_are_refused_unread(talk: Talking) -> None:
    sent = await talk.world.send_file("cookies.txt", b"x" * 20_000_000)
    await talk.sees("it is larger than 1,000 KB")
    await talk.gone(sent["id"])
    asked = [one["method"] for one in await talk.world.requests("bot_api")]
    assert "getUpdates" in asked
    assert "getFile" not in asked


@pytest.mark.parametrize(
    ("kind", "answer"), [("sticker", "Send cookies.txt as a file"), ("voice", "Send cookies.txt as a file")]
)
async def test_what_is_no_file_is_answered_where_one_is_asked(talk: Talking, kind: str, answer: str) -> None:
    await turn(talk, "cookies|card|firefox")
    await talk.sees("Close the private window")
    await talk.world.send(kind)
    await talk.sees(answer)


async def test_a_photo_where_the_file_is_asked_is_answered(talk: Talking) -> None:
    await turn(talk, "cookies")
    await talk.sees("Cookies are the key to the whole Google account")
    picture = io.BytesIO()
    segno.make("no cookies").save(picture, kind="png", scale=8)
    await talk.world.send_file("screen.png", picture.getvalue(), photo=True)
    await talk.sees("That is a photo")


async def test_cookies_as_text_are_taken_out_of_the_chat_at_any_time(talk: Talking) -> None:
    said = await talk.say(".youtube.com\tTRUE\t/\tTRUE\t1999999999\tLOGIN_INFO\tAFmmF2sw")
    await talk.sees("They get damaged as text")
    await talk.gone(said["id"])


async def test_a_check_that_failed_is_said_and_tried_again_by_a_button(talk: Talking) -> None:
    await talk.world.fault("history.html", times=None)
    await send(talk, await talk.world.cookies())
    await talk.sees("could not look at YouTube with them")
    await talk.world.heal()
    await tap(talk, "🔁 Try again")
    await talk.sees("signed in as Yagami's Owner")


async def test_forgetting_asks_and_forgets(talk: Talking) -> None:
    await send(talk, await talk.world.cookies())
    await talk.sees("signed in as Yagami's Owner")
    await tap(talk, "Forget them")
    await tap(talk, "Yes, forget them")
    await talk.sees("Cookies are the key to the whole Google account")
    assert talk.home.rows("SELECT name FROM secrets WHERE name = 'cookies'") == []


async def test_two_files_at_once_are_both_read(talk: Talking) -> None:
    await talk.world.google_project(interval=0.05)
    await send(talk, await talk.world.cookies())
    await talk.world.send_file("client.json", client_json(talk))
    await talk.home.until("SELECT 1 FROM secrets WHERE name = 'cookies'")
    await talk.home.until("SELECT 1 FROM secrets WHERE name = 'google-client'")


NETSCAPE = b"# Netscape HTTP Cookie File\n.youtube.com\tTRUE\t/\tTRUE\t1999999999\tSID\tx\n"


@pytest.mark.parametrize(
    ("data", "name", "kind"),
    [
        (NETSCAPE, "anything.bin", Kind.COOKIES),
        (NETSCAPE.decode().encode("utf-16"), "export.txt", Kind.COOKIES),
        (b'[{"domain": ".youtube.com"}]', "export.json", Kind.COOKIES),
        (b'{"cookies": []}', "state.json", Kind.COOKIES),
        (b'{"installed": {"client_id": "1"}}', "client.json", Kind.CLIENT),
        (b'{"type": "service_account"}', "key.json", Kind.CLIENT),
        (b"1-a.apps.googleusercontent.com\nGOCSPX-secret", "notes.txt", Kind.CLIENT),
        (b"1" + b"A" * 352, "me.txt", Kind.SESSION),
        (b"SQLite format 3\0...", "me.session", Kind.SESSION),
        (b"SQLite format 3\0...", "cookies.sqlite", Kind.DATABASE),
        (b"\x89PNG\r\n\x1a\n\xff", "a.png", Kind.OTHER),
        (b"\x89PNG\r\n\x1a\n\xff", "cookies.txt", Kind.COOKIES),
        (b"", "cookies.txt", Kind.COOKIES),
        (b"", "notes.txt", Kind.OTHER),
        (b"{" * 100_000, "deep.json", Kind.OTHER),
        (b"hello", "hello.txt", Kind.OTHER),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_files_are_told_apart_by_what_is_in_them(data: bytes, name: str, kind: Kind) -> None:
    assert kind_of(data, name) is kind


async def test_cookies_may_come_by_a_file_in_place_of_the_chat(tmp_path: Path) -> None:
    async with house(tmp_path) as home:
        talk = Talking(home)
        (tmp_path / "cookies.txt").write_text(await home.world.cookies())
        home.extra["YAGAMI_COOKIES_FILE"] = str(tmp_path / "cookies.txt")
        async with home.living(seeded=False):
            await turn(talk, "cookies")
            await talk.sees("signed in as Yagami's Owner")
