"""All of what is remembered, on one open database."""

from __future__ import annotations

from pathlib import Path

from .alerts import Alerts
from .backfill_list import BackfillList
from .backfills import Backfills
from .conversation import Conversation, Errands
from .database import Database
from .feeds import Feeds
from .happenings import Happenings
from .jobs import Jobs
from .likes import Likes
from .listing import Listing
from .outbox import Outbox
from .places import Destinations, Pauses, Settings
from .private import Private
from .queue import Queue
from .quota import Quota
from .releases import Releases
from .removals import Removals
from .reports import Reports
from .requests import Requests
from .retention import Retention
from .traffic import Traffic
from .vault import Vault


class Store:
    """The rooms' ports, each with its own tables."""

    def __init__(self, database: Database, key: bytes) -> None:
        self.database = database
        self.settings = Settings(database)
        self.destinations = Destinations(database)
        self.feeds = Feeds(database)
        self.likes = Likes(database)
        self.happenings = Happenings(database)
        self.listing = Listing(database)
        self.outbox = Outbox(database)
        self.jobs = Jobs(database)
        self.requests = Requests(database)
        self.queue = Queue(database)
        self.removals = Removals(database)
        self.reports = Reports(database)
        self.traffic = Traffic(database)
        self.pauses = Pauses(database)
        self.quota = Quota(database)
        self.private = Private(database)
        self.retention = Retention(database)
        self.conversation = Conversation(database)
        self.errands = Errands(database)
        self.releases = Releases(database, self.errands)
        self.alerts = Alerts(database)
        self.backfills = Backfills(database)
        self.backfill_list = BackfillList(database)
        self.vault = Vault(database, key)

    @classmethod
    async def open(cls, path: Path, key: bytes) -> Store:
        """Raises DatabaseRefused, VaultRefused; the file is closed again then."""
        database = await Database.open(path)
        store = cls(database, key)
        try:
            await store.vault.unlock()
        except BaseException:
            await database.close()
            raise
        return store

    async def close(self) -> None:
        await self.database.close()
