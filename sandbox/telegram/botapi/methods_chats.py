"""Chats: what they are, who is in them, invite links, topics."""

from __future__ import annotations

import secrets
from typing import Any

from sandbox.telegram import chats
from sandbox.telegram.botapi.call import Call, Method
from sandbox.telegram.botapi.errors import ApiError
from sandbox.telegram.state import Chat

ICON_COLORS = {7322096, 16766590, 13338331, 9367192, 16749490, 16478047}
TOPIC_NAME = 128
LINK_NAME = 32


async def get_chat(call: Call) -> Any:
    chat = call.chat()
    shown = call.door.render.full_chat(chat, call.bot)
    pinned = [chat.messages[one] for one in call.door.pinned.get(id(chat), []) if one in chat.messages]
    newest = max(
        pinned, key=lambda one: one.id, default=None
    )  # the docs: "the most recent pinned message (by sending date)"
    return shown | ({"pinned_message": call.shown(newest, chat)} if newest else {})


async def get_chat_member(call: Call) -> Any:
    chat, wanted = call.chat(), call.args["user_id"]
    account = call.door.state.accounts.get(wanted)
    if account is None:
        raise ApiError(400, "invalid user_id specified")
    if chat.kind == "channel" and wanted != call.bot.id and chat.members[call.bot.id] == "member":
        raise ApiError(400, "CHAT_ADMIN_REQUIRED")
    return call.door.render.standing(chat, account)


async def get_chat_member_count(call: Call) -> Any:
    return len(call.chat().members)


async def get_chat_administrators(call: Call) -> Any:
    chat = call.chat()
    if chat.kind == "private":
        raise ApiError(400, "there are no administrators in the private chat")
    accounts = call.door.state.accounts
    return [
        call.door.render.standing(chat, accounts[member])
        for member, role in chat.members.items()
        # Other bots are left out, as the real one does.
        if role in {"creator", "administrator"} and (member == call.bot.id or not accounts[member].is_bot)
    ]


async def leave_chat(call: Call) -> Any:
    chat = call.chat()
    if chat.kind == "private":
        raise ApiError(400, "chat member status can't be changed in private chats")
    call.door.state.set_member(chat, call.bot.id, "left", call.bot.id)
    return True


# -- invite links ----------------------------------------------------------------------------------------------


def _may_invite(call: Call) -> Chat:
    chat = call.chat()
    if chat.kind == "private":
        raise ApiError(400, "can't invite members to a private chat")
    if "can_invite_users" not in chat.rights.get(call.bot.id, set()):
        raise ApiError(400, "not enough rights to manage chat invite link")
    return chat


async def export_chat_invite_link(call: Call) -> Any:
    """A new primary link of the bot's own; the one before ends."""
    chat = _may_invite(call)
    for link in [one for one, maker in chat.invites.items() if maker == call.bot.id]:
        del chat.invites[link]
    return chats.invite(chat, call.bot.id)


async def create_chat_invite_link(call: Call) -> Any:
    chat, given = _may_invite(call), call.args
    if given.get("creates_join_request") or "expire_date" in given or "member_limit" in given:
        raise ApiError(400, "sandbox: invite links with a limit are not modelled")
    if len(given.get("name", "")) > LINK_NAME:
        raise ApiError(400, "INVITE_NAME_TOO_LONG")
    link = secrets.token_urlsafe(12)
    chat.invites[link] = call.bot.id
    return call.door.render.invite(f"https://t.me/+{link}", call.bot, given, primary=False)


async def revoke_chat_invite_link(call: Call) -> Any:
    chat, link = _may_invite(call), call.args["invite_link"]
    if chat.invites.pop(link.rpartition("/")[2].removeprefix("+"), None) is None:
        raise ApiError(400, "INVITE_HASH_EXPIRED")
    return call.door.render.invite(link, call.bot, {}, primary=False) | {"is_revoked": True}


# -- topics ----------------------------------------------------------------------------------------------------


def _forum(call: Call, right: str) -> Chat:
    chat = call.chat()
    if not chat.forum:
        raise ApiError(400, "the chat is not a forum")
    if chat.members[call.bot.id] != "creator" and right not in chat.rights.get(call.bot.id, set()):
        raise ApiError(400, "not enough rights to manage topics in the chat")
    return chat


def _topic_name(call: Call) -> str:
    name: str = call.args["name"]
    if not 1 <= len(name.strip()) <= TOPIC_NAME:
        raise ApiError(400, "TOPIC_TITLE_INVALID")
    return name


async def create_forum_topic(call: Call) -> Any:
    chat, name = _forum(call, "can_manage_topics"), _topic_name(call)
    color = call.args.get("icon_color", 7322096)
    if color not in ICON_COLORS:
        raise ApiError(400, "ICON_COLOR_INVALID")
    created = {"name": name, "icon_color": color}
    opening, _ = call.door.state.send(call.bot.id, chat, service={"forum_topic_created": created})
    opening.topic = opening.id
    chat.topics[opening.id] = name
    return {"message_thread_id": opening.id} | created


async def edit_forum_topic(call: Call) -> Any:
    chat, topic = _forum(call, "can_manage_topics"), call.args["message_thread_id"]
    if topic not in chat.topics:
        raise ApiError(400, "TOPIC_ID_INVALID")
    if "name" in call.args:
        if chat.topics[topic] == _topic_name(call):
            raise ApiError(400, "TOPIC_NOT_MODIFIED")
        chat.topics[topic] = _topic_name(call)
    return True


async def delete_forum_topic(call: Call) -> Any:
    """With all its messages."""
    chat, topic = _forum(call, "can_delete_messages"), call.args["message_thread_id"]
    if chat.topics.pop(topic, None) is None:
        raise ApiError(400, "TOPIC_ID_INVALID")
    call.door.state.delete(call.bot.id, chat, [one.id for one in chat.messages.values() if one.topic == topic])
    return True


METHODS: dict[str, Method] = {
    "getChat": get_chat,
    "getChatMember": get_chat_member,
    "getChatAdministrators": get_chat_administrators,
    "leaveChat": leave_chat,
    "getChatMemberCount": get_chat_member_count,
    "exportChatInviteLink": export_chat_invite_link,
    "createChatInviteLink": create_chat_invite_link,
    "revokeChatInviteLink": revoke_chat_invite_link,
    "createForumTopic": create_forum_topic,
    "editForumTopic": edit_forum_topic,
    "deleteForumTopic": delete_forum_topic,
}
