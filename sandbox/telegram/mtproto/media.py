"""Media that comes with a message: an uploaded document or photo, or one that Telegram has already."""

from __future__ import annotations

import dataclasses
import struct

from telethon.tl import types as t

from sandbox.telegram.state import Refused, StoredFile

from .files import by_reference
from .rpc import Call
from .tl import refuse_given

THUMB_SIDE, THUMB_BYTES = 320, 200 * 1024
PHOTO_BYTES = 10 << 20
CHAT_SIDE = 160  #: the least of a chat's picture


async def take(call: Call, media: t.TypeInputMedia) -> StoredFile:
    """The file that an input media names or brings.

    Raises MEDIA_INVALID, what uploads raise, IMAGE_PROCESS_FAILED for a thumb, cover or photo that is no JPEG, and
    PHOTO_INVALID_DIMENSIONS for one too large (the real one passes over a bad thumb in silence).
    """
    if isinstance(media, t.InputMediaUploadedDocument):
        return await _document(call, media)
    if isinstance(media, t.InputMediaUploadedPhoto):
        refuse_given(media, "live_photo", "stickers", "ttl_seconds", "video")
        return await _picture(call, media.file, PHOTO_BYTES, 10_000)
    if isinstance(media, t.InputMediaPhoto) and isinstance(media.id, t.InputPhoto):
        return _expect(by_reference(call, media.id), photo=True)
    if isinstance(media, t.InputMediaDocument) and isinstance(media.id, t.InputDocument):
        refuse_given(media, "ttl_seconds")
        found = _expect(by_reference(call, media.id), photo=False)
        return dataclasses.replace(found, cover=_cover(call, media.video_cover))  # of a message, not of the document
    raise Refused("MEDIA_INVALID")


async def _document(call: Call, media: t.InputMediaUploadedDocument) -> StoredFile:
    refuse_given(media, "stickers", "ttl_seconds")
    if "/" not in media.mime_type:
        raise Refused("MEDIA_INVALID")
    cover = _cover(call, media.video_cover)
    call.server.uploads.check(call, media.file)
    thumb = await _picture(call, media.thumb, THUMB_BYTES, THUMB_SIDE) if media.thumb else None
    file = await call.server.uploads.assemble(call.account, media.file, media.mime_type)
    file.thumb, file.cover = thumb, cover
    for one in media.attributes:
        file.attributes.append(type(one).__name__)
        if isinstance(one, t.DocumentAttributeFilename):
            file.name = one.file_name
        elif isinstance(one, t.DocumentAttributeVideo) and not media.force_file:
            file.kind = "video"
            file.duration, file.width, file.height = float(one.duration), one.w, one.h
            file.supports_streaming = bool(one.supports_streaming)
        elif isinstance(one, t.DocumentAttributeAudio) and not media.force_file:
            refuse_given(one, "voice", "waveform")
            file.kind = "audio"
            file.duration, file.title, file.performer = float(one.duration), one.title, one.performer
    return file


async def chat_picture(call: Call, uploaded: t.TypeInputFile) -> StoredFile:
    """A chat's picture. Raises PHOTO_CROP_SIZE_SMALL for one under 160 pixels, and what a photo raises."""
    call.server.uploads.check(call, uploaded)
    file = await _picture(call, uploaded, PHOTO_BYTES, 10_000)
    if not call.server.head_only and min(file.width, file.height) < CHAT_SIDE:
        raise Refused("PHOTO_CROP_SIZE_SMALL")
    return file


async def _picture(call: Call, uploaded: t.TypeInputFile, max_bytes: int, max_side: int) -> StoredFile:
    file = await call.server.uploads.assemble(call.account, uploaded, "image/jpeg")
    size = None if call.server.head_only else jpeg_size(file.path.read_bytes()[: PHOTO_BYTES + 1])
    if call.server.head_only:
        size = (1, 1)
    if size is None:
        raise Refused("IMAGE_PROCESS_FAILED")
    if file.size > max_bytes or max(size) > max_side:
        raise Refused("PHOTO_INVALID_DIMENSIONS")
    file.kind = "photo"
    file.width, file.height = size
    return file


def _cover(call: Call, cover: t.TypeInputPhoto | None) -> StoredFile | None:
    if cover is None or isinstance(cover, t.InputPhotoEmpty):
        return None
    return _expect(by_reference(call, cover), photo=True)


def _expect(file: StoredFile, *, photo: bool) -> StoredFile:
    if (file.kind == "photo") != photo:
        raise Refused("MEDIA_INVALID")
    return file


def jpeg_size(data: bytes) -> tuple[int, int] | None:
    """Width and height from a JPEG's frame header, None if it is none."""
    if data[:3] != b"\xff\xd8\xff":
        return None
    at = 2
    while at + 9 < len(data) and data[at] == 0xFF:
        marker, length = data[at + 1], int.from_bytes(data[at + 2 : at + 4], "big")
        if 0xC0 <= marker <= 0xCF and marker not in (0xC4, 0xC8, 0xCC):
            height, width = struct.unpack_from(">HH", data, at + 5)
            return width, height
        at += 2 + length
    return None
