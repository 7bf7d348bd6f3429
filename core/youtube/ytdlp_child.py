"""One yt-dlp run in a process of its own: `python -m core.youtube.ytdlp_child`, started by core/youtube/ytdlp.py.

    stdin   one line, the job as JSON; then held open for as long as the parent lives
    stdout  events, one JSON object a line: progress (at most two a second), wire, done, error; each with the bytes so far

A process of its own, because a thread can't be killed, a broken yt-dlp can't take the app down, and a new yt-dlp is used
from the next video on. It leads its own process group; when stdin ends, the parent is dead, and the whole group (this, ffmpeg,
deno) is killed: nothing may go on writing into a folder that somebody else may own by then.

It tells what happened in yt-dlp's own words. What they mean is decided in core/youtube/ytdlp_errors.py.
"""

from __future__ import annotations

import json
import os
import shutil
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import yt_dlp
from yt_dlp.networking.exceptions import HTTPError
from yt_dlp.postprocessor.modify_chapters import ModifyChaptersPP  # type: ignore[import-not-found]
from yt_dlp.postprocessor.sponsorblock import SponsorBlockPP  # type: ignore[import-not-found]
from yt_dlp.utils import DownloadError, PostProcessingError
from yt_dlp.version import __version__

from core.download.formats import Choice, Refusal, from_ytdlp, pick
from core.youtube.ytdlp_guard import LOCK, Refused, clean, die_with_parent, jar_of, locked
from core.youtube.ytdlp_meter import Wire, telling
from core.youtube.ytdlp_options import options
from core.youtube.ytdlp_subtitles import SubtitlesPP

PROGRESS_SECONDS = 0.5
#: A cut without re-encoding falls on keyframes: each may miss by about one group of pictures.
SLACK_PER_CUT = 5.0
#: Bytes kept free beside what the two streams and the merged file take.
ROOM_TO_SPARE = 8 * 1024 * 1024
#: With all of YouTube's names for one picture 38 requests are made where there is none.
MOST_THUMBNAILS = 6
PICTURES = {".jpg", ".jpeg", ".png", ".webp"}

Say = Callable[..., None]


class SafeSponsorBlockPP(SponsorBlockPP):  # type: ignore[misc]
    """SponsorBlock that may be away: then nothing is cut. yt-dlp's own fails the whole job, with the video complete."""

    def run(self, information: Any) -> Any:
        try:
            return super().run(information)
        except PostProcessingError as error:
            self.report_warning(f"nothing is cut: {error}")
            return [], information


