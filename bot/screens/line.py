"""How much of the line downloads and uploads may take, in which hours, and how many videos may lie on the disk at once.

A limit has a few buttons, and any other number may be typed. Hours are kept in UTC, as those of downloads (pick.py). Opened from
the set-up, its places and buttons say so (READY), and lead back there.
"""

from __future__ import annotations

from typing import Any, ClassVar

from bot.conversation.screen import After, Context, Heard, Screen, Stale, Where, number
from bot.conversation.view import Question, View, button, grid
from core.model import Button
from core.settings import OPTIONS

from .ready_choices import shown
from .ready_pages import hour_now, hour_of, utc_now
from .typed import read_number

ANY = "any"  #: a button's word for no limit
HOURS = "hours"
READY = "ready"  #: the set-up's page that leads here, too
LIMITS = {"down": "line.down_megabits", "up": "line.up_megabits", "ahead": "download.ahead"}
VALUES: dict[str, tuple[float, ...]] = {
    "down": (1, 2, 5, 10, 25, 50, 100, 250, 500),
    "up": (1, 2, 5, 10, 25, 50, 100, 250, 500),
    "ahead": (1, 2, 3, 4, 5, 10),
}


class LineScreen(Screen):
    """Places: `line`, `line|WHAT`, `line|hours|FROM`; from the set-up `line|ready`, `line|ready|WHAT`..."""

    name: ClassVar[str] = "line"
    actions: ClassVar[frozenset[str]] = frozenset({"set"})
    places: ClassVar[tuple[tuple[str, ...], ...]] = tuple(
        (*lead, *place)
        for lead in ((), (READY,))
        for place in ((), *((one,) for one in (*LIMITS, HOURS)), (HOURS, "22"))
    )

    async def show(self, ctx: Context, args: tuple[str, ...]) -> View:
        lead, args = _lead(args)
        match args:
            case ():
                return self._all(ctx, lead)
            case ("hours",):
                return self._from(ctx, lead)
            case ("hours", _):
                return self._to(ctx, number(args, 1), lead)
            case (what,) if what in LIMITS:
                return self._limit(ctx, what, lead)
        raise Stale("|".join(args))

    async def press(self, ctx: Context, where: Where, action: str, args: tuple[str, ...]) -> After | None:
        match action, args:
            case "set", (what, word, *lead) if (what in LIMITS or what == HOURS) and lead in ([], [READY]):
                setting = LIMITS.get(what, "line.hours")
                try:
                    value = _from_button(what, word)
                    if not OPTIONS[setting].fits(value):
                        raise ValueError(word)
                except ValueError as error:
                    raise Stale(word) from error
                await ctx.store.settings.choose(setting, value)
                return After(place="|".join((self.name, *lead)))
        raise Stale("|".join(args))

    async def hear(self, ctx: Context, heard: Heard, args: tuple[str, ...]) -> After | None:
        """A number for the limit that is shown."""
        lead, args = _lead(args)
        if len(args) != 1 or args[0] not in LIMITS or heard.other is not None:
            return None
        option, value = OPTIONS[LIMITS[args[0]]], read_number(heard.text)
        if value is None or not option.fits(value) or (args[0] == "ahead" and value != int(value)):
            return After(toast=ctx.words.plain("toast-pick-bounds", least=shown(option.least), most=shown(option.most)))
        await ctx.store.settings.choose(LIMITS[args[0]], value)
        return After(place="|".join((self.name, *lead)), fresh=True)

    def _all(self, ctx: Context, lead: tuple[str, ...]) -> View:
        words, line = ctx.words, ctx.settings.line
        lines = [words("screen-line-title"), ""]
        for what, value in (("down", line.down_megabits), ("up", line.up_megabits)):
            lines.append(words("screen-line-chosen", what=what, value="none" if value is None else shown(value)))
        limited = line.down_megabits is not None or line.up_megabits is not None
        if line.hours is None and limited:
            lines.append(words("screen-line-always"))
        elif line.hours is not None:
            begins, ends = (hour_of(ctx, one) for one in line.hours)
            lines.append(words("screen-line-hours", begins=begins, ends=ends))
        lines.append(words("screen-line-ahead", count=ctx.settings.downloads.ahead))
        picks = [
            button(words.plain("screen-line-pick", what=one), self.name, *lead, one)
            for one in ("down", "up", HOURS, "ahead")
        ]
        back = button(words.plain("button-back"), *(lead or ("downloads",)))
        return View("\n".join(lines), (*grid(picks, 2), (back,)))

    def _limit(self, ctx: Context, what: str, lead: tuple[str, ...]) -> View:
        words, chosen = ctx.words, ctx.settings.values[LIMITS[what]]
        buttons = [self._value(ctx, what, value, value == chosen, lead) for value in VALUES[what]]
        none = words.plain("screen-ready-no-limit", chosen=_yes(chosen is None))
        free = ((button(none, self.name, "set", what, ANY, *lead),),) if OPTIONS[LIMITS[what]].nullable else ()
        text = f"{words(f'screen-line-pick-{what}')}\n\n{words('screen-ready-type')}"
        return View(text, (*grid(buttons, 3), *free, *self._back(ctx, lead)), question=Question())

    def _value(self, ctx: Context, what: str, value: float, chosen: bool, lead: tuple[str, ...]) -> Button:
        text = ctx.words.plain("screen-line-value", what=what, value=shown(value), chosen=_yes(chosen))
        return button(text, self.name, "set", what, f"{value:g}", *lead)

    def _from(self, ctx: Context, lead: tuple[str, ...]) -> View:
        buttons = [button(f"{one:02}", self.name, *lead, HOURS, one) for one in range(24)]
        always = ctx.words.plain("screen-line-always-button", chosen=_yes(ctx.settings.line.hours is None))
        text = ctx.words("screen-line-pick-hours", now=hour_now(ctx), utc=utc_now(ctx))
        rows = (*grid(buttons, 6), (button(always, self.name, "set", HOURS, ANY, *lead),), *self._back(ctx, lead))
        return View(text, rows)

    def _to(self, ctx: Context, begins: int, lead: tuple[str, ...]) -> View:
        if not 0 <= begins <= 23:
            raise Stale(str(begins))
        ends = [(begins + one) % 24 for one in range(1, 24)]
        buttons = [button(f"{one:02}", self.name, "set", HOURS, f"{begins}-{one}", *lead) for one in ends]
        text = ctx.words("screen-line-pick-hours-to", begins=hour_of(ctx, begins), utc=f"{begins:02}:00")
        return View(text, (*grid(buttons, 6), (button(ctx.words.plain("button-back"), self.name, *lead, HOURS),)))

    def _back(self, ctx: Context, lead: tuple[str, ...]) -> tuple[tuple[Button, ...], ...]:
        return ((button(ctx.words.plain("button-back"), self.name, *lead),),)


def _lead(args: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """-> (READY, if it was opened from there; the rest)."""
    return ((READY,), args[1:]) if args[:1] == (READY,) else ((), args)


def _from_button(what: str, word: str) -> Any:
    """A button's word as the setting's value. Raises ValueError."""
    if word == ANY:
        return None
    if what == HOURS:
        begins, _, ends = word.partition("-")
        return [int(begins), int(ends)]
    value = float(word)
    return int(value) if what == "ahead" and value == int(value) else value


def _yes(chosen: bool) -> str:
    return "yes" if chosen else "no"
