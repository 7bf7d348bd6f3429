"""The database and the vault's key, looked at from outside: neither is opened for writing, and no key leaves this module."""

from __future__ import annotations

import asyncio
from pathlib import Path

from bot.settings import Settings
from storage.inspection import Inspected, inspect
from storage.vault import VaultRefused, load_key, parse_key

from .finding import Arg, Finding, bad, fine, warn

OTHERS = 0o077


async def files(settings: Settings) -> list[Finding]:
    key, of_key = _key(settings)
    found = await asyncio.to_thread(inspect, settings.data / "yagami.db", key)
    if found.key_fits is False:
        of_key = bad("key", "wrong")
    elif of_key.which == "missing" and found.sealed:
        of_key = bad("key", "lost")
    return [_database(found), of_key]


def _database(found: Inspected) -> Finding:
    args: dict[str, Arg] = {"version": found.version, "size": f"{found.size / 1e6:.1f}"}
    if found.state in ("missing", "older"):
        return warn("database", found.state, **args)
    return fine("database", **args) if found.state == "fine" else bad("database", found.state, **args)


def _key(settings: Settings) -> tuple[bytes | None, Finding]:
    try:
        if settings.vault_key is not None:
            return parse_key(settings.vault_key.get_secret_value()), fine("key", "environment")
        file = settings.vault_key_file or settings.data / "vault.key"
        if not file.exists():
            return None, warn("key", "missing")
        key = load_key(file, create=False)
    except VaultRefused:
        return None, bad("key", "unusable")
    return key, _guarded(file)


def _guarded(file: Path) -> Finding:
    path = str(file.absolute())
    return warn("key", "open", path=path) if file.stat().st_mode & OTHERS else fine("key", path=path)
