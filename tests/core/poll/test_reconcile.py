"""Turns that ask about known likes: what they tell, what they cost, and what they do when something fails."""

from __future__ import annotations

import json
from collections.abc import Collection, Sequence

from core.model import Channel, Feed, Video
from core.poll.poll import Poller

from .asking import HOUR, THREE, hide, reconcile, seeded, turn
from .looking import Rig


async def test_a_like_that_was_taken_back_is_told_once_for_two_units(rig: Rig) -> None:
    poller = await seeded(rig, *THREE)
    rig.google.world.unlike("KettleWhist")
    await poller.look(Feed.LIKES)
    rig.google.units.clear()

    assert await turn(rig) == 3
    assert rig.google.units == [1, 1]
    for _ in range(3):
        await poller.look(Feed.LIKES)
        await turn(rig, HOUR)

    assert await rig.told() == [("unliked", "KettleWhist")]
    assert len(await rig.store.feeds.snapshot(Feed.LIKES)) == 2
    assert rig.woken == [True]


async def test_a_like_after_one_that_was_taken_back_is_another_event_each_time(rig: Rig) -> None:
    poller = await seeded(rig, *THREE)
    for _ in range(2):
        rig.google.world.unlike("KettleWhist")
        await poller.look(Feed.LIKES)
        await turn(rig)
        rig.google.clock.time += HOUR
        rig.google.world.like("KettleWhist")
        await poller.look(Feed.LIKES)

    assert [kind for kind, _ in await rig.told()] == ["unliked", "liked", "unliked", "liked"]
    first, second = await rig.rows("SELECT identity FROM events WHERE kind = 'unliked' ORDER BY id")
    assert first != second


async def test_an_old_page_that_shows_a_like_which_was_taken_back_tells_nothing(rig: Rig) -> None:
    poller = await seeded(rig, *THREE)
    likes = list(rig.google.world.state.likes)
    for _ in range(2):
        rig.google.world.unlike("BachPrelude")
        await poller.look(Feed.LIKES)
        await turn(rig)
        rig.google.world.state.likes = list(likes)
        await poller.look(Feed.LIKES)

    assert await rig.recorded() == [("unliked", "BachPrelude")]


async def test_one_deep_in_the_list_is_found_in_its_turn_though_no_page_shows_it(rig: Rig) -> None:
    ids = [f"deep{n:07d}" for n in range(130)]
    for video in ids:
        rig.google.world.add_video(video, "talk")
    poller = await seeded(rig, *ids)
    rig.google.world.unlike(ids[3])
    await poller.look(Feed.LIKES)
    assert not await reconcile(rig).doubtful(rig.google.clock.now())

    asked = [await turn(rig, 60) for _ in range(3)]

    assert (asked, await rig.told()) == ([50, 50, 50], [("unliked", ids[3])])


async def test_a_video_that_turns_private_and_back_within_the_hour_is_never_told(rig: Rig) -> None:
    poller = await seeded(rig, *THREE)
    hide(rig, "KettleWhist")
    await poller.look(Feed.LIKES)
    await turn(rig)
    hide(rig, "KettleWhist", why="public")
    await poller.look(Feed.LIKES)

    for _ in range(3):
        await turn(rig, HOUR)

    assert await rig.recorded() == []


async def test_one_that_stays_private_is_told_once_with_its_reason_and_again_when_it_vanishes_again(rig: Rig) -> None:
    poller = await seeded(rig, *THREE)
    for _ in range(2):
        hide(rig, "KettleWhist")
        for _ in range(4):
            await poller.look(Feed.LIKES)
            await turn(rig, HOUR)
        hide(rig, "KettleWhist", why="public")
        for _ in range(2):
            await poller.look(Feed.LIKES)
            await turn(rig, HOUR)

    assert await rig.told() == [("vanished", "KettleWhist")] * 2
    rows = await rig.rows("SELECT identity, detail FROM events ORDER BY id")
    assert [row["identity"] for row in rows] == ["KettleWhist#1", "KettleWhist#2"]
    assert [json.loads(row["detail"]) for row in rows] == [{"why": "private"}] * 2


async def test_deleted_is_told_as_such_and_so_is_a_channel_that_was_terminated(rig: Rig) -> None:
    await seeded(rig, *THREE)
    hide(rig, "KettleWhist", why="deleted")
    rig.google.world.state.terminate(rig.google.world.videos["BachPrelude"].channel.id)

    await turn(rig)
    await turn(rig, HOUR)

    rows = await rig.rows("SELECT subject, detail FROM events ORDER BY id")
    assert {row["subject"]: json.loads(row["detail"])["why"] for row in rows} == {
        "KettleWhist": "deleted",
        "BachPrelude": "terminated",
    }
    [title] = await rig.rows("SELECT title FROM videos WHERE id = 'KettleWhist'")
    assert title["title"]


