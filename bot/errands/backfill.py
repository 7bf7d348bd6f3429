"""Reads the list of likes for a backfill, page by page; and tells the owner, in this chat, how one ended or why it was paused.

Reading costs two units of the day's quota for fifty likes, and leaves a part of the day to the looks. What was read stands in rows:
killed anywhere it goes on at the next page.

What is told goes by the bot's own session, under a random id made from the errand, and not by the Bot API: so it stands there once,
whatever is killed between sending and writing that down.
"""

from __future__ import annotations

import logging
import random
from collections.abc import Sequence

from bot.conversation.errands import Running
from bot.conversation.words import Words
from bot.screens.backfill_words import ended, paused_text
from core.backoff import delay
from core.errors import Permanent, Retry, Scope
from core.identity import random_id
from core.model import Destination, Text
from core.poll.backfill import MOST, BackfillState, Entry, take
from core.settings import DAY_UNITS
from locales import texts
from storage.backfills import Backfill

logger = logging.getLogger(__name__)

KEPT_UNITS = DAY_UNITS // 5  #: of the day's quota that are left to the looks
LONGEST = 86400.0  #: seconds for which telling it waits for Telegram


async def listing(run: Running) -> None:
    """Every page that belongs to it. Ends with the proposal, or with a trouble that the screen shows beside what was read."""
    rows, read = run.store.backfills, set[str | None]()
    while True:
        backfill = await rows.get(int(run.errand.subject))
        if backfill is None or backfill.state is not BackfillState.LISTING:
            return
        if await run.store.quota.spent(run.clock.now()) > DAY_UNITS - KEPT_UNITS:
            raise Permanent("backfill-quota")
        already = {one.video_id for one in await run.store.backfill_list.listed(backfill.id)}
        likes, cursor = await _page(run, backfill)
        read.add(backfill.cursor)
        if cursor is not None and cursor in read:  # a circle of pages would be read until no units are left
            await run.store.backfill_list.add_page(backfill.id, (), (), None, run.clock.now())
            raise Retry("google-page-token", scope=Scope.GOOGLE)
        taken = take(likes, already, amount=backfill.amount, since=backfill.since)
        videos = await run.services.google.videos([one.video_id for one in taken.entries]) if taken.entries else {}
        await run.store.backfill_list.add_page(
            backfill.id, taken.entries, list(videos.values()), cursor, run.clock.now()
        )
        if taken.enough or cursor is None:
            async with run.done():
                await run.store.backfill_list.propose(
                    backfill.id, truncated=_truncated(backfill, already, taken.entries)
                )
            return
        await run.show()


async def tell(run: Running) -> None:
    """How it ended, or why it was paused: whatever its row says by now. One that goes on again needs no word."""
    owner = run.services.owner.id
    backfill = await run.store.backfills.get(int(run.errand.subject))
    if owner is None or backfill is None or backfill.state is BackfillState.RUNNING:
        return
    words = Words(texts((await run.store.settings.chosen()).spoken))
    counts = await run.store.backfill_list.counts(backfill.id)
    text = ended(words, backfill, counts) if backfill.ended_at is not None else paused_text(words, backfill, counts)
    to = Destination(await run.store.destinations.private(owner), owner)
    key, account = await run.store.settings.identity_key(), int(run.services.token.split(":")[0])
    number = random_id(key, account, owner, "backfill", str(run.errand.id))
    tries = 0
    while True:
        try:
            await run.services.accounts.send_text(to, Text(text), random_id=number)
        except Retry as trouble:
            tries += 1
            wait = trouble.after if trouble.after is not None else delay(tries, random.random())
            if run.clock.now() + wait > run.errand.created_at + LONGEST:
                raise
            logger.info("a word about the backfill waits for Telegram: %s", trouble)
            await run.clock.sleep(wait)
        else:
            return


async def _page(run: Running, backfill: Backfill) -> tuple[list[Entry], str | None]:
    """-> (the likes of the next page, the page after it). An account without the playlist has the likes without their times."""
    google = run.services.google
    try:
        page = await google.liked_list(backfill.cursor)
    except Retry as trouble:
        if trouble.key == "google-page-token" and backfill.cursor is not None:
            await run.store.backfill_list.add_page(backfill.id, (), (), None, run.clock.now())  # from the beginning
        if trouble.args_for_text.get("reason") != "playlistNotFound":
            raise
    else:
        return [Entry(name, at) for name, at in page.likes], page.next_page
    if backfill.since is not None:
        raise Permanent("backfill-no-times")
    plain = await google.liked_page(backfill.cursor)
    return [Entry(name, None) for name in plain.ids], plain.next_page


def _truncated(backfill: Backfill, already: set[str], entries: Sequence[Entry]) -> bool:
    """Whether older likes were asked for than are taken."""
    return backfill.since is not None and len(already) + len(entries) >= MOST
