"""One yt-dlp run in a process of its own: `python -m core.youtube.ytdlp_child`, started by core/youtube/ytdlp.py.

    stdin   one line, the job as JSON; then held open for as long as the parent lives, and a line {"rate": bytes a second or null}
            whenever that changes
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

from core.youtube import ytdlp_imports  # noqa: F401  isort: skip
import yt_dlp
from yt_dlp.networking.exceptions import HTTPError
from yt_dlp.postprocessor.sponsorblock import SponsorBlockPP  # type: ignore[import-not-found]
from yt_dlp.utils import DownloadError
from yt_dlp.version import __version__

from core.download.formats import Choice, Codecs, Refusal, budget, from_ytdlp, pick
from core.youtube.ytdlp_guard import Refused, bytes_in, clean, die_with_parent, forget_parts, jar_of, locked
from core.youtube.ytdlp_meter import Wire, telling
from core.youtube.ytdlp_options import options
from core.youtube.ytdlp_po_tokens import extractor_args
from core.youtube.ytdlp_streams import cuts, picture, streams
from core.youtube.ytdlp_subtitles import SubtitlesPP

PROGRESS_SECONDS = 0.5
#: Bytes kept free beside what the two streams and the merged file take.
ROOM_TO_SPARE = 8 * 1024 * 1024
#: A disk that could hold less is full, whatever the video: that is no video's fault.
LEAST_CAPACITY = 500_000_000
#: With all of YouTube's names for one picture 38 requests are made where there is none.
MOST_THUMBNAILS = 6

Say = Callable[..., None]


class SafeSponsorBlockPP(SponsorBlockPP):  # type: ignore[misc]
    """SponsorBlock that may be away, or answer nonsense: then nothing is cut. yt-dlp's own fails the whole job, with the video
    complete."""

    def run(self, information: Any) -> Any:
        try:
            return super().run(information)
        except Exception as error:  # noqa: BLE001  yt-dlp takes its answer apart without a look
            self.report_warning(f"nothing is cut: {error!r}")
            information["sponsorblock_chapters"] = []
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
            categories = self.job["sponsorblock"]
            if categories:
                ydl.add_post_processor(SafeSponsorBlockPP(ydl, categories), when="after_filter")
            found: Any = ydl.extract_info(
                f"https://www.youtube.com/watch?v={self.job['video_id']}", download=False, process=False
            )
            self._admit(found)
            self.duration = found.get("duration")
            # The same extraction is used: a second one would double the requests.
            info: Any = ydl.process_ie_result(found, download=False)
            done = {
                "title": info.get("title"),
                "channel": info.get("channel") or info.get("uploader"),
                "duration": self.duration,
                "cuts": cuts(info, categories),
                "subtitles": self._subtitles(ydl, info),
                "thumbnail": picture(ydl, info, self.folder),
                "streams": streams(ydl, info, self.folder),
                "chapters": [[one.get("start_time"), one.get("title")] for one in info.get("chapters") or ()],
                "encode": self.choice.encode if self.choice else "nothing",
                "sound_only": bool(self.choice and self.choice.sound_only),
                "jar": jar_of(ydl) if self.job["cookies"] else None,
            }
        size = sum(Path(one["file"]).stat().st_size for one in done["streams"])
        self._within(size, size)
        self._progress()
        return done

    def _subtitles(self, ydl: Any, info: Any) -> list[str]:
        if not self.job["subtitles"]:
            return []
        wished = SubtitlesPP(ydl, self.job["subtitles"], self.folder, self.job["pause"])
        wished.run(info)
        return [str(file) for file in wished.files]

    def _options(self) -> dict[str, Any]:
        return options(self.job) | {
            "extractor_args": extractor_args(self.job["po_tokens"], self.warning),
            "format": self._select,
            "logger": self,
            "progress_hooks": [self._on_bytes],
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
        longest, capacity = job["most_seconds"], job["capacity"]
        if longest is not None and self.duration is not None and self.duration > longest:
            raise Refused("over_seconds", {"seconds": int(self.duration), "limit": int(longest)})
        answer = pick(
            from_ytdlp(context["formats"]),
            limit=job["limit"],
            most=job["most"],
            below=job["below"],
            parts_first=job["parts_first"],
            sound_only=job["sound_only"],
            height=job["height"],
            duration=self.duration,
            codecs=Codecs(job["codecs"]),
            convert=job["convert"],
            disk=min((one for one in (job["disk"], capacity) if one is not None), default=None),
        )
        if isinstance(answer, Refusal):
            if answer.reason == "no_formats":
                raise DownloadError("No video formats found")
            if answer.reason == "over_disk":
                self._hold(answer.args["size"])
            raise Refused(answer.reason, answer.args)
        self._reserve(answer)
        self.choice, self._totals = answer, dict(answer.sizes)
        self.stage = "downloading"
        self._progress()
        yield from self._build_selector(answer.format_spec)(context)

    def _reserve(self, choice: Choice) -> None:
        """What it takes at its peak must be there before it is begun."""
        come = choice.come or 0
        self._within(come, choice.size or 0, choice.anew)
        begins = tuple(f"{self.job['video_id']}.f{stream}." for stream in choice.format_spec.split("+"))
        have = 0
        for file in self.folder.iterdir():
            if file.name.startswith(begins):
                have += file.stat().st_size
            elif file.name.endswith(".part"):  # of another choice: nobody goes on with it
                file.unlink()
        takes, free = choice.disk + ROOM_TO_SPARE, shutil.disk_usage(self.folder).free + have
        if takes > free:
            if takes <= (self.job["capacity"] or 0):  # other videos lie there, and will leave
                raise Refused("over_room", {"size": choice.disk, "limit": free})
            raise Refused("no_room")

    def _hold(self, takes: int) -> None:
        """What could not be there even alone is no more than that, on a disk that holds anything at all. Raises Refused."""
        capacity = self.job["capacity"]
        if capacity is not None and takes > capacity:
            if capacity < LEAST_CAPACITY:
                raise Refused("no_room")
            raise Refused("over_disk", {"size": takes, "limit": capacity})

    def _within(self, come: int, sent: int, anew: int = 0) -> None:
        """What the owner's budgets allow a whole video. Raises Refused."""
        most = self.job["most"]
        if most is not None and sent > most:
            raise Refused("over_most", {"size": sent, "limit": most})
        for reason, takes in (("room", budget.disk(come, sent, anew)), ("allowance", budget.traffic(come, sent))):
            if self.job[reason] is not None and takes > self.job[reason]:
                raise Refused(f"over_{reason}", {"size": takes, "limit": self.job[reason]})
        self._hold(budget.disk(come, sent, anew))

    def _on_bytes(self, update: Mapping[str, Any]) -> None:
        """Each stream counts from 0 in yt-dlp; here they are one."""
        stream = str(update["info_dict"].get("format_id"))
        whole = update.get("total_bytes") if update.get("status") == "finished" else None  # also one that lay there
        self._done[stream] = update.get("downloaded_bytes") or whole or 0
        if update.get("total_bytes"):
            self._totals[stream] = update["total_bytes"]
        self._within(done := sum(self._done.values()), done)  # refuses only where no size was known before
        if time.monotonic() - self._said_at >= PROGRESS_SECONDS:
            self._progress(update.get("speed"))

    def _progress(self, speed: float | None = None) -> None:
        self._said_at = time.monotonic()
        total = sum(self._totals.values()) if self.choice and self.choice.come is not None else None
        done = sum(self._done.values())
        self.say("progress", stage=self.stage, done=done, total=total, speed=speed)


