"""A post that turns into its video: what stands, through kills at every step, and what is done when the post can't be turned."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from sandbox.telegram.state import Message, utf16_length
from tests.core.telegram.world import BOT, OWNER

from .sending import Sending, sending


@pytest.fixture
async def there(tmp_path: Path) -> AsyncIterator[Sending]:
    async with sending(tmp_path) as there:
        there.chosen["one_message"] = True
        yield there


def only(there: Sending) -> Message:
    [message] = there.world.channel.messages.values()
    return message


def assert_turned(message: Message) -> None:
    assert message.sender == BOT
    assert message.media is not None
    assert (message.media.kind, message.media.size) == ("video", 700_000)
    assert "✅ sent" in message.text
    post, _, caption = message.text.partition("\n\n")
    assert post.startswith("❤️ Liked")
    assert "https://youtu.be/video000001" in post
    assert caption.startswith("❤️ A film")
    assert message.reply_markup is None


async def test_the_post_is_the_video_with_the_words_of_both(there: Sending) -> None:
    job = await there.like()
    post = only(there)
    assert post.media is None
    await there.bring(job)

    assert_turned(only(there))
    [row], message = await there.parts(job), only(there)
    assert message.media
    assert (row["message_id"], row["account"], row["document_id"]) == (post.id, "bot", message.media.id)
    assert there.kitchen.fetched == ["video000001"]


async def test_the_status_line_is_still_edited_below_the_video(there: Sending) -> None:
    job = await there.like()
    await there.bring(job)
    async with there.store.database.transaction("test") as t:
        await t.run("UPDATE deliveries SET status_wanted = ?", ('{"args": {}, "key": "status-removed"}',))
    await there.tell()
    message = only(there)
    assert "✅ sent" not in message.text
    assert message.media is not None
    assert message.text.endswith("\n\n❤️ A film — A channel (1:02)")


async def test_of_several_parts_the_post_is_the_first_and_the_others_answer_it(there: Sending) -> None:
    there.kitchen.pieces, there.kitchen.subtitles, there.chosen["subtitles"] = 3, ("en",), ("en",)
    await there.bring(await there.like())
    first, second, third, subtitles = there.files()
    assert len(there.world.channel.messages) == 4
    assert {one.sender for one in there.files()} == {BOT}
    assert (first.reply_to, second.reply_to, third.reply_to) == (None, first.id, first.id)
    assert subtitles.reply_to == third.id
    assert "Part 1/3" in first.text
    assert second.text.splitlines()[1].startswith("Part 2/3")


@pytest.mark.parametrize("stale", [False, True])
async def test_what_stands_elsewhere_turns_the_post_without_a_byte(there: Sending, stale: bool) -> None:
    there.chosen["one_message"] = False
    await there.bring(await there.ask())
    uploaded, there.chosen["one_message"] = there.uploaded, True
    if stale:
        there.world.faults.switch_on("telegram.reference_expired", method="EditMessage")
    await there.bring(await there.like())
    assert_turned(only(there))
    assert (len(there.kitchen.fetched), there.uploaded) == (1, uploaded)
    assert "telegram.reference_expired" not in there.world.faults.active


@pytest.mark.parametrize("why", ["gone", "old"])
async def test_a_post_that_can_not_be_turned_gets_its_video_below(there: Sending, why: str) -> None:
    job = await there.like()
    post = only(there)
    if why == "gone":
        there.world.state.delete(OWNER, there.world.channel, [post.id])
    else:
        there.world.faults.switch_on("telegram.edit_expired", times=None)
    await there.bring(job)
    [video] = there.files()
    assert video.id != post.id
    assert video.text == "❤️ A film — A channel (1:02)"
    assert video.reply_to == (None if why == "gone" else post.id)
    assert len(there.kitchen.fetched) == 1


STEPS = [
    "before telegram.EditMessage", "after telegram.EditMessage", "before commit.part-sent", "after commit.part-sent",
    "before commit.job-sent", "after commit.job-sent", "before commit.turning", "after commit.turning",
    "before commit.job-done", "after telegram.SaveBigFilePart", "before commit.chunks", "after commit.chunks",
]  # fmt: skip


@pytest.mark.parametrize("at", STEPS)
async def test_a_kill_at_any_step_leaves_one_message_and_sends_no_byte_twice(there: Sending, at: str) -> None:
    there.kitchen.size = 11 * 1024 * 1024
    job = await there.like()
    with there.dying(at) as died:
        await there.bring(job)
    assert died, "it never came to this step"
    await there.restart()
    await there.bring(job)

    message = only(there)
    assert message.media is not None
    assert "✅ sent" in message.text
    assert message.media.size == there.kitchen.size
    assert len(there.kitchen.fetched) == 1
    used_up = at in ("after telegram.EditMessage", "before commit.part-sent")
    if used_up:
        assert there.uploaded == 22, "what the post holds is not uploaded again"


async def test_words_that_do_not_fit_are_left_out_line_by_line(there: Sending) -> None:
    job = await there.like()
    async with there.store.database.transaction("test") as t:
        await t.run(
            "UPDATE downloads SET chapters = ? WHERE id = ?",
            ("[" + ", ".join(f'[{n * 2}, "Chapter {n} {"x" * 40}"]' for n in range(30)) + "]", job),
        )
    await there.bring(job)
    message = only(there)
    assert message.media is not None
    assert utf16_length(message.text) <= 1024
    assert "✅ sent" in message.text
