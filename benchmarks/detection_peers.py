"""What others do, on the same days: a look every two minutes, the rule "an id that was never seen is new", and the subscriptions
by relevance with a plain difference of sets. They meet no failure: what they tell wrongly, they tell on good days.
"""

from __future__ import annotations

import random
from dataclasses import dataclass

from core.model import EventKind

from .detection_people import DAY
from .detection_world import World

LIKES_EVERY = 120.0
HISTORY_EVERY = 300.0
SUBSCRIPTIONS_EVERY = 900.0
PAGE, LINES = 50, 30
RANK_NOISE = (
    8.0  #: places by which a channel's rank differs between two requests; only near a page's end does it matter
)


@dataclass
class Told:
    """How much, right and wrong."""

    likes: int = 0
    likes_phantom: int = 0
    watches: int = 0
    watches_phantom: int = 0
    subscriptions_phantom: int = 0


class Peers:
    """Each of them, beside the app."""

    def __init__(self, world: World, begin: float) -> None:
        self.told = Told()
        self._world = world
        self._begin = begin
        self._until = begin
        self._dice = random.Random(f"peers {world.person.seed} {world.person.number}")
        self._seen_likes = {video for video, _ in world.likes if video not in world.hidden}
        self._seen_watches = {one[1] for one in world.watching.page.entries if one[1] not in world.watching.page.hidden}
        self._watched = set[str]()
        self._acts = 0
        self._versions = [-1, -1]

    def until(self, now: float) -> None:
        """The world has been as it is since the last call, and changes now: what stood until then was there to be seen."""
        before, self._until = self._until, now
        if now // LIKES_EVERY > before // LIKES_EVERY and self._versions[0] != self._world.likes_version:
            self._versions[0] = self._world.likes_version
            self._likes()
        if now // HISTORY_EVERY > before // HISTORY_EVERY and self._versions[1] != self._world.watching.version:
            self._versions[1] = self._world.watching.version
            self._history()

    def _likes(self) -> None:
        shown = [video for video, _ in self._world.likes[:PAGE] if video not in self._world.hidden]
        for video in shown:
            if video not in self._seen_likes:
                self._seen_likes.add(video)
                if self._world.liked[video] >= self._begin:
                    self.told.likes += 1
                else:
                    self.told.likes_phantom += 1

    def _history(self) -> None:
        acts = self._world.truth.acts
        self._watched |= {act.subject for act in acts[self._acts :] if act.kind is EventKind.WATCHED}
        self._acts = len(acts)
        page = self._world.watching.page
        shown = [one[1] for one in page.entries if one[1] not in page.hidden][:LINES]
        for video in shown:
            if video not in self._seen_watches:
                self._seen_watches.add(video)
                if video in self._watched:
                    self.told.watches += 1
                else:
                    self.told.watches_phantom += 1

    def a_day_by_relevance(self) -> None:
        """The subscriptions of a day on which nothing happens, read every quarter of an hour."""
        count = len(self._world.subscriptions.alphabetical)
        before = self._lost(count)
        for _ in range(int(DAY / SUBSCRIPTIONS_EVERY)):
            lost = self._lost(count)
            self.told.subscriptions_phantom += len(before ^ lost)  # gone, or there again
            before = lost

    def _lost(self, count: int) -> set[int]:
        """Channels on no page: each page is ranked anew, and they stood on another one each time."""
        lost, gauss = set[int](), self._dice.gauss
        for end in range(PAGE, count, PAGE):
            for place in range(end - PAGE // 2, min(count, end + PAGE // 2)):
                if place + gauss(0, RANK_NOISE) >= end and place + gauss(0, RANK_NOISE) < end:
                    lost.add(place)
        return lost


def fixed_wait(at: float) -> float:
    """Seconds from an act to the next look of a fixed pace."""
    return LIKES_EVERY - at % LIKES_EVERY
