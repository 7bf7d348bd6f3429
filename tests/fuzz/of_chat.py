"""What comes into the chat: updates, buttons' data, commands and their payloads, links, typed figures; and what asks the API."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Awaitable, Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any, cast

from aiogram.types import Message
from multidict import MultiDict
from pydantic import ValidationError
from yarl import URL

from bot.api import questions
from bot.api.guard import Refused, may
from bot.conversation.message import read_command, reduced
from bot.conversation.screen import Context, Heard, Stale, Where
from bot.conversation.view import DATA_BYTES
from bot.owner import Owner
from bot.polling import RawUpdate, _decode
from bot.screens import SCREENS
from bot.screens.backfill_words import read_date
from bot.screens.telegram_reading import looks_like_code, read_api, read_phone
from bot.screens.typed import read_number
from bot.standing import _MARK
from core.errors import Trouble
from core.youtube.google import Google
from tests.bot.screens.rows import NOW, context, furnish

from .inputs import Mill
from .parser import Parser, Read, fits_a_row, pure
from .samples import BODIES, HEADERS, MESSAGES, QUERIES, TYPED, UPDATES

ACTIONS = tuple(f"{name}|{action}" for name, screen in SCREENS.screens.items() for action in sorted(screen.actions))
PLACES = tuple("|".join((name, *args)) for name, screen in SCREENS.screens.items() for args in screen.places)
ARGUMENTS = (
    "likes",
    "subscriptions",
    "history",
    "on",
    "off",
    "1",
    "0",
    "-1",
    "dQw4w9WgXcQ",
    "best",
    "720",
    "liked",
    "en",
    "all",
    "99999999999999999999",
    "1e9",
)
COMMANDS = {name: one for one in SCREENS.screens.values() for name in one.commands}
TOKEN = "a-token-of-sixteen-letters"


class Undone(Exception):
    """Takes everything back that was written."""


def on_rows(hear: Callable[[Context, Any], Awaitable[object]]) -> Callable[[Path], AbstractContextManager[Read]]:
    """On a database in which everything has happened; each input finds it as it was."""

    @contextmanager
    def opened(folder: Path) -> Iterator[Read]:
        with asyncio.Runner() as runner:
            loop = runner.get_loop()
            entered = context(folder)
            ctx = loop.run_until_complete(entered.__aenter__())
            loop.run_until_complete(furnish(ctx))
            google = Google(cast("Any", None), cast("Any", None), ctx.services.clock, cast("Any", None))  # asks nobody
            ctx = replace(ctx, services=replace(ctx.services, google=google))

            async def undone(given: Any) -> object:
                found: object = None
                try:
                    async with ctx.store.database.transaction("fuzz"):
                        found = await hear(ctx, given)
                        raise Undone
                except Undone:
                    return found

            yield lambda given: loop.run_until_complete(undone(given))
            loop.run_until_complete(entered.__aexit__(None, None, None))

    return opened


async def pressed(ctx: Context, data: str) -> object:
    """As Hears.pressed does it, up to the drawing; now and then the place is drawn."""
    screen, action, args = SCREENS.read(data)
    if action:
        return await screen.press(ctx, Where(ctx.owner, 1), action, args) or True
    if not screen.own and len(data) % 16 == 0:
        return await screen.show(ctx, args)
    return True


async def said(ctx: Context, text: str) -> object:
    """As Hears.said does it, where nothing is asked."""
    ctx.services.owner.claims(text)
    heard = Heard(5, text=text, urls=(text,))
    command = read_command(text)
    if command is not None:
        screen = COMMANDS.get(command[0])
        return await screen.command(ctx, *command) if screen else None
    for screen in SCREENS.screens.values():
        if (after := await screen.overhear(ctx, heard, asked=False)) is not None:
            return after
    return None


@contextmanager
def claims(_folder: Path) -> Iterator[Read]:
    """Nobody but who has the word is let in."""
    owner = Owner(cast("Any", None), None)
    owner._word = "0123456789abcdef0123456789abcdef"

    def read(text: str) -> object:
        command = read_command(text)
        claimed = owner.claims(text)
        assert claimed == (text == "/start claim_0123456789abcdef0123456789abcdef")
        return command or claimed or None

    yield read


def updates(data: bytes) -> object:
    """An answer of getUpdates, as aiogram reads it and as our loop takes it apart."""
    from aiogram.methods.base import Response

    from bot.polling import GetRawUpdates

    try:
        answer = Response[list[RawUpdate]].model_validate_json(data)
    except ValidationError:
        return None
    assert GetRawUpdates.__returning__ == list[RawUpdate]
    found = [one for raw in answer.result or () if (one := _decode(cast("Any", None), raw)) is not None]
    for one in found:
        if isinstance(one.message, Message):
            fits_a_row(reduced(one.message))
    return found or None


def typed(text: str) -> object:
    number, day, phone = read_number(text), read_date(text, NOW), read_phone(text)
    fits_a_row((number, phone))
    assert phone is None or re.fullmatch(r"\+[0-9]{7,15}", phone)
    api_id, api_hash = read_api(text)
    assert api_id is None or 0 < api_id < 2**31
    assert api_hash is None or re.fullmatch("[0-9a-f]{32}", api_hash)
    mark = _MARK.search(text)
    found = (number, day, phone, api_id, api_hash, looks_like_code(text), mark and int(mark[1]))
    return found if any(one not in (None, False) for one in found) else None


def asked(text: str) -> object:
    query = MultiDict(part.partition("=")[::2] for part in text.split("&"))
    if len(text) % 2:
        try:
            query = MultiDict(URL(f"http://x/?{text}", encoded=True).query)
        except ValueError:
            return None  # the server refuses it before anybody looks
    wanted, limit = questions.page(cast("Any", query)) if "by" not in query else (questions.span(cast("Any", query)), 1)
    assert 1 <= limit <= questions.MOST
    if not isinstance(wanted, str):
        fits_a_row((wanted.since, wanted.until, wanted.below))
    return wanted


def wished(data: bytes) -> object:
    wish = questions.wish(data)
    assert re.fullmatch("[A-Za-z0-9_-]{11}", wish.video)
    return wish


def let_in(text: str) -> object:
    """Whoever is let in has the token."""
    for path in ("/", "/api/events"):
        if may(TOKEN, text, path):
            assert TOKEN in text or text.lower().startswith("basic")
            return True
    return None


def _data(mill: Mill) -> str:
    """A button's data, as long as Telegram lets it be."""
    if mill.chance(0.4):
        text = mill.text((*ACTIONS, *PLACES))
    else:
        text = "|".join(
            (
                mill.one(ACTIONS),
                *(mill.one(ARGUMENTS) if mill.chance(0.8) else mill.piece() for _ in range(mill.random.randrange(4))),
            )
        )
    return text.encode("utf-8", "replace")[:DATA_BYTES].decode("utf-8", "ignore")


