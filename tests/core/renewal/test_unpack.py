"""A wheel is unpacked into its folder and nowhere else, never over anything, never more than is allowed."""

from __future__ import annotations

import contextlib
import stat
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import Permanent
from core.renewal.unpack import MANIFEST, is_whole, seal, unpack

ABOUT = "x-1.0.dist-info/METADATA"
META = "Metadata-Version: 2.1\nName: x\nVersion: 1.0\n\n"


def wheel(folder: Path, **files: str | bytes) -> Path:
    file = folder / "x.whl"
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(ABOUT, META)
        for name, data in files.items():
            archive.writestr(name, data)
    return file


def in_it(folder: Path) -> set[str]:
    return {str(one.relative_to(folder)) for one in folder.rglob("*") if one.is_file()}


def test_modules_come_and_what_is_for_elsewhere_does_not(tmp_path: Path) -> None:
    file = wheel(
        tmp_path, **{"x/__init__.py": "a = 1", "x-1.0.data/data/share/man/x.1": "no", "x-1.0.data/scripts/x": "no"}
    )
    about = unpack(file, tmp_path / "to")
    assert (about.name, about.version) == ("x", "1.0")
    assert in_it(tmp_path / "to") == {"x/__init__.py", ABOUT}


@pytest.mark.parametrize(
    "name",
    ["../x.py", "x/../../y.py", "/etc/x", "x\\..\\y", "C:/x", "x/./y.py", "json/__init__.py", "os.py", "core/errors.py",
     "sitecustomize.py", "manifest.json", f"{'n' * 300}.py", ABOUT + "/x.py"],
)  # fmt: skip
def test_what_would_land_elsewhere_or_stand_in_for_another_is_refused(tmp_path: Path, name: str) -> None:
    with pytest.raises(Permanent, match="ytdlp-not-a-wheel"):
        unpack(wheel(tmp_path, **{name: "evil"}), tmp_path / "to" / "deep")
    assert not {"x.py", "y.py"} & {one.name for one in tmp_path.rglob("*.py")}


def test_a_file_without_a_name_is_refused(tmp_path: Path) -> None:
    file = wheel(tmp_path, **{"@x.py": "1"})
    file.write_bytes(file.read_bytes().replace(b"@x.py", b"\0x.py"))  # zipfile ends a name there
    with pytest.raises(Permanent, match="ytdlp-not-a-wheel"):
        unpack(file, tmp_path / "to")


def test_a_link_is_refused(tmp_path: Path) -> None:
    file = wheel(tmp_path)
    link = zipfile.ZipInfo("x/link.py")
    link.external_attr = (stat.S_IFLNK | 0o777) << 16
    with zipfile.ZipFile(file, "a") as archive:
        archive.writestr(link, "/etc/passwd")
    with pytest.raises(Permanent, match="ytdlp-not-a-wheel"):
        unpack(file, tmp_path / "to")
    assert not list(tmp_path.rglob("link.py"))


def test_a_bomb_is_stopped_at_what_comes_not_at_what_it_says(tmp_path: Path) -> None:
    file = wheel(tmp_path, **{"x/a.py": b"\0" * 3_000_000})
    with pytest.raises(Permanent, match="ytdlp-too-large"):
        unpack(file, tmp_path / "to", most=2_000_000)
    assert sum(one.stat().st_size for one in tmp_path.rglob("a.py")) <= 2_000_000


def test_two_parts_with_one_file_are_refused(tmp_path: Path) -> None:
    unpack(wheel(tmp_path, **{"x/a.py": "1"}), tmp_path / "to")
    with pytest.raises(Permanent, match="ytdlp-not-a-wheel"):
        unpack(wheel(tmp_path, **{"x/a.py": "2"}), tmp_path / "to")
    assert (tmp_path / "to/x/a.py").read_text() == "1"


@given(st.binary(max_size=300), st.integers(0, 400))
def test_a_damaged_wheel_is_refused(tmp_path_factory: pytest.TempPathFactory, noise: bytes, at: int) -> None:
    folder = tmp_path_factory.mktemp("noise")
    file = wheel(folder, **{"x/a.py": "a = 1\n" * 50})
    whole = file.read_bytes()
    file.write_bytes(whole[:at] + noise + whole[at + len(noise) :])
    with contextlib.suppress(Permanent):  # anything else would stop the renewal as a bug
        assert unpack(file, folder / "to").name


def test_a_folder_is_whole_when_it_is_sealed_and_as_long_as_nothing_is_lost(tmp_path: Path) -> None:
    folder = tmp_path / "to"
    unpack(wheel(tmp_path, **{"x/a.py": "1", "x/b.py": "22"}), folder)
    assert not is_whole(folder, "1.0")
    seal(folder, "1.0")
    (folder / "x/__pycache__").mkdir()
    (folder / "x/__pycache__/a.pyc").write_bytes(b"made by Python")
    assert is_whole(folder, "1.0")
    assert not is_whole(folder, "1.1")
    (folder / "x/b.py").write_text("")
    assert not is_whole(folder, "1.0")
    (folder / "x/b.py").unlink()
    assert not is_whole(folder, "1.0")
    (folder / MANIFEST).write_text("[")
    assert not is_whole(folder, "1.0")
