"""Signing people in, step by step: phone, code, two-step password. (By QR code: qr.py. Bots: sessions.py.)

Each step is one short call, and nothing waits for a person between two of them: what the next step needs is a Half, a
text that the caller seals and keeps. So the process may be killed between any two steps, and in one: a step that is
repeated finds out that Telegram had done it already, but for `send_code`, which sends another code (the older one is void).

A code typed into any Telegram chat is invalidated at once (core.telegram.org/api/auth), so the owner must not send it as a
message. Telegram answers such a code like one that ran out; one that is void within two minutes is told as spoiled.
"""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from telethon.password import compute_check
from telethon.tl.functions.account import GetPasswordRequest
from telethon.tl.functions.auth import (
    CancelCodeRequest,
    CheckPasswordRequest,
    ImportBotAuthorizationRequest,
    LogOutRequest,
    ResendCodeRequest,
    SendCodeRequest,
    SignInRequest,
)
from telethon.tl.functions.users import GetUsersRequest
from telethon.tl.types import CodeSettings, InputUserSelf
from telethon.tl.types.auth import (
    AuthorizationSignUpRequired,
    SentCode,
    SentCodeTypeApp,
    SentCodeTypeCall,
    SentCodeTypeFragmentSms,
    SentCodeTypeMissedCall,
    SentCodeTypeSms,
)

from core.clock import Clock, SystemClock
from core.errors import Permanent, Retry, Trouble
from core.telegram.access import ApiAccess, Server, Way
from core.telegram.authorise import Who, ask, authorise, closing, new_link, restored_link, who
from core.telegram.fast_lane import untyped
from core.telegram.link import Link
from core.telegram.sign_in_refusals import CODE_OVER, PASSWORD_NEEDED, lost, named
from core.telegram.troubles import said

__all__ = ["CodeSent", "Half", "PasswordNeeded", "SignedIn", "Who"]

ATTEMPTS = 3  #: wrong codes or passwords before sign_in_by_code gives up
_VIA = {
    SentCodeTypeApp: "app",
    SentCodeTypeSms: "sms",
    SentCodeTypeCall: "call",
    SentCodeTypeMissedCall: "missed-call",
    SentCodeTypeFragmentSms: "fragment",
}
#: refusals after which the key may be signed in all the same: the call was answered, and we did not live to hear it
_MAY_STAND = CODE_OVER | {"PHONE_CODE_INVALID", "PASSWORD_HASH_INVALID", "AUTH_TOKEN_ALREADY_ACCEPTED"}


@dataclass(frozen=True, slots=True)
class Half:
    """A sign-in that is under way. Its text is a credential as soon as the last step is done: it belongs into the vault."""

    session: str = field(repr=False)  #: key and data centre (Telethon's StringSession)
    phone: str = field(default="", repr=False)
    code_hash: str = field(default="", repr=False)
    sent_at: float = 0.0

    def to_text(self) -> str:
        return json.dumps([self.session, self.phone, self.code_hash, self.sent_at])

    @classmethod
    def from_text(cls, text: str) -> Half:
        """Raises Retry `telegram-sign-in-lost` for what is none."""
        try:
            session, phone, code_hash, sent_at = json.loads(text)
            return cls(str(session), str(phone), str(code_hash), float(sent_at))
        except (ValueError, TypeError) as error:
            raise lost() from error


@dataclass(frozen=True, slots=True)
class CodeSent:
    """A code is on its way. via: app, sms, call, missed-call (the caller's last digits), fragment (fragment.com)."""

    half: Half
    via: str
    length: int
    resend_in: int | None  #: seconds until `resend_code` is worth a try; None: there is no other way


@dataclass(frozen=True, slots=True)
class PasswordNeeded:
    """The account has a two-step password; hint is the owner's own, perhaps empty."""

    half: Half
    hint: str


@dataclass(frozen=True, slots=True)
class SignedIn:
    """Done. session is a full credential."""

    session: str = field(repr=False)
    me: Who


async def send_code(phone: str, way: Way, clock: Clock) -> CodeSent:
    """Let Telegram send a code to the phone's owner, into their Telegram app if they have one.

    Raises Permanent telegram-phone-invalid, telegram-phone-banned, telegram-sign-in-unsupported; Retry telegram-sign-in-flood
    (after so many seconds), telegram-sign-in-blocked; NeedsOwner(TELEGRAM_ACCESS) for a wrong api_id or api_hash.
    """
    request = SendCodeRequest(phone, way.access.api_id, way.access.api_hash, CodeSettings())
    async with closing(new_link(way)) as link:
        try:
            return _code_sent(link, phone, await authorise(link, request), clock)
        except Trouble as refusal:
            raise named(refusal) from refusal.__cause__


async def resend_code(half: Half, way: Way, clock: Clock) -> CodeSent:
    """Another code, by the next way (SMS, then a call). The older one is void.

    Raises Retry telegram-code-no-other-way, telegram-code-expired (begin anew), and as send_code.
    """
    async with _under_way(half, way) as link:
        try:
            sent = await ask(link, ResendCodeRequest(half.phone, half.code_hash))
        except Trouble as refusal:
            raise named(refusal) from refusal.__cause__
        return _code_sent(link, half.phone, sent, clock)


async def enter_code(half: Half, code: str, way: Way, clock: Clock) -> SignedIn | PasswordNeeded:
    """Raises Retry telegram-code-wrong (ask again, with the same half), telegram-code-expired or telegram-code-spoiled (send
    another), telegram-sign-in-lost (begin anew), telegram-sign-in-flood; Permanent telegram-sign-up-needed."""
    async with _under_way(half, way) as link:
        try:
            answer = await ask(link, SignInRequest(half.phone, half.code_hash, code))
        except Trouble as refusal:
            return await standing(link, half, refusal, clock.now() - half.sent_at)
        return await signed_in(link, answer)


