"""Sends and edits the messages that are not the panel: cards, playlists, alerts. By the Bot API.

A message that was deleted by the owner is fine, and stops nothing: `draw` says so. Between sending a message and writing down its
number lies a moment in which a kill leaves it behind twice; the Bot API knows no way to ask whether one was sent.
"""

from __future__ import annotations

import logging

from aiogram import Bot
from aiogram.exceptions import TelegramBadRequest
from aiogram.types import BufferedInputFile, InputMediaPhoto, Message, ReplyParameters

from bot.conversation.view import CAPTION_UNITS, TEXT_UNITS, View, fitted, markup

from .asking import asking

logger = logging.getLogger(__name__)

_SAME, _NO_TEXT, _NO_CAPTION = "message is not modified", "no text in the message", "no caption in the message"
_GONE = ("message to edit not found", "message can't be edited", "MESSAGE_ID_INVALID")


async def send(bot: Bot, owner: int, view: View, *, reply_to: int | None = None, silent: bool = True) -> int:
    """A new message of text -> its number. Raises Retry and Permanent."""
    reply = (
        ReplyParameters(message_id=reply_to, allow_sending_without_reply=True, quote_parse_mode=None)
        if reply_to
        else None
    )
    with asking("send_message"):
        sent: Message = await bot.send_message(
            owner, fitted(view.text, TEXT_UNITS), reply_markup=markup(view.rows), reply_parameters=reply,
            disable_notification=silent,
        )  # fmt: skip
    return sent.message_id


async def draw(bot: Bot, owner: int, message_id: int, view: View, *, photo: bool = False) -> bool:
    """Make the message look so -> False if it is gone. Raises Retry and Permanent.

    A view with a picture makes a text a picture with a caption. photo: it is one already, and its picture stays.
    """
    if view.photo is not None:
        return await _picture(bot, owner, message_id, view, view.photo)
    kinds = (_caption, _text) if photo else (_text, _caption)
    for kind in kinds:
        answer = await kind(bot, owner, message_id, view)
        if answer is not None:
            return answer
    return False


async def _picture(bot: Bot, owner: int, message_id: int, view: View, photo: bytes) -> bool:
    media = InputMediaPhoto(
        media=BufferedInputFile(photo, "picture.jpg"), caption=fitted(view.text, CAPTION_UNITS), parse_mode="HTML"
    )
    with asking("edit_message_media"):
        try:
            await bot.edit_message_media(media, None, owner, message_id, reply_markup=markup(view.rows))
        except TelegramBadRequest as refusal:
            if _SAME in refusal.message:
                return True
            if _is_gone(refusal):
                return False
            logger.info("a picture was refused, the card goes without: %s", refusal.message)
        else:
            return True
    return await draw(bot, owner, message_id, View(view.text, view.rows))


async def _text(bot: Bot, owner: int, message_id: int, view: View) -> bool | None:
    """None: it is a picture."""
    with asking("edit_message_text"):
        try:
            await bot.edit_message_text(
                fitted(view.text, TEXT_UNITS), None, owner, message_id, reply_markup=markup(view.rows)
            )
        except TelegramBadRequest as refusal:
            return _judged(refusal, _NO_TEXT)
    return True


async def _caption(bot: Bot, owner: int, message_id: int, view: View) -> bool | None:
    """None: it is a text."""
    with asking("edit_message_caption"):
        try:
            await bot.edit_message_caption(
                None, owner, message_id, caption=fitted(view.text, CAPTION_UNITS), reply_markup=markup(view.rows)
            )
        except TelegramBadRequest as refusal:
            return _judged(refusal, _NO_CAPTION)
    return True


def _judged(refusal: TelegramBadRequest, other_kind: str) -> bool | None:
    """Raises the refusal, if it is about something else than which message it is."""
    if other_kind in refusal.message:
        return None
    if _SAME in refusal.message:
        return True
    if _is_gone(refusal):
        return False
    raise refusal


def _is_gone(refusal: TelegramBadRequest) -> bool:
    return any(words in refusal.message for words in _GONE)
