"""The control API's verbs for YouTube, for faults and lines, and for what was asked at each door."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from typing import Any, get_args

from sandbox.control import Unknown
from sandbox.faults import KNOWN, Faults
from sandbox.telegram.botapi.server import BotApiServer
from sandbox.telegram.mtproto.server import MTProtoServer
from sandbox.telegram.person import Nothing
from sandbox.youtube.rare_recipes import RARE
from sandbox.youtube.records import Live, SiteVideo
from sandbox.youtube.world import YouTubeWorld

Json = dict[str, Any]
SETTABLE = {
    "title",
    "views",
    "description",
    "privacy",
    "live",
    "age_restricted",
    "refusal",
    "starts_at",
    "segments",
    "captions",
    "heard",
    "chapters",
    "picture",
}


class YouTubeVerbs:
    """What the owner does on YouTube, and what stands there."""

    def __init__(self, youtube: YouTubeWorld) -> None:
        self._youtube = youtube

    async def like(self, video: str, at: float | None = None) -> bool:
        """Like a video as the owner: now, or at a time (Unix seconds), which decides its place in the list."""
        self._video(video)
        self._youtube.like(video, at)
        return True

    async def unlike(self, video: str) -> bool:
        """Take a like back."""
        self._video(video)
        self._youtube.unlike(video)
        return True

    async def subscribe(self, channel: str) -> bool:
        """Subscribe to a channel, by its id."""
        self._channel(channel)
        self._youtube.subscribe(channel)
        return True

    async def unsubscribe(self, channel: str) -> bool:
        """Give a subscription up."""
        self._channel(channel)
        self._youtube.unsubscribe(channel)
        return True

    async def terminate(self, channel: str) -> bool:
        """YouTube shuts a channel, by its id: it is no more, and its videos are deleted."""
        self._channel(channel)
        self._youtube.state.terminate(channel)
        return True

    async def videos(self) -> list[Json]:
        """Every video of the site; `liked` says whether the owner likes it."""
        liked = set(self._youtube.liked())
        return [shown(one) | {"liked": one.id in liked} for one in self._youtube.videos.values()]

    async def add_video(self, **fields: Any) -> Json:
        """Put a video on the site: id, source (a recipe of the catalogue), title, channel, views, privacy, live ..."""
        try:
            if (source := fields.get("source")) in RARE:
                await self._youtube.catalogue.make(source)
            return shown(self._youtube.add_video(**fields))
        except (TypeError, KeyError) as error:
            raise Unknown(f"add_video: {error.args[0]}") from error

    async def set_video(self, **fields: Any) -> Json:
        """Change a video: id, and the fields to set (title, views, privacy, live, refusal, segments ...)."""
        video = self._video(str(fields.pop("id", "")))
        for name, value in fields.items():
            if name not in SETTABLE:
                raise Unknown(f"a video's {name!r} can't be set; {', '.join(sorted(SETTABLE))} can")
            if name == "live" and value not in get_args(Live):
                raise Unknown(f"a broadcast is {', '.join(get_args(Live))}, not {value!r}")
            setattr(video, name, value)
        return shown(video)

    async def stream_rate(self, bytes_per_second: float | None) -> bool:
        """How fast one media request is served; null: as fast as it goes."""
        self._youtube.rate = bytes_per_second
        return True

    async def stream_line(self, bytes_per_second: float | None) -> bool:
        """How fast streams go out, all media requests together; null: as fast as they go."""
        if bytes_per_second is not None and bytes_per_second <= 0:
            raise Unknown("bytes_per_second is over 0, or null")
        self._youtube.media.line.rate = bytes_per_second
        return True

    async def quota(self, used: int | None = None, limit: int | None = None) -> Json:
        """Read the Data API's quota of today, and set what is given."""
        self._youtube.quota_used = self._youtube.quota_used if used is None else used
        self._youtube.quota_limit = self._youtube.quota_limit if limit is None else limit
        return {"used": self._youtube.quota_used, "limit": self._youtube.quota_limit}

    async def denied(self) -> list[str]:
        """The hosts that the proxy refused, because nothing here plays them."""
        return list(self._youtube.denied)

    def _video(self, video: str) -> SiteVideo:
        if video not in self._youtube.videos:
            raise Nothing(f"there is no video {video!r} on the site")
        return self._youtube.videos[video]

    def _channel(self, channel: str) -> None:
        if channel not in self._youtube.state.channels():
            raise Nothing(f"there is no channel {channel!r} on the site")


