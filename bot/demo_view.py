"""The demo's eyes: draws the channels as they fill, and the bars of what is under way. Plain lines where there is no terminal."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, Protocol

from rich.console import Console
from rich.markup import escape
from rich.panel import Panel
from rich.progress import BarColumn, DownloadColumn, Progress, TaskID, TextColumn, TransferSpeedColumn
from rich.text import Text

from bot.demo_draw import described, styled


class Moving(Protocol):
    """What is under way (demo_stage.py)."""

    progress: dict[tuple[str, str], tuple[int, int | None]]


class View:
    """Remembers what it has shown, and shows the rest."""

    def __init__(self, console: Console, world: dict[str, Any]) -> None:
        self._console = console
        self._names = {world["owner_id"]: "the owner", world["bot_id"]: "Yagami"}
        self._shown: dict[tuple[str, int], str] = {}

    def forget(self) -> None:
        """Show everything again."""
        self._shown.clear()

    def show_new(self, messages: list[dict[str, Any]], chat: str) -> bool:
        """Draw what is new or has changed: a new message whole, of a changed one the line that changed. -> whether any"""
        drawn = False
        for message in messages:
            before = self._shown.get((chat, message["id"]))
            if before == message["text"]:
                continue
            self._shown[chat, message["id"]] = message["text"]
            drawn = True
            if before is None:
                self._console.print(self._panel(message, chat))
            else:
                old = before.splitlines()
                for line in (one for one in message["text"].splitlines() if one not in old):
                    self._console.print(f"   [dim]{escape(chat)} #{message['id']}[/] [cyan]{escape(line)}[/]")
        return drawn

    def _panel(self, message: dict[str, Any], chat: str) -> Panel:
        body = Text()
        if media := message["media"]:
            body.append(described(media), "bold green")
            body.append(f"  SHA-256 {media['sha256'][:12]}…\n", "dim")
        body.append_text(styled(message["text"], message["entities"]))
        title = f"{chat} #{message['id']} · {self._names.get(message['sender'], message['sender'])}"
        if message["reply_to"]:
            title += f" · in reply to #{message['reply_to']}"
        return Panel(
            body, title=escape(title), title_align="left", border_style="blue", width=min(96, self._console.width)
        )

    @contextmanager
    def bars(self, moving: Moving) -> Iterator[None]:
        """Progress bars below the transcript while the block runs."""
        columns = (TextColumn("   {task.description:<24}"), BarColumn(24), DownloadColumn(), TransferSpeedColumn())
        with Progress(*columns, console=self._console, transient=True) as bars:
            known: dict[tuple[str, str], TaskID] = {}
            ended = threading.Event()

            def follow() -> None:
                while not ended.wait(0.1):
                    for key, (done, total) in list(moving.progress.items()):
                        if key not in known:
                            known[key] = bars.add_task(f"video {key[0]} {key[1]}", total=total)
                        bars.update(known[key], completed=done, total=total)

            thread = threading.Thread(target=follow, daemon=True)
            thread.start()
            try:
                yield
            finally:
                ended.set()
                thread.join()
