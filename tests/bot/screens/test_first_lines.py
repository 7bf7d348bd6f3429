"""Every state of the set-up's first two lines can be read and left, with names that try to break it."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest

from bot import credentials as secret
from bot.conversation.screen import Context
from bot.screens import SCREENS
from bot.screens.channels import Channels
from bot.screens.channels import line as channels_line
from bot.screens.telegram import Telegram
from bot.screens.telegram import line as telegram_line
from bot.telegram_access import ME, SIGN_IN, Me, SignIn, Step
from core.errors import Condition, NeedsOwner, Scope
from core.model import Account, Feed, Sentence
from core.telegram.access import ApiAccess

from .rows import NASTY, NOW, context
from .test_every_screen import back, check

REFUSED = {
    "telegram-code-wrong": {}, "telegram-password-wrong": {}, "telegram-qr-over": {}, "telegram-away": {},
    "telegram-sign-in-flood": {"seconds": 7200, "minutes": 120}, "telegram-phone-banned": {}, "condition-telegram_access": {},
}  # fmt: skip
SIGN_INS = [
    SignIn(Step.NUMBER), SignIn(Step.NUMBER, typed=True), SignIn(Step.OVER), SignIn(Step.PASSWORD, hint=NASTY),
    SignIn(Step.QR), SignIn(Step.QR, until=NOW + 30),
    *(SignIn(Step.CODE, via, 5, NOW + 60) for via in ("app", "sms", "call", "missed-call", "fragment")),
    SignIn(Step.CODE, "call", 6, None),
]  # fmt: skip
CHANNEL_TROUBLES: dict[str, dict[str, str]] = {
    "channel-bot-missing": {}, "channel-bot-cannot-post": {}, "channel-account-missing": {"account": NASTY},
    "channel-account-cannot-post": {"account": NASTY}, "channel-owner-not-joined": {}, "channel-public": {"chat": NASTY},
    "channel-not-forum": {"chat": NASTY}, "channel-topics-right": {"chat": NASTY}, "condition-channel_lost": {},
    "telegram-away": {}, "telegram-too-many-chats": {},
}  # fmt: skip


@pytest.fixture
async def ctx(tmp_path: Path) -> AsyncIterator[Context]:
    async with context(tmp_path) as it:
        yield it


async def shown(ctx: Context, place: str) -> str:
    """A place as it stands; it can be read and left."""
    screen, action, args = SCREENS.read(place)
    assert not action
    view = await screen.show(ctx, args)
    check(view, place)
    assert back(SCREENS, screen, args, view) or any(
        one.data == "telegram|cancel" for row in view.rows for one in row
    ), place
    return view.text


async def errand(ctx: Context, kind: str, subject: str = "", trouble: Sentence | None = None, /, **args: Any) -> None:
    """The last one of its kind: open without a trouble, else ended with it."""
    number = await ctx.store.errands.start(kind, NOW - 60, subject, **args)
    if trouble:
        await ctx.store.errands.end(number, NOW - 50, trouble)


async def signed_in(ctx: Context, me: Me | None) -> None:
    credentials = ctx.services.credentials
    await credentials.put_api(ApiAccess(1, "ab" * 16))
    await credentials.keep_session(Account.USER, "some-session")
    await ctx.store.settings.put(ME, asdict(me) if me else None)


async def test_the_key_is_asked_for_until_it_is_good(ctx: Context) -> None:
    await shown(ctx, "telegram")
    await ctx.store.vault.put(secret.NEW_API, json.dumps([1, None]))
    assert "Now send the" in await shown(ctx, "telegram")
    await ctx.store.vault.put(secret.NEW_API, json.dumps([1, "ab" * 16]))
    await errand(ctx, "telegram-access")
    assert "Checking the key" in await shown(ctx, "telegram")
    for key in ("condition-telegram_access", "telegram-away"):
        await errand(ctx, "telegram-access", "", Sentence(key))
        assert "⚠️" in await shown(ctx, "telegram")
    assert not (await telegram_line(ctx)).done


@pytest.mark.parametrize("sign_in", SIGN_INS, ids=lambda one: f"{one.step}-{one.via}")
async def test_every_step_of_a_sign_in_can_be_read_and_left(ctx: Context, sign_in: SignIn) -> None:
    await ctx.services.credentials.put_api(ApiAccess(1, "ab" * 16))
    await ctx.store.settings.put(SIGN_IN, asdict(sign_in))
    if sign_in.until:
        await ctx.store.vault.put(secret.QR, "tg://login?token=" + "A" * 48)
    await ctx.store.vault.put(secret.CODE, "123")
    await shown(ctx, "telegram")
    await errand(ctx, "telegram-sign-in", do="code")
    await shown(ctx, "telegram")
    for key, args in REFUSED.items():
        await errand(ctx, "telegram-sign-in", "", Sentence(key, args), do="code")
        text = await shown(ctx, "telegram")
        assert "That did not work" in text
        assert ("<tg-time" in text and "next try" in text) or key != "telegram-sign-in-flood"
    line = await telegram_line(ctx)
    assert (line.done, line.wrong) == (False, False)


@pytest.mark.parametrize(
    "me", [None, Me(5, NASTY, None, None, False, 2_097_152_000), Me(6, "M", "m", "+44…23", True, 4_194_304_000)]
)
async def test_who_is_signed_in_is_shown_and_what_is_wrong_with_the_session(ctx: Context, me: Me | None) -> None:
    await signed_in(ctx, me)
    await shown(ctx, "telegram")
    await shown(ctx, "telegram|leave")
    assert (await telegram_line(ctx)).done
    await errand(ctx, "telegram-sign-out", "", Sentence("telegram-away"))
    assert "could not be ended at Telegram yet" in await shown(ctx, "telegram")
    await ctx.store.pauses.pause(NeedsOwner(Condition.TELEGRAM_SESSION, scope=Scope.UPLOAD), NOW, 0.5)
    assert "Videos wait" in await shown(ctx, "telegram")
    line = await telegram_line(ctx)
    assert (line.done, line.wrong) == (False, True)


@pytest.mark.parametrize("key", CHANNEL_TROUBLES)
async def test_what_is_in_a_chats_way_can_be_read_and_mended(ctx: Context, key: str) -> None:
    await signed_in(ctx, None)
    trouble = Sentence(key, CHANNEL_TROUBLES[key])
    for kind in ("channel", "group"):
        await errand(ctx, "channel", Feed.LIKES, trouble, how="pick", chat_id=-1, title=NASTY, kind=kind)
        await shown(ctx, f"channels|{Feed.LIKES}")
    await errand(ctx, "forum", "", trouble, how="pick", chat_id=-1, title=NASTY, kind="forum", feeds=["likes"])
    await shown(ctx, "channels|forum")

    await ctx.store.destinations.connect(Feed.HISTORY, -2, NASTY, NOW, username="x")
    await ctx.store.destinations.lost(-2, trouble)
    await shown(ctx, "channels|history")
    await shown(ctx, "channels|history|detach")
    await shown(ctx, "channels")
    line = await channels_line(ctx)
    assert not line.done
    assert line.wrong == key.startswith(("channel-", "condition-"))


async def test_what_is_under_way_for_a_chat_can_be_read_and_left(ctx: Context) -> None:
    await signed_in(ctx, None)
    for how in ("make", "pick"):
        await errand(ctx, "channel", Feed.LIKES, how=how, title=NASTY, since=NOW, chat_id=-1)
        await shown(ctx, "channels|likes")
    await ctx.store.vault.put(f"{secret.INVITES}{Feed.LIKES}", "https://t.me/+abcdef")
    assert "Join it" in await shown(ctx, "channels|likes")
    assert "being set up" in await shown(ctx, "channels")
    await ctx.store.destinations.add(-3, "imported")
    await ctx.store.feeds.set_destination(Feed.HISTORY, (await ctx.store.destinations.in_chat(-3))[0].id)
    assert "have not tried yet" in await shown(ctx, "channels|history")
    await errand(ctx, "chat-check", "-3")
    assert "Checking" in await shown(ctx, "channels|history")


def test_every_button_of_these_screens_is_one_of_their_actions_or_places() -> None:
    """A place and an action never share a name."""
    for screen in (Telegram(), Channels()):
        assert not screen.actions & {args[0] for args in screen.places if args}
