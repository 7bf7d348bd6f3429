"""The owner at the set-up's first line, for every test that needs it behind them."""

from __future__ import annotations

import asyncio
from typing import Any

from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from storage.vault import load_key

from .talking import Talking

Json = dict[str, Any]
LINE = "Telegram upload access"


class SigningIn:
    """`talk` with the words of this line."""

    def __init__(self, talk: Talking) -> None:
        self.talk = talk
        self.world = talk.world
        self.addresses = talk.home.addresses

    async def begin(self) -> None:
        """At the page that asks for the key."""
        await self.talk.say("/setup")
        await self.press(f"⬜ {LINE}")
        await self.talk.sees("I check them at once")  # the checklist names the site too

    async def give_key(self) -> None:
        """At the page that asks who is to upload."""
        await self.begin()
        said = await self.talk.say(
            f"App api_id: {self.addresses['api_id']}\nApp api_hash: {self.addresses['api_hash']}"
        )
        await self.talk.gone(said["id"])
        await self.talk.sees("choose who uploads")

    async def ask_code(self, phone: str | None = None) -> str:
        """At the keypad -> the code that Telegram sent. Without a phone: by the contact button."""
        await self.press("📱 Sign in by phone")
        return await self.give_phone(phone)

    async def give_phone(self, phone: str | None = None) -> str:
        await self.talk.sees("Which phone number")
        if phone is None:
            await self.talk.sees("👇 Your number")
            await self.world.press("📱 Send my phone number")
        else:
            await self.talk.say(phone)
        return await self.keypad(phone)

    async def keypad(self, phone: str | None = None) -> str:
        await self.talk.sees("Press its digits here", button="5")
        return await self.world.code((phone or self.addresses["owner_phone"]).lstrip("+"))

    async def enter(self, code: str) -> None:
        for digit in code:
            await self.press(digit)

    async def sign_in(self) -> None:
        """All of it, as the owner."""
        await self.give_key()
        await self.enter(await self.ask_code())
        await self.talk.sees("uploaded by Sora")

    async def only_bot(self) -> None:
        """All of it, in bot-only mode."""
        await self.give_key()
        await self.press("🤖 Only the bot")
        await self.press("🤖 Yes, only the bot")
        await self.talk.sees("Only the bot uploads")

    async def until_signed_in(self, *names: str) -> None:
        """Until just these people are signed in by MTProto."""
        async with asyncio.timeout(60):
            while True:
                people = [one["name"] for one in await self.world.sessions() if not one["bot"]]
                if people == list(names):
                    return
                await asyncio.sleep(0.02)

    async def press(self, button: str) -> Json:
        await self.talk.sees(button=button)
        return await self.talk.press(button)

    async def shown(self) -> str:
        """What the chat shows now, all of it."""
        return "\n".join(one["text"] for one in await self.world.read("dm"))

    def sealed(self) -> set[str]:
        """The names of the vault's secrets."""
        return {row["name"] for row in self.talk.home.rows("SELECT name FROM secrets")}

    def secret(self, name: str) -> str | None:
        """What the vault holds under a name."""
        rows = self.talk.home.rows("SELECT sealed FROM secrets WHERE name = ?", name)
        if not rows:
            return None
        sealed = rows[0]["sealed"]
        key = load_key(self.talk.home.data / "vault.key", create=False)
        return AESGCM(key).decrypt(sealed[:12], sealed[12:], name.encode()).decode()


def wrong(code: str) -> str:
    return f"{(int(code) + 1) % 10 ** len(code):0{len(code)}}"
