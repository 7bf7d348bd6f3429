"""What all the days show together: missed and told wrongly by feed and kind, waits, units, bytes. Pure."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from statistics import median, quantiles

from core.model import EventKind, Feed

from .detection_days import Lived
from .detection_history import BLINDLY
from .detection_peers import fixed_wait
from .detection_truth import Act

Figures = dict[str, float]
KINDS = (
    (Feed.LIKES, EventKind.LIKED, "likes"),
    (Feed.LIKES, EventKind.UNLIKED, "unliked"),
    (Feed.LIKES, EventKind.VANISHED, "vanished"),
    (Feed.SUBSCRIPTIONS, EventKind.SUBSCRIBED, "subscribed"),
    (Feed.SUBSCRIPTIONS, EventKind.UNSUBSCRIBED, "unsubscribed"),
    (Feed.SUBSCRIPTIONS, EventKind.VANISHED, "terminated"),
    (Feed.HISTORY, EventKind.WATCHED, "watched"),
)


class Score:
    """Of all people."""

    def __init__(self, people: Sequence[Lived]) -> None:
        self._people = people
        self._acts = [act for one in people for act in one.acts]

    def of_kind(self, feed: Feed, kind: EventKind, *, even: bool | None = None) -> list[Act]:
        return [
            act for one in self._people for act in one.acts
            if act.feed is feed and act.kind is kind and (even is None or one.person.even is even)
        ]  # fmt: skip

    def phantoms(self, feed: Feed, kind: EventKind) -> int:
        return sum(
            one.kind is kind and (kind is not EventKind.VANISHED or one.subject.startswith("UC") == (feed is Feed.SUBSCRIPTIONS))
            for lived in self._people for one in lived.phantoms
        )  # fmt: skip

    def figures(self) -> Figures:
        found: Figures = {"events": len(self._acts), "person_days": sum(len(one.units) for one in self._people)}
        for feed, kind, name in KINDS:
            acts = self.of_kind(feed, kind)
            found[f"{name}_missed"] = len(missed(acts))
            found[f"{name}_unseeable"] = sum(act.told_at is None and act.unseeable for act in acts)
            found[f"{name}_phantom"] = self.phantoms(feed, kind)
        for what in ("missed", "unseeable", "phantom"):
            parts = ("subscribed", "unsubscribed", "terminated")
            found[f"subscriptions_{what}"] = sum(found.pop(f"{name}_{what}") for name in parts)
        watched = self.of_kind(Feed.HISTORY, EventKind.WATCHED)
        untold = sum(act.told_at is None for act in watched)
        found["history_missed_pct"] = 100 * untold / max(1, len(watched))
        blindly = sum(act.told_at is None and act.why.endswith(BLINDLY) for act in watched)
        found["history_missed_while_looking_pct"] = 100 * (untold - blindly) / max(1, len(watched))
        found["history_missed_though_visible"] = found.pop("watched_missed")
        found["history_phantom"] = found.pop("watched_phantom")
        del found["watched_unseeable"]
        likes = self.of_kind(Feed.LIKES, EventKind.LIKED, even=False)
        even = self.of_kind(Feed.LIKES, EventKind.LIKED, even=True)
        found |= _waits("like_latency", likes) | _waits("even_like_latency", even)
        for feed, kind, name in KINDS:
            if name != "likes":
                found |= _waits(f"{name}_latency", self.of_kind(feed, kind))
        units = [units for one in self._people for units in one.units.values()]
        size = [size for one in self._people for size in one.bytes.values()]
        found["quota_units_day_max"] = max(units, default=0)
        found["quota_units_day_mean"] = sum(units) / max(1, len(units))
        found["megabytes_day_max"] = max(size, default=0) / 1e6
        found["megabytes_day_mean"] = sum(size) / max(1, len(size)) / 1e6
        found["looks"] = sum(one.looks[feed] for one in self._people for feed in Feed)
        found["looks_made"] = sum(one.looks[f"{feed} made"] for one in self._people for feed in Feed)
        return found | self._peers(likes, watched)

    def _peers(self, likes: Sequence[Act], watched: Sequence[Act]) -> Figures:
        peers = [one.peers for one in self._people]
        seeable = [act for act in self.of_kind(Feed.LIKES, EventKind.LIKED) if not act.unseeable]
        waits = [fixed_wait(act.at) for act in likes if act.told_at is not None]
        told = sum(one.watches for one in peers)
        return {
            "fixed_like_latency_median_s": median(waits) if waits else 0.0,
            "never_seen_likes_missed": max(0, len(seeable) - sum(one.likes for one in peers)),
            "never_seen_likes_phantom": sum(one.likes_phantom for one in peers),
            "never_seen_history_missed_pct": 100 * (1 - told / max(1, len(watched))),
            "never_seen_history_phantom": sum(one.watches_phantom for one in peers),
            "relevance_phantom_day": sum(one.subscriptions_phantom for one in peers) / max(1, len(peers)),
        }

    def ways_unseen(self) -> Counter[str]:
        """How the watches that were not told went."""
        return Counter(act.why for act in self.of_kind(Feed.HISTORY, EventKind.WATCHED) if act.told_at is None)


def missed(acts: Iterable[Act]) -> list[Act]:
    """Those that were there to be seen."""
    return [act for act in acts if act.told_at is None and not act.unseeable]


def _waits(name: str, acts: Iterable[Act]) -> Figures:
    """From the act to its row."""
    waits = [act.told_at - act.at for act in acts if act.told_at is not None]
    if len(waits) < 2:
        return {}
    return {f"{name}_median_s": median(waits), f"{name}_p95_s": quantiles(waits, n=20, method="inclusive")[18]}
