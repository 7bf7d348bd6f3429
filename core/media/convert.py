"""Encodes one fetched stream anew: a picture to H.264, a sound to AAC, so that it plays on every device. Done only where the owner
allows it, or for a sound, which takes a minute or two.

It works on a stream before everything is put together (assemble.py): so what is cut and measured afterwards is what is sent, and a
sound that is encoded does not move a byte of its picture. The result stays under twice the bytes of its source: that is what was
promised when it was chosen. A picture takes hours on a small machine: it is encoded in pieces (pieces.py), so that a run that is
stopped goes on where it was. A half result has another name than a whole one.

HDR is not mapped to another range: the wheel's ffmpeg has no zscale for it, and YouTube has each HDR video without HDR, too, which
is taken before (core/download/candidates.py).
"""

from __future__ import annotations

import logging
from collections.abc import Callable
from pathlib import Path

from core.errors import Permanent
from core.media.encoder import encode
from core.media.ffmpeg import Tools, run
from core.media.pieces import PIECE_SECONDS, Pieces
from core.step import step

log = logging.getLogger(__name__)

ENCODER = "libx264"
#: Decoders that work in software; ffmpeg's own "av1" needs a graphics card, and the wheel has no other (measured, 8.1.2).
DECODERS = {"vp9": ("vp9", "libvpx-vp9"), "av1": ("libdav1d", "libaom-av1")}
ASK_SECONDS = 30.0
QUALITY = 22  #: x264's rate factor: no worse than the source to the eye
PRESET = "veryfast"  #: a Raspberry Pi takes about as long as the video; slower ones several times that
SOUND_BITS = 160_000
#: Times the bytes of the source that a picture may take on average; with the index, and a second at the beginning for which nothing
#: was saved up, it stays below two.
GROWS = 1.8
LEAST_BITS = 100_000


async def able(tools: Tools) -> tuple[str, ...]:
    """Families of pictures (vp9, av1) that this ffmpeg can make H.264 of; empty without an encoder. Raises NeedsOwner."""
    with step("ffmpeg.able"):
        encoders = await _listed(tools, "-encoders")
        decoders = await _listed(tools, "-decoders")
    if ENCODER not in encoders:
        return ()
    return tuple(family for family, names in DECODERS.items() if decoders.intersection(names))


async def _listed(tools: Tools, what: str) -> set[str]:
    code, out, _ = await run(ASK_SECONDS, tools.ffmpeg, "-hide_banner", "-v", "error", what)
    lines = (line.split() for line in out.decode(errors="replace").splitlines()) if code == 0 else ()
    return {cells[1] for cells in lines if len(cells) > 1}


async def convert(
    tools: Tools,
    source: Path,
    *,
    picture: bool,
    sound: bool,
    duration: float,
    on_progress: Callable[[float], None],
    piece_seconds: float = PIECE_SECONDS,
) -> Path:
    """Encode what is told of the file, copy what else is in it -> the new file beside it, NAME.encoded.mp4.

    What an earlier run has made is taken as it is. duration: seconds of the source. on_progress is told the share that is done.
    Raises Trouble; cancelled, it ends ffmpeg.
    """
    out = source.with_name(f"{source.stem}.encoded.mp4")
    if out.is_file() and out.stat().st_mtime >= source.stat().st_mtime:
        return out
    half = source.with_name(f"{source.stem}.half.mp4")

    def told(seconds: float) -> None:
        on_progress(min(1.0, seconds / max(duration, 0.001)))

    pieces = Pieces(source)
    inputs = ["-i", f"file:{source.absolute()}"]
    with step("ffmpeg.convert"):
        if picture:
            await pieces.make(tools, _coding(source, duration), piece_seconds, told)
            whole = pieces.whole()
            if not whole:
                raise Permanent("convert-failed")
            joined = ("-f", "concat", "-safe", "0", "-i", f"file:{pieces.list_of(whole).absolute()}")
            inputs = ["-itsoffset", f"{whole[0].begins:.6f}", *joined, *inputs]
        sounds = ("-c:a", "aac", "-b:a", str(SOUND_BITS)) if sound else ("-c:a", "copy")
        last = ("-map", "0:v:0?", "-map", f"{int(picture)}:a:0?", "-c:v", "copy", *sounds)
        clean = ("-map_metadata", "-1", "-map_chapters", "-1", "-f", "mp4", f"file:{half.absolute()}")
        await encode(tools, [*inputs, *last, *clean], source.parent, (lambda seconds: None) if picture else told)
        half.replace(out)
        pieces.delete()
    log.info("%s is encoded anew: %d bytes of %d", source.name, out.stat().st_size, source.stat().st_size)
    return out


def _coding(source: Path, duration: float) -> list[str]:
    most = str(max(LEAST_BITS, int(source.stat().st_size * 8 / max(duration, 1.0) * GROWS)))
    return [
        *("-c:v", ENCODER, "-preset", PRESET, "-crf", str(QUALITY), "-maxrate", most, "-bufsize", most),
        # even sides, because H.264's usual colours are kept for 2x2 pixels: a line more, and nothing is scaled
        *("-vf", "pad=ceil(iw/2)*2:ceil(ih/2)*2", "-pix_fmt", "yuv420p"),
    ]
