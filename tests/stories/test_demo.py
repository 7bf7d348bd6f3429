"""The demo as a newcomer starts it: it plays to its end, says so, and leaves nothing behind."""

from __future__ import annotations

import asyncio
import os
import sys
from pathlib import Path


async def test_the_demo_plays_to_its_end_and_leaves_nothing(tmp_path: Path) -> None:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("YAGAMI_")}
    if "YAGAMI_FFMPEG" in os.environ:
        environment["YAGAMI_FFMPEG"] = os.environ["YAGAMI_FFMPEG"]
    (temporary := tmp_path / "tmp").mkdir()
    (caller := tmp_path / "caller").mkdir()

    demo = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", "demo"),
        cwd=caller,
        env=environment | {"TMPDIR": str(temporary), "COLUMNS": "300"},
        stdin=asyncio.subprocess.DEVNULL,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    try:
        told, _ = await demo.communicate()
    finally:
        if demo.returncode is None:
            demo.terminate()
            await demo.wait()

    assert demo.returncode == 0, told.decode()
    assert "✔ 3 likes, 3 posts, 3 videos, " in told.decode()
    assert "checksums agree, the work folder is empty." in told.decode()
    assert list(temporary.iterdir()) == list(caller.iterdir()) == []