def _sent(text: str) -> str:
    """What a message can hold."""
    return text.encode("utf-8", "replace").decode()[:4096]


PARSERS = (
    Parser("callbacks", "buttons' data", _data, on_rows(pressed), (Stale, Trouble)),
    Parser(
        "messages",
        "messages: commands, payloads, links",
        lambda mill: _sent(mill.text(MESSAGES)),
        on_rows(said),
        (Stale, Trouble),
    ),
    Parser(
        "claims",
        "/start and its payload, before anybody owns the bot",
        lambda mill: mill.text(MESSAGES),
        claims,
        (),
        (MESSAGES, str),
        4096,
    ),
    Parser(
        "updates",
        "getUpdates' answers",
        lambda mill: mill.json(UPDATES),
        pure(updates),
        (),
        (UPDATES, lambda text: text.encode("utf-8", "surrogatepass")),
    ),
    Parser(
        "typed",
        "figures, dates, numbers, codes that are typed",
        lambda mill: mill.text(TYPED),
        pure(typed),
        (),
        (TYPED, str),
        4096,
    ),
    Parser(
        "api-questions",
        "the API's queries",
        lambda mill: mill.text(QUERIES),
        pure(asked),
        (Refused,),
        (QUERIES, str),
        16_384,
    ),
    Parser(
        "api-wishes",
        "the API's POST body",
        lambda mill: mill.json(BODIES),
        pure(wished),
        (Refused,),
        (BODIES, lambda text: text.encode("utf-8", "surrogatepass")),
    ),
    Parser("api-tokens", "the API's Authorization", lambda mill: mill.text(HEADERS), pure(let_in), (), (HEADERS, str)),
)
