"""What Telegram says to the bot's token, and what time it is there. It disturbs no app that uses the same token."""

from __future__ import annotations

from email.utils import parsedate_to_datetime
from typing import cast

from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.exceptions import TelegramAPIError, TelegramNotFound, TelegramUnauthorizedError
from aiohttp import ClientError, ClientTimeout

from core.clock import Clock
from core.step import step

from .finding import Finding, bad, fine, warn

SKEW = 30.0  #: seconds that a clock may be wrong: Telegram's MTProto takes no more than a few minutes
SECONDS = 15


async def outside(bot: Bot, clock: Clock) -> list[Finding]:
    """bot: connected with the address, proxy and authority that the settings name."""
    try:
        me = await bot.get_me(request_timeout=SECONDS)
    except (TelegramUnauthorizedError, TelegramNotFound):
        return [bad("token", "refused"), await _clock(bot, clock)]
    except (TelegramAPIError, ClientError, TimeoutError) as error:
        return [bad("token", "away", kind=type(error).__name__), warn("clock", "unknown")]
    return [fine("token", name=f"@{me.username}"), await _clock(bot, clock)]


async def _clock(bot: Bot, clock: Clock) -> Finding:
    session = cast("AiohttpSession", bot.session)
    try:
        http = await session.create_session()
        address = session.api.base.partition("/bot{token}")[0]
        with step("bot_api.date"):
            async with http.get(f"{address}/", allow_redirects=False, timeout=ClientTimeout(SECONDS)) as answer:
                told = answer.headers.get("Date", "")
        there = parsedate_to_datetime(told).timestamp()
    except (ClientError, OSError, TimeoutError, ValueError, TypeError):
        return warn("clock", "unknown")
    off = clock.now() - there
    if abs(off) <= SKEW:
        return fine("clock")
    return bad("clock", "ahead" if off > 0 else "behind", seconds=round(abs(off)))
