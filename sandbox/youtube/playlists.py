"""www.youtube.com/playlist: a list of videos that somebody has made, a hundred at a time, as yt-dlp reads it."""

from __future__ import annotations

import secrets
from typing import Any

from sandbox.faults import KNOWN
from sandbox.youtube import renderers
from sandbox.youtube.records import Playlist
from sandbox.youtube.state import State

Json = dict[str, Any]

KNOWN["playlist.500"] = "a playlist's page answers 500"
PAGE_SIZE = 100


class Playlists:
    """Writes the page and what continues it."""

    def __init__(self, state: State) -> None:
        self._state = state
        self._tokens: dict[str, tuple[str, int]] = {}  #: token -> playlist, videos already shown

    def page(self, playlist_id: str) -> Json:
        """ytInitialData; also what the API gives for the browse id VL..."""
        playlist = self._state.playlists.get(playlist_id)
        if playlist is None:
            alert = {"type": "ERROR", "text": {"runs": [{"text": "The playlist does not exist."}]}}
            return {"contents": renderers.list_page([], "FEwhat"), "alerts": [{"alertRenderer": alert}]}
        videos = {"playlistVideoListRenderer": {"contents": self._videos(playlist, 0), "playlistId": playlist.id}}
        contents = renderers.list_page([{"itemSectionRenderer": {"contents": [videos]}}], f"VL{playlist.id}")
        stats = [{"runs": [{"text": f"{len(playlist.videos):,}"}, {"text": " videos"}]}, {"simpleText": "12 views"}]
        first = {"playlistSidebarPrimaryInfoRenderer": {"stats": stats}}
        return {
            "contents": contents,
            "metadata": {"playlistMetadataRenderer": {"title": playlist.title}},
            "sidebar": {"playlistSidebarRenderer": {"items": [first]}},
        }

    def more(self, token: str) -> Json | None:
        """The answer to a continuation; None for a token that was never given."""
        playlist_id, shown = self._tokens.get(token, ("", 0))
        playlist = self._state.playlists.get(playlist_id)
        if playlist is None:
            return None
        action = {"appendContinuationItemsAction": {"continuationItems": self._videos(playlist, shown)}}
        return {"onResponseReceivedActions": [action]}

    def _videos(self, playlist: Playlist, shown: int) -> list[Json]:
        part = playlist.videos[shown : shown + PAGE_SIZE]
        items = [renderers.playlist_video(self._state.videos[one]) for one in part]
        if len(playlist.videos) > shown + PAGE_SIZE:
            token = secrets.token_urlsafe(24)
            self._tokens[token] = (playlist.id, shown + PAGE_SIZE)
            items.append(renderers.continuation(token))
        return items
