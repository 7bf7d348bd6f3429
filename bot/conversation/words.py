"""Texts for HTML messages: what fills them is escaped here, at the one place. Buttons and toasts are plain."""

from __future__ import annotations

import html
from collections.abc import Mapping
from datetime import UTC, datetime

from core.model import Sentence
from locales import Texts

Arg = str | int | float
_TURNING = dict.fromkeys(range(0x202A, 0x202F))  #: embeddings and overrides; isolates end with their line
_INSIDE = {"t": "%H:%M UTC", "T": "%H:%M:%S UTC", "d": "%Y-%m-%d", "D": "%Y-%m-%d"}


def escape(text: str) -> str:
    """For the text of an HTML message."""
    return html.escape(text, quote=False)


class Html(str):
    """Text that is HTML already: it fills a text as it is."""

    __slots__ = ()


class Words:
    """One language's texts, as a screen uses them."""

    def __init__(self, texts: Texts) -> None:
        self.texts = texts

    @property
    def language(self) -> str:
        return self.texts.language

    def __call__(self, key: str, **args: Arg) -> str:
        """For the text of a message: the text's own markup stays, what fills it is escaped."""
        return self.texts.get(key, **{name: _safe(one) for name, one in args.items()})

    def plain(self, key: str, **args: Arg) -> str:
        """For buttons and toasts."""
        return self.texts.get(key, **{name: _straight(one) for name, one in args.items()})

    def reason(self, said: Sentence) -> str:
        """Why something waits or failed, escaped. `why` among the arguments is another key and becomes `$reason`."""
        return escape(self.plain_reason(said))

    def plain_reason(self, said: Sentence) -> str:
        args: Mapping[str, Arg] = {name: _straight(one) for name, one in said.args.items()}
        why = args.get("why")
        if why is not None:
            args = {**args, "reason": self.texts.get(str(why), **args)}
        return self.texts.get(said.key, **args)


def _safe(arg: Arg) -> Arg:
    return escape(str(_straight(arg))) if isinstance(arg, str) and not isinstance(arg, Html) else arg


def _straight(arg: Arg) -> Arg:
    """Without the marks with which a name or a title could turn around what stands behind it."""
    return arg.translate(_TURNING) if isinstance(arg, str) else arg


def moment(at: float, form: str = "r") -> Html:
    """A point in time, shown in the reader's own zone and language (Bot API 9.5). form: `r` is "in 5 minutes"; t, d, T, D as
    there. Older apps show what stands inside, which is UTC."""
    inside = f"{datetime.fromtimestamp(at, UTC):{_INSIDE.get(form, '%Y-%m-%d %H:%M UTC')}}"
    return Html(f'<tg-time unix="{int(at)}" format="{form}">{inside}</tg-time>')
