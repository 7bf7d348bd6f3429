"""Posts and edits: where they land, and that each stands once whatever happens on the way."""

from __future__ import annotations

import pytest

from core.errors import Condition, NeedsOwner, Permanent, Retry, Scope
from core.model import Button, Destination, Entity, Text
from core.telegram.publisher import Publisher
from core.telegram.sessions import CHUNK_SIZE, Session
from sandbox.telegram.state import Account
from sandbox.youtube.pictures import draw

from .world import BOT, OWNER, World

HELLO = Text("Hello", ())


async def test_a_text_lands_with_its_entities_counted_in_utf16(world: World, publisher: Publisher) -> None:
    text = Text(
        "❤️ 😀 bold <b>&[_*`code link quote",
        (
            Entity("bold", 6, 4),
            Entity("code", 19, 4),
            Entity("text_link", 24, 4, "https://www.youtube.com/watch?v=abc"),
            Entity("blockquote", 29, 5),
        ),
    )
    message_id = await publisher.send_text(world.to, text, random_id=7)
    message = world.channel.messages[message_id]
    assert message.text == text.plain
    assert [(one["type"], one["offset"], one["length"]) for one in message.entities] == [
        ("bold", 6, 4),
        ("code", 19, 4),
        ("text_link", 24, 4),
        ("blockquote", 29, 5),
    ]
    assert message.entities[2]["url"] == "https://www.youtube.com/watch?v=abc"
    assert text.plain.encode("utf-16-le")[12:20].decode("utf-16-le") == "bold"


async def test_a_repeat_is_answered_with_the_message_that_stands(world: World, publisher: Publisher) -> None:
    first = await publisher.send_text(world.to, HELLO, random_id=7)
    again = await publisher.send_text(world.to, HELLO, random_id=7)
    assert first == again
    assert len(world.channel.messages) == 1


async def test_a_lost_answer_and_a_retry_make_one_message(world: World, publisher: Publisher) -> None:
    world.faults.switch_on("telegram.no_answer", method="SendMessage")
    with pytest.raises(Retry) as away:
        await publisher.send_text(world.to, HELLO, random_id=7)
    assert (away.value.key, away.value.scope) == ("telegram-away", Scope.TELEGRAM)
    message_id = await publisher.send_text(world.to, HELLO, random_id=7)
    assert list(world.channel.messages) == [message_id]


async def test_a_send_that_still_runs_is_asked_for_again_soon_and_is_no_fault_of_its_own(
    world: World, publisher: Publisher
) -> None:
    world.faults.switch_on("telegram.random_id_busy")
    with pytest.raises(Retry) as busy:
        await publisher.send_text(world.to, HELLO, random_id=7)
    assert (busy.value.key, busy.value.scope, busy.value.after) == ("telegram-still-sending", Scope.ITEM, 45.0)


async def test_a_flood_wait_is_told_at_once_and_to_the_second(world: World, publisher: Publisher) -> None:
    world.faults.switch_on("telegram.flood_wait", seconds=17, method="SendMessage")
    with pytest.raises(Retry) as flood:
        await publisher.send_text(world.to, HELLO, random_id=7)
    assert (flood.value.key, flood.value.after, flood.value.scope) == ("telegram-flood", 17.0, Scope.CHAT)
    await publisher.send_text(world.to, HELLO, random_id=7)


async def test_an_edit_changes_the_message(world: World, publisher: Publisher) -> None:
    message_id = await publisher.send_text(world.to, HELLO, random_id=7)
    assert await publisher.edit_text(world.to, message_id, Text("Bye", (Entity("italic", 0, 3),)))
    assert world.channel.messages[message_id].text == "Bye"


async def test_an_edit_that_changes_nothing_counts_as_done(world: World, publisher: Publisher) -> None:
    message_id = await publisher.send_text(world.to, HELLO, random_id=7)
    assert await publisher.edit_text(world.to, message_id, HELLO)


async def test_an_edit_of_a_message_that_is_gone_says_so(world: World, publisher: Publisher) -> None:
    message_id = await publisher.send_text(world.to, HELLO, random_id=7)
    del world.channel.messages[message_id]
    assert not await publisher.edit_text(world.to, message_id, Text("Bye"))


async def test_an_answer_to_a_message_that_is_gone_is_sent_without_it(world: World, publisher: Publisher) -> None:
    post = await publisher.send_text(world.to, HELLO, random_id=7)
    answer = await publisher.send_text(world.to, HELLO, random_id=8, reply_to=post)
    lonely = await publisher.send_text(world.to, HELLO, random_id=9, reply_to=999)
    assert world.channel.messages[answer].reply_to == post
    assert world.channel.messages[lonely].reply_to is None


async def test_a_topic_is_posted_into(world: World, publisher: Publisher) -> None:
    forum = world.state.create_channel(OWNER, "All of it", kind="supergroup")
    forum.forum, forum.topics = True, {5: "Likes"}
    world.let_in(forum)
    into = Destination(2, forum.id, topic_id=5)
    post = await publisher.send_text(into, HELLO, random_id=7)
    answer = await publisher.send_text(into, HELLO, random_id=8, reply_to=post)
    assert forum.messages[post].topic == 5
    assert (forum.messages[answer].topic, forum.messages[answer].reply_to) == (5, post)


