"""The bot itself: updates, answers to presses, files, and how it shows itself."""

from __future__ import annotations

from typing import Any

from sandbox.telegram.botapi.call import Call, Method
from sandbox.telegram.botapi.errors import ApiError

QUERY_LIFE = 600  #: seconds in which a press may be answered; the real one's limit is not published
ACTIONS = {
    "typing", "upload_photo", "record_video", "upload_video", "record_voice", "upload_voice", "upload_document",
    "choose_sticker", "find_location", "record_video_note", "upload_video_note",
}  # fmt: skip
#: field -> how many characters it may have
LENGTHS = {"name": 64, "description": 512, "short_description": 120}


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
    updates, query = call.door.updates, call.args["callback_query_id"]
    known = query in updates.answers and updates.answers[query] is None
    if not known or updates.asked_at[query] < call.door.state.now() - QUERY_LIFE:
        raise ApiError(400, "query is too old and response timeout expired or query ID is invalid")
    if len(call.args.get("text", "")) > 200:
        raise ApiError(400, "MESSAGE_TOO_LONG")
    answer = {key: value for key, value in call.args.items() if key != "callback_query_id"}
    updates.answers[query] = {"text": "", "show_alert": False} | answer
    return True


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


# -- how it shows itself ---------------------------------------------------------------------------------------


def _commands_key(call: Call) -> tuple[int, str]:
    scope = call.args.get("scope", {"type": "default"})
    if scope["type"] == "chat":
        call.args["chat_id"] = scope["chat_id"]
        call.chat()
    return call.bot.id, f"commands:{scope['type']}:{scope.get('chat_id', '')}:{call.args.get('language_code', '')}"


async def set_my_commands(call: Call) -> Any:
    key, commands = _commands_key(call), call.args["commands"]
    if len(commands) > 100:
        raise ApiError(400, "BOT_COMMANDS_TOO_MUCH")
    for one in commands:
        name = one["command"].removeprefix("/")
        if not (1 <= len(name) <= 32 and name == name.lower() and name.replace("_", "").isalnum() and name.isascii()):
            raise ApiError(400, "BOT_COMMAND_INVALID")
        if not 1 <= len(one["description"]) <= 256:
            raise ApiError(400, "BOT_COMMAND_DESCRIPTION_INVALID")
    call.door.profile[key] = commands
    return True


async def get_my_commands(call: Call) -> Any:
    return call.door.profile.get(_commands_key(call), [])


async def delete_my_commands(call: Call) -> Any:
    call.door.profile.pop(_commands_key(call), None)
    return True


async def set_my_words(call: Call) -> Any:
    """setMyName, setMyDescription, setMyShortDescription: the field's name says which."""
    for field, limit in LENGTHS.items():
        if field in call.args:
            if len(call.args[field]) > limit:
                raise ApiError(400, f"{field.upper()}_TOO_LONG")
            call.door.profile[call.bot.id, f"{field}:{call.args.get('language_code', '')}"] = call.args[field]
    return True


async def set_chat_menu_button(call: Call) -> Any:
    if "chat_id" in call.args:
        call.chat()
    key = f"menu_button:{call.args.get('chat_id', '')}"
    call.door.profile[call.bot.id, key] = call.args.get("menu_button", {"type": "default"})
    return True


async def set_my_profile_photo(call: Call) -> Any:
    given = call.args["photo"]
    if given["type"] != "static" or not given["photo"].startswith("attach://"):
        raise ApiError(400, "sandbox: a profile photo is static and uploaded")
    file = call.door.files.given(call.form, call.bot, "photo", given["photo"], "photo")
    call.door.profile[call.bot.id, "photo"] = file
    return True


METHODS: dict[str, Method] = {
    "getMe": get_me,
    "getUpdates": get_updates,
    "deleteWebhook": delete_webhook,
    "getWebhookInfo": get_webhook_info,
    "answerCallbackQuery": answer_callback_query,
    "sendChatAction": send_chat_action,
    "getFile": get_file,
    "setMyCommands": set_my_commands,
    "getMyCommands": get_my_commands,
    "deleteMyCommands": delete_my_commands,
    "setMyName": set_my_words,
    "setMyDescription": set_my_words,
    "setMyShortDescription": set_my_words,
    "setChatMenuButton": set_chat_menu_button,
    "setMyProfilePhoto": set_my_profile_photo,
}
