"""Which yt-dlp is in use, how old it is, what is kept, what was tried last; buttons: look, take, go back, by itself or not."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import ClassVar

from bot.conversation.screen import After, Context, Screen, Stale, Where
from bot.conversation.view import Rows, View, button, column
from bot.conversation.words import Html, moment
from bot.errands.ytdlp import LOOK, TAKE
from bot.renewing import own
from core.errors import Scope
from core.model import Button
from core.renewal import decide
from core.renewal.decide import Shown, Standing, Tried
from core.renewal.install import python_version
from core.renewal.releases import Release
from core.renewal.renew import LEFT

from .feed import SWITCH
from .figures import name
from .updates import ASKED


class Ytdlp(Screen):
    """Place: `ytdlp`."""

    name: ClassVar[str] = "ytdlp"
    actions: ClassVar[frozenset[str]] = frozenset({"set", "look", "take", "back"})
    commands: ClassVar[tuple[str, ...]] = ("ytdlp",)

    async def show(self, ctx: Context, args: tuple[str, ...]) -> View:
        if args:
            raise Stale("|".join(args))
        words, shown, tried = ctx.words, await ctx.store.releases.shown(), await ctx.store.releases.tried()
        current = decide.running(shown, tried, own())
        offered = decide.offered(shown.releases, current.version if current else own(), python_version())
        lines = [
            words("screen-ytdlp-title"),
            "",
            await _in_use(ctx, shown, current),
            *_kept(ctx, tried, current),
            *_newest(ctx, offered),
            *_failed(ctx, tried),
            *_looked(ctx, shown),
            *await _under_way(ctx),
            "",
            words(f"screen-ytdlp-updates-{'on' if ctx.settings.ytdlp_updates else 'off'}"),
        ]
        return View("\n".join(lines), await _rows(ctx, current, tried, offered))

    async def press(self, ctx: Context, where: Where, action: str, args: tuple[str, ...]) -> After | None:
        match action, args:
            case "set", (wanted,) if wanted in SWITCH:
                await ctx.store.settings.choose("ytdlp.updates", SWITCH[wanted])
                await ctx.store.settings.put(ASKED, True)  # what the set-up would ask is answered
                return After(toast=ctx.words.plain(f"toast-ytdlp-updates-{wanted}"))
            case "look", ():
                await ctx.store.errands.start(LOOK, ctx.now)
                return None
            case "take", (version,):
                return await _take(ctx, version)
            case "back", (version,):
                return await _back(ctx, version)
        raise Stale(action)

    async def command(self, ctx: Context, name: str, rest: str) -> After:
        return After(place=self.name, fresh=True)


async def in_use(ctx: Context) -> str:
    """The version that videos are brought with."""
    current = decide.running(await ctx.store.releases.shown(), await ctx.store.releases.tried(), own())
    return current.version if current else own()


async def _take(ctx: Context, version: str) -> After | None:
    shown = await ctx.store.releases.shown()
    offered = decide.offered(shown.releases, await in_use(ctx), python_version())
    if version not in {one.version for one in offered}:
        raise Stale(version)
    await ctx.store.errands.start(TAKE, ctx.now, version=version)
    return None


async def _back(ctx: Context, version: str) -> After:
    """From this version, to what was used before it."""
    releases = ctx.store.releases
    shown, tried = await releases.shown(), await releases.tried()
    current = decide.running(shown, tried, own())
    if current is None or current.version != version:
        raise Stale(version)
    to = decide.before(current, tried, own())
    await releases.leave(version, to.version if to else None, LEFT, ctx.now, told=False)
    await ctx.store.pauses.over(Scope.YTDLP)
    return After(toast=ctx.words.plain("toast-ytdlp-back", version=to.version if to else own()))


async def _in_use(ctx: Context, shown: Shown, current: Tried | None) -> str:
    words, version = ctx.words, current.version if current else own()
    listed = next((one.uploaded_at for one in shown.releases if one.version == version), None)
    at = (current.uploaded_at if current else None) or listed or _day_of(version)
    line = words("screen-ytdlp-in-use", version=name(version), kind="taken" if current else "builtin")
    if at is not None:
        line += words("screen-ytdlp-released", at=moment(at))
    if await ctx.store.releases.broken_since() is not None:
        line += "\n" + words("screen-ytdlp-broken")
    return line


def _day_of(version: str) -> float | None:
    """yt-dlp's versions are the days on which they were made."""
    try:
        year, month, day = (int(one) for one in version.split(".")[:3])
        return datetime(year, month, day, tzinfo=UTC).timestamp()
    except ValueError:
        return None


