"""Screens pressed without a Telegram: rows in, rows out."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from bot.conversation.screen import After, Context, Heard, Where
from bot.conversation.view import View
from bot.screens import SCREENS
from core.model import Button


async def fresh(ctx: Context) -> Context:
    """With the settings as they are now."""
    return replace(ctx, settings=await ctx.store.settings.chosen())


async def show(ctx: Context, place: str) -> View:
    screen, action, args = SCREENS.read(place)
    assert not action, place
    return await screen.show(await fresh(ctx), args)


async def press(ctx: Context, data: str) -> After:
    """A press, inside a transaction as in the app. Raises Stale."""
    screen, action, args = SCREENS.read(data)
    assert action, data
    async with ctx.store.database.transaction("press"):
        return await screen.press(await fresh(ctx), Where(ctx.owner, 1), action, args) or After()


async def say(ctx: Context, place: str, text: str) -> After | None:
    """The answer to the question at a place."""
    screen, _, args = SCREENS.read(place)
    async with ctx.store.database.transaction("say"):
        return await screen.hear(await fresh(ctx), Heard(5, text=text), args)


async def command(ctx: Context, text: str) -> After:
    name, _, rest = text.removeprefix("/").partition(" ")
    screen = next(one for one in SCREENS.screens.values() if name in one.commands)
    async with ctx.store.database.transaction("command"):
        return await screen.command(await fresh(ctx), name, rest)


def buttons(view: View) -> list[Button]:
    return [one for row in view.rows for one in row]


def button(view: View, text: str) -> Button:
    """The one whose text holds this."""
    [found] = [one for one in buttons(view) if text in one.text]
    return found


async def values(ctx: Context) -> dict[str, Any]:
    return dict((await ctx.store.settings.chosen()).values)
