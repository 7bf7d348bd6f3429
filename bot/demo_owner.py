"""The demo's owner in the chat with the bot: writes, presses, waits for what comes, and says in a line what was done.

Through the control API alone, as a person would with a telephone: by what stands on the buttons and in the messages.
"""

from __future__ import annotations

import asyncio
import base64
import time
from collections.abc import Callable, Coroutine
from typing import Any, Protocol

from rich.console import Console
from rich.table import Column, Table
from rich.text import Text

from bot.demo_stage import DemoFailed
from locales import languages, texts

Json = dict[str, Any]
SOON = 30.0  #: seconds that an answer may take before the demo fails; nothing is timed with it
LOOK = 0.05  #: seconds between two looks at the chat
NAME = 9  #: columns of who did it


class World(Protocol):
    """What is driven (demo_stage.py)."""

    async def do(self, verb: str, **arguments: Any) -> Any: ...
    def still_runs(self) -> None: ...


class Owner:
    """Raises DemoFailed where the bot does not answer as it should."""

    def __init__(self, console: Console, world: World) -> None:
        self._console = console
        self._world = world
        self._secrets: dict[str, int] = {}  #: what was written -> the message in which it was

    # -- what the owner does -----------------------------------------------------------------------------------

    async def say(self, text: str) -> int:
        """-> the message"""
        return int((await self._world.do("say", text=text))["id"])

    async def confide(self, message: Coroutine[Any, Any, int], *secrets: str) -> None:
        """Send a message that has secrets in it, and wait until the bot has taken it out of the chat."""
        sent = await message
        self._secrets |= dict.fromkeys(secrets, sent)
        await self._until(lambda chat: not any(one["id"] == sent for one in chat), "a message with a secret stays")

    async def send_file(self, name: str, text: str) -> int:
        """-> the message"""
        data = base64.b64encode(text.encode()).decode()
        return int((await self._world.do("send_file", name=name, base64=data))["id"])

    async def press(self, *words: str, since: int = 0) -> Json:
        """The newest button that says this (or one of these), once it is there, in a message after `since` -> what came of it."""
        chat = await self._until(lambda chat: bool(_buttons(chat, words, since)), f"there is no button {words[0]!r}")
        message, button = _buttons(chat, words, since)[-1]
        return dict(await self._world.do("press", button=button, message=message, timeout=SOON))

    async def sees(self, words: str) -> str:
        """Until a message says this -> the newest that does."""
        chat = await self._until(lambda chat: any(words in one["text"] for one in chat), f"nothing says {words!r}")
        return str([one["text"] for one in chat if words in one["text"]][-1])

    async def back(self, to: str) -> None:
        """The way back, to the screen that says this."""
        await self.press("‹")
        await self.sees(to)

    async def look_now(self) -> None:
        """Does not wait for the clock: the panel has a button that looks at once. It may have been switched to any language."""
        said = await self.say("/menu")
        await self.press(*dict.fromkeys(texts(one).get("button-look") for one in languages()), since=said)

    async def chats(self) -> list[Json]:
        """Where the owner is a member."""
        return list(await self._world.do("chats"))

    # -- what is told ------------------------------------------------------------------------------------------

    def did(self, text: str) -> None:
        self._tell("the owner", "bold", text)

    def heard(self, text: str, words: str = "") -> None:
        """What the bot answered: the line of its message that says this."""
        line = next((one for one in text.splitlines() if words in one), text)
        self._tell("Yagami", "bold blue", line.strip())

    def _tell(self, who: str, style: str, text: str) -> None:
        line = Table.grid(Column(width=NAME, justify="right"), Column(overflow="fold"), padding=(0, 2, 0, 0))
        line.add_row(Text(who, style), Text(text))
        self._console.print(line)

    # -- what must hold ----------------------------------------------------------------------------------------

    async def assert_nothing_secret_stays(self) -> int:
        """-> how many messages with secrets were taken out of the chat. Raises DemoFailed."""
        chat = await self._world.do("read", chat="dm")
        for one in chat:
            said = "\n".join([one["text"], *one["edits"]])
            if any(secret in said for secret in self._secrets):
                raise DemoFailed(f"a secret still stands in the chat, in message {one['id']}.")
        gone = {one["id"] for one in await self._world.do("deleted", chat="dm")}
        sent = set(self._secrets.values())
        if not sent <= gone:
            raise DemoFailed("a message with a secret was not taken out of the chat.")
        return len(sent)

    async def _until(self, holds: Callable[[list[Json]], bool], otherwise: str) -> list[Json]:
        until = time.monotonic() + SOON
        while True:
            chat: list[Json] = await self._world.do("read", chat="dm")
            if holds(chat):
                return chat
            self._world.still_runs()
            if time.monotonic() > until:
                last = chat[-1]["text"] if chat else ""
                raise DemoFailed(f"{otherwise} in the bot's chat. Its last message: {last!r}.")
            await asyncio.sleep(LOOK)


def _buttons(chat: list[Json], words: tuple[str, ...], since: int) -> list[tuple[int, str]]:
    """Message and text of each button that says one of these, oldest first."""
    return [
        (one["id"], button["text"])
        for one in chat
        for row in (*one["inline"], *one["keyboard"])
        for button in row
        if one["id"] > since and any(said in button["text"] for said in words)
    ]
