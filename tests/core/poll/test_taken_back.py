"""What follows when a like is taken back: its download ends with it, unless the owner asked for it in person."""

from __future__ import annotations

import json

import pytest

from core.model import Feed
from core.poll.poll import Poller

from .asking import HOUR, seeded, turn
from .looking import Rig


async def liked(rig: Rig) -> Poller:
    """KettleWhist is liked, and its video waits for its turn."""
    poller = await seeded(rig, "yagamiPlain", "BachPrelude")
    rig.google.world.like("KettleWhist")
    await poller.look(Feed.LIKES)
    rig.google.clock.time += HOUR
    return poller


async def taken_back(rig: Rig, poller: Poller) -> None:
    rig.google.world.unlike("KettleWhist")
    await poller.look(Feed.LIKES)
    await turn(rig)


@pytest.mark.parametrize("state", ["offered", "queued", "fetching", "fetched", "uploading"])
async def test_a_download_that_is_under_way_is_cancelled_with_its_like_and_its_post_says_so(
    rig: Rig, state: str
) -> None:
    poller = await liked(rig)
    async with rig.store.database.transaction("as far as that") as t:
        await t.run("UPDATE downloads SET state = ?", (state,))

    await taken_back(rig, poller)

    [job] = await rig.rows("SELECT state FROM downloads")
    [status] = await rig.rows("SELECT status_wanted FROM deliveries WHERE status_wanted IS NOT NULL")
    assert job["state"] == "cancelled"
    assert json.loads(status["status_wanted"])["key"] == "status-cancelled"
    assert await rig.rows("SELECT * FROM removals") == []


@pytest.mark.parametrize("asked", ["asked = 1", "state = 'done'", "event_id = NULL"])
async def test_what_was_asked_for_in_person_or_stands_already_stays(rig: Rig, asked: str) -> None:
    poller = await liked(rig)
    async with rig.store.database.transaction("asked") as t:
        await t.run(f"UPDATE downloads SET {asked}")

    await taken_back(rig, poller)

    assert ("unliked", "KettleWhist") in await rig.told()
    [job] = await rig.rows("SELECT state FROM downloads")
    assert job["state"] in ("queued", "done")


async def test_a_kind_that_is_off_is_recorded_and_its_download_ends_all_the_same(rig: Rig) -> None:
    poller = await liked(rig)
    await rig.store.settings.choose("kind.unliked.on", False)

    await taken_back(rig, poller)

    assert ("unliked", "KettleWhist") in await rig.recorded()
    assert ("unliked", "KettleWhist") not in await rig.told()
    assert [row["state"] for row in await rig.rows("SELECT state FROM downloads")] == ["cancelled"]
