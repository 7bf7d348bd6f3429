"""Audio, documents and copies: what arrives, that it stands once, and what is said when the source is gone."""

from __future__ import annotations

from pathlib import Path

import pytest

from core.errors import NeedsOwner, Permanent, Retry
from core.model import AudioFile, Button, Destination, Entity, Text
from core.telegram.publisher import Publisher, SentFile
from core.telegram.sessions import Session
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
    return await world.publisher(session).send_audio(
        world.to, await uploaded(session, path), file, Text("listen"), random_id=random_id, reply_to=reply_to
    )


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
        done = await world.publisher(bot).send_document(
            world.to, await uploaded(bot, path), "Film.en.srt", "application/x-subrip", Text(""),
            random_id=8, reply_to=video.message_id,
        )  # fmt: skip
    message = world.channel.messages[done.message_id]
    assert message.reply_to == video.message_id
    assert message.media is not None
    assert (message.media.kind, message.media.name) == ("document", "Film.en.srt")
    assert arrived(world, path, done.message_id)
    assert len(world.channel.messages) == 2


async def test_a_file_that_answers_a_message_which_is_gone_comes_without_the_reply(world: World, bot: Session) -> None:
    done = await song(world, bot, reply_to=99)
    assert world.channel.messages[done.message_id].reply_to is None


async def test_a_copy_is_what_it_was_and_stands_once(world: World, bot: Session, publisher: Publisher) -> None:
    chat, there = archive(world)
    video = await sent(world, bot, world.random_file(MB), fresh())
    ids = {await publisher.copy_message(world.to, video.message_id, there, random_id=9) for _ in range(2)}
    [copy] = chat.messages.values()
    assert ids == {copy.id}
    assert copy.text == "A video"
    assert copy.media is not None
    assert (copy.media.kind, copy.media.width) == ("video", 640)


async def test_a_copy_of_what_the_owners_session_sent_goes_into_the_owners_own_chat(
    world: World, user: Session, publisher: Publisher
) -> None:
    dialog = world.state.dialog(OWNER, BOT)
    video = await sent(world, user, world.random_file(MB), fresh())
    copy = await publisher.copy_message(world.to, video.message_id, Destination(3, OWNER), random_id=9)
    assert copy is not None
    assert dialog.messages[copy].media is not None


async def test_a_copy_can_have_words_and_buttons_of_its_own(world: World, bot: Session, publisher: Publisher) -> None:
    chat, there = archive(world)
    video = await sent(world, bot, world.random_file(MB), fresh())
    words = Text("other words", (Entity("bold", 0, 5),))
    buttons = ((Button("More", data="more"),),)
    ids = {
        await publisher.copy_message(
            world.to, video.message_id, there, random_id=9, caption=words, buttons=buttons, silent=True
        )
        for _ in range(2)
    }
    [copy] = chat.messages.values()
    assert ids == {copy.id}
    assert (copy.text, copy.silent, len(copy.entities)) == ("other words", True, 1)
    assert copy.reply_markup == {"inline_keyboard": [[{"text": "More", "callback_data": "more"}]]}
    assert copy.media is not None
    assert copy.media.sha256 == world.channel.messages[video.message_id].media.sha256  # type: ignore[union-attr]


@pytest.mark.parametrize("caption", [None, Text("other words")])
async def test_a_copy_of_what_is_gone_says_so(
    world: World, bot: Session, publisher: Publisher, caption: Text | None
) -> None:
    chat, there = archive(world)
    video = await sent(world, bot, world.random_file(MB), fresh())
    world.channel.messages.clear()
    assert await publisher.copy_message(world.to, video.message_id, there, random_id=9, caption=caption) is None
    assert not chat.messages


async def test_a_text_has_no_file_to_copy_with_other_words(world: World, publisher: Publisher) -> None:
    _, there = archive(world)
    post = await publisher.send_text(world.to, Text("words"), random_id=7)
    with pytest.raises(Permanent) as refused:
        await publisher.copy_message(world.to, post, there, random_id=9, caption=Text("x"))
    assert refused.value.key == "telegram-nothing-to-copy"
    assert await publisher.copy_message(world.to, post, there, random_id=10)


async def test_a_copy_goes_into_a_topic(world: World, bot: Session, publisher: Publisher) -> None:
    forum = world.state.create_channel(OWNER, "All", kind="supergroup")
    forum.forum, forum.topics = True, {5: "Likes"}
    world.let_in(forum)
    video = await sent(world, bot, world.random_file(MB), fresh())
    copy = await publisher.copy_message(world.to, video.message_id, Destination(4, forum.id, topic_id=5), random_id=9)
    assert copy is not None
    assert forum.messages[copy].topic == 5


async def test_a_copy_whose_answer_was_lost_is_not_made_twice(world: World, bot: Session, publisher: Publisher) -> None:
    chat, there = archive(world)
    video = await sent(world, bot, world.random_file(MB), fresh())
    world.faults.switch_on("telegram.no_answer", method="ForwardMessages")
    with pytest.raises(Retry):
        await publisher.copy_message(world.to, video.message_id, there, random_id=9)
    copy = await publisher.copy_message(world.to, video.message_id, there, random_id=9)
    assert list(chat.messages) == [copy]


async def test_a_copy_from_a_lost_chat_is_the_owners_to_mend(world: World, publisher: Publisher) -> None:
    _, there = archive(world)
    del world.channel.members[BOT]
    with pytest.raises(NeedsOwner):
        await publisher.copy_message(world.to, 1, there, random_id=9)
