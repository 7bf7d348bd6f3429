"""What each method and object of the Bot API takes, as tables. `fields.py` reads them.

A table's line is `name:type`, with `!` where the field is required. Types: int, num, str, bool, chat (an id or @name),
file (uploaded, or a file_id), an object's name, `[x]` a list of x, `A|B` whichever fits (by its `type`, or its first
field). A test holds the names against aiogram's own models.
"""

from __future__ import annotations

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
    "sendAudio": SEND + CAPTION + "audio:file! duration:int performer:str title:str thumbnail:file",
    "sendMediaGroup": "chat_id:chat! message_thread_id:int disable_notification:bool protect_content:bool"
    " message_effect_id:str reply_parameters:ReplyParameters media:[InputMedia]!",
    "forwardMessage": "chat_id:chat! from_chat_id:chat! message_id:int! message_thread_id:int disable_notification:bool"
    " protect_content:bool message_effect_id:str",
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
    "getMyName": "language_code:str",
    "setMyDescription": "description:str language_code:str",
    "getMyDescription": "language_code:str",
    "setMyShortDescription": "short_description:str language_code:str",
    "getMyShortDescription": "language_code:str",
    "setMyDefaultAdministratorRights": "rights:ChatAdministratorRights for_channels:bool",
    "getMyDefaultAdministratorRights": "for_channels:bool",
    "setMyProfilePhoto": "photo:InputProfilePhotoStatic!",
    "setChatMenuButton": "chat_id:int menu_button:MenuButton",
    "getChatMenuButton": "chat_id:int",
    "getChat": "chat_id:chat!",
    "getChatMemberCount": "chat_id:chat!",
    "exportChatInviteLink": "chat_id:chat!",
    "createChatInviteLink": "chat_id:chat! name:str expire_date:int member_limit:int creates_join_request:bool",
    "revokeChatInviteLink": "chat_id:chat! invite_link:str!",
    "getChatMember": "chat_id:chat! user_id:int!",
    "getChatAdministrators": "chat_id:chat!",
    "leaveChat": "chat_id:chat!",
    "pinChatMessage": "chat_id:chat! message_id:int! disable_notification:bool",
    "unpinChatMessage": "chat_id:chat! message_id:int",
    "createForumTopic": "chat_id:chat! name:str! icon_color:int",
    "editForumTopic": "chat_id:chat! message_thread_id:int! name:str",
    "deleteForumTopic": "chat_id:chat! message_thread_id:int!",
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
    "InputMediaAudio": MEDIA + "thumbnail:file duration:int performer:str title:str",
    "InputProfilePhotoStatic": "type:str! photo:file!",
    "BotCommand": "command:str! description:str!",
    "BotCommandScopeDefault": "type:str!",
    "BotCommandScopeAllPrivateChats": "type:str!",
    "BotCommandScopeAllGroupChats": "type:str!",
    "BotCommandScopeAllChatAdministrators": "type:str!",
    "BotCommandScopeChat": "type:str! chat_id:chat!",
    "BotCommandScopeChatAdministrators": "type:str! chat_id:chat!",
    "BotCommandScopeChatMember": "type:str! chat_id:chat! user_id:int!",
    "MenuButtonCommands": "type:str!",
    "MenuButtonDefault": "type:str!",
}
#: the objects that stand under one name, told apart by their `type`
UNIONS: dict[str, dict[str, str]] = {
    "InputMedia": {
        "photo": "InputMediaPhoto",
        "video": "InputMediaVideo",
        "document": "InputMediaDocument",
        "audio": "InputMediaAudio",
    },
    "BotCommandScope": {
        "default": "BotCommandScopeDefault",
        "all_private_chats": "BotCommandScopeAllPrivateChats",
        "all_group_chats": "BotCommandScopeAllGroupChats",
        "all_chat_administrators": "BotCommandScopeAllChatAdministrators",
        "chat": "BotCommandScopeChat",
        "chat_administrators": "BotCommandScopeChatAdministrators",
        "chat_member": "BotCommandScopeChatMember",
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
