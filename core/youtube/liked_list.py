"""The playlist of likes (LL) page by page: what was liked, and when. For likes of long ago (core/poll/backfill.py).

Unlike videos.list it keeps private and deleted videos, and it alone knows when a like was given. One unit for fifty.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from core.youtube.google_shapes import added_of, items_of, page_token_of

METHOD = "playlistItems.list"
FIELDS = "nextPageToken,items/snippet(publishedAt,resourceId/videoId)"  #: the rest of a page is 50 descriptions


@dataclass(frozen=True, slots=True)
class LikedListPage:
    """One page, newest like first."""

    likes: tuple[tuple[str, float | None], ...]  #: video id, when it was liked (Unix seconds)
    next_page: str | None


def params(page: str | None) -> dict[str, str]:
    """What is asked for. page: None is the first one."""
    asked = {"part": "snippet", "playlistId": "LL", "maxResults": "50", "fields": FIELDS}
    return asked if page is None else asked | {"pageToken": page}


def page_of(body: Mapping[str, Any]) -> LikedListPage:
    """Raises Retry("google-nonsense")."""
    return LikedListPage(tuple(added_of(item) for item in items_of(body)), page_token_of(body))
