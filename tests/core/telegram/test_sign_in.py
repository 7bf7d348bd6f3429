"""Signing in step by step: every way on, every refusal under its own name, and a kill after any step."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from core.clock import SystemClock
from core.errors import Condition, NeedsOwner, Permanent, Retry, Trouble
from core.telegram.access import ApiAccess, Way
from core.telegram.sessions import open_user
from core.telegram.sign_in import (
    CodeSent,
    Half,
    PasswordNeeded,
    SignedIn,
    cancel,
    check_access,
    enter_code,
    enter_password,
    log_out,
    resend_code,
    send_code,
)
from locales import texts
from sandbox.telegram.mtproto.faults import REFUSALS
from sandbox.telegram.mtproto.rpc import METHODS

from .world import ACCESS, BOT, OWNER, PHONE, TOKEN, World

DIGITS = "491511234567"
CLOCK = SystemClock()


def way(world: World) -> Way:
    return Way(ACCESS, world.where)


def kept(half: Half) -> Half:
    """As after a restart: nothing is left of it but its text."""
    return Half.from_text(half.to_text())


async def sent(world: World) -> CodeSent:
    return await send_code(PHONE, way(world), CLOCK)


async def entered(world: World, half: Half, code: str | None = None) -> SignedIn | PasswordNeeded:
    return await enter_code(kept(half), code or world.server.codes[DIGITS], way(world), CLOCK)


def wrong(code: str) -> str:
    return f"{(int(code) + 1) % 100_000:05}"


def sentence(trouble: Trouble) -> str:
    """As the owner reads it."""
    return texts().get(trouble.key, **trouble.args_for_text)


async def test_the_owner_signs_in_by_code_and_is_told_who_they_are(world: World) -> None:
    code_sent = await sent(world)
    assert (code_sent.via, code_sent.length, code_sent.resend_in) == ("app", 5, 60)
    done = await entered(world, code_sent.half)
    assert isinstance(done, SignedIn)
    assert (done.me.id, done.me.name, done.me.username, done.me.phone) == (OWNER, "Owner", "owner", DIGITS)
    assert (done.me.premium, done.me.limit) == (False, 2_097_152_000)
    session = await open_user(done.session, ACCESS, world.where, None)
    assert session.me.id == OWNER
    await session.close()


async def test_the_owner_signs_in_by_code_and_password(world: World) -> None:
    world.owner.password, world.owner.password_hint, world.owner.premium = "hunter2", "the usual", True
    asked = await entered(world, (await sent(world)).half)
    assert isinstance(asked, PasswordNeeded)
    assert asked.hint == "the usual"
    with pytest.raises(Retry) as refused:
        await enter_password(kept(asked.half), "hunter3", way(world))
    assert refused.value.key == "telegram-password-wrong"
    done = await enter_password(kept(asked.half), "hunter2", way(world))
    assert (done.me.premium, done.me.limit) == (True, 4_194_304_000)


async def test_a_wrong_code_can_be_corrected(world: World) -> None:
    half = (await sent(world)).half
    with pytest.raises(Retry) as refused:
        await entered(world, half, wrong(world.server.codes[DIGITS]))
    assert refused.value.key == "telegram-code-wrong"
    assert isinstance(await entered(world, half), SignedIn)


async def test_a_code_that_ran_out_says_so(world: World) -> None:
    half = (await sent(world)).half
    world.server.logins.make_old()
    with pytest.raises(Retry) as refused:
        await entered(world, replace(half, sent_at=0.0))
    assert refused.value.key == "telegram-code-expired"


async def test_a_code_that_was_written_into_a_chat_is_told_as_spoiled(world: World) -> None:
    half = (await sent(world)).half
    world.state.send(OWNER, world.state.dialog(OWNER, BOT), f"it is {'-'.join(world.server.codes[DIGITS])}")
    with pytest.raises(Retry) as refused:
        await entered(world, half)
    assert refused.value.key == "telegram-code-spoiled"


async def test_another_code_comes_by_another_way_until_there_is_none(world: World) -> None:
    first = await sent(world)
    old = world.server.codes[DIGITS]
    second = await resend_code(kept(first.half), way(world), CLOCK)
    with pytest.raises(Retry) as void:
        await entered(world, first.half, old)
    assert void.value.key == "telegram-code-spoiled"
    third = await resend_code(second.half, way(world), CLOCK)
    assert [one.via for one in (first, second, third)] == ["app", "sms", "call"]
    assert third.resend_in is None
    with pytest.raises(Retry) as none:
        await resend_code(third.half, way(world), CLOCK)
    assert none.value.key == "telegram-code-no-other-way"
    assert isinstance(await entered(world, third.half), SignedIn)


@pytest.mark.parametrize(
    ("refusal", "code", "key"),
    [
        ("PHONE_NUMBER_INVALID", 400, "telegram-phone-invalid"),
        ("PHONE_NUMBER_BANNED", 400, "telegram-phone-banned"),
        ("PHONE_NUMBER_FLOOD", 400, "telegram-sign-in-blocked"),
        ("PHONE_PASSWORD_FLOOD", 406, "telegram-sign-in-blocked"),
        ("UPDATE_APP_TO_LOGIN", 406, "telegram-sign-in-unsupported"),
        ("AUTH_RESTART", 500, "telegram-sign-in-lost"),
        ("INTERNAL_SERVER_ERROR", 500, "telegram-away"),
    ],
)
async def test_each_refusal_has_its_sentence(
    world: World, monkeypatch: pytest.MonkeyPatch, refusal: str, code: int, key: str
) -> None:
    monkeypatch.setitem(REFUSALS, "telegram.internal", (code, refusal))
    world.faults.switch_on("telegram.internal", method="SendCode")
    with pytest.raises(Trouble) as refused:
        await sent(world)
    assert refused.value.key == key
    assert sentence(refused.value)


async def test_a_flood_wait_says_for_how_long(world: World) -> None:
    world.faults.switch_on("telegram.flood_wait", seconds=1201, method="SendCode")
    with pytest.raises(Retry) as refused:
        await sent(world)
    assert (refused.value.key, refused.value.after) == ("telegram-sign-in-flood", 1201.0)
    assert "21 minutes" in sentence(refused.value).replace("\u2068", "").replace("\u2069", "")


@pytest.mark.parametrize("phone", ["0", "yes", ""])
async def test_what_is_no_phone_number_is_said_to_be_none(world: World, phone: str) -> None:
    with pytest.raises(Permanent) as refused:
        await send_code(phone, way(world), CLOCK)
    assert refused.value.key == "telegram-phone-invalid"


async def test_a_banned_number_is_told(world: World) -> None:
    world.owner.banned = True
    with pytest.raises(Permanent) as refused:
        await sent(world)
    assert refused.value.key == "telegram-phone-banned"


async def test_a_number_without_an_account_has_to_sign_up_elsewhere(world: World) -> None:
    half = (await send_code("+15559999", way(world), CLOCK)).half
    with pytest.raises(Permanent) as refused:
        await enter_code(half, world.server.codes["15559999"], way(world), CLOCK)
    assert refused.value.key == "telegram-sign-up-needed"


async def test_a_wrong_application_is_the_owners_to_mend(world: World) -> None:
    world.server.applications = {ACCESS.api_id: ACCESS.api_hash}
    wrong_hash = Way(ApiAccess(ACCESS.api_id, "another"), world.where)
    for attempt in (send_code(PHONE, wrong_hash, CLOCK), check_access(TOKEN, wrong_hash)):
        with pytest.raises(NeedsOwner) as refused:
            await attempt
        assert refused.value.condition is Condition.TELEGRAM_ACCESS
        assert refused.value.args_for_text["what"] == "api"
    assert isinstance(await entered(world, (await sent(world)).half), SignedIn)


async def test_the_access_is_checked_with_the_bots_own_session(world: World) -> None:
    saved, bot = await check_access(TOKEN, way(world))
    assert (bot.id, bot.name, bot.username) == (BOT, "Yagami", "yagami_bot")
    async with world.new_bot(saved) as session:
        assert session.export() == saved
    assert world.asked("ImportBotAuthorization") == 1


async def test_a_step_that_was_done_before_a_kill_is_found_done(world: World) -> None:
    half = (await sent(world)).half
    code = world.server.codes[DIGITS]
    first = await entered(world, half, code)
    again = await entered(world, half, code)
    assert first == again


async def test_a_kill_after_the_code_still_leads_to_the_password(world: World) -> None:
    world.owner.password = "hunter2"
    half = (await sent(world)).half
    code = world.server.codes[DIGITS]
    await entered(world, half, code)
    again = await entered(world, half, code)
    assert isinstance(again, PasswordNeeded)
    first = await enter_password(kept(again.half), "hunter2", way(world))
    assert await enter_password(kept(again.half), "hunter2", way(world)) == first


async def test_a_half_that_telegram_forgot_begins_anew(world: World) -> None:
    world.owner.password = "hunter2"
    asked = await entered(world, (await sent(world)).half)
    world.server.keys.clear()
    with pytest.raises(Retry) as lost:
        await enter_password(asked.half, "hunter2", way(world))  # type: ignore[union-attr]
    assert lost.value.key == "telegram-sign-in-lost"


@pytest.mark.parametrize("text", ["", "nonsense", "[]", '["a", "b", "c", "d"]', "7"])
def test_what_is_no_half_begins_anew(text: str) -> None:
    with pytest.raises(Retry) as lost:
        Half.from_text(text)
    assert lost.value.key == "telegram-sign-in-lost"


async def test_a_session_is_ended_and_once_more_does_no_harm(world: World) -> None:
    done = await entered(world, (await sent(world)).half)
    assert isinstance(done, SignedIn)
    for _ in range(2):
        await log_out(done.session, way(world))
    world.server.keys.clear()
    await log_out(done.session, way(world))
    await log_out("nonsense", way(world))
    with pytest.raises(NeedsOwner):
        await open_user(done.session, ACCESS, world.where, None)


async def test_a_sign_in_that_is_given_up_leaves_no_code_and_no_session(world: World) -> None:
    half = (await sent(world)).half
    code = world.server.codes[DIGITS]
    await cancel(half, way(world))
    with pytest.raises(Retry):
        await entered(world, half, code)
    world.owner.password = "hunter2"
    asked = await entered(world, (await sent(world)).half)
    await cancel(asked.half, way(world))  # type: ignore[union-attr]
    assert not [key for key in world.server.keys.values() if key.account is not None]


async def test_no_step_shows_a_secret(world: World) -> None:
    world.owner.password = "hunter2"
    code_sent = await sent(world)
    asked = await entered(world, code_sent.half)
    assert isinstance(asked, PasswordNeeded)
    done = await enter_password(asked.half, "hunter2", way(world))
    shown = repr([code_sent, asked, done, Way(ACCESS, world.where, "socks5://me:secret@host:1")])
    for secret in (DIGITS[:-4], code_sent.half.code_hash, done.session, ACCESS.api_hash, "secret@"):
        assert secret not in shown.replace(repr(done.me), "")


async def test_a_way_that_only_telegrams_apps_know_is_told(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    from telethon.tl.functions.auth import SendCodeRequest
    from telethon.tl.types.auth import SentCode, SentCodeTypeSetUpEmailRequired

    async def by_mail(_call: Any, _request: Any) -> Any:
        return SentCode(SentCodeTypeSetUpEmailRequired(), "hash")

    monkeypatch.setitem(METHODS, SendCodeRequest, replace(METHODS[SendCodeRequest], handler=by_mail))
    with pytest.raises(Permanent) as refused:
        await sent(world)
    assert refused.value.key == "telegram-sign-in-unsupported"
