"""What a yt-dlp process says; and what servers tell yt-dlp while ours stands in between: SponsorBlock, tracks, pictures."""

from __future__ import annotations

import asyncio
import io
import json
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

from yt_dlp import YoutubeDL
from yt_dlp.networking import Response
from yt_dlp.networking.exceptions import TransportError

from core.youtube.history import HistoryJob, read_of
from core.youtube.look import look_of, playlist_of
from core.youtube.ytdlp import fetched_of
from core.youtube.ytdlp_child import SafeSponsorBlockPP
from core.youtube.ytdlp_errors import Failure, trouble_of
from core.youtube.ytdlp_guard import Refused
from core.youtube.ytdlp_process import _listen, uncounted, understood, unlimited
from core.youtube.ytdlp_said import Event
from core.youtube.ytdlp_streams import cuts, picture
from core.youtube.ytdlp_subtitles import SubtitlesPP

from .inputs import Mill
from .parser import Parser, Read, fits_a_row
from .pictures import PICTURES
from .samples import CHILD, INFOS, SPONSORS, SUBTITLES

CATEGORIES = ["sponsor", "selfpromo", "interaction"]


@contextmanager
def child(folder: Path) -> Iterator[Read]:
    """The lines of a whole run -> what is made of its end, by each that may have asked."""
    job = HistoryJob("jar", folder, 1_795_000_000.0)
    readers: dict[str, Callable[[Event], Any]] = {
        "streams": fetched_of, "formats": look_of, "rows": lambda done: read_of(done, job), "entries": playlist_of,
    }  # fmt: skip

    async def heard(data: bytes) -> Any:
        out, error = asyncio.StreamReader(), asyncio.StreamReader()
        out.feed_data(data)
        error.feed_data(data[:200])
        for stream in (out, error):
            stream.feed_eof()

        async def wait() -> int:
            return 1

        process = cast("asyncio.subprocess.Process", SimpleNamespace(stdout=out, stderr=error, stdin=None, wait=wait))
        return await _listen(process, lambda event: fits_a_row(event), uncounted, 60.0, unlimited, None)

    def read(data: bytes) -> object:
        outcome = loop.run_until_complete(heard(data))
        if isinstance(outcome, Failure):
            raise trouble_of(outcome)
        found = understood(outcome, next((read for name, read in readers.items() if name in outcome), look_of))
        fits_a_row(found)
        return found

    with asyncio.Runner() as runner:
        loop = runner.get_loop()
        yield read


class Ydl(YoutubeDL):
    """yt-dlp, with a line on which everything is answered alike."""

    data = b""

    def urlopen(self, req: Any) -> Any:
        if not self.data:
            raise TransportError("nothing came")
        return Response(io.BytesIO(self.data), "https://x.example/", {})


class Silent:
    """yt-dlp's logger."""

    def debug(self, message: str) -> None:
        """Not kept."""

    warning = error = debug


def ytdlp() -> Ydl:
    return Ydl({"quiet": True, "logger": Silent(), "cachedir": False})  # type: ignore[arg-type]


@contextmanager
def sponsors(_folder: Path) -> Iterator[Read]:
    """A video is never lost by what SponsorBlock says, and what is cut out lies within it."""
    ydl = ytdlp()

    def read(data: bytes) -> object:
        ydl.data = data
        info = {"id": "dQw4w9WgXcQ", "extractor_key": "Youtube", "duration": 212.0 if len(data) % 8 else None}
        SafeSponsorBlockPP(ydl, CATEGORIES).run(info)
        found = cuts(info, CATEGORIES)
        for start, end in found:
            assert 0 <= start < end, found
        fits_a_row(found)
        return found or None

    yield read


@contextmanager
def infos(folder: Path) -> Iterator[Read]:
    """What yt-dlp's extraction says of subtitles and pictures, and what their servers answer."""
    ydl = ytdlp()

    def read(given: tuple[Any, bytes]) -> object:
        info, ydl.data = given
        if not isinstance(info, dict) or not re.fullmatch(r"[A-Za-z0-9_-]{11}", str(info.get("id"))):
            return None  # yt-dlp takes none that was not asked for
        wished = SubtitlesPP(ydl, "en,a.de", folder)
        wished.run(info)
        shown = picture(ydl, info, folder)
        found = cuts(info, CATEGORIES)
        for file in (*wished.files, *([Path(shown)] if shown else [])):
            assert file.parent == folder
            file.unlink(missing_ok=True)
        return wished.files or shown or found or None

    yield read


def _info(mill: Mill) -> tuple[Any, bytes]:
    return mill.tree(INFOS), mill.one((b"", mill.data(SUBTITLES), mill.turned(mill.one(PICTURES))))


def _lines(mill: Mill) -> bytes:
    """A run's lines: each may be changed as JSON; or all of them as text."""
    if mill.chance(0.3):
        return mill.data(CHILD)
    lines = mill.one(CHILD).splitlines()
    return b"\n".join(mill.json((line,), 2) for line in lines) + b"\n"


PARSERS = (
    Parser(
        "child",
        "what a yt-dlp process says (NDJSON)",
        _lines,
        child,
        long=(CHILD, lambda text: text.encode("utf-8", "surrogatepass")),
    ),
    Parser(
        "sponsorblock",
        "SponsorBlock's answers",
        lambda mill: mill.json(SPONSORS),
        sponsors,
        (),
        (SPONSORS, lambda text: text.encode("utf-8", "surrogatepass")),
    ),
    Parser(
        "extraction",
        "tracks, pictures and cuts of an extraction",
        _info,
        infos,
        (Refused,),
        (("en",), lambda text: ({**json.loads(INFOS[0]), "subtitles": {text: []}}, b"")),
    ),
)
