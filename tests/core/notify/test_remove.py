"""Videos that are taken out of their chats again: when, how often, and what stands in the way."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from core.clock import Wakeup
from core.errors import Condition, NeedsOwner, Permanent, Retry, Scope, Trouble
from core.model import Account, Destination
from core.notify.remove import OWNER_PROBE, Remove
from storage.store import Store
from tests.core.youtube.google import HandClock

CHAT = -1001


@dataclass
class Telegram:
    """Deletes, or says what a test wants. Implements core.notify.remove.Telegram."""

    troubles: list[Exception] = field(default_factory=list)
    deleted: list[tuple[Account, int, int]] = field(default_factory=list)

    async def delete(self, account: Account, to: Destination, message_id: int) -> None:
        if self.troubles:
            raise self.troubles.pop(0)
        self.deleted.append((account, to.chat_id, message_id))


@dataclass
class Rig:
    store: Store
    clock: HandClock
    telegram: Telegram
    told: list[bool]
    remove: Remove

    async def rows(self, sql: str) -> list[dict[str, object]]:
        return [dict(row) for row in await self.store.database.fetch(sql)]

    async def write(self, *statements: str) -> None:
        async with self.store.database.transaction("test") as t:
            for one in statements:
                await t.run(one)


@pytest.fixture
async def rig(tmp_path: Path) -> AsyncIterator[Rig]:
    """A like whose video was sent in two parts, and is to be removed."""
    store, clock, telegram, told = (
        await Store.open(tmp_path / "yagami.db", b"k" * 32),
        HandClock(),
        Telegram(),
        list[bool](),
    )
    place = await store.destinations.add(CHAT, "Likes")
    remove = Remove(store.removals, store.pauses, telegram, clock, Wakeup(clock), lambda: told.append(True))
    rig = Rig(store, clock, telegram, told, remove)
    await rig.write(
        "INSERT INTO videos (id, seen_at) VALUES ('v', 0)",
        "INSERT INTO events (id, kind, identity, subject, seen_at) VALUES (1, 'liked', 'v@1', 'v', 0)",
        f"""INSERT INTO deliveries (id, event_id, destination_id, random_id, state, message_id, status_wanted)
            VALUES (1, 1, {place}, 1, 'sent', 7, '{{"key": "status-sent", "args": {{}}}}')""",
        f"""INSERT INTO downloads (id, event_id, delivery_id, destination_id, video_id, state, created_at, changed_at)
            VALUES (1, 1, 1, {place}, 'v', 'done', 0, 0)""",
        *(
            f"""INSERT INTO parts (download_id, number, account, random_id, path, size, duration, width, height, file_id,
                chunk_size, message_id, document_id) VALUES (1, {n}, '{account}', {n}, 'p', 1, 1, 1, 1, {n}, 1, {10 + n}, 5)"""
            for n, account in ((1, "user"), (2, "bot"))
        ),
        "INSERT INTO removals (download_id) VALUES (1)",
    )
    yield rig
    await store.close()


async def test_every_part_is_deleted_by_who_sent_it_and_the_post_says_so(rig: Rig) -> None:
    assert await rig.remove.turn() is None

    assert rig.telegram.deleted == [(Account.USER, CHAT, 11), (Account.BOT, CHAT, 12)]
    [delivery] = await rig.rows("SELECT json_extract(status_wanted, '$.key') AS key FROM deliveries")
    assert delivery["key"] == "status-removed"
    assert await rig.rows("SELECT * FROM parts WHERE message_id IS NOT NULL OR document_id IS NOT NULL") == []
    assert (await rig.rows("SELECT * FROM removals"), rig.told) == ([], [True])


async def test_a_video_that_is_still_on_its_way_is_waited_for(rig: Rig) -> None:
    for state in ("uploading", "sent"):
        await rig.write(f"UPDATE downloads SET state = '{state}'")
        await rig.remove.turn()
        assert rig.telegram.deleted == []

    await rig.write("UPDATE downloads SET state = 'cancelled'")
    await rig.remove.turn()

    assert len(rig.telegram.deleted) == 2
    [delivery] = await rig.rows("SELECT json_extract(status_wanted, '$.key') AS key FROM deliveries")
    assert delivery["key"] == "status-sent", "it says what became of the download, which had not come to its end"


async def test_in_a_group_that_has_become_a_supergroup_nobody_elses_message_is_deleted(rig: Rig) -> None:
    """Messages have other numbers there."""
    await rig.write("UPDATE destinations SET kind = 'group', chat_id = -5")
    await rig.store.destinations.moved(-5, -1002)

    assert await rig.remove.turn() is None

    assert rig.telegram.deleted == []
    assert await rig.rows("SELECT * FROM removals") == []


async def test_a_video_that_the_owner_has_asked_for_since_stays(rig: Rig) -> None:
    await rig.write("UPDATE downloads SET asked = 1")

    await rig.remove.turn()

    assert rig.telegram.deleted == []


@pytest.mark.parametrize(
    ("trouble", "seconds"),
    [
        (Retry("telegram-flood", scope=Scope.CHAT, after=90.0), 90.0),
        (NeedsOwner(Condition.TELEGRAM_ACCESS, scope=Scope.CHAT), OWNER_PROBE),
    ],
)
async def test_what_passes_is_waited_for_and_then_all_of_it_is_done(rig: Rig, trouble: Trouble, seconds: float) -> None:
    rig.telegram.troubles = [trouble]

    due = await rig.remove.turn()
    assert due == rig.clock.now() + seconds
    assert rig.telegram.deleted == []
    rig.clock.time += seconds
    await rig.remove.turn()

    assert len(rig.telegram.deleted) == 2


async def test_a_bug_is_met_again_later_and_stops_nothing(rig: Rig) -> None:
    rig.telegram.troubles = [ZeroDivisionError()]

    due = await rig.remove.turn()

    assert due is not None
    assert due > rig.clock.now()


async def test_what_telegram_refuses_for_good_stays_and_is_not_asked_for_again(rig: Rig) -> None:
    rig.telegram.troubles = [Permanent("telegram-refused", scope=Scope.CHAT)]

    assert await rig.remove.turn() is None

    assert await rig.rows("SELECT * FROM removals") == []
    assert len(await rig.rows("SELECT * FROM parts WHERE message_id IS NOT NULL")) == 2


async def test_a_pause_of_all_of_telegram_holds_it_too(rig: Rig) -> None:
    until = await rig.store.pauses.pause(Retry("telegram-away", scope=Scope.TELEGRAM, after=60.0), rig.clock.now(), 0.5)

    assert await rig.remove.turn() == until
    assert rig.telegram.deleted == []
