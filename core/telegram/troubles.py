"""The one table that turns what Telethon raises into troubles: try again, ask the owner, or give up.

Telegram's own words (CHANNEL_PRIVATE ...) decide, not Telethon's class names, so that the table reads like Telegram's documents. No
text of the library goes into a trouble's arguments; the cause hangs on it for the log.
"""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager

from python_socks import ProxyConnectionError, ProxyError, ProxyTimeoutError
from telethon.errors import (
    AuthKeyNotFound,
    BadMessageError,
    FilePartMissingError,
    FloodError,
    FloodPremiumWaitError,
    InvalidDCError,
    RPCError,
    SecurityError,
    TypeNotFoundError,
)
from telethon.errors.rpcerrorlist import rpc_errors_dict

from core.errors import Condition, NeedsOwner, Permanent, Retry, Scope, Trouble

SESSION_DEAD = frozenset(
    {
        "AUTH_KEY_UNREGISTERED", "AUTH_KEY_DUPLICATED", "AUTH_KEY_INVALID", "AUTH_KEY_PERM_EMPTY", "SESSION_REVOKED",
        "SESSION_EXPIRED", "USER_DEACTIVATED", "USER_DEACTIVATED_BAN",
    }
)  # fmt: skip
ACCESS_WRONG = frozenset(
    {"API_ID_INVALID", "API_ID_PUBLISHED_FLOOD", "ACCESS_TOKEN_INVALID", "ACCESS_TOKEN_EXPIRED", "CONNECTION_API_ID_INVALID"}
)  # fmt: skip
CHAT_LOST = frozenset(
    {
        "CHANNEL_PRIVATE", "CHANNEL_INVALID", "CHANNEL_BANNED", "CHAT_ADMIN_REQUIRED", "CHAT_WRITE_FORBIDDEN", "CHAT_FORBIDDEN",
        "CHAT_RESTRICTED", "CHAT_ID_INVALID", "CHAT_GUEST_SEND_FORBIDDEN", "CHAT_SEND_MEDIA_FORBIDDEN",
        "CHAT_SEND_VIDEOS_FORBIDDEN", "CHAT_SEND_PLAIN_FORBIDDEN", "PEER_ID_INVALID", "USER_BANNED_IN_CHANNEL", "USER_IS_BLOCKED",
        "INPUT_USER_DEACTIVATED", "TOPIC_DELETED", "TOPIC_CLOSED",
    }
)  # fmt: skip
GIVEN_UP = {
    "FILE_PARTS_INVALID": "telegram-too-large",
    "MESSAGE_TOO_LONG": "telegram-text-too-long",
    "MEDIA_CAPTION_TOO_LONG": "telegram-text-too-long",
    "MESSAGE_EMPTY": "telegram-text-empty",
    "ENTITY_BOUNDS_INVALID": "telegram-text-refused",
    "ENTITIES_TOO_LONG": "telegram-text-refused",
    "MESSAGE_AUTHOR_REQUIRED": "telegram-not-ours",
    "MESSAGE_EDIT_TIME_EXPIRED": "telegram-not-ours",
}
#: the upload under this file id can't be finished; a new one can
START_OVER = frozenset(
    {"FILE_PART_SIZE_CHANGED", "FILE_PART_INVALID", "FILE_PART_SIZE_INVALID", "FILE_PART_LENGTH_INVALID"}
)
#: the document is to be named by another reference: it has expired, or is another account's
REFERENCE_STALE = frozenset(
    {"FILE_REFERENCE_EXPIRED", "FILE_REFERENCE_INVALID", "FILE_REFERENCE_EMPTY", "FILE_ID_INVALID", "MEDIA_EMPTY"}
)
REPLY_GONE = frozenset({"REPLY_MESSAGE_ID_INVALID", "REPLY_TO_INVALID", "MESSAGE_ID_INVALID"})

_WORDS: dict[type[BaseException], str] = {error: word for word, error in rpc_errors_dict.items()}
_NETWORK = (
    OSError, EOFError, TimeoutError, asyncio.InvalidStateError, SecurityError, BufferError, BadMessageError, TypeNotFoundError,
    ProxyError, ProxyConnectionError, ProxyTimeoutError,
)  # fmt: skip
LIBRARY_ERRORS = (RPCError, AuthKeyNotFound, *_NETWORK)


STILL_SENDING = 45.0  #: seconds; with the tries of an item, three minutes for a call to end


class ChunkMissing(Retry):
    """Telegram no longer has one of the chunks: clear its mark (uploader.forget), upload again, and send again."""

    def __init__(self, number: int) -> None:
        super().__init__("telegram-chunk-missing", after=0.0, number=number)
        self.number = number


