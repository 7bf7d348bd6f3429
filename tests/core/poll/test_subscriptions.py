"""Looks at the subscriptions: what is told of them, however Google's lists lie. Against Google of the sandbox."""

from __future__ import annotations

import pytest

from core.model import EventKind, Feed
from core.poll.subscriptions import WEARY
from core.record import MassChange
from core.settings import CatchUp
from sandbox.youtube.records import channel_called

from .looking import Rig, channel

QUARTER = 900.0


async def look(rig: Rig, later: float = QUARTER) -> list[tuple[str, str]]:
    """One look, so much later -> what is told in all."""
    rig.google.clock.time += later
    await rig.poller().look(Feed.SUBSCRIPTIONS)
    return await rig.told()


async def seeded(rig: Rig, count: int) -> list[str]:
    """Subscribed to so many channels for long, and looked at once."""
    channels = subscribe(rig, *(f"Channel {number}" for number in range(count)))
    rig.google.clock.time += 86_400
    await rig.poller().look(Feed.SUBSCRIPTIONS)
    assert await rig.recorded() == []
    return channels


def subscribe(rig: Rig, *titles: str) -> list[str]:
    channels = [channel(rig, title) for title in titles]
    for one in channels:
        rig.google.world.subscribe(one)
    return channels


async def held(rig: Rig) -> MassChange | None:
    return (await rig.store.feeds.state(Feed.SUBSCRIPTIONS)).held


async def believe(rig: Rig, mode: CatchUp) -> bool:
    change = await held(rig)
    assert change is not None
    await rig.store.feeds.look_again(Feed.SUBSCRIPTIONS)
    return await rig.store.feeds.believe(Feed.SUBSCRIPTIONS, change, mode)


async def test_the_first_look_is_silent_and_knows_them_all_with_title_and_picture(rig: Rig) -> None:
    subscribe(rig, "One", "Two", "Three")

    await rig.poller().look(Feed.SUBSCRIPTIONS)

    assert (await rig.recorded(), rig.woken) == ([], [])
    assert len(await rig.store.feeds.snapshot(Feed.SUBSCRIPTIONS)) == 3
    stored = await rig.rows("SELECT title, picture FROM channels ORDER BY title")
    assert [row["title"] for row in stored] == ["One", "Three", "Two"]
    assert all(row["picture"] for row in stored)


async def test_an_account_without_subscriptions_is_looked_at_like_any_other(rig: Rig) -> None:
    await seeded(rig, 0)
    [one] = subscribe(rig, "The first")

    assert await look(rig) == [("subscribed", one)]


async def test_a_subscription_is_told_once_with_its_channel_and_its_end_after_two_looks(rig: Rig) -> None:
    await seeded(rig, 3)
    [one] = subscribe(rig, "Gears & Levers")

    assert await look(rig) == await look(rig) == [("subscribed", one)]
    [known] = await rig.store.happenings.recent([EventKind.SUBSCRIBED], 10)
    assert known.channel
    assert known.channel.title == "Gears & Levers"
    assert known.channel.videos is not None
    assert known.channel.picture

    rig.google.world.unsubscribe(one)
    assert await look(rig) == [("subscribed", one)]
    assert await look(rig, 20) == [("subscribed", one)], "two looks within a minute are one"
    for _ in range(2):
        assert await look(rig) == [("subscribed", one), ("unsubscribed", one)]
    assert len(await rig.store.feeds.snapshot(Feed.SUBSCRIPTIONS)) == 3


async def test_what_was_given_up_and_taken_up_again_between_two_looks_is_told_as_both(rig: Rig) -> None:
    [one, *_] = await seeded(rig, 3)
    rig.google.world.unsubscribe(one)
    rig.google.clock.time += 300
    rig.google.world.subscribe(one)

    for _ in range(3):
        assert await look(rig) == [("unsubscribed", one), ("subscribed", one)]
    identities = [row["identity"] for row in await rig.rows("SELECT identity FROM events")]
    assert len(set(identities)) == 2, "one is of the old time, and one of the new"


