"""Streams as YouTube serves them, made by the ffmpeg that the app would use: picture and sound in files of their own."""

from __future__ import annotations

import subprocess
from pathlib import Path

from core.media.ffmpeg import Tools

#: Two seconds a group, B-frames: how YouTube codes.
CODING = ("-c:v", "libx264", "-preset", "veryfast", "-bf", "3", "-g", "20", "-sc_threshold", "0", "-pix_fmt", "yuv420p")
#: In pieces with a list of them in front, as YouTube's own are.
PIECES = ("-movflags", "dash+global_sidx+frag_keyframe")


def ffmpeg(tools: Tools, *args: str | Path) -> None:
    subprocess.run([str(tools.ffmpeg), "-v", "error", "-nostdin", "-y", *map(str, args)], check=True, timeout=60)


def picture(
    tools: Tools, out: Path, seconds: float = 20, size: str = "160x120", *extra: str, noise: bool = False
) -> Path:
    source = f"testsrc2=size={size}:rate=10:duration={seconds}"
    if noise:
        source += ",noise=alls=60:allf=t+u"
    ffmpeg(tools, "-f", "lavfi", "-i", source, *(CODING if out.suffix == ".mp4" else ()), *extra, out)
    return out


def sound(tools: Tools, out: Path, seconds: float = 20, *extra: str) -> Path:
    ffmpeg(tools, "-f", "lavfi", "-i", f"sine=duration={seconds}:sample_rate=44100", "-c:a", "aac", *extra, out)
    return out


def frames(tools: Tools, *films: Path) -> list[str]:
    """The checksums of every frame that is shown, of one film after the other."""
    found = []
    for film in films:
        call = [str(tools.ffmpeg), "-v", "error", "-i", str(film), "-map", "0:v:0", "-f", "framemd5", "-"]
        said = subprocess.run(call, check=True, capture_output=True, text=True, timeout=60).stdout
        found += [line.rsplit(",", 1)[1].strip() for line in said.splitlines() if not line.startswith("#")]
    return found


def packets(tools: Tools, film: Path, kind: str) -> int:
    """Of the first stream of this kind: v or a."""
    call = [str(tools.ffprobe), "-v", "error", "-select_streams", f"{kind}:0", "-show_entries", "packet=size"]
    said = subprocess.run([*call, "-of", "csv=p=0", str(film)], check=True, capture_output=True, text=True, timeout=60)
    return len(said.stdout.split())


def boxes(film: Path) -> list[str]:
    """The outermost boxes of an MP4, in order."""
    data, at, found = film.read_bytes(), 0, []
    while at + 8 <= len(data):
        found.append(data[at + 4 : at + 8].decode("latin-1"))
        at += int.from_bytes(data[at : at + 4], "big") or len(data)
    return found
