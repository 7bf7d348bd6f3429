"""What every way of signing in has in common: asking at the right data centre, coming back with a key, and who it is.

The ways themselves: sign_in.py and qr.py (people), sessions.py (bots, by their token).
"""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any

from telethon.crypto import AuthKey
from telethon.errors import NetworkMigrateError, PhoneMigrateError, RPCError, UserMigrateError
from telethon.sessions import StringSession
from telethon.tl.functions.help import GetAppConfigRequest
from telethon.tl.tlobject import TLRequest
from telethon.tl.types import Config, JsonNumber, JsonObject, User

from core.errors import Retry, Scope, Trouble
from core.step import step
from core.telegram.access import Place, Way, first_place, is_loopback, read_proxy
from core.telegram.link import Link
from core.telegram.troubles import translated
from core.telegram.wire import Updates

CHUNK_SIZE = 512 * 1024  #: the largest that Telegram takes; of 4,000 (premium: 8,000) a file may have
MAX_PARTS = {False: 4000, True: 8000}
MOVES = 3  #: data centres that may send a sign-in on
_MAX_PARTS_KEY = {False: "upload_max_fileparts_default", True: "upload_max_fileparts_premium"}
_ELSEWHERE = (PhoneMigrateError, UserMigrateError, NetworkMigrateError)


@dataclass(frozen=True, slots=True)
class Who:
    """An account that is signed in, as the owner is told of it."""

    id: int
    name: str
    username: str | None
    phone: str | None  #: digits
    premium: bool
    limit: int  #: bytes of the largest file it may send


def new_link(way: Way, updates: Updates | None = None) -> Link:
    """To where a session without a home begins, with a key still to be made. Raises ValueError for an unusable proxy."""
    return Link(first_place(way.server), AuthKey(None), way.access, read_proxy(way.proxy, way.server), updates=updates)


def restored_link(saved: str | None, way: Way, updates: Updates | None = None) -> Link | None:
    """With the key and place of a saved session.

    None if there is none, or if it belongs to another Telegram (a sandbox's in the real world).
    """
    proxy, home = read_proxy(way.proxy, way.server), first_place(way.server)
    if not saved:
        return None
    try:
        text = StringSession(saved)
    except ValueError:
        return None
    if text.auth_key is None or is_loopback(text.server_address) != is_loopback(home.host):
        return None
    if way.server is None:
        home = Place(text.dc_id, text.server_address, text.port)
    return Link(home, text.auth_key, way.access, proxy, updates=updates)


@asynccontextmanager
async def closing(link: Link) -> AsyncIterator[Link]:
    """The link is closed at the end of the block."""
    try:
        yield link
    finally:
        await link.drop()


async def ask(link: Link, request: TLRequest) -> Any:
    """One request and its answer. Raises troubles."""
    with step(f"telegram.{type(request).__name__.removesuffix('Request')}"), translated():
        return await link.call(request)


async def authorise(link: Link, request: TLRequest) -> Any:
    """Ask to be signed in, at the data centre where the account lives: `link` moves there if this one sends it on."""
    for _ in range(MOVES):
        try:
            return await ask(link, request)
        except Trouble as refusal:
            if not isinstance(refusal.__cause__, _ELSEWHERE):
                raise
            await link.move(place_of(link.greeted, refusal.__cause__.new_dc))
    raise Retry("telegram-refused", scope=Scope.TELEGRAM, reason="DC_MIGRATE")


def place_of(config: Config, dc: int) -> Place:
    for one in config.dc_options:
        if one.id == dc and not (one.ipv6 or one.cdn or one.media_only or one.tcpo_only):
            return Place(dc, one.ip_address, one.port)
    raise Retry("telegram-refused", scope=Scope.TELEGRAM, reason="DC_UNKNOWN")


async def who(link: Link, user: User) -> Who:
    """What there is to say of the account that a link is signed in with."""
    with step("telegram.GetAppConfig"), translated():
        parts = await max_parts(link, bool(user.premium))
    name = " ".join(one for one in (user.first_name, user.last_name) if one)
    return Who(user.id, name, username_of(user), user.phone, bool(user.premium), parts * CHUNK_SIZE)


def username_of(peer: Any) -> str | None:
    """A user's or channel's public name; who has several has them in a list of their own."""
    active = (one.username for one in peer.usernames or [] if one.active)
    return peer.username or next(active, None)


async def max_parts(link: Link, premium: bool) -> int:
    """What Telegram's configuration says of this account (help.getAppConfig), else what it has said for years."""
    try:
        config = getattr(await link.call(GetAppConfigRequest(0)), "config", None)
    except RPCError:
        return MAX_PARTS[premium]
    for entry in config.value if isinstance(config, JsonObject) else []:
        if entry.key == _MAX_PARTS_KEY[premium] and isinstance(entry.value, JsonNumber):
            return int(entry.value.value)
    return MAX_PARTS[premium]
