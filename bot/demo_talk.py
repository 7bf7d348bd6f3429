"""The conversation of a newcomer with the bot: their lines, one after the other, while the chat is watched.

What they type comes from a terminal, or from a script, whose next line waits until what the last one brought has come to rest.
"""

from __future__ import annotations

import asyncio
import sys
from collections.abc import AsyncIterator, Iterable

from rich.console import Console
from rich.text import Text

from bot.demo_chat import HELP, Beside, Chat, Do
from bot.demo_lines import typed
from bot.demo_stage import DemoFailed

LOOK = 0.2  #: seconds between two looks at the chat
SETTLE = 1.0  #: seconds of rest in the chat after which the next line of a script is read
SETTLE_AT_MOST = 15.0
BUSY_AT_MOST = 60.0  #: the same while something is under way beside the chat


async def talk(
    console: Console,
    do: Do,
    likes: Iterable[str] = (),
    lines: AsyncIterator[str] | None = None,
    *,
    beside: Beside | None = None,
) -> None:
    """Until the newcomer has played enough. `lines`: what they type; else standard input is read.

    Where that is no terminal but a script, each line waits until the chat has come to rest, so that the transcript is in order.
    """
    chat = Chat(console, do, likes, beside)
    scripted = lines is not None or not sys.stdin.isatty()
    console.print(HELP, markup=False)
    await chat.show()
    try:
        async with asyncio.TaskGroup() as tasks:
            watching = tasks.create_task(_watch(chat))
            async for line in lines or typed():
                if scripted:
                    console.print(Text(f"> {line}", "bold"))
                if not await chat.obey(line):
                    break
                if scripted:
                    await _rest(chat)
            watching.cancel()
    except* DemoFailed as failed:
        raise failed.exceptions[0] from None


async def _watch(chat: Chat) -> None:
    while True:
        await chat.show()
        await asyncio.sleep(LOOK)


async def _rest(chat: Chat) -> None:
    loop = asyncio.get_running_loop()
    begun = loop.time()

    def moves() -> bool:
        now = loop.time()
        if chat.is_busy() and now < begun + BUSY_AT_MOST:
            return True
        rests_at = now if chat.says_wait() else max(begun, chat.moved_at)
        return now < min(rests_at + SETTLE, begun + SETTLE_AT_MOST)

    while moves():  # noqa: ASYNC110  another process moves it
        await asyncio.sleep(LOOK)
