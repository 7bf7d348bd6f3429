"""Calls wait out what they are told to, are repeated only if that is harmless, and go by proxy and CA as set."""

from __future__ import annotations

import asyncio
import gc
import json
import ssl
import weakref
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest
import trustme
from aiogram.exceptions import ClientDecodeError, TelegramNetworkError, TelegramRetryAfter, TelegramServerError
from aiogram.methods import Response
from aiogram.types import BotCommand
from aiohttp import web

from bot.connection import connect
from tests.bot.listening import QuickClock, World, telegram

TOKEN = "1234567890:" + "A" * 35


@pytest.fixture
async def world(tmp_path: Path) -> AsyncIterator[World]:
    async with telegram(tmp_path) as it:
        yield it


async def test_a_429_is_waited_out_as_told_and_the_message_stands_once(world: World) -> None:
    world.faults.switch_on("botapi.too_many", 2, seconds=7)
    async with world.bot().context() as bot:
        await bot.send_message(world.cast.owner.id, "once")
    assert world.clock.sleeps == [7, 7]
    assert world.texts() == ["once"]


async def test_a_long_429_is_left_to_the_caller(world: World) -> None:
    world.faults.switch_on("botapi.too_many", None, seconds=20)
    async with world.bot().context() as bot:
        with pytest.raises(TelegramRetryAfter):
            await bot.send_message(world.cast.owner.id, "later")
    assert world.clock.sleeps == [20]


async def test_a_send_whose_answer_was_lost_is_not_sent_twice(world: World) -> None:
    world.faults.switch_on("botapi.reset", 1, after=True)
    async with world.bot().context() as bot:
        with pytest.raises(TelegramNetworkError):
            await bot.send_message(world.cast.owner.id, "once")
    assert world.texts() == ["once"]
    assert world.clock.sleeps == []


async def test_the_model_of_a_kind_of_answer_is_made_once(world: World) -> None:
    async with world.bot().context() as bot:
        await bot.get_my_commands()
        made = weakref.ref(Response[list[BotCommand]])
        gc.collect()
        assert made() is not None
        await bot.get_my_commands()
        assert made() is Response[list[BotCommand]]


@pytest.mark.parametrize("fault", ["botapi.reset", "botapi.server_error"])
async def test_reads_and_edits_are_tried_again_twice(fault: str, world: World) -> None:
    async with world.bot().context() as bot:
        message = await bot.send_message(world.cast.owner.id, "first")
        world.faults.switch_on(fault, 2)
        await bot.edit_message_text("second", chat_id=message.chat.id, message_id=message.message_id)
        assert world.texts() == ["second"]
        world.faults.switch_on(fault, 2)
        assert (await bot.get_me()).id == world.cast.bot.id
        world.faults.switch_on(fault, 3)
        with pytest.raises((TelegramNetworkError, TelegramServerError)):
            await bot.get_me()
    assert world.clock.sleeps == [1, 2, 1, 2, 1, 2]


@pytest.mark.parametrize(("status", "body"), [(200, {"ok": True}), (500, {"ok": False}), (200, [])])
async def test_an_answer_that_is_none_is_an_error_of_one_kind(status: int, body: object) -> None:
    async def odd(_: web.Request) -> web.Response:
        return web.Response(status=status, text=json.dumps(body))

    async with serving(odd) as port, connect(TOKEN, QuickClock(), bot_api=f"http://127.0.0.1:{port}").context() as bot:
        with pytest.raises(ClientDecodeError):
            await bot.send_message(1, "x")


async def test_an_answer_in_no_encoding_is_a_network_error() -> None:
    async def odd(_: web.Request) -> web.Response:
        return web.Response(body=b"\xff\xfe\x00\x81", content_type="text/plain", charset="utf-8")

    async with serving(odd) as port, connect(TOKEN, QuickClock(), bot_api=f"http://127.0.0.1:{port}").context() as bot:
        with pytest.raises(TelegramNetworkError, match="UnicodeDecodeError"):
            await bot.send_message(1, "x")


async def test_calls_go_through_the_proxy_that_is_set(world: World) -> None:
    seen: list[int] = []
    async with socks5(seen) as port, world.bot(proxy=f"socks5://127.0.0.1:{port}").context() as bot:
        assert (await bot.get_me()).id == world.cast.bot.id
    assert seen == [world.door.port]


async def test_a_dead_proxy_is_a_network_error_without_its_password(world: World) -> None:
    async with world.bot(proxy="socks5://me:hunter2@127.0.0.1:9").context() as bot:
        with pytest.raises(TelegramNetworkError) as failed:
            await bot.send_message(1, "x")
    assert "hunter2" not in str(failed.value)
    assert world.token not in str(failed.value)


@pytest.mark.parametrize("proxied", [False, True])
async def test_a_ca_of_ones_own_is_trusted_if_it_is_set_and_only_then(
    world: World, tmp_path: Path, proxied: bool
) -> None:
    async def me(_: web.Request) -> web.Response:
        return web.json_response({"ok": True, "result": {"id": 5, "is_bot": True, "first_name": "B"}})

    authority, tls = trustme.CA(), ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    authority.issue_cert("127.0.0.1").configure_cert(tls)
    authority.cert_pem.write_to_path(tmp_path / "ca.pem")
    async with serving(me, tls) as port, socks5([]) as socks:
        way: dict[str, str | Path] = {"bot_api": f"https://127.0.0.1:{port}"}
        if proxied:
            way["proxy"] = f"socks5://127.0.0.1:{socks}"
        async with world.bot(ca=tmp_path / "ca.pem", **way).context() as bot:
            assert (await bot.get_me()).id == 5
        async with world.bot(**way).context() as bot:
            with pytest.raises(TelegramNetworkError):
                await bot.get_me()


@asynccontextmanager
async def serving(handler: object, tls: ssl.SSLContext | None = None) -> AsyncIterator[int]:
    """A web server that gives every request to `handler` -> its port."""
    app = web.Application()
    app.router.add_route("*", "/{any:.*}", handler)  # type: ignore[arg-type]
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    try:
        await web.TCPSite(runner, "127.0.0.1", 0, ssl_context=tls).start()
        yield runner.addresses[0][1]
    finally:
        await runner.cleanup()


@asynccontextmanager
async def socks5(seen: list[int]) -> AsyncIterator[int]:
    """A SOCKS5 proxy without sign-in, for names and addresses alike. `seen`: the ports it was asked for."""

    async def relay(source: asyncio.StreamReader, target: asyncio.StreamWriter) -> None:
        try:
            while chunk := await source.read(65536):
                target.write(chunk)
                await target.drain()
        except ConnectionError:
            pass  # either side may go first
        finally:
            target.close()

    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        _, methods = await reader.readexactly(2)
        await reader.readexactly(methods)
        writer.write(b"\x05\x00")
        kind = (await reader.readexactly(4))[3]
        length = 4 if kind == 1 else (await reader.readexactly(1))[0]
        await reader.readexactly(length)
        port = int.from_bytes(await reader.readexactly(2), "big")
        seen.append(port)
        inner_reader, inner_writer = await asyncio.open_connection("127.0.0.1", port)
        writer.write(b"\x05\x00\x00\x01" + bytes(6))
        await asyncio.gather(relay(reader, inner_writer), relay(inner_reader, writer))

    server = await asyncio.start_server(serve, "127.0.0.1", 0)
    try:
        yield server.sockets[0].getsockname()[1]
    finally:
        server.close()
        await server.wait_closed()
