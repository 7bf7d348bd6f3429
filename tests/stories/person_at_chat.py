"""The owner, played by what stands in the chat: at each turn the next sensible thing towards a complete set-up.

Nothing is remembered of what was pressed, and nothing is waited for: whoever drives it calls `turn` again and again, while the
bot runs, dies and runs again. So each press is made once, and one that is lost leaves the set-up standing still.
"""

from __future__ import annotations

import re
import sqlite3
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

from .house import House

Json = dict[str, Any]
PASSWORD = "correct horse battery staple"
QUALITY = "480"  #: what is chosen for downloads
LINES = ("claim", "telegram", "channels", "google", "cookies", "ready")  #: in the order in which they are taken
CODE = re.compile(r"[A-Z]{4}-[A-Z]{4}")
#: Errands that go on while it is the owner's turn.
MEANWHILE = ("google-device", "commands", "versions", "delete", "forecast", "look-now", "set-up-done")


class Panel:
    """The newest message of the bot's that has buttons."""

    def __init__(self, message: Json, place: str | None) -> None:
        self.id: int = message["id"]
        self.text: str = message["text"]
        self.place = place  #: None: it is not the living one
        buttons = [one for row in message["inline"] for one in row if one["kind"] == "callback"]
        self.texts: dict[str, str] = {one["value"]: one["text"] for one in buttons}

    def marked(self, mark: str) -> list[str]:
        """The places of the buttons that begin so."""
        return [data for data, text in self.texts.items() if text.startswith(mark)]


class Person:
    """`log`: where the app's log goes, since the claim's link stands there."""

    def __init__(self, home: House, log: Path) -> None:
        self.home = home
        self.world = home.world
        self.log = log
        self.line = "claim"  #: where the person is
        self.deeds: list[str] = []
        self.allowed: set[str] = set()  #: codes that were typed on Google's page

    # -- what the person sees ----------------------------------------------------------------------------------

    def unheard(self) -> int:
        """What was sent and pressed and is not confirmed by the bot."""
        return len(self.home.sandbox.state.updates[self.home.addresses["bot_id"]])

    def busy(self) -> bool:
        """Whether the bot still does something that was asked for."""
        try:
            rows = self.home.rows("SELECT kind FROM errands WHERE ended_at IS NULL")
        except sqlite3.OperationalError:  # the file is being made
            return True
        return bool(self.unheard()) or any(row["kind"] not in MEANWHILE for row in rows)

    async def panel(self) -> Panel | None:
        """None before the first one."""
        messages = [one for one in await self.world.read("dm") if one["inline"]]
        if not messages:
            return None
        [row] = self.home.rows("SELECT message_id, place FROM panel") or [{"message_id": 0, "place": ""}]
        newest = messages[-1]
        return Panel(newest, row["place"] if row["message_id"] == newest["id"] else None)

    @property
    def complete(self) -> bool:
        return self.line == "done"

    # -- what the person does ----------------------------------------------------------------------------------

    async def turn(self, reads: Callable[[Panel], Awaitable[bool]]) -> bool:
        """-> whether something was done; if not, it is the bot's turn, or everything is.

        reads: is given the checklist whenever it stands there; False: it is about to be drawn anew.
        """
        if self.complete or self.busy():
            return False
        panel = await self.panel()
        if panel is None:
            return await self._claim()
        if panel.place is None:  # one that a kill left behind: whatever is pressed there, the living one comes
            return await self._press(panel, next(iter(panel.texts)))
        if "⏳" in panel.text:  # a moment ago; the next picture is on its way
            return False
        place, *rest = panel.place.split("|")
        if place in LINES:
            self.line = place
        if place == "setup" and not await reads(panel):
            return False
        act = getattr(self, f"_at_{place}", None)
        if act is None:
            return await self._say("/setup")
        return bool(await act(panel, rest))

    async def _claim(self) -> bool:
        found = re.search(r"https://t\.me/\S+\?start=claim_\w+", self.log.read_text() if self.log.exists() else "")
        if not found or "claim" in self.deeds:
            return False
        self.deeds.append("claim")
        await self.world.start(found[0])
        return True

    async def _at_setup(self, panel: Panel, rest: list[str]) -> bool:
        """The next line that is not done."""
        for line in LINES[1:]:
            if not panel.texts[line].startswith("✅"):
                return await self._press(panel, line)
        self.line = "done"
        return False

    async def _at_telegram(self, panel: Panel, rest: list[str]) -> bool:
        text, texts = panel.text, panel.texts
        if rest == ["phone"]:
            self.deeds.append("contact")
            await self.world.press("📱 Send my phone number")
            return True
        if "telegram|digit|0" in texts:
            code = await self.world.code(self.home.addresses["owner_phone"])
            return await self._press(panel, f"telegram|digit|{code[text.count('●')]}")
        if "two-step password" in text:
            return await self._say(PASSWORD)
        if "my.telegram.org" in text:
            known = self.home.addresses
            return await self._say(f"{known['api_id']}\n{known['api_hash']}")
        for way in ("telegram|leave", "telegram|phone"):
            if way in texts:
                return await self._press(panel, "setup" if way == "telegram|leave" else way)
        return False

    async def _at_channels(self, panel: Panel, rest: list[str]) -> bool:
        if not rest:
            return await self._press(panel, next(iter(panel.marked("⬜")), "setup"))
        if "Where shall it be told?" in panel.text:
            return await self._press(panel, f"channels|make|{rest[0]}")
        return "It is told in" in panel.text and await self._press(panel, "channels")

    async def _at_google(self, panel: Panel, rest: list[str]) -> bool:
        if rest == ["client"]:
            google = self.home.addresses["google"]
            return await self._say(f"{google['client_id']} {google['client_secret']}")
        code = CODE.search(panel.text)
        if code:
            if code[0] in self.allowed:
                return False
            self.allowed.add(code[0])
            self.deeds.append("allow")
            await self.world.google_allow(code[0])
            return True
        if "Connected as" in panel.text:
            return await self._press(panel, "setup")
        for way in ("google|card|1", "google|ask"):
            if way in panel.texts:
                return await self._press(panel, "google|client" if "google|ask" not in panel.texts else "google|ask")
        return False

    async def _at_cookies(self, panel: Panel, rest: list[str]) -> bool:
        if "cookies|forget" in panel.texts:
            return await self._press(panel, "setup")
        self.deeds.append("cookies.txt")
        await self.world.send_file("cookies.txt", (await self.world.cookies()).encode())
        return True

    async def _at_files(self, panel: Panel, rest: list[str]) -> bool:
        """The bot turns it by itself once the file is read."""
        return False

    async def _at_ready(self, panel: Panel, rest: list[str]) -> bool:
        if rest == ["done"]:
            return await self._say("/setup")
        chosen = f"Quality: {QUALITY}p" in panel.text
        return await self._press(panel, "ready|finish" if chosen else "pick|ready|quality")

    async def _at_pick(self, panel: Panel, rest: list[str]) -> bool:
        return await self._press(panel, f"pick|set|ready|quality|{QUALITY}")

    async def _press(self, panel: Panel, data: str) -> bool:
        self.deeds.append(data)
        await self.world.press(panel.texts[data], message=panel.id)
        return True

    async def _say(self, text: str) -> bool:
        self.deeds.append(text)
        await self.world.say(text)
        return True
