"""Brings one video into the work folder, ready to be sent: the yt-dlp child, the files that are made of its streams (make.py), the
thumb and cover for Telegram.

Cookies are a second try: without them first, with them only when the video needs it (bulk downloading with cookies gets accounts
restricted) and the owner allows it. What YouTube renewed of them meanwhile is kept.

What has come is noted beside it, so that a crash while files are made of it fetches nothing again.
"""

from __future__ import annotations

import asyncio
import contextlib
import hashlib
import logging
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import Protocol

from core import subtitles
from core.errors import Condition, NeedsOwner, Permanent, Retry, Trouble
from core.media import convert, ffmpeg, thumbnail
from core.media.workdir import WorkDir, disk_trouble
from core.model import PartKind, VideoFile
from core.youtube import ytdlp
from core.youtube.look import LookJob, look

from . import brought, chapters, live, split, srt
from .job import Arrived, Job, Piece, Wanted
from .make import Encodes, Maker, unheard
from .ports import Note, Watch

log = logging.getLogger(__name__)

COOKIES_HELP = frozenset({"video-age-restricted", "video-private", "video-members-only"})


class Cookies(Protocol):
    """The owner's, as far as downloads may use them."""

    async def allowed(self) -> bool: ...
    async def jar(self) -> str | None:
        """None: there are none."""

    async def renew(self, used: str, renewed: str) -> None:
        """What YouTube has renewed of the jar that was used."""


@dataclass(frozen=True, slots=True)
class Access:
    """How YouTube is reached. cache: a folder that outlives the jobs. po_tokens: address of a provider of them."""

    proxy: str | None
    ca: Path | None
    cache: Path
    po_tokens: str | None = None


