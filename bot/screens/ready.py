"""Ready: how much is to be downloaded, with a guess of what that comes to; then what was found, and what to try now.

The guess is made from the newest likes (core/download/forecast.py), which an errand reads once Google is connected. A limit
has a few buttons, and any other number may be typed. Hours are kept in UTC; the owner sees them in their own time by
Telegram's dates.
"""

from __future__ import annotations

from typing import ClassVar

from bot.conversation.screen import After, Context, Heard, Screen, Stale, Where, number
from bot.conversation.view import Question, View, button, column, grid
from core.model import Button
from core.settings import SPONSORBLOCK, Quality

from . import ready_choices as choices
from . import ready_pages as pages
from .lines import Line
from .ready_choices import ANY, HOURS, LIMITS

DONE = "setup.ready"  #: setting: true once the owner pressed "That's it"


class Ready(Screen):
    """Places: `ready`, `ready|pick|WHAT`, `ready|pick|hours|FROM`, `ready|sponsorblock`, `ready|done`."""

    name: ClassVar[str] = "ready"
    actions: ClassVar[frozenset[str]] = frozenset({"set", "sponsor", "guess", "finish"})
    places: ClassVar[tuple[tuple[str, ...], ...]] = (
        (),
        *(("pick", one) for one in choices.SETTINGS),
        ("pick", HOURS, "22"),
        ("sponsorblock",),
        ("done",),
    )

    async def show(self, ctx: Context, args: tuple[str, ...]) -> View:
        match args:
            case ():
                return await pages.first(ctx)
            case ("pick", "quality"):
                return await self._quality(ctx)
            case ("pick", "hours"):
                return self._from(ctx)
            case ("pick", "hours", begins):
                return self._to(ctx, number(args, 2) if begins else 0)
            case ("pick", name) if name in LIMITS:
                return await self._limit(ctx, name)
            case ("sponsorblock",):
                return self._sponsorblock(ctx)
            case ("done",):
                return await pages.done(ctx)
        raise Stale("|".join(args))

    async def press(self, ctx: Context, where: Where, action: str, args: tuple[str, ...]) -> After | None:
        settings = ctx.store.settings
        match action, args:
            case "set", (name, word):
                try:
                    await settings.choose(choices.SETTINGS[name], choices.from_button(name, word))
                except (KeyError, ValueError) as error:
                    raise Stale(word) from error
                return After(place="ready")
            case "sponsor", (category, wanted) if category in SPONSORBLOCK and wanted in ("on", "off"):
                now = set(ctx.settings.downloads.sponsorblock)
                now = now | {category} if wanted == "on" else now - {category}
                await settings.choose("download.sponsorblock", [one for one in SPONSORBLOCK if one in now])
                return After(place="ready|sponsorblock")
            case "guess", ():
                await ctx.store.errands.start("forecast", ctx.now)
                return After(place="ready")
            case "finish", ():
                return await self._finish(ctx)
        raise Stale("|".join(args))

    async def hear(self, ctx: Context, heard: Heard, args: tuple[str, ...]) -> After | None:
        """A number for the limit that is shown."""
        if len(args) != 2 or heard.other is not None:
            return None
        value = choices.typed(args[1], heard.text)
        if value is None:
            return After(toast=ctx.words.plain("screen-ready-no-number"))
        await ctx.store.settings.choose(LIMITS[args[1]].setting, value)
        return After(place="ready", fresh=True)

    async def _finish(self, ctx: Context) -> After:
        from .setup import is_complete  # the checklist knows this screen

        first_time = not await ctx.store.settings.get(DONE)
        await ctx.store.settings.put(DONE, True)
        if not await is_complete(ctx):
            return After(place="setup", toast=ctx.words.plain("screen-ready-not-all"))
        if first_time:
            await ctx.store.errands.start("set-up-done", ctx.now)
        return After(place="ready|done")

    async def _quality(self, ctx: Context) -> View:
        guess = await pages.guess(ctx)
        chosen = ctx.settings.downloads.quality
        buttons = []
        for one in Quality:
            text = ctx.words.plain(
                "screen-ready-quality-button",
                quality=one.value,
                chosen=_yes(one is chosen),
                month=choices.shown(guess.month_gigabytes(one)) if guess else "none",
            )
            buttons.append(button(text, "ready", "set", "quality", one.value))
        return self._picked(ctx, "quality", buttons, 1)

    async def _limit(self, ctx: Context, name: str) -> View:
        chosen = choices.value_of(ctx.settings, name)
        buttons = [self._value(ctx, name, value, value == chosen) for value in LIMITS[name].values]
        none = button(ctx.words.plain("screen-ready-no-limit", chosen=_yes(chosen is None)), "ready", "set", name, ANY)
        view = self._picked(ctx, name, buttons, 3, none)
        return View(f"{view.text}\n\n{ctx.words('screen-ready-type')}", view.rows, question=Question())

    def _value(self, ctx: Context, name: str, value: float, chosen: bool) -> Button:
        text = ctx.words.plain("screen-ready-value", what=name, value=choices.shown(value), chosen=_yes(chosen))
        return button(text, "ready", "set", name, choices.shown(value))

    def _from(self, ctx: Context) -> View:
        hours = ctx.settings.downloads.hours
        buttons = [button(f"{one:02}", "ready", "pick", HOURS, one) for one in range(24)]
        none = button(ctx.words.plain("screen-ready-any-hour", chosen=_yes(hours is None)), "ready", "set", HOURS, ANY)
        text = ctx.words("screen-ready-pick-hours", now=pages.hour_now(ctx), utc=pages.utc_now(ctx))
        return View(text, (*grid(buttons, 6), (none,), *self._back(ctx)))

    def _to(self, ctx: Context, begins: int) -> View:
        if not 0 <= begins <= 23:
            raise Stale(str(begins))
        ends = [(begins + one) % 24 for one in range(1, 24)]
        buttons = [button(f"{one:02}", "ready", "set", HOURS, f"{begins}-{one}") for one in ends]
        text = ctx.words("screen-ready-pick-hours-to", begins=pages.hour_of(ctx, begins), utc=f"{begins:02}:00")
        return View(text, (*grid(buttons, 6), (button(ctx.words.plain("button-back"), "ready", "pick", HOURS),)))

    def _sponsorblock(self, ctx: Context) -> View:
        chosen = ctx.settings.downloads.sponsorblock
        buttons = []
        for one in SPONSORBLOCK:
            on = one in chosen
            text = ctx.words.plain("screen-ready-sponsor-button", category=one, chosen=_yes(on))
            buttons.append(button(text, "ready", "sponsor", one, "off" if on else "on"))
        return View(ctx.words("screen-ready-sponsorblock"), (*column(buttons), *self._back(ctx)))

    def _picked(self, ctx: Context, name: str, buttons: list[Button], wide: int, *more: Button) -> View:
        text = ctx.words(f"screen-ready-pick-{name}")
        return View(text, (*grid(buttons, wide), *column(more), *self._back(ctx)))

    def _back(self, ctx: Context) -> tuple[tuple[Button, ...], ...]:
        return ((button(ctx.words.plain("button-back"), "ready"),),)


async def line(ctx: Context) -> Line:
    """The checklist's line: done once the owner said so."""
    done = bool(await ctx.store.settings.get(DONE))
    key = "screen-ready-line-done" if done else "screen-ready-line-none"
    return Line(done, ctx.words(key, quality=ctx.settings.downloads.quality.value))


def _yes(chosen: bool) -> str:
    return "yes" if chosen else "no"
