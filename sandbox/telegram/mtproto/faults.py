"""The faults of this door by name. Each takes `method` (a TL name, for example SendMedia) to strike that method only."""

from __future__ import annotations

from sandbox.faults import KNOWN

KNOWN.update(
    {
        "telegram.flood_wait": "420 FLOOD_WAIT_X; seconds (default 3)",
        "telegram.flood_premium_wait": "420 FLOOD_PREMIUM_WAIT_X; seconds (default 3)",
        "telegram.says": "it refuses in these words: words (default INPUT_METHOD_INVALID), code (default 400)",
        "telegram.internal": "500 INTERNAL_SERVER_ERROR",
        "telegram.drop": "the connection is cut when the request is read, before any work is done",
        "telegram.drop_mid_part": "the connection is cut when half of a part's frame (of 4 KiB or more, not gzipped) is in",
        "telegram.no_answer": "the work is done, then the connection is cut instead of an answer",
        "telegram.silent": "the work is done, the answer is never sent, and the connection stays",
        "telegram.refuse": "new connections are closed without a word: Telegram is away (for a port that is shut, stop the server)",
        "telegram.bad_salt": "the salt changes: bad_server_salt for the request, which is not done",
        "telegram.key_gone": "401 AUTH_KEY_UNREGISTERED: nobody is signed in with the key any more",
        "telegram.part_missing": "a document's upload has lost a part (its number: part, default 0): FILE_PART_X_MISSING",
        "telegram.no_photos": "403 CHAT_SEND_PHOTOS_FORBIDDEN: the chat takes texts only",
        "telegram.reference_expired": "400 FILE_REFERENCE_EXPIRED for a document that is named by its reference",
        "telegram.edit_expired": "400 MESSAGE_EDIT_TIME_EXPIRED: the message is too old to be edited",
        "telegram.converts": "a video that is sent to a channel is converted first, for so many seconds (default 2): the answer is "
        "updateNewScheduledMessage, and the message appears later under another id",
        "telegram.random_id_busy": "500 RANDOM_ID_DUPLICATE, as while a first call with the random_id still runs",
    }
)

#: faults that are nothing but a refusal: code and words, with the fault's seconds in them
REFUSALS = {
    "telegram.flood_wait": (420, "FLOOD_WAIT_{seconds}"),
    "telegram.flood_premium_wait": (420, "FLOOD_PREMIUM_WAIT_{seconds}"),
    "telegram.no_photos": (403, "CHAT_SEND_PHOTOS_FORBIDDEN"),
    "telegram.internal": (500, "INTERNAL_SERVER_ERROR"),
}