async def test_what_is_taken_up_again_after_its_end_was_told_is_a_new_one_and_can_end_again(rig: Rig) -> None:
    [one, *_] = await seeded(rig, 3)
    for _ in range(2):
        rig.google.world.unsubscribe(one)
        await look(rig)
        await look(rig)
        rig.google.world.subscribe(one)
        await look(rig)

    assert await rig.told() == [("unsubscribed", one), ("subscribed", one)] * 2


async def test_one_that_the_list_loses_for_hours_is_known_all_the_same(rig: Rig) -> None:
    """It is not in the list, and Google has it when it is asked for it."""
    [one, *_] = await seeded(rig, 12)
    rig.google.faults.switch_on("data_api.hidden_subscription", times=None, channel=one)
    for _ in range(5):
        assert await look(rig) == []
    rig.google.faults.active.clear()

    assert await look(rig) == []


async def test_one_that_surfaces_long_after_it_began_is_not_told(rig: Rig) -> None:
    rig.google.faults.switch_on("data_api.hidden_subscription", times=None, channel=channel_called("Channel 1").id)
    await seeded(rig, 4)
    assert len(await rig.store.feeds.snapshot(Feed.SUBSCRIPTIONS)) == 3
    rig.google.faults.active.clear()

    assert await look(rig) == []
    assert len(await rig.rows("SELECT * FROM channels WHERE title = 'Channel 1'")) == 1


async def test_a_channel_that_is_no_more_was_terminated_and_nobody_unsubscribed(rig: Rig) -> None:
    [one, *_] = await seeded(rig, 3)
    rig.google.world.state.terminate(one)

    await look(rig)
    assert await look(rig) == [("vanished", one)]
    [event] = await rig.rows("SELECT detail FROM events")
    assert event["detail"] == '{"why": "terminated"}'
    [told] = await rig.store.happenings.recent([EventKind.VANISHED], 1, channels=True)
    assert told.channel
    assert told.channel.title == "Channel 0", "as it was when it was first seen"


async def test_a_channel_that_youtube_gave_back_can_be_terminated_again(rig: Rig) -> None:
    """It comes back with its old time: the second end is another event all the same."""
    [one, *_] = await seeded(rig, 3)
    state = rig.google.world.state
    for _ in range(2):
        state.terminate(one)
        await look(rig)
        await look(rig)
        state.terminated.clear()
        await look(rig)

    assert await rig.told() == [("vanished", one)] * 2


async def test_an_answer_that_knows_no_channel_at_all_terminates_none(rig: Rig) -> None:
    [one, *_] = await seeded(rig, 3)
    rig.google.world.unsubscribe(one)
    await look(rig)
    rig.google.faults.switch_on("data_api.no_channels", times=1)
    assert await look(rig) == []
    assert await rig.trouble(Feed.SUBSCRIPTIONS) == "google-nonsense"

    assert await look(rig) == [("unsubscribed", one)]


@pytest.mark.parametrize("fault", ["data_api.no_next_page", "data_api.page_token"])
async def test_a_list_that_breaks_off_tells_nothing_and_is_read_again(rig: Rig, fault: str) -> None:
    await seeded(rig, 120)
    rig.google.faults.switch_on(fault, times=8)
    assert await look(rig) == []
    said = (await rig.store.feeds.state(Feed.SUBSCRIPTIONS)).trouble
    assert said is not None
    rig.google.faults.active.clear()

    assert await look(rig) == []
    assert await rig.trouble(Feed.SUBSCRIPTIONS) is None
    assert await rig.rows("SELECT * FROM snapshot WHERE missing_since IS NOT NULL") == []


async def test_a_list_that_stays_incomplete_by_googles_own_count_is_read_all_the_same_after_a_while(rig: Rig) -> None:
    """Google counts channels that it shows no more."""
    await seeded(rig, 30)
    rig.google.faults.switch_on("data_api.total", times=None, factor=1.4)
    [one] = subscribe(rig, "New")
    assert await look(rig) == []
    assert await rig.trouble(Feed.SUBSCRIPTIONS) == "subscriptions-incomplete"
    for _ in range(WEARY - 1):
        assert await look(rig) == []

    assert await look(rig) == [("subscribed", one)]


