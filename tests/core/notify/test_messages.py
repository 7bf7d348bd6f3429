"""The words in the channels."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.download.caption import caption
from core.model import Entity, Event, EventKind, Sentence, Video
from core.notify.messages import post
from core.wording import TITLE_UNITS, clean, clock, compact, units

EVENT = Event(EventKind.LIKED, "id@1", "id", 1.0, 2.0)


def test_a_post_says_one_fact_a_line_and_ends_with_the_link() -> None:
    video = Video("dQw4w9WgXcQ", "A <b>title</b>", "A & B", "UC1", 3649, 2_190_000)

    text = post(EVENT, video, Sentence("status-queued"))

    assert text.plain == (
        "❤️ Liked\nTitle: A <b>title</b>\nChannel: A & B\nDuration: 1:00:49\nViews: 2.1M\n"
        "Status: ⏳ queued\n🔗 https://youtu.be/dQw4w9WgXcQ"
    )
    assert text.entities == (Entity("bold", 0, units("❤️ Liked")),)


def test_unknown_figures_are_left_out() -> None:
    assert post(EVENT, Video("id"), None).plain == "❤️ Liked\n🔗 https://youtu.be/id"


def test_a_video_with_no_views_yet_has_zero() -> None:
    assert "Views: 0" in post(EVENT, Video("id", views=0), None).plain


def test_a_caption_is_title_channel_and_length() -> None:
    assert caption(Video("id", "TITLE", "CHANNEL", duration=1), 3649.2).plain == "❤️ TITLE — CHANNEL (1:00:49)"


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (0, "0"),
        (999, "999"),
        (1000, "1K"),
        (1999, "1.9K"),
        (2_100_000, "2.1M"),
        (999_999, "999K"),
        (3_000_000_000, "3B"),
    ],
)
def test_figures_are_short_and_never_rounded_up(number: int, said: str) -> None:
    assert compact(number) == said


@pytest.mark.parametrize(
    ("seconds", "said"), [(0, "0:00"), (59, "0:59"), (213, "3:33"), (3649, "1:00:49"), (43200, "12:00:00")]
)
def test_lengths_are_written_as_youtube_does(seconds: int, said: str) -> None:
    assert clock(seconds) == said


@given(st.text(max_size=500), st.text(max_size=500))
def test_any_title_and_channel_fit_a_caption_and_a_post(title: str, channel: str) -> None:
    video = Video("id", title, channel, duration=5)

    assert units(caption(video, None).plain) <= 1024
    text = post(EVENT, video, Sentence("status-queued"))
    assert units(text.plain) <= 4096
    assert all(one.offset >= 0 and one.offset + one.length <= units(text.plain) for one in text.entities)


@given(st.text(max_size=800))
def test_a_long_title_is_cut_between_characters(title: str) -> None:
    line = clean(title)

    assert units(line) <= TITLE_UNITS
    assert "\n" not in line
    line.encode("utf-8")  # no half of a surrogate pair
