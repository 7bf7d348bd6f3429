"""What goes wrong on the way to a newer yt-dlp, and that what works goes on working."""

from __future__ import annotations

import asyncio
import os
import subprocess
from pathlib import Path

import pytest

from core.errors import Condition, NeedsOwner, Permanent, Retry, Scope
from core.renewal import install
from core.renewal.decide import HOUR, Standing
from tests.small_disk import small_disk

from .rig import DAY, NEW, NEWER, Rig, rig
from .taking import BROKEN, broken, taken


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
