"""Sessions: opened by token, kept as text, found dead in time, refused where they must not lead."""

from __future__ import annotations

import asyncio
import socket
from dataclasses import replace
from typing import Any

import pytest
from telethon.sessions import StringSession
from telethon.tl.functions.auth import ImportBotAuthorizationRequest
from telethon.tl.functions.help import GetConfigRequest, GetNearestDcRequest
from telethon.tl.types import DcOption

from core import step
from core.errors import Condition, NeedsOwner, Retry, Scope
from core.model import Account, Destination, Text
from core.telegram import link as link_module
from core.telegram.access import read_proxy
from core.telegram.sessions import ApiAccess, Server, Session, open_bot, open_user
from core.telegram.sign_in import sign_in_by_code
from sandbox.telegram.mtproto.rpc import METHODS, Call
from sandbox.telegram.mtproto.server import MTProtoServer
from sandbox.telegram.state import Account as Peer
from sandbox.telegram.state import Refused

from .world import ACCESS, BOT, OWNER, PHONE, TOKEN, World


async def signed_in_owner(world: World) -> str:
    async def code() -> str:
        return world.server.codes["491511234567"]

    async def password() -> str:
        return "hunter2"

    return await sign_in_by_code(PHONE, ACCESS, world.where, None, code, password)


async def test_a_saved_session_needs_no_sign_in(world: World) -> None:
    async with world.new_bot() as first:
        saved = first.export()
    async with world.new_bot(saved) as again:
        assert again.me == first.me
        assert (again.me.id, again.me.username, again.account) == (BOT, "yagami_bot", Account.BOT)
        assert again.export() == saved
    assert world.asked("ImportBotAuthorization") == 1


async def test_a_saved_session_that_was_ended_is_signed_in_anew(world: World) -> None:
    async with world.new_bot() as first:
        saved = first.export()
    for key in world.server.keys.values():
        key.account = None
    async with world.new_bot(saved) as again:
        assert again.export() != saved


async def test_a_key_that_the_server_forgot_is_signed_in_anew(world: World) -> None:
    async with world.new_bot() as first:
        saved = first.export()
    world.server.keys.clear()
    async with world.new_bot(saved) as again:
        assert again.export() != saved


async def test_another_bots_saved_session_is_not_used(world: World) -> None:
    world.state.add_account(Peer(2000, "Other", username="other_bot", token="2000:AAH-other-token"))
    session = await open_bot("2000:AAH-other-token", ACCESS, world.signed_in(), world.where, None)
    try:
        assert (session.me.id, session.me.username) == (2000, "other_bot")
        again = await open_bot("2000:AAH-other-token", ACCESS, session.export(), world.where, None)
        await again.close()
    finally:
        await session.close()
    assert world.asked("ImportBotAuthorization") == 1


async def test_what_is_no_session_is_taken_for_none(world: World) -> None:
    async with world.new_bot("nonsense") as session:
        assert session.me.id == BOT


async def test_a_wrong_token_is_the_owners_to_mend(world: World) -> None:
    with pytest.raises(NeedsOwner) as wrong:
        await open_bot("1000:wrong", ACCESS, None, world.where, None)
    assert (wrong.value.condition, wrong.value.scope) == (Condition.TELEGRAM_ACCESS, Scope.TELEGRAM)
    assert "wrong" not in str(wrong.value)


async def test_the_owner_signs_in_by_code(world: World) -> None:
    session = await open_user(await signed_in_owner(world), ACCESS, world.where, None)
    try:
        assert (session.me.id, session.account, session.me.premium) == (OWNER, Account.USER, False)
        assert session.me.limit == 2_097_152_000
        world.state.create_channel(OWNER, "Another")
        message_id = await world.publisher(session).send_text(world.to, Text("from the owner"), random_id=3)
        assert world.channel.messages[message_id].sender == OWNER
        assert world.asked("GetDialogs") == 1
        with pytest.raises(NeedsOwner) as lost:
            await world.publisher(session).send_text(Destination(9, -1_009_999_999_999), Text("x"), random_id=4)
        assert lost.value.condition is Condition.CHANNEL_LOST
    finally:
        await session.close()


async def test_the_owner_signs_in_by_code_and_password(world: World) -> None:
    world.owner.password, world.owner.premium = "hunter2", True
    session = await open_user(await signed_in_owner(world), ACCESS, world.where, None)
    try:
        assert session.me.premium
        assert session.me.limit == 4_194_304_000
    finally:
        await session.close()


async def test_a_mistyped_code_is_asked_for_again_and_then_given_up(world: World) -> None:
    asked = 0

    async def wrong() -> str:
        nonlocal asked
        asked += 1
        return "00000" if world.server.codes["491511234567"] != "00000" else "11111"

    with pytest.raises(Retry) as refused:
        await sign_in_by_code(PHONE, ACCESS, world.where, None, wrong, wrong)
    assert refused.value.key == "telegram-code-wrong"
    assert asked == 3


async def test_an_ended_session_of_the_owners_is_the_owners_to_mend(world: World) -> None:
    saved = await signed_in_owner(world)
    session = await open_user(saved, ACCESS, world.where, None)
    try:
        for key in world.server.keys.values():
            key.account = None
        with pytest.raises(NeedsOwner) as ended:
            await world.publisher(session).send_text(world.to, Text("x"), random_id=3)
    finally:
        await session.close()
    assert (ended.value.condition, ended.value.scope) == (Condition.TELEGRAM_SESSION, Scope.TELEGRAM)
    with pytest.raises(NeedsOwner):
        await open_user(saved, ACCESS, world.where, None)
    with pytest.raises(NeedsOwner):
        await open_user("", ACCESS, world.where, None)


