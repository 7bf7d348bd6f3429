"""The ways to Google's consent, and its end. The app may be killed between any two lines; what was got so far lies in the vault.

    google-device   a code from Google -> shown by the screen -> polled until the owner has decided -> whose consent it is -> kept
    google-link     the address that the owner pasted -> its code -> the consent -> whose it is -> kept
    google-revoke   Google is told that a consent is over

Google gives a consent once. So it is sealed before anything else is asked with it, and an enabled API that was missing is tried
again with the same consent. The consent counts from `done` on, which also lets the feeds look again.
"""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from bot import log
from bot.conversation.errands import GivenUp, Running
from bot.credentials import DEVICE, GRANTED, LEAVING, PASTED, PKCE
from core.errors import Condition, NeedsOwner, Retry, Scope, Trouble
from core.model import Channel, Feed
from core.youtube.client_file import Client
from core.youtube.consent import DeviceCode, Granted
from core.youtube.google_troubles import Card
from core.youtube.pkce import PkceStart, read_pasted

BUSY = 15.0  #: seconds until Google is asked again after it could not be reached
DAY = 86400.0
CHANNEL = "google.channel"  #: setting: {"id", "title", "handle"} of the channel under which the owner consented
KNOWN_OF = "google.known_of"  #: setting: id of the channel whose likes and subscriptions are known; outlives a sign-out
CONSENT = "google.consent"  #: setting: {"given_at", "dies_at"}; dies_at is null where Google names no end


async def device(run: Running) -> None:
    """Ask for a code, wait for the owner, keep the consent."""
    client = await run.services.credentials.client()
    if client is None:
        return
    granted = await _waiting_consent(run, client) or await _decided(run, client)
    await _keep(run, client, granted)


async def link(run: Running) -> None:
    """The address that was pasted, for the consent."""
    credentials = run.services.credentials
    client = await credentials.client()
    if client is None:
        return
    granted = await _waiting_consent(run, client)
    if granted is None:
        started, pasted = await credentials.get(PKCE), await credentials.get(PASTED)
        if started is None or pasted is None:
            return
        start = PkceStart.from_text(started)
        try:
            granted = await run.services.google.exchange(client, start, read_pasted(pasted, start))
        except Trouble as trouble:
            if not isinstance(trouble, Retry):
                await credentials.put(PASTED, None)  # it was tried: it is of no use any more
            raise
        await _seal_consent(run, client, granted)
    await _keep(run, client, granted)


async def revoke(run: Running) -> None:
    """Tell Google. What it has forgotten already is fine."""
    credentials, google = run.services.credentials, run.services.google
    google.renewed()  # once more: a call that was under way at the press may have read the old consent
    for token in json.loads(await credentials.get(LEAVING) or "[]"):
        log.protect(token)
        await google.revoke(token)
    async with run.done():
        await credentials.put(LEAVING, None)


async def _decided(run: Running, client: Client) -> Granted:
    """Until the owner has decided at Google's page. Raises Permanent for a refusal, and for the code's end."""
    google = run.services.google
    saved = await run.services.credentials.get(DEVICE)
    if saved is None:
        code = await google.begin_device(client)
        await _seal_code(run, code)
        await run.panel.refresh()
    else:
        code = DeviceCode.from_text(saved)
        log.protect(code.device_code)
    wait = code.interval
    while True:
        await run.clock.sleep(wait)
        try:
            answer = await google.poll_device(client, code)
        except Retry as trouble:
            wait = max(code.interval, trouble.after or BUSY)
            continue
        if isinstance(answer, Granted):
            await _seal_consent(run, client, answer)
            return answer
        if answer.code != code:
            code = answer.code
            await _seal_code(run, code)
        wait = answer.next_in


async def _keep(run: Running, client: Client, granted: Granted) -> None:
    """Find out whose consent it is, and let it count. It is dropped where nothing but a new one would help."""
    services = run.services
    try:
        channel = await services.google.channel_of(granted.credentials(client))
    except Trouble as trouble:
        if not _passes(trouble):
            await services.credentials.put(GRANTED, None)
        raise
    now = run.clock.now()
    dies_at = None if granted.expires_in_days is None else now + granted.expires_in_days * DAY
    async with run.done():
        await services.credentials.put_credentials(granted.credentials(client))
        for name in (GRANTED, DEVICE, PKCE, PASTED):
            await services.credentials.put(name, None)
        await _theirs(run, channel)
        await run.store.settings.put(CHANNEL, facts(channel))
        await run.store.settings.put(CONSENT, {"given_at": now, "dies_at": dies_at})
        await run.store.feeds.mended(Feed.LIKES, Feed.SUBSCRIPTIONS)
        await run.store.pauses.over(Scope.GOOGLE)
        await run.store.errands.start("forecast", now)
        panel = await run.store.conversation.panel()
        if panel and panel.place.split("|")[0] == "google":
            await run.store.conversation.turn_to("google")
    services.google.renewed()
    for feed in (Feed.LIKES, Feed.SUBSCRIPTIONS):
        services.schedule.look_now(feed)
    services.wake()


async def _theirs(run: Running, channel: Channel) -> None:
    """Another account's likes and subscriptions are no news: they are looked at as for the first time."""
    settings = run.store.settings
    before = await settings.get(KNOWN_OF) or (await settings.get(CHANNEL) or {}).get("id")
    if before not in (None, channel.id):
        await run.store.feeds.begin_anew(Feed.LIKES, Feed.SUBSCRIPTIONS)
    await settings.put(KNOWN_OF, channel.id)


def facts(channel: Channel) -> dict[str, str | None]:
    return {"id": channel.id, "title": channel.title, "handle": channel.handle}


def _passes(trouble: Trouble) -> bool:
    """Whether the same consent may serve later: Google was away, or the API is not enabled yet."""
    missed = isinstance(trouble, NeedsOwner) and trouble.condition is Condition.GOOGLE_CLIENT
    return isinstance(trouble, Retry) or (missed and trouble.args_for_text.get("card") == Card.ENABLE)


async def _waiting_consent(run: Running, client: Client) -> Granted | None:
    """A consent to this client that was given before a crash, or before the API was enabled."""
    saved = await run.services.credentials.get(GRANTED)
    if saved is None:
        return None
    given = json.loads(saved)
    log.protect(given["refresh_token"])
    if given["client_id"] != client.client_id:
        return None
    return Granted(given["refresh_token"], given["scope"], given["days"])


async def _seal_consent(run: Running, client: Client, granted: Granted) -> None:
    log.protect(granted.refresh_token)
    given = {
        "client_id": client.client_id,
        "refresh_token": granted.refresh_token,
        "scope": granted.scope,
        "days": granted.expires_in_days,
    }
    async with _still_wanted(run):
        await run.services.credentials.put(GRANTED, json.dumps(given))


async def _seal_code(run: Running, code: DeviceCode) -> None:
    log.protect(code.device_code)
    async with _still_wanted(run):
        await run.services.credentials.put(DEVICE, code.to_text())


@asynccontextmanager
async def _still_wanted(run: Running) -> AsyncIterator[None]:
    """A transaction that writes nothing once the owner has begun anew. Raises GivenUp."""
    async with run.store.database.transaction("google-consent"):
        last = await run.store.errands.last(run.errand.kind, run.errand.subject)
        if last is None or last.id != run.errand.id or not last.is_open:
            raise GivenUp(run.errand.kind)
        yield
