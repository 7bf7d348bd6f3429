"""The one living panel: a message in the owner's chat that is edited from screen to screen.

Only what changed is sent. When it can't be edited (deleted, too old, a picture where a text should be) it is sent anew at
the chat's end, and the old one is
deleted. Which message it is and what it shows stand in a row. A crash between sending a panel and writing it down leaves
an old one behind, whose buttons are answered with the panel as it is; nothing else is lost.
"""

from __future__ import annotations

import asyncio
import hashlib
import logging
from collections.abc import Awaitable, Callable
from contextlib import suppress

from aiogram import Bot
from aiogram.exceptions import TelegramAPIError, TelegramBadRequest
from aiogram.types import BufferedInputFile, InputMediaPhoto, ReplyKeyboardRemove

from storage.conversation import PanelRow, QuestionRow
from storage.store import Store

from .screen import Context, Registry, Stale
from .view import CAPTION_UNITS, TEXT_UNITS, Question, View, fitted, markup, reply_markup

logger = logging.getLogger(__name__)

HOME = "home"


class Panel:
    """context: made anew for each drawing, with the settings and the time as they are then."""

    def __init__(self, bot: Bot, store: Store, screens: Registry, context: Callable[[], Awaitable[Context]]) -> None:
        self._bot = bot
        self._store = store
        self._screens = screens
        self._context = context
        self._lock = asyncio.Lock()  # a press and an errand that ends may want to draw at once

    async def fresh(self, place: str | None = None, *, below: int | None = None) -> None:
        """Send the panel anew at the chat's end, and delete the old one. place: where it begins if there is none yet; else the
        row says it, which an errand may have turned since.

        below: the owner's message that it answers. A panel below it stands at the end already: an errand that has just ended
        has sent it.
        """
        async with self._lock:
            before = await self._store.conversation.panel()
            stands = before is not None and below is not None and before.message_id > below
            await self._show(before.place if before else place or HOME, before if stands else None, before)

    async def go(self, place: str) -> None:
        """Show another place."""
        async with self._lock:
            before = await self._store.conversation.panel()
            await self._show(place, before, before)

    async def refresh(self) -> None:
        """Show what the rows say now. Nothing is sent if that is what stands there, or if there is no panel yet."""
        async with self._lock:
            before = await self._store.conversation.panel()
            if before:
                await self._show(before.place, before, before)

    async def _view(self, context: Context, place: str) -> tuple[str, View]:
        """-> the place that is shown, and how: a place that is no more is the first screen."""
        try:
            screen, action, args = self._screens.read(place)
            if action or screen.own:
                raise Stale(place)
            return place, await screen.show(context, args)
        except Stale:
            screen, _, args = self._screens.read(HOME)
            return HOME, await screen.show(context, args)

    async def _show(self, wanted: str, edit: PanelRow | None, old: PanelRow | None) -> None:
        async with self._store.database.snapshot():  # it never shows an errand as ended without what came of it
            ctx = await self._context()
            place, view = await self._view(ctx, wanted)
        drawn = _digest(view)
        moved = old is None or old.place != place or old.drawn.partition(".")[2] != drawn.partition(".")[2]
        if edit and edit.drawn == drawn and edit.place == place:
            if view.question and view.question.keyboard and await self._store.conversation.prompt() is None:
                await self._ask(ctx, place, view)  # killed before it could be
            return
        if edit and (not edit.message_id or (edit.photo and view.photo is None)):
            edit = None  # not sent yet; or a picture, which can't become a text
        if view.question is not None and (moved or edit is None):
            # Open before it can be read: no answer, and no secret in one, comes too early.
            prompt, until = await self._store.conversation.prompt(), _until(ctx, view.question)
            await self._store.conversation.ask(QuestionRow(place, prompt, until))
        message_id = edit.message_id if edit and await self._edited(ctx.owner, edit.message_id, view) else None
        if message_id is None:
            message_id = await self._sent(ctx.owner, view)
            if old and old.message_id:
                await self._delete(ctx.owner, old.message_id)
        await self._store.conversation.drawn(PanelRow(message_id, place, drawn, view.photo is not None), old)
        if moved or edit is None:
            await self._ask(ctx, place, view)

    async def _edited(self, owner: int, message_id: int, view: View) -> bool:
        try:
            if view.photo is not None:
                picture = BufferedInputFile(view.photo, "picture.png")
                media = InputMediaPhoto(media=picture, caption=fitted(view.text, CAPTION_UNITS), parse_mode="HTML")
                await self._bot.edit_message_media(media, None, owner, message_id, reply_markup=markup(view.rows))
            else:
                await self._bot.edit_message_text(
                    fitted(view.text, TEXT_UNITS), None, owner, message_id, reply_markup=markup(view.rows)
                )
        except TelegramBadRequest as refusal:
            return "message is not modified" in refusal.message
        return True

    async def _sent(self, owner: int, view: View) -> int:
        if view.photo is not None:
            picture = BufferedInputFile(view.photo, "picture.png")
            sent = await self._bot.send_photo(
                owner, picture, caption=fitted(view.text, CAPTION_UNITS), reply_markup=markup(view.rows)
            )
        else:
            sent = await self._bot.send_message(owner, fitted(view.text, TEXT_UNITS), reply_markup=markup(view.rows))
        return sent.message_id

    async def _ask(self, ctx: Context, place: str, view: View) -> None:
        """Open the view's question, and take away the reply keyboard of the one before."""
        prompt = await self._store.conversation.prompt()
        if prompt is not None:
            with suppress(TelegramAPIError):  # only a message takes a reply keyboard away
                gone = await self._bot.send_message(ctx.owner, "…", reply_markup=ReplyKeyboardRemove())
                await self._delete(ctx.owner, gone.message_id)
            await self._delete(ctx.owner, prompt)
        question = view.question
        if question is None:
            if prompt is not None or await self._store.conversation.question(ctx.now):
                await self._store.conversation.ask(None)
            return
        shown = None
        if question.keyboard:
            sent = await self._bot.send_message(ctx.owner, question.prompt, reply_markup=reply_markup(question))
            shown = sent.message_id
        await self._store.conversation.ask(QuestionRow(place, shown, _until(ctx, question)))

    async def _delete(self, owner: int, message_id: int) -> None:
        with suppress(TelegramAPIError):  # older than two days, or gone: its buttons are answered politely
            await self._bot.delete_message(owner, message_id)


def _until(ctx: Context, question: Question) -> float:
    return ctx.now + question.minutes * 60


def _digest(view: View) -> str:
    """Of what is shown, a dot, and of what is asked."""
    rows = [[(one.text, one.data, one.url, one.copy, one.style) for one in row] for row in view.rows]
    picture = hashlib.sha256(view.photo).hexdigest() if view.photo else ""
    keys = [[one.text for one in row] for row in view.question.keyboard] if view.question else []
    asks = (view.question.secret, view.question.prompt, keys) if view.question else ""
    return f"{_sha(view.text, rows, picture)}.{_sha(asks)}"


def _sha(*parts: object) -> str:
    return hashlib.sha256(repr(parts).encode()).hexdigest()[:24]
