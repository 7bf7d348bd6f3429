"""Each feed gets its chat: made, picked, this one, or a topic of one group; what is lost later is said and mended."""

from __future__ import annotations

from typing import Any

import pytest

from .signing import SigningIn
from .talking import Talking

Json = dict[str, Any]
OUR_RIGHTS = ["can_delete_messages", "can_edit_messages", "can_post_messages"]


class Choosing(SigningIn):
    """The owner at the set-up's second line, with the first behind them."""

    async def begin_channels(self, feed: str | None = None) -> None:
        await self.talk.say("/setup")
        await self.press("⬜ Channels")
        await self.talk.sees("Each of the three is told")
        if feed:
            await self.press(f"⬜ {feed}")
            await self.talk.sees("Where shall it be told?")

    async def pick(self, button: str, chat: str, **options: Any) -> Json:
        await self.press("📂 Pick one of mine")
        await self.talk.sees("👇 Choose where it is told")
        return dict(await self.world.press(button, shared=chat, **options))

    def place(self, feed: str) -> Json:
        [row] = self.talk.home.rows(
            "SELECT d.* FROM feeds f LEFT JOIN destinations d ON d.id = f.destination_id WHERE f.feed = ?", feed
        )
        return row

    async def chat(self, chat_id: int) -> Json:
        return next(one for one in await self.world.chats() if one["id"] == chat_id)

    def role(self, chat: Json, account: int) -> Json:
        return next(one for one in chat["members"] if one["account"] == account)

    async def nothing_stands_in(self, chat: str | int) -> bool:
        """Whether the test post is gone, and was there."""
        tried = [one for one in await self.world.deleted(chat) if "tries whether" in one["text"]]
        return bool(tried) and not [one for one in await self.world.read(chat) if not one["service"]]


@pytest.fixture
def choosing(talk: Talking) -> Choosing:
    return Choosing(talk)


async def test_channels_are_made_private_with_a_picture_and_just_the_rights_that_are_needed(choosing: Choosing) -> None:
    talk = choosing.talk
    await choosing.sign_in()
    await choosing.begin_channels("Likes")
    await choosing.press("✨ Create it for me")
    await talk.sees("✅ It is told in My YouTube likes")

    place = choosing.place("likes")
    assert place["checked_at"] is not None
    made = await choosing.chat(place["chat_id"])
    assert (made["kind"], made["username"], made["title"]) == ("channel", None, "My YouTube likes")
    assert "videos that I like" in made["description"]
    assert made["photo"]["width"] == 640
    assert choosing.role(made, choosing.addresses["bot_id"])["rights"] == OUR_RIGHTS
    assert await choosing.nothing_stands_in(place["chat_id"])

    await choosing.press("‹ Back")
    for feed in ("Subscriptions", "Watch history"):
        await choosing.press(f"⬜ {feed}")
        await choosing.press("✨ Create it for me")
        await talk.sees("A test post went through", button="‹ Back")
        await choosing.press("‹ Back")
        await talk.sees(f"✅ {feed}:")
    await choosing.press("‹ Back")
    await talk.sees("✅ Channels: My YouTube likes, My YouTube subscriptions, My YouTube history")


async def test_a_picked_channel_is_connected_once_the_bot_is_in(choosing: Choosing) -> None:
    await choosing.world.create_channel("mine", "Mine")
    await choosing.sign_in()
    await choosing.begin_channels("Likes")
    came = await choosing.pick("📢 Choose a channel", "mine")
    assert came["bot_is"] == "administrator"
    await choosing.talk.sees("✅ It is told in Mine")
    assert choosing.role(await choosing.chat(came["chat"]), choosing.addresses["bot_id"])["rights"] == OUR_RIGHTS
    assert await choosing.nothing_stands_in("mine")
    assert await choosing.world.keyboard() == []


async def test_a_client_that_adds_no_bot_is_helped_out_by_hand(choosing: Choosing) -> None:
    await choosing.world.create_channel("mine", "Mine")
    await choosing.only_bot()
    await choosing.begin_channels("Likes")
    await choosing.talk.sees("I can create a channel for you when an account is signed in")
    await choosing.pick("📢 Choose a channel", "mine", adds_bot=False)
    await choosing.talk.sees("I am not in that chat", button="➕ Add me")
    link = await choosing.world.press("➕ Add me")
    assert link["url"].endswith("?startchannel&admin=post_messages+edit_messages+delete_messages")
    await choosing.world.bot_role("mine", "administrator", ["can_post_messages"])
    await choosing.talk.sees("✅ It is told in Mine")


async def test_a_public_channel_is_no_place_for_the_history_without_a_word(choosing: Choosing) -> None:
    await choosing.world.create_channel("open", "Open", username="everybody_reads")
    await choosing.only_bot()
    await choosing.begin_channels("Watch history")
    await choosing.pick("📢 Choose a channel", "open")
    await choosing.talk.sees("everybody could read what you watch")
    assert choosing.place("history")["chat_id"] is None
    assert await choosing.world.read("open") == []
    await choosing.press("👁 Yes, everybody may read it")
    await choosing.talk.sees("Everybody can read that chat")
    assert choosing.place("history")["username"] == "everybody_reads"


