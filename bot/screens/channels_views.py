"""What the screen "Channels" shows of one feed, or of the group for all. channels.py reads the rows and chooses."""

from __future__ import annotations

from dataclasses import dataclass

from bot.conversation.screen import Context
from bot.conversation.view import Question, Rows, View, button, link
from bot.conversation.words import moment
from core.model import Button, Feed, Sentence
from storage.conversation import Errand
from storage.destinations import Place

from .chat_requests import by_hand, request

NAME = "channels"
FORUM = "forum"  #: stands for the group for all where a feed's name could stand
PICK_MINUTES = 30.0
_BOT_FIXES = frozenset({"channel-bot-missing", "channel-bot-cannot-post", "condition-channel_lost"})
_ACCOUNT_FIXES = frozenset({"channel-account-missing", "channel-account-cannot-post"})


@dataclass(frozen=True, slots=True)
class Standing:
    """All that is known of one feed's chat (or of the group for all) as the screen is drawn."""

    subject: str  #: a feed's name, or `forum`
    on: bool
    place: Place | None
    errand: Errand | None  #: the last one that was to connect it
    invite: str | None  #: where the owner is to join
    can_make: bool  #: an account is signed in that can create chats
    checking: bool = False

    @property
    def lost(self) -> Sentence | None:
        return broken(self.place)

    @property
    def wrong(self) -> Sentence | None:
        """Why the last try failed, unless all is well since."""
        errand = self.errand
        if errand is None or errand.is_open or errand.trouble is None or errand.ended_at is None:
            return None
        checked = self.place.checked_at if self.place else None
        return None if checked is not None and checked >= errand.ended_at else errand.trouble

    @property
    def busy(self) -> bool:
        return self.checking or (self.errand is not None and self.errand.is_open)

    @property
    def kind(self) -> str:
        """channel or group, as far as is known."""
        told = str(self.errand.args.get("kind", "channel")) if self.errand else "channel"
        if self.wrong is None and self.place is not None:
            told = self.place.kind
        return "channel" if told == "channel" else "group"


def broken(place: Place | None) -> Sentence | None:
    """Why nothing can be told there until the owner mends it."""
    if place is None or place.trouble is None:
        return None
    lasting = place.trouble.key == "condition-channel_lost" or place.trouble.key.startswith("channel-")
    return place.trouble if lasting else None


def chat_name(ctx: Context, place: Place) -> str:
    return ctx.words.plain("screen-channels-dm") if place.kind == "private" else place.title or str(place.chat_id)


def feed(ctx: Context, standing: Standing) -> View:
    """One feed: where it is told, what is in the way, what can be done."""
    text = [ctx.words("screen-channels-feed", feed=standing.subject), ""]
    if not standing.on:
        on = button(ctx.words.plain("button-channels-on"), NAME, "want", standing.subject, "on", style="primary")
        return View("\n".join([*text, ctx.words("screen-channels-feed-off")]), ((on,), _back(ctx, NAME)))
    place = standing.place
    rows: list[tuple[Button, ...]] = []
    if standing.busy:
        text += _under_way(ctx, standing)
        rows += _joining(ctx, standing)
    elif standing.wrong:
        text += _wrong(ctx, standing, standing.wrong)
        rows += _mending(ctx, standing, standing.wrong)
    elif place is None:
        text.append(ctx.words("screen-channels-feed-none"))
    elif standing.lost:
        reason = ctx.words.plain_reason(standing.lost)
        text.append(ctx.words("screen-channels-feed-broken", chat=chat_name(ctx, place), reason=reason))
        text += _fix(ctx, standing, standing.lost)
        rows += _mending(ctx, standing, standing.lost, check="recheck")
    elif place.checked_at is None:
        text.append(ctx.words("screen-channels-feed-unchecked", chat=chat_name(ctx, place)))
        rows.append((_check(ctx, "recheck", standing),))
    else:
        when = moment(place.checked_at)
        text.append(ctx.words("screen-channels-feed-at", chat=chat_name(ctx, place), when=when))
        if place.username:
            text.append(ctx.words("screen-channels-feed-public"))
    if not standing.can_make:
        text += ["", ctx.words("screen-channels-feed-alone")]
    return View("\n".join(text), (*rows, *_choices(ctx, standing), _back(ctx, NAME)))


def forum(ctx: Context, standing: Standing, feeds: list[Feed]) -> View:
    """One group for all feeds that are wanted."""
    names = ctx.words.plain("list-comma").join(ctx.words.plain(f"feed-{one}") for one in feeds)
    text = [ctx.words("screen-channels-forum", feeds=names), ""]
    rows: list[tuple[Button, ...]] = []
    if standing.busy:
        text += _under_way(ctx, standing)
        rows += _joining(ctx, standing)
    elif standing.wrong:
        text += _wrong(ctx, standing, standing.wrong)
        rows += _mending(ctx, standing, standing.wrong)
    if standing.can_make:
        make = ctx.words.plain("button-channels-forum-make")
        rows.append((button(make, NAME, "make", FORUM, style=None if standing.wrong or standing.busy else "primary"),))
    else:
        text += ["", ctx.words("screen-channels-feed-alone")]
    rows.append((button(ctx.words.plain("button-channels-forum-pick"), NAME, FORUM, "pick"),))
    return View("\n".join(text), (*rows, _back(ctx, NAME)))


