"""What stands under and in a post beside its text: buttons whose presses reach the Bot API, and dates in the viewer's own zone."""

from __future__ import annotations

from collections.abc import AsyncIterator

import pytest

from core.errors import Permanent, Retry
from core.model import Button, Entity, Text
from core.telegram import compose
from core.telegram.publisher import Publisher
from core.telegram.sessions import Session
from sandbox.telegram.botapi.server import BotApiServer
from sandbox.telegram.person import Person

from .world import BOT, World

ROWS = (
    (Button("Retry", data="retry:7", style="primary"), Button("Cancel", data="cancel:7", style="danger")),
    (Button("Watch", url="https://www.youtube.com/watch?v=abc"), Button("Code", copy="ABCD-EFGH")),
)
SHOWN = [
    [
        {"text": "Retry", "callback_data": "retry:7", "style": "primary"},
        {"text": "Cancel", "callback_data": "cancel:7", "style": "danger"},
    ],
    [
        {"text": "Watch", "url": "https://www.youtube.com/watch?v=abc"},
        {"text": "Code", "copy_text": {"text": "ABCD-EFGH"}},
    ],
]


@pytest.fixture
async def door(world: World) -> AsyncIterator[BotApiServer]:
    it = BotApiServer(world.state, world.faults)
    await it.start()
    try:
        yield it
    finally:
        await it.stop()


async def test_a_press_under_a_post_reaches_the_bot_api(world: World, door: BotApiServer, publisher: Publisher) -> None:
    post = await publisher.send_text(world.to, Text("a video"), random_id=7, buttons=ROWS)
    assert world.channel.messages[post].reply_markup == {"inline_keyboard": SHOWN}
    owner = Person(world.state, world.owner, world.state.accounts[BOT], door)
    owner.presses.press("Cancel", chat=world.channel)
    pressed = [update["callback_query"] for update in world.state.updates[BOT] if "callback_query" in update]
    assert [(one["data"], one["message"]["message_id"], one["from"]["id"]) for one in pressed] == [
        ("cancel:7", post, world.owner.id)
    ]
    assert pressed[0]["message"]["reply_markup"] == {"inline_keyboard": SHOWN}


async def test_an_edit_says_which_buttons_there_are_from_now_on(world: World, publisher: Publisher) -> None:
    post = await publisher.send_text(world.to, Text("a video"), random_id=7, buttons=ROWS)
    await publisher.edit_text(world.to, post, Text("a video"), buttons=ROWS[:1])
    assert world.channel.messages[post].reply_markup == {"inline_keyboard": SHOWN[:1]}
    await publisher.edit_text(world.to, post, Text("a video"))
    assert world.channel.messages[post].reply_markup is None


async def test_a_post_of_the_owners_session_gets_its_words_from_the_bot(
    world: World, user: Session, publisher: Publisher
) -> None:
    post = await world.publisher(user).send_text(world.to, Text("a video"), random_id=7)
    with pytest.raises(Permanent):
        await publisher.edit_text(world.to, post, Text("the bot's words"))
    world.channel.rights[BOT].add("can_edit_messages")
    assert await publisher.edit_text(world.to, post, Text("the bot's words"), buttons=ROWS)
    assert world.channel.messages[post].reply_markup == {"inline_keyboard": SHOWN}


async def test_a_date_is_read_in_the_viewers_own_zone(world: World, publisher: Publisher) -> None:
    text = Text(
        "at noon, or so", (Entity("date", 3, 4, unix=1_795_000_000, format="wDt"), Entity("date", 9, 5, unix=5))
    )
    post = await publisher.send_text(world.to, text, random_id=7)
    assert world.channel.messages[post].entities == [
        {"type": "date_time", "offset": 3, "length": 4, "unix_time": 1_795_000_000, "date_time_format": "wDt"},
        {"type": "date_time", "offset": 9, "length": 5, "unix_time": 5},
    ]


async def test_a_relative_date_stands_alone(world: World, publisher: Publisher) -> None:
    def soon(shape: str) -> Text:
        return Text("soon", (Entity("date", 0, 4, unix=5, format=shape),))

    await publisher.send_text(world.to, soon("r"), random_id=7)
    with pytest.raises(Retry):
        await publisher.send_text(world.to, soon("rt"), random_id=8)


async def test_a_post_can_come_without_a_sound(world: World, publisher: Publisher) -> None:
    quiet = await publisher.send_text(world.to, Text("quiet"), random_id=7, silent=True)
    loud = await publisher.send_text(world.to, Text("loud"), random_id=8)
    assert [world.channel.messages[one].silent for one in (quiet, loud)] == [True, False]


def test_a_button_that_does_nothing_is_an_error() -> None:
    with pytest.raises(ValueError, match="does nothing"):
        compose.markup(((Button("Hm"),),))


def test_empty_rows_are_no_keyboard() -> None:
    assert compose.markup(()) is None
    assert compose.markup(((),)) is None
