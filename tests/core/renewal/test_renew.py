"""When a newer yt-dlp is taken, when not, and how it is left again; with a real registry, real files, real rows."""

from __future__ import annotations

import asyncio

import pytest

from core.errors import YTDLP_NO_JAVASCRIPT, Condition, NeedsOwner, Permanent, Scope
from core.renewal.decide import HOUR
from core.renewal.shelf import BRINGS

from .rig import BUILTIN, DAY, NEW, NEWER, NEWEST, Rig
from .taking import BROKEN, broken, taken


async def test_nothing_newer_is_nothing_done(home: Rig) -> None:
    await home.day()
    await home.day()
    assert (home.shelf.current, home.on_disk(), home.trial.asked) == (None, [], [])
    assert home.index.asked == ["page yt-dlp 200", "page yt-dlp 304"], "what has not changed is not sent again"
    assert home.index.refused == []


async def test_a_release_is_taken_when_it_is_48_hours_old(home: Rig) -> None:
    home.index.add(NEW, "whole", 0.1 * DAY)
    await home.day(1.2)
    assert home.shelf.current is None, "31 hours old"
    await home.day(1.2)
    assert home.shelf.current == NEW
    assert home.on_disk() == [NEW]
    assert await home.told() == [("taken", NEW)]
    assert home.moved[0] > home.index.size(NEW)


async def test_the_registry_is_asked_about_once_a_day(home: Rig) -> None:
    for _ in range(10 * 24):
        await home.day(1 / 24)
    assert 9 <= home.pages() <= 11


async def test_a_broken_yt_dlp_takes_a_release_at_once_however_young(home: Rig) -> None:
    await home.day()
    home.index.add(NEW, "whole", 60.0)
    await broken(home)
    await home.renewal.turn()
    assert home.shelf.current == NEW
    assert await home.store.pauses.until(Scope.YTDLP) == 0.0, "what waited for it goes on"


async def test_while_it_is_broken_the_registry_is_asked_hourly(home: Rig) -> None:
    await home.day()
    await broken(home)
    before = home.pages()
    for _ in range(5 * 6):
        await home.renewal.turn()
        home.clock.at += HOUR / 6
    assert home.pages() - before == 5


async def test_a_missing_javascript_runtime_is_no_reason_for_a_young_release(home: Rig) -> None:
    await home.day()
    home.index.add(NEW, "whole", 60.0)
    missing = NeedsOwner(Condition.YTDLP_BROKEN, scope=Scope.YTDLP, reason=YTDLP_NO_JAVASCRIPT)
    await home.store.pauses.pause(missing, home.clock.now(), 0.5)
    await home.day()
    assert home.shelf.current is None


async def test_yanked_and_pre_releases_are_never_taken(home: Rig) -> None:
    home.index.add(NEW, "whole", 3 * DAY, yanked=True)
    home.index.add("2027.1.2.dev5", "whole", 3 * DAY)
    await broken(home)
    await home.day()
    assert (home.shelf.current, home.trial.asked) == (None, [])


async def test_an_older_release_does_not_wait_for_a_younger_one(home: Rig) -> None:
    home.index.add(NEW, "whole", 3 * DAY)
    home.index.add(NEWER, "whole", 0.1 * DAY)
    await home.day(0.5)
    assert home.shelf.current == NEW


async def test_the_owner_can_switch_it_off_and_still_take_one_by_hand(home: Rig) -> None:
    home.allowed = False
    home.index.add(NEW, "whole", 60.0)
    await home.day()
    assert home.index.asked == []

    await home.renewal.look_now()
    assert home.shelf.current is None
    await home.renewal.take_now(NEW)
    assert home.shelf.current == NEW


async def test_a_part_that_is_newer_than_the_built_in_one_comes_along(home: Rig) -> None:
    home.index.add(NEW, "ejs", 3 * DAY)
    await home.day()
    assert home.shelf.current == NEW
    assert (home.shelf.folder(NEW) / "yt_dlp_ejs").is_dir()
    assert not (home.shelf.folder(NEW) / "requests").exists(), "what is built in and fits is not fetched"


