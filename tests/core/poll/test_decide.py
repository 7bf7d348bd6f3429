"""What follows from a new like."""

from __future__ import annotations

import pytest

from core.model import Channel, Destination, DownloadState, EventKind, Feed, Sentence, Subscription, Video
from core.poll import decide_likes, decide_subscriptions, decide_watches
from core.poll.decide import Rules, Sender
from core.poll.diff_likes import Changes
from core.poll.diff_subscriptions import SubscriptionChanges
from core.poll.watches import Entry, Watched
from core.record import Record, SnapshotItem
from core.settings import CatchUp, read

CHANNEL = Destination(1, -1001, "Likes")
SENDER = Sender(42, b"key")
LAST_LOOK = 1000.0


def rules(to: Destination | None = CHANNEL, catch_up: CatchUp | None = None, **chosen: object) -> Rules:
    """chosen: settings by name, with __ for dots."""
    stored = {name.replace("__", "."): value for name, value in chosen.items()}
    return Rules(read(stored), to, SENDER, catch_up)


def likes(
    changes: Changes,
    details: dict[str, Video],
    like_times: dict[str, float],
    now: float = 1010.0,
    wanted: Rules | None = None,
) -> Record:
    return decide_likes.likes(changes, wanted or rules(), details, like_times, LAST_LOOK, now)


def test_the_oldest_like_is_told_first() -> None:
    record = likes(Changes(new=("a", "b"), resurfaced=("n",)), {}, {"a": 1001.0, "n": 1002.0, "b": 1003.0})

    assert [new.event.subject for new in record.events] == ["a", "n", "b"]


def test_a_like_is_known_by_its_video_and_its_time_on_youtube() -> None:
    record = likes(Changes(new=("a",)), {"a": Video("a", "T")}, {"a": 1002.7})

    new = record.events[0]
    assert (new.event.kind, new.event.identity, new.event.happened_at) == (EventKind.LIKED, "a@1002", 1002.7)
    assert record.videos == (Video("a", "T"),)
    assert new.download


def test_the_same_like_gets_the_same_random_id_whenever_it_is_seen() -> None:
    once = likes(Changes(new=("a",)), {}, {"a": 1002.0})
    again = likes(Changes(new=("a",)), {}, {"a": 1002.0}, 9999.0)

    assert once.events[0].delivery is not None
    assert once.events[0].delivery == again.events[0].delivery


def test_likes_whose_time_is_unknown_keep_their_place() -> None:
    many = tuple(f"v{number}" for number in range(250))
    times = {item: 1001.0 + number for number, item in enumerate(many) if number >= 50}

    record = likes(Changes(new=many), {}, times)

    assert [new.event.subject for new in record.events] == list(many)


def test_a_second_like_of_the_same_video_is_another_act() -> None:
    once = likes(Changes(new=("a",)), {}, {"a": 1002.0}).events[0]
    again = likes(Changes(new=("a",)), {}, {"a": 5000.0}, 5010.0).events[0]

    assert once.event.identity != again.event.identity
    assert once.delivery != again.delivery


def test_a_like_without_a_time_is_told_all_the_same() -> None:
    record = likes(Changes(new=("a",)), {}, {})

    assert record.events[0].event.identity == "a#1"
    assert record.videos == (Video("a"),)


def test_an_old_like_that_was_made_public_again_is_known_but_not_told() -> None:
    record = likes(Changes(resurfaced=("x",)), {}, {"x": 500.0})

    assert (record.seen, record.events) == (("x",), ())


def test_a_new_like_that_an_old_one_jumped_over_is_told() -> None:
    """An old video was unliked and liked again after it, so it stands below a known id."""
    record = likes(Changes(resurfaced=("n",)), {}, {"n": 1005.0})

    assert [new.event.subject for new in record.events] == ["n"]


def test_without_a_channel_the_event_is_recorded_and_nothing_is_owed() -> None:
    new = likes(Changes(new=("a",)), {}, {}, wanted=rules(None)).events[0]

    assert (new.delivery, new.download) == (None, None)


def test_a_kind_that_is_off_is_recorded_and_nothing_is_owed() -> None:
    new = likes(Changes(new=("a",)), {}, {}, wanted=rules(kind__liked__on=False)).events[0]

    assert (new.event.subject, new.delivery, new.download) == ("a", None, None)


@pytest.mark.parametrize("silent", [True, False])
def test_a_silent_kind_makes_no_sound(silent: bool) -> None:
    new = likes(Changes(new=("a",)), {}, {}, wanted=rules(kind__liked__silent=silent)).events[0]

    assert new.delivery
    assert new.delivery.silent is silent


def fetched(wanted: Rules, duration: int | None = 600) -> DownloadState | None:
    new = likes(Changes(new=("a",)), {"a": Video("a", duration=duration)}, {}, wanted=wanted).events[0]
    assert new.delivery
    assert new.delivery.status == Sentence(f"status-{new.download}")
    return new.download


