"""What the bot learns of chats, and when: roles and rights, being put out, chats that move or end, invite links, topics."""

from __future__ import annotations

import pytest
from aiogram.exceptions import TelegramBadRequest, TelegramForbiddenError, TelegramMigrateToChat
from aiogram.types import ChatMemberUpdated, Message, Update

from sandbox.telegram import chats
from tests.sandbox.telegram_world import TelegramWorld, telegram_world


async def updates(w: TelegramWorld) -> list[Update]:
    """What came since the last look; confirmed."""
    came = await w.bot.get_updates()
    if came:
        await w.bot.get_updates(offset=came[-1].update_id + 1)
    return came


async def membership(w: TelegramWorld) -> ChatMemberUpdated:
    [update] = await updates(w)
    assert update.my_chat_member is not None
    return update.my_chat_member


async def messages(w: TelegramWorld) -> list[Message]:
    return [one.message for one in await updates(w) if one.message is not None]


async def test_a_right_that_is_taken_away_is_told_with_what_was_before() -> None:
    async with telegram_world() as w:
        await w.world.bot_role("likes", "administrator", ["can_manage_chat"])
        told = await membership(w)
        assert told.old_chat_member.can_post_messages  # type: ignore[union-attr]
        assert not told.new_chat_member.can_post_messages  # type: ignore[union-attr]
        assert told.from_user.id == w.owner
        with pytest.raises(TelegramBadRequest, match="need administrator rights in the channel chat"):
            await w.bot.send_message(w.likes, "x")


@pytest.mark.parametrize(
    ("role", "words"),
    [("left", "bot is not a member of the channel chat"), ("kicked", "bot was kicked from the channel chat")],
)
async def test_a_bot_that_was_put_out_is_told_and_refused(role: str, words: str) -> None:
    async with telegram_world() as w:
        await w.world.bot_role("likes", role)
        told = await membership(w)
        assert (told.old_chat_member.status, told.new_chat_member.status) == ("administrator", role)
        for refused in (w.bot.send_message(w.likes, "x"), w.bot.get_chat(w.likes), w.bot.get_chat_member(w.likes, 1)):
            with pytest.raises(TelegramForbiddenError, match=words):
                await refused
        await w.world.bot_role("likes", "administrator", ["can_post_messages"])
        assert (await membership(w)).old_chat_member.status == role
        await w.bot.send_message(w.likes, "x")


async def test_a_chat_the_bot_never_was_in_is_not_found() -> None:
    async with telegram_world() as w:
        chat = await w.world.create_channel("elsewhere", "Elsewhere")
        with pytest.raises(TelegramBadRequest, match="chat not found"):
            await w.bot.get_chat(chat)


async def test_a_restricted_bot_may_not_write_in_a_group() -> None:
    async with telegram_world() as w:
        group = await w.world.create_channel("group", "A group", "supergroup")
        await w.world.bot_role("group", "member")
        await w.bot.send_message(group, "x")
        await w.world.bot_role("group", "restricted")
        with pytest.raises(TelegramBadRequest, match="not enough rights to send text messages to the chat"):
            await w.bot.send_message(group, "x")
        assert (await w.bot.get_chat_member(group, w.bot.id)).status == "restricted"


@pytest.mark.parametrize("told", [True, False])
async def test_a_channel_that_is_deleted_refuses_whether_the_bot_was_told_or_not(told: bool) -> None:
    async with telegram_world() as w:
        chat = w.cast.channels["likes"]
        if not told:
            del chat.members[w.bot.id]
            chat.former_rights[w.bot.id] = set()
        chats.delete_chat(w.state, chat, w.owner)
        came = await updates(w)
        assert [one.my_chat_member is not None for one in came] == ([True] if told else [])
        with pytest.raises(TelegramForbiddenError, match="bot was kicked from the channel chat"):
            await w.bot.send_message(w.likes, "x")


async def test_a_group_that_is_deleted_says_so() -> None:
    async with telegram_world() as w:
        group = await w.world.create_channel("group", "A group", "group")
        await w.world.bot_role("group", "member")
        chats.delete_chat(w.state, w.cast.channels["group"], w.owner)
        with pytest.raises(TelegramForbiddenError, match="the group chat was deleted"):
            await w.bot.send_message(group, "x")


