"""The control API: how a test, a demo or a person at a terminal drives the sandbox.

    POST http://127.0.0.1:PORT/VERB   a JSON object of arguments -> the answer as JSON
    GET  /                            the verbs, with their arguments and what they do

A verb is a method of one of the verb objects (verbs_*.py); its signature is what it takes. An unknown
verb, a wrong argument, a thing that is not there: 400 and {"error": one sentence}. A wait that ran out: 408.
"""

from __future__ import annotations

import inspect
import types
import typing
from collections.abc import Awaitable, Callable
from typing import Any

from aiohttp import web

from sandbox.telegram.person import Nothing
from sandbox.telegram.records import Refused

Verb = Callable[..., Awaitable[Any]]


class Unknown(ValueError):
    """A verb, name or argument that there is not. One sentence."""


class ControlServer:
    """`await start()`, then `url`. `rooms` are objects whose public methods are the verbs."""

    def __init__(self, *rooms: object) -> None:
        self.verbs: dict[str, Verb] = {}
        for room in rooms:
            for name, verb in inspect.getmembers(room, inspect.iscoroutinefunction):
                if not name.startswith("_"):
                    self.verbs[name] = verb
        app = web.Application(client_max_size=80_000_000)
        app.router.add_get("/", self._list)
        app.router.add_post("/{verb}", self._answer)
        self._runner = web.AppRunner(app, handler_cancellation=True, access_log=None, shutdown_timeout=0.1)
        self.port = 0

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    async def start(self) -> None:
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        self.port = self._runner.addresses[0][1]

    async def stop(self) -> None:
        await self._runner.cleanup()

    async def do(self, name: str, arguments: dict[str, Any]) -> Any:
        """Carry out a verb. Raises Unknown, Nothing, Refused, TimeoutError and what the verb itself refuses with ValueError."""
        verb = self.verbs.get(name)
        if verb is None:
            raise Unknown(f"there is no verb {name!r}; there are: {', '.join(sorted(self.verbs))}")
        check_arguments(name, verb, arguments)
        return await verb(**arguments)

    async def _answer(self, request: web.Request) -> web.Response:
        try:
            arguments = await request.json() if request.can_read_body else {}
            if not isinstance(arguments, dict):
                raise Unknown("the arguments must be a JSON object")
            return web.json_response(await self.do(request.match_info["verb"], arguments))
        except TimeoutError as error:
            return web.json_response({"error": str(error) or "it did not come in time"}, status=408)
        except Refused as error:
            return web.json_response({"error": f"Telegram refuses: {error.message}"}, status=400)
        except (ValueError, Nothing) as error:
            return web.json_response({"error": str(error)}, status=400)

    async def _list(self, _request: web.Request) -> web.Response:
        lines = [f"{name}{inspect.signature(verb)}\n    {inspect.getdoc(verb)}" for name, verb in self.verbs.items()]
        return web.Response(text="\n".join(lines) + "\n")


def check_arguments(name: str, verb: Verb, arguments: dict[str, Any]) -> None:
    """Names and types against the verb's signature. Raises Unknown."""
    signature, hints = inspect.signature(verb), typing.get_type_hints(verb)
    if any(one.kind is one.VAR_KEYWORD for one in signature.parameters.values()):
        return
    for given, value in arguments.items():
        if given not in signature.parameters:
            raise Unknown(f"{name} takes no argument {given!r}; it takes {', '.join(signature.parameters) or 'none'}")
        if not _fits(value, hints[given]):
            raise Unknown(f"{name}: {given} can't be {value!r}")
    for wanted, parameter in signature.parameters.items():
        if parameter.default is parameter.empty and wanted not in arguments:
            raise Unknown(f"{name} needs {wanted!r}")


def _fits(value: Any, hint: Any) -> bool:
    if hint is Any:
        return True
    if isinstance(hint, types.UnionType):
        return any(_fits(value, one) for one in typing.get_args(hint))
    origin = typing.get_origin(hint)
    if origin is list:
        return isinstance(value, list) and all(_fits(one, typing.get_args(hint)[0]) for one in value)
    if origin is dict:
        return isinstance(value, dict)
    if hint is float:
        return isinstance(value, int | float) and not isinstance(value, bool)
    return isinstance(value, hint) and not (hint is int and isinstance(value, bool))
