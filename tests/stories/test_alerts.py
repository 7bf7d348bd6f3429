"""What only the owner can mend is told once, with the button that mends it; and buttons under posts do what they say."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import pytest

from tests.bot.screens.talking import Talking

from .house import House

Json = dict[str, Any]


@pytest.fixture
async def chat(home: House) -> AsyncIterator[Talking]:
    """Everything is set up, and the app runs."""
    async with home.living():
        yield Talking(home)


async def nudge(chat: Talking) -> None:
    """The rows are looked at now, and not in half a minute."""
    await chat.say("/menu")


async def test_a_consent_that_is_gone_is_told_and_its_button_leads_to_google(chat: Talking) -> None:
    await chat.world.google_revoke()
    await chat.home.until("SELECT 1 FROM feeds WHERE trouble LIKE '%google_consent%'")
    await nudge(chat)
    alert = await chat.sees("Google's consent is gone", button="🔑 Connect Google again")
    await chat.press("🔑 Connect Google again", message=alert["id"])
    panel = await chat.sees(since=alert["id"], button="‹ Back")
    assert "Google" in panel["text"]
    assert panel["id"] > alert["id"], "the panel comes anew"


async def test_a_lost_channel_is_told_and_what_waited_comes_when_it_is_mended(chat: Talking) -> None:
    await chat.world.bot_role("likes", "left")
    await chat.world.like("yagamiShort")
    await chat.home.until("SELECT 1 FROM destinations WHERE trouble LIKE '%channel_lost%'")
    await nudge(chat)
    alert = await chat.sees("I can't post in", button="🔁 It is mended, try again")
    rights = ["can_post_messages", "can_edit_messages", "can_delete_messages"]
    await chat.world.bot_role("likes", "administrator", rights)
    await chat.press("🔁 It is mended, try again", message=alert["id"])
    await chat.world.wait("likes", messages=2, media=1, timeout=60)
    await nudge(chat)
    [mended] = await chat.world.wait("dm", message=alert["id"], text="Caught up: 1 post.", timeout=60)
    assert mended["buttons"] == []


async def test_the_buttons_under_a_post_cancel_and_bring_its_video(chat: Talking) -> None:
    await chat.world.fault("media.slow", times=None, bytes=300_000)
    await chat.world.like("yagamiLarge")
    await chat.world.wait("likes", button="✖️ Cancel", text="downloading", timeout=60)
    assert (await press(chat, "✖️ Cancel"))["answer"]["text"] == "Cancelled."
    await chat.world.wait("likes", button="⬇️ Download", text="🚫 cancelled", timeout=60)
    await chat.world.heal()
    assert (await press(chat, "⬇️ Download"))["answer"]["text"] == "It is in the queue."
    [post, _] = await chat.world.wait("likes", text="✅ sent", media=1, timeout=60)

    [job] = chat.home.rows("SELECT id FROM downloads")
    late = await chat.world.press_data(f"post|cancel|{job['id']}", message=post["id"], chat="likes", timeout=20)
    assert late["answer"]["text"] == "Too late for that. It is now: sent."
    other = await chat.world.press_data("post|cancel|99", message=post["id"], chat="likes", timeout=20)
    assert other["answer"]["text"] == "That video is not known any more."


async def test_a_video_that_waits_is_put_off(chat: Talking) -> None:
    await chat.world.fault("media.slow", times=None, bytes=300_000)
    for video in ("yagamiLarge", "yagamiShort"):
        await chat.world.like(video)
    await chat.world.wait("likes", button="🕒 Later", text="downloading", timeout=60)
    await chat.home.until("SELECT 1 FROM downloads WHERE state = 'fetching'")
    [waiting] = await chat.home.until("SELECT id FROM downloads WHERE state = 'queued'")
    posts = await chat.world.wait("likes", without_button="nothing", button="🕒 Later", timeout=60)
    post = next(one for one in posts if f"post|later|{waiting['id']}" in str(one["buttons"]))
    answer = await chat.press("🕒 Later", chat="likes", message=post["id"])
    assert answer["answer"]["text"] == "Put off for 3 hours."
    await chat.world.wait("likes", message=post["id"], text="put off until", timeout=60)


async def press(chat: Talking, button: str) -> Json:
    posts = await chat.world.read("likes")
    post = next(one for one in posts if button in str(one["buttons"]))
    return await chat.world.press(button, message=post["id"], chat="likes", timeout=20)