def main() -> None:
    """Read the job, do it, say how it ended. The exit code says nothing."""
    job = json.loads(sys.stdin.buffer.readline() or "null")
    if job is None:
        return
    wire = Wire(job["rate"]).install()

    def hear(said: Mapping[str, Any]) -> None:
        wire.rate = said["rate"]

    threading.Thread(target=die_with_parent, args=(hear,), daemon=True).start()
    events = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)  # whatever else prints must not end up between the events

    say = telling(events, wire, lambda: run.stage)
    run = Run(job, say)
    say("version", version=__version__)
    try:
        with locked(run.folder):
            have, anew = -1, False
            while True:
                try:
                    done = run.fetch()
                    break
                except (DownloadError, HTTPError) as error:
                    had, have = have, bytes_in(run.folder)
                    if _status(error) == 416 and not anew and forget_parts(run.folder):
                        anew = True  # killed when a .part was whole and had no name yet: nothing lies behind its end
                    elif _status(error) != 403 or have <= had:
                        raise
                # A media address lives for hours and is bound to its extraction: one anew, while something comes in between.
                run = Run(job, say)
    except Refused as refused:
        say("error", **_failure(run, refused), reason=refused.reason, args=refused.args_for_text)
    except Exception as error:  # noqa: BLE001  the process boundary: everything is handed over in words
        # ffmpeg does not always say that the disk is full
        full = run.stage != "extracting" and shutil.disk_usage(run.folder).free < ROOM_TO_SPARE
        say("error", **_failure(run, error), reason="no_room" if full else "", args={})
    else:
        say("done", **done)


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


if __name__ == "__main__":
    main()
