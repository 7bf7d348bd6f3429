"""Boot settings: where they come from, and the one sentence that a wrong one is answered with."""

from __future__ import annotations

import base64
import os
from pathlib import Path

import certifi
import httpx
import pytest
import yt_dlp

from bot import settings
from bot.__main__ import main
from bot.settings import PREFIX, Settings, SettingsError, load
from storage.vault import parse_key

TOKEN = "123456789:AAE" + "x" * 32
KEY = base64.b64encode(bytes(range(32))).decode()
PEM = "-----BEGIN RSA PUBLIC KEY-----\nMIIB\n-----END RSA PUBLIC KEY-----\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty working folder; no YAGAMI_ variable but the token."""
    for name in os.environ:
        if name.upper().startswith(PREFIX):
            monkeypatch.delenv(name)
    monkeypatch.setenv("YAGAMI_BOT_TOKEN", TOKEN)
    (tmp_path / "secrets").mkdir()
    (tmp_path / "key.pem").write_text(PEM)
    (tmp_path / "other.txt").write_text("hello")
    return tmp_path


def loaded(folder: Path) -> Settings:
    return load(folder, folder / "secrets")


def test_a_token_is_enough(folder: Path) -> None:
    found = loaded(folder)
    assert found.bot_token.get_secret_value() == TOKEN
    assert found.data == Path("data")
    assert found.work == Path("data/work")
    assert found.light_models is True
    assert found.mtproto_address is None
    assert load(folder, folder / "no such folder") == found


