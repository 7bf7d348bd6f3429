"""Whether a boot setting's value can be right, looked at before anything is started with it. Used by bot/settings.py only.

Each check gives the value back, or raises ValueError with the end of a sentence that the variable's name begins; no
sentence repeats the value, since it may be a secret. Nothing here reaches out: whether a proxy answers is found out later.
"""

from __future__ import annotations

import base64
import binascii
import ipaddress
import re
import ssl
from pathlib import Path
from urllib.parse import urlsplit

from pydantic import SecretStr

API_HASH = re.compile(r"[0-9a-f]{32}", re.ASCII | re.IGNORECASE)
USER_SESSION = re.compile(r"1[\w-]{300,}={0,2}", re.ASCII)  # Telethon's StringSession
VIDEO_ID = re.compile(r"[\w-]{11}", re.ASCII)
STAND_INS = {1087968824, 136817688, 777000}  # @GroupAnonymousBot, @Channel_Bot, Telegram's notices
TOKEN = re.compile(r"\d+:[\w-]{30,}", re.ASCII)
API_TOKEN = re.compile(r"[!-~]{16,512}", re.ASCII)


def bot_token(value: SecretStr) -> SecretStr:
    if not TOKEN.fullmatch(value.get_secret_value()):
        raise ValueError("is not a bot token")
    return value


def owner_id(value: int) -> int:
    """What stands in a group in place of its anonymous administrators, of a channel, or of Telegram."""
    if value in STAND_INS:
        raise ValueError("is not a person's id: it stands for many people")
    return value


def api_hash(value: SecretStr) -> SecretStr:
    if not API_HASH.fullmatch(value.get_secret_value()):
        raise ValueError("is not an api_hash (32 characters of 0-9 and a-f)")
    return value


def user_session(value: SecretStr) -> SecretStr:
    if not USER_SESSION.fullmatch(value.get_secret_value()):
        raise ValueError("is not a session of Telethon as a string (it begins with 1 and has some 350 characters)")
    return value


def url(value: str) -> str:
    if _scheme_if_complete(value) not in {"http", "https"}:
        raise ValueError("is not an http or https address")
    return value.rstrip("/")


def package_index(value: str) -> str:
    """What it says is believed, down to the hashes of what is run: so over TLS, or from this machine."""
    value = url(value)
    host = urlsplit(value).hostname or ""
    if urlsplit(value).scheme != "https" and not is_loopback(host):
        raise ValueError("is not an https address")
    return value


def video_id(value: str) -> str:
    if not VIDEO_ID.fullmatch(value):
        raise ValueError("is not the id of a video (11 letters, digits, - and _)")
    return value


def telegram_proxy(value: str) -> str:
    """The kinds that aiohttp-socks and Telethon both know."""
    return _proxy(value, "socks5", "socks4", "http")


def youtube_proxy(value: str) -> str:
    """The kinds that httpx and yt-dlp both know; socks5h lets the proxy look names up."""
    return _proxy(value, "socks5", "socks5h", "http")


def _proxy(value: str, *kinds: str) -> str:
    if _scheme_if_complete(value) not in kinds or urlsplit(value).port is None:
        raise ValueError(f"is not the address of a {', '.join(kinds[:-1])} or {kinds[-1]} proxy with its port")
    return value


def _scheme_if_complete(value: str) -> str | None:
    """A URL's scheme if it has a host, and a port in range or none; None otherwise."""
    try:
        parts = urlsplit(value)
        _ = parts.port
    except ValueError:
        return None
    return parts.scheme if parts.hostname and not any(c.isspace() for c in value) else None


def existing_file(value: Path) -> Path:
    try:
        is_there = value.is_file()
    except OSError:  # a name that is too long for one, as a secret may be that went into the wrong variable
        is_there = False
    if not is_there:
        raise ValueError("names a file that is not there")
    return value


def certificates(value: Path) -> Path:
    try:
        ssl.create_default_context(cafile=existing_file(value))
    except OSError:  # ssl.SSLError is one
        raise ValueError("names a file that holds no certificate in PEM form") from None
    return value


def pem_public_key(value: Path) -> Path:
    # errors="replace": a binary file is not PEM, and needs no sentence of its own
    if "PUBLIC KEY-----" not in existing_file(value).read_text("utf-8", errors="replace"):
        raise ValueError("names a file that holds no RSA public key in PEM form")
    return value


def vault_key(value: SecretStr) -> SecretStr:
    text = value.get_secret_value()
    try:
        raw = base64.b64decode(text.translate(str.maketrans("-_", "+/")), validate=True)
    except (binascii.Error, ValueError):
        raw = b""
    if len(raw) != 32:
        raise ValueError("is not 32 bytes in base64")
    return value


def split_address(value: str) -> tuple[str, int]:
    """host:port or [v6]:port -> (host, port). Raises ValueError."""
    parts = urlsplit(f"//{value}")
    if not parts.hostname or not parts.port or parts.path or parts.username is not None:
        raise ValueError("no host and port")
    return parts.hostname, parts.port


def loopback(value: str) -> str:
    try:
        host, _ = split_address(value)
    except ValueError:
        raise ValueError("is not host:port") from None
    if not is_loopback(host):
        raise ValueError("is not on this machine (another RSA key is accepted for loopback addresses only)")
    return value


def api_address(value: str) -> str:
    """A port alone is on this machine."""
    address = f"127.0.0.1:{value}" if value.isdecimal() else value
    try:
        split_address(address)
    except ValueError:
        raise ValueError("is neither a port nor host:port") from None
    return address


def api_token(value: SecretStr) -> SecretStr:
    if not API_TOKEN.fullmatch(value.get_secret_value()):
        raise ValueError("is too short to be a secret, or no single word of plain letters (16 at least)")
    return value


def is_loopback(host: str) -> bool:
    if host == "localhost":
        return True
    try:
        return ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def upper(value: object) -> object:
    return value.upper() if isinstance(value, str) else value
