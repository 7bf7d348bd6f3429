"""What a screen shows: text, buttons, maybe a picture; and the data that buttons carry. Knows Telegram's limits, and no screen.

A button's data is words joined by `|`: a screen's name, then either an action and its arguments (`feed|set|likes|off`) or
just arguments,
which then is the place where the button leads (`feed|likes`). It carries the state that is wanted, never "flip".
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from aiogram.types import (
    CopyTextButton,
    InlineKeyboardButton,
    InlineKeyboardMarkup,
    KeyboardButton,
    ReplyKeyboardMarkup,
)

from core.model import Button
from core.wording import units

DATA_BYTES = 64
TEXT_UNITS = 4096
CAPTION_UNITS = 1024
Rows = tuple[tuple[Button, ...], ...]


@dataclass(frozen=True, slots=True)
class Question:
    """While this view is shown, the owner's next message answers it.

    keyboard: buttons of a reply keyboard (share a contact, choose a chat), shown in a message of their own under `prompt`
    and taken away
    with the answer. secret: the answer is deleted from the chat in any case.
    """

    secret: bool = False
    minutes: float = 10.0
    prompt: str = ""  #: HTML; needed with a keyboard
    keyboard: tuple[tuple[KeyboardButton, ...], ...] = ()


@dataclass(frozen=True, slots=True)
class View:
    """One screen as it stands. With a picture, the text is its caption."""

    text: str  #: HTML
    rows: Rows = ()
    photo: bytes | None = field(default=None, repr=False)  #: PNG or JPEG
    question: Question | None = None


def data(*words: str | int) -> str:
    """A button's data. Raises ValueError if Telegram would not take it."""
    joined = "|".join(map(str, words))
    if not 0 < len(joined.encode()) <= DATA_BYTES or any("|" in str(one) for one in words):
        raise ValueError(f"not a button's data: {joined!r}")
    return joined


def button(text: str, *words: str | int, style: str | None = None) -> Button:
    """A button that presses `words` (see data). style: danger, success or primary."""
    return Button(text, data=data(*words), style=style)


def link(text: str, url: str) -> Button:
    return Button(text, url=url)


def column(buttons: Iterable[Button]) -> Rows:
    return tuple((one,) for one in buttons)


def grid(buttons: Sequence[Button], wide: int) -> Rows:
    return tuple(tuple(buttons[start : start + wide]) for start in range(0, len(buttons), wide))


def markup(rows: Rows) -> InlineKeyboardMarkup | None:
    """For the Bot API; None without buttons."""
    if not any(rows):
        return None
    return InlineKeyboardMarkup(inline_keyboard=[[_inline(one) for one in row] for row in rows if row])


def _inline(one: Button) -> InlineKeyboardButton:
    return InlineKeyboardButton(
        text=one.text,
        callback_data=one.data,
        url=one.url,
        copy_text=CopyTextButton(text=one.copy) if one.copy else None,
        style=one.style,
    )


def reply_markup(question: Question) -> ReplyKeyboardMarkup:
    return ReplyKeyboardMarkup(
        keyboard=[list(row) for row in question.keyboard], resize_keyboard=True, one_time_keyboard=True
    )


def fitted(text: str, most: int = TEXT_UNITS) -> str:
    """A text of whole lines within Telegram's limit; what is too much is left out at its end, line by line."""
    if units(text) <= most:
        return text
    lines = text.split("\n")
    while len(lines) > 1 and units("\n".join(lines)) + 2 > most:
        lines.pop()
    return "\n".join([*lines, "…"])
