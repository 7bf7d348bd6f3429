"""Every kind of video that there is comes as something that plays inline everywhere, or as one honest sentence.

All are asked for in one house. What is looked at is what the sandbox's Telegram has received: its bytes, and what was said of them.
Each frame and each packet of sound that YouTube served is there, once.
"""

from __future__ import annotations

import json
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from bot.credentials import COOKIES
from core.media.ffmpeg import Tools, find_tools
from core.settings import Quality
from core.youtube.cookies import read_cookies
from locales import texts
from sandbox.youtube.opening import ONE_OF_EACH
from sandbox.youtube.rare_recipes import RARE

from .downloading import downloading
from .house import House, Json

PLAIN = ("h264", "aac")
WHY = """SELECT state, trouble, json_extract(trouble, '$.key') AS why FROM downloads
    WHERE id = ? AND (trouble IS NOT NULL OR state IN ('done', 'failed'))"""


@dataclass(frozen=True)
class Kind:
    """What is put on the site or stands there, what is asked for, and what has to come of it."""

    source: str  #: a recipe
    size: tuple[int, int]  #: as displayed
    duration: float
    files: tuple[str, ...]  #: of the recipe, whose packets have to be there
    codecs: tuple[str | None, str | None] = PLAIN  #: of picture and sound
    quality: Quality = Quality.BEST
    video: str | None = None  #: it stands on the site under this id
    made: Mapping[str, Any] = field(default_factory=dict)  #: else what it is made with
    same: bool = True  #: nothing is encoded anew


KINDS: dict[str, Kind] = {
    "an ordinary one": Kind("landscape", (1280, 720), 10, ("136.mp4", "140.m4a"), video="yagamiPlain"),
    "a Short, upright": Kind("vertical", (360, 640), 7, ("134.mp4", "140.m4a"), video=ONE_OF_EACH["short"]),
    "4K, in what plays everywhere": Kind("uhd", (1920, 1080), 2, ("137.mp4", "140.m4a")),
    "4K, as it is": Kind(
        "uhd", (3840, 2160), 2, ("313.webm", "140.m4a"), codecs=("vp9", "aac"), quality=Quality.ORIGINAL
    ),
    "sixty frames a second": Kind("sixty", (1280, 720), 4, ("298.mp4", "140.m4a")),
    "HDR, in what plays everywhere": Kind("hdr", (1280, 720), 3, ("136.mp4", "140.m4a")),
    "without sound": Kind("silent", (640, 360), 5, ("134.mp4",), codecs=("h264", None)),
    "a sound with one picture": Kind("still", (640, 360), 12, ("134.mp4", "140.m4a")),
    "a sound without a picture": Kind("sound_only", (0, 0), 6, ("140.m4a",), codecs=(None, "aac")),
    "a length that is said wrongly": Kind("liar", (640, 360), 5, ("134.mp4", "140.m4a")),
    "music": Kind("talk", (640, 360), 20, ("134.mp4", "140.m4a"), video="BachPrelude"),
    "the sound of music": Kind(
        "talk", (0, 0), 20, ("140.m4a",), codecs=(None, "aac"), quality=Quality.AUDIO, video="KettleWhist"
    ),
    "twelve hours": Kind("hours", (160, 90), 43_200, ("160.mp4", "139.m4a")),
    "its sound in Opus only": Kind("opus_only", (640, 360), 5, ("134.mp4",), same=False),
    "dubbed": Kind("dubbed", (640, 360), 5, ("134.mp4", "140-ru.4.m4a")),
    "with its loudness flattened beside": Kind("drc", (640, 360), 5, ("134.mp4", "140.m4a")),
    "picture and sound in one stream": Kind("combined", (640, 360), 5, ("18.mp4",)),
    "pixels that are not square": Kind("anamorphic", (1024, 576), 4, ("135.mp4", "140.m4a")),
    "a width that is odd": Kind("odd", (415, 234), 4, ("133.mp4", "140.m4a")),
    "two pixels": Kind("dot", (2, 2), 3, ("160.mp4", "140.m4a")),
    "B-frames and open groups of pictures": Kind("open_gop", (640, 360), 12, ("134.mp4", "140.m4a")),
    "no keyframe but the first": Kind("one_keyframe", (640, 360), 10, ("134.mp4", "140.m4a")),
    "VP9 only, as it is": Kind(
        "vp9_only", (640, 360), 6, ("243.webm", "140.m4a"), codecs=("vp9", "aac"), quality=Quality.ORIGINAL,
        video=ONE_OF_EACH["vp9_only"],
    ),
    "AV1 only, as it is": Kind(
        "av1_only", (640, 360), 4, ("396.mp4", "140.m4a"), codecs=("av1", "aac"), quality=Quality.ORIGINAL
    ),
    "a stream that is over": Kind("talk", (640, 360), 20, ("134.mp4", "140.m4a"), video=ONE_OF_EACH["was_live"]),
    "for grown-ups": Kind("landscape", (1280, 720), 10, ("136.mp4", "140.m4a"), video=ONE_OF_EACH["age"]),
    "for members": Kind(
        "talk", (640, 360), 20, ("134.mp4", "140.m4a"), made={"refusal": "members", "is_joined": True}
    ),
    "an id that begins with a minus": Kind(
        "talk", (640, 360), 20, ("134.mp4", "140.m4a"), video=ONE_OF_EACH["dash_id"]
    ),
    "a title that is a path": Kind(
        "talk", (640, 360), 20, ("134.mp4", "140.m4a"), made={"title": "../../etc/passwd\0/C:\\nul"}
    ),
    "a title of every sign": Kind("talk", (640, 360), 20, ("134.mp4", "140.m4a"), video=ONE_OF_EACH["nasty_title"]),
}  # fmt: skip


