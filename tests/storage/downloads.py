"""What the tests of the downloads' rows begin with: a store with two chats and a video, and a download in it."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from core.download.job import OPEN, Part
from core.model import Account, UploadProgress
from storage.store import Store

ALL = sorted(OPEN)
NOW = 1000.0


@pytest.fixture
async def store(tmp_path: Path) -> AsyncIterator[Store]:
    store = await Store.open(tmp_path / "yagami.db", b"k" * 32)
    async with store.database.transaction("test") as t:
        await t.run("INSERT INTO destinations (id, chat_id) VALUES (1, -1001), (2, 77)")
        await t.run("INSERT INTO videos (id, title, seen_at) VALUES ('v', 'A video', 0)")
    yield store
    await store.close()


async def add(store: Store, **columns: Any) -> int:
    """A download; post=True: with a post that stands."""
    async with store.database.transaction("test") as t:
        if columns.pop("post", False):
            count = (await t.run("SELECT count(*) AS n FROM events"))[0]["n"]
            event = await t.run(
                "INSERT INTO events (kind, identity, subject, seen_at) VALUES ('liked', ?, 'v', 0) RETURNING id",
                (count,),
            )
            delivery = await t.run(
                """INSERT INTO deliveries (event_id, destination_id, random_id, state, message_id)
                   VALUES (?, 1, ?, 'sent', ?) RETURNING id""",
                (event[0]["id"], count + 1, count + 50),
            )
            columns |= {"event_id": event[0]["id"], "delivery_id": delivery[0]["id"]}
        fields = {"destination_id": 1, "video_id": "v", "created_at": 0.0, "changed_at": 0.0} | columns
        rows = await t.run(
            f"INSERT INTO downloads ({', '.join(fields)}) VALUES ({', '.join('?' * len(fields))}) RETURNING id",
            tuple(fields.values()),
        )
    return int(rows[0]["id"])


async def status(store: Store, job: int) -> str | None:
    row = await store.database.one(
        "SELECT status_wanted FROM deliveries WHERE id = (SELECT delivery_id FROM downloads WHERE id = ?)", (job,)
    )
    return json.loads(row["status_wanted"])["key"] if row and row["status_wanted"] else None


def part(number: int, random_id: int, message_id: int | None = None, **more: Any) -> Part:
    lines = more.pop("lines", 720)
    return Part(
        number, Account.BOT, random_id, Path("1/a.mp4"), None, None, 5, 1.0, lines * 2, lines, UploadProgress(1, 512),
        message_id, **more,
    )  # fmt: skip
