"""What is a new watch, and what only looks like one."""

from __future__ import annotations

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from core.poll.watches import MOST_DELETED, WINDOW, Entry, ReadOn, Watched, compare, emptied, entry

TODAY = date(2026, 11, 25)
YESTERDAY = TODAY - timedelta(days=1)


def page(videos: str, day: date = TODAY, *, short: bool = False) -> list[Entry]:
    """One entry a letter, the newest first."""
    return [Entry(video, day.isoformat(), short) for video in videos]


def compared(
    now: list[Entry], before: list[Entry], *, complete: bool = True, today: date = TODAY, last_look: date = TODAY
) -> Watched:
    read = compare(now, before, today=today, last_look=last_look, complete=complete)
    assert isinstance(read, Watched)
    return read


def new(now: list[Entry], before: list[Entry], *, complete: bool = True, today: date = TODAY) -> str:
    return "".join(one.video for one in compared(now, before, complete=complete, today=today).new)


def test_what_stands_above_the_known_page_is_new_and_oldest_comes_first() -> None:
    assert new(page("edcba"), page("cba")) == "de"


def test_the_same_page_tells_nothing() -> None:
    assert new(page("cba"), page("cba")) == ""


def test_an_entry_that_moved_up_was_watched_again() -> None:
    assert new(page("acb"), page("cba")) == "a"


def test_a_video_watched_again_on_another_day_is_new() -> None:
    assert new([*page("a"), *page("ba", YESTERDAY)], page("ba", YESTERDAY)) == "a"


def test_the_first_watch_of_a_new_day_on_a_full_page_is_new() -> None:
    before = page("abcdefghij", YESTERDAY)

    assert new([*page("a"), *before[:9]], before, complete=False) == "a"


def test_a_few_deleted_entries_tell_nothing() -> None:
    assert new(page("ea"), page("edcba")) == ""


def test_older_entries_that_come_up_tell_nothing() -> None:
    assert new(page("cbxyz"), page("cba"), complete=False) == ""


def test_a_video_that_is_public_again_on_an_old_day_tells_nothing() -> None:
    before = [*page("ba"), *page("dc", YESTERDAY)]
    now = [*page("ba"), *page("dxc", YESTERDAY)]

    assert new(now, before) == ""


def test_after_a_mass_was_deleted_only_what_is_surely_new_is_told() -> None:
    assert new(page("xgf"), page("edcbahgf")) == "x"


def test_a_page_on_which_nothing_is_known_has_to_be_read_further() -> None:
    assert isinstance(compare(page("xyz"), page("abcdef"), today=TODAY, last_look=TODAY, complete=False), ReadOn)


def test_and_is_a_new_beginning_if_nothing_is_known_at_its_end() -> None:
    read = compared(page("uvwxyz"), page("abcdef"))

    assert (read.new, read.begun_anew) == ((), True)


def test_no_midnight_tells_a_page_twice() -> None:
    """The page still says Today for what it said Today for before, but our day is another one; or the other way round."""
    before = [*page("cba"), *page("fed", YESTERDAY)]
    later = [Entry(one.video, (date.fromisoformat(one.day or "") + timedelta(days=1)).isoformat()) for one in before]

    assert new(later, before, today=TODAY + timedelta(days=1)) == ""
    assert new(before, later) == ""


def test_a_short_in_its_shelf_makes_no_watch_of_what_stands_below_it() -> None:
    before = [*page("s", short=True), *page("ba")]
    now = [*page("s", short=True), *page("cba")]

    assert new(now, before) == "c"
    assert new([*page("ts", short=True), *page("ba")], before) == "t"


def test_the_first_short_that_was_ever_watched_is_new() -> None:
    assert new([*page("s", short=True), *page("ba")], page("ba")) == "s"


def test_shorts_that_are_left_out_of_a_page_stay_known() -> None:
    before = [*page("s", short=True), *page("ba")]

    without = compared(page("ba"), before)
    assert (without.new, compared(before, list(without.page)).new) == ((), ())


def test_without_days_only_unknown_videos_above_a_known_one_are_new() -> None:
    undated = [Entry(video, None) for video in "xacby"]

    assert new(undated, page("abc"), complete=False) == "x"
    assert new(page("zxacby"), undated, complete=False) == "z"


def test_the_first_watches_of_an_empty_history_are_new() -> None:
    assert new(page("ba"), []) == "ab"
    assert compared(page("ba", YESTERDAY), []).new == ()


def test_an_entry_keeps_its_name_in_the_snapshot() -> None:
    for one in (Entry("-a_b", "2026-11-25"), Entry("x", None), Entry("s", "2026-11-25", short=True)):
        assert entry(one.item) == one


