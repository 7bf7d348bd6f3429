from __future__ import annotations

import asyncio
import os
import time

import pytest
from telethon.errors import (
    AuthKeyUnregisteredError,
    FloodPremiumWaitError,
    FloodWaitError,
    RandomIdDuplicateError,
    RPCError,
)
from telethon.sessions import StringSession
from telethon.tl.functions.messages import SendMessageRequest
from telethon.tl.functions.updates import GetStateRequest

from tests.sandbox.mtproto_rig import PART, Telegram, big_file, big_parts, random_id


async def test_a_flood_wait_names_its_seconds_and_hits_its_method_only(telegram: Telegram) -> None:
    bot = await telegram.bot(flood_sleep_threshold=0)
    telegram.faults.switch_on("telegram.flood_wait", seconds=17, method="SendMessage")
    telegram.faults.switch_on("telegram.flood_premium_wait", seconds=5, method="SaveBigFilePart")
    await bot(GetStateRequest())
    with pytest.raises(FloodWaitError) as flood:
        await bot.send_message(telegram.channel.id, "hello")
    assert flood.value.seconds == 17
    (part,) = big_parts(1, bytes(PART))
    with pytest.raises(FloodPremiumWaitError):
        await bot(part)
    assert not telegram.channel.messages
    assert not telegram.state.uploads


async def test_a_request_that_was_done_but_not_answered_stands_once(telegram: Telegram) -> None:
    bot = await telegram.bot()
    peer = await bot.get_input_entity(telegram.channel.id)
    telegram.faults.switch_on("telegram.no_answer", method="SendMessage")
    await asyncio.wait_for(bot(SendMessageRequest(peer, "once", random_id=random_id())), 10)
    assert [one.text for one in telegram.channel.messages.values()] == ["once"]
    assert sum(entry["method"] == "SendMessage" for entry in telegram.state.log) == 2


async def test_a_connection_cut_before_the_work_leaves_nothing_behind(telegram: Telegram) -> None:
    bot = await telegram.bot(auto_reconnect=False)
    peer = await bot.get_input_entity(telegram.channel.id)
    telegram.faults.switch_on("telegram.drop", method="SendMessage")
    with pytest.raises(ConnectionError):
        await bot.send_message(peer, "never")
    assert not telegram.channel.messages


async def test_a_connection_cut_in_mid_part_loses_that_part_only(telegram: Telegram) -> None:
    bot = await telegram.bot(auto_reconnect=False)
    data, file_id = os.urandom(3 * PART), random_id()
    parts = big_parts(file_id, data)
    await bot(parts[0])
    telegram.faults.switch_on("telegram.drop_mid_part")
    with pytest.raises(ConnectionError):
        await bot(parts[1])
    again = await telegram.client(StringSession.save(bot.session))
    for part in parts[1:]:
        await again(part)
    assert next(iter(telegram.state.uploads.values())).parts == {0: PART, 1: PART, 2: PART}
    assert await again.send_file(telegram.channel.id, big_file(file_id, data), force_document=True)


async def test_telethon_brings_its_parts_through_a_cut_connection(telegram: Telegram) -> None:
    bot = await telegram.bot()
    data, file_id = os.urandom(6 * PART), random_id()
    telegram.faults.switch_on("telegram.drop_mid_part", skip=3)
    await asyncio.wait_for(asyncio.gather(*(bot(part) for part in big_parts(file_id, data))), 20)
    assert telegram.faults.hits["telegram.drop_mid_part"] == 1
    sent = await bot.send_file(telegram.channel.id, big_file(file_id, data), force_document=True)
    assert await bot.download_media(sent, bytes) == data


async def test_telegram_is_away_and_comes_back_with_its_keys(telegram: Telegram) -> None:
    bot = await telegram.bot()
    saved = StringSession.save(bot.session)
    await bot.disconnect()
    telegram.faults.switch_on("telegram.refuse", times=None)
    with pytest.raises(TimeoutError):
        await asyncio.wait_for(telegram.client(saved), 0.5)
    assert telegram.faults.hits["telegram.refuse"] > 1
    telegram.faults.switch_off("telegram.refuse")
    assert await (await telegram.client(saved)).is_user_authorized()


async def test_a_restart_of_the_server_keeps_its_port_and_its_keys(telegram: Telegram) -> None:
    bot = await telegram.bot(retry_delay=0.01)
    await telegram.server.stop()
    with pytest.raises(ConnectionError):
        await telegram.client(StringSession.save(bot.session), connection_retries=1)
    await telegram.server.start()
    assert await (await telegram.client(StringSession.save(bot.session))).is_user_authorized()


async def test_a_changed_salt_is_taken_up(telegram: Telegram) -> None:
    bot = await telegram.bot()
    telegram.faults.switch_on("telegram.bad_salt", times=2)
    await bot.send_message(telegram.channel.id, "under a new salt")
    assert telegram.faults.hits["telegram.bad_salt"] == 2
    assert len(telegram.channel.messages) == 1


async def test_a_key_that_is_gone_stays_gone(telegram: Telegram) -> None:
    bot = await telegram.bot()
    telegram.faults.switch_on("telegram.key_gone")
    for _ in range(2):
        with pytest.raises(AuthKeyUnregisteredError):
            await bot(GetStateRequest())


async def test_errors_of_the_server_are_telegrams_own(telegram: Telegram) -> None:
    bot = await telegram.bot()
    peer = await bot.get_input_entity(telegram.channel.id)
    send = bot._sender.send  # the client itself would wait two seconds and try again
    telegram.faults.switch_on("telegram.internal")
    with pytest.raises(RPCError, match="INTERNAL_SERVER_ERROR") as error:
        await send(GetStateRequest())
    assert error.value.code == 500
    busy = SendMessageRequest(peer, "busy", random_id=random_id())
    telegram.faults.switch_on("telegram.random_id_busy")
    with pytest.raises(RandomIdDuplicateError):
        await send(busy)
    await send(busy)
    assert len(telegram.channel.messages) == 1


async def test_a_long_line_delays_every_answer_but_not_one_after_the_other(telegram: Telegram) -> None:
    bot = await telegram.bot()
    telegram.server.rtt = 0.2
    begun = time.perf_counter()
    await asyncio.gather(*(bot(GetStateRequest()) for _ in range(8)))
    assert 0.2 <= time.perf_counter() - begun < 0.8


async def test_a_narrow_line_lets_parts_in_at_its_rate(telegram: Telegram) -> None:
    bot = await telegram.bot()
    telegram.server.line_rate = 8 * PART
    begun = time.perf_counter()
    await asyncio.gather(*(bot(part) for part in big_parts(1, os.urandom(2 * PART))))
    assert time.perf_counter() - begun >= 0.25
