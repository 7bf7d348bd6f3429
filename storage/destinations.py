"""Where things are told: chats, the feeds that go there, what is wrong with them; and the access hashes of our two accounts."""

from __future__ import annotations

from dataclasses import dataclass

from core.model import Account, EventKind, Feed, Sentence

from .database import Database, Row
from .rows import sentence, sentence_json


@dataclass(frozen=True, slots=True)
class Place:
    """One destination, as it was when it was last looked at."""

    id: int
    chat_id: int
    topic_id: int | None
    title: str
    kind: str  #: channel, supergroup, group, private
    username: str | None  #: of a public one: everybody can read it
    checked_at: float | None  #: when it was proven that we may write there; None: it is not, or no longer
    trouble: Sentence | None
    not_before: float


FEED_OF = {
    EventKind.LIKED: Feed.LIKES, EventKind.UNLIKED: Feed.LIKES, EventKind.VANISHED: Feed.LIKES,
    EventKind.SUBSCRIBED: Feed.SUBSCRIPTIONS, EventKind.UNSUBSCRIBED: Feed.SUBSCRIPTIONS, EventKind.WATCHED: Feed.HISTORY,
}  # fmt: skip
_PLACE = (
    "SELECT d.id, chat_id, topic_id, title, kind, username, checked_at, d.trouble, d.not_before FROM destinations d"
)


