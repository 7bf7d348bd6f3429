"""The door is held to the truth by a client that is not the app's: Kurigram (pyrogram), with its own TL, crypto and transport.

It is imported by who runs these tests, and not by all who look which tests there are: that takes seconds.
"""

from __future__ import annotations

import hashlib
import io
import os
from collections.abc import Iterator
from typing import Any

import pytest

from tests.sandbox.mtproto_rig import TOKEN, Telegram


@pytest.fixture
def telegram(telegram: Telegram) -> Iterator[Telegram]:
    """Kurigram knows its key too."""
    from pyrogram.crypto import rsa

    key = telegram.server.server_key
    rsa.server_public_keys[key.fingerprint] = rsa.PublicKey(key.n, key.e)
    yield telegram
    del rsa.server_public_keys[key.fingerprint]


def kurigram(telegram: Telegram, transport: str = "TCPAbridged") -> Any:
    from pyrogram import Client
    from pyrogram.connection import Connection
    from pyrogram.connection import transport as transports

    def connect_here(**options: Any) -> Any:
        return Connection(**(options | {"server_address": "127.0.0.1", "port": telegram.server.port}))

    factory: Any = connect_here  # a class is declared, a function does as well
    return Client(
        "kurigram", 1, "hash", bot_token=TOKEN, in_memory=True, no_updates=True, connection_factory=factory,
        protocol_factory=getattr(transports, transport),
    )  # fmt: skip


@pytest.mark.parametrize("transport", ["TCPFull", "TCPIntermediate", "TCPIntermediateO"])
async def test_kurigram_signs_in_over_other_transports(telegram: Telegram, transport: str) -> None:
    async with kurigram(telegram, transport) as bot:
        assert bot.me.username == "likes_bot"


async def test_kurigram_posts_edits_and_uploads(telegram: Telegram) -> None:
    from pyrogram import enums, types

    small, big = os.urandom(300_000), os.urandom(11 << 20)
    async with kurigram(telegram) as bot:
        keyboard = types.InlineKeyboardMarkup([[types.InlineKeyboardButton("Open", url="https://youtu.be/x")]])
        post = await bot.send_message(
            telegram.channel.id, "<b>Liked</b> it", parse_mode=enums.ParseMode.HTML, reply_markup=keyboard
        )
        member = await bot.get_chat_member(telegram.channel.id, "me")
        assert (member.status, member.privileges.can_post_messages) == (enums.ChatMemberStatus.ADMINISTRATOR, True)
        copy = await bot.copy_message(telegram.channel.id, telegram.channel.id, post.id)
        assert telegram.channel.messages[copy.id].text == "Liked it"
        await bot.delete_messages(telegram.channel.id, copy.id)
        await bot.edit_message_text(telegram.channel.id, post.id, "sent")
        for data in (small, big):
            name = io.BytesIO(data)
            name.name = "film.mp4"
            sent = await bot.send_video(
                telegram.channel.id, name, caption="a film", duration=3, width=320, height=240,
                supports_streaming=True, reply_parameters=types.ReplyParameters(message_id=post.id),
            )  # fmt: skip
            stands = telegram.channel.messages[sent.id]
            assert stands.media is not None
            assert stands.media.sha256 == hashlib.sha256(data).hexdigest()
            assert (stands.media.kind, stands.reply_to, sent.video.width) == ("video", post.id, 320)
        back = await bot.download_media(sent, in_memory=True)
        assert bytes(back.getbuffer()) == big
        await bot.delete_messages(telegram.channel.id, post.id)
    assert post.id not in telegram.channel.messages
    first = next(iter(telegram.channel.messages.values()))
    assert first.text == "a film"
