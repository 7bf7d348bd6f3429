from __future__ import annotations

from typing import Any

import pytest
from telethon.errors import (
    AccessTokenInvalidError,
    AuthKeyNotFound,
    AuthKeyUnregisteredError,
    BotMethodInvalidError,
    PasswordHashInvalidError,
    PhoneCodeExpiredError,
    PhoneCodeInvalidError,
    PhoneNumberInvalidError,
    PhoneNumberUnoccupiedError,
    SessionPasswordNeededError,
)
from telethon.network.connection import (
    ConnectionTcpAbridged,
    ConnectionTcpFull,
    ConnectionTcpIntermediate,
    ConnectionTcpObfuscated,
)
from telethon.network.connection.tcpintermediate import RandomizedIntermediatePacketCodec
from telethon.sessions import StringSession
from telethon.tl.functions.help import GetAppConfigRequest
from telethon.tl.functions.messages import GetDialogsRequest
from telethon.tl.functions.updates import GetStateRequest
from telethon.tl.types import InputPeerEmpty

from tests.sandbox.mtproto_rig import FRIEND, FRIEND_PHONE, OWNER, PASSWORD, PHONE, TOKEN, Telegram


class PaddedObfuscated(ConnectionTcpObfuscated):
    packet_codec: Any = RandomizedIntermediatePacketCodec


@pytest.mark.parametrize(
    "connection",
    [
        ConnectionTcpFull,
        ConnectionTcpAbridged,
        ConnectionTcpIntermediate,
        ConnectionTcpObfuscated,
        PaddedObfuscated,
    ],
)
async def test_a_bot_signs_in_over_every_transport(telegram: Telegram, connection: Any) -> None:
    bot = await telegram.bot_by_token(connection=connection)
    me = await bot.get_me()
    assert (me.username, me.bot, me.is_self) == ("likes_bot", True, True)


async def test_an_unknown_token_is_refused(telegram: Telegram) -> None:
    client = await telegram.client()
    with pytest.raises(AccessTokenInvalidError):
        await client.sign_in(bot_token=TOKEN + "x")
    assert not await client.is_user_authorized()


async def test_a_person_signs_in_with_the_code(telegram: Telegram) -> None:
    client = await telegram.client()
    await client.send_code_request("+1 555-0001")
    right = telegram.server.codes[PHONE]
    with pytest.raises(PhoneCodeInvalidError):
        await client.sign_in(PHONE, str((int(right) + 1) % 100_000).zfill(5))
    await client.sign_in(PHONE, right)
    assert (await client.get_me()).id == OWNER
    assert PHONE not in telegram.server.codes


async def test_a_code_that_was_sent_in_a_message_is_spoiled(telegram: Telegram) -> None:
    signed_in = await telegram.owner()
    client = await telegram.client()
    await client.send_code_request(PHONE)
    code = telegram.server.codes[PHONE]
    await signed_in.send_message("me", f"my code is {'-'.join(code)}")
    with pytest.raises(PhoneCodeExpiredError):
        await client.sign_in(PHONE, code)


async def test_spaces_between_the_digits_do_not_spoil_a_code(telegram: Telegram) -> None:
    signed_in = await telegram.owner()
    client = await telegram.client()
    await client.send_code_request(PHONE)
    code = telegram.server.codes[PHONE]
    await signed_in.send_message("me", " ".join(code))
    await client.sign_in(PHONE, code)


async def test_a_phone_is_refused_that_is_none_or_nobodys(telegram: Telegram) -> None:
    client = await telegram.client()
    with pytest.raises(PhoneNumberInvalidError):
        await client.send_code_request("0")
    await client.send_code_request("+15559999")
    with pytest.raises(PhoneNumberUnoccupiedError):
        await client.sign_in("15559999", telegram.server.codes["15559999"])


async def test_the_password_is_proved_after_the_code(telegram: Telegram) -> None:
    client = await telegram.client()
    await client.send_code_request(FRIEND_PHONE)
    with pytest.raises(SessionPasswordNeededError):
        await client.sign_in(FRIEND_PHONE, telegram.server.codes[FRIEND_PHONE])
    with pytest.raises(PasswordHashInvalidError):
        await client.sign_in(password="battery staple")
    assert (await client.sign_in(password=PASSWORD)).id == FRIEND


async def test_a_session_comes_back_until_it_is_logged_out(telegram: Telegram) -> None:
    bot = await telegram.bot_by_token()
    saved = StringSession.save(bot.session)
    await bot.disconnect()
    again = await telegram.client(saved)
    assert await again.is_user_authorized()
    await again.log_out()
    with pytest.raises(AuthKeyUnregisteredError):
        await (await telegram.client(saved))(GetStateRequest())


async def test_an_unknown_key_is_answered_with_404(telegram: Telegram) -> None:
    saved = StringSession.save((await telegram.bot()).session)
    telegram.server.keys.clear()
    with pytest.raises(AuthKeyNotFound):
        await telegram.client(saved)


async def test_what_is_a_persons_is_refused_to_a_bot(telegram: Telegram) -> None:
    bot = await telegram.bot()
    with pytest.raises(BotMethodInvalidError):
        await bot(GetDialogsRequest(None, 0, InputPeerEmpty(), 10, 0))


async def test_the_app_config_says_how_many_parts_a_file_may_have(telegram: Telegram) -> None:
    config = (await (await telegram.bot())(GetAppConfigRequest(0))).config
    values = {one.key: one.value.value for one in config.value}
    assert (values["upload_max_fileparts_default"], values["upload_max_fileparts_premium"]) == (4000, 8000)
