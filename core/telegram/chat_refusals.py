"""What Telegram says no to when chats are made and joined, each with a sentence of its own. Its words decide."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from core.errors import Permanent, Retry, Trouble
from core.telegram.troubles import said

NEVER = {
    "CHANNELS_TOO_MUCH": "telegram-too-many-chats",
    "CHANNELS_ADMIN_PUBLIC_TOO_MUCH": "telegram-too-many-chats",
    "USER_CHANNELS_TOO_MUCH": "telegram-too-many-chats",
    "USER_RESTRICTED": "telegram-account-limited",
    "PEER_FLOOD": "telegram-account-limited",
    "INVITE_HASH_EXPIRED": "telegram-invite-dead",
    "INVITE_HASH_INVALID": "telegram-invite-dead",
    "INVITE_HASH_EMPTY": "telegram-invite-dead",
}
WAITS = "INVITE_REQUEST_SENT"


@contextmanager
def told_apart() -> Iterator[None]:
    """A trouble inside leaves under its own name, if there is one for it."""
    try:
        yield
    except Trouble as refusal:
        word = said(refusal) or ""
        if word in NEVER:
            raise Permanent(NEVER[word]) from refusal.__cause__
        if word == WAITS:
            raise Retry("telegram-invite-waits") from refusal.__cause__
        raise
