"""What people write in a chat with the bot, as the bot hears it."""

from __future__ import annotations

import pytest
from aiogram.types import (
    BotCommand,
    BotCommandScopeChat,
    BufferedInputFile,
    ForceReply,
)

from sandbox.client import WorldError
from tests.sandbox.hearing import message, presses, updates
from tests.sandbox.telegram_world import PNG, keys, telegram_world

# -- what they write -------------------------------------------------------------------------------------------


async def test_a_link_hidden_behind_a_word_comes_as_an_entity() -> None:
    async with telegram_world() as w:
        link = {"type": "text_link", "offset": 0, "length": 4, "url": "https://youtu.be/yagamiPlain"}
        await w.world.say("here, and youtu.be/yagamiLarge.", entities=[link])
        said = await message(w)
        assert said.text is not None
        found = {one.type: one.extract_from(said.text) for one in said.entities or []}
        assert found == {"text_link": "here", "url": "youtu.be/yagamiLarge"}
        with pytest.raises(WorldError, match="ENTITY_BOUNDS_INVALID"):
            await w.world.say("x", entities=[link])


async def test_an_edited_message_is_told_as_one() -> None:
    async with telegram_world() as w:
        said = await w.world.say("first")
        await updates(w)
        await w.world.edit(said["id"], "second")
        [update] = await updates(w)
        assert update.edited_message is not None
        assert (update.edited_message.message_id, update.edited_message.text) == (said["id"], "second")
        assert update.edited_message.edit_date is not None


@pytest.mark.parametrize("origin", ["channel", "user", "hidden_user"])
async def test_a_message_of_old_is_forwarded_from_whoever_wrote_it(origin: str) -> None:
    async with telegram_world() as w:
        await w.world.forward_old("watch https://youtu.be/yagamiPlain", origin, name="Old times")
        passed = await message(w)
        assert passed.forward_origin is not None
        assert (passed.forward_origin.type, passed.forward_origin.date.year) == (origin, 2015)
        assert passed.date.year > 2015


async def test_a_post_of_a_channel_is_forwarded_without_its_buttons() -> None:
    async with telegram_world() as w:
        post = await w.bot.send_photo(w.likes, BufferedInputFile(PNG, "a.png"), reply_markup=keys("Retry"))
        await w.world.forward(post.message_id, "likes")
        passed = await message(w)
        assert passed.photo is not None
        assert passed.reply_markup is None
        assert passed.forward_origin.chat.id == w.likes  # type: ignore[union-attr]


@pytest.mark.parametrize("kind", ["sticker", "voice", "video_note", "animation", "audio", "video", "location", "dice"])
async def test_things_that_are_no_text_reach_the_bot(kind: str) -> None:
    async with telegram_world() as w:
        told = await w.world.send(kind)
        sent = await message(w)
        assert sent.content_type == kind
        assert (told["media"] is None) == (kind in {"location", "dice"})


async def test_a_contact_is_ones_own_or_somebody_elses() -> None:
    async with telegram_world() as w:
        await w.world.send_contact()
        own = (await message(w)).contact
        assert own is not None
        assert (own.user_id, own.phone_number) == (w.owner, w.cast.owner.phone)
        await w.world.send_contact("49301234567", "Somebody", 77)
        other = (await message(w)).contact
        assert other is not None
        assert (other.user_id, other.phone_number) == (77, "49301234567")


async def test_a_deep_link_starts_the_bot_with_what_it_carries() -> None:
    async with telegram_world(started=False) as w:
        await w.world.start("https://t.me/yagami_sandbox_bot?start=claim_abc-1")
        assert (await message(w)).text == "/start claim_abc-1"
        await w.world.start("tg://resolve?domain=yagami_sandbox_bot&start=x")
        assert (await message(w)).text == "/start x"
        with pytest.raises(WorldError, match="does not lead to @yagami_sandbox_bot"):
            await w.world.start("https://t.me/another_bot?start=x")
        with pytest.raises(WorldError, match="at most 64"):
            await w.world.start("x" * 65)


async def test_the_owners_language_is_told_with_everything_they_do() -> None:
    async with telegram_world() as w:
        await w.world.say("hello")
        assert (await message(w)).from_user.language_code == "en"  # type: ignore[union-attr]
        await w.world.language("fa")
        await w.world.say("سلام")
        assert (await message(w)).from_user.language_code == "fa"  # type: ignore[union-attr]


async def test_the_menu_is_the_narrowest_in_the_owners_language() -> None:
    async with telegram_world() as w:
        for_all, mine = [BotCommand(command="start", description="Start")], BotCommandScopeChat(chat_id=w.owner)
        await w.bot.set_my_commands(for_all)
        assert (await w.world.menu())["commands"] == {"start": "Start"}
        await w.bot.set_my_commands([BotCommand(command="menu", description="The panel")], scope=mine)
        await w.bot.set_my_commands([BotCommand(command="menu", description="Панель")], scope=mine, language_code="ru")
        await w.bot.set_my_description("Мой", language_code="ru")
        assert (await w.world.menu())["commands"] == {"menu": "The panel"}
        await w.world.language("ru")
        seen = await w.world.menu()
        assert (seen["commands"], seen["description"], seen["name"]) == ({"menu": "Панель"}, "Мой", "Yagami")
        assert (await w.world.menu("stranger"))["commands"] == {"start": "Start"}


async def test_an_answer_names_the_message_it_answers() -> None:
    async with telegram_world() as w:
        asked = await w.bot.send_message(w.owner, "password?", reply_markup=ForceReply())
        await w.world.say("secret", reply_to=asked.message_id)
        said = await message(w)
        assert said.reply_to_message is not None
        assert said.reply_to_message.message_id == asked.message_id


# -- strangers -------------------------------------------------------------------------------------------------


async def test_a_stranger_writes_presses_and_brings_the_bot_into_their_group() -> None:
    async with telegram_world() as w:
        stranger = w.cast.people["stranger"].id
        await w.bot.send_message(w.owner, "the panel", reply_markup=keys("Off"))
        await w.world.say("let me in", who="stranger")
        assert (await message(w)).from_user.id == stranger  # type: ignore[union-attr]
        await w.world.press_data("off", who="stranger")
        [press] = await presses(w)
        assert (press.from_user.id, press.data) == (stranger, "off")
        with pytest.raises(WorldError, match="no button 'Off'"):
            await w.world.press("Off", who="stranger")
        group = await w.world.create_channel("theirs", "Their group", "group", who="stranger")
        await w.world.bot_role("theirs", "member", who="stranger")
        came = await updates(w)
        assert came[0].my_chat_member is not None
        assert (came[0].my_chat_member.from_user.id, came[0].my_chat_member.chat.id) == (stranger, group)
        with pytest.raises(WorldError, match="does not own 'My Likes'"):
            await w.world.bot_role("likes", "left", who="stranger")
        await w.world.person("third", "Third", language="ru")
        await w.world.say("и я", who="third")
        assert (await message(w)).from_user.language_code == "ru"  # type: ignore[union-attr]
        assert [one["text"] for one in await w.world.read(who="stranger")] == ["let me in"]
