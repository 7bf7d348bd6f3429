"""What the sandbox's YouTube knows of a channel, a video and the files behind it. Plain data, read by every door.

Times are Unix seconds (UTC); durations are seconds. What is not modelled: comments, several audio languages.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from typing import Any, Literal

Privacy = Literal["public", "private", "deleted"]
#: a broadcast's way: upcoming, live, post_live (over, and still being processed), was_live (there is a recording)
Live = Literal["none", "upcoming", "live", "post_live", "was_live"]


@dataclass(slots=True)
class Channel:
    """A channel; `id` begins with UC and has 24 characters, as YouTube's."""

    id: str
    title: str
    handle: str
    subscribers: int = 1000
    hides_subscribers: bool = False
    videos: int = 1


@dataclass(slots=True)
class SiteVideo:
    """One video of the site. `source` names the recipe whose streams it plays; its duration is the recipe's and so stays true."""

    id: str
    title: str
    channel: Channel
    source: str
    duration: int
    published_at: float
    views: int = 1234
    description: str = ""
    privacy: Privacy = "public"
    live: Live = "none"
    age_restricted: bool = False
    refusal: str | None = None  #: a key of refusals.REFUSALS: the player refuses with it
    is_joined: bool = False  #: the owner is a member of its channel: signed in, "members" is no refusal
    starts_at: float | None = None  #: for all that are or were a broadcast
    category: str = "Education"
    segments: list[dict[str, Any]] = field(default_factory=list)  #: SponsorBlock's, in its own JSON form
    captions: list[str] = field(default_factory=list)  #: languages of the subtitles that a person wrote
    heard: str | None = None  #: language of the subtitles that YouTube made by itself
    chapters: list[tuple[float, str | None]] = field(
        default_factory=list
    )  #: seconds and title, as the creator wrote them
    picture: str | None = None  #: a key of thumbnails.ODD: its thumbnail is of that kind

    @property
    def is_short(self) -> bool:
        return self.source == "vertical"


@dataclass(slots=True)
class Like:
    """One like: the video and when it was given."""

    video_id: str
    at: float


@dataclass(slots=True)
class Watch:
    """One watch, for the history page."""

    video_id: str
    at: float


@dataclass(slots=True)
class Viewer:
    """One who watches: an account by its first channel, or by a brand channel that it has chosen."""

    channel: Channel
    page_id: str | None = None  #: names a brand channel
    watches: list[Watch] = field(default_factory=list)  #: newest first
    paused: bool = False  #: nothing that is watched is kept


@dataclass(slots=True)
class Playlist:
    """A list of videos; `id` in YouTube's form (PL...)."""

    id: str
    title: str
    videos: list[str]


def channel_called(title: str) -> Channel:
    """A channel with an id and a handle that follow from its title, so that the same title is the same channel."""
    digest = hashlib.sha256(title.encode()).hexdigest()
    letters = "".join(c for c in title.lower() if c.isascii() and c.isalnum())
    return Channel(f"UC{digest[:22]}", title, f"@{letters or digest[:10]}", subscribers=100 + int(digest[:4], 16) * 37)
