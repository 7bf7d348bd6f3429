"""Never the same bytes twice: by whose reference a video is sent once more, and what is done when none is good."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from core import step
from core.download.job import Arrived
from core.errors import Retry
from core.model import Account
from sandbox.telegram.state import Message
from tests.core.telegram.world import BOT, OWNER

from .sending import Sending, sending


@pytest.fixture
async def there(tmp_path: Path) -> AsyncIterator[Sending]:
    async with sending(tmp_path) as there:
        yield there


def delete(there: Sending, message: Message) -> None:
    chat = there.dm if message.chat_id > 0 else there.world.state.chats[message.chat_id]
    there.world.state.delete(OWNER, chat, [message.id])


async def test_a_second_like_is_sent_by_the_same_accounts_reference(there: Sending) -> None:
    await there.bring(await there.like())
    uploaded = there.uploaded
    second = there.world.state.create_channel(OWNER, "Another")
    there.world.let_in(second)
    await there.bring(await there.like(chat=second))

    [first], [again] = there.files(), there.files(second)
    assert (first.media.id, first.sender, again.sender) == (again.media.id, OWNER, OWNER)  # type: ignore[union-attr]
    assert again.reply_to == min(second.messages), "it answers the post of its own"
    assert there.kitchen.fetched == ["video000001"]
    assert there.uploaded == uploaded


async def test_what_another_account_sent_is_copied_by_the_bot(there: Sending) -> None:
    await there.bring(await there.like())
    uploaded = there.uploaded
    job = await there.ask()
    await there.bring(job)

    [original], [copy] = there.files(), there.files(there.dm)
    assert (original.sender, copy.sender) == (OWNER, BOT)
    assert copy.media.sha256 == original.media.sha256  # type: ignore[union-attr]
    assert there.uploaded == uploaded
    [row] = await there.parts(job)
    assert row["document_id"] == copy.media.id, "the next one is sent by what is known of this"  # type: ignore[union-attr]
    assert row["document_reference"]


async def test_a_reference_that_grew_old_on_the_way_is_read_anew(there: Sending) -> None:
    await there.bring(await there.ask())
    uploaded = there.uploaded
    there.world.faults.switch_on("telegram.reference_expired")
    await there.bring(await there.ask())

    assert len(there.files(there.dm)) == 2
    assert there.world.faults.hits == {"telegram.reference_expired": 1}
    assert (there.kitchen.fetched, there.uploaded) == (["video000001"], uploaded)


async def test_weeks_later_a_video_is_still_sent_without_a_byte(there: Sending) -> None:
    await there.bring(await there.ask())
    uploaded, later = there.uploaded, there.world.state.now() + 30 * 86400
    there.world.state.now = lambda: later
    await there.bring(await there.ask())
    assert (there.kitchen.fetched, there.uploaded) == (["video000001"], uploaded)


async def test_the_next_best_original_is_taken_where_the_owner_deleted_the_newest(there: Sending) -> None:
    await there.bring(await there.like())
    await there.bring(await there.ask())
    uploaded = there.uploaded
    delete(there, there.files(there.dm)[0])
    await there.bring(await there.ask())
    assert len(there.files(there.dm)) == 1
    assert (there.kitchen.fetched, there.uploaded) == (["video000001"], uploaded)


async def test_what_stands_nowhere_any_more_comes_anew_and_counts_as_no_fault(there: Sending) -> None:
    await there.bring(await there.ask())
    uploaded = there.uploaded
    delete(there, there.files(there.dm)[0])
    job = await there.ask()
    await there.bring(job)
    assert there.kitchen.fetched == ["video000001", "video000001"]
    assert there.uploaded == 2 * uploaded
    assert (await there.store.jobs.get(job)).tries == 0


async def test_parts_and_subtitles_are_sent_again_each_in_its_place(there: Sending) -> None:
    there.kitchen.pieces, there.kitchen.subtitles, there.chosen["subtitles"] = 2, ("en", "de"), ("en", "de")
    await there.bring(await there.like())
    uploaded = there.uploaded
    there.chosen["subtitles"] = ("de",)
    await there.bring(await there.ask())

    one, two, subtitles = there.files(there.dm)
    assert [one.text[-15:], two.text[-15:]] == [f.text[-15:] for f in there.files()[:2]]
    assert subtitles.media.name.endswith(".de.srt")  # type: ignore[union-attr]
    assert subtitles.reply_to == two.id
    assert (len(there.kitchen.fetched), there.uploaded) == (1, uploaded)


async def test_a_part_that_is_gone_is_no_reason_to_send_the_others_alone(there: Sending) -> None:
    there.kitchen.pieces = 2
    await there.bring(await there.like())
    delete(there, there.files()[1])
    await there.bring(await there.ask())
    assert len(there.files(there.dm)) == 2
    assert len(there.kitchen.fetched) == 2


@contextmanager
def refused_from_the_second(there: Sending) -> Iterator[None]:
    """Telegram takes no reference any more once one message was sent."""

    def hear(name: str) -> None:
        if name == "after telegram.SendMedia":
            there.world.faults.switch_on("telegram.reference_expired")

    step.listen(hear)
    try:
        yield
    finally:
        step.listen(None)
    assert there.world.faults.hits["telegram.reference_expired"] >= 2
    there.world.faults.switch_off("telegram.reference_expired")


async def test_a_copy_that_breaks_off_half_way_leaves_no_part_twice(there: Sending) -> None:
    """The bot copies what it sent elsewhere; Telegram takes the first part only, so the owner's account brings it anew."""
    there.kitchen.pieces = 2
    await there.bring(await there.ask())
    job = await there.like()
    with refused_from_the_second(there):
        await there.bring(job)
    assert [(one.sender, "Part 1/2" in one.text) for one in there.files()] == [(OWNER, True), (OWNER, False)]


