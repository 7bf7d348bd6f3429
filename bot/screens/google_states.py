"""How things stand with Google, computed from the rows: the line of the checklist, and the screen's first page."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from bot.conversation.screen import Context
from bot.conversation.view import Rows, View, button, column, link
from bot.conversation.words import moment
from bot.credentials import DEVICE
from bot.errands.google import CHANNEL, CONSENT
from core.model import Button, Feed, Sentence
from core.youtube.client_file import Client
from core.youtube.consent import DeviceCode
from storage.conversation import Errand

from .google_cards import missed
from .lines import Line

GONE = ("condition-google_consent", "condition-google_client")


@dataclass(frozen=True, slots=True)
class State:
    """What the rows say."""

    client: Client | None
    connected: bool
    channel: dict[str, Any] | None
    dies_at: float | None  #: when Google takes the consent back, if it says so
    lost: Sentence | None  #: why the feeds can't be read under the consent
    attempt: Errand | None  #: the newest way to a consent, open or ended
    code: DeviceCode | None

    @property
    def waits(self) -> bool:
        return self.attempt is not None and self.attempt.is_open

    @property
    def failed(self) -> Sentence | None:
        return self.attempt.trouble if self.attempt is not None and not self.attempt.is_open else None


async def state(ctx: Context) -> State:
    credentials, errands, settings = ctx.services.credentials, ctx.store.errands, ctx.store.settings
    attempts = [await errands.last(kind) for kind in ("google-device", "google-link")]
    attempt = max((one for one in attempts if one is not None), key=lambda one: one.id, default=None)
    saved = await credentials.get(DEVICE)
    return State(
        client=await credentials.client(),
        connected=await credentials.credentials() is not None,
        channel=await settings.get(CHANNEL),
        dies_at=(await settings.get(CONSENT) or {}).get("dies_at"),
        lost=await _lost(ctx),
        attempt=attempt,
        code=DeviceCode.from_text(saved) if saved else None,
    )


async def line(ctx: Context) -> Line:
    """The checklist's line."""
    now = await state(ctx)
    words = ctx.words
    if now.waits and now.code is not None:
        return Line(now.connected, words("screen-google-line-waits", code=now.code.user_code))
    if now.connected and now.lost is not None:
        return Line(True, words("screen-google-line-lost", reason=words.plain_reason(now.lost)), wrong=True)
    if now.connected and now.dies_at is not None:
        text = words("screen-google-line-testing", channel=name_of(ctx, now.channel), until=moment(now.dies_at, "D"))
        return Line(True, text, wrong=True)
    if now.connected:
        return Line(True, words("screen-google-line-done", channel=name_of(ctx, now.channel)))
    if now.failed is not None:
        return Line(False, words("screen-google-line-failed", reason=words.plain_reason(now.failed)), wrong=True)
    return Line(False, words("screen-google-line-client" if now.client else "screen-google-line-none"))


async def view(ctx: Context, *, again: bool = False) -> View:
    """The first page. again: the owner came by an alert, to give the consent once more."""
    now = await state(ctx)
    words = ctx.words
    if now.waits:
        return _waiting(ctx, now)
    if now.failed is not None:
        return _failed(ctx, now, now.failed)
    ask = button(words.plain("screen-google-ask"), "google", "ask", style="primary")
    other = button(words.plain("screen-google-other-client"), "google", "client")
    if now.connected and (now.lost is not None or again):
        reason = words.plain_reason(now.lost or Sentence(GONE[0]))
        found = missed(ctx, now.lost) if now.lost else None
        text = words("screen-google-lost", channel=name_of(ctx, now.channel), reason=reason)
        mend = [found.mend, ask] if found else [ask]
        return View(f"{text}\n\n{found.text}" if found else text, _rows(ctx, *mend, other, _out(ctx)))
    if now.connected:
        return await _connected(ctx, now)
    if now.client is not None:
        by_link = button(words.plain("screen-google-by-link"), "google", "ask-link")
        cards = button(words.plain("screen-google-cards"), "google", "card", 1)
        text = words("screen-google-client-known", client=now.client.client_id)
        said, tell = await _leaving(ctx)
        return View(text + said, _rows(ctx, ask, by_link, other, cards, *tell))
    cards = button(words.plain("screen-google-start"), "google", "card", 1, style="primary")
    have = button(words.plain("screen-google-have-client"), "google", "client")
    said, tell = await _leaving(ctx)
    return View(words("screen-google-intro") + said, _rows(ctx, cards, have, *tell))


