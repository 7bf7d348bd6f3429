"""QR codes and codes at the MTProto door, with Telethon's own client."""

from __future__ import annotations

import asyncio

import pytest
from telethon.errors import (
    ApiIdInvalidError,
    AuthTokenAlreadyAcceptedError,
    AuthTokenExpiredError,
    AuthTokenInvalidError,
    PhoneCodeExpiredError,
    PhoneNumberBannedError,
    SendCodeUnavailableError,
    SessionPasswordNeededError,
)
from telethon.tl.functions.account import GetPasswordRequest
from telethon.tl.functions.auth import (
    AcceptLoginTokenRequest,
    CancelCodeRequest,
    ExportLoginTokenRequest,
    ImportLoginTokenRequest,
    ResendCodeRequest,
    SignInRequest,
)
from telethon.tl.types.auth import CodeTypeCall, LoginToken, SentCodeTypeSms

from sandbox.telegram.mtproto.login_tokens import token_of
from tests.sandbox.mtproto_rig import FRIEND, FRIEND_PHONE, OWNER, PASSWORD, PHONE, Telegram

EXPORT = ExportLoginTokenRequest(1, "hash", [])


async def test_telethons_own_qr_login_is_told_of_the_scan(telegram: Telegram) -> None:
    phone = await telegram.owner()
    client = await telegram.client(receive_updates=True)
    qr = await client.qr_login()
    waiting = asyncio.ensure_future(qr.wait(10))  # noqa: TID251  waits for what is done next
    await phone(AcceptLoginTokenRequest(token_of(qr.url)))
    assert (await waiting).id == OWNER


async def test_a_session_that_asked_for_no_updates_is_told_nothing(telegram: Telegram) -> None:
    phone = await telegram.owner()
    client = await telegram.client()
    qr = await client.qr_login()
    assert not any(
        session.wants_updates and key.account is None
        for connection in telegram.server._connections
        for key, session in connection.heard.values()
    )
    await phone(AcceptLoginTokenRequest(token_of(qr.url)))
    assert (await client(EXPORT)).authorization.user.id == OWNER


async def test_a_scan_still_needs_the_password(telegram: Telegram) -> None:
    phone = await telegram.returning(FRIEND)
    client = await telegram.client()
    await phone(AcceptLoginTokenRequest((await client(EXPORT)).token))
    with pytest.raises(SessionPasswordNeededError):
        await client(EXPORT)
    assert (await client.sign_in(password=PASSWORD)).id == FRIEND


async def test_a_token_is_good_once_and_for_its_time(telegram: Telegram) -> None:
    phone = await telegram.owner()
    client = await telegram.client()
    old = await client(EXPORT)
    token = await client(EXPORT)
    assert isinstance(token, LoginToken)
    with pytest.raises(AuthTokenInvalidError):
        await phone(AcceptLoginTokenRequest(old.token))
    telegram.server.login_tokens.make_old()
    with pytest.raises(AuthTokenExpiredError):
        await phone(AcceptLoginTokenRequest(token.token))
    token = await client(EXPORT)
    with pytest.raises(AuthTokenInvalidError):
        await client(ImportLoginTokenRequest(token.token))  # nobody accepted it
    await phone(AcceptLoginTokenRequest(token.token))
    with pytest.raises(AuthTokenAlreadyAcceptedError):
        await phone(AcceptLoginTokenRequest(token.token))
    await client(EXPORT)
    with pytest.raises(AuthTokenInvalidError):
        await phone(AcceptLoginTokenRequest(token.token))


@pytest.mark.parametrize("url", ["", "https://t.me/x", "tg://login?token=", "tg://resolve?token=abc"])
def test_what_is_no_login_code_can_not_be_scanned(url: str) -> None:
    with pytest.raises(ValueError, match="login QR code"):
        token_of(url)


async def test_an_application_that_does_not_exist_is_refused(telegram: Telegram) -> None:
    telegram.server.applications = {1: "another hash"}
    client = await telegram.client()
    with pytest.raises(ApiIdInvalidError):
        await client(EXPORT)
    with pytest.raises(ApiIdInvalidError):
        await client.send_code_request(PHONE)


async def test_a_code_is_resent_by_the_next_way_and_the_older_one_is_void(telegram: Telegram) -> None:
    client = await telegram.client()
    first = await client.send_code_request(PHONE)
    old = telegram.server.codes[PHONE]
    second = await client(ResendCodeRequest(PHONE, first.phone_code_hash))
    assert isinstance(second.type, SentCodeTypeSms)
    assert isinstance(second.next_type, CodeTypeCall)
    with pytest.raises(PhoneCodeExpiredError):
        await client.sign_in(PHONE, old, phone_code_hash=first.phone_code_hash)
    third = await client(ResendCodeRequest(PHONE, second.phone_code_hash))
    with pytest.raises(SendCodeUnavailableError):
        await client(ResendCodeRequest(PHONE, third.phone_code_hash))
    await client.sign_in(PHONE, telegram.server.codes[PHONE], phone_code_hash=third.phone_code_hash)


async def test_a_cancelled_code_is_void(telegram: Telegram) -> None:
    client = await telegram.client()
    sent = await client.send_code_request(PHONE)
    await client(CancelCodeRequest(PHONE, sent.phone_code_hash))
    with pytest.raises(PhoneCodeExpiredError):
        await client(SignInRequest(PHONE, sent.phone_code_hash, telegram.server.codes[PHONE]))
    with pytest.raises(PhoneCodeExpiredError):
        await client(CancelCodeRequest(PHONE, sent.phone_code_hash))


async def test_a_banned_number_gets_no_code(telegram: Telegram) -> None:
    telegram.state.accounts[OWNER].banned = True
    client = await telegram.client()
    with pytest.raises(PhoneNumberBannedError):
        await client.send_code_request(PHONE)


async def test_the_passwords_hint_is_told(telegram: Telegram) -> None:
    telegram.state.accounts[FRIEND].password_hint = "a horse"
    client = await telegram.client()
    await client.send_code_request(FRIEND_PHONE)
    with pytest.raises(SessionPasswordNeededError):
        await client.sign_in(FRIEND_PHONE, telegram.server.codes[FRIEND_PHONE])
    assert (await client(GetPasswordRequest())).hint == "a horse"
