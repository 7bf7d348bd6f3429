"""What goes into which file, by properties; and the stretches of subtitles that go with the parts."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from core.download.split import FILE_BYTES, NEAR, ROOM, Cut, Keyframe, gone, kept, plan
from core.download.srt import stretch

Out = list[tuple[float, float]]


@st.composite
def films(draw: st.DrawFn) -> list[Keyframe]:
    """The keyframes of a film, and its end."""
    groups = draw(st.lists(st.tuples(st.integers(1, 90_000), st.floats(0.04, 20)), min_size=1, max_size=60))
    at, offset, places = 0.0, 0, [Keyframe(0.0, 0)]
    for size, seconds in groups:
        at, offset = at + seconds, offset + size
        places.append(Keyframe(at, offset))
    return places


outs = st.lists(st.tuples(st.floats(0, 300), st.floats(0, 300)), max_size=6)


@given(films(), outs, st.integers(20_000, 700_000), st.floats(0.3, ROOM))
def test_parts_fit_cover_what_is_kept_once_and_are_as_few_as_can_be(
    places: list[Keyframe], out: Out, limit: int, room: float
) -> None:
    pairs = kept(places, out)
    cuts = plan(places, pairs, limit, room)
    most = int(limit * room) - FILE_BYTES
    groups = [index for first, after in pairs for index in range(first, after)]
    sizes = [places[index + 1].offset - places[index].offset for index in groups]
    if cuts is None:
        assert max(sizes) > most
        return
    assert [index for one in cuts for first, after in one.pairs for index in range(first, after)] == groups
    assert all(0 < one.size <= most for one in cuts)
    assert sum(one.size for one in cuts) == sum(sizes)
    assert cuts[0].start == 0.0
    assert all(one.end == other.start for one, other in pairwise(cuts))
    for one in cuts:
        seconds = sum(places[after].at - places[first].at for first, after in one.pairs)
        assert abs(one.end - one.start - seconds) < 1e-6
    assert len(cuts) == _fewest(sizes, most)


def _fewest(sizes: list[int], most: int) -> int:
    count, filled = 1, 0
    for size in sizes:
        if filled + size > most:
            count, filled = count + 1, 0
        filled += size
    return count


@given(films(), outs)
def test_nothing_is_cut_out_but_what_was_to_be(places: list[Keyframe], out: Out) -> None:
    pairs = kept(places, out)
    assert pairs[0][0] >= 0
    assert pairs[-1][1] <= len(places) - 1
    assert all(first < after for first, after in pairs)
    assert all(one[1] < other[0] for one, other in pairwise(pairs)), "in order, and none touches the next"
    wanted = [(start - NEAR, end + NEAR) for start, end in out if start < end]
    for start, end in gone(places, pairs):
        inside = [at for at in (start, (start + end) / 2, end) if any(a <= at <= b for a, b in wanted)]
        assert len(inside) == 3 or start <= NEAR or end >= places[-1].at - NEAR


def test_an_advertisement_is_cut_from_keyframe_to_keyframe() -> None:
    places = [Keyframe(2.0 * n, n) for n in range(11)]
    assert kept(places, [(3.0, 9.0)]) == ((0, 2), (4, 10))
    assert kept(places, [(3.7, 8.3)]) == ((0, 2), (4, 10))
    assert kept(places, [(4.1, 5.9)]) == ((0, 2), (3, 10)), "keyframes so near to its ends count as its ends"
    assert kept(places, [(4.6, 5.4)]) == ((0, 10),)
    assert kept(places, [(0.3, 4.0), (15.0, 19.8)]) == ((2, 8),)
    assert kept(places, [(0.0, 20.0)]) == ((0, 10),), "of a video that is nothing but that all is kept"
    assert gone(places, ((2, 8),)) == ((0.0, 4.0), (16.0, 20.0))


def test_parts_are_of_about_the_same_size() -> None:
    keyframes = [Keyframe(float(n), 10_000 * n) for n in range(101)]
    cuts = plan(keyframes, ((0, 100),), 408_200)
    assert cuts is not None
    assert [round(one.size, -4) for one in cuts] == [330_000, 340_000, 330_000]


def test_what_fits_is_one_part() -> None:
    places = [Keyframe(0.0, 0), Keyframe(5.0, 100)]
    assert plan(places, ((0, 1),), 100_000) == (Cut(0.0, 5.0, 100, ((0, 1),)),)


def test_what_is_left_of_a_plan_goes_on_where_it_was() -> None:
    places = [Keyframe(2.0 * n, n * 10_000) for n in range(11)]
    cuts = plan(places, ((4, 6), (8, 10)), 1_000_000, start=8.0)
    assert cuts == (Cut(8.0, 16.0, 40_000, ((4, 6), (8, 10))),)


def test_a_group_of_pictures_that_is_over_the_limit_can_not_be_cut() -> None:
    assert plan([Keyframe(0.0, 0), Keyframe(9.0, 90_000), Keyframe(10.0, 95_000)], ((0, 2),), 50_000) is None


SUBTITLES = """1
00:00:01,000 --> 00:00:03,500
Hello

2
00:00:04,000 --> 00:00:06,000
two
lines

3
01:00:00,250 --> 01:00:02,000
late
"""


def test_a_stretch_of_subtitles_begins_at_zero_and_is_clipped_at_its_ends() -> None:
    assert stretch(SUBTITLES, 3.0, 5.0) == (
        "1\n00:00:00,000 --> 00:00:00,500\nHello\n\n2\n00:00:01,000 --> 00:00:02,000\ntwo\nlines\n"
    )
    assert stretch(SUBTITLES, 3600.0, 4000.0) == "1\n00:00:00,250 --> 00:00:02,000\nlate\n"
    assert stretch(SUBTITLES, 100.0, 200.0) == ""


@given(st.text(max_size=300), st.floats(0, 1e5), st.floats(0, 1e5))
def test_whatever_is_sent_as_subtitles_is_read(text: str, start: float, end: float) -> None:
    assert isinstance(stretch(text, start, end), str)
