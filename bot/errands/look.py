"""Looks at what was linked, and sends the message that shows it: a card, a playlist's, or the offer to take the rest of many links.

    look       one video: what it is, what it can be had as -> its card
    playlist   how many there are, and the first of them -> its message
    rest       what was too much at once -> its message
    card       draws one of these again, after a press changed what it shows

Killed anywhere they go on: the message's number (`card`), what was found (`found`, `entries`) or why nothing was (`failed`) are
noted in the errand as soon as they are known, and the message is drawn from there. Telegram being away is waited out, as long as
it takes.
"""

from __future__ import annotations

import logging
import random
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import replace
from functools import partial
from html import unescape
from typing import Any, TypeVar

from bot.conversation.errands import Running
from bot.conversation.screen import Context
from bot.conversation.view import View
from bot.conversation.words import Words
from bot.screens.card import rest as rest_view
from bot.screens.card_views import card as card_view
from bot.screens.card_views import sentence
from bot.screens.mending import COOKIES_HELP, COOKIES_OFF
from bot.screens.playlist import playlist as playlist_view
from core.backoff import delay
from core.download.formats import Refusal, choose, from_ytdlp
from core.download.live import not_yet
from core.download.offers import Offer, offers, one_file
from core.errors import NeedsOwner, Permanent, Retry, Scope, Trouble
from core.identity import random_id
from core.media.card_picture import draw_card
from core.model import Account, Destination, Text
from core.youtube.look import Look, LookJob, PlaylistJob
from core.youtube.look import look as look_at
from core.youtube.look import playlist as look_at_playlist
from locales import texts

from . import message

logger = logging.getLogger(__name__)

TRIES = 3  #: looks before an outage is the owner's to wait for
PATIENCE = 30.0  #: seconds that YouTube may ask to wait
ENTRIES = 100  #: of a playlist that are read: as many as YouTube gives at once
USUAL_LIMIT = 4000 * 512 * 1024  #: bytes of one file, while Telegram can't be asked
#: What may be encoded anew where the owner allows it; whether this ffmpeg can is seen when it is fetched.
CONVERTIBLE = ("vp9", "av1")
REFUSED = {"only_vp9": "video-only-vp9", "no_audio": "video-no-audio"}

T = TypeVar("T")


async def look(run: Running) -> None:
    """One video; subject: the message that linked it, and which link. args: video, list, reply."""
    given = dict(run.errand.args)
    given = await _shown(run, given)
    picture = None
    if "photo" not in given and "failed" not in given:  # a picture that did not get there is looked for again
        noted, picture = await _found(run, given)
        given |= noted
        await run.store.errands.note(run.errand.id, **noted)
    view = await _view(run, given)
    if picture is not None:
        view = replace(view, photo=picture)
    await _patiently(run, lambda: _draw(run, given, view))
    if "found" in given:
        await run.store.errands.note(run.errand.id, photo=picture is not None or bool(given.get("photo")))
    await _end(run, given)


async def playlist(run: Running) -> None:
    """A playlist; args: list, reply."""
    given = await _shown(run, dict(run.errand.args))
    if "entries" not in given and "failed" not in given:
        boot = run.services.boot
        cookies = await _cookies(run)
        job = PlaylistJob(
            given["list"], boot.data / "cache", ENTRIES, cookies=cookies, proxy=boot.youtube_proxy, ca=boot.ca,
            count=partial(run.store.traffic.note, "look"),
        )  # fmt: skip
        try:
            seen = await _tried(run, given, lambda: look_at_playlist(job))
        except Trouble as trouble:
            noted: dict[str, Any] = _failure(trouble)
        else:
            await _renew(run, cookies, seen.jar)
            entries = [[one.id, one.title, one.channel, one.channel_id, one.duration] for one in seen.entries]
            noted = {"title": seen.title, "count": seen.count, "entries": entries}
        given |= noted
        await run.store.errands.note(run.errand.id, **noted)
    view = await _view(run, given)
    await _patiently(run, lambda: _draw(run, given, view))
    await _end(run, given)


