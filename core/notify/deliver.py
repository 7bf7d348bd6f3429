"""Tell it: turns owed deliveries into messages, and keeps their status lines true.

    claim the oldest owed delivery of each chat -> publisher.send_text(random_id stored in the row) -> sent | later | failed
                                                   (with a picture, if the post carries one: send_photo)
    then: posts whose status line is not what it should be -> publisher.edit_text -> shown | gone

- Exactly once: the row's random_id goes with the message. Telegram answers a repeat with the message that stands there, so after
  a crash between the send and the commit the same send is simply made again.
- Order is kept within a chat: a delivery that has to wait holds the later ones of its chat, and no other chat's.
- A chat is paced (pace.py); what Telegram asks it to wait (FLOOD_WAIT) stands in the destination's row and is obeyed to the second.
- Edits are made at changes of state only, and only the newest counts; the buttons change with the status line. A post that the
  owner deleted stops nothing.
- A post is written in the language of the moment, and keeps it until it is edited.
- A picture that can't be had, or that Telegram doesn't take, neither delays nor fails its post: the text goes without it, under
  the same random_id. So a repeat after a crash adds nothing, whichever of the two stands there. (A photo with a caption and not
  a preview of a link: a preview shows only what Telegram's own servers fetch, and Telegram may not show it at all.)
"""

from __future__ import annotations

import logging
import random
from collections import Counter
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Protocol

from core.backoff import TRIES, delay
from core.clock import Clock, Wakeup
from core.errors import NeedsOwner, Permanent, Retry, Scope, Trouble, unexpected
from core.model import Button, Destination, DownloadState, Sentence, Text
from core.wording import units
from locales import Texts, texts

from .buttons import Rows, buttons
from .digest import Digest, digest
from .messages import CAPTION_UNITS, Told, post, turned
from .pace import Pace

log = logging.getLogger(__name__)

ROWS_PROBE = 30.0  #: seconds between two tries while rows can't be written
OWNER_PROBE = 300.0  #: seconds between two careful tries while the owner has something to mend


@dataclass(frozen=True, slots=True)
class Owed:
    """A delivery that is due, with what its message is made of."""

    id: int
    to: Destination
    random_id: int
    told: tuple[Told, ...]  #: one; of a digest, as many as its message may hold
    digest: Digest | None  #: what a digest counts; None if it is none
    status: Sentence | None
    tries: int
    silent: bool = False
    download: int | None = None
    download_state: DownloadState | None = None


@dataclass(frozen=True, slots=True)
class Stale:
    """A post that stands, and whose status line is not what it should be."""

    id: int
    to: Destination
    message_id: int
    told: tuple[Told, ...]
    digest: Digest | None
    status: Sentence | None
    download: int | None = None
    download_state: DownloadState | None = None
    caption: Text | None = None  #: the words of the video that the post has turned into, or is about to


class Outbox(Protocol):
    """The rows (storage/outbox.py)."""

    async def owed(self, now: float) -> list[Owed]:
        """The oldest waiting delivery of each destination, if it and its destination are due."""

    async def stale(self, now: float) -> list[Stale]: ...
    async def next_due(self, now: float) -> float | None:
        """When something that waits becomes due; None if nothing waits."""

    async def sent(self, delivery: int, message_id: int, status: Sentence | None, now: float) -> None: ...
    async def later(self, delivery: int, not_before: float, trouble: Sentence, *, counted: bool) -> None: ...
    async def failed(self, delivery: int, trouble: Sentence) -> None: ...
    async def shown(self, delivery: int, status: Sentence | None) -> None: ...
    async def gone(self, delivery: int) -> None: ...


class Chats(Protocol):
    """What one chat waits for (storage/places.py)."""

    async def wait(self, destination: int, until: float, trouble: Sentence) -> None: ...


class Pauses(Protocol):
    """What whole scopes wait for (storage/places.py)."""

    async def pause(self, trouble: Trouble, now: float, dice: float) -> float:
        """Pause the trouble's scope -> until when."""

    async def over(self, scope: Scope) -> None: ...
    async def until(self, *scopes: Scope) -> float:
        """When the last of them is over; 0 if none is paused."""


class Poster(Protocol):
    """Telegram, as this room needs it (telegram/publisher.py). Each raises Trouble."""

    async def send_text(
        self,
        to: Destination,
        text: Text,
        *,
        random_id: int,
        buttons: tuple[tuple[Button, ...], ...] = (),
        silent: bool = False,
    ) -> int: ...
    async def send_photo(
        self,
        to: Destination,
        image: bytes,
        text: Text,
        *,
        random_id: int,
        buttons: tuple[tuple[Button, ...], ...] = (),
        silent: bool = False,
    ) -> int | None:
        """The text as a picture's caption. None: nothing was sent, because Telegram does not take this picture."""

    async def edit_text(
        self, to: Destination, message_id: int, text: Text, *, buttons: tuple[tuple[Button, ...], ...] = ()
    ) -> bool:
        """A caption too."""


Pictures = Callable[
    [str], Awaitable[bytes | None]
]  #: the picture at an address; None if it can't be had soon. Raises nothing


