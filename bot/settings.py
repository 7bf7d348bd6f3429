"""What must be known before the app can start; everything else the owner sets in the chat and lives in the database.

Read from the environment (YAGAMI_BOT_TOKEN ...), then from `.env` in the working folder, then from files in /run/secrets
(yagami_bot_token ...); the first that has a value counts, an empty one counts as none. Anything wrong stops the start with
one sentence, also a YAGAMI_ variable that nothing reads: a misspelt name that is ignored costs an owner an evening.
No sentence repeats a value, since it may be a secret that went into the wrong variable.
"""

from __future__ import annotations

import difflib
import os
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated, Literal
from urllib.parse import urlsplit

from dotenv import dotenv_values
from pydantic import AfterValidator, BeforeValidator, Field, SecretStr, ValidationError, model_validator
from pydantic_settings import BaseSettings, SettingsConfigDict
from pydantic_settings import SettingsError as Unreadable

from bot import setting_checks

PREFIX = "YAGAMI_"
SECRETS = Path("/run/secrets")
NAME = 40  #: characters of an unknown name that are repeated


class SettingsError(Exception):
    """The start stops here. `str()` is one sentence for the owner: the variable, what is wrong, what a right one is."""


ExistingFile = Annotated[Path, AfterValidator(setting_checks.existing_file)]


