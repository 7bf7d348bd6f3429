"""What comes by files and settings and can't be: refused in one sentence, without what may be a secret."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from bot.api.guard import may
from bot.import_file import ImportRefused, _read
from bot.owner import Owner
from bot.settings import PREFIX, SettingsError, load
from storage.store import Store

SESSION = "1" + "Abc_" * 100
TOKEN = "123456789:AAE" + "x" * 32


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name in [name for name in os.environ if name.upper().startswith(PREFIX)]:
        monkeypatch.delenv(name)
    return tmp_path


@pytest.mark.parametrize("name", ["COOKIES_FILE", "CA", "FFMPEG", "API_HASH_FILE", "USER_SESSION_FILE"])
def test_a_secret_in_the_place_of_a_files_name_is_not_repeated(
    folder: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    monkeypatch.setenv("YAGAMI_BOT_TOKEN", TOKEN)
    monkeypatch.setenv(f"YAGAMI_{name}", SESSION)  # longer than a file's name may be
    with pytest.raises(SettingsError) as refused:
        load(folder, folder / "none")
    assert f"YAGAMI_{name} names a file that is not there" in str(refused.value)
    assert SESSION not in str(refused.value)


def test_a_secret_that_hangs_on_its_variables_name_is_not_repeated(folder: Path) -> None:
    (folder / ".env").write_text(f"YAGAMI_BOT_TOKEN:{TOKEN}\n")
    with pytest.raises(SettingsError, match="YAGAMI_BOT_TOKEN in ") as refused:
        load(folder, folder / "none")
    assert TOKEN not in str(refused.value)


def test_a_secret_in_a_file_that_is_no_text_is_said_so(folder: Path) -> None:
    secrets = folder / "secrets"
    secrets.mkdir()
    (secrets / "yagami_bot_token").write_bytes(b"\xff\xfe" + TOKEN.encode())
    with pytest.raises(SettingsError, match="is not a text file in UTF-8") as refused:
        load(folder, secrets)
    assert TOKEN not in str(refused.value)


@pytest.mark.parametrize(
    "text",
    ['{"destinations": {"likes": 9223372036854775808}}', '{"telegram": {"api_id": 4294967296, "api_hash": "x"}}',
     '{"settings": {"likes.interval": 1e999}}', '{"settings": {"likes.interval": NaN}}', "[" * 100_000],
)  # fmt: skip
def test_an_import_with_what_no_row_holds_changes_nothing(tmp_path: Path, text: str) -> None:
    file = tmp_path / "import.json"
    file.write_text(text)
    with pytest.raises(ImportRefused, match="Nothing was changed"):
        _read(file)


async def test_half_a_sign_is_neither_the_claim_nor_the_token(tmp_path: Path) -> None:
    store = await Store.open(tmp_path / "yagami.db", b"k" * 32)
    try:
        owner = Owner(store, None)
        await owner.load()
        assert not owner.claims("/start claim_\ud800")
    finally:
        await store.close()
    assert not may("a-token-of-sixteen-letters", "Bearer \ud800", "/api/events")
