"""Subtitles for one run of the child (ytdlp_child.py): the wished language as a SubRip file beside the video.

yt-dlp's own way fails the whole video when YouTube refuses its subtitles (it often answers them with 429 alone); here a video goes
without. It runs before the download and names its file where yt-dlp's cutting of sponsors looks for subtitles, so that they are cut
in the same places.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from yt_dlp.networking.exceptions import RequestError
from yt_dlp.postprocessor.common import PostProcessor

#: "a.en", as YouTube's own ids of tracks have it: automatic ones will do.
AUTOMATIC = "a."
MOST_BYTES = 4 * 1024 * 1024  #: subtitles of a day of talk


class SubtitlesPP(PostProcessor):
    """wish: a language; with AUTOMATIC before it, what a machine heard is taken where nobody wrote any."""

    def __init__(self, downloader: Any, wish: str, folder: Path) -> None:
        super().__init__(downloader)
        self._ydl = downloader
        self._automatic = wish.startswith(AUTOMATIC)
        self._language = wish.removeprefix(AUTOMATIC)
        self._folder = folder
        self.file: Path | None = None  #: what came; yt-dlp keeps no word of it in the end

    def run(self, information: Any) -> Any:
        written = (information.get("subtitles") or {}, self._language)
        heard = (information.get("automatic_captions") or {}, self._language)
        original = (heard[0], f"{self._language}-orig")  # what was heard, before it was translated into itself
        for tracks, name in (written, original, heard) if self._automatic else (written,):
            address = next((one.get("url") for one in tracks.get(name, ()) if one.get("ext") == "srt"), None)
            if address and (text := self._read(address)):
                self.file = self._folder / f"{information['id']}.{self._language}.srt"
                self.file.write_bytes(text)
                information["requested_subtitles"] = {self._language: {"ext": "srt", "filepath": str(self.file)}}
                break
        return [], information

    def _read(self, address: str) -> bytes | None:
        try:
            with self._ydl.urlopen(address) as answer:
                text: bytes = answer.read(MOST_BYTES)
        except RequestError as error:
            self.report_warning(f"no subtitles: {error}")
            return None
        return text if b"-->" in text else None
