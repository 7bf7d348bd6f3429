"""The forms in which events are taken along: JSON for programs, CSV for spreadsheets; and the files that they grow in.

A file has no name: whatever ends the process, kill -9 too, the system takes it away. One that gets as large as a bot may send is
compressed, and what still comes goes on in compressed ones, each a whole document by itself; so the disk holds one at a time.

CSV is made for spreadsheets, which take what begins like a formula for one: such a cell gets an apostrophe before it (what OWASP
recommends). The JSON has every text as it is.
"""

from __future__ import annotations

import csv
import gzip
import io
import json
import tempfile
from collections.abc import AsyncGenerator, Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any, Protocol, cast

from aiogram.types import InputFile

from storage.export import Exported

if TYPE_CHECKING:
    from aiogram import Bot

SCHEMA, VERSION = "yagami-events", 1  #: another version as soon as a reader of this one would misread it
FULL = 48_000_000  #: bytes of one document: Telegram takes 50 MB from a bot
CHUNK = 64 * 1024
_FORMULA = (
    "=",
    "+",
    "-",
    "@",
    "\t",
    "\r",
    "＝",
    "＋",
    "－",
    "＠",
)  #: the wide ones count in some languages' spreadsheets
_CONTROL = dict.fromkeys((*range(9), 11, 12, *range(14, 32), 127))
COLUMNS = (
    "event", "feed", "kind", "happened_at_utc", "seen_at_utc", "title", "link", "channel", "channel_link", "times", "why",
    "told", "told_at_utc", "told_in", "post_link",
)  # fmt: skip


class Form(Protocol):
    """Pure: how events are written."""

    name: str

    def begin(self) -> bytes: ...
    def events(self, page: Sequence[Exported], *, first: bool) -> bytes: ...
    def end(self, count: int) -> bytes: ...


class Json:
    """One object, with a line for each event."""

    name = "json"

    def __init__(self, about: dict[str, Any]) -> None:
        """about: what stands at the beginning, besides the schema."""
        self._about = about

    def begin(self) -> bytes:
        head = json.dumps({"schema": SCHEMA, "version": VERSION, **self._about}, ensure_ascii=False)
        return f'{head[:-1]}, "events": ['.encode()

    def events(self, page: Sequence[Exported], *, first: bool) -> bytes:
        lines = [json.dumps(as_json(one), ensure_ascii=False, separators=(",", ":")) for one in page]
        return _clean((("\n" if first else ",\n") + ",\n".join(lines)) if lines else "")

    def end(self, count: int) -> bytes:
        return f'\n], "count": {count}}}\n'.encode()


class Csv:
    """With a byte order mark, without which spreadsheets misread what is not English."""

    name = "csv"

    def begin(self) -> bytes:
        return b"\xef\xbb\xbf" + _csv([COLUMNS])

    def events(self, page: Sequence[Exported], *, first: bool) -> bytes:
        return _csv([[safe(one) for one in as_line(event)] for event in page])

    def end(self, count: int) -> bytes:
        return b""


def as_json(one: Exported) -> dict[str, Any]:
    """What a program reads. Times are ISO 8601, UTC."""
    told, happened = one.told, one.event
    found: dict[str, Any] = {
        "id": one.id, "feed": one.feed, "kind": happened.kind, "identity": happened.identity,
        "happened_at": iso(happened.happened_at), "seen_at": iso(happened.seen_at), **happened.detail,
    }  # fmt: skip
    if one.video is not None:
        video = one.video
        found["video"] = {
            "id": video.id, "title": video.title, "url": video.url, "channel": video.channel, "channel_id": video.channel_id,
            "channel_url": _channel(video.channel_id), "seconds": video.duration,
        }  # fmt: skip
    if one.channel is not None:
        channel = one.channel
        found["channel"] = {
            "id": channel.id,
            "title": channel.title,
            "handle": channel.handle,
            "url": channel.url,
        }
    found["told"] = None if told is None else {
        "state": told.state, "at": iso(told.at), "digest": told.digest, "chat": told.where.where.title,
        "chat_id": told.where.where.chat_id, "topic_id": told.where.where.topic_id,
        "message_id": told.where.message_id or None, "link": told.where.link if told.where.message_id else None,
    }  # fmt: skip
    return found


