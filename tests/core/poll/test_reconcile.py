"""Asking about known likes: what is taken back, what vanished, what is not believed yet."""

from __future__ import annotations

import json
from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.model import Feed, KnownLike, Record, Video
from core.poll import decide_likes
from core.poll.decide import Rules, Sender
from core.poll.poll import Poller
from core.poll.reconcile import AGAIN, FEW, MASS_AGAIN, MOST_WHYS, Findings, Reconcile, findings
from core.settings import read

from .looking import Rig

HOUR = 3600.0
NOW = 1_795_000_000.0
THREE = ("yagamiPlain", "KettleWhist", "BachPrelude")


# -- what two answers mean -------------------------------------------------------------------------------------------


def batch(count: int = 20, **fields: float | bool | None) -> list[KnownLike]:
    return [KnownLike(f"v{n}", place=n, **fields) for n in range(count)]  # type: ignore[arg-type]


def found(likes: Sequence[KnownLike], now: float = NOW, *, gone: int = 0, ended: int = 0) -> Findings:
    """The first so many are gone, the next so many are not rated any more."""
    there = [one.item for one in likes[gone:]]
    ratings = {one: "none" if n < ended else "like" for n, one in enumerate(there)}
    return findings(likes, there, ratings, now)


def test_one_that_is_there_and_not_rated_was_taken_back() -> None:
    said = found(batch(), ended=1)

    assert ([one.item for one in said.unliked], len(said.rows)) == (["v0"], 19)


@pytest.mark.parametrize("rating", [None, "unspecified", "like"])
def test_no_other_rating_ends_a_like(rating: str | None) -> None:
    [one] = batch(1)

    said = findings([one], ["v0"], {} if rating is None else {"v0": rating}, NOW)

    assert (said.unliked, [row.item for row in said.rows]) == ((), ["v0"])


def test_a_rating_of_what_is_not_there_ends_nothing() -> None:
    assert findings(batch(1), [], {"v0": "none"}, NOW).unliked == ()


def test_one_that_is_gone_is_read_again_an_hour_later_and_only_then_it_vanished() -> None:
    first = found(batch(), gone=1)
    assert (first.vanished, first.rows[0].missing_since, first.rows[0].ask_after) == ((), NOW, NOW + AGAIN)

    too_soon = found(first.rows, NOW + AGAIN / 2, gone=1)
    assert (too_soon.vanished, too_soon.rows[0].ask_after) == ((), NOW + AGAIN)

    second = found(first.rows, NOW + AGAIN, gone=1)
    assert [one.item for one in second.vanished] == ["v0"]
    assert second.rows[0].vanished


def test_one_that_vanished_and_still_is_gone_says_nothing_and_one_that_is_back_is_as_before() -> None:
    vanished = batch(1, missing_since=NOW - 9 * HOUR, vanished=True)

    still, back = found(vanished, gone=1), found(vanished)

    assert (still.vanished, still.rows[0].vanished) == ((), True)
    assert (back.vanished, back.rows[0].vanished, back.rows[0].missing_since) == ((), False, None)


def test_a_mass_that_is_gone_or_not_rated_is_not_believed_before_it_is_read_again_much_later() -> None:
    likes = batch(50)
    for what in ("gone", "ended"):
        first = found(likes, **{what: 20})
        soon = found(first.rows, NOW + 2 * AGAIN, **{what: 20})
        late = found(soon.rows, NOW + MASS_AGAIN, **{what: 20})

        assert (first.unliked, first.vanished, soon.unliked, soon.vanished) == ((), (), (), ())
        assert len(late.unliked) + len(late.vanished) == 20


def test_what_a_look_has_doubted_too_is_believed_however_many_they_are() -> None:
    assert len(found(batch(50, ask_after=NOW - 1), ended=50).unliked) == 50


def test_one_that_is_doubted_and_innocent_is_not_asked_about_at_every_look() -> None:
    said = found(batch(1, ask_after=NOW - 1))

    assert said.rows[0].ask_after == NOW + AGAIN


def test_one_that_was_not_rated_and_then_is_gone_was_not_gone_twice() -> None:
    unrated = found(batch(), ended=20).rows

    said = found(unrated, NOW + MASS_AGAIN, gone=1)

    assert (said.vanished, said.rows[0].missing_since) == ((), NOW + MASS_AGAIN)


def test_a_clock_that_was_set_back_proves_nothing() -> None:
    said = found(batch(1, missing_since=NOW + 9 * HOUR, ask_after=NOW + 9 * HOUR), gone=1)

    assert (said.vanished, said.rows[0].missing_since) == ((), NOW)


READING = st.dictionaries(st.integers(0, 11), st.sampled_from(["none", "dislike", "gone", "unspecified"]), max_size=12)


