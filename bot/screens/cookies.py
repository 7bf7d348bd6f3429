"""Cookies: what they are for and what they are, how to send them, whose they are, and their end.

The file itself may come at any time, whatever is shown (files.py). What is known of the cookies stands in `cookies.facts`
(bot/errands/cookies.py).
"""

from __future__ import annotations

from typing import Any, ClassVar

from bot.conversation.screen import After, Context, Heard, Screen, Stale, Where
from bot.conversation.view import Question, View, button, column
from bot.conversation.words import moment
from bot.credentials import COOKIES
from bot.errands.cookies import FACTS
from bot.errands.google import CHANNEL
from core.errors import Condition
from core.model import Feed, Sentence

from . import cookie_cards
from .google_states import name_of
from .lines import Line

DEAD = f"condition-{Condition.COOKIES_DEAD}"
FILE_MINUTES = 60.0


class Cookies(Screen):
    """Places: `cookies`, `cookies|how`, `cookies|card|BROWSER`, `cookies|second`, `cookies|forget`."""

    name: ClassVar[str] = "cookies"
    actions: ClassVar[frozenset[str]] = frozenset({"check", "drop"})
    places: ClassVar[tuple[tuple[str, ...], ...]] = (
        (),
        ("how",),
        *(("card", one) for one in cookie_cards.BROWSERS),
        ("second",),
        ("forget",),
    )

    async def show(self, ctx: Context, args: tuple[str, ...]) -> View:
        match args:
            case ():
                return await _first_page(ctx)
            case ("how",):
                return _asking(cookie_cards.choose(ctx))
            case ("card", browser) if browser in cookie_cards.BROWSERS:
                return _asking(cookie_cards.card(ctx, browser))
            case ("second",):
                return cookie_cards.second(ctx)
            case ("forget",):
                drop = button(ctx.words.plain("screen-cookies-drop"), "cookies", "drop", style="danger")
                back = button(ctx.words.plain("button-back"), "cookies")
                return View(ctx.words("screen-cookies-forget"), column([drop, back]))
        raise Stale("|".join(args))

    async def press(self, ctx: Context, where: Where, action: str, args: tuple[str, ...]) -> After | None:
        if action == "check":
            facts = await ctx.store.settings.get(FACTS)
            if facts is not None:
                await ctx.store.settings.put(FACTS, {**facts, "state": "checking"})
                await ctx.store.errands.start("cookies-check", ctx.now)
            return After(place="cookies")
        await ctx.services.credentials.put(COOKIES, None)
        await ctx.store.settings.put(FACTS, None)
        await ctx.store.errands.stop("cookies-check", ctx.now)
        return After(place="cookies", toast=ctx.words.plain("screen-cookies-dropped"))

    async def hear(self, ctx: Context, heard: Heard, args: tuple[str, ...]) -> After | None:
        """A file never gets here (files.py): whatever does is none."""
        return After(toast=ctx.words.plain("screen-cookies-not-that", kind=heard.other or "text"))


async def line(ctx: Context) -> Line:
    """The checklist's line."""
    words, facts = ctx.words, await _facts(ctx)
    if facts is None:
        return Line(False, words("screen-cookies-line-none"))
    if facts["state"] == "dead":
        return Line(False, words("screen-cookies-line-dead"), wrong=True)
    if facts["state"] == "checking":
        failed = await _check_failed(ctx)
        if failed is None:
            return Line(False, words("screen-cookies-line-checking"))
        return Line(False, words("screen-cookies-line-failed", reason=words.plain_reason(failed)), wrong=True)
    account = facts.get("account") or words.plain("unknown")
    other = await _other_account(ctx, facts)
    return Line(True, words("screen-cookies-line-done", account=account), wrong=other is not None)


async def _first_page(ctx: Context) -> View:
    words, facts = ctx.words, await _facts(ctx)
    how = words.plain("screen-cookies-how-button")
    second = button(words.plain("screen-cookies-second-button"), "cookies", "second")
    back = button(words.plain("button-back"), "setup")
    if facts is None:
        rows = column([button(how, "cookies", "how", style="primary"), second, back])
        return _asking(View(words("screen-cookies-intro"), rows))
    again = button(words.plain("screen-cookies-check"), "cookies", "check")
    forget = button(words.plain("screen-cookies-forget-button"), "cookies", "forget", style="danger")
    if facts["state"] == "dead":
        text = words("screen-cookies-dead", account=facts.get("account") or words.plain("unknown"))
        rows = column([button(how, "cookies", "how", style="primary"), again, forget, back])
        return _asking(View(text, rows))
    if facts["state"] == "checking":
        failed = await _check_failed(ctx)
        if failed is None:
            return _asking(View(words("screen-cookies-checking", count=facts["count"]), column([forget, back])))
        text = words("screen-cookies-check-failed", reason=words.plain_reason(failed), count=facts["count"])
        retry = button(words.plain("button-again"), "cookies", "check", style="primary")
        return _asking(View(text, column([retry, forget, back])))
    text = await _known(ctx, facts)
    return _asking(View(text, column([again, button(how, "cookies", "how"), forget, back])))


async def _known(ctx: Context, facts: dict[str, Any]) -> str:
    words = ctx.words
    if facts["state"] == "unchecked":
        parts = [words("screen-cookies-unchecked", count=facts["count"])]
    else:
        parts = [words("screen-cookies-ok", count=facts["count"], account=_account(ctx, facts))]
    if facts.get("expires_at"):
        parts.append(words("screen-cookies-until", until=moment(facts["expires_at"], "D")))
    other = await _other_account(ctx, facts)
    if other is not None:
        parts.append(words("screen-cookies-other-account", account=_account(ctx, facts), channel=other))
    if facts.get("missing"):
        parts.append(words("screen-cookies-missing", names=", ".join(facts["missing"])))
    if facts.get("checked_at"):
        parts.append(words("screen-cookies-checked", at=moment(facts["checked_at"])))
    return "\n\n".join(parts)


def _account(ctx: Context, facts: dict[str, Any]) -> str:
    known = [facts.get("account"), facts.get("handle")]
    named = list(dict.fromkeys(one for one in known if one))
    return " · ".join(named) or ctx.words.plain("unknown")


async def _facts(ctx: Context) -> dict[str, Any] | None:
    """Of the cookies that are kept; dead as soon as a look at the history found them so."""
    facts = await ctx.store.settings.get(FACTS)
    if facts is None or await ctx.services.credentials.cookies() is None:
        return None
    trouble = (await ctx.store.feeds.state(Feed.HISTORY)).trouble
    if facts["state"] == "ok" and trouble is not None and trouble.key == DEAD:
        return {**facts, "state": "dead"}
    return dict(facts)


async def _check_failed(ctx: Context) -> Sentence | None:
    last = await ctx.store.errands.last("cookies-check")
    return last.trouble if last is not None and not last.is_open else None


async def _other_account(ctx: Context, facts: dict[str, Any]) -> str | None:
    """The channel whose likes are told, if the cookies are known to be another's."""
    channel = await ctx.store.settings.get(CHANNEL)
    if not channel:
        return None
    for ours, theirs in ((channel.get("id"), facts.get("channel_id")), (channel.get("handle"), facts.get("handle"))):
        if ours and theirs:
            return None if ours == theirs else name_of(ctx, channel)
    return None


def _asking(view: View) -> View:
    """The file is awaited while this is shown; what else comes is answered."""
    return View(view.text, view.rows, question=Question(minutes=FILE_MINUTES))
