"""What the screen "Telegram upload access" shows, state by state. telegram.py reads the rows and chooses."""

from __future__ import annotations

import io

import segno
from aiogram.types import KeyboardButton

from bot.conversation.screen import Context
from bot.conversation.view import Question, Rows, View, button, grid, link
from bot.conversation.words import moment
from bot.telegram_access import BOT_LIMIT, Me, SignIn, State, Step
from core.model import Button
from storage.conversation import Errand

NAME = "telegram"
GB = 1000 * 2**20  #: what Telegram calls one: 2,000 parts of half a MiB
API_MINUTES, PASSWORD_MINUTES = 60.0, 10.0


def gigabytes(size: int) -> int:
    return round(size / GB)


def api(ctx: Context, state: State, errand: Errand | None) -> View:
    """Where the application's key comes from; the answer is the key."""
    text = [ctx.words("screen-telegram-title"), "", ctx.words("screen-telegram-api")]
    if state.half_api is not None:
        text += ["", ctx.words("screen-telegram-api-half", id=str(state.half_api))]
    elif errand is not None and errand.is_open:
        text += ["", ctx.words("screen-telegram-again-soon" if errand.trouble else "screen-telegram-api-checking")]
    elif errand is not None and errand.trouble:
        refused = errand.trouble.key == "condition-telegram_access"
        text += ["", ctx.words("screen-telegram-api-refused") if refused else _wrong(ctx, errand)]
    if state.api:
        text += ["", ctx.words("screen-telegram-api-kept")]
    rows: list[tuple[Button, ...]] = []
    if (
        errand is not None
        and errand.trouble
        and not errand.is_open
        and errand.trouble.key != "condition-telegram_access"
    ):
        rows.append((button(ctx.words.plain("button-again"), NAME, "check", style="primary"),))
    rows.append((link(ctx.words.plain("button-telegram-my"), "https://my.telegram.org/apps"),))
    rows.append(_back(ctx, NAME if state.api else "setup"))
    return View("\n".join(text), tuple(rows), question=Question(secret=True, minutes=API_MINUTES))


def ways(ctx: Context, state: State) -> View:
    """Who is to upload?"""
    text = f"{ctx.words('screen-telegram-title')}\n\n{ctx.words('screen-telegram-ways')}"
    rows = (
        (button(ctx.words.plain("button-telegram-phone"), NAME, "phone", style="primary"),),
        (button(ctx.words.plain("button-telegram-qr"), NAME, "qr"),),
        *(() if state.bot_only else ((button(ctx.words.plain("button-telegram-bot-only"), NAME, "bot-only"),),)),
        (button(ctx.words.plain("button-telegram-change-key"), NAME, "api"),),
        _back(ctx, NAME if state.done else "setup"),
    )
    return View(text, rows)


def phone(ctx: Context) -> View:
    """The answer is a contact, or a number."""
    text = f"{ctx.words('screen-telegram-title')}\n\n{ctx.words('screen-telegram-phone')}"
    contact = KeyboardButton(text=ctx.words.plain("button-telegram-contact"), request_contact=True)
    asks = Question(secret=True, prompt=ctx.words("screen-telegram-phone-prompt"), keyboard=((contact,),))
    return View(text, (_back(ctx, NAME, "ways"),), question=asks)


def bot_only(ctx: Context) -> View:
    use = button(ctx.words.plain("button-telegram-use-bot"), NAME, "use-bot", style="primary")
    return View(ctx.words("screen-telegram-bot-only"), ((use,), _back(ctx, NAME, "ways")))


def leave(ctx: Context, me: Me | None) -> View:
    """Really sign out?"""
    name = me.called if me else ctx.words.plain("unknown")
    rows = (
        (button(ctx.words.plain("button-telegram-out-yes"), NAME, "sign-out", style="danger"),),
        (button(ctx.words.plain("button-telegram-out-no"), NAME),),
    )
    return View(ctx.words("screen-telegram-out", name=name), rows)


def ready(ctx: Context, state: State, old: Errand | None) -> View:
    """Who uploads now, and what may be changed."""
    text = [ctx.words("screen-telegram-title"), ""]
    rows: list[tuple[Button, ...]] = []
    if state.wrong:
        text += [ctx.words("screen-telegram-dead", reason=ctx.words.plain_reason(state.wrong)), ""]
    if state.user:
        text += _who(ctx, state.me)
        again = "button-telegram-sign-in-again" if state.wrong else "button-telegram-change"
        rows += [
            (button(ctx.words.plain(again), NAME, "ways", style="primary" if state.wrong else None),),
            (button(ctx.words.plain("button-telegram-sign-out"), NAME, "leave"),),
        ]
    else:
        text.append(ctx.words("screen-telegram-alone", gb=gigabytes(BOT_LIMIT)))
        rows.append((button(ctx.words.plain("button-telegram-sign-in"), NAME, "ways"),))
    if old is not None and old.trouble:
        text += ["", ctx.words("screen-telegram-old", reason=ctx.words.plain_reason(old.trouble))]
        rows.append((button(ctx.words.plain("button-telegram-end-old"), NAME, "end-old"),))
    rows += [(button(ctx.words.plain("button-telegram-change-key"), NAME, "api"),), _back(ctx, "setup")]
    return View("\n".join(text), tuple(rows))


