"""Rows for screens: a store of their own, and one in which everything has happened."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any, cast

from bot.conversation.screen import Context
from bot.conversation.words import Words
from bot.credentials import Credentials
from bot.owner import Owner
from bot.services import Services
from bot.settings import Settings as BootSettings
from core.clock import SystemClock
from core.download.board import Board
from core.media.workdir import WorkDir
from core.settings import OPTIONS
from locales import texts
from storage.store import Store

NOW = 1_790_000_000.0
OWNER = 1_000_000_001
NASTY = "<b>Ünï & 😀 \u202eRTL\u202c " + "long " * 30


class NeverLooks:
    """A schedule that has not begun."""

    def next_look(self, feed: Any) -> float | None:
        return None

    def overdue(self, feed: Any) -> float:
        return 0.0

    def reschedule(self, feed: Any, seconds: float) -> None:
        return


@asynccontextmanager
async def context(folder: Path) -> AsyncIterator[Context]:
    """A real store in `folder`; of the services only what screens read."""
    store = await Store.open(folder / "yagami.db", b"k" * 32)
    clock = SystemClock()
    boot = BootSettings(_env_file=None, bot_token="123456:" + "A" * 35, owner_id=OWNER, data=folder)
    owner = Owner(store, OWNER)
    await owner.load()
    services = Services(
        boot=boot, bot=cast("Any", None), username="yagami_sandbox_bot", owner=owner, credentials=Credentials(store),
        accounts=cast("Any", None), server=None, google=cast("Any", None), schedule=cast("Any", NeverLooks()),
        board=Board(clock), work=WorkDir(folder / "work"), clock=clock, started_at=NOW - 1000, wake=lambda: None,
    )  # fmt: skip
    try:
        yield Context(store, services, Words(texts("en")), await store.settings.chosen(), NOW)
    finally:
        await store.close()


async def furnish(ctx: Context) -> None:
    """Everything that a screen could have to say, with titles that try to break it."""
    async with ctx.store.database.transaction("furnish") as t:
        await t.run(
            "INSERT INTO destinations (id, chat_id, title, trouble, not_before) VALUES (1, -1001, ?, ?, ?)",
            (NASTY, '{"key": "condition-channel_lost", "args": {}}', NOW + 99),
        )
        await t.run(
            "INSERT INTO destinations (id, chat_id, topic_id, title, kind) VALUES (2, -1002, 7, 'Forum', 'supergroup')"
        )
        await t.run(
            "UPDATE feeds SET destination_id = 1, seeded_at = 1, looked_at = ? WHERE feed = 'likes'", (NOW - 60,)
        )
        await t.run(
            "UPDATE feeds SET destination_id = 2, trouble = ?, not_before = ? WHERE feed = 'subscriptions'",
            ('{"key": "google-quota", "args": {}}', NOW + 5000),
        )
        await t.run_many(
            "INSERT INTO videos (id, title, channel, channel_id, duration, views, seen_at) VALUES (?, ?, ?, ?, ?, ?, 1)",
            [(f"video{n:06}", NASTY if n % 2 else None, NASTY, "UC1", 3600 * n, 10**n) for n in range(9)],
        )
        await t.run("INSERT INTO channels (id, title, seen_at, subscribers) VALUES ('UC1', ?, 1, 5)", (NASTY,))
        kinds = ("liked", "unliked", "vanished", "watched")
        await t.run_many(
            "INSERT INTO events (id, kind, identity, subject, happened_at, seen_at) VALUES (?, ?, ?, ?, ?, ?)",
            [(n + 1, kinds[n % 4], f"i{n}", f"video{n % 9:06}", NOW - n * 4000, NOW - n * 4000) for n in range(60)],
        )
        await t.run(
            "INSERT INTO events (id, kind, identity, subject, seen_at) VALUES (99, 'subscribed', 's', 'UC1', ?)", (NOW,)
        )
        await t.run_many(
            "INSERT INTO deliveries (id, event_id, destination_id, random_id) VALUES (?, ?, 1, ?)",
            [(n + 1, n + 1, n + 1) for n in range(30)],
        )
        states = (
            "queued",
            "fetching",
            "fetched",
            "uploading",
            "sent",
            "done",
            "skipped",
            "failed",
            "cancelled",
            "offered",
        )
        await t.run_many(
            """INSERT INTO downloads (id, event_id, delivery_id, destination_id, video_id, state, asked, trouble, created_at,
               changed_at) VALUES (?, ?, ?, 1, ?, ?, ?, ?, ?, ?)""",
            [
                (
                    n + 1, n + 1, n + 1, f"video{n % 9:06}", states[n % 10], n % 2,
                    '{"key": "video-private", "args": {}}' if states[n % 10] in ("failed", "skipped") else None,
                    NOW - 90_000 * n, NOW - 100,
                )
                for n in range(30)
            ],
        )  # fmt: skip
        await t.run(
            "INSERT INTO traffic VALUES ('2026-09-21', 'download', 5000000000, 1000), ('2026-09-20', 'upload', 0, 7)"
        )
        await t.run("INSERT INTO quota VALUES ('2026-09-21', 9000)")
        await t.run(
            """INSERT INTO pauses (scope, until, condition, trouble, since) VALUES ('youtube', ?, 'bot_check', ?, 1)""",
            (NOW + 3000, '{"key": "condition-bot_check", "args": {}}'),
        )
    for name, option in OPTIONS.items():
        value: Any = option.default
        if option.kind == "switch":
            value = not option.default
        elif option.kind == "number":
            value = option.most if option.nullable else option.default
        elif option.kind == "hours":
            value = [23, 7]
        elif option.kind == "list":
            value = list(option.values)
        if name != "language":
            await ctx.store.settings.choose(name, value)
    await ctx.store.settings.put("paused_at", NOW - 500)
    await ctx.store.private.begin(NOW - 60, NOW + 3000)
