"""Posts of new subscriptions carry their channel's picture: real rows, the bot's own session at the sandbox's Telegram, and
Google's host of pictures on loopback."""

from __future__ import annotations

import itertools
from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx
import pytest

from core import step
from core.clock import SystemClock, Wakeup
from core.model import Channel, Event, EventKind, Feed, Text
from core.notify.deliver import Deliver
from core.record import NewDelivery, NewEvent, Record
from core.youtube.pictures import Pictures
from sandbox.faults import Faults
from sandbox.youtube import pictures
from sandbox.youtube.world import YouTubeWorld
from storage.store import Store
from tests.core.telegram.world import World
from tests.sandbox.youtube_rig import trusting, youtube_world

NOW = 1_795_000_000.0
PATIENT, BRISK = 60.0, 1.5  #: seconds that a picture may take; only who waits for one in vain is brisk


class Killed(BaseException):
    """As far as the rows and Telegram can tell, the process ended here."""


@dataclass
class Rig:
    """An outbox, its worker, the channel that it writes to, and YouTube's pictures."""

    store: Store
    world: World
    youtube: YouTubeWorld
    faults: Faults  #: of YouTube
    begin: Callable[[float], Deliver]

    def __post_init__(self) -> None:
        self.restart()

    def restart(self, seconds: float = PATIENT) -> None:
        """What was only in memory is forgotten."""
        self.deliver = self.begin(seconds)

    async def subscribed(self, number: int = 0, picture: str | None = "its own") -> Channel:
        """A new subscription is recorded, as a look does it -> the channel."""
        real = sorted(self.youtube.state.channels().values(), key=lambda one: one.id)[number]
        address = pictures.address(real.id, 800) if picture == "its own" else picture
        channel = Channel(real.id, real.title, real.handle, "About it", 3_240_000, 12, address)
        event = Event(EventKind.SUBSCRIBED, f"{real.id}@1", real.id, 1.0, NOW)
        owed = NewEvent(event, NewDelivery(1, 100 + number))
        await self.store.feeds.record(Record(Feed.SUBSCRIPTIONS, NOW, channels=(channel,), events=(owed,)))
        return channel

    @property
    def messages(self) -> list[Any]:
        return list(self.world.channel.messages.values())

    async def waiting(self) -> int:
        [row] = await self.store.database.fetch("SELECT count(*) AS n FROM deliveries WHERE state = 'waiting'")
        return int(row["n"])


@pytest.fixture
async def rig(tmp_path: Path) -> AsyncIterator[Rig]:
    world, faults, clock = World(tmp_path), Faults(), SystemClock()
    await world.server.start()
    store = await Store.open(tmp_path / "yagami.db", b"k" * 32)
    await store.destinations.add(world.channel.id, "Subscriptions")
    async with (
        youtube_world(tmp_path / "youtube", faults) as youtube,
        httpx.AsyncClient(proxy=youtube.proxy_url, verify=trusting(youtube)) as http,
        world.bot() as session,
    ):

        async def spoken() -> str:
            return "en"

        def begin(seconds: float) -> Deliver:
            return Deliver(
                store.outbox, store.destinations, store.pauses, world.publisher(session), clock, Wakeup(clock),
                lambda: None, spoken, Pictures(http, clock, seconds).get,
            )  # fmt: skip

        yield Rig(store, world, youtube, faults, begin)
        assert youtube.denied == []
    await store.close()
    await world.server.stop()


async def test_a_new_subscription_stands_as_a_picture_with_its_text(rig: Rig) -> None:
    channel = await rig.subscribed()

    await rig.deliver.turn()

    [message] = rig.messages
    assert message.text.startswith(f"📺 New Subscription\nChannel: {channel.title}\n")
    assert message.text.endswith(f"\n🔗 {channel.url}")
    assert [one["type"] for one in message.entities] == ["bold"]
    assert (message.media.kind, message.media.width, message.media.height) == ("photo", 800, 800)
    assert message.media.path.read_bytes() == pictures.draw(channel.id, 800)
    assert await rig.waiting() == 0


