"""The demo's owner: presses what stands on the buttons, waits for answers, and notices a secret that stays in the chat."""

from __future__ import annotations

import asyncio
import io
from collections.abc import Awaitable, Callable, Coroutine
from typing import Any

import pytest
from aiogram.types import InlineKeyboardMarkup, KeyboardButton, ReplyKeyboardMarkup
from rich.console import Console

from bot import demo_owner
from bot.demo_owner import Owner
from bot.demo_stage import DemoFailed
from sandbox.client import World, WorldError
from tests.sandbox.telegram_world import TelegramWorld, keys, telegram_world


class Driven:
    """The control API as the demo's stage gives it."""

    def __init__(self, world: World) -> None:
        self._world = world
        self.ended = False

    async def do(self, verb: str, **arguments: Any) -> Any:
        try:
            return await self._world.do(verb, **arguments)
        except WorldError as refused:
            raise DemoFailed(str(refused)) from None

    def still_runs(self) -> None:
        if self.ended:
            raise DemoFailed("the app ended.")


def owner_in(w: TelegramWorld) -> tuple[Owner, Driven, io.StringIO]:
    out = io.StringIO()
    driven = Driven(w.world)
    return Owner(Console(file=out, width=100, color_system=None, highlight=False), driven), driven, out


async def while_bot(w: TelegramWorld, doing: Coroutine[Any, Any, Any], then: Callable[[Any], Awaitable[Any]]) -> Any:
    """Meanwhile the bot does this with the first update that comes."""
    async with asyncio.TaskGroup() as tasks:
        running = tasks.create_task(doing)
        while not (updates := await w.bot.get_updates(timeout=5)):
            pass
        await then(updates[0])
        await w.bot.get_updates(offset=updates[-1].update_id + 1, timeout=0)
    return running.result()


async def test_the_newest_button_that_says_it_is_pressed_inline_or_below_the_text_field() -> None:
    async with telegram_world() as w:
        owner, _, _ = owner_in(w)
        for text in ("old", "new"):
            await w.bot.send_message(w.owner, text, reply_markup=keys("🔄 Look now"))
        pressed = await while_bot(
            w, owner.press("Look now"), lambda update: w.bot.answer_callback_query(update.callback_query.id, "Looking")
        )
        assert pressed["answer"]["text"] == "Looking"
        rows = [[KeyboardButton(text="📱 Send my phone number", request_contact=True)]]
        await w.bot.send_message(w.owner, "which?", reply_markup=ReplyKeyboardMarkup(keyboard=rows))
        await owner.press("phone number")
        assert "contact" in (await w.world.read())[-1]["service"]


async def test_a_button_of_an_older_message_is_not_pressed_where_a_newer_one_is_awaited(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(demo_owner, "SOON", 0.3)
    async with telegram_world() as w:
        owner, _, _ = owner_in(w)
        await w.bot.send_message(w.owner, "panel", reply_markup=keys("Look now"))
        with pytest.raises(DemoFailed, match=r"there is no button '🔄 Look now'.*'/menu'"):
            await owner.look_now()


async def test_a_message_with_a_secret_is_waited_for_until_the_bot_has_taken_it_away() -> None:
    async with telegram_world() as w:
        owner, _, _ = owner_in(w)
        confiding = owner.confide(owner.say("the key is 5a5a5a"), "5a5a5a")
        await while_bot(w, confiding, lambda update: w.bot.delete_message(w.owner, update.message.message_id))
        assert await owner.assert_nothing_secret_stays() == 1
        await w.bot.send_message(w.owner, "I took 5a5a5a", reply_markup=InlineKeyboardMarkup(inline_keyboard=[]))
        with pytest.raises(DemoFailed, match="a secret still stands in the chat"):
            await owner.assert_nothing_secret_stays()


async def test_a_secret_that_the_bot_leaves_in_the_chat_fails_the_demo(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(demo_owner, "SOON", 0.3)
    async with telegram_world() as w:
        owner, _, _ = owner_in(w)
        with pytest.raises(DemoFailed, match="a message with a secret stays"):
            await owner.confide(owner.say("the key is 5a5a5a"), "5a5a5a")


async def test_an_app_that_ended_is_said_at_once() -> None:
    async with telegram_world() as w:
        owner, driven, _ = owner_in(w)
        driven.ended = True
        with pytest.raises(DemoFailed, match=r"the app ended\."):
            await owner.sees("Set-up")


async def test_the_line_of_the_answer_is_told() -> None:
    async with telegram_world() as w:
        owner, _, out = owner_in(w)
        await w.bot.send_message(w.owner, "Google\n\n✅ Connected as Sora [x].\n\nmore")
        owner.did("types the code")
        owner.heard(await owner.sees("Connected as"), "Connected as")
        lines = [line.rstrip() for line in out.getvalue().splitlines()]
        assert lines == ["the owner  types the code", "   Yagami  ✅ Connected as Sora [x]."]
