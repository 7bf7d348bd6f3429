"""The switch-on page: everything is made here, once, by hand, and handed to who needs it.

    settings -> lock -> vault and database -> YouTube, Telegram -> the feeds, the two workers, the conversation -> one TaskGroup

The long-lived tasks are the ones of the TaskGroup below; the looks are the clock's (schedule.py). Accounts come and go while
it runs: each
part asks for the credentials of the moment and waits for what is not there yet.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable
from contextlib import AsyncExitStack, suppress
from functools import partial

from bot import backfilling, crash, from_files, jumps, log
from bot.connection import connect
from bot.credentials import Credentials
from bot.download_cookies import DownloadCookies
from bot.lock import single_instance
from bot.looks import CookieHistory, looks, reconciliation
from bot.owner import Owner
from bot.pace import planned
from bot.schedule import Schedule
from bot.services import Services
from bot.settings import Settings, SettingsError
from bot.talk import Talk
from core.clock import Clock, SteadyClock, SystemClock, Wakeup
from core.download.board import Board
from core.download.fetch import Access, YouTubeFetcher
from core.download.send import TelegramSender
from core.download.worker import Worker
from core.errors import Trouble
from core.media.ffmpeg import find_tools
from core.media.workdir import WorkDir
from core.notify.deliver import Deliver
from core.notify.remove import Remove
from core.poll.backfiller import Backfiller
from core.poll.decide import Sender
from core.poll.poll import Poller
from core.right_of_way import RightOfWay
from core.telegram.accounts import Accounts
from core.telegram.sessions import Server
from core.youtube.google import Google
from core.youtube.google_http import http_client
from core.youtube.pictures import Pictures
from storage import waits
from storage.store import Store
from storage.vault import load_key, parse_key

logger = logging.getLogger(__name__)


async def run(settings: Settings, clock: SteadyClock | None = None, ready: Callable[[], None] | None = None) -> None:
    """Until cancelled. Raises what stops a start, each with one sentence: AlreadyRunning, DatabaseRefused, VaultRefused,
    and TokenRefused when Telegram takes the bot's token back."""
    clock = clock or SystemClock()
    async with AsyncExitStack() as house:
        store = await opened_store(settings, house)
        work = WorkDir(settings.work)
        cache = settings.data / "cache"
        cache.mkdir(mode=0o700, exist_ok=True)
        token = settings.bot_token.get_secret_value()
        house.push_async_callback(_write_traffic, store, clock)
        identity_key = await store.settings.identity_key()
        credentials = Credentials(store)
        await from_files.take_over(settings, store, credentials, clock)
        owner = Owner(store, settings.owner_id)
        await owner.load()
        to_post, to_fetch, to_errands, to_cards, to_alerts, to_backfill, to_remove = (Wakeup(clock) for _ in range(7))

        def wake() -> None:
            for worker_of in (to_post, to_fetch, to_errands, to_cards, to_alerts, to_backfill, to_remove):
                worker_of.call()

        def looked() -> None:
            to_post.call()
            to_alerts.call()

        def told() -> None:
            to_fetch.call()
            to_backfill.call()

        def fetched(job: int) -> None:
            board.drop(job)
            to_backfill.call()
            to_remove.call()

        async def spoken() -> str:
            return (await store.settings.chosen()).spoken

        store.pauses.changed = to_alerts.call

        # the outside
        way = RightOfWay()
        server = mtproto_server(settings)
        accounts = Accounts(token, credentials, server, settings.telegram_proxy, store.destinations, clock, way)
        house.push_async_callback(accounts.close)
        moved = partial(store.traffic.note, "poll")
        http = await house.enter_async_context(http_client(settings.youtube_proxy, settings.ca, moved))
        google = Google(http, credentials, clock, partial(_spend, store, clock))
        history = CookieHistory(store, credentials, clock, cache=cache, proxy=settings.youtube_proxy, ca=settings.ca)

        # 1. what changed on YouTube
        poller = Poller(
            looks(store, google, credentials, history), store.feeds, store.settings.chosen,
            Sender(int(token.split(":")[0]), identity_key), clock, looked, partial(_used, store),
        )  # fmt: skip
        known_likes = reconciliation(
            store, google, credentials, Sender(int(token.split(":")[0]), identity_key), clock, wake
        )
        schedule = Schedule(
            poller, store.feeds, partial(planned, store, clock), clock,
            lambda: known_likes.turn(clock.now()), lambda: known_likes.doubtful(clock.now()),
        )  # fmt: skip

        # 2. tell it
        deliver = Deliver(
            store.outbox, store.destinations, store.pauses, accounts, clock, to_post, told, spoken,
            Pictures(http, clock).get,
        )  # fmt: skip

        # 3. bring the video
        board = Board(clock)
        watch, count = partial(_watch, board), partial(_count, store, clock)
        fetcher = YouTubeFetcher(
            work, partial(find_tools, settings.ffmpeg), Access(settings.youtube_proxy, settings.ca, cache), watch,
            store.traffic.note, DownloadCookies(store, credentials),
        )  # fmt: skip
        sender = TelegramSender(accounts, identity_key, watch, count, spoken)
        worker = Worker(
            store.jobs, store.pauses, store.destinations, fetcher, sender, work, store.settings.chosen, store.traffic,
            clock, to_fetch, to_post.call, fetched,
        )  # fmt: skip

        # and take it out again, where its like was taken back and a setting says so
        remove = Remove(store.removals, store.pauses, accounts, clock, to_remove, to_post.call)

        # likes of long ago, on request: they become rows for 2 and 3
        backfiller = Backfiller(
            store.backfills, lambda: backfilling.under_way(store, clock.now()),
            Sender(int(token.split(":")[0]), identity_key), clock, to_backfill, wake,
        )  # fmt: skip

        # the conversation
        bot = connect(
            token, clock, bot_api=settings.bot_api, proxy=settings.telegram_proxy, ca=settings.ca,
            moved=partial(store.traffic.note, "chat"),
        )  # fmt: skip
        services = Services(
            boot=settings, bot=bot, username="", owner=owner, credentials=credentials, accounts=accounts, server=server,
            google=google, schedule=schedule, board=board, work=work, clock=clock, started_at=clock.now(), wake=wake,
        )  # fmt: skip
        talk = Talk(bot, store, services, clock, to_errands, to_cards, to_alerts, way)

        async def jumped(seconds: float) -> None:
            await _jumped(store, clock, seconds)
            schedule.clock_jumped()
            wake()

        async with schedule.running(), asyncio.TaskGroup() as tasks:
            tasks.create_task(jumps.watch(clock, jumped))
            tasks.create_task(store.traffic.keep_writing(clock))
            for work_on in (deliver.run, worker.run, remove.run, backfiller.run, *talk.tasks(ready)):
                tasks.create_task(work_on())


