"""The words in the channels. How whole posts read is in test_posts.py; that any title fits, in test_titles.py."""

from __future__ import annotations

import pytest

from core.download.caption import title_line
from core.model import Channel, Destination, Entity, Event, EventKind, Sentence, Video
from core.notify.copies import Copy
from core.notify.digest import Digest, digest
from core.notify.messages import Told
from core.wording import clock, compact, language_name, units
from locales import texts

from .telling import COPY, EVENT, post, stretches, told

VIDEO = Video("dQw4w9WgXcQ", "A title", "A channel", "UC1", 213, 1_500)
CHANNEL = Channel("UC1", "Gears & Levers", "@gears", "How machines work.\nNew every week.", 3_240_000, 512)


def test_a_post_says_one_fact_a_line_and_ends_with_the_link() -> None:
    video = Video("dQw4w9WgXcQ", "A <b>title</b>", "A & B", "UC1", 3649, 2_190_000)

    text = post(EVENT, video, Sentence("status-queued"))

    assert text.plain == (
        "❤️ Liked\nTitle: A <b>title</b>\nChannel: A & B\nDuration: 1:00:49\nViews: 2.1M\n"
        "Status: ⏳ queued\n🔗 https://youtu.be/dQw4w9WgXcQ"
    )
    assert text.entities == (Entity("bold", 0, units("❤️ Liked")),)


def test_unknown_figures_are_left_out() -> None:
    assert post(EVENT, Video("id")).plain == "❤️ Liked\n🔗 https://youtu.be/id"


def test_a_video_with_no_views_yet_has_zero() -> None:
    assert "Views: 0" in post(EVENT, Video("id", views=0)).plain


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


# -- the other kinds ---------------------------------------------------------------------------------------------------


def test_a_watch_is_told_with_what_is_known_of_the_video() -> None:
    assert post(told(EventKind.WATCHED), VIDEO).plain == (
        "🎬 Watched\nTitle: A title\nChannel: A channel\nDuration: 3:33\nViews: 1.5K\n🔗 https://youtu.be/dQw4w9WgXcQ"
    )


def test_a_subscription_is_told_with_what_is_known_of_the_channel() -> None:
    assert post(told(EventKind.SUBSCRIBED), Video("UC1"), channel=CHANNEL).plain == (
        "📺 New Subscription\nChannel: Gears & Levers\nHandle: @gears\nSubscribers: 3.2M\nVideos: 512\n"
        "About: How machines work. New every week.\n🔗 https://www.youtube.com/channel/UC1"
    )


def test_a_channel_that_hides_its_figures_has_none() -> None:
    assert post(told(EventKind.SUBSCRIBED), Video("UC1"), channel=Channel("UC1", "T")).plain == (
        "📺 New Subscription\nChannel: T\n🔗 https://www.youtube.com/channel/UC1"
    )


def test_an_unsubscription_says_since_when_it_had_been_subscribed() -> None:
    assert post(told(EventKind.UNSUBSCRIBED, "UC1@1705312800"), Video("UC1"), channel=CHANNEL).plain == (
        "👋 Unsubscribed\nChannel: Gears & Levers\n(was subscribed since 2024-01-15)\n"
        "🔗 https://www.youtube.com/channel/UC1"
    )


def test_an_unsubscription_of_a_channel_of_which_nothing_is_known_is_told() -> None:
    assert post(told(EventKind.UNSUBSCRIBED, "UC1#1"), Video("UC1")).plain == (
        "👋 Unsubscribed\n🔗 https://www.youtube.com/channel/UC1"
    )


def test_a_channel_or_a_video_can_vanish() -> None:
    channel = post(told(EventKind.VANISHED, "UC1@1705312800"), Video("UC1"), channel=CHANNEL).plain
    video = post(told(EventKind.VANISHED, subject="dQw4w9WgXcQ"), VIDEO).plain

    assert channel.startswith("🫥 Vanished\nChannel: Gears & Levers\n(was subscribed since 2024-01-15)\n")
    assert video.startswith("🫥 Vanished\nTitle: A title\n")


@pytest.mark.parametrize("kind", EventKind)
def test_every_kind_has_its_post_and_its_line_in_a_digest(kind: EventKind) -> None:
    assert post(told(kind), Video("UC1")).plain.count("\n") >= 1
    assert digest([Told(told(kind), Video("UC1"))], Digest({kind: 1}), texts()).plain.count("\n") == 1


# -- digests -----------------------------------------------------------------------------------------------------------


