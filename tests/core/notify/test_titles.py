"""Whatever a title, a name or a description holds: it fits, is cut between characters, and turns nothing around."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.download.caption import title_line
from core.model import Channel, Destination, EventKind, Sentence, Video
from core.notify.copies import Copy
from core.notify.digest import MOST_ENTITIES, Digest, digest
from core.notify.messages import CAPTION_UNITS, MESSAGE_UNITS, SNIPPET, Told, snippet
from core.wording import TITLE_UNITS, clean, is_blank, isolated, units
from locales import languages, texts

from .telling import COPY, EVENT, post, stretches, told

#: any text, and what is likely to break one: marks of direction, joined emoji, halves of nothing
TITLES = st.text(max_size=500) | st.text(
    "a \u202e\u202b\u2066\u2068\u2069\u200f\u200d👩🏽‍🚀🏳️‍🌈עא٣.)(\n\ue000", max_size=500
)


# -- it fits -----------------------------------------------------------------------------------------------------------


@given(TITLES, TITLES)
def test_any_title_and_channel_fit_a_caption_and_a_post(title: str, channel: str) -> None:
    video = Video("id", title, channel, duration=5)

    assert units(title_line(video, None)) <= 1024
    text = post(EVENT, video, Sentence("status-queued"))
    assert units(text.plain) <= 4096
    assert all(one.offset >= 0 and one.offset + one.length <= units(text.plain) for one in text.entities)


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


# -- it is cut ---------------------------------------------------------------------------------------------------------


@given(st.text(max_size=800))
def test_a_long_title_is_cut_between_characters(title: str) -> None:
    line = clean(title)

    assert units(line) <= TITLE_UNITS
    assert "\n" not in line
    line.encode("utf-8")  # no half of a surrogate pair


@given(st.text(max_size=3000))
def test_a_description_is_shown_in_one_short_line(description: str) -> None:
    line = snippet(description)

    assert "\n" not in line
    assert len(line) <= SNIPPET + 1


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


# -- it is seen, and turns nothing around ------------------------------------------------------------------------------


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


@pytest.mark.parametrize(
    ("text", "blank"), [("", True), ("\u200b\u200e \u3164", True), ("a", False), ("👍", False), ("۱", False)]
)
def test_what_can_not_be_seen_is_blank(text: str, blank: bool) -> None:
    assert is_blank(text) is blank