#: What does not come, and why: what is on the site (a recipe, or a video that stands there), the state, the trouble.
REFUSED: dict[str, tuple[str, str, str]] = {
    "VP9 only": (ONE_OF_EACH["vp9_only"], "skipped", "video-only-vp9"),
    "AV1 only": ("av1_only", "skipped", "video-only-vp9"),
    "private": (ONE_OF_EACH["private"], "skipped", "video-private"),
    "deleted": (ONE_OF_EACH["deleted"], "skipped", "video-deleted"),
    "in other countries only": (ONE_OF_EACH["country"], "skipped", "video-geo"),
    "for members": (ONE_OF_EACH["members"], "skipped", "video-members-only"),
    "running": (ONE_OF_EACH["live"], "queued", "held-live"),
    "to come": (ONE_OF_EACH["upcoming"], "queued", "held-upcoming"),
}


#: Each takes a way through the program that no other of these takes; the rest differ in their content.
GATE = (
    "a Short, upright", "4K, as it is", "without sound", "the sound of music", "twelve hours", "its sound in Opus only",
    "picture and sound in one stream", "pixels that are not square", "AV1 only, as it is", "a title that is a path",
)  # fmt: skip


@pytest.mark.timeout(600)
@pytest.mark.parametrize(
    "kinds", [pytest.param(GATE, id="ten"), pytest.param(tuple(KINDS), id="all", marks=pytest.mark.large)]
)
async def test_every_kind_of_video_comes_whole_and_plays(home: House, tmp_path: Path, kinds: tuple[str, ...]) -> None:
    asked: dict[str, int] = {}
    async with downloading(home) as there:
        jar = read_cookies((await home.world.cookies()).encode(), 0.0).text
        await there.store.vault.put(COOKIES, jar)
        for number, name in enumerate(kinds):
            kind = KINDS[name]
            video = kind.video or await put(home, number, kind)
            asked[name] = await there.ask(video, kind.quality)
        wrong = []
        for name, job in asked.items():
            row = await there.reached(job, "done", "failed", "skipped", "offered")
            wrong += [f"{name}: {said}" for said in await looked_at(home, tmp_path, KINDS[name], row)]

    assert not wrong, "\n".join(wrong)
    assert home.left_on_disk() == []


@pytest.mark.timeout(600)
async def test_what_can_not_come_says_why_in_one_sentence(home: House) -> None:
    async with downloading(home) as there:
        asked = {}
        for number, (name, (video, _, _)) in enumerate(REFUSED.items()):
            kind = Kind(video, (0, 0), 0, ())
            asked[name] = await there.ask(await put(home, number, kind) if video in RARE else video)
        said = {}
        for name, job in asked.items():
            [row] = await home.until(WHY, job)
            said[name] = (row["state"], row["why"])
            if row["trouble"] is not None:
                trouble = json.loads(row["trouble"])
                assert all(texts(one).get(trouble["key"], **trouble.get("args", {})) for one in ("en", "ru", "fa"))

        assert said == {name: (state, why) for name, (_, state, why) in REFUSED.items()}
        assert await there.files() == []


