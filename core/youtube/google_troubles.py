"""What Google's refusals mean: the one table from its words to our three troubles. Pure.

Google says no in three shapes (OAuth, the older and the newer API errors). What counts is its own word (`reason`), never the
sentence beside it; the sentence only tells one wrong client from another (`problem`), where the word is the same for all.

GOOGLE_CLIENT carries `card`: which card of the set-up was missed (Card), and for Card.CLIENT `problem`: type, secret, unknown,
deleted, disabled or other.
"""

from __future__ import annotations

import random
import re
from collections.abc import Mapping
from email.utils import parsedate_to_datetime
from enum import StrEnum
from typing import Any

import httpx

from core.errors import Condition, NeedsOwner, Permanent, Retry, Scope, Trouble
from core.quota_day import seconds_to_midnight

#: The quota is reset at midnight Pacific; this long after it, so that a clock that is a little fast does no harm.
AFTER_MIDNIGHT_SECONDS = 60.0
LONGEST_SECONDS = 86_400.0  #: a Retry-After beyond a day is no pace but a mistake
JITTER_SECONDS = 120.0  #: and up to so long later, so that not all the world asks at once


class Card(StrEnum):
    """The card of the set-up on which the owner mends it."""

    ENABLE = "enable"  #: the YouTube Data API is not enabled in the project
    CONSENT = "consent"  #: the consent screen is for the organisation's own people only
    PUBLISH = "publish"  #: the consent screen is in Testing, and the account is none of the testers
    CLIENT = "client"  #: the OAuth client is of another type, deleted, or not the one whose secret was given


_QUOTA = {"quotaExceeded", "dailyLimitExceeded", "dailyLimitExceededUnreg"}
_RATE = {"rateLimitExceeded", "userRateLimitExceeded", "RESOURCE_EXHAUSTED", "rate_limit_exceeded"}
_CARDS = {
    "accessNotConfigured": Card.ENABLE,
    "SERVICE_DISABLED": Card.ENABLE,
    "org_internal": Card.CONSENT,
    "invalid_client": Card.CLIENT,
    "unauthorized_client": Card.CLIENT,
    "deleted_client": Card.CLIENT,
    "disabled_client": Card.CLIENT,
    "redirect_uri_mismatch": Card.CLIENT,
}
_CONSENT = {
    "authError",
    "UNAUTHENTICATED",
    "insufficientPermissions",
    "ACCESS_TOKEN_SCOPE_INSUFFICIENT",
    "youtubeSignupRequired",
    "invalid_grant",
    "access_denied",
    "admin_policy_enforced",
}
#: parts of the sentence beside invalid_client, as seen in issue threads since 2021
_PROBLEMS = (("client type", "type"), ("clients of type", "type"), ("not found", "unknown"))


def nonsense(what: str) -> Retry:
    """An answer that is not what was asked for: HTML, half JSON, a missing or mistyped field. `what` names the field."""
    return Retry("google-nonsense", scope=Scope.GOOGLE, what=what)


def trouble_of(response: httpx.Response, now: float) -> Trouble:
    """What an answer that is not 200 means. `now` is needed for the wait until the quota is reset."""
    error = _error_of(response)
    reason = _reason(error.get("error"))
    if reason in _QUOTA:
        return Retry(
            "google-quota", scope=Scope.GOOGLE, after=seconds_to_reset(now) + random.uniform(0, JITTER_SECONDS)
        )
    if reason in _RATE or response.status_code == 429:
        return Retry("google-rate-limited", scope=Scope.GOOGLE, after=_retry_after(response, now))
    if reason in _CARDS:
        return card_missed(reason, str(error.get("error_description", "")))
    if reason in _CONSENT or response.status_code == 401:
        return NeedsOwner(Condition.GOOGLE_CONSENT, scope=Scope.GOOGLE)
    if reason == "invalidPageToken":  # happens at random (issuetracker 196478069): the read starts anew
        return Retry("google-page-token", scope=Scope.GOOGLE)
    if not reason:
        return nonsense(f"http-{response.status_code}")
    return Retry("google-refused", scope=Scope.GOOGLE, reason=reason)


def consent_trouble_of(response: httpx.Response, now: float) -> Trouble:
    """What a refusal means while the consent is being asked for: its end is told, and the owner starts again."""
    reason = _reason(_error_of(response).get("error"))
    if reason in _RATE | set(_CARDS) or not reason or response.status_code == 429:
        return trouble_of(response, now)
    return consent_refused(reason)


def consent_refused(word: str) -> Trouble:
    """The end of one asked-for consent, by Google's word for it, from the token server or in a redirect."""
    if word in _CARDS:
        return card_missed(word)
    if word == "access_denied":
        return Permanent("google-consent-refused", scope=Scope.GOOGLE)
    if word in {"expired_token", "invalid_grant"}:  # too old, used up, or never given: one way on for all of them
        return Permanent("google-code-expired", scope=Scope.GOOGLE)
    if word == "admin_policy_enforced":
        return Permanent("google-admin-policy", scope=Scope.GOOGLE)
    return Permanent("google-consent-failed", scope=Scope.GOOGLE, reason=word)


def card_missed(word: str, sentence: str = "") -> NeedsOwner:
    """The project or client is not set up right; `word` is one of Google's that names the card."""
    card = _CARDS[word]
    if card is not Card.CLIENT:
        return NeedsOwner(Condition.GOOGLE_CLIENT, scope=Scope.GOOGLE, card=card.value)
    return NeedsOwner(Condition.GOOGLE_CLIENT, scope=Scope.GOOGLE, card=card.value, problem=_problem(word, sentence))


def not_a_tester() -> NeedsOwner:
    """Google's page said access_denied by itself: the consent screen is in Testing, and the account is none of its testers."""
    return NeedsOwner(Condition.GOOGLE_CLIENT, scope=Scope.GOOGLE, card=Card.PUBLISH.value)


def seconds_to_reset(now: float) -> float:
    """Seconds from `now` until shortly after the next midnight in Google's time zone, whatever daylight saving does."""
    return seconds_to_midnight(now) + AFTER_MIDNIGHT_SECONDS


def word_of(response: httpx.Response) -> str:
    """Google's own word for a refusal, in any of its three shapes; empty if the answer has none."""
    return _reason(_error_of(response).get("error"))


def _problem(word: str, sentence: str) -> str:
    if word == "redirect_uri_mismatch":  # only a Desktop client may send the browser to the owner's own machine
        return "type"
    if word in {"deleted_client", "disabled_client"}:
        return word.removesuffix("_client")
    if sentence == "Unauthorized" or "secret" in sentence.lower():
        return "secret"
    return next((problem for part, problem in _PROBLEMS if part in sentence.lower()), "other")


def _error_of(response: httpx.Response) -> Mapping[str, Any]:
    try:
        body = response.json()
    except (ValueError, RecursionError):
        return {}
    return body if isinstance(body, dict) else {}


def _reason(error: object) -> str:
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
    if value.isascii() and value.isdigit():
        return min(float(value), LONGEST_SECONDS)
    try:
        return min(max(0.0, parsedate_to_datetime(value).timestamp() - now), LONGEST_SECONDS)
    except (ValueError, OverflowError):
        return None
