"""Looks at the likes: what they learn, what they tell, what they doubt, and what bad answers do to them."""

from __future__ import annotations

import json
from typing import Any

import pytest

from core.errors import Retry, Scope
from core.model import Feed, Video
from core.poll.likes import Likes
from core.poll.poll import Poller
from core.youtube.data_api import LikedPage

from .looking import Rig

HOUR = 3600.0
DAY = 86400.0


def videos(rig: Rig, count: int, prefix: str = "liked") -> list[str]:
    """Videos of the site -> their ids."""
    ids = [f"{prefix}{number:06d}" for number in range(count)]
    for video in ids:
        rig.google.world.add_video(video, "talk", title=f"About {video}", channel="Much")
    return ids


def like(rig: Rig, *ids: str) -> None:
    for video in ids:
        rig.google.clock.time += 1
        rig.google.world.like(video)


async def known(rig: Rig) -> list[str]:
    """The snapshot in its order, the newest first; who has no place is left out."""
    rows = await rig.rows("SELECT item FROM snapshot WHERE feed = 'likes' AND place IS NOT NULL ORDER BY place DESC")
    return [row["item"] for row in rows]


async def doubted(rig: Rig) -> set[str]:
    rows = await rig.rows("SELECT item FROM snapshot WHERE feed = 'likes' AND ask_after IS NOT NULL")
    return {row["item"] for row in rows}


async def seeded(rig: Rig, *ids: str) -> Poller:
    like(rig, *ids)
    poller = rig.poller()
    await poller.look(Feed.LIKES)
    assert (await rig.recorded(), await rig.trouble(Feed.LIKES)) == ([], None)
    rig.google.clock.time += HOUR
    return poller


async def test_the_first_look_learns_order_titles_and_the_newest_times_for_a_unit_a_page_and_one_more(rig: Rig) -> None:
    ids = videos(rig, 120)

    await seeded(rig, *ids)

    assert await known(rig) == list(reversed(ids))
    [row] = await rig.rows("SELECT count(*) AS n FROM videos WHERE title IS NOT NULL AND channel_id IS NOT NULL")
    assert row["n"] == 120
    assert await rig.rows("SELECT count(*) AS n FROM snapshot WHERE since IS NOT NULL") == [{"n": 50}]
    assert len(rig.google.units) == 3 + 1


async def test_a_look_that_finds_nothing_costs_one_unit(rig: Rig) -> None:
    poller = await seeded(rig, *videos(rig, 60))
    rig.google.units.clear()

    await poller.look(Feed.LIKES)

    assert rig.google.units == [1]


async def test_a_like_of_before_the_first_look_that_was_hidden_then_is_never_told(rig: Rig) -> None:
    rig.google.world.like("yagamiPlain")
    like(rig, "yagamiPriva")
    poller = await seeded(rig)
    assert await known(rig) == ["yagamiPriva", "yagamiPlain"]

    rig.google.world.videos["yagamiPriva"].privacy = "public"
    await poller.look(Feed.LIKES)

    assert await rig.recorded() == []


async def test_nor_is_one_that_nobody_knew_of_though_it_stands_above_all_that_is_known(rig: Rig) -> None:
    like(rig, "yagamiPlain")
    poller = await seeded(rig)
    rig.google.clock.time += 3 * DAY
    await poller.look(Feed.LIKES)
    rig.google.world.like("KettleWhist", rig.google.clock.time - 2 * DAY)
    rig.google.world.like("BachPrelude")

    await poller.look(Feed.LIKES)

    assert await rig.recorded() == [("liked", "BachPrelude")]
    assert await known(rig) == ["BachPrelude", "KettleWhist", "yagamiPlain"]


async def test_a_like_that_is_made_while_the_first_look_reads_is_not_lost(rig: Rig) -> None:
    world = Pages(LikedPage(("b", "a"), None, 2))

    async def newest() -> tuple[tuple[str, float | None], ...]:
        world.pages[None] = LikedPage(("c", "b", "a"), None, 3)
        return (("b", 5.0), ("hidden", 4.0), ("a", 3.0))

    await rig.poller(likes=Likes(Without(world, newest_likes=newest), rig.store.likes, _yes)).look(Feed.LIKES)
    world.pages[None] = LikedPage(("d", "c", "b", "a"), None, 5)
    await look_at(rig, world).look(Feed.LIKES)

    assert await rig.recorded() == [("liked", "d")]
    assert await known(rig) == ["d", "c", "b", "hidden", "a"]


async def test_a_known_like_that_is_missing_is_doubted_and_nothing_is_told(rig: Rig) -> None:
    poller = await seeded(rig, "yagamiPlain", "KettleWhist", "BachPrelude")

    rig.google.world.unlike("KettleWhist")
    await poller.look(Feed.LIKES)

    assert (await doubted(rig), await rig.recorded()) == ({"KettleWhist"}, [])


