"""What is a new subscription or the end of one, what only looks like one, and what is too much to be believed."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.model import Subscription
from core.poll.decide import SLACK
from core.poll.diff_subscriptions import APART, FEW, LATE, Held, SubscriptionChanges, most_changes, subscriptions
from core.record import MassChange, SnapshotItem

NOW = 1_795_000_000.0
LAST = NOW - 900
DAY = 86_400.0
NAMES = "abcdefghij"


def listed(*channels: str, at: float = 5.0) -> list[Subscription]:
    return [Subscription(one, one.title(), None, at) for one in channels]


def snapshot(*channels: str, at: float = 5.0, missing: float | None = None) -> list[SnapshotItem]:
    return [SnapshotItem(one, at, missing) for one in channels]


def compared(
    seen: list[Subscription], known: list[SnapshotItem], now: float = NOW, believed: MassChange | None = None
) -> SubscriptionChanges:
    changes = subscriptions(seen, known, last_look=LAST, now=now, believed=believed)
    assert isinstance(changes, SubscriptionChanges), changes
    return changes


def test_what_began_since_the_last_look_is_new_and_oldest_comes_first() -> None:
    fresh = [Subscription("c", subscribed_at=NOW - 10), Subscription("b", subscribed_at=NOW - 20)]

    changes = compared([*fresh, *listed("a")], snapshot("a"))

    assert [one.channel_id for one in changes.new] == ["b", "c"]


def test_an_unknown_one_that_is_old_only_resurfaced() -> None:
    changes = compared(listed("a", "b"), snapshot("a"))

    assert (changes.new, {one.item for one in changes.page}) == ((), {"a", "b"})
    assert [one.channel_id for one in changes.resurfaced] == ["b"], "its title is stored all the same"


def test_one_without_a_time_is_known_and_not_told() -> None:
    changes = compared([Subscription("b"), *listed("a")], snapshot("a"))

    assert (changes.new, {one.item for one in changes.page}) == ((), {"a", "b"})


def test_one_that_was_taken_back_and_made_again_ended_and_began() -> None:
    changes = compared([Subscription("a", subscribed_at=NOW - 10)], snapshot("a"))

    assert [one.channel_id for one in changes.new] == ["a"]
    assert changes.gone == (SnapshotItem("a", 5.0),)
    assert changes.page == (SnapshotItem("a", NOW - 10),)


def test_a_time_that_trembles_or_is_left_out_for_once_changes_nothing() -> None:
    for at in (NOW - 100, NOW - 100 + SLACK, None):
        changes = compared([Subscription("a", subscribed_at=at)], snapshot("a", at=NOW - 100))
        assert changes == SubscriptionChanges(page=(SnapshotItem("a", NOW - 100),))


def test_a_late_list_or_a_clock_that_was_fast_hides_no_new_one() -> None:
    late = Subscription("b", subscribed_at=LAST - LATE + 60)

    assert compared([late], []).new == (late,)
    assert compared([replace(late, subscribed_at=LAST - LATE - 60)], []).new == ()


def test_nothing_from_before_the_first_look_is_new() -> None:
    old = Subscription("b", subscribed_at=LAST - 3600)

    changes = subscriptions([old], [], last_look=LAST, now=NOW, seeded_at=LAST)

    assert isinstance(changes, SubscriptionChanges)
    assert (changes.new, changes.resurfaced) == ((), (old,))


def test_a_time_a_little_ahead_is_our_clocks_fault_and_one_far_ahead_is_none() -> None:
    ahead, nonsense = Subscription("a", subscribed_at=NOW + 3600), Subscription("b", subscribed_at=NOW + 400 * DAY)

    changes = compared([ahead, nonsense], [])

    assert changes.new == (ahead,)
    assert set(changes.page) == {SnapshotItem("b"), SnapshotItem("a", NOW + 3600)}
    assert compared([nonsense], snapshot("b")).page == tuple(snapshot("b")), "what is known of it stays"


def test_what_is_missing_once_is_marked_and_not_told() -> None:
    changes = compared(listed("a"), snapshot("a", "b"))

    assert changes.gone == ()
    assert SnapshotItem("b", 5.0, NOW) in changes.page


def test_what_is_missing_twice_in_a_row_is_gone() -> None:
    changes = compared(listed("a"), [*snapshot("a"), *snapshot("b", missing=LAST)])

    assert changes.gone == (SnapshotItem("b", 5.0, LAST),)
    assert changes.page == (SnapshotItem("a", 5.0),)


def test_two_looks_within_a_minute_prove_no_more_than_one() -> None:
    known = [*snapshot("a"), *snapshot("b", missing=NOW - APART + 1)]

    changes = compared(listed("a"), known)

    assert changes.gone == ()
    assert set(changes.page) == set(known), "and it is still missing since the first of them"


def test_a_clock_that_was_set_back_keeps_nothing_missing_for_ever() -> None:
    assert compared([], snapshot("b", missing=NOW + 3600)).gone == tuple(snapshot("b", missing=NOW + 3600))


def test_what_was_missing_once_and_is_back_was_never_gone() -> None:
    changes = compared(listed("a", "b"), [*snapshot("a"), *snapshot("b", missing=LAST)])

    assert (changes.new, changes.gone) == ((), ())
    assert SnapshotItem("b", 5.0, None) in changes.page


# -- mass changes ----------------------------------------------------------------------------------------------------


def many(count: int) -> list[str]:
    return [f"c{number}" for number in range(count)]


@pytest.mark.parametrize("later", [900.0, DAY, 30 * DAY])
def test_a_mass_that_is_missing_is_held_however_long_it_is(later: float) -> None:
    known = snapshot(*many(FEW + 2), missing=LAST)

    held = subscriptions([], known, last_look=LAST, now=LAST + later)

    assert held == Held(MassChange(0, FEW + 2, FEW + 2), tuple(known))


def test_a_mass_of_new_ones_is_held_with_what_is_missing_marked() -> None:
    flood = listed(*many(FEW + 1), at=NOW - 5)

    held = subscriptions([*flood, *listed("a")], snapshot("a", "b"), last_look=LAST, now=NOW)

    assert held == Held(MassChange(FEW + 1, 1, 2), (SnapshotItem("a", 5.0), SnapshotItem("b", 5.0, NOW)))


def test_a_mass_whose_times_all_move_is_held_and_its_old_times_stay() -> None:
    known = snapshot(*many(FEW + 1))

    held = subscriptions(listed(*many(FEW + 1), at=NOW), known, last_look=LAST, now=NOW)

    assert held == Held(MassChange(FEW + 1, FEW + 1, FEW + 1), tuple(known))


def test_the_owners_word_makes_it_true_in_one_look() -> None:
    """However soon it comes after the look whose marks it is about."""
    known = [*snapshot("a"), *snapshot(*many(30), missing=NOW - 5)]
    flood = listed(*(f"n{number}" for number in range(12)), at=NOW - 50)

    changes = compared([*flood, *listed("a")], known, believed=MassChange(12, 30, 31))

    assert (len(changes.new), len(changes.gone)) == (12, 30)
    assert {one.item for one in changes.page} == {"a", *(one.channel_id for one in flood)}


def test_the_owners_word_is_not_about_a_change_that_has_grown() -> None:
    known = snapshot(*many(60), missing=LAST)

    held = subscriptions([], known, last_look=LAST, now=NOW, believed=MassChange(0, 12, 60))

    assert isinstance(held, Held)
    assert held.change == MassChange(0, 60, 60)


def test_what_went_missing_only_after_the_owners_word_is_marked_like_any_other() -> None:
    known = [*snapshot(*many(20), missing=LAST), *snapshot("b")]

    changes = compared([], known, believed=MassChange(0, 20, 21))

    assert len(changes.gone) == 20
    assert changes.page == (SnapshotItem("b", 5.0, NOW),)


def test_the_more_there_are_the_more_may_change() -> None:
    assert most_changes(0) < most_changes(100) < most_changes(1000) < 100


# -- whatever the lists show -----------------------------------------------------------------------------------------

CHANNELS = st.dictionaries(st.sampled_from(NAMES), st.integers(1, int(LAST) - 100_000), max_size=10)


@given(CHANNELS, st.lists(st.sets(st.sampled_from(NAMES), max_size=4), min_size=1, max_size=6), st.randoms())
def test_lists_that_lose_and_shuffle_subscriptions_now_and_then_tell_nothing(
    real: dict[str, int], losses: list[set[str]], dice: random.Random
) -> None:
    """Nothing was done: a channel may be left out of a reading, but never of two in a row."""
    known = tuple(SnapshotItem(one, float(at)) for one, at in real.items())
    lost = set[str]()
    for number, loss in enumerate(losses):
        lost = loss - lost
        seen = [Subscription(one, None, None, float(at)) for one, at in real.items() if one not in lost]
        dice.shuffle(seen)

        changes = compared(seen, list(known), now=NOW + number * 900)

        assert (changes.new, changes.gone) == ((), ())
        known = changes.page


@given(CHANNELS, CHANNELS, st.randoms())
def test_old_ones_that_surface_are_never_told(
    known: dict[str, int], hidden: dict[str, int], dice: random.Random
) -> None:
    """However many there are, and in which order the list is."""
    before = [SnapshotItem(one, float(at)) for one, at in known.items()]
    seen = [Subscription(one, None, None, float(at)) for one, at in (hidden | known).items()]
    dice.shuffle(seen)

    changes = compared(seen, before)

    assert (changes.new, changes.gone) == ((), ())
    assert {one.item for one in changes.page} == set(hidden | known)


ACTS = st.lists(st.tuples(st.booleans(), st.sampled_from(NAMES)), max_size=8)


@given(CHANNELS, ACTS, st.randoms())
def test_what_is_told_explains_the_acts_and_only_once(
    before: dict[str, int], acts: list[tuple[bool, str]], dice: random.Random
) -> None:
    """The first look after the acts tells what began, the second one also what ended, the third one nothing. What was given up
    and taken up again between two looks ended as well as began; what both began and ended between them was never seen."""
    real = {one: float(at) for one, at in before.items()}
    for number, (begins, channel) in enumerate(acts):
        if not begins:
            real.pop(channel, None)
        elif channel not in real:
            real[channel] = LAST + 1 + number
    known = tuple(SnapshotItem(one, float(at)) for one, at in before.items())
    told_new, told_gone = list[str](), list[str]()
    look_at, last = NOW, LAST
    believed: MassChange | None = None
    for _ in range(6):
        seen = [Subscription(one, None, None, at) for one, at in real.items()]
        dice.shuffle(seen)
        changes = subscriptions(seen, known, last_look=last, now=look_at, believed=believed)
        known, believed = changes.page, None
        if isinstance(changes, Held):
            believed = changes.change  # and the owner says: that was me
        else:
            times = [one.subscribed_at or 0.0 for one in changes.new]
            assert times == sorted(times), "the order is by act"
            told_new += [one.channel_id for one in changes.new]
            told_gone += [one.item for one in changes.gone]
            last = look_at
        look_at += 900

    again = {one for one in real.keys() & before.keys() if real[one] > LAST}
    assert told_new == sorted((one for one, at in real.items() if at > LAST), key=lambda one: (real[one], one))
    assert sorted(told_gone) == sorted((before.keys() - real.keys()) | again)
    assert {one.item: one.since for one in known} == real


STEPS = st.lists(st.tuples(ACTS, st.sets(st.sampled_from(NAMES), max_size=3)), min_size=1, max_size=8)


@given(CHANNELS, STEPS, st.randoms())
def test_whatever_is_done_and_however_lists_lie_each_act_that_could_be_seen_is_told_once(
    before: dict[str, int], steps: list[tuple[list[tuple[bool, str]], set[str]]], dice: random.Random
) -> None:
    """Lists leave out now and then what is there, never twice in a row; the owner answers for every mass change.

    What can be seen: a subscription that stands in a list that counts, and its end. In the end two lists are whole.
    """
    real = {one: float(at) for one, at in before.items()}
    seen_once = set(real.items())
    known = tuple(SnapshotItem(*one) for one in real.items())
    told_new, told_gone, lost = list[tuple[str, float]](), list[tuple[str, float]](), set[str]()
    clock, last = LAST, LAST
    believed: MassChange | None = None
    for acts, loss in [*steps, *[([], set[str]())] * 4]:
        for number, (begins, channel) in enumerate(acts):
            if not begins:
                real.pop(channel, None)
            elif channel not in real:
                real[channel] = clock + 10 + number * 100
        clock += 900
        lost = loss - lost
        seen = [Subscription(one, None, None, at) for one, at in real.items() if one not in lost]
        dice.shuffle(seen)
        changes = subscriptions(seen, known, last_look=last, now=clock, seeded_at=LAST, believed=believed)
        known, believed = changes.page, None
        if isinstance(changes, Held):
            believed = changes.change
            continue
        last = clock
        seen_once |= {(one.channel_id, one.subscribed_at or 0.0) for one in seen}
        told_new += [(one.channel_id, one.subscribed_at or 0.0) for one in changes.new]
        told_gone += [(one.item, one.since or 0.0) for one in changes.gone]

    assert sorted(told_new) == sorted(one for one in seen_once if one[1] > LAST)
    assert sorted(told_gone) == sorted(one for one in seen_once if real.get(one[0]) != one[1])
