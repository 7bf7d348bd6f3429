"""What Google's Data API answers for a simulated account: JSON over a transport in the process, as httpx gets it from the line.

So the app's own client runs: its parsing, its counting of units, its troubles. The list of likes is cut into pages with the
hidden videos in it, which are then left out (as `totalResults` greater than the items shows); by relevance each page of the
subscriptions is ranked anew.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from .detection_lists import title_of
from .detection_world import World

PAGE = 50
Json = dict[str, Any]
ABOUT = "All about engines, kettles and the people who mend them. New videos on Fridays. " * 2


class Refused(Exception):
    """Google says no."""

    def __init__(self, status: int, reason: str, domain: str = "youtube.parameter") -> None:
        super().__init__(reason)
        self.status = status
        error = {"message": f"{reason} (simulated)", "domain": domain, "reason": reason}
        self.body: Json = {"error": {"code": status, "message": error["message"], "errors": [error]}}


class Answers:
    """The methods that take part."""

    def __init__(self, world: World, dice: random.Random) -> None:
        self._world = world
        self._dice = dice

    def answer(self, path: str, query: Mapping[str, str], now: float) -> Json:
        """Raises Refused."""
        if path == "videos/getRating":
            return self._ratings(query["id"].split(","), now)
        if path == "videos":
            return self._liked(query) if "myRating" in query else self._videos(query["id"].split(","), now)
        if path == "playlistItems":
            return self._playlist(query)
        if path == "channels":
            return self._channels(query["id"].split(","))
        if path == "subscriptions":
            return self._subscriptions(query)
        raise Refused(404, "notFound", "global")

    def offset(self, query: Mapping[str, str]) -> int:
        token = query.get("pageToken", "P0")
        if not token.startswith("P"):
            raise Refused(400, "invalidPageToken")
        return int(token[1:])

    def _liked(self, query: Mapping[str, str]) -> Json:
        at, hidden = self.offset(query), self._world.hidden
        part = [video for video, _ in self._world.likes[at : at + PAGE]]
        full = "snippet" in query["part"]
        items = [_video(one, self._world) if full else {"kind": "youtube#video", "etag": "e" * 27, "id": one}
                 for one in part if one not in hidden]  # fmt: skip
        return self._list(items, at, len(self._world.likes))

    def _videos(self, ids: Sequence[str], now: float) -> Json:
        items = [_video(one, self._world) for one in ids if one not in self._world.hidden]
        for one in set(ids) & self._world.hidden.keys():
            self._world.truth.asked(one, now)
        return {"items": items, "pageInfo": {"totalResults": len(items), "resultsPerPage": len(items)}}

    def _ratings(self, ids: Sequence[str], now: float) -> Json:
        liked = self._world.liked
        for one in set(ids) - liked.keys():
            self._world.truth.asked(one, now)
        return {"items": [{"videoId": one, "rating": "like" if one in liked else "none"} for one in ids]}

    def _playlist(self, query: Mapping[str, str]) -> Json:
        likes = self._world.likes
        if "videoId" in query:
            likes = [one for one in likes if one[0] == query["videoId"]]
        at = self.offset(query)
        items = [
            {
                "kind": "youtube#playlistItem", "id": f"LL{video}",
                "snippet": {
                    "publishedAt": stamp(since), "title": _shown(video, self._world.hidden), "position": at + place,
                    "playlistId": "LL", "resourceId": {"kind": "youtube#video", "videoId": video},
                },
                "contentDetails": {"videoId": video},
                "status": {"privacyStatus": _privacy(video, self._world.hidden)},
            }
            for place, (video, since) in enumerate(likes[at : at + PAGE])
        ]  # fmt: skip
        return self._list(items, at, len(likes))

    def _channels(self, ids: Sequence[str]) -> Json:
        gone = self._world.subscriptions.terminated
        found = [
            {
                "kind": "youtube#channel", "id": one,
                "snippet": {"title": title_of(one), "description": ABOUT, "customUrl": f"@{one[-9:]}"},
                "statistics": {"subscriberCount": "12300", "videoCount": "42", "hiddenSubscriberCount": False},
            }
            for one in dict.fromkeys(ids) if one not in gone
        ]  # fmt: skip
        return {"pageInfo": {"totalResults": len(found), "resultsPerPage": PAGE}} | ({"items": found} if found else {})

    def _subscriptions(self, query: Mapping[str, str]) -> Json:
        listed: Iterable[str] = self._world.subscriptions.alphabetical
        if "forChannelId" in query:
            wanted = set(query["forChannelId"].split(","))
            listed = [one for one in listed if one in wanted]
        listed = list(listed)
        if query.get("order") != "alphabetical":
            self._dice.shuffle(listed)
        at, since = self.offset(query), self._world.subscriptions.since
        items = [
            {
                "kind": "youtube#subscription", "id": f"S{one}",
                "snippet": {
                    "publishedAt": stamp(since[one]), "title": title_of(one), "description": ABOUT,
                    "resourceId": {"kind": "youtube#channel", "channelId": one},
                },
            }
            for one in listed[at : at + PAGE]
        ]  # fmt: skip
        return self._list(items, at, len(listed))

    def _list(self, items: list[Json], at: int, total: int) -> Json:
        body: Json = {"items": items, "pageInfo": {"totalResults": total, "resultsPerPage": PAGE}}
        if at + PAGE < total:
            body["nextPageToken"] = f"P{at + PAGE}"
        return body


def stamp(at: float) -> str:
    return datetime.fromtimestamp(at, UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _video(video: str, world: World) -> Json:
    return {
        "kind": "youtube#video",
        "id": video,
        "snippet": {
            "title": f"Video {video}", "channelId": world.channel_of.get(video, "UC0"), "channelTitle": "A channel",
            "liveBroadcastContent": "none", "description": ABOUT, "publishedAt": "2026-01-02T03:04:05Z",
        },
        "contentDetails": {"duration": "PT4M13S"},
        "statistics": {"viewCount": "123456"},
        "status": {"privacyStatus": "public"},
    }  # fmt: skip


def _shown(video: str, hidden: Mapping[str, str]) -> str:
    why = hidden.get(video)
    return f"Video {video}" if why is None else "Private video" if why == "private" else "Deleted video"


def _privacy(video: str, hidden: Mapping[str, str]) -> str:
    return "public" if video not in hidden else "private" if hidden[video] == "private" else "privacyStatusUnspecified"
