"""What becomes of a chat as a whole, by whichever door: an invite link, the move from a plain group to a supergroup, its end."""

from __future__ import annotations

import secrets

from sandbox.telegram.records import Chat, Refused
from sandbox.telegram.state import State


def delete_chat(state: State, chat: Chat, by: int) -> None:
    """Everybody is put out, and what stood there is gone. Whoever still knows its id hears CHANNEL_PRIVATE."""
    for member in list(chat.members):
        state.set_member(chat, member, "left", by)
    chat.messages.clear()
    chat.invites.clear()
    chat.deleted = True


def migrate(state: State, group: Chat, by: int) -> Chat:
    """A plain group becomes a supergroup with the same people; each tells where the other is. -> the supergroup"""
    if group.kind != "group" or group.migrated_to is not None:
        raise Refused("CHAT_ID_INVALID")
    chat = state.create_channel(by, group.title, kind="supergroup", description=group.description)
    chat.photo = group.photo
    for member, role in group.members.items():
        chat.members[member] = role
        chat.rights[member] = set(group.rights.get(member, set()))
    state.send(by, group, service={"migrate_to_chat_id": chat.id})
    group.migrated_to = chat.id
    state.send(by, chat, service={"migrate_from_chat_id": group.id})
    return chat


def invite(chat: Chat, by: int) -> str:
    """The account's own invite link, made when it is first asked for. -> https://t.me/+HASH"""
    found = next((one for one, maker in chat.invites.items() if maker == by), None)
    if found is None:
        found = secrets.token_urlsafe(12)
        chat.invites[found] = by
    return f"https://t.me/+{found}"


def invited_to(state: State, link: str) -> Chat:
    """The chat behind an invite link or its hash. Raises INVITE_HASH_EXPIRED."""
    found = link.rpartition("/")[2].removeprefix("+")
    chat = next((one for one in state.chats.values() if found in one.invites), None)
    if chat is None:
        raise Refused("INVITE_HASH_EXPIRED")
    return chat


def join(state: State, account: int, link: str) -> Chat:
    """Follow an invite link. Raises INVITE_HASH_EXPIRED, USER_ALREADY_PARTICIPANT."""
    chat = invited_to(state, link)
    if account in chat.members:
        raise Refused("USER_ALREADY_PARTICIPANT")
    state.set_member(chat, account, "member", account)
    return chat
