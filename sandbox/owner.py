"""What the owner would have done before the app runs: signed in to Telegram, and written down the credentials.

Uses the real Telethon, so it proves the sign-in on the way. Imported by tests, not by the servers.
"""

from __future__ import annotations

from typing import Any

from telethon import TelegramClient
from telethon.crypto import rsa
from telethon.errors import SessionPasswordNeededError
from telethon.sessions import StringSession

from sandbox.client import World

Json = dict[str, Any]


def session_for(addresses: Json) -> StringSession:
    """An empty Telethon session that points at the sandbox, whose RSA key is made known to Telethon."""
    mtproto = addresses["mtproto"]
    rsa.add_key(mtproto["rsa_key"], old=False)
    session = StringSession()
    session.set_dc(mtproto["dc"], mtproto["host"], mtproto["port"])
    return session


async def sign_in(addresses: Json, *, password: str = "") -> str:
    """Sign the owner in by phone and code (read from the control API). -> the session as Telethon's string"""
    phone = addresses["owner_phone"]
    session = session_for(addresses)
    client = TelegramClient(session, addresses["api_id"], addresses["api_hash"], receive_updates=False)
    await client.connect()
    try:
        await client.send_code_request(phone)
        async with World(addresses["control"]) as world:
            code = await world.code(phone)
        try:
            await client.sign_in(phone, code)
        except SessionPasswordNeededError:
            await client.sign_in(password=password)
        return str(session.save())
    finally:
        await client.disconnect()


async def import_document(addresses: Json, *, user: bool = True, destination: str = "likes") -> Json:
    """What `yagami import FILE` takes, filled for this sandbox. user: with the owner's own session (else bot-only mode)."""
    telegram: Json = {"api_id": addresses["api_id"], "api_hash": addresses["api_hash"]}
    if user:
        telegram["user_session"] = await sign_in(addresses)
    google = {key: addresses["google"][key] for key in ("client_id", "client_secret", "refresh_token")}
    return {
        "telegram": telegram,
        "google": google,
        "destinations": {"likes": addresses["channels"][destination]},
    }
