"""What the owner asks for in person arrives as it was wished, is stopped when they say so, and costs no byte twice."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest

from core.settings import Quality
from tests.clocks import FastClock
from tests.rest import with_rest

from .downloading import Downloading, downloading
from .house import House


async def test_a_wished_height_comes_with_subtitles_in_reply_to_it(home: House) -> None:
    async with downloading(home) as there:
        await there.reached(await there.ask("yagamiPlain", None, 360, "de"), "done")
        video, subtitles = await there.files()

    assert video["text"] == "How a Sewing Machine Works — Gears & Levers (0:10)"
    assert (video["media"]["kind"], video["media"]["width"], video["media"]["height"]) == ("video", 640, 360)
    assert (video["sender"], video["reply_to"]) == (home.addresses["bot_id"], None)
    assert (subtitles["text"], subtitles["reply_to"]) == ("Subtitles: German", video["id"])
    assert (subtitles["media"]["kind"], subtitles["media"]["mime_type"]) == ("document", "application/x-subrip")
    assert home.left_on_disk() == []


@pytest.mark.large
async def test_automatic_subtitles_are_taken_only_if_asked_for(home: House) -> None:
    await home.world.set_video("KettleWhist", heard="en")
    async with downloading(home) as there:
        await there.reached(await there.ask("KettleWhist", subtitles="en"), "done")
        await there.reached(await there.ask("KettleWhist", Quality.P480, subtitles="a.en"), "done")
        without, video, subtitles = await there.files()

    assert without["text"].endswith("\nThere are no subtitles in this language: English")
    assert "subtitles" not in video["text"]
    assert subtitles["reply_to"] == video["id"]


@pytest.mark.large
async def test_subtitles_that_youtube_refuses_cost_no_video(home: House) -> None:
    await home.world.fault("captions.429", times=None)
    async with downloading(home) as there:
        await there.reached(await there.ask("yagamiPlain", subtitles="en"), "done")
        [video] = await there.files()

    assert "There are no subtitles" in video["text"]


async def test_sound_alone_is_a_piece_of_music_with_its_names(home: House) -> None:
    async with downloading(home) as there:
        await there.reached(await there.ask("yagamiPlain", Quality.AUDIO), "done")
        [sound] = await there.files()

    media = sound["media"]
    assert (media["kind"], media["title"], media["performer"]) == (
        "audio",
        "How a Sewing Machine Works",
        "Gears & Levers",
    )
    assert round(media["duration"]) == 10
    assert media["thumb"]["size"] <= 200_000
    asked = [one["query"].get("itag") for one in home.sandbox.youtube.requests if "googlevideo" in one["host"]]
    assert set(asked) == {"140"}, "not a byte of the picture is fetched"


@pytest.mark.large
async def test_a_video_over_the_limit_comes_whole_in_parts(home: House, tmp_path: Path) -> None:
    await home.world.max_parts(5)
    async with downloading(home) as there:
        await there.reached(await there.ask("yagamiLarge"), "done")
        parts = await there.files()

    assert len(parts) >= 3
    assert all(one["media"]["size"] <= 5 * 512 * 1024 for one in parts)
    assert [one["text"].splitlines()[1][:8] for one in parts] == [
        f"Part {n}/{len(parts)}" for n in range(1, len(parts) + 1)
    ]
    assert sum(one["media"]["duration"] for one in parts) == pytest.approx(10, abs=0.5)
    assert all((one["media"]["width"], one["media"]["height"]) == (640, 360) for one in parts)
    assert all(one["media"]["thumb"] for one in parts)
    assert len({one["media"]["sha256"] for one in parts}) == len(parts)
    assert home.left_on_disk() == []


async def test_where_one_file_is_wished_a_smaller_picture_goes_before_parts(home: House) -> None:
    await home.world.max_parts(1)
    async with downloading(home) as there:
        await there.choose(download_large="fit")
        await there.reached(await there.like("yagamiLarge"), "done")
        [video] = await there.files("likes")

    assert video["media"]["height"] == 144


async def test_a_kill_in_mid_parts_goes_on_at_the_first_that_does_not_stand(home: House) -> None:
    await home.world.max_parts(5)
    async with downloading(home) as there:
        job = await there.ask("yagamiLarge")
        await home.until("SELECT 1 FROM parts WHERE message_id IS NOT NULL")
    assert home.rows("SELECT state FROM downloads") == [{"state": "uploading"}]
    fetched = len(home.sandbox.youtube.requests)
    async with downloading(home) as there:
        await there.reached(job, "done")
        parts = await there.files()

    assert [one["text"].splitlines()[1][:6] for one in parts] == [f"Part {n}" for n in range(1, len(parts) + 1)]
    assert len(home.sandbox.youtube.requests) == fetched


async def test_a_kill_when_a_stream_had_all_come_and_not_its_name_loses_no_video(home: House) -> None:
    served = home.sandbox.youtube.catalogue.path("talk", "140.m4a")
    chat = home.addresses["channels"]["likes"]
    home.write(
        f"""INSERT INTO videos (id, title, seen_at) VALUES ('KettleWhist', 'Kettles', 0);
        INSERT INTO downloads (id, destination_id, video_id, state, created_at, changed_at)
            SELECT 1, id, 'KettleWhist', 'fetching', 0, 0 FROM destinations WHERE chat_id = {chat};"""
    )
    folder = home.data / "work" / "1"
    folder.mkdir(parents=True)
    (folder / "KettleWhist.f140.m4a.part").write_bytes(served.read_bytes())
    async with downloading(home):
        [row] = await home.until("SELECT tries FROM downloads WHERE state = 'done' OR tries > 0", timeout=180)
    assert row["tries"] == 0
    assert home.left_on_disk() == []


async def test_the_same_again_is_copied_where_it_stands_and_fetched_when_it_is_gone(home: House) -> None:
    async with downloading(home) as there:
        await there.reached(await there.like("yagamiPlain"), "done")
        requests = len(home.sandbox.youtube.requests)
        await there.reached(await there.ask("yagamiPlain"), "done")
        [original], [copy] = await there.files("likes"), await there.files()
        assert copy["media"]["sha256"] == original["media"]["sha256"]
        assert copy["text"] == "How a Sewing Machine Works — Gears & Levers (0:10)"
        assert len(home.sandbox.youtube.requests) == requests, "YouTube is not asked at all"

        for chat, message in (("likes", original), ("dm", copy)):
            await home.world.delete_message(chat, message["id"])
        await there.reached(await there.ask("yagamiPlain"), "done")
        [again] = await there.files()
        assert len(home.sandbox.youtube.requests) > requests
    assert again["media"]["kind"] == "video"


@pytest.mark.large
async def test_all_parts_of_a_video_are_copied_in_their_order(home: House) -> None:
    await home.world.max_parts(5)
    async with downloading(home) as there:
        await there.reached(await there.ask("yagamiLarge"), "done")
        first = await there.files()
        await there.reached(await there.ask("yagamiLarge"), "done")
        second = (await there.files())[len(first) :]

    assert [one["media"]["sha256"] for one in second] == [one["media"]["sha256"] for one in first]
    assert [one["text"] for one in second] == [one["text"] for one in first]


@pytest.mark.large
async def test_another_quality_is_another_file(home: House) -> None:
    async with downloading(home) as there:
        await there.reached(await there.ask("yagamiPlain", Quality.P480), "done")
        await there.reached(await there.ask("yagamiPlain", Quality.P720), "done")
        await there.reached(await there.ask("yagamiPlain", None, 360), "done")
        files = await there.files()

    assert [one["media"]["height"] for one in files] == [360, 720, 360]
    assert files[2]["media"]["sha256"] == files[0]["media"]["sha256"], (
        "the height that was picked is the one that had come"
    )


@pytest.mark.parametrize("state", with_rest(("fetching", "uploading"), "uploading"))
async def test_a_cancel_stops_what_runs_at_once_and_leaves_nothing(home: House, state: str) -> None:
    async with downloading(home) as there:
        await slowed(there, state)
        job = await there.ask("yagamiLarge")
        await there.reached(job, state)
        await moving(there, job, state)
        assert await there.store.requests.cancel(job, there.clock.now())
        there.wakeup.call()
        await gone(home)
        await home.world.line(None)
        await home.world.heal()
        await there.reached(await there.ask("yagamiShort"), "done")
        assert len(await there.files()) == 1
        assert there.board.of(job) is None
    assert home.rows("SELECT state FROM downloads WHERE id = ?", job) == [{"state": "cancelled"}]


async def test_a_cancel_while_nothing_runs_is_swept_at_the_next_start(home: House) -> None:
    async with downloading(home) as there:
        await slowed(there, "uploading")
        job = await there.ask("yagamiLarge")
        await there.reached(job, "uploading")
    assert home.left_on_disk()
    home.write(f"UPDATE downloads SET state = 'cancelled' WHERE id = {job}")
    async with downloading(home):
        await gone(home)


@pytest.mark.large
async def test_what_was_cancelled_can_be_asked_for_again(home: House) -> None:
    async with downloading(home) as there:
        await slowed(there, "fetching")
        job = await there.ask("yagamiLarge")
        await there.reached(job, "fetching")
        await there.store.requests.cancel(job, there.clock.now())
        there.wakeup.call()
        await gone(home)
        await home.world.heal()
        assert await there.store.requests.retry(job, there.clock.now())
        there.wakeup.call()
        await there.reached(job, "done")
        assert len(await there.files()) == 1


async def test_a_personal_request_goes_before_what_runs_by_itself(home: House) -> None:
    async with downloading(home) as there:
        await slowed(there, "fetching", bytes=400_000)
        automatic = await there.like("yagamiLarge")
        await there.reached(automatic, "fetching")
        await moving(there, automatic, "fetching")
        job = await there.ask("yagamiShort")
        await there.reached(job, "fetching", "done")
        assert home.rows("SELECT state FROM downloads WHERE id = ?", automatic)[0]["state"] == "queued"
        await home.world.heal()
        await there.reached(automatic, "done")
        rows = home.rows("SELECT download_id FROM parts ORDER BY sent_at")
    assert [row["download_id"] for row in rows] == [job, automatic]


async def test_a_pause_stops_what_runs_by_itself_and_never_what_was_asked_for(home: House) -> None:
    async with downloading(home) as there:
        await slowed(there, "fetching", bytes=400_000)
        automatic = await there.like("yagamiLarge")
        await moving(there, automatic, "fetching")
        await there.choose(paused_at=there.clock.now())
        await there.reached(automatic, "queued")
        await home.world.heal()
        await there.reached(await there.ask("yagamiShort"), "done")
        held = await there.worker.why_held()
        assert held is not None
        assert held.why.key == "held-paused"
        assert home.rows("SELECT state FROM downloads WHERE id = ?", automatic)[0]["state"] == "queued"
        await there.choose(paused_at=None)
        await there.reached(automatic, "done")


@pytest.mark.large
async def test_a_video_over_a_cap_is_offered_and_comes_when_it_is_asked_for(home: House) -> None:
    async with downloading(home) as there:
        there.limits["most_minutes"] = 0.15
        await there.reached(await there.like("yagamiShort"), "done")
        job = await there.like("yagamiPlain")
        assert "video-over-minutes" in (await there.reached(job, "offered"))["trouble"]
        assert home.left_on_disk() == []
        assert await there.store.requests.get_now(job, there.clock.now())
        there.wakeup.call()
        await there.reached(job, "done")


@pytest.mark.large
async def test_the_days_allowance_holds_until_midnight_and_bytes_are_counted(home: House) -> None:
    async with downloading(home) as there:
        await there.reached(await there.like("yagamiLarge"), "done")
        await there.store.traffic.write(there.clock.now())
        rows = {row["purpose"]: row for row in home.rows("SELECT * FROM traffic")}
        [part] = home.rows("SELECT size FROM parts")
        assert 0.99 * part["size"] < rows["download"]["received"] < 1.1 * part["size"]
        assert part["size"] <= rows["upload"]["sent"] < 1.1 * part["size"] + 1_000_000
        there.limits["day_gigabytes"] = 0.022
        await there.reached(await there.like("yagamiPlain"), "done")
        await home.world.add_video(id="yagamiHeavy", source="large", title="Heavy", channel="Field Notes")
        job = await there.like("yagamiHeavy")
        [row] = await home.until("SELECT * FROM downloads WHERE id = ? AND trouble IS NOT NULL", job)
        assert ("held-day" in row["trouble"], row["tries"], row["state"]) == (True, 0, "queued")
        assert row["not_before"] % 86400 < 60, "midnight"
        assert row["not_before"] > there.clock.now()


async def test_cookies_are_tried_only_when_the_video_needs_them(home: House) -> None:
    cookies = await home.world.cookies()
    async with downloading(home, FastClock(20)) as there:
        await there.reached(await there.ask("yagamiPlain"), "done")
        await there.reached(await there.ask("yagamiAdult"), "skipped")
        from bot.credentials import COOKIES

        await there.store.vault.put(COOKIES, cookies)
        await there.reached(await there.ask("yagamiAdult", Quality.P720), "done")
        await there.reached(await there.ask("KettleWhist"), "done")
    secrets = [
        line.split("\t")[6] for line in cookies.splitlines() if line.count("\t") == 6 and len(line.split("\t")[6]) > 20
    ]
    assert secrets
    for file in home.data.rglob("*"):
        held = file.read_bytes() if file.is_file() else b""
        assert [secret for secret in secrets if secret.encode() in held] == [], file


async def slowed(there: Downloading, state: str, **args: int) -> None:
    if state == "uploading":
        await there.home.world.line(300_000)
    else:
        await there.home.world.fault("media.slow", times=None, bytes=args.get("bytes", 300_000))


async def moving(there: Downloading, job: int, state: str) -> None:
    """Until bytes are on their way."""
    stage = "downloading" if state == "fetching" else "uploading"
    async with asyncio.timeout(60):
        while not ((seen := there.board.of(job)) and seen.stage == stage and seen.done > 0):  # noqa: ASYNC110
            await asyncio.sleep(0.02)


async def gone(home: House) -> None:
    """Until nothing is left on the disk."""
    async with asyncio.timeout(60):
        while home.left_on_disk():  # noqa: ASYNC110
            await asyncio.sleep(0.02)
