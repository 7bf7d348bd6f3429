"""Files in messages: what arrives, that it stands once, what is sent once more by a reference, and posts that turn into files."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from core.errors import NeedsOwner, Retry
from core.model import AudioFile, Button, Destination, Entity, Text, VideoFile
from core.telegram.files import Media
from core.telegram.publisher import Publisher
from core.telegram.sent import SentFile
from core.telegram.sessions import Session
from core.telegram.troubles import StaleReference
from core.telegram.uploader import Uploaded, Uploader
from sandbox.telegram.state import Chat

from .test_chat_maker import picture
from .uploads import MB, QuickClock, arrived, fresh, sent
from .world import BOT, OWNER, World


async def uploaded(session: Session, path: Path) -> Uploaded:
    return await Uploader(session, QuickClock()).upload_small(path)


def archive(world: World) -> tuple[Chat, Destination]:
    chat = world.state.create_channel(OWNER, "Archive")
    world.let_in(chat)
    return chat, Destination(2, chat.id)


async def song(world: World, session: Session, random_id: int = 7, reply_to: int | None = None) -> SentFile:
    path, thumb = world.random_file(MB, "song.m4a"), world.folder / "thumb.jpg"
    thumb.write_bytes(picture(200))
    file = AudioFile(path, MB, 61.6, "A song", "A singer", thumb)
    files = world.publisher(session).files
    return await files.send(
        world.to, await files.audio(await uploaded(session, path), file), Text("listen"), random_id=random_id,
        reply_to=reply_to,
    )  # fmt: skip


async def test_audio_arrives_as_audio(world: World, bot: Session) -> None:
    done = await song(world, bot)
    assert arrived(world, world.folder / "song.m4a", done.message_id)
    media = world.channel.messages[done.message_id].media
    assert media is not None
    assert (media.kind, media.mime_type, media.duration) == ("audio", "audio/mp4", 62.0)
    assert (media.title, media.performer, media.name) == ("A song", "A singer", "song.m4a")
    assert media.thumb is not None
    assert done.document is not None
    assert world.channel.messages[done.message_id].text == "listen"


async def test_subtitles_answer_their_video_as_a_document(world: World, bot: Session) -> None:
    video = await sent(world, bot, world.random_file(MB), fresh())
    path = world.folder / "film.srt"
    path.write_text("1\n00:00:00,000 --> 00:00:01,000\nHello\n")
    for _ in range(2):
        files = world.publisher(bot).files
        media = files.document(await uploaded(bot, path), "Film.en.srt", "application/x-subrip")
        done = await files.send(world.to, media, Text(""), random_id=8, reply_to=video.message_id)
    message = world.channel.messages[done.message_id]
    assert message.reply_to == video.message_id
    assert message.media is not None
    assert (message.media.kind, message.media.name) == ("document", "Film.en.srt")
    assert arrived(world, path, done.message_id)
    assert len(world.channel.messages) == 2


async def test_a_file_that_answers_a_message_which_is_gone_comes_without_the_reply(world: World, bot: Session) -> None:
    done = await song(world, bot, reply_to=99)
    assert world.channel.messages[done.message_id].reply_to is None


async def by_reference(world: World, session: Session, at: int = 1, random_id: int = 9, **more: Any) -> SentFile:
    """Once more in the archive what stands in the channel, as this account reads it there."""
    files = world.publisher(session).files
    held = (await files.held(world.to, [at]))[at]
    assert held.document
    return await files.send(
        more.pop("there"),
        files.known(held.document, held.cover),
        more.pop("words", Text("again")),
        random_id=random_id,
        **more,
    )


async def test_what_stands_is_sent_once_more_by_its_reference(world: World, bot: Session) -> None:
    chat, there = archive(world)
    video = await sent(world, bot, world.random_file(MB), fresh())
    words, buttons = Text("other words", (Entity("bold", 0, 5),)), ((Button("More", data="more"),),)
    made = [
        await by_reference(world, bot, video.message_id, there=there, words=words, buttons=buttons, silent=True)
        for _ in range(2)
    ]
    [copy] = chat.messages.values()
    assert {one.message_id for one in made} == {copy.id}
    assert (copy.text, copy.silent, len(copy.entities)) == ("other words", True, 1)
    assert copy.reply_markup == {"inline_keyboard": [[{"text": "More", "callback_data": "more"}]]}
    assert copy.media is not None
    assert (copy.media.id, copy.media.kind, copy.media.width) == (video.document_id, "video", 640)


async def test_a_videos_cover_goes_along_with_its_reference(world: World, bot: Session) -> None:
    chat, there = archive(world)
    cover = world.folder / "cover.jpg"
    cover.write_bytes(picture(600))
    path = world.random_file(MB)
    files = world.publisher(bot).files
    media = await files.video(world.to, await uploaded(bot, path), VideoFile(path, MB, 61.5, 640, 360, None, cover))
    first = await files.send(world.to, media, Text(""), random_id=3)
    await by_reference(world, bot, first.message_id, there=there)
    [copy] = chat.messages.values()
    assert copy.media is not None
    assert copy.media.cover is not None


async def test_what_the_owners_session_sent_the_bot_reads_for_a_reference_of_its_own(
    world: World, user: Session, bot: Session
) -> None:
    dialog = world.state.dialog(OWNER, BOT)
    video = await sent(world, user, world.random_file(MB), fresh())
    copy = await by_reference(world, bot, video.message_id, there=Destination(3, OWNER))
    assert dialog.messages[copy.message_id].media is not None
    assert video.document
    with pytest.raises(StaleReference):
        await world.publisher(bot).files.send(
            world.to, world.publisher(bot).files.known(video.document), Text(""), random_id=10
        )


async def test_a_reference_that_has_grown_old_says_so(world: World, bot: Session) -> None:
    _, there = archive(world)
    video = await sent(world, bot, world.random_file(MB), fresh())
    later = world.state.now() + world.state.reference_life + 1
    world.state.now = lambda: later
    files = world.publisher(bot).files
    assert video.document
    with pytest.raises(StaleReference):
        await files.send(there, files.known(video.document), Text(""), random_id=9)
    assert await by_reference(world, bot, video.message_id, there=there)


async def test_only_messages_with_a_file_that_stand_hold_one(world: World, bot: Session, publisher: Publisher) -> None:
    video = await sent(world, bot, world.random_file(MB), fresh())
    post = await publisher.send_text(world.to, Text("words"), random_id=7)
    held = await publisher.files.held(world.to, [video.message_id, post, 99])
    assert list(held) == [video.message_id]
    assert held[video.message_id].size == MB


async def test_a_file_goes_into_a_topic(world: World, bot: Session) -> None:
    forum = world.state.create_channel(OWNER, "All", kind="supergroup")
    forum.forum, forum.topics = True, {5: "Likes"}
    world.let_in(forum)
    video = await sent(world, bot, world.random_file(MB), fresh())
    copy = await by_reference(world, bot, video.message_id, there=Destination(4, forum.id, topic_id=5))
    assert forum.messages[copy.message_id].topic == 5


async def test_a_copy_whose_answer_was_lost_is_not_made_twice(world: World, bot: Session) -> None:
    chat, there = archive(world)
    video = await sent(world, bot, world.random_file(MB), fresh())
    world.faults.switch_on("telegram.no_answer", method="SendMedia")
    with pytest.raises(Retry):
        await by_reference(world, bot, video.message_id, there=there)
    copy = await by_reference(world, bot, video.message_id, there=there)
    assert list(chat.messages) == [copy.message_id]


async def test_a_lost_chat_is_the_owners_to_mend(world: World, publisher: Publisher) -> None:
    del world.channel.members[BOT]
    with pytest.raises(NeedsOwner):
        await publisher.files.held(world.to, [1])


async def film(world: World, session: Session) -> Media:
    path = world.random_file(MB)
    return await world.publisher(session).files.video(
        world.to, await uploaded(session, path), VideoFile(path, MB, 61.5, 640, 360)
    )


async def test_a_post_turns_into_its_video_and_keeps_its_buttons(
    world: World, bot: Session, publisher: Publisher
) -> None:
    post = await publisher.send_text(world.to, Text("A post"), random_id=1)
    buttons = ((Button("More", data="more"),),)
    turned = await publisher.files.turn(world.to, post, await film(world, bot), Text("A film"), buttons=buttons)
    assert turned
    [message] = world.channel.messages.values()
    assert message.media is not None
    assert (message.id, message.text, message.media.id) == (post, "A film", turned.document_id)
    assert message.reply_markup
    assert turned.document
    again = await publisher.files.turn(
        world.to, post, publisher.files.known(turned.document), Text("A film"), buttons=buttons
    )
    assert again
    assert again.document_id == turned.document_id, "an edit that changes nothing counts as done"
    assert await publisher.edit_text(world.to, post, Text("Other words"))
    assert (message.text, message.media.id) == ("Other words", turned.document_id)


@pytest.mark.parametrize("why", ["gone", "old", "another's"])
async def test_a_post_that_can_not_be_edited_turns_into_nothing(
    world: World, bot: Session, user: Session, publisher: Publisher, why: str
) -> None:
    author = world.publisher(user) if why == "another's" else publisher
    post = await author.send_text(world.to, Text("A post"), random_id=1)
    if why == "gone":
        world.channel.messages.clear()
    elif why == "old":
        world.faults.switch_on("telegram.edit_expired")
    assert await publisher.files.turn(world.to, post, await film(world, bot), Text("A film")) is None


async def test_a_video_that_is_converted_first_is_known_as_such(
    world: World, bot: Session, publisher: Publisher
) -> None:
    world.faults.switch_on("telegram.converts", seconds=0.2)
    waiting = await publisher.files.send(world.to, await film(world, bot), Text("A film"), random_id=5)
    assert waiting.scheduled
    assert waiting.document
    async with world.state.changed:
        await world.state.changed.wait_for(lambda: not world.channel.scheduled)
    await publisher.send_text(world.to, Text("after it"), random_id=6)
    stands = await publisher.files.send(world.to, publisher.files.known(waiting.document), Text(""), random_id=5)
    assert not stands.scheduled
    assert world.channel.messages[stands.message_id].text == "A film"
    assert len(world.channel.messages) == 2
