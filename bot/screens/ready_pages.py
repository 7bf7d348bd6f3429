"""The pages of "Ready" that tell: the limits with the guess, and at the end what was found and what to try."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from bot.conversation.screen import Context
from bot.conversation.view import Rows, View, button, column, grid
from bot.conversation.words import Html, moment
from bot.credentials import COOKIES
from bot.errands.forecast import LIKES
from core.download.forecast import Forecast, Like, forecast
from core.model import Button, Feed

from . import ready_choices as choices
from . import subtitles
from .ready_choices import LIMITS, PICKS

PERCENT = 100


async def first(ctx: Context) -> View:
    """What is chosen, what it comes to, and the way on."""
    words = ctx.words
    text = "\n".join([words("screen-ready-title"), "", *chosen(ctx), "", await _guess_text(ctx)])
    line = button(words.plain("screen-line-open"), "line", "ready")
    rows: Rows = (*picks(ctx, "ready"), (line,))
    more = [button(words.plain("screen-ready-guess"), "ready", "guess")] if await _may_guess(ctx) else []
    finish = button(words.plain("screen-ready-finish"), "ready", "finish", style="primary")
    back = button(words.plain("button-back"), "setup")
    return View(text, (*rows, *column(more), (finish,), (back,)))


def picks(ctx: Context, parent: str) -> Rows:
    """The ways to the pages of single settings, in the order of `chosen`."""
    words, (what, how_much) = ctx.words, PICKS
    first = [button(words.plain("screen-ready-pick", what=one), "pick", parent, one) for one in what]
    first.append(button(words.plain("screen-subtitles-open"), "subtitles", *([parent] if parent == "ready" else [])))
    rest = [button(words.plain("screen-ready-pick", what=one), "pick", parent, one) for one in how_much]
    return (*grid(first, 2), *grid(rest, 2))


def chosen(ctx: Context) -> list[str]:
    """A line for each setting, as it is now: what comes, and below it how much of it."""
    words, downloads = ctx.words, ctx.settings.downloads
    lines = [
        words("screen-ready-what"),
        words("screen-ready-chosen-quality", quality=downloads.quality.value),
        words("screen-ready-chosen-large", large=downloads.large.value),
        words("screen-ready-chosen-convert", convert="on" if downloads.convert else "off"),
        words("screen-ready-chosen-sponsorblock", count=len(downloads.sponsorblock)),
        subtitles.chosen(ctx),
        "",
        words("screen-ready-how-much"),
    ]
    for name in LIMITS:
        value = choices.value_of(ctx.settings, name)
        lines.append(words("screen-ready-chosen", what=name, value="none" if value is None else choices.shown(value)))
    if downloads.hours is None:
        lines.append(words("screen-ready-chosen-any-hour"))
    else:
        begins, ends = (hour_of(ctx, one) for one in downloads.hours)
        lines.append(words("screen-ready-chosen-hours", begins=begins, ends=ends))
    return lines


async def done(ctx: Context) -> View:
    """What was found at the first looks, when the next ones are, what to try now."""
    words = ctx.words
    lines = [await _feed(ctx, feed) for feed in Feed]
    text = "\n".join([words("screen-ready-all-set"), "", *lines, "", words("screen-ready-try")])
    buttons: list[Button] = [
        button(words.plain("button-home"), "home", style="primary"),
        button(words.plain("button-back"), "ready"),
    ]
    return View(text, column(buttons))


async def guess(ctx: Context) -> Forecast | None:
    """What the newest likes come to under the limits that are chosen; None if there is nothing to guess from."""
    found = await ctx.store.settings.get(LIKES)
    if not found:
        return None
    downloads = ctx.settings.downloads
    return forecast(
        [Like(at, seconds) for at, seconds in found["likes"]],
        found["at"],
        quality=downloads.quality,
        most_minutes=downloads.most_minutes,
        most_megabytes=downloads.most_megabytes,
    )


async def _guess_text(ctx: Context) -> str:
    words, downloads = ctx.words, ctx.settings.downloads
    last = await ctx.store.errands.last("forecast")
    if last is not None and last.is_open:
        return words("screen-ready-guessing")
    if last is not None and last.trouble is not None:
        return words("screen-ready-guess-failed", reason=words.plain_reason(last.trouble))
    if await ctx.store.settings.get(LIKES) is None:
        return words(
            "screen-ready-no-google"
            if await ctx.services.credentials.credentials() is None
            else "screen-ready-no-guess"
        )
    made = await guess(ctx)
    if made is None:
        return words("screen-ready-too-few")
    day, month = made.day_gigabytes(downloads.quality), made.month_gigabytes(downloads.quality)
    text = words(
        "screen-ready-guessed",
        likes=made.likes,
        rate=choices.shown(made.likes_a_day),
        minutes=choices.shown(made.minutes_a_day),
        day=choices.shown(day),
        month=choices.shown(month),
    )
    if made.left_out > 0:
        text += " " + words("screen-ready-left-out", percent=max(1, round(made.left_out * PERCENT)))
    caps = ((downloads.day_gigabytes, day), (downloads.month_gigabytes, month))
    if any(cap is not None and cap < wanted for cap, wanted in caps):
        text += "\n\n" + words("screen-ready-over-cap")
    return text


async def _may_guess(ctx: Context) -> bool:
    last = await ctx.store.errands.last("forecast")
    return (last is None or not last.is_open) and await ctx.services.credentials.credentials() is not None


async def _feed(ctx: Context, feed: Feed) -> str:
    words = ctx.words
    state = await ctx.store.feeds.state(feed)
    if state.seeded_at is not None:
        return words("screen-ready-seeded", feed=feed.value, count=await ctx.store.feeds.count_seeded(feed))
    if state.trouble is not None:
        return words("screen-ready-trouble", feed=feed.value, reason=words.plain_reason(state.trouble))
    key = COOKIES if feed is Feed.HISTORY else "google"
    at = ctx.services.schedule.next_look(feed)
    if await ctx.services.credentials.get(key) is None or at is None:
        return words("screen-ready-not-yet", feed=feed.value)
    return words("screen-ready-first-look", feed=feed.value, at=moment(at))


def hour_of(ctx: Context, hour: int) -> Html:
    """A UTC hour in the owner's own time."""
    today = datetime.fromtimestamp(ctx.now, UTC).replace(hour=hour, minute=0, second=0, microsecond=0)
    return moment((today if today.timestamp() > ctx.now else today + timedelta(days=1)).timestamp(), "t")


def hour_now(ctx: Context) -> Html:
    return moment(ctx.now - ctx.now % 60, "t")


def utc_now(ctx: Context) -> str:
    return datetime.fromtimestamp(ctx.now, UTC).strftime("%H:%M")