async def enter_password(half: Half, password: str, way: Way) -> SignedIn:
    """Raises Retry telegram-password-wrong (ask again, with the same half), telegram-sign-in-lost, telegram-sign-in-flood."""
    async with _under_way(half, way) as link:
        try:
            puzzle = await ask(link, GetPasswordRequest())
            if not puzzle.has_password:  # taken away meanwhile
                raise lost()
            # 100,000 rounds of hashing: in a thread, so that a press is answered meanwhile
            proof = await asyncio.to_thread(untyped(compute_check), puzzle, password)
            answer = await ask(link, CheckPasswordRequest(proof))
        except Trouble as refusal:
            came = await standing(link, half, refusal)
            if isinstance(came, SignedIn):
                return came
            raise named(refusal) from refusal.__cause__
        return await signed_in(link, answer)


async def cancel(half: Half, way: Way) -> None:
    """Give a sign-in up: the code is void, and nobody is signed in with its key. Raises Retry while Telegram is away."""
    if half.code_hash:
        async with _under_way(half, way) as link:
            try:
                await ask(link, CancelCodeRequest(half.phone, half.code_hash))
            except Trouble as refusal:
                if said(refusal) is None:
                    raise
    await log_out(half.session, way)


async def log_out(saved: str, way: Way) -> None:
    """End a session at Telegram. One that is gone already, or was never signed in, is fine. Raises Retry while it is away."""
    link = restored_link(saved, way)
    if link is None:
        return
    async with closing(link):
        try:
            await ask(link, LogOutRequest())
        except Trouble as refusal:
            if said(refusal) != PASSWORD_NEEDED and named(refusal).key != "telegram-sign-in-lost":
                raise


async def check_access(token: str, way: Way) -> tuple[str, Who]:
    """Try api_id and api_hash by opening the bot's own session -> (it as text, the bot).

    Raises NeedsOwner(TELEGRAM_ACCESS); its argument `what` is "api" or "token". Retry while Telegram is away.
    """
    request = ImportBotAuthorizationRequest(0, way.access.api_id, way.access.api_hash, token)
    async with closing(new_link(way)) as link:
        answer = await authorise(link, request)
        return link.export(), await who(link, answer.user)


async def signed_in(link: Link, answer: Any) -> SignedIn:
    """From auth.Authorization. Raises Permanent telegram-sign-up-needed."""
    if isinstance(answer, AuthorizationSignUpRequired):
        raise Permanent("telegram-sign-up-needed")
    return SignedIn(link.export(), await who(link, answer.user))


async def standing(link: Link, half: Half, refusal: Trouble, age: float | None = None) -> SignedIn | PasswordNeeded:
    """Where a sign-in stands after a refusal that may only mean: that was done before.

    Raises the refusal under its own name if it means what it says.
    """
    try:
        if said(refusal) in _MAY_STAND:
            [user] = await ask(link, GetUsersRequest([InputUserSelf()]))
            return SignedIn(link.export(), await who(link, user))
        needed = said(refusal) == PASSWORD_NEEDED
    except Trouble as found:
        # A wrong password leaves the key where it was: what is wrong is told, not that a password is needed.
        needed = said(found) == PASSWORD_NEEDED and said(refusal) != "PASSWORD_HASH_INVALID"
    if not needed:
        raise named(refusal, age) from refusal.__cause__
    puzzle = await ask(link, GetPasswordRequest())
    return PasswordNeeded(Half(link.export(), half.phone), puzzle.hint or "")


@asynccontextmanager
async def _under_way(half: Half, way: Way) -> AsyncIterator[Link]:
    link = restored_link(half.session, way)
    if link is None:
        raise lost()
    async with closing(link):
        yield link


def _code_sent(link: Link, phone: str, sent: Any, clock: Clock) -> CodeSent:
    """Raises Permanent for what only Telegram's own apps can do: e-mail to be set up, a code in words, a payment."""
    via = _VIA.get(type(sent.type)) if isinstance(sent, SentCode) else None
    if via is None:
        raise Permanent("telegram-sign-in-unsupported")
    half = Half(link.export(), phone, sent.phone_code_hash, clock.now())
    return CodeSent(half, via, sent.type.length, (sent.timeout or 0) if sent.next_type else None)


async def sign_in_by_code(
    phone: str,
    access: ApiAccess,
    server: Server | None,
    proxy: str | None,
    ask_code: Callable[[], Awaitable[str]],
    ask_password: Callable[[], Awaitable[str]],
) -> str:
    """All steps in one call, for who can wait for the answers -> the session as text. Raises as the steps do.

    The functions are asked again, up to ATTEMPTS times, after a wrong answer.
    """
    way, clock = Way(access, server, proxy), SystemClock()
    half = (await send_code(phone, way, clock)).half
    came = await _asked(ask_code, lambda code: enter_code(half, code, way, clock))
    if isinstance(came, PasswordNeeded):
        waiting = came.half
        came = await _asked(ask_password, lambda password: enter_password(waiting, password, way))
    assert isinstance(came, SignedIn)
    return came.session


async def _asked(
    person: Callable[[], Awaitable[str]], enter: Callable[[str], Awaitable[SignedIn | PasswordNeeded]]
) -> SignedIn | PasswordNeeded:
    for left in reversed(range(ATTEMPTS)):
        try:
            return await enter(await person())
        except Retry as wrong:
            if not left or wrong.key not in ("telegram-code-wrong", "telegram-password-wrong"):
                raise
    raise AssertionError("the last round returns or raises")
