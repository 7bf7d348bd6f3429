"""The worker of the outbox: real rows, and the bot's own session at the sandbox's Telegram."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from core.clock import SystemClock, Wakeup
from core.download.job import to
from core.model import DownloadState, Event, EventKind, Feed, Sentence, Video
from core.notify.deliver import Deliver
from core.record import NewDelivery, NewEvent, Record
from storage.store import Store
from tests.core.telegram.world import World

NOW = 1_795_000_000.0
S = DownloadState


@dataclass
class Rig:
    """An outbox, its worker, and the channel that it writes to."""

    store: Store
    world: World
    deliver: Deliver

    async def tell(self, *videos: str, silent: bool = False, download: DownloadState | None = S.QUEUED) -> None:
        """A like of each is recorded, as a look does it."""
        await self.store.feeds.record(
            Record(
                Feed.LIKES,
                NOW,
                videos=tuple(Video(one, f"Title of {one}") for one in videos),
                events=tuple(
                    NewEvent(
                        Event(EventKind.LIKED, f"{one}@1", one, 1.0, NOW),
                        NewDelivery(1, 100 + n, Sentence(f"status-{download}") if download else None, silent),
                        download,
                    )
                    for n, one in enumerate(videos)
                ),
            )
        )

    @property
    def messages(self) -> list[Any]:
        return list(self.world.channel.messages.values())

    @property
    def presses(self) -> list[list[str]]:
        """What can be pressed under each message."""
        return [
            [
                str(one["callback_data"])
                for row in (message.reply_markup or {}).get("inline_keyboard", [])
                for one in row
            ]
            for message in self.messages
        ]


@pytest.fixture
async def rig(tmp_path: Path) -> AsyncIterator[Rig]:
    world = World(tmp_path)
    await world.server.start()
    store = await Store.open(tmp_path / "yagami.db", b"k" * 32)
    await store.destinations.add(world.channel.id, "Likes")
    clock = SystemClock()
    async with world.bot() as session:

        async def spoken() -> str:
            return "en"

        deliver = Deliver(
            store.outbox, store.destinations, store.pauses, world.publisher(session), clock, Wakeup(clock),
            lambda: None, spoken,
        )  # fmt: skip
        rig = Rig(store, world, deliver)
        yield rig
    await store.close()
    await world.server.stop()


async def test_a_post_has_the_buttons_of_its_video_and_they_change_with_its_status_line(rig: Rig) -> None:
    await rig.tell("a")
    await rig.deliver.turn()
    assert rig.presses == [["post|later|1", "post|cancel|1"]]

    job = await rig.store.jobs.get(1)
    job = await rig.store.jobs.move(job, to(S.FETCHING), NOW)
    await rig.deliver.turn()
    assert rig.presses == [["post|cancel|1"]]
    assert "⬇️ downloading" in rig.messages[0].text

    for state in (S.FETCHED, S.UPLOADING, S.SENT):
        job = await rig.store.jobs.move(job, to(state), NOW)
    await rig.deliver.turn()
    assert rig.presses == [[]]
    assert "✅ sent" in rig.messages[0].text


async def test_a_video_that_is_only_offered_can_be_fetched_from_its_post(rig: Rig) -> None:
    await rig.tell("a", download=S.OFFERED)
    await rig.deliver.turn()

    assert rig.presses == [["post|get|1"]]
    assert "Status: not downloaded" in rig.messages[0].text


@pytest.mark.parametrize("silent", [True, False])
async def test_a_silent_post_makes_no_sound(rig: Rig, silent: bool) -> None:
    await rig.tell("a", silent=silent)
    await rig.deliver.turn()

    assert [one.silent for one in rig.messages] == [silent]


async def test_a_digest_stands_as_one_message_with_its_links(rig: Rig) -> None:
    events = tuple(
        NewEvent(Event(EventKind.LIKED, f"{one}@1", one, 1.0, NOW), in_digest=True) for one in ("a", "b", "c")
    )
    videos = tuple(Video(one, f"Title of {one}") for one in ("a", "b", "c"))
    await rig.store.feeds.record(Record(Feed.LIKES, NOW, videos=videos, events=events, digest=NewDelivery(1, 5)))

    await rig.deliver.turn()
    await rig.deliver.turn()

    [message] = rig.messages
    assert message.text.splitlines()[1:] == ["❤️ Title of a", "❤️ Title of b", "❤️ Title of c"]
    assert [one.get("url") for one in message.entities[1:]] == [f"https://youtu.be/{one}" for one in "abc"]


async def test_a_channel_that_is_gone_is_said_in_its_row_and_its_posts_wait(rig: Rig) -> None:
    await rig.tell("a")
    rig.world.channel.members.pop(1000)

    await rig.deliver.turn()

    [(until, said)] = await rig.store.destinations.waiting(SystemClock().now())
    assert said.key == "condition-channel_lost"
    assert until > SystemClock().now()
    assert (await rig.store.database.fetch("SELECT state FROM deliveries"))[0]["state"] == "waiting"
