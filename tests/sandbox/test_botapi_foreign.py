"""python-telegram-bot, a client that is not ours, against the Bot API door."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from typing import Any

from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup, Update
from telegram.ext import Application, CallbackQueryHandler, CommandHandler, MessageHandler, filters

from tests.sandbox.telegram_world import TelegramWorld, telegram_world

Handler = Callable[[Update, Any], Coroutine[Any, Any, None]]


def foreign_bot(w: TelegramWorld) -> Bot:
    return Bot(w.cast.bot.token or "", base_url=f"{w.door.url}/bot", base_file_url=f"{w.door.url}/file/bot")


async def test_its_application_polls_hears_a_command_a_press_and_a_file() -> None:
    got: dict[str, Any] = {}
    done = asyncio.Event()

    async def start(update: Update, _: Any) -> None:
        assert update.message is not None
        keyboard = InlineKeyboardMarkup([[InlineKeyboardButton("Go on", callback_data="on")]])
        await update.message.reply_html("<b>Hello</b>", reply_markup=keyboard)

    async def press(update: Update, _: Any) -> None:
        query = update.callback_query
        assert query is not None
        await query.answer("Yes")
        await query.edit_message_text("Send a file")

    async def document(update: Update, _: Any) -> None:
        assert update.message is not None
        assert update.message.document is not None
        file = await update.message.document.get_file()
        got["file"] = bytes(await file.download_as_bytearray())
        got["sent"] = await update.message.reply_document(b"back", filename="back.txt", caption="here")
        done.set()

    async with telegram_world() as w:
        application = Application.builder().bot(foreign_bot(w)).build()
        application.add_handler(CommandHandler("start", start))
        application.add_handler(CallbackQueryHandler(press))
        application.add_handler(MessageHandler(filters.Document.ALL, document))
        async with application:
            await application.start()
            assert application.updater is not None
            await application.updater.start_polling(poll_interval=0, timeout=5)
            await w.world.say("/start")
            await w.world.wait(button="Go on")
            assert (await w.world.press("Go on", timeout=5))["answer"]["text"] == "Yes"
            await w.world.wait(text="Send a file")
            await w.world.send_file("cookies.txt", b"# Netscape HTTP Cookie File")
            async with asyncio.timeout(60):
                await done.wait()
            await application.updater.stop()
            await application.stop()
        assert got["file"] == b"# Netscape HTTP Cookie File"
        last = (await w.world.read())[-1]
        assert (last["text"], last["media"]["size"], last["media"]["name"]) == ("here", 4, "back.txt")
