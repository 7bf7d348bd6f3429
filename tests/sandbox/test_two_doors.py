"""One Telegram behind two doors: what Telethon writes the Bot API shows, and the other way round."""

from __future__ import annotations

import asyncio
import contextlib
from collections.abc import AsyncIterator

import pytest
from aiogram import Bot
from aiogram.exceptions import TelegramMigrateToChat
from telethon import Button, TelegramClient
from telethon.sessions import StringSession
from telethon.tl.custom import Message
from telethon.tl.types import DocumentAttributeVideo

from sandbox.client import World
from sandbox.owner import session_for, sign_in
from sandbox.world import Sandbox
from tests.sandbox.telegram_world import plain_session


@contextlib.asynccontextmanager
async def telethon(sandbox: Sandbox, session: StringSession, token: str | None = None) -> AsyncIterator[TelegramClient]:
    where = sandbox.addresses()
    client = TelegramClient(session, where["api_id"], where["api_hash"], receive_updates=False)
    await client.connect()
    try:
        if token:
            await client.sign_in(bot_token=token)
        yield client
    finally:
        await client.disconnect()


@contextlib.asynccontextmanager
async def aiogram_bot(sandbox: Sandbox) -> AsyncIterator[Bot]:
    async with Bot(sandbox.cast.bot.token or "", session=plain_session(sandbox.bot_api.url)) as bot:
        yield bot


async def test_a_post_by_mtproto_is_edited_and_its_button_pressed_at_the_other_door() -> None:
    async with Sandbox() as sandbox, World(sandbox.control.url) as world, aiogram_bot(sandbox) as bot:
        likes = sandbox.cast.channels["likes"].id
        async with telethon(sandbox, session_for(sandbox.addresses()), bot_token(sandbox)) as client:
            post = await client.send_message(likes, "**Liked**", buttons=[[Button.inline("Open", b"open:1")]])
        polling = asyncio.get_running_loop().create_task(bot.get_updates(timeout=10))
        pressing = asyncio.get_running_loop().create_task(world.press("Open", chat="likes", timeout=10))
        [update] = await polling
        query = update.callback_query
        assert query is not None
        assert query.message is not None
        assert (query.data, query.message.message_id, query.message.chat.id) == ("open:1", post.id, likes)
        await bot.answer_callback_query(query.id, text="opened")
        assert (await pressing)["answer"]["text"] == "opened"
        await bot.edit_message_text("<b>Liked</b> sent", chat_id=likes, message_id=post.id, parse_mode="HTML")
        async with telethon(sandbox, session_for(sandbox.addresses()), bot_token(sandbox)) as client:
            stands = await client.get_messages(likes, ids=post.id)
            assert isinstance(stands, Message)
            assert stands.raw_text == "Liked sent"
            assert stands.entities is not None
            assert stands.entities[0].length == 5


async def test_what_the_owner_sends_by_mtproto_reaches_the_bots_long_poll() -> None:
    async with Sandbox() as sandbox, World(sandbox.control.url) as world, aiogram_bot(sandbox) as bot:
        polling = asyncio.get_running_loop().create_task(bot.get_updates(timeout=10))
        session = StringSession(await sign_in(sandbox.addresses()))
        async with telethon(sandbox, session) as client:
            await client.send_message("yagami_sandbox_bot", "hello from a phone")
            [update] = await polling
            assert update.message is not None
            assert update.message.text == "hello from a phone"
            await client.get_dialogs()  # a person's client learns the channel's access hash there
            video = DocumentAttributeVideo(2.5, 320, 180, supports_streaming=True)
            data = bytes(range(256)) * 4096
            sent = await client.send_file(
                sandbox.cast.channels["likes"].id, data, attributes=[video], mime_type="video/mp4"
            )
        assert isinstance(sent, Message)
        [told] = await world.wait("likes", media=1)
        assert (told["id"], told["media"]["kind"], told["media"]["size"]) == (sent.id, "video", len(data))
        [update] = await bot.get_updates(offset=update.update_id + 1)
        assert update.channel_post is not None
        assert update.channel_post.video is not None
        file = await bot.download(update.channel_post.video)
        assert file is not None
        assert file.read() == data
        await bot.copy_message(sandbox.cast.owner.id, sandbox.cast.channels["likes"].id, sent.id)
        assert (await world.read())[-1]["media"]["sha256"] == told["media"]["sha256"]


async def test_what_the_owner_changes_and_deletes_by_mtproto_is_seen_at_the_other_door() -> None:
    async with Sandbox() as sandbox, World(sandbox.control.url) as world, aiogram_bot(sandbox) as bot:
        async with telethon(sandbox, StringSession(await sign_in(sandbox.addresses()))) as client:
            said = await client.send_message("yagami_sandbox_bot", "my password")
            await client.edit_message("yagami_sandbox_bot", said.id, "my other password")
            first, second = await bot.get_updates()
            assert first.message is not None
            assert second.edited_message is not None
            assert (first.message.text, second.edited_message.text) == ("my password", "my other password")
            assert second.edited_message.message_id == said.id
            await bot.delete_message(sandbox.cast.owner.id, said.id)
            assert not await client.get_messages("yagami_sandbox_bot", limit=5)
        assert [one["text"] for one in await world.deleted()] == ["my other password"]


async def test_a_group_that_moves_is_known_by_its_new_id_at_both_doors() -> None:
    async with Sandbox() as sandbox, World(sandbox.control.url) as world, aiogram_bot(sandbox) as bot:
        old = await world.create_channel("group", "A group", "group")
        await world.bot_role("group", "member")
        new = await world.migrate("group")
        with pytest.raises(TelegramMigrateToChat) as moved:
            await bot.send_message(old, "x")
        assert moved.value.migrate_to_chat_id == new
        async with telethon(sandbox, session_for(sandbox.addresses()), bot_token(sandbox)) as client:
            await client.send_message(new, "hello")
        assert (await world.read("group"))[-1]["text"] == "hello"


def bot_token(sandbox: Sandbox) -> str:
    return sandbox.cast.bot.token or ""