class Settings(BaseSettings):
    """The boot settings. Made by `load`; every field is the variable YAGAMI_<FIELD>."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX, env_ignore_empty=True, extra="ignore", frozen=True, validate_default=False
    )

    bot_token: Annotated[SecretStr, AfterValidator(setting_checks.bot_token)] = Field(
        description="The bot's token, as @BotFather gives it.",
        examples=["123456789:AAE… with 35 letters and digits behind the colon"],
    )
    owner_id: Annotated[int, AfterValidator(setting_checks.owner_id)] | None = Field(
        None, gt=0, description="Telegram user id of the one person the bot obeys.", examples=["123456789"]
    )
    data: Path = Field(
        Path("data"), description="Folder of the database and the vault's key.", examples=["/var/lib/yagami"]
    )
    work: Path = Field(
        default_factory=lambda known: known["data"] / "work",
        description="Folder for videos on their way, and for nothing else. Default: `work` in the data folder.",
        examples=["/var/cache/yagami"],
    )
    bot_api: Annotated[str, AfterValidator(setting_checks.url)] | None = Field(
        None,
        description="Address of the Bot API server. Default: Telegram's own.",
        examples=["http://127.0.0.1:8081"],
    )
    mtproto: Annotated[str, AfterValidator(setting_checks.loopback)] | None = Field(
        None,
        description="host:port of an MTProto server on this machine, in place of Telegram's (for the sandbox).",
        examples=["127.0.0.1:4430"],
    )
    mtproto_key: Annotated[Path, AfterValidator(setting_checks.pem_public_key)] | None = Field(
        None, description="RSA public key (PEM file) of that MTProto server.", examples=["/tmp/sandbox.pem"]
    )
    mtproto_dc: int = Field(2, ge=1, description="Number of that MTProto server's data centre.", examples=["2"])
    telegram_proxy: Annotated[str, AfterValidator(setting_checks.telegram_proxy)] | None = Field(
        None,
        repr=False,
        description="SOCKS or HTTP proxy for Telegram.",
        examples=["socks5://name:password@127.0.0.1:1080"],
    )
    youtube_proxy: Annotated[str, AfterValidator(setting_checks.youtube_proxy)] | None = Field(
        None,
        repr=False,
        description="SOCKS or HTTP proxy for YouTube and Google.",
        examples=["socks5://name:password@127.0.0.1:1080"],
    )
    ca: Annotated[Path, AfterValidator(setting_checks.certificates)] | None = Field(
        None,
        description="PEM file with a certificate authority to trust besides the usual ones.",
        examples=["/etc/ssl/my-proxy.pem"],
    )
    ffmpeg: ExistingFile | None = Field(
        None,
        description="The ffmpeg to use (ffprobe beside it). Default: the one on PATH, else the one from PyPI.",
        examples=["/usr/bin/ffmpeg"],
    )
    package_index: Annotated[str, AfterValidator(setting_checks.package_index)] | None = Field(
        None,
        repr=False,
        description="Package registry (simple API) from which newer releases of yt-dlp come. Default: the public one.",
        examples=["https://mirror.example/simple"],
    )
    po_token_url: Annotated[str, AfterValidator(setting_checks.url)] | None = Field(
        None,
        description="Address of bgutil's PO-token provider; it helps where YouTube mistrusts the line. Default: none.",
        examples=["http://127.0.0.1:4416"],
    )
    canary_video: Annotated[str, AfterValidator(setting_checks.video_id)] = Field(
        "jNQXAC9IVRw",
        description="YouTube id of a video that stays: a new yt-dlp has to get at it before it is used.",
        examples=["jNQXAC9IVRw"],
    )
    vault_key: Annotated[SecretStr, AfterValidator(setting_checks.vault_key)] | None = Field(
        None,
        description="The vault's key: 32 bytes in base64. Default: a file made at the first start.",
        examples=["the output of: openssl rand -base64 32"],
    )
    vault_key_file: ExistingFile | None = Field(
        None,
        description="File of the vault's key. Default: `vault.key` in the data folder.",
        examples=["/run/secrets/vault.key"],
    )
    cookies_file: ExistingFile | None = Field(
        None,
        description="cookies.txt of YouTube, taken over at the start whenever it changed; in place of sending it in the chat.",
        examples=["/run/secrets/cookies.txt"],
    )
    api_id: int | None = Field(
        None, gt=0, description="api_id from my.telegram.org; in place of sending it in the chat.", examples=["1234567"]
    )
    api_hash: Annotated[SecretStr, AfterValidator(setting_checks.api_hash)] | None = Field(
        None,
        description="api_hash that belongs to it.",
        examples=["0123456789abcdef0123456789abcdef"],
    )
    api_hash_file: ExistingFile | None = Field(
        None, description="File that holds the api_hash, in place of it.", examples=["/run/secrets/api_hash"]
    )
    google_client_file: ExistingFile | None = Field(
        None,
        description="The Google client's JSON as its page downloads it; in place of sending it in the chat.",
        examples=["/run/secrets/client.json"],
    )
    user_session: Annotated[SecretStr, AfterValidator(setting_checks.user_session)] | None = Field(
        None,
        description="A Telethon session of the account that uploads, as a string; in place of signing in in the chat.",
        examples=["the output of StringSession.save(client.session)"],
    )
    user_session_file: ExistingFile | None = Field(
        None, description="File that holds that session, in place of it.", examples=["/run/secrets/user_session"]
    )
    log_level: Annotated[Literal["DEBUG", "INFO", "WARNING", "ERROR"], BeforeValidator(setting_checks.upper)] = Field(
        "INFO", description="How much is logged: DEBUG, INFO, WARNING or ERROR.", examples=["INFO"]
    )
    log_format: Literal["console", "json"] = Field(
        "console", description="How it is logged: `console` for people, `json` for machines.", examples=["json"]
    )
    api: Annotated[str, AfterValidator(setting_checks.api_address)] | None = Field(
        None,
        description="Where the API listens (health, metrics, events): host:port, or a port of 127.0.0.1. Default: nowhere.",
        examples=["127.0.0.1:8080"],
    )
    api_token: Annotated[SecretStr, AfterValidator(setting_checks.api_token)] | None = Field(
        None,
        description="The API's bearer token; without one it answers nothing but /health.",
        examples=["the output of: openssl rand -hex 32"],
    )
    api_token_file: ExistingFile | None = Field(
        None, description="File that holds that token, in place of it.", examples=["/run/secrets/api_token"]
    )
    light_models: bool = Field(
        True,
        description="Build aiogram's models and Telethon's types at their first use: 100 MB less. Turn off if it makes trouble.",
        examples=["false"],
    )
    steps: str | None = Field(None, exclude=True, description="For the crash tests only.", examples=["list:/tmp/steps"])

    @model_validator(mode="after")
    def _check_pairs(self) -> Settings:
        if (self.mtproto is None) != (self.mtproto_key is None):
            missing = "mtproto_key" if self.mtproto_key is None else "mtproto"
            raise ValueError(_sentence(missing, f"is missing: {PREFIX}MTPROTO and {PREFIX}MTPROTO_KEY go together"))
        if self.vault_key is not None and self.vault_key_file is not None:
            raise ValueError(_sentence("vault_key", f"and {PREFIX}VAULT_KEY_FILE are both set; one is enough"))
        for name in ("api_hash", "user_session", "api_token"):
            if getattr(self, name) is not None and getattr(self, f"{name}_file") is not None:
                raise ValueError(_sentence(name, f"and {_variable(name)}_FILE are both set; one is enough"))
        if (self.api_id is None) != (self.api_hash is None and self.api_hash_file is None):
            missing = "api_id" if self.api_id is None else "api_hash"
            raise ValueError(_sentence(missing, f"is missing: {PREFIX}API_ID and {PREFIX}API_HASH go together"))
        if self.api is not None and self.api_token is None and self.api_token_file is None:
            host, _ = setting_checks.split_address(self.api)
            if not setting_checks.is_loopback(host):
                problem = f"names an address that other machines reach, which needs {PREFIX}API_TOKEN too"
                raise ValueError(_sentence("api", problem))
        return self

    @property
    def mtproto_address(self) -> tuple[str, int] | None:
        """(host, port) of the MTProto server that stands in for Telegram's, if any."""
        return None if self.mtproto is None else setting_checks.split_address(self.mtproto)

    @property
    def api_at(self) -> tuple[str, int] | None:
        """(host, port) of the API, if it is wanted."""
        return None if self.api is None else setting_checks.split_address(self.api)

    def secrets(self) -> list[str]:
        """Every secret that is set, for the log's filter (bot/log.py) to hide."""
        addresses = (self.telegram_proxy, self.youtube_proxy, self.package_index)
        proxies = [urlsplit(address).password for address in addresses if address]
        given = (self.bot_token, self.vault_key, self.api_hash, self.user_session, self.api_token)
        sealed = [secret.get_secret_value() for secret in given if secret]
        return sealed + [password for password in proxies if password]


