"""The running app examines itself: what it has open it asks, and opens nothing for it; Telegram's clock is compared with ours."""

from __future__ import annotations

import time
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
from aiohttp import web

from bot.connection import connect
from bot.doctor.finding import Finding
from bot.doctor.outside import outside
from core.clock import SystemClock
from tests.bot.api.conftest import free_port
from tests.bot.screens.talking import Talking
from tests.stories.house import House, house


@pytest.fixture
async def home(tmp_path: Path) -> AsyncIterator[House]:
    async with house(tmp_path) as it:
        yield it


async def test_everything_of_an_app_that_was_set_up_is_checked_in_the_chat(home: House) -> None:
    await home.move_in()
    async with home.living():
        talk = Talking(home)
        await talk.say("/doctor")
        message = await talk.sees("Checked")
        text = message["text"]
        for said in (
            "✅ Telegram: the bot’s session works", "✅ Telegram: your session works", "✅ Likes: ", "✅ Google: connected",
            "✅ Database: whole", "✅ Vault’s key: only you can read it", "answers", "✅ Clock: right", "✅ ffmpeg: ", "✅ deno: ",
            "✅ yt-dlp: ", "✅ Waiting for you: nothing",
        ):  # fmt: skip
            assert said.removeprefix("✅ Likes: ") in text, (said, text)
        await talk.press("🔁 Check again")
        await talk.sees("Checked")


async def test_a_token_that_telegram_does_not_know_is_told(home: House) -> None:
    found = await asked("7000000009:AAabcdefghijklmnopqrstuvwxyz0123456789", home.addresses["bot_api"])
    assert [(one.part, one.which) for one in found] == [("token", "refused"), ("clock", "fine")]


async def test_a_telegram_that_is_not_there_is_told(tmp_path: Path) -> None:
    found = await asked("123456:" + "A" * 35, f"http://127.0.0.1:{free_port()}")
    assert [(one.part, one.which) for one in found] == [("token", "away"), ("clock", "unknown")]


@pytest.mark.parametrize(("date", "which"), [
    (-3600.0, "ahead"), (7200.0, "behind"), (0.0, "fine"), (None, "unknown"),
])  # fmt: skip
async def test_a_clock_that_is_wrong_is_told(date: float | None, which: str) -> None:
    async def answer(_request: web.Request) -> web.Response:
        there = (
            "no date"
            if date is None
            else time.strftime("%a, %d %b %Y %H:%M:%S GMT", time.gmtime(SystemClock().now() + date))
        )
        return web.json_response(
            {"ok": False, "error_code": 401, "description": "Unauthorized"}, status=401, headers={"Date": there}
        )

    app = web.Application()
    app.router.add_route("*", "/{path:.*}", answer)
    runner = web.AppRunner(app)
    await runner.setup()
    port = free_port()
    await web.TCPSite(runner, "127.0.0.1", port).start()
    try:
        [token, clock] = await asked("123456:" + "A" * 35, f"http://127.0.0.1:{port}")
    finally:
        await runner.cleanup()
    assert (token.which, clock.which) == ("refused", which)
    if which in ("ahead", "behind"):
        assert abs(float(clock.args["seconds"]) - abs(date or 0)) <= 5


async def asked(token: str, bot_api: str) -> list[Finding]:
    clock = SystemClock()
    bot = connect(token, clock, bot_api=bot_api)
    try:
        return await outside(bot, clock)
    finally:
        await bot.session.close()
