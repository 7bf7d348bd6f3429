"""The links of a message: by examples as people paste them, and by properties."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.download.links import Found, Link, find

ID, OTHER, LIST = "dQw4w9WgXcQ", "-yagami_Das", "PLrAXtmErZgOeiKm4sgNOknGvNjby9efdf"


@pytest.mark.parametrize(
    "address",
    [
        f"https://www.youtube.com/watch?v={ID}",
        f"http://youtube.com/watch?v={ID}&feature=share&si=abcDEF_123-x",
        f"HTTPS://WWW.YOUTUBE.COM/watch?v={ID}",
        f"youtube.com/watch?app=desktop&v={ID}",
        f"m.youtube.com/watch?v={ID}",
        f"https://music.youtube.com/watch?v={ID}&si=x",
        f"https://gaming.youtube.com/watch?v={ID}",
        f"https://youtu.be/{ID}",
        f"youtu.be/{ID}?si=abc",
        f"https://youtu.be/watch?v={ID}",
        f"https://www.youtu.be/{ID}/",
        f"https://www.youtube.com/shorts/{ID}?feature=share",
        f"https://www.youtube.com/live/{ID}?si=x",
        f"https://www.youtube.com/embed/{ID}?rel=0",
        f"https://www.youtube-nocookie.com/embed/{ID}",
        f"https://www.youtube.com/v/{ID}&hl=en",
        f"https://www.youtube.com/e/{ID}",
        f"https://www.youtube.com/watch/{ID}",
        f"https://www.youtube.com/watch?feature=player_embedded&amp;v={ID}",
        f"https://www.youtube.com/watch#!v={ID}",
        f"https://www.youtube.com/watch%3Fv%3D{ID}%26x=1",
        f"https://www.youtube.com/watch?v%3D={OTHER}&v={ID}",
        f"https://www.youtube.com:443/watch?v={ID}",
        f"https://www.youtube.com./watch?v={ID}",
        f"https://www.youtube.com/attribution_link?a=x&u=%2Fwatch%3Fv%3D{ID}%26feature%3Dshare",
        f"https://www.youtube.com/redirect?event=comments&q=https%3A%2F%2Fyoutu.be%2F{ID}",
        f"https://consent.youtube.com/m?continue=https%3A%2F%2Fwww.youtube.com%2Fwatch%3Fv%3D{ID}%26x%3D1&gl=DE",
        f"https://www.youtube.com/oembed?format=json&url=https%3A//www.youtube.com/watch%3Fv%3D{ID}",
        f"https://www.google.com/url?sa=t&url=https%3A%2F%2Fwww.youtube.com%2Fwatch%3Fv%3D{ID}&usg=x",
    ],
)
def test_every_form_of_an_address_names_its_video(address: str) -> None:
    expected = Found((Link(ID),))

    assert find(address) == expected
    assert find("watch this", [address]) == expected, "behind a word it is the same"


@pytest.mark.parametrize(
    "text",
    [
        "({})", "[look]({})", "<{}>", "«{}»", '"{}"', "{}.", "{}, and", "{}!!!", "{};", "look:{}", "👀{}👀", "見て{}。",
        "\u200f{}\u200f", "\u2067{}\u2069", "\ufeff{}\u200b", "_{}_", "**{}**", "~~{}~~", "||{}||", "`{}`", "1.{}", "\n\t{}\n",
    ],
)  # fmt: skip
@pytest.mark.parametrize("address", [f"https://youtu.be/{ID}", f"https://www.youtube.com/watch?v={ID}"])
def test_an_address_is_found_between_whatever_it_is_glued_to(text: str, address: str) -> None:
    assert find(text.format(address)) == Found((Link(ID),))


def test_several_links_keep_their_order_and_come_once() -> None:
    text = f"youtu.be/{OTHER} https://youtu.be/{ID}?t=5https://youtu.be/{OTHER} and youtube.com/shorts/{ID}"

    assert find(text, [f"https://youtu.be/{ID}", "https://youtu.be/KettleWhist"]).links == (
        Link(OTHER),
        Link(ID, start=5),
        Link("KettleWhist"),
    )


def test_fifty_links_in_one_message_are_fifty() -> None:
    ids = [f"video{number:06}" for number in range(50)]

    assert [link.video_id for link in find(" ".join(f"youtu.be/{one}" for one in ids)).links] == ids


@pytest.mark.parametrize(
    ("address", "link"),
    [
        (f"https://www.youtube.com/playlist?list={LIST}", Link(None, LIST)),
        (f"https://www.youtube.com/watch?v={ID}&list={LIST}&index=3", Link(ID, LIST)),
        (f"https://youtu.be/{ID}?list={LIST}&t=90", Link(ID, LIST, 90)),
        (f"https://www.youtube.com/watch?list={LIST}", Link(None, LIST)),
        (f"https://www.youtube.com/embed/videoseries?list={LIST}", Link(None, LIST)),
        ("https://music.youtube.com/playlist?list=OLAK5uy_kAbCdEfGhIjKlMnOpQrStUvWxYz012345", None),
        (f"https://www.youtube.com/watch?v={ID}&list=RD{ID}&start_radio=1", Link(ID, f"RD{ID}")),
        ("https://www.youtube.com/playlist?list=WL", Link(None, "WL")),
        (f"https://www.youtube.com/watch?v={ID}&list=no%20list", Link(ID)),
    ],
)
def test_a_playlist_is_named_beside_its_video_or_alone(address: str, link: Link | None) -> None:
    wanted = link or Link(None, address.rpartition("=")[2])

    assert find(address) == Found((wanted,))


@pytest.mark.parametrize(
    ("written", "seconds"),
    [
        ("t=90", 90), ("t=90s", 90), ("t=1m30s", 90), ("t=1h2m3s", 3723), ("t=2h", 7200), ("start=12", 12),
        ("time_continue=7", 7), ("t=1:02:03", 3723), ("t=0", 0), ("t=", None), ("t=soon", None), ("t=99999999999", None),
        ("t=999999h", None), ("t=1m30s)", 90),
    ],
)  # fmt: skip
def test_a_start_is_read_in_every_form(written: str, seconds: int | None) -> None:
    assert find(f"https://youtu.be/{ID}?{written}").links == (Link(ID, start=seconds),)
    assert find(f"https://www.youtube.com/watch?v={ID}#{written}").links == (Link(ID, start=seconds),)


@pytest.mark.parametrize(
    "address",
    [
        "https://www.youtube.com/@GearsAndLevers",
        "https://www.youtube.com/@GearsAndLevers/live",
        "https://www.youtube.com/channel/UCuAXFkgsw1L7xaCfnd5JJOw",
        "https://www.youtube.com/results?search_query=kettles",
        "https://www.youtube.com/",
        "https://www.youtube.com/feed/history",
        "https://www.youtube.com/clip/UgkxU2HSeGL_NvmDJ-nQJrlLwllwMDBdGZFs",
        "https://www.youtube.com/embed/live_stream?channel=UCuAXFkgsw1L7xaCfnd5JJOw",
        "https://youtu.be/tooshort",
        "https://youtu.be/thisistoolong",
        "https://www.youtube.com/watch?v=tooshort",
    ],
)
def test_what_is_youtubes_but_no_video_is_told_apart(address: str) -> None:
    assert find(address) == Found(others=(address,))


@pytest.mark.parametrize(
    "address",
    [
        "https://vimeo.com/76979871",
        "vimeo.com/76979871",
        f"https://www.youtube.com@evil.example/watch?v={ID}",
        f"https://youtube.com.evil.example/watch?v={ID}",
        f"https://notyoutube.com/watch?v={ID}",
        f"https://evil.example/youtu.be/{ID}",
        "https://www.youtube.com/redirect?q=https%3A%2F%2Fevil.example%2F",
    ],
)
def test_what_is_somebody_elses_is_a_stranger(address: str) -> None:
    assert find(address) == Found(strangers=(address,))


def test_words_that_are_no_address_find_nothing() -> None:
    assert find(f"I like youtube.com and {ID} a lot, mail me@youtube.com/x. Version 1.2.3") == Found()


def test_a_redirect_that_leads_to_itself_ends() -> None:
    address = "https://www.youtube.com/redirect?q="
    for _ in range(40):
        address = "https://www.youtube.com/redirect?q=" + address.replace("%", "%25").replace("&", "%26")

    assert find(address).links == ()


pieces = st.sampled_from(
    [
        "https://",
        "youtu.be/",
        "www.youtube.com/",
        "watch?v=",
        "&list=",
        "?t=",
        "%",
        "%3D",
        ID,
        LIST,
        "1h",
        "#",
        "redirect?q=",
    ]
)


@given(st.lists(pieces | st.text(max_size=12), max_size=12).map("".join), st.lists(st.text(max_size=60), max_size=3))
def test_no_text_breaks_it_and_only_ids_come_out(text: str, urls: list[str]) -> None:
    found = find(text, urls)

    for link in found.links:
        assert link.video_id or link.playlist_id
        assert link.video_id is None or re.fullmatch(r"[A-Za-z0-9_-]{11}", link.video_id)
        assert link.playlist_id is None or re.fullmatch(r"[A-Za-z0-9_-]{2,90}", link.playlist_id)
    assert len({link.identity for link in found.links}) == len(found.links)


@given(st.text(max_size=30), st.text(max_size=30))
def test_an_address_among_any_words_is_found(before: str, after: str) -> None:
    assert Link(ID) in find(f"{before} https://youtu.be/{ID} {after}").links
