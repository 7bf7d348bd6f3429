"""The control API's verbs for Telegram accounts: codes and sign-ins. What people do in chats is in verbs_person.py, the chats
themselves in verbs_chats.py.
"""

from __future__ import annotations

from sandbox.cast import Cast
from sandbox.telegram.person import Nothing, Person
from sandbox.telegram.state import State


class TelegramVerbs:
    """`codes` is the MTProto door's: phone -> the login code last sent to it."""

    def __init__(self, state: State, cast: Cast, person: Person, codes: dict[str, str]) -> None:
        self._state = state
        self._cast = cast
        self._person = person
        self._codes = codes

    async def code(self, phone: str) -> str:
        """The login code that Telegram last sent to a phone."""
        digits = "".join(one for one in phone if one.isdigit())
        if digits not in self._codes:
            raise Nothing(f"no code was sent to {phone}")
        return self._codes[digits]
