"""Channels and forums are made, with a picture and the bot in them. (Looking at chats and joining them: chat_look.py.)

Making one is several calls, and the process may be killed between any two. So each is made by looking first: a channel that
this account created since `since`, with that very title and description, is taken for the one that was begun, and what it
still lacks is added. What could still go wrong: the owner renames it between the kill and the next try, or gets into a hundred
other chats meanwhile, or the machine's clock jumps back over more than a minute; then a second channel is made. And one that was
made for something else under the same title and description less than a minute before `since` is taken for ours, unless the
caller names it in `taken`.

What it makes is private. Bots can't make channels: those methods are for the user session.
"""

from __future__ import annotations

import hashlib
import logging
import secrets
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from typing import Any

from telethon.tl.functions.channels import (
    CreateChannelRequest,
    EditAdminRequest,
    EditPhotoRequest,
    GetFullChannelRequest,
    InviteToChannelRequest,
)
from telethon.tl.functions.contacts import ResolveUsernameRequest
from telethon.tl.functions.messages import CreateForumTopicRequest, GetDialogsRequest, GetForumTopicsRequest
from telethon.tl.functions.upload import SaveFilePartRequest
from telethon.tl.types import (
    Channel,
    ChatAdminRights,
    ChatPhotoEmpty,
    ForumTopic,
    InputChannel,
    InputChatUploadedPhoto,
    InputFile,
    InputPeerChannel,
    InputPeerEmpty,
    InputUser,
    User,
)

from core.errors import Permanent, Retry, Trouble
from core.telegram import compose
from core.telegram.chat_refusals import told_apart
from core.telegram.peers import CHANNELS_FROM, Peers
from core.telegram.sessions import CHUNK_SIZE, Session
from core.telegram.troubles import said

log = logging.getLogger(__name__)

RECENT = 100  #: dialogs among which a chat that was begun is looked for
CLOCKS_APART = 60.0  #: seconds that Telegram's clock and ours may differ
TOPICS = 100

#: just what the app does there: posts, edits their status, deletes its test post
CHANNEL_RIGHTS = ChatAdminRights(post_messages=True, edit_messages=True, delete_messages=True)
FORUM_RIGHTS = ChatAdminRights(delete_messages=True, manage_topics=True)


@dataclass(frozen=True, slots=True)
class Made:
    """A chat that stands, with the bot in it. topics: key -> the topic's id."""

    chat_id: int
    title: str
    topics: Mapping[str, int] = field(default_factory=dict)


