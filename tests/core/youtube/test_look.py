"""A look at a video and at a playlist, by the real yt-dlp in its child process, against the sandbox's YouTube."""

from __future__ import annotations

import io
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PIL import Image

from core.download.formats import from_ytdlp
from core.download.offers import offers
from core.errors import Condition, NeedsOwner, Permanent, Retry, Scope, Trouble
from core.model import Video
from core.youtube.cookies import read_cookies
from core.youtube.look import LookJob, PlaylistJob, look, playlist
from sandbox.faults import Faults
from sandbox.youtube.opening import ONE_OF_EACH
from sandbox.youtube.world import YouTubeWorld

PLAIN = ONE_OF_EACH["plain"]
LIST = "PLyagamiSandboxList"

Ask = Callable[..., LookJob]


@pytest.fixture
def ask(world: YouTubeWorld, tmp_path: Path) -> Ask:
    """ask(VIDEO_ID, cookies=...) -> a job. The player sets no riddles, which spares a start of deno a run."""
    world.player.challenges = False

    def make(video_id: str = PLAIN, **more: Any) -> LookJob:
        job = LookJob(video_id, tmp_path / "cache", proxy=world.proxy_url, ca=world.ca_path, pause=0)
        return replace(job, **more)

    return make


@pytest.fixture
def ask_list(world: YouTubeWorld, tmp_path: Path) -> PlaylistJob:
    return PlaylistJob(LIST, tmp_path / "cache", proxy=world.proxy_url, ca=world.ca_path, pause=0)


async def refused(job: LookJob) -> Trouble:
    with pytest.raises(Trouble) as caught:
        await look(job)
    return caught.value


async def test_a_look_shows_what_a_card_shows_and_fetches_no_stream(world: YouTubeWorld, ask: Ask) -> None:
    video = world.videos[PLAIN]
    video.description = "0:00 One\n0:03 Two\n0:06 Three"

    seen = await look(ask())

    assert seen.video == Video(PLAIN, video.title, video.channel.title, video.channel.id, 10, video.views, "none")
    assert (seen.duration, seen.live_status, seen.availability, seen.chapters) == (10, "not_live", "public", 3)
    assert (seen.subtitles, seen.automatic) == (("en", "de"), ("en",))
    assert seen.thumbnail is not None
    with Image.open(io.BytesIO(seen.thumbnail)) as picture:
        assert picture.size == (1280, 720)
    assert {one["host"] for one in world.requests} == {"www.youtube.com", "i.ytimg.com"}


async def test_its_formats_make_the_cards_buttons(world: YouTubeWorld, ask: Ask) -> None:
    seen = await look(ask())

    made = offers(from_ytdlp(seen.formats), 10**9, seen.duration)

    assert [one.height for one in made] == [720, 360, 144, None]
    assert all(one.size and one.parts == 1 and one.plays for one in made)
    assert not [key for one in seen.formats for key in one if "url" in key], (
        "addresses live for hours, and are somebody's"
    )


@pytest.mark.parametrize(
    ("kind", "key"),
    [
        ("private", "video-private"),
        ("deleted", "video-deleted"),
        ("age", "video-age-restricted"),
        ("members", "video-members-only"),
        ("country", "video-geo"),
    ],
)
async def test_what_is_not_to_be_had_is_refused_by_name(ask: Ask, kind: str, key: str) -> None:
    trouble = await refused(ask(ONE_OF_EACH[kind]))

    assert isinstance(trouble, Permanent)
    assert (trouble.key, trouble.skip) == (key, True)


async def test_a_video_that_is_live_or_to_come_is_shown_as_such(ask: Ask) -> None:
    live, to_come = await look(ask(ONE_OF_EACH["live"])), await look(ask(ONE_OF_EACH["upcoming"]))

    assert (live.live_status, live.video.live_status) == ("is_live", "live")
    assert (to_come.live_status, to_come.video.live_status, to_come.formats) == ("is_upcoming", "upcoming", ())
    assert to_come.starts_at is not None


async def test_an_id_that_nobody_has_is_unavailable(ask: Ask) -> None:
    assert (await refused(ask("nosuchvideo"))).key == "video-deleted"


