"""Puts the conversation together: owner, screens, panel, errands, the bot's ear. app.py starts what `tasks` names."""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Coroutine
from typing import Any

from aiogram import Bot, Dispatcher
from aiogram.enums import ChatType
from aiogram.exceptions import AiogramError
from aiogram.types import TelegramObject, Update

from bot import light_models, polling
from bot.alerts import AlertWatch
from bot.cards import Cards
from bot.conversation.errands import ErrandWorker
from bot.conversation.hears import Hears
from bot.conversation.panel import Panel
from bot.conversation.screen import Context
from bot.conversation.words import Words
from bot.debugging import Debugging
from bot.errands import WORKS
from bot.owner import Owner, OwnerOnly
from bot.screens import SCREENS, chat_changed
from bot.services import Services
from bot.strangers_chats import StrangersChats
from core.clock import Clock, Wakeup
from core.right_of_way import RightOfWay
from locales import texts
from storage.store import Store

logger = logging.getLogger(__name__)

NAME_AGAIN = 5.0  #: seconds between two tries to learn the bot's own name


class Talk:
    """The conversation of one owner with one bot."""

    def __init__(
        self, bot: Bot, store: Store, services: Services, clock: Clock, to_errands: Wakeup, to_cards: Wakeup,
        to_alerts: Wakeup, way: RightOfWay,
    ) -> None:  # fmt: skip
        """way: an answer goes before the next chunk of an upload."""
        self._way = way
        self._bot = bot
        self._store = store
        self._services = services
        self._clock = clock
        self._owner: Owner = services.owner
        self.panel = Panel(bot, store, SCREENS, self.context)
        self.errands = ErrandWorker(store, WORKS, services, self.panel, clock, to_errands)
        self.cards = Cards(bot, store, self.context, clock, to_cards)
        self.alerts = AlertWatch(bot, store, self.context, clock, to_alerts)
        self.debugging = Debugging(bot, store, self.context, clock)

    async def context(self) -> Context:
        """As things are now."""
        settings = await self._store.settings.chosen()
        return Context(self._store, self._services, Words(texts(settings.spoken)), settings, self._clock.now())

    def dispatcher(self) -> Dispatcher:
        hears = Hears(self._bot, self._store, SCREENS, self.panel, self.context, self._wake, chat_changed)
        dispatcher = Dispatcher()
        strangers = StrangersChats(self._bot, self._store, lambda: self._owner.id)
        only = OwnerOnly(
            lambda: self._owner.id, self._clock, self._claim, lambda: self._services.chats, self._speaks, strangers.brought
        )  # fmt: skip
        dispatcher.update.outer_middleware(only)
        dispatcher.update.outer_middleware(self._before_uploads)
        dispatcher.include_router(hears.router())
        return dispatcher

    def tasks(self, ready: Callable[[], None] | None) -> list[Callable[[], Coroutine[Any, Any, None]]]:
        """What runs for as long as the app does."""

        async def listen() -> None:
            await polling.run_polling(self._bot, self.dispatcher(), clock=self._clock, on_ready=ready, yields=True)

        return [listen, self.errands.run, self.cards.run, self.alerts.run, self.debugging.run, self._greet]

    async def _before_uploads(
        self,
        handler: Callable[[TelegramObject, dict[str, Any]], Awaitable[Any]],
        event: TelegramObject,
        data: dict[str, Any],
    ) -> Any:
        with self._way.taken():
            return await handler(event, data)

    def _wake(self) -> None:
        self._services.wake()

    async def _speaks(self, language: str | None) -> None:
        """What the owner's Telegram speaks; the menu of commands follows it."""
        if language and language != self._owner.language:
            async with self._store.database.transaction("owner-speaks"):
                await self._owner.speaks(language)
                await self._store.errands.start("commands", self._clock.now())
            self._wake()

    async def _claim(self, update: Update) -> bool:
        """A message that makes its sender the owner; it is handled as any /start then."""
        message = update.message
        if message is None or message.from_user is None or message.chat.type != ChatType.PRIVATE:
            return False
        if not self._owner.claims(message.text or ""):
            return False
        user = message.from_user
        async with self._store.database.transaction("claim"):
            await self._owner.claimed_by(user.id, user.language_code)
            await self._store.errands.start("commands", self._clock.now())
        self._owner.known(user.id, user.language_code)
        logger.info("user %d owns this bot from now on", user.id)
        self._wake()
        return True

    async def _greet(self) -> None:
        """Learn the bot's own name, tell how to claim it, and show the panel as things are after the restart."""
        self._services.chats = await self._store.destinations.chats()
        while not self._services.username:
            try:
                self._services.username = (await self._bot.me()).username or ""
            except AiogramError as error:
                logger.info("the bot's name is not known yet: %s", type(error).__name__)
                await self._clock.sleep(NAME_AGAIN)
        light_models.build_shared()
        self._owner.tell_claim(self._services.username)
        if self._owner.id is None:
            return
        try:
            for kind in ("commands", "versions"):
                await self._store.errands.start(kind, self._clock.now())
            self._wake()
            await self.panel.refresh()
        except Exception:  # a full disk, a screen's bug: no reason to end the app; the next press shows the panel
            logger.exception("the panel could not be shown at the start")
