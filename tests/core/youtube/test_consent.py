"""The device flow against the sandbox's Google: every end it can take."""

from __future__ import annotations

import json
from collections.abc import Callable

import httpx
import pytest

from core.errors import Condition, NeedsOwner, Permanent, Retry, Scope, Trouble
from core.youtube.client_file import Client
from core.youtube.consent import SCOPE, DeviceCode, Granted, Pending, begin_device, poll_device, revoke
from locales import texts
from tests.core.youtube.google import ScriptedGoogle
from tests.core.youtube.google_rig import GoogleRig

CLIENT = Client("123456-abc.apps.googleusercontent.com", "client-secret-1")
CODE = DeviceCode("device-secret-1", "ABCD-EFGH", "https://www.google.com/device", 1_795_001_800.0, 5.0)


def told(trouble: Trouble) -> tuple[str, object]:
    """What the owner would be told, proven to have words."""
    assert trouble.scope is Scope.GOOGLE
    assert texts().get(trouble.key)
    return trouble.key, trouble.args_for_text.get("card")


async def test_the_owner_allows_it_on_another_screen(rig: GoogleRig) -> None:
    code = await begin_device(rig.http, rig.tv, rig.clock)
    assert code.url == "https://www.google.com/device"
    assert code.expires_at == rig.clock.now() + 1800
    code = DeviceCode.from_text(code.to_text())  # as after a kill
    assert await poll_device(rig.http, rig.tv, code, rig.clock) == Pending(5.0, code)
    rig.world.tokens.devices.allow(code.user_code)
    rig.clock.time += 5
    granted = await poll_device(rig.http, rig.tv, code, rig.clock)
    assert isinstance(granted, Granted)
    assert (granted.scope, granted.expires_in_days, granted.testing) == (SCOPE, None, False)
    rig.kept.now = granted.credentials(rig.tv)
    assert (await rig.google.my_channel()).title == "Yagami's Owner"


async def test_a_poll_too_soon_makes_every_later_wait_longer(rig: GoogleRig) -> None:
    code = await begin_device(rig.http, rig.tv, rig.clock)
    await poll_device(rig.http, rig.tv, code, rig.clock)
    slower = await poll_device(rig.http, rig.tv, code, rig.clock)
    assert isinstance(slower, Pending)
    assert (slower.next_in, slower.code.interval) == (10.0, 10.0)
    rig.clock.time += 10
    assert await poll_device(rig.http, rig.tv, slower.code, rig.clock) == Pending(10.0, slower.code)


async def test_a_consent_in_testing_says_that_it_ends_in_seven_days(rig: GoogleRig) -> None:
    rig.project.testing = True
    code = await begin_device(rig.http, rig.tv, rig.clock)
    rig.world.tokens.devices.allow(code.user_code)
    granted = await poll_device(rig.http, rig.tv, code, rig.clock)
    assert isinstance(granted, Granted)
    assert (granted.expires_in_days, granted.testing) == (7, True)
    rig.kept.now = granted.credentials(rig.tv)
    await rig.google.my_channel()
    rig.clock.time += 7 * 86_400
    with pytest.raises(NeedsOwner) as gone:
        await rig.google.my_channel()
    assert gone.value.condition is Condition.GOOGLE_CONSENT


def denied(rig: GoogleRig, code: DeviceCode) -> None:
    rig.world.tokens.devices.deny(code.user_code)


def expired_at_google(rig: GoogleRig, code: DeviceCode) -> None:
    rig.world.tokens.devices.expire(code.user_code)


def expired_by_our_clock(rig: GoogleRig, code: DeviceCode) -> None:
    rig.world.tokens.devices.allow(code.user_code)
    rig.clock.time = code.expires_at


def partly_allowed(rig: GoogleRig, code: DeviceCode) -> None:
    rig.world.tokens.devices.allow(code.user_code, "openid")


def forbidden_by_the_administrator(rig: GoogleRig, _code: DeviceCode) -> None:
    rig.faults.switch_on("token.refuse", error="admin_policy_enforced")


def refused_by_a_new_word(rig: GoogleRig, _code: DeviceCode) -> None:
    rig.faults.switch_on("token.refuse", error="brand_new_word")


