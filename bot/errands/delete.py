"""Takes a message of the owner's that held a secret out of the chat. Patient: an outage of a day leaves no secret there.

A bot may delete what came within 48 hours; after that there is nothing it could do, and nothing to wait for.
"""

from __future__ import annotations

import logging
import random

from bot.conversation.errands import Running
from core.backoff import delay
from core.errors import Permanent, Retry

from .asking import asking

logger = logging.getLogger(__name__)

LONGEST = 48 * 3600.0  #: seconds after which Telegram refuses


async def delete(run: Running) -> None:
    """The message whose number is the errand's subject. One that is gone already is fine."""
    message_id, owner = int(run.errand.subject), run.services.owner.id
    if owner is None:
        return
    tries = 0
    while True:
        try:
            with asking("delete_message"):
                await run.services.bot.delete_message(owner, message_id)
            return
        except Permanent as refusal:
            logger.info("message %d is not deleted: %s", message_id, refusal.__cause__)
            return
        except Retry as trouble:
            tries += 1
            wait = trouble.after if trouble.after is not None else delay(tries, random.random())
            if run.clock.now() + wait > run.errand.created_at + LONGEST:
                raise
            await run.clock.sleep(wait)
