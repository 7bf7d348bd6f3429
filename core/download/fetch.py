"""Brings one video into the work folder: the yt-dlp child, the check that what came is whole, the thumb and cover for Telegram."""

from __future__ import annotations

import asyncio
import hashlib
import logging
from collections.abc import Callable
from pathlib import Path

from core.errors import Permanent
from core.media import ffmpeg, thumbnail
from core.media.workdir import WorkDir
from core.model import VideoFile
from core.youtube import ytdlp

from .job import Job
from .send import Watch

log = logging.getLogger(__name__)

SPONSORBLOCK = ("sponsor", "selfpromo", "interaction")  #: intros, outros and previews are part of the video


class YouTubeFetcher:
    """The worker's way to YouTube. cache: a folder that outlives the jobs. watch is told how far a download is."""

    def __init__(
        self,
        work: WorkDir,
        find_tools: Callable[[], ffmpeg.Tools],
        *,
        proxy: str | None,
        ca: Path | None,
        cache: Path,
        watch: Watch,
    ) -> None:
        self._work = work
        self._find_tools = find_tools
        self._proxy = proxy
        self._ca = ca
        self._cache = cache
        self._watch = watch

    async def fetch(self, job: Job, limit: int) -> VideoFile:
        """limit: bytes that one file may have. Raises Trouble; what came so far stays in the job's folder and is resumed."""
        tools = self._find_tools()
        folder = self._work.folder(job.id)
        order = ytdlp.FetchJob(
            video_id=job.video.id,
            folder=folder,
            limit=limit,
            height=None,
            sponsorblock=SPONSORBLOCK,
            ffmpeg=tools.ffmpeg,
            proxy=self._proxy,
            ca=self._ca,
            cache=self._cache,
        )
        fetched = await ytdlp.fetch(order, lambda p: self._watch(job.id, p.stage, p.done, p.total))
        probe = await ffmpeg.probe(tools, fetched.path)
        ffmpeg.check(probe, fetched.duration, fetched.slack)
        size = fetched.path.stat().st_size
        if size > limit:
            raise Permanent("video-too-large", skip=True, size=size, limit=limit)
        if log.isEnabledFor(logging.DEBUG):  # for who compares it with what arrived: the demo and the tests
            log.debug("download %d: fetched, SHA-256 %s", job.id, await asyncio.to_thread(_sha256, fetched.path))
        shape = (probe.width, probe.height)
        thumb = await thumbnail.draw_thumb(fetched.thumbnail, fetched.path, tools, folder / "thumb.jpg", *shape)
        cover = await thumbnail.draw_cover(fetched.thumbnail, fetched.path, tools, folder / "cover.jpg", *shape)
        return VideoFile(fetched.path, size, probe.duration, *shape, thumb, cover)


def _sha256(file: Path) -> str:
    with file.open("rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()
