"""Channels' pictures: from Google's hosts only, small ones only, soon or not at all."""

from __future__ import annotations

import httpx
import pytest

from core.youtube.pictures import LIMIT, REST, Pictures
from sandbox.youtube.pictures import address, draw

from .google_rig import GoogleRig

NOT_OURS = (
    "",
    "http://yt3.ggpht.com/x=s88-c-k-c0x00ffffff-no-rj",
    "https://127.0.0.1/x.jpg",
    "https://yt3.ggpht.com:8443/x.jpg",
    "https://yt3.ggpht.com:port/x.jpg",
    "https://yt3.ggpht.com@example.org/x.jpg",
    "https://ggpht.com.example.org/x.jpg",
    "https://[::1/x.jpg",
    "file:///etc/passwd",
    "yt3.ggpht.com",
)


@pytest.fixture
def pictures(rig: GoogleRig) -> Pictures:
    return Pictures(rig.http, rig.clock, seconds=60.0)


@pytest.fixture
def channel(rig: GoogleRig) -> str:
    return rig.world.videos["yagamiPlain"].channel.id


async def test_a_picture_comes_as_it_is(pictures: Pictures, channel: str) -> None:
    assert await pictures.get(address(channel, 800)) == draw(channel, 800)


async def test_only_googles_hosts_of_pictures_are_asked(rig: GoogleRig, pictures: Pictures) -> None:
    assert [await pictures.get(one) for one in NOT_OURS] == [None] * len(NOT_OURS)
    assert rig.world.requests == []
    assert rig.world.denied == []


async def test_a_picture_that_is_none_is_left_and_the_next_one_is_asked_for(
    rig: GoogleRig, pictures: Pictures, channel: str
) -> None:
    for fault in ("picture.missing", "picture.html"):
        rig.faults.switch_on(fault)
        assert await pictures.get(address(channel, 88)) is None
        assert await pictures.get(address(channel, 88)) == draw(channel, 88)


async def test_no_more_is_read_than_telegram_takes(rig: GoogleRig, pictures: Pictures, channel: str) -> None:
    rig.faults.switch_on("picture.large", bytes=LIMIT)
    assert len(await pictures.get(address(channel, 88)) or b"") == LIMIT
    rig.faults.switch_on("picture.large", bytes=LIMIT + 1)
    assert await pictures.get(address(channel, 88)) is None


@pytest.mark.parametrize(("fault", "seconds"), [("picture.slow", 1.5), ("proxy.refuse", 60.0)])
async def test_a_host_that_does_not_answer_rests_for_some_minutes(
    rig: GoogleRig, channel: str, fault: str, seconds: float
) -> None:
    pictures = Pictures(rig.http, rig.clock, seconds)
    rig.faults.switch_on(fault, times=None)
    asked = list[int]()
    for pause in (0, 0, REST - 1, 1):
        rig.clock.time += pause
        assert await pictures.get(address(channel, 88)) is None
        asked.append(rig.faults.hits[fault])
    assert asked == [1, 1, 1, 2]


async def test_a_clock_that_is_set_back_does_not_prolong_the_rest(
    rig: GoogleRig, pictures: Pictures, channel: str
) -> None:
    rig.faults.switch_on("proxy.refuse")
    assert await pictures.get(address(channel, 88)) is None

    rig.clock.time -= 3600
    assert await pictures.get(address(channel, 88)) == draw(channel, 88)


async def test_a_redirection_is_not_followed(rig: GoogleRig, channel: str) -> None:
    asked = list[str]()

    def answer(request: httpx.Request) -> httpx.Response:
        asked.append(request.url.host)
        return httpx.Response(302, headers={"Location": "https://example.org/x.jpg"})

    async with httpx.AsyncClient(transport=httpx.MockTransport(answer), follow_redirects=True) as http:
        assert await Pictures(http, rig.clock).get(address(channel, 88)) is None
    assert asked == ["yt3.ggpht.com"]
