"""State -> the Bot API's JSON, as one bot sees it. Reads, never changes."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from sandbox.telegram.state import Account, Chat, Message, State, StoredFile

Json = dict[str, Any]
#: rights of an administrator that this world knows of; the Bot API wants every one of them said
RIGHTS = (
    "can_manage_chat", "can_delete_messages", "can_manage_video_chats", "can_restrict_members", "can_promote_members",
    "can_change_info", "can_invite_users", "can_post_stories", "can_edit_stories", "can_delete_stories",
    "can_send_welcome_messages",
)  # fmt: skip
CHANNEL_RIGHTS = ("can_post_messages", "can_edit_messages")
#: what a restricted member may do; here it is nothing
PERMISSIONS = (
    "can_send_messages", "can_send_audios", "can_send_documents", "can_send_photos", "can_send_videos",
    "can_send_video_notes", "can_send_voice_notes", "can_send_polls", "can_send_other_messages",
    "can_add_web_page_previews", "can_react_to_messages", "can_edit_tag", "can_change_info", "can_invite_users",
    "can_pin_messages", "can_manage_topics",
)  # fmt: skip
GROUP_RIGHTS = ("can_pin_messages", "can_manage_topics")


class Renderer:
    """`file_id` names a file for one bot: (file, bot) -> its id there (files.py)."""

    def __init__(self, state: State, file_id: Callable[[StoredFile, Account], str]) -> None:
        self.state = state
        self._file_id = file_id

    def user(self, account: Account) -> Json:
        shown: Json = {"id": account.id, "is_bot": account.is_bot, "first_name": account.first_name}
        if account.username:
            shown["username"] = account.username
        if not account.is_bot:
            shown["language_code"] = account.language
            if account.premium:
                shown["is_premium"] = True
        return shown

    def me(self, bot: Account) -> Json:
        can = dict.fromkeys(
            ("can_read_all_group_messages", "supports_inline_queries", "can_connect_to_business", "has_main_web_app",
             "has_topics_enabled", "allows_users_to_create_topics", "can_manage_bots"), False,
        )  # fmt: skip
        return self.user(bot) | {"can_join_groups": True} | can

    def chat(self, chat: Chat, bot: Account) -> Json:
        if chat.kind == "private":
            other = self.state.accounts[next(one for one in chat.members if one != bot.id)]
            shown: Json = {"id": other.id, "type": "private", "first_name": other.first_name}
            username = other.username
        else:
            shown = {"id": chat.id, "type": chat.kind, "title": chat.title}
            username = chat.username
            if chat.forum:
                shown["is_forum"] = True
        return shown | ({"username": username} if username else {})

    def full_chat(self, chat: Chat, bot: Account) -> Json:
        gifts = dict.fromkeys(
            ("unlimited_gifts", "limited_gifts", "unique_gifts", "premium_subscription", "gifts_from_channels"), False
        )
        shown = self.chat(chat, bot) | {"accent_color_id": 0, "max_reaction_count": 11, "accepted_gift_types": gifts}
        return shown | ({"description": chat.description} if chat.description else {})

    def message(self, message: Message, chat: Chat, bot: Account, *, with_reply: bool = True) -> Json:
        shown: Json = {"message_id": message.id, "date": message.date, "chat": self.chat(chat, bot)}
        if chat.kind == "channel":
            shown["sender_chat"] = shown["chat"]
        else:
            shown["from"] = self.user(self.state.accounts[message.sender])
        if message.topic is not None:
            shown |= {"message_thread_id": message.topic, "is_topic_message": True}
        if message.edit_date is not None:
            shown["edit_date"] = message.edit_date
        if with_reply and message.reply_to in chat.messages:
            replied = chat.messages[message.reply_to]
            shown["reply_to_message"] = self.message(replied, chat, bot, with_reply=False)
        if message.forward_origin is not None:
            shown["forward_origin"] = message.forward_origin
        if message.album is not None:
            shown["media_group_id"] = message.album
        if message.media is not None:
            shown |= self.media(message.media, bot)
        if message.text:
            shown["text" if message.media is None else "caption"] = message.text
            if message.entities:
                shown["entities" if message.media is None else "caption_entities"] = message.entities
        if message.reply_markup and "inline_keyboard" in message.reply_markup:
            shown["reply_markup"] = message.reply_markup
        if "pinned_message" in message.service:
            pinned = chat.messages.get(message.service["pinned_message"])
            return shown | ({"pinned_message": self.message(pinned, chat, bot, with_reply=False)} if pinned else {})
        return shown | message.service

    def inaccessible(self, message_id: int, chat: Chat, bot: Account) -> Json:
        """What stands for a message that is no longer there."""
        return {"chat": self.chat(chat, bot), "message_id": message_id, "date": 0}

    def origin(self, message: Message, chat: Chat, bot: Account) -> Json:
        """A MessageOrigin: who wrote a message that is forwarded."""
        if chat.kind == "channel":
            shown = self.chat(chat, bot)
            return {"type": "channel", "date": message.date, "chat": shown, "message_id": message.id}
        return {"type": "user", "date": message.date, "sender_user": self.user(self.state.accounts[message.sender])}

    def media(self, file: StoredFile, bot: Account) -> Json:
        if file.kind == "photo":
            return {"photo": [self.photo_size(file, bot)]}
        shown = self.file(file, bot)
        if file.thumb is not None:
            shown["thumbnail"] = self.photo_size(file.thumb, bot)
        if file.kind == "sticker":
            look = {"type": "regular", "is_animated": False, "is_video": False, "emoji": "👍"}
            return {"sticker": shown | look | {"width": file.width, "height": file.height}}
        if file.kind == "video_note":
            return {"video_note": shown | {"length": file.width, "duration": int(file.duration)}}
        shown["mime_type"] = file.mime_type
        if file.name and file.kind != "voice":
            shown["file_name"] = file.name
        if file.kind == "document":
            return {"document": shown}
        shown["duration"] = int(file.duration)
        if file.kind == "voice":
            return {"voice": shown}
        if file.kind == "audio":
            said = {"title": file.title, "performer": file.performer}
            return {"audio": shown | {name: its for name, its in said.items() if its}}
        if file.cover is not None:
            shown["cover"] = [self.photo_size(file.cover, bot)]
        shown |= {"width": file.width, "height": file.height}
        # An animation comes as a document too, as the real one sends it.
        return {"animation": shown, "document": shown} if file.kind == "animation" else {"video": shown}

    def photo_size(self, file: StoredFile, bot: Account) -> Json:
        return self.file(file, bot) | {"width": file.width, "height": file.height}

    def file(self, file: StoredFile, bot: Account) -> Json:
        return {
            "file_id": self._file_id(file, bot),
            "file_unique_id": file.sha256[:16],
            "file_size": file.size,
        }

    def invite(self, link: str, maker: Account, given: Json, *, primary: bool) -> Json:
        """A ChatInviteLink."""
        said = {name: given[name] for name in ("name", "expire_date", "member_limit") if name in given}
        return {
            "invite_link": link,
            "creator": self.user(maker),
            "creates_join_request": given.get("creates_join_request", False),
            "is_primary": primary,
            "is_revoked": False,
        } | said

    def standing(self, chat: Chat, account: Account) -> Json:
        """The ChatMember that somebody is now."""
        role = "kicked" if account.id in chat.kicked else chat.members.get(account.id, "left")
        return self.member(chat, account, role, chat.rights.get(account.id, set()))

    def member(self, chat: Chat, account: Account, role: str, rights: set[str]) -> Json:
        """A ChatMember: creator, administrator, member, restricted, left or kicked."""
        shown: Json = {"status": role, "user": self.user(account)}
        if role == "creator":
            return shown | {"is_anonymous": False}
        if role == "kicked":
            return shown | {"until_date": 0}
        if role == "restricted":
            return shown | {"is_member": True, "until_date": 0} | dict.fromkeys(PERMISSIONS, False)
        if role != "administrator":
            return shown
        named = RIGHTS + (CHANNEL_RIGHTS if chat.kind == "channel" else GROUP_RIGHTS)
        return shown | {"can_be_edited": False, "is_anonymous": False} | {one: one in rights for one in named}

    def member_update(self, chat: Chat, account: Account, before: str, by: Account, bot: Account) -> Json:
        """A ChatMemberUpdated."""
        return {
            "chat": self.chat(chat, bot),
            "from": self.user(by),
            "date": int(self.state.now()),
            "old_chat_member": self.member(chat, account, before, chat.former_rights.get(account.id, set())),
            "new_chat_member": self.standing(chat, account),
        }
