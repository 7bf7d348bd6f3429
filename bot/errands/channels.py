"""Chats for the feeds: made by the owner's account, or picked, then checked, tried with a post, and connected.

    channel     of one feed (the subject): how = make or pick
    forum       one group, with a topic for each feed
    chat-check  of one chat (the subject): are we still there, and may we still write?

A chat is connected only when all is well: the bot may post, the account that uploads may too, the owner can see it, and a test
post went through. What is missing ends the errand with a sentence; the screen says how it is mended, and begins it again.
"""

from __future__ import annotations

import logging

from bot import credentials as secret
from bot.conversation.errands import Running
from bot.telegram_access import TelegramAccess
from core.errors import Condition, NeedsOwner, Permanent, Trouble
from core.identity import random_id
from core.media.portraits import portrait
from core.model import Account, Destination, Feed, Sentence, Text
from core.telegram.chat_look import ChatLook
from locales import Texts, texts

from .asking import asking

logger = logging.getLogger(__name__)

CHANNEL, FORUM, CHECK = "channel", "forum", "chat-check"
BOT_SECONDS = 10.0  #: that the bot's coming into a picked chat may take
JOIN_SECONDS = 1800.0  #: that the owner may take to follow an invitation
LOOK_EVERY, JOIN_EVERY = 1.0, 3.0  #: seconds


async def channel(run: Running) -> None:
    """Connect one feed to a chat of its own."""
    feed, args = Feed(run.errand.subject), run.errand.args
    if args["how"] == "make":
        chat_id = args.get("chat_id") or await _made_channel(run, feed)
        await _owner_joined(run, chat_id)
    else:
        chat_id = args["chat_id"]
    look = await _ready(run, chat_id)
    if feed is Feed.HISTORY and look.username and not args.get("public"):
        raise Permanent("channel-public", chat=look.title)
    await _tried(run, Destination(0, look.chat_id, look.title))
    await _connected(run, look, {feed: None})


async def forum(run: Running) -> None:
    """Connect each feed to a topic of its own in one group."""
    args = run.errand.args
    feeds = [Feed(one) for one in args["feeds"]]
    words = await _words(run)
    if args["how"] == "make":
        chat_id, topics = await _made_forum(run, feeds, words)
        await _owner_joined(run, chat_id)
        look = await _ready(run, chat_id)
    else:
        look = await _ready(run, args["chat_id"])
        if not look.forum:
            raise Permanent("channel-not-forum", chat=look.title)
        topics = await _topics(run, look, feeds, words)
    if Feed.HISTORY in feeds and look.username and not args.get("public"):
        raise Permanent("channel-public", chat=look.title)
    for feed in feeds:
        await _tried(run, Destination(0, look.chat_id, look.title, topics[feed]))
    await _connected(run, look, {feed: topics[feed] for feed in feeds})


async def check(run: Running) -> None:
    """Look at a chat that is told things, and note what is wrong there, or that nothing is."""
    chat_id = int(run.errand.subject)
    places = await run.store.destinations.in_chat(chat_id)
    if not places:
        return
    try:
        look = await _ready(run, chat_id, patience=0.0)
        for place in places:
            if place.topic_id is not None or place.trouble is not None or place.checked_at is None:
                await _tried(run, Destination(place.id, look.chat_id, look.title, place.topic_id))
    except Trouble as trouble:
        if not isinstance(trouble, Permanent) and not _lost(trouble):
            raise
        logger.warning("chat %d: %s", chat_id, trouble, exc_info=trouble.__cause__)
        async with run.done():
            await run.store.destinations.lost(chat_id, Sentence(trouble.key, trouble.args_for_text))
        return
    async with run.done():
        if look.chat_id != chat_id:
            await run.store.destinations.moved(chat_id, look.chat_id)
        await run.store.destinations.found(look.chat_id, look.title, look.username, run.clock.now())
    await _told(run)


# -- making -----------------------------------------------------------------------------------------------------


async def _made_channel(run: Running, feed: Feed) -> int:
    args = run.errand.args
    maker = await run.services.accounts.maker()
    made = await maker.create_channel(
        args["title"], args["about"], await portrait(feed), run.services.username, args["since"],
        taken=await run.store.destinations.chats(),
    )  # fmt: skip
    await run.store.errands.note(run.errand.id, chat_id=made.chat_id)
    return made.chat_id


async def _made_forum(run: Running, feeds: list[Feed], words: Texts) -> tuple[int, dict[Feed, int]]:
    """Whole at each call: the maker finds what is there already."""
    args = run.errand.args
    maker = await run.services.accounts.maker()
    names = {str(feed): words.get(f"channel-topic-{feed}") for feed in feeds}
    made = await maker.create_forum(
        args["title"], args["about"], await portrait(None), names, run.services.username, args["since"],
        taken=await run.store.destinations.chats(),
    )  # fmt: skip
    await run.store.errands.note(run.errand.id, chat_id=made.chat_id)
    return made.chat_id, {feed: made.topics[str(feed)] for feed in feeds}


