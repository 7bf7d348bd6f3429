"""What a start needs before anything runs: the data folder with its lock, its database and its vault; another server's address."""

from __future__ import annotations

from contextlib import AsyncExitStack

from bot import crash, log
from bot.lock import single_instance
from bot.settings import Settings, SettingsError
from core.telegram.sessions import Server
from storage.store import Store
from storage.vault import load_key, parse_key


async def opened_store(settings: Settings, house: AsyncExitStack) -> Store:
    """The store, until the house is left. Raises AlreadyRunning, DatabaseRefused, VaultRefused."""
    crash.arm(settings.steps)
    for secret in settings.secrets():
        log.protect(secret)
    settings.data.mkdir(mode=0o700, parents=True, exist_ok=True)
    house.enter_context(single_instance(settings.data))
    if settings.vault_key:
        key = parse_key(settings.vault_key.get_secret_value())
    else:
        own = settings.vault_key_file
        key = load_key(own or settings.data / "vault.key", create=own is None)
    store = await Store.open(settings.data / "yagami.db", key)
    house.push_async_callback(store.close)
    return store


def mtproto_server(settings: Settings) -> Server | None:
    """Another MTProto server than Telegram's own. Raises SettingsError."""
    if not settings.mtproto_address or not settings.mtproto_key:
        return None
    try:
        return Server(*settings.mtproto_address, settings.mtproto_dc, settings.mtproto_key.read_text())
    except ValueError as error:
        raise SettingsError(str(error)) from error
