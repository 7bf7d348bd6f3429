"""kill -9 at presses outside the set-up, before and after each is written down: none is lost, none is done twice, and the panel
shows what is so."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.bot.screens.google_ways import turn
from tests.bot.screens.talking import SOON, Talking

from .forking import Forking
from .house import House, house
from .mortal import Mortal

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Press:
    """One button of the panel."""

    place: str
    data: str
    shows: str  #: the data of a button that stands in the panel afterwards
    sets: str  #: the setting that is chosen, and no other
    to: Any = None


PRESSES = [
    Press("feed|likes", "feed|kind|liked|off", "feed|kind|liked|on", "kind.liked.on", False),
    Press("feed|likes", "feed|sound|unliked|off", "feed|sound|unliked|on", "kind.unliked.silent", True),
    Press(
        "pick|downloads|quality", "pick|set|downloads|quality|480", "pick|downloads|quality", "download.quality", "480"
    ),
    Press("home", "home|pause", "resume", "paused_at"),
    Press("resume", "resume|end|all", "home|pause", "paused_at"),
]


class Owner(Mortal):
    """The owner of a bot that dies at presses."""

    def __init__(self, home: House, starts: Forking) -> None:
        super().__init__(home, starts)
        self.talk = Talking(home)

    async def heard(self) -> None:
        async with asyncio.timeout(SOON):
            while self.unheard():  # noqa: ASYNC110
                await asyncio.sleep(0.02)

    async def presses(self, button: Json) -> None:
        """While the bot dies before the press is written down, and again after it; it is up in the end."""
        await self.heard()
        await self.down()
        await self.up("kill:before commit.update")
        await self.talk.world.press_data(button["value"], message=button["message"])
        await self.died()
        assert self.unheard() == 1
        await self.up("kill:after commit.update")
        await self.died()
        await self.up()

    async def shown(self, button: str, message: int | None = None) -> Json:
        """Until a button with this data, or a text that begins so, stands in the newest panel, or in this message -> it."""
        async with asyncio.timeout(SOON):
            while True:
                inline = [
                    one for one in await self.talk.world.read("dm") if one["inline"] and message in (None, one["id"])
                ]
                for found in (one for row in inline[-1]["inline"] for one in row):
                    if found["value"] == button or found["text"].startswith(button):
                        return {**found, "message": inline[-1]["id"]}
                await asyncio.sleep(0.02)

    def settings(self) -> Json:
        """What the owner chose."""
        rows = self.home.rows("SELECT key, value FROM settings WHERE key LIKE '%.%' OR key = 'paused_at'")
        return {row["key"]: json.loads(row["value"]) for row in rows}


@pytest.fixture
async def owner(tmp_path: Path) -> AsyncIterator[Owner]:
    """Everything is set up, and the app runs."""
    async with house(tmp_path) as home, Forking() as starts, Owner(home, starts) as owner:
        await home.move_in()
        await owner.up()
        yield owner


@pytest.mark.timeout(300)
@pytest.mark.parametrize(
    "presses", [pytest.param(PRESSES[:1], id="one"), pytest.param(PRESSES[1:], id="each", marks=pytest.mark.large)]
)
async def test_a_press_is_done_once_and_shown_wherever_the_app_is_killed(owner: Owner, presses: list[Press]) -> None:
    for press in presses:
        await turn(owner.talk, press.place)
        found = await owner.shown(press.data)
        before = owner.settings()

        await owner.presses(found)
        after = owner.settings()  # written before the second death

        await owner.shown(press.shows)
        await owner.heard()
        assert owner.settings() == after, press
        changed = {key for key in after.keys() | before.keys() if after.get(key) != before.get(key)}
        assert changed == {press.sets}, press
        if press.sets == "paused_at":
            assert (after["paused_at"] is None) == (press.data != "home|pause")
        else:
            assert after[press.sets] == press.to
    assert owner.home.rows("SELECT kind, trouble FROM errands WHERE trouble IS NOT NULL") == []


@pytest.mark.large
@pytest.mark.timeout(300)
async def test_a_video_that_is_asked_for_comes_once_wherever_the_app_is_killed(owner: Owner) -> None:
    world, home = owner.talk.world, owner.home
    await owner.talk.say("https://youtu.be/yagamiPlain")
    card = await owner.talk.sees("How a Sewing Machine Works")
    for times, height in enumerate(("360p", "144p"), 1):
        await owner.presses(await owner.shown(height, card["id"]))
        await home.until("SELECT 1 WHERE (SELECT count(*) FROM downloads WHERE state = 'done') = ?", times, timeout=60)

        await owner.heard()
        files = [one for one in await world.read("dm") if one["media"] and one["media"]["kind"] == "video"]
        assert len(files) == times
        assert home.rows("SELECT count(*) AS n FROM downloads") == [{"n": times}]
        await world.wait("dm", message=card["id"], text=height, timeout=SOON)
    assert len([one for one in await world.read("dm") if "Sewing Machine" in one["text"] and one["buttons"]]) == 1
