"""The words in the channels. How whole posts read is in test_posts.py."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.download.caption import title_line
from core.model import Channel, Destination, Entity, Event, EventKind, Sentence, Text, Video
from core.notify import messages
from core.notify.copies import Copy
from core.notify.digest import MOST_ENTITIES, Digest, digest
from core.notify.messages import CAPTION_UNITS, MESSAGE_UNITS, SNIPPET, Told, snippet
from core.wording import TITLE_UNITS, clean, clock, compact, is_blank, isolated, language_name, units
from locales import languages, texts

EVENT = Event(EventKind.LIKED, "id@1", "id", 1.0, 2.0)
#: any text, and what is likely to break one: marks of direction, joined emoji, halves of nothing
TITLES = st.text(max_size=500) | st.text(
    "a \u202e\u202b\u2066\u2068\u2069\u200f\u200d👩🏽‍🚀🏳️‍🌈עא٣.)(\n\ue000", max_size=500
)


def post(
    event: Event,
    video: Video,
    status: Sentence | None = None,
    language: str = "en",
    channel: Channel | None = None,
    copy: Copy | None = None,
) -> Text:
    return messages.post(Told(event, video, channel, copy), status, texts(language))


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


@given(TITLES, TITLES)
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
COPY = Copy(Destination(1, -1000000001234, "Likes"), 9)
CHANNEL = Channel("UC1", "Gears & Levers", "@gears", "How machines work.\nNew every week.", 3_240_000, 512)


def told(kind: EventKind, identity: str = "id@1", subject: str = "UC1") -> Event:
    return Event(kind, identity, subject, None, 2.0)


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


@given(st.text(max_size=3000))
def test_a_description_is_shown_in_one_short_line(description: str) -> None:
    line = snippet(description)

    assert "\n" not in line
    assert len(line) <= SNIPPET + 1


def stretches(text: Text) -> list[str]:
    """What the entities style. Raises UnicodeDecodeError where one ends inside a character."""
    encoded = text.plain.encode("utf-16-le")
    return [encoded[2 * one.offset : 2 * (one.offset + one.length)].decode("utf-16-le") for one in text.entities]


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


@given(st.lists(TITLES, min_size=1, max_size=150), st.integers(0, 5000), st.booleans(), st.sampled_from(languages()))
@settings(deadline=None, max_examples=60)
def test_a_digest_of_any_titles_fits_a_message_and_says_how_many_more(
    titles: list[str], unread: int, gone: bool, language: str
) -> None:
    kind, copy = (EventKind.VANISHED, COPY) if gone else (EventKind.LIKED, None)
    many = [Told(told(kind), Video(f"v{number}", title), None, copy) for number, title in enumerate(titles)]
    of = len(many) + unread

    text = digest(many, Digest({kind: of}, of if gone else 0, of if gone else 0), texts(language))

    links = [one.url for one in text.entities[1:]]
    shown = sum(str(url).startswith("https://youtu.be/") for url in links)
    assert shown >= 1
    assert links.count(COPY.link) == (shown if gone else 0)
    assert units(text.plain) <= MESSAGE_UNITS
    assert len(text.entities) <= MOST_ENTITIES
    more = of - shown
    last = text.plain.rsplit("\n", 1)[1]
    assert (last == texts(language).get("post-digest-more", count=more)) is (more > 0)
    titles_shown = [one for one, url in zip(stretches(text)[1:], links, strict=True) if url != COPY.link]
    assert titles_shown == [clean(title) or "UC1" for title in titles[:shown]]


# -- any title ---------------------------------------------------------------------------------------------------------


@given(TITLES, TITLES, TITLES, st.sampled_from(EventKind), st.sampled_from(languages()))
@settings(deadline=None)
def test_any_title_channel_and_place_fit_a_post_whose_links_are_where_they_should_be(
    title: str, channel: str, place: str, kind: EventKind, language: str
) -> None:
    copy = Copy(Destination(1, -1000000000007, place), 5)
    text = post(told(kind), Video("id", title, channel), Sentence("status-queued"), language, copy=copy)

    assert units(text.plain) <= MESSAGE_UNITS
    heading, *links = stretches(text)
    assert heading == text.plain.split("\n")[0]
    assert links == ([clean(place) or copy.link] if kind in (EventKind.UNLIKED, EventKind.VANISHED) else [])


@given(TITLES, TITLES, TITLES, st.integers(0, 10**12), st.integers(0, 10**9), st.sampled_from(languages()))
@settings(deadline=None)
def test_a_subscription_fits_under_a_picture_whatever_the_channel_calls_itself(
    title: str, handle: str, about: str, subscribers: int, videos: int, language: str
) -> None:
    channel = Channel("UC" + "x" * 22, title, handle, about, subscribers, videos)

    assert units(post(told(EventKind.SUBSCRIBED), Video(channel.id), None, language, channel).plain) <= CAPTION_UNITS


@given(TITLES)
def test_a_title_turns_nothing_around_that_stands_beside_it(title: str) -> None:
    for language in languages():
        said = isolated(clean(title), language)
        assert not any(mark in said for mark in "\u202a\u202b\u202c\u202d\u202e\u2066\u2067")
        assert (said.count("\u2068"), said.count("\u2069")) in {(0, 0), (1, 1)}


@pytest.mark.parametrize(
    ("text", "marked"),
    [
        ("Kettles (2)", {"fa"}),
        ("2024-01-15", {"fa"}),
        ("Чайники", {"fa"}),
        ("کتری (2)", {"en", "ru", "fa"}),
        ("Tea שלום", {"en", "ru", "fa"}),
    ],
)
def test_what_has_another_direction_than_the_text_is_isolated(text: str, marked: set[str]) -> None:
    assert {language for language in languages() if isolated(text, language) == f"\u2068{text}\u2069"} == marked
    assert {language for language in languages() if isolated(text, language) == text} == set(languages()) - marked


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
    ("text", "most", "cut"),
    [
        ("abcdef", 4, "abc…"),
        ("abe\u0301\u0302f", 5, "ab…"),
        ("ab👨\u200d👩\u200d👧c", 8, "ab…"),
        ("a🇩🇪🇫🇷b", 8, "a🇩🇪…"),
        ("a👍🏽b", 4, "a…"),
        ("ab cd", 4, "ab…"),
    ],
)
def test_a_cut_takes_no_sign_apart(text: str, most: int, cut: str) -> None:
    assert clean(text, most) == cut


def test_a_sign_without_an_end_is_cut_all_the_same() -> None:
    endless = clean("e" + "\u0301" * 900)
    assert 1 < units(endless) <= TITLE_UNITS


@pytest.mark.parametrize(
    ("text", "blank"), [("", True), ("\u200b\u200e \u3164", True), ("a", False), ("👍", False), ("۱", False)]
)
def test_what_can_not_be_seen_is_blank(text: str, blank: bool) -> None:
    assert is_blank(text) is blank


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
