"""How often one chat may be written to. Pure but for its own memory; the caller brings the time.

Telegram's support FAQ: about one message a second in a chat, twenty a minute in a group or channel. So a bucket that holds a
few and fills at twenty a minute; what Telegram asks beyond that comes as FLOOD_WAIT and stands in the destination's row.
"""

from __future__ import annotations

BURST = 10.0
PER_SECOND = 1 / 3


class Pace:
    """A token bucket for each chat."""

    def __init__(self) -> None:
        self._buckets: dict[int, tuple[float, float]] = {}  #: chat -> (tokens, as of)
        self._refused_until: float | None = None

    def take(self, chat_id: int, now: float) -> bool:
        """Whether the chat may be written to now; if so, one is used up."""
        tokens, since = self._buckets.get(chat_id, (BURST, now))
        tokens = min(BURST, tokens + max(0.0, now - since) * PER_SECOND)
        if tokens < 1:
            free = now + (1 - tokens) / PER_SECOND
            self._refused_until = free if self._refused_until is None else min(free, self._refused_until)
            self._buckets[chat_id] = (tokens, now)
            return False
        self._buckets[chat_id] = (tokens - 1, now)
        return True

    def next_free(self) -> float | None:
        """When a chat that was refused since the last call may be written to again; None if none was refused."""
        free, self._refused_until = self._refused_until, None
        return free
