"""Errands of yt-dlp's renewal: look at the registry, take a release, tell the owner what happened by itself."""

from __future__ import annotations

from bot.conversation.errands import Running
from bot.conversation.view import View, button
from bot.conversation.words import Words
from locales import texts
from storage.releases import TOLD as TOLD
from storage.releases import News

from .message import send

LOOK = "ytdlp-look"
TAKE = "ytdlp-take"
PLACE = "ytdlp"  #: the screen


async def look(run: Running) -> None:
    """Now, because the owner asked. Raises Trouble."""
    if run.services.renewal is not None:
        await run.services.renewal.look_now()


async def take(run: Running) -> None:
    """The version that the owner pressed. Raises Trouble, also the one by which it failed its trial."""
    if run.services.renewal is not None:
        await run.services.renewal.take_now(run.errand.args["version"])


async def told(run: Running) -> None:
    """One message; silent, unless the owner has to do something. At most once: it is noted down before it is sent."""
    owner = run.services.owner
    if owner.id is None or run.errand.args.get("sent"):
        return
    await run.store.errands.note(run.errand.id, sent=True)
    news = News(run.errand.subject)
    words = Words(texts((await run.store.settings.chosen()).spoken))
    text = words(f"ytdlp-told-{news}", version=run.errand.args["version"])
    rows = ((button(words.plain("button-ytdlp"), "card", "go", PLACE),),)
    await send(run.services.bot, owner.id, View(text, rows), silent=news is not News.USELESS)
