"""When the next old like is let go, which likes those are, in which order, and how long all of them take."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.model import Destination, DownloadState, EventKind, Sentence, Video
from core.poll.backfill import (
    AT_ONCE,
    LINE,
    MOST,
    PACE,
    POST_PACE,
    BackfillState,
    End,
    Entry,
    Held,
    Item,
    Pause,
    Release,
    Situation,
    Wait,
    day_budget,
    in_order,
    month_budget,
    next_step,
    take,
    time_needed,
    told,
)
from core.poll.decide import Rules, Sender
from core.settings import read

NOW = 1_700_000_000.0
CHECK = Sentence("condition-bot_check")
RUNNING = Situation(NOW, BackfillState.RUNNING, True, PACE, waiting=5)
HOLDS = st.none() | st.just(Held(Sentence("held-day"), NOW + 500))

situations = st.builds(
    Situation,
    now=st.floats(0, 2e9),
    state=st.sampled_from([BackfillState.RUNNING, BackfillState.PAUSED]),
    videos=st.booleans(),
    pace=st.floats(1, 1000),
    waiting=st.integers(0, 5),
    open_videos=st.integers(0, 3),
    open_posts=st.integers(0, 3),
    released_at=st.none() | st.floats(0, 2e9),
    trouble=st.none() | st.just(CHECK),
    bot_check=st.none() | st.just(CHECK),
    held=HOLDS,
)


@given(situations)
def test_nothing_is_let_go_that_anything_holds(s: Situation) -> None:
    step = next_step(s)
    assert step == next_step(s)
    if isinstance(step, Release):
        assert s.state is BackfillState.RUNNING
        assert s.waiting
        assert s.held is None
        assert s.open_videos < AT_ONCE
        assert s.open_posts < AT_ONCE
        assert not (s.videos and s.bot_check)
        assert s.released_at is None or s.released_at > s.now or s.now - s.released_at >= s.pace - 1e-3
    if isinstance(step, Wait) and step.until is not None and s.held is None:
        assert step.until > s.now
    if isinstance(step, End):
        assert s.waiting == s.open_videos == s.open_posts == 0


moments = st.lists(st.tuples(st.floats(0, PACE), st.integers(0, AT_ONCE), HOLDS), max_size=60)


@given(moments)
def test_never_more_are_let_go_than_the_pace_allows(moments: list[tuple[float, int, Held | None]]) -> None:
    """However often it is asked, and whatever comes and goes meanwhile, as long as the clock runs forward."""
    s, released = replace(RUNNING, waiting=200), list[float]()
    for passed, busy, held in moments:
        s = replace(s, now=s.now + passed, open_videos=busy, held=held)
        if isinstance(next_step(s), Release):
            released.append(s.now)
            s = replace(s, released_at=s.now, waiting=s.waiting - 1)
    assert all(later - earlier >= PACE - 1e-3 for earlier, later in pairwise(released))
    assert len(released) <= 1 + (s.now - NOW) / PACE + 1e-3


def test_the_pace_is_far_below_what_youtube_minds() -> None:
    assert 3600 / PACE <= 300 / 5
    assert 60 / POST_PACE <= 20 / 2


def test_a_bot_check_pauses_it_where_videos_are_wanted() -> None:
    checked = replace(RUNNING, bot_check=CHECK)
    assert next_step(checked) == Pause(CHECK)
    assert next_step(replace(checked, videos=False)) == Release()
    paused = replace(RUNNING, state=BackfillState.PAUSED, trouble=CHECK)
    assert next_step(paused) == Wait(None, CHECK)  # the check has ended: it is for the owner to say


def test_a_cap_is_waited_for_and_its_end_told() -> None:
    held = Held(Sentence("held-day"), NOW + 3600)
    assert next_step(replace(RUNNING, held=held)) == Wait(NOW + 3600, held.why)


def test_a_clock_that_was_set_back_holds_nothing_for_an_hour() -> None:
    assert next_step(replace(RUNNING, released_at=NOW + 3500)) == Release()


def test_the_last_ones_are_waited_for_before_it_ends() -> None:
    last = replace(RUNNING, waiting=0)
    assert isinstance(next_step(replace(last, open_videos=1)), Wait)
    assert isinstance(next_step(replace(last, open_posts=1)), Wait)
    assert next_step(last) == End()
    assert next_step(replace(last, state=BackfillState.PAUSED)) == End()


ids = st.integers(0, 60).map(lambda n: f"v{n:02}")
entries = st.lists(st.builds(Entry, ids, st.none() | st.floats(0, 100)), max_size=60)


@given(entries, st.integers(1, 40), st.integers(1, 10))
def test_a_list_in_pages_is_taken_like_a_whole_one_and_nothing_twice(
    whole: list[Entry], amount: int, size: int
) -> None:
    taken = list[Entry]()
    for start in range(0, len(whole), size):
        page = take(whole[start : start + size], [one.video_id for one in taken], amount=amount, since=None)
        taken += page.entries
        if page.enough:
            break
    assert [one.video_id for one in taken] == list(dict.fromkeys(one.video_id for one in whole))[:amount]


@given(entries, st.floats(0, 100))
def test_nothing_older_than_the_date_is_taken(whole: list[Entry], since: float) -> None:
    for one in take(whole, (), amount=None, since=since).entries:
        assert one.liked_at is None or one.liked_at >= since


@given(entries, st.floats(0, 100))
def test_the_list_is_read_on_while_it_brings_anything(whole: list[Entry], since: float) -> None:
    page = take(whole, (), amount=None, since=since)
    assert not (page.enough and page.entries)
    assert take([Entry("old", since - 1)], (), amount=None, since=since).enough


def test_no_more_are_taken_than_one_backfill_may_have() -> None:
    many = [Entry(f"v{n}", None) for n in range(MOST + 10)]
    page = take(many, (), amount=None, since=1.0)
    assert len(page.entries) == MOST
    assert page.enough


@given(st.lists(st.builds(Entry, ids, st.none() | st.floats(0, 100)), unique_by=lambda one: one.video_id))
def test_the_oldest_goes_first_and_none_is_lost(whole: list[Entry]) -> None:
    ordered = in_order(whole)
    assert sorted(ordered) == sorted(one.video_id for one in whole)
    times = {one.video_id: one.liked_at for one in whole if one.liked_at is not None}
    dated = [times[name] for name in ordered if name in times]
    assert dated == sorted(dated)


def test_a_like_without_a_time_stays_beside_its_newer_neighbour() -> None:
    listed = [Entry("new", 30.0), Entry("unknown", None), Entry("old", 10.0), Entry("misplaced", 20.0)]
    assert in_order(listed) == ("old", "misplaced", "unknown", "new")


def rules(**stored: object) -> Rules:
    return Rules(read(stored), Destination(1, -100), Sender(7, b"k"))


def test_an_old_like_is_the_event_that_any_look_would_make() -> None:
    new = told(Item(1, Video("v1"), 12.9), rules(), NOW, videos=True)
    assert (new.event.kind, new.event.identity, new.event.happened_at) == (EventKind.LIKED, "v1@12", 12.9)
    assert new.event.seen_at == 12.9  # it is of that day, and says nothing about what the owner does today
    assert new.delivery is not None
    assert new.delivery.silent
    assert new.download is DownloadState.QUEUED
    assert told(Item(1, Video("v1"), None), rules(), NOW, videos=True).event.identity == "v1#1"


@pytest.mark.parametrize(("videos", "minutes"), [(False, None), (True, 1)])
def test_without_videos_or_over_the_limit_a_button_brings_it(videos: bool, minutes: int | None) -> None:
    limited = rules(**({"download.most_minutes": minutes} if minutes else {}))
    new = told(Item(1, Video("v1", duration=3600), 12.0), limited, NOW, videos=videos)
    assert new.download is DownloadState.OFFERED
    assert new.delivery is not None


def test_a_kind_that_is_switched_off_is_told_all_the_same_since_it_was_asked_for() -> None:
    assert told(Item(1, Video("v1"), 1.0), rules(**{"kind.liked.on": False}), NOW, videos=True).delivery is not None


def test_how_long_it_takes_follows_the_pace_the_hours_and_the_caps() -> None:
    noon = datetime(2026, 11, 25, 12, tzinfo=UTC).timestamp()
    hour, day, gigabyte = 3600.0, 86400.0, 1e9

    def needed(size: float = 0.0, hours: tuple[int, int] | None = None, *budgets: object) -> float:
        return time_needed(41, size, PACE, noon, hours=hours, budgets=budgets)  # type: ignore[arg-type]

    assert needed() == hour
    assert needed(LINE * 2 * hour) == 2 * hour  # the line is slower than the pace
    assert needed(0.0, (22, 4)) == 4 * hour
    assert needed(0.0, (5, 5)) == hour
    fresh = day_budget(5 * gigabyte, 0.0, noon)
    assert needed(5 * gigabyte, None, fresh) == hour
    assert needed(5 * gigabyte + 10, None, fresh) == 12 * hour
    assert needed(15 * gigabyte, None, fresh) == 12 * hour + day
    assert needed(1.0, None, day_budget(5 * gigabyte, 9 * gigabyte, noon)) == 12 * hour
    assert needed(2 * gigabyte, None, month_budget(gigabyte, 0.0, noon)) == pytest.approx(5.5 * day)


def test_without_a_reason_nothing_waits_longer_than_the_pace() -> None:
    assert next_step(replace(RUNNING, released_at=NOW - 10)) == Wait(NOW - 10 + PACE)
