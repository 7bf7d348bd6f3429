from __future__ import annotations

import asyncio
import hashlib
import io
import os
from typing import Any

import pytest
from PIL import Image
from telethon.errors import (
    FilePart0MissingError,
    FilePartInvalidError,
    FilePartMissingError,
    FilePartsInvalidError,
    FilePartSizeInvalidError,
    FilePartTooBigError,
    FileReferenceExpiredError,
    LimitInvalidError,
    Md5ChecksumInvalidError,
    MessageEditTimeExpiredError,
    MessageNotModifiedError,
    RandomIdDuplicateError,
    RPCError,
)
from telethon.sessions import StringSession
from telethon.tl.functions.messages import EditMessageRequest, SendMediaRequest, UploadMediaRequest
from telethon.tl.functions.upload import GetFileRequest, SaveBigFilePartRequest, SaveFilePartRequest
from telethon.tl.types import (
    DocumentAttributeFilename,
    DocumentAttributeVideo,
    InputDocument,
    InputDocumentFileLocation,
    InputFile,
    InputFileBig,
    InputMediaDocument,
    InputMediaUploadedDocument,
    InputMediaUploadedPhoto,
    InputPhoto,
    TypeDocumentAttribute,
    UpdateMessageID,
    UpdateNewChannelMessage,
    UpdateNewScheduledMessage,
)

from tests.sandbox.mtproto_rig import BOT, OWNER, PART, Telegram, big_file, big_parts, random_id, small_file


def jpeg(width: int, height: int) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (width, height), "red").save(out, "JPEG")
    return out.getvalue()


def video(file: Any, **more: Any) -> InputMediaUploadedDocument:
    attributes: list[TypeDocumentAttribute] = [
        DocumentAttributeVideo(3.5, 1280, 720, supports_streaming=True),
        DocumentAttributeFilename("film.mp4"),
    ]
    return InputMediaUploadedDocument(file, "video/mp4", attributes, **more)


async def test_a_video_in_parts_comes_back_byte_for_byte(telegram: Telegram) -> None:
    bot = await telegram.bot()
    data, file_id = os.urandom(5 * PART + 12_345), random_id()
    second = await telegram.client(StringSession.save(bot.session))
    shuffled = big_parts(file_id, data)[::-1]
    assert all(await asyncio.gather(*((bot, second)[i % 2](part) for i, part in enumerate(shuffled))))
    peer = await bot.get_input_entity(telegram.channel.id)
    picture = await bot(UploadMediaRequest(peer, InputMediaUploadedPhoto(await small_file(bot, jpeg(640, 360)))))
    cover = InputPhoto(picture.photo.id, picture.photo.access_hash, picture.photo.file_reference)
    thumb = jpeg(320, 180)
    media = video(big_file(file_id, data), thumb=await small_file(bot, thumb), video_cover=cover)
    await bot(SendMediaRequest(peer, media, "❤️ a film"))
    stands = telegram.channel.messages[1].media
    assert stands is not None
    assert (stands.kind, stands.width, stands.height, stands.duration) == ("video", 1280, 720, 3.5)
    assert (stands.sha256, stands.supports_streaming) == (hashlib.sha256(data).hexdigest(), True)
    assert stands.cover is not None
    (read,) = await bot.get_messages(peer, ids=[1])
    assert await bot.download_media(read, bytes) == data
    assert await bot.download_media(read, bytes, thumb=-1) == thumb
    assert (read.media.video_cover.sizes[0].w, read.file.name, read.video.size) == (640, "film.mp4", len(data))


@pytest.mark.parametrize("size", [64 * 1024, 128 * 1024])
async def test_parts_of_any_allowed_size_make_the_same_file(telegram: Telegram, size: int) -> None:
    bot = await telegram.bot()
    data, file_id = os.urandom(3 * size + 1), random_id()
    await asyncio.gather(*(bot(part) for part in reversed(big_parts(file_id, data, size))))
    sent = await bot.send_file(telegram.channel.id, big_file(file_id, data, size), force_document=True)
    assert await bot.download_media(sent, bytes) == data


