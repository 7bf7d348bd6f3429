"""The Bot API's HTTP: tokens, methods, file downloads, faults.

Loopback only. What is not in fields.METHODS is answered 404, as by the real one; what a request's fields are not is refused.
"""

from __future__ import annotations

import asyncio
import re
from typing import Any

from aiohttp import web

from sandbox.faults import KNOWN, Faults
from sandbox.mishaps import befallen
from sandbox.telegram.botapi import methods_bot, methods_chats, methods_media, methods_messages, methods_profile
from sandbox.telegram.botapi.call import Call, Door
from sandbox.telegram.botapi.errors import ApiError, in_bot_api_words
from sandbox.telegram.botapi.fields import METHODS as FIELDS
from sandbox.telegram.botapi.fields import checked
from sandbox.telegram.botapi.files import Files
from sandbox.telegram.botapi.forms import Form, read_form
from sandbox.telegram.botapi.render import Renderer
from sandbox.telegram.botapi.updates import Updates
from sandbox.telegram.state import Account, Refused, State

KNOWN.update(
    {
        "botapi.too_many": "429 with retry_after; args: seconds (1), method (any)",
        "botapi.server_error": "502 Bad Gateway; args: method (any)",
        "botapi.reset": "the connection is cut; args: method (any), after (false: the method was not carried out)",
        "botapi.garbage": "HTML instead of JSON; args: method (any)",
        "botapi.conflict": "409, as if another copy of the bot polled; hits getUpdates only",
        "botapi.slow": "the answer waits; args: seconds (1), method (any)",
    }
)
ROOMS = (methods_bot, methods_profile, methods_chats, methods_messages, methods_media)
METHODS = {name: method for room in ROOMS for name, method in room.METHODS.items()}
TOKEN = re.compile(r"\d{3,}:[A-Za-z0-9_-]{30,}")
LOG_LIMIT = 5000


class BotApiServer:
    """`await start()`, then `url` is what a client takes as the Bot API's address. `rtt`: seconds that each answer waits."""

    def __init__(self, state: State, faults: Faults) -> None:
        self.state = state
        self.faults = faults
        self.rtt = 0.0
        files = Files(state)
        render = Renderer(state, files.file_id)
        self.door = Door(state, files, render, Updates(state, faults, render))
        app = web.Application()
        app.router.add_route("*", "/bot{token}/{method}", self._method)
        app.router.add_get("/file/bot{token}/{path:.+}", self._download)
        # A client that goes away ends its long poll.
        self._runner = web.AppRunner(app, handler_cancellation=True, access_log=None, shutdown_timeout=0.1)
        self.port = 0

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    async def start(self, port: int = 0) -> None:
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", port)
        await site.start()
        self.port = self._runner.addresses[0][1]

    async def stop(self) -> None:
        await self._runner.cleanup()

    # -- requests ----------------------------------------------------------------------------------------------

    async def _method(self, request: web.Request) -> web.StreamResponse:
        mishap = self.faults.mishaps.strikes(f"bot_api.{request.match_info['method']}")
        if mishap is None:
            return await self._done(request)

        async def work() -> web.StreamResponse:
            return await self._done(request)

        async def error() -> web.StreamResponse:
            return web.json_response(ApiError(502).body(), status=502)

        return await befallen(request, mishap, work, error)

    async def _done(self, request: web.Request) -> web.StreamResponse:
        form, method = Form(), request.match_info["method"]
        try:
            await asyncio.sleep(self.rtt)
            bot = self._bot(request)
            if method not in METHODS:
                raise ApiError(404)
            form = await read_form(request, self.state.folder)
            if (strange := await self._fault_before(request, method)) is not None:
                return strange
            result = await self._answer(bot, method, form)
            if self._hit("botapi.reset", method, after=True) is not None:
                return self._cut(request)
            return web.json_response({"ok": True, "result": result})
        except ApiError as refused:
            self._note(method, form, refused.description)
            return web.json_response(refused.body(), status=refused.code)
        finally:
            form.discard()

    async def _answer(self, bot: Account, method: str, form: Form) -> Any:
        args = checked(FIELDS[method], _with_parts(method, form), method)
        try:
            result = await METHODS[method](Call(self.door, bot, args, form))
        except Refused as refused:
            raise in_bot_api_words(refused) from refused
        self._note(method, form, "ok")
        await self.state.touch()
        return result

    async def _download(self, request: web.Request) -> web.StreamResponse:
        try:
            await asyncio.sleep(self.rtt)
            file = self.door.files.by_path(self._bot(request), request.match_info["path"])
            if file is None:
                raise ApiError(404)
            return web.FileResponse(file.path, headers={"Content-Type": "application/octet-stream"})
        except ApiError as refused:
            return web.json_response(refused.body(), status=refused.code)

    def _bot(self, request: web.Request) -> Account:
        token = request.match_info["token"]
        bot = self.state.bot_by_token(token)
        if bot is None:
            raise ApiError(401 if TOKEN.fullmatch(token) else 404)
        return bot

    def _note(self, method: str, form: Form, outcome: str) -> None:
        fields = dict(form.fields) | {name: f"<{part.size} bytes>" for name, part in form.parts.items()}
        entry = {"door": "bot_api", "at": self.state.now(), "method": method, "fields": fields, "outcome": outcome}
        self.state.log.append(entry)
        del self.state.log[:-LOG_LIMIT]

    # -- faults ------------------------------------------------------------------------------------------------

    def _hit(self, name: str, method: str, **wanted: Any) -> dict[str, Any] | None:
        """The fault's arguments if it is on, meant for this method, and strikes."""
        active = self.faults.active.get(name)
        if active is None or active.args.get("method", method) != method:
            return None
        if any(active.args.get(key, False) != value for key, value in wanted.items()):
            return None
        return self.faults.hit(name)

    async def _fault_before(self, request: web.Request, method: str) -> web.StreamResponse | None:
        if (slow := self._hit("botapi.slow", method)) is not None:
            await asyncio.sleep(slow.get("seconds", 1))
        if (many := self._hit("botapi.too_many", method)) is not None:
            seconds = int(many.get("seconds", 1))
            raise ApiError(429, f"retry after {seconds}", retry_after=seconds)
        if self._hit("botapi.server_error", method) is not None:
            raise ApiError(502)
        if method == "getUpdates" and self.faults.hit("botapi.conflict") is not None:
            raise ApiError(
                409, "terminated by other getUpdates request; make sure that only one bot instance is running"
            )
        if self._hit("botapi.reset", method, after=False) is not None:
            return self._cut(request)
        if self._hit("botapi.garbage", method) is not None:
            return web.Response(text="<html><body><h1>502 Bad Gateway</h1></body></html>", content_type="text/html")
        return None

    def _cut(self, request: web.Request) -> web.StreamResponse:
        if request.transport is not None:
            request.transport.abort()
        return web.Response()


def _with_parts(method: str, form: Form) -> dict[str, Any]:
    """The fields, with a file that came under a field's own name put there as `attach://` of itself."""
    wanted = {word.partition(":")[0] for word in FIELDS[method].split() if ":file" in word}
    referred = str(form.fields)
    for name in form.parts:
        if name not in wanted and f"attach://{name}" not in referred:
            raise ApiError(400, f"sandbox: nothing refers to the file part {name!r}")
    return {name: f"attach://{name}" for name in form.parts if name in wanted} | form.fields
