"""What a copy does that must not work (standing.py): nothing, but to find out now and then whether it may again.

Told once in the log, and once in the owner's chat; after a 409 in the chat only if it lasts, since one that is just being
replaced by a new start gets one as well. What was told is kept in a row: a container that is started anew again and again says
it no more often.

Replaced: the pinned message is read every EVERY; when there is none that says so any more, the app begins anew.
Contested: after a pause that doubles each time, and never the same, it listens for a moment. If nothing ends that, it may work
again. The pause is remembered for as long as the process runs, so that of two equal copies one soon hardly disturbs the other.
"""

from __future__ import annotations

import logging
import random
from contextlib import AsyncExitStack, suppress
from functools import partial

from aiogram import Bot
from aiogram.exceptions import AiogramError, TelegramConflictError

from bot.api import health
from bot.api.alive import alive
from bot.connection import connect
from bot.opening import opened_store
from bot.owner import Owner
from bot.pinned import pinned
from bot.polling import GetRawUpdates
from bot.settings import Settings
from bot.standing import EVERY, Contested, Quiet, Replaced, is_replaced, read
from core.clock import Clock
from core.errors import Trouble
from locales import texts
from storage.restored import which
from storage.store import Store

logger = logging.getLogger(__name__)

FIRST, LONGEST = 20.0, 900.0  #: seconds: the first pause after a 409, and the longest one
LISTEN = 15  #: seconds that nothing may end before it works again
LASTS = 300.0  #: seconds from which on a 409 is told in the chat
TOLD = "quiet.told"  #: setting: what was told in the chat last


class Waiting:
    """Of one process."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._pause = FIRST

    async def over(self, settings: Settings, why: Quiet) -> None:
        """Until this copy may work again. Raises what a start does."""
        async with AsyncExitStack() as house:
            store = await opened_store(settings, house)
            await house.enter_async_context(alive(settings.data, health.quiet))
            bot = connect(
                settings.bot_token.get_secret_value(), self._clock, bot_api=settings.bot_api, proxy=settings.telegram_proxy,
                ca=settings.ca, moved=store.traffic.note,
            )  # fmt: skip
            house.push_async_callback(bot.session.close)
            owner = Owner(store, settings.owner_id)
            await owner.load()
            await self._quiet(store, bot, owner, why)
            with suppress(Trouble):
                await store.settings.put(TOLD, None)
        logger.info("this copy of Yagami works again")

    async def _quiet(self, store: Store, bot: Bot, owner: Owner, why: Quiet) -> None:
        began, tell = self._clock.now(), partial(self._tell, store, bot, owner)
        _log(why)
        while True:
            if isinstance(why, Replaced):
                await tell(why)
                await self._clock.sleep(EVERY)
                if await self._replaced(store, bot, owner) is False:
                    return
                continue
            if self._clock.now() - began >= LASTS:
                await tell(why)
            await self._clock.sleep(self._pause * random.uniform(0.7, 1.3))
            self._pause = min(self._pause * 2, LONGEST)
            if await self._replaced(store, bot, owner):
                why = Replaced()
                _log(why)
            elif await self._alone(bot):
                return

    async def _replaced(self, store: Store, bot: Bot, owner: Owner) -> bool | None:
        """None: it can't be asked now."""
        if owner.id is None:
            return False
        try:
            own, note = await which(store), await pinned(bot, owner.id)
        except (AiogramError, Trouble):
            return None
        return not own.claim and is_replaced(own, read(note, bot.id))

    async def _alone(self, bot: Bot) -> bool:
        """Whether nobody else listens. Nothing is confirmed by it: the updates come again."""
        try:
            await bot(GetRawUpdates(timeout=0), request_timeout=15)
            await bot(GetRawUpdates(timeout=LISTEN), request_timeout=LISTEN + 15)
        except TelegramConflictError:
            return False
        except AiogramError as failure:
            logger.info("Telegram can't be asked whether another copy listens: %s", type(failure).__name__)
            return False
        return True

    async def _tell(self, store: Store, bot: Bot, owner: Owner, why: Quiet) -> None:
        """Once, over restarts too."""
        said = type(why).__name__.lower()
        with suppress(Trouble):
            if owner.id is None or await store.settings.get(TOLD) == said:
                return
            words = texts((await store.settings.chosen()).spoken)
            try:
                await bot.send_message(owner.id, words.get(f"standing-{said}"))
            except AiogramError as failure:
                logger.info("the owner can't be told now: %s", type(failure).__name__)
                return
            await store.settings.put(TOLD, said)


def _log(why: Quiet) -> None:
    if isinstance(why, Contested):
        logger.warning("another copy listens as this bot: this one is quiet, and tries again with care")
    else:
        logger.warning(
            "a copy of Yagami that was restored later works for this bot: this one is quiet. Stop it; or, if it is the one that "
            "should work, unpin and delete the note about copies in the bot's chat"
        )