class Run:
    """One attempt to fetch one video."""

    def __init__(self, job: Mapping[str, Any], say: Say) -> None:
        self.job = job
        self.folder = Path(job["folder"])
        self.say = say
        self.stage = "extracting"
        self.warnings: list[str] = []
        self.choice: Choice | None = None
        self.duration: float | None = None
        self._done: dict[str, int] = {}
        self._totals: dict[str, int] = {}
        self._said_at = 0.0
        self._subtitles: SubtitlesPP | None = None
        self._build_selector: Callable[[str], Callable[[Any], Iterator[Any]]]

    # yt-dlp's logger
    def debug(self, message: str) -> None:
        """Not kept."""

    def warning(self, message: str) -> None:
        self.warnings.append(clean(message))

    def error(self, message: str) -> None:
        self.warnings.append(clean(message))

    def fetch(self) -> dict[str, Any]:
        """The fields of `done`. Raises Refused, and whatever yt-dlp raises."""
        self._progress()
        if not Path(self.job["ffmpeg"]).is_file():
            raise Refused("no_ffmpeg")  # yt-dlp finds that out when everything has come
        with yt_dlp.YoutubeDL(self._options()) as ydl:  # type: ignore[arg-type]
            self._build_selector = ydl.build_format_selector
            if self.job["subtitles"]:
                self._subtitles = SubtitlesPP(ydl, self.job["subtitles"], self.folder)
                ydl.add_post_processor(self._subtitles, when="before_dl")
            categories = self.job["sponsorblock"]
            if categories:
                ydl.add_post_processor(SafeSponsorBlockPP(ydl, categories), when="after_filter")
                ydl.add_post_processor(ModifyChaptersPP(ydl, remove_sponsor_segments=categories))
            found: Any = ydl.extract_info(
                f"https://www.youtube.com/watch?v={self.job['video_id']}", download=False, process=False
            )
            self._admit(found)
            self.duration = announced = found.get("duration")
            # The same extraction is used: a second one would double the requests.
            info: Any = ydl.process_ie_result(found, download=True)
            jar = jar_of(ydl) if self.job["cookies"] else None
        path = Path(info["requested_downloads"][0]["filepath"])
        if not path.is_file():
            raise Refused("no_file")
        self._within(path.stat().st_size)
        duration = info["requested_downloads"][0].get("duration") or info.get("duration")
        cuts = len(info.get("sponsorblock_chapters") or ()) if duration != announced else 0
        pictures = (file for file in self.folder.iterdir() if file.stem == path.stem and file.suffix in PICTURES)
        return {
            "path": str(path),
            "title": info.get("title"),
            "channel": info.get("channel") or info.get("uploader"),
            "duration": duration,
            "slack": cuts * SLACK_PER_CUT,
            "thumbnail": next((str(picture) for picture in pictures), None),
            "subtitles": str(self._subtitles.file) if self._subtitles and self._subtitles.file else None,
            "jar": jar,
        }

    def _options(self) -> dict[str, Any]:
        return options(self.job) | {
            "format": self._select,
            "logger": self,
            "progress_hooks": [self._on_bytes],
            "postprocessor_hooks": [self._on_postprocessor],
        }

    def _admit(self, found: Any) -> None:
        """Refuse what would record for ever, and what has no streams, before they are asked for."""
        if found.get("_type", "video") != "video" or "formats" not in found:
            raise Refused("not_a_video")  # a paid film's trailer
        if found.get("live_status") in ("is_live", "is_upcoming", "post_live"):
            starts = found.get("release_timestamp")
            raise Refused(found["live_status"], {} if starts is None else {"at": int(starts)})
        if not from_ytdlp(found["formats"]):
            if found.get("availability") == "private":
                raise DownloadError("Private video")
            if any(entry.get("has_drm") for entry in found["formats"]):
                raise DownloadError("DRM protected")
            raise DownloadError("No video formats found")
        best = sorted(found.get("thumbnails") or [], key=lambda picture: picture.get("preference", -100))
        found["thumbnails"] = best[-MOST_THUMBNAILS:]

    def _select(self, context: Mapping[str, Any]) -> Iterator[Any]:
        """yt-dlp's format selector: the size is known here, and no byte is fetched yet."""
        job = self.job
        longest = job["most_seconds"]
        if longest is not None and self.duration is not None and self.duration > longest:
            raise Refused("over_seconds", {"seconds": int(self.duration), "limit": int(longest)})
        answer = pick(
            from_ytdlp(context["formats"]),
            limit=job["limit"],
            most=job["most"],
            parts_first=job["parts_first"],
            sound_only=job["sound_only"],
            height=job["height"],
            duration=self.duration,
        )
        if isinstance(answer, Refusal):
            if answer.reason == "no_formats":
                raise DownloadError("No video formats found")
            raise Refused(answer.reason, answer.args)
        self._reserve(answer)
        self.choice, self._totals = answer, dict(answer.sizes)
        self.stage = "downloading"
        self._progress()
        yield from self._build_selector(answer.format_spec)(context)

    def _reserve(self, choice: Choice) -> None:
        """The streams and the merged file lie on the disk together for a while, and so do a file and its parts."""
        self._within(choice.size or 0)
        files = [file for file in self.folder.iterdir() if file.is_file()]
        have = sum(file.stat().st_size for file in files)
        if shutil.disk_usage(self.folder).free + have < 2 * (choice.size or 0) + ROOM_TO_SPARE:
            raise Refused("no_room")

    def _within(self, size: int) -> None:
        """What the owner's budgets allow a whole video. Raises Refused."""
        most = self.job["most"]
        if most is not None and size > most:
            raise Refused("over_most", {"size": size, "limit": most})
        for reason in ("room", "allowance"):  # of each it takes its size twice
            if self.job[reason] is not None and 2 * size > self.job[reason]:
                raise Refused(f"over_{reason}", {"size": 2 * size, "limit": self.job[reason]})

    def _on_bytes(self, update: Mapping[str, Any]) -> None:
        """Each stream counts from 0 in yt-dlp; here they are one."""
        stream = str(update["info_dict"].get("format_id"))
        self._done[stream] = update.get("downloaded_bytes") or 0
        if update.get("total_bytes"):
            self._totals[stream] = update["total_bytes"]
        self._within(sum(self._done.values()))  # refuses only where no size was known before
        if time.monotonic() - self._said_at >= PROGRESS_SECONDS:
            self._progress(update.get("speed"))

    def _on_postprocessor(self, update: Mapping[str, Any]) -> None:
        if update["postprocessor"] in ("Merger", "ModifyChapters") and self.stage != "merging":
            self.stage = "merging"
            self._progress()

    def _progress(self, speed: float | None = None) -> None:
        self._said_at = time.monotonic()
        total = sum(self._totals.values()) if self.choice and self.choice.size is not None else None
        done = sum(self._done.values())
        self.say("progress", stage=self.stage, done=done, total=total, speed=speed)