def test_the_environment_comes_before_env_file_and_that_before_secrets(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (folder / ".env").write_text("YAGAMI_OWNER_ID=2\nYAGAMI_DATA=/from/env-file\nOTHER=1\n")
    (folder / "secrets" / "yagami_owner_id").write_text("3\n")
    (folder / "secrets" / "yagami_vault_key").write_text(KEY + "\n")
    (folder / "secrets" / "somebody_elses").write_text("x")
    assert loaded(folder).owner_id == 2
    monkeypatch.setenv("YAGAMI_OWNER_ID", "1")
    found = loaded(folder)
    assert found.owner_id == 1
    assert found.work == Path("/from/env-file/work")
    assert found.vault_key is not None
    assert found.vault_key.get_secret_value() == KEY


def test_an_empty_variable_counts_as_none(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("YAGAMI_OWNER_ID", "")
    monkeypatch.setenv("YAGAMI_FFMPEG", "")
    assert loaded(folder).owner_id is None
    assert loaded(folder).ffmpeg is None


def test_the_sandbox_is_reached_by_settings(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name, value in {
        "BOT_API": "http://127.0.0.1:8081/",
        "MTPROTO": "[::1]:4430",
        "MTPROTO_KEY": str(folder / "key.pem"),
        "TELEGRAM_PROXY": "socks5://me:hunter22@127.0.0.1:1080",
        "LOG_LEVEL": "debug",
    }.items():
        monkeypatch.setenv(PREFIX + name, value)
    found = loaded(folder)
    assert found.bot_api == "http://127.0.0.1:8081"
    assert found.mtproto_address == ("::1", 4430)
    assert found.mtproto_dc == 2
    assert found.log_level == "DEBUG"
    assert set(found.secrets()) == {TOKEN, "hunter22"}
    assert "hunter22" not in repr(found)
    assert TOKEN not in repr(found)


WRONG = {
    "BOT_TOKEN": ["123:short", "BotFather said 123456789:AAE" + "x" * 32, "٣٣٣٣٣٣٣٣٣:AAE" + "x" * 32],
    "OWNER_ID": ["@sora", "0", "-1001234567890", "1.5"],
    "BOT_API": ["10.9.8.7:8081", "ftp://x", "http://", "http://a b", "http://x:99999"],
    "MTPROTO_DC": ["0", "two"],
    "TELEGRAM_PROXY": ["10.9.8.7:1080", "https://x:1", "socks5://127.0.0.1", "socks5://me:sesame123@x:port"],
    "YOUTUBE_PROXY": ["mtproxy://x:443", "socks4://x:1080", "https://x:443", "socks5h://x"],
    "CA": ["/no/such/file.pem", ".", __file__],
    "FFMPEG": ["/no/such/ffmpeg"],
    "VAULT_KEY": ["sesame123", base64.b64encode(b"x" * 31).decode()],
    "VAULT_KEY_FILE": ["/no/such/vault.key"],
    "LOG_LEVEL": ["loud"],
    "LOG_FORMAT": ["xml"],
    "LIGHT_MODELS": ["perhaps"],
}


@pytest.mark.parametrize(("name", "value"), [(name, value) for name, values in WRONG.items() for value in values])
def test_a_wrong_value_is_answered_with_one_sentence_that_does_not_repeat_it(
    folder: Path, monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setenv(PREFIX + name, value)
    with pytest.raises(SettingsError) as refused:
        loaded(folder)
    sentence = str(refused.value)
    assert sentence.startswith(f"{PREFIX}{name} ")
    assert "; a right one looks like " in sentence
    assert "\n" not in sentence
    assert "not understood" not in sentence
    assert "sesame123" not in sentence
    if len(value) > 8:
        assert value not in sentence
    assert refused.value.__context__ is None  # a traceback would print the values


@pytest.mark.parametrize(
    ("values", "sentence"),
    [
        ({"MTPROTO": "149.154.167.50:443", "MTPROTO_KEY": "key.pem"}, "YAGAMI_MTPROTO is not on this machine"),
        ({"MTPROTO": "example.com:443", "MTPROTO_KEY": "key.pem"}, "YAGAMI_MTPROTO is not on this machine"),
        ({"MTPROTO": "localhost", "MTPROTO_KEY": "key.pem"}, "YAGAMI_MTPROTO is not host:port"),
        ({"MTPROTO": "127.0.0.1:4430"}, "YAGAMI_MTPROTO_KEY is missing"),
        ({"MTPROTO_KEY": "key.pem"}, "YAGAMI_MTPROTO is missing"),
        ({"MTPROTO": "127.0.0.1:1", "MTPROTO_KEY": "other.txt"}, "YAGAMI_MTPROTO_KEY names a file that holds no RSA"),
        ({"VAULT_KEY": KEY, "VAULT_KEY_FILE": "key.pem"}, "YAGAMI_VAULT_KEY and YAGAMI_VAULT_KEY_FILE are both set"),
    ],
)
def test_settings_that_do_not_go_together_are_refused(
    folder: Path, monkeypatch: pytest.MonkeyPatch, values: dict[str, str], sentence: str
) -> None:
    monkeypatch.chdir(folder)
    for name, value in values.items():
        monkeypatch.setenv(PREFIX + name, value)
    with pytest.raises(SettingsError, match=sentence):
        loaded(folder)


def test_youtubes_proxy_is_one_that_its_clients_take(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for proxy in ("socks5://me:pw@x:1080", "socks5h://x:1080", "http://x:3128"):
        monkeypatch.setenv("YAGAMI_YOUTUBE_PROXY", proxy)
        assert loaded(folder).youtube_proxy == proxy
        httpx.AsyncClient(proxy=proxy)
        assert yt_dlp.YoutubeDL({"proxy": proxy}).proxies["all"] == proxy


def test_a_certificate_file_is_taken(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("YAGAMI_CA", certifi.where())
    assert loaded(folder).ca == Path(certifi.where())


def test_a_vault_key_that_settings_take_opens_the_vault(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    key = bytes(range(224, 256))
    for encode in (base64.b64encode, base64.urlsafe_b64encode):
        monkeypatch.setenv("YAGAMI_VAULT_KEY", encode(key).decode())
        found = loaded(folder).vault_key
        assert found is not None
        assert parse_key(found.get_secret_value()) == key


@pytest.mark.parametrize("name", ["CA", "VAULT_KEY_FILE"])
def test_a_file_that_is_not_there_ends_the_start_with_2(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], name: str
) -> None:
    monkeypatch.chdir(folder)
    monkeypatch.setenv(PREFIX + name, "/no/such/file")
    assert main(["run"]) == 2
    assert f"{PREFIX}{name} names a file that is not there" in capsys.readouterr().err


def test_no_token_is_said_so(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("YAGAMI_BOT_TOKEN")
    with pytest.raises(SettingsError, match=r"^YAGAMI_BOT_TOKEN is missing; a right one looks like 123456789:"):
        loaded(folder)


def test_an_unknown_variable_is_refused_wherever_it_is(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (folder / "secrets" / "yagami_valt_key").write_text(KEY)
    with pytest.raises(
        SettingsError, match=r"yagami_valt_key in .*secrets is no setting; did you mean YAGAMI_VAULT_KEY"
    ):
        loaded(folder)
    (folder / ".env").write_text("YAGAMI_COLOUR_OF_THE_BIKESHED=1\n")
    with pytest.raises(SettingsError, match=r"COLOUR_OF_THE_BIKESHED in .*\.env is no setting; the README lists them"):
        loaded(folder)
    monkeypatch.setenv("YAGAMI_OWNERID", "5")
    with pytest.raises(
        SettingsError, match="YAGAMI_OWNERID in the environment is no setting; did you mean YAGAMI_OWNER_ID"
    ):
        loaded(folder)


def test_an_env_file_that_is_not_text_is_said_so(folder: Path) -> None:
    (folder / ".env").write_bytes(b"YAGAMI_DATA=\xff\xfe\n")
    with pytest.raises(SettingsError, match=r"\.env is not a text file"):
        loaded(folder)


def test_every_setting_is_described_and_the_hidden_one_is_not() -> None:
    rows = settings.describe()
    assert {name for name, _, _ in rows} == {PREFIX + name.upper() for name in Settings.model_fields} - {"YAGAMI_STEPS"}
    assert all(description.endswith(".") for _, _, description in rows)
    assert all(field.examples for field in Settings.model_fields.values())
    assert {name: default for name, default, _ in rows}["YAGAMI_LIGHT_MODELS"] == "true"


def test_secrets_in_place_of_the_chat(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("YAGAMI_API_ID", "1234567")
    (folder / "secrets" / "yagami_api_hash").write_text("0123456789abcdef" * 2 + "\n")
    (folder / "secrets" / "yagami_user_session").write_text("1" + "A" * 352)
    monkeypatch.setenv("YAGAMI_COOKIES_FILE", str(folder / "other.txt"))
    found = loaded(folder)
    assert found.api_id == 1234567
    assert found.cookies_file == folder / "other.txt"
    assert {"0123456789abcdef" * 2, "1" + "A" * 352} <= set(found.secrets())


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"API_HASH": "0123456789abcdef" * 2}, "YAGAMI_API_ID is missing"),
        ({"API_ID": "5"}, "YAGAMI_API_HASH is missing"),
        ({"API_ID": "5", "API_HASH": "hunter22"}, "YAGAMI_API_HASH is not an api_hash"),
        ({"API_ID": "five", "API_HASH": "0123456789abcdef" * 2}, "YAGAMI_API_ID is not a whole number"),
        ({"USER_SESSION": "hunter22"}, "YAGAMI_USER_SESSION is not a session of Telethon"),
        ({"COOKIES_FILE": "/no/such/file"}, "YAGAMI_COOKIES_FILE names a file that is not there"),
        ({"USER_SESSION": "1" + "A" * 352, "USER_SESSION_FILE": __file__}, "USER_SESSION_FILE are both set"),
    ],
)
def test_a_wrong_secret_is_told_without_its_value(
    folder: Path, monkeypatch: pytest.MonkeyPatch, given: dict[str, str], sentence: str
) -> None:
    for name, value in given.items():
        monkeypatch.setenv(f"YAGAMI_{name}", value)
    with pytest.raises(SettingsError, match=sentence) as refused:
        loaded(folder)
    assert "hunter22" not in str(refused.value)


@pytest.mark.parametrize(
    "index",
    [
        "https://mirror.example/simple",
        "https://me:pw@mirror.example/simple",
        "http://127.0.0.1:81/simple",
        "http://[::1]/s",
    ],
)
def test_a_package_index_speaks_tls_or_is_on_this_machine(
    folder: Path, monkeypatch: pytest.MonkeyPatch, index: str
) -> None:
    monkeypatch.setenv("YAGAMI_PACKAGE_INDEX", f"{index}/")
    settings = loaded(folder)
    assert settings.package_index == index
    assert "pw@" not in repr(settings)
    assert ("pw" in settings.secrets()) is ("pw@" in index)


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PACKAGE_INDEX", "http://mirror.example/simple"),
        ("PACKAGE_INDEX", "ftp://127.0.0.1/simple"),
        ("PACKAGE_INDEX", "mirror"),
        ("CANARY_VIDEO", "tooshort"),
        ("CANARY_VIDEO", "../../../xyz"),
    ],
)
def test_a_package_index_or_canary_that_can_not_be_is_refused(
    folder: Path, monkeypatch: pytest.MonkeyPatch, name: str, value: str
) -> None:
    monkeypatch.setenv(f"YAGAMI_{name}", value)
    with pytest.raises(SettingsError, match=f"YAGAMI_{name} is not"):
        loaded(folder)
