"""What follows from a new like."""

from __future__ import annotations

from core.model import Destination, EventKind, Feed, Video
from core.poll.decide import FeedState, Sender, likes, seed
from core.poll.diff import Changes

CHANNEL = Destination(1, -1001, "Likes")
STATE = FeedState(Feed.LIKES, CHANNEL, seeded_at=100.0, looked_at=1000.0, tries=0)
SENDER = Sender(42, b"key")


def test_the_first_look_tells_nothing_and_knows_everything() -> None:
    record = seed(("b", "a"), 5.0)

    assert (record.seen, record.events, record.seeded) == (("b", "a"), (), True)


def test_the_oldest_like_is_told_first() -> None:
    record = likes(
        Changes(new=("a", "b"), resurfaced=("n",)), STATE, {}, {"a": 1001.0, "n": 1002.0, "b": 1003.0}, SENDER, 1010.0
    )

    assert [new.event.subject for new in record.events] == ["a", "n", "b"]


def test_a_like_is_known_by_its_video_and_its_time_on_youtube() -> None:
    record = likes(Changes(new=("a",)), STATE, {"a": Video("a", "T")}, {"a": 1002.7}, SENDER, 1010.0)

    new = record.events[0]
    assert (new.event.kind, new.event.identity, new.event.happened_at) == (EventKind.LIKED, "a@1002", 1002.7)
    assert record.videos == (Video("a", "T"),)
    assert new.download


def test_the_same_like_gets_the_same_random_id_whenever_it_is_seen() -> None:
    once = likes(Changes(new=("a",)), STATE, {}, {"a": 1002.0}, SENDER, 1010.0)
    again = likes(Changes(new=("a",)), STATE, {}, {"a": 1002.0}, SENDER, 9999.0)

    assert once.events[0].delivery is not None
    assert once.events[0].delivery == again.events[0].delivery


def test_likes_whose_time_is_unknown_keep_their_place() -> None:
    many = tuple(f"v{number}" for number in range(250))
    times = {item: 1001.0 + number for number, item in enumerate(many) if number >= 50}

    record = likes(Changes(new=many), STATE, {}, times, SENDER, 1010.0)

    assert [new.event.subject for new in record.events] == list(many)


def test_a_second_like_of_the_same_video_is_another_act() -> None:
    once = likes(Changes(new=("a",)), STATE, {}, {"a": 1002.0}, SENDER, 1010.0).events[0]
    again = likes(Changes(new=("a",)), STATE, {}, {"a": 5000.0}, SENDER, 5010.0).events[0]

    assert once.event.identity != again.event.identity
    assert once.delivery != again.delivery


def test_a_like_without_a_time_is_told_all_the_same() -> None:
    record = likes(Changes(new=("a",)), STATE, {}, {}, SENDER, 1010.0)

    assert record.events[0].event.identity == "a#1"
    assert record.videos == (Video("a"),)


def test_an_old_like_that_was_made_public_again_is_known_but_not_told() -> None:
    record = likes(Changes(resurfaced=("x",)), STATE, {}, {"x": 500.0}, SENDER, 1010.0)

    assert (record.seen, record.events) == (("x",), ())


def test_a_new_like_that_an_old_one_jumped_over_is_told() -> None:
    """An old video was unliked and liked again after it, so it stands below a known id."""
    record = likes(Changes(resurfaced=("n",)), STATE, {}, {"n": 1005.0}, SENDER, 1010.0)

    assert [new.event.subject for new in record.events] == ["n"]


def test_without_a_channel_the_event_is_recorded_and_nothing_is_owed() -> None:
    nowhere = FeedState(Feed.LIKES, None, 100.0, 1000.0, 0)

    new = likes(Changes(new=("a",)), nowhere, {}, {}, SENDER, 1010.0).events[0]

    assert (new.delivery, new.download) == (None, False)