async def _spend(store: Store, clock: Clock, units: int) -> None:
    """Units of the Data API, counted before the call is made."""
    await store.quota.spend(units, clock.now())


async def _jumped(store: Store, clock: Clock, seconds: float) -> None:
    """The clock was set back by so many seconds, or forward."""
    if seconds < 0:
        try:
            await waits.set_back(store.database, -seconds, clock.now())
        except Trouble as trouble:  # what waits by the clock waits too long then, and no longer
            logger.warning("what waits could not be set back: %s", trouble)


async def _used(store: Store, now: float) -> tuple[int, int]:
    """Bytes of this day and of this month, both directions."""
    both = await store.traffic.used(now)
    return both.day, both.month


async def _count(store: Store, clock: Clock, purpose: str, received: int, sent: int) -> None:
    await store.traffic.add(purpose, received, sent, clock.now())


async def _write_traffic(store: Store, clock: Clock) -> None:
    """What was noted last, at a stop."""
    with suppress(Trouble):
        await store.traffic.write(clock.now())


def _watch(board: Board, download: int, stage: str, done: int, total: int | None) -> None:
    """How far a video is: for who shows it, and for the log at DEBUG, where `yagami demo` reads it."""
    board.note(download, stage, done, total)
    logger.debug("progress: download %d %s %d of %s", download, stage, done, total if total is not None else "?")


async def opened_store(settings: Settings, house: AsyncExitStack) -> Store:
    """The data folder, its lock, its database and its vault. Raises AlreadyRunning, DatabaseRefused, VaultRefused."""
    crash.arm(settings.steps)
    for secret in settings.secrets():
        log.protect(secret)
    settings.data.mkdir(mode=0o700, parents=True, exist_ok=True)
    house.enter_context(single_instance(settings.data))
    if settings.vault_key:
        key = parse_key(settings.vault_key.get_secret_value())
    else:
        own = settings.vault_key_file
        key = load_key(own or settings.data / "vault.key", create=own is None)
    store = await Store.open(settings.data / "yagami.db", key)
    house.push_async_callback(store.close)
    return store


def mtproto_server(settings: Settings) -> Server | None:
    """Another MTProto server than Telegram's own. Raises SettingsError."""
    if not settings.mtproto_address or not settings.mtproto_key:
        return None
    try:
        return Server(*settings.mtproto_address, settings.mtproto_dc, settings.mtproto_key.read_text())
    except ValueError as error:
        raise SettingsError(str(error)) from error