# -- mass changes ----------------------------------------------------------------------------------------------------


async def mass(rig: Rig) -> tuple[list[str], list[str]]:
    """12 began and 40 of 60 ended, and it is held -> both."""
    known = await seeded(rig, 60)
    gone = known[:40]
    for one in gone:
        rig.google.world.unsubscribe(one)
    new = subscribe(rig, *(f"New {number}" for number in range(12)))
    assert await look(rig) == []
    assert await held(rig) == MassChange(new=12, gone=40, known=60)
    return new, gone


@pytest.mark.parametrize("mode", CatchUp)
async def test_a_mass_change_is_held_until_the_owner_says_how_it_is_told(rig: Rig, mode: CatchUp) -> None:
    new, gone = await mass(rig)
    for _ in range(3):
        assert await look(rig, 86_400) == [], "time proves nothing"
    assert await rig.trouble(Feed.SUBSCRIPTIONS) == "condition-mass_change"

    assert await believe(rig, mode)
    await look(rig, 5)

    assert sorted(await rig.recorded()) == sorted(
        [*(("subscribed", one) for one in new), *(("unsubscribed", one) for one in gone)]
    )
    assert len(await rig.rows("SELECT * FROM deliveries")) == {"all": 52, "digest": 1, "skip": 0}[mode]
    state = await rig.store.feeds.state(Feed.SUBSCRIPTIONS)
    assert (state.held, state.believe, state.trouble) == (None, None, None)
    before = len(await rig.told())
    assert len(await look(rig)) == before, "and once"


async def test_a_mass_change_that_was_a_wrong_list_goes_by_itself(rig: Rig) -> None:
    known = await seeded(rig, 30)
    when = dict(rig.google.world.state.subscriptions)
    for one in known[:20]:
        rig.google.world.unsubscribe(one)
    await look(rig)
    await look(rig)
    assert await held(rig) == MassChange(new=0, gone=20, known=30)
    rig.google.world.state.subscriptions = when

    assert await look(rig) == []
    assert await held(rig) is None
    assert await rig.rows("SELECT * FROM snapshot WHERE missing_since IS NOT NULL") == []


async def test_a_word_about_another_change_than_the_one_that_waits_is_not_heard(rig: Rig) -> None:
    await mass(rig)
    feeds = rig.store.feeds

    assert not await feeds.believe(Feed.SUBSCRIPTIONS, MassChange(12, 39, 60), CatchUp.ALL)
    assert not await feeds.believe(Feed.LIKES, MassChange(12, 40, 60), CatchUp.ALL)

    assert (await feeds.state(Feed.SUBSCRIPTIONS)).believe is None
    assert await look(rig) == []


async def test_a_change_that_has_grown_far_beyond_the_owners_word_is_held_anew(rig: Rig) -> None:
    await mass(rig)
    await believe(rig, CatchUp.ALL)
    rig.google.world.state.subscriptions.clear()

    assert await look(rig) == []

    state = await rig.store.feeds.state(Feed.SUBSCRIPTIONS)
    assert (state.held, state.believe) == (MassChange(new=0, gone=60, known=60), None)


async def test_two_thousand_subscriptions_are_known_and_one_more_is_found_among_them(rig: Rig) -> None:
    world = rig.google.world
    for number in range(2_000):
        made = channel_called(f"Channel {number:04d}")
        world.state.add_video(id=f"channel{number:04d}", source="talk", channel=made)
        world.state.subscriptions[made.id] = rig.google.clock.now() - number * 3600
    rig.google.clock.time += 86_400
    await look(rig)
    assert len(await rig.store.feeds.snapshot(Feed.SUBSCRIPTIONS)) == 2_000
    [one] = subscribe(rig, "One more")
    world.unsubscribe(channel_called("Channel 1000").id)
    rig.google.units.clear()

    assert await look(rig) == [("subscribed", one)]
    assert len(rig.google.units) == 41 + 2 - 1, (
        "forty pages, one question for the missing one, one for the new one's details"
    )
    assert (await look(rig))[1:] == [("unsubscribed", channel_called("Channel 1000").id)]
