"""What can be pressed under a post."""

from __future__ import annotations

import pytest

from core.model import DownloadState, Sentence
from core.notify.buttons import HOPELESS, buttons
from locales import texts

S = DownloadState
ACTS = {
    S.OFFERED: ["get"],
    S.QUEUED: ["later", "cancel"],
    S.FETCHING: ["cancel"],
    S.FETCHED: ["cancel"],
    S.UPLOADING: ["cancel"],
    S.SENT: [],
    S.DONE: [],
    S.SKIPPED: ["retry"],
    S.FAILED: ["retry"],
    S.CANCELLED: ["get"],
}


def acts(state: DownloadState, why: str = "video-live") -> list[str]:
    rows = buttons(7, state, Sentence("status-skipped", {"why": why}), texts())
    return [(one.data or "").removeprefix("post|").removesuffix("|7") for row in rows for one in row]


@pytest.mark.parametrize("state", DownloadState)
def test_every_state_has_the_acts_that_can_be_done_in_it(state: DownloadState) -> None:
    assert acts(state) == ACTS[state]


@pytest.mark.parametrize("why", sorted(HOPELESS))
def test_what_no_other_try_mends_has_no_button(why: str) -> None:
    assert texts().has(why)
    assert acts(S.SKIPPED, why) == []


@pytest.mark.parametrize("why", ["held-day", "held-month", "held-hours", "held-paused", "held-later"])
def test_what_a_cap_or_a_pause_holds_can_be_had_at_once(why: str) -> None:
    rows = buttons(7, S.QUEUED, Sentence("status-waiting", {"why": why}), texts())
    assert [one.data for one in rows[0]] == ["post|get|7", "post|cancel|7"]


def test_a_post_without_a_video_has_no_buttons() -> None:
    assert buttons(None, None, None, texts()) == ()


def test_the_largest_download_fits_into_a_button() -> None:
    for state in DownloadState:
        for row in buttons(2**63 - 1, state, None, texts()):
            assert all(len((one.data or "").encode()) <= 64 for one in row)
