"""A picture that goes with a post: brought to Telegram in one small chunk, for the message that shows it.

Not uploader.py's way: a picture is in memory, has nothing to resume, and is worth no waiting.
"""

from __future__ import annotations

import hashlib
import secrets

from telethon.tl.functions.upload import SaveFilePartRequest
from telethon.tl.types import InputFile, InputMediaUploadedPhoto

from core.errors import NeedsOwner, Trouble
from core.telegram.sessions import CHUNK_SIZE, Session
from core.telegram.troubles import said

_NAME = "picture.jpg"
#: The chat takes texts all the same.
_NO_PHOTOS = frozenset({"CHAT_SEND_MEDIA_FORBIDDEN", "CHAT_SEND_PHOTOS_FORBIDDEN"})
#: Not about the picture: a text would fare no better, or may stand there already.
_NOT_ITS_FAULT = frozenset({"telegram-away", "telegram-still-sending"})


async def upload(session: Session, picture: bytes) -> InputMediaUploadedPhoto:
    """Raises ValueError for one that is no single chunk, and troubles."""
    if not 0 < len(picture) <= CHUNK_SIZE:
        raise ValueError(f"a picture of {len(picture)} bytes")
    file_id = secrets.randbits(63)
    await session.call(SaveFilePartRequest(file_id, 0, picture))
    digest = hashlib.md5(picture, usedforsecurity=False).hexdigest()
    return InputMediaUploadedPhoto(InputFile(file_id, 1, _NAME, digest))


def unwanted(refusal: Trouble, *, sending: bool) -> bool:
    """Whether a text without the picture should be tried. sending: it was the message that was refused, not the upload.

    A wait that was asked for the upload holds the picture only; one that was asked for the message holds the chat.
    """
    if said(refusal) in _NO_PHOTOS:
        return True
    if isinstance(refusal, NeedsOwner) or refusal.key in _NOT_ITS_FAULT:
        return False
    return not (sending and refusal.key == "telegram-flood")
