"""Makes one encrypted file of all that is remembered, and sends it to the owner's chat. What is in it: storage/sealed_file.py.

The passphrase is in memory only (Services.passphrases), not even sealed in the vault: the vault is in the file. So after a kill the
errand has none any more; it says so, and nothing was sent. The copy and the file lie in `backups/sending` of the data folder while
they are needed; what a kill leaves there goes at the next start, and before the next backup.
"""

from __future__ import annotations

import asyncio
import base64
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

from aiogram.types import FSInputFile

from bot import VERSION
from bot.connection import purpose
from bot.conversation.errands import Running
from core.errors import Condition, NeedsOwner, Permanent, Retry, Scope
from core.step import step
from locales import texts
from storage import backup as copies
from storage.restored import which
from storage.sealed_file import seal

from .asking import asking

KIND = "backup"
LARGEST = 50 * 1000 * 1000  #: bytes that the Bot API takes from a bot; with room for the request around it
SEND_SECONDS = 900
SUFFIX = ".yagami"


async def backup(run: Running) -> None:
    """Raises Permanent("backup-again") if the passphrase is forgotten, ("backup-too-large") with where copies lie."""
    passphrase = run.services.passphrases.get(run.errand.id)
    if passphrase is None:
        raise Permanent("backup-again")
    try:
        await _sent(run, passphrase)
    except Retry:
        raise  # it is needed once more
    except BaseException:
        run.services.passphrases.pop(run.errand.id, None)
        raise
    run.services.passphrases.pop(run.errand.id, None)


async def _sent(run: Running, passphrase: str) -> None:
    """With the errand's end. Raises Trouble."""
    data = run.services.boot.data
    place = copies.tidy(data)
    try:
        file = await _made(run, place, passphrase)
        size = file.stat().st_size
        if size > LARGEST:
            raise Permanent("backup-too-large", mb=-(-size // 1_000_000), most=LARGEST // 1_000_000)
        words = texts((await run.store.settings.chosen()).spoken)
        with asking("send_document"), purpose("backup"):
            await run.services.bot.send_document(
                run.services.owner.id or 0, FSInputFile(file), caption=words.get("backup-caption"),
                disable_content_type_detection=True, request_timeout=SEND_SECONDS,
            )  # fmt: skip
        async with run.done():
            pass
    except OSError as error:
        raise NeedsOwner(Condition.DISK_FULL, scope=Scope.DISK) from error
    finally:
        copies.tidy(data)


async def _made(run: Running, place: Path, passphrase: str) -> Path:
    """The file. Raises Trouble, OSError."""
    data = run.services.boot.data
    copies.folder(data)
    place.mkdir(mode=0o700)
    plain = place / "yagami.db"
    await copies.copy(data / "yagami.db", plain)
    copy = await which(run.store)
    manifest = {
        "app": VERSION,
        "made_at": run.clock.now(),
        "bot": int(run.services.token.partition(":")[0]),
        "generation": copy.generation,
        "vault_key": base64.b64encode(run.store.vault.key).decode(),
    }
    file = place / f"yagami-{datetime.fromtimestamp(run.clock.now(), UTC):%Y-%m-%d-%H%M}{SUFFIX}"
    with step("disk.backup-sealed"):
        await asyncio.to_thread(seal, plain, file, passphrase, manifest)
    with suppress(OSError):
        plain.unlink()
    return file