def _who(ctx: Context, me: Me | None) -> list[str]:
    if me is None:  # the session came from a file, and was not used yet
        return [ctx.words("screen-telegram-me-unknown")]
    text = [
        ctx.words("screen-telegram-me", name=me.called, phone=me.phone or "none"),
        ctx.words("screen-telegram-limit", premium="yes" if me.premium else "no", gb=gigabytes(me.limit)),
    ]
    return text if me.id == ctx.owner else [*text, ctx.words("screen-telegram-not-you")]


# -- a sign-in that is under way -----------------------------------------------------------------------------------


def signing(ctx: Context, state: State, sign_in: SignIn, errand: Errand | None, qr_url: str | None) -> View:
    """The step at which it stands."""
    busy = errand is not None and errand.is_open
    wrong = [_wrong(ctx, errand), ""] if errand is not None and errand.trouble and not busy else []
    if busy and errand is not None and errand.trouble:
        wrong = [ctx.words("screen-telegram-again-soon"), ""]
    top = [ctx.words("screen-telegram-title"), "", *wrong]
    if sign_in.step is Step.CODE:
        return _code(ctx, state, sign_in, top, busy=busy)
    if sign_in.step is Step.PASSWORD:
        return _password(ctx, sign_in, top, busy=busy)
    if sign_in.step is Step.QR:
        return _qr(ctx, sign_in, top, qr_url if busy else None, busy=busy)
    if sign_in.step is Step.OVER:
        text = [*top, ctx.words("screen-telegram-over")] if not wrong else top
        return View("\n".join(text), (*_again(ctx, "button-telegram-new-code", busy=busy), *_ways_on(ctx)))
    if sign_in.typed and busy:
        top.append(ctx.words("screen-telegram-typed"))
    if busy:
        top.append(ctx.words("screen-telegram-sending"))
    return View("\n".join(top), (*_again(ctx, "button-again", busy=busy), *_ways_on(ctx)))


def _code(ctx: Context, state: State, sign_in: SignIn, top: list[str], *, busy: bool) -> View:
    dots = " ".join("●" * state.digits + "○" * (sign_in.length - state.digits))
    text = [*top, ctx.words("screen-telegram-code", via=sign_in.via), ctx.words("screen-telegram-keypad", dots=dots)]
    rows: Rows = ()
    if busy:
        text.append(ctx.words("screen-telegram-code-checking"))
    else:
        keys = [button(str(digit), NAME, "digit", digit) for digit in range(1, 10)]
        full = state.digits == sign_in.length
        rows = (
            *grid(keys, 3),
            (
                button("⌫", NAME, "erase"),
                button("0", NAME, "digit", 0),
                button("✔", NAME, "enter", style="primary" if full else None),
            ),
        )
        if sign_in.resend_at is None:
            rows += ((button(ctx.words.plain("button-telegram-new-code"), NAME, "send"),),)
        else:
            text += ["", ctx.words("screen-telegram-resend-at", when=moment(sign_in.resend_at))]
            rows += ((button(ctx.words.plain("button-telegram-resend"), NAME, "resend"),),)
    return View("\n".join(text), (*rows, *_ways_on(ctx)), question=Question(minutes=15.0))


def _password(ctx: Context, sign_in: SignIn, top: list[str], *, busy: bool) -> View:
    text = [*top, ctx.words("screen-telegram-password")]
    if sign_in.hint:
        text.append(ctx.words("screen-telegram-password-hint", hint=sign_in.hint))
    if busy:
        text += ["", ctx.words("screen-telegram-password-checking")]
    return View("\n".join(text), (_start_over(ctx),), question=Question(secret=True, minutes=PASSWORD_MINUTES))


def _qr(ctx: Context, sign_in: SignIn, top: list[str], url: str | None, *, busy: bool) -> View:
    if url is not None:
        text = [*top, ctx.words("screen-telegram-qr", when=moment(sign_in.until, "T"))]
        return View("\n".join(text), (_start_over(ctx),), photo=drawn(url))
    if busy:
        return View("\n".join([*top, ctx.words("screen-telegram-qr-coming")]), (_start_over(ctx),))
    again = button(ctx.words.plain("button-telegram-qr-again"), NAME, "qr", style="primary")
    return View("\n".join([*top, ctx.words("screen-telegram-qr-over")]), ((again,), _start_over(ctx)))


def drawn(url: str) -> bytes:
    """A QR code as PNG, with its quiet zone."""
    out = io.BytesIO()
    segno.make(url, error="m", micro=False).save(out, kind="png", scale=10, border=4)
    return out.getvalue()


def _again(ctx: Context, key: str, *, busy: bool) -> Rows:
    return () if busy else ((button(ctx.words.plain(key), NAME, "send", style="primary"),),)


def _ways_on(ctx: Context) -> Rows:
    return (button(ctx.words.plain("button-telegram-other-number"), NAME, "phone"),), _start_over(ctx)


def _start_over(ctx: Context) -> tuple[Button, ...]:
    return (button(ctx.words.plain("button-telegram-start-over"), NAME, "cancel"),)


def _wrong(ctx: Context, errand: Errand) -> str:
    """Why the last step failed, and from when on Telegram allows another one."""
    assert errand.trouble is not None
    said = ctx.words("screen-telegram-wrong", reason=ctx.words.plain_reason(errand.trouble))
    seconds = errand.trouble.args.get("seconds")
    if isinstance(seconds, int) and errand.ended_at is not None:
        said += "\n" + ctx.words("screen-telegram-next-try", when=moment(errand.ended_at + seconds))
    return said


def _back(ctx: Context, *place: str) -> tuple[Button, ...]:
    return (button(ctx.words.plain("button-back"), *place),)
