"""Which streams may be put together for a wish, the best first. Pure.

For what must play everywhere only H.264 is taken; where there is none, a picture of another kind is encoded anew, if that is
allowed. Sound is AAC; where only another kind has the original language it is encoded, which takes minutes at most. A dub is never
taken where the original can be had, not even to save bytes. An HDR picture is pale where HDR is not understood: it is the last
choice for what must play everywhere, and the first for who wants the original.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from .streams import UNSAID_VOICE, Format

#: The tallest picture that is encoded anew: above it H.264 takes days on a small machine and plays on fewer devices.
TALLEST_ENCODED = 1080
#: Of two pictures alike in all that is seen, the one that plays on more devices, and is decoded with less work.
_EASE = {"h264": 2, "vp9": 1}


class Codecs(StrEnum):
    """Which pictures a wish allows."""

    PLAYS = "plays"  #: H.264, which plays everywhere
    ANY = "any"  #: the best there is
    AT_HEIGHT = (
        "at_height"  #: H.264, but at the wished height whatever there is: it was picked from a list that said so
    )


class Encode(StrEnum):
    """What has to be encoded anew of what is fetched."""

    NOTHING = "nothing"
    SOUND = "sound"  #: to AAC
    PICTURE = "picture"  #: to H.264
    BOTH = "both"

    @property
    def has_picture(self) -> bool:
        return self in (Encode.PICTURE, Encode.BOTH)

    @property
    def has_sound(self) -> bool:
        return self in (Encode.SOUND, Encode.BOTH)


@dataclass(frozen=True, slots=True)
class Candidate:
    """A picture with its sound: two streams, one that holds both, or a silent one. For sound alone picture is None."""

    picture: Format | None
    sound: Format | None
    encoded: bool = False  #: the picture, to H.264

    @property
    def streams(self) -> tuple[Format, ...]:
        both = (one for one in (self.picture, self.sound) if one is not None)
        return tuple(dict.fromkeys(both))

    @property
    def side(self) -> int:
        return self.picture.short_side if self.picture else 0

    @property
    def encode(self) -> Encode:
        sound = self.sound is not None and not self.sound.is_aac
        if self.encoded:
            return Encode.BOTH if sound else Encode.PICTURE
        return Encode.SOUND if sound else Encode.NOTHING

    @property
    def plays(self) -> bool:
        """Everywhere, once it is encoded."""
        return self.picture is None or self.encoded or self.picture.is_h264

    @property
    def voice(self) -> int:
        return self.sound.voice if self.sound else UNSAID_VOICE


def films(
    listed: Sequence[Format], height: int | None, codecs: Codecs, convert: Collection[str] = ()
) -> list[Candidate]:
    """All that the wish allows, the best first; empty if nothing does.

    height: nothing above it is taken unless there is nothing else. convert: families of pictures that may be encoded anew.
    """
    every = list(_pairs(listed))
    plain = [one for one in every if one.plays]
    if not plain:
        plain = [
            Candidate(one.picture, one.sound, encoded=True)
            for one in every
            if one.picture and one.picture.codec in convert and one.side <= TALLEST_ENCODED
        ]
    if any(not _is_hdr(one) for one in plain):
        plain = [one for one in plain if not _is_hdr(one)]
    if codecs is Codecs.ANY:
        allowed = every
    elif codecs is Codecs.AT_HEIGHT and all(one.side != height for one in plain):
        allowed = [*plain, *(one for one in every if one.side == height and one not in plain)]
        allowed = allowed or every
    else:
        allowed = plain
    return sorted(_voiced(_below(allowed, height)), key=lambda one: _rank(one, codecs), reverse=True)


def sounds(listed: Sequence[Format]) -> list[Candidate]:
    """Of the sound alone, the best first: streams that are nothing else; where there is none, a film's."""
    alone = [Candidate(None, one) for one in listed if one.is_sound]
    with_picture = [Candidate(None, one) for one in listed if one.is_whole]
    spoken = _voiced([*alone, *with_picture])
    allowed = [one for one in spoken if one in alone] or spoken
    return sorted(allowed, key=lambda one: _rank(one, Codecs.PLAYS), reverse=True)


def _pairs(listed: Sequence[Format]) -> Iterator[Candidate]:
    heard = [one for one in listed if one.is_sound]
    nearest = max((one.voice for one in heard), default=UNSAID_VOICE)
    heard = [one for one in heard if one.voice == nearest]  # of many languages all others are dubs
    silent = not any(one.has_audio for one in listed)
    for picture in listed:
        if picture.is_picture:
            yield from (Candidate(picture, sound) for sound in heard)
            if silent:
                yield Candidate(picture, None)
        elif picture.is_whole:
            yield Candidate(picture, picture)


def _below(every: list[Candidate], height: int | None) -> list[Candidate]:
    """Those up to the height; the smallest there are come nearest to a wish below all."""
    fitting = [one for one in every if height is None or one.side <= height]
    if fitting or not every:
        return fitting
    lowest = min(one.side for one in every)
    return [one for one in every if one.side == lowest]


def _voiced(every: list[Candidate]) -> list[Candidate]:
    """Those nearest to the original language. What says nothing of its language is no dub."""
    if not every:
        return every
    best = max(one.voice for one in every)
    nearest = [one for one in every if one.voice == best]
    if best > UNSAID_VOICE and all(one.sound is not None and one.sound.is_whole for one in nearest):
        nearest += [one for one in every if one.voice == UNSAID_VOICE]
    return nearest


def _is_hdr(one: Candidate) -> bool:
    return one.picture is not None and one.picture.hdr


def _rank(one: Candidate, codecs: Codecs) -> tuple[float | bool | str, ...]:
    picture, sound = one.picture, one.sound
    seen: tuple[float | bool, ...] = ()
    if picture is not None:
        fps, ease = picture.fps or 0.0, _EASE.get(picture.codec, 0)
        how = (fps, picture.hdr) if codecs is Codecs.ANY else (not picture.hdr, fps)
        seen = (picture.short_side, *how, ease)
    heard: tuple[float | bool, ...] = (0, False, False, 0.0)
    if sound is not None:
        # DRC: the same sound with its loudness flattened
        heard = (sound.voice, sound.is_aac, not sound.id.endswith("-drc"), (sound.tbr or 0.0))
    return (*seen, *heard[:3], (picture.tbr or 0.0) if picture else 0.0, heard[3], "+".join(s.id for s in one.streams))
