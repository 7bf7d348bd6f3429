"""What follows from a change: events, messages, videos. Pure: everything it needs is handed in, what it decides is a Record.

What the owner chose (core/settings.py) is applied here and nowhere later, so that it holds from the look at which it was chosen:
- A kind that is off is recorded and counted, and never sent later. A silent one makes no sound.
- A liked video is queued, or only offered (a button fetches it) where automatic downloads are off or it is over a cap that can
  be judged before anything is fetched; how many megabytes a video has is known to the worker only.
- After a pause the first look does once what the owner chose for what had happened: tell all, one digest, or nothing. After a gap
  that nobody chose the owner's standing rule holds; there one or two that bring no video are told by themselves, digest or not.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from core.identity import random_id
from core.model import Destination, DownloadState, Event, Feed, Sentence, Video
from core.record import MassChange, NewDelivery, NewEvent, Record
from core.settings import CatchUp, Settings

#: Google's times and our looks come from two clocks, and a page may lag: so much of an overlap is no proof of age.
SLACK = 120.0
MOST_POSTS = 2  #: what is told in one digest where it is many, is told one by one where it is no more than this


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
    held: MassChange | None = None  #: what was put to the owner
    believe: CatchUp | None = None  #: the owner's word on it: it was the owner, and it is told like this
    gap: bool = False  #: the cookies were dead since the last good look


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
    gap: bool = False  #: `catch_up` is the standing rule for gaps, no word on this very time


def acted_at(subject: str, happened_at: float | None) -> str:
    return f"{subject}@{int(happened_at)}" if happened_at is not None else f"{subject}#1"


def follow(event: Event, video: Video | None, rules: Rules) -> NewEvent:
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


def unless_few(rules: Rules, count: int) -> Rules:
    """After a gap so few are told by themselves where a digest was wanted."""
    few = rules.gap and rules.catch_up is CatchUp.DIGEST and count <= MOST_POSTS
    return replace(rules, catch_up=CatchUp.ALL) if few else rules


def fetched_by_itself(video: Video, rules: Rules) -> bool:
    """Whether a liked video is downloaded without being asked for."""
    wanted = rules.settings.downloads
    too_long = (
        wanted.most_minutes is not None and video.duration is not None and video.duration > wanted.most_minutes * 60
    )
    return wanted.auto and not too_long and not rules.capped


def concluded(record: Record, rules: Rules) -> Record:
    """With the digest, if there is something for it, and the pause's end done with."""
    told = [new.event for new in record.events if new.in_digest]
    digest = None
    if told and rules.to is not None:
        last = f"{told[-1].kind}:{told[-1].identity}"
        number = random_id(rules.sender.identity_key, rules.sender.account_id, rules.to.chat_id, "digest", last)
        digest = NewDelivery(rules.to.id, number, silent=all(rules.settings.kinds[event.kind].silent for event in told))
    skipped = len(record.events) if rules.catch_up is CatchUp.SKIP else 0
    return replace(record, digest=digest, caught_up=rules.catch_up is not None, skipped=skipped)
