"""How a video looks in Telegram: its chapters, subtitles, names and pictures, as the sandbox's Telegram received them."""

from __future__ import annotations

import re

import pytest

from core.download.srt import read
from core.settings import Quality
from sandbox.youtube.sponsorblock import segment
from tests.rest import with_rest

from .downloading import Downloading, downloading
from .house import House, Json

CHAPTERS = [[0, "Intro"], [2.5, "Snow"], [5, None], [7, "More\nsnow"], [8.5, "The end"], [500, "never"]]
LINE = re.compile(r"^(?:(\d+):)?(\d+):(\d\d) (.+)$")


def listed(message: Json) -> list[tuple[int, str]]:
    """The chapters under a message: second and title."""
    found = [LINE.match(line) for line in message["text"].splitlines()[1:]]
    return [(int(one[1] or 0) * 3600 + int(one[2]) * 60 + int(one[3]), one[4]) for one in found if one]


async def like(there: Downloading, video: str) -> int:
    """As a look at the likes makes it, with the title that it has read."""
    found = next(one for one in await there.home.world.videos() if one["id"] == video)
    async with there.store.database.transaction("test") as t:
        await t.run(
            "INSERT INTO videos (id, title, channel, seen_at) VALUES (?, ?, ?, 0)",
            (video, found["title"], found["channel"]),
        )
    return await there.like(video)


async def words(there: Downloading, message: Json, chat: str) -> str:
    return (await there.home.world.file(message["id"], chat)).decode()


async def test_a_cut_and_split_video_has_its_chapters_and_subtitles_part_by_part(home: House) -> None:
    await home.world.set_video(
        "yagamiLarge", chapters=CHAPTERS, captions=["en", "de"], segments=[segment(4, 6, 10)], title="Snow / Schnee?"
    )
    await home.world.max_parts(5)
    async with downloading(home) as there:
        await there.choose(download_subtitles=["en", "de", "ja"], download_sponsorblock=["sponsor"])
        job = await like(there, "yagamiLarge")
        await there.reached(job, "done")
        files = await there.files("likes")
        videos = [one for one in files if one["media"]["kind"] == "video"]
        count = len(videos)
        assert count >= 2
        lengths = [one["media"]["duration"] for one in videos]

        for number, video in enumerate(videos, 1):
            assert video["media"]["name"] == f"Snow - Schnee [yagamiLarge] ({number} of {count}).mp4"
            assert f"Part {number}/{count} " in video["text"]
            assert "no subtitles" not in video["text"], "Japanese was wished by the settings alone"
            assert all(0 <= at <= lengths[number - 1] for at, _ in listed(video))
            assert listed(video)[0][0] == 0
        told = [title for video in videos for _, title in listed(video)]
        assert list(dict.fromkeys(told)) == ["Intro", "Snow", "More snow", "The end"]
        if count >= 2:
            assert listed(videos[0])[0] == (0, "Intro")

        for language in ("en", "de"):
            spoken: list[str] = []
            for number, video in enumerate(videos, 1):
                [answer] = [
                    one
                    for one in files
                    if one["reply_to"] == video["id"] and one["media"]["name"].endswith(f".{language}.srt")
                ]
                assert answer["media"]["name"] == f"Snow - Schnee [yagamiLarge] ({number} of {count}).{language}.srt"
                assert answer["text"] == {"en": "Subtitles: English", "de": "Subtitles: German"}[language]
                cues = read(await words(there, answer, "likes"))
                assert all(0 <= one.start < one.end <= lengths[number - 1] + 0.5 for one in cues)
                spoken += [line for one in cues for line in one.lines if line not in spoken[-1:]]
            said = [int(re.findall(r"line (\d)", line)[0]) for line in spoken]
            assert said in ([1, 2, 4, 5], [1, 2, 3, 4, 5]), "what was cut out is not said, but for a keyframe's worth"
    assert len(files) == 3 * count
    assert home.left_on_disk() == []
    [row] = home.rows("SELECT chapters, subtitles FROM downloads WHERE id = ?", job)
    assert row["subtitles"] == "en?,de?,ja?"


