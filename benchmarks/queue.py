"""How long a full queue takes on a narrow line: downloads and uploads at the same time, beside one after the other.

    python -m benchmarks.queue [--json FILE] [--videos 10] [--peer-videos 3] [--seconds 15.5] [--ahead 3]

The app runs as its owner runs it; its world (the sandbox) is another process, whose line lets so many bytes a second through: all
media requests together one way, all that comes in at Telegram's MTProto door the other way, both at the same rate, strictly
(no burst), so that one video takes --seconds each way. The videos are equal and stand queued when the app starts; the time runs
from the moment it listens until the last one is done. What the slower direction takes alone is what the sandbox counted on
that line, at the line's rate, without a pause between: no app could be quicker. With --ahead 2 the next one is asked for
when a video has left the disk, and the line rests for some seconds at every second video. The peer is this app with one video on
the disk at a time (download.ahead = 1), which brings and sends one after the other, as every downloader of its kind that we know;
it works fewer videos (--peer-videos), and its time is told as if it were as many: each takes the same.

Figures: queue_vs_line (ours / the slower direction alone), one_by_one_vs_line (the peer), queue_s, one_by_one_s, line_s.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import json
import sqlite3
import tempfile
import time
from pathlib import Path
from typing import Any

from benchmarks.footprint import clean_environment, process, set_up
from sandbox.client import World

SOURCE = "large"  #: ten seconds of snow, 6 MB
READY = 60.0  #: seconds that a start may take
TARGET = 1.2
Figures = dict[str, float]


def queue(data: Path, chat: int, videos: list[str], ahead: int) -> None:
    """Rows of downloads that wait for their turn, and how many may be on the disk at once. No app may run."""
    with contextlib.closing(sqlite3.connect(data / "yagami.db")) as connection:
        connection.execute("INSERT OR REPLACE INTO settings (key, value) VALUES ('download.ahead', ?)", (str(ahead),))
        for video in videos:
            connection.execute("INSERT INTO videos (id, title, seen_at) VALUES (?, 'Snow', 0)", (video,))
            connection.execute(
                """INSERT INTO downloads (destination_id, video_id, created_at, changed_at)
                   SELECT id, ?, 0, 0 FROM destinations WHERE chat_id = ?""",
                (video, chat),
            )
        connection.commit()


def states(data: Path) -> dict[str, int]:
    """How many downloads are in each state."""
    with contextlib.closing(sqlite3.connect(f"file:{data / 'yagami.db'}?mode=ro", uri=True)) as connection:
        return dict(connection.execute("SELECT state, count(*) FROM downloads GROUP BY state").fetchall())


async def size_of_one(world: World, data: Path, chat: int, environment: dict[str, str], folder: Path) -> float:
    """Bytes that one video takes of the line in its larger direction: the first one, without a limit."""
    await one_queue(world, data, chat, environment, folder, "warm", 1, 1)
    passed = await world.passed()
    return float(max(passed.values()))


async def one_queue(
    world: World, data: Path, chat: int, environment: dict[str, str], folder: Path, name: str, count: int, ahead: int
) -> tuple[float, float]:
    """Let the app work so many videos -> (seconds, bytes of the direction that had more)."""
    videos = [f"{name}{number:07}" for number in range(count)]
    for video in videos:
        await world.add_video(id=video, source=SOURCE, title="Snow", channel="Field Notes")
    queue(data, chat, videos, ahead)
    done = states(data).get("done", 0) + count
    before, log = await world.passed(), folder / f"{name}.log"
    async with process("bot", "run", environment=environment, log=log) as app:
        async with asyncio.timeout(READY):
            while "ready: the bot listens" not in log.read_text("utf-8", errors="replace"):  # noqa: ASYNC110  its log
                await asyncio.sleep(0.02)
        began = time.monotonic()
        while (now := states(data)).get("done", 0) < done:
            if app.returncode is not None or now.keys() & {"failed", "skipped", "cancelled"}:
                raise SystemExit(f"a video did not come: {now}\n{log.read_text('utf-8')[-3000:]}")
            await asyncio.sleep(0.05)
        seconds = time.monotonic() - began
    after = await world.passed()
    return seconds, float(max(after[way] - before[way] for way in after))


async def measure(videos: int, peer_videos: int, seconds: float, ahead: int, say: Any) -> Figures:
    with tempfile.TemporaryDirectory(prefix="bench-queue-") as name:
        folder = Path(name)
        where = folder / "where.json"
        async with process("sandbox", "--json", str(where), environment=clean_environment()) as sandbox:
            assert sandbox.stdout
            addresses: dict[str, Any] = json.loads(await sandbox.stdout.readline())
            async with World(addresses["control"]) as world:
                environment = await set_up(addresses, world, folder)
                data, chat = folder / "data", addresses["channels"]["likes"]
                rate = await size_of_one(world, data, chat, environment, folder) / seconds
                await world.stream_line(rate)
                await world.line(rate)
                say(f"the line: {rate / 1e6:.2f} MB/s each way")
                house = (world, data, chat, environment, folder)
                peer, peer_bytes = await one_queue(*house, "peer", peer_videos, 1)
                say(f"one after the other: {peer_videos} videos in {peer:.1f} s")
                ours, ours_bytes = await one_queue(*house, "ours", videos, ahead)
                say(f"at the same time: {videos} videos in {ours:.1f} s")
    alone = ours_bytes / rate
    scaled = peer * videos / peer_videos
    return {
        "queue_vs_line": round(ours / alone, 3),
        "one_by_one_vs_line": round(peer / (peer_bytes / rate), 3),
        "queue_s": round(ours, 1),
        "one_by_one_s": round(scaled, 1),
        "line_s": round(alone, 1),
        "line_s_a_video": round(alone / videos, 1),
    }


def main() -> None:
    reader = argparse.ArgumentParser(description="How long a full queue takes on a narrow line.")
    reader.add_argument("--json", type=Path, help="also write the figures there, as one flat object")
    reader.add_argument("--videos", type=int, default=10)
    reader.add_argument("--peer-videos", type=int, default=3, help="of the run one after the other")
    reader.add_argument("--seconds", type=float, default=15.5, help="that one video takes of the line, each way")
    reader.add_argument("--ahead", type=int, default=3, help="videos on the disk at once (download.ahead)")
    options = reader.parse_args()
    figures = asyncio.run(
        measure(
            options.videos, options.peer_videos, options.seconds, options.ahead, lambda line: print(line, flush=True)
        )
    )
    print(f"\n{options.videos} equal videos, {figures['line_s_a_video']} s of line time each way")
    print(f"{'':44}{'seconds':>9}{'of the line':>13}")
    print(f"{'the slower direction alone, no pause':44}{figures['line_s']:9.1f}{1:13.2f}")
    print(
        f"{f'at the same time (download.ahead = {options.ahead})':44}{figures['queue_s']:9.1f}{figures['queue_vs_line']:13.2f}"
    )
    peer = f"one after the other (ahead = 1; {options.peer_videos} videos, scaled)"
    print(f"{peer:44}{figures['one_by_one_s']:9.1f}{figures['one_by_one_vs_line']:13.2f}\n")
    for name, value in figures.items():
        print(f"{name} {value}")
    verdict = "within" if figures["queue_vs_line"] <= TARGET else "OVER"
    print(f"target: queue_vs_line at most {TARGET}: {verdict}")
    if options.json:
        options.json.write_text(json.dumps(figures) + "\n")


if __name__ == "__main__":
    main()
