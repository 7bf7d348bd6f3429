"""The work folder on a real disk."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from core.errors import Condition, NeedsOwner, Scope
from core.media.workdir import WorkDir, WorkDirError


def test_a_downloads_folder_is_its_owners_only(tmp_path: Path) -> None:
    work = WorkDir(tmp_path / "a" / "work")
    folder = work.folder(7)
    assert folder == work.folder(7) == tmp_path / "a" / "work" / "7"
    assert folder.stat().st_mode & 0o777 == 0o700
    assert work.root.stat().st_mode & 0o777 == 0o700
    assert work.free() > 0


async def test_deleting_takes_all_of_it_and_twice_is_fine(tmp_path: Path) -> None:
    work = WorkDir(tmp_path)
    folder = work.folder(7)
    (folder / "sub").mkdir()
    (folder / "sub" / "x.part").write_bytes(b"x")
    await work.delete(7)
    await work.delete(7)
    assert list(tmp_path.iterdir()) == []


async def test_sweeping_removes_the_folders_of_other_downloads_and_nothing_else(tmp_path: Path) -> None:
    work = WorkDir(tmp_path / "work")
    for number in (1, 2, 30):
        (work.folder(number) / "v.mp4").write_bytes(b"x")
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "precious").write_bytes(b"x")
    (work.root / "link").symlink_to(outside)
    (work.root / "4").symlink_to(outside)
    (work.root / "stray.mp4").write_bytes(b"x")
    (work.root / "5").write_bytes(b"x")
    assert await work.sweep({2}) == ["1", "30"]
    assert {entry.name for entry in work.root.iterdir()} == {"2", "4", "5", "link", "stray.mp4"}
    assert (outside / "precious").exists()
    assert await work.sweep({2}) == []


def test_a_folder_that_can_not_be_made_stops_the_start_with_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    with pytest.raises(WorkDirError, match=r"^The work folder .*/file/work can't be written: Not a directory\.$"):
        WorkDir(tmp_path / "file" / "work")


def test_somebody_elses_folder_is_refused_and_left_alone(tmp_path: Path) -> None:
    (tmp_path / "Photos").mkdir()
    with pytest.raises(WorkDirError, match="holds other things"):
        WorkDir(tmp_path)
    assert (tmp_path / "Photos").exists()


async def test_a_folder_that_vanished_while_running_is_the_owners_to_mend(tmp_path: Path) -> None:
    work = WorkDir(tmp_path / "work")
    work.root.rmdir()
    work.root.write_bytes(b"")
    with pytest.raises(NeedsOwner) as caught:
        await work.sweep({1})
    assert caught.value.args_for_text == {"reason": "unwritable"}
    with pytest.raises(NeedsOwner) as caught:
        work.folder(1)
    assert (caught.value.condition, caught.value.scope) == (Condition.DISK_FULL, Scope.DISK)
    assert caught.value.args_for_text == {"reason": "unwritable"}


def test_what_one_lane_deletes_the_other_can_measure(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    work = WorkDir(tmp_path / "work")
    (work.folder(1) / "v.mp4").write_bytes(b"123")
    (work.folder(2) / "v.mp4").write_bytes(b"45")
    listed = os.scandir

    def quicker(path: str | Path) -> Iterator[os.DirEntry[str]]:
        """The folder goes between its being listed and its being looked into."""
        entries = list(listed(path))
        if path == work.root:
            (work.root / "2" / "v.mp4").unlink(missing_ok=True)
            (work.root / "2").rmdir()
        return iter(entries)

    monkeypatch.setattr(os, "scandir", quicker)
    assert work.used(beside=9) == 3
