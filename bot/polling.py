"""The bot's ear: long polling that loses no update, and is deafened by none.

The loop is our own, around aiogram's getUpdates and its dispatcher; `Dispatcher.start_polling` is not used, because it
- raises at once if there is no network at the start (its getMe is not tried again),
- stays deaf for ever once an answer holds one update that it can't decode: the same batch comes again and again,
- goes on for ever, with nothing but log lines, when the token is refused,
- waits by the machine's clock and not by ours.
What it does right is kept: an update is confirmed (by the next request's offset) after its handler is done and not
before, so a crash in a handler brings it again; and handlers run one after another, which one owner never notices.
So handlers only read, write and answer: what takes long is a row for a worker. One that hangs is cut after HANDLER_LIMIT.
"""

from __future__ import annotations

import asyncio
import logging
import random
from collections.abc import AsyncGenerator, Callable
from contextlib import aclosing

from aiogram import Bot, Dispatcher
from aiogram.exceptions import (
    AiogramError,
    ClientDecodeError,
    TelegramConflictError,
    TelegramEntityTooLarge,
    TelegramNetworkError,
    TelegramNotFound,
    TelegramRetryAfter,
    TelegramServerError,
    TelegramUnauthorizedError,
)
from aiogram.methods import TelegramMethod
from aiogram.types import Update
from aiogram.types.update import UpdateTypeLookupError
from pydantic import BaseModel, ConfigDict, ValidationError

from bot import log
from bot.standing import Contested
from core.clock import Clock

logger = logging.getLogger(__name__)

ALLOWED_UPDATES = ["message", "edited_message", "callback_query", "my_chat_member"]
LONG_POLL = 30  #: seconds that Telegram holds an empty answer back
ANSWER_LIMIT = 15  #: seconds on top of it until a connection counts as dead
LONGEST_PAUSE = 30.0  #: seconds between two tries when Telegram can't be asked
LARGEST = 2**63 - 1
NUMBERS = frozenset({"message_id", "message_thread_id", "date", "edit_date", "file_size", "user_id"})
HANDLER_LIMIT = 60.0  #: seconds; twice what one call waits out (connection.LONGEST_FLOOD_WAIT)
AGAIN = (1.0, 3.0, 10.0)  #: seconds until an update is answered again, while Telegram is away


class TokenRefused(Exception):
    """Telegram does not know this bot (any more). `str()` is a sentence for the owner."""


class RawUpdate(BaseModel):
    """An update as it came; only its number is read."""

    model_config = ConfigDict(extra="allow")

    update_id: int


class GetRawUpdates(TelegramMethod[list[RawUpdate]]):
    """getUpdates whose answer is not decoded, so that one undecodable update does not spoil the others."""

    __returning__ = list[RawUpdate]
    __api_method__ = "getUpdates"

    offset: int | None = None
    timeout: int = 0
    allowed_updates: list[str] = ALLOWED_UPDATES


async def run_polling(
    bot: Bot,
    dispatcher: Dispatcher,
    *,
    clock: Clock,
    on_ready: Callable[[], None] | None = None,
    yields: bool = False,
) -> None:
    """Listen until cancelled. Closes the bot's session in the end, whatever ends it.

    on_ready is called once, when Telegram has answered the first getUpdates (asked without waiting): from then on one
    is outstanding all the time. Raises TokenRefused; with `yields` also Contested, when something else takes this bot's updates;
    everything else that goes wrong is waited out.
    """
    data = {"dispatcher": dispatcher, "bots": (bot,), **dispatcher.workflow_data}
    try:
        await dispatcher.emit_startup(bot=bot, **data)
        async with aclosing(_updates(bot, clock, on_ready, yields=yields)) as updates:
            async for update in updates:
                with log.context(update=update.update_id):
                    await _handle(bot, dispatcher, update, clock)
    finally:
        try:
            await dispatcher.emit_shutdown(bot=bot, **data)
        finally:
            await bot.session.close()


