from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path
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

from tests.sandbox.mtproto_rig import FRIEND, FRIEND_PHONE, OWNER, PASSWORD, PHONE, TOKEN, Telegram, telegram


@pytest.fixture
async def world(tmp_path: Path) -> AsyncIterator[Telegram]:
    async with telegram(tmp_path) as running:
        yield running


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
async def test_a_bot_signs_in_over_every_transport(world: Telegram, connection: Any) -> None:
    bot = await world.bot_by_token(connection=connection)
    me = await bot.get_me()
    assert (me.username, me.bot, me.is_self) == ("likes_bot", True, True)


async def test_an_unknown_token_is_refused(world: Telegram) -> None:
    client = await world.client()
    with pytest.raises(AccessTokenInvalidError):
        await client.sign_in(bot_token=TOKEN + "x")
    assert not await client.is_user_authorized()


async def test_a_person_signs_in_with_the_code(world: Telegram) -> None:
    client = await world.client()
    await client.send_code_request("+1 555-0001")
    right = world.server.codes[PHONE]
    with pytest.raises(PhoneCodeInvalidError):
        await client.sign_in(PHONE, str((int(right) + 1) % 100_000).zfill(5))
    await client.sign_in(PHONE, right)
    assert (await client.get_me()).id == OWNER
    assert PHONE not in world.server.codes


async def test_a_code_that_was_sent_in_a_message_is_spoiled(world: Telegram) -> None:
    signed_in = await world.owner()
    client = await world.client()
    await client.send_code_request(PHONE)
    code = world.server.codes[PHONE]
    await signed_in.send_message("me", f"my code is {'-'.join(code)}")
    with pytest.raises(PhoneCodeExpiredError):
        await client.sign_in(PHONE, code)


async def test_spaces_between_the_digits_do_not_spoil_a_code(world: Telegram) -> None:
    signed_in = await world.owner()
    client = await world.client()
    await client.send_code_request(PHONE)
    code = world.server.codes[PHONE]
    await signed_in.send_message("me", " ".join(code))
    await client.sign_in(PHONE, code)


async def test_a_phone_is_refused_that_is_none_or_nobodys(world: Telegram) -> None:
    client = await world.client()
    with pytest.raises(PhoneNumberInvalidError):
        await client.send_code_request("0")
    await client.send_code_request("+15559999")
    with pytest.raises(PhoneNumberUnoccupiedError):
        await client.sign_in("15559999", world.server.codes["15559999"])


async def test_the_password_is_proved_after_the_code(world: Telegram) -> None:
    client = await world.client()
    await client.send_code_request(FRIEND_PHONE)
    with pytest.raises(SessionPasswordNeededError):
        await client.sign_in(FRIEND_PHONE, world.server.codes[FRIEND_PHONE])
    with pytest.raises(PasswordHashInvalidError):
        await client.sign_in(password="battery staple")
    assert (await client.sign_in(password=PASSWORD)).id == FRIEND


async def test_a_session_comes_back_until_it_is_logged_out(world: Telegram) -> None:
    bot = await world.bot_by_token()
    saved = StringSession.save(bot.session)
    await bot.disconnect()
    again = await world.client(saved)
    assert await again.is_user_authorized()
    await again.log_out()
    with pytest.raises(AuthKeyUnregisteredError):
        await (await world.client(saved))(GetStateRequest())


async def test_an_unknown_key_is_answered_with_404(world: Telegram) -> None:
    saved = StringSession.save((await world.bot()).session)
    world.server.keys.clear()
    with pytest.raises(AuthKeyNotFound):
        await world.client(saved)


async def test_what_is_a_persons_is_refused_to_a_bot(world: Telegram) -> None:
    bot = await world.bot()
    with pytest.raises(BotMethodInvalidError):
        await bot(GetDialogsRequest(None, 0, InputPeerEmpty(), 10, 0))


async def test_the_app_config_says_how_many_parts_a_file_may_have(world: Telegram) -> None:
    config = (await (await world.bot())(GetAppConfigRequest(0))).config
    values = {one.key: one.value.value for one in config.value}
    assert (values["upload_max_fileparts_default"], values["upload_max_fileparts_premium"]) == (4000, 8000)
