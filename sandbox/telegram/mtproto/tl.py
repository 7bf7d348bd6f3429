"""From the state to TL: users, channels, messages and files as one account sees them.

Hashes and references in them belong to the account that asks. Statistics, photos of peers and settings are not modelled
and stay at their least.
"""

from __future__ import annotations

from datetime import UTC, datetime

from telethon.tl import types as t

from sandbox.telegram.state import Account, Chat, Message, Refused, StoredFile

from .entities import to_tl
from .files import file_reference
from .markup import markup_to_tl
from .rpc import Call

CHANNEL_BASE = 1_000_000_000_000
#: a photo's one size, and a thumb's
PHOTO_SIZE, THUMB_SIZE = "x", "m"

#: Telegram's words for an administrator's rights, both ways
RIGHTS = {
    "change_info": "can_change_info",
    "post_messages": "can_post_messages",
    "edit_messages": "can_edit_messages",
    "delete_messages": "can_delete_messages",
    "ban_users": "can_restrict_members",
    "invite_users": "can_invite_users",
    "pin_messages": "can_pin_messages",
    "add_admins": "can_promote_members",
    "anonymous": "is_anonymous",
    "manage_call": "can_manage_video_chats",
    "other": "can_manage_chat",
    "manage_topics": "can_manage_topics",
    "post_stories": "can_post_stories",
    "edit_stories": "can_edit_stories",
    "delete_stories": "can_delete_stories",
    "manage_direct_messages": "can_manage_direct_messages",
}


def moment(seconds: float) -> datetime:
    return datetime.fromtimestamp(int(seconds), UTC)


def channel_number(chat: Chat) -> int:
    """A channel's id as MTProto counts it."""
    return -chat.id - CHANNEL_BASE


def peer(call: Call, chat: Chat) -> t.TypePeer:
    """How the asking account calls a chat: a private one by the other's id."""
    if chat.kind == "private":
        return t.PeerUser(partner(call, chat))
    return t.PeerChat(-chat.id) if chat.kind == "group" else t.PeerChannel(channel_number(chat))


def partner(call: Call, chat: Chat) -> int:
    """The other one in a private chat (oneself, in the chat with oneself)."""
    me = call.account.id
    return next((one for one in chat.members if one != me), me)


def user(call: Call, account: Account) -> t.User:
    me = account.id == call.account.id
    return t.User(
        id=account.id,
        is_self=me,
        bot=account.is_bot,
        bot_info_version=1 if account.is_bot else None,
        premium=account.premium,
        access_hash=call.state.access_hash(call.account.id, account.id),
        first_name=account.first_name,
        username=account.username,
        phone=account.phone if me else None,
        status=None if account.is_bot else t.UserStatusRecently(),
    )


def admin_rights(rights: set[str]) -> t.ChatAdminRights:
    return t.ChatAdminRights(**{name: True for name, ours in RIGHTS.items() if ours in rights})


def chat_of(call: Call, chat: Chat) -> t.TypeChat:
    """A channel, supergroup or group as a list of chats holds it."""
    made = moment(chat.created)
    role = chat.members.get(call.account.id)
    photo = t.ChatPhoto(chat.photo.id, call.server.dc_id) if chat.photo else t.ChatPhotoEmpty()
    if chat.deleted:
        return t.ChannelForbidden(channel_number(chat), call.state.access_hash(call.account.id, chat.id), chat.title)
    if chat.kind == "group":
        moved = None
        if chat.migrated_to is not None:
            number = -chat.migrated_to - CHANNEL_BASE
            moved = t.InputChannel(number, call.state.access_hash(call.account.id, chat.migrated_to))
        admin = role in ("creator", "administrator")
        return t.Chat(
            -chat.id, chat.title, photo, len(chat.members), made, 1, creator=role == "creator", migrated_to=moved,
            deactivated=moved is not None, admin_rights=admin_rights(set(RIGHTS.values())) if admin else None,
        )  # fmt: skip
    rights = set(RIGHTS.values()) if role == "creator" else chat.rights.get(call.account.id, set())
    return t.Channel(
        id=channel_number(chat),
        title=chat.title,
        photo=photo,
        date=made,
        creator=role == "creator",
        left=role is None,
        broadcast=chat.kind == "channel",
        megagroup=chat.kind == "supergroup",
        forum=chat.forum,
        access_hash=call.state.access_hash(call.account.id, chat.id),
        username=chat.username,
        admin_rights=admin_rights(rights) if role in ("creator", "administrator") else None,
    )


def needs(call: Call, chat: Chat, right: str) -> None:
    """Raises CHAT_ADMIN_REQUIRED if the account lacks an administrator's right."""
    me = call.account.id
    if chat.members.get(me) != "creator" and right not in chat.rights.get(me, set()):
        raise Refused("CHAT_ADMIN_REQUIRED")