def test_what_comes_back_where_it_was_tells_nothing_and_what_stands_above_it_is_told() -> None:
    without = compared(page("eca"), page("edcba"))
    assert [(one.video, one.gone) for one in without.page] == [(v, v in "db") for v in "edcba"]

    assert new(page("edca"), list(without.page)) == ""
    assert new(page("xedcba"), list(without.page)) == "x"
    assert new(page("dxeca"), list(without.page)) == "xd", "watched again after it was gone"


def test_one_that_was_never_seen_and_stands_deep_among_known_ones_came_back_and_was_not_watched() -> None:
    assert new(page("fedcbxa"), page("fedcba")) == ""
    assert new(page("axb"), page("ab")) == "xa", "two watches explain it as well"


def test_another_layout_that_does_not_say_which_are_shorts_tells_none_of_them_again() -> None:
    shorts = page("xyz", short=True)

    assert new([*page("xyz"), *page("cba")], [*shorts, *page("cba")]) == ""
    assert new([*page("xyz", short=True), *page("cba")], page("xyzcba")) == ""


def test_of_a_history_that_was_cleared_all_that_stands_there_is_new() -> None:
    cleared = list(emptied(page("fedcba")))

    assert new(page("x"), cleared) == "x"
    assert new(page("cx"), cleared) == "xc"
    assert new([*page("x"), *page("y", YESTERDAY)], cleared) == "yx"
    assert isinstance(compare(page("xyz"), cleared, today=TODAY, last_look=TODAY, complete=False), ReadOn)


def test_a_history_that_comes_back_whole_tells_what_is_new_on_it_alone() -> None:
    gone = list(emptied(page("fedcba")))

    assert new(page("fedcba"), gone) == ""
    assert new(page("yxfedcba"), gone) == "xy"
    assert new(page("yxfedcba"), gone, complete=False) == "xy"


def test_a_page_with_no_known_video_is_read_on_though_a_known_short_is_on_it() -> None:
    before = [*page("s", short=True), *page("cba")]
    now = [*page("s", short=True), *page("zyx")]

    assert isinstance(compare(now, before, today=TODAY, last_look=TODAY, complete=False), ReadOn)
    assert new([*page("s", short=True), *page("zyxcba")], before) == "xyz"


def test_a_page_that_ends_with_one_that_was_watched_again_is_read_on() -> None:
    """c was watched again, then x to z; what was watched before it stands deeper."""
    before = page("dcba")

    assert isinstance(compare(page("zyxc"), before, today=TODAY, last_look=TODAY, complete=False), ReadOn)
    assert new(page("zyxcwdba"), before) == "wcxyz"


# -- a history as YouTube keeps it, and an owner who does things with it ---------------------------------------------


class Past:
    """The whole history, newest first."""

    def __init__(self) -> None:
        self.entries: list[Entry] = []
        self.day = date(2026, 11, 1)

    def watch(self, video: str) -> Entry:
        one = Entry(video, self.day.isoformat())
        if one in self.entries:
            self.entries.remove(one)
        self.entries.insert(0, one)
        return one

    def window(self) -> list[Entry]:
        return self.entries[:WINDOW]


VIDEO = st.sampled_from([f"v{n}" for n in range(12)])
ACT = st.one_of(st.tuples(st.just("watch"), VIDEO), st.tuples(st.just("day"), st.just("")))
PASTS = st.lists(ACT, max_size=60)


def lived(acts: list[tuple[str, str]]) -> Past:
    past = Past()
    for act, video in acts:
        if act == "watch":
            past.watch(video)
        else:
            past.day += timedelta(days=1)
    return past


def look(past: Past, known: list[Entry], last_look: date) -> Watched | ReadOn:
    complete = len(past.entries) < WINDOW
    return compare(past.window(), known, today=past.day, last_look=last_look, complete=complete)


@given(PASTS, st.lists(VIDEO, max_size=10))
@settings(max_examples=300, deadline=None)
def test_nothing_is_told_that_was_not_watched_and_in_the_order_in_which_it_was(
    before: list[tuple[str, str]], since: list[str]
) -> None:
    """What is told is what was watched; only watching again what stands on top anyway can't be seen."""
    past = lived(before)
    known, last_look = past.window(), past.day
    acts = [past.watch(video) for video in since]

    read = look(past, known, last_look)

    assert isinstance(read, Watched)
    last_acts = [one for n, one in enumerate(acts) if one not in acts[n + 1 :]]  # the page shows the last of each
    assert list(read.new) == last_acts[len(last_acts) - len(read.new) :]
    unseen = last_acts[: len(last_acts) - len(read.new)]
    assert unseen == [] or unseen[-1] in known or not known


