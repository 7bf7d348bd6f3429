"""The whole set-up, as a person does it: nothing but what is written, pressed and sent in the chat."""

from __future__ import annotations

import asyncio
import io
import logging
import re
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
import zxingcpp
from PIL import Image

from tests.bot.screens.talking import Talking

from .house import House, house

Json = dict[str, Any]
SET_UP = "Take the lines in any order"
PASSWORD = "correct horse battery staple"


async def claim(talk: Talking, caplog: pytest.LogCaptureFixture) -> None:
    """Open the link that the log shows."""
    async with asyncio.timeout(60):
        while not (found := re.search(r"https://t\.me/\S+\?start=claim_\w+", caplog.text)):  # noqa: ASYNC110
            await asyncio.sleep(0.05)
    await talk.world.start(found[0])
    await talk.sees("Set-up")


async def give_key(talk: Talking) -> None:
    await talk.press_line("Telegram upload access")
    await talk.sees("my.telegram.org")
    said = await talk.say(
        f"App api_id: {talk.home.addresses['api_id']}\nApp api_hash: {talk.home.addresses['api_hash']}"
    )
    await talk.sees("The key is good")
    await talk.gone(said["id"])


async def connect_google(talk: Talking) -> None:
    await talk.press_line("Google")
    await talk.press("I have a client already")
    google = talk.home.addresses["google"]
    said = await talk.say(f"{google['client_id']} {google['client_secret']}")
    panel = await talk.sees("Give your permission")
    await talk.gone(said["id"])
    code = re.search(r"[A-Z]{4}-[A-Z]{4}", panel["text"])
    assert code
    await talk.world.google_allow(code[0])
    await talk.sees("Connected as")


async def first_like(talk: Talking, video: str, chat: int) -> None:
    """The first look is silent; a like after it is told in the channel, with its video."""
    await talk.home.until("SELECT 1 FROM feeds WHERE feed = 'likes' AND seeded_at IS NOT NULL")
    await talk.world.like(video)
    said = await talk.say("/menu")
    panel = await talk.sees(button="🔄 Look now", since=said["id"])
    await talk.press("🔄 Look now", message=panel["id"])
    await talk.world.wait(chat, messages=2, media=1, timeout=60)