def message(call: Call, chat: Chat, one: Message) -> t.TypeMessage:
    """A message; what the Bot API's door has said as a service message is an action named by its first word."""
    post = chat.kind == "channel"
    if one.service:
        action = t.MessageActionCustomAction(next(iter(one.service)))
        sender = None if post else t.PeerUser(one.sender)
        return t.MessageService(one.id, peer(call, chat), moment(one.date), action=action, from_id=sender, post=post)
    reply = None
    if one.reply_to is not None or one.topic is not None:
        reply = t.MessageReplyHeader(
            forum_topic=one.topic is not None,
            reply_to_msg_id=one.reply_to or one.topic,
            reply_to_top_id=one.topic if one.reply_to is not None else None,
        )
    return t.Message(
        id=one.id,
        peer_id=peer(call, chat),
        date=moment(one.date),
        message=one.text,
        out=one.sender == call.account.id and not post,
        silent=one.silent,
        post=post,
        from_id=None if post else t.PeerUser(one.sender),
        reply_to=reply,
        media=media(call, one.media) if one.media else None,
        reply_markup=markup_to_tl(one.reply_markup),
        entities=to_tl(one.entities) or None,
        edit_date=moment(one.edit_date) if one.edit_date else None,
        video_processing_pending=one.scheduled,
    )


def media(call: Call, file: StoredFile) -> t.TypeMessageMedia:
    if file.kind == "photo":
        return t.MessageMediaPhoto(photo=photo(call, file))
    cover = photo(call, file.cover) if file.cover else None
    return t.MessageMediaDocument(video=file.kind == "video", document=document(call, file), video_cover=cover)


def photo(call: Call, file: StoredFile) -> t.Photo:
    size = t.PhotoSize(PHOTO_SIZE, file.width, file.height, file.size)
    return t.Photo(
        file.id, _hash(call, file), file_reference(call, file), moment(call.state.now()), [size], call.server.dc_id
    )


def document(call: Call, file: StoredFile) -> t.Document:
    attributes: list[t.TypeDocumentAttribute] = []
    if file.kind == "video":
        attributes.append(
            t.DocumentAttributeVideo(file.duration, file.width, file.height, supports_streaming=file.supports_streaming)
        )
    elif file.kind == "audio":
        attributes.append(
            t.DocumentAttributeAudio(int(file.duration), title=file.title or None, performer=file.performer or None)
        )
    if file.name:
        attributes.append(t.DocumentAttributeFilename(file.name))
    thumbs: list[t.TypePhotoSize] = []
    if file.thumb:
        thumbs.append(t.PhotoSize(THUMB_SIZE, file.thumb.width, file.thumb.height, file.thumb.size))
    return t.Document(
        file.id,
        _hash(call, file),
        file_reference(call, file),
        moment(call.state.now()),
        file.mime_type,
        file.size,
        call.server.dc_id,
        attributes,
        thumbs or None,
    )


def _hash(call: Call, file: StoredFile) -> int:
    return call.state.access_hash(call.account.id, file.id)


def people_of(call: Call, chat: Chat, messages: list[Message]) -> list[t.TypeUser]:
    """The users that a list of messages needs beside it."""
    ids = {one.sender for one in messages} | {call.account.id}
    if chat.kind == "private":
        ids |= set(chat.members)
    return [user(call, call.state.accounts[one]) for one in sorted(ids) if one in call.state.accounts]


def chats_of(call: Call, chat: Chat) -> list[t.TypeChat]:
    return [] if chat.kind == "private" else [chat_of(call, chat)]


def updates(call: Call, chat: Chat, messages: list[Message], changes: list[t.TypeUpdate]) -> t.Updates:
    """Changes with the peers they speak of."""
    return t.Updates(changes, people_of(call, chat, messages), chats_of(call, chat), moment(call.state.now()), 0)


def box(call: Call, chat: Chat) -> int:
    """Which event counter a chat's messages count in: a channel's own, or the account's."""
    return chat.id if chat.kind in ("channel", "supergroup") else call.account.id


def new_message(call: Call, chat: Chat, one: Message, *, is_new: bool) -> t.TypeUpdate:
    if one.scheduled:
        return t.UpdateNewScheduledMessage(message(call, chat, one))
    pts = call.server.pts(box(call, chat), int(is_new))
    kind = t.UpdateNewChannelMessage if chat.kind in ("channel", "supergroup") else t.UpdateNewMessage
    return kind(message(call, chat, one), pts, int(is_new))


def edited_message(call: Call, chat: Chat, one: Message) -> t.TypeUpdate:
    pts = call.server.pts(box(call, chat), 1)
    kind = t.UpdateEditChannelMessage if chat.kind in ("channel", "supergroup") else t.UpdateEditMessage
    return kind(message(call, chat, one), pts, 1)


def refuse_given(request: object, *names: str) -> None:
    """Raises METHOD_NOT_MODELLED for the first of these optional parameters that was given: never ignored in silence."""
    for name in names:
        if getattr(request, name):
            raise Refused(f"METHOD_NOT_MODELLED: {type(request).__name__.removesuffix('Request')} with {name}")
