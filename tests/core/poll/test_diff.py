"""What is a new like or subscription, and what only looks like one."""

from __future__ import annotations

import random

from hypothesis import given
from hypothesis import strategies as st

from core.model import SnapshotItem, Subscription
from core.poll.diff import (
    BELIEVED_AFTER,
    BURST,
    FEW,
    PAGE,
    Changes,
    SubscriptionChanges,
    Suspicious,
    likes,
    most_changes,
    subscriptions,
)

IDS = st.lists(st.text("abcdef", min_size=3, max_size=5), unique=True, max_size=40)


def test_unknown_ids_above_the_first_known_one_are_new_and_oldest_comes_first() -> None:
    assert likes(["c", "b", "a"], {"a"}, complete=False, anything_known=True) == Changes(new=("b", "c"))


def test_an_id_that_reappears_below_a_known_one_is_not_new() -> None:
    assert likes(["b", "x", "a"], {"a", "b"}, complete=False, anything_known=True) == Changes(resurfaced=("x",))


def test_a_list_that_repeats_an_id_tells_it_once() -> None:
    assert likes(["b", "b", "a"], {"a"}, complete=False, anything_known=True) == Changes(new=("b",))


def test_half_a_list_in_which_nothing_is_known_is_not_believed() -> None:
    assert isinstance(likes(["b", "c"], set(), complete=False, anything_known=True), Suspicious)


def test_another_accounts_whole_list_is_not_believed() -> None:
    strangers = [f"s{n}" for n in range(PAGE + 1)]
    assert isinstance(likes(strangers, set(), complete=True, anything_known=True), Suspicious)


def test_a_short_complete_list_is_believed_after_the_known_likes_were_taken_back() -> None:
    assert likes(["b", "a"], set(), complete=True, anything_known=True) == Changes(new=("a", "b"))


def test_the_first_likes_of_an_account_that_had_none_are_new() -> None:
    assert likes(["a"], set(), complete=True, anything_known=False) == Changes(new=("a",))


def test_more_than_a_burst_is_not_believed() -> None:
    flood = [str(n) for n in range(BURST + 1)]
    assert isinstance(likes(flood, set(), complete=True, anything_known=False), Suspicious)


@given(IDS, IDS)
def test_likes_made_between_two_looks_are_found_exactly(before: list[str], after: list[str]) -> None:
    """Whatever was liked since the last look is told, in the order of the acts, and nothing else is."""
    fresh = [item for item in after if item not in before]
    page = [*reversed(fresh), *reversed(before)]

    changes = likes(page, set(before), complete=True, anything_known=bool(before))

    assert changes == Changes(new=tuple(fresh))


@given(IDS)
def test_a_second_look_at_the_same_list_finds_nothing(items: list[str]) -> None:
    assert likes(items, set(items), complete=True, anything_known=True) == Changes()


# -- subscriptions ---------------------------------------------------------------------------------------------------

NOW = 1_795_000_000.0
LAST = NOW - 900


def listed(*channels: str, at: float = 5.0) -> list[Subscription]:
    return [Subscription(one, one.title(), None, at) for one in channels]


def snapshot(*channels: str, at: float = 5.0, missing: float | None = None) -> list[SnapshotItem]:
    return [SnapshotItem(one, at, missing) for one in channels]


def compared(seen: list[Subscription], known: list[SnapshotItem], now: float = NOW) -> SubscriptionChanges:
    changes = subscriptions(seen, known, last_look=LAST, now=now)
    assert isinstance(changes, SubscriptionChanges), changes
    return changes


def test_what_began_since_the_last_look_is_new_and_oldest_comes_first() -> None:
    fresh = [Subscription("c", subscribed_at=NOW - 10), Subscription("b", subscribed_at=NOW - 20)]

    changes = compared([*fresh, *listed("a")], snapshot("a"))

    assert [one.channel_id for one in changes.new] == ["b", "c"]


def test_an_unknown_one_that_is_old_only_resurfaced() -> None:
    changes = compared(listed("a", "b"), snapshot("a"))

    assert (changes.new, {one.item for one in changes.page}) == ((), {"a", "b"})


