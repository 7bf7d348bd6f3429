"""The doctor finds what is wrong, says what to do in every language, and changes nothing."""

from __future__ import annotations

import asyncio
import os
import re
import sqlite3
from collections.abc import AsyncIterator, Callable
from contextlib import closing
from importlib import metadata
from pathlib import Path
from typing import Any

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from bot.conversation.screen import Context
from bot.conversation.words import Words
from bot.doctor.command import exit_code, language, plain
from bot.doctor.files import files
from bot.doctor.finding import Finding, Mark, bad, fine, warn
from bot.doctor.machine import PO_TOKENS, machine, po_tokens
from bot.doctor.words import line
from bot.errands.doctor import KIND
from bot.settings import Settings
from core.model import Sentence
from locales import languages, texts
from storage.database import migrations
from storage.store import Store
from storage.vault_keys import own_key
from tests.bot.api.conftest import free_port
from tests.bot.screens import by_hand
from tests.bot.screens.rows import NOW, context

ARGS: dict[str, Any] = {
    "version": "1.2", "kind": "x", "path": "/a/<b>", "free": "3.1", "list": "vp9", "whose": "Telegram", "at": "127.0.0.1:1",
    "size": "4.0", "name": "@bot", "seconds": 90, "account": "user", "feed": "likes", "chat": "<i>Chat</i>", "spent": 9500,
    "wanted": "1.3", "most": 10_000, "days": 99, "why": "condition-disk_full", "why_reason": "full",
}  # fmt: skip
EN = (Path(__file__).parents[3] / "locales" / "en" / "doctor.ftl").read_text("utf-8")
PARTS = re.findall(r"^doctor-name-(\w+)", EN, re.MULTILINE)


def sentences() -> list[tuple[str, str]]:
    """Every part with every `which` that its text tells apart."""
    found = []
    for part in PARTS:
        text = re.search(rf"^doctor-{part} = .*?^}}", EN, re.MULTILINE | re.DOTALL)
        assert text is not None, part
        found += [(part, which) for which in re.findall(r"^ {3}[ *]\[(\w+)\]", text[0], re.MULTILINE)]
    return found


def boot(folder: Path, **more: Any) -> Settings:
    return Settings(_env_file=None, bot_token="123456:" + "A" * 35, data=folder, **more)


def of(found: list[Finding], part: str) -> Finding:
    [one] = [one for one in found if one.part == part]
    return one


@pytest.fixture
async def ctx(tmp_path: Path) -> AsyncIterator[Context]:
    async with context(tmp_path) as it:
        yield it


# -- words --------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("spoken", languages())
def test_every_finding_has_its_sentence_in_every_language(spoken: str) -> None:
    words = Words(texts(spoken))
    for part, which in sentences():
        shown = line(words, Finding(Mark.BAD, part, which, ARGS))
        assert shown.startswith("❌ <b>"), shown
        assert "<i>Chat" not in shown
        assert "<b>}" not in shown.replace("/a/&lt;b&gt;", "")
        assert "{" not in shown


def test_every_sentence_that_the_code_can_say_is_told_apart() -> None:
    told: dict[str, set[str]] = {}
    for part, which in sentences():
        told.setdefault(part, set()).add(which)
    folder = Path(__file__).parents[3] / "bot" / "doctor"
    code = "".join(file.read_text("utf-8") for file in folder.glob("*.py"))
    said = re.findall(r'\b(?:bad|warn|fine)\(\s*"(\w+)"(?:, "(\w+)")?', code)
    assert len(said) > 30
    for part, which in said:
        assert (which or "fine") in told[part] or "other" in told[part], (part, which)


def test_a_terminal_gets_no_markup_and_no_marks_of_direction() -> None:
    assert plain("<b>a</b> &lt;x&gt; \u2068b\u2069 \x1b[2J") == "a <x> b [2J"
    assert plain("می\u200cشود") == "می\u200cشود"


def test_the_terminal_speaks_its_own_language_where_there_are_texts() -> None:
    assert language({"LANG": "ru_RU.UTF-8"}) == "ru"
    assert language({"LANG": "en_GB", "LC_ALL": "fa_IR"}) == "fa"
    assert [language({"LANG": one}) for one in ("C.UTF-8", "", "xx_YY")] == ["en"] * 3


