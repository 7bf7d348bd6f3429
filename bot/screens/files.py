"""A file that comes at any time: it is read by an errand, and what is wrong with it is said here.

Its message is taken out of the chat by the kit, since it may hold a secret. Cookies that were pasted as text go the same way.
"""

from __future__ import annotations

import re
from typing import ClassVar

from bot.conversation.screen import After, Context, Heard, Screen
from bot.conversation.view import View, button, column
from core.model import Sentence

_COOKIE_TEXT = re.compile(r"LOGIN_INFO|SAPISID|__Secure-\w+PSID|# Netscape HTTP Cookie|\t(?:TRUE|FALSE)\t")
_NAME = 80  #: characters of a file's name that are kept
_NOTHING = Sentence("file-other")


class Files(Screen):
    """Place: `files|MESSAGE`, the message that brought the file."""

    name: ClassVar[str] = "files"
    places: ClassVar[tuple[tuple[str, ...], ...]] = ((), ("1",))

    async def show(self, ctx: Context, args: tuple[str, ...]) -> View:
        words = ctx.words
        errand = await ctx.store.errands.last("read-file", args[0] if args else "")
        if errand is None or (errand.trouble is None and not errand.is_open):
            text = words("screen-files-any")
        elif errand.is_open:
            text = words("screen-files-reading", name=str(errand.args.get("name", "")))
        else:
            name = str(errand.args.get("name", ""))
            text = words("screen-files-refused", name=name, reason=words.plain_reason(errand.trouble or _NOTHING))
        ways = [
            button(words.plain("screen-files-cookies"), "cookies"),
            button(words.plain("screen-files-google"), "google"),
            button(words.plain("button-back"), "setup"),
        ]
        return View(text, column(ways))

    async def overhear(self, ctx: Context, heard: Heard, *, asked: bool) -> After | None:
        if heard.file_id is not None:
            subject = str(heard.message_id)
            name = heard.file_name[:_NAME] or "?"
            await ctx.store.errands.start(
                "read-file", ctx.now, subject, file_id=heard.file_id, name=name, size=heard.file_size
            )
            return After(place=f"files|{subject}", fresh=True)
        if heard.other is None and _COOKIE_TEXT.search(heard.text):
            await ctx.store.errands.start("delete", ctx.now, str(heard.message_id))
            return After(toast=ctx.words.plain("screen-files-cookie-text"))
        return None
