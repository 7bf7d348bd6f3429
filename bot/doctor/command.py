"""`yagami doctor`: what can be checked from outside, in the terminal. What only the running app knows, `/doctor` says in its chat.

Nothing is opened that a running app holds: the database is read through a connection of its own, Telegram is asked who the bot is.
"""

from __future__ import annotations

import html
import os
import re

from bot.api.asking import asked_there
from bot.connection import connect
from bot.conversation.words import Words
from bot.settings import Settings
from core.clock import SystemClock
from locales import languages, texts

from .files import files
from .finding import Finding, Mark
from .machine import machine
from .outside import outside
from .words import line

JOINER = "\u200c"  #: within Persian words
_TAG = re.compile(r"<[^>]+>")
_UNSEEN = dict.fromkeys((0x200E, 0x200F, *range(0x2066, 0x206A)))  #: marks of direction, which terminals show as boxes


async def doctor(settings: Settings) -> tuple[int, list[str]]:
    """-> (exit code: 1 if something does not work, a line for each part)."""
    words = Words(texts(language(os.environ)))
    clock = SystemClock()
    bot = connect(
        settings.bot_token.get_secret_value(), clock, bot_api=settings.bot_api, proxy=settings.telegram_proxy, ca=settings.ca
    )  # fmt: skip
    try:
        found = [*await machine(settings), *await files(settings), *await outside(bot, clock)]
    finally:
        await bot.session.close()
    last = words("doctor-app-running" if await running(settings) else "doctor-app-stopped")
    return exit_code(found), [plain(one) for one in (*(line(words, one) for one in found), last)]


def exit_code(found: list[Finding]) -> int:
    return int(any(one.mark is Mark.BAD for one in found))


def language(environment: os._Environ[str] | dict[str, str]) -> str:
    """That of the terminal, where there are texts in it."""
    said = environment.get("LC_ALL") or environment.get("LC_MESSAGES") or environment.get("LANG") or ""
    short = re.split(r"[_.@]", said)[0].lower()
    return short if short in languages() else "en"


async def running(settings: Settings) -> bool:
    """Whether an app answers on this data folder."""
    try:
        return bool(await asked_there(settings.data))
    except TimeoutError:
        return True  # it hangs: `yagami health` says so
    except OSError:
        return False


def plain(text: str) -> str:
    """HTML for a terminal; what could move its cursor is left out."""
    shown = html.unescape(_TAG.sub("", text)).translate(_UNSEEN)
    return "".join(one for one in shown if one.isprintable() or one == JOINER)
