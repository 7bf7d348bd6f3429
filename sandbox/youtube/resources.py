"""How the Data API writes a video, a playlist item, a channel and a subscription: one function a resource, `part` by `part`.

Counts are strings, times are ISO 8601 in whole seconds, as Google's. Parts that Google has and these do not are refused
by name (`not_modelled`), not left out in silence.
"""

from __future__ import annotations

import base64
import hashlib
import json
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from sandbox.youtube import pictures
from sandbox.youtube.api_errors import not_modelled
from sandbox.youtube.rare_recipes import recipe
from sandbox.youtube.records import Channel, Like, SiteVideo

Json = dict[str, Any]

_THUMBNAILS = {
    "default": ("default", 120, 90),
    "medium": ("mqdefault", 320, 180),
    "high": ("hqdefault", 480, 360),
    "standard": ("sddefault", 640, 480),
    "maxres": ("maxresdefault", 1280, 720),
}
_CATEGORIES = {"Music": "10", "Education": "27"}


def iso(at: float) -> str:
    return datetime.fromtimestamp(at, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def video(one: SiteVideo, parts: tuple[str, ...]) -> Json:
    """A `youtube#video`."""
    return _resource("youtube#video", one.id, parts, one, _VIDEO)


def playlist_item(like: Like, one: SiteVideo, position: int, me: Channel, parts: tuple[str, ...]) -> Json:
    """A `youtube#playlistItem` of the list of likes (LL); private and deleted videos stand in it without their data."""
    identity = base64.urlsafe_b64encode(f"LL.{one.id}.{like.at}".encode()).decode().rstrip("=")
    made: dict[str, Callable[[SiteVideo], Json | None]] = {
        "snippet": lambda one: _item_snippet(like, one, position, me),
        "contentDetails": lambda one: (
            {"videoId": one.id} | ({"videoPublishedAt": iso(one.published_at)} if one.privacy == "public" else {})
        ),
        "status": lambda one: {
            "privacyStatus": "privacyStatusUnspecified" if one.privacy == "deleted" else one.privacy
        },
    }
    return _resource("youtube#playlistItem", identity, parts, one, made)


def channel(one: Channel, published_at: float, parts: tuple[str, ...]) -> Json:
    """A `youtube#channel`."""
    made: dict[str, Callable[[Channel], Json | None]] = {
        "snippet": lambda one: {
            "title": one.title,
            "description": f"{one.title} on loopback",
            "customUrl": one.handle,
            "publishedAt": iso(published_at),
            "thumbnails": pictures.thumbnails(one.id),
            "localized": {"title": one.title, "description": f"{one.title} on loopback"},
        },
        "contentDetails": lambda one: {"relatedPlaylists": {"likes": "LL", "uploads": "UU" + one.id[2:]}},
        "statistics": _channel_statistics,
        "status": lambda _: {"privacyStatus": "public", "isLinked": True, "longUploadsStatus": "allowed"},
    }
    return _resource("youtube#channel", one.id, parts, one, made)


def subscription(one: Channel, since: float, me: Channel, parts: tuple[str, ...]) -> Json:
    """A `youtube#subscription`; snippet.publishedAt is when the account subscribed."""
    made: dict[str, Callable[[Channel], Json | None]] = {
        "snippet": lambda one: {
            "publishedAt": iso(since),
            "title": one.title,
            "description": f"{one.title} on loopback",
            "resourceId": {"kind": "youtube#channel", "channelId": one.id},
            "channelId": me.id,
            "thumbnails": {name: {"url": pictures.address(one.id, side)} for name, side in pictures.SIDES.items()},
        },
        "contentDetails": lambda one: {"totalItemCount": one.videos, "newItemCount": 0, "activityType": "all"},
        "subscriberSnippet": lambda _: {"title": me.title, "channelId": me.id, "description": ""},
    }
    return _resource("youtube#subscription", hashlib.sha256(one.id.encode()).hexdigest()[:43], parts, one, made)


def etag(content: Any) -> str:
    digest = hashlib.sha256(json.dumps(content, sort_keys=True).encode()).digest()
    return base64.urlsafe_b64encode(digest[:20]).decode().rstrip("=")


def _resource(
    kind: str, identity: str, parts: tuple[str, ...], one: Any, made: dict[str, Callable[[Any], Json | None]]
) -> Json:
    body: Json = {"kind": kind, "id": identity}
    for part in parts:
        if part == "id":
            continue
        if part not in made:
            raise not_modelled(f"the part {part} of {kind}", "part")
        if (content := made[part](one)) is not None:
            body[part] = content
    return {"kind": kind, "etag": etag(body)} | body


def _thumbnails(video_id: str) -> Json:
    return {
        name: {"url": f"https://i.ytimg.com/vi/{video_id}/{file}.jpg", "width": width, "height": height}
        for name, (file, width, height) in _THUMBNAILS.items()
    }


def _snippet(one: SiteVideo) -> Json:
    return {
        "publishedAt": iso(one.published_at),
        "channelId": one.channel.id,
        "title": one.title,
        "description": one.description,
        "thumbnails": _thumbnails(one.id),
        "channelTitle": one.channel.title,
        "categoryId": _CATEGORIES.get(one.category, "22"),
        "liveBroadcastContent": one.live if one.live in ("live", "upcoming") else "none",
        "localized": {"title": one.title, "description": one.description},
    }


def _content_details(one: SiteVideo) -> Json:
    tallest = max(stream.height for stream in recipe(one.source).streams)
    minutes, seconds = divmod(one.duration, 60)
    length = f"PT{minutes}M{seconds}S" if minutes else f"PT{seconds}S"
    return {
        "duration": "P0D" if one.live in ("live", "upcoming", "post_live") else length,
        "dimension": "2d",
        "definition": "hd" if tallest >= 720 else "sd",
        "caption": "false",
        "licensedContent": False,
        "contentRating": {"ytRating": "ytAgeRestricted"} if one.age_restricted else {},
        "projection": "rectangular",
    }


def _live_details(one: SiteVideo) -> Json | None:
    if one.live == "none" or one.starts_at is None:
        return None
    at = iso(one.starts_at)
    if one.live == "upcoming":
        return {"scheduledStartTime": at}
    ended = {"actualEndTime": iso(one.starts_at + one.duration)} if one.live in ("post_live", "was_live") else {}
    return {"scheduledStartTime": at, "actualStartTime": at} | ended


_VIDEO: dict[str, Callable[[SiteVideo], Json | None]] = {
    "snippet": _snippet,
    "contentDetails": _content_details,
    "statistics": lambda one: {
        "viewCount": str(one.views),
        "likeCount": str(one.views // 30),
        "favoriteCount": "0",
        "commentCount": str(one.views // 900),
    },
    "status": lambda one: {
        "uploadStatus": "processed",
        "privacyStatus": one.privacy,
        "license": "youtube",
        "embeddable": True,
        "publicStatsViewable": True,
        "madeForKids": False,
    },
    "liveStreamingDetails": _live_details,
}


def _item_snippet(like: Like, one: SiteVideo, position: int, me: Channel) -> Json:
    said: Json = {
        "publishedAt": iso(like.at),
        "channelId": me.id,
        "title": {"private": "Private video", "deleted": "Deleted video"}.get(one.privacy, one.title),
        "description": {"private": "This video is private.", "deleted": "This video is unavailable."}.get(
            one.privacy, one.description
        ),
        "thumbnails": _thumbnails(one.id) if one.privacy == "public" else {},
        "channelTitle": me.title,
        "playlistId": "LL",
        "position": position,
        "resourceId": {"kind": "youtube#video", "videoId": one.id},
    }
    if one.privacy == "public":
        said |= {"videoOwnerChannelTitle": one.channel.title, "videoOwnerChannelId": one.channel.id}
    return said


def _channel_statistics(one: Channel) -> Json:
    rounding = 10 ** max(0, len(str(one.subscribers)) - 3)  # Google rounds to three digits
    shown = {} if one.hides_subscribers else {"subscriberCount": str(one.subscribers // rounding * rounding)}
    return {
        "viewCount": str(one.subscribers * 50),
        **shown,
        "hiddenSubscriberCount": one.hides_subscribers,
        "videoCount": str(one.videos),
    }