def as_line(one: Exported) -> list[str | int | None]:
    """What a person reads, in COLUMNS."""
    told, happened = one.told, one.event
    if one.video is not None:
        about = [one.video.title, one.video.url, one.video.channel, _channel(one.video.channel_id)]
    else:
        assert one.channel is not None  # it is about one of the two
        about = [one.channel.title, one.channel.url, one.channel.title, one.channel.url]
    place: list[str | None] = ["", None, None, None]
    if told is not None:
        link = told.where.link if told.where.message_id else None
        place = [told.state, _plain(told.at), told.where.where.title, link]
    return [
        one.id, one.feed, happened.kind, _plain(happened.happened_at), _plain(happened.seen_at), *about,
        happened.detail.get("times"), happened.detail.get("why"), *place,
    ]  # fmt: skip


def safe(cell: str | int | None) -> str | int:
    """A cell that no spreadsheet takes for a formula."""
    if not isinstance(cell, str):
        return "" if cell is None else cell
    return f"'{cell}" if cell.lstrip().startswith(_FORMULA) or cell.startswith(_FORMULA) else cell


def iso(at: float | None) -> str | None:
    said = _plain(at)
    return said and said.replace(" ", "T") + "Z"


def _plain(at: float | None) -> str | None:
    return None if at is None else f"{datetime.fromtimestamp(at, UTC):%Y-%m-%d %H:%M:%S}"


def _channel(channel_id: str | None) -> str | None:
    return channel_id and f"https://www.youtube.com/channel/{channel_id}"


def _csv(lines: Sequence[Sequence[Any]]) -> bytes:
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\r\n").writerows(lines)
    return _clean(out.getvalue())


def _clean(text: str) -> bytes:
    """Without what no text may hold; half a character that a title was cut in becomes a question mark."""
    return text.translate(_CONTROL).encode("utf-8", "replace")


class Document:
    """One file that grows. Every method may take a while: call them in a thread. Raises OSError."""

    def __init__(self, form: Form, folder: Path, *, compressed: bool, full: int = FULL) -> None:
        """folder: whose disk it is made on."""
        self._form = form
        self._folder = folder
        self._full = full
        self._file = cast("IO[bytes]", tempfile.TemporaryFile(dir=folder))  # noqa: SIM115  closed by `close`
        self._zip: gzip.GzipFile | None = gzip.GzipFile("", "wb", 6, self._file, 0) if compressed else None
        self.count = 0
        self._write(form.begin())

    @property
    def compressed(self) -> bool:
        return self._zip is not None

    @property
    def is_full(self) -> bool:
        return self._file.tell() >= self._full

    def add(self, page: Sequence[Exported]) -> None:
        self._write(self._form.events(page, first=not self.count))
        self.count += len(page)
        if self.is_full and self._zip is None:
            self._compress()

    def end(self) -> IO[bytes]:
        """The whole of it, from its beginning."""
        self._write(self._form.end(self.count))
        if self._zip is not None:
            self._zip.close()
        self._file.flush()
        self._file.seek(0)
        return self._file

    def close(self) -> None:
        self._file.close()

    def _write(self, data: bytes) -> None:
        (self._zip or self._file).write(data)

    def _compress(self) -> None:
        plain, self._file = self._file, cast("IO[bytes]", tempfile.TemporaryFile(dir=self._folder))  # noqa: SIM115
        self._zip = gzip.GzipFile("", "wb", 6, self._file, 0)
        plain.seek(0)
        while chunk := plain.read(CHUNK):
            self._zip.write(chunk)
        plain.close()


class Unnamed(InputFile):
    """A file without a name, for the Bot API."""

    def __init__(self, file: IO[bytes], filename: str) -> None:
        super().__init__(filename, CHUNK)
        self._file = file

    async def read(self, bot: Bot) -> AsyncGenerator[bytes, None]:
        self._file.seek(0)
        while chunk := self._file.read(self.chunk_size):
            yield chunk