class StaleReference(Retry):
    """A document can't be sent by this reference (any more): read it anew from a message that holds it."""

    def __init__(self, reason: str) -> None:
        super().__init__("telegram-refused", after=0.0, reason=reason)


class StartOver(Retry):
    """What was uploaded of a file is worth nothing any more: upload it under a new file id."""

    def __init__(self, reason: str) -> None:
        super().__init__("telegram-start-over", after=0.0, reason=reason)


def word(error: BaseException) -> str:
    """Telegram's own word for a refusal, without numbers in it: CHANNEL_PRIVATE; for anything else the class's name."""
    if type(error) in _WORDS:
        return _WORDS[type(error)]
    return str(error.message) if isinstance(error, RPCError) and error.message else type(error).__name__


def said(refusal: Trouble) -> str | None:
    """The word with which Telegram refused what became this trouble; None if it did not refuse."""
    return word(refusal.__cause__) if isinstance(refusal.__cause__, RPCError) else None


def away(error: BaseException | None) -> Retry:
    """Telegram can't be reached, or does not answer."""
    return Retry("telegram-away", scope=Scope.TELEGRAM, reason=type(error).__name__ if error else "Silence")


def flood_seconds(error: BaseException) -> int | None:
    """How long FLOOD_WAIT, FLOOD_PREMIUM_WAIT or SLOWMODE_WAIT asks to wait (1 s if it says 0); None: not such an error."""
    seconds = getattr(error, "seconds", None)
    return max(1, int(seconds)) if isinstance(error, FloodError) and seconds is not None else None


def trouble(error: BaseException, *, in_chat: bool = False) -> Trouble:
    """What to do about an error. in_chat: the request was about one chat, so that waits and lost rights are the chat's."""
    if isinstance(error, Trouble):
        return error
    if isinstance(error, AuthKeyNotFound):
        return NeedsOwner(Condition.TELEGRAM_SESSION, scope=Scope.TELEGRAM)
    if not isinstance(error, RPCError):
        return away(error)
    seconds = flood_seconds(error)
    if seconds is not None:
        scope = Scope.CHAT if in_chat else Scope.TELEGRAM
        if isinstance(error, FloodPremiumWaitError):  # only after tens of gigabytes: the account's allowance
            return Retry("telegram-premium-wait", scope=scope, after=float(seconds), seconds=seconds)
        return Retry("telegram-flood", scope=scope, after=float(seconds), seconds=seconds)
    if isinstance(error, FilePartMissingError):
        return ChunkMissing(error.which)
    if isinstance(error, InvalidDCError):  # the account lives elsewhere from now on: where, the next connection is told
        return Retry("telegram-away", scope=Scope.TELEGRAM, reason="DC_MIGRATE")
    return _by_word(word(error), error.code)


def _by_word(refusal: str, code: int | None) -> Trouble:
    if refusal == "FILE_PART_0_MISSING":
        return ChunkMissing(0)
    if refusal == "RANDOM_ID_DUPLICATE":
        # An earlier call with it still runs, for minutes at most. It counts, because what Telegram says of a message that was
        # deleted since is not known: it must not hold its chat for ever.
        return Retry("telegram-still-sending", after=STILL_SENDING)
    if refusal in SESSION_DEAD:
        return NeedsOwner(Condition.TELEGRAM_SESSION, scope=Scope.TELEGRAM)
    if refusal in ACCESS_WRONG:
        what = "token" if refusal.startswith("ACCESS_TOKEN") else "api"
        return NeedsOwner(Condition.TELEGRAM_ACCESS, scope=Scope.TELEGRAM, what=what)
    if refusal in CHAT_LOST:
        return NeedsOwner(Condition.CHANNEL_LOST, scope=Scope.CHAT)
    if refusal in GIVEN_UP:
        return Permanent(GIVEN_UP[refusal])
    if refusal in REFERENCE_STALE:
        return StaleReference(refusal)
    if refusal in START_OVER:
        return StartOver(refusal)
    if refusal.upper() == "TIMEOUT" or (code is not None and abs(code) >= 500):
        return Retry("telegram-away", scope=Scope.TELEGRAM, reason=refusal)
    return Retry("telegram-refused", reason=refusal)


@contextmanager
def translated(*, in_chat: bool = False, leave: tuple[type[Exception], ...] = ()) -> Iterator[None]:
    """Whatever Telethon raises inside leaves as a trouble, but for those that the caller handles itself (`leave`).

    Telethon cancels the answers it no longer waits for. Here that is a lost connection, unless somebody cancelled this task.
    """
    try:
        yield
    except asyncio.CancelledError as error:
        task = asyncio.current_task()
        if task is None or task.cancelling():
            raise
        raise away(ConnectionResetError()) from error
    except leave:
        raise
    except LIBRARY_ERRORS as error:
        raise trouble(error, in_chat=in_chat) from error
