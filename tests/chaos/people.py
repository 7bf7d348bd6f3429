"""Who likes, unlikes, subscribes, unsubscribes and watches; and the ledger of all that happened.

Only what a poll can see is done: nobody takes back what the app has not yet written down, a video is watched once a day, and
while MOST acts of a feed are not written down nothing more happens there. So each act is an event of its own, and none is a flood
that the app would rightly ask about.
"""

from __future__ import annotations

import sqlite3
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from random import Random

from tests.stories.house import House

MOST = 3  #: acts of a feed that are not written down yet
BUSY = 3  #: downloads on their way beyond which nobody likes anything more
#: What is liked and linked: a recipe of the sandbox's catalogue -> how often it is taken. `large` comes in parts.
SOURCES = {"talk": 40, "vertical": 25, "landscape": 20, "large": 15}
CHANNELS = 24
FEED_OF = {
    "liked": "likes", "unliked": "likes", "subscribed": "subscriptions", "unsubscribed": "subscriptions", "watched": "history",
}  # fmt: skip
INCLINATIONS = {"liked": 26, "unliked": 10, "subscribed": 12, "unsubscribed": 10, "watched": 42}


@dataclass(frozen=True, slots=True)
class Act:
    """One thing that happened."""

    kind: str  #: an event's
    subject: str  #: a video's or a channel's id
    at: float  #: by the world's clock


class People:
    """`ledger` is all that happened; `videos` what was liked, and of which kind it is."""

    def __init__(self, home: House, feeds: Sequence[str]) -> None:
        self.home = home
        self._weights = {kind: weight for kind, weight in INCLINATIONS.items() if FEED_OF[kind] in feeds}
        self.ledger: list[Act] = []
        self.videos: dict[str, str] = {}
        self.channels: list[str] = []
        self._shows: list[str] = []  #: what is watched
        self._last_watched: dict[str, str] = {}

    async def open(self) -> None:
        """Put what is watched, and the channels that are subscribed to, on the site."""
        for n in range(CHANNELS):
            video = f"show{n:07d}"
            source = "vertical" if n % 6 == 5 else "talk"
            made = await self.home.world.add_video(id=video, source=source, title=f"Show {n}", channel=f"Channel {n}")
            self._shows.append(video)
            self.channels.append(made["channel_id"])

    def owed(self) -> Counter[tuple[str, str]]:
        """What happened and is not in the rows yet: (kind, subject) -> how often."""
        happened = Counter((act.kind, act.subject) for act in self.ledger)
        happened.subtract(self._recorded())
        return +happened

    def _recorded(self) -> Counter[tuple[str, str]]:
        try:
            rows = self.home.rows("SELECT kind, subject, count(*) AS n FROM events GROUP BY kind, subject")
        except sqlite3.OperationalError:  # the file is locked for a moment
            rows = []
        return Counter({(row["kind"], row["subject"]): row["n"] for row in rows})

    async def act(self, random: Random) -> str | None:
        """Whatever one is inclined to do, if it can be done -> what was."""
        kind = random.choices(list(self._weights), list(self._weights.values()))[0]
        owed = self.owed()
        if sum(n for (of, _), n in owed.items() if FEED_OF[of] == FEED_OF[kind]) >= MOST:
            return None
        subject = await getattr(self, f"_{kind}")(random, owed)
        if subject is None:
            return None
        self.ledger.append(Act(kind, subject, self.home.sandbox.youtube.state.now()))
        return kind

    async def like(self, source: str) -> str:
        """A new video of this kind -> its id."""
        video = f"like{len(self.videos):07d}"
        # all of a kind alike, down to the title that stands in the file: so are their checksums
        await self.home.world.add_video(id=video, source=source, title=source.capitalize(), channel="Week")
        self.videos[video] = source
        await self.home.world.like(video)
        self.ledger.append(Act("liked", video, self.home.sandbox.youtube.state.now()))
        return video

    async def _liked(self, random: Random, owed: Counter[tuple[str, str]]) -> str | None:
        if self._on_their_way() >= BUSY:
            return None
        given_up = [one for one in self._settled(owed) if not self._is_liked(one)]
        if given_up and random.random() < 0.15:  # once more
            video = random.choice(given_up)
            await self.home.world.like(video)
            return video
        await self.like(random.choices(list(SOURCES), list(SOURCES.values()))[0])
        self.ledger.pop()  # `act` writes it
        return list(self.videos)[-1]

    async def _unliked(self, random: Random, owed: Counter[tuple[str, str]]) -> str | None:
        done = {
            row["video_id"] for row in self.home.rows("SELECT DISTINCT video_id FROM downloads WHERE state = 'done'")
        }
        liked = [
            one for one in self._settled(owed) if self._is_liked(one) and (one in done or self.videos[one] != "large")
        ]
        if not liked:
            return None
        video = random.choice(liked)
        await self.home.world.unlike(video)
        return video

    async def _subscribed(self, random: Random, owed: Counter[tuple[str, str]]) -> str | None:
        return await self._turned(random, owed, subscribed=False)

    async def _unsubscribed(self, random: Random, owed: Counter[tuple[str, str]]) -> str | None:
        return await self._turned(random, owed, subscribed=True)

    async def _turned(self, random: Random, owed: Counter[tuple[str, str]], *, subscribed: bool) -> str | None:
        unclear = {subject for _, subject in owed}
        now = self.home.sandbox.youtube.state.subscriptions
        able = [one for one in self.channels if (one in now) is subscribed and one not in unclear]
        if not able:
            return None
        channel = random.choice(able)
        await (self.home.world.unsubscribe(channel) if subscribed else self.home.world.subscribe(channel))
        return channel

    async def _watched(self, random: Random, owed: Counter[tuple[str, str]]) -> str | None:
        day = datetime.fromtimestamp(self.home.sandbox.youtube.state.now(), UTC).date().isoformat()
        able = [one for one in self._shows if self._last_watched.get(one) != day]
        if not able:
            return None
        video = random.choice(able)
        self._last_watched[video] = day
        await self.home.world.watch(video)
        return video

    def _settled(self, owed: Counter[tuple[str, str]]) -> list[str]:
        """Videos of which all that happened is written down."""
        unclear = {subject for _, subject in owed}
        return [one for one in self.videos if one not in unclear]

    def _is_liked(self, video: str) -> bool:
        return any(one.video_id == video for one in self.home.sandbox.youtube.state.likes)

    def _on_their_way(self) -> int:
        [row] = self.home.rows(
            "SELECT count(*) AS n FROM downloads WHERE state NOT IN ('done', 'skipped', 'failed', 'cancelled', 'offered')"
        ) or [{"n": 0}]
        return int(row["n"])