async def _updates(
    bot: Bot, clock: Clock, on_ready: Callable[[], None] | None, *, yields: bool
) -> AsyncGenerator[Update, None]:
    """Every update that can be read, in order. Asking for the one after an update confirms it."""
    ask = GetRawUpdates()
    failures: list[AiogramError] = []
    while True:
        try:
            batch = await bot(ask, request_timeout=ask.timeout + ANSWER_LIMIT)
        except (TelegramUnauthorizedError, TelegramNotFound) as refusal:
            raise TokenRefused(
                "Telegram does not know this bot token. Take the bot's token from @BotFather again and set it as "
                "YAGAMI_BOT_TOKEN (if YAGAMI_BOT_API is set, look at that address as well)."
            ) from refusal
        except AiogramError as failure:
            if yields and isinstance(failure, TelegramConflictError):
                raise Contested from failure
            if not failures or type(failures[-1]) is not type(failure):
                _report(failure)
            failures = [*failures[-9:], failure]
            asked = failure.retry_after if isinstance(failure, TelegramRetryAfter) else 0
            await clock.sleep(max(asked, _pause(len(failures))))
            continue
        if failures:
            logger.info("Telegram answers again")
            failures = []
        if on_ready is not None:
            on_ready()
            on_ready = None
        ask.timeout = LONG_POLL
        for raw in batch:
            if (update := _decode(bot, raw)) is not None:
                yield update
            ask.offset = raw.update_id + 1


def _pause(failures: int) -> float:
    """Seconds: 1, doubling to LONGEST_PAUSE, +-20 %. Shorter than core/backoff.py: the owner is waiting, and asking is cheap."""
    return float(min(LONGEST_PAUSE, 2.0 ** (failures - 1)) * random.uniform(0.8, 1.2))


def _report(failure: AiogramError) -> None:
    if isinstance(failure, TelegramConflictError):
        logger.warning("Something else takes this bot's updates; trying again until it stops. %s", failure.message)
    elif isinstance(failure, ClientDecodeError):
        logger.warning("The Bot API's answer is not one; trying again. %s", type(failure.original).__name__)
    else:
        logger.warning("Telegram can't be asked for updates; trying again. %s", failure)


def _decode(bot: Bot, raw: RawUpdate) -> Update | None:
    """None for an update that aiogram can't read, or that holds nothing it knows. Its content is private: not logged."""
    kinds = ", ".join(sorted(raw.model_extra or {})) or "nothing"
    content = raw.model_dump()
    if not _fits(content):
        logger.warning("Skipped update %d (%s): a number in it is larger than any row holds", raw.update_id, kinds)
        return None
    try:
        update = Update.model_validate(content, context={"bot": bot})
        _ = update.event_type
    except ValidationError as error:
        places = {".".join(str(part) for part in one["loc"]) for one in error.errors(include_input=False)}
        logger.warning("Skipped update %d (%s): can't be read at %s", raw.update_id, kinds, ", ".join(sorted(places)))
    except UpdateTypeLookupError:
        logger.info("Skipped update %d: it holds %s", raw.update_id, kinds)
    else:
        return update
    return None


def _fits(value: object) -> bool:
    """Whether every integer in it is one of 64 bits, as Telegram's are; one in quotes too, where aiogram reads it as a number."""
    if isinstance(value, int):
        return -LARGEST <= value <= LARGEST
    if isinstance(value, dict):
        quoted = (one for name, one in value.items() if name in NUMBERS and isinstance(one, str))
        return all(len(one) < len(str(LARGEST)) for one in quoted) and all(_fits(part) for part in value.values())
    return all(_fits(part) for part in value) if isinstance(value, list) else True


async def _handle(bot: Bot, dispatcher: Dispatcher, update: Update, clock: Clock) -> None:
    """Give it to the screens. What goes wrong there is logged and the update counts as done: again would go wrong again. Only
    while Telegram takes no answer it is given to them again: its rows are written once, and they answer by what the rows say. If
    it was the word that it was taken that got lost, a line or a panel stands twice, which loses nothing."""
    for pause in (*AGAIN, None):
        try:
            async with asyncio.timeout(HANDLER_LIMIT):
                answer = await dispatcher.feed_update(bot, update)
                if isinstance(answer, TelegramMethod):
                    await bot(answer)
        except (TelegramNetworkError, TelegramServerError) as failure:
            logger.warning(
                "Telegram did not take the answer to update %d: %s", update.update_id, type(failure).__name__
            )
            if pause is not None and not isinstance(
                failure, TelegramEntityTooLarge
            ):  # no repetition makes that smaller
                await clock.sleep(pause)
                continue
        except Exception:
            logger.exception("Update %d could not be handled", update.update_id)
        return
