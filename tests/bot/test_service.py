"""`yagami service`: a unit that systemd takes, with what the app needs and nothing more."""

from __future__ import annotations

import configparser
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from bot import service
from bot.__main__ import main
from bot.settings import PREFIX
from tests.stories.test_stops import STOP

TOP = Path(__file__).resolve().parent.parent.parent
TOKEN = "123456789:AAE" + "x" * 32


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A working folder with an `.env`, of somebody who has a home."""
    for name in os.environ:
        if name.upper().startswith(PREFIX):
            monkeypatch.delenv(name)
    (tmp_path / ".env").write_text(f"YAGAMI_BOT_TOKEN={TOKEN}\nYAGAMI_WORK={tmp_path / 'big disk' / 'work'}\n")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.delenv("XDG_CONFIG_HOME", raising=False)
    umask = os.umask(0o022)
    yield tmp_path
    os.umask(umask)


def read(text: str) -> configparser.ConfigParser:
    parser = configparser.ConfigParser(interpolation=None, delimiters=("=",))
    parser.optionxform = str  # type: ignore[assignment,method-assign]
    parser.read_string(text)  # a key that stands there twice is refused
    return parser


def odd_place(folder: Path, user: str | None) -> service.Place:
    """Where the names are as odd as they may be."""
    program = folder / "my 100%n app $HOME"
    program.mkdir()
    shutil.copy(TOP / "yagami", program)
    python = folder / "100% $HOME" / "python"
    python.parent.mkdir()
    python.symlink_to(sys.executable)
    ffmpeg = folder / "50% of it" / "ffmpeg"
    return service.Place(program, folder / "da ta", folder / "wo rk", folder / "home", python, ffmpeg, user)


@pytest.mark.skipif(shutil.which("systemd-analyze") is None, reason="no systemd here; the other tests read the unit")
@pytest.mark.parametrize("user", [None, "daemon"])
def test_systemd_understands_all_of_it(tmp_path: Path, user: str | None) -> None:
    file = tmp_path / service.NAME
    file.write_text(service.unit(odd_place(tmp_path, user)))

    done = subprocess.run(
        ["systemd-analyze", "verify", "--system" if user else "--user", str(file)],
        env={**os.environ, "XDG_RUNTIME_DIR": str(tmp_path)}, capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip

    assert done.stdout + done.stderr == "", "an unknown word is only a warning"
    assert done.returncode == 0


def test_it_can_write_where_the_app_writes_and_nowhere_else(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["service"]) == 0
    told = read(capsys.readouterr().out)["Service"]

    assert told["ProtectSystem"] == "strict"
    assert told["ReadWritePaths"] == f'"{folder / "data"}" "{folder / "big disk" / "work"}"'
    assert (told["WorkingDirectory"], told["ExecStart"]) == (str(TOP), f'"{sys.executable}" "{TOP / "yagami"}" run')
    assert "User" not in told
    assert "MemoryDenyWriteExecute" not in told, "deno compiles what it runs"


def test_a_stop_has_the_time_that_it_needs_and_leaves_no_child(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    main(["service"])
    told = read(capsys.readouterr().out)["Service"]
    grace = re.search(r"stop_grace_period: (\d+)s", (TOP / "compose.yaml").read_text())
    memory = re.search(r"mem_limit: (\d+)m", (TOP / "compose.yaml").read_text())

    assert grace
    assert memory
    assert int(told["TimeoutStopSec"]) == int(grace[1]) > STOP
    assert told["MemoryMax"] == f"{memory[1]}M"
    assert told["KillMode"] == "mixed", (
        "with control-group a download would end as failed before the app hears of the stop"
    )
    assert (told["Restart"], told["RestartPreventExitStatus"]) == ("on-failure", "2")
    assert (told["UMask"], told["NoNewPrivileges"]) == ("0077", "yes")


def test_one_of_the_machine_runs_as_an_account_without_any_right(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["service", "--system", "--user", "daemon"]) == 0
    told = read(capsys.readouterr().out)

    assert told["Service"]["User"] == "daemon"
    assert told["Service"]["CapabilityBoundingSet"] == ""
    assert told["Install"]["WantedBy"] == "multi-user.target"

    assert main(["service", "--system", "--user", "daemon", "--install"]) == 0
    lines = capsys.readouterr().out
    assert "sudo tee /etc/systemd/system/yagami.service" in lines
    assert not (folder / "home").exists(), "nothing is written but by the owner"


def test_ones_own_is_written_with_its_folders_and_what_is_next_is_said(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["service", "--install"]) == 0
    told = capsys.readouterr().out
    main(["service"])

    assert (folder / "home/.config/systemd/user/yagami.service").read_text() == capsys.readouterr().out
    assert "systemctl --user enable --now yagami.service" in told
    assert "enable-linger" in told
    for made in (folder / "data", folder / "big disk" / "work"):
        assert made.stat().st_mode & 0o777 == 0o700


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (["--system", "--user", "root"], "needs nothing of root"),
        (["--system", "--user", "nobody-of-that-name"], "no account nobody-of-that-name"),
        (["--user", "daemon"], "together with --system"),
    ],
)
def test_what_can_not_be_right_is_refused_in_a_sentence(
    folder: Path, capsys: pytest.CaptureFixture[str], words: list[str], sentence: str
) -> None:
    assert main(["service", *words]) == 1
    said = capsys.readouterr()
    assert (sentence in said.err, said.out, len(said.err.splitlines())) == (True, "", 1)


def test_a_setting_that_only_the_shell_has_would_be_lost_and_is_named(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("YAGAMI_LOG_LEVEL", "DEBUG")

    assert main(["service"]) == 1
    assert "YAGAMI_LOG_LEVEL is set in this shell only" in capsys.readouterr().err


def test_a_name_that_systemd_does_not_take_is_refused(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / ".env").write_text(f'YAGAMI_BOT_TOKEN={TOKEN}\nYAGAMI_DATA="{folder}/it\'s"\n')

    assert main(["service"]) == 1
    assert "no quotes" in capsys.readouterr().err


def test_no_odd_name_changes_what_is_started(tmp_path: Path) -> None:
    at = odd_place(tmp_path, None)
    assert at.ffmpeg
    told = read(service.unit(at))["Service"]

    assert told["ExecStart"].replace("%%", "%").replace("$$", "$") == f'"{at.python}" "{at.folder / "yagami"}" run'
    assert f'"PATH={at.ffmpeg.parent}:/usr/local/bin' in told["Environment"].replace("%%", "%")
    assert read(service.unit(replace(at, work=at.data / "work")))["Service"]["ReadWritePaths"] == f'"{at.data}"'
