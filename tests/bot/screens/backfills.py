"""A backfill in rows, and how far it is."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator, Sequence
from pathlib import Path

import pytest

from bot.conversation.screen import Context
from bot.credentials import GOOGLE
from core.model import Feed, Video
from core.poll.backfill import RANK, BackfillState, Entry, Item, ItemState, told
from core.poll.decide import Rules, Sender

from .rows import NASTY, NOW, context

S = BackfillState
CONSENT = json.dumps({"client_id": "i", "client_secret": "s", "refresh_token": "r"})


@pytest.fixture
async def ctx(tmp_path: Path) -> AsyncIterator[Context]:
    """Google is connected, and likes have a channel."""
    async with context(tmp_path) as it:
        await it.store.vault.put(GOOGLE, CONSENT)
        await it.store.feeds.set_destination(Feed.LIKES, await it.store.destinations.add(-1001, NASTY))
        yield it


async def listed(
    ctx: Context, ids: Sequence[str] = ("v3", "v2", "v1"), gone: Sequence[str] = (), amount: int | None = 3
) -> int:
    """A backfill whose list, newest first, is read and shown."""
    rows = ctx.store.backfills
    backfill = await rows.begin(amount, None if amount else NOW - 1e6, NOW)
    assert backfill
    entries = [Entry(one, NOW - 1000 * n) for n, one in enumerate(ids)]
    videos = [Video(one, NASTY, NASTY, "UC1", 3600) for one in ids if one not in gone]
    await ctx.store.backfill_list.add_page(backfill, entries, videos, None, NOW)
    await ctx.store.backfill_list.propose(backfill, truncated=False)
    return backfill


async def let_go(ctx: Context, backfill: int, at: float = NOW) -> ItemState | None:
    """The next one's turn comes."""
    item = await ctx.store.backfills.next_item(backfill)
    return await turn(ctx, backfill, item, at) if item else None


async def turn(ctx: Context, backfill: int, item: Item, at: float = NOW) -> ItemState | None:
    to, _, _ = await ctx.store.backfills.place()
    assert to
    new = told(item, Rules(await ctx.store.settings.chosen(), to, Sender(7, b"k")), at, videos=True)
    return await ctx.store.backfills.release(backfill, item, new, at, rank=RANK)


async def state(ctx: Context) -> str | None:
    row = await ctx.store.database.one("SELECT state FROM backfills ORDER BY id DESC LIMIT 1")
    return row["state"] if row else None


async def count(ctx: Context, table: str, where: str = "1") -> int:
    row = await ctx.store.database.one(f"SELECT count(*) AS n FROM {table} WHERE {where}")
    assert row
    return int(row["n"])