async def rest(run: Running) -> None:
    """The offer to take more; args: links, taken, reply."""
    await _shown(run, dict(run.errand.args))


async def card(run: Running) -> None:
    """Draw a message again; subject: its number."""
    number = int(run.errand.subject)
    errand = await run.store.errands.with_card(number)
    if errand is not None:
        view = await _view(run, errand.args)
        await _patiently(run, lambda: _draw(run, errand.args, view))


async def _shown(run: Running, given: dict[str, Any]) -> dict[str, Any]:
    """The errand's message stands and says what is known -> the arguments with its number."""
    if "card" in given and given.keys() & {"found", "entries", "failed"}:
        return given  # it is drawn at the end
    if "card" in given:
        view = await _view(run, given)
        await _patiently(run, lambda: _draw(run, given, view))
        return given
    async with run.services.in_order:
        view = await _view(run, given)
        reply = given.get("reply") or None
        number = await _patiently(run, lambda: _sent(run, view, reply))
        await run.store.errands.note(run.errand.id, card=number)
    return {**given, "card": number}


async def _sent(run: Running, view: View, reply: int | None) -> int:
    """The errand's message -> its number. After a kill it is the one that stands there already: the bot's own session sends it
    under a random id, which the Bot API has not. Where there is no session yet, or the text has formats, the Bot API must do.
    """
    owner = _owner(run)
    if "<" not in view.text:
        to = Destination(await run.store.destinations.private(owner), owner)
        key, account = await run.store.settings.identity_key(), int(run.services.token.split(":")[0])
        number = random_id(key, account, owner, run.errand.kind, run.errand.subject)
        text = Text(unescape(view.text))
        try:
            return await run.services.accounts.send_text(
                to, text, random_id=number, silent=True, reply_to=reply, buttons=view.rows
            )
        except NeedsOwner as trouble:
            logger.info("a card goes by the Bot API: %s", trouble)
    return await message.send(run.services.bot, owner, view, reply_to=reply)


async def _view(run: Running, given: Mapping[str, Any]) -> View:
    settings = await run.store.settings.chosen()
    ctx = Context(run.store, run.services, Words(texts(settings.spoken)), settings, run.clock.now())
    number = given.get("card")
    errand = await run.store.errands.with_card(number) if number else None
    errand = replace(errand or run.errand, args=given)
    rows = await run.store.queue.of_card(number) if number else []
    if "links" in given:
        return rest_view(ctx, given)
    if "video" in given:
        return await card_view(ctx, errand, rows)
    return await playlist_view(ctx, errand, rows)


async def _draw(run: Running, given: Mapping[str, Any], view: View) -> None:
    await message.draw(run.services.bot, _owner(run), given["card"], view, photo=bool(given.get("photo")))


async def _patiently(run: Running, call: Callable[[], Awaitable[T]]) -> T:
    """Until Telegram has answered. Raises Permanent."""
    tries = 0
    while True:
        try:
            return await call()
        except Retry as trouble:
            tries += 1
            logger.info("a card waits for Telegram: %s", trouble)
            await run.clock.sleep(trouble.after if trouble.after is not None else delay(tries, random.random()))


async def _found(run: Running, given: Mapping[str, Any]) -> tuple[dict[str, Any], bytes | None]:
    """-> what is to be noted, and the picture."""
    try:
        seen = await _tried(run, given, lambda: _look(run, given["video"]))
        noted = await _offered(run, seen)
    except Trouble as trouble:
        return _failure(trouble), None
    picture = await draw_card(seen.thumbnail) if seen.thumbnail and "found" in noted else None
    return noted, picture


