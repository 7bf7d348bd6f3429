"""Where saved videos stand in Telegram, for what is told of those that are gone from YouTube or from the likes."""

from __future__ import annotations

import json
from collections.abc import Collection

from core.notify.copies import Copy

from .database import Database
from .rows import destination

#: The newest of each video comes last, and after all that no link leads to. Not in a chat that is lost; nor in a group that has
#: become a supergroup since, where messages have other numbers (destinations.py marks its posts as gone); nor what is being
#: taken out.
_STANDING = """SELECT j.video_id, p.message_id, t.username, t.id AS destination, t.chat_id, t.title, t.topic_id
    FROM downloads j JOIN parts p ON p.download_id = j.id JOIN destinations t ON t.id = j.destination_id
    LEFT JOIN deliveries d ON d.id = j.delivery_id
    WHERE j.video_id IN (SELECT value FROM json_each(?)) AND j.state IN ('sent', 'done')
    AND p.message_id IS NOT NULL AND p.scheduled = 0 AND p.kind <> 'subtitles'
    AND (t.trouble IS NULL OR json_extract(t.trouble, '$.key') <> 'condition-channel_lost')
    AND j.id NOT IN (SELECT download_id FROM removals)
    AND NOT (t.kind = 'supergroup' AND coalesce(d.gone, 0))
    ORDER BY t.chat_id < -1000000000000, j.id, p.number DESC"""


async def copies(database: Database, videos: Collection[str]) -> dict[str, Copy]:
    """By video; those that are saved nowhere are absent."""
    if not videos:
        return {}
    rows = await database.fetch(_STANDING, (json.dumps(sorted(videos)),))
    return {row["video_id"]: Copy(destination(row), row["message_id"], row["username"]) for row in rows}
