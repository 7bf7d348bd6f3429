"""`yagami demo`: the main job before a newcomer's eyes, in a world on loopback. No account, no key, nothing left behind.

Three processes: this one plays the owner and the onlooker; `python -m sandbox` is Telegram, YouTube and Google; `python -m bot run`
is the app as an owner would start it. This one drives the sandbox by its control API; of the app it only reads the log.
"""

from __future__ import annotations

import asyncio
import contextlib
import re
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

import aiohttp
from rich.console import Console

from bot.demo_stage import DemoFailed, Stage
from bot.demo_view import View

LIKES = ("yagamiPlain", "yagamiLarge", "yagamiShort")
MORE_LIKES = (
    "KettleWhist",
    "BachPrelude",
    "TrainCab4km",
    "SourdoughNo",
    "TokyoRainWk",
    "OwlsAtNight",
    "yagamiNasty",
    "yagamiPriva",
)
PATIENCE = 50.0  #: seconds that the whole play may take
HOW_TO_PLAY = """
It goes on running. Type a word and press Enter:
  like        the owner likes another video
  read        what stands in the likes channel
  say TEXT    the owner writes to the bot; try: say /status
  quit        ends it, and so does Ctrl-C; nothing stays behind
"""


def play(*, keep: bool) -> int:
    """-> exit code: 0 when everything happened as it should."""
    console = Console(highlight=False)
    with tempfile.TemporaryDirectory(prefix="yagami-demo-") as folder:
        try:
            asyncio.run(_play(console, Path(folder), keep=keep))
        except DemoFailed as failed:
            console.print(f"[bold red]The demo failed:[/] {failed}")
            return 1
        except KeyboardInterrupt:
            console.print("stopped; nothing stays behind")
    return 0


async def _play(console: Console, folder: Path, *, keep: bool) -> None:
    started = time.monotonic()
    console.print("[bold]Yagami in a world on loopback[/]: its own Telegram, YouTube and Google. No account, no key.\n")
    async with aiohttp.ClientSession() as http, Stage(folder, http) as stage:
        view = View(console, stage.world)
        try:
            async with asyncio.timeout(PATIENCE):
                await stage.seeded()
                console.print("the app listens; its first look at the likes was silent\n")
                before = time.monotonic()
                for video in LIKES:
                    await stage.do("like", video=video)
                    console.print(f"the owner likes https://youtu.be/{video}")
                with view.bars(stage):
                    messages = await _channel_fills(stage, view)
                await stage.work_is_empty()
        except TimeoutError:
            raise DemoFailed(f"it took too long. The app's last words:\n{stage.last_words()}") from None
        size = _check(messages, stage)
        if denied := await stage.do("denied"):
            raise DemoFailed(f"the app asked for hosts that it has no business with: {', '.join(denied)}.")
        now = time.monotonic()
        console.print(
            f"\n[bold green]✔[/] {len(LIKES)} likes, {len(LIKES)} posts, {len(LIKES)} videos, "
            f"{size / 1e6:.1f} MB in {now - before:.1f} s; checksums agree, the work folder is empty. "
            f"({now - started:.1f} s with the start of everything.)"
        )
        if keep:
            await _go_on(console, stage, view)


async def _channel_fills(stage: Stage, view: View) -> list[dict[str, Any]]:
    """Show the likes channel as it fills -> what stands there when all has come and every post says so."""
    while True:
        messages: list[dict[str, Any]] = await stage.do("read", chat="likes")
        view.show_new(messages)
        if sum("✅" in one["text"] for one in messages) == sum(bool(one["media"]) for one in messages) == len(LIKES):
            return messages
        stage.still_runs()
        await asyncio.sleep(0.1)


def _check(messages: list[dict[str, Any]], stage: Stage) -> int:
    """Each like has one post, each post one video, and what arrived is what was fetched -> bytes in all."""
    videos = [one["media"] for one in messages if one["media"]]
    posts = [one["id"] for one in messages if not one["media"]]
    answered = [one["reply_to"] for one in messages if one["media"]]
    if sorted(answered) != sorted(posts) or len(posts) != len(LIKES):
        raise DemoFailed(f"{len(LIKES)} likes became {len(posts)} posts and {len(answered)} videos.")
    if sorted(one["sha256"] for one in videos) != sorted(stage.fetched.values()):
        raise DemoFailed("what arrived is not what was fetched: the checksums differ.")
    return sum(int(one["size"]) for one in videos)


async def _go_on(console: Console, stage: Stage, view: View) -> None:
    """Until the newcomer has played enough."""
    console.print(HOW_TO_PLAY)
    console.print(
        f'Other programs drive this world at {stage.world["control"]} (POST /like with {{"video": "…"}}, and so on).\n'
    )
    more = iter(MORE_LIKES)
    lines = asyncio.StreamReader()
    await asyncio.get_running_loop().connect_read_pipe(lambda: asyncio.StreamReaderProtocol(lines), sys.stdin)
    async with asyncio.TaskGroup() as tasks:
        showing = tasks.create_task(_show_all(stage, view))
        with contextlib.suppress(asyncio.CancelledError):
            while (line := (await lines.readline()).decode().strip()) != "quit":
                if not line and lines.at_eof():
                    break
                if line == "like":
                    if video := next(more, None):
                        await stage.do("like", video=video)
                    else:
                        console.print("every video of this world is liked by now")
                elif line == "read":
                    view.forget()
                elif said := re.fullmatch(r"say (.+)", line):
                    await stage.do("say", text=said[1])
                elif line:
                    console.print("like, read, say TEXT or quit")
        showing.cancel()


async def _show_all(stage: Stage, view: View) -> None:
    while True:
        view.show_new(await stage.do("read", chat="likes"))
        view.show_new(await stage.do("read", chat="dm"), chat="the bot's chat")
        await asyncio.sleep(0.3)
