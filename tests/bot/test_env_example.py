"""`.env.example` is what the program takes: no setting is missing in it, none is in it that is not there, and it works."""

from __future__ import annotations

import os
import re
from pathlib import Path

import pytest

from bot.__main__ import main
from bot.settings import PREFIX, SettingsError, describe, load

TOP = Path(__file__).resolve().parent.parent.parent
FILE = (TOP / ".env.example").read_text("utf-8")
#: Examples that name a file need the file.
FILES = {name for name, _, _ in describe() if name.endswith("_FILE")} | {
    "YAGAMI_MTPROTO_KEY",
    "YAGAMI_CA",
    "YAGAMI_FFMPEG",
}
TOKEN = "123456789:AAE" + "x" * 32


@pytest.fixture(autouse=True)
def _no_settings(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in os.environ:
        if name.upper().startswith(PREFIX):
            monkeypatch.delenv(name)


def test_the_file_is_what_the_program_writes(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["settings", "--env"]) == 0

    assert capsys.readouterr().out == FILE, "./yagami settings --env > .env.example"


def test_every_setting_is_in_it_once_with_its_meaning_and_its_default() -> None:
    paragraphs = FILE.strip().split("\n\n")[1:]

    assert len(paragraphs) == len(describe())
    for (name, default, meaning), paragraph in zip(describe(), paragraphs, strict=True):
        said, line = paragraph.split("\n")
        assert meaning in said
        assert default in ("", "required") or f"Default: {default}." in said
        assert re.fullmatch(rf"#?{name}=\S*", line)


def test_a_copy_of_it_asks_for_the_token_and_for_nothing_else(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text(FILE)
    with pytest.raises(SettingsError, match="BOT_TOKEN is missing"):
        load(tmp_path, tmp_path / "none")

    (tmp_path / ".env").write_text(FILE.replace("YAGAMI_BOT_TOKEN=", f"YAGAMI_BOT_TOKEN={TOKEN}"))
    assert load(tmp_path, tmp_path / "none").data == Path("data")


def test_what_it_shows_is_taken_as_it_stands(tmp_path: Path) -> None:
    shown = dict(line[1:].split("=", 1) for line in FILE.splitlines() if re.match(r"#YAGAMI_\w+=.", line))
    values = {name: value for name, value in shown.items() if name not in FILES | {"YAGAMI_MTPROTO"}}
    values |= {"YAGAMI_BOT_TOKEN": TOKEN, "YAGAMI_API_TOKEN": "x" * 16}
    (tmp_path / ".env").write_text("".join(f"{name}={value}\n" for name, value in values.items()))

    taken = load(tmp_path, tmp_path / "none")

    assert (taken.api_at, taken.owner_id, taken.light_models) == (("127.0.0.1", 8080), 123456789, False)


def test_the_sentence_about_a_missing_token_shows_what_a_right_one_looks_like(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)

    assert main(["run"]) == 2

    assert "a right one looks like 123456789:AAE" in capsys.readouterr().err, "the log's filter takes it for a real one"
