"""What the owner's settings hold, and what a job is allowed."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from core.download.candidates import Codecs
from core.download.job import Job, Wish
from core.download.rules import Used, hold, settled, wanted
from core.errors import Permanent, Retry
from core.model import Destination, DownloadState, Sentence, Video
from core.settings import Large, Quality, read
from locales import texts

JOB = Job(1, DownloadState.QUEUED, Video("id"), None, Destination(1, -1001), None, 0)
NOON = datetime(2026, 12, 31, 12, 30, tzinfo=UTC).timestamp()
HOUR = 3600.0
GB = 1_000_000_000


def test_without_settings_nothing_is_held_or_limited() -> None:
    assert hold(read({}), Used(10**15, 10**15), NOON) is None
    free = wanted(JOB, read({}), Used(10**15, 10**15), 2 * GB, 10**15)
    assert (free.most, free.most_seconds, free.room, free.allowance, free.sponsorblock) == (None, None, None, None, ())
    assert (free.wish.quality, free.wish.large, free.parts_first) == (Quality.BEST, Large.SPLIT, True)
    assert (free.disk, free.convert, free.wish.codecs) == (None, False, Codecs.PLAYS)


@pytest.mark.parametrize(
    ("settings", "used", "key", "until"),
    [
        ({"paused_at": 5.0}, Used(), "held-paused", None),
        ({"download.day_gigabytes": 1}, Used(GB, GB), "held-day", NOON + 11.5 * HOUR),
        ({"download.month_gigabytes": 1}, Used(0, GB), "held-month", NOON + 11.5 * HOUR),
        ({"download.hours": [1, 6]}, Used(), "held-hours", NOON + 12.5 * HOUR),
        ({"download.hours": [22, 6]}, Used(), "held-hours", NOON + 9.5 * HOUR),
    ],
)
def test_what_holds_is_said_with_its_end(settings: dict[str, Any], used: Used, key: str, until: float | None) -> None:
    held = hold(read(settings), used, NOON)
    assert held is not None
    assert (held.why.key, held.until) == (key, until)
    assert texts().get(key, **held.why.args)


@pytest.mark.parametrize("hours", [[12, 13], [22, 13], [5, 5], [0, 23]])
def test_within_its_hours_nothing_holds(hours: list[int]) -> None:
    assert hold(read({"download.hours": hours}), Used(), NOON) is None


def test_a_hold_ends_when_it_says() -> None:
    held = hold(read({"download.hours": [1, 6]}), Used(), NOON)
    assert held is not None
    assert held.until is not None
    assert hold(read({"download.hours": [1, 6]}), Used(), held.until) is None


LIMITED = {
    "download.most_megabytes": 300,
    "download.most_minutes": 20,
    "download.day_gigabytes": 3,
    "download.month_gigabytes": 2.5,
    "disk.gigabytes": 4,
    "download.quality": "720",
    "download.sponsorblock": ["intro", "sponsor"],
}


def test_an_automatic_job_has_what_is_left_of_every_budget() -> None:
    got = wanted(JOB, read(LIMITED), Used(GB, GB), 2 * GB, GB)
    assert (got.most, got.most_seconds, got.room, got.allowance) == (300_000_000, 1200.0, 3 * GB, 500_000_000)
    assert (got.wish.quality, got.sponsorblock, got.disk) == (Quality.P720, ("sponsor", "intro"), 4 * GB)
    assert wanted(JOB, read(LIMITED), Used(GB, GB), 2 * GB, 3 * GB).allowance == 0


@pytest.mark.parametrize("asked", [False, True])
def test_what_is_too_large_comes_as_the_settings_say_or_as_it_was_wished(asked: bool) -> None:
    fit = read({"download.large": "fit", "download.convert": True})
    job = replace(JOB, asked=asked)
    got = wanted(job, fit, Used(), 2 * GB, 0)
    assert (got.wish.large, got.parts_first, got.convert) == (Large.FIT, False, True)
    own = wanted(replace(job, wish=Wish(large=Large.SPLIT)), fit, Used(), 2 * GB, 0)
    assert (own.wish.large, own.wish.quality, own.parts_first) == (Large.SPLIT, Quality.BEST, True)


def test_a_wish_says_which_pictures_it_allows() -> None:
    assert Wish(Quality.P1080).codecs is Codecs.PLAYS
    assert Wish(Quality.ORIGINAL).codecs is Codecs.ANY
    assert Wish(Quality.ORIGINAL, 720).codecs is Codecs.AT_HEIGHT


def test_what_is_asked_for_obeys_no_budget_but_the_cuts_and_comes_in_parts() -> None:
    got = wanted(replace(JOB, asked=True, wish=Wish(height=1080)), read(LIMITED), Used(GB, GB), 2 * GB, GB)
    assert (got.most, got.most_seconds, got.room, got.allowance, got.parts_first) == (None, None, None, None, True)
    assert (got.wish.most_height, got.sponsorblock) == (1080, ("sponsor", "intro"))


def test_a_video_that_fits_no_budget_ever_is_offered_and_one_that_fits_later_waits() -> None:
    settings = read(LIMITED)
    for key, size, expected in [
        ("held-disk", 5 * GB, "video-over-disk"),
        ("held-disk", 2 * GB, "held-disk"),
        ("held-day", 2_600_000_000, "video-over-allowance"),
        ("held-day", 2 * GB, "held-day"),
    ]:
        trouble = settled(Retry(key, size=size, limit=1), settings, NOON)
        assert trouble.key == expected
        assert isinstance(trouble, Permanent) or (isinstance(trouble, Retry) and trouble.after)
        assert texts().get(trouble.key, **Sentence(trouble.key, trouble.args_for_text).args)


def test_any_other_trouble_is_left_as_it_is() -> None:
    trouble = Retry("media-broken")
    assert settled(trouble, read(LIMITED), NOON) is trouble
