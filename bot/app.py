"""The switch-on page: everything is made here, once, by hand, and handed to who needs it.

    settings -> lock -> vault and database -> YouTube, Telegram -> the poller, the two workers, the bot -> one TaskGroup

The long-lived tasks are the ones of the TaskGroup below: the two workers and the bot's ear; the looks are the clock's
(schedule.py). What can't be reached at the start does not stop it: each waits for its own part of the world.
"""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Callable
from contextlib import AsyncExitStack
from functools import partial

from bot import crash, import_file, log
from bot.connection import connect
from bot.credentials import Credentials
from bot.lock import single_instance
from bot.owner import Owner
from bot.schedule import LIKES_SECONDS, ticking
from bot.services import Services
from bot.settings import Settings, SettingsError
from bot.talk import Talk
from core.clock import Clock, SystemClock, Wakeup
from core.download.board import Board
from core.download.fetch import YouTubeFetcher
from core.download.send import TelegramSender
from core.download.worker import Worker
from core.media.ffmpeg import find_tools
from core.media.workdir import WorkDir
from core.model import Feed
from core.notify.deliver import Deliver
from core.poll.decide import Sender
from core.poll.poll import Poller
from core.telegram.accounts import Accounts
from core.telegram.sessions import ApiAccess, Server, Session, open_bot, open_user
from core.youtube.data_api import DataApi
from core.youtube.google import Google
from core.youtube.google_http import http_client
from core.youtube.oauth import AccessTokens, GoogleCredentials
from storage.store import Store
from storage.vault import load_key, parse_key

logger = logging.getLogger(__name__)


async def run(settings: Settings, clock: Clock | None = None, ready: Callable[[], None] | None = None) -> None:
    """Until cancelled. Raises what stops a start, each with one sentence: AlreadyRunning, DatabaseRefused, VaultRefused,
    and TokenRefused when Telegram takes the bot's token back."""
    clock = clock or SystemClock()
    async with AsyncExitStack() as house:
        store = await opened_store(settings, house)
        work = WorkDir(settings.work)
        token = settings.bot_token.get_secret_value()
        to_post, to_fetch = Wakeup(clock), Wakeup(clock)

        bot = connect(token, clock, bot_api=settings.bot_api, proxy=settings.telegram_proxy, ca=settings.ca)
        owner = Owner(store, settings.owner_id)
        await owner.load()
        credentials = Credentials(store)
        to_errands = Wakeup(clock)

        def wake() -> None:
            for one in (to_post, to_fetch, to_errands):
                one.call()

        http = await house.enter_async_context(http_client(settings.youtube_proxy, settings.ca))

        async def spend(units: int) -> None:
            await store.quota.spend(units, clock.now())

        google = Google(http, credentials, clock, spend)

        accounts = await telegram_accounts(settings, store, clock)
        identity_key = await store.settings.identity_key()
        workers = []
        if accounts:
            house.push_async_callback(accounts.close)
            deliver = Deliver(
                store.outbox, store.destinations, store.pauses, accounts, clock, to_post, tell_downloads=to_fetch.call
            )
            cache = settings.data / "cache"
            cache.mkdir(mode=0o700, exist_ok=True)
            fetcher = YouTubeFetcher(
                work,
                partial(find_tools, settings.ffmpeg),
                proxy=settings.youtube_proxy,
                ca=settings.ca,
                cache=cache,
                watch=watch,
            )
            sender = TelegramSender(accounts, identity_key, watch)
            worker = Worker(
                store.jobs, store.pauses, store.destinations, fetcher, sender, work, clock, to_fetch,
                tell_posts=to_post.call,
            )  # fmt: skip
            workers = [deliver.run, worker.run]
        likes = await google_likes(settings, store, clock, house)
        if likes:
            poller = Poller(likes, store.feeds, Sender(int(token.split(":")[0]), identity_key), clock, to_post.call)
            state = await store.feeds.state(Feed.LIKES)
            interval = float(await store.settings.get(import_file.LIKES_INTERVAL, LIKES_SECONDS))
            first = min(max(0.5, (state.looked_at or 0) + interval - clock.now()), interval)
            house.enter_context(ticking(poller.look_at_likes, interval, first))
        for missing, there in (("Telegram upload access", accounts), ("the Google account", likes)):
            if not there:
                logger.warning("%s is not set up yet: `yagami import FILE` brings it in", missing)

        services = Services(
            boot=settings, bot=bot, username="", owner=owner, credentials=credentials, accounts=accounts, server=None,
            google=google, schedule=None, board=Board(clock), work=work, clock=clock, started_at=clock.now(), wake=wake,
        )  # fmt: skip
        talk = Talk(bot, store, services, clock, to_errands)
        async with asyncio.TaskGroup() as tasks:
            for work_on in (*workers, *talk.tasks(ready)):
                tasks.create_task(work_on())


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


async def telegram_accounts(settings: Settings, store: Store, clock: Clock) -> Accounts | None:
    """The two sessions, to be opened when they are needed; None if there is no application key yet."""
    saved = await store.vault.get(import_file.API)
    if saved is None:
        return None
    api = json.loads(saved)
    log.protect(api["api_hash"])
    access = ApiAccess(api["api_id"], api["api_hash"])
    server = None
    if settings.mtproto_address and settings.mtproto_key:
        try:
            server = Server(*settings.mtproto_address, settings.mtproto_dc, settings.mtproto_key.read_text())
        except ValueError as error:
            raise SettingsError(str(error)) from error
    token = settings.bot_token.get_secret_value()

    async def bot() -> Session:
        session = await open_bot(
            token, access, await store.vault.get(import_file.BOT_SESSION), server, settings.telegram_proxy
        )
        await store.vault.put(import_file.BOT_SESSION, session.export())
        return session

    async def user() -> Session:
        kept = await store.vault.get(import_file.USER_SESSION) or ""
        return await open_user(kept, access, server, settings.telegram_proxy)

    has_user = await store.vault.get(import_file.USER_SESSION) is not None
    return Accounts(bot, user if has_user else None, store.destinations, clock)


async def google_likes(settings: Settings, store: Store, clock: Clock, house: AsyncExitStack) -> DataApi | None:
    """The Data API under the owner's consent; None if it was not given yet."""
    saved = await store.vault.get(import_file.GOOGLE)
    if saved is None:
        return None
    given = json.loads(saved)
    for secret in (given["client_secret"], given["refresh_token"]):
        log.protect(secret)
    http = await house.enter_async_context(http_client(settings.youtube_proxy, settings.ca))

    async def keep(refresh_token: str) -> None:
        log.protect(refresh_token)
        await store.vault.put(import_file.GOOGLE, json.dumps({**given, "refresh_token": refresh_token}))

    tokens = AccessTokens(http, GoogleCredentials(**given), clock, keep)

    async def spend(units: int) -> None:
        await store.quota.spend(units, clock.now())

    return DataApi(http, tokens, clock, spend)


def watch(download: int, stage: str, done: int, total: int | None) -> None:
    """How far a video is, for the log at DEBUG and for who reads it there (`yagami demo`)."""
    logger.debug("progress: download %d %s %d of %s", download, stage, done, total if total is not None else "?")
