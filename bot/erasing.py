"""Erases everything, so that the next start is a first one. /erase asks twice (bot/screens/erase.py), and writes a mark then.

    the errand writes the mark      data/erasing.json (erasing_mark.py): from now on every start does nothing but go on with this
    the app ends                    all workers with it: erasing_mark.wanted raises Erasing
    `finish`                        in the same process, or at the next start:
        ends outside                Google: each consent is revoked. Telegram: each session is logged out, that of a sign-in under
                                    way too; the note of a restored copy is unpinned, which the fresh bot would take for another
                                    copy's. What came of it goes into the mark.
        erases                      the vault's key first, then the database, copies, caches, videos on their way (erased.py)
        tells                       in the chat: what is gone, what could not be ended and where it is ended by hand, what stays
        the mark goes, and the process ends with exit code 0

Killed anywhere, the next start finds the mark and goes on: there never is half of it. What a service refuses, or can't be asked,
stops nothing: it has TRIES, and is told. Only a disk on which nothing can be deleted does: then the mark stays, the process ends
with a sentence, and the next start tries again. Between telling it and deleting the mark a kill tells it twice.

Why the process ends instead of beginning anew by itself: one that was erased to be gone must not stand there waiting to be
claimed. Who runs it decides: Docker's `restart: unless-stopped` starts it again, a shell or `Restart=on-failure` does not. Started
again it has no owner but one that YAGAMI_OWNER_ID names, and shows its claim link in the log as at any first start.
"""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Awaitable, Callable
from contextlib import AsyncExitStack, suppress
from dataclasses import replace
from functools import partial

from aiogram import Bot
from aiogram.exceptions import AiogramError
from aiogram.methods import DeleteMyCommands
from aiogram.types import BotCommandScopeChat

from bot import crash, log
from bot.connection import connect
from bot.conversation.words import Words
from bot.credentials import GOOGLE, GRANTED, HALF, LEAVING, Credentials
from bot.erased import erase, left_in_settings
from bot.erasing_mark import DONE, FAILED, NOTHING, Ends, Mark, forget, read, write
from bot.lock import single_instance
from bot.opening import mtproto_server, opened_store
from bot.pinned import pinned
from bot.settings import Settings
from bot.standing import read as read_note
from bot.telegram_access import TelegramAccess
from core.clock import Clock
from core.model import Account
from core.step import step
from core.telegram.access import Way
from core.telegram.sign_in import Half, log_out
from core.youtube.consent import revoke
from core.youtube.google_http import http_client
from locales import languages, texts
from storage.database import DatabaseRefused
from storage.store import Store
from storage.vault import VaultRefused

logger = logging.getLogger(__name__)

TRIES = 3
PAUSE = 2.0  #: seconds before the second try, doubled each time
LIMIT = 10.0  #: seconds that one try may take
NOTES = 20  #: pinned notes that are looked through


async def finish(settings: Settings, clock: Clock) -> None:
    """All of it. Raises AlreadyRunning, SettingsError, WorkDirError, and OSError for what the disk refuses."""
    data = settings.data
    mark = read(data)
    crash.arm(settings.steps)
    for secret in settings.secrets():
        log.protect(secret)
    logger.warning("everything is being erased, as the owner wants it")
    if mark.ends is None:
        mark = replace(mark, ends=await _outside(settings, clock, mark))
        write(data, mark)
    with single_instance(data):
        await asyncio.to_thread(erase, settings)
        await _tell(settings, clock, mark)
        forget(data)
    logger.warning("everything is erased; the next start is a first one, with a link to claim the bot in this log")


# -- outside -----------------------------------------------------------------------------------------------------------


async def _outside(settings: Settings, clock: Clock, mark: Mark) -> Ends:
    """Nothing here stops the rest."""
    async with AsyncExitStack() as house:
        bot = _bot(settings, clock, house)
        note = await _unpinned(bot, clock, mark)
        try:
            store = await opened_store(settings, house, to_erase=True)
        except (DatabaseRefused, VaultRefused) as refusal:
            logger.warning("what is signed in can't be read, so it can't be ended: %s", refusal)
            return Ends(FAILED, FAILED, note)
        try:
            google = await _google(settings, store, clock)
            telegram = await _telegram(settings, store, clock)
        except Exception:
            logger.exception("what is signed in could not be ended")
            return Ends(FAILED, FAILED, note)
    return Ends(google, telegram, note)


async def _google(settings: Settings, store: Store, clock: Clock) -> str:
    tokens = await _consents(store)
    async with http_client(settings.youtube_proxy, settings.ca, partial(store.traffic.note, "poll")) as http:
        return await _all([partial(revoke, http, token, clock) for token in tokens], clock, "a consent at Google")