async def test_what_was_taken_out_again_does_not_count_as_sent_at_the_next_try(there: Sending) -> None:
    """Under its random id Telegram names a message that is gone."""
    there.kitchen.pieces = 2
    await there.bring(await there.ask())
    job = await there.like()
    fetch, away = there.kitchen.fetch, Retry("video-unavailable")

    async def nothing(*_: object) -> Arrived:
        raise away

    there.kitchen.fetch = nothing  # type: ignore[method-assign, assignment]
    with refused_from_the_second(there), pytest.raises(Retry) as met:
        await there.bring(job)
    assert met.value is away
    assert there.files() == []
    there.kitchen.fetch = fetch  # type: ignore[method-assign]
    async with there.store.database.transaction("test") as t:
        await t.run("UPDATE downloads SET tries = 1 WHERE id = ?", (job,))  # as the worker counts it
    await there.bring(job)
    assert [(one.sender, "Part 1/2" in one.text) for one in there.files()] == [(OWNER, True), (OWNER, False)]
    assert len(there.kitchen.fetched) == 2


async def test_another_cut_is_another_file(there: Sending) -> None:
    await there.bring(await there.ask())
    there.chosen["sponsorblock"] = ("sponsor",)
    await there.bring(await there.ask())
    await there.bring(await there.ask())
    assert len(there.kitchen.fetched) == 2


@pytest.mark.parametrize("at", ["before telegram.SendMedia", "after telegram.SendMedia", "before commit.job-sent"])
async def test_a_kill_between_copy_and_row_makes_no_second_copy(there: Sending, at: str) -> None:
    await there.bring(await there.like())
    job = await there.ask()
    with there.dying(at) as died:
        await there.bring(job)
    assert died
    await there.restart()
    await there.bring(job)
    assert len(there.files(there.dm)) == 1
    assert there.kitchen.fetched == ["video000001"]


@pytest.mark.parametrize("pieces", [1, 2])
async def test_a_kill_in_a_copy_whose_original_is_deleted_then_leaves_one_video(there: Sending, pieces: int) -> None:
    """The bot's copy stands, its row does not; after the start the owner's account has to bring all anew."""
    there.kitchen.pieces = pieces
    await there.bring(await there.ask())
    job = await there.like()
    with there.dying("after telegram.SendMedia") as died:
        await there.bring(job)
    assert died
    [left] = there.files()
    assert left.sender == BOT
    for one in there.files(there.dm):
        delete(there, one)
    await there.restart()
    await there.bring(job)
    senders = [one.sender for one in there.files()]
    assert senders in ([BOT] * pieces, [OWNER] * pieces), "one alone is found by the reference that was kept"


async def test_an_upload_that_telegram_has_lost_altogether_begins_anew(there: Sending) -> None:
    there.kitchen.size = 11 * 1024 * 1024
    job = await there.ask()
    with there.dying("before telegram.SendMedia") as died:
        await there.bring(job)
    assert died
    there.world.state.uploads.clear()
    await there.restart()
    await there.bring(job)
    [video] = there.files(there.dm)
    assert video.media
    assert video.media.size == there.kitchen.size
    assert there.uploaded == 2 * 22
    assert len(there.kitchen.fetched) == 1


async def test_a_second_account_meanwhile_sends_what_stands_and_no_second_message(there: Sending) -> None:
    """The owner signs out while an upload is under way: the bot's upload begins anew, and one message stands."""
    there.kitchen.size = 11 * 1024 * 1024
    job = await there.like()
    with there.dying("before telegram.SendMedia") as died:
        await there.bring(job)
    assert died
    there.saved.sessions[Account.USER] = None
    await there.restart()
    await there.bring(job)
    [video] = there.files()
    assert video.sender == BOT


async def test_another_message_under_the_same_number_is_not_taken_for_the_video(there: Sending) -> None:
    """As in a group that has become a supergroup."""
    await there.bring(await there.like())
    await there.bring(await there.like("video000002"))
    first, _ = there.files()
    there.kitchen.size += 1
    await there.bring(await there.like("video000003"))
    other = there.files()[-1]
    there.world.channel.messages[first.id] = replace(other, id=first.id)
    await there.bring(await there.ask())
    [video] = there.files(there.dm)
    assert video.media
    assert video.media.name == "A film [video000001].mp4"
    assert len(there.kitchen.fetched) == 4
