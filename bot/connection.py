"""The bot's connection to the Bot API: aiogram's session with our address, proxy and CA, and with patience.

aiogram neither waits out a 429 nor tries anything again. What may be repeated is decided here, for every screen:
a 429 was refused, not done, so any call may go again; after a lost connection only calls that read, edit, delete, set or
answer, since a message that was sent although its answer got lost would be sent twice.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from aiogram import Bot
from aiogram.client.default import DefaultBotProperties
from aiogram.client.session import aiohttp as aiohttp_session
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.session.middlewares.base import BaseRequestMiddleware, NextRequestMiddlewareType
from aiogram.client.telegram import PRODUCTION, TelegramAPIServer
from aiogram.enums import ParseMode
from aiogram.exceptions import (
    ClientDecodeError,
    TelegramEntityTooLarge,
    TelegramNetworkError,
    TelegramRetryAfter,
    TelegramServerError,
)
from aiogram.methods import Response, TelegramMethod
from aiogram.methods.base import TelegramType
from aiogram.types import LinkPreviewOptions
from aiohttp import ClientSession, TraceConfig, TraceRequestChunkSentParams, TraceResponseChunkReceivedParams

from core.clock import Clock
from core.step import step
from core.trust import trusted

logger = logging.getLogger(__name__)

Moved = Callable[[str, int, int], None]  #: for which purpose (storage/traffic.py), bytes received, bytes sent
_purpose: ContextVar[str] = ContextVar("purpose", default="chat")

LONGEST_FLOOD_WAIT = 30.0  #: seconds in all that one call waits out; a longer 429 is the caller's to show
NETWORK_TRIES = 3
NETWORK_PAUSE = 1.0  #: seconds before the second try, twice as long before the third
#: How the names of calls begin that do no more when done twice.
REPEATABLE = ("get", "edit", "delete", "answer", "set", "leave")


@contextmanager
def purpose(name: str) -> Iterator[None]:
    """What is asked inside counts as this, and not as the chat."""
    mark = _purpose.set(name)
    try:
        yield
    finally:
        _purpose.reset(mark)


def connect(
    token: str,
    clock: Clock,
    *,
    bot_api: str | None = None,
    proxy: str | None = None,
    ca: Path | None = None,
    moved: Moved | None = None,
) -> Bot:
    """The bot, not yet connected: the first call does that. Close `bot.session` in the end (run_polling does).

    bot_api: base address of the Bot API server; proxy: socks5, socks4 or http URL; ca: a PEM file trusted besides certifi's.
    moved: told of the bytes of what is asked and answered.
    Raises OSError (ssl.SSLError is one) if the CA file can't be used.
    """
    api = TelegramAPIServer.from_base(bot_api) if bot_api else PRODUCTION
    session = Session(proxy=proxy, api=api)
    session.trust(ca)
    session.count(moved)
    session.middleware(Patience(clock))
    # Not link_preview_is_disabled=True: aiogram would send the long gone disable_web_page_preview along with it.
    plain = DefaultBotProperties(parse_mode=ParseMode.HTML, link_preview=LinkPreviewOptions(is_disabled=True))
    return Bot(token, session, plain)


class Session(AiohttpSession):
    """aiogram's session; a proxy's failures, which aiogram lets through as they are, become TelegramNetworkError."""

    def __init__(self, proxy: str | None = None, **options: Any) -> None:
        with _no_certificates():
            super().__init__(proxy=proxy, **options)
        self._trace: TraceConfig | None = None
        self._answers: set[type[Response[Any]]] = set()
        self._network_errors: tuple[type[Exception], ...] = (OSError, UnicodeDecodeError)
        if proxy:
            from aiohttp_socks import ProxyConnectionError, ProxyError, ProxyTimeoutError  # 8 MB less without a proxy

            self._network_errors += (ProxyConnectionError, ProxyError, ProxyTimeoutError)

    def trust(self, ca: Path | None) -> None:
        """certifi's authorities, and this one. aiogram has no setting for it, and forgets certifi's if there is a proxy."""
        self._connector_init["ssl"] = trusted(ca)

    def count(self, moved: Moved | None) -> None:
        """moved: told of each body, as it is sent and as it is read."""
        if moved is None:
            return

        async def sent(_session: object, _trace: object, params: TraceRequestChunkSentParams) -> None:
            moved(_purpose.get(), 0, len(params.chunk))

        async def received(_session: object, _trace: object, params: TraceResponseChunkReceivedParams) -> None:
            moved(_purpose.get(), len(params.chunk), 0)

        self._trace = TraceConfig()
        self._trace.on_request_chunk_sent.append(sent)
        self._trace.on_response_chunk_received.append(received)
        self._trace.freeze()

    async def create_session(self) -> ClientSession:
        session = await super().create_session()
        if self._trace is not None and self._trace not in session.trace_configs:
            session.trace_configs.append(self._trace)
        return session

    async def close(self) -> None:
        """aiogram's own waits a quarter of a second for TLS to end; a Bot API server without it needs none."""
        if self._session is not None and not self._session.closed and self.api.base.startswith("http://"):
            await self._session.close()
        await super().close()

    async def make_request(
        self, bot: Bot, method: TelegramMethod[TelegramType], timeout: int | None = None
    ) -> TelegramType:
        try:
            with step(f"bot_api.{_spelled(method.__api_method__)}"):
                return await super().make_request(bot, method, timeout)
        except self._network_errors as error:
            # The error's text may hold the address with the token in it; its kind says enough.
            raise TelegramNetworkError(method=method, message=type(error).__name__) from error

    def check_response(
        self, bot: Bot, method: TelegramMethod[TelegramType], status_code: int, content: str
    ) -> Response[TelegramType]:
        """aiogram takes an answer without a result for a good one, and stumbles over a refusal without a description.

        And it makes the model of each kind of answer anew when nobody holds the last one: 0.2 s, in which nobody is answered.
        """
        self._answers.add(Response.__class_getitem__(method.__returning__))  # type: ignore[arg-type]
        try:
            response = super().check_response(bot, method, status_code, content)
        except TypeError as error:
            raise ClientDecodeError("A refusal without a description", error, content) from error
        if response.result is None:
            raise ClientDecodeError("An answer without a result", ValueError("no result"), content)
        return response


