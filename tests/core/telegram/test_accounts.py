"""The two accounts: opened when needed, once, neither behind the other, anew after a failure, and changed while in use."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

import pytest

from core.clock import SystemClock
from core.errors import Condition, NeedsOwner, Retry, Scope, Trouble
from core.model import Account, Destination, Text
from core.telegram.accounts import Accounts
from core.telegram.sessions import ApiAccess

from .world import ACCESS, BOT, OWNER, TOKEN, World


class Kept:
    """What is saved, in memory. `stop` keeps the user session's text back until it is set; `fails` are raised first."""

    def __init__(self, world: World, *fails: Trouble) -> None:
        self.access: ApiAccess | None = ACCESS
        self.sessions: dict[Account, str | None] = {Account.BOT: world.signed_in()}
        self.fails = list(fails)
        self.asked = asyncio.Event()
        self.stop: asyncio.Event | None = None

    async def api(self) -> ApiAccess | None:
        if self.fails:
            raise self.fails.pop(0)
        return self.access

    async def session(self, account: Account) -> str | None:
        if account is Account.USER and self.stop is not None:
            self.asked.set()
            await self.stop.wait()
        return self.sessions.get(account)

    async def keep_session(self, account: Account, text: str | None) -> None:
        self.sessions[account] = text


@asynccontextmanager
async def accounts(world: World, kept: Kept) -> AsyncIterator[Accounts]:
    both = Accounts(TOKEN, kept, world.where, None, world.peers, SystemClock())
    try:
        yield both
    finally:
        await both.close()


async def test_a_post_goes_out_while_the_owners_session_still_opens(world: World) -> None:
    kept = Kept(world)
    kept.stop = asyncio.Event()
    async with accounts(world, kept) as both, asyncio.TaskGroup() as tasks:
        opening = tasks.create_task(both.opened(Account.USER))
        await kept.asked.wait()
        async with asyncio.timeout(60):
            message_id = await both.send_text(world.to, Text("meanwhile"), random_id=7)
        assert not opening.done()
        opening.cancel()
    assert world.channel.messages[message_id].text == "meanwhile"


async def test_a_session_is_opened_once_for_all_who_ask_at_once(world: World) -> None:
    async with accounts(world, Kept(world)) as both:
        first, second = await asyncio.gather(both.opened(Account.BOT), both.opened(Account.BOT))
    assert first[2] is second[2]


@pytest.mark.parametrize(
    "trouble",
    [NeedsOwner(Condition.TELEGRAM_SESSION, scope=Scope.TELEGRAM), Retry("telegram-away", scope=Scope.TELEGRAM)],
)
async def test_a_session_that_could_not_be_opened_is_opened_at_the_next_need(world: World, trouble: Trouble) -> None:
    async with accounts(world, Kept(world, trouble)) as both:
        with pytest.raises(type(trouble)):
            await both.opened(Account.BOT)
        assert await both.send_text(world.to, Text("again"), random_id=7)


async def test_videos_go_up_by_the_owners_session_but_into_their_own_chat(world: World) -> None:
    own, kept = Destination(2, OWNER), Kept(world)
    async with accounts(world, kept) as both:
        assert await both.for_videos(world.to) is Account.BOT
        kept.sessions[Account.USER] = world.signed_in(OWNER)
        assert await both.for_videos(world.to) is Account.USER
        assert await both.for_videos(own) is Account.BOT


async def test_without_the_applications_key_the_owner_has_to_give_it(world: World) -> None:
    kept = Kept(world)
    kept.access = None
    async with accounts(world, kept) as both:
        for account in Account:
            with pytest.raises(NeedsOwner) as missing:
                await both.opened(account)
            assert missing.value.condition is Condition.TELEGRAM_ACCESS
        kept.access = ACCESS
        assert await both.send_text(world.to, Text("now"), random_id=7)


async def test_a_bots_new_session_is_kept(world: World) -> None:
    kept = Kept(world)
    kept.sessions.clear()
    async with accounts(world, kept) as both:
        _, _, session = await both.opened(Account.BOT)
        assert kept.sessions[Account.BOT] == session.export()


async def test_an_owner_who_signs_in_and_out_while_the_app_runs_is_noticed(world: World) -> None:
    kept = Kept(world)
    async with accounts(world, kept) as both:
        assert not await both.has_user()
        with pytest.raises(NeedsOwner) as missing:
            await both.opened(Account.USER)
        assert missing.value.condition is Condition.TELEGRAM_SESSION
        kept.sessions[Account.USER] = world.signed_in(OWNER)
        await both.renewed(Account.USER)
        _, _, session = await both.opened(Account.USER)
        assert (session.me.id, await both.has_user()) == (OWNER, True)
        kept.sessions[Account.USER] = None
        await both.renewed(Account.USER)
        with pytest.raises(NeedsOwner):
            await both.opened(Account.USER)


async def test_who_still_works_with_a_session_that_was_replaced_tries_again(world: World) -> None:
    kept = Kept(world)
    async with accounts(world, kept) as both:
        old, _, _ = await both.opened(Account.BOT)
        kept.sessions[Account.BOT] = world.signed_in(BOT)
        await both.renewed(Account.BOT)
        with pytest.raises(Retry) as lost:
            await old.send_text(world.to, Text("late"), random_id=7)
        assert lost.value.key == "telegram-away"
        assert await both.send_text(world.to, Text("late"), random_id=7)
    assert len(world.channel.messages) == 1
