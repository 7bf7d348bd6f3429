"""google.com/device: codes that a device shows, and the person who types them in. The page itself is played by verbs.

Answers to a poll are Google's: authorization_pending (428), slow_down (403; the interval grows by five seconds, as RFC 8628
has it), access_denied (403), expired_token (400), and invalid_grant (400) for a code that is used up or was never given.
"""

from __future__ import annotations

import secrets
from collections.abc import Callable
from dataclasses import dataclass

DEVICE_SECONDS = 1800
_LETTERS = "BCDFGHJKLMNPQRSTVWXZ"


@dataclass(slots=True)
class DeviceCode:
    """One asked-for consent. `answer`: None while the user has not decided."""

    client_id: str
    user_code: str
    scope: str
    expires_at: float
    answer: bool | None = None
    polled_at: float = 0.0
    interval: float = 5.0  #: grows with every poll that comes too soon


@dataclass(frozen=True, slots=True)
class NotYet:
    """A poll's refusal, or its wait."""

    status: int
    error: str
    description: str


class DevicePage:
    """The codes that wait, by device code."""

    def __init__(self, now: Callable[[], float]) -> None:
        self.interval = 5.0  #: seconds between two polls, as a new code names them
        self._now = now
        self._codes: dict[str, DeviceCode] = {}

    def ask(self, client_id: str, scope: str) -> dict[str, str | float]:
        """A new code, as /device/code answers it."""
        code = f"AH-{secrets.token_urlsafe(48)}"
        user_code = "-".join("".join(secrets.choice(_LETTERS) for _ in range(4)) for _ in range(2))
        self._codes[code] = DeviceCode(
            client_id, user_code, scope, self._now() + DEVICE_SECONDS, interval=self.interval
        )
        return {
            "device_code": code,
            "user_code": user_code,
            "expires_in": DEVICE_SECONDS,
            "interval": int(self.interval) if self.interval.is_integer() else self.interval,
            "verification_url": "https://www.google.com/device",
        }

    def poll(self, client_id: str, code: str) -> str | NotYet:
        """The scope that was allowed; the code is then used up."""
        device = self._codes.get(code)
        if device is None or device.client_id != client_id:
            return NotYet(400, "invalid_grant", "Malformed auth code.")
        now = self._now()
        if now >= device.expires_at:
            del self._codes[code]
            return NotYet(400, "expired_token", "The device code is expired.")
        too_soon = now - device.polled_at < device.interval
        device.polled_at = now
        if device.answer is None:
            if too_soon:
                device.interval += 5
                return NotYet(403, "slow_down", "Forbidden")
            return NotYet(428, "authorization_pending", "Precondition Required")
        del self._codes[code]
        return device.scope if device.answer else NotYet(403, "access_denied", "Forbidden")

    # -- the person --------------------------------------------------------------------------------------------

    def allow(self, user_code: str, scope: str | None = None) -> None:
        """The user types the code and allows: all, or only `scope`. Raises ValueError for a code that does not wait."""
        device = self._typed(user_code)
        device.answer, device.scope = True, device.scope if scope is None else scope

    def deny(self, user_code: str) -> None:
        """The user types the code and refuses. Raises ValueError for a code that does not wait."""
        self._typed(user_code).answer = False

    def expire(self, user_code: str) -> None:
        """The code's time is over. Raises ValueError for a code that does not wait."""
        self._typed(user_code).expires_at = self._now()

    def _typed(self, user_code: str) -> DeviceCode:
        typed = user_code.strip().upper()
        found = next((one for one in self._codes.values() if one.user_code == typed), None)
        if found is None or self._now() >= found.expires_at:
            raise ValueError(f"no device waits with the code {user_code!r}")
        return found
