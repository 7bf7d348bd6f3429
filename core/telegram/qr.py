"""Signing in by QR code: the owner scans it with a phone that is signed in (core.telegram.org/api/qr-login).

    show_qr    a token, as the address that the QR code holds; good for half a minute
    await_qr   listen until it was scanned or is too old -> who signed in, or the next one to show

Telegram tells of the scan over an open connection, but signs in only when it is asked for a token again; so a scan that
nobody listened for (the process was killed) is found at the end of the token's time. The owner needs a second screen: a phone
can't scan itself.
"""

from __future__ import annotations

import asyncio
import base64
from dataclasses import dataclass, field
from typing import Any

from telethon.tl.functions.auth import ExportLoginTokenRequest, ImportLoginTokenRequest
from telethon.tl.types import UpdateLoginToken
from telethon.tl.types.auth import LoginTokenMigrateTo, LoginTokenSuccess

from core.clock import Clock
from core.errors import Trouble
from core.step import step
from core.telegram.access import Way
from core.telegram.authorise import ask, authorise, closing, new_link, place_of, restored_link
from core.telegram.link import Link
from core.telegram.sign_in import Half, PasswordNeeded, SignedIn, signed_in, standing
from core.telegram.sign_in_refusals import lost
from core.telegram.troubles import translated

SHORTEST, LONGEST = 5.0, 120.0  #: seconds that a token is taken to be good, whatever the clocks say


@dataclass(frozen=True, slots=True)
class QrShown:
    """url is what the QR code holds: whoever scans it gives this sign-in their account."""

    half: Half
    url: str = field(repr=False)
    expires_at: float  #: by our clock


class _Ear:
    """Hears updates; sets the event when a token was accepted."""

    def __init__(self, event: asyncio.Event) -> None:
        self.accepted = False
        self._event = event

    def put_nowait(self, updates: Any) -> None:
        if any(
            isinstance(one, UpdateLoginToken) for one in getattr(updates, "updates", [getattr(updates, "update", 0)])
        ):
            self.accepted = True
            self._event.set()


async def show_qr(half: Half | None, way: Way, clock: Clock) -> QrShown | PasswordNeeded | SignedIn:
    """The first token (half None), or the next one of a sign-in that is under way; older ones are void.

    If the one before was scanned meanwhile: who signed in, or that the two-step password is needed (sign_in.enter_password).
    Raises Retry telegram-sign-in-lost (begin anew), telegram-sign-in-flood; NeedsOwner(TELEGRAM_ACCESS).
    """
    async with closing(_link(half, way)) as link:
        return await _asked(link, way, clock)


async def await_qr(half: Half, until: float, way: Way, clock: Clock) -> QrShown | PasswordNeeded | SignedIn:
    """Listen until the token that is shown was scanned, at the longest until then (its expires_at). -> as show_qr

    May be cancelled at any time. Raises as show_qr, and Retry when Telegram goes away meanwhile (call it again).
    """
    event = asyncio.Event()
    ear = _Ear(event)
    async with closing(_link(half, way, ear)) as link:
        while not ear.accepted and clock.now() < until:
            with step("telegram.Listen"), translated():
                await link.open()
            if link.lost is not None:
                link.lost.add_done_callback(lambda _: event.set())
            await clock.wait(event, until - clock.now())
            event.clear()
        return await _asked(link, way, clock)


def _link(half: Half | None, way: Way, ear: _Ear | None = None) -> Link:
    link = new_link(way, ear) if half is None else restored_link(half.session, way, ear)
    if link is None:
        raise lost()
    return link


async def _asked(link: Link, way: Way, clock: Clock) -> QrShown | PasswordNeeded | SignedIn:
    """Ask for a token: a new one, or what became of the one that was scanned."""
    try:
        answer = await authorise(link, ExportLoginTokenRequest(way.access.api_id, way.access.api_hash, []))
        if isinstance(answer, LoginTokenMigrateTo):
            await link.move(place_of(link.greeted, answer.dc_id))
            answer = await ask(link, ImportLoginTokenRequest(answer.token))
    except Trouble as refusal:
        return await standing(link, Half(link.export()), refusal)
    if isinstance(answer, LoginTokenSuccess):
        return await signed_in(link, answer.authorization)
    # Telegram says when by its own clock; ours may be wrong by minutes.
    life = (answer.expires - link.greeted.date).total_seconds()
    token = base64.urlsafe_b64encode(answer.token).decode().rstrip("=")
    expires_at = clock.now() + min(max(life, SHORTEST), LONGEST)
    return QrShown(Half(link.export()), f"tg://login?token={token}", expires_at)
