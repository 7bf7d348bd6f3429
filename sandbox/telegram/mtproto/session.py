"""Auth keys, sessions, salts, and the rules for message ids and sequence numbers.

core.telegram.org/mtproto/description and /service_messages_about_messages. A session remembers which messages it has had,
so that one that comes twice is done once. It does not keep answers: a client that lost one asks again with a new message,
as both clients here do.
"""

from __future__ import annotations

import secrets
import time
from collections import deque
from dataclasses import dataclass, field

from .crypto import key_id

TOO_OLD, TOO_NEW = 300, 30
REMEMBERED = 2000
MOST_SESSIONS = 100
SALT_LIFE = 1800


@dataclass(slots=True)
class Session:
    """One session of one key."""

    id: int
    unique_id: int = field(default_factory=lambda: _random_long())
    seen: set[int] = field(default_factory=set)
    seen_in_order: deque[int] = field(default_factory=deque)
    highest_id: int = 0
    highest_seqno: int = 0
    sent: int = 0  #: content-related messages of ours
    wants_updates: bool = False  #: something was asked here without invokeWithoutUpdates

    def next_seqno(self, *, content: bool) -> int:
        number = self.sent * 2 + content
        self.sent += content
        return number

    def fault_of(self, msg_id: int, seqno: int, *, content: bool | None) -> int:
        """bad_msg_notification's code for a message, 0 if it is right, -1 if it was had before.

        content: whether it must be (True), must not be (False) or may be (None) content-related. Ids are compared with
        the machine's clock, because clients make them from theirs; the sandbox's simulated time has no say here.
        """
        if msg_id % 4:
            return 18
        age = time.time_ns() / 1e9 - msg_id / 2**32
        if age > TOO_OLD:
            return 16
        if age < -TOO_NEW:
            return 17
        if msg_id in self.seen:
            return -1
        if content is False and seqno % 2:
            return 34
        if content is True and not seqno % 2:
            return 35
        if msg_id > self.highest_id and seqno < self.highest_seqno:
            return 32
        if msg_id < self.highest_id and seqno > self.highest_seqno + 1:
            return 33
        return 0

    def remember(self, msg_id: int, seqno: int) -> None:
        self.seen.add(msg_id)
        self.seen_in_order.append(msg_id)
        if len(self.seen_in_order) > REMEMBERED:
            self.seen.discard(self.seen_in_order.popleft())
        if msg_id > self.highest_id:
            self.highest_id, self.highest_seqno = msg_id, seqno


@dataclass(slots=True)
class AuthKey:
    """What the server knows under one auth key; it lives as long as the server, so a client comes back with its session."""

    key: bytes
    salt: int
    account: int | None = None  #: who is signed in with it
    signed_in_at: float = 0.0
    inited: bool = False  #: initConnection was seen
    sessions: dict[int, Session] = field(default_factory=dict)
    future: list[int] = field(default_factory=list)  #: salts announced by get_future_salts, good at once
    #: an account whose code was right and whose password is awaited
    half_signed_in: int | None = None
    srp: tuple[int, int, int] | None = None  #: srp_id, b, B of the last account.getPassword

    @property
    def id(self) -> bytes:
        return key_id(self.key)

    def open(self, session: Session) -> bool:
        """Know a session from now on. -> whether it is new. The oldest of too many is forgotten."""
        if session.id in self.sessions:
            return False
        self.sessions[session.id] = session
        if len(self.sessions) > MOST_SESSIONS:
            del self.sessions[next(iter(self.sessions))]
        return True

    def knows_salt(self, salt: int) -> bool:
        return salt == self.salt or salt in self.future

    def change_salt(self) -> None:
        self.salt = _random_long()
        self.future.clear()

    def salts(self, count: int) -> list[int]:
        """The current salt and those that follow it."""
        while len(self.future) < count - 1:
            self.future.append(_random_long())
        return [self.salt, *self.future[: count - 1]]


class MessageIds:
    """The server's own message ids: rising, 1 mod 4 for answers, 3 mod 4 for what was not asked for."""

    def __init__(self) -> None:
        self._last = 0

    def next(self, *, answer: bool) -> int:
        now = (time.time_ns() << 32) // 1_000_000_000
        self._last = max(now & ~3, self._last + 4)
        return self._last + (1 if answer else 3)


def _random_long() -> int:
    return secrets.randbits(63)