@pytest.mark.parametrize(
    ("ending", "key"),
    [
        (denied, "google-consent-refused"),
        (expired_at_google, "google-code-expired"),
        (expired_by_our_clock, "google-code-expired"),
        (partly_allowed, "google-consent-partial"),
        (forbidden_by_the_administrator, "google-admin-policy"),
        (refused_by_a_new_word, "google-consent-failed"),
    ],
)
async def test_each_end_of_a_code_has_its_sentence(
    rig: GoogleRig, ending: Callable[[GoogleRig, DeviceCode], None], key: str
) -> None:
    code = await begin_device(rig.http, rig.tv, rig.clock)
    ending(rig, code)
    with pytest.raises(Permanent) as end:
        await poll_device(rig.http, rig.tv, code, rig.clock)
    assert told(end.value) == (key, None)


async def test_a_granted_answer_that_was_lost_ends_the_code(rig: GoogleRig) -> None:
    code = await begin_device(rig.http, rig.tv, rig.clock)
    rig.world.tokens.devices.allow(code.user_code)
    rig.faults.switch_on("token.lost_answer")
    with pytest.raises(Retry) as lost:
        await poll_device(rig.http, rig.tv, code, rig.clock)
    assert lost.value.key == "google-unreachable"
    with pytest.raises(Permanent) as end:
        await poll_device(rig.http, rig.tv, code, rig.clock)
    assert end.value.key == "google-code-expired"


@pytest.mark.parametrize("kind", ["desktop", "web"])
async def test_a_client_of_another_type_names_its_card(rig: GoogleRig, kind: str) -> None:
    rig.project.first.kind = kind  # type: ignore[assignment]
    with pytest.raises(NeedsOwner) as wrong:
        await begin_device(rig.http, rig.tv, rig.clock)
    assert told(wrong.value) == ("condition-google_client", "client")
    assert wrong.value.args_for_text["problem"] == "type"


async def test_a_client_that_does_not_exist_and_a_wrong_secret_are_told_apart(rig: GoogleRig) -> None:
    with pytest.raises(NeedsOwner) as unknown:
        await begin_device(rig.http, CLIENT, rig.clock)
    assert told(unknown.value) == ("condition-google_client", "client")
    assert unknown.value.args_for_text["problem"] == "unknown"
    code = await begin_device(rig.http, rig.tv, rig.clock)
    wrong = Client(rig.tv.client_id, "GOCSPX-not-the-secret-of-it-at-all")
    with pytest.raises(NeedsOwner) as secret:
        await poll_device(rig.http, wrong, code, rig.clock)
    assert told(secret.value) == ("condition-google_client", "client")
    assert secret.value.args_for_text["problem"] == "secret"


@pytest.mark.parametrize(
    ("sentence", "problem"),
    [
        ("Invalid client type.", "type"),
        ("Only clients of type &#39;TVs and Limited Input devices&#39; can use the OAuth 2.0 flow for TV", "type"),
        ("The OAuth client was not found.", "unknown"),
        ("The provided client secret is invalid.", "secret"),
        ("Unauthorized", "secret"),
        ("A sentence that nobody knows", "other"),
        ("", "other"),
    ],
)
async def test_googles_sentence_tells_one_wrong_client_from_another(
    google: ScriptedGoogle, sentence: str, problem: str
) -> None:
    """Sentences as they stand in issue threads of 2021 to 2026."""
    google.token_answers = [httpx.Response(401, json={"error": "invalid_client", "error_description": sentence})]
    with pytest.raises(NeedsOwner) as wrong:
        await begin_device(google.http, CLIENT, google.clock)
    assert wrong.value.args_for_text == {"card": "client", "problem": problem}


async def test_a_screen_for_the_organisation_only_names_its_card(rig: GoogleRig) -> None:
    code = await begin_device(rig.http, rig.tv, rig.clock)
    rig.faults.switch_on("token.refuse", error="org_internal", status=403)
    with pytest.raises(NeedsOwner) as closed:
        await poll_device(rig.http, rig.tv, code, rig.clock)
    assert told(closed.value) == ("condition-google_client", "consent")