@settings(max_examples=200, deadline=None)
@given(st.lists(st.tuples(READING, st.integers(1, 8)), min_size=1, max_size=6))
def test_whatever_is_read_each_end_is_told_once_and_has_its_reason(readings: list[tuple[dict[int, str], int]]) -> None:
    """A like ends only at a rating of a video that is there; it vanishes only when it was gone twice, an hour apart, with nothing
    else read between; and it does not vanish again before it was there."""
    likes, now = batch(12), NOW
    first_gone: dict[str, float] = {}
    vanished: set[str] = set()
    for reading, hours in readings:
        now += hours * HOUR / 2
        said_of = {one.item: reading.get(one.place or 0, "like") for one in likes}
        there = [name for name, said in said_of.items() if said != "gone"]
        result = findings(likes, there, {name: said_of[name] for name in there}, now)

        assert {one.item for one in (*result.unliked, *result.rows)} == set(said_of)
        assert len(result.unliked) + len(result.rows) == len(likes)
        assert all(said_of[one.item] in ("none", "dislike") for one in result.unliked)
        for one in result.vanished:
            assert said_of[one.item] == "gone"
            assert now - first_gone[one.item] >= AGAIN
            assert one.item not in vanished
        vanished |= {one.item for one in result.vanished}
        for name, said in said_of.items():
            if said == "gone":
                first_gone.setdefault(name, now)
            else:
                first_gone.pop(name, None)
                vanished.discard(name)
        likes = list(result.rows)


RULES = Rules(read({}), None, Sender(7, b"key"))


def decided(unliked: Sequence[KnownLike] = (), vanished: Sequence[KnownLike] = (), **why: str) -> Record:
    return decide_likes.reconciled([], unliked, vanished, [], RULES, {"a": Video("a")}, why, {}, NOW).record


def test_the_end_of_a_like_is_known_by_the_like_that_it_ends_and_one_that_vanished_by_its_count() -> None:
    record = decided([KnownLike("a", since=500.9), KnownLike("b")], [KnownLike("c"), KnownLike("d")], d="private")

    events = [one.event for one in record.events]
    assert [one.identity for one in events] == ["a@500", "b#1", "c#1", "d#1"]
    assert [dict(one.detail) for one in events] == [{}, {}, {"why": "gone"}, {"why": "private"}]


def test_the_oldest_like_is_told_first() -> None:
    record = decided(vanished=[KnownLike("new", 9), KnownLike("old", 2), KnownLike("unknown")])

    assert [one.event.subject for one in record.events] == ["unknown", "old", "new"]


# -- turns, with the real client and the real database ---------------------------------------------------------------


def reconcile(rig: Rig) -> Reconcile:
    async def ready() -> bool:
        return rig.ready

    return Reconcile(
        rig.google.google, rig.store.likes, rig.store.feeds, rig.store.settings.chosen, ready, Sender(7, b"key"),
        rig.google.clock, lambda: rig.woken.append(True), 60.0,
    )  # fmt: skip


async def seeded(rig: Rig, *ids: str) -> Poller:
    for video in ids:
        rig.google.clock.time += 1
        rig.google.world.like(video)
    poller = rig.poller()
    await poller.look(Feed.LIKES)
    rig.google.clock.time += HOUR
    rig.google.units.clear()
    return poller


async def turn(rig: Rig, later: float = 0.0) -> int:
    rig.google.clock.time += later
    return await reconcile(rig).turn(rig.google.clock.now())


def hide(rig: Rig, *ids: str, why: str = "private") -> None:
    for video in ids:
        rig.google.world.videos[video].privacy = why  # type: ignore[assignment]


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
    assert await rig.store.feeds.count_known(Feed.LIKES) == 2
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


async def test_a_vanished_like_that_the_owner_took_back_meanwhile_ends_when_its_video_is_back(rig: Rig) -> None:
    poller = await seeded(rig, *THREE)
    hide(rig, "KettleWhist")
    await turn(rig)
    await turn(rig, HOUR)
    rig.google.world.unlike("KettleWhist")
    hide(rig, "KettleWhist", why="public")

    await poller.look(Feed.LIKES)
    await turn(rig, HOUR)

    assert await rig.told() == [("vanished", "KettleWhist"), ("unliked", "KettleWhist")]


async def test_several_that_vanished_are_one_digest(rig: Rig) -> None:
    ids = [f"gone{n:07d}" for n in range(FEW)]
    for video in ids:
        rig.google.world.add_video(video, "talk")
    await seeded(rig, *THREE, *ids)
    hide(rig, *ids)

    await turn(rig)
    await turn(rig, HOUR)

    [delivery] = await rig.rows("SELECT digest FROM deliveries")
    assert len(json.loads(delivery["digest"])) == FEW
    assert len(rig.google.units) == 2 + 2 + 1 + min(FEW, MOST_WHYS)


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


async def test_only_what_is_doubted_is_worth_a_turn_that_is_asked_for_that(rig: Rig) -> None:
    poller = await seeded(rig, *THREE)
    asking = reconcile(rig)
    assert await asking.turn(rig.google.clock.now(), doubted=True) == 0

    rig.google.world.unlike("KettleWhist")
    await poller.look(Feed.LIKES)

    assert await asking.turn(rig.google.clock.now(), doubted=True) == 3
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
    assert await rig.store.feeds.count_known(Feed.LIKES) == 3


# -- what follows ----------------------------------------------------------------------------------------------------


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