def _kept(ctx: Context, tried: list[Tried], current: Tried | None) -> list[str]:
    versions = [one.version for one in tried if one.standing is Standing.KEPT and one is not current]
    versions += [own()] if current is not None else []
    shown = ctx.words("list-comma").join(ctx.words("screen-ytdlp-version", version=name(one)) for one in versions)
    return [ctx.words("screen-ytdlp-kept", list=Html(shown))] if versions else []


def _newest(ctx: Context, offered: list[Release]) -> list[str]:
    if not offered:
        return []
    line = ctx.words("screen-ytdlp-newest", version=name(offered[0].version))
    if offered[0].uploaded_at is not None:
        line += ctx.words("screen-ytdlp-released", at=moment(offered[0].uploaded_at))
    return [line]


def _failed(ctx: Context, tried: list[Tried]) -> list[str]:
    bad = next((one for one in tried if one.trouble is not None), None)
    if bad is None or bad.trouble is None:
        return []
    reason = Html(ctx.words.reason(bad.trouble))
    return [ctx.words("screen-ytdlp-failed", version=name(bad.version), at=moment(bad.tried_at), reason=reason)]


def _looked(ctx: Context, shown: Shown) -> list[str]:
    words, lines = ctx.words, []
    if shown.looked_at is not None:
        lines.append(words("screen-ytdlp-looked", at=moment(shown.looked_at)))
    if shown.trouble is not None:
        lines.append(words("screen-ytdlp-not-looked", reason=Html(words.reason(shown.trouble))))
    return lines


async def _under_way(ctx: Context) -> list[str]:
    look, take = await ctx.store.errands.last(LOOK), await ctx.store.errands.last(TAKE)
    last = max((one for one in (look, take) if one is not None), key=lambda one: one.id, default=None)
    if last is None:
        return []
    if last.is_open:
        version = name(str(last.args.get("version", "")))
        return [ctx.words("screen-ytdlp-looking" if last.kind == LOOK else "screen-ytdlp-taking", version=version)]
    if last.trouble is not None:
        return [ctx.words("screen-ytdlp-came-to-nothing", reason=Html(ctx.words.reason(last.trouble)))]
    return []


async def _rows(ctx: Context, current: Tried | None, tried: list[Tried], offered: list[Release]) -> Rows:
    words, wanted = ctx.words, "off" if ctx.settings.ytdlp_updates else "on"
    acts: list[Button] = [button(words.plain("button-ytdlp-look"), "ytdlp", "look")]
    if offered:
        version = offered[0].version
        acts.append(button(words.plain("button-ytdlp-take", version=version), "ytdlp", "take", version))
    if current is not None:
        to = decide.before(current, tried, own())
        back = words.plain("button-ytdlp-back", version=to.version if to else own())
        acts.append(button(back, "ytdlp", "back", current.version))
    switch = button(
        words.plain(f"button-ytdlp-updates-{wanted}"), "ytdlp", "set", wanted,
        style="success" if wanted == "on" else None,
    )  # fmt: skip
    ways = (button(words.plain("button-status"), "status"), button(words.plain("button-home"), "home"))
    return (*column(acts), (switch,), ways)
