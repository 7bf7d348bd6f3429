"""What takes longer than an answer, by kind; one subject a file. bot/conversation/errands.py works them."""

from __future__ import annotations

from collections.abc import Mapping

from bot.conversation.errands import Work

from . import cookies, delete, files, forecast, google, ready

WORKS: Mapping[str, Work] = {
    "delete": delete.delete,
    "read-file": files.read_file,
    "cookies-check": cookies.check,
    "google-device": google.device,
    "google-link": google.link,
    "google-revoke": google.revoke,
    "forecast": forecast.forecast,
    "set-up-done": ready.set_up_done,
}