async def test_a_group_that_moves_tells_both_sides_and_the_old_id_names_the_new() -> None:
    async with telegram_world() as w:
        old = await w.world.create_channel("group", "A group", "group")
        assert -1_000_000_000_000 < old < 0
        await w.world.bot_role("group", "member")
        [came] = await messages(w)
        assert came.new_chat_members is not None
        assert came.new_chat_members[0].id == w.bot.id
        new = chats.migrate(w.state, w.cast.channels["group"], w.owner).id
        left, arrived = await messages(w)
        assert (left.chat.id, left.chat.type, left.migrate_to_chat_id) == (old, "group", new)
        assert (arrived.chat.id, arrived.chat.type, arrived.migrate_from_chat_id) == (new, "supergroup", old)
        with pytest.raises(TelegramMigrateToChat, match="group chat was upgraded to a supergroup chat") as moved:
            await w.bot.send_message(old, "x")
        assert moved.value.migrate_to_chat_id == new
        await w.bot.send_message(new, "x")


async def test_in_a_group_the_bot_hears_commands_and_replies_to_it_only() -> None:
    async with telegram_world() as w:
        group = await w.world.create_channel("group", "A group", "supergroup")
        await w.world.bot_role("group", "member")
        await updates(w)
        await w.world.say("not for the bot", chat="group")
        await w.world.say("/status", chat="group")
        assert [one.text for one in await messages(w)] == ["/status"]
        await w.world.bot_role("group", "administrator", ["can_delete_messages"])
        await updates(w)
        said = await w.world.say("everything", chat="group")
        assert [one.text for one in await messages(w)] == ["everything"]
        await w.bot.delete_message(group, said["id"])
        assert [one["text"] for one in await w.world.deleted("group")] == ["everything"]


async def test_others_roles_are_told_to_those_who_ask_for_them() -> None:
    async with telegram_world() as w:
        await w.bot.get_updates(allowed_updates=["chat_member"])
        stranger = w.cast.people["stranger"].id
        w.state.set_member(w.cast.channels["likes"], stranger, "member", stranger)
        [update] = await updates(w)
        assert update.chat_member is not None
        assert update.chat_member.new_chat_member.user.id == stranger
        assert await w.bot.get_chat_member_count(w.likes) == 3


async def test_invite_links_lead_in_until_they_are_revoked() -> None:
    async with telegram_world() as w:
        with pytest.raises(TelegramBadRequest, match="not enough rights to manage chat invite link"):
            await w.bot.create_chat_invite_link(w.likes)
        await w.world.bot_role("likes", "administrator", ["can_post_messages", "can_invite_users"])
        made = await w.bot.create_chat_invite_link(w.likes, name="for the upload account")
        assert made.invite_link.startswith("https://t.me/+")
        assert not made.is_primary
        assert chats.join(w.state, w.cast.people["stranger"].id, made.invite_link).id == w.likes
        assert (await w.bot.revoke_chat_invite_link(w.likes, made.invite_link)).is_revoked
        with pytest.raises(Exception, match="INVITE_HASH_EXPIRED"):
            chats.invited_to(w.state, made.invite_link)
        first = await w.bot.export_chat_invite_link(w.likes)
        assert await w.bot.export_chat_invite_link(w.likes) != first
        with pytest.raises(Exception, match="INVITE_HASH_EXPIRED"):
            chats.invited_to(w.state, first)


async def test_a_topic_is_renamed_and_goes_with_its_messages() -> None:
    async with telegram_world() as w:
        forum = await w.world.create_channel("forum", "A forum", "supergroup", forum=True)
        await w.world.bot_role("forum", "administrator", ["can_manage_topics"])
        topic = (await w.bot.create_forum_topic(forum, "Likes")).message_thread_id
        await w.bot.send_message(forum, "in it", message_thread_id=topic)
        await w.bot.edit_forum_topic(forum, topic, name="Liked")
        with pytest.raises(TelegramBadRequest, match="TOPIC_NOT_MODIFIED"):
            await w.bot.edit_forum_topic(forum, topic, name="Liked")
        with pytest.raises(TelegramBadRequest, match="not enough rights to manage topics in the chat"):
            await w.bot.delete_forum_topic(forum, topic)
        await w.world.bot_role("forum", "administrator", ["can_manage_topics", "can_delete_messages"])
        await w.bot.delete_forum_topic(forum, topic)
        assert not [one for one in await w.world.read("forum") if one["topic"]]
        with pytest.raises(TelegramBadRequest, match="message thread not found"):
            await w.bot.send_message(forum, "x", message_thread_id=topic)
        with pytest.raises(TelegramBadRequest, match="TOPIC_TITLE_INVALID"):
            await w.bot.create_forum_topic(forum, "x" * 129)