async def test_from_a_token_alone_to_the_first_like_with_keypad_password_and_made_channels(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    async with unclaimed(tmp_path) as talk:
        home = talk.home
        await home.world.password(PASSWORD, hint="a horse")
        async with home.living(seeded=False):
            await claim(talk, caplog)
            await give_key(talk)
            await talk.press("📱 Sign in by phone")
            await talk.press("📱 Send my phone number")
            await talk.sees("Press its digits here")
            code = await home.world.code(home.addresses["owner_phone"])
            for digit in code:
                await talk.press(digit)
            await give_password(talk)
            await talk.back(SET_UP)
            chats = await make_channels(talk)
            await connect_google(talk)
            await talk.back(SET_UP)
            jar = await send_cookies(talk)
            await finish(talk)
            await first_like(talk, "yagamiShort", chats["likes"])

        made = {one["id"]: one for one in await home.world.chats()}
        for chat in chats.values():
            assert made[chat]["kind"] == "channel"
            assert made[chat]["username"] is None
            assert made[chat]["description"]
            assert made[chat]["photo"]
        assert await home.world.denied() == []
        await no_secret_stays(home, caplog.text, [PASSWORD, jar])


async def test_in_bot_only_mode_with_picked_channels(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    async with unclaimed(tmp_path) as talk:
        home = talk.home
        async with home.living(seeded=False):
            await claim(talk, caplog)
            await give_key(talk)
            await talk.press("🤖 Only the bot")
            await talk.press("🤖 Yes, only the bot")
            await talk.sees("Only the bot uploads")
            await talk.back(SET_UP)
            await talk.press_line("Channels")
            for feed, name in (("Likes", "likes"), ("Subscriptions", "subscriptions"), ("Watch history", "history")):
                await home.world.bot_role(name, "left")
                await talk.press_line(feed)
                await talk.press("📂 Pick one of mine")
                await talk.press("📢 Choose a channel", shared=name)
                await talk.sees("A test post went through")
                await talk.back("Each of the three is told")
            await talk.back(SET_UP)
            await connect_google(talk)
            await first_like(talk, "yagamiShort", home.addresses["channels"]["likes"])

        [post, video] = await home.world.read("likes")
        assert {post["sender"], video["sender"]} == {home.addresses["bot_id"]}
        assert video["reply_to"] == post["id"]
        await no_secret_stays(home, caplog.text, [])


async def test_by_qr_code_that_the_owner_scans_with_the_phone(tmp_path: Path, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    async with unclaimed(tmp_path) as talk:
        home = talk.home
        await home.world.password(PASSWORD)
        async with home.living(seeded=False):
            await claim(talk, caplog)
            await give_key(talk)
            await talk.press("🔳 Sign in by QR code")
            picture = await talk.sees("Scan this with the phone")
            await home.world.scan_qr(read_qr(await home.world.file(picture["id"])))
            await give_password(talk)
            await talk.press("🚪 Sign out")
            await talk.press("🚪 Yes, sign out and end the session")
            await talk.sees("The key is good")
            async with asyncio.timeout(60):
                while [one for one in await home.world.sessions() if not one["bot"]]:  # noqa: ASYNC110
                    await asyncio.sleep(0.05)
        await no_secret_stays(home, caplog.text, [PASSWORD])


async def make_channels(talk: Talking) -> dict[str, int]:
    await talk.press_line("Channels")
    for feed in ("Likes", "Subscriptions", "Watch history"):
        await talk.press_line(feed)
        await talk.press("✨ Create it for me")
        await talk.sees("A test post went through")
        await talk.back("Each of the three is told")
    await talk.back(SET_UP)
    rows = talk.home.rows("SELECT f.feed, d.chat_id FROM feeds f JOIN destinations d ON d.id = f.destination_id")
    return {row["feed"]: row["chat_id"] for row in rows}


async def send_cookies(talk: Talking) -> str:
    """-> the most secret value of the jar."""
    jar = await talk.world.cookies()
    sent = await talk.world.send_file("cookies.txt", jar.encode())
    await talk.gone(sent["id"])
    await talk.home.until("SELECT 1 FROM settings WHERE key = 'cookies.facts' AND value LIKE '%\"ok\"%'")
    return next(line.split("\t")[6] for line in jar.splitlines() if "\tLOGIN_INFO\t" in line)


async def finish(talk: Talking) -> None:
    """The last line: how much is downloaded, and that's it."""
    await talk.say("/setup")
    await talk.press_line("Ready")
    await talk.press_line("That’s it")
    await talk.home.until("SELECT 1 FROM settings WHERE key = 'setup.ready'")


async def give_password(talk: Talking) -> None:
    await talk.sees("two-step password")
    said = await talk.say(PASSWORD)
    await talk.sees("Videos are uploaded by")
    await talk.gone(said["id"])


def read_qr(picture: bytes) -> str:
    """As a telephone's camera does."""
    with Image.open(io.BytesIO(picture)) as opened:
        [found] = zxingcpp.read_barcodes(opened.convert("RGB"))
    return str(found.text)


@asynccontextmanager
async def unclaimed(folder: Path) -> AsyncIterator[Talking]:
    """A bot that belongs to nobody yet, with nothing but its token."""
    async with house(folder) as home:
        home.without.add("YAGAMI_OWNER_ID")
        await home.world.google_project(interval=0.2)
        yield Talking(home)


async def no_secret_stays(home: House, log: str, more: list[str]) -> None:
    """In the database's files, in the log at DEBUG, or in the chat."""
    google = home.addresses["google"]
    secrets = [home.addresses["api_hash"], google["client_secret"], home.addresses["bot_token"], *more]
    files = b"".join(one.read_bytes() for one in home.data.glob("yagami.db*"))
    chat = "\n".join(one["text"] for one in await home.world.read("dm"))
    for secret in secrets:
        assert secret.encode() not in files, "a secret lies in the database in clear"
        assert secret not in log, "a secret stands in the log"
        assert secret not in chat, "a secret stands in the chat"
