"""The message that shows an uploaded file as a playable video."""

from __future__ import annotations

import hashlib
from dataclasses import replace
from typing import Any

import pytest
from PIL import Image
from telethon.tl.functions.messages import SendMediaRequest
from telethon.tl.types import UpdateMessageID

from core.model import Text, VideoFile
from core.telegram.sessions import Session
from core.telegram.uploader import Uploader
from sandbox.telegram.mtproto.rpc import METHODS, Call

from .uploads import MB, QuickClock, arrived, fresh, sent
from .world import World


async def test_a_video_has_its_measures_thumb_cover_and_post(world: World, bot: Session) -> None:
    publisher = world.publisher(bot)
    path, kept = world.random_file(2 * MB, "Title.mp4"), fresh()
    thumb, cover = world.folder / "thumb.jpg", world.folder / "cover.jpg"
    Image.new("RGB", (320, 180), "red").save(thumb)
    Image.new("RGB", (1280, 720), "red").save(cover)
    post = await publisher.send_text(world.to, Text("A post"), random_id=2)
    uploaded = await Uploader(bot, QuickClock()).upload(path, kept.last, kept)
    files = publisher.files
    media = await files.video(world.to, uploaded, VideoFile(path, 2 * MB, 61.5, 640, 360, thumb, cover))
    first, again = [await files.send(world.to, media, Text("caption"), random_id=3, reply_to=post) for _ in range(2)]
    assert first.message_id == again.message_id
    message = world.channel.messages[first.message_id]
    held = message.media
    assert held is not None
    assert (message.text, message.reply_to) == ("caption", post)
    assert (held.kind, held.duration, held.width, held.height, held.supports_streaming) == (
        "video",
        61.5,
        640,
        360,
        True,
    )
    assert (held.name, held.mime_type) == ("Title.mp4", "video/mp4")
    assert held.thumb is not None
    assert held.thumb.sha256 == hashlib.sha256(thumb.read_bytes()).hexdigest()
    assert held.cover is not None
    assert held.cover.sha256 == hashlib.sha256(cover.read_bytes()).hexdigest()
    assert first.document_id == held.id
    assert not first.scheduled


async def test_a_video_that_was_deleted_as_it_was_sent_counts_as_sent(
    world: World, bot: Session, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    send_media = METHODS[SendMediaRequest]

    async def deleted_at_once(call: Call, request: Any) -> Any:
        answer: Any = await send_media.handler(call, request)
        answer.updates = [one for one in answer.updates if isinstance(one, UpdateMessageID)]
        world.channel.messages.clear()
        return answer

    monkeypatch.setitem(METHODS, SendMediaRequest, replace(send_media, handler=deleted_at_once))
    video = await sent(world, bot, world.random_file(MB), fresh())
    assert video.message_id > 0
    assert (video.document_id, video.access_hash, video.file_reference) == (None, None, None)
    assert "no file in it" in caplog.text


async def test_a_video_goes_without_a_cover_that_is_refused(world: World, bot: Session) -> None:
    path, kept, cover = world.random_file(MB), fresh(), world.random_file(2000, "cover.jpg")
    uploaded = await Uploader(bot, QuickClock()).upload(path, kept.last, kept)
    file = VideoFile(path, MB, 61.5, 640, 360, None, cover)
    files = world.publisher(bot).files
    video = await files.send(world.to, await files.video(world.to, uploaded, file), Text(""), random_id=3, reply_to=999)
    assert arrived(world, path, video.message_id)