def load(folder: Path | None = None, secrets: Path = SECRETS) -> Settings:
    """Read and check all settings. folder: where `.env` may be (default: the working folder).

    Raises SettingsError with one sentence for the first thing that is wrong.
    """
    env_file = (folder or Path.cwd()) / ".env"
    secrets_dir = secrets if secrets.is_dir() else None
    try:
        _refuse_unknown("the environment", os.environ)
        if env_file.is_file():
            _refuse_unknown(str(env_file), dotenv_values(env_file))
        if secrets_dir:
            _refuse_unknown(str(secrets_dir), [file.name for file in secrets_dir.iterdir()])
        return Settings(_env_file=env_file, _secrets_dir=secrets_dir)
    except ValidationError as error:
        first = error.errors(include_input=False, include_url=False)[0]
    except UnicodeDecodeError:
        raise SettingsError(f"{env_file} is not a text file in UTF-8.") from None
    except Unreadable:  # whose own words may hold a part of it
        raise SettingsError(f"A file in {secrets} is not a text file in UTF-8.") from None
    except OSError as error:
        raise SettingsError(f"The settings can't be read: {error.strerror} ({error.filename}).") from None
    # Outside of the except: the ValidationError holds the values, and must not be printed as this error's context.
    raise SettingsError(_explain(str(first["loc"][0]) if first["loc"] else None, first["type"], first["msg"]))


def describe() -> list[tuple[str, str, str]]:
    """(variable, default, description) of every setting that owners may set; default "" is none, "required" is none given."""
    rows = []
    for name, field in Settings.model_fields.items():
        if field.exclude:
            continue
        default = None if field.default_factory else field.default
        shown = "required" if field.is_required() else "" if default is None else str(default)
        rows.append((_variable(name), shown.lower() if isinstance(default, bool) else shown, field.description or ""))
    return rows


def _variable(field: str) -> str:
    return PREFIX + field.upper()


def _sentence(field: str, problem: str) -> str:
    example = (Settings.model_fields[field].examples or [""])[0]
    return f"{_variable(field)} {problem}; a right one looks like {example}."


def _explain(field: str | None, kind: str, message: str) -> str:
    """pydantic's error -> the owner's sentence. Our own checks' messages are sentences already, or end one."""
    message = message.removeprefix("Value error, ")
    if field is None:
        return message
    problem = {
        "missing": "is missing",
        "int_parsing": "is not a whole number",
        "greater_than": "is too small",
        "greater_than_equal": "is too small",
        "bool_parsing": "is neither true nor false",
        "literal_error": "is not one of its values",
        "value_error": message,
    }.get(kind, "is not understood")
    return _sentence(field, problem)


def _refuse_unknown(where: str, names: Iterable[str]) -> None:
    known = {_variable(field) for field in Settings.model_fields}
    for name in sorted(names):
        if name.upper().startswith(PREFIX) and name.upper() not in known:
            close = difflib.get_close_matches(name.upper(), known, 1)
            shown = re.split(r"\W", name, maxsplit=1, flags=re.ASCII)[0][:NAME]  # TOKEN:123 is a name and a secret
            raise SettingsError(
                f"{shown} in {where} is no setting"
                + (f"; did you mean {close[0]}?" if close else "; the README lists them.")
            )
