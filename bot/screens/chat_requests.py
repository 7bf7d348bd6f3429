"""Buttons that let the owner choose a chat, and links that bring the bot into one by hand.

A choice adds the bot only where the button names the rights of both, the chooser's and the bot's, and not in every client: so
what comes of it is checked (bot/errands/channels.py), and there is a link for the rest.
"""

from __future__ import annotations

from aiogram.types import ChatAdministratorRights, KeyboardButton, KeyboardButtonRequestChat

CHANNEL_RIGHTS = ("can_post_messages", "can_edit_messages", "can_delete_messages")
GROUP_RIGHTS = ("can_delete_messages",)
FORUM_RIGHTS = ("can_delete_messages", "can_manage_topics")
GIVING = ("can_promote_members", "can_invite_users")  #: what the chooser needs besides, to let the bot in
KINDS = ("channel", "group", "forum")


def rights(*wanted: str) -> ChatAdministratorRights:
    """All the fields that the type wants said, with these set."""
    required = {name: False for name, field in ChatAdministratorRights.model_fields.items() if field.is_required()}
    return ChatAdministratorRights(**(required | dict.fromkeys(wanted, True)))


def request(text: str, kind: str, number: int) -> KeyboardButton:
    """number: told back with the choice, unique among the buttons of one message."""
    wanted = {"channel": CHANNEL_RIGHTS, "group": GROUP_RIGHTS, "forum": FORUM_RIGHTS}[kind]
    asked = KeyboardButtonRequestChat(
        request_id=number,
        chat_is_channel=kind == "channel",
        chat_is_forum=True if kind == "forum" else None,
        user_administrator_rights=rights(*wanted, *GIVING),
        bot_administrator_rights=rights(*wanted),
        request_title=True,
    )
    return KeyboardButton(text=text, request_chat=asked)


def by_hand(username: str, kind: str) -> str:
    """A link that adds the bot to a channel or group of the owner's choice."""
    if kind == "channel":
        return f"https://t.me/{username}?startchannel&admin=post_messages+edit_messages+delete_messages"
    return f"https://t.me/{username}?startgroup&admin=delete_messages+manage_topics"
