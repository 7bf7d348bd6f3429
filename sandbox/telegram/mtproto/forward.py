"""Messages are copied into another chat: forwardMessages with drop_author, each under its own random_id."""

from __future__ import annotations

from telethon.tl.functions.messages import ForwardMessagesRequest

from sandbox.telegram.state import Refused

from . import peers, tl
from .messages import busy, sent
from .rpc import Answer, Call, answers


@answers(ForwardMessagesRequest)
async def forward_messages(call: Call, request: ForwardMessagesRequest) -> Answer:
    """Raises MESSAGE_IDS_EMPTY, MESSAGE_ID_INVALID, RANDOM_ID_INVALID and what sending raises."""
    tl.refuse_given(
        request, "with_my_score", "reply_to", "schedule_date", "schedule_repeat_period", "send_as",
        "quick_reply_shortcut", "effect", "video_timestamp", "allow_paid_stars", "suggested_post", "from_ephemeral",
    )  # fmt: skip
    if not request.drop_author:
        raise Refused("METHOD_NOT_MODELLED: ForwardMessages without drop_author")
    source, target = peers.chat(call, request.from_peer), peers.chat(call, request.to_peer)
    if not request.id:
        raise Refused("MESSAGE_IDS_EMPTY")
    if len(request.random_id) != len(request.id):
        raise Refused("RANDOM_ID_INVALID")
    if request.top_msg_id is not None and request.top_msg_id not in target.topics:
        raise Refused("TOPIC_ID_INVALID")
    copies, any_new = [], False
    for message_id, random_id in zip(request.id, request.random_id, strict=True):
        with busy(call, target, random_id):
            original = source.messages.get(message_id)
            if original is None:
                raise Refused("MESSAGE_ID_INVALID")
            captionless = request.drop_media_captions and original.media
            copy, is_new = call.state.send(
                call.account.id,
                target,
                "" if captionless else original.text,
                entities=[] if captionless else list(original.entities),
                media=original.media,
                topic=request.top_msg_id,
                random_id=random_id,
                silent=bool(request.silent),
            )
        copies.append(copy)
        any_new = any_new or is_new
    return sent(call, target, copies, is_new=any_new)