async def test_a_plain_group_works_and_is_followed_when_it_becomes_a_supergroup(choosing: Choosing) -> None:
    group = await choosing.world.create_channel("group", "Group", "group")
    await choosing.only_bot()
    await choosing.begin_channels("Likes")
    await choosing.pick("👥 Choose a group", "group")
    await choosing.talk.sees("I am not in that group, or may not write there")
    await choosing.world.bot_role("group", "member")
    await choosing.talk.sees("✅ It is told in Group")
    assert (choosing.place("likes")["chat_id"], choosing.place("likes")["kind"]) == (group, "group")

    moved = await choosing.world.migrate("group")
    await choosing.talk.home.until("SELECT 1 FROM destinations WHERE chat_id = ? AND checked_at IS NOT NULL", moved)
    assert (choosing.place("likes")["chat_id"], choosing.place("likes")["kind"]) == (moved, "supergroup")


async def test_one_group_holds_a_topic_for_each_feed(choosing: Choosing) -> None:
    await choosing.sign_in()
    await choosing.begin_channels()
    await choosing.press("🗂 One group with topics for all")
    await choosing.press("✨ Create the group for me")
    await choosing.talk.home.until("SELECT 1 FROM feeds WHERE feed = 'history' AND destination_id IS NOT NULL")
    chat = await choosing.chat(choosing.place("likes")["chat_id"])
    assert (chat["kind"], chat["forum"], chat["title"]) == ("supergroup", True, "My YouTube")
    topics = {choosing.place(feed)["topic_id"] for feed in ("likes", "subscriptions", "history")}
    assert {chat["topics"][str(one)] for one in topics} == {"Likes", "Subscriptions", "Watch history"}
    await choosing.press("‹ Back")
    await choosing.talk.sees("✅ Likes: My YouTube › Likes")


async def test_topics_are_made_in_a_group_that_was_picked_once_the_bot_may(choosing: Choosing) -> None:
    await choosing.world.create_channel("forum", "Forum", "supergroup", forum=True)
    await choosing.only_bot()
    await choosing.begin_channels()
    await choosing.press("🗂 One group with topics for all")
    await choosing.pick("🗂 Choose a group with topics", "forum")
    await choosing.talk.sees("I am not in that group")
    await choosing.world.bot_role("forum", "member")
    await choosing.talk.sees("I may not create topics in Forum")
    await choosing.world.bot_role("forum", "administrator", ["can_manage_topics"])
    await choosing.talk.home.until("SELECT 1 FROM feeds WHERE feed = 'history' AND destination_id IS NOT NULL")
    assert len(next(one for one in await choosing.world.chats() if one["title"] == "Forum")["topics"]) == 3


async def test_this_chat_will_do_and_can_be_left_again(choosing: Choosing) -> None:
    await choosing.only_bot()
    await choosing.begin_channels("Likes")
    await choosing.press("💬 Tell it in this chat")
    await choosing.talk.sees("✅ It is told in this chat")
    await choosing.press("✂️ Don't tell it there any more")
    await choosing.talk.sees("Likes will be told nowhere")
    await choosing.press("✂️ Yes, stop telling it there")
    await choosing.talk.sees("Where shall it be told?")
    assert choosing.place("likes")["chat_id"] is None
    await choosing.press("🚫 I don't want it")
    await choosing.talk.sees("You don't want it")


async def test_an_owner_who_does_not_upload_is_invited_and_waited_for(choosing: Choosing) -> None:
    await choosing.world.second_account("misa", "447700900777")
    await choosing.give_key()
    await choosing.enter(await choosing.ask_code("+447700900777"))
    await choosing.talk.sees("uploaded by Misa")
    await choosing.begin_channels("Likes")
    await choosing.press("✨ Create it for me")
    await choosing.talk.sees("Join it", button="🚪 Join My YouTube likes")
    assert choosing.place("likes")["chat_id"] is None
    link = (await choosing.world.press("🚪 Join My YouTube likes"))["url"]
    await choosing.world.join("owner", link)
    await choosing.talk.sees("✅ It is told in My YouTube likes")
    assert "telegram-invite-likes" not in choosing.sealed()


async def test_an_account_that_may_not_post_in_a_picked_channel_is_named(choosing: Choosing) -> None:
    await choosing.world.create_channel("mine", "Mine")
    await choosing.world.second_account("misa", "447700900777", username="misa")
    await choosing.give_key()
    await choosing.enter(await choosing.ask_code("+447700900777"))
    await choosing.talk.sees("uploaded by Misa")
    await choosing.begin_channels("Likes")
    await choosing.pick("📢 Choose a channel", "mine")
    await choosing.talk.sees("Make that account an administrator of the channel")
    await choosing.talk.sees("Misa (@misa)", button="🔁 Check again")


async def test_lost_rights_and_a_deleted_chat_are_noticed_and_said(choosing: Choosing) -> None:
    await choosing.world.create_channel("mine", "Mine")
    await choosing.only_bot()
    await choosing.begin_channels("Likes")
    await choosing.pick("📢 Choose a channel", "mine")
    await choosing.talk.sees("✅ It is told in Mine")

    await choosing.world.bot_role("mine", "administrator", ["can_edit_messages"])
    await choosing.talk.sees("It should be told in Mine, but I may not post in that chat")
    await choosing.world.bot_role("mine", "administrator", ["can_post_messages"])
    await choosing.talk.sees("✅ It is told in Mine")
    await choosing.world.delete_channel("mine")
    await choosing.talk.sees("It should be told in Mine, but I am not in that chat")
    await choosing.press("‹ Back")
    await choosing.talk.sees("⚠️ Likes: Mine")
    await choosing.press("‹ Back")
    await choosing.talk.sees("⚠️ Channels: Likes: I am not in that chat")
