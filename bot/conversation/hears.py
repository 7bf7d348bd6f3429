"""From an update to a screen: which one is meant, its rows in one transaction with the update's number, and the panel afterwards.

An update that comes again (the app was killed before it was confirmed) changes nothing; what the rows say is shown all the same.
Whatever waits for the world outside is an errand: nothing here does, but for answering and drawing.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager, nullcontext, suppress
from dataclasses import dataclass, replace

from aiogram import Bot, F, Router
from aiogram.enums import ChatType
from aiogram.exceptions import TelegramAPIError
from aiogram.types import CallbackQuery, ChatMemberUpdated, Message, Update

from core.errors import Trouble
from core.model import Sentence
from storage.store import Store

from .message import is_notice, read_command, reduced
from .panel import Panel
from .screen import After, Context, Heard, Registry, Screen, Stale, Where

logger = logging.getLogger(__name__)

TOAST = 200  #: characters that a toast may have
SOON = 0.2  #: seconds after which the workers no longer wait for an answer to stand


class Hears:
    """Only the owner's updates get here (bot/owner.py).

    context: made anew for each update. wake: called after rows were written, so that the workers look. chat_changed: inside
    the transaction, when the bot's rights in a chat changed, or a group became a supergroup.
    """

    def __init__(
        self,
        bot: Bot,
        store: Store,
        screens: Registry,
        panel: Panel,
        context: Callable[[], Awaitable[Context]],
        wake: Callable[[], None],
        chat_changed: Callable[[Context, int, int | None], Awaitable[None]],
    ) -> None:
        self._bot = bot
        self._store = store
        self._screens = screens
        self._panel = panel
        self._context = context
        self._wake = wake
        self._chat_changed = chat_changed
        #: by update: what Telegram has not taken yet, and is to be said again (bot/polling.py)
        self._unanswered: dict[int, After] = {}
        self._commands = {name: one for one in screens.screens.values() for name in one.commands}

    def router(self) -> Router:
        router = Router(name="conversation")
        router.callback_query.register(self.pressed)
        router.message.register(self.moved, F.migrate_to_chat_id)
        router.message.register(self.said, F.chat.type == ChatType.PRIVATE)
        router.edited_message.register(self.edited, F.chat.type == ChatType.PRIVATE)
        router.my_chat_member.register(self.member)
        return router

    async def pressed(self, query: CallbackQuery, event_update: Update) -> None:
        """A button of any message of ours."""
        ctx = await self._context()
        message = query.message
        where = Where(message.chat.id, message.message_id) if message else Where(0, 0)
        panel = await self._store.conversation.panel()
        try:
            screen, action, args = self._screens.read(query.data or "")
            if not screen.own and (panel is None or (where.chat_id, where.message_id) != (ctx.owner, panel.message_id)):
                raise Stale(query.data)
            after = After()
            async with self._store.database.update(event_update.update_id, ctx.now) as first:
                if first:
                    pressed = await screen.press(ctx, where, action, args) if action else After(place=query.data)
                    after = pressed or after
                    if after.place:
                        await self._store.conversation.turn_to(after.place)
        except Stale:
            logger.info("a button from another time was pressed: %s", (query.data or "")[:64])
            await self._toast(query, ctx.words.plain("toast-old-button"))
            await self._panel.fresh()
            return
        except Trouble as trouble:  # the disk is full: nothing was changed, and the owner hears it
            logger.warning("a press could not be written: %s", trouble, exc_info=trouble.__cause__)
            await self._toast(query, ctx.words.plain_reason(_said(trouble)), alert=True)
            return
        with self._worked_afterwards() if action else nullcontext():
            await self._toast(query, after.toast, alert=after.alert)
            if after.fresh:
                await self._panel.fresh(after.place)
            elif not screen.own or after.place:
                await self._panel.refresh()

    async def said(self, message: Message, event_update: Update) -> None:
        """Anything that the owner sends to the bot."""
        if is_notice(message):
            return
        ctx = await self._context()
        heard = reduced(message)
        after: After | None = None
        asked = await self._asked(ctx)
        try:
            async with self._store.database.update(event_update.update_id, ctx.now) as first:
                await self._delete_if_secret(ctx, heard, asked)
                if first:
                    after = await self._answer(ctx, heard, asked)
                    if after and after.place:
                        await self._store.conversation.turn_to(after.place)
            after = after or self._unanswered.get(event_update.update_id)
            self._unanswered = {event_update.update_id: after} if after else {}
        except Trouble as trouble:  # the disk is full: nothing was kept, and a secret goes from the chat all the same
            logger.warning("a message could not be written: %s", trouble, exc_info=trouble.__cause__)
            if self._is_secret(heard, asked):
                await self._bot.delete_message(ctx.owner, heard.message_id)
            await self._bot.send_message(ctx.owner, ctx.words.reason(_said(trouble)))
            return
        with self._worked_afterwards():
            if after is None:  # it comes again, since the app was killed
                await self._panel.refresh()
                return
            if after.toast:
                await self._bot.send_message(ctx.owner, after.toast, parse_mode=None)
                self._unanswered = {event_update.update_id: replace(after, toast=None)}
            if after.fresh:
                await self._panel.fresh(after.place, below=heard.message_id)
            else:
                await self._panel.refresh()
        self._unanswered = {}

    async def edited(self, message: Message, event_update: Update) -> None:
        """An edited message is not read again: what it said has been done. A secret that it holds now goes all the same."""
        ctx = await self._context()
        heard = reduced(message)
        async with self._store.database.update(event_update.update_id, ctx.now):
            await self._delete_if_secret(ctx, heard, await self._asked(ctx))
        self._wake()
        if heard.text:
            await self._bot.send_message(ctx.owner, ctx.words("hint-edited"))

    async def member(self, change: ChatMemberUpdated, event_update: Update) -> None:
        """The bot's rights in a chat changed."""
        ctx = await self._context()
        if change.chat.type == ChatType.PRIVATE:
            return  # blocked or let in again: sending finds that out
        async with self._store.database.update(event_update.update_id, ctx.now) as first:
            if first:
                await self._chat_changed(ctx, change.chat.id, None)
        self._wake()
        await self._panel.refresh()

    async def moved(self, message: Message, event_update: Update) -> None:
        """A group became a supergroup, which has another id."""
        ctx = await self._context()
        async with self._store.database.update(event_update.update_id, ctx.now) as first:
            if first:
                await self._chat_changed(ctx, message.chat.id, message.migrate_to_chat_id)
        self._wake()
        await self._panel.refresh()

    @contextmanager
    def _worked_afterwards(self) -> Iterator[None]:
        """The workers look at their rows when the answer stands, or SOON: all at once they would keep whoever asked waiting."""
        soon = asyncio.get_running_loop().call_later(SOON, self._wake)
        try:
            yield
        finally:
            soon.cancel()
            self._wake()

    async def _answer(self, ctx: Context, heard: Heard, asked: _Asked | None) -> After:
        command = self._command(heard, asked)
        if command is not None:
            name, rest = command
            screen = self._commands.get(name)
            if screen is None:
                return After(toast=ctx.words.plain("hint-no-command"))
            return await screen.command(ctx, name, rest)
        for screen in self._screens.screens.values():
            after = await screen.overhear(ctx, heard, asked=asked is not None)
            if after is not None:
                return after
        if asked is not None:
            with suppress(Stale):
                after = await asked.screen.hear(ctx, heard, asked.args)
                if after is not None:
                    return after
        return After(toast=ctx.words.plain("hint-text" if heard.text and not heard.other else "hint-other"))

    async def _asked(self, ctx: Context) -> _Asked | None:
        """The question that this answers. One about a secret never runs out while the panel still asks it: its answer must not
        stay in the chat unread."""
        question = await self._store.conversation.last_question()
        if question is None:
            return None
        try:
            screen, _, args = self._screens.read(question.place)
            view = await screen.show(ctx, args)
        except Stale:
            return None
        secret = view.question is not None and view.question.secret
        if question.until <= ctx.now:
            panel = await self._store.conversation.panel()
            if not secret or panel is None or panel.place != question.place:
                return None
        return _Asked(screen, args, secret)

    def _command(self, heard: Heard, asked: _Asked | None) -> tuple[str, str] | None:
        """As read_command; where a secret is asked for, only a command that there is: a password may begin with a slash."""
        command = read_command(heard.text)
        if command is not None and asked is not None and asked.secret and command[0] not in self._commands:
            return None
        return command

    async def _delete_if_secret(self, ctx: Context, heard: Heard, asked: _Asked | None) -> None:
        """A file, or the answer to a question about a secret, goes from the chat in any case, also if it comes again."""
        if self._is_secret(heard, asked):
            await self._store.errands.start("delete", ctx.now, str(heard.message_id))

    def _is_secret(self, heard: Heard, asked: _Asked | None) -> bool:
        answer = asked is not None and asked.secret and self._command(heard, asked) is None
        return answer or heard.file_id is not None

    async def _toast(self, query: CallbackQuery, text: str | None, *, alert: bool = False) -> None:
        with suppress(TelegramAPIError):  # too old to be answered
            await self._bot.answer_callback_query(query.id, text[:TOAST] if text else None, show_alert=alert or None)


def _said(trouble: Trouble) -> Sentence:
    return Sentence(trouble.key, trouble.args_for_text)


@dataclass(frozen=True, slots=True)
class _Asked:
    """The question that is open."""

    screen: Screen
    args: tuple[str, ...]
    secret: bool
