"""Which fields each method and object takes. Stricter than the real one, which ignores what it doesn't know: here an
unknown field is refused, so that a wrong name can't pass for a working one.

A table's line is `name:type`, with `!` where the field is required. Types: int, num, str, bool, chat (an id or @name),
file (uploaded, or a file_id), an object's name, `[x]` a list of x, `A|B` whichever fits (by its `type`, or its first
field). A test holds the names against aiogram's own models.
"""

from __future__ import annotations

import json
from functools import cache
from typing import Any

from sandbox.telegram.botapi.errors import ApiError

SEND = (
    "chat_id:chat! message_thread_id:int disable_notification:bool protect_content:bool message_effect_id:str"
    " reply_parameters:ReplyParameters reply_markup:ReplyMarkup "
)
CAPTION = "caption:str parse_mode:str caption_entities:[MessageEntity] "
EDIT = "chat_id:chat! message_id:int! reply_markup:InlineKeyboardMarkup "
SCOPE = "scope:BotCommandScope language_code:str "

METHODS: dict[str, str] = {
    "getMe": "",
    "getUpdates": "offset:int limit:int timeout:int allowed_updates:[str]",
    "deleteWebhook": "drop_pending_updates:bool",
    "getWebhookInfo": "",
    "sendMessage": SEND + "text:str! parse_mode:str entities:[MessageEntity] link_preview_options:LinkPreviewOptions",
    "sendPhoto": SEND + CAPTION + "photo:file! show_caption_above_media:bool has_spoiler:bool",
    "sendDocument": SEND + CAPTION + "document:file! thumbnail:file disable_content_type_detection:bool",
    "sendVideo": SEND
    + CAPTION
    + "video:file! duration:int width:int height:int thumbnail:file cover:file supports_streaming:bool has_spoiler:bool",
    "copyMessage": SEND + CAPTION + "from_chat_id:chat! message_id:int!",
    "sendChatAction": "chat_id:chat! action:str! message_thread_id:int",
    "editMessageText": EDIT
    + "text:str! parse_mode:str entities:[MessageEntity] link_preview_options:LinkPreviewOptions",
    "editMessageCaption": EDIT + CAPTION,
    "editMessageMedia": EDIT + "media:InputMedia!",
    "editMessageReplyMarkup": EDIT,
    "deleteMessage": "chat_id:chat! message_id:int!",
    "deleteMessages": "chat_id:chat! message_ids:[int]!",
    "answerCallbackQuery": "callback_query_id:str! text:str show_alert:bool url:str cache_time:int",
    "getFile": "file_id:str!",
    "setMyCommands": SCOPE + "commands:[BotCommand]!",
    "getMyCommands": SCOPE,
    "deleteMyCommands": SCOPE,
    "setMyName": "name:str language_code:str",
    "setMyDescription": "description:str language_code:str",
    "setMyShortDescription": "short_description:str language_code:str",
    "setMyProfilePhoto": "photo:InputProfilePhotoStatic!",
    "setChatMenuButton": "chat_id:int menu_button:MenuButton",
    "getChat": "chat_id:chat!",
    "getChatMember": "chat_id:chat! user_id:int!",
    "getChatAdministrators": "chat_id:chat!",
    "leaveChat": "chat_id:chat!",
    "pinChatMessage": "chat_id:chat! message_id:int! disable_notification:bool",
    "unpinChatMessage": "chat_id:chat! message_id:int",
    "createForumTopic": "chat_id:chat! name:str! icon_color:int",
}
MEDIA = "type:str! media:file! " + CAPTION