async def test_telethons_own_upload_arrives_with_its_md5_checked(telegram: Telegram) -> None:
    bot = await telegram.bot()
    data = b"compressible " * 60_000
    await bot.send_file(telegram.channel.id, data, force_document=True)
    stands = telegram.channel.messages[1].media
    assert stands is not None
    assert stands.sha256 == hashlib.sha256(data).hexdigest()
    with pytest.raises(Md5ChecksumInvalidError):
        await bot.send_file(telegram.channel.id, await small_file(bot, b"text", "a.txt", "0" * 32))


async def test_a_streamed_upload_says_its_length_with_the_last_part(telegram: Telegram) -> None:
    bot = await telegram.bot()
    data, file_id = os.urandom(2 * PART + 7), random_id()
    parts = big_parts(file_id, data)
    for part in parts[:-1]:
        part.file_total_parts = -1
    for part in parts:
        await bot(part)
    sent = await bot.send_file(telegram.channel.id, big_file(file_id, data), force_document=True)
    assert sent.document.size == len(data)


async def test_a_random_id_is_busy_while_its_first_call_runs(telegram: Telegram) -> None:
    bot = await telegram.bot()
    peer = await bot.get_input_entity(telegram.channel.id)
    data, file_id, number = os.urandom(8 * PART), random_id(), random_id()
    await asyncio.gather(*(bot(part) for part in big_parts(file_id, data)))
    request = SendMediaRequest(peer, video(big_file(file_id, data)), "once", random_id=number)
    first, second = bot._sender.send([request, request])
    with pytest.raises(RandomIdDuplicateError):
        await second
    made = [one.id for one in (await first).updates if isinstance(one, UpdateMessageID)]
    again = [one.id for one in (await bot(request)).updates if isinstance(one, UpdateMessageID)]
    assert made == again == [1]


async def test_a_missing_part_is_named_and_can_be_sent_after(telegram: Telegram) -> None:
    bot = await telegram.bot()
    data, file_id = os.urandom(3 * PART), random_id()
    parts = big_parts(file_id, data)
    for part in (parts[0], parts[2]):
        await bot(part)
    with pytest.raises(FilePartMissingError) as missing:
        await bot.send_file(telegram.channel.id, big_file(file_id, data), force_document=True)
    assert missing.value.which == 1
    await bot(parts[1])
    telegram.faults.switch_on("telegram.part_missing", part=2)
    with pytest.raises(FilePartMissingError) as missing:
        await bot.send_file(telegram.channel.id, big_file(file_id, data), force_document=True)
    assert missing.value.which == 2
    await bot(parts[2])
    assert (
        await bot.send_file(telegram.channel.id, big_file(file_id, data), force_document=True)
    ).document.size == 3 * PART


@pytest.mark.parametrize(
    ("part", "error"),
    [
        (SaveBigFilePartRequest(1, 0, 4001, bytes(1024)), FilePartsInvalidError),
        (SaveBigFilePartRequest(1, 4000, -1, bytes(1024)), FilePartInvalidError),
        (SaveBigFilePartRequest(1, 2, 2, bytes(1024)), FilePartInvalidError),
        (SaveBigFilePartRequest(1, 0, 2, bytes(1000)), FilePartSizeInvalidError),
        (SaveBigFilePartRequest(1, 0, 2, bytes(3 * 1024)), FilePartSizeInvalidError),
        (SaveFilePartRequest(1, 0, bytes(PART + 1024)), FilePartTooBigError),
        (SaveFilePartRequest(1, -1, bytes(1024)), FilePartInvalidError),
    ],
)
async def test_a_part_outside_the_limits_is_refused(telegram: Telegram, part: Any, error: type[RPCError]) -> None:
    bot = await telegram.bot()
    with pytest.raises(error):
        await bot(part)
    assert not telegram.state.uploads


async def test_a_premium_account_may_send_more_parts(telegram: Telegram) -> None:
    bot = await telegram.bot()
    telegram.state.accounts[BOT].premium = True
    assert await bot(SaveBigFilePartRequest(1, 7999, 8000, bytes(1024)))


