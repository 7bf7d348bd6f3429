"""The watch history, read by the real yt-dlp in its child process from the sandbox's YouTube."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from core.errors import Condition, NeedsOwner, Retry, Scope, Trouble
from core.model import Video
from core.youtube import ytdlp_look_child
from core.youtube.cookies import read_cookies
from core.youtube.history import HistoryJob, HistoryRead, read_history
from sandbox.faults import Faults
from sandbox.youtube.history_feed import Layout
from sandbox.youtube.world import YouTubeWorld
from tests.rest import with_rest

DAY = 86_400
PLAIN, SHORT, TALK, DASH = "yagamiPlain", "yagamiShort", "KettleWhist", "-yagamiDash"

Ask = Callable[..., HistoryJob]


@pytest.fixture
def ask(world: YouTubeWorld, tmp_path: Path) -> Ask:
    """ask(account, limit=...) -> a job with the cookies of a browser that has just been signed in."""

    def make(account: str = "owner", **more: Any) -> HistoryJob:
        now = world.state.now()
        jar = read_cookies(world.browsers.sign_in(account).encode(), now)
        job = HistoryJob(jar.text, tmp_path / "cache", now, proxy=world.proxy_url, ca=world.ca_path, pause=0)
        return replace(job, **more)

    return make


def told(read: HistoryRead) -> list[tuple[str, str | None, bool]]:
    return [(one.video.id, one.day, one.short) for one in read.watches]


async def refused(job: HistoryJob) -> Trouble:
    with pytest.raises(Trouble) as caught:
        await read_history(job)
    return caught.value


def watch_on_three_days(world: YouTubeWorld) -> list[str]:
    """At noon, so that no midnight falls between. -> the days' dates, newest first"""
    noon = world.state.now() // DAY * DAY + DAY / 2
    for ago, video in ((400, DASH), (3, PLAIN), (3, TALK), (1, SHORT), (1, PLAIN), (1, PLAIN)):
        world.watch(video, at=noon - ago * DAY)
    return [datetime.fromtimestamp(noon - ago * DAY, UTC).date().isoformat() for ago in (1, 3, 400)]


def asked(world: YouTubeWorld) -> list[str]:
    return [one["path"] for one in world.requests]


async def test_one_request_shows_videos_days_shorts_and_who_is_signed_in(world: YouTubeWorld, ask: Ask) -> None:
    yesterday, monday, long_ago = watch_on_three_days(world)

    read = await read_history(ask())

    assert told(read) == [
        (SHORT, yesterday, True),
        (PLAIN, yesterday, False),
        (TALK, monday, False),
        (PLAIN, monday, False),
        (DASH, long_ago, False),
    ]
    video = world.videos[PLAIN]
    assert read.watches[1].video == Video(PLAIN, video.title, video.channel.title, video.channel.id, video.duration)
    assert read.watches[0].video.title == world.videos[SHORT].title, "yt-dlp says nothing of it; the page does"
    assert (read.signed_in, read.paused, read.account) == (True, False, None)
    assert asked(world) == ["/feed/history"]


@pytest.mark.parametrize("page_size", with_rest((100, 2), 2))
@pytest.mark.parametrize("layout", ["new", "lockups", "old"])
async def test_every_layout_shows_the_same_whether_it_comes_at_once_or_goes_on(
    world: YouTubeWorld, ask: Ask, layout: Layout, page_size: int
) -> None:
    yesterday, monday, long_ago = watch_on_three_days(world)
    world.history.layout, world.history.page_size = layout, page_size

    read = await read_history(ask())

    assert sorted(told(read)) == sorted(
        [(SHORT, yesterday, True), (PLAIN, yesterday, False), (TALK, monday, False), (PLAIN, monday, False),
         (DASH, long_ago, False)]
    )  # fmt: skip
    assert [one.day for one in read.watches] == [yesterday, yesterday, monday, monday, long_ago]
    assert (read.signed_in, read.paused) == (True, False)
    assert None not in [one.video.title for one in read.watches]


@pytest.mark.parametrize("layout", with_rest(("new", "lockups", "old"), "new"))
async def test_adverts_and_broken_lines_cost_no_watch_and_are_none(
    world: YouTubeWorld, ask: Ask, faults: Faults, layout: Layout
) -> None:
    yesterday, monday, long_ago = watch_on_three_days(world)
    world.history.layout = layout
    faults.switch_on("history.clutter")

    read = await read_history(ask())

    seen = {one for one in told(read) if one[0] != "untitledAAA"}
    assert seen == {
        (SHORT, yesterday, True), (PLAIN, yesterday, False), (TALK, monday, False), (PLAIN, monday, False),
        (DASH, long_ago, False),
    }  # fmt: skip
    assert {one.video.title for one in read.watches if one.video.id == "untitledAAA"} <= {None}


