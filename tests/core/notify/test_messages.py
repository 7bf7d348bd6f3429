"""The words in the channels."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.download.caption import title_line
from core.model import Channel, Entity, Event, EventKind, Sentence, Video
from core.notify.messages import SNIPPET, Told, digest, post, snippet
from core.wording import TITLE_UNITS, clean, clock, compact, units
from locales import texts

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
    assert title_line(Video("id", "TITLE", "CHANNEL", duration=1), 3649.2) == "❤️ TITLE — CHANNEL (1:00:49)"


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

    assert units(title_line(video, None)) <= 1024
    text = post(EVENT, video, Sentence("status-queued"))
    assert units(text.plain) <= 4096
    assert all(one.offset >= 0 and one.offset + one.length <= units(text.plain) for one in text.entities)


@given(st.text(max_size=800))
def test_a_long_title_is_cut_between_characters(title: str) -> None:
    line = clean(title)

    assert units(line) <= TITLE_UNITS
    assert "\n" not in line
    line.encode("utf-8")  # no half of a surrogate pair


# -- the other kinds -------------------------------------------------------------------------------------------------

VIDEO = Video("dQw4w9WgXcQ", "A title", "A channel", "UC1", 213, 1_500)
CHANNEL = Channel("UC1", "Gears & Levers", "@gears", "How machines work.\nNew every week.", 3_240_000, 512)


def told(kind: EventKind, identity: str = "id@1", subject: str = "UC1") -> Event:
    return Event(kind, identity, subject, None, 2.0)


def test_a_watch_is_told_with_what_is_known_of_the_video() -> None:
    assert post(told(EventKind.WATCHED), VIDEO, None).plain == (
        "🎬 Watched\nTitle: A title\nChannel: A channel\nDuration: 3:33\nViews: 1.5K\n🔗 https://youtu.be/dQw4w9WgXcQ"
    )


def test_a_subscription_is_told_with_what_is_known_of_the_channel() -> None:
    assert post(told(EventKind.SUBSCRIBED), Video("UC1"), None, channel=CHANNEL).plain == (
        "📺 New Subscription\nChannel: Gears & Levers\nHandle: @gears\nSubscribers: 3.2M\nVideos: 512\n"
        "About: How machines work. New every week.\n🔗 https://www.youtube.com/channel/UC1"
    )


def test_a_channel_that_hides_its_figures_has_none() -> None:
    assert post(told(EventKind.SUBSCRIBED), Video("UC1"), None, channel=Channel("UC1", "T")).plain == (
        "📺 New Subscription\nChannel: T\n🔗 https://www.youtube.com/channel/UC1"
    )


def test_an_unsubscription_says_since_when_it_had_been_subscribed() -> None:
    assert post(told(EventKind.UNSUBSCRIBED, "UC1@1705312800"), Video("UC1"), None, channel=CHANNEL).plain == (
        "👋 Unsubscribed\nChannel: Gears & Levers\n(was subscribed since 2024-01-15)\n"
        "🔗 https://www.youtube.com/channel/UC1"
    )


def test_an_unsubscription_of_a_channel_of_which_nothing_is_known_is_told() -> None:
    assert post(told(EventKind.UNSUBSCRIBED, "UC1#1"), Video("UC1"), None).plain == (
        "👋 Unsubscribed\n🔗 https://www.youtube.com/channel/UC1"
    )


def test_a_channel_or_a_video_can_vanish() -> None:
    channel = post(told(EventKind.VANISHED, "UC1@1705312800"), Video("UC1"), None, channel=CHANNEL).plain
    video = post(told(EventKind.VANISHED, subject="dQw4w9WgXcQ"), VIDEO, None).plain

    assert channel.startswith("🫥 Vanished\nChannel: Gears & Levers\n(was subscribed since 2024-01-15)\n")
    assert video.startswith("🫥 Vanished\nTitle: A title\n")


@pytest.mark.parametrize("kind", EventKind)
def test_every_kind_has_its_post_and_its_line_in_a_digest(kind: EventKind) -> None:
    assert post(told(kind), Video("UC1"), None).plain.count("\n") >= 1
    assert digest([Told(told(kind), Video("UC1"))], 1, texts()).plain.count("\n") == 1


@given(st.text(max_size=3000))
def test_a_description_is_shown_in_one_short_line(description: str) -> None:
    line = snippet(description)

    assert "\n" not in line
    assert len(line) <= SNIPPET + 1


def test_a_digest_is_a_line_for_each_and_every_line_a_link() -> None:
    text = digest(
        [
            Told(told(EventKind.LIKED, subject=VIDEO.id), VIDEO),
            Told(told(EventKind.UNSUBSCRIBED), Video("UC1"), CHANNEL),
        ],
        2,
        texts(),
    )

    assert text.plain == "📬 While you paused: 2 things happened\n❤️ A title\n👋 Gears & Levers"
    assert [(one.kind, one.url) for one in text.entities] == [
        ("bold", None),
        ("text_link", "https://youtu.be/dQw4w9WgXcQ"),
        ("text_link", "https://www.youtube.com/channel/UC1"),
    ]
    encoded = text.plain.encode("utf-16-le")
    shown = [encoded[2 * one.offset : 2 * (one.offset + one.length)].decode("utf-16-le") for one in text.entities[1:]]
    assert shown == ["A title", "Gears & Levers"]


@given(st.lists(st.text(max_size=400), min_size=1, max_size=150), st.integers(0, 5000))
@settings(deadline=None)
def test_a_digest_of_any_titles_fits_a_message_and_says_how_many_more(titles: list[str], unread: int) -> None:
    many = [Told(told(EventKind.LIKED), Video(f"v{number}", title)) for number, title in enumerate(titles)]

    text = digest(many, len(many) + unread, texts())

    shown = len(text.entities) - 1
    assert units(text.plain) <= 4096
    assert len(text.entities) <= 100
    assert shown >= 1
    more = len(many) + unread - shown
    last = text.plain.rsplit("\n", 1)[1]
    assert (last == texts().get("post-digest-more", count=more)) is (more > 0)
