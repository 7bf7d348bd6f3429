"""`yagami restore FILE`: a backup becomes the data folder's database, and this copy the one that works from its first start on.

FILE is what /backup sent (the passphrase is asked for on the terminal), or one of the nightly copies: those have no vault's key in
them, so they are for the data folder that they came from, or one whose key is given by the settings.

Everything is unpacked, checked, migrated and made ready under another name (`restoring`) before anything that was there is
touched; then what was there is put aside (only with --replace), the key takes its place, and the database last. Killed at any
instruction, what was there is there or put aside, no byte of it changed, and the same command does it again.
"""

from __future__ import annotations

import asyncio
import base64
import getpass
import os
import shutil
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bot import log
from bot.erasing_mark import is_marked
from bot.lock import single_instance
from bot.settings import Settings
from core.step import step
from storage.backup import is_sound
from storage.restored import generation_in, make_ready
from storage.sealed_file import MAGIC, BackupRefused, unseal
from storage.store import Store
from storage.vault import load_key, parse_key

DRAFT = "restoring"  #: a folder in the data folder
ASIDE = "put-aside-{}"  #: the same: what was there before
DATABASE, KEY = "yagami.db", "vault.key"
_SQLITE = b"SQLite format 3\x00"


class RestoreRefused(Exception):
    """Nothing was changed. The message is one sentence for the owner."""


def needs_passphrase(file: Path) -> bool:
    """A nightly copy has none. Raises RestoreRefused if the file can't be read or is neither."""
    try:
        with file.open("rb") as opened:
            first = opened.read(16)
    except OSError as error:
        raise RestoreRefused(f"{file} can't be read: {error.strerror}.") from error
    if first[: len(MAGIC)] != MAGIC and first != _SQLITE:
        raise RestoreRefused(
            f"{file.name} is no backup of Yagami's. Give the file that /backup sent, or a nightly copy."
        )
    return first != _SQLITE


def asked_for(file: Path, written: Path | None) -> str | None:
    """The passphrase, if the file has one: the first line of `written`, else what is typed on the terminal. Raises
    RestoreRefused."""
    if not needs_passphrase(file):
        return None
    try:
        if written is not None:
            return written.read_text("utf-8").partition("\n")[0].strip()
        return getpass.getpass("Passphrase of the backup: ").strip()
    except (EOFError, UnicodeDecodeError) as error:
        raise RestoreRefused(
            "No passphrase was given. Type it on a terminal, or name a file with --passphrase-file."
        ) from error
    except OSError as error:
        raise RestoreRefused(f"{error.filename or 'The terminal'} can't be read: {error.strerror}.") from error


async def restore(
    settings: Settings, file: Path, passphrase: str | None, now: float, *, replace: bool = False
) -> list[str]:
    """-> what was done, a sentence each. Raises RestoreRefused, BackupRefused, AlreadyRunning, DatabaseRefused, VaultRefused,
    and OSError for what the disk does."""
    for secret in (*settings.secrets(), passphrase or ""):
        log.protect(secret)
    data = settings.data
    data.mkdir(mode=0o700, parents=True, exist_ok=True)
    data.chmod(0o700)
    with single_instance(data):
        if (data / DATABASE).exists() and not replace:
            raise RestoreRefused(
                f"The data folder {data} has a database already. Add --replace to put it aside and restore all the same."
            )
        if is_marked(data):
            raise RestoreRefused(
                f"Everything in the data folder {data} is being erased, and that is not done: what is restored now would go too. "
                "Start Yagami once (./yagami run) and let it finish, or restore into another folder (YAGAMI_DATA)."
            )
        draft = data / DRAFT
        shutil.rmtree(draft, ignore_errors=True)
        draft.mkdir(mode=0o700)
        try:
            with step("disk.restore-unpack"):
                key, generation = await _unpacked(settings, file, passphrase, draft)
            told = [await _ready(draft / DATABASE, key, now, max(generation, generation_in(data / DATABASE)))]
            if not _key_is_given(settings):
                _private(draft / KEY, base64.b64encode(key) + b"\n")
            with step("disk.restore"):
                told += _into_place(data, draft, now)
        finally:
            shutil.rmtree(draft, ignore_errors=True)
    return [*told, "Stop the copy on the other machine if it still runs. Then start this one: ./yagami run"]