async def test_telegram_away_is_told_at_once_and_mends_itself(world: World, bot: Session) -> None:
    await world.server.stop()
    began = asyncio.get_running_loop().time()
    with pytest.raises(Retry) as away:
        await bot.call(GetNearestDcRequest())
    assert (away.value.key, away.value.scope) == ("telegram-away", Scope.TELEGRAM)
    assert asyncio.get_running_loop().time() - began < 2
    await world.server.start()
    await bot.call(GetNearestDcRequest())


async def test_a_server_that_says_nothing_is_given_up(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(link_module, "OPEN_SECONDS", 0.2)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        where = Server("127.0.0.1", silent.getsockname()[1], 2, world.server.rsa_public_pem)
        with pytest.raises(Retry) as away:
            await open_bot(TOKEN, ACCESS, None, where, None)
    assert away.value.key == "telegram-away"


async def test_a_call_in_flight_when_the_connection_goes_is_no_cancellation(world: World, bot: Session) -> None:
    world.server.rtt = 5.0
    calls = [asyncio.ensure_future(bot.call(GetNearestDcRequest())) for _ in range(3)]  # noqa: TID251  three at once
    await asyncio.sleep(0.1)
    await bot.posts.drop()
    for outcome in await asyncio.gather(*calls, return_exceptions=True):
        assert isinstance(outcome, Retry)
        assert outcome.key == "telegram-away"


async def test_an_idle_connection_is_made_anew(world: World, bot: Session, monkeypatch: pytest.MonkeyPatch) -> None:
    await bot.call(GetNearestDcRequest())
    before = bot.posts.lost
    monkeypatch.setattr(link_module, "IDLE_SECONDS", 0.0)
    await bot.call(GetNearestDcRequest())
    assert bot.posts.lost is not before


async def test_each_call_is_a_step(world: World, bot: Session) -> None:
    steps: list[str] = []
    step.listen(steps.append)
    try:
        await bot.call(GetNearestDcRequest())
    finally:
        step.listen(None)
    assert steps == ["before telegram.GetNearestDc", "after telegram.GetNearestDc"]


@pytest.mark.parametrize("host", ["149.154.167.51", "10.0.0.1", "example.org", "0.0.0.0"])
def test_a_key_of_ones_own_is_refused_for_other_machines(host: str) -> None:
    with pytest.raises(ValueError, match="loopback addresses only"):
        Server(host, 443, 2, "")


async def test_what_is_no_key_is_refused() -> None:
    with pytest.raises(ValueError, match="not an RSA public key"):
        await open_bot(TOKEN, ACCESS, None, Server("127.0.0.1", 1, 2, "nonsense"), None)


@pytest.mark.parametrize(
    "url",
    [
        "ftp://host:1",
        "https://host:1",
        "socks5://host",
        "socks5://:1",
        "host:1080",
        "socks5://host:99999",
        "http://h:1/path",
    ],
)
def test_a_proxy_that_can_not_be_used_is_refused(url: str) -> None:
    with pytest.raises(ValueError, match="Telegram proxy"):
        read_proxy(url)


def test_a_proxys_parts_are_read() -> None:
    assert read_proxy("socks5://me:p%40ss@proxy:1080") == ("socks5", "proxy", 1080, True, "me", "p@ss")
    assert read_proxy("http://127.0.0.1:8080") == ("http", "127.0.0.1", 8080, True, None, None)
    assert read_proxy("socks4://h:1/") == ("socks4", "h", 1, True, None, None)
    assert read_proxy(None) is None


def test_a_refused_proxys_password_is_not_repeated() -> None:
    with pytest.raises(ValueError, match="proxy") as refusal:
        read_proxy("ftp://me:hunter2@host:1")
    assert "hunter2" not in str(refusal.value)


def test_the_sandbox_is_not_sought_behind_another_machines_proxy(world: World) -> None:
    with pytest.raises(ValueError, match="another machine's proxy"):
        read_proxy("socks5://proxy.example:1080", Server("127.0.0.1", 1, 2, ""))


async def test_a_proxy_that_refuses_is_telegram_away(world: World) -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
    with pytest.raises(Retry) as away:
        await open_bot(TOKEN, ACCESS, None, world.where, f"socks5://127.0.0.1:{port}")
    assert away.value.key == "telegram-away"


def test_the_applications_key_does_not_show_its_hash() -> None:
    assert "hash-of-it" not in repr(ApiAccess(1, "hash-of-it"))


async def test_an_account_of_another_data_centre_is_signed_in_there(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = MTProtoServer(world.state, world.faults, dc_id=4)
    other.server_key = world.server.server_key
    await other.start()
    sign_in, config = METHODS[ImportBotAuthorizationRequest], METHODS[GetConfigRequest]

    async def sent_on(call: Call, request: Any) -> Any:
        if call.server is world.server:
            raise Refused("USER_MIGRATE_4", 303)
        return await sign_in.handler(call, request)

    async def with_two(call: Call, request: Any) -> Any:
        found: Any = await config.handler(call, request)
        found.dc_options += [DcOption(4, "::1", 1, ipv6=True), DcOption(4, "127.0.0.1", other.port)]
        return found

    monkeypatch.setitem(METHODS, ImportBotAuthorizationRequest, replace(sign_in, handler=sent_on))
    monkeypatch.setitem(METHODS, GetConfigRequest, replace(config, handler=with_two))
    try:
        async with world.new_bot() as session:
            home: Any = StringSession(session.export())
            assert (home.dc_id, home.port) == (4, other.port)
            await world.publisher(session).send_text(world.to, Text("from there"), random_id=3)
    finally:
        await other.stop()
    assert len(world.channel.messages) == 1
