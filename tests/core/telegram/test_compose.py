"""What Telegram's answers say, also those that the sandbox does not give."""

from __future__ import annotations

import datetime
from typing import Any

import pytest
from telethon.tl.types import (
    InputReplyToMessage,
    Message,
    PeerChannel,
    UpdateMessageID,
    UpdateNewChannelMessage,
    UpdateNewScheduledMessage,
    Updates,
)

from core.errors import Retry
from core.model import Destination, Entity
from core.telegram import compose

WHEN = datetime.datetime(2026, 11, 23, tzinfo=datetime.UTC)


def answer(*updates: Any) -> Updates:
    return Updates(list(updates), [], [], WHEN, 0)


def message(number: int) -> Message:
    return Message(id=number, peer_id=PeerChannel(5), date=WHEN, message="")


def test_a_converted_videos_message_is_known_to_be_scheduled() -> None:
    told = answer(UpdateMessageID(9, 77), UpdateNewScheduledMessage(message(9)))
    assert compose.sent_id(told, 77) == 9
    found, scheduled = compose.sent_message(told, 9)
    assert found is not None
    assert scheduled


def test_the_message_is_told_from_others_in_the_answer() -> None:
    told = answer(
        UpdateMessageID(8, 11),
        UpdateMessageID(9, 77),
        UpdateNewChannelMessage(message(8), 1, 1),
        UpdateNewChannelMessage(message(9), 2, 1),
    )
    found, scheduled = compose.sent_message(told, compose.sent_id(told, 77))
    assert found is not None
    assert (found.id, scheduled) == (9, False)


def test_an_answer_may_leave_the_message_out() -> None:
    assert compose.sent_message(answer(UpdateMessageID(9, 77)), 9) == (None, False)


def test_an_answer_without_an_id_is_asked_again() -> None:
    with pytest.raises(Retry):
        compose.sent_id(answer(), 77)


@pytest.mark.parametrize(
    ("topic", "reply_to", "expected"),
    [
        (None, None, None),
        (1, None, None),
        (5, None, InputReplyToMessage(5)),
        (None, 3, InputReplyToMessage(3)),
        (1, 3, InputReplyToMessage(3)),
        (5, 3, InputReplyToMessage(3, top_msg_id=5)),
    ],
)
def test_topics_and_replies(topic: int | None, reply_to: int | None, expected: InputReplyToMessage | None) -> None:
    found = compose.reply(Destination(1, -1, topic_id=topic), reply_to)
    assert (found and found.to_dict()) == (expected and expected.to_dict())


def test_an_unknown_kind_of_entity_is_an_error() -> None:
    with pytest.raises(KeyError):
        compose.entities((Entity("blink", 0, 1),))
