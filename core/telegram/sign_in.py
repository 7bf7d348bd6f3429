"""Signing in: the owner by phone, code and two-step password. (The bot's way, by its token, is one request: sessions.py.)

It asks for what only a person knows through the functions it is given; where those get it from is not its business.
A code typed into any Telegram chat is invalidated at once (core.telegram.org/api/auth), so they must not be messages.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from typing import Any

from telethon.crypto import AuthKey
from telethon.errors import (
    NetworkMigrateError,
    PasswordHashInvalidError,
    PhoneCodeEmptyError,
    PhoneCodeExpiredError,
    PhoneCodeInvalidError,
    PhoneMigrateError,
    PhoneNumberBannedError,
    PhoneNumberInvalidError,
    SessionPasswordNeededError,
    UserMigrateError,
)
from telethon.password import compute_check
from telethon.tl.functions.account import GetPasswordRequest
from telethon.tl.functions.auth import CheckPasswordRequest, SendCodeRequest, SignInRequest
from telethon.tl.tlobject import TLRequest
from telethon.tl.types import CodeSettings, Config
from telethon.tl.types.auth import AuthorizationSignUpRequired

from core.errors import Permanent, Retry, Scope
from core.step import step
from core.telegram.access import ApiAccess, Place, Server, first_place, read_proxy
from core.telegram.fast_lane import untyped
from core.telegram.link import Link
from core.telegram.troubles import translated

_PHONE_REFUSED = (PhoneNumberInvalidError, PhoneNumberBannedError)
_ELSEWHERE = (PhoneMigrateError, UserMigrateError, NetworkMigrateError)
_ANSWERS = (PhoneCodeInvalidError, PhoneCodeEmptyError, PhoneCodeExpiredError, PasswordHashInvalidError)
ATTEMPTS = 3  #: wrong codes or passwords before the sign-in is given up


async def sign_in_by_code(
    phone: str,
    access: ApiAccess,
    server: Server | None,
    proxy: str | None,
    ask_code: Callable[[], Awaitable[str]],
    ask_password: Callable[[], Awaitable[str]],
) -> str:
    """-> the session as text (a full credential). The functions are asked again, up to ATTEMPTS times, after a wrong answer.

    Raises: Permanent `telegram-phone-refused` (unknown, banned or malformed number), Retry `telegram-code-expired` or
    `telegram-sign-in-refused` (begin anew), and what any request raises.
    """
    link = Link(first_place(server), AuthKey(None), access, read_proxy(proxy, server))
    try:
        try:
            sent = await authorise(link, SendCodeRequest(phone, access.api_id, access.api_hash, CodeSettings()))
        except _PHONE_REFUSED as error:
            raise Permanent("telegram-phone-refused") from error
        try:
            signed = await _by_code(link, phone, sent.phone_code_hash, ask_code)
        except SessionPasswordNeededError:
            signed = await _by_password(link, ask_password)
        if isinstance(signed, AuthorizationSignUpRequired):
            raise Permanent("telegram-phone-refused")
        return link.export()
    finally:
        await link.drop()


async def authorise(link: Link, request: TLRequest) -> Any:
    """Ask to be signed in, at the data centre where the account lives: `link` moves there if this one sends it on."""
    for _ in range(ATTEMPTS):
        try:
            return await _asked(link, request)
        except _ELSEWHERE as error:
            await link.move(_place(link.greeted, error.new_dc))
    raise Retry("telegram-refused", scope=Scope.TELEGRAM, reason="DC_MIGRATE")


def _place(config: Config, dc: int) -> Place:
    for one in config.dc_options:
        if one.id == dc and not (one.ipv6 or one.cdn or one.media_only or one.tcpo_only):
            return Place(dc, one.ip_address, one.port)
    raise Retry("telegram-refused", scope=Scope.TELEGRAM, reason="DC_UNKNOWN")


async def _asked(link: Link, request: TLRequest) -> Any:
    with (
        step(f"telegram.{type(request).__name__.removesuffix('Request')}"),
        translated(leave=(*_PHONE_REFUSED, *_ELSEWHERE, *_ANSWERS, SessionPasswordNeededError)),
    ):
        return await link.call(request)


async def _by_code(link: Link, phone: str, code_hash: str, ask_code: Callable[[], Awaitable[str]]) -> Any:
    for _ in range(ATTEMPTS):
        code = await ask_code()
        try:
            return await _asked(link, SignInRequest(phone, code_hash, code))
        except (PhoneCodeInvalidError, PhoneCodeEmptyError):
            continue
        except PhoneCodeExpiredError as error:
            raise Retry("telegram-code-expired") from error
    raise Retry("telegram-sign-in-refused")


async def _by_password(link: Link, ask_password: Callable[[], Awaitable[str]]) -> Any:
    for _ in range(ATTEMPTS):
        password = await ask_password()
        puzzle = await _asked(link, GetPasswordRequest())
        try:
            return await _asked(link, CheckPasswordRequest(untyped(compute_check)(puzzle, password)))
        except PasswordHashInvalidError:
            continue
    raise Retry("telegram-sign-in-refused")
