"""Uploads: only what is missing is sent, and nothing that happens on the way spoils the file."""

from __future__ import annotations

import asyncio
import os
import secrets
from itertools import pairwise

import pytest
from telethon.tl.functions.help import GetNearestDcRequest

from core import step
from core.errors import NeedsOwner, Permanent, Retry, Scope
from core.model import Text, UploadProgress
from core.telegram import link as link_module
from core.telegram.sessions import Session
from core.telegram.troubles import ChunkMissing
from core.telegram.upload_run import COMMIT_APART, COMMIT_AT_LEAST, FLOOD_WAIT, PREMIUM_WAIT
from core.telegram.uploader import CHUNK_SIZE, Uploader, forget

from .uploads import MB, QuickClock, arrived, fresh, sent, upload
from .world import BOT, Kept, World


@pytest.mark.parametrize("size", [1, 253, 254, 1000, CHUNK_SIZE, 3 * MB + 5, 10 * MB, 10 * MB + 1, 20 * MB + 77])
async def test_a_file_of_any_size_arrives_whole(world: World, bot: Session, size: int) -> None:
    path, kept = world.random_file(size), fresh()
    video = await sent(world, bot, path, kept)
    assert arrived(world, path, video.message_id)
    assert kept.count == -(-size // CHUNK_SIZE)


async def test_only_unacknowledged_chunks_are_sent(world: World, bot: Session) -> None:
    path, kept = world.random_file(20 * MB), fresh()
    whole = world.random_file(20 * MB, "other.mp4")
    await upload(bot, whole, fresh())
    world.state.log.clear()
    await upload(bot, path, kept)
    half = UploadProgress(kept.last.file_id, CHUNK_SIZE, kept.last.acked[:3])
    world.state.log.clear()
    async with world.bot() as other:  # as after a crash: a new connection, the same file id
        video = await sent(world, other, path, Kept(half))
    assert world.asked("SaveBigFilePart") == 40 - 24
    assert arrived(world, path, video.message_id)


async def test_progress_is_handed_over_a_few_times_a_second_and_at_the_end(world: World, bot: Session) -> None:
    path, kept = world.random_file(20 * MB), fresh()
    world.server.line_rate = 10 * MB  # two seconds
    seen: list[tuple[int, int]] = []
    began = asyncio.get_running_loop().time()
    await Uploader(bot, QuickClock()).upload(path, kept.last, kept, lambda done, total: seen.append((done, total)))
    took = asyncio.get_running_loop().time() - began
    counts = [int.from_bytes(one.acked, "big").bit_count() for one in kept.all]
    assert 4 <= len(counts) - 1 <= 2 + took / COMMIT_APART
    assert all(later - earlier >= 4 for earlier, later in pairwise(counts[1:-1]))
    assert kept.count == 40
    assert seen[-1] == (20 * MB, 20 * MB)
    assert [one[0] for one in seen] == sorted(one[0] for one in seen)


async def test_on_a_slow_line_progress_is_handed_over_every_few_seconds(world: World, bot: Session) -> None:
    path, kept, loop = world.random_file(3 * MB), fresh(), asyncio.get_running_loop()
    world.server.line_rate = MB / 3  # 1.5 s a chunk, 6 s for what a fast line commits at once
    times: list[float] = [loop.time()]

    async def keep(progress: UploadProgress) -> None:
        times.append(loop.time())
        await kept(progress)

    await Uploader(bot, QuickClock()).upload(path, kept.last, keep)
    assert all(later - earlier < COMMIT_AT_LEAST + 2 for earlier, later in pairwise(times))


async def test_an_upload_of_6_mb_is_written_down_on_its_way(world: World, bot: Session) -> None:
    kept = fresh()
    world.server.line_rate = 40 * MB
    await upload(bot, world.random_file(6 * MB), kept)
    assert len(kept.all) - 1 >= 2


async def test_the_step_before_a_chunk_comes_before_any_of_it_is_sent(world: World, bot: Session) -> None:
    class Killed(Exception):
        pass

    def kill(name: str) -> None:
        if name == "before telegram.SaveFilePart":
            raise Killed

    step.listen(kill)
    try:
        with pytest.raises(Killed):
            await upload(bot, world.random_file(MB), fresh())
    finally:
        step.listen(None)
    await bot.call(GetNearestDcRequest(), urgent=False)  # behind whatever went over this connection
    assert world.asked("SaveFilePart") == 0


async def test_each_chunk_is_a_step(world: World, bot: Session) -> None:
    steps: list[str] = []
    step.listen(steps.append)
    try:
        await upload(bot, world.random_file(3 * CHUNK_SIZE), fresh())
    finally:
        step.listen(None)
    assert steps == ["before telegram.SaveFilePart", "after telegram.SaveFilePart"] * 3


@pytest.mark.parametrize(
    "fault", ["telegram.drop_mid_part", "telegram.drop", "telegram.no_answer", "telegram.bad_salt"]
)
async def test_a_broken_connection_costs_a_few_chunks_and_no_more(world: World, bot: Session, fault: str) -> None:
    path, kept = world.random_file(11 * MB), fresh()
    for _ in range(2):
        world.faults.switch_on(fault, skip=9, method="SaveBigFilePart")
        video = await sent(world, bot, path, kept, random_id=secrets.randbits(62))
        assert arrived(world, path, video.message_id)
        kept = fresh()
    assert world.asked("SaveBigFilePart") < 2 * (22 + 20)


async def test_one_silent_chunk_is_sent_again_while_the_others_go_on(world: World, bot: Session) -> None:
    path, kept = world.random_file(16 * MB), fresh()
    world.faults.switch_on("telegram.silent", skip=6, method="SaveBigFilePart")
    connection = await bot.uploads.open()
    await Uploader(bot, QuickClock(), silence=20.0, chunk_silence=0.3).upload(path, kept.last, kept)
    assert kept.count == 32
    assert world.asked("SaveBigFilePart") == 32 + 1
    assert await bot.uploads.open() is connection


async def test_a_chunk_that_is_never_answered_ends_the_upload_for_now(world: World, bot: Session) -> None:
    path, kept = world.random_file(16 * MB), fresh()
    await upload(bot, path, kept)
    acked = bytearray(kept.last.acked)
    acked[3] &= 0xFE  # the last chunk
    last = Kept(UploadProgress(kept.last.file_id, CHUNK_SIZE, bytes(acked)))
    world.faults.switch_on("telegram.silent", times=None, method="SaveBigFilePart")
    with pytest.raises(Retry) as away:
        await Uploader(bot, QuickClock(), silence=0.5, chunk_silence=0.3).upload(path, last.last, last)
    assert away.value.key == "telegram-away"
    world.faults.switch_off("telegram.silent")
    await upload(bot, path, last)
    assert last.count == 32


async def test_waits_are_told_to_who_watches_and_premium_is_named(world: World, bot: Session) -> None:
    path, kept = world.random_file(12 * MB), fresh()
    told: list[tuple[str, int]] = []
    world.faults.switch_on("telegram.flood_premium_wait", seconds=7, method="SaveBigFilePart")
    world.faults.switch_on("telegram.flood_wait", skip=12, seconds=4, method="SaveBigFilePart")
    world.faults.switch_on("telegram.internal", skip=18, method="SaveBigFilePart")
    uploader = Uploader(bot, QuickClock())
    await uploader.upload(path, kept.last, kept, on_wait=lambda why, seconds: told.append((why, seconds)))
    assert told == [(PREMIUM_WAIT, 7), (FLOOD_WAIT, 4)]


async def test_a_throttle_is_asked_for_each_chunk_before_it_is_sent(world: World, bot: Session) -> None:
    path, kept, taken = world.random_file(3 * MB + 5), fresh(), list[tuple[int, int]]()

    class Counted:
        async def take(self, size: int) -> None:
            taken.append((size, world.asked("SaveFilePart")))
            await asyncio.sleep(0.05)

    await Uploader(bot, QuickClock(), throttle=Counted()).upload(path, kept.last, kept)
    assert [size for size, _ in taken] == [CHUNK_SIZE] * 6 + [5]
    assert all(asked <= number for number, (_, asked) in enumerate(taken))


async def test_answers_are_heard_while_a_throttle_holds_the_next_chunk_back(world: World, bot: Session) -> None:
    """However large the window: what is acknowledged at a slow pace is written down at that pace."""
    path, kept, seen = world.random_file(3 * MB), fresh(), list[int]()

    class Slow:
        async def take(self, size: int) -> None:
            seen.append(kept_bytes[-1])
            await asyncio.sleep(0.1)

    kept_bytes = [0]
    uploader = Uploader(bot, QuickClock(), throttle=Slow())
    await uploader.upload(path, kept.last, kept, lambda done, total: kept_bytes.append(done))
    assert all(done >= (number - 1) * CHUNK_SIZE for number, done in enumerate(seen))


async def test_a_flood_wait_in_the_middle_is_obeyed(world: World, bot: Session) -> None:
    path, kept, clock = world.random_file(16 * MB), fresh(), QuickClock()
    world.faults.switch_on("telegram.flood_wait", skip=5, seconds=13, method="SaveBigFilePart")
    await upload(bot, path, kept, clock)
    assert clock.slept == [13.0]
    assert kept.count == 32


async def test_a_slowed_down_account_still_gets_there(world: World, bot: Session) -> None:
    path, kept, clock = world.random_file(12 * MB), fresh(), QuickClock()
    world.faults.switch_on("telegram.flood_premium_wait", times=6, seconds=3, method="SaveBigFilePart")
    await upload(bot, path, kept, clock)
    assert set(clock.slept) == {3.0}
    assert kept.count == 24


async def test_a_long_flood_wait_is_left_to_the_caller_with_the_progress(world: World, bot: Session) -> None:
    path, kept = world.random_file(16 * MB), fresh()
    world.faults.switch_on("telegram.flood_wait", times=None, skip=5, seconds=900, method="SaveBigFilePart")
    with pytest.raises(Retry) as flood:
        await upload(bot, path, kept)
    assert (flood.value.after, flood.value.scope) == (900.0, Scope.TELEGRAM)
    assert kept.count == 5
    world.faults.switch_off("telegram.flood_wait")
    video = await sent(world, bot, path, kept)
    assert arrived(world, path, video.message_id)


async def test_a_server_error_is_tried_again(world: World, bot: Session) -> None:
    path, kept, clock = world.random_file(12 * MB), fresh(), QuickClock()
    world.faults.switch_on("telegram.internal", times=3, skip=4, method="SaveBigFilePart")
    await upload(bot, path, kept, clock)
    assert kept.count == 24


async def test_telegram_away_in_the_middle_is_told_soon_and_resumed(world: World, bot: Session) -> None:
    path, kept = world.random_file(16 * MB), fresh()
    await upload(bot, world.random_file(1, "small.mp4"), fresh())  # the connection stands
    world.faults.switch_on("telegram.drop", skip=20, method="SaveBigFilePart")
    world.faults.switch_on("telegram.refuse", times=None)
    with pytest.raises(Retry) as away:
        await upload(bot, path, kept)
    assert (away.value.key, away.value.scope) == ("telegram-away", Scope.TELEGRAM)
    assert 0 < kept.count <= 20
    world.faults.switch_off("telegram.refuse")
    world.state.log.clear()
    before = kept.count
    video = await sent(world, bot, path, kept)
    assert world.asked("SaveBigFilePart") == 32 - before
    assert arrived(world, path, video.message_id)


async def test_a_missing_chunk_is_sent_again(world: World, bot: Session) -> None:
    path, kept = world.random_file(40 * MB), fresh()
    world.faults.switch_on("telegram.part_missing", part=30)
    with pytest.raises(ChunkMissing) as missing:
        await sent(world, bot, path, kept)
    assert missing.value.number == 30
    world.state.log.clear()
    again = Kept(forget(kept.last, missing.value.number))
    video = await sent(world, bot, path, again)
    assert arrived(world, path, video.message_id)
    assert world.asked("SaveBigFilePart") == 50


async def test_a_text_goes_out_while_an_upload_runs(world: World, bot: Session) -> None:
    path, kept = world.random_file(16 * MB), fresh()
    world.server.line_rate = 20 * MB
    loop, on_the_way = asyncio.get_running_loop(), asyncio.Event()
    publisher = world.publisher(bot)
    await publisher.send_text(world.to, Text("first"), random_id=5)
    async with asyncio.TaskGroup() as tasks:
        uploader = Uploader(bot, QuickClock())
        running = tasks.create_task(uploader.upload(path, kept.last, kept, lambda done, total: on_the_way.set()))
        await on_the_way.wait()
        began = loop.time()
        await publisher.send_text(world.to, Text("while it runs"), random_id=6)
        took = loop.time() - began
        assert not running.done()
    assert took < 0.5


async def test_two_uploads_share_a_connection(world: World, bot: Session) -> None:
    paths = [world.random_file(12 * MB, f"{n}.mp4") for n in range(2)]
    videos = await asyncio.gather(*(sent(world, bot, path, fresh(), n + 1) for n, path in enumerate(paths)))
    assert all(arrived(world, path, video.message_id) for path, video in zip(paths, videos, strict=True))


async def test_a_file_that_changes_while_it_is_sent_is_not_sent(world: World, bot: Session) -> None:
    path, kept = world.random_file(12 * MB), fresh()
    world.faults.switch_on("telegram.flood_wait", skip=5, seconds=1, method="SaveBigFilePart")

    class Spoiling(QuickClock):
        async def sleep(self, seconds: float) -> None:
            os.truncate(path, 6 * MB)

    with pytest.raises(Retry) as changed:
        await upload(bot, path, kept, Spoiling())
    assert changed.value.key == "telegram-file-changed"


async def test_progress_of_a_longer_file_is_refused(world: World, bot: Session) -> None:
    path = world.random_file(3 * MB)
    with pytest.raises(Retry) as changed:
        await upload(bot, path, Kept(UploadProgress(1, CHUNK_SIZE, b"\xff\xff")))
    assert changed.value.key == "telegram-file-changed"


async def test_a_missing_and_an_empty_file_are_told_apart(world: World, bot: Session) -> None:
    with pytest.raises(Retry) as changed:
        await upload(bot, world.folder / "none", fresh())
    assert changed.value.key == "telegram-file-changed"
    with pytest.raises(Permanent) as empty:
        await upload(bot, world.random_file(0), fresh())
    assert empty.value.key == "telegram-file-empty"


async def test_a_file_over_the_accounts_limit_is_given_up_before_a_byte_is_sent(world: World) -> None:
    world.state.max_parts = 10
    async with world.bot() as session:
        assert session.me.limit == 10 * CHUNK_SIZE
        with pytest.raises(Permanent) as large:
            await upload(session, world.random_file(11 * CHUNK_SIZE), fresh())
    assert (large.value.key, large.value.args_for_text["limit"]) == ("telegram-too-large", 10 * CHUNK_SIZE)
    assert world.asked("SaveBigFilePart") == world.asked("SaveFilePart") == 0


async def test_a_bots_ended_session_is_signed_in_again_under_way(world: World, bot: Session) -> None:
    path, kept = world.random_file(16 * MB), fresh()
    world.faults.switch_on("telegram.key_gone", skip=9, method="SaveBigFilePart")
    video = await sent(world, bot, path, kept)
    assert arrived(world, path, video.message_id)


async def test_a_bots_refused_token_is_the_owners_to_mend(world: World, bot: Session) -> None:
    world.faults.switch_on("telegram.key_gone", method="SaveFilePart")
    world.state.accounts[BOT].token = "1000:another"
    with pytest.raises(NeedsOwner):
        await upload(bot, world.random_file(MB), fresh())


async def test_the_stock_way_serves_where_telethon_is_not_as_known(
    world: World, bot: Session, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(link_module, "fast_lane", lambda sender: None)
    path = world.random_file(12 * MB)
    video = await sent(world, bot, path, fresh())
    assert arrived(world, path, video.message_id)
