"""Refusals at the Bot API's door, in Telegram's own words.

The state refuses in MTProto's words; `WORDS` says the same as the Bot API does. What has no line here keeps MTProto's word,
as the real server does with errors that it doesn't know. Sentences that begin with "sandbox:" are ours: something that
the real one takes (or ignores) and that is not modelled here.
"""

from __future__ import annotations

from sandbox.telegram.state import Refused

#: MTProto's word -> (HTTP status, sentence)
WORDS: dict[str, tuple[int, str]] = {
    "PEER_ID_INVALID": (400, "chat not found"),
    "CHANNEL_INVALID": (400, "chat not found"),
    "CHANNEL_PRIVATE": (403, "bot is not a member of the channel chat"),
    "CHAT_WRITE_FORBIDDEN": (403, "bot is not a member of the channel chat"),
    "CHAT_SEND_PLAIN_FORBIDDEN": (400, "not enough rights to send text messages to the chat"),
    "CHAT_ADMIN_REQUIRED": (400, "need administrator rights in the channel chat"),
    "USER_IS_BLOCKED": (403, "bot was blocked by the user"),
    "MESSAGE_EMPTY": (400, "message text is empty"),
    "MESSAGE_TOO_LONG": (400, "message is too long"),
    "MEDIA_CAPTION_TOO_LONG": (400, "message caption is too long"),
    "REPLY_MESSAGE_ID_INVALID": (400, "message to be replied not found"),
    "MESSAGE_ID_INVALID": (400, "message to edit not found"),
    "MESSAGE_AUTHOR_REQUIRED": (400, "message can't be edited"),
    "MESSAGE_DELETE_FORBIDDEN": (400, "message can't be deleted"),
    "MESSAGE_NOT_MODIFIED": (
        400,
        "message is not modified: specified new message content and reply markup are exactly the same as a current "
        "content and reply markup of the message",
    ),
}
TITLES = {
    400: "Bad Request",
    401: "Unauthorized",
    403: "Forbidden",
    404: "Not Found",
    409: "Conflict",
    413: "Request Entity Too Large",
    429: "Too Many Requests",
    500: "Internal Server Error",
    502: "Bad Gateway",
}


class ApiError(Exception):
    """A refusal: the HTTP status, and what follows its title ("Bad Request: ..."); empty: the title alone."""

    def __init__(self, code: int, words: str = "", **parameters: int) -> None:
        super().__init__(code, words)
        self.code = code
        self.description = f"{TITLES[code]}: {words}" if words else TITLES[code]
        self.parameters = parameters  #: retry_after, migrate_to_chat_id

    def body(self) -> dict[str, object]:
        """The answer as JSON has it."""
        answer: dict[str, object] = {"ok": False, "error_code": self.code, "description": self.description}
        return answer | ({"parameters": self.parameters} if self.parameters else {})


def in_bot_api_words(refused: Refused) -> ApiError:
    code, words = WORDS.get(refused.message, (refused.code if refused.code in TITLES else 400, refused.message))
    return ApiError(code, words)
