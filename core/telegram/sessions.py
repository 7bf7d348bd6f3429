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
from telethon.tl.functions.auth import ImportBotAuthorizationRequest
from telethon.tl.functions.users import GetUsersRequest
from telethon.tl.tlobject import TLRequest
from telethon.tl.types import InputUserSelf, User

from core.errors import Condition, NeedsOwner, Scope
from core.model import Account
from core.step import step
from core.telegram.access import ApiAccess, Server, Way
from core.telegram.authorise import CHUNK_SIZE, authorise, max_parts, new_link, restored_link
from core.telegram.link import ANSWER_SECONDS, Link
from core.telegram.troubles import translated

__all__ = ["CHUNK_SIZE", "ApiAccess", "Me", "Server", "Session", "Way", "open_bot", "open_user"]


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
                await self.close()  # for good: nobody else has these two
                self.posts, self.uploads = posts, _uploads(posts)

    def export(self) -> str:
        """The session as text (Telethon's StringSession): a full credential."""
        return self.posts.export()

    async def close(self) -> None:
        """For good: a call that is under way, or comes after, hears that the connection is lost."""
        await self.posts.end()
        await self.uploads.end()


async def open_bot(
    token: str, access: ApiAccess, saved: str | None, server: Server | None, proxy: str | None
) -> Session:
    """The bot's session: the saved one if it is still good and this bot's, else a new one by the token.

    Raises: NeedsOwner(TELEGRAM_ACCESS) for a wrong token or application key, Retry while Telegram is away, ValueError for a
    proxy or server that can't be used.
    """
    way = Way(access, server, proxy)

    async def by_token() -> Link:
        request = ImportBotAuthorizationRequest(0, access.api_id, access.api_hash, token)
        link = new_link(way)
        try:
            await authorise(link, request)
        except BaseException:
            await link.drop()
            raise
        return link

    posts = restored_link(saved, way)
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
    posts = restored_link(saved, Way(access, server, proxy))
    if posts is None:
        raise NeedsOwner(Condition.TELEGRAM_SESSION, scope=Scope.TELEGRAM)
    return await _opened(Account.USER, posts, None)


async def _opened(account: Account, posts: Link, renew: Callable[[], Awaitable[Link]] | None) -> Session:
    await posts.drop()
    posts.greeting = GetUsersRequest([InputUserSelf()])
    try:
        with step("telegram.GetUsers"), translated():
            await posts.open()
            user: User = posts.greeted[0]
            premium = bool(user.premium)
            parts = await max_parts(posts, premium)
    except BaseException:
        await posts.drop()
        raise
    return Session(account, posts, _uploads(posts), Me(user.id, premium, user.username, parts), renew)


def _uploads(posts: Link) -> Link:
    return Link(posts.place, posts.key, posts.access, posts.proxy, uploads=True)