async def _look(run: Running, video: str) -> Look:
    """Without cookies; with them only where YouTube asks for them, as a download does it."""
    boot = run.services.boot
    count = partial(run.store.traffic.note, "look")
    job = LookJob(
        video, boot.data / "cache", proxy=boot.youtube_proxy, ca=boot.ca, po_tokens=boot.po_token_url, count=count
    )
    try:
        return await look_at(job)
    except Trouble as trouble:
        if trouble.key not in COOKIES_HELP or await run.services.credentials.cookies() is None:
            raise
        cookies = await _cookies(run)
        if cookies is None:
            raise Permanent(COOKIES_OFF, skip=True) from trouble
    seen = await look_at(replace(job, cookies=cookies))
    await _renew(run, cookies, seen.jar)
    return seen


async def _cookies(run: Running) -> str | None:
    """The owner's, if there are any and they may be used for this."""
    allowed = (await run.store.settings.chosen()).downloads.cookies
    return await run.services.credentials.cookies() if allowed else None


async def _renew(run: Running, used: str | None, renewed: str | None) -> None:
    if used is not None and renewed is not None:
        await run.services.credentials.renew_cookies(used, renewed)


async def _offered(run: Running, seen: Look) -> dict[str, Any]:
    """What it can be had as. Raises Permanent."""
    formats = from_ytdlp(seen.formats)
    if (absent := not_yet(seen.live_status, seen.starts_at)) is not None:
        about = {"title": seen.video.title, "channel": seen.video.channel, "channel_id": seen.video.channel_id}
        noted = {**_failure(absent), "about": about}
        return {**noted, "starts_at": seen.starts_at} if seen.starts_at else noted
    limit = await _limit(run)
    convert = CONVERTIBLE if (await run.store.settings.chosen()).downloads.convert else ()
    made = offers(formats, limit, seen.duration, convert)
    fitting = one_file(formats, limit, seen.duration, convert)
    if not made:
        refusal = choose(formats, None, None, seen.duration)
        reason = refusal.reason if isinstance(refusal, Refusal) else ""
        raise Permanent(REFUSED.get(reason, "video-unavailable"), skip=True)
    video = seen.video
    return {
        "found": {
            "title": video.title,
            "channel": video.channel,
            "channel_id": video.channel_id,
            "duration": video.duration or (round(seen.duration) if seen.duration else None),
            "views": video.views,
            "offers": [_noted(one) for one in made],
            "one_file": _noted(fitting) if fitting is not None and fitting.height else None,
            "subtitles": list(seen.subtitles),
            "automatic": list(seen.automatic),
        }
    }


def _noted(one: Offer) -> list[Any]:
    return [one.height, one.size, one.parts, one.plays, one.encoded, one.exact]


async def _limit(run: Running) -> int:
    """Bytes of one file into this chat."""
    try:
        _, _, session = await run.services.accounts.opened(Account.BOT)
    except Trouble as trouble:
        logger.info("the limit of a file is not known yet: %s", trouble)
        return USUAL_LIMIT
    return session.me.limit


async def _tried(run: Running, given: Mapping[str, Any], call: Callable[[], Awaitable[T]]) -> T:
    """One at a time or two; what passes soon is tried again, and the message says so meanwhile."""
    for last in (*(False,) * (TRIES - 1), True):
        try:
            async with run.services.looking:
                return await call()
        except Retry as trouble:
            wait = trouble.after if trouble.after is not None else delay(1, random.random())
            if last or trouble.scope is Scope.ITEM or wait > PATIENCE:
                raise
            waits = {**given, "waits": {"key": trouble.key, "args": trouble.args_for_text}}
        view = await _view(run, waits)
        await _patiently(run, lambda shown=view: _draw(run, given, shown))  # type: ignore[misc]
        await run.clock.sleep(wait)
    raise AssertionError("the last try returns or raises")


def _failure(trouble: Trouble) -> dict[str, Any]:
    logger.info("a link can't be shown: %s", trouble, exc_info=trouble.__cause__)
    return {"failed": {"key": trouble.key, "args": trouble.args_for_text}}


async def _end(run: Running, given: Mapping[str, Any]) -> None:
    failed = given.get("failed")
    async with run.done(sentence(failed) if failed else None):
        pass


def _owner(run: Running) -> int:
    owner = run.services.owner.id
    assert owner is not None  # nobody else starts errands
    return owner
