"""The commands that the bot's menu shows, in its order. Each is answered by a screen and described by the text `command-NAME`.

The screens answer a few more (`/start`): what a Telegram app offers by itself needs no line in the menu.
"""

MENU = (
    "menu", "status", "download", "queue", "likes", "history", "subscriptions", "backfill", "stats", "private", "pause", "resume",
    "config", "setup", "ytdlp", "doctor", "backup", "export", "retention", "erase", "language", "help", "cancel",
)  # fmt: skip