async def test_its_caption_can_be_edited_like_any_post(rig: Rig) -> None:
    await rig.subscribed()
    await rig.deliver.turn()
    [message] = rig.messages

    async with rig.world.bot() as session:
        assert await rig.world.publisher(session).edit_text(rig.world.to, message.id, Text("Another caption"))

    assert (message.text, message.media.kind) == ("Another caption", "photo")


async def test_a_picture_that_cannot_be_had_is_left_out_and_the_post_goes(rig: Rig) -> None:
    for number, fault in enumerate(
        ["picture.missing", "picture.html", "picture.large", "picture.slow", "proxy.refuse"]
    ):
        rig.restart(BRISK if fault == "picture.slow" else PATIENT)
        rig.faults.switch_on(fault)
        channel = await rig.subscribed(number)

        await rig.deliver.turn()

        text, media = rig.messages[-1].text, rig.messages[-1].media
        assert (text.split("\n")[1], media, rig.faults.hits[fault]) == (f"Channel: {channel.title}", None, 1)
        assert await rig.waiting() == 0


async def test_a_host_that_does_not_answer_is_not_asked_again_for_the_next_posts(rig: Rig) -> None:
    rig.restart(BRISK)
    rig.faults.switch_on("picture.slow", times=None)
    for number in range(5):
        await rig.subscribed(number)

    await rig.deliver.turn()

    assert [one.media for one in rig.messages] == [None] * 5
    assert rig.faults.hits["picture.slow"] == 1


async def test_a_channel_without_a_picture_is_told_without_one(rig: Rig) -> None:
    await rig.subscribed(picture=None)

    await rig.deliver.turn()

    assert [one.media for one in rig.messages] == [None]
    assert rig.youtube.requests == []


async def test_a_wait_that_telegram_asks_for_the_picture_delays_no_post(rig: Rig) -> None:
    rig.world.faults.switch_on("telegram.flood_wait", seconds=300, method="SaveFilePart")
    await rig.subscribed()

    await rig.deliver.turn()

    [message] = rig.messages
    assert message.media is None
    assert await rig.waiting() == 0


async def test_a_wait_that_telegram_asks_for_the_post_is_obeyed_and_the_post_comes_with_its_picture(rig: Rig) -> None:
    rig.world.faults.switch_on("telegram.flood_wait", seconds=300, method="SendMedia")
    await rig.subscribed()
    await rig.deliver.turn()
    assert (rig.messages, await rig.waiting()) == ([], 1)

    await rig.store.destinations.mended()
    await rig.deliver.turn()

    assert [one.media.kind for one in rig.messages] == ["photo"]


async def test_a_picture_that_telegram_cannot_read_is_left_out(rig: Rig) -> None:
    rig.faults.switch_on("picture.broken")
    await rig.subscribed()

    await rig.deliver.turn()

    [message] = rig.messages
    assert message.media is None
    assert rig.world.asked("SendMedia") == 1


@contextmanager
def dying_at(step_number: int) -> Iterator[None]:
    """At the step with this number, counted from 0, the process ends."""
    heard = itertools.count()

    def listener(name: str) -> None:
        if next(heard) == step_number:
            raise Killed(name)

    step.listen(listener)
    try:
        yield
    finally:
        step.listen(None)


async def test_a_kill_at_any_step_of_a_post_with_a_picture_leaves_one_post(rig: Rig) -> None:
    """Also when the picture can't be had any more afterwards: the text that is sent instead adds nothing."""
    died = list[str]()
    for number in itertools.count():
        await rig.subscribed(number)
        try:
            with dying_at(number):
                await rig.deliver.turn()
        except Killed as killed:
            died.append(str(killed))
        else:
            break
        rig.restart()
        rig.faults.switch_on("picture.missing", times=None)
        await rig.deliver.turn()
        rig.faults.switch_off("picture.missing")
        rig.restart()
        assert len(rig.messages) == number + 1
        assert await rig.waiting() == 0
    stood = died.index("after telegram.SendMedia")
    assert [one.media is not None for one in rig.messages] == [n >= stood for n in range(len(died) + 1)]
    assert {"after google.picture", "after telegram.SaveFilePart", "before commit.sent", "after commit.sent"} <= set(
        died
    )
