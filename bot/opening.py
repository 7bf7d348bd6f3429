"""What a start needs before anything runs: the data folder with its lock, its database and its vault; another server's address."""

from __future__ import annotations

import base64
from contextlib import AsyncExitStack

from bot import crash, log, modes
from bot.erasing_mark import is_marked
from bot.lock import single_instance
from bot.settings import Settings, SettingsError
from core.telegram.sessions import Server
from storage import vault_keys
from storage.store import Store

BOT = "bot"  #: setting: the id of the bot whose data this is


async def opened_store(settings: Settings, house: AsyncExitStack, *, to_erase: bool = False) -> Store:
    """The store, until the house is left. Raises AlreadyRunning, DatabaseRefused, VaultRefused, SettingsError."""
    if is_marked(settings.data) and not to_erase:
        raise SettingsError(
            f"Everything in the data folder {settings.data} is being erased, and that is not done: what is put there now would go "
            "too. Start Yagami once (./yagami run) and let it finish, or take another folder with YAGAMI_DATA."
        )
    crash.arm(settings.steps)
    for secret in settings.secrets():
        log.protect(secret)
    modes.keep_private(settings.data)
    house.enter_context(single_instance(settings.data))
    database = settings.data / "yagami.db"
    if settings.vault_key:
        key = vault_keys.given_key(settings.vault_key.get_secret_value(), database)
    elif settings.vault_key_file:
        key = vault_keys.owners_key(settings.vault_key_file, database)
    else:
        key = vault_keys.own_key(settings.data, database)
    log.protect(base64.b64encode(key).decode())
    store = await Store.open(database, key)
    house.push_async_callback(store.close)
    await _same_bot(store, settings)
    return store


async def _same_bot(store: Store, settings: Settings) -> None:
    """Note whose data this is; with another bot's token nothing goes on: it is in none of the chats, its sessions are others'."""
    bot = int(settings.bot_token.get_secret_value().partition(":")[0])
    known = await store.settings.get(BOT)
    if known is None:
        async with store.database.transaction("bot"):
            await store.settings.put(BOT, bot)
    elif known != bot:
        raise SettingsError(
            f"YAGAMI_BOT_TOKEN is the bot {bot}'s, and the data folder {settings.data} is the bot {known}'s. Give that bot's "
            "token, or another data folder with YAGAMI_DATA; nothing was changed."
        )


def mtproto_server(settings: Settings) -> Server | None:
    """Another MTProto server than Telegram's own. Raises SettingsError."""
    if not settings.mtproto_address or not settings.mtproto_key:
        return None
    try:
        return Server(*settings.mtproto_address, settings.mtproto_dc, settings.mtproto_key.read_text())
    except ValueError as error:
        raise SettingsError(str(error)) from error
