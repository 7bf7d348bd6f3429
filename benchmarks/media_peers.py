"""One way to bring a video, in a process of its own: `python -m benchmarks.media_peers PEER`, the job as one line of JSON on stdin.

Prints what was written by this process and all that it started, and what it delivered, in bytes.
"""

from __future__ import annotations

import asyncio
import json
import subprocess
import sys
from pathlib import Path

from core.download import budget
from core.download.fetch import Access, YouTubeFetcher
from core.download.job import Job, Wanted, Wish
from core.media.ffmpeg import find_tools
from core.media.workdir import WorkDir
from core.model import Destination, DownloadState, Video
from core.settings import Quality

CATEGORIES = ("sponsor", "selfpromo", "interaction")
BESIDE = {".jpg", ".webp", ".json", ".srt"}


class NoCookies:
    async def allowed(self) -> bool:
        return False

    async def jar(self) -> str | None:
        return None

    async def renew(self, used: str, renewed: str) -> None:
        """There are none."""


def written() -> int:
    """Bytes that this process and its ended children sent to the disk."""
    lines = Path("/proc/self/io").read_text().splitlines()
    return int(next(line for line in lines if line.startswith("write_bytes:")).split()[1])


async def ours(job: dict[str, str]) -> tuple[list[Path], int]:
    """The files, and what was reserved for them."""
    came: dict[str, int] = {}

    def watch(_job: int, stage: str, _done: int, total: int | None) -> None:
        if stage == "downloading" and total:
            came.setdefault("predicted", total)  # what the choice promised, before the first byte

    fetcher = YouTubeFetcher(
        WorkDir(Path(job["folder"])),
        lambda: find_tools(None),
        Access(job["proxy"], Path(job["ca"]), Path(job["folder"]).parent / "cache"),
        watch,
        lambda *_: None,
        NoCookies(),
    )
    video = Job(1, DownloadState.FETCHING, Video(job["video"]), None, Destination(1, 1), None, 0)
    limit = 25_000_000 if job["kind"] == "parts" else 10**10
    wanted = Wanted(Wish(Quality.BEST), limit, parts_first=True, sponsorblock=CATEGORIES)
    arrived = await fetcher.fetch(video, wanted)
    predicted = came.get("predicted", 0)
    return [piece.file.path for piece in arrived.pieces], budget.disk(predicted, predicted)


def ytdlp(job: dict[str, str]) -> list[Path]:
    subprocess.run(
        [
            *(job["python"], "-m", "yt_dlp", "--ignore-config", "--no-cache-dir", "-q"),
            *("-f", "bv*[vcodec^=avc1]+ba[acodec^=mp4a]", "--merge-output-format", "mp4"),
            *("--embed-thumbnail", "--convert-thumbnails", "jpg", "--embed-metadata", "--embed-chapters"),
            *("--sponsorblock-remove", ",".join(CATEGORIES)),
            *("--proxy", job["proxy"], "--compat-options", "no-certifi", "-P", job["folder"]),
            f"https://www.youtube.com/watch?v={job['video']}",
        ],
        check=True,
    )
    return [file for file in Path(job["folder"]).iterdir() if file.suffix not in BESIDE]


def main() -> None:
    job = json.loads(sys.stdin.readline())
    before = written()
    files, reserved = asyncio.run(ours(job)) if sys.argv[1] == "ours" else (ytdlp(job), 0)
    said = {
        "written": written() - before,
        "delivered": sum(file.stat().st_size for file in files),
        "files": len(files),
        "reserved": reserved,
    }
    print(json.dumps(said))


if __name__ == "__main__":
    main()
