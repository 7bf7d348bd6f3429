"""The bot itself: who it is, updates, answers to presses, files."""

from __future__ import annotations

from typing import Any

from sandbox.faults import KNOWN
from sandbox.telegram.botapi.call import Call, Method
from sandbox.telegram.botapi.errors import ApiError
from sandbox.telegram.botapi.updates import Query
from sandbox.telegram.state import utf16_length

KNOWN.update({"botapi.query_too_old": "answerCallbackQuery comes too late"})
#: seconds in which a press may be answered. The real one's limit is not published; bots meet it after a restart.
QUERY_LIFE = 30
ANSWER = 200  #: characters of the answer to a press
ACTIONS = {
    "typing", "upload_photo", "record_video", "upload_video", "record_voice", "upload_voice", "upload_document",
    "choose_sticker", "find_location", "record_video_note", "upload_video_note",
}  # fmt: skip


async def get_me(call: Call) -> Any:
    return call.door.render.me(call.bot)


async def get_updates(call: Call) -> Any:
    args, updates = call.args, call.door.updates
    if "allowed_updates" in args:
        updates.allowed[call.bot.id] = args["allowed_updates"]
    limit, timeout = args.get("limit", 100), args.get("timeout", 0)
    if timeout < 0:
        raise ApiError(400, "sandbox: a timeout below 0")
    return await updates.fetch(call.bot, args.get("offset", 0), min(max(limit, 1), 100), min(timeout, 50))


async def delete_webhook(call: Call) -> Any:
    if call.args.get("drop_pending_updates"):
        call.door.state.updates[call.bot.id].clear()
    return True


async def get_webhook_info(call: Call) -> Any:
    waiting = len(call.door.state.updates[call.bot.id])
    return {"url": "", "has_custom_certificate": False, "pending_update_count": waiting}


async def answer_callback_query(call: Call) -> Any:
    query = _waiting_query(call)
    if utf16_length(call.args.get("text", "")) > ANSWER:
        raise ApiError(400, "MESSAGE_TOO_LONG")
    if "url" in call.args and not call.args["url"].startswith(f"https://t.me/{call.bot.username}?start="):
        raise ApiError(400, "URL_INVALID")
    answer = {key: value for key, value in call.args.items() if key != "callback_query_id"}
    query.say({"text": "", "show_alert": False} | answer)
    return True


def _waiting_query(call: Call) -> Query:
    updates = call.door.updates
    query = updates.queries.get(call.args["callback_query_id"])
    waits = query is not None and query.bot == call.bot.id and query.answer is None
    struck = updates.faults.hit("botapi.query_too_old") is not None
    if query is None or not waits or struck or query.asked < call.door.state.now() - QUERY_LIFE:
        raise ApiError(400, "query is too old and response timeout expired or query ID is invalid")
    return query


async def send_chat_action(call: Call) -> Any:
    chat = call.chat()
    call.door.state.may_post(call.bot.id, chat)
    call.topic(chat)
    if call.args["action"] not in ACTIONS:
        raise ApiError(400, "wrong parameter action in request")
    return True


async def get_file(call: Call) -> Any:
    file = call.door.files.by_id(call.bot, call.args["file_id"])
    return call.door.render.file(file, call.bot) | {"file_path": call.door.files.path_of(file, call.bot)}


METHODS: dict[str, Method] = {
    "getMe": get_me,
    "getUpdates": get_updates,
    "deleteWebhook": delete_webhook,
    "getWebhookInfo": get_webhook_info,
    "answerCallbackQuery": answer_callback_query,
    "sendChatAction": send_chat_action,
    "getFile": get_file,
}
