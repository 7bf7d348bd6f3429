"""One account on one YouTube, seen through every door: the site, the Data API and the token server read and write this.

The account likes, subscribes and watches; the site has videos and channels. Kept in memory and gone with the sandbox.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from sandbox.youtube.opening import opening_videos
from sandbox.youtube.rare_recipes import recipe
from sandbox.youtube.records import Channel, Like, Playlist, SiteVideo, Viewer, Watch, channel_called
from sandbox.youtube.refusals import REFUSALS

#: when a broadcast begins that is put on the site without saying so: seconds from now
BEGINS = {"upcoming": 7200, "live": -3600, "post_live": -7200, "was_live": -90_000}
_PACIFIC = ZoneInfo("America/Los_Angeles")
_ID = re.compile(r"[A-Za-z0-9_-]{11}")
_PLAYLIST_ID = re.compile(r"PL[A-Za-z0-9_-]{10,40}")


class State:
    """The site's and the account's memory."""

    def __init__(self, now: Callable[[], float]) -> None:
        self.now = now
        self.me = channel_called("Yagami's Owner")
        self.has_channel = True  #: else the account is one at Google without a channel on YouTube
        self.videos: dict[str, SiteVideo] = {}
        self.likes: list[Like] = []  #: newest first
        self.subscriptions: dict[str, float] = {}  #: channel id -> when
        self.terminated = set[str]()  #: channels that YouTube has shut, with all that was on them
        brand = Viewer(channel_called("Sora's other channel"), page_id="100000000000000000042")
        self.viewers = {
            "owner": Viewer(self.me),
            "brand": brand,
        }  #: who watches, by the names that the control API takes
        self.playlists: dict[str, Playlist] = {}
        self.quota_limit = 10_000
        self._quota_used = 0
        self._quota_day = ""
        for fields in opening_videos(now()):
            self.add_video(**fields)

    def add_video(self, id: str, source: str = "landscape", **fields: Any) -> SiteVideo:  # noqa: A002  the site's own word
        """Put a video on the site that plays the streams of a catalogue recipe. `channel` may be a title or a Channel.

        Raises ValueError for an id that is not YouTube's form or is taken, KeyError for an unknown source or refusal.
        """
        if not _ID.fullmatch(id) or id in self.videos:
            raise ValueError(f"not a free video id: {id!r}")
        channel = fields.pop("channel", "Loopback Films")
        if not isinstance(channel, Channel):
            channel = self._channel(str(channel))
        if (refusal := fields.get("refusal")) is not None and refusal not in REFUSALS:
            raise KeyError(f"unknown refusal {refusal!r}; known: {', '.join(REFUSALS)}")
        fields.setdefault("title", f"Video {id}")
        fields.setdefault("published_at", self.now() - 86_400)
        if (live := fields.get("live", "none")) != "none":
            fields.setdefault("starts_at", self.now() + BEGINS[live])
        made = recipe(source)
        video = SiteVideo(id=id, channel=channel, source=source, duration=made.said_duration or made.duration, **fields)
        self.videos[id] = video
        return video

    def _channel(self, title: str) -> Channel:
        """The site's channel of that title: the same object for all of its videos."""
        known = next((one.channel for one in self.videos.values() if one.channel.title == title), None)
        return known or channel_called(title)

    def channels(self) -> dict[str, Channel]:
        """Every channel that has a video, and the account's own, by id; terminated ones are no more."""
        everyone = (self.me, *(video.channel for video in self.videos.values()))
        return {one.id: one for one in everyone if one.id not in self.terminated}

    def terminate(self, channel_id: str) -> None:
        """YouTube shuts a channel: it is no more, and its videos are deleted. Raises KeyError if there is no such channel."""
        self.terminated.add(self.channels()[channel_id].id)
        for video in self.videos.values():
            if video.channel.id == channel_id:
                video.privacy = "deleted"

    # -- what the account does ---------------------------------------------------------------------------------

    def like(self, video_id: str, at: float | None = None) -> None:
        """Like a video (again: the like moves to now). `at` sets the time, and with it the place in the list.

        Raises KeyError if there is no such video.
        """
        video = self.videos[video_id]
        self.unlike(video.id)
        when = self.now() if at is None else at
        place = next((n for n, one in enumerate(self.likes) if one.at <= when), len(self.likes))
        self.likes.insert(place, Like(video.id, when))

    def unlike(self, video_id: str) -> None:
        """Take a like back; nothing happens if there is none."""
        self.likes = [one for one in self.likes if one.video_id != video_id]

    def subscribe(self, channel_id: str) -> None:
        """Raises KeyError if there is no such channel."""
        self.subscriptions.setdefault(self.channels()[channel_id].id, self.now())

    def unsubscribe(self, channel_id: str) -> None:
        self.subscriptions.pop(channel_id, None)

    def watch(self, video_id: str, account: str = "owner", at: float | None = None) -> None:
        """Watch a video, now or at an earlier time. A history that is paused keeps nothing. Raises KeyError."""
        viewer, video = self.viewers[account], self.videos[video_id]
        if not viewer.paused:
            when = self.now() if at is None else at
            place = next((n for n, one in enumerate(viewer.watches) if one.at <= when), len(viewer.watches))
            viewer.watches.insert(place, Watch(video.id, when))

    def add_playlist(self, playlist_id: str, title: str, videos: list[str]) -> Playlist:
        """Make a playlist, or make it anew. Raises ValueError for an id of another form, KeyError for an unknown video."""
        if not _PLAYLIST_ID.fullmatch(playlist_id):
            raise ValueError(f"not a playlist's id: {playlist_id!r}")
        playlist = Playlist(playlist_id, title, [self.videos[one].id for one in videos])
        self.playlists[playlist_id] = playlist
        return playlist

    # -- the project's quota -----------------------------------------------------------------------------------

    @property
    def quota_used(self) -> int:
        """Units since midnight Pacific time."""
        self._new_day()
        return self._quota_used

    @quota_used.setter
    def quota_used(self, units: int) -> None:
        self._new_day()
        self._quota_used = units

    def _new_day(self) -> None:
        today = datetime.fromtimestamp(self.now(), _PACIFIC).date().isoformat()
        if today != self._quota_day:
            self._quota_day, self._quota_used = today, 0
