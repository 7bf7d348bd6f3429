"""The launcher, in a folder of its own: real processes, with scripts in the place of Python's venv and of what it makes."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from importlib.machinery import SourceFileLoader
from importlib.util import module_from_spec, spec_from_loader
from pathlib import Path
from types import ModuleType

import pytest

TOP = Path(__file__).resolve().parent.parent
#: Says where and how it was called, and does nothing.
PYTHON = """#!/bin/sh
echo "$(pwd)|$*" >> "{said}"
"""
VENV = """import pathlib, shutil, sys
with open({said!r}, "a") as said:
    print("venv", *sys.argv[1:], file=said)
if {fails}:
    sys.exit("no ensurepip")
folder = pathlib.Path(sys.argv[-1])
shutil.rmtree(folder, ignore_errors=True)
(folder / "bin").mkdir(parents=True)
(folder / "lib" / "python{version}").mkdir(parents=True)
python = folder / "bin" / "python"
python.write_text({python!r})
python.chmod(0o755)
"""
VERSION = f"{sys.version_info[0]}.{sys.version_info[1]}"


@pytest.fixture
def launcher(monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    monkeypatch.setattr(sys, "dont_write_bytecode", True)
    loader = SourceFileLoader("launcher", str(TOP / "yagami"))
    spec = spec_from_loader("launcher", loader)
    assert spec is not None
    module = module_from_spec(spec)
    loader.exec_module(module)
    return module


class Place:
    """A copy of the launcher and the locks."""

    def __init__(self, folder: Path) -> None:
        self.home, self.elsewhere = folder / "app", folder / "elsewhere"
        self.said = folder / "said"
        self._stand_ins = folder / "stand-ins"
        for each in (self.home, self.elsewhere, self._stand_ins):
            each.mkdir()
        for file in (TOP / "yagami", *TOP.glob("requirements*.lock")):
            shutil.copy(file, self.home)
        self.let_venv(fail=False)

    def let_venv(self, *, fail: bool) -> None:
        python = PYTHON.format(said=self.said)
        script = VENV.format(said=str(self.said), fails=fail, version=VERSION, python=python)
        (self._stand_ins / "venv.py").write_text(script)

    def call(self, *words: str) -> tuple[int, str, list[str]]:
        """From elsewhere -> exit code, what it told the caller, the programs it started: 'folder|arguments'."""
        self.said.write_text("")
        environment = {**os.environ, "PYTHONPATH": str(self._stand_ins), "YAGAMI_FFMPEG": "/usr/bin/ffmpeg"}
        done = subprocess.run(
            [sys.executable, str(self.home / "yagami"), *words],
            cwd=self.elsewhere, env=environment, capture_output=True, text=True, check=False, timeout=30,
        )  # fmt: skip
        return done.returncode, done.stdout + done.stderr, self.said.read_text().splitlines()


@pytest.fixture
def place(tmp_path: Path) -> Place:
    return Place(tmp_path)


def test_one_packages_lines_are_cut_out_with_its_hashes(launcher: ModuleType, tmp_path: Path) -> None:
    lock = tmp_path / "a.lock"
    lock.write_text("a==1 \\\n    --hash=sha256:1\nb==2 \\\n    --hash=sha256:2 \\\n    --hash=sha256:3\nc==3\n")

    assert launcher.only(lock, "b") == "b==2 \\\n    --hash=sha256:2 \\\n    --hash=sha256:3\n"
    assert launcher.only(lock, "c") == "c==3\n"


def test_every_lock_holds_the_setuptools_that_is_installed_first(launcher: ModuleType) -> None:
    for lock in launcher.LOCKS:
        assert "--hash=sha256:" in launcher.only(TOP / lock, "setuptools")


def test_a_lock_that_changes_has_another_digest(
    launcher: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(launcher, "HERE", tmp_path)
    (tmp_path / "a.lock").write_text("a==1\n")
    before = launcher.digest("a.lock")
    assert launcher.digest("a.lock") == before
    (tmp_path / "a.lock").write_text("a==2\n")
    assert launcher.digest("a.lock") != before


def test_help_is_given_and_nothing_is_installed(place: Place) -> None:
    code, told, started = place.call("help")

    assert (code, started) == (0, [])
    assert "./yagami run" in told


def test_a_benchmark_that_is_none_ends_with_2_and_nothing_is_installed(place: Place) -> None:
    code, told, started = place.call("bench", "speed")

    assert (code, started) == (2, [])
    assert "upload, footprint, conversation" in told


def test_the_lock_is_installed_once(place: Place) -> None:
    code, _, first = place.call("run")
    assert code == 0
    assert first[0] == f"venv --clear {place.home / '.venv'}"
    assert [one for one in first if "-m pip install" in one] == first[1:3]
    assert all("--require-hashes" in one for one in first[1:3])

    assert place.call("run") == (0, "", [f"{place.home}|-m bot run"])


def test_a_changed_lock_is_installed_into_the_venv_that_is_there(place: Place) -> None:
    place.call("run")
    with (place.home / "requirements.lock").open("a") as lock:
        lock.write("new==1\n")

    _, _, started = place.call("run")

    assert not any(one.startswith("venv") for one in started)
    assert sum("-m pip install" in one for one in started) == 2


def test_a_venv_that_can_not_be_made_is_said_in_a_sentence_and_made_anew_next_time(place: Place) -> None:
    place.let_venv(fail=True)
    python = place.home / ".venv" / "bin" / "python"
    python.parent.mkdir(parents=True)
    python.symlink_to(sys.executable)  # what Debian's venv leaves behind where ensurepip is missing

    code, told, _ = place.call("run")
    assert code == 1
    assert "python3-venv" in told
    assert "Traceback" not in told

    place.let_venv(fail=False)
    code, _, started = place.call("run")
    assert code == 0
    assert started[0].startswith("venv --clear")


def test_a_venv_of_another_python_is_made_anew(place: Place) -> None:
    place.call("run")
    (place.home / ".venv" / "lib" / f"python{VERSION}").rename(place.home / ".venv" / "lib" / "python3.0")

    _, _, started = place.call("run")

    assert started[0].startswith("venv --clear")


def test_the_app_runs_in_its_own_folder_and_imports_the_callers_file(place: Place) -> None:
    place.call("run")

    assert place.call("import", "import.json")[2] == [f"{place.home}|-m bot import {place.elsewhere / 'import.json'}"]
    backup = place.elsewhere / "a.backup"
    assert place.call("restore", "--replace", "a.backup")[2] == [f"{place.home}|-m bot restore --replace {backup}"]
    assert place.call("settings")[2] == [f"{place.elsewhere}|-m bot settings"]


def test_kills_need_what_tests_need(place: Place) -> None:
    place.call("chaos")

    _, _, started = place.call("chaos", "--kills", "7")

    assert started == [f"{place.elsewhere}|-m tests.chaos --kills 7"]
    assert place.call("test", "-k", "x")[2] == [f"{place.elsewhere}|-m tests -k x"], (
        "nothing is installed for it any more"
    )


def test_parsers_are_tried_where_the_caller_is(place: Place) -> None:
    place.call("fuzz")

    assert place.call("fuzz", "links", "--inputs", "9")[2] == [f"{place.elsewhere}|-m tests.fuzz links --inputs 9"]


@pytest.mark.parametrize(("machine", "size"), [("armv7l", 2**31 - 1), ("aarch64", 2**31 - 1), ("riscv64", 2**63 - 1)])
def test_a_system_that_has_no_deno_is_refused_in_one_sentence(
    launcher: ModuleType, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], machine: str, size: int
) -> None:
    monkeypatch.setattr(launcher.platform, "machine", lambda: machine)
    monkeypatch.setattr(launcher.sys, "maxsize", size)

    with pytest.raises(SystemExit) as end:
        launcher.refuse_small_machines()

    assert end.value.code == 1
    [sentence] = capsys.readouterr().err.splitlines()
    assert machine in sentence
    assert "64-bit" in sentence


def test_what_is_only_installed_starts_nothing(place: Place) -> None:
    code, said, started = place.call("install")

    assert (code, "requirements.lock" in said) == (0, True)
    assert [one for one in started if "-m bot" in one or "-m tests" in one] == []
