"""How cookies are exported so that they live long: one card a browser; and the way to use a second account."""

from __future__ import annotations

from bot.conversation.screen import Context
from bot.conversation.view import Rows, View, button, column, grid, link

#: Extensions that run on the owner's machine alone and write Netscape's form; the stores' own pages of them.
EXTENSIONS = {
    "firefox": "https://addons.mozilla.org/firefox/addon/cookies-txt/",
    "chrome": "https://chromewebstore.google.com/detail/get-cookiestxt-locally/cclelndahbckbenkjhflpdbgdldlbecc",
}
BROWSERS = ("firefox", "chrome", "safari")


def choose(ctx: Context) -> View:
    """Which browser."""
    browsers = [button(ctx.words.plain(f"screen-cookies-browser-{one}"), "cookies", "card", one) for one in BROWSERS]
    return View(ctx.words("screen-cookies-how"), (*grid(browsers, 1), *_back(ctx)))


def card(ctx: Context, browser: str) -> View:
    """One browser's numbered steps."""
    text = ctx.words(f"screen-cookies-card-{browser}")
    url = EXTENSIONS.get(browser)
    rows: Rows = ()
    if url is not None:
        rows = ((link(ctx.words.plain("screen-cookies-extension"), url),),)
    else:
        firefox = button(
            ctx.words.plain("screen-cookies-browser-firefox"), "cookies", "card", "firefox", style="primary"
        )
        rows = ((firefox,),)
    return View(text, (*rows, (button(ctx.words.plain("button-back"), "cookies", "how"),)))


def second(ctx: Context) -> View:
    """A second account instead of the owner's own."""
    how = button(ctx.words.plain("screen-cookies-how-button"), "cookies", "how", style="primary")
    return View(ctx.words("screen-cookies-second"), (*column([how]), *_back(ctx)))


def _back(ctx: Context) -> Rows:
    return ((button(ctx.words.plain("button-back"), "cookies"),),)