class Deliver:
    """The worker of the outbox."""

    def __init__(
        self,
        outbox: Outbox,
        chats: Chats,
        pauses: Pauses,
        poster: Poster,
        clock: Clock,
        wakeup: Wakeup,
        tell_downloads: Callable[[], None],
        language: Callable[[], Awaitable[str]],
        picture: Pictures | None = None,
    ) -> None:
        """language: what posts are written in (core/settings.py, spoken), asked at each turn. picture: None for posts without."""
        self._outbox = outbox
        self._chats = chats
        self._pauses = pauses
        self._poster = poster
        self._clock = clock
        self._wakeup = wakeup
        self._tell_downloads = tell_downloads
        self._language = language
        self._picture = picture
        self._pace = Pace()
        self._edit_pace = Pace()
        self._refused_edits = Counter[int]()  #: delivery -> edits of its post that Telegram refused in a row

    async def run(self) -> None:
        """For ever. When a row can't be written (the disk is full), waits and goes on from the rows as they are."""
        while True:
            try:
                await self._wakeup.wait(await self.turn())
            except Trouble as trouble:
                log.warning("the outbox waits: %s", trouble, exc_info=trouble.__cause__)
                await self._clock.sleep(ROWS_PROBE)

    async def turn(self) -> float | None:
        """Do all that is due -> when to look again (None: when woken)."""
        while True:
            paused = await self._pauses.until(Scope.TELEGRAM)
            if paused > self._clock.now():
                return paused
            did = 0
            words = texts(await self._language())
            for owed in await self._outbox.owed(self._clock.now()):
                if self._pace.take(owed.to.chat_id, self._clock.now()):
                    await self._send(owed, words)
                    did += 1
            for stale in await self._outbox.stale(self._clock.now()):
                if self._edit_pace.take(stale.to.chat_id, self._clock.now()):
                    await self._edit(stale, words)
                    did += 1
            if not did:
                break
        waits = [await self._outbox.next_due(self._clock.now()), self._pace.next_free(), self._edit_pace.next_free()]
        return min((one for one in waits if one is not None), default=None)

    async def _send(self, owed: Owed, words: Texts) -> None:
        try:
            text, rows = written(owed, words)
            message_id = await self._with_picture(owed, text, rows) or await self._poster.send_text(
                owed.to, text, random_id=owed.random_id, buttons=rows, silent=owed.silent
            )
        except Trouble as trouble:
            await self._note(trouble, owed.to, owed)
            return
        except Exception as bug:  # noqa: BLE001  one message's bug stops no other message
            await self._note(unexpected(bug), owed.to, owed)
            return
        await self._outbox.sent(owed.id, message_id, owed.status, self._clock.now())
        await self._pauses.over(Scope.TELEGRAM)
        what = owed.told[-1].event
        log.info("told: %s %s in %s", what.kind, what.subject, owed.to.title or owed.to.chat_id)
        self._tell_downloads()

    async def _with_picture(self, owed: Owed, text: Text, rows: Rows) -> int | None:
        """-> the message's id; None: nothing was sent, because the post carries no picture or it can't be had. Raises Trouble."""
        address = owed.told[0].picture if owed.digest is None else None
        if address is None or self._picture is None or units(text.plain) > CAPTION_UNITS:
            return None
        try:
            image = await self._picture(address)
        except Exception:
            log.exception("a picture can't be fetched")
            return None
        if image is None:
            return None
        return await self._poster.send_photo(
            owed.to, image, text, random_id=owed.random_id, buttons=rows, silent=owed.silent
        )

    async def _edit(self, stale: Stale, words: Texts) -> None:
        try:
            text, rows = written(stale, words)
            stands = await self._poster.edit_text(stale.to, stale.message_id, text, buttons=rows)
        except Permanent as trouble:
            log.warning("a status line can't be edited: %s", trouble)
            stands = False
        except Trouble as trouble:
            self._refused_edits[stale.id] += trouble.scope is Scope.ITEM
            if self._refused_edits[stale.id] < TRIES:
                await self._note(trouble, stale.to, None)
                return
            log.warning("a status line is given up: %s", trouble)
            stands = False
        except Exception:
            log.exception("a status line can't be written")
            stands = False
        self._refused_edits.pop(stale.id, None)
        if stands:
            await self._outbox.shown(stale.id, stale.status)
            await self._pauses.over(Scope.TELEGRAM)
        else:
            await self._outbox.gone(stale.id)

    async def _note(self, trouble: Trouble, to: Destination, owed: Owed | None) -> None:
        """Write down what a trouble means for this delivery, its chat, or all of Telegram."""
        log.warning("a message to %s waits: %s", to.title or to.chat_id, trouble, exc_info=trouble.__cause__)
        now = self._clock.now()
        said = Sentence(trouble.key, trouble.args_for_text)
        tries = (owed.tries if owed else 0) + 1
        if trouble.scope is Scope.CHAT:
            await self._chats.wait(to.id, now + _wait(trouble, tries), said)
        elif trouble.scope is not Scope.ITEM:
            await self._pauses.pause(trouble, now, random.random())
        elif owed is None:
            await self._chats.wait(to.id, now + _wait(trouble, tries), said)
        elif isinstance(trouble, Permanent) or tries >= TRIES:
            await self._outbox.failed(owed.id, said)
            self._tell_downloads()  # the video need not wait for its post any more
        else:
            await self._outbox.later(owed.id, now + _wait(trouble, tries), said, counted=True)


def written(one: Owed | Stale, words: Texts) -> tuple[Text, Rows]:
    """The message of a delivery, with its buttons."""
    if one.digest is not None:
        return digest(one.told, one.digest, words), ()
    [told] = one.told
    text = post(told, one.status, words)
    if isinstance(one, Stale) and one.caption is not None:
        text = turned(text, one.caption)
    return text, buttons(one.download, one.download_state, one.status, words)


def _wait(trouble: Trouble, tries: int) -> float:
    if isinstance(trouble, NeedsOwner):
        return OWNER_PROBE
    if isinstance(trouble, Retry) and trouble.after is not None:
        return trouble.after
    return delay(tries, random.random())