async def test_one_that_is_back_is_not_doubted_any_more(rig: Rig) -> None:
    poller = await seeded(rig, "yagamiPlain", "KettleWhist", "BachPrelude")
    rig.google.world.videos["KettleWhist"].privacy = "private"
    await poller.look(Feed.LIKES)
    assert await doubted(rig) == {"KettleWhist"}

    rig.google.world.videos["KettleWhist"].privacy = "public"
    await poller.look(Feed.LIKES)

    assert await doubted(rig) == set()


async def test_a_like_that_was_taken_back_and_given_again_between_two_looks_only_moves(rig: Rig) -> None:
    poller = await seeded(rig, "yagamiPlain", "KettleWhist", "BachPrelude")

    like(rig, "yagamiShort", "KettleWhist")
    await poller.look(Feed.LIKES)
    await poller.look(Feed.LIKES)

    assert await rig.recorded() == [("liked", "yagamiShort")]
    assert await known(rig) == ["KettleWhist", "yagamiShort", "BachPrelude", "yagamiPlain"]
    assert await doubted(rig) == set()


async def test_many_new_likes_under_one_that_was_given_again_are_all_found(rig: Rig) -> None:
    poller = await seeded(rig, "yagamiPlain", "KettleWhist", "BachPrelude")
    fresh = videos(rig, 60)

    like(rig, *fresh, "KettleWhist")
    await poller.look(Feed.LIKES)

    assert await rig.recorded() == [("liked", one) for one in fresh]


async def test_likes_that_were_known_by_their_ids_only_get_an_order_by_and_by(rig: Rig) -> None:
    poller = await seeded(rig, "yagamiPlain", "KettleWhist", "BachPrelude")
    async with rig.store.database.transaction("as it was") as t:
        await t.run("UPDATE snapshot SET place = NULL, since = NULL")

    like(rig, "yagamiShort")
    await poller.look(Feed.LIKES)
    rig.google.world.unlike("KettleWhist")
    await poller.look(Feed.LIKES)

    assert await known(rig) == ["yagamiShort", "BachPrelude", "KettleWhist", "yagamiPlain"]
    assert await doubted(rig) == {"KettleWhist"}


async def test_a_like_is_told_without_its_time_where_that_cannot_be_had_and_again_when_it_is_another(rig: Rig) -> None:
    poller = await seeded(rig, "yagamiPlain")

    async def broken(_wanted: object) -> dict[str, float]:
        raise Retry("google-down", scope=Scope.GOOGLE, status=503)

    poller = rig.poller(likes=Likes(Without(rig.google.google, like_times=broken), rig.store.likes, _yes))
    like(rig, "KettleWhist")
    await poller.look(Feed.LIKES)
    async with rig.store.database.transaction("taken back, and told") as t:
        await t.run("DELETE FROM snapshot WHERE item = 'KettleWhist'")
    rig.google.world.unlike("KettleWhist")
    like(rig, "KettleWhist")
    await poller.look(Feed.LIKES)

    identities = [row["identity"] for row in await rig.rows("SELECT identity FROM events ORDER BY id")]
    assert identities == ["KettleWhist#1", "KettleWhist#2"]


async def test_an_old_page_without_a_time_does_not_give_back_what_was_just_told_as_taken_back(rig: Rig) -> None:
    await seeded(rig, "yagamiPlain")
    old_page = Likes(Pages(LikedPage(("KettleWhist", "yagamiPlain"), None, 2)), rig.store.likes, _yes)
    poller = rig.poller(likes=old_page)
    async with rig.store.database.transaction("taken back, and told") as t:
        await t.run(
            "INSERT INTO events (kind, identity, subject, seen_at) VALUES ('unliked', 'KettleWhist@1', 'KettleWhist', ?)",
            (rig.google.clock.time,),
        )

    await poller.look(Feed.LIKES)
    assert (await rig.told(), await known(rig)) == ([], ["yagamiPlain"])

    rig.google.clock.time += HOUR + 1  # no page is that old
    await poller.look(Feed.LIKES)
    await poller.look(Feed.LIKES)
    assert await rig.told() == [("liked", "KettleWhist")]


async def _yes() -> bool:
    return True


class Without:
    """The real client, but for a method that is out of order."""

    def __init__(self, real: object, **others: object) -> None:
        self._real = real
        self._others = others

    def __getattr__(self, name: str) -> Any:
        return self._others[name] if name in self._others else getattr(self._real, name)


class Pages:
    """A list of likes that says what a test wants. Implements core.poll.likes.YouTube."""

    def __init__(self, *pages: LikedPage) -> None:
        self.pages = {None if n == 0 else f"P{n}": page for n, page in enumerate(pages)}
        self.asked = 0

    async def liked_page(self, page: str | None = None, *, titles: bool = False) -> LikedPage:
        self.asked += 1
        return self.pages[page]

    async def videos(self, ids: object) -> dict[str, Video]:
        return {}

    async def like_times(self, wanted: object) -> dict[str, float]:
        return {}

    async def newest_likes(self) -> tuple[tuple[str, float | None], ...]:
        return ()


