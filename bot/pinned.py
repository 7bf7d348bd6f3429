"""The message that is pinned in a chat, and no more of the chat. aiogram's own answer is made of models that need 0.2 s to be
built, and this is asked before anything else at each start."""

from __future__ import annotations

from aiogram import Bot
from aiogram.methods.base import TelegramMethod
from pydantic import BaseModel, Field


class Sender(BaseModel):
    id: int


class Pinned(BaseModel):
    """sender: None where Telegram does not say it, as of a channel's post."""

    message_id: int
    text: str | None = None
    sender: Sender | None = Field(None, alias="from")


class PinnedIn(BaseModel):
    pinned_message: Pinned | None = None


class GetPinned(TelegramMethod[PinnedIn]):
    """getChat (https://core.telegram.org/bots/api#getchat)."""

    __returning__ = PinnedIn
    __api_method__ = "getChat"

    chat_id: int


async def pinned(bot: Bot, chat: int) -> Pinned | None:
    """The newest. Raises AiogramError."""
    return (await bot(GetPinned(chat_id=chat))).pinned_message
