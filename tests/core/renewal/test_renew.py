"""When a newer yt-dlp is taken, when not, and how it is left again; with a real registry, real files, real rows."""

from __future__ import annotations

import asyncio
import os
import subprocess
from pathlib import Path

import pytest

from core.errors import YTDLP_NO_JAVASCRIPT, Condition, NeedsOwner, Permanent, Retry, Scope
from core.renewal import install
from core.renewal.decide import HOUR, Standing
from core.renewal.shelf import BRINGS
from tests.small_disk import small_disk

from .rig import BUILTIN, DAY, NEW, NEWER, NEWEST, Rig, rig

BROKEN = NeedsOwner(Condition.YTDLP_BROKEN, scope=Scope.YTDLP)


async def broken(home: Rig) -> None:
    home.clock.at += 1.0
    await home.store.pauses.pause(BROKEN, home.clock.now(), 0.5)


async def taken(home: Rig, version: str, days: float = 3.0) -> None:
    home.index.add(version, "whole", days * DAY)
    await home.day()
    assert home.shelf.current == version


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


async def test_a_wrong_hash_is_refused_and_not_tried_again_until_a_newer_one(home: Rig) -> None:
    home.index.add(NEW, "hash", 3 * DAY)
    await home.day()
    await home.day()
    assert (home.shelf.current, home.on_disk(), home.trial.asked) == (None, [], [])
    [row] = await home.store.releases.tried()
    assert row.trouble is not None
    assert (row.standing, row.trouble.key) == (Standing.BAD, "ytdlp-wrong-hash")
    assert sum(one.startswith("file") for one in home.index.asked) == 1
    assert await home.told() == [], "what works goes on working: the screen says it"

    await taken(home, NEWER)


async def test_a_file_that_would_land_outside_is_refused_whole(home: Rig) -> None:
    home.index.add(NEW, "escape", 3 * DAY)
    await home.day()
    [row] = await home.store.releases.tried()
    assert row.trouble is not None
    assert row.trouble.key == "ytdlp-not-a-wheel"
    assert not list(home.folder.rglob("escaped.py"))
    assert home.on_disk() == []


async def test_a_part_with_an_exact_version_that_there_is_not_is_said(home: Rig) -> None:
    home.index.add(NEW, "pinned", 3 * DAY)
    await home.day()
    [row] = await home.store.releases.tried()
    assert row.trouble is not None
    assert (row.trouble.key, row.trouble.args) == ("ytdlp-part-missing", {"part": "nowhere-to-be-had"})


async def test_a_part_that_is_newer_than_the_built_in_one_comes_along(home: Rig) -> None:
    home.index.add(NEW, "ejs", 3 * DAY)
    await home.day()
    assert home.shelf.current == NEW
    assert (home.shelf.folder(NEW) / "yt_dlp_ejs").is_dir()
    assert not (home.shelf.folder(NEW) / "requests").exists(), "what is built in and fits is not fetched"


async def test_a_failed_canary_is_never_switched_to(home: Rig) -> None:
    home.trial.faults[NEW] = Permanent("ytdlp-import-failed")
    home.index.add(NEW, "whole", 3 * DAY)
    await home.day()
    await home.day()
    assert (home.shelf.current, home.on_disk(), home.trial.asked) == (None, [], [NEW])


async def test_a_broken_present_one_whose_successor_fails_too_is_told_once(home: Rig) -> None:
    await home.day()
    home.trial.faults[NEW] = BROKEN
    home.index.add(NEW, "whole", 60.0)
    await broken(home)
    for _ in range(3):
        await home.renewal.turn()
        home.clock.at += HOUR
    assert (home.shelf.current, await home.told()) == (None, [("useless", NEW)])


@pytest.mark.parametrize(
    "trouble",
    [Retry("youtube-unreachable", scope=Scope.YOUTUBE), NeedsOwner(Condition.BOT_CHECK, scope=Scope.YOUTUBE)],
)
async def test_a_trial_without_a_line_proves_nothing_and_is_made_again(home: Rig, trouble: Retry | NeedsOwner) -> None:
    home.trial.faults[NEW] = trouble
    home.index.add(NEW, "whole", 3 * DAY)
    await home.day()
    assert (home.shelf.current, await home.store.releases.tried()) == (None, [])

    home.trial.faults.clear()
    await home.day(1.5 / 24)
    assert home.shelf.current == NEW
    assert sum(one.startswith("file") for one in home.index.asked) == 1, "what is there whole is not fetched again"


