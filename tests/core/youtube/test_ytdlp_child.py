"""What the child decides by itself, without a site."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from core.youtube.ytdlp import FetchJob, _order
from core.youtube.ytdlp_child import Run
from core.youtube.ytdlp_guard import Refused
from core.youtube.ytdlp_streams import streams

PICTURE = {"format_id": "137", "vcodec": "avc1.640028", "acodec": "none", "width": 1920, "height": 1080, "tbr": 4000.0}
SOUND = {"format_id": "140", "vcodec": "none", "acodec": "mp4a.40.2", "tbr": 128.0}


def test_streams_that_tell_only_a_bitrate_are_measured_by_the_videos_duration(tmp_path: Path) -> None:
    def say(event: str, **fields: Any) -> None:
        raise AssertionError(f"nothing is to be fetched, but {event} was said")

    job = FetchJob("yagamiHours", tmp_path, 50_000_000, None, (), tmp_path / "ffmpeg", most=100_000_000)
    run = Run(_order(job, tmp_path), say)
    run.duration = 3600.0

    with pytest.raises(Refused) as refused:
        next(run._select({"formats": [PICTURE, SOUND]}))

    assert refused.value.reason == "over_most"


@pytest.mark.parametrize("word", ["id", "format_id", "ext"])
def test_no_word_of_a_server_leads_out_of_the_jobs_folder(tmp_path: Path, word: str) -> None:
    info = {"id": "yagamiHours", "format_id": "18", "ext": "mp4"} | {word: "x/../../../elsewhere"}
    with pytest.raises(Refused):
        streams(None, info, tmp_path)


def test_what_grows_beyond_all_that_the_disk_could_hold_is_given_up_before_it_has_filled_it(tmp_path: Path) -> None:
    """Its leftovers would keep every other video from being fetched."""
    job = FetchJob("yagamiHours", tmp_path, 10**12, None, (), tmp_path / "ffmpeg", capacity=10**9)
    run = Run(_order(job, tmp_path), lambda event, **fields: None)
    unsaid = {"format_id": "18", "vcodec": "avc1.42001E", "acodec": "mp4a.40.2", "height": 360}
    run._build_selector = lambda spec: lambda context: iter([spec])
    assert list(run._select({"formats": [unsaid]})) == ["18"]

    run._on_bytes({"info_dict": unsaid, "status": "downloading", "downloaded_bytes": 499_000_000})
    with pytest.raises(Refused) as refused:
        run._on_bytes({"info_dict": unsaid, "status": "downloading", "downloaded_bytes": 501_000_000})

    assert refused.value.reason == "over_disk"
