"""The same bytes go over the line once: one video, liked and asked for; a post that turns into its video, through SIGKILLs."""

from __future__ import annotations

from pathlib import Path

from sandbox.telegram.state import Message
from tests.clocks import FastClock

from .downloading import downloading
from .forking import Forking
from .house import House, house
from .test_kills import Chain

VIDEO = "yagamiPlain"


def media_requests(home: House) -> list[str]:
    """What was asked of YouTube's media servers."""
    return [one["path"] for one in home.sandbox.youtube.requests if "googlevideo" in one["host"]]


def chunks_sent(home: House) -> int:
    return sum(one["method"] in ("SaveFilePart", "SaveBigFilePart") for one in home.sandbox.state.log)


async def test_one_video_in_two_feeds_and_by_two_accounts_goes_over_the_line_once(home: House) -> None:
    """The like's video is sent by the owner's session, what is asked for in the private chat by the bot."""
    async with downloading(home) as there:
        await there.reached(await there.like(VIDEO), "done")
        requests, chunks = media_requests(home), chunks_sent(home)
        assert requests
        assert chunks
        for wish in (there.ask, there.like, there.ask):
            await there.reached(await wish(VIDEO), "done")
        liked, asked = await there.files("likes"), await there.files()

    assert [one["sender"] for one in liked] == [home.addresses["owner_id"]] * 2
    assert [one["sender"] for one in asked] == [home.addresses["bot_id"]] * 2
    assert len({one["media"]["sha256"] for one in (*liked, *asked)}) == 1
    assert media_requests(home) == requests, "each byte came once"
    assert chunks_sent(home) == chunks, "and went once"


async def test_what_is_asked_for_while_it_is_on_its_way_waits_for_it(home: House) -> None:
    async with downloading(home) as there:
        jobs = [await there.like(VIDEO), await there.ask(VIDEO), await there.like(VIDEO)]
        for job in jobs:
            await there.reached(job, "done")
        files = [*await there.files("likes"), *await there.files()]

    assert len(files) == 3
    assert len({one["media"]["sha256"] for one in files}) == 1
    assert home.rows("SELECT count(DISTINCT document_id) AS n FROM parts") == [{"n": 1}]
    spent = home.rows("SELECT sum(sent) AS sent FROM traffic WHERE purpose = 'upload'")[0]["sent"]
    assert spent <= files[0]["media"]["size"] + 512 * 1024


def turned(home: House) -> list[Message]:
    return list(home.sandbox.cast.channels["likes"].messages.values())


async def test_a_like_is_one_message_that_turns_from_post_into_video(home: House) -> None:
    home.write("INSERT INTO settings (key, value) VALUES ('download.one_message', 'true')")
    async with home.living():
        await home.world.like(VIDEO)
        await home.all_done(1)
    [message] = turned(home)
    assert message.sender == home.addresses["bot_id"]
    assert message.media is not None
    assert (message.media.kind, message.media.supports_streaming) == ("video", True)
    assert message.media.thumb is not None
    post, _, caption = message.text.partition("\n\n")
    assert "✅ sent" in post
    assert f"https://youtu.be/{VIDEO}" in post
    assert "How a Sewing Machine Works" in caption
    assert any("downloading" in one.lower() or "uploading" in one.lower() for one in message.versions)
    assert home.left_on_disk() == []


class TurningChain(Chain):
    """Every post turns into its video."""

    async def new_data(self) -> None:
        await super().new_data()
        self.home.write("INSERT OR REPLACE INTO settings (key, value) VALUES ('download.one_message', 'true')")


async def test_a_kill_around_the_edit_leaves_one_message_and_its_whole_video(tmp_path: Path) -> None:
    async with house(tmp_path) as home, Forking() as starts:
        chain = TurningChain(home, starts, home.folder / "app.log")
        await chain.new_data()
        for step in ("before commit.turning", "after commit.turning", "before telegram.EditMessage#3",
                     "after telegram.EditMessage#3", "before commit.part-sent", "after commit.part-sent"):  # fmt: skip
            await chain.die_at(step)
        await chain.finish()
        messages = turned(home)
        assert len(messages) == len(chain.liked)
        assert all(one.media is not None and "✅ sent" in one.text for one in messages)
        assert all(one.media and round(one.media.duration) == 10 for one in messages)
        assert home.left_on_disk() == []


async def test_a_converted_video_is_deleted_under_its_real_number_when_its_like_is_taken_back(home: House) -> None:
    home.write("INSERT INTO settings (key, value) VALUES ('likes.unliked_deletes', 'true')")
    await home.world.fault("telegram.converts", seconds=1.0)
    async with home.living(FastClock(10)):
        await home.world.like(VIDEO)
        [row] = await home.until("SELECT message_id FROM parts WHERE scheduled = 1")
        [part] = await home.until("SELECT message_id FROM parts WHERE scheduled = 0")
        assert part["message_id"] != row["message_id"]
        _, [video] = await home.channel()
        assert part["message_id"] == video["id"]
        await home.world.unlike(VIDEO)
        await home.until("SELECT 1 FROM downloads WHERE NOT EXISTS (SELECT 1 FROM parts WHERE message_id IS NOT NULL)")
        posts, videos = await home.channel()
    assert videos == []
    assert posts, "posts stay"