async def test_a_known_video_that_has_gone_is_not_the_releases_fault(home: Rig) -> None:
    gone = Permanent("video-deleted", skip=True)
    home.trial.faults |= {NEW: gone, None: gone}
    home.index.add(NEW, "whole", 3 * DAY)
    await home.day()
    assert await home.store.releases.tried() == []

    del home.trial.faults[None]
    await home.day(1.5 / 24)
    [row] = await home.store.releases.tried()
    assert row.standing is Standing.BAD, "the one in use gets at it"


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


async def test_a_release_that_lost_a_file_is_not_used_and_comes_anew(home: Rig) -> None:
    await taken(home, NEW)
    await taken(home, NEWER)
    (home.shelf.folder(NEWER) / "yt_dlp" / "version.py").write_text("")  # as a power cut leaves it
    await home.restart()
    assert (home.shelf.current, home.on_disk()) == (None, [NEW])
    await home.day()
    assert home.shelf.current == NEWER


@pytest.mark.parametrize("room", [install.ROOM, 0], ids=["seen at once", "met in the middle"])
async def test_a_full_disk_leaves_nothing_behind_and_is_tried_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, room: int
) -> None:
    monkeypatch.setattr("core.renewal.install.ROOM", room)
    with small_disk(tmp_path / "ytdlp", "400k"):
        async with rig(tmp_path) as home:
            home.index.add(NEW, "whole", 3 * DAY)
            await home.day()
            assert (home.shelf.current, home.on_disk(), await home.store.releases.tried()) == (None, [], [])
            shown = await home.store.releases.shown()
            assert shown.trouble is not None
            assert (shown.trouble.key, shown.trouble.args["reason"]) == ("condition-disk_full", "full")

            subprocess.run(["mount", "-o", "remount,size=256m", str(tmp_path / "ytdlp")], check=True)  # noqa: ASYNC221
            await home.day(1.5 / 24)
            assert home.shelf.current == NEW


@pytest.mark.parametrize("fault", ["packages.down", "packages.nonsense", "packages.half_file"])
async def test_a_registry_that_is_away_is_silent_unless_the_owner_asked(home: Rig, fault: str) -> None:
    home.index.add(NEW, "whole", 3 * DAY)
    home.faults.switch_on(fault, times=None)
    for _ in range(30):
        await home.day(1 / 24)
    assert (home.shelf.current, await home.told(), home.on_disk()) == (None, [], [])
    assert home.pages() <= 6, "and it is asked less and less often"
    with pytest.raises(Retry, match="registry-"):
        await home.renewal.look_now()

    home.faults.switch_off(fault)
    await home.day()
    assert home.shelf.current == NEW


async def test_a_bad_one_is_tried_again_when_the_owner_insists(home: Rig) -> None:
    home.trial.faults[NEW] = Permanent("ytdlp-import-failed")
    home.index.add(NEW, "whole", 3 * DAY)
    await home.day()
    with pytest.raises(Permanent, match="ytdlp-import-failed"):
        await home.renewal.take_now(NEW)
    home.trial.faults.clear()
    await home.renewal.take_now(NEW)
    assert home.shelf.current == NEW


async def test_a_version_that_is_not_offered_can_t_be_taken(home: Rig) -> None:
    for version in (BUILTIN, "../../etc", "2020.1.1", NEWEST):
        with pytest.raises(Permanent, match="ytdlp-not-offered"):
            await home.renewal.take_now(version)


async def test_looks_and_takes_are_one_at_a_time(home: Rig) -> None:
    home.index.add(NEW, "whole", 3 * DAY)
    await asyncio.gather(*(home.renewal.look_now() for _ in range(3)))
    assert sum(one.startswith("file") for one in home.index.asked) == 1
    assert home.trial.asked == [NEW]


async def test_one_that_was_given_up_half_way_does_not_spoil_the_next(home: Rig) -> None:
    home.index.add(NEW, "whole", 3 * DAY)
    for pages in range(6):
        async with asyncio.TaskGroup() as tasks:
            look = tasks.create_task(home.renewal.look_now())
            await asyncio.sleep(0.01 * pages)  # wherever that is: the next one is whole all the same
            look.cancel()
    await home.renewal.look_now()
    assert home.shelf.current == NEW
    assert [one.standing for one in await home.store.releases.tried()] == [Standing.KEPT]


async def test_leftovers_of_a_crash_go_at_the_next_start(home: Rig) -> None:
    await taken(home, NEW)
    for name in (".new-abc/tree/yt_dlp", "2027.9.9/yt_dlp"):
        os.makedirs(home.folder / "ytdlp" / name)  # noqa: PTH103
    await home.restart()
    assert home.on_disk() == [NEW]
