"""What the screens and errands may ask of the running app, besides its rows. Made on the switch-on page (app.py), handed to
all of them."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from aiogram import Bot

    from bot.credentials import Credentials
    from bot.owner import Owner
    from bot.schedule import Schedule
    from bot.settings import Settings as BootSettings
    from core.clock import Clock
    from core.download.board import Board
    from core.media.workdir import WorkDir
    from core.renewal.renew import Renewal
    from core.telegram.access import Server
    from core.telegram.accounts import Accounts
    from core.youtube.google import Google


@dataclass(slots=True)
class Services:
    """The parts of the app that live in memory."""

    boot: BootSettings
    bot: Bot
    username: str  #: the bot's own; empty until Telegram has said it
    owner: Owner
    credentials: Credentials
    accounts: Accounts
    server: Server | None  #: another MTProto server than Telegram's own
    google: Google
    schedule: Schedule
    board: Board
    work: WorkDir
    clock: Clock
    started_at: float
    wake: Callable[[], None]  #: all workers look at their rows
    renewal: Renewal | None = None  #: None: where there are screens only
    #: of backups that are being made, by their errand: kept here only
    passphrases: dict[int, str] = field(default_factory=dict, repr=False)
    looking: asyncio.Semaphore = field(default_factory=lambda: asyncio.Semaphore(2))  #: looks at links, each a process
    in_order: asyncio.Lock = field(default_factory=asyncio.Lock)  #: cards of one message are sent one after the other
    leaving: asyncio.Event = field(default_factory=asyncio.Event)  #: everything is to be erased: the app ends
    chats: set[int] = field(default_factory=set)  #: where things are told: a change of the bot's rights there matters

    @property
    def token(self) -> str:
        return self.boot.bot_token.get_secret_value()
