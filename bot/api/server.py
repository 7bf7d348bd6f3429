"""Puts the API together and serves it while the app runs. Every page is a few lines here; what they say is made next door."""

from __future__ import annotations

import json
import logging
from collections.abc import AsyncIterator, Mapping
from contextlib import asynccontextmanager

from aiohttp import web

from bot.services import Services
from bot.settings import Settings, SettingsError
from core.model import Feed, Video
from core.poll.poll import Counts
from storage.store import Store

from . import answers, metrics, questions
from .guard import BODY_BYTES, Refused, dressed, guard
from .health import Asked
from .openapi import DOCUMENT
from .page import PAGE
from .token import token_of

logger = logging.getLogger(__name__)

CONTENT = {"Content-Security-Policy": "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'"}


class Pages:
    """The handlers."""

    def __init__(self, store: Store, services: Services, looks: Mapping[Feed, Counts]) -> None:
        self._store = store
        self._services = services
        self._health = Asked(store, services)
        self._figures = metrics.Figures(store, services, looks)

    def routes(self) -> list[web.RouteDef]:
        return [
            web.get("/health", self.health),
            web.get("/metrics", self.metrics),
            web.get("/api/events", self.events),
            web.get("/api/stats", self.stats),
            web.post("/api/downloads", self.download),
            web.get(r"/api/downloads/{id:[0-9]{1,18}}", self.state),
            web.get("/openapi.json", self.openapi),
            web.get("/", self.page),
        ]

    async def health(self, _request: web.Request) -> web.Response:
        found = await self._health.now()
        return web.json_response(found.report, status=200 if found.well else 503)

    async def metrics(self, _request: web.Request) -> web.Response:
        text = metrics.written(await self._figures.now())
        return web.Response(body=text.encode(), headers={"Content-Type": metrics.TYPE})

    async def events(self, request: web.Request) -> web.Response:
        wanted, limit = questions.page(request.query)
        found = await self._store.listing.events(wanted, limit + 1)
        more = questions.cursor(found[limit - 1].id) if len(found) > limit else None
        return web.json_response({"events": [answers.event(one) for one in found[:limit]], "next": more})

    async def stats(self, request: web.Request) -> web.Response:
        by = questions.span(request.query)
        today = answers.today(self._services.clock.now())
        days = await self._store.listing.days(answers.first_day(by, today), today)
        return web.json_response(answers.stats(by, today, days))

    async def download(self, request: web.Request) -> web.Response:
        if request.content_type != "application/json":  # what a form of another page could send is none
            raise Refused(415, "The body has to come as application/json.")
        wish = questions.wish(await request.read())
        owner = self._services.owner.id
        if owner is None:
            raise Refused(409, "Nobody owns this bot yet: open it in Telegram first.")
        if await self._services.credentials.api() is None:
            raise Refused(409, "Telegram is not set up yet, so no video can be sent: open /menu in the bot's chat.")
        here = await self._store.destinations.private(owner)
        now = self._services.clock.now()
        job = await self._store.requests.request(Video(wish.video), here, wish.quality, None, None, None, now)
        self._services.wake()
        return web.json_response(await self._state(job), status=202)

    async def state(self, request: web.Request) -> web.Response:
        return web.json_response(await self._state(int(request.match_info["id"])))

    async def _state(self, job: int) -> answers.Json:
        found = await self._store.listing.download(job)
        if found is None:
            raise Refused(404, "There is no download of that number.")
        return answers.download(job, *found)

    async def openapi(self, _request: web.Request) -> web.Response:
        return web.json_response(DOCUMENT, dumps=lambda it: json.dumps(it, indent=1))

    async def page(self, _request: web.Request) -> web.Response:
        return web.Response(text=PAGE, content_type="text/html", headers=CONTENT)


@asynccontextmanager
async def serving(
    settings: Settings, store: Store, services: Services, looks: Mapping[Feed, Counts]
) -> AsyncIterator[None]:
    """Answers until the block is left. Raises SettingsError if nothing can listen there."""
    address, token = settings.api_at, token_of(settings)
    if address is None:
        yield
        return
    app = web.Application(middlewares=[guard(token)], client_max_size=BODY_BYTES)
    pages = Pages(store, services, looks)
    app.add_routes(pages.routes())
    app.on_response_prepare.append(dressed)
    runner = web.AppRunner(app, access_log=None, keepalive_timeout=30, shutdown_timeout=1, handle_signals=False)
    await runner.setup()
    try:
        try:
            await web.TCPSite(runner, *address).start()
        except OSError as error:
            raise SettingsError(
                f"The API can't listen on {settings.api}: {error.strerror or 'it is no address'}."
            ) from error
        logger.info(
            "the API listens on %s%s", settings.api, "" if token else "; without a token it answers /health only"
        )
        yield
    finally:
        await runner.cleanup()
