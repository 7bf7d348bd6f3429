"""Which of a video's streams to fetch: the best that plays everywhere and fits. Pure.

Telegram plays H.264 with AAC in MP4 on every device; VP9 or AV1 in MP4 is a black picture on iPhones
(Telegram-iOS #811). YouTube offers H.264 up to 1080p. So: the largest H.264 picture with AAC sound whose predicted size
is under what the account may send. Nothing is re-encoded here: a video without H.264 is refused with a reason.
Where nothing fits, or the owner asked for a quality in person, the file is larger than one message takes and comes in
parts (split.py). Of the sound alone AAC in M4A is taken, which every player shows with its title and length.

The size is decided before a byte is fetched, because yt-dlp's own `max_filesize` is checked per stream and per 10 MB
request, after gigabytes have come.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

#: A merged file is as large as its streams, but for the index: on the safe side by this much.
EXACT_MARGIN = 1.01
#: The same where the size is only an estimate (a bitrate times the duration).
APPROX_MARGIN = 1.05
#: No account may send so little; a limit below it is none that parts could be made for.
LEAST_LIMIT = 64 * 1024


@dataclass(frozen=True, slots=True)
class Format:
    """One stream as yt-dlp lists it, reduced to what the choice needs.

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

    @property
    def is_h264(self) -> bool:
        return (self.vcodec or "").startswith(("avc1", "avc3", "h264"))

    @property
    def is_aac(self) -> bool:
        return (self.acodec or "").startswith(("mp4a", "aac"))

    @property
    def has_video(self) -> bool:
        return self.vcodec not in (None, "none")

    @property
    def has_audio(self) -> bool:
        return self.acodec not in (None, "none")

    @property
    def short_side(self) -> int:
        """What people call the height: 1080 for 1920x1080 and for an upright 1080x1920. 0 if unknown."""
        if self.width and self.height:
            return min(self.width, self.height)
        return self.height or self.width or 0

    def predicted(self, duration: float | None) -> int | None:
        """Bytes this stream will have, on the safe side; None if nothing says it."""
        if self.size:
            return int(self.size * EXACT_MARGIN)
        approx = self.approx_size
        if not approx and self.tbr and duration:
            approx = int(self.tbr * 1000 / 8 * duration)
        return int(approx * APPROX_MARGIN) if approx else None


@dataclass(frozen=True, slots=True)
class Choice:
    """What to fetch: yt-dlp's format expression, and the bytes it will come to (None: unknown, watch it)."""

    format_spec: str
    size: int | None
    sizes: Mapping[str, int]  #: per format id, where known


@dataclass(frozen=True, slots=True)
class Refusal:
    """Why nothing is fetched: `too_large`, `over_most` (size and limit in bytes), `only_vp9` (no H.264 with AAC), `no_audio`
    (no AAC), `no_formats`."""

    reason: str
    args: Mapping[str, int]


def from_ytdlp(entries: Iterable[Mapping[str, Any]]) -> tuple[Format, ...]:
    """Reduce yt-dlp's format dicts. Storyboards and protected streams are left out."""
    return tuple(
        Format(
            id=str(entry["format_id"]),
            vcodec=entry.get("vcodec"),
            acodec=entry.get("acodec"),
            width=_whole(entry.get("width")),
            height=_whole(entry.get("height")),
            fps=entry.get("fps"),
            size=_whole(entry.get("filesize")),
            approx_size=_whole(entry.get("filesize_approx")),
            tbr=entry.get("tbr"),
            language=entry.get("language"),
            language_preference=_whole(entry.get("language_preference")),
        )
        for entry in entries
        if not entry.get("has_drm") and (entry.get("vcodec"), entry.get("acodec")) != ("none", "none")
    )


def choose(
    formats: Iterable[Format], limit: int | None, height: int | None = None, duration: float | None = None
) -> Choice | Refusal:
    """The best playable pair of streams (or one that holds both) under `limit` bytes; None: of any size.

    height: the owner's wish as people say it (1080, 720): nothing above it is taken unless there is nothing else.
    duration: seconds, for streams that tell only a bitrate.
    A pair whose size nobody knows is taken only if no known one fits.
    """
    listed = tuple(formats)
    if not any(stream.has_video for stream in listed):
        return Refusal("no_formats", {})
    candidates = list(_candidates(listed))
    if not candidates:
        return Refusal("only_vp9", {})
    wanted = [c for c in candidates if height is None or c[0].short_side <= height]
    if not wanted:  # the smallest there is comes nearest to the wish
        lowest = min(c[0].short_side for c in candidates)
        wanted = [c for c in candidates if c[0].short_side == lowest]
    return _first_that_fits(sorted(wanted, key=_rank, reverse=True), limit, duration)