def pick(ctx: Context, subject: str, first: int) -> View:
    """Buttons of Telegram's own to choose a chat with. first: what the first one's choice is numbered."""
    if subject == FORUM:
        text = ctx.words("screen-channels-forum-pick")
        kinds: tuple[str, ...] = ("forum",)
    else:
        text = ctx.words("screen-channels-pick", feed=ctx.words.plain(f"feed-{subject}"))
        kinds = ("channel", "group")
    keyboard = tuple(
        (request(ctx.words.plain(f"button-channels-choose-{kind}"), kind, first + number),)
        for number, kind in enumerate(kinds)
    )
    asks = Question(minutes=PICK_MINUTES, prompt=ctx.words("screen-channels-pick-prompt"), keyboard=keyboard)
    return View(text, (_back(ctx, NAME, subject),), question=asks)


def detach(ctx: Context, subject: Feed, place: Place) -> View:
    text = ctx.words("screen-channels-detach", feed=ctx.words.plain(f"feed-{subject}"), chat=chat_name(ctx, place))
    rows = (
        (button(ctx.words.plain("button-channels-detach-yes"), NAME, "stop", subject, style="danger"),),
        (button(ctx.words.plain("button-channels-detach-no"), NAME, subject),),
    )
    return View(text, rows)


def upload_first(ctx: Context) -> View:
    text = f"{ctx.words('screen-channels-title')}\n\n{ctx.words('screen-channels-upload-first')}"
    upload = button(ctx.words.plain("button-channels-upload"), "telegram", style="primary")
    return View(text, ((upload,), _back(ctx, "setup")))


# -- parts ---------------------------------------------------------------------------------------------------------


def _choices(ctx: Context, standing: Standing) -> Rows:
    """What may be chosen for a feed; the next sensible one stands out."""
    words, subject, place = ctx.words.plain, standing.subject, standing.place
    open_choice = place is None and not standing.busy and standing.wrong is None
    rows: list[tuple[Button, ...]] = []
    if standing.can_make:
        style = "primary" if open_choice else None
        rows.append((button(words("button-channels-make"), NAME, "make", subject, style=style),))
    style = "primary" if open_choice and not standing.can_make else None
    rows.append((button(words("button-channels-pick"), NAME, subject, "pick", style=style),))
    if place is None or place.kind != "private":
        rows.append((button(words("button-channels-dm"), NAME, "dm", subject),))
    if place is None:
        rows.append((button(words("button-channels-off"), NAME, "want", subject, "off"),))
    else:
        rows.append((button(words("button-channels-detach"), NAME, subject, "detach"),))
    return tuple(rows)


def _under_way(ctx: Context, standing: Standing) -> list[str]:
    errand = standing.errand
    if errand is None or not errand.is_open:  # a check
        chat = chat_name(ctx, standing.place) if standing.place else ""
        return [ctx.words("screen-channels-checking", chat=chat)]
    if errand.trouble:
        return [ctx.words("screen-channels-again-soon")]
    if standing.invite:
        return [ctx.words("screen-channels-join")]
    if errand.args["how"] == "make":
        return [ctx.words("screen-channels-making")]
    return [ctx.words("screen-channels-checking", chat=str(errand.args.get("title") or "?"))]


def _joining(ctx: Context, standing: Standing) -> Rows:
    if not standing.invite or standing.errand is None:
        return ()
    label = ctx.words.plain("button-channels-join", chat=str(standing.errand.args.get("title", ""))[:40])
    return ((link(label, standing.invite),),)


def _wrong(ctx: Context, standing: Standing, why: Sentence) -> list[str]:
    if why.key == "channel-public":
        return [ctx.words("screen-channels-public", chat=str(why.args.get("chat", "")))]
    return [ctx.words("screen-channels-wrong", reason=ctx.words.plain_reason(why)), *_fix(ctx, standing, why)]


def _fix(ctx: Context, standing: Standing, why: Sentence) -> list[str]:
    if why.key in _BOT_FIXES:
        return ["", ctx.words("screen-channels-fix-bot", kind=standing.kind)]
    if why.key in _ACCOUNT_FIXES:
        account = str(why.args.get("account", ""))
        return ["", ctx.words("screen-channels-fix-account", kind=standing.kind, account=account)]
    return ["", ctx.words("screen-channels-fix-topics")] if why.key == "channel-topics-right" else []


def _mending(ctx: Context, standing: Standing, why: Sentence, check: str = "again") -> Rows:
    """The way on from what is wrong."""
    if why.key == "channel-public":
        yes = button(ctx.words.plain("button-channels-public-yes"), NAME, "public", standing.subject, style="danger")
        other = button(ctx.words.plain("button-channels-pick-other"), NAME, standing.subject, "pick", style="primary")
        return (yes,), (other,)
    again = _check(ctx, check, standing)
    join = _joining(ctx, standing)
    if why.key in _BOT_FIXES and ctx.services.username:
        add = link(ctx.words.plain("button-channels-add-bot"), by_hand(ctx.services.username, standing.kind))
        return (add,), (again,), *join
    return *join, (again,)


def _check(ctx: Context, action: str, standing: Standing) -> Button:
    return button(ctx.words.plain("button-channels-check"), NAME, action, standing.subject, style="primary")


def _back(ctx: Context, *place: str) -> tuple[Button, ...]:
    return (button(ctx.words.plain("button-back"), *place),)
