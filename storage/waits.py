"""All that waits until a moment which the clock shows: moved when the clock is set back, so that nobody waits an hour longer.

Moments at which something happened stay as they are, and so does the quota day: whoever asks too early is only told so.
"""

from __future__ import annotations

from .database import Database

WAITING = (
    ("destinations", "not_before"),
    ("feeds", "not_before"),
    ("deliveries", "not_before"),
    ("downloads", "not_before"),
    ("errands", "not_before"),
    ("removals", "not_before"),
    ("snapshot", "ask_after"),
    ("pauses", "until"),
    ("ytdlp_index", "next_at"),
    ("private_times", "until"),
    ("private_times", "ended_at"),  # one that ended an hour ahead would swallow all that is watched until then
)


async def set_back(database: Database, seconds: float, now: float) -> None:
    """The clock shows `seconds` less than it should. now: what it shows."""
    async with database.transaction("clock-set-back") as t:
        for table, column in WAITING:
            await t.run(f"UPDATE {table} SET {column} = {column} - ? WHERE {column} > ?", (seconds, now))
