"""What of the set-up really is done, by the rows and by what stands at Telegram and at Google; and what the checklist says."""

from __future__ import annotations

import hashlib
from types import SimpleNamespace
from typing import Any, cast

from telethon.sessions import StringSession

from bot.conversation.screen import Context
from bot.conversation.words import Words
from bot.credentials import Credentials
from bot.screens.lines import Line
from bot.screens.setup import LINES
from locales import texts
from storage.store import Store
from storage.vault import load_key
from tests.bot.screens.signing import SigningIn
from tests.bot.screens.talking import Talking

from .house import House

Json = dict[str, Any]
FEEDS = ("likes", "subscriptions", "history")
RIGHTS = ["can_delete_messages", "can_edit_messages", "can_post_messages"]  #: just what the bot needs in a channel


async def says(home: House) -> dict[str, Line]:
    """While no app runs: the lines as the next start would show them."""
    if not begun(home):
        return {}
    store = await Store.open(home.data / "yagami.db", load_key(home.data / "vault.key", create=False))
    try:
        services = cast("Any", SimpleNamespace(credentials=Credentials(store)))
        context = Context(store, services, Words(texts("en")), await store.settings.chosen(), 0.0)
        return {name: await line(context) for name, line in LINES.items()}
    finally:
        await store.close()


async def truth(home: House) -> dict[str, bool]:
    """By the checklist's lines. `ready` is what the owner says; nothing else knows it."""
    found = dict.fromkeys(LINES, False)
    if not begun(home):
        return found
    signed = SigningIn(Talking(home))
    sealed = signed.sealed()
    key = key_of(signed.secret("telegram-user-session"))
    found["telegram"] = key in {one["id"] for one in await people(home)}
    found["channels"] = set(await connected(home)) == set(FEEDS)
    found["google"] = "google" in sealed and bool(await home.world.google_consents())
    facts = home.rows("SELECT value FROM settings WHERE key = 'cookies.facts'")
    found["cookies"] = "cookies" in sealed and bool(facts) and '"ok"' in facts[0]["value"]
    return found


def begun(home: House) -> bool:
    """Whether the app has made its database: nobody else is to."""
    return bool(home.rows("SELECT 1 FROM sqlite_schema WHERE name = 'errands'"))


async def people(home: House) -> list[Json]:
    """The sessions of people at Telegram."""
    return [one for one in await home.world.sessions() if not one["bot"]]


async def connected(home: House) -> dict[str, int]:
    """The feeds whose chat is there, with the bot as an administrator of just the rights it needs."""
    there = {one["id"]: one for one in await home.world.chats() if not one["deleted"]}
    rows = home.rows(
        """SELECT f.feed, d.chat_id FROM feeds f JOIN destinations d ON d.id = f.destination_id
           WHERE d.checked_at IS NOT NULL AND d.trouble IS NULL"""
    )
    bot = {"account": home.addresses["bot_id"], "role": "administrator", "rights": RIGHTS}
    return {row["feed"]: row["chat_id"] for row in rows if bot in there.get(row["chat_id"], {"members": []})["members"]}


def key_of(session: str | None) -> str | None:
    """How Telegram names a session's key."""
    key = StringSession(session).auth_key if session else None
    return hashlib.sha1(key.key, usedforsecurity=False).digest()[-8:].hex() if key else None


async def assert_no_secret_stays(home: House, log: str, secrets: list[str]) -> None:
    """In the database's files, in the log at DEBUG, or in the chat; nor a file or a number that the owner sent."""
    known, jar = home.addresses, await home.world.cookies()
    values = [line.split("\t")[6] for line in jar.splitlines() if line.count("\t") == 6]
    files = b"".join(one.read_bytes() for one in home.data.glob("yagami.db*"))
    chat = await home.world.read("dm")
    for secret in [
        known["api_hash"], known["google"]["client_secret"], known["bot_token"], *secrets,
        *(one for one in values if len(one) > 20),
    ]:  # fmt: skip
        assert secret.encode() not in files
        assert secret not in log
        assert not [one for one in chat if secret in one["text"]]
    mine = [one for one in chat if one["sender"] == known["owner_id"]]
    assert [one for one in mine if one["media"] or (one["service"] and "contact" in one["service"])] == []
