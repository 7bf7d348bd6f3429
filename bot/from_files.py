"""Secrets that come by boot settings or files (/run/secrets) in place of the chat: taken over into the vault at the start.

Each is taken once for each content: its hash is kept, so that what the owner changed or forgot in the chat later stays so, and
a file that was replaced counts at the next start. YouTube renews cookies while they are used; so the file is only where
they come from, and is never written.

A file that is of no use stops nothing: the log says why, and the chat takes what is missing.
"""

from __future__ import annotations

import hashlib
import logging
from collections.abc import Awaitable, Callable
from pathlib import Path

from pydantic import SecretStr

from bot import setting_checks
from bot.credentials import CLIENT_HALF, Credentials
from bot.errands import cookies
from bot.settings import PREFIX, Settings
from core.clock import Clock
from core.errors import Permanent
from core.model import Account, Sentence
from core.telegram.access import ApiAccess
from core.youtube.client_file import Client, read_client_file
from core.youtube.cookies import LARGEST, read_cookies
from locales import texts
from storage.store import Store

logger = logging.getLogger(__name__)

SEEN = "from-files.{}"  #: setting: SHA-256 of what was taken last


async def take_over(settings: Settings, store: Store, credentials: Credentials, clock: Clock) -> list[str]:
    """What is new -> the variables that it came by."""

    async def cookie_file(data: bytes) -> None:
        await cookies.keep(store, credentials, read_cookies(data, clock.now()), clock.now())

    async def client_file(data: bytes) -> None:
        client = read_client_file(data)
        if not isinstance(client, Client):
            raise Permanent("google-client-unreadable")
        await credentials.put(CLIENT_HALF, None)
        await credentials.put_client(client)

    async def api(data: bytes) -> None:
        number, _, word = data.decode().partition(":")
        await credentials.put_api(ApiAccess(int(number), setting_checks.api_hash(SecretStr(word)).get_secret_value()))

    async def session(data: bytes) -> None:
        text = setting_checks.user_session(SecretStr(data.decode().strip())).get_secret_value()
        await credentials.keep_session(Account.USER, text)

    def api_pair() -> bytes:
        word = _text(settings.api_hash, settings.api_hash_file)
        return f"{settings.api_id}:".encode() + word

    found: list[tuple[str, bool, Callable[[], bytes], Callable[[bytes], Awaitable[None]]]] = [
        ("API_HASH", settings.api_id is not None, api_pair, api),
        (
            "USER_SESSION",
            bool(settings.user_session or settings.user_session_file),
            lambda: _text(settings.user_session, settings.user_session_file),
            session,
        ),
        (
            "GOOGLE_CLIENT_FILE",
            bool(settings.google_client_file),
            lambda: _file(settings.google_client_file),
            client_file,
        ),
        ("COOKIES_FILE", bool(settings.cookies_file), lambda: _file(settings.cookies_file), cookie_file),
    ]
    return [name for name, given, read, keep in found if given and await _take(store, name, read, keep)]


async def _take(store: Store, name: str, read: Callable[[], bytes], keep: Callable[[bytes], Awaitable[None]]) -> bool:
    """Whether it was new, and taken."""
    key = SEEN.format(name.lower())
    try:
        data = read()
        digest = hashlib.sha256(data).hexdigest()
        if await store.settings.get(key) == digest:
            return False
        async with store.database.transaction("from-file"):
            await keep(data)
            await store.settings.put(key, digest)
    except Permanent as trouble:
        reason = texts().get(trouble.key, **Sentence(trouble.key, trouble.args_for_text).args)
        logger.warning("%s%s is of no use: %s", PREFIX, name, reason)
        return False
    except OSError as error:
        logger.warning("%s%s can't be read: %s", PREFIX, name, error.strerror)
        return False
    except ValueError as error:  # our own checks' sentences, or bytes that are no text; neither repeats a value
        reason = "is not a text" if isinstance(error, UnicodeDecodeError) else str(error)
        logger.warning("%s%s %s", PREFIX, name, reason)
        return False
    logger.info("%s%s was taken over", PREFIX, name)
    return True


def _text(given: SecretStr | None, file: Path | None) -> bytes:
    """A secret that is set itself, or stands in a file; without the line's end."""
    return given.get_secret_value().encode() if given else _file(file).strip()


def _file(file: Path | None) -> bytes:
    """At most a byte more than any of them may have, whatever the file is."""
    if file is None:
        raise FileNotFoundError(2, "No such file or directory")
    with file.open("rb") as opened:
        return opened.read(LARGEST + 1)
