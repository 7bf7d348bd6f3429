"""How soon the bot answers a press while two gigabytes go up.

    python -m benchmarks.conversation [--json FILE] [--megabytes 2000] [--presses 200]

The app runs as its owner runs it, the world it lives in (the sandbox, at 0 ms) is another process. First the presses are
made with nothing
else to do (the peer), then while a file of two gigabytes is uploaded by MTProto: each press leads to another screen, is answered
and redraws the panel. A press takes from the moment it is made until Telegram's Bot API has the bot's answer to it; the sandbox
measures that. The file is a row that says "fetched" and a file of random blocks: only the way up is under way. The server
decrypts the head
of each part only (see benchmarks/upload.py), so that the machine's two cores are the app's and the sandbox's conversation.

Figures: press_p99_ms, press_median_ms, press_max_ms (during the upload), idle_press_p99_ms, idle_press_median_ms (before
it), presses,
upload_mb_s (how fast the file went meanwhile).
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import json
import os
import sqlite3
import tempfile
import time
from pathlib import Path
from statistics import median, quantiles
from typing import Any

from benchmarks.footprint import clean_environment, process, set_up
from core.identity import random_id
from sandbox.client import World

CHUNK = 512 * 1024
PLACES = ("setup", "home")  #: two screens with a button to each other
PAUSE = 0.03  #: seconds between an answer and the next press: a very fast thumb
READY = 60.0
TARGET = 100.0
Figures = dict[str, float]


def a_fetched_job(data: Path, chat: int, size: int) -> None:
    """A file in the work folder, with the rows of a download that has just fetched it."""
    folder = data / "work" / "1"
    folder.mkdir(parents=True)
    block = os.urandom(1 << 24)
    with (folder / "benchHuge00.mp4").open("wb") as file:
        for start in range(0, size, len(block)):
            file.write(block[: size - start])
    number = random_id(b"any key", 1, chat, "liked video", "benchHuge00@1", part=1)
    with contextlib.closing(sqlite3.connect(data / "yagami.db")) as connection:
        connection.executescript(
            f"""INSERT INTO videos (id, title, seen_at) VALUES ('benchHuge00', 'Two gigabytes', 0);
            INSERT INTO downloads (id, destination_id, video_id, state, created_at, changed_at)
                SELECT 1, id, 'benchHuge00', 'fetched', 0, 0 FROM destinations WHERE chat_id = {chat};
            INSERT INTO parts (download_id, number, account, random_id, path, size, duration, width, height, file_id, chunk_size)
                VALUES (1, 1, 'user', {number}, '1/benchHuge00.mp4', {size}, 60, 1280, 720, 4711, {CHUNK});"""
        )


def state_of_job(data: Path) -> str:
    return str(_cell(data, "SELECT state FROM downloads WHERE id = 1"))


def uploaded(data: Path) -> int:
    """Bytes that Telegram has acknowledged, as far as they are written down."""
    return CHUNK * int.from_bytes(_cell(data, "SELECT acked FROM parts WHERE download_id = 1"), "big").bit_count()


def _cell(data: Path, sql: str) -> Any:
    with contextlib.closing(sqlite3.connect(f"file:{data / 'yagami.db'}?mode=ro", uri=True)) as connection:
        return connection.execute(sql).fetchone()[0]


async def presses(world: World, panel: int, most: int, data: Path | None) -> list[float]:
    """Milliseconds of each; with `data` until the upload there has ended, if that is sooner."""
    took: list[float] = []
    for number in range(most):
        if data is not None and state_of_job(data) in ("sent", "done"):
            break
        answered = await world.press_data(PLACES[number % 2], message=panel, timeout=60)
        took.append(float(answered["ms"]))
        await asyncio.sleep(PAUSE)
    return took


async def panel_of(world: World) -> int:
    """Open the panel -> its message."""
    said = await world.say("/menu")
    [*_, panel] = await world.wait("dm", since=said["id"], messages=1, timeout=READY)
    return int(panel["id"])


async def measure(size: int, most: int) -> Figures:
    with tempfile.TemporaryDirectory(prefix="bench-conversation-") as name:
        folder = Path(name)
        where = folder / "where.json"
        async with process("sandbox", "--head-only", "--json", str(where), environment=clean_environment()) as sandbox:
            assert sandbox.stdout
            addresses: dict[str, Any] = json.loads(await sandbox.stdout.readline())
            async with World(addresses["control"]) as world:
                environment = await set_up(addresses, world, folder)
                data = folder / "data"
                async with process("bot", "run", environment=environment, log=folder / "idle.log"):
                    idle = await presses(world, await panel_of(world), most, None)
                a_fetched_job(data, addresses["channels"]["likes"], size)
                async with process("bot", "run", environment=environment, log=folder / "busy.log"):
                    panel = await panel_of(world)
                    async with asyncio.timeout(READY):
                        while state_of_job(data) != "uploading":  # noqa: ASYNC110  another process writes it
                            await asyncio.sleep(0.01)
                    began, before = time.monotonic(), uploaded(data)
                    busy = await presses(world, panel, most, data)
                    rate = (uploaded(data) - before) / (time.monotonic() - began) / 1e6
    return {
        "press_p99_ms": round(_p99(busy), 1),
        "press_median_ms": round(median(busy), 1),
        "press_max_ms": round(max(busy), 1),
        "idle_press_p99_ms": round(_p99(idle), 1),
        "idle_press_median_ms": round(median(idle), 1),
        "presses": len(busy),
        "upload_mb_s": round(rate, 1),
    }


def _p99(took: list[float]) -> float:
    return quantiles(took, n=100, method="inclusive")[98]


def main() -> None:
    parser = argparse.ArgumentParser(description="How soon a press is answered while two gigabytes go up.")
    parser.add_argument("--json", type=Path, metavar="FILE")
    parser.add_argument("--megabytes", type=int, default=2000)
    parser.add_argument("--presses", type=int, default=400)
    options = parser.parse_args()
    figures = asyncio.run(measure(options.megabytes * 1_000_000, options.presses))
    print("presses answered, ms        median     p99     max")
    print(f"with nothing else to do   {figures['idle_press_median_ms']:8} {figures['idle_press_p99_ms']:7}")
    busy = "".join(f"{figures[f'press_{one}_ms']:8}" for one in ("median", "p99", "max"))
    print(f"while {options.megabytes:5} MB go up      {busy}   (target: p99 under {TARGET:.0f})\n")
    for name, value in figures.items():
        print(f"{name} {value}")
    if options.json:
        options.json.write_text(json.dumps(figures) + "\n")


if __name__ == "__main__":
    main()
