"""The set-up's first line: the application's key from my.telegram.org, and who uploads with it: an account, or only the bot.

What Telegram must be asked is done by the errands of bot/errands/telegram.py; what is typed or pressed is sealed in the
vault within the same transaction, and messages that held a secret are deleted. A login code is pressed on a keypad: Telegram
cancels one that is written into a chat.
"""

from __future__ import annotations

from typing import ClassVar

from bot import credentials as secret
from bot.conversation.screen import After, Context, Heard, Screen, Stale, Where, number
from bot.conversation.view import View
from bot.errands.telegram import ACCESS, SIGN_IN, SIGN_OUT
from bot.telegram_access import BOT_LIMIT, BOT_ONLY, SignIn, State, Step, TelegramAccess

from . import telegram_views as views
from .lines import Line
from .telegram_reading import looks_like_code, read_api, read_phone
from .telegram_views import NAME, gigabytes


async def line(ctx: Context) -> Line:
    """For the checklist."""
    state = await TelegramAccess.of(ctx).state()
    if state.wrong:
        return Line(False, ctx.words("line-telegram-dead", reason=ctx.words.plain_reason(state.wrong)), wrong=True)
    if not state.api:
        return Line(False, ctx.words("line-telegram-none"))
    if state.user:
        name = state.me.called if state.me else ctx.words.plain("unknown")
        limit = state.me.limit if state.me else BOT_LIMIT
        return Line(True, ctx.words("line-telegram-me", name=name, gb=gigabytes(limit)))
    if state.bot_only:
        return Line(True, ctx.words("line-telegram-alone", gb=gigabytes(BOT_LIMIT)))
    return Line(False, ctx.words("line-telegram-signing" if state.sign_in else "line-telegram-key"))


