"""Posts that turn into their videos: where the room that tells and the room that brings meet, in rows. For core/download."""

from __future__ import annotations

from core.download.ports import Choices
from core.model import Text
from core.notify.buttons import Rows
from core.notify.deliver import written
from locales import texts
from storage.store import Store


class OneMessage:
    """settings: as the owner chose them, asked at each video."""

    def __init__(self, store: Store, settings: Choices) -> None:
        self._store = store
        self._settings = settings

    async def wanted(self) -> bool:
        return (await self._settings()).downloads.one_message

    async def turning(self, job: int, caption: Text | None) -> tuple[Text, Rows] | None:
        post = await self._store.outbox.turning(job, caption)
        return written(post, texts((await self._settings()).spoken)) if post is not None else None