def test_a_video_is_queued_unless_the_owner_wants_to_be_asked() -> None:
    assert fetched(rules()) is DownloadState.QUEUED
    assert fetched(rules(download__auto=False)) is DownloadState.OFFERED


def test_a_video_that_is_too_long_is_only_offered() -> None:
    wanted = rules(download__most_minutes=10)

    assert fetched(wanted, 600) is DownloadState.QUEUED
    assert fetched(wanted, 601) is DownloadState.OFFERED
    assert fetched(wanted, None) is DownloadState.QUEUED


def test_a_video_over_the_days_gigabytes_is_only_offered() -> None:
    assert fetched(Rules(read({}), CHANNEL, SENDER, capped=True)) is DownloadState.OFFERED


def test_after_a_pause_one_digest_tells_all_and_fetches_nothing() -> None:
    record = likes(Changes(new=("a", "b")), {}, {"b": 1002.0}, wanted=rules(catch_up=CatchUp.DIGEST))

    assert [(new.delivery, new.download, new.in_digest) for new in record.events] == [(None, None, True)] * 2
    assert record.digest
    assert record.digest.destination_id == CHANNEL.id
    assert record.caught_up


def test_a_digest_leaves_out_what_is_switched_off() -> None:
    record = likes(Changes(new=("a",)), {}, {}, wanted=rules(catch_up=CatchUp.DIGEST, kind__liked__on=False))

    assert (record.digest, record.events[0].in_digest, record.caught_up) == (None, False, True)


def test_a_digest_is_the_same_message_whenever_it_is_made() -> None:
    wanted = rules(catch_up=CatchUp.DIGEST)
    once, again = (likes(Changes(new=("a",)), {}, {}, now, wanted).digest for now in (1010.0, 2020.0))

    assert once
    assert once == again


def test_what_happened_during_a_pause_can_be_left_untold() -> None:
    record = likes(Changes(new=("a",)), {}, {}, wanted=rules(catch_up=CatchUp.SKIP))

    assert (len(record.events), record.events[0].delivery, record.digest, record.caught_up) == (1, None, None, True)


def test_or_told_as_if_there_had_been_no_pause() -> None:
    record = likes(Changes(new=("a",)), {}, {}, wanted=rules(catch_up=CatchUp.ALL))

    assert record.events[0].delivery
    assert record.caught_up


def test_subscriptions_are_told_by_their_time_after_what_ended() -> None:
    changes = SubscriptionChanges(
        new=(Subscription("UC1", "One", "About", 1500.5),),
        gone=(SnapshotItem("UC2", 77.0, 900.0), SnapshotItem("UC3", None, 900.0)),
        resurfaced=(Subscription("UC4", "Four", picture="https://4"),),
        page=(SnapshotItem("UC1", 1500.5), SnapshotItem("UC4")),
    )

    record = decide_subscriptions.subscriptions(changes, rules(), {"UC2": Channel("UC2", "Two")}, 2000.0)

    assert [(new.event.kind, new.event.identity, new.event.happened_at) for new in record.events] == [
        (EventKind.UNSUBSCRIBED, "UC2@77", None),
        (EventKind.VANISHED, "UC3#1", None),
        (EventKind.SUBSCRIBED, "UC1@1500", 1500.5),
    ]
    assert all(new.delivery and new.download is None for new in record.events)
    assert (record.feed, record.page) == (Feed.SUBSCRIPTIONS, changes.page)
    assert [dict(new.event.detail) for new in record.events] == [{}, {"why": "terminated"}, {}]
    one, four = Channel("UC1", "One", description="About"), Channel("UC4", "Four", picture="https://4")
    assert set(record.channels) == {one, Channel("UC2", "Two"), four}


def test_a_watch_is_counted_by_its_day_and_video_and_says_how_often_the_video_was_watched_in_all() -> None:
    again, other, gone = Entry("a", "2026-11-25"), Entry("b", None), Entry("c", "2026-11-25", gone=True)
    lost = Entry("d", "2026-11-25", gone=True)

    record = decide_watches.watches(
        Watched((again, other, other), (other, again, gone, lost)), rules(), {"a": Video("a", "A")},
        {"2026-11-25:a": 2}, {"a": 6}, {"2026-11-25:c": 3.0}, "2026-11-26", 5.0,
    )  # fmt: skip

    assert [new.event.identity for new in record.events] == ["2026-11-25:a:3", "2026-11-26:b:1", "2026-11-26:b:2"]
    assert [dict(new.event.detail) for new in record.events] == [{"times": 7}, {}, {"times": 2}]
    assert record.page == (
        SnapshotItem("?:b"),
        SnapshotItem("2026-11-25:a"),
        SnapshotItem("2026-11-25:c", None, 3.0),
        SnapshotItem("2026-11-25:d", None, 5.0),
    )
    assert record.videos == (Video("a", "A"), Video("b"))