class Destinations:
    """Chats that are told things, and the access hashes under which our accounts know them."""

    def __init__(self, database: Database) -> None:
        self._database = database

    async def add(self, chat_id: int, title: str = "", topic_id: int | None = None) -> int:
        """-> its id; a chat (and topic) that is there already keeps its own."""
        async with self._database.transaction("destination") as t:
            rows = await t.run(
                """INSERT INTO destinations (chat_id, topic_id, title) VALUES (?, ?, ?)
                   ON CONFLICT (chat_id, ifnull(topic_id, 0)) DO UPDATE SET title = excluded.title RETURNING id""",
                (chat_id, topic_id, title),
            )
        return int(rows[0]["id"])

    async def private(self, owner: int) -> int:
        """-> the id of the owner's own chat, for what was asked for in person."""
        async with self._database.transaction("private-chat") as t:
            rows = await t.run(
                """INSERT INTO destinations (chat_id, kind) VALUES (?, 'private')
                   ON CONFLICT (chat_id, ifnull(topic_id, 0)) DO UPDATE SET kind = 'private' RETURNING id""",
                (owner,),
            )
        return int(rows[0]["id"])

    async def chats(self) -> set[int]:
        """Where something is told."""
        return {row["chat_id"] for row in await self._database.fetch("SELECT DISTINCT chat_id FROM destinations")}

    async def access_hash(self, account: Account, chat_id: int) -> int | None:
        row = await self._database.one(
            "SELECT access_hash FROM peers WHERE account = ? AND chat_id = ?", (account, chat_id)
        )
        return row["access_hash"] if row else None

    async def remember(self, account: Account, chat_id: int, access_hash: int) -> None:
        async with self._database.transaction("peer") as t:
            await t.run(
                "INSERT OR REPLACE INTO peers (account, chat_id, access_hash) VALUES (?, ?, ?)",
                (account, chat_id, access_hash),
            )

    async def wait(self, destination: int, until: float, trouble: Sentence) -> None:
        """The chat has to wait, and everything that is owed to it."""
        async with self._database.transaction("chat-waits") as t:
            await t.run(
                "UPDATE destinations SET not_before = max(not_before, ?), trouble = ? WHERE id = ?",
                (until, sentence_json(trouble), destination),
            )

    async def waiting(self, now: float) -> list[tuple[float, Sentence]]:
        """Chats that have to wait: until when, and why."""
        rows = await self._database.fetch(
            "SELECT not_before, trouble FROM destinations WHERE trouble IS NOT NULL AND not_before > ?", (now,)
        )
        return [(row["not_before"], said) for row in rows if (said := sentence(row["trouble"]))]

    async def mended(self) -> None:
        """The owner changed something: no chat waits any more, and neither does a feed."""
        async with self._database.transaction("mended") as t:
            await t.run("UPDATE destinations SET not_before = 0, trouble = NULL")
            await t.run("UPDATE feeds SET not_before = 0, tries = 0, trouble = NULL")
            await t.run("DELETE FROM pauses")

    # -- for the conversation ----------------------------------------------------------------------------------

    async def of_feed(self, feed: Feed) -> Place | None:
        """Where a feed is told now."""
        rows = await self._database.fetch(f"{_PLACE} JOIN feeds f ON f.destination_id = d.id WHERE f.feed = ?", (feed,))
        return _place(rows[0]) if rows else None

    async def in_chat(self, chat_id: int) -> list[Place]:
        """Every place in one chat, topics and all."""
        return [
            _place(row) for row in await self._database.fetch(f"{_PLACE} WHERE chat_id = ? ORDER BY d.id", (chat_id,))
        ]

    async def connect(
        self, feed: Feed, chat_id: int, title: str, now: float, *, topic_id: int | None = None, kind: str = "channel",
        username: str | None = None,
    ) -> None:  # fmt: skip
        """A feed is told there from now on; it was proven that this can be done.

        What is owed to the place where it was told so far is still sent there; if that place is lost, it goes to the new one.
        """
        async with self._database.transaction("connect") as t:
            before = await self.of_feed(feed)
            rows = await t.run(
                """INSERT INTO destinations (chat_id, topic_id, title, kind, username, checked_at) VALUES (?, ?, ?, ?, ?, ?)
                   ON CONFLICT (chat_id, ifnull(topic_id, 0)) DO UPDATE SET title = excluded.title, kind = excluded.kind,
                   username = excluded.username, checked_at = excluded.checked_at, trouble = NULL, not_before = 0 RETURNING id""",
                (chat_id, topic_id, title, kind, username, now),
            )
            place = int(rows[0]["id"])
            await t.run("UPDATE feeds SET destination_id = ? WHERE feed = ?", (place, feed))
            if before is not None and before.id != place and before.trouble is not None:
                await self._hand_over(feed, before.id, place)

    async def detach(self, feed: Feed) -> None:
        """It is told nowhere. What is owed is still sent."""
        async with self._database.transaction("detach") as t:
            await t.run("UPDATE feeds SET destination_id = NULL WHERE feed = ?", (feed,))

    async def found(self, chat_id: int, title: str, username: str | None, now: float) -> None:
        """It was looked at, and all is well there."""
        async with self._database.transaction("chat-found") as t:
            await t.run(
                """UPDATE destinations SET title = CASE WHEN topic_id IS NULL THEN ? ELSE title END, username = ?, checked_at = ?,
                   trouble = NULL, not_before = 0 WHERE chat_id = ?""",
                (title, username, now, chat_id),
            )

    async def lost(self, chat_id: int, trouble: Sentence) -> None:
        """It is gone, or we may not write there any more."""
        async with self._database.transaction("chat-lost") as t:
            await t.run(
                "UPDATE destinations SET checked_at = NULL, trouble = ? WHERE chat_id = ?",
                (sentence_json(trouble), chat_id),
            )

    async def moved(self, old: int, new: int) -> None:
        """A plain group has become a supergroup: it is told there, and so is all that is owed.

        Messages have other numbers there: what was posted can't be edited or answered any more.
        """
        async with self._database.transaction("chat-moved") as t:
            there = {place.topic_id: place.id for place in await self.in_chat(new)}
            for place in await self.in_chat(old):
                await t.run("UPDATE deliveries SET gone = 1 WHERE destination_id = ? AND state = 'sent'", (place.id,))
                if place.topic_id in there:
                    for table in ("feeds", "deliveries", "downloads"):
                        await t.run(
                            f"UPDATE {table} SET destination_id = ? WHERE destination_id = ?",
                            (there[place.topic_id], place.id),
                        )
                    await t.run("DELETE FROM destinations WHERE id = ?", (place.id,))
                else:
                    await t.run(
                        "UPDATE destinations SET chat_id = ?, kind = 'supergroup', trouble = NULL, not_before = 0 WHERE id = ?",
                        (new, place.id),
                    )
            await t.run("DELETE FROM peers WHERE chat_id IN (?, ?)", (old, new))

    async def _hand_over(self, feed: Feed, lost: int, place: int) -> None:
        """What a lost place never got goes to another one. Random ids stay: they are used once, wherever that is."""
        kinds = [kind for kind, of in FEED_OF.items() if of is feed]
        async with self._database.transaction("hand-over") as t:
            moved = await t.run(
                f"""UPDATE deliveries SET destination_id = ?, not_before = 0 WHERE destination_id = ? AND state = 'waiting'
                    AND event_id IN (SELECT id FROM events WHERE kind IN ({", ".join("?" * len(kinds))})) RETURNING id""",
                (place, lost, *kinds),
            )
            await t.run_many(
                "UPDATE downloads SET destination_id = ? WHERE delivery_id = ?", [(place, row["id"]) for row in moved]
            )


def _place(row: Row) -> Place:
    return Place(
        row["id"], row["chat_id"], row["topic_id"], row["title"], row["kind"], row["username"], row["checked_at"],
        sentence(row["trouble"]), row["not_before"],
    )  # fmt: skip
