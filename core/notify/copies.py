"""Where a video that was saved stands in Telegram, and the link that opens it there. Pure."""

from __future__ import annotations

from dataclasses import dataclass

from core.model import Destination

_CHANNELS_FROM = 1_000_000_000_000  #: the Bot API writes a channel's or supergroup's own number below minus this
_GENERAL = 1  #: a forum's first topic, which links leave out


@dataclass(frozen=True, slots=True)
class Copy:
    """A message with the video in it (the first part, where there are several)."""

    where: Destination
    message_id: int
    username: str | None = None  #: of a public chat

    @property
    def private(self) -> bool:
        """Whether it stands in the owner's own chat with the bot."""
        return self.where.chat_id > 0

    @property
    def link(self) -> str | None:
        """None where Telegram has no such links: in plain groups and in private chats."""
        number = -self.where.chat_id - _CHANNELS_FROM
        if number <= 0:
            return None
        chat = self.username or f"c/{number}"
        topic = self.where.topic_id
        return f"https://t.me/{chat}/{self.message_id if topic in (None, _GENERAL) else f'{topic}/{self.message_id}'}"
