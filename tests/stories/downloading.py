"""The worker of the downloads alone in a house: real rows, YouTube and Telegram; nobody looks at likes and nobody posts."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import replace
from functools import partial
from typing import Any

from bot.credentials import Credentials
from bot.download_cookies import DownloadCookies
from bot.one_message import OneMessage
from bot.opening import opened_store
from core.clock import Clock, SystemClock, Wakeup
from core.download.board import Board
from core.download.fetch import Access, YouTubeFetcher
from core.download.send import TelegramSender
from core.download.worker import Worker
from core.media.ffmpeg import find_tools
from core.media.workdir import WorkDir
from core.model import Video
from core.settings import Quality, Settings
from core.telegram.access import Server
from core.telegram.accounts import Accounts
from storage.store import Store

from .house import House, Json


class Downloading:
    """`async with downloading(home) as there`."""

    def __init__(
        self, home: House, store: Store, worker: Worker, wakeup: Wakeup, clock: Clock, board: Board, limits: Json
    ) -> None:
        self.home = home
        self.store = store
        self.worker = worker
        self.wakeup = wakeup
        self.clock = clock
        self.board = board
        self.limits = limits  #: of DownloadSettings, smaller than a button would make them

    async def ask(
        self,
        video: str,
        quality: Quality | None = Quality.BEST,
        height: int | None = None,
        subtitles: str | None = None,
    ) -> int:
        """A personal request in the owner's chat."""
        to = await self.store.destinations.add(self.home.addresses["owner_id"])
        found = next(one for one in await self.home.world.videos() if one["id"] == video)
        known = Video(video, found["title"], found["channel"])
        job = await self.store.requests.request(known, to, quality, height, subtitles, None, self.clock.now())
        self.wakeup.call()
        return job

    async def like(self, video: str) -> int:
        """A row as a look at the likes makes one, without its post."""
        async with self.store.database.transaction("test") as t:
            await t.run("INSERT INTO videos (id, seen_at) VALUES (?, 0) ON CONFLICT DO NOTHING", (video,))
            [row] = await t.run(
                """INSERT INTO downloads (destination_id, video_id, created_at, changed_at)
                   SELECT destination_id, ?, ?, ? FROM feeds WHERE feed = 'likes' RETURNING id""",
                (video, self.clock.now(), self.clock.now()),
            )
        self.wakeup.call()
        return int(row["id"])

    async def choose(self, **settings: Any) -> None:
        """download_quality="720" is download.quality; a pause by its own name."""
        for name, value in settings.items():
            await self.store.settings.put(name if name == "paused_at" else name.replace("_", ".", 1), value)
        self.wakeup.call()

    async def reached(self, job: int, *states: str) -> Json:
        """Until the job is in one of these states -> its row."""
        marks = ", ".join("?" * len(states))
        [row] = await self.home.until(f"SELECT * FROM downloads WHERE id = ? AND state IN ({marks})", job, *states)
        return row

    async def files(self, chat: str = "dm") -> list[Json]:
        """The messages with a file in a chat."""
        return [one for one in await self.home.world.read(chat) if one["media"]]


@asynccontextmanager
async def downloading(home: House, clock: Clock | None = None) -> AsyncIterator[Downloading]:
    """Runs while the block does, and is stopped as the app would be."""
    clock = clock or SystemClock()
    settings = home.settings()
    async with AsyncExitStack() as stack:
        store = await opened_store(settings, stack)
        credentials = Credentials(store)
        assert settings.mtproto_address
        assert settings.mtproto_key
        server = Server(*settings.mtproto_address, settings.mtproto_dc, settings.mtproto_key.read_text())
        accounts = Accounts(home.addresses["bot_token"], credentials, server, None, store.destinations, clock)
        stack.push_async_callback(accounts.close)
        wakeup, board, work = Wakeup(clock), Board(clock, lambda: wakeup.call()), WorkDir(settings.work)

        async def count(purpose: str, received: int, sent: int) -> None:
            await store.traffic.add(purpose, received, sent, clock.now())

        limits: Json = {}

        async def chosen() -> Settings:
            settings = await store.settings.chosen()
            return replace(settings, downloads=replace(settings.downloads, **limits))

        async def english() -> str:
            return "en"

        cache = settings.data / "cache"
        cache.mkdir(exist_ok=True)
        access = Access(settings.youtube_proxy, settings.ca, cache)
        watch = board.note
        fetcher = YouTubeFetcher(
            work, partial(find_tools, None), access, watch, store.traffic.note, DownloadCookies(store, credentials)
        )
        posts = OneMessage(store, chosen)
        sender = TelegramSender(accounts, await store.settings.identity_key(), watch, count, english, posts)
        worker = Worker(
            store.jobs, store.pauses, store.destinations, fetcher, sender, work, chosen, store.traffic, clock,
            wakeup, lambda: None, board.drop, board.nearly,
        )  # fmt: skip
        running = asyncio.ensure_future(worker.run())  # noqa: TID251  ended below
        try:
            yield Downloading(home, store, worker, wakeup, clock, board, limits)
            assert not running.done(), running.result()
        finally:
            running.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await running
