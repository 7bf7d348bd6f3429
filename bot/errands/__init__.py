"""What takes longer than an answer, by kind; one subject a file. bot/conversation/errands.py works them."""

from __future__ import annotations

from collections.abc import Mapping

from bot.conversation.errands import Work

from . import (
    backfill,
    backup,
    channels,
    commands,
    cookies,
    delete,
    doctor,
    erase,
    export,
    files,
    forecast,
    google,
    look,
    look_now,
    private_end,
    ready,
    telegram,
    versions,
    ytdlp,
)

WORKS: Mapping[str, Work] = {
    "backfill-list": backfill.listing,
    "backfill-tell": backfill.tell,
    backup.KIND: backup.backup,
    "channel": channels.channel,
    "forum": channels.forum,
    "chat-check": channels.check,
    "telegram-access": telegram.access,
    "telegram-sign-in": telegram.sign_in,
    "telegram-sign-out": telegram.sign_out,
    "commands": commands.commands,
    "delete": delete.delete,
    doctor.KIND: doctor.doctor,
    erase.KIND: erase.erase,
    export.KIND: export.export,
    "look": look.look,
    "playlist": look.playlist,
    "rest": look.rest,
    "card": look.card,
    "look-now": look_now.look_now,
    private_end.PRIVATE_END: private_end.private_end,
    "versions": versions.versions,
    ytdlp.LOOK: ytdlp.look,
    ytdlp.TAKE: ytdlp.take,
    ytdlp.TOLD: ytdlp.told,
    "read-file": files.read_file,
    "cookies-check": cookies.check,
    "google-device": google.device,
    "google-link": google.link,
    "google-revoke": google.revoke,
    "forecast": forecast.forecast,
    "set-up-done": ready.set_up_done,
}
