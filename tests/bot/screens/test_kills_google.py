"""kill -9 in the middle of connecting Google and of sending cookies: it goes on by itself, and nothing is lost or done twice."""

from __future__ import annotations

from functools import partial

import pytest

from .google_ways import client, code_shown, turn
from .test_kills import Mortal, mortal

__all__ = ["mortal"]

OWNER = "signed in as Yagami's Owner"


async def with_client(owner: Mortal) -> None:
    """The client is kept, and no code is out."""
    await owner.world.google_project(interval=0.05)
    await turn(owner.talk, "google|client")
    await owner.talk.say("\n".join(client(owner.talk)))
    await code_shown(owner.talk)
    await owner.press("✖️ Stop")
    await owner.talk.sees("I have your client")


async def code(owner: Mortal) -> str:
    """Nothing else is under way then that the kill could meet."""
    await owner.press("🔑 Get a code")
    shown = await code_shown(owner.talk)
    await owner.talk.home.until(
        "SELECT 1 WHERE NOT EXISTS (SELECT 1 FROM errands WHERE kind != 'google-device' AND ended_at IS NULL)"
    )
    return shown


async def test_a_code_comes_whenever_the_app_is_killed(mortal: Mortal) -> None:
    await with_client(mortal)
    for step in (
        "before commit.update", "after commit.update", "before google.device_code", "after google.device_code",
        "before commit.google-consent", "after commit.google-consent",
    ):  # fmt: skip
        await mortal.down()
        await mortal.dies(step, partial(mortal.pushes, "🔑 Get a code"), partial(code_shown, mortal.talk))
        await mortal.press("✖️ Stop")
        await mortal.talk.sees("I have your client")


async def test_a_consent_connects_whenever_the_app_is_killed_after_it_was_sealed(mortal: Mortal) -> None:
    await with_client(mortal)
    for step in (
        "after commit.google-consent", "before google.channels.list", "after google.channels.list",
        "before commit.google-device-done", "after commit.google-device-done",
    ):  # fmt: skip
        shown = await code(mortal)
        await mortal.down()
        await mortal.dies(step, partial(mortal.world.google_allow, shown), partial(mortal.talk.sees, "Connected as"))
        await mortal.press("Sign out")
        await mortal.press("Yes, sign out")
        await mortal.talk.sees("I have your client")


async def test_a_consent_that_was_lost_on_its_way_is_told_and_asked_for_again(mortal: Mortal) -> None:
    """Google gives it once; between its answer and the disk nobody can hold it."""
    await with_client(mortal)
    shown = await code(mortal)
    await mortal.down()
    told = partial(mortal.talk.sees, "the code has expired or was used already")
    await mortal.dies("before commit.google-consent", partial(mortal.world.google_allow, shown), told)
    await mortal.press("🔁 New code")
    await mortal.world.google_allow(await code_shown(mortal.talk))
    await mortal.talk.sees("Connected as")


async def test_signing_out_reaches_google_whenever_the_app_is_killed(mortal: Mortal) -> None:
    await with_client(mortal)

    async def revoked(before: int) -> None:
        await mortal.talk.sees("I have your client")
        await mortal.talk.home.until(
            "SELECT 1 WHERE NOT EXISTS (SELECT 1 FROM errands WHERE kind = 'google-revoke' AND ended_at IS NULL)"
        )
        assert "google" not in mortal.sealed()
        assert "google-leaving" not in mortal.sealed()
        assert len(await mortal.world.google_consents()) < before

    for step in (
        "before commit.update", "after commit.update", "before google.revoke", "after google.revoke",
        "before commit.google-revoke-done", "after commit.google-revoke-done",
    ):  # fmt: skip
        await mortal.world.google_allow(await code(mortal))
        await mortal.talk.sees("Connected as")
        await mortal.press("Sign out")
        await mortal.talk.sees("Sign out of Google?")
        living = len(await mortal.world.google_consents())
        await mortal.down()
        await mortal.dies(step, partial(mortal.pushes, "Yes, sign out"), partial(revoked, living))


@pytest.mark.large
async def test_cookies_are_taken_and_their_message_goes_whenever_the_app_is_killed(mortal: Mortal) -> None:
    sent: list[int] = []

    async def send() -> None:
        text = await mortal.world.cookies()
        sent.append((await mortal.world.send_file("cookies.txt", text.encode()))["id"])

    async def taken() -> None:
        await mortal.talk.sees(OWNER)
        await mortal.talk.gone(sent[-1])

    await turn(mortal.talk, "cookies")
    await mortal.talk.sees("Cookies are the key")
    for step in (
        "before commit.update", "after commit.update", "before bot_api.get_file", "after bot_api.download_file",
        "before bot_api.delete_message", "after bot_api.delete_message", "before commit.read-file-done",
        "after commit.read-file-done", "before ytdlp.read_history", "after ytdlp.read_history",
        "before commit.cookies-check-done", "after commit.cookies-check-done",
    ):  # fmt: skip
        await mortal.down()
        await mortal.dies(step, send, taken)
        await mortal.press("Forget them")
        await mortal.press("Yes, forget them")
        await mortal.talk.sees("Cookies are the key")
