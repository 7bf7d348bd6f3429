"""Telegram's half of the downloads alone: real rows and sessions, the sandbox's Telegram; what YouTube would bring is made here."""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import AsyncExitStack, asynccontextmanager, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

from bot.one_message import OneMessage
from core import step
from core.clock import SystemClock, Wakeup
from core.download.follow import Follow
from core.download.job import Arrived, Job, Piece, Wanted
from core.download.send import TelegramSender
from core.download.steps import Steps
from core.media.workdir import WorkDir
from core.model import Account, DownloadState, PartKind, VideoFile
from core.notify.deliver import Deliver
from core.settings import Settings
from core.telegram.access import ApiAccess
from core.telegram.accounts import Accounts
from sandbox.telegram.state import Chat, Message
from storage.store import Store
from tests.core.telegram.world import ACCESS, BOT, OWNER, TOKEN, World

S = DownloadState
KEY = b"k" * 32


class Killed(BaseException):
    """The process ends here."""


class Saved:
    """Both sessions, as the vault has them."""

    def __init__(self, world: World, *, user: bool) -> None:
        self.sessions: dict[Account, str | None] = {
            Account.BOT: world.signed_in(BOT),
            Account.USER: world.signed_in(OWNER) if user else None,
        }

    async def api(self) -> ApiAccess | None:
        return ACCESS

    async def session(self, account: Account) -> str | None:
        return self.sessions[account]

    async def keep_session(self, account: Account, text: str | None) -> None:
        self.sessions[account] = text


