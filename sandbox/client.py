"""A typed client of the control API: the same verbs as methods. For tests, the demo and the benchmarks."""

from __future__ import annotations

from typing import Any, Self

import aiohttp

from sandbox.client_chat import ChatVerbs

Json = dict[str, Any]


class WorldError(Exception):
    """The control API refused; its sentence."""


class World(ChatVerbs):
    """`async with World(control_url) as world:`. A refusal raises WorldError, a wait that ran out TimeoutError."""

    def __init__(self, control_url: str) -> None:
        self.url = control_url
        self._session: aiohttp.ClientSession | None = None

    async def __aenter__(self) -> Self:
        # trust_env stays off: the proxy settings of a test are not for the control API. No total time limit: waits have theirs.
        self._session = aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=None))
        return self

    async def __aexit__(self, *_: object) -> None:
        if self._session is not None:
            await self._session.close()
            self._session = None

    async def do(self, verb: str, **arguments: Any) -> Any:
        """Any verb by its name."""
        if self._session is None:
            raise RuntimeError("use `async with World(...)`")
        async with self._session.post(f"{self.url}/{verb}", json=arguments) as answer:
            body = await answer.json()
            if answer.status == 408:
                raise TimeoutError(body["error"])
            if answer.status != 200:
                raise WorldError(body["error"])
            return body

    # -- YouTube -----------------------------------------------------------------------------------------------

    async def like(self, video: str, at: float | None = None) -> None:
        """Now, or at a time (Unix seconds), which decides its place in the list."""
        await self.do("like", video=video, at=at)

    async def unlike(self, video: str) -> None:
        await self.do("unlike", video=video)

    async def subscribe(self, channel: str) -> None:
        await self.do("subscribe", channel=channel)

    async def unsubscribe(self, channel: str) -> None:
        await self.do("unsubscribe", channel=channel)

    async def watch(self, video: str, account: str = "owner", at: float | None = None) -> None:
        await self.do("watch", video=video, account=account, at=at)

    async def cookies(self, account: str = "owner") -> str:
        """The cookies.txt of a browser that is signed in from now on, as the owner or as "brand"."""
        return str(await self.do("cookies", account=account))

    async def sign_out_cookies(self, told: bool = False) -> None:
        await self.do("sign_out_cookies", told=told)

    async def history(self, account: str = "owner", **changes: Any) -> Json:
        """paused, cleared, layout (new, old, grid), page_size, rotates. -> paused, layout, watches"""
        return dict(await self.do("history", account=account, **changes))

    async def viewers(self) -> Json:
        return dict(await self.do("viewers"))

    async def playlist(self, id: str, title: str, videos: list[str]) -> Json:  # noqa: A002  the site's own word
        return dict(await self.do("playlist", id=id, title=title, videos=videos))

    async def videos(self) -> list[Json]:
        return list(await self.do("videos"))

    async def add_video(self, **fields: Any) -> Json:
        """id, source, title, channel, views, privacy, live, ... as sandbox.youtube.state.State.add_video."""
        return dict(await self.do("add_video", **fields))

    async def set_video(self, id: str, **fields: Any) -> Json:  # noqa: A002  the site's own word
        return dict(await self.do("set_video", id=id, **fields))

    async def terminate(self, channel: str) -> None:
        """YouTube shuts a channel, by its id, with all of its videos."""
        await self.do("terminate", channel=channel)

    async def stream_rate(self, bytes_per_second: float | None) -> None:
        await self.do("stream_rate", bytes_per_second=bytes_per_second)

    async def quota(self, used: int | None = None, limit: int | None = None) -> Json:
        return dict(await self.do("quota", used=used, limit=limit))

    async def denied(self) -> list[str]:
        """The hosts that the proxy refused."""
        return list(await self.do("denied"))

    # -- Google, as the owner ----------------------------------------------------------------------------------

    async def google_allow(self, user_code: str, scope: str | None = None) -> None:
        """At google.com/device: all that was asked for, or only `scope`."""
        await self.do("google_allow", user_code=user_code, scope=scope)

    async def google_deny(self, user_code: str) -> None:
        await self.do("google_deny", user_code=user_code)

    async def google_expire(self, user_code: str) -> None:
        await self.do("google_expire", user_code=user_code)

    async def google_browser(self, url: str, allow: bool = True, scope: str | None = None) -> str:
        """Open a link to the consent page and decide. -> the address where the browser ends"""
        return str(await self.do("google_browser", url=url, allow=allow, scope=scope))

    async def google_project(
        self, client_kind: str | None = None, api_enabled: bool | None = None, testing: bool | None = None,
        interval: float | None = None,
    ) -> Json:  # fmt: skip
        """Set what is given; -> number, client_kind, api_enabled, testing, interval (seconds between a device's polls)."""
        given = {"client_kind": client_kind, "api_enabled": api_enabled, "testing": testing, "interval": interval}
        return dict(await self.do("google_project", **given))

    async def google_consents(self) -> list[Json]:
        """client_id, scope, given_at, dies_at; the dead are gone."""
        return list(await self.do("google_consents"))

    async def google_revoke(self) -> None:
        await self.do("google_revoke")

    async def google_channel(self, title: str | None, *, another: bool = False) -> None:
        """The account's channel; None: it has none. another: the owner consents as somebody else."""
        await self.do("google_channel", title=title, another=another)

    # -- Telegram: codes (chats are in client_chat.py) -----------------------------------------------------------

    async def code(self, phone: str) -> str:
        return str(await self.do("code", phone=phone))

    # -- Telegram, in other clients ----------------------------------------------------------------------------

    async def password(self, password: str | None, hint: str = "", *, account: str = "owner") -> None:
        """Set an account's two-step password; None takes it away."""
        await self.do("password", password=password, hint=hint, account=account)

    async def scan_qr(self, url: str, *, account: str = "owner") -> None:
        await self.do("scan_qr", url=url, account=account)

    async def expire_codes(self) -> None:
        """Every login code and QR code that is out is too old now."""
        await self.do("expire_codes")

    async def second_account(
        self, name: str, phone: str, *, username: str | None = None, premium: bool = False, banned: bool = False
    ) -> int:
        """-> the account's id"""
        given = {"username": username, "premium": premium, "banned": banned}
        return int(await self.do("second_account", name=name, phone=phone, **given))

    async def ban(self, account: str = "owner", *, banned: bool = True) -> None:
        await self.do("ban", account=account, banned=banned)

    async def join(self, account: str, link: str) -> int:
        """-> the chat's id"""
        return int(await self.do("join", account=account, link=link))

    async def sessions(self) -> list[Json]:
        """Who is signed in at the MTProto door: id, account, name, bot, since."""
        return list(await self.do("sessions"))

    async def end_session(self, session: str | None = None, *, account: str = "owner") -> int:
        """By its id; without one, all of an account's (or of the "bot"). -> how many were ended"""
        return int(await self.do("end_session", session=session, account=account))

    async def delete_channel(self, chat: str | int, *, told: bool = True) -> None:
        """told False: the bot hears nothing of it."""
        await self.do("delete_channel", chat=chat, told=told)

    async def migrate(self, chat: str | int) -> int:
        """A plain group becomes a supergroup. -> its id"""
        return int(await self.do("migrate", chat=chat))

    async def chats(self) -> list[Json]:
        """Every chat but the private ones: id, kind, title, description, forum, topics, photo, members, deleted, ..."""
        return list(await self.do("chats"))

    # -- faults, lines, logs -----------------------------------------------------------------------------------

    async def fault(self, name: str, times: int | None = 1, skip: int = 0, **args: Any) -> None:
        """times None: until healed. `args` are the fault's own (see `faults`)."""
        await self.do("fault", name=name, times=times, skip=skip, args=args)

    async def heal(self, name: str | None = None) -> None:
        await self.do("heal", name=name)

    async def faults(self) -> Json:
        return dict(await self.do("faults"))

    async def slow(self, rtt_ms: float) -> None:
        await self.do("slow", rtt_ms=rtt_ms)

    async def passed(self) -> Json:
        """Bytes over the two lines so far: down, up."""
        return dict(await self.do("passed"))

    async def stream_line(self, bytes_per_second: float | None) -> None:
        await self.do("stream_line", bytes_per_second=bytes_per_second)

    async def line(self, bytes_per_second: float | None) -> None:
        await self.do("line", bytes_per_second=bytes_per_second)

    async def requests(self, door: str | None = None) -> list[Json]:
        return list(await self.do("requests", door=door))

    async def max_parts(self, parts: int) -> int:
        """-> what it was"""
        return int(await self.do("max_parts", parts=parts))

    async def addresses(self) -> Json:
        return dict(await self.do("addresses"))