@contextmanager
def _no_certificates() -> Iterator[None]:
    """aiogram reads certifi's list for a context of its own, in whose place `trust` puts ours: 0.04 s of each start."""
    library: Any = aiohttp_session
    stock = library.ssl
    library.ssl = SimpleNamespace(create_default_context=lambda cafile: None)
    try:
        yield
    finally:
        library.ssl = stock


def _spelled(method: str) -> str:
    """sendMessage as send_message, as aiogram spells it and every step is named."""
    return "".join(f"_{one.lower()}" if one.isupper() else one for one in method)


class Patience(BaseRequestMiddleware):
    """Waits out a 429 as told, up to LONGEST_FLOOD_WAIT in all, and repeats what may be repeated when the network fails.

    getUpdates is left alone: the polling loop has its own patience, without an end.
    """

    def __init__(self, clock: Clock) -> None:
        self._clock = clock

    async def __call__(
        self,
        make_request: NextRequestMiddlewareType[TelegramType],
        bot: Bot,
        method: TelegramMethod[TelegramType],
    ) -> Response[TelegramType]:
        if method.__api_method__ == "getUpdates":
            return await make_request(bot, method)
        tries, waited = 1, 0.0
        while True:
            try:
                return await make_request(bot, method)
            except TelegramRetryAfter as refusal:
                waited += refusal.retry_after
                if waited > LONGEST_FLOOD_WAIT:
                    raise
                logger.info("%s: Telegram asks for %d s of patience", method.__api_method__, refusal.retry_after)
                await self._clock.sleep(refusal.retry_after)
            except TelegramEntityTooLarge:  # a TelegramNetworkError by descent, but no repetition makes it smaller
                raise
            except (TelegramNetworkError, TelegramServerError) as failure:
                if tries >= NETWORK_TRIES or not method.__api_method__.startswith(REPEATABLE):
                    raise
                logger.info("%s: %s, trying again", method.__api_method__, type(failure).__name__)
                await self._clock.sleep(NETWORK_PAUSE * tries)
                tries += 1
