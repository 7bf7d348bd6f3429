"""What only the running app knows: its sessions, the chats it tells things in, the consent, cookies, yt-dlp, what it waits for.

Rows say most of it; sessions and chats are asked through what the app has open already.
"""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime

from aiogram.exceptions import TelegramAPIError
from aiogram.types import ChatMemberAdministrator, ChatMemberMember, ChatMemberOwner

from bot.conversation.errands import Running
from bot.credentials import COOKIES, GOOGLE
from bot.errands.cookies import FACTS
from bot.renewing import own
from core.errors import Condition, Trouble
from core.model import Account, Destination, Feed, Sentence
from core.renewal import decide
from core.settings import DAY_UNITS
from core.step import step

from .finding import Finding, bad, fine, warn

SECONDS = 30.0  #: that opening a session may take
OLD = 60  #: days from which on a yt-dlp is likely to fail soon
NEARLY = 0.9  #: of the day's units


async def standing(run: Running) -> list[Finding]:
    return [
        *await _sessions(run),
        *await _chats(run),
        *await _google(run),
        await _cookies(run),
        *await _ytdlp(run),
        *await _alerts(run),
    ]


async def _sessions(run: Running) -> list[Finding]:
    accounts, credentials = run.services.accounts, run.services.credentials
    if await credentials.api() is None:
        return [warn("telegram", "missing")]
    found = [await _session(run, Account.BOT)]
    found.append(await _session(run, Account.USER) if await accounts.has_user() else warn("telegram", "alone"))
    return found


async def _session(run: Running, account: Account) -> Finding:
    try:
        async with asyncio.timeout(SECONDS):
            await run.services.accounts.opened(account)
    except TimeoutError:
        return bad("telegram", "trouble", account=str(account), why="telegram-away")
    except Trouble as trouble:
        return bad("telegram", "trouble", account=str(account), **_why(trouble))
    return fine("telegram", account=str(account))


async def _chats(run: Running) -> list[Finding]:
    chosen, found = await run.store.settings.chosen(), []
    for feed in Feed:
        if not chosen.feeds[feed].on:
            continue
        over = await run.store.happenings.overview(feed)
        if over.destination is None:
            found.append(warn("chat", "missing", feed=str(feed)))
        else:
            found.append(await _chat(run, feed, over.destination))
    return found


async def _chat(run: Running, feed: Feed, to: Destination) -> Finding:
    args = {"feed": str(feed), "chat": to.title or str(to.chat_id)}
    bot = run.services.bot
    try:
        with step("bot_api.get_chat_member"):
            member = await bot.get_chat_member(to.chat_id, bot.id)
    except TelegramAPIError as error:
        return bad("chat", "lost", **args, kind=type(error).__name__)
    may = isinstance(member, ChatMemberOwner) or (
        isinstance(member, ChatMemberAdministrator) and member.can_post_messages is not False
    )
    may = may or isinstance(member, ChatMemberMember)  # a group's
    return fine("chat", **args) if may else bad("chat", "mute", **args)


async def _google(run: Running) -> list[Finding]:
    sealed, now = await run.store.listing.sealed(), run.clock.now()
    if GOOGLE not in sealed:
        return [warn("google", "missing")]
    spent = await run.store.quota.spent(now)
    used = {"spent": spent, "most": DAY_UNITS}
    open_now = {one.condition for one in await run.store.alerts.current(now) if one.ended_at is None}
    wrong = open_now & {Condition.GOOGLE_CONSENT, Condition.GOOGLE_CLIENT}
    return [
        bad("google", "trouble") if wrong else fine("google"),
        warn("quota", "nearly", **used) if spent >= NEARLY * DAY_UNITS else fine("quota", **used),
    ]


async def _cookies(run: Running) -> Finding:
    if COOKIES not in await run.store.listing.sealed():
        return warn("cookies", "missing")
    facts = await run.store.settings.get(FACTS) or {}
    match facts.get("state"):
        case "dead":
            return bad("cookies", "dead")
        case "ok":
            return fine("cookies")
    return warn("cookies", "unchecked")


async def _ytdlp(run: Running) -> list[Finding]:
    releases = run.store.releases
    shown, tried = await releases.shown(), await releases.tried()
    current = decide.running(shown, tried, own())
    told = current.version if current else own()
    days = _age(told, run.clock.now())
    on = (await run.store.settings.chosen()).ytdlp_updates
    found = [fine("ytdlp", version=told, days=days)]
    if await releases.broken_since() is not None:
        found = [bad("ytdlp", "broken", version=told, days=days)]
    elif days > OLD:
        found = [warn("ytdlp", "old", version=told, days=days)]
    if not on:
        return [*found, warn("updates", "off")]
    return [*found, warn("updates", "trouble") if shown.trouble is not None else fine("updates")]


def _age(version: str, now: float) -> int:
    """yt-dlp's versions are the days on which they were made. -> 0 for one that is none."""
    try:
        year, month, day = (int(one) for one in version.split(".")[:3])
        return max(0, int((now - datetime(year, month, day, tzinfo=UTC).timestamp()) // 86400))
    except ValueError:
        return 0


async def _alerts(run: Running) -> list[Finding]:
    rows = await run.store.alerts.current(run.clock.now())
    waits = [one.trouble for one in rows if one.ended_at is None]
    return [bad("waits", "trouble", **_sentence(one)) for one in waits] or [fine("waits")]


def _why(trouble: Trouble) -> dict[str, str | int | float]:
    return _sentence(Sentence(trouble.key, trouble.args_for_text))


def _sentence(said: Sentence) -> dict[str, str | int | float]:
    """A sentence among a finding's arguments: its key, and what fills it under names of its own."""
    return {"why": said.key, **{f"why_{name}": value for name, value in said.args.items()}}
