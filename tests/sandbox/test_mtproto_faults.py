from __future__ import annotations

import asyncio
import os
import time
from collections.abc import AsyncIterator
from pathlib import Path

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

from tests.sandbox.mtproto_rig import PART, Telegram, big_file, big_parts, random_id, telegram


@pytest.fixture
async def world(tmp_path: Path) -> AsyncIterator[Telegram]:
    async with telegram(tmp_path) as running:
        yield running


async def test_a_flood_wait_names_its_seconds_and_hits_its_method_only(world: Telegram) -> None:
    bot = await world.bot(flood_sleep_threshold=0)
    world.faults.switch_on("telegram.flood_wait", seconds=17, method="SendMessage")
    world.faults.switch_on("telegram.flood_premium_wait", seconds=5, method="SaveBigFilePart")
    await bot(GetStateRequest())
    with pytest.raises(FloodWaitError) as flood:
        await bot.send_message(world.channel.id, "hello")
    assert flood.value.seconds == 17
    (part,) = big_parts(1, bytes(PART))
    with pytest.raises(FloodPremiumWaitError):
        await bot(part)
    assert not world.channel.messages
    assert not world.state.uploads


async def test_a_request_that_was_done_but_not_answered_stands_once(world: Telegram) -> None:
    bot = await world.bot()
    peer = await bot.get_input_entity(world.channel.id)
    world.faults.switch_on("telegram.no_answer", method="SendMessage")
    await asyncio.wait_for(bot(SendMessageRequest(peer, "once", random_id=random_id())), 10)
    assert [one.text for one in world.channel.messages.values()] == ["once"]
    assert sum(entry["method"] == "SendMessage" for entry in world.state.log) == 2


async def test_a_connection_cut_before_the_work_leaves_nothing_behind(world: Telegram) -> None:
    bot = await world.bot(auto_reconnect=False)
    peer = await bot.get_input_entity(world.channel.id)
    world.faults.switch_on("telegram.drop", method="SendMessage")
    with pytest.raises(ConnectionError):
        await bot.send_message(peer, "never")
    assert not world.channel.messages


async def test_a_connection_cut_in_mid_part_loses_that_part_only(world: Telegram) -> None:
    bot = await world.bot(auto_reconnect=False)
    data, file_id = os.urandom(3 * PART), random_id()
    parts = big_parts(file_id, data)
    await bot(parts[0])
    world.faults.switch_on("telegram.drop_mid_part")
    with pytest.raises(ConnectionError):
        await bot(parts[1])
    again = await world.client(StringSession.save(bot.session))
    for part in parts[1:]:
        await again(part)
    assert next(iter(world.state.uploads.values())).parts == {0: PART, 1: PART, 2: PART}
    assert await again.send_file(world.channel.id, big_file(file_id, data), force_document=True)


async def test_telethon_brings_its_parts_through_a_cut_connection(world: Telegram) -> None:
    bot = await world.bot()
    data, file_id = os.urandom(6 * PART), random_id()
    world.faults.switch_on("telegram.drop_mid_part", skip=3)
    await asyncio.wait_for(asyncio.gather(*(bot(part) for part in big_parts(file_id, data))), 20)
    assert world.faults.hits["telegram.drop_mid_part"] == 1
    sent = await bot.send_file(world.channel.id, big_file(file_id, data), force_document=True)
    assert await bot.download_media(sent, bytes) == data


async def test_telegram_is_away_and_comes_back_with_its_keys(world: Telegram) -> None:
    bot = await world.bot()
    saved = StringSession.save(bot.session)
    await bot.disconnect()
    world.faults.switch_on("telegram.refuse", times=None)
    with pytest.raises(TimeoutError):
        await asyncio.wait_for(world.client(saved), 0.5)
    assert world.faults.hits["telegram.refuse"] > 1
    world.faults.switch_off("telegram.refuse")
    assert await (await world.client(saved)).is_user_authorized()


async def test_a_restart_of_the_server_keeps_its_port_and_its_keys(world: Telegram) -> None:
    bot = await world.bot(retry_delay=0.01)
    await world.server.stop()
    with pytest.raises(ConnectionError):
        await world.client(StringSession.save(bot.session), connection_retries=1)
    await world.server.start()
    assert await (await world.client(StringSession.save(bot.session))).is_user_authorized()


async def test_a_changed_salt_is_taken_up(world: Telegram) -> None:
    bot = await world.bot()
    world.faults.switch_on("telegram.bad_salt", times=2)
    await bot.send_message(world.channel.id, "under a new salt")
    assert world.faults.hits["telegram.bad_salt"] == 2
    assert len(world.channel.messages) == 1


async def test_a_key_that_is_gone_stays_gone(world: Telegram) -> None:
    bot = await world.bot()
    world.faults.switch_on("telegram.key_gone")
    for _ in range(2):
        with pytest.raises(AuthKeyUnregisteredError):
            await bot(GetStateRequest())


async def test_errors_of_the_server_are_telegrams_own(world: Telegram) -> None:
    bot = await world.bot()
    peer = await bot.get_input_entity(world.channel.id)
    send = bot._sender.send  # the client itself would wait two seconds and try again
    world.faults.switch_on("telegram.internal")
    with pytest.raises(RPCError, match="INTERNAL_SERVER_ERROR") as error:
        await send(GetStateRequest())
    assert error.value.code == 500
    busy = SendMessageRequest(peer, "busy", random_id=random_id())
    world.faults.switch_on("telegram.random_id_busy")
    with pytest.raises(RandomIdDuplicateError):
        await send(busy)
    await send(busy)
    assert len(world.channel.messages) == 1


async def test_a_long_line_delays_every_answer_but_not_one_after_the_other(world: Telegram) -> None:
    bot = await world.bot()
    world.server.rtt = 0.2
    begun = time.perf_counter()
    await asyncio.gather(*(bot(GetStateRequest()) for _ in range(8)))
    assert 0.2 <= time.perf_counter() - begun < 0.8


async def test_a_narrow_line_lets_parts_in_at_its_rate(world: Telegram) -> None:
    bot = await world.bot()
    world.server.line_rate = 4 * PART
    begun = time.perf_counter()
    await asyncio.gather(*(bot(part) for part in big_parts(1, os.urandom(2 * PART))))
    assert time.perf_counter() - begun >= 0.5