def name_of(ctx: Context, channel: dict[str, Any] | None) -> str:
    """The channel's title and handle, for a text. A consent that was imported has no name until somebody asks Google."""
    known = [str(one) for one in ((channel or {}).get("title"), (channel or {}).get("handle")) if one]
    return " · ".join(known) or (channel or {}).get("id") or ctx.words.plain("unknown")


def _waiting(ctx: Context, now: State) -> View:
    words = ctx.words
    stop = button(words.plain("screen-google-stop"), "google", "stop")
    back = button(words.plain("button-back"), "setup")
    if now.attempt is not None and now.attempt.kind == "google-link":
        return View(words("screen-google-checking"), ((stop,), (back,)))
    if now.code is None:
        return View(words("screen-google-asking"), ((stop,), (back,)))
    code = now.code
    rows: Rows = (
        (link(words.plain("screen-google-open"), code.url),),
        (Button(words.plain("screen-google-copy", code=code.user_code), copy=code.user_code),),
        (button(words.plain("screen-google-new-code"), "google", "ask"), stop),
        (back,),
    )
    return View(words("screen-google-code", code=code.user_code, url=code.url, until=moment(code.expires_at)), rows)


def _failed(ctx: Context, now: State, trouble: Sentence) -> View:
    words = ctx.words
    by_link = now.attempt is not None and now.attempt.kind == "google-link"
    found = missed(ctx, trouble)
    text = words("screen-google-failed", reason=words.plain_reason(trouble))
    again = button(
        words.plain("screen-google-new-link" if by_link else "screen-google-new-code"),
        *("google", "ask-link" if by_link else "ask"),
        style=None if found else "primary",
    )
    other_way = (
        button(words.plain("screen-google-by-code"), "google", "ask")
        if by_link
        else button(words.plain("screen-google-by-link"), "google", "ask-link")
    )
    client = button(words.plain("screen-google-other-client"), "google", "client")
    buttons = [found.mend, again] if found else [again]
    give_up = button(words.plain("screen-google-stay"), "google", "stop") if now.connected else None
    rows = _rows(ctx, *buttons, other_way, client, *([give_up] if give_up else []))
    return View(f"{text}\n\n{found.text}" if found else text, rows)


async def _connected(ctx: Context, now: State) -> View:
    words = ctx.words
    text = words("screen-google-connected", channel=name_of(ctx, now.channel))
    buttons = [button(words.plain("screen-google-change-button"), "google", "change"), _out(ctx)]
    if now.dies_at is not None:
        text += "\n\n" + words("screen-google-testing", until=moment(now.dies_at, "D"))
        buttons[:0] = [
            button(words.plain("screen-google-go", number=4), "google", "card", 4, style="primary"),
            button(words.plain("screen-google-ask"), "google", "ask"),
        ]
    return View(text, _rows(ctx, *buttons))


async def _leaving(ctx: Context) -> tuple[str, tuple[Button, ...]]:
    """Where Google could not be told that a consent is over: that, and the button that tells it again."""
    last = await ctx.store.errands.last("google-revoke")
    if last is None or last.trouble is None or last.is_open:
        return "", ()
    said = ctx.words("screen-google-not-revoked", reason=ctx.words.plain_reason(last.trouble))
    return f"\n\n{said}", (button(ctx.words.plain("screen-google-tell-again"), "google", "retry-leave"),)


async def _lost(ctx: Context) -> Sentence | None:
    for feed in (Feed.LIKES, Feed.SUBSCRIPTIONS):
        trouble = (await ctx.store.feeds.state(feed)).trouble
        if trouble is not None and trouble.key in GONE:
            return trouble
    return None


def _out(ctx: Context) -> Button:
    return button(ctx.words.plain("screen-google-out-button"), "google", "out", style="danger")


def _rows(ctx: Context, *buttons: Button) -> Rows:
    return column([*buttons, button(ctx.words.plain("button-back"), "setup")])
