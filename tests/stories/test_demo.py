"""The demo as a newcomer starts it: it plays to its end, says so, and leaves nothing behind."""

from __future__ import annotations

import asyncio
import os
import re
import sys
from pathlib import Path

import pytest

from bot.demo_set_up import PASSWORD
from sandbox.cast import API_HASH

TYPED = ("like", "/status", "1", "say 7", "read", "quit")  #: with `--keep`


async def play(folder: Path, *words: str, typed: str | None = None) -> str:
    """`yagami demo` with these words, to its end -> what it told. It must leave nothing, where it works and where it was called."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("YAGAMI_")}
    if "YAGAMI_FFMPEG" in os.environ:
        environment["YAGAMI_FFMPEG"] = os.environ["YAGAMI_FFMPEG"]
    (temporary := folder / "tmp").mkdir()
    (caller := folder / "caller").mkdir()
    demo = await asyncio.create_subprocess_exec(
        *(sys.executable, "-m", "bot", "demo", *words),
        cwd=caller,
        env=environment | {"TMPDIR": str(temporary), "COLUMNS": "300"},
        stdin=asyncio.subprocess.DEVNULL if typed is None else asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.STDOUT,
    )
    try:
        told, _ = await demo.communicate(None if typed is None else typed.encode())
    finally:
        if demo.returncode is None:
            demo.terminate()
            await demo.wait()
    assert demo.returncode == 0, told.decode()
    assert list(temporary.iterdir()) == list(caller.iterdir()) == []
    return told.decode()


async def test_the_demo_plays_the_set_up_and_the_main_job_and_leaves_nothing(tmp_path: Path) -> None:
    told = await play(tmp_path)
    answers = (
        "✅ The key is good", "✅ Videos are uploaded by Sora", "✅ It is told in My YouTube likes",
        "✅ It is told in My YouTube subscriptions", "✅ It is told in My YouTube history", "✅ Connected as",
        "signed in as", "Everything is set up.", "✔ set up in", "4 messages with secrets are gone from the chat again.",
        "✔ 3 likes, 3 posts, 3 videos, ", "checksums agree, the work folder is empty.",
    )  # fmt: skip
    places = [told.find(one) for one in answers]
    assert places == sorted(places), told
    assert -1 not in places, told
    assert PASSWORD not in told
    assert API_HASH not in told


@pytest.mark.large
async def test_what_is_typed_into_a_demo_that_is_kept_reaches_the_bot(tmp_path: Path) -> None:
    told = await play(tmp_path, "--keep", typed="".join(f"{line}\n" for line in TYPED))
    parts = re.split(r"^> (.*)$", told, flags=re.MULTILINE)
    assert tuple(parts[1::2]) == TYPED
    like, status, button, said, read, _ = parts[2::2]
    assert re.search(r"My YouTube likes #\d+ · Yagami", like)
    assert "🔗 https://youtu.be/KettleWhist" in like
    assert re.search(r"(?s)▶ Why kettles.{0,90}SHA-256", like), "its video follows, before the next line is read"
    assert re.search(r"you #\d+ /status", status)
    assert re.search(r"\[1\] .+\[2\]", status)
    assert re.search(r"Yagami #\d+ · edited", button), "the button's screen takes the place of the one before"
    assert re.search(r"you #\d+ 7$", said, flags=re.MULTILINE)
    assert read.count("▶ ") == 4, "three likes of the play and one that was typed"