async def test_a_file_is_refused_whose_parts_do_not_fit_together(telegram: Telegram) -> None:
    bot = await telegram.bot()
    file_id = random_id()
    await bot(SaveFilePartRequest(file_id, 0, bytes(2048)))
    await bot(SaveFilePartRequest(file_id, 1, bytes(4096)))
    with pytest.raises(FilePartSizeInvalidError):
        await bot.send_file(telegram.channel.id, InputFile(file_id, 2, "a.bin", ""))
    with pytest.raises(FilePart0MissingError):
        await bot.send_file(telegram.channel.id, InputFileBig(random_id(), 1, "a.bin"))


async def test_a_reference_is_good_for_its_account_only(telegram: Telegram) -> None:
    bot, owner = await telegram.bot(), await telegram.owner()
    sent = await bot.send_file(telegram.channel.id, await small_file(bot, b"text", "a.txt"))
    reference = InputDocument(sent.document.id, sent.document.access_hash, sent.document.file_reference)
    await bot(SendMediaRequest(await bot.get_input_entity(telegram.channel.id), InputMediaDocument(reference), "again"))
    await owner.get_dialogs()
    peer = await owner.get_input_entity(telegram.channel.id)
    with pytest.raises(RPCError, match=r"FILE_ID_INVALID|file id"):
        await owner(SendMediaRequest(peer, InputMediaDocument(reference), "another's"))
    (own,) = await owner.get_messages(telegram.channel.id, ids=[1])
    await owner.send_file(telegram.channel.id, own.document)
    assert [one.media and one.media.id for one in telegram.channel.messages.values()] == [sent.document.id] * 3


async def test_bytes_are_read_within_telegrams_rules(telegram: Telegram) -> None:
    bot = await telegram.bot()
    sent = await bot.send_file(telegram.channel.id, await small_file(bot, bytes(range(256)) * 32, "a.bin"))
    where = InputDocumentFileLocation(sent.document.id, sent.document.access_hash, sent.document.file_reference, "")
    assert (await bot(GetFileRequest(where, 4096, 4096))).bytes == bytes(range(256)) * 16
    assert (await bot(GetFileRequest(where, 1024, 1024, precise=True))).bytes == bytes(range(256)) * 4
    assert (await bot(GetFileRequest(where, 8192, 4096))).bytes == b""
    with pytest.raises(LimitInvalidError):
        await bot(GetFileRequest(where, 0, 5000))


async def test_an_edit_brings_another_file(telegram: Telegram) -> None:
    bot = await telegram.bot()
    sent = await bot.send_file(telegram.channel.id, await small_file(bot, b"first", "a.txt"), caption="kept")
    await bot.edit_message(telegram.channel.id, sent.id, "now", file=await small_file(bot, b"second", "b.txt"))
    (read,) = await bot.get_messages(telegram.channel.id, ids=[sent.id])
    assert (read.text, await bot.download_media(read, bytes)) == ("now", b"second")


async def test_a_thumb_is_still_there_when_a_part_was_missing(telegram: Telegram) -> None:
    bot = await telegram.bot()
    peer = await bot.get_input_entity(telegram.channel.id)
    (part,) = big_parts(7, b"film")
    media = video(big_file(7, b"film"), thumb=await small_file(bot, jpeg(320, 180)))
    telegram.faults.switch_on("telegram.part_missing", method="SendMedia")
    await bot(part)
    with pytest.raises(FilePart0MissingError):
        await bot(SendMediaRequest(peer, media, ""))
    await bot(part)
    await bot(SendMediaRequest(peer, media, ""))
    assert telegram.channel.messages[1].media is not None


async def test_a_thumb_that_is_no_small_jpeg_is_refused(telegram: Telegram) -> None:
    bot = await telegram.bot()
    for picture in (b"not a picture", jpeg(400, 400)):
        media = video(await small_file(bot, b"film", "f.mp4"), thumb=await small_file(bot, picture))
        with pytest.raises(RPCError, match=r"IMAGE_PROCESS|Failure while processing|dimensions"):
            await bot(SendMediaRequest(await bot.get_input_entity(telegram.channel.id), media, ""))


