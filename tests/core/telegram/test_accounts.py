"""The two accounts: opened when needed, once, neither behind the other, and anew after a failure."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager

import pytest

from core.clock import SystemClock
from core.errors import Condition, NeedsOwner, Retry, Scope, Trouble
from core.model import Account, Destination, Text
from core.telegram.accounts import Accounts
from core.telegram.sessions import Session, open_bot

from .world import ACCESS, OWNER, TOKEN, World


@asynccontextmanager
async def accounts(
    world: World, open_user: Callable[[], Awaitable[Session]] | None, *fails: Trouble
) -> AsyncIterator[Accounts]:
    """The bot's session fails to open as told first."""
    failures = list(fails)

    async def bot() -> Session:
        if failures:
            raise failures.pop(0)
        return await open_bot(TOKEN, ACCESS, world.signed_in(), world.where, None)

    both = Accounts(bot, open_user, world.peers, SystemClock())
    try:
        yield both
    finally:
        await both.close()


async def test_a_post_goes_out_while_the_owners_session_still_opens(world: World) -> None:
    begun = asyncio.Event()

    async def never() -> Session:
        begun.set()
        await asyncio.Event().wait()
        raise AssertionError

    async with accounts(world, never) as both, asyncio.TaskGroup() as tasks:
        opening = tasks.create_task(both.opened(Account.USER))
        await begun.wait()
        async with asyncio.timeout(10):
            message_id = await both.send_text(world.to, Text("meanwhile"), random_id=7)
        assert not opening.done()
        opening.cancel()
    assert world.channel.messages[message_id].text == "meanwhile"


async def test_a_session_is_opened_once_for_all_who_ask_at_once(world: World) -> None:
    async with accounts(world, None) as both:
        first, second = await asyncio.gather(both.opened(Account.BOT), both.opened(Account.BOT))
    assert first[2] is second[2]


@pytest.mark.parametrize(
    "trouble",
    [NeedsOwner(Condition.TELEGRAM_SESSION, scope=Scope.TELEGRAM), Retry("telegram-away", scope=Scope.TELEGRAM)],
)
async def test_a_session_that_could_not_be_opened_is_opened_at_the_next_need(world: World, trouble: Trouble) -> None:
    async with accounts(world, None, trouble) as both:
        with pytest.raises(type(trouble)):
            await both.opened(Account.BOT)
        assert await both.send_text(world.to, Text("again"), random_id=7)


async def test_videos_go_up_by_the_owners_session_but_into_their_own_chat(world: World) -> None:
    async def user() -> Session:
        raise AssertionError

    own = Destination(2, OWNER)
    async with accounts(world, user) as both:
        assert (both.for_videos(world.to), both.for_videos(own)) == (Account.USER, Account.BOT)
    async with accounts(world, None) as bot_only:
        assert bot_only.for_videos(world.to) is Account.BOT