@pytest.mark.large
async def test_the_same_video_asked_for_later_has_the_same_chapters_and_the_wished_subtitles_alone(home: House) -> None:
    await home.world.set_video("yagamiPlain", chapters=CHAPTERS)
    async with downloading(home) as there:
        await there.choose(download_subtitles=["en", "de"])
        await there.reached(await like(there, "yagamiPlain"), "done")
        [liked, _, _] = await there.files("likes")
        await there.reached(await there.ask("yagamiPlain", subtitles="de"), "done")
        video, subtitles = await there.files()
    assert listed(video) == listed(liked) == [(0, "Intro"), (2, "Snow"), (7, "More snow"), (8, "The end")]
    assert subtitles["media"]["name"] == "How a Sewing Machine Works [yagamiPlain].de.srt"
    assert subtitles["reply_to"] == video["id"]
    media = [one for one in home.sandbox.youtube.requests if "googlevideo" in one["host"]]
    assert len({one["path"] for one in media}) <= 2, "picture and sound came once"


async def test_what_a_machine_heard_comes_as_readable_lines(home: House) -> None:
    await home.world.set_video("KettleWhist", heard="en", captions=["fa"])
    async with downloading(home) as there:
        await there.reached(await there.ask("KettleWhist", Quality.P480, subtitles="a.en,fa"), "done")
        video, english, persian = await there.files()
        heard = read(await words(there, english, "dm"))
    assert (english["text"], persian["text"]) == ("Subtitles: English (automatic)", "Subtitles: Persian")
    assert english["reply_to"] == persian["reply_to"] == video["id"]
    assert [one.lines for one in heard] == [(f"[en] line {n} of {TITLE}",) for n in range(1, 11)]
    assert [(one.start, one.end) for one in heard] == [(2 * n, 2 * n + 2) for n in range(10)]


async def test_a_video_that_was_no_more_than_its_id_comes_under_its_title(home: House) -> None:
    async with downloading(home) as there:
        await there.reached(await there.like("yagamiPlain"), "done")
        [video] = await there.files("likes")
    assert video["text"] == "How a Sewing Machine Works — Gears & Levers (0:10)"
    assert video["media"]["name"] == "How a Sewing Machine Works [yagamiPlain].mp4"


@pytest.mark.large
async def test_subtitles_without_a_word_are_missed_by_who_asked_for_them(home: House) -> None:
    await home.world.fault("captions.wordless", times=None)
    async with downloading(home) as there:
        await there.choose(download_subtitles=["en"])
        await there.reached(await there.ask("yagamiPlain", height=144, subtitles="en,de"), "done")
        await there.reached(await there.ask("yagamiPlain", height=360), "done")
        asked, wished = await there.files()
    assert asked["text"].endswith("\nThere are no subtitles in these languages: English and German")
    assert "subtitles" not in wished["text"]


TITLE = "Why kettles whistle (and yours doesn't)"


@pytest.mark.large
async def test_the_settings_subtitles_go_with_what_is_asked_for_too_but_not_with_sound_and_not_where_none_are_wished(
    home: House,
) -> None:
    async with downloading(home) as there:
        await there.choose(download_subtitles=["de"], download_automatic_subtitles=False)
        await there.reached(await there.ask("yagamiPlain", height=144), "done")
        await there.reached(await there.ask("yagamiPlain", height=360, subtitles=""), "done")
        await there.reached(await there.ask("yagamiPlain", Quality.AUDIO), "done")
        kinds = [one["media"]["kind"] for one in await there.files()]
    assert kinds == ["video", "document", "video", "audio"]


ODD = ("avif", "cmyk", "alpha", "animated", "bomb", "dot", "letterboxed")


@pytest.mark.parametrize("odd", with_rest(ODD, "bomb", "letterboxed"))
async def test_whatever_its_thumbnail_is_a_short_has_a_tall_thumb_and_cover(home: House, odd: str) -> None:
    await home.world.set_video("yagamiShort", picture=odd)
    async with downloading(home) as there:
        await there.reached(await there.ask("yagamiShort"), "done")
        [video] = await there.files()
    thumb, cover = video["media"]["thumb"], video["media"]["cover"]
    assert (thumb["width"], thumb["height"]) == (180, 320)
    assert thumb["size"] <= 200_000
    assert cover["width"] / cover["height"] == pytest.approx(360 / 640, abs=0.01)


async def test_sound_is_music_with_its_names_and_a_square_picture(home: House) -> None:
    await home.world.set_video("BachPrelude", title="../Präludium: C-Dur 🎹")
    async with downloading(home) as there:
        await there.reached(await there.ask("BachPrelude", Quality.AUDIO), "done")
        [sound] = await there.files()
    media = sound["media"]
    assert (media["title"], media["performer"]) == ("../Präludium: C-Dur 🎹", "Quiet Piano")
    assert media["name"] == "Präludium- C-Dur 🎹 [BachPrelude].m4a"
    assert media["duration"] == 20
    assert media["thumb"]["width"] == media["thumb"]["height"] <= 320
