"""What can befall any call: every kind at a door over HTTP, and at the MTProto door that the work is done when it says so."""

from __future__ import annotations

import asyncio
from pathlib import Path

import httpx
import pytest
from telethon.errors import RPCError
from telethon.tl.functions.messages import SendMessageRequest

from sandbox.faults import Faults
from sandbox.mishaps import NONSENSE, Kind
from tests.sandbox.mtproto_rig import Telegram, random_id
from tests.sandbox.youtube_rig import trusting, youtube_world

CALL = "thumbnail"
PICTURE = "https://i.ytimg.com/vi/yagamiPlain/default.jpg"
SHORT = httpx.Timeout(5.0, read=0.3)


async def test_every_kind_at_a_door_over_http(tmp_path: Path) -> None:
    faults = Faults()
    async with (
        youtube_world(tmp_path, faults) as world,
        httpx.AsyncClient(proxy=world.proxy_url, verify=trusting(world)) as http,
    ):
        whole = (await http.get(PICTURE)).content
        for kind, error in ((Kind.REFUSED, httpx.ReadError), (Kind.RESET, httpx.ReadError),
                            (Kind.HALF, httpx.RemoteProtocolError), (Kind.SILENT, httpx.ReadTimeout)):  # fmt: skip
            mishap = faults.mishaps.befall(CALL, kind)
            with pytest.raises(error):
                await http.get(PICTURE, timeout=SHORT)
            assert mishap.hits == 1
        faults.mishaps.befall(CALL, Kind.ERROR)
        assert (await http.get(PICTURE)).status_code == 503
        faults.mishaps.befall(CALL, Kind.NONSENSE)
        assert (await http.get(PICTURE)).content == NONSENSE
        for kind in (Kind.DRIP, Kind.HELD):
            mishap = faults.mishaps.befall(CALL, kind)
            async with asyncio.TaskGroup() as tasks:
                asking = tasks.create_task(http.get(PICTURE))
                await mishap.met.wait()
                assert not asking.done()
                faults.mishaps.end(mishap)
            assert asking.result().content == whole
        assert (await http.get(PICTURE)).content == whole, "each befell one call"


@pytest.mark.parametrize("kind", [Kind.SILENT, Kind.RESET, Kind.HALF, Kind.DRIP, Kind.HELD])
async def test_a_message_whose_answer_is_spoiled_was_sent(telegram: Telegram, kind: Kind) -> None:
    bot = await telegram.bot(auto_reconnect=True)
    peer = await bot.get_input_entity(telegram.channel.id)
    mishap = telegram.faults.mishaps.befall("mtproto.SendMessage", kind)
    request = SendMessageRequest(peer, "once", random_id=random_id())
    sending = asyncio.ensure_future(bot(request))  # noqa: TID251  ended below
    await mishap.met.wait()
    telegram.faults.mishaps.end(mishap)
    if kind is Kind.SILENT:
        await bot(request)
        sending.cancel()
    else:
        await asyncio.wait_for(sending, 10)
    assert [one.text for one in telegram.channel.messages.values()] == ["once"]


@pytest.mark.parametrize(("kind", "error"), [(Kind.ERROR, RPCError), (Kind.REFUSED, ConnectionError)])
async def test_a_message_that_is_refused_or_failed_was_not(
    telegram: Telegram, kind: Kind, error: type[Exception]
) -> None:
    bot = await telegram.bot(auto_reconnect=False, raise_last_call_error=True, request_retries=1)
    peer = await bot.get_input_entity(telegram.channel.id)
    telegram.faults.mishaps.befall("mtproto.SendMessage", kind, times=None if kind is Kind.ERROR else 1)
    with pytest.raises(error):
        await bot(SendMessageRequest(peer, "never", random_id=random_id()))
    assert not telegram.channel.messages


def test_what_no_door_has_is_refused() -> None:
    with pytest.raises(KeyError, match="unknown call"):
        Faults().mishaps.befall("mail.send", Kind.ERROR)
    with pytest.raises(ValueError, match="sideways"):
        Faults().mishaps.befall(CALL, "sideways")


def test_it_befalls_as_many_calls_as_it_says_after_those_it_lets_pass() -> None:
    mishaps = Faults().mishaps
    mishap = mishaps.befall(CALL, Kind.ERROR, times=2, skip=1)
    assert [mishaps.strikes(CALL) is mishap for _ in range(4)] == [False, True, True, False]
    lasting = mishaps.befall(CALL, Kind.ERROR, times=None)
    assert mishaps.strikes("media") is None
    assert all(mishaps.strikes(CALL) is lasting for _ in range(5))
    mishaps.end()
    assert mishaps.strikes(CALL) is None


def test_what_is_held_goes_on_when_all_is_over() -> None:
    mishaps = Faults().mishaps
    held = mishaps.befall(CALL, Kind.HELD)
    assert mishaps.strikes(CALL) is held
    mishaps.end()
    assert held.over.is_set()