def test_only_what_does_not_work_is_a_failure() -> None:
    assert exit_code([fine("python"), warn("data", "low")]) == 0
    assert exit_code([fine("python"), bad("data", "readonly")]) == 1


# -- the machine --------------------------------------------------------------------------------------------------


async def test_this_machine_is_fine(tmp_path: Path) -> None:
    (tmp_path / "work").mkdir(mode=0o700)
    tmp_path.chmod(0o700)
    found = await machine(boot(tmp_path))
    assert [one.part for one in found] == ["python", "machine", "data", "work", "ffmpeg", "deno", "proxy"]
    assert [one for one in found if one.mark is Mark.BAD] == []
    assert of(found, "deno").which == of(found, "data").which == "fine"


async def test_folders_that_are_open_missing_or_no_folders_are_found(tmp_path: Path) -> None:
    (tmp_path / "open").mkdir()
    (tmp_path / "open").chmod(0o755)
    (tmp_path / "file").write_text("")
    found = await machine(boot(tmp_path / "open", work=tmp_path / "none"))
    assert (of(found, "data").which, of(found, "work").which) == ("open", "missing")
    found = await machine(boot(tmp_path / "file", work=tmp_path / "file" / "work"))
    assert (of(found, "data").which, of(found, "work").which) == ("readonly", "readonly")


async def test_an_ffmpeg_that_is_none_or_lacks_codecs_is_found(tmp_path: Path) -> None:
    for name in ("ffmpeg", "ffprobe"):
        (tmp_path / name).write_text('#!/bin/sh\n[ "$1" = -version ] && echo "ffmpeg version 9.9-small"\nexit 0\n')
        (tmp_path / name).chmod(0o755)
    lacking = of(await machine(boot(tmp_path, ffmpeg=tmp_path / "ffmpeg")), "ffmpeg")
    assert (lacking.which, lacking.args["version"]) == ("lacks", "9.9-small")
    assert "h264" in str(lacking.args["list"])
    (tmp_path / "ffprobe").unlink()
    (tmp_path / "ffmpeg").chmod(0o644)
    assert of(await machine(boot(tmp_path, ffmpeg=tmp_path / "ffmpeg")), "ffmpeg").which == "missing"


async def test_a_proxy_that_does_not_answer_is_found_and_its_password_is_not_told(tmp_path: Path) -> None:
    port, dead = free_port(), free_port()
    settings = boot(
        tmp_path, telegram_proxy=f"socks5://me:hunter22@127.0.0.1:{port}", youtube_proxy=f"http://127.0.0.1:{dead}"
    )
    async with await asyncio.start_server(lambda _r, w: w.close(), "127.0.0.1", port):
        found = [one for one in await machine(settings) if one.part == "proxy"]
    assert [one.which for one in found] == ["fine", "away"]
    assert "hunter22" not in str(found)


async def test_a_provider_of_po_tokens_is_asked_for_its_version_where_there_is_one() -> None:
    answers: list[Any] = ["not this one", None, metadata.version(PO_TOKENS)]

    async def ping(_: web.Request) -> web.Response:
        return web.json_response({"server_uptime": 1.0, "version": answers.pop()})

    app = web.Application()
    app.add_routes([web.get("/ping", ping)])
    async with TestServer(app) as server:
        url = str(server.make_url("")).rstrip("/")
        assert [one.which for _ in range(3) for one in await po_tokens(url)] == ["fine", "unlike", "unlike"]
    [away] = await po_tokens(url)
    assert (away.which, away.mark) == ("away", Mark.WARN), "nothing fails without it"
    assert await po_tokens(None) == []


# -- the database and the key -------------------------------------------------------------------------------------


async def whole(folder: Path) -> None:
    """A database with secrets, and its key."""
    store = await Store.open(folder / "yagami.db", own_key(folder, folder / "yagami.db"))
    await store.close()