async def test_a_vanished_like_that_comes_back_without_its_rating_ends_in_silence_and_may_be_given_again(
    rig: Rig,
) -> None:
    poller = await seeded(rig, *THREE)
    hide(rig, "KettleWhist")
    await turn(rig)
    await turn(rig, HOUR)
    rig.google.world.unlike("KettleWhist")
    hide(rig, "KettleWhist", why="public")

    await poller.look(Feed.LIKES)
    await turn(rig, HOUR)

    assert await rig.told() == [("vanished", "KettleWhist")]
    rig.google.world.like("KettleWhist")
    await poller.look(Feed.LIKES)
    assert await rig.told() == [("vanished", "KettleWhist"), ("liked", "KettleWhist")]


async def test_two_that_vanished_are_two_posts(rig: Rig) -> None:
    await some_vanish(rig, 2)

    told = await rig.rows("SELECT digest FROM deliveries")
    assert [row["digest"] for row in told] == [None, None]


async def test_three_that_vanished_are_one_digest(rig: Rig) -> None:
    await some_vanish(rig, 3)

    [delivery] = await rig.rows("SELECT digest FROM deliveries")
    assert len(json.loads(delivery["digest"])) == 3
    assert len(rig.google.units) == 2 + 2 + 1 + 3


class HalfAnswers:
    """The real client; Google leaves some of what is there out of its answers."""

    def __init__(self, rig: Rig, *, videos: Collection[str] = (), channels: Collection[str] = ()) -> None:
        self._rig = rig
        self._videos = videos
        self._channels = channels

    async def videos(self, ids: Sequence[str]) -> dict[str, Video]:
        answer = await self._rig.google.google.videos(ids)
        return {video: said for video, said in answer.items() if video not in self._videos}

    async def channels(self, ids: Sequence[str]) -> dict[str, Channel]:
        answer = await self._rig.google.google.channels(ids)
        return {channel: said for channel, said in answer.items() if channel not in self._channels}

    def __getattr__(self, name: str) -> object:
        return getattr(self._rig.google.google, name)


async def turn_with(rig: Rig, answers: HalfAnswers, later: float = 0.0) -> int:
    rig.google.clock.time += later
    asking = reconcile(rig)
    asking._youtube = answers  # type: ignore[assignment]
    return await asking.turn(rig.google.clock.now())


async def test_a_like_that_the_list_of_likes_still_shows_did_not_vanish_and_stays_a_candidate(rig: Rig) -> None:
    await seeded(rig, *THREE)
    answers = HalfAnswers(rig, videos={"KettleWhist"})
    for _ in range(3):
        await turn_with(rig, answers, 8 * HOUR)
    assert await rig.recorded() == []
    [doubted] = await rig.rows("SELECT item FROM snapshot WHERE missing_since IS NOT NULL AND ask_after IS NOT NULL")
    assert doubted["item"] == "KettleWhist"

    hide(rig, "KettleWhist")
    await turn_with(rig, answers, 8 * HOUR)

    assert await rig.told() == [("vanished", "KettleWhist")]


async def test_an_answer_that_leaves_channels_out_terminates_none(rig: Rig) -> None:
    await seeded(rig, *THREE)
    hide(rig, "KettleWhist")
    every_channel = {video.channel.id for video in rig.google.world.videos.values()}
    answers = HalfAnswers(rig, channels=every_channel)
    await turn_with(rig, answers)
    assert await turn_with(rig, answers, HOUR) == 0
    assert await rig.recorded() == []

    await turn(rig, HOUR)

    [row] = await rig.rows("SELECT subject, detail FROM events")
    assert (row["subject"], json.loads(row["detail"])) == ("KettleWhist", {"why": "private"})


async def test_an_empty_answer_about_the_channels_of_all_that_is_liked_terminates_none_and_stops_nothing(
    rig: Rig,
) -> None:
    await seeded(rig, "KettleWhist")
    hide(rig, "KettleWhist", why="deleted")
    answers = HalfAnswers(rig, channels={rig.google.world.videos["KettleWhist"].channel.id})
    await turn_with(rig, answers)
    await turn_with(rig, answers, HOUR)

    [row] = await rig.rows("SELECT detail FROM events")
    assert json.loads(row["detail"]) == {"why": "deleted"}


