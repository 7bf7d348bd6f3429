"""Before a database is brought to a newer version: a copy of it as it is, so that the program before this one can go on from it.

    data/backups/yagami-schema-3.db     whole and proven, kept for a week (backup.py); one of each version, beside the
                                        nightly copies and like them: the vault's key is not in it, and its secrets follow
                                        when that is changed

Without room for the copy nothing is changed. `yagami restore --replace` of the older program takes it.
"""

from __future__ import annotations

from pathlib import Path

from core.errors import NeedsOwner, Retry, Trouble

from . import backup


async def keep_before(database: Path, version: int) -> str | None:
    """A copy of a database of that version -> None, or why there is none: the end of a sentence."""
    try:
        await backup.copy(database, backup.folder(database.parent) / f"yagami-schema-{version}.db")
    except Retry:
        return "another program holds it"
    except NeedsOwner:
        return "there is no room on the disk for a copy of it, or it can't be written"
    except Trouble:
        return "it is damaged; restore one of the nightly copies"
    return None
