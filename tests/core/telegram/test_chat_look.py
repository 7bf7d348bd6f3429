"""Chats as an account sees them: kinds, rights, losses, members, invites."""

from __future__ import annotations

import pytest

from core.errors import Condition, NeedsOwner, Permanent
from core.model import Account as Which
from core.model import Destination, Text
from core.telegram.chat_look import ChatLook, Chats
from core.telegram.sessions import Session
from sandbox.telegram import chats as whole
from sandbox.telegram.state import Account, Chat

from .world import BOT, OWNER, World

FRIEND = 777


def friend(world: World) -> int:
    world.state.add_account(Account(FRIEND, "Friend", phone="15550002"))
    return FRIEND


def group(world: World) -> Chat:
    chat = world.state.create_channel(OWNER, "Plain", kind="group")
    chat.members[BOT] = "member"
    return chat


async def look(world: World, session: Session, chat: Chat) -> ChatLook | None:
    return await Chats(session, world.peers).look_at(chat.id)


async def test_a_channel_of_ones_own(world: World, user: Session) -> None:
    found = await look(world, user, world.channel)
    assert found == ChatLook(world.channel.id, "Likes", "channel", False, None, "creator", True, True, True)


@pytest.mark.parametrize(
    ("rights", "may"),
    [
        (set(), (False, False, False)),
        ({"can_post_messages"}, (True, False, False)),
        ({"can_post_messages", "can_edit_messages", "can_delete_messages"}, (True, True, True)),
    ],
)
async def test_an_administrators_rights(
    world: World, bot: Session, rights: set[str], may: tuple[bool, bool, bool]
) -> None:
    world.channel.rights[BOT] = rights
    found = await look(world, bot, world.channel)
    assert found is not None
    assert found.role == "administrator"
    assert (found.can_post, found.can_edit, found.can_delete) == may


async def test_a_member_may_post_in_a_group_and_not_in_a_channel(world: World) -> None:
    for kind, may in (("channel", False), ("supergroup", True)):
        chat = world.state.create_channel(OWNER, kind, kind=kind)  # type: ignore[arg-type]
        chat.members[friend(world)] = "member"
        async with world.user(FRIEND) as session:
            found = await look(world, session, chat)
        assert found is not None
        assert (found.kind, found.role, found.can_post) == (kind, "member", may)


async def test_a_public_forum_says_so(world: World, user: Session) -> None:
    chat = world.state.create_channel(OWNER, "All", kind="supergroup")
    chat.forum, chat.username = True, "all_of_it"
    found = await look(world, user, chat)
    assert found is not None
    assert (found.forum, found.username) == (True, "all_of_it")


async def test_a_plain_group_and_where_it_went(world: World, user: Session, bot: Session) -> None:
    chat = group(world)
    for session, role in ((user, "creator"), (bot, "member")):
        found = await look(world, session, chat)
        assert found is not None
        assert (found.kind, found.role, found.can_post, found.migrated_to) == ("group", role, True, None)
    moved = whole.migrate(world.state, chat, OWNER)
    found = await look(world, bot, chat)
    assert found is not None
    assert (found.can_post, found.migrated_to) == (False, moved.id)
    after = await look(world, bot, moved)
    assert after is not None
    assert (after.kind, after.can_post) == ("supergroup", True)


@pytest.mark.parametrize("loss", ["deleted", "left", "never there"])
async def test_a_chat_that_is_lost_is_none(world: World, bot: Session, user: Session, loss: str) -> None:
    await look(world, bot, world.channel)
    if loss == "deleted":
        whole.delete_chat(world.state, world.channel, OWNER)
    elif loss == "left":
        del world.channel.members[BOT]
    else:
        world.channel.id -= 1
    assert await look(world, bot, world.channel) is None


async def test_a_lost_session_is_no_lost_chat(world: World, user: Session) -> None:
    for key in world.server.keys.values():
        key.account = None
    with pytest.raises(NeedsOwner) as ended:
        await look(world, user, world.channel)
    assert ended.value.condition is Condition.TELEGRAM_SESSION


async def test_who_is_in_a_chat(world: World, bot: Session) -> None:
    chats = Chats(bot, world.peers)
    world.state.dialog(friend(world), BOT)
    world.state.dialog(OWNER, BOT)
    plain = group(world)
    for chat in (world.channel, plain):
        assert await chats.is_member(chat.id, OWNER)
        assert not await chats.is_member(chat.id, FRIEND)
        chat.members[FRIEND] = "member"
        assert await chats.is_member(chat.id, FRIEND)


async def test_an_invite_link_stays_the_same_and_lets_people_in(world: World, user: Session) -> None:
    chats = Chats(user, world.peers)
    link = await chats.invite_link(world.channel.id)
    assert link == await chats.invite_link(world.channel.id)
    friend(world)
    async with world.user(FRIEND) as session:
        theirs = Chats(session, world.peers)
        assert await theirs.look_at(world.channel.id) is None
        assert await theirs.join(link) == world.channel.id
        assert await theirs.join(link) == world.channel.id
        found = await theirs.look_at(world.channel.id)
        assert found is not None
        assert found.role == "member"
    assert (Which.USER, world.channel.id) in world.peers.hashes


@pytest.mark.parametrize(
    "link", ["https://t.me/+gone", "t.me/joinchat/gone", "https://t.me/some_name", "nonsense", "", "https://t.me/"]
)
async def test_a_link_that_leads_nowhere_is_told(world: World, user: Session, link: str) -> None:
    with pytest.raises(Permanent) as dead:
        await Chats(user, world.peers).join(link)
    assert dead.value.key == "telegram-invite-dead"


async def test_without_the_right_there_is_no_invite_link(world: World, bot: Session) -> None:
    with pytest.raises(NeedsOwner) as refused:
        await Chats(bot, world.peers).invite_link(world.channel.id)
    assert refused.value.condition is Condition.CHANNEL_LOST


async def test_a_test_post_leaves_nothing(world: World, bot: Session) -> None:
    publisher = world.publisher(bot)
    for _ in range(2):  # killed before it was written down that it went well
        await publisher.test_post(world.to, Text("a test"), random_id=7)
    assert not world.channel.messages


async def test_a_test_post_of_before_a_kill_is_taken_away(world: World, bot: Session) -> None:
    publisher = world.publisher(bot)
    await publisher.send_text(world.to, Text("a test"), random_id=7)
    await publisher.test_post(world.to, Text("a test"), random_id=7)
    assert not world.channel.messages


async def test_a_test_post_where_the_bot_may_not_post_says_so(world: World, bot: Session) -> None:
    world.channel.rights[BOT] = set()
    with pytest.raises(NeedsOwner):
        await world.publisher(bot).test_post(world.to, Text("a test"), random_id=7)


async def test_a_test_post_in_the_owners_own_chat_and_in_a_group(world: World, bot: Session) -> None:
    dialog, plain = world.state.dialog(OWNER, BOT), group(world)
    for number, chat_id in enumerate((OWNER, plain.id), start=2):
        await world.publisher(bot).test_post(Destination(number, chat_id), Text("a test"), random_id=number)
    assert not dialog.messages
    assert not plain.messages
