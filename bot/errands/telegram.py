"""The steps of a sign-in that need Telegram, one short errand each: between two of them the owner presses or writes.

    telegram-access     are api_id and api_hash good? the bot's own session tells
    telegram-sign-in    do = send, resend, code, password, qr: a step of signing an account in
    telegram-sign-out   sessions that are no longer used are ended at Telegram

A step that is killed and begun anew finds what it had done (core/telegram/sign_in.py). A refusal ends its errand and, in the same
transaction, says where the sign-in stands now: the screen shows the way on.
"""

from __future__ import annotations

import asyncio
import logging

from bot import credentials as secret
from bot import log
from bot.conversation.errands import GivenUp, Running
from bot.telegram_access import SignIn, Step, TelegramAccess
from core.errors import Condition, NeedsOwner, Permanent, Retry, Scope, Trouble
from core.model import Account, Sentence
from core.telegram import qr
from core.telegram.access import ApiAccess, Way
from core.telegram.sign_in import (
    CodeSent,
    Half,
    PasswordNeeded,
    SignedIn,
    check_access,
    enter_code,
    enter_password,
    log_out,
    resend_code,
    send_code,
)

logger = logging.getLogger(__name__)

ACCESS, SIGN_IN, SIGN_OUT = "telegram-access", "telegram-sign-in", "telegram-sign-out"
QR_MINUTES = 5.0  #: for so long the QR code is renewed; then the owner asks for it again
_AFRESH = frozenset({"telegram-sign-in-lost", "telegram-sign-up-needed"})
_VOID = frozenset({"telegram-code-expired", "telegram-code-spoiled"})


async def access(run: Running) -> None:
    """Try the key that was pasted; keep it if it is good."""
    known = TelegramAccess.of(run)
    new = await known.new_api()
    if new is None or new[0] is None or new[1] is None:
        return
    key = ApiAccess(new[0], new[1])
    session, _ = await check_access(run.services.token, _way_of(run, key))
    log.protect(session)
    async with run.done():
        await known.accept_api(key, session)
        panel = await run.store.conversation.panel()
        if panel is not None and panel.place == "telegram|api":
            await run.store.conversation.turn_to("telegram")
    await _renewed(run, Account.BOT)


async def sign_in(run: Running) -> None:
    """One step of it."""
    try:
        came = await _asked(run)
    except Trouble as refusal:
        if isinstance(refusal, Retry) and refusal.scope is not Scope.ITEM:
            raise  # tried again
        await _refused(run, refusal)
        return
    if came is not None:
        await _came(run, came)


async def sign_out(run: Running) -> None:
    """What is ended stays on a list until Telegram has said so."""
    known = TelegramAccess.of(run)
    await _renewed(run, Account.USER)
    api = await run.services.credentials.api()
    for session in await known.old():
        if api is not None:
            await log_out(session, _way_of(run, api))
        async with run.store.database.transaction("session-ended"):
            await known.drop_old(session)


async def _asked(run: Running) -> CodeSent | PasswordNeeded | SignedIn | None:
    known, do = TelegramAccess.of(run), run.errand.args["do"]
    way, half = await _way(run), await _half(known)
    if do == "send":
        phone = await known.secret(secret.PHONE)
        return await send_code(phone, way, run.clock) if phone else None
    if do == "qr":
        return await _qr(run, known, way, half)
    if half is None:
        raise Retry("telegram-sign-in-lost")
    if do == "resend":
        return await resend_code(half, way, run.clock)
    if do == "code":
        return await enter_code(half, await run.store.vault.get(secret.CODE) or "", way, run.clock)
    password = await known.secret(secret.PASSWORD)
    return await enter_password(half, password, way) if password else None


async def _qr(run: Running, known: TelegramAccess, way: Way, half: Half | None) -> PasswordNeeded | SignedIn:
    """Show codes, each until the next one, while the owner looks for the other phone."""
    came = await qr.show_qr(half, way, run.clock)
    end = run.clock.now() + QR_MINUTES * 60
    while isinstance(came, qr.QrShown):
        if run.clock.now() >= end:
            raise Permanent("telegram-qr-over")
        log.protect(came.half.session)
        async with run.store.database.transaction("qr-code"):
            errand = await run.store.errands.last(SIGN_IN)
            if errand is None or errand.id != run.errand.id or not errand.is_open:
                raise GivenUp(SIGN_IN)
            await known.seal(secret.HALF, came.half.to_text())
            await known.seal(secret.QR, came.url)
            await known.put_sign_in(SignIn(Step.QR, until=came.expires_at))
        # Listening begins before it can be seen: a scan that nobody hears is found only when the code runs out.
        came, _ = await asyncio.gather(qr.await_qr(came.half, came.expires_at, way, run.clock), run.show())
    return came


async def _came(run: Running, came: CodeSent | PasswordNeeded | SignedIn) -> None:
    known = TelegramAccess.of(run)
    if isinstance(came, SignedIn):
        log.protect(came.session)
        async with run.done():
            if await known.signed_in(came.session, came.me):
                await run.store.errands.start(SIGN_OUT, run.clock.now())
        await _renewed(run, Account.USER)
        return
    log.protect(came.half.session)
    async with run.done():
        await known.forget_secrets(secret.CODE, secret.PASSWORD, secret.QR)
        await known.seal(secret.HALF, came.half.to_text())
        if isinstance(came, PasswordNeeded):
            await known.put_sign_in(SignIn(Step.PASSWORD, hint=came.hint))
        else:
            now = run.clock.now()
            resend_at = now + came.resend_in if came.resend_in is not None else None
            await known.put_sign_in(SignIn(Step.CODE, came.via, came.length, resend_at))


async def _refused(run: Running, refusal: Trouble) -> None:
    logger.warning("%s: %s", SIGN_IN, refusal, exc_info=refusal.__cause__)
    known = TelegramAccess.of(run)
    async with run.done(Sentence(refusal.key, refusal.args_for_text)):
        await known.forget_secrets(secret.CODE, secret.PASSWORD, secret.QR)
        if refusal.key in _AFRESH:
            await known.forget_secrets(secret.HALF)
            await known.change_sign_in(step=Step.QR if run.errand.args["do"] == "qr" else Step.NUMBER, until=0.0)
        elif refusal.key in _VOID:
            await known.change_sign_in(step=Step.OVER)
        elif refusal.key == "telegram-qr-over":
            await known.change_sign_in(until=0.0)


async def _way(run: Running) -> Way:
    api = await run.services.credentials.api()
    if api is None:
        raise NeedsOwner(Condition.TELEGRAM_ACCESS, scope=Scope.TELEGRAM, what="api")
    return _way_of(run, api)


def _way_of(run: Running, api: ApiAccess) -> Way:
    return Way(api, run.services.server, run.services.boot.telegram_proxy)


async def _half(known: TelegramAccess) -> Half | None:
    saved = await known.secret(secret.HALF)
    if saved is None:
        return None
    half = Half.from_text(saved)
    log.protect(half.session)
    return half


async def _renewed(run: Running, account: Account) -> None:
    """The workers go on with the session that is saved now."""
    await run.services.accounts.renewed(account)
    run.services.wake()
