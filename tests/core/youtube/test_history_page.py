"""The history page as our own reading takes it, and how it is brought together with yt-dlp's."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.model import Video
from core.youtube.history_page import Page, Viewer, day_of, read_page, read_viewer
from core.youtube.watches import Watch, merge

TODAY = date(2026, 11, 25)  # a Wednesday


@pytest.mark.parametrize(
    ("label", "day"),
    [
        ("Today", "2026-11-25"),
        ("Yesterday", "2026-11-24"),
        ("Monday", "2026-11-23"),
        ("Thursday", "2026-11-19"),
        ("Wednesday", "2026-11-18"),
        ("Nov 3", "2026-11-03"),
        ("November 3", "2026-11-03"),
        ("Dec 31", "2025-12-31"),
        ("Jun 15, 2025", "2025-06-15"),
        ("Feb 29", None),
        ("Feb 29, 2024", "2024-02-29"),
        ("Feb 30", None),
        ("Jun 15, 0", None),
        ("This week", None),
        ("Maybe 5", None),
        ("", None),
    ],
)
def test_a_days_heading_is_a_date(label: str, day: str | None) -> None:
    assert day_of(label, TODAY) == day


def test_a_heading_without_a_year_is_of_this_year_or_the_last() -> None:
    assert day_of("Feb 29", date(2025, 1, 2)) == "2024-02-29"
    assert day_of("Feb 29", date(2024, 3, 1)) == "2024-02-29"


def lockup(video_id: str, kind: str = "VIDEO", title: str = "t") -> dict[str, Any]:
    metadata = {"lockupMetadataViewModel": {"title": {"content": title}}}
    return {
        "lockupViewModel": {"contentId": video_id, "contentType": f"LOCKUP_CONTENT_TYPE_{kind}", "metadata": metadata}
    }


def section(label: str | None, *contents: dict[str, Any]) -> dict[str, Any]:
    heading = {"itemSectionHeaderRenderer": {"title": {"runs": [{"text": label}]}}}
    return {"itemSectionRenderer": {"contents": list(contents)} | ({"header": heading} if label else {})}


def page(*sections: dict[str, Any], **more: Any) -> dict[str, Any]:
    tab = {"tabRenderer": {"content": {"sectionListRenderer": {"contents": list(sections)}}}}
    return {"contents": {"twoColumnBrowseResultsRenderer": {"tabs": [tab]} | more}}


def test_a_section_without_a_heading_goes_on_with_the_day_before() -> None:
    read = read_page(
        page(section(None, lockup("a")), section("Yesterday", lockup("b")), section(None, lockup("c"))),
        TODAY,
        "2026-11-25",
    )

    assert [(one.video.id, one.day) for one in read.watches] == [
        ("a", "2026-11-25"),
        ("b", "2026-11-24"),
        ("c", "2026-11-24"),
    ]


def test_a_heading_that_is_no_day_ends_the_day_before() -> None:
    read = read_page(page(section("Today", lockup("a")), section("Some time ago", lockup("b"))), TODAY)

    assert [one.day for one in read.watches] == ["2026-11-25", None]


def test_a_short_is_one_in_every_wrapping_and_a_playlist_is_no_watch() -> None:
    shelf = {"reelShelfRenderer": {"items": [
        {"shortsLockupViewModel": {"onTap": {"innertubeCommand": {"reelWatchEndpoint": {"videoId": "s1"}}}}},
        {"reelItemRenderer": {"videoId": "s2", "headline": {"simpleText": "S"}}},
    ]}}  # fmt: skip
    wrapped = {"richItemRenderer": {"content": lockup("s3", "SHORTS")}}

    read = read_page(page(section("Today", shelf, wrapped, lockup("PLx", "PLAYLIST"), lockup("v"))), TODAY)

    assert [(one.video.id, one.short) for one in read.watches] == [
        ("s1", True),
        ("s2", True),
        ("s3", True),
        ("v", False),
    ]


def test_the_words_of_a_videos_title_switch_no_history_off() -> None:
    button = {
        "browseFeedActionsRenderer": {"contents": [{"buttonRenderer": {"text": {"simpleText": "Pause watch history"}}}]}
    }
    titled = section("Today", lockup("a", title="How to turn on watch history"))

    assert read_page(page(titled), TODAY).paused is None
    assert read_page(page(titled, secondaryContents=button), TODAY).paused is False


@pytest.mark.parametrize(
    ("context", "signed_in"),
    [
        ({"mainAppWebResponseContext": {"loggedOut": False}}, True),
        ({"mainAppWebResponseContext": {"loggedOut": True}}, False),
        ({"serviceTrackingParams": [{"params": [{"key": "logged_in", "value": "1"}]}]}, True),
        ({"serviceTrackingParams": [{"params": [{"key": "logged_in", "value": "0"}]}]}, False),
        ({"serviceTrackingParams": [{"params": [{"key": "e", "value": "1"}]}, None, {}]}, None),
        ({}, None),
    ],
)
def test_who_is_signed_in_is_said_in_two_places(context: dict[str, Any], signed_in: bool | None) -> None:
    assert read_page({"responseContext": context}, TODAY).signed_in is signed_in


def test_a_menu_that_names_two_channels_names_none_for_sure() -> None:
    def menu(*channels: str) -> dict[str, Any]:
        header = {"activeAccountHeaderRenderer": {"accountName": {"runs": [{"text": "So"}, {"text": "ra"}]}}}
        links = [{"browseEndpoint": {"browseId": channel}} for channel in channels]
        return {
            "actions": [
                {"openPopupAction": {"popup": {"multiPageMenuRenderer": {"header": header, "sections": links}}}}
            ]
        }

    one, two = "UC" + "a" * 22, "UC" + "b" * 22
    assert read_viewer(menu(one)) == Viewer("Sora", None, one)
    assert read_viewer(menu(one, two)) == Viewer("Sora", None, None)
    assert read_viewer({"actions": []}) is None


def entry(video_id: str, kind: str = "watch?v=") -> dict[str, Any]:
    return {
        "id": video_id,
        "ie_key": "Youtube",
        "url": f"https://www.youtube.com/{kind}{video_id}",
        "title": f"title {video_id}",
    }


def row(video_id: str, day: str, *, short: bool = False) -> Watch:
    return Watch(Video(video_id), day, short)


def test_the_rows_lead_and_take_what_yt_dlp_knows() -> None:
    rows = (row("a", "d2"), row("s", "d2", short=True), row("a", "d1"))

    merged = merge([entry("a"), entry("a")], rows, 30)

    assert [(one.video.id, one.day, one.short, one.video.title) for one in merged] == [
        ("a", "d2", False, "title a"),
        ("s", "d2", True, None),
        ("a", "d1", False, "title a"),
    ]


def test_a_shelf_of_many_shorts_hides_no_video() -> None:
    shelf = tuple(row(f"s{number}", "d2", short=True) for number in range(40))
    videos = (row("a", "d2"), row("b", "d1"), row("c", "d1"))

    merged = merge([entry("a"), entry("b")], (*shelf, *videos), 2)

    assert [one.video.id for one in merged] == ["s0", "s1", "a", "b"]


def test_a_page_that_is_not_understood_leaves_yt_dlps_list_as_it_is() -> None:
    merged = merge([entry("a"), entry("new"), entry("s", "shorts/")], (row("a", "d2"), row("s", "d1")), 30)

    assert [(one.video.id, one.day, one.short) for one in merged] == [
        ("a", "d2", False),
        ("new", None, False),
        ("s", "d1", True),
    ]
    assert [one.day for one in merge([entry("a")], (), 30)] == [None]


def test_what_is_no_video_in_yt_dlps_list_is_left_out() -> None:
    assert merge([{"id": "PL1", "ie_key": "YoutubeTab"}, {}, {"id": None}, entry("a")], (), 9)[0].video.id == "a"


keys = st.sampled_from(
    ["contents", "twoColumnBrowseResultsRenderer", "tabs", "tabRenderer", "content", "sectionListRenderer", "itemSectionRenderer",
     "header", "title", "runs", "text", "lockupViewModel", "contentId", "videoRenderer", "videoId", "actions", "responseContext",
     "mainAppWebResponseContext", "loggedOut", "openPopupAction", "popup", "multiPageMenuRenderer", "thumbnailOverlays"]
)  # fmt: skip
anything = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=5),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(keys, inner, max_size=3),
    max_leaves=15,
)


@given(anything)
def test_no_answer_breaks_the_reading(data: Any) -> None:
    assert isinstance(read_page(data, TODAY), Page)
    assert isinstance(
        read_page(page(section("Today", {"lockupViewModel": data}, {"videoRenderer": data})), TODAY), Page
    )
    read_viewer(data)