async def test_head_only_counts_parts_without_keeping_them(telegram: Telegram) -> None:
    telegram.server.head_only = True
    bot = await telegram.bot()
    data, file_id = os.urandom(4 * PART), random_id()
    await asyncio.gather(*(bot(part) for part in big_parts(file_id, data)))
    small_id = random_id()
    await asyncio.gather(*(bot(part) for part in big_parts(small_id, data[:PART], 64 * 1024)))
    sent = await bot.send_file(telegram.channel.id, big_file(file_id, data), force_document=True)
    assert sent.document.size == len(data)
    assert await bot.send_file(telegram.channel.id, big_file(small_id, data[:PART], 64 * 1024), force_document=True)
    assert sum(one.stat().st_blocks for one in telegram.state.folder.iterdir()) == 0


async def test_a_reference_expires_with_its_age_and_with_the_last_message_that_holds_the_file(
    telegram: Telegram,
) -> None:
    now = telegram.state.now()
    telegram.state.now = lambda: now
    bot = await telegram.bot()
    peer = await bot.get_input_entity(telegram.channel.id)
    sent = await bot.send_file(telegram.channel.id, await small_file(bot, b"text", "a.txt"))

    async def again(message: Any) -> Any:
        held = message.document
        return await bot(
            SendMediaRequest(
                peer, InputMediaDocument(InputDocument(held.id, held.access_hash, held.file_reference)), ""
            )
        )

    telegram.faults.switch_on("telegram.reference_expired")
    with pytest.raises(FileReferenceExpiredError):
        await again(sent)
    await again(sent)
    now += telegram.state.reference_life + 1
    with pytest.raises(FileReferenceExpiredError):
        await again(sent)
    (fresh,) = await bot.get_messages(telegram.channel.id, ids=[sent.id])
    assert fresh.document.file_reference != sent.document.file_reference
    await again(fresh)
    telegram.state.delete(OWNER, telegram.channel, list(telegram.channel.messages))
    with pytest.raises(FileReferenceExpiredError):
        await again(fresh)


async def test_a_text_gets_a_video_by_an_edit_and_a_repeat_of_it_is_refused_as_nothing_new(telegram: Telegram) -> None:
    bot = await telegram.bot()
    post = await bot.send_message(telegram.channel.id, "a post")
    peer = await bot.get_input_entity(telegram.channel.id)
    await bot(EditMessageRequest(peer, post.id, message="a film", media=video(await small_file(bot, b"film"))))
    (read,) = await bot.get_messages(telegram.channel.id, ids=[post.id])
    assert (read.text, await bot.download_media(read, bytes)) == ("a film", b"film")
    held = InputDocument(read.document.id, read.document.access_hash, read.document.file_reference)
    with pytest.raises(MessageNotModifiedError):
        await bot(EditMessageRequest(peer, post.id, message="a film", media=InputMediaDocument(held)))
    await bot(EditMessageRequest(peer, post.id, message="only words"))
    (read,) = await bot.get_messages(telegram.channel.id, ids=[post.id])
    assert read.document, "what is media stays media"
    telegram.faults.switch_on("telegram.edit_expired")
    with pytest.raises(MessageEditTimeExpiredError):
        await bot(EditMessageRequest(peer, post.id, message="too late"))


async def test_a_video_that_is_converted_first_appears_later_under_another_id(telegram: Telegram) -> None:
    bot = await telegram.bot()
    peer = await bot.get_input_entity(telegram.channel.id)
    for _ in range(3):
        await bot.send_message(telegram.channel.id, "before it")
    telegram.faults.switch_on("telegram.converts", seconds=0.3)
    request = SendMediaRequest(peer, video(await small_file(bot, b"film")), "a film", random_id=7)
    answer = await bot(request)
    [named, told] = answer.updates
    assert isinstance(told, UpdateNewScheduledMessage)
    waiting: Any = told.message
    assert (named.id, waiting.id, waiting.video_processing_pending) == (1, 1, True)
    assert "a film" not in [one.text for one in telegram.channel.messages.values()]
    assert (await bot(request)).updates[0].id == 1, "the same while it is converted"
    async with telegram.state.changed:
        await telegram.state.changed.wait_for(lambda: not telegram.channel.scheduled)
    [named, told] = (await bot(request)).updates
    assert isinstance(told, UpdateNewChannelMessage)
    stands: Any = told.message
    assert (named.id, stands.id, stands.message) == (4, 4, "a film")
    assert len(telegram.channel.messages) == 4