@given(PASTS, st.sets(st.integers(0, 29), max_size=MOST_DELETED), st.integers(0, 3))
@settings(max_examples=300, deadline=None)
def test_deleting_a_few_and_waiting_for_days_tells_nothing(
    before: list[tuple[str, str]], deleted: set[int], days: int
) -> None:
    past = lived(before)
    known, last_look = past.window(), past.day
    past.entries = [one for n, one in enumerate(past.entries) if n not in deleted]
    past.day += timedelta(days=days)

    read = look(past, known, last_look)

    assert isinstance(read, ReadOn) or read.new == ()


@given(PASTS, st.sets(st.integers(0, 29), max_size=29), st.lists(VIDEO, max_size=5))
@settings(max_examples=300, deadline=None)
def test_whatever_is_deleted_no_more_is_told_than_was_watched(
    before: list[tuple[str, str]], deleted: set[int], since: list[str]
) -> None:
    past = lived(before)
    known, last_look = past.window(), past.day
    past.entries = [one for n, one in enumerate(past.entries) if n not in deleted]
    for video in since:
        past.watch(video)

    read = look(past, known, last_look)

    assert isinstance(read, ReadOn) or {one.video for one in read.new} <= set(since)


@given(PASTS, st.lists(VIDEO, max_size=5))
@settings(deadline=None)
def test_a_second_look_at_the_same_page_tells_nothing(before: list[tuple[str, str]], since: list[str]) -> None:
    past = lived(before)
    known, last_look = past.window(), past.day
    for video in since:
        past.watch(video)
    read = look(past, known, last_look)
    assert isinstance(read, Watched)

    again = look(past, list(read.page), past.day)

    assert isinstance(again, Watched)
    assert again.new == ()


@given(
    PASTS,
    st.lists(st.tuples(st.sampled_from(["hide", "show", "delete", "day", "look"]), st.integers(0, 29)), max_size=20),
)
@settings(max_examples=300, deadline=None)
def test_whatever_is_hidden_shown_again_and_deleted_while_nothing_is_watched_tells_nothing(
    before: list[tuple[str, str]], changes: list[tuple[str, int]]
) -> None:
    past = lived(before)
    known, last_look = past.window(), past.day
    all_of_it, hidden = list(past.entries), set[Entry]()
    for change, place in changes:
        if change == "day":
            past.day += timedelta(days=1)
        elif all_of_it and change != "look":
            one = all_of_it[place % len(all_of_it)]
            if change == "delete":
                all_of_it.remove(one)
            elif change == "hide":
                hidden.add(one)
            else:
                hidden.discard(one)
        past.entries = [one for one in all_of_it if one not in hidden]
        if change == "look" and past.entries:  # an empty page is another story
            read = look(past, known, last_look)
            assert isinstance(read, ReadOn) or read.new == ()
            if isinstance(read, Watched):
                known, last_look = list(read.page), past.day


ANY = st.builds(
    Entry,
    st.sampled_from("abcdefgh"),
    st.sampled_from([None, TODAY.isoformat(), YESTERDAY.isoformat(), "2026-01-01"]),
    st.booleans(),
)


@given(st.lists(ANY, max_size=12), st.lists(ANY, max_size=12), st.booleans(), st.booleans())
@settings(max_examples=500, deadline=None)
def test_of_any_two_pages_only_what_stands_there_is_told_once_and_never_again(
    now: list[Entry], before: list[Entry], gone: bool, complete: bool
) -> None:
    known = list(emptied(before)) if gone else before

    read = compare(now, known, today=TODAY, last_look=TODAY, complete=complete)

    if isinstance(read, ReadOn):
        assert not complete
        return
    assert {one.video for one in read.new} <= {one.video for one in now}
    assert len(set(read.new)) == len(read.new)
    again = compare(now, list(dict.fromkeys(read.page)), today=TODAY, last_look=TODAY, complete=complete)
    assert isinstance(again, Watched)
    assert again.new == ()


@given(st.lists(VIDEO, unique=True, min_size=1, max_size=10), st.lists(VIDEO, unique=True, max_size=10))
@settings(deadline=None)
def test_what_is_told_is_in_the_order_of_the_acts(now: list[str], before: list[str]) -> None:
    shown = [Entry(video, TODAY.isoformat()) for video in now]

    read = compared(shown, [Entry(video, TODAY.isoformat()) for video in before])

    assert list(read.new) == [one for one in reversed(shown) if one in read.new]
