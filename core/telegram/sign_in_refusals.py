"""What Telegram says no to while somebody signs in, each with a sentence of its own and a way on.

Telegram's word (PHONE_CODE_INVALID ...) decides. What is not in the table stays what troubles.py makes of it.

    Retry       the owner can try at once, or after the time it says: another code, the password again, from the start
    Permanent   this number will not do; another may
"""

from __future__ import annotations

from telethon.errors import AuthKeyNotFound

from core.errors import Permanent, Retry, Trouble
from core.telegram.troubles import SESSION_DEAD, flood_seconds, said

PASSWORD_NEEDED = "SESSION_PASSWORD_NEEDED"  #: no refusal: the next step
CODE_OVER = frozenset({"PHONE_CODE_EXPIRED", "PHONE_CODE_HASH_EMPTY", "PHONE_HASH_EXPIRED"})
SPOILED_WITHIN = 120.0  #: seconds; a code that is void so soon did not run out
_DAY = 86_400.0

AGAIN = {
    "PHONE_CODE_INVALID": "telegram-code-wrong",
    "PHONE_CODE_EMPTY": "telegram-code-wrong",
    "PASSWORD_HASH_INVALID": "telegram-password-wrong",
    "PASSWORD_EMPTY": "telegram-password-wrong",
    "SEND_CODE_UNAVAILABLE": "telegram-code-no-other-way",
    "AUTH_RESTART": "telegram-sign-in-lost",
    "AUTH_TOKEN_EXPIRED": "telegram-sign-in-lost",
    "AUTH_TOKEN_INVALID": "telegram-sign-in-lost",
    "AUTH_TOKEN_INVALIDX": "telegram-sign-in-lost",
    "AUTH_TOKEN_ALREADY_ACCEPTED": "telegram-sign-in-lost",
    "SRP_ID_INVALID": "telegram-sign-in-lost",
    "SRP_PASSWORD_CHANGED": "telegram-password-wrong",
}
NEVER = {
    "PHONE_NUMBER_INVALID": "telegram-phone-invalid",
    "PHONE_NUMBER_BANNED": "telegram-phone-banned",
    "USER_DEACTIVATED": "telegram-phone-banned",
    "USER_DEACTIVATED_BAN": "telegram-phone-banned",
    "PHONE_NUMBER_UNOCCUPIED": "telegram-sign-up-needed",
    "PHONE_NOT_OCCUPIED": "telegram-sign-up-needed",
    "PHONE_NUMBER_APP_SIGNUP_FORBIDDEN": "telegram-sign-up-needed",
    "UPDATE_APP_TO_LOGIN": "telegram-sign-in-unsupported",
}
TOO_OFTEN = frozenset({"PHONE_NUMBER_FLOOD", "PHONE_PASSWORD_FLOOD"})


def lost() -> Retry:
    """Telegram, or we, no longer know of this sign-in: it begins anew."""
    return Retry("telegram-sign-in-lost")


def named(refusal: Trouble, age: float | None = None) -> Trouble:
    """The sign-in's own trouble for a refusal. age: how long ago the code was sent."""
    seconds = flood_seconds(refusal.__cause__) if refusal.__cause__ else None
    if seconds is not None:
        return Retry("telegram-sign-in-flood", after=float(seconds), seconds=seconds, minutes=-(-seconds // 60))
    word = said(refusal) or ""
    if word in CODE_OVER:
        spoiled = age is not None and age < SPOILED_WITHIN
        return Retry("telegram-code-spoiled" if spoiled else "telegram-code-expired")
    if word in AGAIN:
        return Retry(AGAIN[word])
    if word in NEVER:
        return Permanent(NEVER[word])
    if word in TOO_OFTEN:
        return Retry("telegram-sign-in-blocked", after=_DAY)
    if word in SESSION_DEAD or isinstance(refusal.__cause__, AuthKeyNotFound):
        return lost()
    return refusal
