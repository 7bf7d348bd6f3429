"""Everything that YouTube is known to answer instead of a video, thrown at the real yt-dlp: before the transfer and in its middle.

Each row says what it means for the app: which kind of trouble, what it stops, in which words. In the middle of a transfer it also
says that nothing is lost: the next try, in the same run or in a later one, goes on at the byte where it stopped.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass, replace

import pytest

from core.errors import YTDLP_NEEDS_UPDATE, NeedsOwner, Permanent, Retry, Scope, Trouble
from core.youtube.ytdlp import fetch
from core.youtube.ytdlp_options import BLOCK
from sandbox.faults import Faults
from sandbox.youtube.world import YouTubeWorld
from tests.core.youtube.ytdlp_rig import LARGE, PLAIN, Order, media, quiet, refused
from tests.rest import with_rest

Arrange = Callable[[YouTubeWorld, Faults], None]


def video(**fields: object) -> Arrange:
    """The video is so."""

    def arrange(world: YouTubeWorld, faults: Faults) -> None:
        for name, value in fields.items():
            setattr(world.videos[PLAIN], name, value)

    return arrange


def all_the_time(*names: str) -> Arrange:
    """These faults strike every request."""

    def arrange(world: YouTubeWorld, faults: Faults) -> None:
        for name in names:
            faults.switch_on(name, times=None)

    return arrange


def unsolvable(world: YouTubeWorld, faults: Faults) -> None:
    """Riddles that no solver knows, and no way round them."""
    world.player.challenges = True
    all_the_time("script.changed", "player.scripted_only")(world, faults)


def gone(world: YouTubeWorld, faults: Faults) -> None:
    del world.videos[PLAIN]


@dataclass(frozen=True)
class Row:
    """What YouTube says -> what it means."""

    arrange: Arrange
    kind: type[Trouble]
    key: str
    scope: Scope = Scope.ITEM
    after: float | None = None


ITEM, YOUTUBE, YTDLP = Scope.ITEM, Scope.YOUTUBE, Scope.YTDLP
BEFORE = {
    "private": Row(video(privacy="private"), Permanent, "video-private"),
    "deleted": Row(video(privacy="deleted"), Permanent, "video-deleted"),
    "unknown id": Row(gone, Permanent, "video-deleted"),
    "terminated": Row(video(refusal="terminated"), Permanent, "video-terminated"),
    "copyright": Row(video(refusal="copyright"), Permanent, "video-copyright"),
    "members only": Row(video(refusal="members"), Permanent, "video-members-only"),
    "age": Row(video(age_restricted=True), Permanent, "video-age-restricted"),
    "bot check": Row(all_the_time("watch.bot_check"), NeedsOwner, "condition-bot_check", YOUTUBE),
    "captcha": Row(video(refusal="captcha"), NeedsOwner, "condition-bot_check", YOUTUBE),
    "soft rate limit": Row(video(refusal="rate_limit"), Retry, "youtube-soft-limit", YOUTUBE, 3600.0),
    "country": Row(video(refusal="country"), Permanent, "video-geo"),
    "premiere": Row(video(live="upcoming"), Permanent, "video-upcoming"),
    "live": Row(video(live="live"), Permanent, "video-live"),
    "being processed": Row(video(live="post_live"), Permanent, "video-processing"),
    "429 on page and API": Row(all_the_time("watch.429", "player.429"), Retry, "youtube-rate-limited", YOUTUBE),
    "429 on API only": Row(all_the_time("player.429"), Retry, "youtube-rate-limited", YOUTUBE),
    "403 on page and API": Row(all_the_time("watch.403", "player.403"), Retry, "youtube-refused", YOUTUBE),
    "5xx on page and API": Row(all_the_time("watch.500", "player.500"), Retry, "youtube-unreachable", YOUTUBE),
    "n and signature": Row(unsolvable, NeedsOwner, "condition-ytdlp_broken", YTDLP),
}


IN_GATE = (
    "members only", "age", "bot check", "soft rate limit", "country", "live", "429 on API only", "5xx on page and API",
    "n and signature",
)  # fmt: skip


@pytest.mark.parametrize("name", with_rest(BEFORE, *IN_GATE))
async def test_what_youtube_says_instead_of_a_video_is_understood_and_no_stream_is_asked_for(
    name: str, order: Order, world: YouTubeWorld, faults: Faults
) -> None:
    row = BEFORE[name]
    row.arrange(world, faults)
    trouble = await refused(order(PLAIN))
    assert (type(trouble), trouble.key, trouble.scope) == (row.kind, row.key, row.scope)
    assert not isinstance(trouble, Retry) or trouble.after == row.after
    assert not isinstance(trouble, Permanent) or trouble.skip
    assert [one for one in media(world) if one["path"] == "/videoplayback"] == []


async def test_a_ytdlp_that_youtube_has_left_behind_says_that_a_newer_one_helps(
    order: Order, world: YouTubeWorld, faults: Faults
) -> None:
    unsolvable(world, faults)
    assert (await refused(order(PLAIN))).args_for_text == {"reason": YTDLP_NEEDS_UPDATE}


async def test_a_premiere_and_a_stream_say_when_they_begin(order: Order, world: YouTubeWorld) -> None:
    begins = world.videos[PLAIN].starts_at = 1_900_000_000.0
    world.videos[PLAIN].live = "upcoming"
    assert (await refused(order(PLAIN))).args_for_text == {"at": int(begins), "premiere": 1}
    world.videos[PLAIN].live = "live"
    assert (await refused(order(PLAIN))).args_for_text == {"at": int(begins)}


# -- in the middle of a transfer ---------------------------------------------------------------------------------------

HALF_WAY = (
    "media.truncate"  #: the first request brings half of what it asked for; the fault strikes the one that goes on
)


async def test_a_403_in_mid_stream_is_answered_by_a_new_extraction_that_goes_on_at_its_byte(
    order: Order, world: YouTubeWorld, faults: Faults
) -> None:
    faults.switch_on(HALF_WAY)
    faults.switch_on("media.403", skip=1)
    await fetch(order(LARGE), quiet)
    assert watched(world) == 2
    assert_each_byte_came_once(world)


async def test_addresses_that_go_stale_again_and_again_are_asked_for_anew_while_something_comes(
    order: Order, world: YouTubeWorld, faults: Faults
) -> None:
    class Stale(Faults):
        """Every second request of a stream is refused; the others bring a half."""

        def hit(self, name: str) -> dict[str, object] | None:
            if name == "media.403" and self.count < 8:
                self.count += 1
                return {} if self.count % 2 == 0 else None
            if name == HALF_WAY and self.count < 8:
                return {}
            return faults.hit(name)

        count = 0

    world.media._faults = Stale()
    await fetch(order(LARGE), quiet)
    assert watched(world) == 5
    assert_each_byte_came_once(world)


@pytest.mark.parametrize("fault", with_rest(("media.500", "media.reset", "media.truncate"), "media.reset"))
async def test_what_passes_in_mid_stream_is_resumed_in_the_same_run(
    order: Order, world: YouTubeWorld, faults: Faults, fault: str
) -> None:
    faults.switch_on(HALF_WAY)
    faults.switch_on(fault, times=2, skip=0 if fault == HALF_WAY else 1)
    await fetch(order(LARGE), quiet)
    assert watched(world) == 1
    assert_each_byte_came_once(world, reset=fault == "media.reset")


AFTERWARDS = {
    "429": ("media.429", "youtube-rate-limited", YOUTUBE),
    "403": ("media.403", "media-forbidden", ITEM),
    "5xx": ("media.500", "media-broken", ITEM),
}


@pytest.mark.parametrize("name", with_rest(AFTERWARDS, "403"))
async def test_what_stays_in_mid_stream_is_told_and_a_later_run_goes_on_at_its_byte(
    name: str, order: Order, world: YouTubeWorld, faults: Faults
) -> None:
    fault, key, scope = AFTERWARDS[name]
    faults.switch_on(HALF_WAY)
    faults.switch_on(fault, times=None, skip=1)
    job = replace(order(LARGE), retry_wait=0.001)
    trouble = await refused(job)
    assert isinstance(trouble, Retry)
    assert (trouble.key, trouble.scope) == (key, scope)
    faults.switch_off(fault)
    await fetch(job, quiet)
    assert_each_byte_came_once(world)


async def test_a_bot_check_in_mid_stream_is_the_owners_and_what_has_come_is_kept(
    order: Order, world: YouTubeWorld, faults: Faults
) -> None:
    """The address is refused, and the new extraction says why."""
    faults.switch_on(HALF_WAY)
    faults.switch_on("media.403", times=None, skip=1)
    job = order(LARGE)
    faults.switch_on("watch.bot_check", skip=1)
    trouble = await refused(job)
    assert isinstance(trouble, NeedsOwner)
    assert (trouble.key, trouble.scope) == ("condition-bot_check", YOUTUBE)
    faults.switch_off("media.403")
    await fetch(job, quiet)
    assert_each_byte_came_once(world)


def watched(world: YouTubeWorld) -> int:
    """How many extractions there were."""
    return [one["path"] for one in world.requests].count("/watch")


def assert_each_byte_came_once(world: YouTubeWorld, *, reset: bool = False) -> None:
    """What was sent of each stream joins without a gap, and overlaps by no more than the block that was being read.

    reset: what was on its way then was lost besides.
    """
    came: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for one in media(world):
        if one["sent"]:
            first = int((one["range"] or "bytes=0-").removeprefix("bytes=").split("-")[0])
            came[one["query"]["itag"]].append((first, first + one["sent"]))
    assert came
    for itag, pieces in came.items():
        reached = 0
        for first, end in pieces:
            assert first <= reached, f"{itag}: a gap before {first} in {pieces}"
            assert first > 0 or reached <= BLOCK, f"{itag}: begun anew in {pieces}"
            assert reset or reached - first < BLOCK, f"{itag}: bytes came twice: {pieces}"
            reached = end
