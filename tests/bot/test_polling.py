"""The bot hears every update of its owner, whatever the network and Telegram do."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest
from aiogram import Dispatcher
from aiogram.types import Message

from bot import polling
from bot.connection import connect
from bot.polling import TokenRefused, run_polling
from sandbox.telegram.botapi.server import BotApiServer
from sandbox.telegram.records import Account
from tests.bot.listening import World, listening, telegram


@pytest.fixture
async def world(tmp_path: Path) -> AsyncIterator[World]:
    async with telegram(tmp_path) as it:
        yield it


async def test_what_the_owner_says_is_heard_in_order_and_confirmed(world: World) -> None:
    world.person.say("before the bot was there")
    async with listening(world):
        world.person.say("one")
        world.person.say("two")
        assert [await world.heard() for _ in range(3)] == ["before the bot was there", "one", "two"]
        await until(lambda: not world.unconfirmed)


async def test_an_update_nobody_can_read_does_not_make_the_bot_deaf(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    async with listening(world):
        world.faults.switch_on("botapi.poison")
        world.state.push_update(world.cast.bot.id, "an_update_of_2031", {"secret": "plans"})
        world.person.say("after it")
        assert await world.heard() == "after it"
        await until(lambda: not world.unconfirmed)
    assert "can't be read at message." in caplog.text
    assert "holds an_update_of_2031" not in caplog.text  # said at INFO
    assert "what is this" not in caplog.text
    assert "plans" not in caplog.text


async def test_an_update_with_a_number_that_no_row_holds_is_skipped(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    async with listening(world):
        world.state.push_update(world.cast.bot.id, "message", {"message_id": 2**63, "date": 1})
        world.state.push_update(world.cast.bot.id, "message", {"message_id": "9" * 20, "date": 1})
        world.person.say("after it")
        assert await world.heard() == "after it"
    assert caplog.text.count("a number in it is larger than any row holds") == 2


async def test_a_crash_in_a_handler_brings_the_update_again(world: World) -> None:
    began = asyncio.Event()
    dispatcher = Dispatcher()

    @dispatcher.message()
    async def hang(message: Message) -> None:
        began.set()
        await asyncio.Event().wait()

    async with listening(world, dispatcher):
        world.person.say("remember me")
        await asyncio.wait_for(began.wait(), 10)
        world.person.say("and me")
    async with listening(world):
        assert [await world.heard(), await world.heard()] == ["remember me", "and me"]


async def test_a_handler_that_fails_or_hangs_stops_nothing(
    world: World, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(polling, "HANDLER_LIMIT", 0.05)
    dispatcher = Dispatcher()

    @dispatcher.message()
    async def hear(message: Message) -> None:
        if message.text == "fail":
            raise RuntimeError("in the handler")
        if message.text == "hang":
            await asyncio.Event().wait()
        world.said.put_nowait(message.text or "")

    async with listening(world, dispatcher):
        for text in ("fail", "hang", "go on"):
            world.person.say(text)
        assert await world.heard() == "go on"
        await until(lambda: not world.unconfirmed)
    assert caplog.text.count("could not be handled") == 2


async def test_a_method_that_a_handler_returns_is_called(world: World) -> None:
    dispatcher = Dispatcher()

    @dispatcher.message()
    async def echo(message: Message) -> object:
        return message.answer("echo " + (message.text or ""))

    async with listening(world, dispatcher):
        world.person.say("hello")
        await until(lambda: world.texts() == ["echo hello"])


@pytest.mark.parametrize("fault", ["botapi.garbage", "botapi.server_error", "botapi.reset", "botapi.too_many"])
async def test_the_bot_hears_again_after(fault: str, world: World, caplog: pytest.LogCaptureFixture) -> None:
    world.faults.switch_on(fault, 3)
    world.person.say("said meanwhile")
    async with listening(world):
        assert await world.heard() == "said meanwhile"
    assert len(world.clock.sleeps) == 3
    assert 0.8 <= world.clock.sleeps[0] <= 1.2
    assert 3.2 <= world.clock.sleeps[2] <= 4.8
    assert len([one for one in caplog.records if one.name.startswith("bot") and one.levelno >= logging.WARNING]) == 1


async def test_another_copy_is_told_once_and_waited_out(world: World, caplog: pytest.LogCaptureFixture) -> None:
    world.faults.switch_on("botapi.conflict", 4)
    async with listening(world):
        world.person.say("mine again")
        assert await world.heard() == "mine again"
    assert caplog.text.count("Something else takes this bot's updates") == 1


async def test_no_network_at_the_start_is_waited_out(world: World) -> None:
    port = world.door.port
    bot = world.bot()
    await world.door.stop()
    ready = asyncio.Event()
    async with asyncio.TaskGroup() as tasks:
        task = tasks.create_task(run_polling(bot, world.dispatcher(), clock=world.clock, on_ready=ready.set))
        await until(lambda: len(world.clock.sleeps) >= 8)
        assert not ready.is_set()
        assert max(world.clock.sleeps) <= 36
        world.door = BotApiServer(world.state, world.faults)
        await world.door.start(port)
        await asyncio.wait_for(ready.wait(), 10)
        task.cancel()


@pytest.mark.parametrize("token", ["1234567890:" + "A" * 35, "no-token"])
async def test_a_refused_token_stops_polling_with_a_sentence(token: str, world: World) -> None:
    real = world.bot()
    bot = connect("1234567890:" + "A" * 35, world.clock, bot_api=world.door.url)
    bot._Bot__token = token  # type: ignore[attr-defined]  # a form that aiogram itself would refuse
    with pytest.raises(TokenRefused, match="set it as YAGAMI_BOT_TOKEN") as refused:
        await run_polling(bot, world.dispatcher(), clock=world.clock)
    assert token not in str(refused.value)
    await real.session.close()


async def test_a_token_revoked_while_listening_stops_polling(world: World) -> None:
    def revoke() -> None:
        world.cast.bot.token = "1234567890:" + "B" * 35
        world.person.say("wake up")

    with pytest.raises(TokenRefused):
        await run_polling(world.bot(), world.dispatcher(), clock=world.clock, on_ready=revoke)


async def test_only_the_owner_is_heard_and_strangers_are_told_of_once_an_hour(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.INFO, "bot.owner")
    stranger = world.state.add_account(Account(4711, "Mallory"))
    dialog = world.state.dialog(stranger.id, world.cast.bot.id)
    async with listening(world):
        for text in ("/start", "/start", "hello?"):
            world.state.send(stranger.id, dialog, text)
        world.person.say("me")
        assert await world.heard() == "me"
        assert caplog.text.count("from user 4711") == 1
        world.clock.time += 3601
        world.state.send(stranger.id, dialog, "an hour later")
        world.person.say("me again")
        assert await world.heard() == "me again"
    assert "Dropped 3 updates" in caplog.text
    assert {m.sender for m in dialog.messages.values()} == {stranger.id}


async def test_stopping_takes_under_a_second_and_closes_the_session(world: World) -> None:
    async with listening(world) as bot:
        began = asyncio.get_running_loop().time()
    assert asyncio.get_running_loop().time() - began < 0.8
    assert bot.session._session.closed  # type: ignore[attr-defined]


async def until(true: Callable[[], bool]) -> None:
    """Wait (10 s at most) for something that the sandbox does not announce."""
    async with asyncio.timeout(60):
        while not true():  # noqa: ASYNC110
            await asyncio.sleep(0.01)
