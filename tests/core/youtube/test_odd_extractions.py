"""What yt-dlp, its child or a server tells it that is none: it costs subtitles, a picture or a cut, and never the video."""

from __future__ import annotations

import asyncio
import io
import json
from pathlib import Path
from types import SimpleNamespace
from typing import Any, cast

import pytest
from yt_dlp import YoutubeDL
from yt_dlp.networking import Response

from core.errors import Retry
from core.youtube.cookies import read_cookies
from core.youtube.watches import merge
from core.youtube.ytdlp import fetched_of
from core.youtube.ytdlp_child import SafeSponsorBlockPP
from core.youtube.ytdlp_errors import Failure, trouble_of
from core.youtube.ytdlp_process import _listen, uncounted, understood, unlimited
from core.youtube.ytdlp_said import event_of, refusal
from core.youtube.ytdlp_streams import cuts, picture
from core.youtube.ytdlp_subtitles import SubtitlesPP

ID = "dQw4w9WgXcQ"
DONE: dict[str, Any] = {
    "event": "done", "stage": "downloading", "title": "A title", "channel": None, "duration": 212.0, "cuts": [], "subtitles": [],
    "thumbnail": None, "streams": [], "chapters": [], "encode": "nothing", "sound_only": False, "jar": None,
}  # fmt: skip


class Ydl(YoutubeDL):
    """yt-dlp, with one answer to everything."""

    data = b""

    def urlopen(self, req: Any) -> Any:
        return Response(io.BytesIO(self.data), "https://x.example/", {})


def answering(data: bytes) -> Ydl:
    ydl = Ydl({"quiet": True, "no_warnings": True, "cachedir": False})  # type: ignore[arg-type]
    ydl.data = data
    return ydl


async def heard(*lines: bytes) -> Any:
    """What a child that says these lines ends with."""
    out, err = asyncio.StreamReader(limit=1 << 16), asyncio.StreamReader()
    out.feed_data(b"".join(line + b"\n" for line in lines))
    for stream in (out, err):
        stream.feed_eof()

    async def wait() -> int:
        return 1

    process = cast("asyncio.subprocess.Process", SimpleNamespace(stdout=out, stderr=err, stdin=None, wait=wait))
    return await _listen(process, lambda event: None, uncounted, 5.0, unlimited, None)


@pytest.mark.parametrize(
    "line",
    [
        b"1",
        b"null",
        b"[]",
        b'"done"',
        b"{}",
        b'{"event": "done"}',
        b'{"event": 1, "stage": "x"}',
        b"[" * 50_000,
        b"\xff",
        b"",
    ],
)
async def test_a_line_that_is_no_event_is_passed_over(line: bytes) -> None:
    assert event_of(line) is None
    assert (await heard(line, json.dumps(DONE).encode()))["title"] == "A title"


async def test_a_line_longer_than_any_event_is_passed_over() -> None:
    assert (await heard(b'{"event": "' + b"x" * 200_000, json.dumps(DONE).encode()))["title"] == "A title"


def test_numbers_that_are_none_and_halves_of_signs_do_not_get_in() -> None:
    event = event_of(
        b'{"event": "done", "stage": "x", "a": NaN, "b": 1e999, "c": 99999999999999999999, "d": "\\ud83d", "wire": [-1, "x"]}'
    )
    assert event == {"event": "done", "stage": "x", "a": None, "b": None, "c": None, "d": "?"}


@pytest.mark.parametrize(
    "change", [{"cuts": 5}, {"cuts": [[1]]}, {"streams": [1]}, {"subtitles": None}, {"streams": [{"file": 1}]}]
)
def test_an_end_that_says_something_else_is_a_crash_of_this_video(change: dict[str, Any]) -> None:
    with pytest.raises(Retry, match="fetch-crashed"):
        understood({**DONE, **change}, fetched_of)


def test_a_refusal_that_nobody_knows_is_judged_by_its_words() -> None:
    assert trouble_of(Failure("extracting", "Private video", reason="new_reason")).key == "video-private"
    assert refusal({"args": {"size": 5, "key": "x", "scope": 1, "limit": "4"}}) == {"size": 5}


@pytest.mark.parametrize(
    "said",
    [b"<html>", b"{}", b"[1]", b'[{"videoID": "dQw4w9WgXcQ"}]', b'[{"videoID": "dQw4w9WgXcQ", "segments": [{"segment": [3, 3], '
     b'"category": "sponsor", "actionType": "skip", "videoDuration": 214}]}]', b"[" * 50_000],
)  # fmt: skip
def test_nonsense_of_sponsorblock_cuts_nothing_and_costs_no_video(said: bytes) -> None:
    info = {"id": ID, "extractor_key": "Youtube", "duration": 212.0}
    assert SafeSponsorBlockPP(answering(said), ["sponsor"]).run(info) == ([], info)
    assert cuts(info, ["sponsor"]) == []


def test_only_stretches_are_cut_out() -> None:
    def marked(start: object, end: object) -> dict[str, object]:
        return {"start_time": start, "end_time": end, "category": "sponsor", "type": "skip"}

    odd = [
        marked(3.0, 8.0),
        marked(8, 3),
        marked(1, 1),
        marked(None, 3),
        marked("1", 3),
        marked(1, float("inf")),
        {},
        7,
    ]
    assert cuts({"sponsorblock_chapters": odd}, ["sponsor"]) == [[3.0, 8.0]]


def test_addresses_and_tracks_that_are_none_leave_the_video_without(tmp_path: Path) -> None:
    ydl = answering(b"\xff\xd8\xff a picture --> and a text")
    pictures = {
        "id": ID,
        "thumbnails": [{"url": "https://i.ytimg.com/x.jpg"}, {"url": "http://[::1"}, {}, None, {"url": 5}],
    }
    assert Path(picture(ydl, pictures, tmp_path) or "").parent == tmp_path
    for odd in ({"en": "x"}, {"en": [1]}, {"en": None}, "x", {"en": [{"ext": "srt", "url": 1}]}):
        wished = SubtitlesPP(ydl, "en,a.de", tmp_path)
        wished.run({"id": ID, "subtitles": odd, "automatic_captions": odd})
        assert all(file.parent == tmp_path for file in wished.files)


def test_an_entry_of_the_history_without_sense_hides_no_other() -> None:
    entries: list[Any] = [
        None,
        5,
        {"id": ""},
        {"id": 7},
        {"id": ID, "title": ["x"], "duration": float("inf"), "view_count": 10**30},
    ]
    [watch] = merge(entries, [], 30)
    assert (watch.video.id, watch.video.title, watch.video.duration, watch.video.views) == (ID, None, None, None)


def test_a_cookie_whose_line_could_not_be_read_again_is_left_out() -> None:
    def cookie(**change: object) -> dict[str, object]:
        return {"domain": ".youtube.com", "name": "SAPISID", "value": "v", "path": "/", "hostOnly": False} | change

    odd = [
        cookie(name="LOGIN_INFO"),
        cookie(),
        cookie(name="SID", path="x"),
        cookie(name="HSID", domain="#httponly_.youtube.com"),
    ]
    jar = read_cookies(json.dumps([*odd, cookie(name="SSID", path="")]).encode(), 1.0)
    assert jar.count == 3
    assert read_cookies(jar.text.encode(), 1.0).text == jar.text
    jar = read_cookies(json.dumps([cookie(name="LOGIN_INFO"), cookie(value="a\ufeff")]).encode(), 1.0)
    assert read_cookies(jar.text.encode(), 1.0).text == jar.text, "the last one's value ends where it ends"