async def _unpacked(settings: Settings, file: Path, passphrase: str | None, draft: Path) -> tuple[bytes, int]:
    """-> the vault's key, and the generation that the file names."""
    manifest: dict[str, Any] = {}
    if needs_passphrase(file):
        if not passphrase:
            raise RestoreRefused("A passphrase is needed: the one that you gave when you asked for the backup.")
        manifest = await asyncio.to_thread(unseal, file, draft / DATABASE, passphrase)
        ours = int(settings.bot_token.get_secret_value().partition(":")[0])
        if manifest.get("bot") != ours:
            raise RestoreRefused(
                f"{file.name} is the backup of another bot ({manifest.get('bot')}; YAGAMI_BOT_TOKEN is {ours}'s): its channels "
                "would be told everything twice. Set that bot's token, and restore again."
            )
    else:
        _private(draft / DATABASE, b"")
        shutil.copyfile(file, draft / DATABASE)
    if not is_sound(draft / DATABASE):
        raise BackupRefused(f"{file.name} holds a damaged database. Take an older backup.")
    return _key(settings, manifest), int(manifest.get("generation", 0))


def _key(settings: Settings, manifest: dict[str, Any]) -> bytes:
    """The backup's own; it must be the one that the settings give, if they give one. Raises RestoreRefused, VaultRefused."""
    given = None
    if settings.vault_key:
        given = parse_key(settings.vault_key.get_secret_value())
    elif settings.vault_key_file:
        given = load_key(settings.vault_key_file, create=False)
    if "vault_key" not in manifest:
        if given is None and not (settings.data / KEY).exists():
            raise RestoreRefused(
                f"A nightly copy needs the vault's key that it was made with, and there is no {KEY} in {settings.data}. Put it "
                "there, or restore a file that /backup sent."
            )
        return given or load_key(settings.data / KEY, create=False)
    own = parse_key(str(manifest["vault_key"]))
    if given is not None and given != own:
        raise RestoreRefused(
            "The settings give another vault's key (YAGAMI_VAULT_KEY or YAGAMI_VAULT_KEY_FILE) than the backup was made with. "
            "Leave that setting away: the backup brings its own key along."
        )
    return own


def _key_is_given(settings: Settings) -> bool:
    return bool(settings.vault_key or settings.vault_key_file)


async def _ready(database: Path, key: bytes, now: float, least: int) -> str:
    """Migrated, of a higher generation, and proven to open with the key."""
    store = await Store.open(database, key)
    try:
        copy = await make_ready(store, now, least)
        row = await store.database.one("SELECT max(seen_at) AS last FROM events")
    finally:
        await store.close()
    last = f"{datetime.fromtimestamp(row['last'], UTC):%Y-%m-%d %H:%M} UTC" if row and row["last"] else "nothing yet"
    return f"Restored: generation {copy.generation}; the last thing that it knows of: {last}."


def _into_place(data: Path, draft: Path, now: float) -> list[str]:
    """Raises OSError."""
    told = []
    key, aside = draft / KEY, data / ASIDE.format(f"{datetime.fromtimestamp(now, UTC):%Y-%m-%d-%H%M%S}")
    while aside.exists():  # of a try that was killed in this second: nothing of it is overwritten
        aside = aside.with_name(f"{aside.name}-again")
    old = [data / f"{DATABASE}{end}" for end in ("", "-wal", "-shm")]
    if key.exists():
        old += [data / KEY, data / f"{KEY}.next"]
    there = [one for one in old if one.exists()]
    if there:
        aside.mkdir(mode=0o700)
        for one in there:
            one.replace(aside / one.name)
        told.append(f"What was there lies in {aside}; delete that folder when you don't need it any more.")
    if key.exists():
        key.replace(data / KEY)
    (draft / DATABASE).chmod(0o600)
    (draft / DATABASE).replace(data / DATABASE)
    descriptor = os.open(data, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
    return told


def _private(file: Path, content: bytes) -> None:
    with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb") as out:
        out.write(content)
        out.flush()
        os.fsync(out.fileno())
