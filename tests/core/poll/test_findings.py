"""What YouTube's two answers about known likes mean, and what is told of it."""

from __future__ import annotations

from collections.abc import Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.model import Video
from core.poll import decide_likes
from core.poll.decide import Rules, Sender
from core.poll.findings import AGAIN, MASS_AGAIN, Findings, findings
from core.record import KnownLike, Record
from core.settings import read

HOUR = 3600.0
NOW = 1_795_000_000.0


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


def test_one_that_vanished_and_is_back_without_its_rating_is_no_like_any_more_in_silence() -> None:
    said = found(batch(1, missing_since=NOW - 9 * HOUR, vanished=True), ended=1)

    assert (said.unliked, said.vanished, said.rows) == ((), (), ())


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


def test_one_that_was_found_innocent_twice_is_not_asked_about_every_hour_for_ever() -> None:
    first = found(batch(1, ask_after=NOW - 1))

    assert found(first.rows, NOW + AGAIN).rows[0].ask_after is None


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

        ended = set(said_of) - {one.item for one in result.rows}
        assert {one.item for one in result.unliked} == ended - vanished
        assert all(said_of[one] in ("none", "dislike") for one in ended)
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
                if said != "none" and said != "dislike":
                    vanished.discard(name)
        likes = list(result.rows)


# -- what is told of it ----------------------------------------------------------------------------------------------

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
