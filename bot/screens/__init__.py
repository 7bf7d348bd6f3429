"""What the owner sees, one screen a file. A screen reads rows and shows them; a press writes rows; what takes long is an errand.

Texts come from locales/ and are escaped by bot/conversation/words.py, at the last moment: they are sent as HTML.
"""

from __future__ import annotations

from bot.conversation.screen import Registry

from .accounts import Accounts
from .alert import AlertScreen
from .backfill import BackfillScreen
from .backup import BackupScreen
from .believe import Believe
from .cancel import Cancel
from .card import Card, Rest
from .channels import Channels
from .chat_changes import chat_changed
from .cookies import Cookies
from .data import DataScreen
from .debug import Debug
from .doctor import Doctor
from .downloads import Downloads
from .drop import Drop
from .erase import EraseScreen
from .event import EventScreen
from .events import Events
from .export import ExportScreen
from .feed import FeedScreen
from .files import Files
from .google import Google
from .help import Download, Help
from .home import Home
from .interval import Interval
from .item import Item
from .language import Language
from .line import LineScreen
from .pick import Pick
from .playlist import Playlist
from .post import Post
from .private import PrivateScreen
from .queue import QueueScreen
from .ready import Ready
from .resume import Resume
from .retention import RetentionScreen
from .setup import Setup, is_complete
from .stats import Stats
from .status import Status
from .subtitles import SubtitlesScreen
from .telegram import Telegram
from .updates import Updates
from .ytdlp import Ytdlp

SCREENS: Registry = Registry.of(
    # the panel
    Home(is_complete), FeedScreen(), Believe(), Interval(), Accounts(), Downloads(), Pick(), SubtitlesScreen(), LineScreen(),
    PrivateScreen(), Resume(), Language(), Debug(), DataScreen(), BackupScreen(), ExportScreen(), RetentionScreen(), EraseScreen(),
    Status(), Doctor(), Stats(), Ytdlp(), Help(), Download(lambda: SCREENS), Cancel(lambda: SCREENS),
    # what happened, and what is on its way
    Events(), EventScreen(), QueueScreen(), Item(), Drop(), BackfillScreen(),
    # the set-up
    Files(), Google(), Cookies(), Updates(), Ready(), Setup(), Telegram(), Channels(),
    # messages of their own
    Card(), Rest(), Playlist(), Post(), AlertScreen(),
)  # fmt: skip

__all__ = ["SCREENS", "chat_changed"]
