"""The buttons of a video's card."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from core.download.formats import Choice, Codecs, Format, pick
from core.download.offers import Offer, offers, one_file
from tests.core.download.test_formats_properties import pictures

MB = 1024 * 1024
AAC = Format("140", "none", "mp4a.40.2", size=4 * MB)
OPUS = Format("251", "none", "opus", size=3 * MB)


def picture(name: str, height: int, size: int | None, fps: float = 30, vcodec: str = "avc1.640028") -> Format:
    return Format(name, vcodec, "none", height * 16 // 9, height, fps, size=size)


def test_each_height_is_offered_once_with_its_sound_and_the_sound_alone() -> None:
    listed = (
        picture("160", 144, 2 * MB), picture("136", 720, 60 * MB), picture("137", 1080, 120 * MB),
        picture("248", 1440, 300 * MB, vcodec="vp9"), AAC, OPUS,
    )  # fmt: skip

    made = offers(listed, 100 * MB)

    assert [(one.height, one.parts, one.plays) for one in made] == [
        (1440, 4, False), (1080, 2, True), (720, 1, True), (144, 1, True), (None, 1, True),
    ]  # fmt: skip
    assert [round((one.size or 0) / MB) for one in made] == [307, 125, 65, 6, 4]


def test_of_two_streams_of_a_height_the_better_one_is_offered_though_it_comes_in_parts() -> None:
    fast, slow = picture("299", 1080, 200 * MB, 60), picture("137", 1080, 90 * MB)

    best = offers((fast, slow, AAC), 100 * MB)[0]

    assert (best.parts, round((best.size or 0) / MB)) == (3, 206)


def test_an_upright_video_is_offered_by_its_short_side() -> None:
    upright = Format("136", "avc1", "none", 720, 1280, size=9 * MB)

    assert [one.height for one in offers((upright, AAC), 100 * MB)] == [720, None]


def test_a_size_that_nobody_knows_is_offered_without_one() -> None:
    assert offers((picture("22", 720, None), AAC), MB)[0] == Offer(720, None, 1, exact=False)


def test_what_may_not_play_is_offered_as_such_or_as_encoded_anew() -> None:
    listed = (picture("248", 1080, 3 * MB, vcodec="vp9"), AAC)
    plain, encoded = offers(listed, 90 * MB)[0], offers(listed, 90 * MB, convert=("vp9",))[0]
    assert (plain.height, plain.plays, plain.encoded) == (1080, False, False)
    assert (encoded.height, encoded.plays, encoded.encoded) == (1080, True, True)
    assert offers((), MB) == ()


def test_the_best_that_fits_into_one_file_is_offered_where_the_best_does_not() -> None:
    listed = (picture("299", 1080, 200 * MB, 60), picture("137", 1080, 90 * MB), picture("136", 720, 60 * MB), AAC)
    assert one_file(listed, 300 * MB) is None
    assert one_file(listed, 100 * MB) == Offer(1080, int(90 * MB * 1.01) + int(4 * MB * 1.01), 1)
    smaller = one_file(listed, 80 * MB)
    assert smaller is not None
    assert smaller.height == 720
    assert one_file(listed, 20 * MB) is None
    assert one_file((AAC,), MB) is None
    assert one_file((picture("248", 1080, 90 * MB, vcodec="vp9"), AAC), MB) is None


@given(
    st.lists(pictures, max_size=8, unique_by=lambda f: f.id),
    st.integers(10**5, 10**10),
    st.none() | st.floats(1, 40000),
)
def test_what_is_offered_is_what_a_download_that_was_asked_for_brings(
    formats: list[Format], limit: int, duration: float | None
) -> None:
    made = offers(formats, limit, duration)

    heights = [one.height for one in made if one.height]
    assert heights == sorted(set(heights), reverse=True)
    assert all(one.height is None for one in made[len(heights) :])
    for one in made:
        assert one.parts == 1 or (one.size is not None and limit * (one.parts - 1) < one.size <= limit * one.parts)
        if one.height:
            brought = pick(
                formats,
                limit=limit,
                most=None,
                parts_first=True,
                sound_only=False,
                height=one.height,
                duration=duration,
                codecs=Codecs.AT_HEIGHT,
            )
            assert isinstance(brought, Choice)
            assert brought.size == one.size
