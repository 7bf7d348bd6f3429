"""kill -9 anywhere in the set-up: the checklist tells the truth at every restart, no press is lost, none is done twice.

The owner is played by what stands in the chat (person_at_chat.py). One test kills at each press, before and after it is written
down; the other at each outside call and commit of every line, by the names that an undisturbed run lists (core/step.py). One
sandbox and one data folder each: a death follows the other, and the set-up goes on from wherever it was.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from tests.bot.screens.signing import SigningIn
from tests.bot.screens.talking import Talking

from .checklist import FEEDS, assert_no_secret_stays, connected, key_of, people, says, truth
from .forking import Forking
from .house import House, house
from .mortal import Mortal
from .person_at_chat import LINES, PASSWORD, QUALITY, Panel, Person

STANDSTILL = 30.0  #: seconds without anything to do that fail a test; nothing is timed with it
TURN = 0.02  #: seconds between two looks at the chat
#: What is done from the first start to the last line. A digit of the code is a `#`.
DEEDS = [
    "claim", "telegram", "KEY", "telegram|phone", "contact", *["#"] * 5, "PASSWORD", "setup",
    "channels",
    *(one for feed in FEEDS for one in (f"channels|{feed}", f"channels|make|{feed}", "channels")),
    "setup", "google", "google|client", "CLIENT", "allow", "setup", "cookies", "cookies.txt", "setup",
    "ready", "pick|ready|quality", f"pick|set|ready|quality|{QUALITY}", "ready|finish", "/setup",
]  # fmt: skip
#: What only leads from page to page.
WAYS = {"telegram", "setup", "/setup", "channels", "google", "google|client", "cookies", "ready", "pick|ready|quality",
        *(f"channels|{feed}" for feed in FEEDS)}  # fmt: skip
#: Steps that are the same everywhere: the app is killed at them in the last line. The others come one after the other.
EVERYWHERE = ("get_updates", "get_me", "answer_callback_query", "_message", "commit.panel", "commit.errand",
              "commit.errand-noted", "commit.alerts", "disk.sweep", "edit_message_text")  # fmt: skip
#: The ends of errands that the set-up does not wait for: which line they fall into is chance, and most come but once.
MEANWHILE = ("commit.commands-done", "commit.versions-done", "commit.forecast-done")


class Life(Mortal):
    """A bot that is set up while it is killed."""

    def __init__(self, home: House, starts: Forking) -> None:
        super().__init__(home, starts)
        self.person = Person(home, self.log)
        self.deaths: list[str] = []

    async def play(self, line: str | None = None) -> bool:
        """Until the app dies -> True; until the set-up is complete, or a line after this one is begun -> False."""
        assert self.death
        now = asyncio.get_running_loop().time
        moved = now()
        while not self.death.done():
            if self.person.complete or (line and LINES.index(self.person.line) > LINES.index(line)):
                return False
            if await self.person.turn(self.checklist_in_the_chat):
                moved = now()
                continue
            await asyncio.wait([self.death], timeout=TURN)
            assert now() - moved < STANDSTILL, await self.standstill()
        await self.died()
        return True

    async def dies(self, step: str, line: str | None = None) -> bool:
        """Start the app armed for a step and play. -> whether it died there; if not, it was killed when the line was done"""
        await self.up(f"kill:{step}")
        died = await self.play(line)
        if died:
            self.deaths.append(step)
        else:
            await self.down()
        await self.checklist_of_the_rows()
        return died

    async def complete(self) -> None:
        """Let it come to its end, and look at all of it."""
        await self.up()
        assert not await self.play()
        home, world = self.home, self.home.world
        await home.until("SELECT 1 WHERE NOT EXISTS (SELECT 1 FROM errands WHERE ended_at IS NULL)")
        assert await self.truth() == dict.fromkeys(LINES[1:], True)
        chats = [one for one in await world.chats() if one["title"].startswith("My YouTube")]
        assert sorted(one["id"] for one in chats) == sorted((await connected(home)).values())
        for chat in chats:
            assert chat["photo"]
            assert [one for one in await world.read(chat["id"]) if not one["service"]] == [], "the test post is gone"
        [mine] = await people(home)
        assert mine["id"] == key_of(SigningIn(Talking(home)).secret("telegram-user-session"))
        [quality] = home.rows("SELECT value FROM settings WHERE key = 'download.quality'")
        assert quality["value"] == f'"{QUALITY}"'
        assert await world.denied() == []
        await assert_no_secret_stays(home, self.log.read_text(), [PASSWORD])
        await self.down()

    # -- the truth, after every death --------------------------------------------------------------------------

    async def truth(self) -> dict[str, bool]:
        return {**await truth(self.home), "ready": "ready|finish" in self.person.deeds}

    async def checklist_of_the_rows(self) -> None:
        """As the next start would show it: nothing is said to be done that is not, and nothing is wrong."""
        true = await self.truth()
        for name, line in (await says(self.home)).items():
            assert not line.wrong, (self.deaths[-1:], line.text)
            assert true[name] or not line.done, (self.deaths[-1:], name, line.text)

    async def checklist_in_the_chat(self, panel: Panel) -> bool:
        """Nothing is said to be done that is not. -> whether all that is done is said, which takes one more drawing at most"""
        true = await self.truth()
        shown = {name: panel.texts[name][0] for name in LINES[1:]}
        assert set(shown.values()) <= {"✅", "⬜"}, (self.deaths[-1:], panel.text)
        assert all(true[name] for name, mark in shown.items() if mark == "✅"), (self.deaths[-1:], panel.text)
        return all(mark == "✅" for name, mark in shown.items() if true[name])

    async def standstill(self) -> str:
        panel = await self.person.panel()
        errands = self.home.rows("SELECT kind, subject, tries, trouble FROM errands WHERE ended_at IS NULL")
        at = f"at {panel.place}: {panel.text} {list(panel.texts)}" if panel else "without a panel"
        return f"after {self.deaths[-1:]} {self.person.deeds[-3:]} nothing goes on {at}; open: {errands}"


@asynccontextmanager
async def alive(folder: Path) -> AsyncIterator[Life]:
    """A bot that belongs to nobody yet, with nothing but its token."""
    folder.mkdir(exist_ok=True)
    async with house(folder) as home, Forking() as starts:
        home.without.add("YAGAMI_OWNER_ID")
        await home.world.google_project(interval=0.2)
        await home.world.password(PASSWORD)
        async with Life(home, starts) as life:
            yield life


def named(home: House, deeds: list[str]) -> list[str]:
    """As DEEDS has them."""
    words = {PASSWORD: "PASSWORD", home.addresses["api_hash"]: "KEY", home.addresses["google"]["client_id"]: "CLIENT",
             "telegram|digit|": "#"}  # fmt: skip
    return [next((name for word, name in words.items() if word in one), one) for one in deeds]


@pytest.mark.large
@pytest.mark.timeout(600)
async def test_no_press_of_the_set_up_is_lost_or_done_twice_by_a_kill(tmp_path: Path) -> None:
    async with alive(tmp_path) as life:
        while await life.dies(f"before commit.update#{life.unheard() + 1}"):
            assert await life.dies("after commit.update#1"), "it came again, and was done"
        assert named(life.home, life.person.deeds) == DEEDS
        await life.complete()

        assert len(life.deaths) >= 2 * (len(DEEDS) - 1), "at all of it but what is done at Google's"
        asked = [one["method"] for one in await life.home.world.requests("mtproto")]
        assert [asked.count(one) for one in ("SendCode", "SignIn", "CheckPassword")] == [1, 1, 1]
        assert asked.count("CreateChannel") == len(FEEDS)


@pytest.mark.large
@pytest.mark.timeout(600)
async def test_a_kill_at_any_step_of_the_set_up_leaves_a_true_checklist_and_everything_once(tmp_path: Path) -> None:
    steps = await steps_of_each_line(tmp_path / "undisturbed")
    async with alive(tmp_path / "chain") as life:
        person = life.person
        for line, names in steps.items():
            for name in names:
                if "claim" in person.deeds:
                    await life.home.world.say("/setup")  # the checklist is the first thing to be seen
                if not await life.dies(name, line):
                    break  # the line is done, and what comes later in it does not come again
        await life.complete()

        expected = {
            "after commit.claim", "before telegram.ImportBotAuthorization", "after telegram.SendCode", "before telegram.SignIn",
            "after telegram.CheckPassword", "before telegram.CreateChannel", "after telegram.CreateChannel",
            "after telegram.EditPhoto", "after telegram.EditAdmin", "after telegram.SendMessage", "after telegram.DeleteMessages",
            "after google.device_code", "before google.token", "after commit.google-consent", "after bot_api.download_file",
            "after ytdlp.read_history", "before bot_api.delete_message", "before commit.telegram-access-done",
            "after commit.telegram-sign-in-done", "before commit.channel-done", "after commit.google-device-done",
            "before commit.read-file-done", "after commit.cookies-check-done",
        }  # fmt: skip
        assert expected <= set(life.deaths), expected - set(life.deaths)
        acts = [one for one in named(life.home, person.deeds) if one not in WAYS]
        assert acts == [one for one in DEEDS if one not in WAYS]


async def steps_of_each_line(folder: Path) -> dict[str, list[str]]:
    """The names that an undisturbed set-up comes by, in order; without the presses, at which the other test kills, and without
    MEANWHILE."""
    steps: dict[str, list[str]] = {}
    common: dict[str, None] = {}
    async with alive(folder) as life:
        file, before = folder / "steps", 0
        await life.up(f"list:{file}")
        for line in LINES:
            assert not await life.play(line)
            names = file.read_text().splitlines()
            new = dict.fromkeys(one for one in names[before:] if not one.endswith(("commit.update", *MEANWHILE)))
            common |= dict.fromkeys(one for one in new if is_common(one))
            steps[line] = [one for one in new if not is_common(one)]
            before = len(names)
        await life.down()
    steps[LINES[-1]] = [*common, *steps[LINES[-1]]]
    return steps


def is_common(step: str) -> bool:
    return step.endswith(EVERYWHERE)
