"""How the bot shows itself: the menu of commands, in the owner's language and for nobody else; what it says about itself.

Done at each start, and when the language changes; what stands at Telegram already is not sent again: its digest is a setting.
While the owner follows Telegram's language, each language has its own list and the apps choose; a language that was
chosen is everybody's list, and the others go.
"""

from __future__ import annotations

import hashlib

from aiogram.methods import (
    DeleteMyCommands,
    SetChatMenuButton,
    SetMyCommands,
    SetMyDescription,
    SetMyShortDescription,
    TelegramMethod,
)
from aiogram.types import BotCommand, BotCommandScopeChat, MenuButtonCommands

from bot.conversation.errands import Running
from bot.menu import MENU
from core.settings import Settings
from locales import languages, texts

from .asking import asking

COMMANDS = "commands"  #: the kind
SHOWN = "commands.shown"  #: setting: digest of what was sent last


async def commands(run: Running) -> None:
    """Nothing is sent while there is no owner, or if nothing has changed."""
    owner = run.services.owner.id
    if owner is None:
        return
    calls = wanted(owner, await run.store.settings.chosen(), languages())
    drawn = digest(calls)
    if await run.store.settings.get(SHOWN) == drawn:
        return
    for call in calls:
        with asking("set_commands"):
            await run.services.bot(call)
    async with run.done():
        await run.store.settings.put(SHOWN, drawn)


def wanted(owner: int, settings: Settings, spoken: tuple[str, ...]) -> list[TelegramMethod[bool]]:
    """Everything that Telegram is to know. Pure."""
    mine = BotCommandScopeChat(chat_id=owner)
    calls: list[TelegramMethod[bool]] = [
        SetMyCommands(commands=listed(settings.spoken), scope=mine),
        SetChatMenuButton(chat_id=owner, menu_button=MenuButtonCommands()),
        DeleteMyCommands(),  # nobody but the owner has a menu, whatever BotFather was told once
    ]
    for code in spoken:
        calls.append(DeleteMyCommands(language_code=code))
        if settings.language is None:
            calls.append(SetMyCommands(commands=listed(code), scope=mine, language_code=code))
        else:
            calls.append(DeleteMyCommands(scope=mine, language_code=code))
    for code in ("", *spoken):
        words = texts(code or "en")
        calls.append(SetMyDescription(description=words.get("about-bot"), language_code=code or None))
        calls.append(SetMyShortDescription(short_description=words.get("about-bot-short"), language_code=code or None))
    return calls


def listed(language: str) -> list[BotCommand]:
    words = texts(language)
    return [BotCommand(command=one, description=words.get(f"command-{one}")) for one in MENU]


def digest(calls: list[TelegramMethod[bool]]) -> str:
    shown = [
        (type(call).__name__, call.model_dump(mode="json", exclude_none=True, exclude_unset=True)) for call in calls
    ]
    return hashlib.sha256(repr(shown).encode()).hexdigest()[:24]
