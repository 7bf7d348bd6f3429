"""The outside world's moods: faults of the sandbox that come, strike a few requests, and go.

Only what passes by itself: what the owner has to mend (a consent, cookies, a ban) has stories of its own. What counts against a
video's own five tries is switched on only while no video has used up three of them.
"""

from __future__ import annotations

from collections import Counter
from random import Random
from typing import Any

from tests.stories.house import House

#: name, its arguments, how many requests it strikes at most
MOODS: tuple[tuple[str, dict[str, Any], int], ...] = (
    ("telegram.flood_wait", {"seconds": 2, "method": "SendMessage"}, 2),
    ("telegram.flood_wait", {"seconds": 2, "method": "SaveFilePart"}, 2),
    ("telegram.flood_wait", {"seconds": 3, "method": "SendMedia"}, 1),
    ("telegram.internal", {"method": "SendMessage"}, 2),
    ("telegram.internal", {"method": "SendMedia"}, 2),
    ("telegram.drop", {}, 2),
    ("telegram.drop_mid_part", {}, 2),
    ("telegram.no_answer", {"method": "SendMessage"}, 2),
    ("telegram.no_answer", {"method": "SendMedia"}, 2),
    ("telegram.no_answer", {"method": "EditMessage"}, 2),
    ("telegram.bad_salt", {}, 2),
    ("telegram.refuse", {}, 6),
    ("telegram.random_id_busy", {"method": "SendMedia"}, 2),
    ("telegram.part_missing", {}, 1),
    ("telegram.reference_expired", {}, 1),
    ("botapi.too_many", {"seconds": 1}, 2),
    ("botapi.server_error", {}, 3),
    ("botapi.garbage", {}, 2),
    ("botapi.reset", {"after": False}, 2),
    ("botapi.reset", {"after": True, "method": "editMessageText"}, 2),
    ("data_api.server_error", {}, 4),
    ("data_api.half_page", {}, 2),
    ("data_api.missing_field", {}, 2),
    ("data_api.html", {}, 2),
    ("data_api.reset", {}, 3),
    ("data_api.rate", {}, 2),
    ("token.server_error", {}, 2),
    ("token.expired_now", {}, 1),
    ("history.500", {}, 2),
    ("history.html", {}, 1),
    ("watch.500", {}, 2),
    ("player.500", {}, 2),
    ("media.slow", {"bytes": 400_000}, 2),
    ("media.500", {}, 1),
    ("media.reset", {}, 1),
    ("media.truncate", {}, 1),
    ("media.403", {}, 1),
    ("proxy.refuse", {}, 3),
)
OF_ONE_VIDEO = ("media.", "watch.", "player.")
MOST_TRIES = 2


class Troubles:
    """`came`: which, and how often."""

    def __init__(self, home: House) -> None:
        self.home = home
        self.came: Counter[str] = Counter()

    async def change(self, random: Random) -> None:
        """Between two lives: some of what lasts ends, and now and then something begins."""
        ends, begins = random.random() < 0.5, random.random() < 0.35
        name, args, most = random.choice(MOODS)
        times, skip = random.randint(1, most), random.choice((0, 0, 1, 3))
        if ends:
            await self.home.world.heal()
        if begins and not (name.startswith(OF_ONE_VIDEO) and self._tries() > MOST_TRIES):
            await self.home.world.fault(name, times=times, skip=skip, **args)
            self.came[name] += 1

    async def end(self) -> None:
        await self.home.world.heal()

    def struck(self) -> int:
        """How many requests were struck."""
        return sum(self.home.sandbox.faults.hits.values())

    def _tries(self) -> int:
        [row] = self.home.rows("SELECT max(tries) AS n FROM downloads WHERE state IN ('queued', 'fetching')") or [
            {"n": 0}
        ]
        return int(row["n"] or 0)
