"""The world in which benchmarks/scale.py asks: an account on YouTube that has the likes and subscriptions of the rows, and the
owner's thumb, which knows when an answer stands."""

from __future__ import annotations

import asyncio
import contextlib
import sqlite3
import time
from pathlib import Path

import aiohttp

from benchmarks.scale_asks import Ask
from bot.errands.private_end import PRIVATE_END
from sandbox.telegram.state import Chat, Message
from sandbox.world import Sandbox
from sandbox.youtube.records import Channel, Like, SiteVideo

LONGEST = 10.0  #: seconds that an answer may take
PATIENCE = 1.0  #: seconds that an errand is waited for
REST = 0.06  #: seconds without a word of the bot's after which the next thing is asked
Words = dict[str, tuple[str, str]]


def furnish(sandbox: Sandbox, rows: Path) -> None:
    """YouTube shows what the rows say is liked and subscribed to."""
    site = sandbox.youtube.state
    with contextlib.closing(sqlite3.connect(f"file:{rows}?mode=ro", uri=True)) as connection:
        snapshot = "SELECT item, since FROM snapshot WHERE feed = ? ORDER BY since DESC"
        likes = connection.execute(snapshot, ("likes",)).fetchall()
        subscriptions = connection.execute(snapshot, ("subscriptions",)).fetchall()
    channels = [Channel(channel, f"Channel {n}", f"@channel{n}") for n, (channel, _) in enumerate(subscriptions)]
    default = Channel("UC" + "0" * 22, "Channel 0", "@channel0")
    for channel in [*channels, default]:  # a channel is one that has a video
        site.videos[channel.id] = SiteVideo(channel.id, "A video", channel, "landscape", 10, 0.0)
    for video, _ in likes:
        site.videos[video] = SiteVideo(video, "A video", default, "landscape", 10, 0.0)
    site.likes = [Like(video, at) for video, at in likes]
    site.subscriptions = dict(subscriptions)


class Thumb:
    """The owner's, on one chat with the bot; and a program that asks the app's API."""

    def __init__(self, sandbox: Sandbox, data: Path, api: str, token: str) -> None:
        self._sandbox = sandbox
        self._data = data
        self._api = api
        self._token = token
        self._dialog = sandbox.person.dialog
        self._words: list[float] = []  #: when the bot said or edited something in the chat
        self._said = asyncio.Event()
        self._asked = 0  #: how many requests the sandbox had noted when the last thing was asked
        sandbox.state.on_message.append(self._heard)
        sandbox.state.on_edit.append(lambda message, chat, _by: self._heard(message, chat))

    def _heard(self, message: Message, chat: Chat) -> None:
        if chat is self._dialog and message.sender == self._sandbox.cast.bot.id:
            self._words.append(time.perf_counter())
            self._said.set()

    async def ask(self, ask: Ask, session: aiohttp.ClientSession) -> float:
        """-> milliseconds until the answer stood: of a press until it is answered and the panel shows what it led to."""
        await self._quiet()
        if ask.kind == "place" and self._one("SELECT place FROM panel") == ask.words:
            await self._pressed(Ask("press", "help" if ask.words != "help" else "home", ""))
            await self._quiet()
        if ask.kind in ("place", "press", "alone"):
            return await self._pressed(ask)
        began = self._now()
        if ask.kind == "api":
            headers = {"Authorization": f"Bearer {self._token}"}
            async with session.get(f"http://{self._api}{ask.words}", headers=headers) as answer:
                await answer.read()
                assert answer.status == 200, (ask, answer.status)
            return (time.perf_counter() - began) * 1000
        self._sandbox.person.say(ask.words)
        await self._sandbox.state.touch()
        return (await self._first_word(ask) - began) * 1000

    def _now(self) -> float:
        """From here on it is timed."""
        self._words.clear()
        self._said.clear()
        self._asked = len(self._sandbox.state.log)
        return time.perf_counter()

    async def _pressed(self, ask: Ask) -> float:
        presses = self._sandbox.person.presses
        chat = self._dialog if ask.chat == "dm" else self._sandbox.cast.channels[ask.chat]
        message = 1 if ask.kind == "alone" else self.panel()
        began = self._now()
        query = presses.press_data(ask.words, chat=chat, message_id=message)["query"]
        await self._sandbox.state.touch()
        told = await presses.answered(query, LONGEST)
        assert told["ms"] is not None, f"no answer to {ask}"
        if ask.kind == "place":
            shown = await self._first_word(ask)
        else:  # it may change what the panel shows, or not
            await self._quiet()
            shown = self._words[0] if self._words else began
        return max(float(told["ms"]), (shown - began) * 1000)

    async def _first_word(self, ask: Ask) -> float:
        """When it came; or when Telegram said that this is what stands there already."""
        end = time.perf_counter() + LONGEST
        while time.perf_counter() < end:
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(0.2):
                    await self._said.wait()
                    return self._words[0]
            for entry in self._sandbox.state.log[self._asked :]:
                if entry["method"].startswith("editMessage") and "not modified" in entry["outcome"]:
                    return time.perf_counter() - (self._sandbox.state.now() - float(entry["at"]))
        said = [(one["method"], one["outcome"]) for one in self._sandbox.state.log[self._asked :]]
        raise SystemExit(f"the bot did not answer to {ask}: {said}")

    async def _quiet(self) -> None:
        """Until nothing is under way that could speak by itself: an errand, or the rest of an answer."""
        patient = time.perf_counter() + PATIENCE
        while True:
            before = len(self._words)
            await asyncio.sleep(REST)
            under_way = self._one(f"SELECT 1 FROM errands WHERE ended_at IS NULL AND kind <> '{PRIVATE_END}' LIMIT 1")
            if len(self._words) == before and (not under_way or time.perf_counter() > patient):
                return

    def panel(self) -> int:
        """The message that is the panel."""
        message = self._one("SELECT message_id FROM panel")
        return message if isinstance(message, int) else 0

    def _one(self, sql: str) -> object:
        with contextlib.closing(sqlite3.connect(f"file:{self._data / 'yagami.db'}?mode=ro", uri=True)) as connection:
            row = connection.execute(sql).fetchone()
        return row[0] if row else None
