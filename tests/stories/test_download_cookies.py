"""The owner's cookies and downloads: without them first, with them where a video needs them and the owner allows it."""

from __future__ import annotations

from typing import Any

import pytest

from bot.credentials import COOKIES
from core.youtube.cookies import read_cookies
from sandbox.youtube.opening import ONE_OF_EACH

from .downloading import downloading
from .house import House

AGE = ONE_OF_EACH["age"]


async def send_cookies(home: House, store: Any) -> str:
    jar = read_cookies((await home.world.cookies()).encode(), 0.0).text
    await store.vault.put(COOKIES, jar)
    return jar


@pytest.mark.timeout(180)
async def test_a_video_that_needs_cookies_gets_them_and_what_youtube_renewed_of_them_is_kept(home: House) -> None:
    await home.world.history(rotates=True)
    async with downloading(home) as it:
        sent = await send_cookies(home, it.store)
        job = await it.like(AGE)
        await it.reached(job, "done")

        kept = await it.store.vault.get(COOKIES)
        fresh = home.sandbox.youtube.browsers.sessions[-1].cookies["__Secure-3PSIDTS"]
        assert kept is not None
        assert (fresh in sent, fresh in kept, "LOGIN_INFO" in kept) == (False, True, True)
        assert read_cookies(kept.encode(), 0.0).text == kept


@pytest.mark.timeout(180)
async def test_an_owner_who_keeps_them_from_downloads_is_told_how_to_allow_it_and_youtube_never_sees_them(
    home: House,
) -> None:
    await home.world.history(rotates=True)
    async with downloading(home) as it:
        sent = await send_cookies(home, it.store)
        await it.choose(download_cookies=False)
        job = await it.like(AGE)
        row = await it.reached(job, "skipped")

        assert "video-cookies-off" in row["trouble"]
        assert await it.store.vault.get(COOKIES) == sent
