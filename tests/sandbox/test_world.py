"""The whole world: as a process of its own, and as what an owner's first steps need."""

from __future__ import annotations

import asyncio
import json
import signal
import socket
import sys
from pathlib import Path
from typing import Any

import pytest

from sandbox.client import World
from sandbox.line import Line
from sandbox.owner import import_document
from sandbox.world import Sandbox


async def started(
    folder: Path, *options: str, stdin: int | None = None
) -> tuple[asyncio.subprocess.Process, dict[str, Any]]:
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-W", "error", "-m", "sandbox", "--json", str(folder / "where.json"), *options,
        stdin=stdin, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE,
        env={"TMPDIR": str(folder), "PATH": "/usr/bin:/bin", "HOME": str(Path.home())},
    )  # fmt: skip
    assert process.stdout is not None
    line = await process.stdout.readline()
    assert line, (await process.communicate())[1].decode()
    assert line.decode() == (folder / "where.json").read_text()
    return process, json.loads(line)


def left(folder: Path) -> list[str]:
    return [one.name for one in folder.iterdir()]


@pytest.mark.parametrize("way", ["SIGTERM", "SIGINT", "parent"])
async def test_the_process_serves_and_ends_cleanly(way: str, tmp_path: Path) -> None:
    options = ["--die-with-parent"] if way == "parent" else []
    process, where = await started(tmp_path, *options, stdin=asyncio.subprocess.PIPE)
    async with World(where["control"]) as world:
        assert (await world.addresses()) == where
        polling = world.do("wait", messages=1, timeout=30)
        waiting = asyncio.get_running_loop().create_task(polling)
        await world.say("/start")
        assert len(await waiting) == 1
    if way == "parent":
        assert process.stdin is not None
        process.stdin.close()
    else:
        process.send_signal(getattr(signal, way))
    async with asyncio.timeout(60):
        _, errors = await process.communicate()
    assert (process.returncode, errors.decode()) == (0, "")
    assert left(tmp_path) == []
    for door in (where["control"], where["bot_api"], where["proxy"]):
        with socket.socket() as probe:
            assert probe.connect_ex(("127.0.0.1", int(door.rpartition(":")[2]))) != 0


async def test_the_owner_signs_in_and_writes_the_import_document() -> None:
    async with Sandbox() as sandbox:
        document = await import_document(sandbox.addresses())
        assert set(document) == {"telegram", "google", "destinations"}
        assert document["destinations"] == {"likes": sandbox.cast.channels["likes"].id}
        assert len(document["telegram"]["user_session"]) > 300
        assert "user_session" not in (await import_document(sandbox.addresses(), user=False))["telegram"]


async def test_youtube_is_driven_by_the_same_control_api() -> None:
    async with Sandbox() as sandbox, World(sandbox.control.url) as world:
        video = (await world.videos())[0]
        await world.like(video["id"])
        await world.watch(video["id"])
        await world.subscribe(video["channel_id"])
        await world.unsubscribe(video["channel_id"])
        assert [one["id"] for one in await world.videos() if one["liked"]] == [video["id"]]
        await world.unlike(video["id"])
        added = await world.add_video(id="ControlAdds", source="talk", title="Added")
        assert (await world.set_video("ControlAdds", privacy="private"))["privacy"] == "private"
        assert added["title"] == "Added"
        assert (await world.quota(used=9_999))["used"] == 9_999
        assert await world.denied() == []
        for wrong in (world.like("no-such-one"), world.set_video("ControlAdds", id_="x"), world.add_video(id="x")):
            with pytest.raises(Exception, match=r"no video|can't be set|not a free video id"):
                await wrong
        assert await world.max_parts(3) == 4000
        await world.line(1_000_000)
        await world.line(None)
        await world.stream_rate(None)
        await world.stream_line(1_000_000)
        await world.stream_line(None)
        assert await world.passed() == {"down": 0, "up": 0}


async def test_a_line_lets_no_more_through_than_its_rate_and_a_change_holds_for_what_waits() -> None:
    loop = asyncio.get_running_loop()
    line = Line()
    await line.take(10**9)
    line.rate = 1_000_000
    began = loop.time()
    await asyncio.gather(*(line.take(50_000) for _ in range(6)))
    assert loop.time() - began >= 0.299
    slow = asyncio.ensure_future(line.take(10**9))  # noqa: TID251  ended below
    await asyncio.sleep(0.05)
    assert not slow.done()
    line.rate = None
    async with asyncio.timeout(5):
        await slow
    assert line.passed == 2 * 10**9 + 300_000