def shown(video: SiteVideo) -> Json:
    """A video as the control API tells it."""
    return dataclasses.asdict(video) | {"channel": video.channel.title, "channel_id": video.channel.id}


class WorldVerbs:
    """Faults, lines, logs."""

    def __init__(
        self,
        faults: Faults,
        addresses: Callable[[], Json],
        bot_api: BotApiServer,
        mtproto: MTProtoServer | None = None,
        youtube: YouTubeWorld | None = None,
    ) -> None:
        self._faults = faults
        self._addresses = addresses
        self._bot_api = bot_api
        self._mtproto = mtproto
        self._youtube = youtube

    async def fault(self, name: str, times: int | None = 1, skip: int = 0, args: dict[str, Any] | None = None) -> bool:
        """Switch a fault on for the next `times` requests after `skip` of them; times null: until `heal`."""
        if name not in KNOWN:
            raise Unknown(f"there is no fault {name!r}; there are: {', '.join(sorted(KNOWN))}")
        if (times is not None and times < 1) or skip < 0:
            raise Unknown("times is at least 1 (or null), skip at least 0")
        self._faults.switch_on(name, times, skip, **(args or {}))
        self._bot_api.door.updates.wake_all()
        return True

    async def heal(self, name: str | None = None) -> bool:
        """Switch a fault off; without a name, all of them."""
        if name is not None and name not in KNOWN:
            raise Unknown(f"there is no fault {name!r}; there are: {', '.join(sorted(KNOWN))}")
        for one in [name] if name else list(self._faults.active):
            self._faults.switch_off(one)
        return True

    async def faults(self) -> Json:
        """known: name -> what it does; active: name -> times left and arguments; hits: name -> how often it struck."""
        active = {
            name: {"times": one.times, "skip": one.skip, "args": one.args} for name, one in self._faults.active.items()
        }
        return {"known": dict(sorted(KNOWN.items())), "active": active, "hits": self._faults.hits}

    async def slow(self, rtt_ms: float) -> bool:
        """Let each answer at Telegram's two doors come so many milliseconds late; 0: at once."""
        if rtt_ms < 0:
            raise Unknown("rtt_ms is at least 0")
        self._bot_api.rtt = rtt_ms / 1000
        if self._mtproto is not None:
            self._mtproto.rtt = rtt_ms / 1000
        return True

    async def line(self, bytes_per_second: float | None) -> bool:
        """How fast bytes come in at the MTProto door, all connections together; null: as fast as they come."""
        if self._mtproto is None:
            raise Unknown("there is no MTProto door here")
        if bytes_per_second is not None and bytes_per_second <= 0:
            raise Unknown("bytes_per_second is over 0, or null")
        self._mtproto.line_rate = bytes_per_second
        return True

    async def passed(self) -> Json:
        """Bytes that went over the two lines so far: down (streams), up (all that came in at the MTProto door)."""
        return {
            "down": self._youtube.media.line.passed if self._youtube else 0,
            "up": self._mtproto.line.passed if self._mtproto else 0,
        }

    async def requests(self, door: str | None = None) -> list[Json]:
        """What was asked at the doors (bot_api, mtproto, youtube), each oldest first; the newest few thousand are kept."""
        web = self._youtube.requests if self._youtube else []
        asked = self._bot_api.state.log + [{"door": "youtube"} | one for one in web]
        return [one for one in asked if door in {None, one["door"]}]

    async def max_parts(self, parts: int) -> int:
        """The account's limit: how many parts of 512 KiB a file may have without Premium. -> what it was"""
        before = self._bot_api.state.max_parts
        self._bot_api.state.max_parts = parts
        return before

    async def addresses(self) -> Json:
        """Where everything is, and the first cast's credentials."""
        return self._addresses()
