"""What is a new like, and what only looks like one."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from core.poll.diff import (
    BURST,
    PAGE,
    Changes,
    Suspicious,
    likes,
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
