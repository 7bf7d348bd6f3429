"""Videos that Telegram converts before it shows them are followed to the message in which they stand."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from core.clock import Wakeup
from core.download import follow
from core.notify.remove import Remove
from storage.copies import copies

from .sending import Sending, sending


@pytest.fixture(params=[True, False], ids=["by the owner", "by the bot"])
async def there(tmp_path: Path, request: pytest.FixtureRequest) -> AsyncIterator[Sending]:
    async with sending(tmp_path, user=request.param) as there:
        yield there


async def converting(there: Sending, seconds: float = 0.3) -> int:
    there.world.faults.switch_on("telegram.converts", seconds=seconds)
    job = await there.like()
    await there.bring(job)
    return job


async def converted(there: Sending) -> None:
    async with there.world.state.changed:
        await there.world.state.changed.wait_for(lambda: not there.world.channel.scheduled)


async def age(there: Sending, seconds: float) -> None:
    """As if the part had been sent so long ago."""
    async with there.store.database.transaction("test") as t:
        await t.run("UPDATE parts SET sent_at = sent_at - ?", (seconds,))


@pytest.mark.parametrize("seen", [True, False], ids=["seen below its post", "asked for by its random id"])
async def test_its_job_is_done_and_its_number_is_learned_later(there: Sending, seen: bool) -> None:
    job = await converting(there)
    if not seen:
        async with there.store.database.transaction("test") as t:
            await t.run("UPDATE deliveries SET gone = 1")
    asked = there.world.asked("SendMedia")
    [row] = await there.parts(job)
    assert (row["scheduled"], row["message_id"]) == (1, 1)
    assert not there.files()
    assert list(there.work.root.iterdir()) == []
    due = await there.follow.turn()
    assert due
    assert due > there.clock.now() + follow.FIRST - 2, "it is too soon to ask"

    await converted(there)
    await age(there, follow.FIRST)
    await there.restart()
    assert await there.follow.turn() is None
    [row], [video] = await there.parts(job), there.files()
    assert (row["scheduled"], row["message_id"], row["document_id"]) == (0, video.id, video.media.id)  # type: ignore[union-attr]
    assert video.id == 2
    assert (there.world.asked("SendMedia") > asked) is not seen, "what is seen is not asked for"


async def test_while_it_is_converted_it_is_asked_again_and_not_sent_again(there: Sending) -> None:
    await converting(there, seconds=1.0)
    await age(there, 100)
    due = await there.follow.turn()
    assert due
    assert 45 <= due - there.clock.now() <= 55, "half of the time that has gone by"
    await converted(there)
    assert len(there.files()) == 1


async def test_what_has_no_number_yet_is_no_original_and_no_link(there: Sending) -> None:
    job = await converting(there)
    assert await copies(there.store.database, ["video000001"]) == {}
    await there.bring(await there.ask())
    assert len(there.kitchen.fetched) == 2, "its id would have named another message"
    await converted(there)
    await age(there, follow.FIRST)
    await there.follow.turn()
    [row] = await there.parts(job)
    found = await copies(there.store.database, ["video000001"])
    assert {row["message_id"], there.files(there.dm)[0].id} >= {found["video000001"].message_id}


async def test_what_is_to_be_taken_out_waits_for_its_number(there: Sending) -> None:
    job = await converting(there)
    async with there.store.database.transaction("test") as t:
        await t.run("INSERT INTO removals (download_id) VALUES (?)", (job,))
    remove = Remove(
        there.store.removals, there.store.pauses, there.accounts, there.clock, Wakeup(there.clock), lambda: None
    )
    await remove.turn()
    await converted(there)
    assert len(there.world.channel.messages) == 2, "the post and the video"
    await age(there, follow.FIRST)
    await there.follow.turn()
    await remove.turn()
    assert not there.files()
    assert len(there.world.channel.messages) == 1


async def test_a_lost_answer_to_the_send_is_answered_by_what_stands(there: Sending) -> None:
    there.world.faults.switch_on("telegram.converts", seconds=0.3)
    job = await there.like()
    with there.dying("after telegram.SendMedia") as died:
        await there.bring(job)
    assert died
    await converted(there)
    await there.restart()
    await there.bring(job)
    [row], [video] = await there.parts(job), there.files()
    assert (row["scheduled"], row["message_id"]) == (0, video.id)
    assert len(there.kitchen.fetched) == 1


async def test_subtitles_answer_the_post_while_their_video_has_no_number(there: Sending) -> None:
    there.kitchen.subtitles, there.chosen["subtitles"] = ("en",), ("en",)
    await converting(there)
    [subtitles] = there.files()
    assert subtitles.reply_to == 1, "the post"
    assert there.world.channel.messages[1].media is None


async def test_after_two_days_nobody_asks_any_more(there: Sending) -> None:
    await converting(there)
    await age(there, follow.GIVE_UP + 1)
    assert await there.follow.turn() is None
    await converted(there)
