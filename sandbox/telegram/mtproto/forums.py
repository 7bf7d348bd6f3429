"""A forum's topics: made and listed. A topic's id is that of the message that opened it."""

from __future__ import annotations

from telethon.tl import types as t
from telethon.tl.functions.messages import CreateForumTopicRequest, GetForumTopicsRequest

from sandbox.telegram.state import Chat, Refused

from . import peers, tl
from .messages import busy, sent
from .rpc import Answer, Call, answers

COLORS = (0x6FB9F0, 0xFFD67E, 0xCB86DB, 0x8EEE98, 0xFF93B2, 0xFB6F5F)
TITLE_LIMIT = 128


def _forum(call: Call, asked: t.TypeInputPeer) -> Chat:
    chat = peers.chat(call, asked)
    if not chat.forum:
        raise Refused("CHANNEL_FORUM_MISSING")
    return chat


@answers(CreateForumTopicRequest)
async def create_forum_topic(call: Call, request: CreateForumTopicRequest) -> Answer:
    """Raises CHANNEL_FORUM_MISSING, CHAT_ADMIN_REQUIRED, TOPIC_TITLE_EMPTY, ICON_COLOR_INVALID, RANDOM_ID_EMPTY."""
    tl.refuse_given(request, "title_missing", "icon_emoji_id", "send_as")
    chat = _forum(call, request.peer)
    tl.needs(call, chat, "can_manage_topics")
    if not request.title.strip() or len(request.title) > TITLE_LIMIT:
        raise Refused("TOPIC_TITLE_EMPTY")
    color = request.icon_color or COLORS[0]
    if color not in COLORS:
        raise Refused("ICON_COLOR_INVALID")
    with busy(call, chat, request.random_id):
        opened = {"forum_topic_created": {"name": request.title, "icon_color": color}}
        opening, is_new = call.state.send(call.account.id, chat, service=opened, random_id=request.random_id)
    if is_new:
        opening.topic = opening.id
        chat.topics[opening.id] = request.title
    return sent(call, chat, [opening], is_new=is_new)


@answers(GetForumTopicsRequest)
async def get_forum_topics(call: Call, request: GetForumTopicsRequest) -> Answer:
    """All in one page, newest first; the general topic last."""
    chat = _forum(call, request.peer)
    found = {} if request.offset_topic else {1: "General"} | chat.topics
    names = {one: name for one, name in found.items() if request.q is None or request.q.lower() in name.lower()}
    creator = next(one for one, role in chat.members.items() if role == "creator")
    listed: list[t.TypeForumTopic] = [
        t.ForumTopic(
            one, tl.moment(chat.created), tl.peer(call, chat), name, COLORS[0], one, 0, 0, 0, 0, 0, 0,
            t.PeerUser(creator), t.PeerNotifySettings(),
        )
        for one, name in sorted(names.items(), reverse=True)
    ]  # fmt: skip
    people = tl.people_of(call, chat, [])
    return t.messages.ForumTopics(len(listed), listed, [], tl.chats_of(call, chat), people, call.server.pts(chat.id))