class Telegram(Screen):
    """Places: `telegram` (what is next), `telegram|api`, `|ways`, `|phone`, `|bot-only`, `|leave`."""

    name: ClassVar[str] = NAME
    actions: ClassVar[frozenset[str]] = frozenset(
        {"digit", "erase", "enter", "send", "resend", "qr", "cancel", "use-bot", "sign-out", "check", "end-old"}
    )
    places: ClassVar[tuple[tuple[str, ...], ...]] = (
        (), ("api",), ("ways",), ("phone",), ("bot-only",), ("leave",),
    )  # fmt: skip

    async def show(self, ctx: Context, args: tuple[str, ...]) -> View:
        access = TelegramAccess.of(ctx)
        state = await access.state()
        if not state.api or args == ("api",):
            return views.api(ctx, state, await ctx.store.errands.last(ACCESS))
        errand = await ctx.store.errands.last(SIGN_IN)
        if args == ("phone",):
            return views.phone(ctx)
        if args == ("bot-only",):
            return views.bot_only(ctx)
        if args == ("leave",) and state.user:
            return views.leave(ctx, state.me)
        if args not in ((), ("ways",), ("leave",)):
            raise Stale("|".join(args))
        if state.sign_in:
            return views.signing(ctx, state, state.sign_in, errand, await access.secret(secret.QR))
        if args == ("ways",) or not state.done:
            return views.ways(ctx, state)
        old = await ctx.store.errands.last(SIGN_OUT)
        return views.ready(ctx, state, old)

    async def press(self, ctx: Context, where: Where, action: str, args: tuple[str, ...]) -> After | None:
        access = TelegramAccess.of(ctx)
        state = await access.state()
        if action == "check":
            await ctx.store.errands.start(ACCESS, ctx.now)
        elif action == "end-old":
            await ctx.store.errands.start(SIGN_OUT, ctx.now)
        elif action == "sign-out":
            await access.sign_out()
            await ctx.store.errands.start(SIGN_OUT, ctx.now)
        elif action == "use-bot":
            await self._break_off(ctx, access)
            await ctx.store.settings.put(BOT_ONLY, True)
        elif action == "cancel":
            await self._break_off(ctx, access)
            return After(place=f"{NAME}|ways")
        elif action == "qr":
            await access.forget_secrets(secret.CODE, secret.PASSWORD, secret.QR)
            await access.put_sign_in(SignIn(Step.QR))
            await ctx.store.errands.start(SIGN_IN, ctx.now, do="qr")
        elif state.sign_in is None:
            raise Stale(action)
        elif action == "send":
            return await self._send(ctx, access, typed=False)
        elif state.sign_in.step is Step.CODE:
            return await self._key(ctx, access, state, state.sign_in, action, args)
        else:
            raise Stale(action)
        return After(place=NAME)

    async def hear(self, ctx: Context, heard: Heard, args: tuple[str, ...]) -> After | None:
        access = TelegramAccess.of(ctx)
        state = await access.state()
        if not state.api or args == ("api",):
            return await self._hear_api(ctx, access, heard)
        if args == ("phone",):
            given = read_phone(f"+{heard.phone.lstrip('+')}" if heard.phone else heard.text)
            if given is None:
                return After(toast=ctx.words.plain("toast-telegram-no-phone"))
            await access.seal(secret.PHONE, given)
            return await self._send(ctx, access, typed=False)
        if state.sign_in is None or not heard.text:
            return None
        if state.sign_in.step is Step.PASSWORD:
            await access.seal(secret.PASSWORD, heard.text)
            await ctx.store.errands.start(SIGN_IN, ctx.now, do="password")
            return After()
        if state.sign_in.step is Step.CODE and looks_like_code(heard.text):
            await ctx.store.errands.start("delete", ctx.now, str(heard.message_id))
            return await self._send(ctx, access, typed=True)
        return None

    # -- small parts -------------------------------------------------------------------------------------------

    async def _hear_api(self, ctx: Context, access: TelegramAccess, heard: Heard) -> After:
        api_id, api_hash = read_api(heard.text)
        if api_id is None and api_hash is None:
            return After(toast=ctx.words.plain("toast-telegram-no-api"))
        before = await access.new_api()
        if api_id is None and before:
            api_id = before[0]
        if api_hash is None and before and before[0] is None:
            api_hash = before[1]  # it came before the id
        await access.put_new_api(api_id, api_hash)
        if api_id is not None and api_hash is not None:
            await ctx.store.errands.start(ACCESS, ctx.now)
        return After()

    async def _send(self, ctx: Context, access: TelegramAccess, *, typed: bool) -> After:
        """Let Telegram send a code; what was pressed of an earlier one is forgotten."""
        await access.forget_secrets(secret.CODE, secret.PASSWORD, secret.QR)
        await access.put_sign_in(SignIn(Step.NUMBER, typed=typed))
        await ctx.store.errands.start(SIGN_IN, ctx.now, do="send")
        return After(place=NAME)

    async def _key(
        self, ctx: Context, access: TelegramAccess, state: State, sign_in: SignIn, action: str, args: tuple[str, ...]
    ) -> After | None:
        """A key of the keypad. While a code is being checked, none does anything."""
        errand = await ctx.store.errands.last(SIGN_IN)
        if errand is not None and errand.is_open:
            return None
        if action == "resend":
            wait = (sign_in.resend_at or 0.0) - ctx.now
            if wait > 0:
                return After(toast=ctx.words.plain("toast-telegram-resend-wait", seconds=int(wait) + 1))
            await access.forget_secrets(secret.CODE)
            await ctx.store.errands.start(SIGN_IN, ctx.now, do="resend")
            return None
        digits = await ctx.store.vault.get(secret.CODE) or ""
        if action == "digit":
            digit = number(args, 0)
            if not 0 <= digit <= 9:
                raise Stale(action)
            digits = f"{digits}{digit}"[: sign_in.length]
        elif action == "erase":
            digits = digits[:-1]
        elif len(digits) != sign_in.length:  # enter
            return After(toast=ctx.words.plain("toast-telegram-digits", count=sign_in.length))
        # Not by way of Credentials: so few digits, hidden in the log for ever, would blank out half of it.
        await ctx.store.vault.put(secret.CODE, digits or None)
        if len(digits) == sign_in.length and action != "erase":
            await ctx.store.errands.start(SIGN_IN, ctx.now, do="code")
        return None

    async def _break_off(self, ctx: Context, access: TelegramAccess) -> None:
        """Give a sign-in up; its key is ended at Telegram, in case it was signed in a moment ago."""
        await ctx.store.errands.stop(SIGN_IN, ctx.now)
        half = await access.secret(secret.HALF)
        if half:
            await access.add_half(half)
            await ctx.store.errands.start(SIGN_OUT, ctx.now)
        await access.put_sign_in(None)
        await access.forget_secrets()
