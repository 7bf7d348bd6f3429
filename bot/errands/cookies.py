"""Looks at YouTube's history with the owner's cookies: whether their session lives, and whose it is.

What was found stands in the setting `cookies.facts`; the screen and the checklist read it. A session that has ended is a fact, no
trouble of the errand's: nothing is to be tried again until other cookies come.
"""

from __future__ import annotations

from functools import partial
from typing import Any

from bot.conversation.errands import Running
from bot.credentials import COOKIES, Credentials
from core.errors import Condition, NeedsOwner
from core.model import Feed
from core.youtube.cookies import Jar
from core.youtube.history import HistoryJob, read_history
from storage.store import Store

#: setting: {"count", "expires_at", "missing", "state", "account", "handle", "channel_id", "checked_at"}; state is one of
#: checking, ok, dead, unchecked (YouTube did not say)
FACTS = "cookies.facts"


async def keep(store: Store, credentials: Credentials, jar: Jar, now: float) -> None:
    """Other cookies from now on, to be looked at. Inside a transaction that is open."""
    await credentials.put(COOKIES, jar.text)
    facts = {"count": jar.count, "expires_at": jar.expires_at, "missing": list(jar.names_missing), "state": "checking"}
    await store.settings.put(FACTS, facts)
    await store.errands.start("cookies-check", now)


async def check(run: Running) -> None:
    """One look with them."""
    credentials, boot = run.services.credentials, run.services.boot
    jar = await credentials.cookies()
    if jar is None:
        return
    job = HistoryJob(
        jar, boot.data / "cache", run.clock.now(), limit=1, whose=True, proxy=boot.youtube_proxy, ca=boot.ca,
        count=partial(run.store.traffic.note, "poll"),
    )  # fmt: skip
    found: dict[str, Any] = {"account": None, "handle": None, "channel_id": None}
    rotated = None
    try:
        read = await read_history(job)
    except NeedsOwner as trouble:
        if trouble.condition is not Condition.COOKIES_DEAD:
            raise
        found["state"] = "dead"
    else:
        found["state"] = "ok" if read.signed_in else "unchecked"
        rotated = read.jar
        if read.viewer:
            found |= {"account": read.account, "handle": read.viewer.handle, "channel_id": read.viewer.channel_id}
    async with run.done():
        facts = await run.store.settings.get(FACTS)
        if facts is None:
            return  # they were forgotten meanwhile
        if rotated is not None:
            await credentials.renew_cookies(jar, rotated)
        await run.store.settings.put(FACTS, {**facts, **found, "checked_at": run.clock.now()})
        if found["state"] != "dead":
            await run.store.feeds.mended(Feed.HISTORY)
    run.services.schedule.look_now(Feed.HISTORY)
    run.services.wake()
