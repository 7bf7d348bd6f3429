"""Small films, made once by the ffmpeg that the app would use."""

from __future__ import annotations

import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest

from core.media.ffmpeg import Tools, find_tools

Film = Callable[..., Path]


@pytest.fixture(scope="session")
def tools() -> Tools:
    return find_tools(None)


@pytest.fixture(scope="session")
def film(tools: Tools, tmp_path_factory: pytest.TempPathFactory) -> Film:
    """film("name.mp4", seconds=3, size="64x48", sound=True, extra=(...)) -> the file, made once a session."""
    folder = tmp_path_factory.mktemp("films")

    def make(
        name: str, seconds: float = 3, size: str = "64x48", sound: bool = True, extra: tuple[str, ...] = ()
    ) -> Path:
        path = folder / name
        if not path.exists():
            source = ["-f", "lavfi", "-i", f"testsrc=size={size}:rate=10:duration={seconds}"]
            if sound:
                source += ["-f", "lavfi", "-i", f"sine=duration={seconds}", "-c:a", "aac"]
            coding = ["-c:v", "libx264", "-preset", "ultrafast", "-pix_fmt", "yuv420p"]
            remux(tools, *source, *coding, *extra, path)
        return path

    return make


def remux(tools: Tools, *args: str | Path) -> None:
    """Run ffmpeg on files that are there; the last argument is the output."""
    subprocess.run([str(tools.ffmpeg), "-v", "error", "-nostdin", *map(str, args)], check=True, timeout=60)
