"""Out of a chat into which somebody else has brought the bot: it leaves, once, and does nothing else there.

Ours, and never left, is a chat
- where something is told, or that a feed is just being connected to (the owner may ask its administrator to let the bot in);
- that the account made which uploads, which need not be the owner's own. While a chat is being made and that account's id is
  not known yet (it was taken over from a file), nobody is taken for a stranger.
Nor is one left that the bot is in already when somebody gives it other rights there.

`from` of my_chat_member is the person who did it. Should a group show its anonymous administrators' stand-in there instead, that
may be the owner: so Telegram is asked whether the owner rules in it.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable

from aiogram import Bot
from aiogram.enums import ChatMemberStatus, ChatType
from aiogram.exceptions import AiogramError
from aiogram.types import ChatMemberUnion, ChatMemberUpdated

from bot.errands.channels import CHANNEL, FORUM
from bot.telegram_access import ME
from core.model import Feed
from storage.store import Store

logger = logging.getLogger(__name__)

ANONYMOUS = 1087968824  #: @GroupAnonymousBot, who stands for a group's anonymous administrators
LIMIT = 10.0  #: seconds that leaving may take: the owner waits meanwhile, and a chat that is not left changes nothing
_OUT = {ChatMemberStatus.LEFT, ChatMemberStatus.KICKED}
_RULES = {ChatMemberStatus.CREATOR, ChatMemberStatus.ADMINISTRATOR}


class StrangersChats:
    """owner: None while there is none; then everybody is a stranger."""

    def __init__(self, bot: Bot, store: Store, owner: Callable[[], int | None]) -> None:
        self._bot = bot
        self._store = store
        self._owner = owner

    async def brought(self, change: ChatMemberUpdated) -> None:
        """Somebody who is not the owner changed what the bot is in a chat."""
        chat = change.chat
        if chat.type == ChatType.PRIVATE or _is_in(change.old_chat_member) or not _is_in(change.new_chat_member):
            return
        if await self._ours(chat.id, change.from_user.id):
            return
        try:
            async with asyncio.timeout(LIMIT):
                if change.from_user.id == ANONYMOUS and await self._owner_rules(chat.id):
                    return
                await self._bot.leave_chat(chat.id)
        except (AiogramError, TimeoutError) as error:  # put out again meanwhile, or a chat that is gone
            logger.info("A stranger's chat (%d) could not be left: %s", chat.id, type(error).__name__)
        else:
            logger.info("Left the chat %d, into which a stranger had brought the bot", chat.id)

    async def _ours(self, chat: int, who: int) -> bool:
        if chat in await self._store.destinations.chats():
            return True
        me = await self._store.settings.get(ME)
        if me is not None and me["id"] == who:
            return True
        for kind, subject in (*((CHANNEL, str(feed)) for feed in Feed), (FORUM, "")):
            errand = await self._store.errands.last(kind, subject)
            if errand is None:
                continue
            making = errand.is_open and errand.args.get("how") == "make"
            if errand.args.get("chat_id") == chat or (making and me is None):
                return True
        return False

    async def _owner_rules(self, chat: int) -> bool:
        owner = self._owner()
        return owner is not None and (await self._bot.get_chat_member(chat, owner)).status in _RULES


def _is_in(member: ChatMemberUnion) -> bool:
    return member.status not in _OUT and getattr(member, "is_member", True)
