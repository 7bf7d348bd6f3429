"""/cancel: leave whatever is under way, back to where it was begun. It has no page of its own."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from bot.conversation.screen import After, Context, Registry, Screen, Stale, Where
from bot.conversation.view import View
from bot.credentials import DEVICE, PKCE
from bot.telegram_access import SIGN_IN

#: What a question is followed up from: as many pages as a set-up is deep.
DEEPEST = 6
HOME = "home"


class Cancel(Screen):
    """Its place shows the first page."""

    name: ClassVar[str] = "cancel"
    commands: ClassVar[tuple[str, ...]] = ("cancel",)

    def __init__(self, screens: Callable[[], Registry]) -> None:
        self._screens = screens

    async def show(self, ctx: Context, args: tuple[str, ...]) -> View:
        screen, _, _ = self._screens().read(HOME)
        return await screen.show(ctx, ())

    async def command(self, ctx: Context, name: str, rest: str) -> After:
        """A sign-in that is under way is given up; a page that asks something is left by its own way back."""
        broken_off = await self._break_off(ctx)
        panel = await ctx.store.conversation.panel()
        place = panel.place if panel else HOME
        asked = False
        for _ in range(DEEPEST):
            view = await self._view(ctx, place)
            if view is None or view.question is None:
                break
            asked = True
            place = self._back(view)
        nothing = not asked and not broken_off
        return After(place=place, toast=ctx.words.plain("toast-nothing-to-cancel") if nothing else None, fresh=True)

    async def _break_off(self, ctx: Context) -> bool:
        """-> whether a sign-in was under way. Each is ended as by its own button."""
        under_way = []
        if await ctx.store.settings.get(SIGN_IN) is not None:
            under_way.append("telegram|cancel")
        if any([await ctx.store.vault.get(one) is not None for one in (DEVICE, PKCE)]):
            under_way.append("google|stop")
        for pressed in under_way:
            screen, action, args = self._screens().read(pressed)
            await screen.press(ctx, Where(0, 0), action, args)
        return bool(under_way)

    async def _view(self, ctx: Context, place: str) -> View | None:
        """None for a place that is no more: the panel shows the first page then by itself."""
        try:
            screen, _, args = self._screens().read(place)
            return await screen.show(ctx, args)
        except Stale:
            return None

    def _back(self, view: View) -> str:
        """The button at the bottom left."""
        data = view.rows[-1][0].data if view.rows and view.rows[-1] else None
        return data if data and not self._screens().read(data)[1] else HOME