async def test_two_are_kept_to_go_back_to(home: Rig) -> None:
    versions = ["2027.1.1", "2027.1.2", "2027.1.3", "2027.1.4"]
    for one in versions:
        await taken(home, one)
    assert home.on_disk() == versions[1:]
    assert {one.version for one in await home.store.releases.tried()} == set(versions[1:])


async def test_a_release_that_fails_at_its_first_videos_is_left_by_itself_with_one_message(home: Rig) -> None:
    await taken(home, NEW)
    await taken(home, NEWER)
    with pytest.raises(NeedsOwner), home.shelf.lend(BRINGS):
        raise BROKEN
    await broken(home)
    for _ in range(3):
        await home.renewal.turn()
    assert home.shelf.current == NEW
    assert (await home.told())[2:] == [("fell", NEWER)]
    assert await home.store.pauses.until(Scope.YTDLP) == 0.0
    await home.day()
    assert home.shelf.current == NEW, "it is not taken again"


async def test_one_that_the_owner_takes_again_is_judged_by_its_new_videos_alone(home: Rig) -> None:
    await taken(home, NEW)
    with pytest.raises(NeedsOwner), home.shelf.lend(BRINGS):
        raise BROKEN
    await broken(home)
    await home.renewal.turn()
    assert home.shelf.current is None
    await home.renewal.take_now(NEW)
    await home.renewal.turn()
    assert home.shelf.current == NEW, "what failed before the owner insisted is forgiven"
    with pytest.raises(NeedsOwner), home.shelf.lend(BRINGS):
        raise BROKEN
    await home.renewal.turn()
    assert home.shelf.current is None


async def test_a_release_that_has_brought_a_video_is_not_left_when_youtube_changes(home: Rig) -> None:
    await taken(home, NEW)
    with home.shelf.lend(BRINGS) as lease:
        lease.worked()
    await home.renewal.turn()
    await home.restart()
    with pytest.raises(NeedsOwner), home.shelf.lend(BRINGS):
        raise BROKEN
    await broken(home)
    await home.renewal.turn()
    assert home.shelf.current == NEW


async def test_a_failure_of_the_one_before_is_not_laid_at_the_new_ones_door(home: Rig) -> None:
    home.index.add(NEW, "whole", 3 * DAY)
    with home.shelf.lend(BRINGS) as lease:
        await home.day()
        assert lease.folder is None
        assert home.shelf.current == NEW
    await broken(home)
    await home.renewal.turn()
    assert home.shelf.current == NEW


async def test_a_job_in_flight_keeps_its_release_and_its_files(home: Rig) -> None:
    await taken(home, "2027.1.1")
    with home.shelf.lend(BRINGS) as lease:
        for one in ("2027.1.2", "2027.1.3", "2027.1.4"):
            await taken(home, one)
        assert lease.folder == home.shelf.folder("2027.1.1")
        assert (lease.folder / "yt_dlp" / "__init__.py").is_file()
    await taken(home, "2027.1.5")
    assert "2027.1.1" not in home.on_disk()


async def test_an_app_that_brings_a_newer_one_along_uses_that(home: Rig) -> None:
    await taken(home, NEW)
    home.builtin = NEWER
    await home.restart()
    assert (home.shelf.current, home.on_disk()) == (None, []), "nobody goes back to an older one than that"
    home.index.add("2027.1.20", "whole", 3 * DAY)
    await home.day()
    assert home.shelf.current == "2027.1.20"


async def test_a_version_that_is_not_offered_can_t_be_taken(home: Rig) -> None:
    for version in (BUILTIN, "../../etc", "2020.1.1", NEWEST):
        with pytest.raises(Permanent, match="ytdlp-not-offered"):
            await home.renewal.take_now(version)


async def test_looks_and_takes_are_one_at_a_time(home: Rig) -> None:
    home.index.add(NEW, "whole", 3 * DAY)
    await asyncio.gather(*(home.renewal.look_now() for _ in range(3)))
    assert sum(one.startswith("file") for one in home.index.asked) == 1
    assert home.trial.asked == [NEW]
