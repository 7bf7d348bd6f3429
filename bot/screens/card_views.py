"""How a card looks: a video that somebody sent a link to, what it can be had as, how far it is. Reads rows; decides nothing.

All of it comes from the errand that looked (its arguments: `video`, `list`, and what was found) and from the downloads that have
this message for a card. So it can be drawn at any time, by whoever finds it changed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from bot.conversation.screen import Context
from bot.conversation.view import Rows, View, button, grid, link
from bot.conversation.words import Html, Words, moment
from core.download.caption import AUTOMATIC
from core.download.job import OPEN
from core.model import Button, Sentence, Video
from core.notify.buttons import HOPELESS
from core.subtitles import variants
from core.wording import clock
from storage.conversation import Errand
from storage.queue import QueueRow

from .card_lines import acts, lines, mend
from .card_offers import legend, offers, read
from .figures import name

TITLE = 250
LANGUAGES = 24  #: of subtitles that can be picked
LONGEST_CODE = 15  #: of a language, so that a button's data holds it
NOT_YET = frozenset({"video-live", "video-upcoming", "video-processing"})
AS_SET = "="  #: the subtitles that the settings name
LATER = "later"  #: what is picked of a video whose streams are not there yet: whatever the settings say then


async def card(ctx: Context, errand: Errand | None, rows: Sequence[QueueRow]) -> View:
    """errand: the newest look; None: it is too long ago. rows: of the downloads with this card, oldest first."""
    if errand is None:
        return await _bare(ctx, rows)
    given = errand.args
    found = given.get("found")
    if found is None:
        failed = given.get("failed")
        return await _failed(ctx, given, sentence(failed), rows) if failed else _looking(ctx, given)
    head = _head(ctx.words, video_of(given))
    chosen = given.get("subtitles")
    if chosen == "?":
        return _languages(ctx, given, head)
    order = await ctx.store.queue.order() if rows else {}
    text = [*head]
    busy = [row for row in rows if row.job.state in OPEN]
    if all(one.height is None for one in read(found)):
        text.append(ctx.words("card-sound-only"))
    if not busy and (named := spoken(chosen) if chosen else _as_set(ctx, found) if chosen is None else ""):
        text.append(ctx.words("card-with-subtitles", language=named))
    if rows:
        text.append("")
        for row in rows[-4:]:
            text += await lines(ctx, row, order)
    if busy:
        return View("\n".join(text), tuple(acts(ctx.words, busy)))
    ended = [*acts(ctx.words, rows[-1:]), *(await mend(ctx, rows[-1].job.trouble) if rows else [])]
    return View("\n".join([*text, *legend(ctx.words, found)]), (*ended, *offers(ctx, given), *_list(ctx, given)))


def sentence(stored: Mapping[str, Any]) -> Sentence:
    return Sentence(stored["key"], stored["args"])


def video_of(given: Mapping[str, Any]) -> Video:
    """What the look found, or just the id."""
    found = given.get("found") or given.get("about") or {}
    return Video(
        given["video"], found.get("title"), found.get("channel"), found.get("channel_id"), found.get("duration"),
        found.get("views"), found.get("live_status"),
    )  # fmt: skip


def spoken(code: str) -> str:
    """A language's code, as YouTube has it."""
    return code.removeprefix(AUTOMATIC)


def _head(words: Words, video: Video) -> list[str]:
    facts = []
    if video.channel:
        facts.append(words("card-channel", channel=name(video.channel, 100)))
    if video.duration:
        facts.append(words("card-length", length=clock(video.duration)))
    return [words("card-title", title=name(video.title or video.id, TITLE)), *facts]


def _looking(ctx: Context, given: Mapping[str, Any]) -> View:
    waits = given.get("waits")
    shown = Html(f"youtu.be/{given['video']}")
    if waits:
        return View(ctx.words("card-looking-waits", link=shown, reason=Html(ctx.words.reason(sentence(waits)))))
    return View(ctx.words("card-looking", link=shown))


