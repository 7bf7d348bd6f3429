"""What the bot hears of the people in a TelegramWorld, as aiogram reads it."""

from __future__ import annotations

from aiogram.types import (
    CallbackQuery,
    Message,
    Update,
)

from tests.sandbox.telegram_world import TelegramWorld


async def updates(w: TelegramWorld) -> list[Update]:
    """What came since the last look; confirmed."""
    came = await w.bot.get_updates()
    if came:
        await w.bot.get_updates(offset=came[-1].update_id + 1)
    return came


async def message(w: TelegramWorld) -> Message:
    [update] = await updates(w)
    assert update.message is not None
    return update.message


async def presses(w: TelegramWorld) -> list[CallbackQuery]:
    return [one.callback_query for one in await updates(w) if one.callback_query is not None]
