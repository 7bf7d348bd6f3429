"""What follows from a change: events, messages, videos. Pure: everything it needs is handed in, what it decides is a Record.

What the owner chose (core/settings.py) is applied here and nowhere later, so that it holds from the look at which it was chosen:
- A kind that is off is recorded and counted, and never sent later. A silent one makes no sound.
- A liked video is queued, or only offered (a button fetches it) where automatic downloads are off or it is over a cap that can
  be judged before anything is fetched; how many megabytes a video has is known to the worker only.
- After a pause the first look does once what the owner chose for what had happened: tell all, one digest, or nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from core.identity import random_id
from core.model import (
    Channel,
    Destination,
    DownloadState,
    Event,
    EventKind,
    Feed,
    NewDelivery,
    NewEvent,
    Record,
    Sentence,
    SnapshotItem,
    Video,
)
from core.settings import CatchUp, Settings

from .diff import SLACK, Changes, SubscriptionChanges
from .watches import Watched


@dataclass(frozen=True, slots=True)
class FeedState:
    """What storage knows of one feed."""

    feed: Feed
    destination: Destination | None
    seeded_at: float | None
    looked_at: float | None
    tries: int
    not_before: float = 0.0
    trouble: Sentence | None = None  #: why the last look failed
    catch_up: CatchUp | None = None  #: what the next look does with what happened during a pause


@dataclass(frozen=True, slots=True)
class Sender:
    """Who posts, and the key that makes random ids of what is posted."""

    account_id: int
    identity_key: bytes


@dataclass(frozen=True, slots=True)
class Rules:
    """What the owner wants done with what a look finds."""

    settings: Settings
    to: Destination | None
    sender: Sender
    catch_up: CatchUp | None = None
    capped: bool = False  #: the day's or the month's gigabytes are used up


def likes(
    changes: Changes,
    rules: Rules,
    details: Mapping[str, Video],
    like_times: Mapping[str, float],
    last_look: float,
    now: float,
) -> Record:
    """One event for each new like, oldest first.

    details and like_times may lack any id: unknown figures are left out of the post, and the identity is then VIDEO#1.
    """
    late = [item for item in changes.resurfaced if like_times.get(item, 0.0) > last_look - SLACK]
    told = _in_order(changes.new, late, like_times)
    videos = tuple(details.get(item) or Video(item) for item in told)
    events = [
        Event(EventKind.LIKED, _at(video.id, like_times.get(video.id)), video.id, like_times.get(video.id), now)
        for video in videos
    ]
    return _concluded(
        Record(
            Feed.LIKES,
            now,
            seen=(*changes.new, *changes.resurfaced),
            videos=videos,
            events=tuple(_follow(event, video, rules) for event, video in zip(events, videos, strict=True)),
        ),
        rules,
    )


def subscriptions(
    changes: SubscriptionChanges,
    rules: Rules,
    details: Mapping[str, Channel],
    terminated: frozenset[str],
    now: float,
) -> Record:
    """What ended, then what began, by its time.

    details: of what began, and what is known of the others. terminated: of what ended, channels that are no more: those vanished.
    """
    events = [
        Event(
            EventKind.VANISHED if one.item in terminated else EventKind.UNSUBSCRIBED,
            _at(one.item, one.since), one.item, None, now,
        )
        for one in changes.gone
    ]  # fmt: skip
    events += [
        Event(EventKind.SUBSCRIBED, _at(one.channel_id, one.subscribed_at), one.channel_id, one.subscribed_at, now)
        for one in changes.new
    ]
    return _concluded(
        Record(
            Feed.SUBSCRIPTIONS,
            now,
            page=changes.page,
            channels=tuple(
                details.get(one.channel_id) or Channel(one.channel_id, one.title, description=one.description)
                for one in changes.new
            ),
            events=tuple(_follow(event, None, rules) for event in events),
        ),
        rules,
    )


def watches(
    read: Watched,
    rules: Rules,
    details: Mapping[str, Video],
    told_before: Mapping[str, int],
    today: str,
    now: float,
) -> Record:
    """One event for each new watch, oldest first. told_before: how often a `DAY:VIDEO` was told already."""
    events = []
    counted = dict(told_before)
    for one in read.new:
        key = f"{one.day or today}:{one.video}"
        counted[key] = counted.get(key, 0) + 1
        events.append(Event(EventKind.WATCHED, f"{key}:{counted[key]}", one.video, None, now))
    return _concluded(
        Record(
            Feed.HISTORY,
            now,
            page=tuple(SnapshotItem(one.item) for one in read.page),
            videos=tuple(details.get(one) or Video(one) for one in dict.fromkeys(event.subject for event in events)),
            events=tuple(_follow(event, None, rules) for event in events),
        ),
        rules,
    )


def _in_order(new: Sequence[str], late: Sequence[str], like_times: Mapping[str, float]) -> list[str]:
    """By act: the list's own order is trusted; one that was jumped over goes before the first that is known to be later."""
    told = list(new)
    for item in late:
        place = next((n for n, other in enumerate(told) if like_times.get(other, 0.0) > like_times[item]), len(told))
        told.insert(place, item)
    return told


def _at(subject: str, happened_at: float | None) -> str:
    return f"{subject}@{int(happened_at)}" if happened_at is not None else f"{subject}#1"


def _follow(event: Event, video: Video | None, rules: Rules) -> NewEvent:
    """What one event brings about. video: what it brings along, if it is a like."""
    kind = rules.settings.kinds[event.kind]
    if rules.to is None or not kind.on or rules.catch_up is CatchUp.SKIP:
        return NewEvent(event)
    if rules.catch_up is CatchUp.DIGEST:
        return NewEvent(event, in_digest=True)
    number = random_id(rules.sender.identity_key, rules.sender.account_id, rules.to.chat_id, event.kind, event.identity)
    if video is None:
        return NewEvent(event, NewDelivery(rules.to.id, number, silent=kind.silent))
    state = DownloadState.QUEUED if fetched_by_itself(video, rules) else DownloadState.OFFERED
    return NewEvent(event, NewDelivery(rules.to.id, number, Sentence(f"status-{state}"), kind.silent), state)


def fetched_by_itself(video: Video, rules: Rules) -> bool:
    """Whether a liked video is downloaded without being asked for."""
    wanted = rules.settings.downloads
    too_long = (
        wanted.most_minutes is not None and video.duration is not None and video.duration > wanted.most_minutes * 60
    )
    return wanted.auto and not too_long and not rules.capped


def _concluded(record: Record, rules: Rules) -> Record:
    """With the digest, if there is something for it, and the pause's end done with."""
    told = [new.event for new in record.events if new.in_digest]
    digest = None
    if told and rules.to is not None:
        last = f"{told[-1].kind}:{told[-1].identity}"
        number = random_id(rules.sender.identity_key, rules.sender.account_id, rules.to.chat_id, "digest", last)
        digest = NewDelivery(rules.to.id, number, silent=all(rules.settings.kinds[event.kind].silent for event in told))
    return replace(record, digest=digest, caught_up=rules.catch_up is not None)