async def test_cookies_open_what_asks_for_age(world: YouTubeWorld, ask: Ask) -> None:
    jar = read_cookies(world.browsers.sign_in().encode(), world.state.now()).text

    seen = await look(ask(ONE_OF_EACH["age"], cookies=jar))

    assert seen.formats


async def test_a_bot_check_and_a_slower_pace_are_said_as_for_a_download(ask: Ask, faults: Faults) -> None:
    faults.switch_on("watch.bot_check")
    check = await refused(ask())
    faults.switch_on("watch.429", times=None)
    faults.switch_on("player.429", times=None)
    pace = await refused(ask())

    assert isinstance(check, NeedsOwner)
    assert check.condition is Condition.BOT_CHECK
    assert isinstance(pace, Retry)
    assert (pace.key, pace.scope) == ("youtube-rate-limited", Scope.YOUTUBE)


@pytest.mark.parametrize("fault", ["thumbnail.missing", "thumbnail.broken"])
async def test_a_picture_that_does_not_come_costs_no_look(
    world: YouTubeWorld, ask: Ask, faults: Faults, fault: str
) -> None:
    faults.switch_on(fault, times=None)

    seen = await look(ask("NewsInFiveM"))

    assert seen.thumbnail is None
    assert (seen.subtitles, seen.automatic) == ((), ())
    assert sum(one["host"] == "i.ytimg.com" for one in world.requests) <= 4


async def test_what_was_only_heard_has_no_subtitles_of_a_person(ask: Ask) -> None:
    seen = await look(ask("SourdoughNo"))

    assert (seen.subtitles, seen.automatic) == ((), ("en",))


async def test_a_playlist_is_counted_and_its_first_videos_are_named(world: YouTubeWorld, ask_list: PlaylistJob) -> None:
    world.state.add_playlist(LIST, "Kitchen & workshop", [PLAIN, "yagamiPriva", "KettleWhist"])

    seen = await playlist(ask_list)
    first = await playlist(replace(ask_list, first=1))

    video = world.videos[PLAIN]
    assert (seen.title, seen.count) == ("Kitchen & workshop", 3)
    assert seen.entries[0] == Video(PLAIN, video.title, video.channel.title, video.channel.id, video.duration)
    assert [one.id for one in seen.entries] == [PLAIN, "yagamiPriva", "KettleWhist"]
    assert (first.count, [one.id for one in first.entries]) == (3, [PLAIN])


async def test_a_long_playlist_is_read_no_further_than_asked(world: YouTubeWorld, ask_list: PlaylistJob) -> None:
    names = [world.add_video(f"listed{number:05}", title=f"Part {number}").id for number in range(130)]
    world.state.add_playlist(LIST, "Long", names)

    few = await playlist(replace(ask_list, first=50))
    world.requests.clear()
    more = await playlist(replace(ask_list, first=120))

    assert [one.id for one in few.entries] == names[:50]
    assert [one.id for one in more.entries] == names[:120]
    assert more.count == 130


async def test_a_playlist_that_is_none_is_refused_by_name(ask_list: PlaylistJob) -> None:
    with pytest.raises(Permanent) as caught:
        await playlist(ask_list)

    assert (caught.value.key, caught.value.skip) == ("playlist-unavailable", True)


async def test_a_page_that_fails_costs_nothing_while_the_api_answers(
    world: YouTubeWorld, ask_list: PlaylistJob, faults: Faults
) -> None:
    world.state.add_playlist(LIST, "Short", [PLAIN])
    faults.switch_on("playlist.500", times=None)

    assert [one.id for one in (await playlist(ask_list)).entries] == [PLAIN]


async def test_a_line_that_is_down_is_youtubes_not_the_playlists(ask_list: PlaylistJob) -> None:
    with pytest.raises(Retry) as caught:
        await playlist(replace(ask_list, proxy="http://user:hunter2@127.0.0.1:1"))

    assert (caught.value.key, caught.value.scope) == ("youtube-unreachable", Scope.YOUTUBE)
    assert "hunter2" not in repr(caught.value.__cause__)
