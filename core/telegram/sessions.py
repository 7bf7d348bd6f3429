"""The two Telegram sessions: who they are, and the one place through which requests go out.

A session knows its two connections (posts and uploads), makes its step, and turns errors into troubles. What is asked is
publisher.py's and uploader.py's business; how a person signs in is sign_in.py's.
"""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from telethon.crypto import AuthKey
from telethon.errors import RPCError
from telethon.sessions import StringSession
from telethon.tl.functions.auth import ImportBotAuthorizationRequest
from telethon.tl.functions.help import GetAppConfigRequest
from telethon.tl.functions.users import GetUsersRequest
from telethon.tl.tlobject import TLRequest
from telethon.tl.types import InputUserSelf, JsonNumber, JsonObject, User

from core.errors import Condition, NeedsOwner, Scope
from core.model import Account
from core.step import step
from core.telegram.access import ApiAccess, Place, Server, TelethonProxy, first_place, is_loopback, read_proxy
from core.telegram.link import ANSWER_SECONDS, Link
from core.telegram.sign_in import authorise
from core.telegram.troubles import translated

__all__ = ["ApiAccess", "Me", "Server", "Session", "open_bot", "open_user"]

CHUNK_SIZE = 512 * 1024  #: the largest that Telegram takes; of 4,000 (premium: 8,000) a file may have
MAX_PARTS = {False: 4000, True: 8000}
_MAX_PARTS_KEY = {False: "upload_max_fileparts_default", True: "upload_max_fileparts_premium"}


@dataclass(frozen=True, slots=True)
class Me:
    """Who a session is, and how large a file it may send."""

    id: int
    premium: bool
    username: str | None
    max_parts: int

    @property
    def limit(self) -> int:
        """Bytes of the largest file."""
        return self.max_parts * CHUNK_SIZE


class Session:
    """Made by open_bot or open_user. Connections come and go by themselves; `close` ends it."""

    def __init__(
        self, account: Account, posts: Link, uploads: Link, me: Me, renew: Callable[[], Awaitable[Link]] | None
    ) -> None:
        self.account = account
        self.me = me
        self.posts = posts
        self.uploads = uploads
        self._renew = renew
        self._renewing = asyncio.Lock()

    async def call(self, request: TLRequest, *, urgent: bool = True) -> Any:
        """Ask Telegram one thing. urgent: over the connection that no upload uses.

        Raises troubles only. A wait that Telegram asks for is not slept here: Retry(after=seconds) at once, with scope CHAT
        if the request is about one chat.
        """
        key = self.posts.key
        try:
            return await self._ask(request, urgent)
        except NeedsOwner as trouble:
            await self.renew(trouble, key)
        return await self._ask(request, urgent)

    async def _ask(self, request: TLRequest, urgent: bool) -> Any:
        name = type(request).__name__.removesuffix("Request")
        with step(f"telegram.{name}"), translated(in_chat=hasattr(request, "peer") or hasattr(request, "channel")):
            link = self.posts if urgent else self.uploads
            return await link.call(request, ANSWER_SECONDS)

    async def renew(self, trouble: NeedsOwner, dead: AuthKey) -> None:
        """Sign a bot in again whose session was ended (the token is all it takes). Raises the trouble if that mends nothing."""
        if trouble.condition is not Condition.TELEGRAM_SESSION or self._renew is None:
            raise trouble
        async with self._renewing:
            if self.posts.key is dead:
                posts = await self._renew()
                await self.close()
                self.posts, self.uploads = posts, _uploads(posts)

    def export(self) -> str:
        """The session as text (Telethon's StringSession): a full credential."""
        return self.posts.export()

    async def close(self) -> None:
        await self.posts.drop()
        await self.uploads.drop()


async def open_bot(
    token: str, access: ApiAccess, saved: str | None, server: Server | None, proxy: str | None
) -> Session:
    """The bot's session: the saved one if it is still good and this bot's, else a new one by the token.

    Raises: NeedsOwner(TELEGRAM_ACCESS) for a wrong token or application key, Retry while Telegram is away, ValueError for a
    proxy or server that can't be used.
    """
    way = read_proxy(proxy, server)

    async def by_token() -> Link:
        request = ImportBotAuthorizationRequest(0, access.api_id, access.api_hash, token)
        link = Link(first_place(server), AuthKey(None), access, way)
        try:
            await authorise(link, request)
        except BaseException:
            await link.drop()
            raise
        return link

    posts = _restored(saved, access, server, way)
    if posts is not None:
        try:
            session = await _opened(Account.BOT, posts, by_token)
            if str(session.me.id) == token.partition(":")[0]:
                return session
            await session.close()  # the token was exchanged for another bot's
        except NeedsOwner as trouble:
            if trouble.condition is not Condition.TELEGRAM_SESSION:
                raise
    return await _opened(Account.BOT, await by_token(), by_token)


async def open_user(saved: str, access: ApiAccess, server: Server | None, proxy: str | None) -> Session:
    """The owner's session. Raises NeedsOwner(TELEGRAM_SESSION) if it was ended, Retry while Telegram is away."""
    posts = _restored(saved, access, server, read_proxy(proxy, server))
    if posts is None:
        raise NeedsOwner(Condition.TELEGRAM_SESSION, scope=Scope.TELEGRAM)
    return await _opened(Account.USER, posts, None)


def _restored(saved: str | None, access: ApiAccess, server: Server | None, proxy: TelethonProxy | None) -> Link | None:
    """The saved session's link; None if there is none, or if it belongs to another Telegram (a sandbox's in the real world)."""
    home = first_place(server)
    if not saved:
        return None
    try:
        text = StringSession(saved)
    except ValueError:
        return None
    if text.auth_key is None or is_loopback(text.server_address) != is_loopback(home.host):
        return None
    if server is None:
        home = Place(text.dc_id, text.server_address, text.port)
    return Link(home, text.auth_key, access, proxy)


async def _opened(account: Account, posts: Link, renew: Callable[[], Awaitable[Link]] | None) -> Session:
    await posts.drop()
    posts.greeting = GetUsersRequest([InputUserSelf()])
    try:
        with step("telegram.GetUsers"), translated():
            await posts.open()
            user: User = posts.greeted[0]
            premium = bool(user.premium)
            parts = await _max_parts(posts, premium)
    except BaseException:
        await posts.drop()
        raise
    return Session(account, posts, _uploads(posts), Me(user.id, premium, user.username, parts), renew)


def _uploads(posts: Link) -> Link:
    return Link(posts.place, posts.key, posts.access, posts.proxy, uploads=True)


async def _max_parts(link: Link, premium: bool) -> int:
    """What Telegram's configuration says of this account (help.getAppConfig), else what it has said for years."""
    try:
        config = getattr(await link.call(GetAppConfigRequest(0)), "config", None)
    except RPCError:
        return MAX_PARTS[premium]
    for entry in config.value if isinstance(config, JsonObject) else []:
        if entry.key == _MAX_PARTS_KEY[premium] and isinstance(entry.value, JsonNumber):
            return int(entry.value.value)
    return MAX_PARTS[premium]
