"""An owner who tidies up: a mass change is put to them once, told once when they say so, and a channel that died is no farewell."""

from __future__ import annotations

from pathlib import Path

from sandbox.owner import import_document
from tests.bot.screens.talking import Talking
from tests.clocks import FastClock

from .house import House, house

SPEED = 60.0  #: times the machine's clock
EVERY = 0.5  #: seconds between two looks, by the machine's
ALERT = "A lot changed at once: Subscriptions"


async def furnish(home: House, channels: int) -> list[str]:
    """So many subscriptions -> the channels' ids."""
    document = await import_document(home.addresses)
    document["destinations"] = {feed: home.addresses["channels"][feed] for feed in ("likes", "subscriptions")}
    await home.move_in(document=document)
    for bound in ("fastest", "slowest"):
        home.write(f"INSERT INTO settings (key, value) VALUES ('feed.subscriptions.{bound}', '{EVERY}')")
    site = home.sandbox.youtube
    made = [site.add_video(f"channel{n:04d}", "talk", channel=f"Channel {n}").channel.id for n in range(channels)]
    for one in made:
        site.subscribe(one)
    return made


async def told(home: House, heading: str) -> int:
    """How many posts of the subscriptions' channel say so."""
    return sum(heading in post["text"] for post in await home.world.read("subscriptions"))


async def alerts(home: House) -> int:
    return sum(ALERT in message["text"] for message in await home.world.read("dm"))


async def test_a_mass_change_is_put_to_the_owner_and_told_once_at_their_word(tmp_path: Path) -> None:
    clock = FastClock(SPEED)
    async with house(tmp_path, clock.now) as home:
        [*gone, one, two] = await furnish(home, 20)
        talk, world, site = Talking(home), home.world, home.sandbox.youtube
        new = [site.add_video(f"another{n:04d}", "talk", channel=f"Another {n}").channel.id for n in range(2)]
        async with home.living(clock):
            await talk.say("/start")  # a bot can't write first
            await home.until("SELECT 1 FROM feeds WHERE feed = 'subscriptions' AND seeded_at IS NOT NULL")

            # The owner tidies up, all at once, and takes up two others.
            for channel in gone:
                site.unsubscribe(channel)
            for channel in new:
                site.subscribe(channel)
            await world.wait("subscriptions", text="📺 New Subscription", messages=2, timeout=60)
            alert = await talk.sees(ALERT, button="✅ That was me: tell them")
            assert "New: 0. Gone: 18. Known before: 22." in alert["text"]
            assert await told(home, "👋 Unsubscribed") == 0

            await talk.press("✅ That was me: tell them", message=alert["id"])
            await world.wait("subscriptions", messages=20, timeout=60)
            [settled] = await world.wait("dm", message=alert["id"], text="✅ Settled", timeout=60)
            assert settled["buttons"] == []
            assert await told(home, "👋 Unsubscribed") == await told(home, "was subscribed since") == 18

            # A channel dies: nobody unsubscribed from it.
            site.state.terminate(one)
            await world.wait("subscriptions", text="🫥 Vanished", messages=21, timeout=60)
            [post] = [post for post in await world.read("subscriptions") if "🫥" in post["text"]]
            assert "channel terminated" in post["text"]

            # And some looks later all is as it was.
            before = home.rows("SELECT looked_at FROM feeds WHERE feed = 'subscriptions'")[0]["looked_at"]
            await home.until(
                "SELECT 1 FROM feeds WHERE feed = 'subscriptions' AND looked_at > ?", before + 3 * EVERY * SPEED
            )
        assert (await told(home, "📺"), await told(home, "👋"), await told(home, "🫥")) == (2, 18, 1)
        assert await alerts(home) == 1
        known = home.rows("SELECT item FROM snapshot WHERE feed = 'subscriptions'")
        assert {row["item"] for row in known} == {two, *new}


async def test_a_mass_change_that_was_youtubes_fault_settles_itself_and_nothing_was_told(tmp_path: Path) -> None:
    clock = FastClock(SPEED)
    async with house(tmp_path, clock.now) as home:
        await furnish(home, 20)
        talk, site = Talking(home), home.sandbox.youtube.state
        async with home.living(clock):
            await talk.say("/start")  # a bot can't write first
            await home.until("SELECT 1 FROM feeds WHERE feed = 'subscriptions' AND seeded_at IS NOT NULL")
            kept, site.subscriptions = site.subscriptions, {}
            alert = await talk.sees(ALERT)
            site.subscriptions = kept
            await talk.say("/menu")
            await talk.press("🔄 Look now")
            await home.until("SELECT 1 FROM feeds WHERE feed = 'subscriptions' AND held IS NULL", timeout=90)
            [settled] = await home.world.wait("dm", message=alert["id"], text="✅ Settled", timeout=60)
            assert "nothing had happened" in settled["text"]
        assert home.rows("SELECT * FROM events WHERE kind <> 'liked'") == []
        assert await alerts(home) == 1
