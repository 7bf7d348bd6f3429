"""The whole world in one process: every door, the first cast, one temporary folder.

async with Sandbox() as sandbox:
    sandbox.addresses()     what an app needs to live in it
    sandbox.control.url     where it is driven (client.World)
"""

from __future__ import annotations

import contextlib
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any, Self

from sandbox.cast import API_HASH, API_ID, first_cast
from sandbox.control import ControlServer
from sandbox.faults import Faults
from sandbox.packages.index import PackageIndex
from sandbox.telegram.botapi.server import BotApiServer
from sandbox.telegram.mtproto.handshake import process_key
from sandbox.telegram.mtproto.server import MTProtoServer
from sandbox.telegram.person import Person
from sandbox.telegram.state import State
from sandbox.telling import People
from sandbox.verbs_chats import ChatVerbs
from sandbox.verbs_google import GoogleVerbs
from sandbox.verbs_packages import PackageVerbs
from sandbox.verbs_person import PersonVerbs
from sandbox.verbs_sign_in import SignInVerbs
from sandbox.verbs_telegram import TelegramVerbs
from sandbox.verbs_viewer import ViewerVerbs
from sandbox.verbs_world import WorldVerbs, YouTubeVerbs
from sandbox.youtube.opening import ONE_OF_EACH
from sandbox.youtube.world import YouTubeWorld


class Sandbox:
    """Telegram, YouTube, Google and a package registry on loopback, for as long as the context lasts.

    folder: where everything is kept; else a temporary one that goes at the end
    now: the world's clock (Unix seconds)
    started: the owner has pressed Start at the bot
    premium: the owner's account has Premium
    head_only: see MTProtoServer; for measurements only
    """

    def __init__(
        self,
        *,
        folder: Path | None = None,
        now: Callable[[], float] = time.time,  # noqa: TID251  the world's own clock
        started: bool = True,
        premium: bool = False,
        head_only: bool = False,
    ) -> None:
        self._folder = folder
        self._now = now
        self._started = started
        self._premium = premium
        self._head_only = head_only
        self._doors = contextlib.AsyncExitStack()
        self.faults = Faults()

    async def __aenter__(self) -> Self:
        async with contextlib.AsyncExitStack() as doors:
            if self._folder is None:
                folder = Path(doors.enter_context(tempfile.TemporaryDirectory(prefix="yagami-sandbox-")))
            else:
                folder = self._folder
            for part in ("telegram", "youtube"):
                (folder / part).mkdir(parents=True, exist_ok=True)
            self.state = State(folder / "telegram", self._now)
            self.cast = first_cast(self.state, started=self._started, premium=self._premium)
            self.mtproto = MTProtoServer(
                self.state, self.faults, head_only=self._head_only, server_key=process_key(),
                applications={API_ID: API_HASH},
            )  # fmt: skip
            self.bot_api = BotApiServer(self.state, self.faults)
            self.youtube = YouTubeWorld(folder / "youtube", self.faults, now=self._now)
            self.packages = PackageIndex(self.faults, self._now)
            self.person = Person(self.state, self.cast.owner, self.cast.bot, self.bot_api)
            people = People(self.state, self.cast, self.bot_api)
            self.control = ControlServer(
                PersonVerbs(people),
                ChatVerbs(people),
                TelegramVerbs(self.state, self.cast, self.person, self.mtproto.codes),
                SignInVerbs(self.state, self.cast, self.mtproto),
                YouTubeVerbs(self.youtube),
                ViewerVerbs(self.youtube),
                GoogleVerbs(self.youtube),
                PackageVerbs(self.packages),
                WorldVerbs(self.faults, self.addresses, self.bot_api, self.mtproto, self.youtube),
            )
            for door in (self.mtproto, self.bot_api, self.youtube, self.packages, self.control):
                await door.start()
                doors.push_async_callback(door.stop)
            self._doors = doors.pop_all()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._doors.aclose()

    def addresses(self) -> dict[str, Any]:
        """Where everything is and who is who; JSON as it stands."""
        return {
            "control": self.control.url,
            "bot_api": self.bot_api.url,
            "mtproto": {
                "host": "127.0.0.1",
                "port": self.mtproto.port,
                "dc": self.mtproto.dc_id,
                "rsa_key": self.mtproto.rsa_public_pem,
            },
            "proxy": self.youtube.proxy_url,
            "ca": str(self.youtube.ca_path),
            "package_index": self.packages.url,
            "canary_video": ONE_OF_EACH["plain"],
            "bot_token": self.cast.bot.token,
            "bot_id": self.cast.bot.id,
            "owner_id": self.cast.owner.id,
            "owner_phone": f"+{self.cast.owner.phone}",
            "api_id": API_ID,
            "api_hash": API_HASH,
            "google": self.youtube.google | {"desktop": self.youtube.tokens.desktop()},
            "channels": {name: chat.id for name, chat in self.cast.channels.items()},
        }
