"""An alert: what happened, what it means, the button that mends it. A message of its own, which says it when all is well again."""

from __future__ import annotations

from typing import ClassVar

from bot.conversation.screen import After, Context, Screen, Stale, Where, choice, number
from bot.conversation.view import View, button
from bot.conversation.words import Html, moment
from core.errors import Condition
from core.model import Button, Feed
from core.record import MassChange
from core.settings import CatchUp
from storage.alerts import Alert

from . import believe
from .figures import name
from .mending import PLACES

DAY = 86400.0
#: What is mended outside of this chat: the owner says when it was.
TRIED_AGAIN = frozenset(
    {Condition.DISK_FULL, Condition.YTDLP_BROKEN, Condition.FFMPEG_MISSING, Condition.BOT_CHECK, Condition.CHANNEL_LOST}
)
#: What was caught up with: posts that had to wait, videos that go on, else events.
POSTS = frozenset({Condition.CHANNEL_LOST, Condition.TELEGRAM_SESSION, Condition.TELEGRAM_ACCESS})
#: What nobody mends: it passes, or the owner says a word.
SETTLED = frozenset({Condition.MASS_CHANGE, Condition.HISTORY_PAUSED, Condition.HISTORY_CLEARED, Condition.SLOWED_DOWN})
#: Nothing waited for them.
ALONE = frozenset({Condition.DATABASE_DAMAGED})
VIDEOS = frozenset(
    {
        Condition.BOT_CHECK, Condition.DISK_FULL, Condition.FFMPEG_MISSING, Condition.SLOWED_DOWN,
        Condition.YTDLP_BROKEN,
    }
)  # fmt: skip


class AlertScreen(Screen):
    """Lives in messages of its own; `show` takes the alert's id."""

    name: ClassVar[str] = "alert"
    own: ClassVar[bool] = True
    actions: ClassVar[frozenset[str]] = frozenset({"mend", "mute", "loud", "again", "believe"})

    async def show(self, ctx: Context, args: tuple[str, ...]) -> View:
        alert = await ctx.store.alerts.get(number(args, 0))
        if alert is None:
            raise Stale("alert")
        return shown(ctx, alert)

    async def press(self, ctx: Context, where: Where, action: str, args: tuple[str, ...]) -> After | None:
        alert = await ctx.store.alerts.get(number(args, 0))
        if alert is None or where.chat_id != ctx.owner:
            raise Stale(action)
        words = ctx.words
        match action:
            case "mend":
                return After(place=place(alert), fresh=True)
            case "mute":
                await ctx.store.alerts.mute(alert.id, ctx.now + DAY)
            case "loud":
                await ctx.store.alerts.mute(alert.id, 0.0)
            case "again":
                await ctx.store.alerts.try_again(alert.condition)
            case "believe":
                if alert.ended_at is not None or alert.subject not in set(Feed):
                    raise Stale(action)
                return await believe.heard(ctx, Feed(alert.subject), _change(alert), choice(args, 1, CatchUp))
        return After(toast=words.plain(f"alert-toast-{action}"))


def _change(alert: Alert) -> MassChange:
    """As its message says it."""
    return MassChange(*(int(alert.trouble.args.get(count, 0)) for count in ("new", "gone", "known")))


def place(alert: Alert) -> str:
    """Where it is mended."""
    if alert.condition is Condition.MASS_CHANGE and alert.subject in set(Feed):
        return f"believe|{alert.subject}"
    feed = alert.trouble.args.get("feed")
    if alert.condition is Condition.CHANNEL_LOST and feed in set(Feed):
        return f"channels|{feed}"
    return PLACES[alert.condition]


def shown(ctx: Context, alert: Alert) -> View:
    """As its row says."""
    words, said = ctx.words, alert.trouble
    chat = name(str(said.args.get("chat") or "")) if said.args.get("chat") else words.plain("alert-a-chat")
    held = alert.condition is Condition.MASS_CHANGE
    feed = words.plain(f"feed-{alert.subject}") if held and alert.subject in set(Feed) else ""
    what = words(f"alert-{alert.condition}-name", chat=chat, feed=feed)
    if alert.ended_at is not None:
        text = [words("alert-settled" if alert.condition in SETTLED else "alert-mended", what=Html(what))]
        if alert.condition in ALONE:
            pass
        elif not alert.end_told:
            text.append(words("alert-catching-up"))
        else:
            kind = "posts" if alert.condition in POSTS else "videos" if alert.condition in VIDEOS else "events"
            text.append(words(f"alert-caught-up-{kind}", count=alert.events))
        return View("\n".join(text))
    until = said.args.get("until")
    at = moment(float(until), "t") if until else Html(words("alert-later"))
    if held:
        about = believe.said(ctx, _change(alert))
    else:
        about = words(f"alert-{alert.condition}", chat=chat, at=at, reason=Html(words.reason(said)))
    text = [
        words("alert-title", what=Html(what)),
        "",
        about,
        "",
        words("alert-since", at=moment(alert.began_at)),
    ]
    muted = alert.muted_until > ctx.now
    if muted:
        text.append(words("alert-muted", at=moment(alert.muted_until)))
    rows: list[tuple[Button, ...]] = []
    if held:
        rows += [(believe.answer(ctx, one, "alert", "believe", alert.id),) for one in CatchUp]
    else:
        mends = words.plain(f"alert-button-{alert.condition}")
        rows.append((button(mends, "alert", "mend", alert.id, style="primary"),))
    if alert.condition in TRIED_AGAIN:
        rows.append((button(words.plain("alert-button-again"), "alert", "again", alert.id),))
    act = "loud" if muted else "mute"
    rows.append((button(words.plain(f"alert-button-{act}"), "alert", act, alert.id),))
    return View("\n".join(text), tuple(rows))
