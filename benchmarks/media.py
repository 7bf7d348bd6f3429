"""How many bytes are written to the disk for each byte that is delivered: our way, and the obvious yt-dlp command.

    python -m benchmarks.media [--json FILE] [--folder DIR]

One video of two minutes and about 75 MB (H.264 and AAC, picture and sound apart, as YouTube has them) comes from the sandbox:
whole; with ten seconds of SponsorBlock's cut out of it; and (ours only) in parts of at most a third of it. The yt-dlp command is
that of every guide: merge to MP4, embed the thumbnail, embed metadata and chapters, remove sponsors. Ours is what the app does: the
yt-dlp child, then one pass of ffmpeg for each file.

Bytes are those that Linux's own counters say were sent to the disk (write_bytes in /proc/PID/io, children included); meanwhile the
disk is told every moment to write what it has, so that a page that is written twice is counted twice. The folder must lie on a
disk: on a tmpfs nothing is counted. The peak is what lies in the job's folder at most, looked at all the time. What is cut out has
to be fetched first, and is not delivered: with one pass nothing below (all + delivered) / delivered can be had.

Figures: written_per_byte and written_per_byte_cut (ours), written_per_byte_parts, the same of yt-dlp, peak_per_byte (ours, whole),
and reserved_per_byte: what is reserved on the disk before the first byte comes.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import sys
import tempfile
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from sandbox.faults import Faults
from sandbox.youtube.recipes import RECIPES
from sandbox.youtube.sponsorblock import segment
from sandbox.youtube.world import YouTubeWorld

VIDEO = "benchMedia0"
LOOPS = 12  #: times ten seconds of noise
ADVERTISEMENT = (30.0, 40.0)
PEERS = {"ours": "Yagami: child and one pass", "ytdlp": "yt-dlp: merge, embed, remove sponsors"}
KINDS = ("whole", "cut", "parts")
LOOK_SECONDS = 0.02
SYNC_SECONDS = 0.3


@dataclass(frozen=True, slots=True)
class Run:
    """One video that was brought. Bytes."""

    written: int
    delivered: int
    files: int
    peak: int
    reserved: int

    @property
    def per_byte(self) -> float:
        return self.written / self.delivered


class Folder:
    """What lies in a folder at most."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.peak = 0
        self._over = threading.Event()

    @contextmanager
    def watched(self) -> Iterator[None]:
        threads = [threading.Thread(target=self._look), threading.Thread(target=self._sync)]
        for thread in threads:
            thread.start()
        try:
            yield
        finally:
            self._over.set()
            for thread in threads:
                thread.join()

    def _look(self) -> None:
        while not self._over.wait(LOOK_SECONDS):
            self.peak = max(self.peak, sum(_size(file) for file in self.path.rglob("*")))

    def _sync(self) -> None:
        while not self._over.wait(SYNC_SECONDS):
            os.sync()


def _size(file: Path) -> int:
    try:
        return file.stat().st_size if file.is_file() else 0
    except OSError:
        return 0  # it went meanwhile


async def bring(peer: str, kind: str, world: YouTubeWorld, folder: Path) -> Run:
    """In a process of its own, which counts itself and its children."""
    folder.mkdir()
    job = {
        "folder": str(folder),
        "video": VIDEO,
        "kind": kind,
        "proxy": world.proxy_url,
        "ca": str(world.ca_path),
        "python": sys.executable,
    }
    watched = Folder(folder)
    with watched.watched():
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-m", "benchmarks.media_peers", peer),
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.PIPE,
            env={**os.environ, "SSL_CERT_FILE": str(world.ca_path)},
        )
        out, err = await process.communicate(json.dumps(job).encode() + b"\n")
    if process.returncode:
        raise SystemExit(f"{peer} failed:\n{err.decode(errors='replace')[-3000:]}")
    said = json.loads(out.splitlines()[-1])
    return Run(said["written"], said["delivered"], said["files"], watched.peak, said["reserved"])


async def measure(folder: Path, say: Callable[[str], None]) -> dict[tuple[str, str], Run]:
    recipe = RECIPES["large"]
    RECIPES["bench"] = replace(recipe, name="bench", duration=recipe.duration * LOOPS, loops=LOOPS)
    world = YouTubeWorld(folder / "world", Faults())
    await world.start()
    try:
        world.player.challenges = False
        world.state.add_video(id=VIDEO, source="bench", title="A video of noise", channel="Bench", published_at=1.0)
        video = world.videos[VIDEO]
        video.chapters = [(0.0, "One"), (60.0, "Two")]
        runs = {}
        for kind in KINDS:
            video.segments = [segment(*ADVERTISEMENT, video.duration)] if kind == "cut" else []
            for peer in PEERS:
                if kind == "parts" and peer == "ytdlp":
                    continue  # it knows no parts
                run = runs[peer, kind] = await bring(peer, kind, world, folder / f"{peer}-{kind}")
                say(f"{peer}, {kind}: {run.written / 1e6:.1f} MB written for {run.delivered / 1e6:.1f} MB")
    finally:
        await world.stop()
    return runs


def main() -> None:
    reader = argparse.ArgumentParser(description="Bytes written for each byte delivered, beside yt-dlp.")
    reader.add_argument("--json", type=Path, help="also write the figures there, as one flat object")
    reader.add_argument("--folder", type=Path, help="where to work: on a disk (default: the temporary folder)")
    options = reader.parse_args()
    with tempfile.TemporaryDirectory(prefix="bench-media-", dir=options.folder) as folder:
        runs = asyncio.run(measure(Path(folder), lambda line: print(line, file=sys.stderr, flush=True)))
    if not all(run.written for run in runs.values()):
        raise SystemExit("Nothing was counted: the folder is not on a disk. Name one that is: --folder DIR")
    ours = runs["ours", "whole"]
    print(
        f"One video of {ours.delivered / 1e6:.0f} MB; bytes written to the disk by all processes, and the most that lay there\n"
    )
    print(f"{'':40}{'':>7}{'MB delivered':>14}{'MB written':>12}{'per byte':>10}{'peak MB':>9}{'reserved':>10}")
    for (peer, kind), run in runs.items():
        reserved = f"{run.reserved / 1e6:10.1f}" if run.reserved else f"{'-':>10}"
        print(
            f"{PEERS[peer]:40}{kind:>7}{run.delivered / 1e6:14.1f}{run.written / 1e6:12.1f}{run.per_byte:10.2f}"
            f"{run.peak / 1e6:9.1f}{reserved}"
        )
    print()
    figures = {
        "written_per_byte": ours.per_byte,
        "written_per_byte_cut": runs["ours", "cut"].per_byte,
        "written_per_byte_parts": runs["ours", "parts"].per_byte,
        "ytdlp_written_per_byte": runs["ytdlp", "whole"].per_byte,
        "ytdlp_written_per_byte_cut": runs["ytdlp", "cut"].per_byte,
        "peak_per_byte": ours.peak / ours.delivered,
        "reserved_per_byte": ours.reserved / ours.delivered,
    }
    for name, value in figures.items():
        print(f"{name} {value:.2f}")
    if options.json:
        options.json.write_text(json.dumps({name: round(value, 3) for name, value in figures.items()}) + "\n")


if __name__ == "__main__":
    main()
