"""The switch-on page: everything is made here, once, by hand, and handed to who needs it.

    settings -> lock -> vault and database -> YouTube, Telegram -> the feeds, the workers, the conversation -> one TaskGroup

The long-lived tasks are the ones of the TaskGroup below; the looks are the clock's (schedule.py). Accounts come and go while
it runs: each part asks for the credentials of the moment and waits for what is not there yet.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from contextlib import AsyncExitStack
from functools import partial

from bot import backfilling, from_files, jumps, renewing
from bot.api.alive import alive
from bot.api.health import Asked
from bot.connection import connect
from bot.counting import Counting
from bot.credentials import Credentials
from bot.download_cookies import DownloadCookies
from bot.erasing_mark import Erasing, is_marked, wanted
from bot.forgetting import Forgetting
from bot.looks import CookieHistory, looks, reconciliation
from bot.nightly import Nightly
from bot.one_message import OneMessage
from bot.opening import mtproto_server, opened_store
from bot.owner import Owner
from bot.pace import planned
from bot.quiet import Waiting
from bot.schedule import Schedule
from bot.services import Services
from bot.settings import Settings
from bot.standing import Contested, Quiet, Standing, leaves
from bot.talk import Talk
from bot.wakeups import Wakeups
from core.clock import SteadyClock, SystemClock
from core.download.board import Board
from core.download.fetch import Access, YouTubeFetcher
from core.download.follow import Follow
from core.download.line import Line
from core.download.send import TelegramSender
from core.download.worker import Worker
from core.media.ffmpeg import find_tools
from core.media.workdir import WorkDir
from core.notify.deliver import Deliver
from core.notify.remove import Remove
from core.poll.backfiller import Backfiller
from core.poll.decide import Sender
from core.poll.poll import Poller
from core.right_of_way import RightOfWay
from core.telegram.accounts import Accounts
from core.throttle import Throttle
from core.youtube.google import Google
from core.youtube.google_http import http_client
from core.youtube.pictures import Pictures
from core.youtube.ytdlp_lease import lent_by
from locales import Texts, texts


async def run(settings: Settings, clock: SteadyClock | None = None, ready: Callable[[], None] | None = None) -> None:
    """Until cancelled, or until everything is erased (erasing.py); with quiet times in between while another copy works
    (standing.py). Raises what `_run` does."""
    clock = clock or SystemClock()
    waiting, standing = Waiting(clock), Standing(clock)
    while True:
        if is_marked(settings.data):
            from bot.erasing import finish  # once in a life

            await finish(settings, clock)
            return
        quiet: list[Quiet] = []
        try:
            await _run(settings, clock, ready, standing)
        except* Quiet as met:
            quiet += leaves(met)
        except* Erasing:
            pass  # the mark says so
        if is_marked(settings.data):
            continue
        if not quiet:
            return
        await waiting.over(settings, min(quiet, key=lambda one: isinstance(one, Contested)))
        standing = Standing(clock, again=True)


async def _run(settings: Settings, clock: SteadyClock, ready: Callable[[], None] | None, standing: Standing) -> None:
    """Until cancelled. Raises what stops a start, each with one sentence: AlreadyRunning, DatabaseRefused, VaultRefused,
    and TokenRefused when Telegram takes the bot's token back."""
    async with AsyncExitStack() as house:
        # what is there
        store = await opened_store(settings, house)
        work = WorkDir(settings.work)
        cache = settings.data / "cache"
        cache.mkdir(mode=0o700, exist_ok=True)
        counting = Counting(store, clock)
        house.push_async_callback(counting.write_last)
        credentials = Credentials(store)
        await from_files.take_over(settings, store, credentials, clock)
        owner = Owner(store, settings.owner_id)
        await owner.load()
        token = settings.bot_token.get_secret_value()
        identity_key = await store.settings.identity_key()
        poster = Sender(int(token.split(":")[0]), identity_key)
        wake = Wakeups(clock)
        store.pauses.changed = wake.paused

        async def spoken() -> str:
            return (await store.settings.chosen()).spoken

        async def words() -> Texts:
            return texts(await spoken())

        # the outside
        way = RightOfWay()
        line = Line(store.settings.chosen, clock, wake.line)
        await line.read()
        server = mtproto_server(settings)
        accounts = Accounts(
            token, credentials, server, settings.telegram_proxy, store.destinations, clock, way,
            Throttle(clock, line.up), standing.may_open,
        )  # fmt: skip
        house.push_async_callback(accounts.close)
        http = await house.enter_async_context(
            http_client(settings.youtube_proxy, settings.ca, partial(store.traffic.note, "poll"))
        )
        google = Google(http, credentials, clock, counting.units)
        history = CookieHistory(store, credentials, clock, cache=cache, proxy=settings.youtube_proxy, ca=settings.ca)

        # yt-dlp: the built-in one, or a newer release
        renewal, shelf = renewing.renewal(settings, store, clock, cache, wake)
        await renewal.load()
        house.enter_context(lent_by(shelf.lend))

        # 1. what changed on YouTube
        poller = Poller(
            looks(store, google, credentials, history), store.feeds, store.settings.chosen, poster, clock, wake.looked,
            counting.used,
        )  # fmt: skip
        known_likes = reconciliation(store, google, credentials, poster, clock, wake.everybody)
        schedule = Schedule(
            poller, store.feeds, partial(planned, store, clock), clock,
            lambda: known_likes.turn(clock.now()), lambda: known_likes.doubtful(clock.now()),
        )  # fmt: skip

        # 2. tell it
        deliver = Deliver(
            store.outbox, store.destinations, store.pauses, accounts, clock, wake.posts, wake.told, spoken,
            Pictures(http, clock).get,
        )  # fmt: skip

        # 3. bring the video
        board = Board(clock, wake.videos.call)
        fetcher = YouTubeFetcher(
            work, partial(find_tools, settings.ffmpeg), Access(settings.youtube_proxy, settings.ca, cache, settings.po_token_url),
            board.note,
            store.traffic.note, DownloadCookies(store, credentials),
            lambda: line.down(board.downloading()),
        )  # fmt: skip
        sender = TelegramSender(
            accounts,
            identity_key,
            board.note,
            counting.moved,
            spoken,
            OneMessage(store, store.settings.chosen),
            board.waits,
        )

        def ended(job: int) -> None:
            board.drop(job)
            wake.fetched()

        worker = Worker(
            store.jobs, store.pauses, store.destinations, fetcher, sender, work, store.settings.chosen, store.traffic,
            clock, wake.videos, wake.posts.call, ended, board.nearly, board.lasts,
        )  # fmt: skip

        follow = Follow(store.jobs, sender, clock, wake.conversions, wake.removals.call)

        # and take it out again, where its like was taken back and a setting says so
        remove = Remove(store.removals, store.pauses, accounts, clock, wake.removals, wake.posts.call)

        # likes of long ago, on request: they become rows for 2 and 3
        backfiller = Backfiller(
            store.backfills, lambda: backfilling.under_way(store, clock.now()), poster, clock, wake.backfill,
            wake.everybody,
        )  # fmt: skip

        # the conversation
        bot = connect(
            token, clock, bot_api=settings.bot_api, proxy=settings.telegram_proxy, ca=settings.ca,
            moved=store.traffic.note,
        )  # fmt: skip
        services = Services(
            boot=settings, bot=bot, username="", owner=owner, credentials=credentials, accounts=accounts, server=server,
            google=google, schedule=schedule, board=board, work=work, clock=clock, started_at=clock.now(),
            wake=wake.everybody, renewal=renewal,
        )  # fmt: skip
        house.push_async_callback(bot.session.close)
        await standing.begin(bot, store, owner.id, await words())
        talk = Talk(bot, store, services, clock, wake.errands, wake.cards, wake.alerts, way)

        async def jumped(seconds: float) -> None:
            await jumps.set_back(store, clock, seconds)
            schedule.clock_jumped()
            wake.everybody()

        # for monitors and programs
        await house.enter_async_context(alive(settings.data, Asked(store, services).report))
        if settings.api is not None:
            from bot.api.server import serving  # who does not want it does not carry it

            await house.enter_async_context(serving(settings, store, services, poller.counts))

        async with schedule.running(), asyncio.TaskGroup() as tasks:
            tasks.create_task(jumps.watch(clock, jumped))
            tasks.create_task(wanted(services.leaving))
            tasks.create_task(standing.watch(bot, store, lambda: owner.id, words))
            for work_on in (
                Nightly(store, settings.data, clock).run, Forgetting(store, clock).run,
                deliver.run, worker.run, line.run, follow.run, remove.run, backfiller.run, renewal.run, counting.keep_writing,
                *talk.tasks(ready),
            ):  # fmt: skip
                tasks.create_task(work_on())
