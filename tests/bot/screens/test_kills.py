"""kill -9 in the middle of the set-up's first two lines: it goes on by itself after the restart, and does nothing twice."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from functools import partial
from pathlib import Path

import pytest

from tests.stories.forking import Forking
from tests.stories.house import house
from tests.stories.mortal import Mortal as MortalApp

from .signing import SigningIn
from .talking import SOON, Talking

Act = Callable[[], Awaitable[object]]


class Mortal(SigningIn):
    """The owner of an app that is killed. It is down between `down` and `dies`."""

    def __init__(self, talk: Talking, app: MortalApp) -> None:
        super().__init__(talk)
        self.app = app

    async def down(self) -> None:
        """Killed while there is nothing to do."""
        async with asyncio.timeout(SOON):
            while self.app.unheard():  # another process confirms them
                await asyncio.sleep(0.02)
                self.app.assert_lives()
        await self.app.down()

    async def dies(self, step: str, act: Act, then: Act) -> None:
        """The app runs, is killed at `step` while the owner does one thing, runs again, and comes to `then` by itself."""
        await self.app.up(f"kill:{step}")
        await act()
        await self.app.died(f"it never came {step}")
        await self.app.up()
        await then()

    async def pushes(self, button: str) -> None:
        """Press, and don't wait for an answer."""
        await self.talk.sees(button=button)
        await self.world.press(button)


@pytest.fixture
async def mortal(tmp_path: Path) -> AsyncIterator[Mortal]:
    async with house(tmp_path) as home, Forking() as starts, MortalApp(home, starts) as app:
        await app.up()
        yield Mortal(Talking(home), app)


async def test_the_key_is_checked_and_kept_whenever_the_app_is_killed(mortal: Mortal) -> None:
    async def paste() -> None:
        await mortal.talk.say(f"{mortal.addresses['api_id']} {mortal.addresses['api_hash']}")

    async def kept(times: int) -> None:
        await mortal.talk.home.until(
            """SELECT 1 WHERE (SELECT count(*) FROM errands WHERE kind = 'telegram-access' AND trouble IS NULL) = ?
               AND NOT EXISTS (SELECT 1 FROM errands WHERE ended_at IS NULL)""",
            times,
        )
        assert "telegram-api" in mortal.sealed()
        assert "telegram-new-api" not in mortal.sealed()
        assert mortal.addresses["api_hash"] not in await mortal.shown()

    await mortal.begin()
    steps = (
        "before commit.update", "after commit.update", "before telegram.ImportBotAuthorization",
        "after telegram.ImportBotAuthorization", "before commit.telegram-access-done", "after commit.telegram-access-done",
    )  # fmt: skip
    for times, step in enumerate(steps, 1):
        await mortal.down()
        await mortal.dies(step, paste, partial(kept, times))
        await mortal.talk.sees("choose who uploads")
        await mortal.press("🔑 Change the key")
        await mortal.talk.sees("The key that you have now stays")


async def test_a_number_is_asked_for_a_code_whenever_the_app_is_killed(mortal: Mortal) -> None:
    async def contact() -> None:
        await mortal.talk.sees("👇 Your number")
        await mortal.world.press("📱 Send my phone number")

    await mortal.give_key()
    await mortal.press("📱 Sign in by phone")
    for step in (
        "before commit.update", "after commit.update", "after telegram.SendCode", "after commit.telegram-sign-in-done",
    ):  # fmt: skip
        await mortal.talk.sees("Which phone number")
        await mortal.down()
        await mortal.dies(step, contact, mortal.keypad)
        await mortal.press("📱 Another number")


async def test_a_press_is_neither_lost_nor_done_twice_by_a_kill(mortal: Mortal) -> None:
    await mortal.give_key()
    await mortal.ask_code()
    for step in ("before commit.update", "after commit.update"):
        await mortal.down()
        await mortal.dies(step, partial(mortal.pushes, "5"), partial(mortal.talk.sees, "● ○ ○ ○ ○"))
        await mortal.press("⌫")
        await mortal.talk.sees("○ ○ ○ ○ ○")


async def test_a_code_signs_in_whenever_the_app_is_killed(mortal: Mortal) -> None:
    await mortal.give_key()
    for step in (
        "after commit.update", "before telegram.SignIn", "after telegram.SignIn",
        "before commit.telegram-sign-in-done", "after commit.telegram-sign-in-done",
    ):  # fmt: skip
        code = await mortal.ask_code()
        await mortal.enter(code[:4])
        await mortal.talk.sees("● ● ● ● ○")
        await mortal.down()
        await mortal.dies(step, partial(mortal.pushes, code[4]), partial(mortal.talk.sees, "uploaded by Sora"))
        await mortal.until_signed_in("Sora")
        await mortal.press("🔁 Another account")


async def test_a_channel_is_made_once_whenever_the_app_is_killed(mortal: Mortal) -> None:
    async def connected(times: int) -> None:
        """To another channel each time, since it was asked for again."""
        await mortal.talk.home.until("SELECT 1 WHERE (SELECT count(*) FROM destinations) = ?", times)
        ours = [one for one in await mortal.world.chats() if one["title"] == "My YouTube likes"]
        assert len(ours) == times
        assert all(one["photo"] for one in ours)
        [feed] = mortal.talk.home.rows("SELECT chat_id FROM feeds f JOIN destinations d ON d.id = f.destination_id")
        assert feed["chat_id"] == ours[-1]["id"]
        assert [one for one in await mortal.world.read(ours[-1]["id"]) if not one["service"]] == []

    await mortal.sign_in()
    await mortal.press("‹ Back")
    await mortal.press("⬜ Channels")
    await mortal.press("⬜ Likes")
    steps = (
        "before commit.update", "after commit.update", "before telegram.CreateChannel", "after telegram.CreateChannel",
        "after telegram.EditPhoto", "after telegram.EditAdmin", "after telegram.SendMessage", "after telegram.DeleteMessages",
        "after commit.channel-done",
    )  # fmt: skip
    for times, step in enumerate(steps, 1):
        await mortal.talk.sees(button="✨ Create it for me")
        await mortal.down()
        await mortal.dies(step, partial(mortal.pushes, "✨ Create it for me"), partial(connected, times))