async def _topics(run: Running, look: ChatLook, feeds: list[Feed], words: Texts) -> dict[Feed, int]:
    """Made by the bot in a group that was picked. Killed between making one and noting it, it makes that one twice."""
    known = {Feed(name): int(topic) for name, topic in run.errand.args.get("topics", {}).items()}
    for feed in feeds:
        if feed in known:
            continue
        try:
            with asking("create_forum_topic"):
                made = await run.services.bot.create_forum_topic(look.chat_id, words.get(f"channel-topic-{feed}"))
        except Permanent as refusal:
            raise Permanent("channel-topics-right", chat=look.title) from refusal.__cause__
        known[feed] = made.message_thread_id
        await run.store.errands.note(run.errand.id, topics={str(feed): known[feed]})
    return known


async def _owner_joined(run: Running, chat_id: int) -> None:
    """A chat that another account made is of use only when the owner is in it: invite, and wait."""
    owner = run.services.owner.id
    me = (await TelegramAccess.of(run).state()).me
    if owner is None or (me is not None and me.id == owner):
        return
    as_bot = await run.services.accounts.chats(Account.BOT)
    link, until = None, run.clock.now() + JOIN_SECONDS
    while not await as_bot.is_member(chat_id, owner):
        if link is None:
            link = await (await run.services.accounts.chats(Account.USER)).invite_link(chat_id)
            await run.services.credentials.put(_invite(run), link)
            await run.show()
        if run.clock.now() > until:
            raise Permanent("channel-owner-not-joined")
        await run.clock.sleep(JOIN_EVERY)


# -- checking ---------------------------------------------------------------------------------------------------


async def _ready(run: Running, chat_id: int, *, patience: float = BOT_SECONDS) -> ChatLook:
    """What the bot sees there, once it and the account that uploads may post. Raises Permanent for what is missing."""
    as_bot = await run.services.accounts.chats(Account.BOT)
    until = run.clock.now() + patience
    while True:
        look = await as_bot.look_at(chat_id)
        if look is not None and look.migrated_to is not None:
            chat_id = look.migrated_to
            continue
        if look is not None and look.can_post and look.role != "left":
            break
        if run.clock.now() >= until:
            missing = look is None or look.role == "left"
            raise Permanent("channel-bot-missing" if missing else "channel-bot-cannot-post")
        await run.clock.sleep(LOOK_EVERY)
    if await run.services.accounts.has_user():
        await _account_ready(run, look)
    return look


async def _account_ready(run: Running, look: ChatLook) -> None:
    """Videos go by the owner's account: it must be in the chat, and joins by itself if the bot may invite it."""
    chats = await run.services.accounts.chats(Account.USER)
    seen = await chats.look_at(look.chat_id)
    if seen is None or seen.role == "left":
        try:
            await chats.join(await (await run.services.accounts.chats(Account.BOT)).invite_link(look.chat_id))
        except Trouble as trouble:
            if not isinstance(trouble, Permanent) and not _lost(trouble):
                raise
            raise Permanent("channel-account-missing", account=await _account(run)) from trouble
        seen = await chats.look_at(look.chat_id)
    if seen is None or not seen.can_post:
        raise Permanent("channel-account-cannot-post", account=await _account(run))


async def _tried(run: Running, to: Destination) -> None:
    """A post that nobody hears, deleted at once. The same one if this is done again."""
    publisher, _, session = await run.services.accounts.opened(Account.BOT)
    key = await run.store.settings.identity_key()
    number = random_id(key, session.me.id, to.chat_id, "test", f"errand {run.errand.id} topic {to.topic_id}")
    await publisher.test_post(to, Text((await _words(run)).get("channel-test-post")), random_id=number)


async def _connected(run: Running, look: ChatLook, topics: dict[Feed, int | None]) -> None:
    words, now = await _words(run), run.clock.now()
    async with run.done():
        for feed, topic in topics.items():
            title = look.title if topic is None else f"{look.title} › {words.get(f'channel-topic-{feed}')}"
            await run.store.destinations.connect(
                feed, look.chat_id, title, now, topic_id=topic, kind=look.kind, username=look.username
            )
        await run.services.credentials.put(_invite(run), None)
    await _told(run)


async def _told(run: Running) -> None:
    """Whoever waits for a chat looks again."""
    run.services.chats = await run.store.destinations.chats()
    run.services.wake()


async def _account(run: Running) -> str:
    me = (await TelegramAccess.of(run).state()).me
    return me.called if me else "?"


async def _words(run: Running) -> Texts:
    return texts((await run.store.settings.chosen()).spoken)


def _invite(run: Running) -> str:
    return f"{secret.INVITES}{run.errand.subject}"


def _lost(trouble: Trouble) -> bool:
    return isinstance(trouble, NeedsOwner) and trouble.condition is Condition.CHANNEL_LOST