class YouTubeFetcher:
    """The worker's way to YouTube. watch is told how far a download is, note of bytes while they pass."""

    def __init__(
        self,
        work: WorkDir,
        find_tools: Callable[[], ffmpeg.Tools],
        access: Access,
        watch: Watch,
        note: Note,
        cookies: Cookies,
        rate: Callable[[], float | None] = lambda: None,
    ) -> None:
        self._work = work
        self._find_tools = find_tools
        self._access = access
        self._watch = watch
        self._note = note
        self._cookies = cookies
        self._rate = rate

    async def fetch(self, job: Job, wanted: Wanted, encodes: Encodes = unheard) -> Arrived:
        """The files to send, in order. Raises Trouble; what came so far stays in the job's folder and is resumed."""
        tools = self._find_tools()
        folder = self._work.folder(job.id)
        wanted = brought.smaller(folder, job.video.id, wanted)
        fetched, making = await self._made(job, wanted, tools, folder, encodes)
        sound_only = fetched.sound_only or wanted.wish.sound_only
        pieces: list[Piece] = []
        for number, (part, file) in enumerate(zip(making.parts, making.files, strict=True)):
            source = fetched.thumbnail if sound_only or number == 0 else None  # a later part shows a picture of its own
            pieces.append(await self._piece(job, tools, file, source, sound_only=sound_only))
            for one in fetched.subtitles:
                words = await asyncio.to_thread(_subtitles, one, making, part, file)  # a day of talk is megabytes
                pieces += [words] if words else []
        listed = chapters.shifted(chapters.read(fetched.chapters, fetched.duration), making.cuts)
        return Arrived(tuple(pieces), listed, fetched.title, fetched.channel)

    async def look(self, job: Job) -> None:
        """Raises what keeps a premiere or stream from being fetched now; nothing of it is fetched."""
        count = partial(self._note, "look")
        access = self._access
        try:
            seen = await look(
                LookJob(
                    job.video.id,
                    access.cache,
                    proxy=access.proxy,
                    ca=access.ca,
                    po_tokens=access.po_tokens,
                    count=count,
                )
            )
        except (Permanent, NeedsOwner) as trouble:
            if _may_need_cookies(trouble):
                return  # `fetch` knows how
            raise
        if (absent := live.not_yet(seen.live_status, seen.starts_at)) is not None:
            raise absent

    async def _made(
        self, job: Job, wanted: Wanted, tools: ffmpeg.Tools, folder: Path, encodes: Encodes
    ) -> tuple[ytdlp.Fetched, brought.Making]:
        """What came, and the files that are made of it; of what can't be cut the next smaller, as long as there is one."""
        fetched = brought.read(folder, job.video.id, wanted)
        if fetched is None:
            brought.start_over(folder)
            fetched = await self._bring(job, wanted, tools, folder)
            brought.write(folder, job.video.id, wanted, fetched)
        sound_only = fetched.sound_only or wanted.wish.sound_only
        watch = partial(self._watch, job.id)
        maker = Maker(
            tools, folder, job.video.id, fetched, wanted.limit, sound_only=sound_only, watch=watch, encodes=encodes
        )
        size = sum(one.file.stat().st_size for one in fetched.streams if one.file.exists())
        try:
            return fetched, await maker.make()
        except Permanent as trouble:
            if trouble.key != "video-uncuttable" or (wanted.below is not None and size >= wanted.below):
                raise
            log.info("download %d: %d bytes can't be cut: something smaller instead", job.id, size)
        brought.write_uncut(folder, job.video.id, wanted, size)
        brought.forget(folder)
        return await self._made(job, replace(wanted, below=size), tools, folder, encodes)

    async def _bring(self, job: Job, wanted: Wanted, tools: ffmpeg.Tools, folder: Path) -> ytdlp.Fetched:
        try:
            return await self._run(job, wanted, tools, folder, None)
        except Trouble as trouble:
            if not _may_need_cookies(trouble):
                raise
            wall = isinstance(trouble, NeedsOwner)
            cookies = await self._cookies.jar()
            if cookies is not None and not wall and not await self._cookies.allowed():
                raise Permanent("video-cookies-off", skip=True) from trouble
            if cookies is None or not await self._cookies.allowed():
                raise
            log.info("download %d: %s; once more with the owner's cookies", job.id, trouble)
        fetched = await self._run(job, wanted, tools, folder, cookies)
        if fetched.jar is not None:
            with contextlib.suppress(Trouble):  # the video is worth more, and the old ones live a while yet
                await self._cookies.renew(cookies, fetched.jar)
        return fetched

    async def _run(
        self, job: Job, wanted: Wanted, tools: ffmpeg.Tools, folder: Path, cookies: str | None
    ) -> ytdlp.Fetched:
        convertible = await convert.able(tools) if wanted.convert else ()
        order = ytdlp.FetchJob(
            video_id=job.video.id,
            folder=folder,
            limit=wanted.limit,
            height=wanted.wish.most_height,
            sponsorblock=wanted.sponsorblock,
            ffmpeg=tools.ffmpeg,
            proxy=self._access.proxy,
            ca=self._access.ca,
            po_tokens=self._access.po_tokens,
            sound_only=wanted.wish.sound_only,
            parts_first=wanted.parts_first,
            codecs=wanted.wish.codecs,
            convert=convertible,
            most=wanted.most,
            below=wanted.below,
            most_seconds=wanted.most_seconds,
            room=wanted.room,
            disk=wanted.disk,
            capacity=self._work.capacity(),
            allowance=wanted.allowance,
            subtitles=wanted.wish.subtitles,
            cookies=cookies,
            cache=self._access.cache,
            count=partial(self._note, "download"),
            rate=self._rate,
        )

        def on_progress(progress: ytdlp.Progress) -> None:
            self._watch(job.id, progress.stage, progress.done, progress.total)

        try:
            return await ytdlp.fetch(order, on_progress)
        except Permanent as trouble:
            if wanted.convert and trouble.key == "video-only-vp9":  # the owner allows it, and this ffmpeg can't
                raise Permanent("convert-unable", skip=True) from trouble
            raise

    async def _piece(
        self, job: Job, tools: ffmpeg.Tools, file: Path, source: Path | None, *, sound_only: bool
    ) -> Piece:
        try:
            probe = await ffmpeg.probe(tools, file, sound_only=sound_only)
        except Permanent as trouble:  # it was whole when it was noted: a power cut emptied it
            brought.forget(file.parent)
            raise Retry(trouble.key) from trouble
        if log.isEnabledFor(logging.DEBUG):  # for who compares it with what arrived: the demo and the tests
            log.debug("download %d: fetched, SHA-256 %s", job.id, await asyncio.to_thread(_sha256, file))
        shape = (1, 1) if sound_only else (probe.width, probe.height)
        thumb = await thumbnail.draw_thumb(source, file, tools, file.with_name(f"{file.stem}.thumb.jpg"), *shape)
        cover = None
        if not sound_only:
            cover = await thumbnail.draw_cover(source, file, tools, file.with_name(f"{file.stem}.cover.jpg"), *shape)
        kind = PartKind.AUDIO if sound_only else PartKind.VIDEO
        size = file.stat().st_size
        return Piece(kind, VideoFile(file, size, probe.duration, probe.width, probe.height, thumb, cover))


def _may_need_cookies(trouble: Trouble) -> bool:
    wall = isinstance(trouble, NeedsOwner) and trouble.condition is Condition.BOT_CHECK
    return wall or trouble.key in COOKIES_HELP


def _subtitles(whole: Path, making: brought.Making, part: split.Cut, film: Path) -> Piece | None:
    """The subtitles of one part, beside it; None if nobody speaks in it."""
    language, automatic = subtitles.of_file(whole)
    try:
        said = whole.read_text("utf-8", "replace")
        if making.cuts:
            said = srt.without(said, making.cuts)
        words = srt.stretch(said, part.start, part.end, rolling=automatic).encode()
        if not words:
            return None
        file = film.with_name(f"{film.stem}.sent{subtitles.suffix(language, automatic=automatic)}")
        file.write_bytes(words)
    except OSError as error:
        raise disk_trouble(error) from error
    return Piece(PartKind.SUBTITLES, VideoFile(file, len(words), 0.0, 0, 0))


def _sha256(file: Path) -> str:
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()
