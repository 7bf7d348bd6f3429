"""Subtitles for one run of the child (ytdlp_child.py): the wished languages as SubRip files beside the video, as YouTube has them.

yt-dlp's own way fails the whole video when YouTube refuses its subtitles (it often answers them with 429 alone); here a video goes
without. They are cut as the video is, and made readable, where they are sent (core/download/srt.py).
"""

from __future__ import annotations

import time
from pathlib import Path
from typing import Any

from yt_dlp.networking.exceptions import HTTPError, RequestError
from yt_dlp.postprocessor.common import PostProcessor

from core.subtitles import AUTOMATIC, code, languages, suffix, variants

MOST_BYTES = 4 * 1024 * 1024  #: subtitles of a day of talk
MOST_LETTERS = 40  #: of a language's code that names a file
TOO_MANY = 429
ORIGINAL = "-orig"  #: yt-dlp's name for what was heard, before it was translated into itself


class SubtitlesPP(PostProcessor):
    """wish: as core/subtitles.py has it. pause: seconds between two requests."""

    def __init__(self, downloader: Any, wish: str, folder: Path, pause: float = 0.0) -> None:
        super().__init__(downloader)
        self._ydl = downloader
        self._wishes = languages(wish)
        self._folder = folder
        self._pause = pause
        self._refused = False  #: YouTube wants no more of it: the other languages aren't asked for
        self.files: list[Path] = []  #: what came

    def run(self, information: Any) -> Any:
        for wish in self._wishes:
            try:
                file = self._bring(information, wish)
            except (LookupError, TypeError, ValueError, AttributeError) as error:  # tracks that are none
                self.report_warning(f"no subtitles: {error!r}")
                continue
            if file is not None:
                self.files.append(file)
        return [], information

    def _bring(self, information: Any, wish: str) -> Path | None:
        language = code(wish)
        for heard, tracks, name in self._tracks(information, language, automatic=wish.startswith(AUTOMATIC)):
            file = self._folder / f"{information['id']}{suffix(name.removesuffix(ORIGINAL), automatic=heard)}"
            if file in self.files:  # two wishes, one answer
                return None
            address = next((one.get("url") for one in tracks[name] if one.get("ext") == "srt"), None)
            if address and (text := self._read(address)):
                file.write_bytes(text)
                return file
        return None

    def _tracks(self, information: Any, language: str, *, automatic: bool) -> list[tuple[bool, Any, str]]:
        """(heard by a machine, all of that kind, name), the best first."""
        written = information.get("subtitles") or {}
        found = [(False, written, name) for name in variants(language, written)]
        if automatic:
            heard = information.get("automatic_captions") or {}
            original = f"{language}{ORIGINAL}"
            names = [*([original] if original in heard else []), *variants(language, heard)]
            found += [(True, heard, name) for name in names]
        return [one for one in found if len(one[2]) <= MOST_LETTERS and one[2].replace("-", "").isalnum()]

    def _read(self, address: str) -> bytes | None:
        if self._refused:
            return None
        try:
            if self.files:
                time.sleep(self._pause)
            with self._ydl.urlopen(address) as answer:
                text: bytes = answer.read(MOST_BYTES)
        except RequestError as error:
            self._refused = isinstance(error, HTTPError) and error.status == TOO_MANY
            self.report_warning(f"no subtitles: {error}")
            return None
        return text if b"-->" in text else None