@pytest.mark.timeout(600)
async def test_what_is_too_large_comes_in_parts_that_hold_each_frame_once(home: House, tmp_path: Path) -> None:
    await home.world.max_parts(4)
    async with downloading(home) as there:
        whole, closed = (KINDS["B-frames and open groups of pictures"], KINDS["no keyframe but the first"])
        job = await there.ask(await put(home, 1, whole))
        stuck = await there.ask(await put(home, 2, closed))
        await there.reached(job, "done")
        row = await there.reached(stuck, "skipped", "failed", "offered")
        parts = await there.files()

    assert (row["state"], json.loads(row["trouble"])["key"]) == ("skipped", "video-uncuttable")
    tools, frames, sounds = find_tools(None), 0, 0
    for number, part in enumerate(parts, 1):
        assert part["media"]["size"] <= 4 * 512 * 1024
        assert f"Part {number}/{len(parts)}" in part["text"]
        file = tmp_path / f"{number}.mp4"
        file.write_bytes(data := await home.world.file(part["id"], "dm"))
        found = streams(tools, file)
        assert data.index(b"moov") < data.index(b"mdat")
        assert (codec(found, "video"), codec(found, "audio")) == PLAIN
        assert part["media"]["duration"] == pytest.approx(max(float(one["duration"]) for one in found), abs=0.5)
        frames, sounds = frames + packets(found, "video"), sounds + packets(found, "audio")
    served = [streams(tools, home.sandbox.youtube.catalogue.path("open_gop", name))[0] for name in whole.files]
    assert len(parts) > 2
    assert [frames, sounds] == [int(one["nb_read_packets"]) for one in served]


async def put(home: House, number: int, kind: Kind) -> str:
    """On the site -> its id."""
    video = f"catalogue{number:02}"
    await home.world.add_video(id=video, source=kind.source, **{"channel": "Catalogue", **kind.made})
    return video


async def looked_at(home: House, tmp_path: Path, kind: Kind, row: Json) -> list[str]:
    """What is wrong with what has arrived."""
    if row["state"] != "done":
        return [f"{row['state']}, {row['trouble']}"]
    [sent] = home.rows("SELECT message_id, size FROM parts WHERE download_id = ? AND kind <> 'subtitles'", row["id"])
    message = next(one for one in await home.world.read("dm") if one["id"] == sent["message_id"])
    media = message["media"]
    data = await home.world.file(sent["message_id"], "dm")
    file = tmp_path / "arrived.mp4"
    file.write_bytes(data)
    tools = find_tools(None)
    found = streams(tools, file)
    source = home.sandbox.youtube.catalogue
    served = [one for name in kind.files for one in streams(tools, source.path(kind.source, name))]
    said = {
        "codecs": (codec(found, "video"), codec(found, "audio")),
        "size": (media["width"], media["height"]),
        "frames": packets(found, "video"),
        "kind": media["kind"],
        "streams": sorted(one["codec_type"] for one in found),
    }
    wanted = {
        "codecs": kind.codecs,
        "size": kind.size,
        "frames": packets(served, "video"),
        "kind": "audio" if kind.codecs[0] is None else "video",
        "streams": sorted(what for what, name in zip(("video", "audio"), kind.codecs, strict=True) if name),
    }
    if kind.same:
        said["sound"], wanted["sound"] = packets(found, "audio"), packets(served, "audio")
    wrong = [f"{key} {said[key]}, not {wanted[key]}" for key in wanted if said[key] != wanted[key]]
    longest = max(float(one.get("duration", kind.duration)) for one in served)
    if media["duration"] != pytest.approx(longest, abs=0.5) or longest != pytest.approx(
        kind.duration, rel=3e-3, abs=0.5
    ):
        wrong.append(f"duration {media['duration']}, not {longest} or {kind.duration}")
    if kind.codecs[0] is not None and data.index(b"moov") > data.index(b"mdat"):
        wrong.append("its index is behind")
    if (
        not media["thumb"]
        or media["thumb"]["size"] > 200_000
        or max(media["thumb"]["width"], media["thumb"]["height"]) > 320
    ):
        wrong.append(f"thumb {media['thumb']}")
    [video] = home.rows("SELECT title FROM videos WHERE id = ?", row["video_id"])
    if not message["text"] or len(message["text"].encode("utf-16-le")) // 2 > 1024 or "\0" in message["text"]:
        wrong.append(f"caption {message['text']!r} for {video['title']!r}")
    return wrong


def streams(tools: Tools, file: Path) -> list[Json]:
    call = [str(tools.ffprobe), "-v", "error", "-count_packets", "-show_streams", "-of", "json", f"file:{file}"]
    found: list[Json] = json.loads(subprocess.run(call, check=True, capture_output=True, timeout=60).stdout)["streams"]
    return found


def codec(found: list[Json], kind: str) -> str | None:
    return next((one["codec_name"] for one in found if one["codec_type"] == kind), None)


def packets(found: list[Json], kind: str) -> int:
    return sum(int(one["nb_read_packets"]) for one in found if one["codec_type"] == kind)
