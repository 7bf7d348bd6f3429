"""Photos, documents, videos, audio: sent alone or as an album."""

from __future__ import annotations

import secrets
from typing import Any

from sandbox.telegram.botapi.call import Call, Method
from sandbox.telegram.botapi.entities import styled
from sandbox.telegram.botapi.errors import ApiError
from sandbox.telegram.botapi.files import describe
from sandbox.telegram.records import FileKind as Kind
from sandbox.telegram.state import StoredFile

#: which kinds may stand together in an album
ALBUMS: tuple[set[str], ...] = ({"photo", "video"}, {"document"}, {"audio"})
ALBUM_LEAST, ALBUM_MOST = 2, 10


def file_of(call: Call, given: dict[str, Any], kind: Kind, field: str) -> StoredFile:
    """The file a request carries, with its thumbnail, cover and description. Raises ApiError."""
    files = call.door.files
    file = files.given(call.form, call.bot, field, given.get(field), kind)
    if file is None:
        raise ApiError(400, f"there is no {kind} in the request")
    if thumb := files.thumbnail(call.form, call.bot, given.get("thumbnail")):
        file.thumb = thumb
    if "cover" in given:
        file.cover = files.given(call.form, call.bot, "cover", given["cover"], "photo")
    describe(file, given)
    return file


async def _send(call: Call, kind: Kind) -> Any:
    chat = call.chat()
    call.door.state.may_post(call.bot.id, chat)
    text, entities = call.text("caption", "caption_entities")
    file = file_of(call, call.args, kind, kind)
    return call.shown(call.post(chat, text, entities, file), chat)


async def send_photo(call: Call) -> Any:
    return await _send(call, "photo")


async def send_document(call: Call) -> Any:
    return await _send(call, "document")


async def send_video(call: Call) -> Any:
    return await _send(call, "video")


async def send_audio(call: Call) -> Any:
    return await _send(call, "audio")


async def send_media_group(call: Call) -> Any:
    chat, given = call.chat(), call.args["media"]
    call.door.state.may_post(call.bot.id, chat)
    if not ALBUM_LEAST <= len(given) <= ALBUM_MOST:
        raise ApiError(400, "wrong number of messages in the group")
    kinds = {one["type"] for one in given}
    if not any(kinds <= album for album in ALBUMS):
        raise ApiError(400, "can't use the media of the specified type in the album")
    texts = [styled(one.get("caption", ""), one.get("parse_mode", ""), one.get("caption_entities")) for one in given]
    files = [file_of(call, one, one["type"], "media") for one in given]
    album = str(secrets.randbits(62))
    posted = [
        call.post(chat, text, entities, file, album=album) for (text, entities), file in zip(texts, files, strict=True)
    ]
    return [call.shown(one, chat) for one in posted]


METHODS: dict[str, Method] = {
    "sendPhoto": send_photo,
    "sendDocument": send_document,
    "sendVideo": send_video,
    "sendAudio": send_audio,
    "sendMediaGroup": send_media_group,
}