async def some_vanish(rig: Rig, count: int) -> None:
    """So many liked videos turn private, and are asked about until that is believed."""
    ids = [f"gone{n:07d}" for n in range(count)]
    for video in ids:
        rig.google.world.add_video(video, "talk")
    await seeded(rig, *THREE, *ids)
    hide(rig, *ids)

    await turn(rig)
    await turn(rig, HOUR)


async def test_half_of_youtube_out_of_order_makes_nothing_vanish(rig: Rig) -> None:
    ids = [f"many{n:07d}" for n in range(40)]
    for video in ids:
        rig.google.world.add_video(video, "talk")
    await seeded(rig, *ids)
    hide(rig, *ids)

    for _ in range(4):
        await turn(rig, HOUR)
    hide(rig, *ids, why="public")
    for _ in range(4):
        await turn(rig, HOUR)

    assert await rig.recorded() == []
    assert not await rig.rows(
        "SELECT * FROM snapshot WHERE missing_since IS NOT NULL OR vanished OR ask_after IS NOT NULL"
    )


async def test_titles_of_likes_that_were_known_by_their_ids_only_are_filled(rig: Rig) -> None:
    await seeded(rig, *THREE)
    async with rig.store.database.transaction("as it was") as t:
        await t.run("DELETE FROM videos")

    await turn(rig)

    rows = await rig.rows("SELECT id FROM videos WHERE title IS NOT NULL AND channel_id IS NOT NULL")
    assert {row["id"] for row in rows} == set(THREE)


async def test_a_failing_turn_leaves_the_feed_as_it_is_and_asks_nothing_for_a_while(rig: Rig) -> None:
    await seeded(rig, *THREE)
    rig.google.faults.switch_on("data_api.rate", times=None)
    asking = reconcile(rig)

    now = rig.google.clock.now()
    assert await asking.turn(now) == 0
    used = len(rig.google.units)
    assert await asking.turn(now + 1) == 0

    assert len(rig.google.units) == used
    assert await rig.trouble(Feed.LIKES) is None
    rig.google.faults.switch_off("data_api.rate")
    assert await asking.turn(now + HOUR) == 3


async def test_nothing_is_asked_while_the_looks_are_in_trouble_in_a_pause_or_without_an_account(rig: Rig) -> None:
    await seeded(rig, *THREE)
    rig.ready = False
    assert await turn(rig) == 0
    rig.ready = True
    await rig.store.settings.put("paused_at", 5.0)
    assert await turn(rig) == 0
    await rig.store.settings.put("paused_at", None)
    rig.google.faults.switch_on("data_api.rate", times=1)
    await rig.poller().look(Feed.LIKES)
    assert await rig.trouble(Feed.LIKES) is not None
    rig.google.units.clear()

    assert await turn(rig) == 0
    assert rig.google.units == []


async def test_nothing_is_asked_before_the_first_look_or_of_an_account_that_likes_nothing(rig: Rig) -> None:
    assert await turn(rig) == 0
    await seeded(rig)
    assert (await turn(rig), rig.google.units) == (0, [])


async def test_only_what_a_look_doubts_is_worth_a_turn_at_once(rig: Rig) -> None:
    poller = await seeded(rig, *THREE)
    asking = reconcile(rig)
    assert not await asking.doubtful(rig.google.clock.now())

    rig.google.world.unlike("KettleWhist")
    await poller.look(Feed.LIKES)

    assert await asking.doubtful(rig.google.clock.now())
    assert await asking.turn(rig.google.clock.now()) == 3
    assert await rig.told() == [("unliked", "KettleWhist")]


class LookingMeanwhile:
    """The real client; a look is made while it asks for ratings."""

    def __init__(self, rig: Rig, poller: Poller) -> None:
        self._rig = rig
        self._poller = poller

    async def videos(self, ids: Sequence[str]) -> dict[str, Video]:
        return await self._rig.google.google.videos(ids)

    async def ratings(self, ids: Sequence[str]) -> dict[str, str]:
        ratings = await self._rig.google.google.ratings(ids)
        self._rig.google.world.like("KettleWhist")
        await self._poller.look(Feed.LIKES)
        return ratings

    def __getattr__(self, name: str) -> object:
        return getattr(self._rig.google.google, name)


async def test_a_look_that_sees_one_of_the_batch_back_meanwhile_is_believed(rig: Rig) -> None:
    poller = await seeded(rig, *THREE)
    rig.google.world.unlike("KettleWhist")
    await poller.look(Feed.LIKES)
    asking = reconcile(rig)
    asking._youtube = LookingMeanwhile(rig, poller)  # type: ignore[assignment]

    await asking.turn(rig.google.clock.now())

    assert await rig.recorded() == []
    assert len(await rig.store.feeds.snapshot(Feed.LIKES)) == 3