async def _failed(ctx: Context, given: Mapping[str, Any], said: Sentence, rows: Sequence[QueueRow]) -> View:
    words = ctx.words
    if said.key in NOT_YET and rows:
        return await _awaited(ctx, given, rows)
    text = words("card-look-failed", link=Html(f"youtu.be/{given['video']}"), reason=Html(words.reason(said)))
    starts_at = given.get("starts_at")
    if starts_at:
        text += "\n" + words("card-starts", at=moment(starts_at))
    buttons: list[tuple[Button, ...]] = []
    if said.key in NOT_YET:
        text += "\n" + words("card-later")
        buttons.append(
            (button(words.plain("card-button-wait"), "card", "get", given["video"], LATER, style="primary"),)
        )
        buttons.append(_again(words, given))
    elif said.key not in HOPELESS:
        buttons.append(_again(words, given, style="primary"))
    return View(text, (*buttons, *await mend(ctx, said), *_list(ctx, given)))


async def _awaited(ctx: Context, given: Mapping[str, Any], rows: Sequence[QueueRow]) -> View:
    """A premiere or stream that was not there when it was looked at, and was asked for."""
    order = await ctx.store.queue.order()
    text = [*_head(ctx.words, video_of(given)), ""]
    for row in rows[-4:]:
        text += await lines(ctx, row, order)
    busy = [row for row in rows if row.job.state in OPEN]
    if busy:
        return View("\n".join(text), tuple(acts(ctx.words, busy)))
    return View("\n".join(text), (*acts(ctx.words, rows[-1:]), _again(ctx.words, given), *_list(ctx, given)))


def _again(words: Words, given: Mapping[str, Any], style: str | None = None) -> tuple[Button, ...]:
    return (button(words.plain("button-again"), "card", "look", given["video"], style=style),)


def _list(ctx: Context, given: Mapping[str, Any]) -> Rows:
    if not given.get("list"):
        return ()
    return ((button(ctx.words.plain("card-button-playlist"), "card", "list", given["video"]),),)


def _as_set(ctx: Context, found: Mapping[str, Any]) -> str:
    """The subtitles that the settings would send along, of those that it has."""
    downloads = ctx.settings.downloads
    there = [*found["subtitles"], *(found["automatic"] if downloads.automatic_subtitles else ())]
    return ", ".join(one for one in downloads.subtitles if variants(one, there))


def _languages(ctx: Context, given: Mapping[str, Any], head: list[str]) -> View:
    """Which subtitles. The owner's own language and English first; what a machine heard says so."""
    words, video, found = ctx.words, given["video"], given["found"]
    codes = [*found["subtitles"], *(AUTOMATIC + one for one in found["automatic"] if one not in found["subtitles"])]
    first = (words.language, "en")
    fit = [code for code in codes if len(code) <= LONGEST_CODE and "|" not in code]
    fit.sort(key=lambda code: (spoken(code).split("-")[0] not in first, code.startswith(AUTOMATIC)))
    buttons = [
        button(
            words.plain("card-language-heard" if code.startswith(AUTOMATIC) else "card-language", language=spoken(code)),
            "card", "sub", video, code,
        )
        for code in fit[:LANGUAGES]
    ]  # fmt: skip
    back = (button(words.plain("button-back"), "card", "sub", video, AS_SET),)
    return View("\n".join([*head, "", words("card-which-subtitles")]), (*grid(buttons, 3), back))


async def _bare(ctx: Context, rows: Sequence[QueueRow]) -> View:
    """Only the downloads are remembered."""
    if not rows:
        return View(ctx.words("card-forgotten"))
    order = await ctx.store.queue.order()
    text = [*_head(ctx.words, rows[-1].job.video), ""]
    for row in rows[-4:]:
        text += await lines(ctx, row, order)
    video = rows[-1].job.video
    buttons: list[tuple[Button, ...]] = acts(ctx.words, rows[-1:])
    return View("\n".join(text), (*buttons, (link(ctx.words.plain("button-open"), video.url),)))