def test_a_digest_is_a_line_for_each_and_every_line_a_link() -> None:
    text = digest(
        [
            Told(told(EventKind.LIKED, subject=VIDEO.id), VIDEO),
            Told(told(EventKind.UNSUBSCRIBED), Video("UC1"), CHANNEL),
        ],
        Digest({EventKind.LIKED: 1, EventKind.UNSUBSCRIBED: 1}),
        texts(),
    )

    assert text.plain == "📬 Meanwhile: 1 liked, 1 unsubscribed\n❤️ A title\n👋 Gears & Levers"
    assert [(one.kind, one.url) for one in text.entities] == [
        ("bold", None),
        ("text_link", "https://youtu.be/dQw4w9WgXcQ"),
        ("text_link", "https://www.youtube.com/channel/UC1"),
    ]
    assert stretches(text)[1:] == ["A title", "Gears & Levers"]


@pytest.mark.parametrize(("seen_at", "said"), [(3600.0, "Since 2024-01-15 10:00 UTC"), (3599.0, "Meanwhile")])
def test_a_digest_after_a_gap_says_since_when(seen_at: float, said: str) -> None:
    since = 1_705_312_800.0
    about = Digest({EventKind.WATCHED: 41, EventKind.LIKED: 2}, since=since)
    one = Told(Event(EventKind.WATCHED, "i", VIDEO.id, None, since + seen_at), VIDEO)

    assert digest([one], about, texts()).plain == f"📬 {said}: 2 liked, 41 watched\n🎬 A title\n… and 42 more"


def test_vanished_channels_among_vanished_videos_are_not_called_liked_videos() -> None:
    assert digest([], Digest({EventKind.VANISHED: 3}, liked_gone=2), texts()).plain.startswith(
        "📬 Meanwhile: 3 vanished\n"
    )


# -- re-watches, what vanished, copies ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("times", "said"),
    [
        (2, "2nd"),
        (3, "3rd"),
        (4, "4th"),
        (11, "11th"),
        (12, "12th"),
        (13, "13th"),
        (21, "21st"),
        (111, "111th"),
        (122, "122nd"),
    ],
)
def test_an_english_ordinal_has_its_own_ending(times: int, said: str) -> None:
    assert post(watched(times), VIDEO).plain.split("\n")[1] == f"(again, {said} time)"


def test_ordinals_of_the_other_languages() -> None:
    assert [post(watched(times), VIDEO, None, "ru").plain.split("\n")[1] for times in (2, 21)] == [
        "(снова, 2-й раз)", "(снова, 21-й раз)",
    ]  # fmt: skip
    assert [post(watched(times), VIDEO, None, "fa").plain.split("\n")[1] for times in (2, 11)] == [
        "(دوباره، برای 2مین بار)", "(دوباره، برای 11مین بار)",
    ]  # fmt: skip


@pytest.mark.parametrize("times", [None, 0, 1, "4"])
def test_a_first_watch_is_no_re_watch(times: int | str | None) -> None:
    event = Event(EventKind.WATCHED, "i", VIDEO.id, None, 1.0, {} if times is None else {"times": times})

    assert "again" not in post(event, VIDEO).plain


def watched(times: int) -> Event:
    return Event(EventKind.WATCHED, "i", VIDEO.id, None, 1.0, {"times": times})


@pytest.mark.parametrize("why", ["", "some-new-reason", "-x"])
def test_a_reason_that_has_no_words_is_unknown(why: str) -> None:
    event = Event(EventKind.VANISHED, "i", VIDEO.id, None, 1.0, {"why": why})

    assert "\nWhy: YouTube does not say\n" in post(event, VIDEO).plain


@pytest.mark.parametrize(
    ("chat_id", "topic", "username", "link"),
    [
        (-1000000001234, None, None, "https://t.me/c/1234/9"),
        (-1000000001234, 5, None, "https://t.me/c/1234/5/9"),
        (-1000000001234, 1, None, "https://t.me/c/1234/9"),
        (-1000000001234, None, "my_likes", "https://t.me/my_likes/9"),
        (-1000000001234, 5, "my_likes", "https://t.me/my_likes/5/9"),
        (-1002147483648, None, None, "https://t.me/c/2147483648/9"),
        (-1234, None, None, None),
        (501, None, "owner", None),
    ],
)
def test_a_saved_copy_is_linked_where_telegram_has_links(
    chat_id: int, topic: int | None, username: str | None, link: str | None
) -> None:
    assert Copy(Destination(1, chat_id, "", topic), 9, username).link == link


def test_a_like_says_nothing_of_a_copy() -> None:
    assert "copy" not in post(EVENT, VIDEO, copy=COPY).plain


def test_a_group_without_a_name_is_not_spoken_of() -> None:
    assert "copy" not in post(told(EventKind.UNLIKED), VIDEO, copy=Copy(Destination(1, -7), 5)).plain


@pytest.mark.parametrize(
    ("code", "own", "russian"),
    [
        ("fa", "فارسی", "персидский"),
        ("pt-BR", "Português (Brasil)", "португальский (Бразилия)"),
        ("xx", "xx", "xx"),
        ("", "", ""),
    ],
)
def test_a_language_has_its_name(code: str, own: str, russian: str) -> None:
    assert (language_name(code), language_name(code, "ru")) == (own, russian)
