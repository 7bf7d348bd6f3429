"""The words under what is sent."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from core.download.caption import caption, subtitles_caption
from core.download.job import Job, Part, Wish
from core.model import Account, Destination, DownloadState, Event, EventKind, PartKind, UploadProgress, Video

VIDEO = Video("id", "A <title>", "Channel & Co", duration=61)
JOB = Job(1, DownloadState.UPLOADING, VIDEO, None, Destination(1, 77), None, 0, asked=True)


def part(number: int, seconds: float, kind: PartKind = PartKind.VIDEO, path: str = "1/id.sent.en.srt") -> Part:
    return Part(
        number, Account.BOT, number, Path(path), None, None, 1, seconds, 1, 1, UploadProgress(1, 512), kind=kind
    )  # fmt: skip


def test_a_liked_video_has_its_heart_and_one_that_was_asked_for_has_none() -> None:
    parts = [part(1, 60.6)]
    assert caption(JOB, parts[0], parts).plain == "A <title> — Channel & Co (1:01)"
    liked = replace(JOB, event=Event(EventKind.LIKED, "id@1", "id", 1.0, 1.0), asked=False)
    assert caption(liked, parts[0], parts).plain == "❤️ A <title> — Channel & Co (1:01)"
    unknown = replace(JOB, video=Video("id"))
    assert caption(unknown, parts[0], parts).plain == "id (1:01)"


def test_parts_are_numbered_without_their_subtitles() -> None:
    parts = [part(1, 30), part(2, 0, PartKind.SUBTITLES), part(3, 31), part(4, 0, PartKind.SUBTITLES)]
    job = replace(JOB, wish=Wish(subtitles="a.en"))
    assert caption(job, parts[0], parts).plain == "A <title> — Channel & Co (1:01)\nPart 1/2 (0:30)"
    assert caption(job, parts[2], parts).plain == "A <title> — Channel & Co (1:01)\nPart 2/2 (0:31)"
    assert subtitles_caption(parts[1]).plain == "Subtitles: English"


def test_subtitles_that_were_not_to_be_had_are_missed_once_under_the_last_part() -> None:
    parts = [part(1, 30), part(2, 31)]
    job = replace(JOB, wish=Wish(subtitles="de"))
    said = [caption(job, one, parts).plain for one in parts]
    assert ["no subtitles" in one for one in said] == [False, True]