def main() -> None:
    """Read the job, do it, say how it ended. The exit code says nothing."""
    job = json.loads(sys.stdin.buffer.readline() or "null")
    if job is None:
        return
    threading.Thread(target=die_with_parent, daemon=True).start()
    events = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)  # whatever else prints must not end up between the events

    say = telling(events, Wire().install(), lambda: run.stage)
    run = Run(job, say)
    say("version", version=__version__)
    try:
        with locked(run.folder):
            have = -1
            while True:
                try:
                    done = run.fetch()
                    break
                except (DownloadError, HTTPError) as error:
                    had, have = have, _bytes_in(run.folder)
                    if _status(error) != 403 or have <= had:
                        raise
                # A media address lives for hours only and is bound to its extraction: one anew, and .part goes on. So again
                # for as long as something comes in between.
                run = Run(job, say)
                done = run.fetch()
    except Refused as refused:
        say("error", **_failure(run, refused), reason=refused.reason, args=refused.args_for_text)
    except Exception as error:  # noqa: BLE001  the process boundary: everything is handed over in words
        # ffmpeg does not always say that the disk is full
        full = run.stage != "extracting" and shutil.disk_usage(run.folder).free < ROOM_TO_SPARE
        if run.stage == "merging" and not full:
            _drop_streams(run.folder)
        say("error", **_failure(run, error), reason="no_room" if full else "", args={})
    else:
        say("done", **done)


def _bytes_in(folder: Path) -> int:
    return sum(file.stat().st_size for file in folder.iterdir() if file.is_file())


def _failure(run: Run, error: Exception) -> dict[str, Any]:
    """What the parent needs to tell what it means."""
    return {
        "stage": run.stage,
        "text": f"{type(error).__name__}: {clean(str(error))}",
        "status": _status(error),
        "warnings": run.warnings[-30:],
    }


def _status(error: Exception) -> int | None:
    """The HTTP status of a media request; yt-dlp wraps the error that has it."""
    cause = error.exc_info[1] if isinstance(error, DownloadError) and error.exc_info else error
    return cause.status if isinstance(cause, HTTPError) else None


def _drop_streams(folder: Path) -> None:
    """Streams that can't be merged are fetched anew; kept, they would fail every next run in the same way."""
    for file in folder.iterdir():
        if file.is_file() and file.suffix not in PICTURES and file.name != LOCK:
            file.unlink()


if __name__ == "__main__":
    main()
