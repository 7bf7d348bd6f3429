"""/cancel in the middle of something: it is given up, and the panel is where it was begun."""

from __future__ import annotations

from .google_ways import client, code_shown, turn
from .signing import SigningIn
from .talking import SOON, Talking


async def test_a_sign_in_that_waits_for_its_code_is_given_up(talk: Talking) -> None:
    signing = SigningIn(talk)
    await signing.give_key()
    await signing.ask_code()
    said = await talk.say("/cancel")
    await talk.sees("choose who uploads", since=said["id"])
    await talk.home.until("SELECT 1 FROM settings WHERE key = 'telegram.sign-in' AND value = 'null'", timeout=SOON)
    assert not talk.home.rows("SELECT 1 FROM errands WHERE kind = 'telegram-sign-in' AND ended_at IS NULL")
    assert not talk.home.rows(
        "SELECT 1 FROM secrets WHERE name IN ('telegram-code', 'telegram-password', 'telegram-phone')"
    )


async def test_the_page_that_asks_for_a_number_is_left_with_its_keyboard(talk: Talking) -> None:
    signing = SigningIn(talk)
    await signing.give_key()
    await signing.press("📱 Sign in by phone")
    await talk.sees("👇 Your number")
    said = await talk.say("/cancel")
    await talk.sees("choose who uploads", since=said["id"])
    await talk.home.until("SELECT 1 WHERE NOT EXISTS (SELECT 1 FROM question)", timeout=SOON)
    assert await talk.world.keyboard() == []


async def test_a_page_that_asks_something_leads_back_to_the_list(talk: Talking) -> None:
    signing = SigningIn(talk)
    await signing.begin()
    said = await talk.say("/cancel")
    await talk.sees("Take the lines in any order", since=said["id"])


async def test_a_consent_that_waits_is_given_up(talk: Talking) -> None:
    await talk.world.google_project(interval=0.05)
    await turn(talk, "google|client")
    await talk.say("\n".join(client(talk)))
    await code_shown(talk)
    await talk.say("/cancel")
    await talk.home.until(
        "SELECT 1 WHERE NOT EXISTS (SELECT 1 FROM secrets WHERE name = 'google-device')", timeout=SOON
    )
    await talk.home.until("SELECT 1 FROM errands WHERE kind = 'google-device' AND ended_at IS NOT NULL", timeout=SOON)
