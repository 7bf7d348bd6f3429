"""What is a new like, what only looks like one, and which known like is doubted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from hypothesis import given, settings
from hypothesis import strategies as st

from core.poll import decide_likes
from core.poll.decide import Rules, Sender
from core.poll.diff_likes import BURST, PAGE, Changes, Suspicious, likes
from core.settings import read

RULES = Rules(read({}), None, Sender(7, b"key"))
IDS = st.lists(st.text("abcdef", min_size=3, max_size=5), unique=True, max_size=40)


def placed(newest_first: Sequence[str]) -> dict[str, int | None]:
    """Places as a seed gives them."""
    return {item: len(newest_first) - n for n, item in enumerate(newest_first)}


def compared(seen: Sequence[str], known: Mapping[str, int | None], *, complete: bool = False) -> Changes:
    places = [place for place in known.values() if place is not None]
    changes = likes(
        seen, {item: place for item, place in known.items() if item in seen},
        complete=complete, anything_known=bool(known), highest=max(places, default=None),
    )  # fmt: skip
    assert isinstance(changes, Changes), changes
    return changes


def after(changes: Changes, known: Mapping[str, int | None]) -> dict[str, int | None]:
    """What is known when a look has been recorded."""
    fresh: dict[str, int | None] = dict.fromkeys((*changes.new, *changes.resurfaced))
    return {**fresh, **known, **changes.places}


def doubted(changes: Changes, seen: Sequence[str], known: Mapping[str, int | None]) -> set[str]:
    """As storage/likes.py finds them."""
    if changes.shows_from is None:
        return set()
    return {one for one, place in known.items() if place is not None and place > changes.shows_from and one not in seen}


def in_order(known: Mapping[str, int | None]) -> list[str]:
    return sorted((one for one in known if known[one] is not None), key=lambda one: -(known[one] or 0))


def test_unknown_ids_above_the_first_known_one_are_new_and_oldest_comes_first() -> None:
    changes = compared(["c", "b", "a"], {"a": 7})

    assert changes == Changes(new=("b", "c"), places={"b": 8, "c": 9}, shows_from=7)


def test_an_id_that_reappears_below_a_known_one_is_not_new() -> None:
    changes = compared(["b", "x", "a"], {"a": 1, "b": 2})

    assert (changes.new, changes.resurfaced, changes.places) == ((), ("x",), {})


def test_a_list_that_repeats_an_id_tells_it_once() -> None:
    assert compared(["b", "b", "a", "a"], {"a": 1}).new == ("b",)


def test_a_known_like_that_jumped_over_others_was_given_again_and_hides_no_new_one() -> None:
    known = placed(["c", "b", "a"])

    changes = compared(["a", "n", "c", "b"], known)

    assert (changes.new, changes.resurfaced) == (("n",), ())
    assert in_order(after(changes, known)) == ["a", "n", "c", "b"]
    assert doubted(changes, ["a", "n", "c", "b"], known) == set()


def test_one_that_jumped_to_where_nothing_is_new_has_no_place_any_more() -> None:
    known = placed(["d", "c", "b", "a"])

    changes = compared(["d", "a", "c", "b"], known)

    assert (changes.new, changes.places) == ((), {"d": 5, "a": 6}) or changes.places == {"a": None}


def test_a_known_like_that_is_missing_between_others_is_doubted_and_one_below_the_page_is_not() -> None:
    known = placed(["d", "c", "b", "a"])

    assert doubted(compared(["d", "b"], known), ["d", "b"], known) == {"c"}


def test_the_newest_like_that_is_missing_is_doubted() -> None:
    known = placed(["c", "b", "a"])

    assert doubted(compared(["b", "a"], known), ["b", "a"], known) == {"c"}


def test_a_complete_list_shows_all_that_is_missing() -> None:
    known = placed(["c", "b", "a"])

    assert doubted(compared(["c"], known, complete=True), ["c"], known) == {"b", "a"}
    assert doubted(compared([], known, complete=True), [], known) == {"a", "b", "c"}


def test_likes_of_which_no_order_is_known_get_one_from_the_first_page() -> None:
    known: dict[str, int | None] = dict.fromkeys(["a", "b", "c", "d"])

    first = compared(["n", "d", "c"], known)
    known = after(first, known)
    second = compared(["n", "d", "c", "b"], known)

    assert (first.new, second.new) == (("n",), ())
    assert in_order(after(second, known)) == ["n", "d", "c", "b"]


def test_half_a_list_in_which_nothing_is_known_is_not_believed() -> None:
    assert isinstance(likes(["b", "c"], {}, complete=False, anything_known=True), Suspicious)


def test_another_accounts_whole_list_is_not_believed() -> None:
    strangers = [f"s{n}" for n in range(PAGE + 1)]
    assert isinstance(likes(strangers, {}, complete=True, anything_known=True), Suspicious)


def test_a_short_complete_list_is_believed_after_the_known_likes_were_taken_back() -> None:
    changes = compared(["b", "a"], {"x": 3}, complete=True)

    assert changes.new == ("a", "b")
    assert doubted(changes, ["b", "a"], {"x": 3}) == {"x"}


def test_the_first_likes_of_an_account_that_had_none_are_new() -> None:
    assert compared(["a"], {}, complete=True).new == ("a",)


def test_more_than_a_burst_is_not_believed() -> None:
    flood = [str(n) for n in range(BURST + 1)]
    assert isinstance(likes(flood, {}, complete=True, anything_known=False), Suspicious)


@settings(deadline=None)
@given(IDS, IDS)
def test_likes_made_between_two_looks_are_found_exactly(before: list[str], later: list[str]) -> None:
    """Whatever was liked since the last look is told, in the order of the acts, and nothing else is."""
    fresh = [item for item in later if item not in before]
    page = [*reversed(fresh), *reversed(before)]
    known = placed(list(reversed(before)))

    changes = compared(page, known, complete=True)

    assert (changes.new, changes.resurfaced) == (tuple(fresh), ())
    assert in_order(after(changes, known)) == page


ACTS = st.lists(
    st.tuples(st.sampled_from(["like", "unlike", "again", "hide", "show"]), st.integers(0, 30)), max_size=12
)


class Account:
    """Its list of likes, and what an owner and YouTube do to it: an hour passes with each act."""

    def __init__(self, count: int) -> None:
        self.order = [f"v{n}" for n in range(count)]  # newest first
        self.at = {one: -3600.0 * n for n, one in enumerate(self.order, 1)}
        self.hidden = set[str]()
        self.now = 0.0
        self.names = count

    @property
    def page(self) -> list[str]:
        return [one for one in self.order if one not in self.hidden]

    def act(self, what: str, number: int) -> None:
        self.now += 3600.0
        if what == "like":
            self.put(f"v{self.names}")
            self.names += 1
        elif self.order:
            video = self.order[number % len(self.order)]
            if what in ("unlike", "again"):
                self.order.remove(video)
            if what == "again":
                self.put(video)
            if what == "hide":
                self.hidden.add(video)
            if what == "show":
                self.hidden.discard(video)

    def put(self, video: str) -> None:
        self.order.insert(0, video)
        self.at[video] = self.now


@settings(max_examples=300, deadline=None)
@given(st.integers(1, 12), st.lists(ACTS, max_size=4))
def test_after_any_acts_new_likes_are_told_once_in_their_order_and_nothing_else(
    count: int, days: list[list[tuple[str, int]]]
) -> None:
    """After each look: told is whatever was given for the first time and stands there, oldest first; of the rest only what nobody
    could see before. Doubted is exactly what is known and not shown. A second look at the same page finds nothing."""
    account = Account(count)
    known = placed(account.order)
    for acts in days:
        last_look = account.now
        for what, number in acts:
            account.act(what, number)
        page = account.page
        if not any(one in known for one in page):
            return  # there is nothing to compare with

        changes = compared(page, known, complete=True)
        record = decide_likes.likes(changes, RULES, {}, account.at, last_look, account.now)
        told = [one.event.subject for one in record.events]

        fresh = {one for one in page if one not in known and account.at[one] > last_look}
        assert set(told) >= fresh
        assert set(told) - fresh <= {one for one in page if one not in known}
        assert told == sorted(told, key=account.at.__getitem__)
        assert set(record.seen) == set(page) - set(known)
        assert doubted(changes, page, known) == {one for one in known if known[one] is not None} - set(page)

        known = after(changes, known)
        again = compared(page, known, complete=True)
        assert (again.new, again.resurfaced) == ((), ())
        known = {one: place for one, place in known.items() if one in page or one in account.hidden}
