"""The one message that says that everything is set up, with fireworks. At most once: it is noted down before it is sent."""

from __future__ import annotations

from aiogram.exceptions import TelegramBadRequest

from bot.conversation.errands import Running
from locales import texts

from .asking import asking

FIREWORKS = "5046509860389126442"  #: Telegram's own effect 🎉; a free one


async def set_up_done(run: Running) -> None:
    owner = run.services.owner
    if owner.id is None or run.errand.args.get("sent"):
        return
    await run.store.errands.note(run.errand.id, sent=True)
    chosen = await run.store.settings.chosen()
    text = texts(chosen.spoken).get("screen-ready-party")
    with asking("send_message"):
        try:
            await run.services.bot.send_message(owner.id, text, message_effect_id=FIREWORKS)
        except TelegramBadRequest:  # effects come and go
            await run.services.bot.send_message(owner.id, text)