def choose_sound(formats: Iterable[Format], limit: int | None, duration: float | None = None) -> Choice | Refusal:
    """The best AAC track in the original language under `limit` bytes; None: of any size."""
    listed = tuple(formats)
    if not listed:
        return Refusal("no_formats", {})
    sounds = [(f,) for f in listed if f.is_aac and not f.has_video]
    if not sounds:
        return Refusal("no_audio", {})
    best_voice = max(_voice(f) for (f,) in sounds)
    ranked = sorted((one for one in sounds if _voice(one[0]) == best_voice), key=_rank, reverse=True)
    return _first_that_fits(ranked, limit, duration)


def pick(
    formats: Iterable[Format],
    *,
    limit: int,
    most: int | None,
    parts_first: bool,
    sound_only: bool,
    height: int | None,
    duration: float | None,
) -> Choice | Refusal:
    """What to fetch under all that was wished and allowed.

    limit: bytes of one file. most: bytes of the whole, whatever it is cut into; None: any. parts_first: the wished quality,
    in parts if it is larger than one file may be; else a smaller picture in one file goes before several files, and only
    where no picture fits the smallest is taken, which makes the fewest.
    """
    listed = tuple(formats)

    def best(ceiling: int | None) -> Choice | Refusal:
        return choose_sound(listed, ceiling, duration) if sound_only else choose(listed, ceiling, height, duration)

    if limit < LEAST_LIMIT:
        answer = best(limit)
        return (
            answer if isinstance(answer, Refusal) else Refusal("too_large", {"size": answer.size or 0, "limit": limit})
        )
    if parts_first:
        return _within(best(most), most)
    answer = best(limit if most is None else min(limit, most))
    if isinstance(answer, Refusal) and answer.reason == "too_large":
        return _within(best(answer.args["size"]), most)  # exactly the smallest fits into that
    return answer


def _within(answer: Choice | Refusal, most: int | None) -> Choice | Refusal:
    """A whole that is larger than it may be is another reason than a file that is."""
    if isinstance(answer, Refusal) and answer.reason == "too_large":
        return Refusal("over_most", answer.args)
    if isinstance(answer, Choice) and most is not None and (answer.size or 0) > most:
        return Refusal("over_most", {"size": answer.size or 0, "limit": most})
    return answer


def _first_that_fits(
    ranked: Sequence[tuple[Format, ...]], limit: int | None, duration: float | None
) -> Choice | Refusal:
    choices = [_choice(streams, duration) for streams in ranked]
    if limit is None:
        return choices[0]
    fitting = next((c for c in choices if c.size is not None and c.size <= limit), None)
    if fitting is None:
        fitting = next((c for c in choices if c.size is None), None)
    if fitting is not None:
        return fitting
    return Refusal("too_large", {"size": min(c.size for c in choices if c.size is not None), "limit": limit})


def _candidates(listed: tuple[Format, ...]) -> Iterator[tuple[Format, ...]]:
    pictures = [f for f in listed if f.is_h264 and not f.has_audio]
    sounds = [f for f in listed if f.is_aac and not f.has_video]
    best_voice = max((_voice(f) for f in sounds), default=0)  # a dubbed track is no way to save bytes
    for picture in pictures:
        yield from ((picture, sound) for sound in sounds if _voice(sound) == best_voice)
        if not any(f.has_audio for f in listed):
            yield (picture,)  # a silent video
    yield from ((f,) for f in listed if f.is_h264 and f.is_aac)


def _voice(sound: Format) -> int:
    """How near a sound is to the original language; auto-dubbed tracks are below (yt-dlp #11753)."""
    return -1 if sound.language_preference is None else sound.language_preference


def _rank(streams: tuple[Format, ...]) -> tuple[int, float, int, bool, float, float, str]:
    picture, sound = streams[0], streams[-1]
    plain = not sound.id.endswith("-drc")  # DRC: the same sound with its loudness flattened
    return (
        picture.short_side,
        picture.fps or 0.0,
        _voice(sound),
        plain,
        picture.tbr or 0.0,
        sound.tbr or 0.0,
        "+".join(stream.id for stream in streams),
    )


def _choice(streams: tuple[Format, ...], duration: float | None) -> Choice:
    sizes = {stream.id: stream.predicted(duration) for stream in streams}
    known = {name: size for name, size in sizes.items() if size is not None}
    total = sum(known.values()) if len(known) == len(sizes) else None
    return Choice("+".join(sizes), total, known)


def _whole(value: object) -> int | None:
    return int(value) if isinstance(value, (int, float)) and not isinstance(value, bool) else None
