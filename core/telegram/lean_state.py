"""MTProto's message layer without what makes uploads slow in Telethon 1.45: gzip of parts, and copies.

Stock Telethon gzips every request over 512 bytes before it decides to send it raw: 13 ms of blocked event loop for a 512 KiB chunk
of video that never gets smaller. Above RAW_FROM nothing is tried here, and the message is encrypted with three copies
less. The bytes on the wire are the stock ones otherwise (tests/core/telegram/test_lean_state.py compares them).

It leans on Telethon's private names. `lighten` looks whether they are there, and leaves the stock state where they are not.
"""

from __future__ import annotations

import inspect
import os
import struct
from hashlib import sha256
from typing import Any, Protocol

from telethon.crypto import AES
from telethon.network import MTProtoSender
from telethon.network.mtprotostate import MTProtoState

RAW_FROM = 8 * 1024
_LEANS_ON = {
    "write_data_as_message": ["self", "buffer", "data", "content_related", "after_id"],
    "encrypt_message_data": ["self", "data"],
    "_get_new_msg_id": ["self"],
    "_get_seq_no": ["self", "content_related"],
    "_calc_key": ["auth_key", "msg_key", "client"],
}


class _Writable(Protocol):
    def write(self, data: bytes, /) -> Any: ...


def untyped(library_object: Any) -> Any:
    """Telethon has no annotations on what is used here."""
    return library_object


class LeanState(MTProtoState):
    """Same messages, same encryption; big ones go raw."""

    def write_data_as_message(
        self, buffer: _Writable, data: bytes, content_related: bool, *, after_id: int | None = None
    ) -> int:
        if len(data) <= RAW_FROM or after_id is not None:
            return int(untyped(super()).write_data_as_message(buffer, data, content_related, after_id=after_id))
        msg_id: int = untyped(self)._get_new_msg_id()
        buffer.write(struct.pack("<qii", msg_id, untyped(self)._get_seq_no(content_related), len(data)))
        buffer.write(data)
        return msg_id

    def encrypt_message_data(self, data: bytes) -> bytes:
        key: bytes = self.auth_key.key
        padding = os.urandom(-(len(data) + 16 + 12) % 16 + 12)
        plain = b"".join((struct.pack("<qq", self.salt, self.id), data, padding))
        digest = sha256(key[88:120])
        digest.update(plain)
        msg_key = digest.digest()[8:24]
        aes_key, aes_iv = untyped(self)._calc_key(key, msg_key, True)
        return b"".join((struct.pack("<Q", self.auth_key.key_id), msg_key, AES.encrypt_ige(plain, aes_key, aes_iv)))


def lighten(sender: MTProtoSender) -> bool:
    """Make a sender use LeanState; True if it does. The one state object changes its class, so that sender and packer agree."""
    state = getattr(sender, "_state", None)
    if type(state) is not MTProtoState or not _as_known():
        return False
    state.__class__ = LeanState
    return True


def _as_known() -> bool:
    for name, arguments in _LEANS_ON.items():
        method = getattr(MTProtoState, name, None)
        if method is None or list(inspect.signature(method).parameters) != arguments:
            return False
    return True
