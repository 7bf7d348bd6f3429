"""Access tokens: when they are made anew, and what a refusal means."""

from __future__ import annotations

import asyncio
from urllib.parse import parse_qs

import httpx
import pytest

from core.errors import Condition, NeedsOwner, Retry, Scope
from tests.core.youtube.google import CREDENTIALS, ScriptedGoogle, token


async def test_a_token_is_used_until_a_minute_before_its_end(google: ScriptedGoogle) -> None:
    google.token_answers = [token("one"), token("two")]
    assert await google.tokens.get() == "one"
    google.clock.time += 3599 - 61
    assert await google.tokens.get() == "one"
    google.clock.time += 1
    assert await google.tokens.get() == "two"
    assert len(google.token_requests) == 2


async def test_a_hundred_callers_make_one_refresh(google: ScriptedGoogle) -> None:
    tokens = await asyncio.gather(*(google.tokens.get() for _ in range(100)))
    assert set(tokens) == {"access-secret-1"}
    assert len(google.token_requests) == 1


async def test_two_callers_refused_with_the_same_token_make_one_refresh(google: ScriptedGoogle) -> None:
    google.token_answers = [token("one"), token("two"), token("three")]
    refused = await google.tokens.get()
    google.tokens.forget(refused)
    assert await google.tokens.get() == "two"
    google.tokens.forget(refused)
    assert await google.tokens.get() == "two"
    google.tokens.forget()
    assert await google.tokens.get() == "three"


async def test_the_old_refresh_token_is_kept_when_the_reply_has_none(google: ScriptedGoogle) -> None:
    await google.tokens.get()
    google.tokens.forget()
    await google.tokens.get()
    forms = [parse_qs(request.content.decode()) for request in google.token_requests]
    assert [form["refresh_token"] for form in forms] == [["refresh-secret-1"], ["refresh-secret-1"]]
    assert forms[0]["grant_type"] == ["refresh_token"]
    assert google.new_refresh_tokens == []


async def test_a_new_refresh_token_is_handed_over_once_and_used(google: ScriptedGoogle) -> None:
    google.token_answers = [token("one", refresh_token="refresh-secret-2")]
    await google.tokens.get()
    google.tokens.forget()
    await google.tokens.get()
    assert google.new_refresh_tokens == ["refresh-secret-2"]
    assert parse_qs(google.token_requests[1].content.decode())["refresh_token"] == ["refresh-secret-2"]


@pytest.mark.parametrize(
    ("status", "error", "condition"),
    [
        (400, "invalid_grant", Condition.GOOGLE_CONSENT),
        (400, "admin_policy_enforced", Condition.GOOGLE_CONSENT),
        (403, "org_internal", Condition.GOOGLE_CLIENT),
        (401, "invalid_client", Condition.GOOGLE_CLIENT),
        (400, "unauthorized_client", Condition.GOOGLE_CLIENT),
        (401, "deleted_client", Condition.GOOGLE_CLIENT),
    ],
)
async def test_a_final_refusal_is_the_owners(
    google: ScriptedGoogle, status: int, error: str, condition: Condition
) -> None:
    google.token_answers = [httpx.Response(status, json={"error": error, "error_description": "no"})]
    with pytest.raises(NeedsOwner) as caught:
        await google.tokens.get()
    assert (caught.value.condition, caught.value.scope) == (condition, Scope.GOOGLE)
    assert len(google.token_requests) == 1


@pytest.mark.parametrize(
    ("answer", "key"),
    [
        (httpx.Response(503, text="<html>"), "google-down"),
        (httpx.ConnectError("no route"), "google-unreachable"),
        (httpx.ReadTimeout("slow"), "google-unreachable"),
        (httpx.Response(429, json={"error": "rate_limit_exceeded"}), "google-rate-limited"),
        (httpx.Response(200, text="<html>hotel wifi</html>"), "google-nonsense"),
        (httpx.Response(200, text='{"access_token": "x'), "google-nonsense"),
        (httpx.Response(200, json=["x"]), "google-nonsense"),
        (httpx.Response(200, json={"expires_in": 5}), "google-nonsense"),
        (httpx.Response(200, json={"access_token": "x"}), "google-nonsense"),
        (httpx.Response(200, json={"access_token": "x", "expires_in": "soon"}), "google-nonsense"),
        (httpx.Response(400, json={"error": "brand_new_word"}), "google-refused"),
        (httpx.Response(302, headers={"Location": "http://portal.example"}), "google-nonsense"),
    ],
)
async def test_anything_else_is_tried_again_later(
    google: ScriptedGoogle, answer: httpx.Response | Exception, key: str
) -> None:
    google.token_answers = [answer]
    with pytest.raises(Retry) as caught:
        await google.tokens.get()
    assert (caught.value.key, caught.value.scope) == (key, Scope.GOOGLE)
    google.token_answers = [token("later")]
    assert await google.tokens.get() == "later"


async def test_a_fault_of_a_second_is_not_noticed(google: ScriptedGoogle) -> None:
    google.token_answers = [httpx.ConnectError("once"), httpx.Response(500), token("one")]
    assert await google.tokens.get() == "one"


async def test_no_secret_shows(google: ScriptedGoogle) -> None:
    google.token_answers = [httpx.Response(400, json={"error": "invalid_grant"})]
    with pytest.raises(NeedsOwner) as caught:
        await google.tokens.get()
    assert "secret" not in repr(CREDENTIALS) + str(caught.value) + repr(caught.value)
