"""How a way to Google's consent begins. Rows only, written inside a transaction that is open; for screens and errands alike."""

from __future__ import annotations

from bot.credentials import CLIENT_HALF, DEVICE, GRANTED, PASTED, PKCE, Credentials
from core.youtube.client_file import Client, OnlyId, OnlySecret
from core.youtube.google import Google
from storage.store import Store

HOME, BY_LINK, HALF = "google", "google|link", "google|client"  #: places where it goes on


async def begin(store: Store, credentials: Credentials, google: Google, client: Client, now: float) -> str:
    """The way that this kind of client takes -> the place that shows it."""
    if client.kind == "desktop":
        return await begin_link(store, credentials, google, client, now)
    return await begin_device(store, credentials, now)


async def begin_device(store: Store, credentials: Credentials, now: float) -> str:
    """A new code. A consent that was given already, but could not be used yet, is tried first."""
    await _forget_attempts(credentials)
    await _stop_errands(store, now)
    await store.errands.start("google-device", now)
    return HOME


async def begin_link(store: Store, credentials: Credentials, google: Google, client: Client, now: float) -> str:
    """A new link; no errand until its address is pasted."""
    await _forget_attempts(credentials)
    await _stop_errands(store, now)
    await credentials.put(PKCE, google.begin_link(client).to_text())
    return BY_LINK


async def take(
    store: Store, credentials: Credentials, google: Google, found: Client | OnlyId | OnlySecret, now: float
) -> str:
    """What was pasted or sent of a client. A whole one is kept and used at once; a half waits for the other."""
    if isinstance(found, Client):
        await credentials.put(CLIENT_HALF, None)
        await credentials.put(GRANTED, None)
        await credentials.put_client(found)
        return await begin(store, credentials, google, found, now)
    await credentials.put(CLIENT_HALF, found.client_id if isinstance(found, OnlyId) else found.client_secret)
    return HALF


async def stop(store: Store, credentials: Credentials, now: float) -> None:
    """Nobody waits for a consent any more, and how the last attempt ended is of no interest."""
    await _stop_errands(store, now)
    await _forget_attempts(credentials)
    await credentials.put(GRANTED, None)


async def _forget_attempts(credentials: Credentials) -> None:
    for name in (DEVICE, PKCE, PASTED):
        await credentials.put(name, None)


async def _stop_errands(store: Store, now: float) -> None:
    for kind in ("google-device", "google-link"):
        await store.errands.stop(kind, now)
        await store.errands.forget(kind)
