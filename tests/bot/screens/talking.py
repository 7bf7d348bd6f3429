"""The owner at the other end: writes, presses, and waits for what comes."""

from __future__ import annotations

import asyncio
from typing import Any

from tests.stories.house import House

Json = dict[str, Any]
SOON = 60.0  #: seconds that an answer may take before a test fails; nothing is timed with it


class Talking:
    """One owner in the chat with a running bot. `home` has the sandbox, the app's rows, its folder."""

    def __init__(self, home: House) -> None:
        self.home = home
        self.world = home.world

    async def say(self, text: str) -> Json:
        """Write to the bot."""
        return await self.world.say(text)

    async def press(self, button: str | int, **options: Any) -> Json:
        """Press a button of the newest message that has it, once it is there; waits for the answer -> what came of it."""
        if isinstance(button, str) and "message" not in options:
            await self.world.wait("dm", button=button, timeout=SOON)
        return await self.world.press(button, timeout=SOON, **options)

    async def sees(self, text: str = "", button: str | None = None, since: int = 0) -> Json:
        """Until a message of the chat holds the text (and has the button) -> the newest that does."""
        messages = await self.world.wait("dm", text=text or None, button=button, since=since, timeout=SOON)
        return next(
            one
            for one in reversed(messages)
            if text in one["text"]
            and (button is None or any(b["text"] == button for row in one["buttons"] for b in row))
        )

    async def open(self, *places: str) -> Json:
        """/menu, then one button after the other -> the panel as it stands then."""
        said = await self.say("/menu")
        message = await self.sees("Yagami", since=said["id"])
        for button in places:
            await self.sees(button=button)
            await self.press(button)
        return message

    async def gone(self, message: int) -> None:
        """Until a message of the chat has been deleted."""
        await self.world.wait("dm", gone=message, timeout=SOON)

    async def press_line(self, text: str) -> Json:
        """Press the newest button whose text holds this, whatever mark stands before it, once it is there."""
        async with asyncio.timeout(SOON):
            while True:
                for message in reversed(await self.world.read("dm")):
                    for button in (one["text"] for row in message["buttons"] for one in row):
                        if text in button:
                            return await self.press(button, message=message["id"])
                await asyncio.sleep(0.02)

    async def back(self, to: str) -> Json:
        """Press the way back, and wait until a panel shows this text."""
        await self.press_line("‹")
        return await self.sees(to)