def test_one_without_a_time_is_known_and_not_told() -> None:
    changes = compared([Subscription("b"), *listed("a")], snapshot("a"))

    assert (changes.new, {one.item for one in changes.page}) == ((), {"a", "b"})


def test_one_that_was_taken_back_and_made_again_is_new() -> None:
    changes = compared([Subscription("a", subscribed_at=NOW - 10)], snapshot("a"))

    assert [one.channel_id for one in changes.new] == ["a"]


def test_what_is_missing_once_is_marked_and_not_told() -> None:
    changes = compared(listed("a"), snapshot("a", "b"))

    assert changes.gone == ()
    assert SnapshotItem("b", 5.0, NOW) in changes.page


def test_what_is_missing_twice_in_a_row_is_gone() -> None:
    changes = compared(listed("a"), [*snapshot("a"), *snapshot("b", missing=LAST)])

    assert changes.gone == (SnapshotItem("b", 5.0, LAST),)
    assert changes.page == (SnapshotItem("a", 5.0),)


def test_what_was_missing_once_and_is_back_was_never_gone() -> None:
    changes = compared(listed("a", "b"), [*snapshot("a"), *snapshot("b", missing=LAST)])

    assert (changes.new, changes.gone) == ((), ())
    assert SnapshotItem("b", 5.0, None) in changes.page


def test_a_mass_that_is_missing_is_held_back_until_it_has_been_missing_for_a_day() -> None:
    names = [f"c{n}" for n in range(FEW + 2)]
    known = snapshot(*names, missing=LAST)

    held = subscriptions([], known, last_look=LAST, now=NOW)
    believed = compared([], known, now=LAST + BELIEVED_AFTER)

    assert held == Suspicious("subscriptions-too-many-gone")
    assert len(believed.gone) == len(names)


def test_a_mass_of_new_ones_is_held_back() -> None:
    flood = listed(*(f"c{n}" for n in range(FEW + 1)), at=NOW - 5)

    assert subscriptions(flood, [], last_look=LAST, now=NOW) == Suspicious("subscriptions-too-many-new")


def test_the_more_there_are_the_more_may_change() -> None:
    assert most_changes(0) < most_changes(100) < most_changes(1000) < 100


CHANNELS = st.dictionaries(st.sampled_from("abcdefghij"), st.integers(1, int(LAST) - 1000), max_size=10)


@given(CHANNELS, st.lists(st.sets(st.sampled_from("abcdefghij"), max_size=4), min_size=1, max_size=6), st.randoms())
def test_pages_that_lose_and_shuffle_subscriptions_now_and_then_tell_nothing(
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


@given(CHANNELS, st.lists(st.tuples(st.booleans(), st.sampled_from("abcdefghij")), max_size=5))
def test_subscriptions_are_told_exactly_as_they_were_made_and_ended(
    before: dict[str, int], acts: list[tuple[bool, str]]
) -> None:
    """The first reading after the acts tells what began; the second one also what ended, and nothing twice."""
    real = {one: float(at) for one, at in before.items()}
    for number, (begins, channel) in enumerate(acts):
        if not begins:
            real.pop(channel, None)
        elif channel not in real:
            real[channel] = LAST + 1 + number
    seen = [Subscription(one, None, None, at) for one, at in real.items()]

    first = compared(seen, [SnapshotItem(one, float(at)) for one, at in before.items()])
    second = subscriptions(seen, first.page, last_look=NOW, now=NOW + 900)
    third = (
        subscriptions(seen, second.page, last_look=NOW + 900, now=NOW + 1800)
        if isinstance(second, SubscriptionChanges)
        else second
    )

    began = sorted((at, one) for one, at in real.items() if at > LAST)
    assert [one.channel_id for one in first.new] == [one for _, one in began]
    if len(before.keys() - real.keys()) > most_changes(len(first.page)):
        assert isinstance(second, Suspicious)
        return
    assert isinstance(second, SubscriptionChanges)
    assert isinstance(third, SubscriptionChanges)
    assert {one.item for one in second.gone} == before.keys() - real.keys()
    assert (second.new, third.new, third.gone) == ((), (), ())
