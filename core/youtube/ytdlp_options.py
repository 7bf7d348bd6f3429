"""yt-dlp's options for one run, each with its reason (measured with 2026.10.26). Pure; the run adds its hooks.

Not used, on purpose: max_filesize (it is checked when gigabytes have come), player_client (the list changes with every
release), metadata or a thumbnail in the file (2 to 3 more times its size to write, and Telegram looks at neither).
"""

from __future__ import annotations

import io
import math
from collections.abc import Mapping
from typing import Any

BLOCK = 128 * 1024  #: bytes that are read and written at once


def options(job: Mapping[str, Any]) -> dict[str, Any]:
    """For the job as core/youtube/ytdlp.py writes it."""

    def wait(n: int) -> float:
        """Seconds before the n-th next try of a stream, from 0."""
        return min(60.0, math.ldexp(job["retry_wait"], n))

    return {
        "paths": {"home": job["folder"]},  # absolute: ids may begin with "-"
        "outtmpl": {"default": "%(id)s.%(ext)s"},
        # .part is kept and resumed. Without it a truncated stream is taken for a whole one by the next run (measured).
        "continuedl": True,
        "nopart": False,
        "overwrites": True,
        # yt-dlp reads as much at once as comes in a second or so, and drops what it has of it when the line breaks (measured: 1 MB
        # of 3). So little is lost and fetched twice, and so little comes too late for a stop.
        "buffersize": BLOCK,
        "noresizebuffer": True,
        # The library's default is 0 tries; the command line's is 10.
        "retries": 10,
        "fragment_retries": 10,
        "file_access_retries": 3,
        "extractor_retries": 3,
        "retry_sleep_functions": {"http": wait, "fragment": wait},
        "socket_timeout": 30,
        "ratelimit": 10 * 1024 * 1024,
        # Not sleep_interval, which is applied to each stream.
        "sleep_interval_requests": job["pause"],
        "noplaylist": True,
        # Whatever the id is, it must not reach the generic extractor, which fetches any address.
        "allowed_extractors": [r"youtube$"],
        # Private, upcoming and the like come as a dict with their reason as a warning, instead of prose in an error.
        "ignore_no_formats_error": True,
        # Not 'only_download': every error would only be logged.
        "ignoreerrors": False,
        "cachedir": job["cache"],
        "ffmpeg_location": job["ffmpeg"],
        # A jar in memory: yt-dlp rewrites it in place, and one bad answer would destroy the owner's only export.
        "cookiefile": io.StringIO(job["cookies"]) if job.get("cookies") else None,
        "proxy": job["proxy"],
        # certifi's list is used otherwise, and SSL_CERT_FILE has no effect.
        "compat_opts": {"no-certifi"} if job["own_ca"] else set(),
        "noprogress": True,
    }
