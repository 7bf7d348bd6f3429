"""`yagami import FILE`: credentials and destinations for a set-up without a conversation.

    {"telegram": {"api_id": 123, "api_hash": "...", "user_session": "..."},       user_session: left out in bot-only mode
     "google": {"client_id": "...", "client_secret": "...", "refresh_token": "..."},
     "destinations": {"likes": -1001234567890},
     "settings": {"likes.interval": 120}}

Each part may be left out; what is given replaces what was there. A file that is wrong anywhere changes nothing. The parts of a
right one are taken over one by one, and importing it again does no harm. The secrets go into the vault; the file can be deleted.
"""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field, SecretStr, ValidationError

from bot.credentials import Credentials
from bot.telegram_access import BOT_ONLY
from core.model import Account, Feed
from core.telegram.access import ApiAccess
from core.youtube.client_file import Client
from core.youtube.oauth import GoogleCredentials
from storage.store import Store

LIKES_PACE = ("feed.likes.fastest", "feed.likes.slowest")  #: both alike: a pace that is followed exactly


class ImportRefused(Exception):
    """The file can't be used; nothing was changed. The message is one sentence for the owner."""


class _Strict(BaseModel):
    model_config = ConfigDict(extra="forbid", hide_input_in_errors=True)


class _Telegram(_Strict):
    api_id: Annotated[int, Field(gt=0, lt=2**31)]
    api_hash: Annotated[SecretStr, Field(min_length=1)]
    user_session: SecretStr | None = None


class _Google(_Strict):
    client_id: Annotated[str, Field(min_length=1)]
    client_secret: Annotated[SecretStr, Field(min_length=1)]
    refresh_token: Annotated[SecretStr, Field(min_length=1)]


class _Settings(_Strict):
    likes_interval: Annotated[float, Field(gt=0, lt=1e9)] | None = Field(None, alias="likes.interval")


class _Document(_Strict):
    telegram: _Telegram | None = None
    google: _Google | None = None
    destinations: dict[Feed, Annotated[int, Field(gt=-(2**53), lt=2**53)]] = {}
    settings: _Settings = _Settings()


async def import_file(file: Path, store: Store) -> list[str]:
    """Take over the file -> what was set, in words. Raises ImportRefused before anything is changed."""
    document = _read(file)
    told = []
    credentials = Credentials(store)
    if document.telegram:
        one = document.telegram
        await credentials.put_api(ApiAccess(one.api_id, one.api_hash.get_secret_value()))
        session = one.user_session.get_secret_value() if one.user_session else None
        await credentials.keep_session(Account.USER, session)
        await store.settings.put(BOT_ONLY, session is None)
        told.append(f"Telegram application {one.api_id}, " + ("a user session" if session else "bot-only mode"))
    if document.google:
        two = document.google
        secret, token = two.client_secret.get_secret_value(), two.refresh_token.get_secret_value()
        await credentials.put_client(Client(two.client_id, secret))
        await credentials.put_credentials(GoogleCredentials(two.client_id, secret, token))
        told.append("the Google account's consent")
    for feed, chat_id in document.destinations.items():
        await store.feeds.set_destination(feed, await store.destinations.add(chat_id))
        told.append(f"{feed} are told in the chat {chat_id}")
    if document.settings.likes_interval is not None:
        for bound in LIKES_PACE:
            await store.settings.put(bound, document.settings.likes_interval)
        told.append(f"a look at the likes every {document.settings.likes_interval:g} s")
    await store.destinations.mended()
    return told


def _read(file: Path) -> _Document:
    try:
        return _Document.model_validate_json(file.read_bytes())
    except OSError as error:
        raise ImportRefused(f"{file.name} can't be read: {error.strerror}.") from error
    except ValidationError as error:
        first = error.errors(include_url=False, include_input=False)[0]
        where = " > ".join(str(part) for part in first["loc"]) or "the file"
        raise ImportRefused(f"{file.name}: {where}: {first['msg'].lower()}. Nothing was changed.") from None
