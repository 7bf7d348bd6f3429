"""The upload access is set up in the chat, and every refusal of Telegram's has its sentence and a way on."""

from __future__ import annotations

import pytest

from bot.screens.telegram_views import drawn

from .signing import SigningIn, wrong
from .talking import Talking

HELD = {"telegram-half", "telegram-code", "telegram-password", "telegram-phone", "telegram-new-api", "telegram-qr"}


@pytest.fixture
def signing(talk: Talking) -> SigningIn:
    return SigningIn(talk)


async def test_the_owner_signs_in_by_contact_keypad_and_password(signing: SigningIn) -> None:
    talk = signing.talk
    await signing.world.password("correct horse", "an animal")
    await signing.give_key()
    await signing.enter(await signing.ask_code())
    await talk.sees("Your hint: an animal")
    said = await talk.say("wrong horse")
    await talk.gone(said["id"])
    await talk.sees("the password is wrong")
    said = await talk.say("correct horse")
    await talk.gone(said["id"])
    assert "2 GB" in (await talk.sees("uploaded by Sora (@sora)"))["text"]

    assert signing.sealed() >= {"telegram-api", "telegram-bot-session", "telegram-user-session"}
    assert not signing.sealed() & HELD
    chat = await signing.shown()
    assert signing.addresses["api_hash"] not in chat
    assert "horse" not in chat
    await signing.press("‹ Back")
    await talk.sees("✅ Telegram upload access: Sora (@sora), 2 GB a file")


async def test_a_wrong_key_is_said_and_another_one_may_be_pasted_in_two_messages(signing: SigningIn) -> None:
    talk = signing.talk
    await signing.begin()
    await talk.say("here you are")
    await talk.sees("I found neither an api_id")
    said = await talk.say(f"20000002 {'ab' * 16}")
    await talk.gone(said["id"])
    await talk.sees("Telegram doesn't know this pair")
    assert "telegram-api" not in signing.sealed()

    await talk.say(str(signing.addresses["api_id"]))
    await talk.sees("Now send the api_hash")
    await talk.say(signing.addresses["api_hash"])
    await talk.sees("choose who uploads")
    assert "telegram-new-api" not in signing.sealed()


async def test_a_wrong_code_a_typed_one_and_one_that_expired_are_said_with_a_way_on(signing: SigningIn) -> None:
    talk = signing.talk
    await signing.give_key()
    code = await signing.ask_code()
    await signing.press("5")
    await talk.sees("● ○ ○ ○ ○")
    await signing.press("⌫")
    await talk.sees("○ ○ ○ ○ ○")
    answer = await signing.press("✔")
    assert "5 digits" in answer["answer"]["text"]
    await signing.enter(wrong(code))
    await talk.sees("the code is wrong", button="5")

    said = await talk.say(f"it is {code}")
    await talk.gone(said["id"])
    await signing.world.wait("dm", ever="You wrote the code into the chat", timeout=20)
    code = await signing.keypad()
    await signing.world.expire_codes()
    await signing.enter(code)
    await talk.sees("Telegram cancelled the code")
    await signing.press("📨 Send a new code")
    code = await signing.keypad()
    early = await signing.press("📨 Send it another way")
    assert "Telegram allows that in" in early["answer"]["text"]
    await signing.enter(code)
    await talk.sees("uploaded by Sora")


async def test_a_number_that_is_banned_unknown_or_none_is_said_and_another_may_be_given(signing: SigningIn) -> None:
    talk = signing.talk
    await signing.world.second_account("misa", "447700900777", banned=True)
    await signing.give_key()
    await signing.press("📱 Sign in by phone")
    await talk.sees("Which phone number")
    await talk.say("my number")
    await talk.sees("That is no phone number")
    said = await talk.say("+44 7700 900777")
    await talk.gone(said["id"])
    await talk.sees("Telegram has banned this number")
    await signing.press("📱 Another number")
    await talk.sees("Which phone number")
    await talk.say("+447700900888")
    await talk.sees("Press its digits here", button="5")
    await signing.enter(await signing.world.code("447700900888"))
    await talk.sees("the number has no Telegram account yet")
    await signing.press("📱 Another number")
    await signing.world.fault("telegram.flood_wait", method="SendCode", seconds=7200)
    await signing.talk.sees("Which phone number")
    await talk.say(signing.addresses["owner_phone"])
    await talk.sees("too many tries")
    await talk.sees("Telegram allows the next try")
    await signing.press("🔁 Try again")
    await signing.enter(await signing.keypad())
    await talk.sees("uploaded by Sora")


async def test_a_qr_code_is_renewed_until_it_is_scanned_and_asks_for_the_password(signing: SigningIn) -> None:
    talk = signing.talk
    await signing.world.password("correct horse", "")
    await signing.give_key()
    await signing.press("🔳 Sign in by QR code")
    shown = await talk.sees("Scan this with the phone")
    first = signing.secret("telegram-qr")
    assert first is not None
    assert await signing.world.file(shown["id"]) == drawn(first)
    await signing.world.scan_qr(first)
    await talk.sees("two-step password")
    await talk.say("correct horse")
    await talk.sees("uploaded by Sora")
    assert not signing.sealed() & HELD
    assert not any(one["media"] for one in await signing.world.read("dm"))


async def test_a_qr_code_can_be_broken_off_for_another_way(signing: SigningIn) -> None:
    await signing.give_key()
    await signing.press("🔳 Sign in by QR code")
    await signing.talk.sees("Scan this with the phone")
    await signing.press("‹ Another way to sign in")
    await signing.talk.sees("choose who uploads")
    assert not signing.sealed() & HELD
    await signing.enter(await signing.ask_code())
    await signing.talk.sees("uploaded by Sora")


async def test_only_the_bot_then_an_account_then_signed_out_and_revoked(signing: SigningIn) -> None:
    talk = signing.talk
    await signing.only_bot()
    assert "2 GB" in (await talk.sees("Only the bot uploads"))["text"]
    await signing.press("📱 Sign in with an account")
    await signing.enter(await signing.ask_code())
    await talk.sees("uploaded by Sora")
    people = [one for one in await signing.world.sessions() if not one["bot"]]
    assert len(people) == 1

    await signing.press("🚪 Sign out")
    await signing.press("🚪 Yes, sign out and end the session")
    await talk.sees("choose who uploads")
    await signing.until_signed_in()
    assert "telegram-user-session" not in signing.sealed()


async def test_another_account_replaces_the_first_whose_session_is_ended(signing: SigningIn) -> None:
    talk = signing.talk
    await signing.world.second_account("misa", "447700900777", username="misa", premium=True)
    await signing.sign_in()
    await signing.press("🔁 Another account")
    await signing.enter(await signing.ask_code("+447700900777"))
    now = await talk.sees("uploaded by Misa (@misa)")
    assert "4 GB" in now["text"]
    assert "not the account that you write with" in now["text"]
    await signing.until_signed_in("Misa")
