"""sponsor.ajay.app: which stretches of a video people marked. The asker names only the first letters of the id's hash."""

from __future__ import annotations

import hashlib
import json
import re

from aiohttp import web

from sandbox.faults import KNOWN, Faults
from sandbox.youtube.state import State

KNOWN["sponsorblock.down"] = "SponsorBlock answers 500"

_PATH = re.compile(r"/api/skipSegments/([0-9a-f]{4,32})")


class SponsorBlock:
    """Serves /api/skipSegments/PREFIX. 404 says that nobody marked anything."""

    def __init__(self, state: State, faults: Faults) -> None:
        self._state = state
        self._faults = faults

    async def handle(self, request: web.BaseRequest) -> web.StreamResponse:
        asked = _PATH.fullmatch(request.path)
        if asked is None:
            return web.Response(status=404)
        if self._faults.hit("sponsorblock.down") is not None:
            return web.Response(status=500, text="Internal Server Error")
        try:
            wanted = json.loads(request.query.get("categories", '["sponsor"]'))
        except ValueError:
            return web.Response(status=400, text="Bad parameter: categories (invalid JSON)")
        found = []
        for video in self._state.videos.values():
            digest = hashlib.sha256(video.id.encode()).hexdigest()
            segments = [one for one in video.segments if one["category"] in wanted]
            if segments and digest.startswith(asked[1]):
                found.append({"videoID": video.id, "hash": digest, "segments": segments})
        return web.json_response(found) if found else web.Response(status=404, text="Not Found")


def segment(start: float, end: float, video_duration: float, category: str = "sponsor") -> dict[str, object]:
    """One marked stretch in SponsorBlock's JSON, for SiteVideo.segments. Times are seconds of the video."""
    return {
        "segment": [start, end],
        "category": category,
        "actionType": "skip",
        "videoDuration": video_duration,
        "UUID": hashlib.sha256(f"{start}:{end}:{category}".encode()).hexdigest(),
        "locked": 0,
        "votes": 1,
        "description": "",
    }
