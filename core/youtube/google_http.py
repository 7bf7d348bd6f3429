"""One call to Google: a few quick tries, then a trouble. Knows how Google says no; knows no method and no token.

Only calls that may be repeated go through here (lists and token refreshes). What lasts longer than a few seconds is not
waited for: the caller's row keeps the wish, and the backoff brings it back.
"""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Any
from zoneinfo import ZoneInfo

import httpx
import stamina

from core.errors import Condition, NeedsOwner, Retry, Scope, Trouble
from core.step import step

TRIES = 3
TRY_FOR_SECONDS = 10.0
#: The quota is reset at midnight Pacific; this long after it, so that a clock that is a little fast does no harm.
AFTER_MIDNIGHT_SECONDS = 60.0
_PACIFIC = ZoneInfo("America/Los_Angeles")

_QUOTA = {"quotaExceeded", "dailyLimitExceeded", "dailyLimitExceededUnreg"}
_RATE = {"rateLimitExceeded", "userRateLimitExceeded", "RESOURCE_EXHAUSTED", "rate_limit_exceeded"}
_CLIENT = {"accessNotConfigured", "SERVICE_DISABLED", "invalid_client", "unauthorized_client", "deleted_client"}
_CONSENT = {
    "authError",
    "UNAUTHENTICATED",
    "insufficientPermissions",
    "ACCESS_TOKEN_SCOPE_INSUFFICIENT",
    "youtubeSignupRequired",
    "invalid_grant",
    "access_denied",
    "admin_policy_enforced",
    "org_internal",
}


class _Passing(Exception):
    """A fault that may be gone in a second."""

    def __init__(self, trouble: Retry) -> None:
        super().__init__(trouble.key)
        self.trouble = trouble


async def ask(name: str, send: Callable[[], Awaitable[httpx.Response]]) -> httpx.Response:
    """Send until an answer below 500 comes, at most TRIES times; `name` is the step's. Raises Retry(scope=GOOGLE)."""
    try:
        async for attempt in stamina.retry_context(
            on=_Passing, attempts=TRIES, timeout=TRY_FOR_SECONDS, wait_initial=0.3, wait_jitter=0.3, wait_max=3.0
        ):
            with attempt, step(name):
                return await _once(send)
    except _Passing as passing:
        raise passing.trouble from passing.__cause__
    raise AssertionError("unreachable: the last try returns or raises")


async def _once(send: Callable[[], Awaitable[httpx.Response]]) -> httpx.Response:
    try:
        response = await send()
    except httpx.RequestError as error:
        raise _Passing(Retry("google-unreachable", scope=Scope.GOOGLE)) from error
    if response.status_code >= 500:
        raise _Passing(Retry("google-down", scope=Scope.GOOGLE, status=response.status_code))
    return response


def nonsense(what: str) -> Retry:
    """An answer that is not what was asked for: HTML, half JSON, a missing or mistyped field. `what` names the field."""
    return Retry("google-nonsense", scope=Scope.GOOGLE, what=what)


def body_of(response: httpx.Response) -> Mapping[str, Any]:
    """The answer as a JSON object. Raises Retry("google-nonsense")."""
    try:
        body = response.json()
    except ValueError as error:
        raise nonsense("json") from error
    if not isinstance(body, dict):
        raise nonsense("json")
    return body


def trouble_of(response: httpx.Response, now: float) -> Trouble:
    """What an answer that is not 200 means. `now` is needed for the wait until the quota is reset."""
    reason = _reason(response)
    if reason in _QUOTA:
        return Retry("google-quota", scope=Scope.GOOGLE, after=seconds_to_reset(now))
    if reason in _RATE or response.status_code == 429:
        return Retry("google-rate-limited", scope=Scope.GOOGLE, after=_retry_after(response, now))
    if reason in _CLIENT:
        return NeedsOwner(Condition.GOOGLE_CLIENT, scope=Scope.GOOGLE)
    if reason in _CONSENT or response.status_code == 401:
        return NeedsOwner(Condition.GOOGLE_CONSENT, scope=Scope.GOOGLE)
    if reason == "invalidPageToken":  # happens at random (issuetracker 196478069): the read starts anew
        return Retry("google-page-token", scope=Scope.GOOGLE)
    if not reason:
        return nonsense(f"http-{response.status_code}")
    return Retry("google-refused", scope=Scope.GOOGLE, reason=reason)


def seconds_to_reset(now: float) -> float:
    """Seconds from `now` until shortly after the next midnight in Google's time zone, whatever daylight saving does."""
    here = datetime.fromtimestamp(now, _PACIFIC)
    tomorrow = here.date() + timedelta(days=1)
    midnight = datetime(tomorrow.year, tomorrow.month, tomorrow.day, tzinfo=_PACIFIC)
    return midnight.timestamp() - now + AFTER_MIDNIGHT_SECONDS


def _reason(response: httpx.Response) -> str:
    """Google's own word for a refusal, in any of its three shapes; empty if the answer has none."""
    try:
        error = response.json()["error"]
    except (ValueError, KeyError, TypeError):
        return ""
    words: list[object] = []
    if isinstance(error, str):
        words = [error]  # OAuth: {"error": "invalid_grant"}
    elif isinstance(error, dict):
        for listed in (error.get("errors"), error.get("details")):
            if isinstance(listed, list):
                words += [entry.get("reason") for entry in listed if isinstance(entry, dict)]
        words.append(error.get("status"))
    return next((word for word in words if isinstance(word, str) and re.fullmatch(r"[A-Za-z_]{1,60}", word)), "")


def _retry_after(response: httpx.Response, now: float) -> float | None:
    value = response.headers.get("Retry-After", "")
    if value.isdigit():
        return float(value)
    try:
        return max(0.0, parsedate_to_datetime(value).timestamp() - now)
    except ValueError:
        return None