@pytest.mark.parametrize("layout", with_rest(("new", "old"), "new"))
async def test_a_page_in_another_language_shows_the_videos_without_their_days(
    world: YouTubeWorld, ask: Ask, layout: Layout
) -> None:
    watch_on_three_days(world)
    world.history.layout, world.history.language = layout, "de"

    read = await read_history(ask())

    assert {one.video.id for one in read.watches} == {PLAIN, SHORT, TALK, DASH}
    assert ({one.day for one in read.watches}, read.signed_in, read.paused) == ({None}, True, None)


@pytest.mark.parametrize("fault", ["history.no_token", "history.same_token"])
async def test_a_token_that_is_missing_or_comes_twice_ends_the_list_and_nothing_hangs(
    world: YouTubeWorld, ask: Ask, faults: Faults, fault: str
) -> None:
    watch_on_three_days(world)
    world.history.page_size = 2
    faults.switch_on(fault, times=None)

    read = await read_history(ask())

    assert read.signed_in
    first = [one.video.id for one in read.watches]
    assert first[:2] == [SHORT, PLAIN]
    assert len(asked(world)) < 20


async def test_a_page_that_does_not_say_who_is_signed_in_gives_its_list_and_no_jar(
    world: YouTubeWorld, ask: Ask, faults: Faults
) -> None:
    world.browsers.rotates = True
    watch_on_three_days(world)
    faults.switch_on("history.unsaid")

    read = await read_history(ask())

    assert (len(read.watches), read.signed_in, read.jar) == (5, None, None)


async def test_a_layout_that_only_yt_dlp_understands_shows_its_list_without_days(world: YouTubeWorld, ask: Ask) -> None:
    watch_on_three_days(world)
    world.history.layout = "grid"

    read = await read_history(ask())

    assert [one.video.id for one in read.watches] == [PLAIN, SHORT, TALK, PLAIN, DASH]
    assert {one.day for one in read.watches} == {None}
    assert read.signed_in is None, "an empty list would mean nothing now"
    assert read.jar is None, "nor is it known that the session lives"


async def test_a_yt_dlp_into_which_our_reading_does_not_fit_gives_its_list_alone(
    world: YouTubeWorld, ask: Ask, monkeypatch: pytest.MonkeyPatch
) -> None:
    watch_on_three_days(world)
    monkeypatch.setattr(ytdlp_look_child, "keeping_tab", lambda _most: None)
    monkeypatch.setenv("SSL_CERT_FILE", str(world.ca_path))
    job = ask()
    order = {"kind": "history", "cookies": job.cookies, "limit": 30, "whose": True, "now": job.now, "proxy": job.proxy}

    done = await asyncio.to_thread(
        ytdlp_look_child.Reading(order | {"own_ca": True, "cache": str(job.cache), "pause": 0}).read
    )

    assert [entry["id"] for entry in done["entries"]] == [PLAIN, TALK, PLAIN, DASH]
    assert (done["rows"], done["signed_in"], done["paused"], done["viewer"]) == ([], None, None, None)


async def test_what_is_below_the_first_page_is_read_only_if_it_is_asked_for(world: YouTubeWorld, ask: Ask) -> None:
    days = watch_on_three_days(world)
    world.history.page_size = 2

    few = await read_history(ask(limit=2))
    assert [one.video.id for one in few.watches] == [SHORT, PLAIN, TALK], "two of each kind"
    world.requests.clear()
    all_of_it = await read_history(ask(limit=30))

    assert [(one.video.id, one.day) for one in all_of_it.watches] == [
        (SHORT, days[0]), (PLAIN, days[0]), (TALK, days[1]), (PLAIN, days[1]), (DASH, days[2]),
    ]  # fmt: skip
    assert asked(world) == ["/feed/history", "/youtubei/v1/browse", "/youtubei/v1/browse"]


async def test_a_history_of_many_shorts_is_not_read_page_after_page(world: YouTubeWorld, ask: Ask) -> None:
    shorts = [f"short{number:06}" for number in range(30)]
    for one in shorts:
        world.state.add_video(id=one, source="vertical", title=one, channel="Shorts")
        world.state.watch(one)
    world.history.page_size = 10

    read = await read_history(ask(limit=3))

    assert [one.video.id for one in read.watches] == shorts[:-4:-1]
    assert asked(world) == ["/feed/history"]


async def test_whose_history_it_is_can_be_asked(world: YouTubeWorld, ask: Ask) -> None:
    world.watch(PLAIN)
    world.watch(TALK, "brand")

    owner, brand = await read_history(ask(whose=True)), await read_history(ask("brand", whose=True))

    for read, account, video in ((owner, "owner", PLAIN), (brand, "brand", TALK)):
        channel = world.state.viewers[account].channel
        assert read.viewer is not None
        assert (read.viewer.name, read.viewer.handle, read.viewer.channel_id) == (
            channel.title,
            channel.handle,
            channel.id,
        )
        assert read.account == channel.title
        assert [one.video.id for one in read.watches] == [video]


