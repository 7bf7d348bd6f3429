"""The owner's account on YouTube as it is at each moment, and everybody's acts upon it. `advance` lets the time pass.

What the acts meet depends on the account and on nothing that is read of it, so that everybody who looks sees the same days.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Iterator, Mapping

from core.model import EventKind, Feed

from .detection_lists import Subscriptions, Watching
from .detection_people import DAY, Intention, Person, life
from .detection_truth import Truth

OTHER_CHANNELS = 400  #: that the owner is not subscribed to, but whose videos they like
Verb = Callable[[float, float], None]


class World:
    """Everything that stands on YouTube."""

    def __init__(self, person: Person, begin: float, days: int) -> None:
        self.person = person
        self.truth = Truth()
        self.dice = random.Random(f"world {person.seed} {person.number}")
        self.likes: list[tuple[str, float]] = []  #: newest first, hidden ones too
        self.liked: dict[str, float] = {}
        self.likes_version = 0
        self.hidden: dict[str, str] = {}  #: video -> private, deleted, terminated
        self.never_shown: set[str] = set()  #: liked before the first look, and hidden then: nobody knows of them
        self.channel_of: dict[str, str] = {}
        self.subscriptions = Subscriptions(self.truth, self.dice)
        self.watching = Watching(self.truth, self.dice, person.days_east)
        self.before_act: Callable[[float], None] = lambda at: None  #: told of each act before it happens
        self._names = 0
        self._unliked: list[str] = []
        self._furnish(begin)
        self._life: Iterator[Intention] = life(person, begin, days)
        self._next = next(self._life, None)
        self._verbs: Mapping[str, Verb] = {
            "like": self._like, "unlike": self._unlike, "flip": self._unlike, "unlike-last": self._unlike_last,
            "relike": self._relike, "relike-last": self._relike_last,
            "vanish": self._vanish, "return": self._return, "terminate": self._terminate, "reinstate": self._reinstate,
            "subscribe": self.subscriptions.subscribe, "unsubscribe": self.subscriptions.unsubscribe,
            "forget": self.watching.forget, "forget-some": self.watching.forget_some, "clear": self.watching.clear,
        }  # fmt: skip

    @property
    def next_at(self) -> float:
        """When something happens next."""
        return self._next.at if self._next else float("inf")

    def version(self, feed: Feed) -> int:
        """Changes with what the feed's list shows."""
        if feed is Feed.LIKES:
            return self.likes_version
        return self.subscriptions.version if feed is Feed.SUBSCRIPTIONS else self.watching.version

    def advance(self, now: float) -> None:
        while self._next is not None and self._next.at <= now:
            one, self._next = self._next, next(self._life, None)
            self.before_act(one.at)
            self.dice.seed(one.dice)
            what, short = one.what.removesuffix("-short"), one.what.endswith("-short")
            if what in ("watch", "rewatch"):
                self.watching.watch(one.at, again=what == "rewatch", short=short)
            else:
                self._verbs[what](one.at, one.dice)

    def _furnish(self, begin: float) -> None:
        """As it is before the first look."""
        for number in range(self.person.subscriptions):
            self.subscriptions.put(f"UC{number:022d}", begin - self.dice.uniform(1, 1500) * DAY // 1)
        for age in sorted((self.dice.uniform(0.1, 1500) * DAY for _ in range(self.person.likes)), reverse=True):
            self._put_like(self._new_video(), begin - age // 1)
            if self.dice.random() < 0.04:
                self.hidden[self.likes[0][0]] = self.dice.choice(["private", "deleted"])
        for number in range(300):
            again, short = self.dice.random() < 0.4, self.dice.random() < self.person.shorts
            self.watching.watch(begin - (300 - number) * 900, again=again, short=short)
        self.never_shown |= self.hidden.keys()
        self.watching.operations.clear()
        self.truth.forget()

    # -- likes -----------------------------------------------------------------------------------------------------

    def _like(self, at: float, _dice: float) -> None:
        self._put_like(self._new_video(), at)

    def _unlike(self, at: float, dice: float) -> None:
        if self.likes:
            self._take_like(self.dice.randrange(min(len(self.likes), 20 if dice < 0.5 else len(self.likes))), at)

    def _unlike_last(self, at: float, _dice: float) -> None:
        if self.likes and at - self.likes[0][1] < 120:
            self._take_like(0, at)

    def _relike(self, at: float, _dice: float) -> None:
        again = [one for one in self._unliked if one not in self.liked and one not in self.hidden]
        if again:
            self._put_like(self.dice.choice(again), at)

    def _relike_last(self, at: float, _dice: float) -> None:
        if self._unliked and self._unliked[-1] not in self.liked and self._unliked[-1] not in self.hidden:
            self._put_like(self._unliked[-1], at)

    def _put_like(self, video: str, at: float) -> None:
        self.likes.insert(0, (video, at // 1))  # as YouTube tells it
        self.liked[video] = at // 1
        self.never_shown.discard(video)
        self.likes_version += 1
        unseen = self.truth.undone(at, Feed.LIKES, EventKind.UNLIKED, video)
        self.truth.happened(at, Feed.LIKES, EventKind.LIKED, video).unseeable = unseen

    def _take_like(self, place: int, at: float) -> None:
        video, _ = self.likes[place]
        unseen = self.truth.undone(at, Feed.LIKES, EventKind.LIKED, video, place)
        self.truth.undone(at, Feed.LIKES, EventKind.VANISHED, video, place)
        del self.likes[place]
        del self.liked[video]
        self.likes_version += 1
        self._unliked.append(video)
        # Nobody sees the like of a hidden video; if that is public again one day, its end can be told.
        act = self.truth.happened(at, Feed.LIKES, EventKind.UNLIKED, video, place)
        act.unseeable = unseen or video in self.hidden or video in self.never_shown

    # -- videos and channels ---------------------------------------------------------------------------------------

    def _vanish(self, at: float, dice: float) -> None:
        from_history = dice < 0.3 and self.watching.page.entries
        where = (
            [one[1] for one in self.watching.page.entries[:60]]
            if from_history
            else [one for one, _ in self.likes[:400]]
        )
        if where:
            self._hide(self.dice.choice(where), self.dice.choice(["private", "deleted", "private"]), at)

    def _return(self, at: float, _dice: float) -> None:
        private = [video for video, why in self.hidden.items() if why == "private"]
        if private:
            self._show(self.dice.choice(private), at)

    def _terminate(self, at: float, dice: float) -> None:
        where = self.subscriptions.alphabetical if dice < 0.6 else [self.channel_of[one] for one, _ in self.likes[:200]]
        if not where or (channel := self.dice.choice(where)) in self.subscriptions.terminated:
            return
        self.subscriptions.terminated[channel] = self.subscriptions.since.get(channel)
        if channel in self.subscriptions.since:
            self.subscriptions.drop(channel, at, EventKind.VANISHED)
        for video, _ in list(self.likes):
            if self.channel_of[video] == channel:
                self._hide(video, "terminated", at)

    def _reinstate(self, at: float, _dice: float) -> None:
        if not self.subscriptions.terminated:
            return
        channel = self.dice.choice(list(self.subscriptions.terminated))
        since = self.subscriptions.terminated.pop(channel)
        for video in [
            one for one, why in self.hidden.items() if why == "terminated" and self.channel_of[one] == channel
        ]:
            self._show(video, at)
        if since is not None:
            self.truth.undone(at, Feed.SUBSCRIPTIONS, EventKind.VANISHED, channel)
            self.subscriptions.put(channel, since)

    def _hide(self, video: str, why: str, at: float) -> None:
        if video in self.hidden:
            return
        self.hidden[video] = why
        self.watching.hide(video, at)
        if video in self.liked:
            self.likes_version += 1
            place = self._place(video)
            unseen = self.truth.undone(at, Feed.LIKES, EventKind.LIKED, video, place)
            act = self.truth.happened(at, Feed.LIKES, EventKind.VANISHED, video, place)
            act.unseeable = unseen or video in self.never_shown

    def _show(self, video: str, at: float) -> None:
        del self.hidden[video]
        self.watching.show(video, at)
        if video in self.liked:
            self.likes_version += 1
            self.truth.undone(at, Feed.LIKES, EventKind.VANISHED, video, self._place(video))

    def _place(self, video: str) -> int:
        return next(place for place, one in enumerate(self.likes) if one[0] == video)

    def _new_video(self) -> str:
        self._names += 1
        video = f"v{self._names:010d}"
        own = bool(self.subscriptions.alphabetical) and self.dice.random() < 0.5
        channel = (
            self.dice.choice(self.subscriptions.alphabetical)
            if own
            else f"UC{9_000_000 + self.dice.randrange(OTHER_CHANNELS):022d}"
        )
        self.channel_of[video] = channel if channel not in self.subscriptions.terminated else f"UC{8_000_000:022d}"
        return video