OBJECTS: dict[str, str] = {
    "InlineKeyboardMarkup": "inline_keyboard:[[InlineKeyboardButton]]!",
    "InlineKeyboardButton": "text:str! url:str callback_data:str copy_text:CopyTextButton style:str"
    " icon_custom_emoji_id:str switch_inline_query_current_chat:str",
    "CopyTextButton": "text:str!",
    "ReplyKeyboardMarkup": "keyboard:[[KeyboardButton]]! is_persistent:bool resize_keyboard:bool one_time_keyboard:bool"
    " input_field_placeholder:str selective:bool",
    "KeyboardButton": "text:str! style:str icon_custom_emoji_id:str request_contact:bool"
    " request_chat:KeyboardButtonRequestChat",
    "KeyboardButtonRequestChat": "request_id:int! chat_is_channel:bool! chat_is_forum:bool chat_has_username:bool"
    " chat_is_created:bool user_administrator_rights:ChatAdministratorRights"
    " bot_administrator_rights:ChatAdministratorRights bot_is_member:bool request_title:bool request_username:bool"
    " request_photo:bool",
    "ChatAdministratorRights": "is_anonymous:bool! can_manage_chat:bool! can_delete_messages:bool!"
    " can_manage_video_chats:bool! can_restrict_members:bool! can_promote_members:bool! can_change_info:bool!"
    " can_invite_users:bool! can_post_stories:bool! can_edit_stories:bool! can_delete_stories:bool!"
    " can_send_welcome_messages:bool can_post_messages:bool can_edit_messages:bool can_pin_messages:bool"
    " can_manage_topics:bool can_manage_direct_messages:bool can_manage_tags:bool",
    "ReplyKeyboardRemove": "remove_keyboard:bool! selective:bool",
    "ForceReply": "force_reply:bool! input_field_placeholder:str selective:bool",
    "LinkPreviewOptions": "is_disabled:bool url:str prefer_small_media:bool prefer_large_media:bool show_above_text:bool",
    "ReplyParameters": "message_id:int! chat_id:chat allow_sending_without_reply:bool",
    "MessageEntity": "type:str! offset:int! length:int! url:str language:str unix_time:int date_time_format:str",
    "InputMediaPhoto": MEDIA + "has_spoiler:bool",
    "InputMediaVideo": MEDIA
    + "thumbnail:file cover:file width:int height:int duration:int supports_streaming:bool has_spoiler:bool",
    "InputMediaDocument": MEDIA + "thumbnail:file disable_content_type_detection:bool",
    "InputProfilePhotoStatic": "type:str! photo:file!",
    "BotCommand": "command:str! description:str!",
    "BotCommandScopeDefault": "type:str!",
    "BotCommandScopeAllPrivateChats": "type:str!",
    "BotCommandScopeChat": "type:str! chat_id:chat!",
    "MenuButtonCommands": "type:str!",
    "MenuButtonDefault": "type:str!",
}
#: the objects that stand under one name, told apart by their `type`
UNIONS: dict[str, dict[str, str]] = {
    "InputMedia": {"photo": "InputMediaPhoto", "video": "InputMediaVideo", "document": "InputMediaDocument"},
    "BotCommandScope": {
        "default": "BotCommandScopeDefault",
        "all_private_chats": "BotCommandScopeAllPrivateChats",
        "chat": "BotCommandScopeChat",
    },
    "MenuButton": {"commands": "MenuButtonCommands", "default": "MenuButtonDefault"},
}
#: reply markups have no `type`: the first of these fields that is there decides
REPLY_MARKUPS = {
    "inline_keyboard": "InlineKeyboardMarkup",
    "keyboard": "ReplyKeyboardMarkup",
    "remove_keyboard": "ReplyKeyboardRemove",
    "force_reply": "ForceReply",
}
EMPTY = {"chat_id": "chat_id is empty", "text": "message text is empty"}


@cache
def table(line: str) -> dict[str, tuple[str, bool]]:
    """A table's line -> field: (type, required)."""
    fields: dict[str, tuple[str, bool]] = {}
    for word in line.split():
        name, _, kind = word.partition(":")
        fields[name] = (kind.rstrip("!"), kind.endswith("!"))
    return fields


def checked(line: str, given: dict[str, Any], where: str) -> dict[str, Any]:
    """What was given, converted to the table's types. Raises ApiError for anything unknown, missing or of a wrong type."""
    fields = table(line)
    if unknown := sorted(set(given) - set(fields)):
        raise ApiError(400, f"sandbox: {where} takes no field {unknown[0]!r}")
    taken = {name: convert(value, fields[name][0], f"{where}.{name}") for name, value in given.items()}
    for name, (kind, required) in fields.items():
        if required and (name not in taken or (kind == "str" and name != "text" and taken[name] == "")):
            raise ApiError(400, EMPTY.get(name, f'parameter "{name}" is required'))
    return taken


def convert(value: Any, kind: str, where: str) -> Any:
    """One value as its type. Forms carry everything as text, JSON bodies as it is; both are taken, as by the real one."""
    if kind in SIMPLE:
        return SIMPLE[kind](value, where)
    if isinstance(value, str):
        try:
            value = json.loads(value)
        except ValueError:
            raise ApiError(400, f"can't parse {where} JSON object") from None
    if kind.startswith("["):
        if not isinstance(value, list):
            raise ApiError(400, f"can't parse {where}: expected an Array")
        return [convert(one, kind[1:-1], where) for one in value]
    if not isinstance(value, dict):
        raise ApiError(400, f"can't parse {where}: expected an Object")
    name = object_name(kind, value, where)
    return checked(OBJECTS[name], value, name)


def object_name(kind: str, value: dict[str, Any], where: str) -> str:
    if kind == "ReplyMarkup":
        for field, name in REPLY_MARKUPS.items():
            if field in value:
                return name
        raise ApiError(400, f"can't parse {where}: no kind of reply markup")
    if kind in UNIONS:
        if (said := value.get("type")) not in UNIONS[kind]:
            raise ApiError(400, f"sandbox: {where} of type {said!r} is not modelled")
        return UNIONS[kind][said]
    return kind


def _int(value: Any, where: str) -> int:
    if isinstance(value, bool) or not isinstance(value, int | str):
        raise ApiError(400, f"{where} must be an Integer")
    try:
        return int(value)
    except ValueError:
        raise ApiError(400, f"{where} must be an Integer") from None


def _bool(value: Any, where: str) -> bool:
    known = {"true": True, "false": False, "1": True, "0": False}
    if isinstance(value, bool):
        return value
    if isinstance(value, str) and value.lower() in known:
        return known[value.lower()]
    raise ApiError(400, f"{where} must be a Boolean")


def _str(value: Any, where: str) -> str:
    if not isinstance(value, str):
        raise ApiError(400, f"{where} must be a String")
    return value


def _chat(value: Any, where: str) -> int | str:
    if isinstance(value, str) and value.startswith("@"):
        return value
    try:
        return _int(value, where)
    except ApiError:
        raise ApiError(400, "chat not found") from None


SIMPLE = {"int": _int, "bool": _bool, "str": _str, "chat": _chat, "file": _str}