async def test_a_menu_that_fails_costs_no_history(world: YouTubeWorld, ask: Ask, faults: Faults) -> None:
    world.watch(PLAIN)
    faults.switch_on("account_menu.500", times=None)

    read = await read_history(ask(whose=True))

    assert (len(read.watches), read.viewer, read.signed_in) == (1, None, True)


async def test_a_paused_history_is_known_by_its_switch_though_it_shows_what_was_before(
    world: YouTubeWorld, ask: Ask
) -> None:
    watch_on_three_days(world)
    world.state.viewers["owner"].paused = True

    read = await read_history(ask())

    assert (len(read.watches), read.signed_in, read.paused) == (5, True, True)


async def test_an_empty_history_is_not_a_dead_session(world: YouTubeWorld, ask: Ask) -> None:
    cleared = await read_history(ask())
    world.state.viewers["owner"].paused = True
    paused = await read_history(ask())

    assert (cleared.watches, cleared.signed_in, cleared.paused) == ((), True, False)
    assert (paused.watches, paused.signed_in, paused.paused) == ((), True, True)


@pytest.mark.parametrize("told", [False, True])
async def test_a_session_that_has_ended_is_the_owners_though_yt_dlp_sees_an_empty_list(
    world: YouTubeWorld, ask: Ask, told: bool
) -> None:
    job = ask()
    world.watch(PLAIN)
    world.browsers.sign_out(told=told)

    trouble = await refused(job)

    assert isinstance(trouble, NeedsOwner)
    assert (trouble.condition, trouble.scope) == (Condition.COOKIES_DEAD, Scope.ITEM)


async def test_a_jar_without_a_login_is_the_owners_and_asks_for_nothing(world: YouTubeWorld, ask: Ask) -> None:
    job = ask()
    without = "".join(line for line in job.cookies.splitlines(keepends=True) if "LOGIN_INFO" not in line)

    trouble = await refused(replace(job, cookies=without))

    assert isinstance(trouble, NeedsOwner)
    assert trouble.condition is Condition.COOKIES_DEAD
    assert asked(world) == []


async def test_what_youtube_renews_of_the_cookies_is_given_back_and_goes_on_working(
    world: YouTubeWorld, ask: Ask
) -> None:
    world.browsers.rotates = True
    job = ask()
    before = world.browsers.sessions[0].cookies["__Secure-3PSIDTS"]

    read = await read_history(job)

    fresh = world.browsers.sessions[0].cookies["__Secure-3PSIDTS"]
    assert read.jar is not None
    assert (before in job.cookies, before in read.jar, fresh in read.jar) == (True, False, True)
    assert "LOGIN_INFO" in read.jar
    again = await read_history(replace(job, cookies=read.jar))
    assert again.signed_in
    assert read_cookies(read.jar.encode(), job.now).count >= 12, "it is a jar as an owner's"


@pytest.mark.parametrize(
    ("fault", "key", "scope"),
    [
        ("history.429", "youtube-rate-limited", Scope.YOUTUBE),
        ("history.500", "youtube-unreachable", Scope.YOUTUBE),
        ("history.html", "history-unreadable", Scope.ITEM),
    ],
)
async def test_a_page_that_does_not_come_is_tried_again(
    world: YouTubeWorld, ask: Ask, faults: Faults, fault: str, key: str, scope: Scope
) -> None:
    faults.switch_on(fault, times=None)

    trouble = await refused(ask())

    assert isinstance(trouble, Retry)
    assert (trouble.key, trouble.scope) == (key, scope)


async def test_a_500_that_passes_costs_nothing(world: YouTubeWorld, ask: Ask, faults: Faults) -> None:
    world.watch(PLAIN)
    faults.switch_on("history.500")

    assert len((await read_history(ask())).watches) == 1


async def test_a_line_that_is_down_is_youtubes_and_no_secret_is_in_what_is_said(world: YouTubeWorld, ask: Ask) -> None:
    job = ask(proxy="http://user:hunter2@127.0.0.1:1")

    trouble = await refused(job)

    assert isinstance(trouble, Retry)
    assert (trouble.key, trouble.scope) == ("youtube-unreachable", Scope.YOUTUBE)
    said = f"{trouble!r} {trouble.__cause__!r} {job!r}"
    assert not [secret for secret in ("hunter2", *world.browsers.sessions[0].cookies.values()) if secret in said]


async def test_a_jar_that_is_none_is_said_without_its_words(ask: Ask) -> None:
    trouble = await refused(ask(cookies="# Netscape HTTP Cookie File\nLOGIN_INFO sEcReT-value-of-a-cookie\n"))

    assert "sEcReT" not in f"{trouble!r} {trouble.__cause__!r}"


async def test_the_bytes_of_a_reading_are_counted(ask: Ask) -> None:
    moved: list[tuple[int, int]] = []
    await read_history(ask(count=lambda received, sent: moved.append((received, sent))))
    assert 1_000 < sum(received for received, _ in moved) < 2_000_000
    assert 300 < sum(sent for _, sent in moved) < 50_000
