"""A chat with the bot in the terminal: the newcomer types a text, presses a button by its number, and sees what the bot does.

Drives the sandbox by its control API and knows nothing of the app. What is new is drawn whole (demo_draw.py), so is an edit that
changes buttons or picture; of an edit that changes the text alone, such as progress, only the lines that changed.
"""

from __future__ import annotations

import asyncio
import base64
from collections.abc import Awaitable, Callable, Iterable
from pathlib import Path
from typing import Any, Protocol

from rich.console import Console
from rich.text import Text

from bot import demo_draw
from bot.demo_stage import DemoFailed

Json = dict[str, Any]
Do = Callable[..., Awaitable[Any]]
HELP = """
You are the owner now, in the chat with the bot. Type and press Enter:
  any text      goes to the bot: its commands (/status, /help), YouTube links
  3             presses button [3] of the newest message with buttons
  #12 3         presses it in message 12
  say 3         sends "3" as a text
  start LINK    opens the bot by a deep link
  /file PATH    sends a file;  /photo PATH  sends it as a photo
  like          likes another video, as in the YouTube app, and lets the bot look at once
  code          shows the login code that Telegram sent you
  allow CODE    says yes on Google's page, with the bot's code;  deny CODE  no
  read          shows everything again;  help  shows this
  quit          (or Ctrl-C) ends it, and nothing stays behind
"""
ANSWER = 5.0  #: seconds that a press waits for the bot's answer
CHATS = 12  #: chats that are offered where a button asks for one


class Beside(Protocol):
    """What there is to see beside the chat (demo_channels.py)."""

    async def show(self) -> bool: ...  # what is new -> whether anything was
    def forget(self) -> None: ...  # everything is new again
    async def liked(self) -> None: ...  # a video was liked
    def is_busy(self) -> bool: ...  # something is under way


