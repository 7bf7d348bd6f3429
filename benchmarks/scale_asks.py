"""What benchmarks/scale.py asks the app: every screen, every command, presses, searches, and the questions of programs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from benchmarks.scale_rows import LIKES, Size
from bot.screens import SCREENS
from core.model import EventKind, Feed

#: Commands that leave the world as it was, each with what may stand behind it. /pause is asked together with /resume.
COMMANDS = ("start", "menu", "config", "help", "download", "cancel", "setup", "status", "stats", "ytdlp", "queue", "backfill",
    "private", "language", "likes", "likes 20", "history", "history 20", "subscriptions", "pause", "resume", "backup",
    "doctor", "language en", "nonsense")  # fmt: skip
#: Presses that write, each followed by what takes it back. {job}: a video in the queue; {first}, {last}: of the queue.
PRESSES = ("home|pause", "resume|end|all", "language|set|en", "language|set|auto", "queue|hold|on|0", "queue|hold|off|0",
    "feed|sound|watched|off", "feed|sound|watched|on", "feed|kind|vanished|off", "feed|kind|vanished|on",
    "feed|gap|history|skip", "feed|gap|history|digest", "feed|unliked|deletes", "feed|unliked|keeps",
    "interval|set|subscriptions|fixed|3600", "interval|set|subscriptions|auto",
    "downloads|auto|off", "downloads|auto|on", "downloads|cookies|off", "downloads|cookies|on",
    "pick|set|downloads|quality|720", "pick|set|downloads|quality|best",
    "subtitles|language|en|on", "subtitles|language|en|off",
    "private|begin|1", "private|end", "debug|set|on", "debug|set|off",
    "item|first|{last}|0", "item|up|{last}|0", "item|down|{last}|0", "item|later|{first}|6|0", "item|hold|{first}|0",
    "item|later|{first}|6|0", "backfill|mode|2|posts", "backfill|mode|2|videos")  # fmt: skip
#: Presses in messages of their own, which are answered with a line: (where, data).
ALONE = (("likes", "post|later|{first}"), ("likes", "post|cancel|1"), ("dm", "alert|mute|1"), ("dm", "card|cancel|1"),
    ("dm", "card|sub|v0000000001|en"), ("dm", "nonsense|1"))  # fmt: skip

Kind = Literal["place", "press", "alone", "say", "api"]


@dataclass(frozen=True, slots=True)
class Ask:
    """One thing that is asked. words: a button's data, a text, an address. name: under which it is told."""

    kind: Kind
    words: str
    name: str
    chat: str = "dm"


def asks(size: Size, queue: range) -> list[Ask]:
    """All of them, in the order of a round. queue: the downloads that wait."""
    return [*_texts(), *_screens(size, queue), *_presses(queue), *_programs(size)]


def _screens(size: Size, queue: range) -> Iterator[Ask]:
    """The panel turned to each place, page by page: the first, the middle and the last."""
    for screen in SCREENS.screens.values():
        if screen.own:
            continue
        for args in screen.places:
            yield Ask("place", "|".join((screen.name, *args)), f"screen {screen.name}")
    for feed in Feed:
        for name, below in (("second", size.events - 400), ("middle", size.events // 2), ("last", LIKES * 2)):
            for lines in (8, 20):
                page = (size.events - below) // lines
                yield Ask("place", f"events|{feed}|{page}|{lines}|{below}", f"events: {name} page")
            yield Ask("place", f"event|{below // LIKES * LIKES + 7}|{feed}|1|8|{below}", "one event")
    for name, page in (("middle", len(queue) // 16), ("last", max(1, len(queue) // 8 - 1))):
        yield Ask("place", f"queue|{page}", f"queue: {name} page")
    for job in (queue.start, queue[len(queue) // 2], queue[-1]):
        yield Ask("place", f"item|{job}|0", "one download")


def _presses(queue: range) -> Iterator[Ask]:
    names = {"first": queue.start, "last": queue[-1]}
    for data in PRESSES:
        yield Ask("press", data.format(**names), f"press {data.partition('|')[0]}")
    for chat, data in ALONE:
        yield Ask("alone", data.format(**names), f"press {data.partition('|')[0]}", chat)


def _texts() -> Iterator[Ask]:
    for command in COMMANDS:
        yield Ask("say", f"/{command}", f"/{command.partition(' ')[0]}")
    yield Ask("say", "hello", "a text")
    yield Ask("press", "resume|end|all", "press resume")  # /pause was among them


def _programs(size: Size) -> Iterator[Ask]:
    yield Ask("api", "/health", "/health")
    yield Ask("api", "/metrics", "/metrics")
    for by in ("day", "week"):
        yield Ask("api", f"/api/stats?by={by}", "/api/stats")
    yield Ask("api", "/api/events", "/api/events")
    yield Ask("api", "/api/events?limit=500", "/api/events, 500")
    for kind in EventKind:
        yield Ask("api", f"/api/events?kind={kind}&limit=20", "/api/events of a kind")
    for feed in Feed:
        yield Ask("api", f"/api/events?feed={feed}&until=2026-01-01T00:00:00Z&limit=20", "/api/events of a feed, until")
    yield Ask("api", "/api/events?since=2026-01-01T00:00:00Z&until=2026-02-01T00:00:00Z", "/api/events of a time")
    yield Ask("api", "/api/downloads/1", "/api/downloads/N")
