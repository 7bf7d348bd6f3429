"""The upload access is set up in the chat, and every refusal of Telegram's has its sentence and a way on."""

from __future__ import annotations

from typing import Any

import pytest

from .talking import Talking

Json = dict[str, Any]
LINE = "Telegram upload access"


class SigningIn:
    """The owner at the set-up's first line."""

    def __init__(self, talk: Talking) -> None:
        self.talk = talk
        self.world = talk.world
        self.addresses = talk.home.addresses

    async def begin(self) -> None:
        """At the page that asks for the key."""
        await self.talk.say("/setup")
        await self.press(f"⬜ {LINE}")
        await self.talk.sees("my.telegram.org")

    async def give_key(self) -> None:
        await self.begin()
        said = await self.talk.say(f"App api_id: {self.addresses['api_id']}\nApp api_hash: {self.addresses['api_hash']}")
        await self.talk.gone(said["id"])
        try:
            await self.talk.sees("choose who uploads")
        except TimeoutError:
            print(self.talk.home.rows("SELECT * FROM errands"), (await self.world.read("dm"))[-1]["text"])
            raise

    async def ask_code(self, phone: str | None = None) -> str:
        """-> the code that Telegram sent."""
        await self.press("📱 Sign in by phone")
        await self.talk.sees("Which phone number")
        if phone is None:
            await self.talk.sees("👇 Your number")
            await self.world.press("📱 Send my phone number")
        else:
            await self.talk.say(phone)
        await self.talk.sees("Press its digits here")
        return await self.world.code((phone or self.addresses["owner_phone"]).lstrip("+"))

    async def enter(self, code: str) -> None:
        for digit in code:
            await self.press(digit)

    async def press(self, button: str) -> Json:
        await self.talk.sees(button=button)
        return await self.talk.press(button)

    async def setting(self, key: str) -> list[Json]:
        return self.talk.home.rows("SELECT value FROM settings WHERE key = ? AND value != 'null'", key)

    def sealed(self) -> set[str]:
        return {row["name"] for row in self.talk.home.rows("SELECT name FROM secrets")}


@pytest.fixture
def signing(talk: Talking) -> SigningIn:
    return SigningIn(talk)


def wrong(code: str) -> str:
    return f"{(int(code) + 1) % 10 ** len(code):0{len(code)}}"


async def test_the_owner_signs_in_by_contact_keypad_and_password(signing: SigningIn) -> None:
    talk = signing.talk
    await signing.world.password("correct horse", "an animal")
    await signing.give_key()
    await signing.enter(await signing.ask_code())
    await talk.sees("Your hint: an animal")
    said = await talk.say("correct horse")
    await talk.gone(said["id"])
    await talk.sees("uploaded by Sora (@sora)")
    assert "2 GB" in (await talk.sees("uploaded by"))["text"]

    assert signing.sealed() >= {"telegram-api", "telegram-bot-session", "telegram-user-session"}
    assert not signing.sealed() & {"telegram-half", "telegram-code", "telegram-password", "telegram-phone", "telegram-new-api"}
    chat = str(await signing.world.read("dm"))
    assert signing.addresses["api_hash"] not in chat
    assert "correct horse" not in chat
