"""`yagami rotate-key [--to FILE]`: everything in the vault is sealed with a new key; the old one opens nothing any more.

It needs the data folder for itself: while the app runs it is refused. A power cut at any moment leaves a key that opens
(storage/vault_keys.py). With --to, or where the key was not our own file, the new key goes to a file that the owner names, and
the sentences say which setting has to follow. No key is ever shown.
"""

from __future__ import annotations

from contextlib import AsyncExitStack
from pathlib import Path

from bot.opening import opened_store
from bot.settings import PREFIX, Settings
from storage import vault_keys
from storage.vault import VaultRefused


async def rotate_key(settings: Settings, to: Path | None) -> list[str]:
    """-> what was done and what is left to do, in sentences. Raises VaultRefused, and what stops any start."""
    elsewhere = _elsewhere(settings)
    if elsewhere and to is None:
        raise VaultRefused(
            f"The vault's key comes from {elsewhere}, which Yagami does not change: give a file for the new key, "
            "`yagami rotate-key --to FILE`. Nothing was changed."
        )
    async with AsyncExitStack() as house:
        store = await opened_store(settings, house)
        if to is None:
            file, left = await vault_keys.change_own(store.vault, settings.data)
            told = [f"Everything is sealed with a new key now; it is in {file}, and the old one is gone."]
        else:
            file = to.absolute()
            left = await vault_keys.change_to(store.vault, file, settings.data)
            told = [f"Everything is sealed with a new key now; it is in {file}.", *_to_do(settings, file)]
    if left:
        told.append(f"The secrets in these nightly copies still open with the old key only: {', '.join(left)}.")
    return [*told, "What /backup has sent before brings the old key along: it can be restored as it is."]


def _elsewhere(settings: Settings) -> str | None:
    """Where the key comes from, if not from our own file."""
    if settings.vault_key:
        return f"{PREFIX}VAULT_KEY"
    return str(settings.vault_key_file) if settings.vault_key_file else None


def _to_do(settings: Settings, file: Path) -> list[str]:
    if settings.vault_key:
        return [
            f"Before the next start set {PREFIX}VAULT_KEY (or the secret that stands for it) to what is in that file, or take "
            f"it away and set {PREFIX}VAULT_KEY_FILE to {file}."
        ]
    return [f"Before the next start set {PREFIX}VAULT_KEY_FILE to {file}."]
