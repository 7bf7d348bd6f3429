"""Signing in by QR code: scanned, too old, shown anew, with a password, at another data centre, and across kills."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import replace
from typing import Any

import pytest
from telethon.tl.functions.auth import ExportLoginTokenRequest
from telethon.tl.functions.help import GetConfigRequest
from telethon.tl.types import DcOption, UpdateLoginToken
from telethon.tl.types.auth import LoginTokenMigrateTo

from core.clock import SystemClock
from core.errors import Condition, NeedsOwner, Retry
from core.telegram.access import ApiAccess, Way
from core.telegram.qr import QrShown, await_qr, show_qr
from core.telegram.sign_in import Half, PasswordNeeded, SignedIn, enter_password
from sandbox.telegram.mtproto.login_tokens import token_of
from sandbox.telegram.mtproto.rpc import METHODS, Call
from sandbox.telegram.mtproto.server import MTProtoServer

from .world import ACCESS, OWNER, World

CLOCK = SystemClock()
Outcome = QrShown | PasswordNeeded | SignedIn


def way(world: World) -> Way:
    return Way(ACCESS, world.where)


async def shown(world: World, half: Half | None = None) -> QrShown:
    qr = await show_qr(half and Half.from_text(half.to_text()), way(world), CLOCK)
    assert isinstance(qr, QrShown)
    return qr


def scan(world: World, qr: QrShown) -> None:
    """With the owner's phone."""
    accepted = world.server.login_tokens.accept(world.owner, token_of(qr.url))
    world.server.push(accepted.key, UpdateLoginToken())


async def scanned(world: World, qr: QrShown) -> Outcome:
    """What comes of it when the owner scans while somebody listens, as soon as they are heard to."""
    async with asyncio.TaskGroup() as tasks:
        waiting = tasks.create_task(await_qr(qr.half, qr.expires_at, way(world), CLOCK))
        async with asyncio.timeout(60):
            await until(world, lambda: listening(world))
        scan(world, qr)
        async with asyncio.timeout(20):  # and not only at the end of the token's time
            await asyncio.wait([waiting])
    return waiting.result()


def listening(world: World) -> bool:
    return any(
        session.wants_updates for connection in world.server._connections for _, session in connection.heard.values()
    )


async def until(world: World, reached: Callable[[], bool]) -> None:
    async with world.state.changed:
        await world.state.changed.wait_for(reached)


async def test_a_scanned_code_signs_the_owner_in(world: World) -> None:
    qr = await shown(world)
    assert qr.url.startswith("tg://login?token=")
    assert 20 < qr.expires_at - CLOCK.now() <= 31
    done = await scanned(world, qr)
    assert isinstance(done, SignedIn)
    assert (done.me.id, done.me.username) == (OWNER, "owner")


async def test_a_scanned_code_may_still_want_the_password(world: World) -> None:
    world.owner.password, world.owner.password_hint = "hunter2", "the usual"
    asked = await scanned(world, await shown(world))
    assert isinstance(asked, PasswordNeeded)
    assert asked.hint == "the usual"
    with pytest.raises(Retry) as refused:
        await enter_password(asked.half, "hunter3", way(world))
    assert refused.value.key == "telegram-password-wrong"
    done = await enter_password(Half.from_text(asked.half.to_text()), "hunter2", way(world))
    assert done.me.id == OWNER


async def test_a_code_that_nobody_scans_in_time_is_followed_by_the_next(world: World) -> None:
    qr = await shown(world)
    following = await await_qr(qr.half, CLOCK.now() + 0.1, way(world), CLOCK)
    assert isinstance(following, QrShown)
    assert following.url != qr.url
    assert isinstance(await scanned(world, following), SignedIn)


async def test_a_code_that_was_renewed_can_not_be_scanned(world: World) -> None:
    old = await shown(world)
    new = await shown(world, old.half)
    with pytest.raises(Exception, match="AUTH_TOKEN_INVALID"):
        scan(world, old)
    assert isinstance(await scanned(world, new), SignedIn)


