"""Brings a video by yt-dlp in a process of its own (ytdlp_child.py): job in, progress out, its streams or a trouble at the end.

How the process is started, heard and killed is in ytdlp_process.py; what yt-dlp's words mean in ytdlp_errors.py.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from core.step import step
from core.youtube.ytdlp_process import OnWire, run, uncounted, understood, unlimited
from core.youtube.ytdlp_said import Event, figure, whole, word

CHILD = "core.youtube.ytdlp_child"


@dataclass(frozen=True, slots=True)
class FetchJob:
    """One video to bring."""

    video_id: str
    folder: Path  #: this job's own; what is there already is resumed
    limit: int  #: bytes that the account may send as one file
    height: int | None  #: the owner's wish (1080, 720 ...)
    sponsorblock: tuple[str, ...]  #: SponsorBlock's categories to cut out; empty: it is not asked
    ffmpeg: Path  #: the program, its ffprobe beside it
    #: http, https, socks5 or socks5h address, maybe with a password; None: as the environment says
    proxy: str | None = field(default=None, repr=False)
    ca: Path | None = None  #: PEM file that is trusted instead of certifi's list
    po_tokens: str | None = None  #: address of bgutil's provider of PO tokens, if there is one
    sound_only: bool = False
    parts_first: bool = False  #: the wished quality over the limit, rather than a smaller one below it
    codecs: str = "plays"  #: which pictures: `plays` (everywhere), `any`, or `at_height` whatever there is
    convert: tuple[str, ...] = ()  #: families of pictures (vp9, av1) that may be encoded anew where there is no H.264
    most: int | None = None  #: bytes of the whole; None: any
    below: int | None = None  #: bytes of a whole that could not be cut: only what is smaller, rather in one file
    most_seconds: float | None = None
    room: int | None = None  #: bytes on the disk that it may take now, at its peak
    disk: int | None = None  #: bytes that it may ever take there
    capacity: int | None = None  #: bytes that could be written there if nothing of a download lay there
    allowance: int | None = None  #: bytes of traffic, of which a video takes its size twice: it comes and goes
    subtitles: str | None = None  #: languages, as core/subtitles.py has them
    #: Netscape text of a signed-in browser. It goes to the child by stdin and is never on a disk.
    cookies: str | None = field(default=None, repr=False)
    cache: Path | None = None  #: yt-dlp's and deno's caches; None: in the job's folder
    pause: float = 0.75  #: seconds between the requests of an extraction; YouTube watches their pace
    retry_wait: float = 1.0  #: seconds before a stream is asked for again; doubled each time, up to a minute
    count: OnWire = field(default=uncounted, repr=False)  #: told of bytes while they pass
    rate: Callable[[], float | None] = field(default=unlimited, repr=False)  #: bytes a second that hold now; None: any


@dataclass(frozen=True, slots=True)
class Stream:
    """One file that came, whole and as YouTube has it."""

    file: Path
    kind: str  #: `picture`, `sound` or `both`


@dataclass(frozen=True, slots=True)
class Fetched:
    """What came. Times are seconds of the whole video: nothing is cut out of it yet."""

    streams: tuple[Stream, ...]
    title: str | None
    channel: str | None
    duration: float | None  #: as announced
    thumbnail: Path | None  #: as YouTube gave it: JPEG or WebP
    cuts: tuple[tuple[float, float], ...] = ()  #: (begin, end) of what is to be cut out
    subtitles: tuple[Path, ...] = ()  #: SubRip as YouTube has it; their names say the language
    jar: str | None = field(default=None, repr=False)  #: the cookies that it was given, with what YouTube has renewed
    chapters: tuple[Any, ...] = ()  #: [seconds, title] as yt-dlp says it: unread
    encode: str = "nothing"  #: what of it has to be encoded anew: `nothing`, `sound`, `picture`, `both`
    sound_only: bool = False  #: nothing but its sound is sent: it was wished so, or there is no picture


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a run is; both streams are counted together."""

    stage: str  #: extracting, downloading
    done: int  #: bytes, those that earlier runs had brought included
    total: int | None  #: bytes; predicted until the servers say it
    speed: float | None  #: bytes a second


async def fetch(job: FetchJob, on_progress: Callable[[Progress], None]) -> Fetched:
    """Bring the video into the job's folder.

    Raises Retry (scope ITEM, YOUTUBE or YTDLP), NeedsOwner (bot check, yt-dlp broken, ffmpeg missing, disk full) and
    Permanent(skip=True) for what is not to be had, or is over `most`, `disk` or `capacity`; Retry("held-disk") or ("held-day") with
    args size and limit for what is over `room` or `allowance`, or fits only when other downloads have left the disk. Cancelled, it
    kills the whole process group and waits for its end; what has come stays and is resumed by the next run.
    """

    def on_event(event: Event) -> None:
        total = whole(event.get("total"))
        on_progress(Progress(event["stage"], whole(event.get("done")) or 0, total, figure(event.get("speed"))))

    with step("ytdlp.fetch"):
        cache = job.cache or job.folder / ".cache"
        order = _order(job, cache)
        done = await run(CHILD, order, cache=cache, ca=job.ca, on_event=on_event, on_wire=job.count, rate=job.rate)
        return understood(done, fetched_of)


def fetched_of(done: Event) -> Fetched:
    """What the child's last event says. Raises what `understood` turns into a trouble."""
    thumbnail = word(done["thumbnail"])
    cuts = [(figure(start) or 0.0, end) for start, given in done["cuts"] if (end := figure(given)) is not None]
    return Fetched(
        tuple(Stream(Path(one["file"]), one["kind"]) for one in done["streams"]),
        word(done["title"]),
        word(done["channel"]),
        figure(done["duration"]),
        Path(thumbnail) if thumbnail else None,
        tuple(cuts),
        tuple(map(Path, done["subtitles"])),
        word(done["jar"]),
        tuple(done["chapters"]),
        str(done["encode"]),
        bool(done["sound_only"]),
    )


def _order(job: FetchJob, cache: Path) -> dict[str, Any]:
    return {
        "video_id": job.video_id,
        "folder": str(job.folder.absolute()),
        "limit": job.limit,
        "height": job.height,
        "sound_only": job.sound_only,
        "parts_first": job.parts_first,
        "codecs": job.codecs,
        "convert": job.convert,
        "most": job.most,
        "below": job.below,
        "most_seconds": job.most_seconds,
        "room": job.room,
        "disk": job.disk,
        "capacity": job.capacity,
        "allowance": job.allowance,
        "subtitles": job.subtitles,
        "cookies": job.cookies,
        "sponsorblock": job.sponsorblock,
        "ffmpeg": str(job.ffmpeg),
        "proxy": job.proxy,
        "own_ca": job.ca is not None,
        "po_tokens": job.po_tokens,
        "cache": str(cache.absolute()),
        "pause": job.pause,
        "retry_wait": job.retry_wait,
    }
