"""How much is downloaded, one setting a page: quality, limits, hours, SponsorBlock, large videos, encoding. The set-up and the
panel lead here.

A limit has a few buttons, and any other number may be typed. Hours are kept in UTC; the owner sees them in their own time by
Telegram's dates.
"""

from __future__ import annotations

from typing import ClassVar

from bot.conversation.screen import After, Context, Heard, Screen, Stale, Where, number
from bot.conversation.view import Question, View, button, column, grid
from core.model import Button
from core.settings import OPTIONS, SPONSORBLOCK, Large, Quality

from . import ready_choices as choices
from . import ready_pages as pages
from .ready_choices import ANY, CONVERT, HOURS, LARGE, LIMITS, SPONSORS

PARENTS = ("ready", "downloads")  #: the places that lead here


class Pick(Screen):
    """Places: `pick|PARENT|WHAT`, `pick|PARENT|hours|FROM`."""

    name: ClassVar[str] = "pick"
    actions: ClassVar[frozenset[str]] = frozenset({"set", "sponsor"})
    places: ClassVar[tuple[tuple[str, ...], ...]] = tuple(
        (parent, *what)
        for parent in PARENTS
        for what in (*((one,) for one in choices.SETTINGS), (SPONSORS,), (HOURS, "22"))
    )

    async def show(self, ctx: Context, args: tuple[str, ...]) -> View:
        match args:
            case (parent, "quality") if parent in PARENTS:
                return await self._quality(ctx, parent)
            case (parent, "hours") if parent in PARENTS:
                return self._from(ctx, parent)
            case (parent, "hours", _) if parent in PARENTS:
                return self._to(ctx, parent, number(args, 2))
            case (parent, "large") if parent in PARENTS:
                chosen = ctx.settings.downloads.large.value
                return self._one_of(ctx, parent, LARGE, [(one.value, one.value == chosen) for one in Large])
            case (parent, "convert") if parent in PARENTS:
                on = ctx.settings.downloads.convert
                return self._one_of(ctx, parent, CONVERT, [("off", not on), ("on", on)])
            case (parent, "sponsorblock") if parent in PARENTS:
                return self._sponsorblock(ctx, parent)
            case (parent, name) if parent in PARENTS and name in LIMITS:
                return self._limit(ctx, parent, name)
        raise Stale("|".join(args))

    async def press(self, ctx: Context, where: Where, action: str, args: tuple[str, ...]) -> After | None:
        settings = ctx.store.settings
        match action, args:
            case "set", (parent, name, word) if parent in PARENTS:
                try:
                    await settings.choose(choices.SETTINGS[name], choices.from_button(name, word))
                except (KeyError, ValueError) as error:
                    raise Stale(word) from error
                return After(place=parent)
            case "sponsor", (parent, category, wanted) if (
                parent in PARENTS and category in SPONSORBLOCK and wanted in ("on", "off")
            ):
                now = set(ctx.settings.downloads.sponsorblock)
                now = now | {category} if wanted == "on" else now - {category}
                await settings.choose("download.sponsorblock", [one for one in SPONSORBLOCK if one in now])
                return None
        raise Stale("|".join(args))

    async def hear(self, ctx: Context, heard: Heard, args: tuple[str, ...]) -> After | None:
        """A number for the limit that is shown."""
        if len(args) != 2 or args[1] not in LIMITS or heard.other is not None:
            return None
        setting = LIMITS[args[1]].setting
        value = choices.typed(args[1], heard.text)
        if value is None:
            option = OPTIONS[setting]
            least, most = choices.shown(option.least), choices.shown(option.most)
            return After(toast=ctx.words.plain("toast-pick-bounds", least=least, most=most))
        await ctx.store.settings.choose(setting, value)
        return After(place=args[0], fresh=True)

    async def _quality(self, ctx: Context, parent: str) -> View:
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
            buttons.append(button(text, self.name, "set", parent, "quality", one.value))
        return self._picked(ctx, parent, "quality", buttons, 1)

    def _one_of(self, ctx: Context, parent: str, name: str, values: list[tuple[str, bool]]) -> View:
        buttons = []
        for value, chosen in values:
            said = {name: value, "chosen": _yes(chosen)}
            text = ctx.words.plain(f"screen-ready-{name}-button", **said)
            buttons.append(button(text, self.name, "set", parent, name, value))
        return self._picked(ctx, parent, name, buttons, 1)

    def _limit(self, ctx: Context, parent: str, name: str) -> View:
        chosen = choices.value_of(ctx.settings, name)
        buttons = [self._value(ctx, parent, name, value, value == chosen) for value in LIMITS[name].values]
        none = ctx.words.plain("screen-ready-no-limit", chosen=_yes(chosen is None))
        view = self._picked(ctx, parent, name, buttons, 3, button(none, self.name, "set", parent, name, ANY))
        return View(f"{view.text}\n\n{ctx.words('screen-ready-type')}", view.rows, question=Question())

    def _value(self, ctx: Context, parent: str, name: str, value: float, chosen: bool) -> Button:
        shown = choices.shown(value)
        text = ctx.words.plain("screen-ready-value", what=name, value=shown, chosen=_yes(chosen))
        return button(text, self.name, "set", parent, name, f"{value:g}")

    def _from(self, ctx: Context, parent: str) -> View:
        hours = ctx.settings.downloads.hours
        buttons = [button(f"{one:02}", self.name, parent, HOURS, one) for one in range(24)]
        any_hour = ctx.words.plain("screen-ready-any-hour", chosen=_yes(hours is None))
        none = button(any_hour, self.name, "set", parent, HOURS, ANY)
        text = ctx.words("screen-ready-pick-hours", now=pages.hour_now(ctx), utc=pages.utc_now(ctx))
        return View(text, (*grid(buttons, 6), (none,), *self._back(ctx, parent)))

    def _to(self, ctx: Context, parent: str, begins: int) -> View:
        if not 0 <= begins <= 23:
            raise Stale(str(begins))
        ends = [(begins + one) % 24 for one in range(1, 24)]
        buttons = [button(f"{one:02}", self.name, "set", parent, HOURS, f"{begins}-{one}") for one in ends]
        text = ctx.words("screen-ready-pick-hours-to", begins=pages.hour_of(ctx, begins), utc=f"{begins:02}:00")
        return View(text, (*grid(buttons, 6), (button(ctx.words.plain("button-back"), self.name, parent, HOURS),)))

    def _sponsorblock(self, ctx: Context, parent: str) -> View:
        chosen = ctx.settings.downloads.sponsorblock
        buttons = []
        for one in SPONSORBLOCK:
            on = one in chosen
            text = ctx.words.plain("screen-ready-sponsor-button", category=one, chosen=_yes(on))
            buttons.append(button(text, self.name, "sponsor", parent, one, "off" if on else "on"))
        return View(ctx.words("screen-ready-sponsorblock"), (*column(buttons), *self._back(ctx, parent)))

    def _picked(self, ctx: Context, parent: str, name: str, buttons: list[Button], wide: int, *more: Button) -> View:
        text = ctx.words(f"screen-ready-pick-{name}")
        return View(text, (*grid(buttons, wide), *column(more), *self._back(ctx, parent)))

    def _back(self, ctx: Context, parent: str) -> tuple[tuple[Button, ...], ...]:
        return ((button(ctx.words.plain("button-back"), parent),),)


def _yes(chosen: bool) -> str:
    return "yes" if chosen else "no"
