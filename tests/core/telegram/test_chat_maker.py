"""Channels and forums are made once, whole, private, and with no right too many, whenever the process is killed."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from core.errors import NeedsOwner, Permanent, Retry
from core.model import Account as Which
from core.model import Destination, Text
from core.telegram.chat_maker import ChatMaker, Made
from core.telegram.sessions import Session
from sandbox.telegram.mtproto.faults import REFUSALS
from sandbox.telegram.state import Chat

from .world import BOT, OWNER, World

TITLE, ABOUT = "My Likes", "What I like on YouTube"
TOPICS = {"likes": "Likes", "history": "Watch history"}


def picture(side: int = 320) -> bytes:
    """The head of a JPEG is all of it that the sandbox looks at."""
    return b"\xff\xd8\xff\xc0\x00\x11\x08" + side.to_bytes(2, "big") * 2 + b"\x03" + bytes(10)


async def made(world: World, user: Session, *, since: float | None = None, photo: bytes | None = None) -> Made:
    maker = ChatMaker(user, world.peers)
    began = world.state.now() if since is None else since
    return await maker.create_channel(TITLE, ABOUT, picture() if photo is None else photo, "yagami_bot", began)


async def forum(world: World, user: Session, since: float) -> Made:
    maker = ChatMaker(user, world.peers)
    return await maker.create_forum("All of it", ABOUT, picture(), TOPICS, "yagami_bot", since)


def others(world: World) -> list[Chat]:
    """The chats that were made."""
    return [one for one in world.state.chats.values() if one is not world.channel]


async def test_a_channel_is_made_whole(world: World, user: Session, bot: Session) -> None:
    done = await made(world, user)
    [channel] = others(world)
    assert (done.chat_id, done.title) == (channel.id, TITLE)
    assert (channel.kind, channel.title, channel.description, channel.username) == ("channel", TITLE, ABOUT, None)
    assert channel.photo is not None
    assert (channel.photo.width, channel.members) == (320, {OWNER: "creator", BOT: "administrator"})
    assert channel.rights[BOT] == {"can_post_messages", "can_edit_messages", "can_delete_messages"}
    assert (Which.USER, channel.id) in world.peers.hashes
    to = Destination(2, done.chat_id)
    await world.publisher(bot).send_text(to, Text("by the bot"), random_id=7)
    await world.publisher(user).send_text(to, Text("by the owner"), random_id=7)
    assert len(channel.messages) == 2
    assert world.asked("GetDialogs") == 1


async def test_a_call_that_is_repeated_makes_no_second_channel(world: World, user: Session) -> None:
    since = world.state.now()
    assert await made(world, user, since=since) == await made(world, user, since=since)
    assert len(others(world)) == 1
    assert (world.asked("CreateChannel"), world.asked("EditPhoto")) == (1, 1)


@pytest.mark.parametrize("method", ["CreateChannel", "SaveFilePart", "EditPhoto", "ResolveUsername", "EditAdmin"])
@pytest.mark.parametrize("fault", ["telegram.no_answer", "telegram.drop"])
async def test_a_channel_that_was_begun_is_finished(world: World, user: Session, method: str, fault: str) -> None:
    since = world.state.now()
    world.faults.switch_on(fault, method=method)
    with pytest.raises(Retry) as away:
        await made(world, user, since=since)
    assert away.value.key == "telegram-away"
    done = await made(world, user, since=since)
    [channel] = others(world)
    assert done.chat_id == channel.id
    assert channel.photo is not None
    assert channel.members[BOT] == "administrator"


async def differ(channel: Chat, what: str) -> None:
    if what == "title":
        channel.title += "!"
    elif what == "about":
        channel.description += "!"
    elif what == "time":
        channel.created -= 3600
    elif what == "public":
        channel.username = "known_to_all"
    elif what == "kind":
        channel.kind = "supergroup"
    else:
        channel.members[OWNER] = "administrator"


@pytest.mark.parametrize("what", ["title", "about", "time", "public", "kind", "creator"])
async def test_another_channel_is_not_taken_for_ours(world: World, user: Session, what: str) -> None:
    since = world.state.now()
    first = await made(world, user, since=since)
    await differ(world.state.chats[first.chat_id], what)
    second = await made(world, user, since=since)
    assert second.chat_id != first.chat_id


async def test_a_channel_that_is_something_elses_already_is_not_taken(world: World, user: Session) -> None:
    since = world.state.now()
    first = await made(world, user, since=since)
    maker = ChatMaker(user, world.peers)
    second = await maker.create_channel(TITLE, ABOUT, picture(), "yagami_bot", since, taken={first.chat_id})
    assert second.chat_id != first.chat_id


async def test_a_picture_that_telegram_refuses_is_done_without(world: World, user: Session) -> None:
    await made(world, user, photo=picture(100))
    [channel] = others(world)
    assert (channel.photo, channel.members[BOT]) == (None, "administrator")


async def test_a_picture_that_is_too_large_is_refused_before_anything_is_sent(world: World, user: Session) -> None:
    with pytest.raises(ValueError, match="512 KiB"):
        await made(world, user, photo=bytes(600_000))


@pytest.mark.parametrize(
    ("refusal", "key"),
    [("CHANNELS_TOO_MUCH", "telegram-too-many-chats"), ("USER_RESTRICTED", "telegram-account-limited")],
)
async def test_what_telegram_does_not_allow_the_account_has_its_sentence(
    world: World, user: Session, monkeypatch: pytest.MonkeyPatch, refusal: str, key: str
) -> None:
    monkeypatch.setitem(REFUSALS, "telegram.internal", (400, refusal))
    world.faults.switch_on("telegram.internal", method="CreateChannel")
    with pytest.raises(Permanent) as refused:
        await made(world, user)
    assert refused.value.key == key
    assert not others(world)


async def test_a_forum_is_made_with_its_topics(world: World, user: Session, bot: Session) -> None:
    done = await forum(world, user, world.state.now())
    [chat] = others(world)
    assert (chat.kind, chat.forum, chat.photo is not None) == ("supergroup", True, True)
    assert chat.rights[BOT] == {"can_delete_messages", "can_manage_topics"}
    assert {key: chat.topics[one] for key, one in done.topics.items()} == TOPICS
    into = Destination(2, chat.id, topic_id=done.topics["history"])
    post = await world.publisher(bot).send_text(into, Text("watched"), random_id=7)
    assert chat.messages[post].topic == done.topics["history"]


@pytest.mark.parametrize(
    "method", ["CreateChannel", "InviteToChannel", "EditAdmin", "GetForumTopics", "CreateForumTopic"]
)
async def test_a_forum_that_was_begun_is_finished(world: World, user: Session, method: str) -> None:
    since = world.state.now()
    world.faults.switch_on("telegram.no_answer", method=method)
    with pytest.raises(Retry):
        await forum(world, user, since)
    first, again = await forum(world, user, since), await forum(world, user, since)
    assert first == again
    [chat] = others(world)
    assert sorted(chat.topics.values()) == sorted(TOPICS.values())


async def test_a_bots_session_can_make_none(world: World, bot: Session) -> None:
    with pytest.raises((NeedsOwner, Retry)):
        await made(world, bot)
    assert not others(world)


def test_the_rights_are_no_more_than_the_posts_need() -> None:
    from core.telegram.chat_maker import CHANNEL_RIGHTS, FORUM_RIGHTS

    given: Callable[[object], set[str]] = lambda rights: {  # noqa: E731
        name for name, value in vars(rights).items() if value
    }
    assert given(CHANNEL_RIGHTS) == {"post_messages", "edit_messages", "delete_messages"}
    assert given(FORUM_RIGHTS) == {"delete_messages", "manage_topics"}