class ChatMaker:
    """As the user session's account. `photo` is a JPEG of at least 160 pixels a side and at most 512 KiB."""

    def __init__(self, session: Session, peers: Peers) -> None:
        self._session = session
        self._peers = peers

    async def create_channel(
        self, title: str, about: str, photo: bytes, bot_username: str, since: float, *, taken: Collection[int] = ()
    ) -> Made:
        """A private channel of that title, description and picture, with the bot as an administrator. Safe to repeat.

        since: when this was first asked for; the same at each repetition. taken: chats that are something else's already.
        Raises Permanent telegram-too-many-chats, telegram-account-limited, and troubles.
        """
        with told_apart():
            channel = await self._begun(title, about, since, taken, forum=False)
            if channel is None:
                request = CreateChannelRequest(title, about, broadcast=True)
                channel = _channel_in(await self._session.call(request))
            here = await self._known(channel)
            await self._picture(channel, here, photo)
            bot = await self._bot(bot_username)
            await self._session.call(EditAdminRequest(here, bot, CHANNEL_RIGHTS, ""))
            return Made(CHANNELS_FROM - channel.id, channel.title)

    async def create_forum(
        self, title: str, about: str, photo: bytes, topics: Mapping[str, str], bot_username: str, since: float,
        *, taken: Collection[int] = (),
    ) -> Made:  # fmt: skip
        """A private forum with a topic for each of `topics` (key -> name). Otherwise as create_channel."""
        with told_apart():
            channel = await self._begun(title, about, since, taken, forum=True)
            if channel is None:
                request = CreateChannelRequest(title, about, megagroup=True, forum=True)
                channel = _channel_in(await self._session.call(request))
            here = await self._known(channel)
            await self._picture(channel, here, photo)
            bot = await self._bot(bot_username)
            await self._let_in(here, bot)
            await self._session.call(EditAdminRequest(here, bot, FORUM_RIGHTS, ""))
            ids = await self._topics(here, topics)
            return Made(CHANNELS_FROM - channel.id, channel.title, ids)

    async def _begun(
        self, title: str, about: str, since: float, taken: Collection[int], *, forum: bool
    ) -> Channel | None:
        """The chat that an earlier call made and did not finish, the oldest if there are several."""
        page = await self._session.call(GetDialogsRequest(None, 0, InputPeerEmpty(), RECENT, 0))
        ours = [
            one
            for one in page.chats
            if isinstance(one, Channel)
            and one.creator
            and not one.username
            and one.title == title
            and (bool(one.forum), bool(one.broadcast)) == (forum, not forum)
            and one.date is not None
            and one.date.timestamp() >= since - CLOCKS_APART
            and CHANNELS_FROM - one.id not in taken
        ]
        for one in sorted(ours, key=lambda channel: channel.id):
            full = await self._session.call(GetFullChannelRequest(_input(one)))
            if full.full_chat.about == about:
                return one
        return None

    async def _known(self, channel: Channel) -> InputChannel:
        if channel.access_hash is None:
            raise Retry("telegram-refused", reason="NO_ACCESS_HASH")
        await self._peers.remember(self._session.account, CHANNELS_FROM - channel.id, channel.access_hash)
        return _input(channel)

    async def _picture(self, channel: Channel, here: InputChannel, photo: bytes) -> None:
        """Set it, unless there is one. A channel goes without a picture rather than not at all."""
        if not isinstance(channel.photo, ChatPhotoEmpty):
            return
        if len(photo) > CHUNK_SIZE:
            raise ValueError("a chat's picture has at most 512 KiB")
        number = secrets.randbits(63)
        digest = hashlib.md5(photo, usedforsecurity=False).hexdigest()
        try:
            await self._session.call(SaveFilePartRequest(number, 0, photo))
            uploaded = InputChatUploadedPhoto(InputFile(number, 1, "picture.jpg", digest))
            await self._session.call(EditPhotoRequest(here, uploaded))
        except (Permanent, Retry) as refusal:
            if isinstance(refusal, Retry) and refusal.key != "telegram-refused":
                raise
            log.warning("made without its picture: %s", refusal)

    async def _bot(self, username: str) -> InputUser:
        answer = await self._session.call(ResolveUsernameRequest(username))
        found = next((one for one in answer.users if isinstance(one, User) and one.bot), None)
        if found is None or found.access_hash is None:
            raise Retry("telegram-refused", reason="USERNAME_NOT_OCCUPIED")
        return InputUser(found.id, found.access_hash)

    async def _let_in(self, here: InputChannel, bot: InputUser) -> None:
        """A group's administrator is its member first."""
        try:
            await self._session.call(InviteToChannelRequest(here, [bot]))
        except Trouble as refusal:
            if said(refusal) != "USER_ALREADY_PARTICIPANT":
                raise

    async def _topics(self, here: InputChannel, wanted: Mapping[str, str]) -> dict[str, int]:
        """Those that are missing are made, each under a random_id of its own, so that none is made twice."""
        peer = InputPeerChannel(here.channel_id, here.access_hash)
        listed = await self._session.call(GetForumTopicsRequest(peer, None, 0, 0, TOPICS))
        there = {one.title: one.id for one in reversed(listed.topics) if isinstance(one, ForumTopic)}
        ids = {}
        for key, name in wanted.items():
            if name in there:
                ids[key] = there[name]
                continue
            digest = hashlib.sha256(f"topic {here.channel_id} {key} {name}".encode()).digest()
            random_id = int.from_bytes(digest[:8], "big", signed=True) or 1
            answer = await self._session.call(CreateForumTopicRequest(peer, name, random_id=random_id))
            ids[key] = compose.sent_id(answer, random_id)
        return ids


def _channel_in(answer: Any) -> Channel:
    found = next((one for one in answer.chats if isinstance(one, Channel)), None)
    if found is None:
        raise Retry("telegram-refused", reason="NO_CHANNEL")
    return found


def _input(channel: Channel) -> InputChannel:
    return InputChannel(channel.id, channel.access_hash or 0)