def altered(sql: str) -> Callable[[Path], None]:
    def alter(folder: Path) -> None:
        with closing(sqlite3.connect(folder / "yagami.db")) as raw:
            raw.execute(sql)
            raw.commit()

    return alter


def torn(folder: Path) -> None:
    file = folder / "yagami.db"
    file.write_bytes(file.read_bytes()[:8192] + os.urandom(9000))


def others_may_read_the_key(folder: Path) -> None:
    (folder / "vault.key").chmod(0o644)


def other_key(folder: Path) -> None:
    (folder / "vault.key").write_text("A" * 43 + "=")


@pytest.mark.parametrize(
    ("happened", "database", "key"),
    [
        (lambda _folder: None, "fine", "fine"),
        (altered("PRAGMA user_version = 1"), "older", "fine"),
        (altered("PRAGMA user_version = 9999"), "newer", "fine"),
        (altered("PRAGMA application_id = 7"), "foreign", "fine"),
        (torn, "damaged", "fine"),
        (lambda folder: (folder / "yagami.db").unlink(), "missing", "fine"),
        (others_may_read_the_key, "fine", "open"),
        (other_key, "fine", "wrong"),
        (lambda folder: (folder / "vault.key").write_text("no key"), "fine", "unusable"),
        (lambda folder: (folder / "vault.key").unlink(), "fine", "lost"),
    ],
)
async def test_what_is_wrong_with_the_database_or_its_key_is_found_and_left_as_it_is(
    tmp_path: Path, happened: Callable[[Path], None], database: str, key: str
) -> None:
    await whole(tmp_path)
    happened(tmp_path)
    before = {one.name: one.read_bytes() for one in tmp_path.iterdir() if not one.name.endswith("-shm")}
    found = await files(boot(tmp_path))
    assert [(one.part, one.which) for one in found] == [("database", database), ("key", key)]
    assert {one.name: one.read_bytes() for one in tmp_path.iterdir() if one.name in before} == before


async def test_an_empty_folder_is_no_fault_and_a_key_from_the_environment_is_named(tmp_path: Path) -> None:
    assert [one.which for one in await files(boot(tmp_path))] == ["missing", "missing"]
    assert [one.which for one in await files(boot(tmp_path, vault_key="A" * 43 + "="))] == ["missing", "environment"]
    assert list(tmp_path.iterdir()) == []


async def test_a_database_that_the_app_has_open_is_read_all_the_same(ctx: Context, tmp_path: Path) -> None:
    async with ctx.store.database.transaction("writes") as t:
        await t.run("INSERT INTO quota VALUES ('2026-01-01', 1)")
        [database, _] = await files(boot(tmp_path))
    assert database.which == "fine"
    assert database.args["version"] == migrations()[-1][0]


# -- the screen ---------------------------------------------------------------------------------------------------


async def test_the_screen_begins_a_check_and_shows_what_it_found_the_worst_first(ctx: Context) -> None:
    assert "I look at every part" in (await by_hand.show(ctx, "doctor")).text
    after = await by_hand.command(ctx, "/doctor")
    assert (after.place, after.fresh) == ("doctor", True)
    assert "Looking at every part" in (await by_hand.show(ctx, "doctor")).text
    errand = await ctx.store.errands.last(KIND)
    assert errand is not None
    found = [fine("python", version="3.11"), warn("google", "missing"), bad("deno", "missing")]
    await ctx.store.errands.note(errand.id, found=[one.as_json() for one in found])
    await ctx.store.errands.end(errand.id, NOW, None)
    text = (await by_hand.show(ctx, "doctor")).text
    assert "To mend: 1. To know: 1." in text
    assert text.index("❌") < text.index("⚠️") < text.index("✅")
    assert "./yagami install" in text


async def test_a_check_that_failed_says_why_and_can_be_made_again(ctx: Context) -> None:
    await by_hand.press(ctx, "doctor|check")
    errand = await ctx.store.errands.last(KIND)
    assert errand is not None
    await ctx.store.errands.end(errand.id, NOW, Sentence("internal-error", {"kind": "X"}))
    view = await by_hand.show(ctx, "doctor")
    assert "came to nothing" in view.text
    assert by_hand.button(view, "Check again").data == "doctor|check"