async def test_an_api_that_is_not_enabled_names_its_card(rig: GoogleRig) -> None:
    rig.project.api_enabled = False
    rig.consented()
    with pytest.raises(NeedsOwner) as missed:
        await rig.google.my_channel()
    assert told(missed.value) == ("condition-google_client", "enable")


async def test_too_many_codes_are_tried_again_later(rig: GoogleRig) -> None:
    rig.faults.switch_on("device.refuse")
    with pytest.raises(Retry) as limited:
        await begin_device(rig.http, rig.tv, rig.clock)
    assert told(limited.value) == ("google-rate-limited", None)
    assert await begin_device(rig.http, rig.tv, rig.clock)


@pytest.mark.parametrize(
    ("answer", "key"),
    [
        (httpx.ConnectError("no route"), "google-unreachable"),
        (httpx.Response(503, text="<html>"), "google-down"),
        (httpx.Response(200, text="<html>hotel wifi</html>"), "google-nonsense"),
        (httpx.Response(302, headers={"Location": "http://portal.example"}), "google-nonsense"),
        (httpx.Response(429, json={"error": "try_later"}), "google-rate-limited"),
        (httpx.Response(200, json={"refresh_token": "", "scope": SCOPE}), "google-nonsense"),
        (httpx.Response(200, json={"refresh_token": "x", "scope": 5}), "google-nonsense"),
    ],
)
async def test_a_poll_that_said_nothing_is_one_request_and_the_code_lives(
    google: ScriptedGoogle, answer: httpx.Response | Exception, key: str
) -> None:
    google.token_answers = [answer]
    with pytest.raises(Retry) as passing:
        await poll_device(google.http, CLIENT, CODE, google.clock)
    assert told(passing.value) == (key, None)
    assert len(google.token_requests) == 1


FULL = {
    "device_code": "d",
    "user_code": "u",
    "expires_in": 1800,
    "interval": 7,
    "verification_url": "https://google.com/device",
}


@pytest.mark.parametrize(
    "changed",
    [
        {"device_code": None},
        {"user_code": 5},
        {"expires_in": "soon"},
        {"expires_in": 0},
        {"expires_in": float("inf")},
        {"verification_url": "javascript:alert(1)"},
        {"verification_url": None},
    ],
)
async def test_half_an_answer_is_no_code(google: ScriptedGoogle, changed: dict[str, object]) -> None:
    google.token_answers = [answer_of(FULL | changed)]
    with pytest.raises(Retry) as odd:
        await begin_device(google.http, CLIENT, google.clock)
    assert told(odd.value) == ("google-nonsense", None)


async def test_the_standards_own_names_are_understood(google: ScriptedGoogle) -> None:
    standard = {name: value for name, value in FULL.items() if name not in {"verification_url", "interval"}}
    google.token_answers = [answer_of(standard | {"verification_uri": "https://google.com/device"})]
    code = await begin_device(google.http, CLIENT, google.clock)
    assert (code.url, code.interval) == ("https://google.com/device", 5.0)


def answer_of(body: dict[str, object]) -> httpx.Response:
    return httpx.Response(200, content=json.dumps(body))


async def test_signing_out_revokes_and_twice_is_fine(rig: GoogleRig) -> None:
    rig.consented()
    await rig.google.my_channel()
    token = rig.world.google["refresh_token"]
    await revoke(rig.http, token, rig.clock)
    assert rig.project.alive(token) is None
    await revoke(rig.http, token, rig.clock)
    rig.faults.switch_on("token.server_error", times=None)
    with pytest.raises(Retry):
        await revoke(rig.http, token, rig.clock)


async def test_no_secret_shows(rig: GoogleRig) -> None:
    code = await begin_device(rig.http, rig.tv, rig.clock)
    rig.world.tokens.devices.allow(code.user_code)
    granted = await poll_device(rig.http, rig.tv, code, rig.clock)
    assert isinstance(granted, Granted)
    shown = repr((code, granted, rig.tv))
    assert [one for one in (code.device_code, granted.refresh_token, rig.tv.client_secret) if one in shown] == []