class Kitchen:
    """Brings pieces of bytes that belong to the video, so that the same video is the same file."""

    def __init__(self, work: WorkDir) -> None:
        self.work = work
        self.fetched: list[str] = []
        self.pieces = 1
        self.size = 700_000
        self.subtitles: tuple[str, ...] = ()

    async def fetch(self, job: Job, wanted: Wanted, encodes: Callable[[], Awaitable[None]]) -> Arrived:
        self.fetched.append(job.video.id)
        folder = self.work.folder(job.id)
        made = [
            Piece(PartKind.VIDEO, self._file(folder, f"{job.video.id}-{n}.mp4", self.size)) for n in range(self.pieces)
        ]
        made += [
            Piece(PartKind.SUBTITLES, self._file(folder, f"{job.video.id}.{one}.srt", 90)) for one in self.subtitles
        ]
        return Arrived(tuple(made))

    async def look(self, job: Job) -> None:
        raise NotImplementedError

    def _file(self, folder: Path, name: str, size: int) -> VideoFile:
        path = folder / name
        path.write_bytes((hashlib.sha512(name.encode()).digest() * (size // 64 + 1))[:size])
        return VideoFile(path, size, 61.5, 640, 360)


class Sending:
    """`async with sending(folder) as there`."""

    def __init__(self, world: World, folder: Path, *, user: bool) -> None:
        self.world = world
        self.folder = folder
        self.saved = Saved(world, user=user)
        self.clock = SystemClock()
        self.chosen: dict[str, Any] = {}
        self.work = WorkDir(folder / "work")
        self.kitchen = Kitchen(self.work)
        self.dm = world.state.dialog(OWNER, BOT)
        self.store: Store
        self.accounts: Accounts

    async def open(self) -> None:
        """As a start of the app does."""
        self.store = store = await Store.open(self.folder / "yagami.db", KEY)
        self.accounts = Accounts(TOKEN, self.saved, self.world.where, None, store.destinations, self.clock)

        async def spoken() -> str:
            return "en"

        async def count(purpose: str, received: int, sent: int) -> None:
            await store.traffic.add(purpose, received, sent, self.clock.now())

        self.sender = TelegramSender(
            self.accounts, b"i" * 32, lambda *_: None, count, spoken, OneMessage(store, self.settings)
        )
        self.steps = Steps(
            store.jobs, store.pauses, self.kitchen, self.sender, self.work, self.settings, store.traffic, self.clock,
            lambda: None,
        )  # fmt: skip
        self.deliver = Deliver(
            store.outbox, store.destinations, store.pauses, self.accounts, self.clock, Wakeup(self.clock), lambda: None,
            spoken,
        )  # fmt: skip
        self.follow = Follow(store.jobs, self.sender, self.clock, Wakeup(self.clock), lambda: None)

    async def close(self) -> None:
        await self.accounts.close()
        await self.store.close()

    async def settings(self) -> Settings:
        settings = await self.store.settings.chosen()
        return replace(settings, downloads=replace(settings.downloads, **self.chosen))

    # -- what is asked for -------------------------------------------------------------------------------------

    async def like(self, video: str = "video000001", chat: Chat | None = None) -> int:
        """A like with its post, as a look makes it -> its download."""
        to = await self.store.destinations.add((chat or self.world.channel).id)
        async with self.store.database.transaction("test") as t:
            await t.run(
                "INSERT INTO videos (id, title, channel, duration, seen_at) VALUES (?, 'A film', 'A channel', 61, 0) "
                "ON CONFLICT DO NOTHING",
                (video,),
            )
            [row] = await t.run("SELECT count(*) AS n FROM events")
            [event] = await t.run(
                "INSERT INTO events (kind, identity, subject, seen_at) VALUES ('liked', ?, ?, 0) RETURNING id",
                (f"{video}@{row['n']}", video),
            )
            [delivery] = await t.run(
                "INSERT INTO deliveries (event_id, destination_id, random_id) VALUES (?, ?, ?) RETURNING id",
                (event["id"], to, row["n"] + 1),
            )
            [job] = await t.run(
                """INSERT INTO downloads (event_id, delivery_id, destination_id, video_id, created_at, changed_at)
                   VALUES (?, ?, ?, ?, 0, 0) RETURNING id""",
                (event["id"], delivery["id"], to, video),
            )
        await self.tell()
        return int(job["id"])

    async def ask(self, video: str = "video000001") -> int:
        """In the owner's own chat -> its download."""
        to = await self.store.destinations.add(OWNER)
        async with self.store.database.transaction("test") as t:
            await t.run(
                "INSERT INTO videos (id, title, seen_at) VALUES (?, 'A film', 0) ON CONFLICT DO NOTHING", (video,)
            )
            [job] = await t.run(
                """INSERT INTO downloads (destination_id, video_id, asked, created_at, changed_at) VALUES (?, ?, 1, 0, 0)
                   RETURNING id""",
                (to, video),
            )
        return int(job["id"])

    # -- what is done ------------------------------------------------------------------------------------------

    async def tell(self) -> None:
        """Posts and their status lines are as they should be."""
        while await self.store.database.one(
            "SELECT 1 FROM deliveries WHERE state = 'waiting' OR (gone = 0 AND status_shown IS NOT status_wanted)"
        ):
            again = await self.deliver.turn()
            if again is not None:
                await asyncio.sleep(max(0.0, min(1.1, again - self.clock.now())))

    async def bring(self, job: int) -> None:
        """Until it is done."""
        for _ in range(9):
            it = await self.store.jobs.get(job)
            if it.state is S.DONE:
                await self.tell()
                return
            await self.steps.take(it)
        raise AssertionError(f"download {job} is {it.state}")

    @contextmanager
    def dying(self, at: str) -> Iterator[list[str]]:
        """Whatever runs ends at this step -> [it] once it did."""
        died: list[str] = []

        def hear(name: str) -> None:
            if name == at or died:
                died[:] = [at]
                raise Killed

        step.listen(hear)
        try:
            yield died
        except Killed:
            pass
        finally:
            step.listen(None)

    async def restart(self) -> None:
        await self.close()
        await self.open()

    # -- what came of it ---------------------------------------------------------------------------------------

    @property
    def uploaded(self) -> int:
        """Chunks that were sent."""
        return self.world.asked("SaveFilePart") + self.world.asked("SaveBigFilePart")

    def files(self, chat: Chat | None = None) -> list[Message]:
        """Messages with a file."""
        return [one for one in (chat or self.world.channel).messages.values() if one.media]

    async def parts(self, job: int) -> list[dict[str, Any]]:
        rows = await self.store.database.fetch("SELECT * FROM parts WHERE download_id = ? ORDER BY number", (job,))
        return [dict(row) for row in rows]


@asynccontextmanager
async def sending(folder: Path, *, user: bool = True) -> AsyncIterator[Sending]:
    async with AsyncExitStack() as stack:
        world = World(folder)
        await world.server.start()
        stack.push_async_callback(world.server.stop)
        there = Sending(world, folder, user=user)
        await there.open()
        stack.push_async_callback(lambda: there.close())
        yield there
