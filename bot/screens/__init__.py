"""What the owner sees, one screen a file. A screen reads rows and shows them; a press writes rows; what takes long is an errand.

Texts come from locales/ and are escaped by bot/conversation/words.py, at the last moment: they are sent as HTML.
"""

from __future__ import annotations

from bot.conversation.screen import Context, Registry

from .cookies import Cookies
from .files import Files
from .google import Google
from .home import Home
from .ready import Ready

SCREENS = Registry.of(Home(), Files(), Google(), Cookies(), Ready())


async def chat_changed(ctx: Context, chat_id: int, new_id: int | None) -> None:
    """The bot's rights in a chat changed, or (new_id) a group became a supergroup. Inside the update's transaction."""


__all__ = ["SCREENS", "chat_changed"]
