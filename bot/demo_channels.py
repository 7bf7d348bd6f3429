"""The demo's channels, that were made in the set-up: what is told in them, beside the chat with the bot."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from bot.demo_owner import Owner
from bot.demo_stage import Stage
from bot.demo_view import View
from locales import texts

Json = dict[str, Any]
UNDER_WAY = (
    "status-queued",
    "status-downloading",
    "status-encoding",
    "status-uploading",
)  #: of a post whose video is to follow


class Channels:
    """Shows them as they fill. Implements demo_chat.Beside."""

    def __init__(self, view: View, stage: Stage, owner: Owner, chats: Mapping[str, int]) -> None:
        """chats: feed -> the channel in which it is told."""
        self._view = view
        self._stage = stage
        self._owner = owner
        self._chats = chats
        self._titles: dict[int, str] = {}
        self._likes: list[Json] = []
        self._awaited = 0  #: posts that should stand in the likes channel, or more
        self._under_way = [texts().get(key) for key in UNDER_WAY]

    async def likes(self) -> list[Json]:
        """Show what is new in the likes channel -> what stands there."""
        self._likes, _ = await self._read("likes")
        return self._likes

    async def show(self) -> bool:
        """Show what is new in all of them -> whether anything was."""
        moved = False
        for feed in self._chats:
            messages, new = await self._read(feed)
            moved = moved or new
            if feed == "likes":
                self._likes = messages
        return moved

    def forget(self) -> None:
        """Show everything again."""
        self._view.forget()

    async def liked(self) -> None:
        """The owner liked a video: the bot is to look now, not in a minute."""
        self._awaited = len(self._posts()) + 1
        await self._owner.look_now()

    def is_busy(self) -> bool:
        """Whether a like is not told yet, or its video is on its way."""
        posts = self._posts()
        return len(posts) < self._awaited or any(one in post["text"] for one in self._under_way for post in posts)

    def _posts(self) -> list[Json]:
        return [one for one in self._likes if not one["media"]]

    async def _read(self, feed: str) -> tuple[list[Json], bool]:
        if not self._titles:
            self._titles = {one["id"]: one["title"] for one in await self._owner.chats()}
        chat = self._chats[feed]
        messages: list[Json] = [one for one in await self._stage.do("read", chat=chat) if not one["service"]]
        return messages, self._view.show_new(messages, self._titles[chat])