async def test_a_scan_that_nobody_listened_for_is_found_afterwards(world: World) -> None:
    qr = await shown(world)
    scan(world, qr)
    late = await await_qr(qr.half, CLOCK.now() + 0.1, way(world), CLOCK)
    assert isinstance(late, SignedIn)
    again = await show_qr(qr.half, way(world), CLOCK)  # killed before the answer was written down
    assert again == late


async def test_a_connection_that_is_lost_while_listening_is_made_anew(world: World) -> None:
    qr = await shown(world)
    async with asyncio.TaskGroup() as tasks:
        waiting = tasks.create_task(await_qr(qr.half, qr.expires_at, way(world), CLOCK))
        async with asyncio.timeout(60):
            await until(world, lambda: listening(world))
        asked = world.asked("GetConfig")
        for connection in list(world.server._connections):
            connection.abort()
        async with asyncio.timeout(60):
            await until(world, lambda: world.asked("GetConfig") > asked and listening(world))
        scan(world, qr)
        async with asyncio.timeout(60):
            await asyncio.wait([waiting])
    assert isinstance(waiting.result(), SignedIn)


async def test_telegram_away_while_listening_is_told(world: World) -> None:
    qr = await shown(world)
    await world.server.stop()
    with pytest.raises(Retry) as away:
        await await_qr(qr.half, qr.expires_at, way(world), CLOCK)
    assert away.value.key == "telegram-away"
    await world.server.start()


async def test_a_listener_that_is_cancelled_leaves_no_connection(world: World) -> None:
    qr = await shown(world)
    waiting = asyncio.ensure_future(await_qr(qr.half, qr.expires_at, way(world), CLOCK))  # noqa: TID251  to be cancelled
    async with asyncio.timeout(60):
        await until(world, lambda: listening(world))
    waiting.cancel()
    with pytest.raises(asyncio.CancelledError):
        await waiting
    async with asyncio.timeout(60):
        while world.server._connections:  # noqa: ASYNC110  nothing tells of it
            await asyncio.sleep(0.01)


async def test_a_wrong_application_shows_no_code(world: World) -> None:
    world.server.applications = {ACCESS.api_id: ACCESS.api_hash}
    with pytest.raises(NeedsOwner) as refused:
        await show_qr(None, Way(ApiAccess(ACCESS.api_id, "another"), world.where), CLOCK)
    assert refused.value.condition is Condition.TELEGRAM_ACCESS


async def test_a_key_that_telegram_forgot_begins_anew(world: World) -> None:
    qr = await shown(world)
    world.server.keys.clear()
    with pytest.raises(Retry) as lost:
        await show_qr(qr.half, way(world), CLOCK)
    assert lost.value.key == "telegram-sign-in-lost"


async def test_the_codes_address_is_not_shown_in_logs(world: World) -> None:
    qr = await shown(world)
    assert qr.url not in repr(qr)
    assert qr.half.session not in repr(qr)


async def test_an_account_of_another_data_centre_is_signed_in_there(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = MTProtoServer(world.state, world.faults, dc_id=4, server_key=world.server.server_key)
    other.login_tokens = world.server.login_tokens
    await other.start()
    export, config = METHODS[ExportLoginTokenRequest], METHODS[GetConfigRequest]

    async def sent_on(call: Call, request: Any) -> Any:
        accepted = call.server.login_tokens.accepted(call.key)
        return LoginTokenMigrateTo(4, accepted.token) if accepted else await export.handler(call, request)

    async def with_two(call: Call, request: Any) -> Any:
        found: Any = await config.handler(call, request)
        found.dc_options += [DcOption(4, "127.0.0.1", other.port)]
        return found

    handlers: dict[type[Any], Callable[[Call, Any], Awaitable[Any]]] = {
        ExportLoginTokenRequest: sent_on,
        GetConfigRequest: with_two,
    }
    for request, handler in handlers.items():
        monkeypatch.setitem(METHODS, request, replace(METHODS[request], handler=handler))
    try:
        done = await scanned(world, await shown(world))
        assert isinstance(done, SignedIn)
        assert [key.account for key in other.keys.values()] == [OWNER]
    finally:
        await other.stop()
