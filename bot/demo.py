"""`yagami demo`: the set-up and the main job before a newcomer's eyes, in a world on loopback. No account, no key, nothing left.

Three processes: this one plays the owner and the onlooker; `python -m sandbox` is Telegram, YouTube and Google; `python -m bot run`
is the app as an owner would start it, with a bot's token and nothing else. This one drives the sandbox by its control API; of the
app it only reads the log.
"""

from __future__ import annotations

import asyncio
import tempfile
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import aiohttp
from rich.console import Console
from rich.markup import escape

from bot.demo_channels import Channels
from bot.demo_owner import Owner
from bot.demo_set_up import set_up
from bot.demo_stage import DemoFailed, Stage
from bot.demo_talk import talk
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
PATIENCE = 120.0  #: seconds that the whole play may take; on a small machine it takes a quarter of them


def play(*, keep: bool) -> int:
    """-> exit code: 0 when everything happened as it should."""
    console = Console(highlight=False)
    with tempfile.TemporaryDirectory(prefix="yagami-demo-") as folder:
        try:
            asyncio.run(_play(console, Path(folder), keep=keep))
        except DemoFailed as failed:
            console.print(f"[bold red]The demo failed:[/] {escape(str(failed))}")
            return 1
        except KeyboardInterrupt:
            console.print("stopped; nothing stays behind")
    return 0


async def _play(console: Console, folder: Path, *, keep: bool) -> None:
    started = time.monotonic()
    console.print("[bold]Yagami in a world on loopback[/]: its own Telegram, YouTube and Google. No account, no key.\n")
    async with aiohttp.ClientSession() as http, Stage(folder, http) as stage:
        owner, view = Owner(console, stage), View(console, stage.world)
        try:
            async with asyncio.timeout(PATIENCE):
                chats = await _set_up(console, stage, owner)
                channels = Channels(view, stage, owner, chats)
                await _main_job(console, stage, owner, channels, view)
        except TimeoutError:
            raise DemoFailed(f"it took too long. The app's last words:\n{stage.last_words()}") from None
        if denied := await stage.do("denied"):
            raise DemoFailed(f"the app asked for hosts that it has no business with: {', '.join(denied)}.")
        console.print(f"Everything took {time.monotonic() - started:.1f} s, with the start of it all.")
        if keep:
            console.print(
                f"\nIt goes on running. Other programs drive this world at {stage.world['control']} "
                '(POST /like with {"video": "…"}, and so on).'
            )
            await talk(console, stage.do, MORE_LIKES, beside=channels)


async def _set_up(console: Console, stage: Stage, owner: Owner) -> Mapping[str, int]:
    """-> feed -> its channel."""
    console.print("[bold]The set-up.[/] The bot runs with its token and nothing else; the rest is done in the chat.\n")
    before = time.monotonic()
    chats = await set_up(owner, stage)
    taken = await owner.assert_nothing_secret_stays()
    took = time.monotonic() - before
    console.print(
        f"\n[bold green]✔[/] set up in {took:.1f} s; {taken} messages with secrets are gone from the chat again.\n"
    )
    return chats


async def _main_job(console: Console, stage: Stage, owner: Owner, channels: Channels, view: View) -> None:
    """Likes become posts, and each post gets its video."""
    await stage.seeded()
    console.print("[bold]The main job.[/] The first look was silent: what was liked before is not told.\n")
    before = time.monotonic()
    for video in LIKES:
        await stage.do("like", video=video)
        owner.did(f"likes https://youtu.be/{video}")
    owner.did("presses “Look now” instead of waiting for two minutes")
    await owner.look_now()
    with view.bars(stage):
        messages = await _filled(stage, channels)
    await stage.work_is_empty()
    size = _check(messages, stage)
    console.print(
        f"\n[bold green]✔[/] {len(LIKES)} likes, {len(LIKES)} posts, {len(LIKES)} videos, "
        f"{size / 1e6:.1f} MB in {time.monotonic() - before:.1f} s; checksums agree, the work folder is empty."
    )


async def _filled(stage: Stage, channels: Channels) -> list[dict[str, Any]]:
    """Show the likes channel as it fills -> what stands there when all has come and every post says so."""
    while True:
        messages = await channels.likes()
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
