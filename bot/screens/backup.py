"""/backup: one encrypted file of everything, into this chat; and the copies that are made every night by themselves."""

from __future__ import annotations

from typing import ClassVar

from bot import log
from bot.conversation.screen import After, Context, Heard, Screen, Stale
from bot.conversation.view import Question, View, button
from bot.conversation.words import moment
from bot.errands.backup import KIND
from bot.nightly import FAILED, MADE
from core.model import Sentence

LEAST = 12  #: characters of a passphrase
MOST = 200


class BackupScreen(Screen):
    """Places: `backup`, and `backup|ask` where the passphrase is asked for."""

    name: ClassVar[str] = "backup"
    commands: ClassVar[tuple[str, ...]] = ("backup",)
    places: ClassVar[tuple[tuple[str, ...], ...]] = ((), ("ask",))

    async def show(self, ctx: Context, args: tuple[str, ...]) -> View:
        words = ctx.words
        if args == ("ask",):
            rows = ((button(words.plain("button-back"), self.name),),)
            return View(words("screen-backup-ask", least=LEAST), rows, question=Question(secret=True, minutes=10))
        if args:
            raise Stale("|".join(args))
        errand = await ctx.store.errands.last(KIND)
        lines = [words("screen-backup"), "", await _nights(ctx)]
        if errand is not None and errand.is_open:
            lines += ["", words("screen-backup-making")]
            if errand.trouble:
                lines.append(words("screen-backup-waits", why=ctx.words.plain_reason(errand.trouble)))
        elif errand is not None and errand.trouble:
            lines += ["", words("screen-backup-failed", why=ctx.words.plain_reason(errand.trouble))]
        elif errand is not None and errand.ended_at is not None:
            lines += ["", words("screen-backup-sent", at=moment(errand.ended_at))]
        making = errand is not None and errand.is_open
        ask = () if making else ((button(words.plain("button-backup"), self.name, "ask", style="primary"),),)
        return View("\n".join(lines), (*ask, (button(words.plain("button-home"), "home"),)))

    async def hear(self, ctx: Context, heard: Heard, args: tuple[str, ...]) -> After | None:
        """The passphrase. It stays in memory until the file is made (bot/errands/backup.py)."""
        if args != ("ask",):
            return None
        given = heard.text.strip()
        log.protect(given)
        if len(given) < LEAST:
            return After(toast=ctx.words.plain("toast-backup-short", least=LEAST))
        if len(given) > MOST or "\n" in given:
            return After(toast=ctx.words.plain("toast-backup-long", most=MOST))
        errand = await ctx.store.errands.start(KIND, ctx.now)
        ctx.services.passphrases.clear()
        ctx.services.passphrases[errand] = given
        return After(place=self.name)


async def _nights(ctx: Context) -> str:
    """How the nightly copies are."""
    made, failed = await ctx.store.settings.get(MADE), await ctx.store.settings.get(FAILED)
    said = ctx.words("screen-backup-night", at=moment(made)) if made else ctx.words("screen-backup-no-night")
    if failed:
        why = ctx.words.plain_reason(Sentence(failed["key"], failed["args"]))
        said += "\n" + ctx.words("screen-backup-night-failed", why=why)
    return said