class Chat:
    """`do(verb, **arguments)` is the control API; its refusals are DemoFailed and TimeoutError, and are shown.

    `likes` are the videos that `like` likes, one after the other.
    """

    def __init__(self, console: Console, do: Do, likes: Iterable[str] = (), beside: Beside | None = None) -> None:
        self._console = console
        self._do = do
        self._likes = iter(likes)
        self._beside = beside
        self._shown: dict[int, Json] = {}
        self._offered: list[Json] = []  #: the chats to choose from, while a button's choice is open
        self._asking: Json = {}  #: that button's press, while its choice is open
        self._owner: int | None = None
        self._looking = asyncio.Lock()
        self.moved_at = 0.0  #: when something was last drawn, by the loop's clock

    # -- the newcomer's lines ----------------------------------------------------------------------------------

    async def obey(self, line: str) -> bool:
        """Do what a line says. -> False to end it. What the world refuses is said, not raised."""
        word, _, rest = line.strip().partition(" ")
        if word in {"quit", "exit"} and not rest:
            return False
        try:
            if self._asking:
                await self._choose(line.strip())
            else:
                await self._act(word, rest.strip(), line.strip())
        except (DemoFailed, TimeoutError) as refused:
            self._console.print(Text(str(refused), "yellow"))
        await self.show()
        return True

    async def _act(self, word: str, rest: str, line: str) -> None:
        number, message = _number(line)
        if number is not None:
            await self._press({"button": number, "message": message or self._newest_with_buttons()})
        elif word in {"/file", "/photo"} and rest:
            await self._send_file(rest, photo=word == "/photo")
        elif word == "say" and rest:
            await self._do("say", text=rest)
        elif word == "start":
            await self._do("start", link=rest)
        elif word in {"allow", "deny"} and rest:
            await self._do(f"google_{word}", user_code=rest)
        elif line == "like":
            await self._like()
        elif line == "code":
            where = await self._do("addresses")
            self._console.print(
                f"Telegram sent you the login code {await self._do('code', phone=where['owner_phone'])}"
            )
        elif line == "read":
            self._shown.clear()
            if self._beside:
                self._beside.forget()
        elif line in {"help", "?"}:
            self._console.print(HELP, markup=False)
        elif line:
            await self._do("say", text=line)

    async def _like(self) -> None:
        if video := next(self._likes, None):
            await self._do("like", video=video)
            self._console.print(f"you like https://youtu.be/{video}")
            if self._beside:
                await self._beside.liked()
        else:
            self._console.print("every video of this world is liked by now")

    async def _send_file(self, name: str, *, photo: bool) -> None:
        path = Path(name).expanduser()
        try:
            data = await asyncio.to_thread(path.read_bytes)
        except OSError as error:
            self._console.print(Text(f"{path} can't be read: {error.strerror}", "yellow"))
            return
        await self._do("send_file", name=path.name, base64=base64.b64encode(data).decode(), photo=photo)

    # -- buttons -----------------------------------------------------------------------------------------------

    def _newest_with_buttons(self) -> int | None:
        return max((one["id"] for one in self._shown.values() if one["inline"] or one["keyboard"]), default=None)

    async def _press(self, pressed: Json) -> None:
        came = await self._do("press", timeout=ANSWER, **pressed)
        kind = came["kind"]
        if kind == "request_chat":
            await self._offer(pressed, came)
        elif kind == "callback" and came["answer"] is None:
            self._console.print(Text("(the bot has not answered the press yet)", "dim"))
        elif kind == "callback" and came["answer"]["text"]:
            mark = "⚠" if came["answer"]["show_alert"] else "↳"
            self._console.print(Text(f"{mark} {came['answer']['text']}", "bold magenta"))
        elif kind == "url":
            self._console.print(Text(f"↗ opens {came['url']}", "magenta"))
        elif kind == "copy_text":
            self._console.print(Text(f"⧉ copied: {came['copy_text']['text']}", "magenta"))

    async def _offer(self, pressed: Json, request: Json) -> None:
        """Telegram would show a list of chats now."""
        kinds = {"channel"} if request["chat_is_channel"] else {"group", "supergroup"}
        self._asking = pressed
        self._offered = [one for one in await self._do("chats") if one["kind"] in kinds and not one["deleted"]][:CHATS]
        for number, one in enumerate(self._offered, 1):
            self._console.print(Text(f"  [{number}] {one['title']}"))
        self._console.print("Which one? Its number, or: new TITLE; an empty line breaks it off.", markup=False)

    async def _choose(self, line: str) -> None:
        pressed, self._asking = self._asking, {}
        word, _, title = line.partition(" ")
        if word == "new" and title.strip():
            await self._do("press", create=title.strip(), **pressed)
        elif line.isdecimal() and 1 <= int(line) <= len(self._offered):
            await self._do("press", shared=self._offered[int(line) - 1]["id"], **pressed)
        else:
            self._console.print("broken off: the bot hears nothing of it")

    # -- the bot's messages ------------------------------------------------------------------------------------

    async def show(self) -> None:
        """Draw what is new, changed or gone."""
        async with self._looking:
            if self._owner is None:
                self._owner = (await self._do("addresses"))["owner_id"]
            messages = {one["id"]: one for one in await self._do("read", chat="dm")}
            for gone in sorted(set(self._shown) - set(messages)):
                del self._shown[gone]
                self._console.print(Text(f"#{gone} was deleted", "dim"))
                self.moved_at = asyncio.get_running_loop().time()
            for number, message in messages.items():
                before = self._shown.get(number)
                if before != message:
                    self._shown[number] = message
                    await self._draw(message, before)
                    self.moved_at = asyncio.get_running_loop().time()
            if self._beside and await self._beside.show():
                self.moved_at = asyncio.get_running_loop().time()

    def is_busy(self) -> bool:
        """Whether something is under way beside the chat."""
        return self._beside is not None and self._beside.is_busy()

    def says_wait(self) -> bool:
        """Whether the bot's newest message says that it is at something: "Looking…"."""
        said = [one["text"] for one in self._shown.values() if one["sender"] != self._owner]
        return bool(said) and said[-1].endswith("…")

    async def _draw(self, message: Json, before: Json | None) -> None:
        console = self._console
        if message["sender"] == self._owner:
            console.print(demo_draw.own_line(message))
            return
        if before is not None and _same_but_text(before, message):
            for line in demo_draw.changed_lines(before["text"], message["text"]):
                console.print(Text(f"   #{message['id']} ", "dim").append(line, "cyan"))
            return
        note = "" if before is None else "edited"
        width = min(demo_draw.WIDTH, console.width)
        console.print(demo_draw.panel(message, "Yagami", await self._picture(message), note=note, width=width))

    async def _picture(self, message: Json) -> Text | None:
        if not message["media"] or message["media"]["kind"] != "photo":
            return None
        told = await self._do("file", message=message["id"])
        return demo_draw.picture(base64.b64decode(told["base64"]), colours=self._console.color_system is not None)


def _number(line: str) -> tuple[int | None, int | None]:
    """`3` -> (3, None); `#12 3` -> (3, 12); anything else -> (None, None)."""
    words = line.split()
    message = None
    if len(words) == 2 and words[0].startswith("#") and words[0][1:].isdecimal():
        message = int(words.pop(0)[1:])
    if len(words) == 1 and words[0].isdecimal() and len(words[0]) <= 3:
        return int(words[0]), message
    return None, None


def _same_but_text(before: Json, after: Json) -> bool:
    watched = ("inline", "keyboard", "media")
    return all(before[one] == after[one] for one in watched)
