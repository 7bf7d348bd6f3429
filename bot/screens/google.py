"""Google: the project and its client in numbered cards, the consent by code or by link, whose it is, and its end.

Which of all this is shown follows from the rows: the client, the consent, the last attempt and how it ended. Google's answer
comes by an errand (bot/errands/google.py), so the panel turns by itself.
"""

from __future__ import annotations

import json
from dataclasses import replace
from typing import ClassVar

from bot.conversation.screen import After, Context, Heard, Screen, Stale, Where, number
from bot.conversation.view import Question, View, button, column, link
from bot.credentials import CLIENT, CLIENT_HALF, LEAVING, PASTED, PKCE
from bot.errands import google_start
from bot.errands.google import CHANNEL, CONSENT
from core.errors import Permanent
from core.model import Button, Sentence
from core.youtube.client_file import read_client
from core.youtube.pkce import PkceStart

from . import google_cards, google_states
from .google_states import line

__all__ = ["Google", "line"]


class Google(Screen):
    """Places: `google`, `google|card|N`, `google|client`, `google|link`, `google|again`, `google|change`, `google|out`."""

    name: ClassVar[str] = "google"
    actions: ClassVar[frozenset[str]] = frozenset({"ask", "ask-link", "stop", "leave", "retry-leave"})
    places: ClassVar[tuple[tuple[str, ...], ...]] = (
        (),
        *(("card", str(one)) for one in range(1, len(google_cards.PAGES) + 1)),
        *(("client",), ("link",), ("again",), ("change",), ("out",)),
    )

    async def show(self, ctx: Context, args: tuple[str, ...]) -> View:
        match args:
            case () | ("again",):
                return await google_states.view(ctx, again=bool(args))
            case ("card", _):
                one = number(args, 1)
                if not 1 <= one <= len(google_cards.PAGES):
                    raise Stale(args[1])
                return await google_cards.card(ctx, one)
            case ("client",):
                return await self._client(ctx)
            case ("link",):
                return await self._link(ctx)
            case ("change",):
                return self._asked(ctx, "change", button(ctx.words.plain("screen-google-ask"), "google", "ask"))
            case ("out",):
                keep = button(ctx.words.plain("screen-google-leave"), "google", "leave", "consent", style="danger")
                both = button(ctx.words.plain("screen-google-leave-all"), "google", "leave", "all", style="danger")
                return self._asked(ctx, "out", keep, both)
        raise Stale("|".join(args))

    async def press(self, ctx: Context, where: Where, action: str, args: tuple[str, ...]) -> After | None:
        services, store = ctx.services, ctx.store
        if action == "stop":
            await google_start.stop(store, services.credentials, ctx.now)
            return After(place="google")
        if action == "leave":
            if args not in (("consent",), ("all",)):
                raise Stale("|".join(args))
            await self._leave(ctx, forget_client=args == ("all",))
            return After(place="google", toast=ctx.words.plain("screen-google-left"))
        if action == "retry-leave":
            await store.errands.start("google-revoke", ctx.now)
            return After(place="google")
        client = await services.credentials.client()
        if client is None:
            return After(place="google|client")
        if action == "ask-link":
            place = await google_start.begin_link(store, services.credentials, services.google, client, ctx.now)
        else:
            place = await google_start.begin_device(store, services.credentials, ctx.now)
        return After(place=place)

    async def hear(self, ctx: Context, heard: Heard, args: tuple[str, ...]) -> After | None:
        if heard.other is not None:
            return After(toast=ctx.words.plain("screen-google-not-that"))
        if args == ("link",):
            await ctx.services.credentials.put(PASTED, heard.text)
            await ctx.store.errands.start("google-link", ctx.now)
            return After(place="google")
        return await self._take(ctx, heard.text)

    async def overhear(self, ctx: Context, heard: Heard, *, asked: bool) -> After | None:
        """A client's secret is known by its first letters: it is taken, and deleted, whenever it comes."""
        if "GOCSPX-" not in heard.text:
            return None
        await ctx.store.errands.start("delete", ctx.now, str(heard.message_id))
        return replace(await self._take(ctx, heard.text), fresh=True)

    async def _take(self, ctx: Context, text: str) -> After:
        """A client, or the half of one, with the half that came before."""
        credentials = ctx.services.credentials
        half = await credentials.get(CLIENT_HALF) or ""
        try:
            found = read_client(text)
            if half and type(found) is not type(read_client(half)):
                found = read_client(f"{half}\n{text}")
        except Permanent as trouble:
            reason = ctx.words.plain_reason(Sentence(trouble.key, trouble.args_for_text))
            return After(toast=ctx.words.plain("screen-google-not-taken", reason=reason))
        return After(place=await google_start.take(ctx.store, credentials, ctx.services.google, found, ctx.now))

    async def _client(self, ctx: Context) -> View:
        half = await ctx.services.credentials.get(CLIENT_HALF)
        have = "none" if half is None else "id" if half.endswith(".com") else "secret"
        known = await ctx.services.credentials.client()
        text = ctx.words("screen-google-client", have=have, known=known.client_id if known else "none")
        rows = column(
            [
                button(ctx.words.plain("screen-google-cards"), "google", "card", 1),
                button(ctx.words.plain("button-back"), "google"),
            ]
        )
        return View(text, rows, question=Question(secret=True, minutes=google_cards.CLIENT_MINUTES))

    async def _link(self, ctx: Context) -> View:
        saved = await ctx.services.credentials.get(PKCE)
        if saved is None:
            return await google_states.view(ctx)
        words = ctx.words
        rows = (
            (link(words.plain("screen-google-open"), PkceStart.from_text(saved).url),),
            (button(words.plain("screen-google-by-code"), "google", "ask"),),
            (button(words.plain("screen-google-stop"), "google", "stop"),),
        )
        return View(words("screen-google-link"), rows, question=Question(secret=True, minutes=60))

    def _asked(self, ctx: Context, what: str, *answers: Button) -> View:
        back = button(ctx.words.plain("button-back"), "google")
        return View(ctx.words(f"screen-google-{what}"), column([*answers, back]))

    async def _leave(self, ctx: Context, *, forget_client: bool) -> None:
        credentials = ctx.services.credentials
        given = await credentials.credentials()
        if given is not None:
            leaving = json.loads(await credentials.get(LEAVING) or "[]")
            await credentials.put(LEAVING, json.dumps([*leaving, given.refresh_token]))
            await credentials.put_credentials(None)
            await ctx.store.errands.start("google-revoke", ctx.now)
        await google_start.stop(ctx.store, credentials, ctx.now)
        await ctx.store.errands.stop("forecast", ctx.now)  # it would bring the channel's name back
        for key in (CHANNEL, CONSENT):
            await ctx.store.settings.put(key, None)
        if forget_client:
            await credentials.put(CLIENT, None)
            await credentials.put(CLIENT_HALF, None)
        ctx.services.google.renewed()
