"""The chat in the terminal: what a newcomer types reaches the bot, and what the bot does can be read, with colours or without."""

from __future__ import annotations

import asyncio
import io
from collections.abc import AsyncIterator, Awaitable, Callable
from pathlib import Path
from typing import Any

import pytest
from aiogram import Bot
from aiogram.types import (
    BufferedInputFile,
    CopyTextButton,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    KeyboardButton,
    KeyboardButtonRequestChat,
    ReplyKeyboardMarkup,
)

from bot.demo_chat import Chat
from bot.demo_stage import DemoFailed
from bot.demo_talk import talk
from sandbox.client import World, WorldError
from sandbox.world import Sandbox
from tests.bot.terminals import png, terminal
from tests.sandbox.telegram_world import TelegramWorld, keys, plain_session, telegram_world


def driving(world: World) -> Callable[..., Awaitable[Any]]:
    """The control API as the demo's stage gives it: a refusal is DemoFailed."""

    async def do(verb: str, **arguments: Any) -> Any:
        try:
            return await world.do(verb, **arguments)
        except WorldError as refused:
            raise DemoFailed(str(refused)) from None

    return do


def chat_in(w: TelegramWorld, likes: tuple[str, ...] = ()) -> tuple[Chat, io.StringIO]:
    console, out = terminal()
    return Chat(console, driving(w.world), likes), out


async def test_a_text_is_said_a_button_pressed_by_its_number_and_the_answer_shown() -> None:
    async with telegram_world() as w:
        chat, out = chat_in(w)
        assert await chat.obey("/status please")
        rows = [
            [InlineKeyboardButton(text="Off", callback_data="off", style="danger")],
            [
                InlineKeyboardButton(text="Open", url="https://example.org"),
                InlineKeyboardButton(text="Copy", copy_text=CopyTextButton(text="ABCD")),
            ],
        ]
        panel = await w.bot.send_message(
            w.owner, "<b>Panel</b> [1]", parse_mode="HTML", reply_markup=InlineKeyboardMarkup(inline_keyboard=rows)
        )
        await w.bot.send_message(w.owner, "no buttons")
        await chat.show()
        assert "you #1 /status please" in out.getvalue()
        assert "Panel [1]" in out.getvalue()
        assert "[2] Open ↗ https://example.org   [3] Copy ⧉ ABCD" in out.getvalue()
        pressing = asyncio.create_task(chat.obey("1"))  # noqa: TID251
        updates = await w.bot.get_updates(timeout=5, offset=-1, allowed_updates=["message", "callback_query"])
        query = updates[-1].callback_query
        while query is None:
            updates = await w.bot.get_updates(timeout=5, offset=updates[-1].update_id + 1)
            query = updates[-1].callback_query
        assert query.data == "off"
        await w.bot.edit_message_text(
            "Panel, all off", chat_id=w.owner, message_id=panel.message_id, reply_markup=keys("On")
        )
        await w.bot.answer_callback_query(query.id, text="Switched off", show_alert=True)
        await pressing
        said = out.getvalue()
        assert "⚠ Switched off" in said
        assert f"Yagami #{panel.message_id} · edited" in said
        assert "[1] On" in said.rpartition("Panel, all off")[2]
        await chat.obey("#99 1")
        assert "no button 1" in out.getvalue()
        await chat.obey("say 3")
        assert (await w.world.read())[-1]["text"] == "3"
        assert not await chat.obey("quit")


async def test_an_edited_text_shows_its_change_and_a_deleted_message_goes() -> None:
    async with telegram_world() as w:
        chat, out = chat_in(w)
        sent = await w.bot.send_message(w.owner, "Downloading\n10 %", reply_markup=keys("Cancel"))
        await chat.show()
        await w.bot.edit_message_text(
            "Downloading\n20 %", chat_id=w.owner, message_id=sent.message_id, reply_markup=keys("Cancel")
        )
        await chat.show()
        assert out.getvalue().rstrip().endswith(f"#{sent.message_id} 20 %")
        assert out.getvalue().count("Downloading") == 1
        await w.bot.delete_message(w.owner, sent.message_id)
        await chat.show()
        assert out.getvalue().rstrip().endswith(f"#{sent.message_id} was deleted")


async def test_photos_are_drawn_and_files_sent(tmp_path: Path) -> None:
    async with telegram_world() as w:
        chat, out = chat_in(w)
        await w.bot.send_photo(w.owner, BufferedInputFile(png(), "qr.png"), caption="Scan this")
        await chat.show()
        assert "█▀▀▀" in out.getvalue()
        assert "Scan this" in out.getvalue()
        (tmp_path / "cookies.txt").write_text("# Netscape HTTP Cookie File")
        await chat.obey(f"/file {tmp_path / 'cookies.txt'}")
        assert (await w.world.read())[-1]["media"]["name"] == "cookies.txt"
        await chat.obey("/file /nowhere/at/all")
        assert "/nowhere/at/all can't be read: No such file or directory" in out.getvalue()


