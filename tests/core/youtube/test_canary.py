"""A release of yt-dlp is tried by real children before it is used: whole ones pass, and each way of being broken is found."""

from __future__ import annotations

import logging
from collections.abc import Callable
from pathlib import Path

import pytest

from core.errors import Condition, NeedsOwner, Permanent
from core.renewal.unpack import unpack
from core.youtube.canary import canary, imports
from core.youtube.look import LookJob, look
from core.youtube.ytdlp_lease import lent_by
from sandbox.packages import wheels
from sandbox.youtube.opening import ONE_OF_EACH
from sandbox.youtube.world import YouTubeWorld

NEW = "2027.1.1"
PLAIN = ONE_OF_EACH["plain"]

Installed = Callable[..., Path]


@pytest.fixture
def installed(tmp_path: Path) -> Installed:
    """installed(KIND) -> the folder of a release of that kind."""

    def make(kind: str) -> Path:
        wheel, folder = tmp_path / "wheel.whl", tmp_path / kind
        wheel.write_bytes(wheels.build(NEW, kind)[1])
        unpack(wheel, folder)
        if kind == "ejs":
            wheel.write_bytes(wheels.build_ejs()[1])
            unpack(wheel, folder)
        return folder

    return make


def job(world: YouTubeWorld, folder: Path) -> LookJob:
    return LookJob(PLAIN, folder / "cache", proxy=world.proxy_url, ca=world.ca_path, pause=0)


async def test_a_whole_release_is_imported_from_its_own_folder_and_gets_at_the_video(
    world: YouTubeWorld, installed: Installed, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    folder = installed("whole")
    with caplog.at_level(logging.DEBUG, "core.youtube.ytdlp_process"):
        assert await imports(folder, tmp_path / "cache", world.ca_path) == NEW
        await canary(folder, job(world, tmp_path))
    assert f"yt-dlp {NEW}" in caplog.text


@pytest.mark.large
async def test_scripts_for_the_challenges_come_from_the_release_too(
    world: YouTubeWorld, installed: Installed, tmp_path: Path
) -> None:
    """It takes no other version of them than the one beside it, and finds no network to fetch them from."""
    await canary(installed("ejs"), job(world, tmp_path))


async def test_a_release_that_can_not_be_imported_is_found(
    world: YouTubeWorld, installed: Installed, tmp_path: Path
) -> None:
    with pytest.raises(Permanent, match="ytdlp-import-failed") as caught:
        await imports(installed("import"), tmp_path / "cache", world.ca_path)
    assert "this release is broken" in str(caught.value.__cause__)


async def test_a_folder_in_which_nothing_is_does_not_pass_as_the_built_in_one(
    world: YouTubeWorld, tmp_path: Path
) -> None:
    (tmp_path / "empty").mkdir()
    with pytest.raises(Permanent, match="ytdlp-import-failed"):
        await imports(tmp_path / "empty", tmp_path / "cache", world.ca_path)


@pytest.mark.large
async def test_a_release_that_calls_itself_another_version_is_found(
    world: YouTubeWorld, installed: Installed, tmp_path: Path
) -> None:
    assert await imports(installed("liar"), tmp_path / "cache", world.ca_path) == "2020.1.1"


async def test_a_release_that_gets_at_no_video_is_found(
    world: YouTubeWorld, installed: Installed, tmp_path: Path
) -> None:
    folder = installed("canary")
    assert await imports(folder, tmp_path / "cache", world.ca_path) == NEW
    with pytest.raises(NeedsOwner) as caught:
        await canary(folder, job(world, tmp_path))
    assert caught.value.condition is Condition.YTDLP_BROKEN


async def test_a_trial_leaves_what_others_run_with_alone(
    world: YouTubeWorld, installed: Installed, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    from core.renewal.shelf import Shelf

    shelf = Shelf(tmp_path / "shelf")
    with lent_by(shelf.lend), caplog.at_level(logging.DEBUG, "core.youtube.ytdlp_process"):
        await canary(installed("whole"), job(world, tmp_path))
        caplog.clear()
        await look(job(world, tmp_path))
    assert f"yt-dlp {NEW}" not in caplog.text
    assert "yt-dlp 20" in caplog.text
