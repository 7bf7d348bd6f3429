"""What a card's video can be had as: its buttons with the true figures, and what their marks mean.

All of it was noted by the look (bot/errands/look.py); nothing is decided here.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from bot.conversation.screen import Context
from bot.conversation.view import Rows, button, grid
from bot.conversation.words import Words
from core.download.offers import Offer
from core.settings import Quality

from .figures import size

FIT = "fit"  #: the best that plays everywhere and is one file
NONE = "-"  #: no subtitles, whatever the settings say


def offers(ctx: Context, given: Mapping[str, Any]) -> Rows:
    """One button a height, one file of what is too large for it, the sound, the subtitles."""
    words, video, found = ctx.words, given["video"], given["found"]
    chosen = given.get("subtitles")
    subtitles = [] if chosen in (None, "?") else [chosen or NONE]
    every = read(found)
    heights = [one for one in every if one.height is not None]
    best = _best(heights, ctx.settings.downloads.quality)
    buttons = [
        button(
            _label(words, "card-offer", one, height=str(one.height), kind=_kind(one)), "card", "get", video, one.height or 0,
            *subtitles, style="primary" if one is best else None,
        )
        for one in heights
    ]  # fmt: skip
    rows = list(grid(buttons, 2))
    if found.get("one_file"):
        one = Offer(*found["one_file"])
        fits = words.plain("card-offer-one-file", height=str(one.height), size=_size(words, one))
        rows.append((button(fits, "card", "get", video, FIT, *subtitles),))
    sounds = [one for one in every if one.height is None]
    rows += [(button(_label(words, "card-offer-sound", one), "card", "get", video, "audio"),) for one in sounds]
    there = bool(heights and (found["subtitles"] or found["automatic"]))
    if chosen or (chosen is None and there and ctx.settings.downloads.subtitles):
        rows.append((button(words.plain("card-button-no-subtitles"), "card", "sub", video, NONE),))
    if there and not chosen:
        rows.append((button(words.plain("card-button-subtitles"), "card", "sub", video, "?"),))
    return tuple(rows)


def read(found: Mapping[str, Any]) -> list[Offer]:
    """As it was noted; cards of older versions said only whether it fits into one file."""
    return [
        Offer(one[0], one[1], 1 if one[2] else 2) if isinstance(one[2], bool) else Offer(*one)
        for one in found["offers"]
    ]


def _kind(one: Offer) -> str:
    return "encoded" if one.encoded else "plays" if one.plays else "odd"


def legend(words: Words, found: Mapping[str, Any]) -> list[str]:
    """What the marks on the buttons mean."""
    kinds = {_kind(one) for one in read(found)} - {"plays"}
    lines_ = [words(f"card-{kind}") for kind in ("odd", "encoded") if kind in kinds]
    if found.get("one_file"):
        lines_.append(words("card-one-file"))
    return ["", *lines_] if lines_ else []


def _label(words: Words, key: str, one: Offer, **args: str) -> str:
    if one.size is None:
        return words.plain(f"{key}-unsized", **args)
    if one.parts == 1:
        return words.plain(key, size=_size(words, one), **args)
    return words.plain(f"{key}-parts", size=_size(words, one), parts=one.parts, **args)


def _size(words: Words, one: Offer) -> str:
    """Servers say most sizes exactly; what is estimated is marked."""
    said = size(words, one.size or 0)
    return said if one.exact else f"≈ {said}"


def _best(heights: Sequence[Offer], quality: Quality) -> Offer | None:
    """What the settings would take."""
    if quality is Quality.AUDIO:
        return None
    most = None if quality is Quality.ORIGINAL else quality.height
    fitting = [one for one in heights if one.plays or quality is Quality.ORIGINAL]
    lowest = fitting[-1] if fitting else None
    return next((one for one in fitting if most is None or (one.height or 0) <= most), lowest)
