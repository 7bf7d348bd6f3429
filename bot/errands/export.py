"""Sends the owner all events as documents, JSON and CSV, into this chat. How they are written: export_files.py.

What was asked for is fixed at the first step (up to which event), and each document that was sent is noted down: begun anew after
a kill it makes the same ones and sends what is left. A kill between sending one and noting it sends that one twice. Nothing of it
is ever on the disk under a name.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime

from bot import VERSION
from bot.connection import purpose
from bot.conversation.errands import Running
from core.media.workdir import disk_trouble
from core.model import Feed
from core.step import step
from locales import Texts, texts
from storage.export import Export

from .asking import asking
from .export_files import Csv, Document, Form, Json, Unnamed, iso

KIND = "export"
ALL = "all"
PAGE = 250  #: events that are read at once: others who read wait for no more than that
SHOW_EVERY = 3.0  #: seconds between two looks of the panel at how far it is
SEND_SECONDS = 900


@dataclass(slots=True)
class _Progress:
    """How far it is, and when that was shown last."""

    done: int
    all: int
    shown_at: float


async def export(run: Running) -> None:
    """Raises Trouble."""
    rows, args = Export(run.store.database), run.errand.args
    feed = None if args["feed"] == ALL else Feed(args["feed"])
    if "until" not in args:
        count, until = await rows.extent(feed)
        await run.store.errands.note(run.errand.id, until=until, all=count)
        args = {**args, "until": until, "all": count}
    about = {
        "made_by": f"Yagami {VERSION}", "made_at": iso(run.errand.created_at), "feed": args["feed"],
    }  # fmt: skip
    words = texts((await run.store.settings.chosen()).spoken)
    sending = _Sending(run, words, f"yagami-{args['feed']}-{_day(run)}", skip=int(args.get("sent", 0)))
    progress = _Progress(0, 2 * int(args["all"]), run.clock.now())
    for form in (Json(about), Csv()):
        await _written(run, rows, form, feed, int(args["until"]), sending, progress)
    async with run.done():
        await run.store.errands.note(run.errand.id, done=int(args["all"]), documents=sending.number)


async def _written(
    run: Running, rows: Export, form: Form, feed: Feed | None, until: int, sending: _Sending, progress: _Progress
) -> None:
    after, part, compressed = 0, 0, False
    while True:
        async with _document(run, form, compressed=compressed) as document:
            more = True
            while more and not document.is_full:
                page = await rows.page(feed, after, until, PAGE)
                await asyncio.to_thread(document.add, page)
                more = bool(page)
                after = page[-1].id if page else after
                progress.done += len(page)
                await _show(run, progress)
            if part and not document.count:
                return  # the one before it held the last event
            compressed, part = document.compressed, part + 1
            await sending.send(document, form.name, part if more or part > 1 else None)
        if not more:
            return


@asynccontextmanager
async def _document(run: Running, form: Form, *, compressed: bool) -> AsyncIterator[Document]:
    """Closed in any case, and gone with that. What the disk refuses is a trouble. Raises NeedsOwner(DISK_FULL)."""
    try:
        with step("disk.export"):
            document = Document(form, run.services.work.root, compressed=compressed)
        try:
            yield document
        finally:
            document.close()
    except OSError as error:
        raise disk_trouble(error) from error


class _Sending:
    """The documents, one after the other. skip: so many stand in the chat already."""

    def __init__(self, run: Running, words: Texts, name: str, *, skip: int) -> None:
        self._run = run
        self._words = words
        self._name = name
        self._skip = skip
        self.number = 0

    async def send(self, document: Document, form: str, part: int | None) -> None:
        """Raises Trouble."""
        self.number += 1
        if self.number <= self._skip:
            return
        file = await asyncio.to_thread(document.end)
        name = f"{self._name}{'' if part is None else f'-{part}'}.{form}{'.gz' if document.compressed else ''}"
        caption = self._words.get("export-caption", form=form, count=document.count, part=part or 0)
        with asking("send_document"), purpose("backup"):
            await self._run.services.bot.send_document(
                self._run.services.owner.id or 0, Unnamed(file, name), caption=caption,
                disable_content_type_detection=True, request_timeout=SEND_SECONDS,
            )  # fmt: skip
        await self._run.store.errands.note(self._run.errand.id, sent=self.number)


async def _show(run: Running, progress: _Progress) -> None:
    now = run.clock.now()
    if abs(now - progress.shown_at) >= SHOW_EVERY:
        progress.shown_at = now
        await run.store.errands.note(run.errand.id, percent=100 * progress.done // max(1, progress.all))
        await run.show()


def _day(run: Running) -> str:
    return f"{datetime.fromtimestamp(run.errand.created_at, UTC):%Y-%m-%d}"
