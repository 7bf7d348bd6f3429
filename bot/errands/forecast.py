"""Looks at the owner's newest likes, for a guess of what they will come to (core/download/forecast.py).

It costs three or four units of the day's quota.
"""

from __future__ import annotations

from bot.conversation.errands import Running

from .google import CHANNEL, facts

LIKES = "forecast.likes"  #: setting: {"at", "likes": [[liked at or null, seconds or null], ...]}
PAGES = 2  #: of the list that tells when a like was given


async def forecast(run: Running) -> None:
    """The newest page of likes with their times and lengths; and whose they are, if that is not known (an imported consent)."""
    google = run.services.google
    known = await run.store.settings.get(CHANNEL)
    channel = known or facts(await google.my_channel())
    page = await google.liked_page()
    videos = await google.videos(page.ids)
    times = await google.like_times(page.ids, PAGES)
    likes = [[times.get(one), videos[one].duration if one in videos else None] for one in page.ids]
    async with run.done():
        await run.store.settings.put(CHANNEL, channel)
        await run.store.settings.put(LIKES, {"at": run.clock.now(), "likes": likes})
