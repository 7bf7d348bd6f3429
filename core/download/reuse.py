"""Never the same bytes twice: what stands in Telegram is sent once more by a reference, without a byte of it.

A reference belongs to one account. Where the account that sends now has sent the original too, it reads that message for a fresh
one; where another has, the bot does, which reads every chat that is told things, and sends the copy as its own. A message that
its owner has deleted names nothing; if it was the only one, the reference that was written down may still be good, and is tried
before anything is fetched anew.

Of several parts all have to stand: a copy must not end in the middle, and another split of the same video has other parts under
the same random ids. One that ends there all the same is begun by no other original: what stands of it is taken out again where
another account sends the whole anew, and where the same does, its random ids find it. So that this holds through a crash too, a
copy by another account stands in rows before it begins (`plan`). A random id whose message was deleted makes no other: Telegram
says that it is still at it, and at the second time that is not believed any more.
"""

from __future__ import annotations

import logging
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace

from core.errors import NeedsOwner, Permanent, Retry, Scope
from core.model import Account
from core.telegram.accounts import Accounts
from core.telegram.files import Files, Media
from core.telegram.publisher import Publisher
from core.telegram.sent import SentFile
from core.telegram.troubles import StaleReference

from .job import Job, Part, Standing
from .meter import fresh
from .ports import Posts
from .publish import appeared, place

log = logging.getLogger(__name__)


class HalfWay(Exception):
    """Some parts of a copy stand, and the others can't be had: the whole is to come anew."""


Plan = Callable[[Sequence[Part]], Awaitable[None]]
Numbers = Callable[[Job, Account, int], Awaitable[int]]  #: the random id of a job's part under an account


async def copy(
    accounts: Accounts, posts: Posts, random_id: Numbers, job: Job, standing: Sequence[Standing], account: Account,
    language: str, *, one_message: bool, plan: Plan,
) -> list[Part] | None:  # fmt: skip
    """The parts as they stand in the job's chat; None if this original can't be had (any more).

    account: whose the job's messages are. one_message: the post turns into the first part. plan is told what another account will
    send, before it does. Raises HalfWay, Trouble.
    """
    ours = all(one.part.account is account for one in standing)
    sender = account if ours else Account.BOT
    publisher, _, _ = await accounts.opened(sender)
    numbers = [await random_id(job, sender, one.part.number) for one in standing]
    parts = [
        replace(
            one.part, account=sender, random_id=number, progress=fresh(), one_message=one_message, message_id=None,
            scheduled=False,
        )
        for one, number in zip(standing, numbers, strict=True)
    ]  # fmt: skip
    placed = list(parts)
    try:
        for _ in range(2):  # what was just read may grow old in between
            found = await _found(publisher.files, standing, sender)
            if found is None:
                break
            if sender is not account:
                await plan(placed)
            try:
                await _place(publisher.files, posts, job, placed, found, language)
                return placed
            except StaleReference as stale:
                log.info("download %d: a reference is not taken: %s", job.id, stale)
    except (Permanent, NeedsOwner) as refusal:
        if isinstance(refusal, NeedsOwner) and refusal.scope is not Scope.CHAT:
            raise
        log.info("download %d: not copied: %s", job.id, refusal)  # its own chat's trouble is met by sending it
    except Retry as refusal:
        if refusal.key != "telegram-still-sending" or not job.tries:
            raise
        log.info("download %d: not copied: its message was deleted, or taken out, since", job.id)
    stand = [one for one in placed if one.message_id is not None]
    if not stand:
        return None
    if sender is not account:
        await _take_out(publisher, job, stand)
    raise HalfWay


def is_planned(part: Part) -> bool:
    """A row of a copy of which nobody has written down yet that it stands."""
    return part.message_id is None and part.document is not None


async def take_out_planned(accounts: Accounts, job: Job, parts: Sequence[Part]) -> None:
    """What a copy had sent when the process died, before another account sends the whole anew. Raises Trouble."""
    planned = [part for part in parts if is_planned(part)]
    if planned:
        publisher, _, _ = await accounts.opened(planned[0].account)
        seen = [await appeared(publisher.files, job, parts, part) for part in planned]
        await _take_out(publisher, job, [one for one in seen if one is not None])


async def _take_out(publisher: Publisher, job: Job, stand: Sequence[Part]) -> None:
    """What was sent of a copy that can't be ended. A post that has turned is turned anew. Raises Trouble, but for a refusal."""
    for part in stand:
        if part.message_id is None or part.message_id == job.post or part.scheduled:
            continue
        try:
            await publisher.delete(job.to, part.message_id)
        except Permanent as refusal:
            log.warning("download %d: half of a copy stays: %s", job.id, refusal)


async def _found(files: Files, standing: Sequence[Standing], sender: Account) -> list[Media] | None:
    """What is to be sent, by the freshest references that can be had; None if something of it can't be named."""
    parts = [one.part for one in standing]
    held = await files.held(standing[0].at, [part.message_id for part in parts if part.message_id])
    found = [held.get(part.message_id or 0) for part in parts]
    whole = [file for file, part in zip(found, parts, strict=True) if file is not None and _is(file, part)]
    if len(whole) == len(parts):
        return [files.known(one.document, one.cover) for one in whole if one.document]
    last_resort = parts[0].document if len(parts) == 1 and parts[0].account is sender else None
    return [files.known(last_resort)] if last_resort else None


def _is(file: SentFile, part: Part) -> bool:
    """Whether it is what was sent. A group that has become a supergroup since has other messages under the same numbers."""
    return file.size == part.size or (part.document is not None and file.document_id == part.document[0])


async def _place(
    files: Files, posts: Posts, job: Job, placed: list[Part], found: Sequence[Media], language: str
) -> None:
    """Each in its turn, in place of itself; a later one answers those before it. Raises StaleReference, Trouble."""
    for index, media in enumerate(found):
        part = await place(files, posts, job, placed, placed[index], media, language)
        if part.document is None:  # its message was deleted since: its random id makes no other
            raise StaleReference("GONE")
        placed[index] = part
