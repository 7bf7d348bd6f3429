"""`yagami health` tells the app that is well from the one that is not, hangs, or is not there."""

from __future__ import annotations

import asyncio
import json
import socket
import sys
from contextlib import AsyncExitStack
from pathlib import Path
from typing import Any

import pytest

from bot import health
from bot.api.alive import alive
from bot.api.asking import NAME
from bot.api.health import Asked
from bot.api.server import serving
from bot.conversation.screen import Context
from bot.settings import Settings
from core.errors import Condition
from core.model import Sentence
from tests.bot.api.conftest import TOKEN, free_port
from tests.bot.screens.rows import NOW, context


def boot(folder: Path, **more: Any) -> Settings:
    return Settings(_env_file=None, bot_token="123456:" + "A" * 35, data=folder, **more)


async def ill(ctx: Context) -> None:
    await ctx.store.alerts.begin(Condition.DISK_FULL, "", Sentence("condition-disk_full", {}), NOW)


@pytest.mark.parametrize("api", [False, True], ids=["socket", "api"])
async def test_an_app_that_is_well_says_so_and_one_that_is_not_says_why(tmp_path: Path, api: bool) -> None:
    settings = boot(tmp_path, **({"api": str(free_port()), "api_token": TOKEN} if api else {}))
    async with context(tmp_path) as ctx, AsyncExitStack() as stack:
        assert await health.look(settings) == (False, "Yagami does not run here: nobody answers.")
        await stack.enter_async_context(alive(tmp_path, Asked(ctx.store, ctx.services).report))
        await stack.enter_async_context(serving(settings, ctx.store, ctx.services, {}))
        assert await health.look(settings) == (True, "well: videos on their way: 0, posts: 0")
        await ill(ctx)
        assert await health.look(settings) == (False, "not well: disk_full")
    assert await health.look(settings) == (False, "Yagami does not run here: nobody answers.")
    assert not (tmp_path / NAME).exists()


async def test_the_socket_of_an_app_that_was_killed_is_no_sign_of_life_and_no_obstacle(tmp_path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as dead:
        dead.bind(str(tmp_path / NAME))
    assert (await health.look(boot(tmp_path)))[0] is False
    async with context(tmp_path) as ctx, alive(tmp_path, Asked(ctx.store, ctx.services).report):
        assert (await health.look(boot(tmp_path)))[0] is True
        assert (tmp_path / NAME).stat().st_mode & 0o777 == 0o600


async def test_a_data_folder_with_a_long_name_has_its_socket_too(tmp_path: Path) -> None:
    folder = tmp_path / ("long" * 50)
    folder.mkdir()
    async with context(folder) as ctx, alive(folder, Asked(ctx.store, ctx.services).report):
        assert (await health.look(boot(folder)))[0] is True


async def test_where_no_socket_can_be_the_app_runs_all_the_same(tmp_path: Path) -> None:
    (tmp_path / NAME).mkdir()
    async with context(tmp_path) as ctx, alive(tmp_path, Asked(ctx.store, ctx.services).report):
        assert (await health.look(boot(tmp_path)))[0] is False


async def test_an_app_that_hangs_is_not_well(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(health, "SECONDS", 0.2)
    port = free_port()
    over = asyncio.Event()

    async def never(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await over.wait()
        writer.close()

    async with await asyncio.start_server(never, "127.0.0.1", port):
        found = await health.look(boot(tmp_path, api=str(port)))
        over.set()
    assert found == (False, "Yagami runs, and does not answer: it hangs.")


@pytest.mark.parametrize("said", [b"", b"HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\n[]", b"SSH-2.0-OpenSSH\r\n"])
async def test_another_program_on_the_port_is_not_taken_for_it(tmp_path: Path, said: bytes) -> None:
    port = free_port()

    async def answer(_reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await _reader.readuntil(b"\r\n\r\n")
        writer.write(said)
        writer.close()

    async with await asyncio.start_server(answer, "127.0.0.1", port):
        well, line = await health.look(boot(tmp_path, api=str(port)))
    assert not well
    assert line in ("What answers there is not Yagami.", "Yagami does not run here: nobody answers.")


async def test_the_command_prints_one_line_and_exits_by_it(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text(f"YAGAMI_BOT_TOKEN=123456:{'A' * 35}\nYAGAMI_DATA={tmp_path}\n")

    async def command() -> tuple[int | None, str]:
        process = await asyncio.create_subprocess_exec(
            sys.executable, "-m", "bot", "health", cwd=tmp_path, stdout=asyncio.subprocess.PIPE
        )
        out, _ = await process.communicate()
        return process.returncode, out.decode()

    assert await command() == (1, "Yagami does not run here: nobody answers.\n")
    async with context(tmp_path) as ctx, alive(tmp_path, Asked(ctx.store, ctx.services).report):
        assert await command() == (0, "well: videos on their way: 0, posts: 0\n")


def test_every_word_of_the_report_fits_into_its_line() -> None:
    report = {"status": "ok", "queue": {"open": 3, "posts": 1}, "waits": [{"scope": "youtube"}], "paused": True}
    assert health.told(json.loads(json.dumps(report))) == (
        True, "well: videos on their way: 3, posts: 1; waits for a while: youtube; paused",
    )  # fmt: skip
