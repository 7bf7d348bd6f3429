"""Chats: what they are, who is in them, topics."""

from __future__ import annotations

from typing import Any

from sandbox.telegram.botapi.call import Call, Method
from sandbox.telegram.botapi.errors import ApiError

ICON_COLORS = {7322096, 16766590, 13338331, 9367192, 16749490, 16478047}


async def get_chat(call: Call) -> Any:
    chat = call.chat()
    shown = call.door.render.full_chat(chat, call.bot)
    pinned = [chat.messages[one] for one in call.door.pinned.get(id(chat), []) if one in chat.messages]
    return shown | ({"pinned_message": call.shown(pinned[-1], chat)} if pinned else {})


async def get_chat_member(call: Call) -> Any:
    chat, wanted = call.chat(), call.args["user_id"]
    account = call.door.state.accounts.get(wanted)
    if account is None:
        raise ApiError(400, "invalid user_id specified")
    if chat.kind == "channel" and wanted != call.bot.id and chat.members[call.bot.id] == "member":
        raise ApiError(400, "CHAT_ADMIN_REQUIRED")
    return call.door.render.member(chat, account, chat.members.get(wanted, "left"), chat.rights.get(wanted, set()))


async def get_chat_administrators(call: Call) -> Any:
    chat = call.chat()
    if chat.kind == "private":
        raise ApiError(400, "there are no administrators in the private chat")
    accounts = call.door.state.accounts
    return [
        call.door.render.member(chat, accounts[member], role, chat.rights.get(member, set()))
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


async def create_forum_topic(call: Call) -> Any:
    chat, name = call.chat(), call.args["name"]
    color = call.args.get("icon_color", 7322096)
    if not chat.forum:
        raise ApiError(400, "the chat is not a forum")
    if chat.members[call.bot.id] != "creator" and "can_manage_topics" not in chat.rights.get(call.bot.id, set()):
        raise ApiError(400, "not enough rights to create a topic")
    if not 1 <= len(name) <= 128 or color not in ICON_COLORS:
        raise ApiError(400, "TOPIC_TITLE_INVALID" if color in ICON_COLORS else "ICON_COLOR_INVALID")
    created = {"name": name, "icon_color": color}
    opening, _ = call.door.state.send(call.bot.id, chat, service={"forum_topic_created": created})
    opening.topic = opening.id
    chat.topics[opening.id] = name
    return {"message_thread_id": opening.id} | created


METHODS: dict[str, Method] = {
    "getChat": get_chat,
    "getChatMember": get_chat_member,
    "getChatAdministrators": get_chat_administrators,
    "leaveChat": leave_chat,
    "createForumTopic": create_forum_topic,
}
