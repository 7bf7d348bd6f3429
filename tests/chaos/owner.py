"""The owner at the other end: sends links, picks what a card offers, presses a switch, pauses and goes on.

Each link is sent once, and each pick is pressed once: what the bot was told must not get lost. A switch and a pause are wanted:
the owner presses until the panel has it, as one would who sees a panel that does not.
"""

from __future__ import annotations

import asyncio
import json
import re
from dataclasses import dataclass
from random import Random
from typing import Any

from tests.stories.house import House
from tests.stories.person_at_chat import Panel

from .people import SOURCES, People

Json = dict[str, Any]
MOST = 3  #: links that are not done with
AGAIN = 1.5  #: seconds until a panel is asked for once more
SWITCH = "kind.unliked.silent"
INCLINATIONS = {"link": 60, "switch": 20, "pause": 20}
HEIGHT = re.compile(r"(\d+)p\b")


@dataclass(slots=True)
class Link:
    """One message with a link, and what became of it."""

    message: int
    video: str
    source: str
    title: str
    pick: float  #: which of the heights that the card offers, from 0 to 1
    height: int | None = None  #: that was pressed


class Owner:
    """`links` is all that was asked for."""

    def __init__(self, home: House, people: People) -> None:
        self.home = home
        self.people = people
        self.links: list[Link] = []
        self.presses = 0
        self.wants_pause = False
        self.wants_silence = False
        self._asked_at = 0.0

    def unheard(self) -> int:
        """What was sent and pressed and is not confirmed by the bot."""
        return len(self.home.sandbox.state.updates[self.home.addresses["bot_id"]])

    def open(self) -> list[Link]:
        """Whose pick is still to be pressed."""
        return [one for one in self.links if one.height is None]

    async def incline(self, random: Random) -> str | None:
        """Want something else, or send a link -> what."""
        what = random.choices(list(INCLINATIONS), list(INCLINATIONS.values()))[0]
        if self.wants_pause and random.random() < 0.5:
            what = "pause"
        if what == "pause":
            self.wants_pause = not self.wants_pause
        elif what == "switch":
            self.wants_silence = not self.wants_silence
        elif len(self.open()) >= MOST:
            return None
        else:
            await self.link(random)
        return what

    async def link(self, random: Random) -> None:
        """To a video of its own, or now and then to one that was liked."""
        linked = {one.video for one in self.links}
        liked = [one for one in self.people.videos if one not in linked]
        if liked and random.random() < 0.3:
            video = random.choice(liked)
            source = self.people.videos[video]
            title = source.capitalize()
        else:
            source = random.choices(list(SOURCES), list(SOURCES.values()))[0]
            video, title = f"wish{len(self.links):07d}", f"Wish {len(self.links)}"
            await self.home.world.add_video(id=video, source=source, title=title, channel="Wishes")
        said = await self.home.world.say(f"https://youtu.be/{video}")
        self.links.append(Link(said["id"], video, source, title, random.random()))

    async def turn(self) -> bool:
        """The next press, if there is one -> whether there was."""
        if self.unheard():
            return False
        return await self._at_panel() or await self._at_cards()

    def content(self) -> bool:
        """Everything that was wanted is so."""
        return (
            not self.unheard()
            and not self.open()
            and self._paused() is self.wants_pause
            and self._silent() is self.wants_silence
        )

    # -- the panel ---------------------------------------------------------------------------------------------

    def _value(self, key: str) -> Any:
        rows = self.home.rows("SELECT value FROM settings WHERE key = ?", key)
        return json.loads(rows[0]["value"]) if rows else None

    def _paused(self) -> bool:
        return self._value("paused_at") is not None

    def _silent(self) -> bool:
        return self._value(SWITCH) is True

    async def _at_panel(self) -> bool:
        if self._paused() is not self.wants_pause:
            way = ["home|pause"] if self.wants_pause else ["resume", "resume|end|all"]
        elif self._silent() is not self.wants_silence:
            way = ["feed|likes", f"feed|sound|unliked|{'off' if self.wants_silence else 'on'}"]
        else:
            return False
        panel = await self._panel()
        if panel is not None:
            for data in reversed(way):
                if data in panel.texts:
                    return await self._press(data, panel.id)
        return await self._ask_for_a_panel()

    async def _panel(self) -> Panel | None:
        """The living one, if it is the newest of its kind; one that was left behind leads nowhere."""
        rows = self.home.rows("SELECT message_id, place FROM panel")
        if not rows:
            return None
        number = rows[0]["message_id"]
        message = next((one for one in await self._chat(number - 1) if one["id"] == number), None)
        return Panel(message, rows[0]["place"]) if message and message["inline"] else None

    async def _ask_for_a_panel(self) -> bool:
        now = asyncio.get_running_loop().time()
        if now - self._asked_at < AGAIN:
            return False
        self._asked_at = now
        await self.home.world.say("/menu")
        return True

    # -- the cards ---------------------------------------------------------------------------------------------

    async def _at_cards(self) -> bool:
        waiting = self.open()
        if not waiting:
            return False
        chat = await self._chat(min(one.message for one in waiting) - 1)
        picked = {(one.video, one.height) for one in self.links}
        for link in waiting:
            card = next((one for one in chat if one["reply_to"] == link.message and one["inline"]), None)
            if card is None:
                continue
            buttons = [one for row in card["inline"] for one in row if one["kind"] == "callback"]
            heights = {int(found[1]): one for one in buttons if (found := HEIGHT.match(one["text"]))}
            offered = sorted(one for one in heights if (link.video, one) not in picked)
            if offered:
                height = offered[int(link.pick * len(offered))]
                await self._press(heights[height]["value"], card["id"])
                link.height = height
                return True
            again = next((one for one in buttons if one["value"].startswith("card|look|")), None)
            if again and not heights:  # the look came to nothing: a trouble of the outside world's
                return await self._press(again["value"], card["id"])
        return False

    async def _chat(self, since: int) -> list[Json]:
        return await self.home.world.read("dm", since=since)

    async def _press(self, data: str, message: int) -> bool:
        self.presses += 1
        await self.home.world.press_data(data, message=message)
        return True
