"""What the owner sees, one screen a file. A screen reads rows and shows them; a press writes rows; what takes long is an errand.

Texts come from locales/ and are escaped by bot/conversation/words.py, at the last moment: they are sent as HTML.
"""

from __future__ import annotations

from bot.conversation.screen import Registry

from .channels import Channels
from .chat_changes import chat_changed
from .cookies import Cookies
from .files import Files
from .google import Google
from .home import Home
from .ready import Ready
from .setup import Setup, is_complete
from .telegram import Telegram

SCREENS = Registry.of(Home(is_complete), Files(), Google(), Cookies(), Ready(), Setup(), Telegram(), Channels())

__all__ = ["SCREENS", "chat_changed"]