def look_at(rig: Rig, pages: Pages) -> Poller:
    return rig.poller(likes=Likes(pages, rig.store.likes, _yes))


@pytest.mark.parametrize("first", [True, False])
async def test_a_page_token_that_leads_back_ends_the_look_and_nothing_is_believed(rig: Rig, first: bool) -> None:
    if not first:
        await look_at(rig, Pages(LikedPage(("z",), None, 1))).look(Feed.LIKES)
    before = await rig.rows("SELECT item FROM snapshot")
    circle = Pages(*(LikedPage((f"a{n}",), f"P{1 + n % 2}", 500) for n in range(3)))

    await look_at(rig, circle).look(Feed.LIKES)

    assert await rig.trouble(Feed.LIKES) == "google-nonsense"
    assert (await rig.rows("SELECT item FROM snapshot"), await rig.recorded()) == (before, [])
    assert circle.asked < 5


async def test_a_page_whose_token_is_missing_is_not_the_whole_list(rig: Rig) -> None:
    """All that it shows is unknown, so it would be fifty new likes."""
    await look_at(rig, Pages(LikedPage(tuple(f"old{n}" for n in range(50)), None, 50))).look(Feed.LIKES)

    await look_at(rig, Pages(LikedPage(tuple(f"alien{n}" for n in range(50)), None, 5000))).look(Feed.LIKES)

    assert (await rig.trouble(Feed.LIKES), await rig.recorded()) == ("likes-no-known-item", [])


async def test_ids_that_come_twice_are_one(rig: Rig) -> None:
    await look_at(rig, Pages(LikedPage(("b", "a", "b"), None, 2))).look(Feed.LIKES)
    await look_at(rig, Pages(LikedPage(("c", "c", "b", "a"), None, 3))).look(Feed.LIKES)

    assert await rig.recorded() == [("liked", "c")]
    assert await known(rig) == ["c", "b", "a"]


async def test_five_thousand_likes_are_known_after_the_first_look(rig: Rig) -> None:
    ids = [f"v{n}" for n in range(5000)]
    batches = [ids[start : start + 50] for start in range(0, 5000, 50)]
    titled = [tuple(Video(one, None if n % 7 else f"T{n}") for n, one in enumerate(batch)) for batch in batches]
    pages = [
        LikedPage(tuple(batch), None if n == 99 else f"P{n + 1}", 5000, told)
        for n, (batch, told) in enumerate(zip(batches, titled, strict=True))
    ]
    world = Pages(*pages)

    await look_at(rig, world).look(Feed.LIKES)

    assert (await known(rig), world.asked) == (ids, 100)
    assert await rig.rows("SELECT count(*) AS n FROM videos") == [{"n": 5000}]


async def test_an_account_that_likes_nothing_is_known_as_such_and_its_first_like_is_told(rig: Rig) -> None:
    poller = await seeded(rig)
    await poller.look(Feed.LIKES)

    like(rig, "yagamiPlain")
    await poller.look(Feed.LIKES)

    assert await rig.recorded() == [("liked", "yagamiPlain")]


async def test_a_like_of_the_future_is_told_once(rig: Rig) -> None:
    poller = await seeded(rig, "yagamiPlain")
    rig.google.world.like("KettleWhist", rig.google.clock.now() + 400 * 86_400)

    for _ in range(2):
        await poller.look(Feed.LIKES)

    assert await rig.recorded() == [("liked", "KettleWhist")]


async def test_items_without_what_they_need_make_no_half_look(rig: Rig) -> None:
    poller = await seeded(rig, "yagamiPlain", "KettleWhist")
    like(rig, "BachPrelude")
    rig.google.faults.switch_on("data_api.missing_field")

    await poller.look(Feed.LIKES)
    assert (await rig.trouble(Feed.LIKES), await rig.recorded()) == ("google-nonsense", [])
    rig.google.clock.time += HOUR
    await poller.look(Feed.LIKES)

    assert await rig.recorded() == [("liked", "BachPrelude")]


async def test_what_a_look_doubts_and_what_it_tells_stands_there_at_once_or_not_at_all(rig: Rig) -> None:
    poller = await seeded(rig, "yagamiPlain", "KettleWhist", "BachPrelude")
    before = json.dumps(await rig.rows("SELECT * FROM snapshot"))
    rig.google.world.unlike("KettleWhist")
    like(rig, "yagamiShort")
    async with rig.store.database.transaction("fails at the record") as t:
        await t.run("CREATE TRIGGER no_downloads BEFORE INSERT ON downloads BEGIN SELECT raise(ABORT, 'no'); END")

    await poller.look(Feed.LIKES)

    assert (json.dumps(await rig.rows("SELECT * FROM snapshot")), await rig.recorded()) == (before, [])
    async with rig.store.database.transaction("heals") as t:
        await t.run("DROP TRIGGER no_downloads")
    rig.google.clock.time += HOUR
    await poller.look(Feed.LIKES)
    assert (await doubted(rig), await rig.recorded()) == ({"KettleWhist"}, [("liked", "yagamiShort")])
