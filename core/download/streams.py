"""One stream of a video as yt-dlp lists it, reduced to what the choice needs. Pure.

What is listed comes from a server: figures that can be none (a negative size, a height of 0, NaN) count as not said.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

#: How near a sound is to the original language, as yt-dlp puts it; a dub is below 0 and has its language said.
ORIGINAL_VOICE = 10
UNSAID_VOICE = 0
DUBBED_VOICE = -1
_MOST = 2**53  #: what a figure stays below: bytes of more than any disk
_FASTEST = 10**7  #: kbit/s that no stream has; a size is estimated from it, which has to fit into a row


@dataclass(frozen=True, slots=True)
class Format:
    """One stream.

    A codec of "none" means that the stream has no such track; None means that the list does not say.
    """

    id: str
    vcodec: str | None = None
    acodec: str | None = None
    width: int | None = None
    height: int | None = None
    fps: float | None = None
    size: int | None = None  #: bytes as the server says them
    approx_size: int | None = None  #: bytes estimated from a bitrate
    tbr: float | None = None  #: kbit/s
    language: str | None = None
    language_preference: int | None = None  #: yt-dlp's: 10 original, 5 default, -1 or less otherwise
    hdr: bool = False

    @property
    def is_h264(self) -> bool:
        return self.codec == "h264"

    @property
    def is_aac(self) -> bool:
        return (self.acodec or "").startswith(("mp4a", "aac"))

    @property
    def codec(self) -> str:
        """The family of its picture: h264, vp9, av1, another's own name; empty if it has none, or none is said."""
        name = self.vcodec or "none"
        if name.startswith(("avc1", "avc3", "h264")):
            return "h264"
        if name.startswith(("vp9", "vp09")):
            return "vp9"
        if name.startswith("av01"):
            return "av1"
        return "" if name == "none" else name.split(".")[0]

    @property
    def has_video(self) -> bool:
        return self.vcodec not in (None, "none")

    @property
    def has_audio(self) -> bool:
        return self.acodec not in (None, "none")

    @property
    def is_picture(self) -> bool:
        """Picture and surely nothing else."""
        return self.has_video and self.acodec == "none"

    @property
    def is_sound(self) -> bool:
        """Sound and surely nothing else."""
        return self.has_audio and self.vcodec == "none"

    @property
    def is_whole(self) -> bool:
        return self.has_video and self.has_audio

    @property
    def short_side(self) -> int:
        """What people call the height: 1080 for 1920x1080 and for an upright 1080x1920. 0 if unknown."""
        if self.width and self.height:
            return min(self.width, self.height)
        return self.height or self.width or 0

    @property
    def voice(self) -> int:
        """The higher, the nearer to the original language; auto-dubbed tracks are the lowest (yt-dlp #11753)."""
        if self.language_preference is None or (self.language_preference == DUBBED_VOICE and not self.language):
            return UNSAID_VOICE  # of a video with one language YouTube says nothing
        return self.language_preference


def from_ytdlp(entries: Iterable[Mapping[str, Any]]) -> tuple[Format, ...]:
    """Reduce yt-dlp's format dicts. Storyboards, protected streams and what has no name are left out."""
    return tuple(
        Format(
            id=str(entry["format_id"]),
            vcodec=_word(entry.get("vcodec")),
            acodec=_word(entry.get("acodec")),
            width=_whole(entry.get("width")),
            height=_whole(entry.get("height")),
            fps=_number(entry.get("fps")),
            size=_whole(entry.get("filesize")),
            approx_size=_whole(entry.get("filesize_approx")),
            tbr=_number(entry.get("tbr"), _FASTEST),
            language=_word(entry.get("language")),
            language_preference=_preference(entry.get("language_preference")),
            hdr=entry.get("dynamic_range") not in (None, "SDR"),
        )
        for entry in entries
        if entry.get("format_id")
        and not entry.get("has_drm")
        and (entry.get("vcodec"), entry.get("acodec")) != ("none", "none")
    )


def _word(value: object) -> str | None:
    return value if isinstance(value, str) and value else None


def _number(value: object, most: int = _MOST) -> float | None:
    """A figure that can be one: more than 0, and nothing that no disk and no picture has."""
    usable = isinstance(value, (int, float)) and not isinstance(value, bool) and 0 < value < most
    return value if usable else None  # type: ignore[return-value]


def _whole(value: object) -> int | None:
    number = _number(value)
    return (int(number) or None) if number is not None else None


def _preference(value: object) -> int | None:
    """This one may be below 0."""
    usable = isinstance(value, (int, float)) and not isinstance(value, bool) and -_MOST < value < _MOST
    return int(value) if usable else None  # type: ignore[call-overload]