async def test_the_owners_own_chat_is_written_to(world: World, publisher: Publisher) -> None:
    dialog = world.state.dialog(BOT, OWNER)
    message_id = await publisher.send_text(Destination(3, OWNER), HELLO, random_id=7)
    assert dialog.messages[message_id].text == "Hello"


@pytest.mark.parametrize("loss", ["member", "rights", "channel"])
async def test_a_lost_channel_is_the_owners_to_mend(world: World, publisher: Publisher, loss: str) -> None:
    await publisher.send_text(world.to, HELLO, random_id=7)
    if loss == "rights":
        world.channel.rights[BOT] = set()
    elif loss == "member":
        del world.channel.members[BOT]
    else:
        del world.state.chats[world.channel.id]
    with pytest.raises(NeedsOwner) as lost:
        await publisher.send_text(world.to, HELLO, random_id=8)
    assert (lost.value.condition, lost.value.scope) == (Condition.CHANNEL_LOST, Scope.CHAT)


async def test_a_text_that_is_too_long_is_given_up(world: World, publisher: Publisher) -> None:
    with pytest.raises(Permanent) as refusal:
        await publisher.send_text(world.to, Text("x" * 5000), random_id=7)
    assert refusal.value.key == "telegram-text-too-long"


async def test_a_hash_is_asked_for_once_and_a_refused_one_again(world: World, bot: Session) -> None:
    publisher = world.publisher(bot)
    await publisher.send_text(world.to, HELLO, random_id=7)
    await publisher.send_text(world.to, HELLO, random_id=8)
    assert world.asked("GetChannels") == 1
    [key] = world.peers.hashes
    world.peers.hashes[key] += 1  # as another bot's would be
    await publisher.send_text(world.to, HELLO, random_id=9)
    assert len(world.channel.messages) == 3


async def test_no_secret_is_in_a_trouble(world: World, bot: Session) -> None:
    world.state.add_account(Account(9, "Other"))
    with pytest.raises(NeedsOwner) as lost:
        await world.publisher(bot).send_text(Destination(4, 9), Text("secret words"), random_id=7)
    assert "secret" not in f"{lost.value} {lost.value.args_for_text}"


# -- posts with a picture ------------------------------------------------------------------------------------------------

PICTURE = draw("UC" + "x" * 22, 240)


async def test_a_picture_stands_in_its_topic_with_text_and_buttons(world: World, publisher: Publisher) -> None:
    forum = world.state.create_channel(OWNER, "All of it", kind="supergroup")
    forum.forum, forum.topics = True, {5: "Subscriptions"}
    world.let_in(forum)
    text = Text("New\nsubscription", (Entity("bold", 0, 3),))

    post = await publisher.send_photo(
        Destination(2, forum.id, topic_id=5),
        PICTURE,
        text,
        random_id=7,
        silent=True,
        buttons=((Button("Get", "x|1"),),),
    )

    assert post is not None
    message = forum.messages[post]
    assert (message.topic, message.silent, message.text) == (5, True, text.plain)
    assert [one["type"] for one in message.entities] == ["bold"]
    assert message.reply_markup is not None
    assert message.media is not None
    assert (message.media.kind, message.media.path.read_bytes()) == ("photo", PICTURE)


async def test_a_lost_answer_and_a_retry_make_one_picture(world: World, publisher: Publisher) -> None:
    world.faults.switch_on("telegram.no_answer", method="SendMedia")
    with pytest.raises(Retry) as away:
        await publisher.send_photo(world.to, PICTURE, HELLO, random_id=7)
    assert (away.value.key, away.value.scope) == ("telegram-away", Scope.TELEGRAM)

    again = await publisher.send_photo(world.to, PICTURE, HELLO, random_id=7)
    without = await publisher.send_text(world.to, HELLO, random_id=7)

    assert list(world.channel.messages) == [again] == [without]


async def test_a_chat_that_takes_no_pictures_says_so_and_takes_the_text(world: World, publisher: Publisher) -> None:
    world.faults.switch_on("telegram.no_photos", method="SendMedia")

    assert await publisher.send_photo(world.to, PICTURE, HELLO, random_id=7) is None
    assert await publisher.send_text(world.to, HELLO, random_id=7)


async def test_a_chat_that_is_lost_is_lost_for_a_picture_too(world: World, publisher: Publisher) -> None:
    world.channel.members.pop(BOT)

    with pytest.raises(NeedsOwner) as lost:
        await publisher.send_photo(world.to, PICTURE, HELLO, random_id=7)

    assert lost.value.condition is Condition.CHANNEL_LOST


async def test_a_picture_of_more_than_one_chunk_is_a_bug_of_the_caller(world: World, publisher: Publisher) -> None:
    for size in (0, CHUNK_SIZE + 1):
        with pytest.raises(ValueError, match="a picture of"):
            await publisher.send_photo(world.to, bytes(size), HELLO, random_id=7)