async def _telegram(settings: Settings, store: Store, clock: Clock) -> str:
    api, sessions = await Credentials(store).api(), await _sessions(store)
    if not sessions:
        return NOTHING
    if api is None:
        return FAILED
    way = Way(api, mtproto_server(settings), settings.telegram_proxy)
    return await _all([partial(log_out, one, way) for one in sessions], clock, "a session at Telegram")


async def _consents(store: Store) -> list[str]:
    """Every refresh token that lives, as far as is known: the one in use, one that is not in use yet, those on their way out."""
    found = json.loads(await store.vault.get(LEAVING) or "[]")
    found += [
        json.loads(saved)["refresh_token"] for name in (GOOGLE, GRANTED) if (saved := await store.vault.get(name))
    ]
    for token in found:
        log.protect(token)
    return sorted(set(found))


async def _sessions(store: Store) -> list[str]:
    """Every session that may be signed in: both in use, a sign-in under way, those on their way out."""
    credentials = Credentials(store)
    found = [one for account in Account if (one := await credentials.session(account))]
    half = await store.vault.get(HALF)
    if half:
        found.append(Half.from_text(half).session)
        log.protect(found[-1])
    return [*found, *await TelegramAccess(store, credentials).old()]


async def _unpinned(bot: Bot, clock: Clock, mark: Mark) -> str:
    """The notes about copies: several may be pinned, one above the other."""
    if not mark.owner:
        return FAILED
    found = NOTHING

    async def unpin() -> None:
        nonlocal found
        for _ in range(NOTES):
            with step("bot_api.erase-get_chat"):
                note = await pinned(bot, mark.owner)
            if note is None or read_note(note, bot.id) is None:
                return
            with step("bot_api.unpin_chat_message"):
                await bot.unpin_chat_message(mark.owner, message_id=note.message_id)
            found = DONE

    return found if await _tried(unpin, clock, "the pinned note") else FAILED


async def _all(calls: list[Callable[[], Awaitable[None]]], clock: Clock, what: str) -> str:
    if not calls:
        return NOTHING
    ended = [await _tried(call, clock, what) for call in calls]
    return DONE if all(ended) else FAILED


async def _tried(call: Callable[[], Awaitable[object]], clock: Clock, what: str) -> bool:
    """Whether it could be done in a few tries."""
    for number in range(TRIES):
        if number:
            await clock.sleep(PAUSE * 2 ** (number - 1))
        try:
            async with asyncio.timeout(LIMIT):
                await call()
        except Exception as failure:  # noqa: BLE001  whatever it is, the erasing goes on
            logger.info("%s: %s", what, type(failure).__name__)
        else:
            return True
    logger.warning("%s could not be ended or said; the owner has to do it by hand", what)
    return False


# -- told --------------------------------------------------------------------------------------------------------------


async def _tell(settings: Settings, clock: Clock, mark: Mark) -> None:
    """In the owner's chat; what can't be told there stands in the log."""
    ends = mark.ends or Ends(FAILED, FAILED, FAILED)
    words = Words(texts(mark.language if mark.language in languages() else "en"))
    if FAILED in (ends.google, ends.telegram):
        logger.warning(
            "not all could be ended outside: look at https://myaccount.google.com/permissions and at Telegram > Settings > Devices"
        )
    if not mark.owner:
        return
    async with AsyncExitStack() as house:
        bot = _bot(settings, clock, house)

        async def tell() -> None:
            with step("bot_api.erase-told"):
                await bot.send_message(mark.owner, said(words, ends, left_in_settings(settings)))

        with suppress(AiogramError, TimeoutError):
            async with asyncio.timeout(LIMIT):
                if mark.panel:
                    await bot.edit_message_reply_markup(chat_id=mark.owner, message_id=mark.panel, reply_markup=None)
        with suppress(AiogramError, TimeoutError):
            async with asyncio.timeout(LIMIT):
                scope = BotCommandScopeChat(chat_id=mark.owner)
                for code in (None, *languages()):
                    await bot(DeleteMyCommands(scope=scope, language_code=code))
        await _tried(tell, clock, "the last message")


def said(words: Words, ends: Ends, left: list[str]) -> str:
    """The last message. HTML; pure."""
    lines = [words("erase-told")]
    lines += [words(f"erase-google-{ends.google}")] if ends.google != NOTHING else []
    lines += [words(f"erase-telegram-{ends.telegram}")] if ends.telegram != NOTHING else []
    lines += [words("erase-note-failed")] if ends.note == FAILED else []
    lines.append(words("erase-stays"))
    if left:
        lines.append(words("erase-settings", names=", ".join(left)))
    lines.append(words("erase-next"))
    return "\n\n".join(lines)


def _bot(settings: Settings, clock: Clock, house: AsyncExitStack) -> Bot:
    bot = connect(
        settings.bot_token.get_secret_value(), clock, bot_api=settings.bot_api, proxy=settings.telegram_proxy,
        ca=settings.ca,
    )  # fmt: skip
    house.push_async_callback(bot.session.close)
    return bot