async def test_what_the_world_refuses_is_said_and_the_chat_goes_on() -> None:
    async with telegram_world() as w:
        chat, out = chat_in(w)
        assert await chat.obey("x" * 5000)
        assert await chat.obey("7")
        assert await chat.obey("like")
        assert "MESSAGE_TOO_LONG" in out.getvalue()
        assert "no button 7" in out.getvalue()
        assert "every video of this world is liked by now" in out.getvalue()


async def test_a_chat_is_chosen_for_a_button_that_asks_for_one() -> None:
    async with Sandbox() as sandbox, World(sandbox.control.url) as world:
        console, out = terminal()
        chat = Chat(console, driving(world), ("yagamiPlain",))
        async with Bot(sandbox.cast.bot.token or "", session=plain_session(sandbox.bot_api.url)) as bot:
            asked = KeyboardButtonRequestChat(request_id=1, chat_is_channel=True)
            rows = [[KeyboardButton(text="Pick", request_chat=asked)]]
            await bot.send_message(sandbox.cast.owner.id, "which?", reply_markup=ReplyKeyboardMarkup(keyboard=rows))
            await chat.show()
            for line in ("1", "", "1", "new Fresh", "1", "2", "like"):
                await chat.obey(line)
            shared = [one.message.chat_shared for one in await bot.get_updates() if one.message]
        fresh = sandbox.cast.channels["Fresh"].id
        assert [one.chat_id for one in shared if one] == [fresh, sandbox.cast.channels["subscriptions"].id]
        assert "broken off: the bot hears nothing of it" in out.getvalue()
        assert "you like https://youtu.be/yagamiPlain" in out.getvalue()


async def test_a_script_is_played_to_its_end() -> None:
    async def lines() -> AsyncIterator[str]:
        for line in ("hello", "help", "quit", "never said"):
            yield line

    async with telegram_world() as w:
        console, out = terminal()
        await talk(console, driving(w.world), lines=lines())
        assert [one["text"] for one in await w.world.read()] == ["hello"]
        assert "> quit" in out.getvalue()
        assert "you #1 hello" in out.getvalue()


class Channel:
    """Beside the chat: a channel in which a like is told after a while."""

    def __init__(self) -> None:
        self.forgotten = 0
        self.looks: int | None = None  #: since the like

    async def show(self) -> bool:
        if self.looks is not None:
            self.looks += 1
        return self.looks == 8

    def forget(self) -> None:
        self.forgotten += 1

    async def liked(self) -> None:
        self.looks = 0

    def is_busy(self) -> bool:
        return self.looks is not None and self.looks < 8


async def test_what_a_like_brings_beside_the_chat_is_waited_for_before_the_next_line_of_a_script() -> None:
    channel, busy = Channel(), []

    async def lines() -> AsyncIterator[str]:
        for line in ("like", "read", "quit"):
            busy.append(channel.is_busy())
            yield line

    async with Sandbox() as sandbox, World(sandbox.control.url) as world:
        console, _ = terminal()
        await talk(console, driving(world), ("yagamiPlain",), lines(), beside=channel)
    assert channel.looks is not None
    assert channel.looks >= 8
    assert busy == [False, False, False]
    assert channel.forgotten == 1


async def test_a_script_waits_while_the_bot_says_that_it_is_at_something() -> None:
    async with telegram_world() as w:
        sent = await w.bot.send_message(w.owner, "🔎 Looking…")
        asked = asyncio.Event()

        async def lines() -> AsyncIterator[str]:
            yield ""
            asked.set()
            yield "quit"

        async with asyncio.TaskGroup() as tasks:
            console, _ = terminal()
            tasks.create_task(talk(console, driving(w.world), lines=lines()))
            with pytest.raises(TimeoutError):
                await asyncio.wait_for(asked.wait(), 2.5)
            await w.bot.edit_message_text("Found", chat_id=w.owner, message_id=sent.message_id)
            await asyncio.wait_for(asked.wait(), 10)


async def test_a_world_that_ends_ends_the_chat_with_one_sentence() -> None:
    async def lines() -> AsyncIterator[str]:
        yield "hello"
        await asyncio.Event().wait()

    async with telegram_world() as w:
        console, _ = terminal()
        do, broken = driving(w.world), asyncio.Event()

        async def failing(verb: str, **arguments: Any) -> Any:
            if verb == "say":
                broken.set()
            if broken.is_set() and verb == "read":
                raise DemoFailed("the world is gone.")
            return await do(verb, **arguments)

        with pytest.raises(DemoFailed, match="the world is gone"):
            await talk(console, failing, lines=lines())
