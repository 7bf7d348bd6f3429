"""Where a file is cut, by properties; and the stretches of subtitles that go with the parts."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from core.download.split import ROOM, Cut, Keyframe, plan
from core.download.srt import stretch


@st.composite
def films(draw: st.DrawFn) -> tuple[int, float, list[Keyframe]]:
    """(size, duration, keyframes) of a film: the first keyframe stands behind the index, at 0 s."""
    groups = draw(st.lists(st.tuples(st.integers(1, 5000), st.floats(0.04, 20)), min_size=1, max_size=60))
    at, offset, places = 0.0, draw(st.integers(1, 500)), []
    for size, seconds in groups:
        places.append(Keyframe(at, offset))
        at, offset = at + seconds, offset + size
    return offset, at, places


@given(films(), st.integers(100, 40_000))
def test_parts_fit_cover_all_begin_at_keyframes_and_are_as_few_as_can_be(
    film: tuple[int, float, list[Keyframe]], limit: int
) -> None:
    size, duration, keyframes = film
    cuts = plan(size, duration, keyframes, limit)
    most = limit if size <= limit else int(limit * ROOM)
    if cuts is None:
        places = [0, *(k.offset for k in keyframes[1:]), size]
        assert max(b - a for a, b in pairwise(places)) > most
        return
    assert (cuts[0].start, cuts[-1].end) == (0.0, duration)
    assert all(one.end == other.start for one, other in pairwise(cuts))
    assert all(one.start < one.end for one in cuts)
    assert sum(one.size for one in cuts) == size
    assert all(one.size <= most for one in cuts)
    assert {one.start for one in cuts[1:]} <= {k.at for k in keyframes}
    assert len(cuts) == 1 or len(cuts) >= -(-size // most)


def test_parts_are_of_about_the_same_size() -> None:
    keyframes = [Keyframe(float(n), 10 + 100 * n) for n in range(100)]
    cuts = plan(10_010, 100.0, keyframes, 4_000)
    assert cuts is not None
    assert [round(one.size, -2) for one in cuts] == [3300, 3400, 3300]


def test_what_fits_is_one_part() -> None:
    assert plan(100, 5.0, [], 100) == (Cut(0.0, 5.0, 100),)


def test_a_group_of_pictures_that_is_over_the_limit_can_not_be_cut() -> None:
    assert plan(10_000, 10.0, [Keyframe(0.0, 10), Keyframe(9.0, 9_000)], 5_000) is None


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
