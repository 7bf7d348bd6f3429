"""Tries a release of yt-dlp before it is used: can all that we use of it be imported, is it what it says, does it get at a video.

    imports   a process that only imports our two children (they lean on names inside yt-dlp) and tells the version
    canary    the real child looks at one known video: page, player, challenges, streams

Both run with the release that is tried, whatever the app runs with.
"""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import signal
import sys
from pathlib import Path

from core.errors import Permanent
from core.step import step

from .look import LookJob, look
from .ytdlp_lease import tried_with
from .ytdlp_process import environment

#: The first import of a release compiles it, which a small machine takes its time for.
SECONDS = 180.0
_CODE = """\
import json, core.youtube.ytdlp_child, core.youtube.ytdlp_look_child, yt_dlp, yt_dlp.version
print(json.dumps([yt_dlp.version.__version__, yt_dlp.__file__]))
"""


async def imports(release: Path | None, cache: Path, ca: Path | None) -> str:
    """-> the version that it calls itself. Raises Permanent("ytdlp-import-failed") also where another one was imported."""
    failed = Permanent("ytdlp-import-failed")
    with step("ytdlp.import"):
        process = await asyncio.create_subprocess_exec(
            *(sys.executable, "-P", "-c", _CODE),
            stdin=asyncio.subprocess.DEVNULL, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.PIPE,
            start_new_session=True, env=environment(cache, ca, release),
        )  # fmt: skip
        try:
            async with asyncio.timeout(SECONDS):
                told, words = await process.communicate()
        except TimeoutError as error:
            raise failed from error
        finally:
            if process.returncode is None:
                with contextlib.suppress(ProcessLookupError):
                    os.killpg(process.pid, signal.SIGKILL)
                await process.communicate()
    try:
        version, file = json.loads(told.splitlines()[-1])
    except (ValueError, IndexError, TypeError) as error:
        raise failed from ImportError(words.decode(errors="replace")[-2000:] or str(error))
    if release is not None and not Path(file).is_relative_to(release):
        raise failed
    return str(version)


async def canary(release: Path | None, job: LookJob) -> None:
    """Raises what a look at the video raises, and Permanent("ytdlp-no-streams")."""
    with tried_with(release):
        seen = await look(job)
    if not any(one.get("vcodec") not in (None, "none") for one in seen.formats):
        raise Permanent("ytdlp-no-streams")
