"""/start and /status: what the bot is doing right now, read from the rows and said in a few lines."""

from __future__ import annotations

import html
import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Protocol

from aiogram import Router
from aiogram.filters import Command
from aiogram.types import Message

from core.clock import Clock
from core.model import DownloadState
from locales import Texts


@dataclass(frozen=True, slots=True)
class Pause:
    """Something that waits: why, in the words of a trouble (core/errors.py), and until when if it ends by itself."""

    scope: str
    until: float | None  #: Unix seconds; None until the owner has mended it
    key: str
    args: Mapping[str, str | int | float] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Status:
    """What the screen shows."""

    likes_seeded: int | None  #: how many likes the first look found; None before it
    last_look: float | None  #: Unix seconds of the last look that succeeded
    waiting_deliveries: int
    downloads: Mapping[str, int]  #: DownloadState -> how many
    pauses: tuple[Pause, ...] = ()
    failed_deliveries: int = 0  #: posts that Telegram refused for good


class StatusReader(Protocol):
    """The port to storage."""

    async def status(self) -> Status: ...


def make_router(reader: StatusReader, texts: Texts, clock: Clock) -> Router:
    """Only the owner's updates get here (bot/polling.py, OwnerOnly)."""
    router = Router(name="status")

    @router.message(Command("start", "status"))
    async def show(message: Message) -> None:
        await message.answer(render(await reader.status(), texts, clock.now()))

    return router


def render(status: Status, texts: Texts, now: float) -> str:
    """The screen's text as HTML. Pure."""
    lines = [
        f"<b>{_escaped(texts.get('screen-status-title'))}</b>",
        _escaped(texts.get("screen-status-welcome")),
        "",
        _escaped(
            texts.get("screen-status-likes-unseeded")
            if status.likes_seeded is None
            else texts.get("screen-status-likes-seeded", count=status.likes_seeded)
        ),
        _escaped(
            texts.get("screen-status-look-never")
            if status.last_look is None
            else texts.get("screen-status-look-ago", age=_age(now - status.last_look, texts))
        ),
        _escaped(
            texts.get("screen-status-deliveries", count=status.waiting_deliveries)
            if status.waiting_deliveries
            else texts.get("screen-status-deliveries-none")
        ),
        *(
            [_escaped(texts.get("screen-status-failed", count=status.failed_deliveries))]
            if status.failed_deliveries
            else []
        ),
        _escaped(_downloads(status.downloads, texts)),
        "",
        _escaped(texts.get("screen-status-pauses" if status.pauses else "screen-status-pauses-none")),
    ]
    return "\n".join(lines + [f"• {_escaped(_pause(pause, texts, now))}" for pause in status.pauses])


def _downloads(counts: Mapping[str, int], texts: Texts) -> str:
    shown = [
        texts.get(f"screen-status-download-{state}", count=n) for state in DownloadState if (n := counts.get(state, 0))
    ]
    return (
        texts.get("screen-status-downloads", list=", ".join(shown))
        if shown
        else texts.get("screen-status-downloads-none")
    )


def _pause(pause: Pause, texts: Texts, now: float) -> str:
    what = texts.get(pause.key, **pause.args)
    if pause.until is None:
        return texts.get("screen-status-pause-open", what=what)
    return texts.get("screen-status-pause-until", what=what, minutes=max(1, math.ceil((pause.until - now) / 60)))


def _age(seconds: float, texts: Texts) -> str:
    for unit, size in (("days", 86400), ("hours", 3600), ("minutes", 60)):
        if seconds >= size:
            return texts.get(f"screen-status-age-{unit}", count=int(seconds // size))
    return texts.get("screen-status-age-now")


def _escaped(text: str) -> str:
    return html.escape(text, quote=False)
