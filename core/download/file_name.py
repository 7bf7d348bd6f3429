"""The name under which the owner sees and saves a file: `Title [id].mp4`. Pure. On the disk here it lies under its id.

A title is words of a stranger. It becomes one name in one folder that Windows, macOS, Linux and Android all take: none of their
forbidden signs, not a device's name (CON, NUL), not hidden, no option (-rf), no mark that turns the extension around, at most so
many bytes; the id behind it keeps two videos of one title apart.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

from core import subtitles
from core.model import PartKind
from core.wording import clean, is_blank, whole

from .job import Job, Part

MOST_BYTES = 200  #: of a whole name, in UTF-8; file systems take 255, some with encryption a little more than this
_INSTEAD = str.maketrans({
    "/": "-", "\\": "-", "|": "-", ":": "-", '"': "'", "<": "(", ">": ")", "?": None, "*": None,
})  # fmt: skip
_DEVICES = frozenset({"CON", "PRN", "AUX", "NUL", *(f"{one}{n}" for one in ("COM", "LPT") for n in "0123456789¹²³")})
TOPIC = " - Topic"
_KEPT = frozenset("\u200c\u200d")  #: joiners that scripts and emoji need; all other unseen marks are dropped


def file_name(job: Job, part: Part, parts: Sequence[Part]) -> str:
    """Of one part of a download; parts: all of them."""
    shown = [one for one in parts if one.kind is not PartKind.SUBTITLES]
    before = [one for one in shown if one.number <= part.number]
    which = f" ({len(before)} of {len(shown)})" if len(shown) > 1 and before else ""
    end = part.path.suffix
    if part.kind is PartKind.SUBTITLES:
        language, automatic = subtitles.of_file(part.path)
        end = subtitles.suffix(clean(language, 20), automatic=automatic)
    tail = f"[{job.video.id}]{which}{end}"
    title = safe(job.video.title or "", MOST_BYTES - len(tail.encode()) - 1)
    return f"{title} {tail}" if title else tail


def track(job: Job, part: Part, parts: Sequence[Part]) -> tuple[str, str]:
    """What a player shows of sound: (title, performer). A music channel that YouTube made is called as its artist."""
    title, channel = (clean(one or "") for one in (job.video.title, job.video.channel))
    shown = [one for one in parts if one.kind is not PartKind.SUBTITLES]
    before = sum(one.number <= part.number for one in shown)
    which = f" ({before}/{len(shown)})" if len(shown) > 1 and before else ""
    performer = channel.removesuffix(TOPIC)
    return (job.video.id if is_blank(title) else title) + which, "" if is_blank(performer) else performer


def safe(title: str, most: int = MOST_BYTES) -> str:
    """A title as the beginning of a file's name, at most so many bytes; empty if nothing of it is left."""
    plain = clean(title).translate(_INSTEAD)
    seen = "".join(one for one in plain if one in _KEPT or unicodedata.category(one) not in ("Cf", "Cn", "Co"))
    name = " ".join(seen.split()).strip(" .").lstrip("-~ .")
    if len(name.encode()) > most:
        most -= len("…".encode())
        name = whole(name, len(name.encode()[: max(0, most)].decode("utf-8", "ignore"))).rstrip(" .") + "…"
    if is_blank(name.rstrip("…")):
        return ""
    return f"_{name}" if name.split(".")[0].rstrip().upper() in _DEVICES else name
