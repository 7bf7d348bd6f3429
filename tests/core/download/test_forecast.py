"""What the newest likes will come to: rates from their times, bytes from their lengths, limits applied."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.download.forecast import BOTH_WAYS, DAY, TYPICAL_KBITS, Like, forecast
from core.settings import Quality

NOW = 1_790_000_000.0


def likes(count: int, days: float, seconds: int | None = 600) -> list[Like]:
    """So many, evenly over so many days, the oldest exactly so long ago."""
    return [Like(NOW - days * DAY * (one + 1) / count, seconds) for one in range(count)]


def test_fifty_likes_of_ten_minutes_in_ten_days_are_five_a_day() -> None:
    made = forecast(likes(50, 10), NOW)
    assert made is not None
    assert made.likes_a_day == pytest.approx(5)
    assert made.minutes_a_day == pytest.approx(50)
    assert made.day_bytes[Quality.P720] == pytest.approx(BOTH_WAYS * 5 * 600 * TYPICAL_KBITS[Quality.P720] * 125)
    assert made.month_gigabytes(Quality.P720) == pytest.approx(30 * made.day_gigabytes(Quality.P720))


def test_an_evening_of_likes_is_no_habit() -> None:
    made = forecast(likes(20, 0.1), NOW)
    assert made is not None
    assert made.likes_a_day == pytest.approx(20)


def test_too_few_likes_or_no_times_or_no_lengths_give_no_guess() -> None:
    assert forecast([], NOW) is None
    assert forecast(likes(1, 5), NOW) is None
    assert forecast([Like(None, 60)] * 50, NOW) is None
    assert forecast(likes(50, 5, None), NOW) is None


def test_a_video_over_the_minutes_is_left_out() -> None:
    mixed = likes(10, 10, 600) + likes(10, 10, 7200)
    made = forecast(mixed, NOW, most_minutes=60)
    assert made is not None
    assert made.left_out == pytest.approx(0.5)
    assert made.minutes_a_day == pytest.approx(10)


def test_the_original_is_the_largest_and_comes_smaller_where_it_is_over_the_megabytes() -> None:
    made = forecast(likes(10, 10, 600), NOW, quality=Quality.ORIGINAL)
    assert made is not None
    assert made.day_bytes[Quality.ORIGINAL] == max(made.day_bytes.values())
    at_1080 = 600 * TYPICAL_KBITS[Quality.P1080] * 125
    smaller = forecast(likes(10, 10, 600), NOW, quality=Quality.ORIGINAL, most_megabytes=at_1080 / 1e6)
    assert smaller is not None
    assert smaller.day_bytes[Quality.ORIGINAL] == pytest.approx(BOTH_WAYS * at_1080)


def test_a_video_over_the_megabytes_comes_in_a_smaller_picture_before_it_is_left_out() -> None:
    whole = forecast(likes(10, 10, 600), NOW)
    assert whole is not None
    at_480 = 600 * TYPICAL_KBITS[Quality.P480] * 125
    smaller = forecast(likes(10, 10, 600), NOW, most_megabytes=at_480 / 1e6)
    assert smaller is not None
    assert smaller.left_out == 0
    assert smaller.day_bytes[Quality.BEST] == pytest.approx(BOTH_WAYS * at_480)
    nothing = forecast(likes(10, 10, 600), NOW, most_megabytes=at_480 / 1e6 - 1)
    assert nothing is not None
    assert nothing.left_out == 1
    assert nothing.day_bytes[Quality.BEST] == 0
    assert nothing.day_bytes[Quality.AUDIO] > 0


a_like = st.builds(
    Like,
    st.none() | st.floats(NOW - 3000 * DAY, NOW),
    st.none() | st.integers(0, 200_000),
)


@given(
    st.lists(a_like, max_size=60),
    st.none() | st.integers(1, 500),
    st.none() | st.integers(1, 5000),
    st.sampled_from(Quality),
)
def test_a_limit_never_makes_it_more(
    some: list[Like], minutes: int | None, megabytes: int | None, quality: Quality
) -> None:
    free = forecast(some, NOW, quality=quality)
    held = forecast(some, NOW, quality=quality, most_minutes=minutes, most_megabytes=megabytes)
    assert (free is None) == (held is None)
    if free is not None and held is not None:
        assert 0 <= held.left_out <= 1
        assert held.minutes_a_day <= free.minutes_a_day + 1e-9
        assert all(held.day_bytes[one] <= free.day_bytes[one] * (1 + 1e-9) for one in Quality)
        assert free.day_bytes[Quality.P480] <= free.day_bytes[Quality.P720] <= free.day_bytes[Quality.BEST]
