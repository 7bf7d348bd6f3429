"""What is to be fetched of a video, what is to be done with it, and how many bytes that is at each step. Pure."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from . import budget, size
from .candidates import Candidate, Encode
from .size import Size, Sure


@dataclass(frozen=True, slots=True)
class Choice:
    """What to fetch: yt-dlp's format expression, what is to be done with it, and the bytes it will come to."""

    format_spec: str
    size: int | None  #: bytes of what is sent, all parts together; None: unknown, watch it
    sizes: Mapping[str, int]  #: of what comes, per format id, where known
    sure: Sure = Sure.EXACT
    plays: bool = True  #: everywhere; else it may not play inline
    encode: Encode = Encode.NOTHING
    sound_only: bool = False
    anew: int = 0  #: bytes of the streams that are encoded anew, as far as they are known
    height: int = field(default=0, compare=False)  #: of its picture, as people say it; 0: unknown, or none

    @property
    def come(self) -> int | None:
        """Bytes that come; None: unknown."""
        return sum(self.sizes.values()) if len(self.sizes) == len(self.format_spec.split("+")) else None

    @property
    def disk(self) -> int:
        """Bytes on the disk at the peak, as far as they are known."""
        return budget.disk(sum(self.sizes.values()), self.size or 0, self.anew)


def choice_of(one: Candidate, duration: float | None) -> Choice:
    """What fetching these streams comes to. duration: seconds, for streams that tell only a bitrate."""
    sizes = {stream.id: size.predicted(stream, duration) for stream in one.streams}
    sent, anew = _sent(one, sizes, duration)
    total = size.together(sent)
    return Choice(
        "+".join(sizes),
        total.bytes,
        {name: each.bytes for name, each in sizes.items() if each.bytes is not None},
        total.sure,
        one.plays,
        one.encode,
        one.picture is None,
        sum(each.bytes or 0 for each in anew),
        one.side,
    )


def _sent(one: Candidate, sizes: Mapping[str, Size], duration: float | None) -> tuple[list[Size], list[Size]]:
    """What each stream comes to once it is as it is sent; and those of them that are encoded anew."""
    sent: list[Size] = []
    anew: list[Size] = []
    for stream in one.streams:
        come = sizes[stream.id]
        if stream is one.picture and one.encode.has_picture:
            anew.append(size.encoded_picture(come))
        elif stream is one.sound and one.encode.has_sound:
            whole = stream is one.picture  # a sound within a film: its picture is copied
            new = size.encoded_sound(come, duration)
            anew.append(size.together((come, new)) if whole else new)
        else:
            sent.append(come)
    return [*sent, *anew], anew
