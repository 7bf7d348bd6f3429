"""A week in which everything goes wrong once. The owner gets one alert a condition, and in the end the channels hold exactly what
happened."""

from __future__ import annotations

import asyncio
import re
from collections import Counter
from pathlib import Path

import pytest

from core.quota_day import seconds_to_midnight
from sandbox.client import World
from sandbox.owner import import_document
from tests.bot.screens.google_ways import code_shown, tap
from tests.bot.screens.talking import Talking
from tests.clocks import FastClock

from .house import House, house

HOUR = 3600.0
SPEED = 10.0  #: times the machine's clock
PACE = {"likes": 0.3, "subscriptions": 0.5, "history": 2.0}  #: seconds between two looks
SOON = 60.0
LINK = re.compile(r"https://(?:youtu\.be/|www\.youtube\.com/channel/)([\w-]+)")


class Week(FastClock):
    """The app's clock: the world's, unless somebody set it wrong."""

    def __init__(self) -> None:
        super().__init__(SPEED)
        self._ahead = self._behind = 0.0

    def world(self) -> float:
        return super().now() + self._ahead

    def now(self) -> float:
        return self.world() - self._behind

    def passes(self, seconds: float) -> None:
        """Time goes by at once; the machine was asleep, for all that the app can see."""
        self._ahead += seconds

    def set_back(self, seconds: float) -> None:
        self._behind += seconds


async def told(world: World, channel: str) -> list[str]:
    """Videos and channels that the posts of a channel link to, one for each time that it is told, in the order of the posts."""
    found = list[str]()
    for post in await world.read(channel):
        if not post["media"] or post["media"]["kind"] == "photo":
            links = [one["url"] for one in post["entities"] if one.get("url")]
            found += LINK.findall(" ".join([post["text"], *links]))
    return found


async def until_told(world: World, channel: str, *subjects: str) -> None:
    """Until a channel tells just these, in this order."""
    now = list[str]()
    try:
        async with asyncio.timeout(SOON):
            while (now := await told(world, channel)) != list(subjects):
                assert len(now) <= len(subjects), now
                await asyncio.sleep(0.1)
    except TimeoutError:
        raise AssertionError(f"{channel} tells {now}, not {list(subjects)}") from None


async def until_seeded(home: House) -> None:
    await home.until("SELECT 1 WHERE (SELECT count(*) FROM feeds WHERE seeded_at IS NOT NULL) = 3")


async def alert(talk: Talking, text: str) -> int:
    return int((await talk.sees(text))["id"])


async def furnish(home: House) -> None:
    """Everything is set up, all three feeds, and looked at often."""
    document = await import_document(home.addresses)
    document["destinations"] = {feed: home.addresses["channels"][feed] for feed in PACE}
    await home.move_in(document=document)
    for feed, seconds in PACE.items():
        for bound in ("fastest", "slowest"):
            home.write(f"INSERT OR REPLACE INTO settings (key, value) VALUES ('feed.{feed}.{bound}', '{seconds}')")


@pytest.mark.timeout(400)
async def test_after_a_bad_week_the_channels_hold_exactly_what_happened(tmp_path: Path) -> None:
    week = Week()
    async with house(tmp_path, week.world) as home:
        await furnish(home)
        talk, world, site = Talking(home), home.world, home.sandbox.youtube.state
        channels = {video.id: video.channel.id for video in site.videos.values()}
        one, two = channels["yagamiShort"], channels["KettleWhist"]
        async with home.living(week):
            sent = await world.send_file("cookies.txt", (await world.cookies()).encode())
            await talk.gone(sent["id"])
            await until_seeded(home)

            # Sunday: all is well.
            await world.like("yagamiShort")
            await world.subscribe(one)
            await world.watch("yagamiPlain")
            await until_told(world, "likes", "yagamiShort")
            await until_told(world, "subscriptions", one)
            await until_told(world, "history", "yagamiPlain")

            # Monday: the consent is taken back at Google; a like is given while nobody can look.
            await world.google_revoke()
            await world.like("NewsInFiveM")
            consent = await alert(talk, "Google's consent is gone")
            await talk.press("🔑 Connect Google again", message=consent)
            await world.google_project(interval=0.05)
            await tap(talk, "🔑 Get a code")
            await world.google_allow(await code_shown(talk))
            await talk.sees("Connected as")
            await until_told(world, "likes", "yagamiShort", "NewsInFiveM")

            # Tuesday: the cookies die; two videos are watched until others are sent, hours later.
            await world.sign_out_cookies()
            cookies = await alert(talk, "Your YouTube cookies are signed out")
            await world.watch("KnotsYouUse")
            await world.watch("NewsInFiveM")
            week.passes(9 * HOUR)
            sent = await world.send_file("cookies.txt", (await world.cookies()).encode())
            await talk.gone(sent["id"])
            await until_told(world, "history", "yagamiPlain", "KnotsYouUse", "NewsInFiveM")

            # Wednesday: the quota is out until midnight Pacific.
            await world.quota(used=10_000)
            await world.like("KettleWhist")
            quota = await alert(talk, "The day's quota of YouTube is used up")
            week.passes(seconds_to_midnight(week.world()) + HOUR)
            await until_told(world, "likes", "yagamiShort", "NewsInFiveM", "KettleWhist")

            # Thursday: every other call to the API fails, while a channel is left and another one taken.
            for skip in range(0, 40, 2):
                await world.fault("data_api.server_error", skip=skip)
            await world.subscribe(two)
            await world.unsubscribe(one)
            await until_told(world, "subscriptions", one, two)
            week.passes(HOUR)
            await until_told(world, "subscriptions", one, two, one)
            await world.heal("data_api.server_error")

            # Friday: the clock is set back by an hour.
            week.set_back(HOUR)
            await world.like("-yagamiDash")
            await until_told(world, "likes", "yagamiShort", "NewsInFiveM", "KettleWhist", "-yagamiDash")

            # The machine is asleep over the weekend, while its owner is not.
            site.like("yagamiPlain", at=week.world() + HOUR)
            site.watch("KettleWhist", at=week.world() + HOUR)
            site.watch("yagamiPlain", at=week.world() + 2 * HOUR)
            site.subscriptions[one] = week.world() + 3 * HOUR
            week.passes(48 * HOUR)
            await until_told(world, "likes", "yagamiShort", "NewsInFiveM", "KettleWhist", "-yagamiDash", "yagamiPlain")
            await until_told(
                world, "history", "yagamiPlain", "KnotsYouUse", "NewsInFiveM", "KettleWhist", "yagamiPlain"
            )
            await until_told(world, "subscriptions", one, two, one, one)
            await home.all_done(5, timeout=SOON)

        videos = [post for post in await world.read("likes") if post["media"] and post["media"]["kind"] == "video"]
        assert len(videos) == 5
        begun = home.rows("SELECT condition FROM alerts")
        assert Counter(row["condition"] for row in begun) == {"google_consent": 1, "cookies_dead": 1, "quota_out": 1}
        for message in (consent, cookies, quota):
            [said] = [one for one in await world.read("dm") if one["id"] == message]
            assert "✅" in said["text"], said["text"]
        kinds = Counter(row["kind"] for row in home.rows("SELECT kind FROM events"))
        assert kinds == {"liked": 5, "subscribed": 3, "unsubscribed": 1, "watched": 5}
