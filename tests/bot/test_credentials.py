"""What the vault's secrets leave in the log's memory."""

from __future__ import annotations

from pathlib import Path

from bot import log
from bot.credentials import COOKIES, Credentials
from storage.store import Store


async def test_cookies_that_are_renewed_for_years_make_the_log_no_slower(tmp_path: Path) -> None:
    store = await Store.open(tmp_path / "yagami.db", b"k" * 32)
    credentials = Credentials(store)
    before = list(log._protected)

    for number in range(3):
        await credentials.put(COOKIES, f".youtube.com\tTRUE\t/\tTRUE\t0\tSIDCC\trotated-{number}")

    assert log._protected == before
    assert "rotated-2" not in log.redact(await credentials.cookies() or "")
    await store.close()
