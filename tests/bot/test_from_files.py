"""Secrets that come by settings or files: taken once for each content, and never in the way of a start."""

from __future__ import annotations

import json
import logging
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from bot import from_files
from bot.credentials import COOKIES, Credentials
from bot.settings import Settings
from core.clock import SystemClock
from core.model import Account
from storage.store import Store

CLOCK = SystemClock()
HASH = "0123456789abcdef" * 2
SESSION = "1" + "Q" * 352
CLIENT = {"client_id": "123456789012-abcdefgh.apps.googleusercontent.com", "client_secret": "GOCSPX-" + "s" * 28}


def jar(value: str = "worth-a-lot") -> str:
    names = ("LOGIN_INFO", "SAPISID", "SID")
    lines = [f".youtube.com\tTRUE\t/\tTRUE\t{int(CLOCK.now()) + 9_999_999}\t{name}\t{value}" for name in names]
    return "\n".join(["# Netscape HTTP Cookie File", *lines])


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[Store]:
    store = await Store.open(tmp_path / "yagami.db", b"k" * 32)
    yield store
    await store.close()


def settings(**given: Any) -> Settings:
    return Settings(_env_file=None, bot_token="123456789:AAE" + "x" * 32, **given)


async def take(store: Store, given: Settings) -> list[str]:
    return await from_files.take_over(given, store, Credentials(store), CLOCK)


def written(folder: Path, name: str, text: str) -> Path:
    (folder / name).write_text(text)
    return folder / name


async def test_all_of_them_are_taken_once(store: Store, tmp_path: Path) -> None:
    given = settings(
        cookies_file=written(tmp_path, "cookies.txt", jar()),
        api_id=1234567,
        api_hash_file=written(tmp_path, "api_hash", f"{HASH}\n"),
        google_client_file=written(tmp_path, "client.json", json.dumps({"installed": CLIENT})),
        user_session_file=written(tmp_path, "session", f"{SESSION}\n"),
    )
    assert await take(store, given) == ["API_HASH", "USER_SESSION", "GOOGLE_CLIENT_FILE", "COOKIES_FILE"]
    credentials = Credentials(store)
    api, client = await credentials.api(), await credentials.client()
    assert api is not None
    assert (api.api_id, api.api_hash) == (1234567, HASH)
    assert client is not None
    assert client.client_secret == CLIENT["client_secret"]
    assert await credentials.session(Account.USER) == SESSION
    assert "worth-a-lot" in (await credentials.cookies() or "")
    assert [one.kind for one in await store.errands.open()] == ["cookies-check"]
    assert await take(store, given) == []


async def test_what_was_forgotten_in_the_chat_stays_so_until_the_file_changes(store: Store, tmp_path: Path) -> None:
    given = settings(cookies_file=written(tmp_path, "cookies.txt", jar()))
    await take(store, given)
    await Credentials(store).put(COOKIES, None)
    assert await take(store, given) == []
    assert await Credentials(store).cookies() is None
    written(tmp_path, "cookies.txt", jar("new-ones"))
    assert await take(store, given) == ["COOKIES_FILE"]
    assert "new-ones" in (await Credentials(store).cookies() or "")


@pytest.mark.parametrize(
    ("setting", "content", "why"),
    [
        ("cookies_file", "hello", "is of no use: the file is no cookies.txt"),
        ("cookies_file", "x" * 1_000_100, "is of no use: the file is larger"),
        ("google_client_file", '{"type": "service_account"}', "is of no use: that is the key of a service account"),
        ("google_client_file", CLIENT["client_id"], "is of no use: there is no client id or secret in it"),
        ("user_session_file", "1secret", "is not a session of Telethon"),
    ],
)
async def test_a_file_of_no_use_stops_nothing_and_its_content_is_in_no_log(
    store: Store, tmp_path: Path, caplog: pytest.LogCaptureFixture, setting: str, content: str, why: str
) -> None:
    caplog.set_level(logging.DEBUG)
    given = settings(**{setting: written(tmp_path, "file", content)})
    assert await take(store, given) == []
    assert f"YAGAMI_{setting.removesuffix('_file').upper()}" in caplog.text
    assert why in caplog.text
    assert content not in caplog.text


async def test_a_file_that_is_gone_at_the_start_is_told(
    store: Store, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    given = settings(cookies_file=written(tmp_path, "cookies.txt", jar()))
    (tmp_path / "cookies.txt").unlink()
    assert await take(store, given) == []
    assert "can't be read" in caplog.text
