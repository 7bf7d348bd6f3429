"""Two of the owner's lists on YouTube: the channels that they are subscribed to, and the history of what they watched."""

from __future__ import annotations

import bisect
import random
from collections import deque
from datetime import UTC, date, datetime, timedelta

from core.model import EventKind, Feed

from .detection_pages import HistoryPage, Operation
from .detection_truth import Truth


class Subscriptions:
    """By title and by time."""

    def __init__(self, truth: Truth, dice: random.Random) -> None:
        self.since: dict[str, float] = {}
        self.alphabetical: list[str] = []
        self.terminated: dict[str, float | None] = {}  #: channel -> since when the owner was subscribed to it
        self.version = 0
        self._truth = truth
        self._dice = dice
        self._names = 1_000_000
        self._left: list[str] = []

    def subscribe(self, at: float, dice: float) -> None:
        self._names += 1
        again = [one for one in self._left[-300:] if one not in self.since] if dice < 0.15 else []
        channel = self._dice.choice(again) if again else f"UC{self._names:022d}"
        if channel not in self.terminated:
            self._truth.undone(at, Feed.SUBSCRIPTIONS, EventKind.UNSUBSCRIBED, channel)
            self.put(channel, at // 1)  # as YouTube tells it
            self._truth.happened(at, Feed.SUBSCRIPTIONS, EventKind.SUBSCRIBED, channel)

    def unsubscribe(self, at: float, _dice: float) -> None:
        if len(self.alphabetical) > 5:
            channel = self._dice.choice(self.alphabetical)
            self._left.append(channel)
            self.drop(channel, at, EventKind.UNSUBSCRIBED)

    def put(self, channel: str, since: float) -> None:
        self.since[channel] = since
        bisect.insort(self.alphabetical, channel, key=title_of)
        self.version += 1

    def drop(self, channel: str, at: float, kind: EventKind) -> None:
        del self.since[channel]
        self.alphabetical.remove(channel)
        self.version += 1
        unseen = self._truth.undone(at, Feed.SUBSCRIPTIONS, EventKind.SUBSCRIBED, channel)
        self._truth.happened(at, Feed.SUBSCRIPTIONS, kind, channel).unseeable = unseen


class Watching:
    """The history's page, and what was done to it since the last look."""

    def __init__(self, truth: Truth, dice: random.Random, days_east: int) -> None:
        self.page = HistoryPage()
        self.operations: list[Operation] = []  #: whoever reads empties this list
        self.version = 0
        self._truth = truth
        self._dice = dice
        self._days_east = days_east
        self._names = 0
        self._watched: deque[tuple[str, bool]] = deque(maxlen=400)

    def watch(self, at: float, *, again: bool, short: bool) -> None:
        video = self._known(short) if again else None
        if video is None:
            self._names += 1
            video = f"w{self._names:010d}"
        self._watched.append((video, short))
        self._truth.happened(at, Feed.HISTORY, EventKind.WATCHED, video, len(self.operations))
        self._do("watch", video, short, at)

    def _known(self, short: bool) -> str | None:
        """Any of the last ones. That somebody plays one song over and over is not to be seen on any page, so it is left out."""
        known = [one for one, kind in dict.fromkeys(self._watched) if kind is short and one not in self.page.hidden]
        if not known:
            return None
        return self._dice.choice(known)

    def forget(self, at: float, dice: float) -> None:
        """The owner takes an entry out of it."""
        shown = [one for one in self.page.entries if one[1] not in self.page.hidden]
        if shown:
            day, video, short = shown[int(dice * dice * min(len(shown), 60))]
            self._do("forget", video, short, at, day)

    def forget_some(self, at: float, dice: float) -> None:
        for number in range(2 + int(dice * 6)):
            self.forget(at + number, self._dice.random())

    def clear(self, at: float, _dice: float) -> None:
        self._do("clear", "", False, at)

    def hide(self, video: str, at: float) -> None:
        self._do("hide", video, False, at)

    def show(self, video: str, at: float) -> None:
        self._do("show", video, False, at)

    def _do(self, what: str, video: str, short: bool, at: float, day: date | None = None) -> None:
        here = (datetime.fromtimestamp(at, UTC) + timedelta(hours=self._days_east)).date()
        operation = (what, video, short, day or here)
        self.operations.append(operation)
        self.page.do(operation)
        self.version += 1


def title_of(channel: str) -> str:
    """Spread over the alphabet, so that a new one may stand anywhere."""
    return f"{int(channel[2:]) * 7919 % 1_000_003:07d} {channel}"
