"""The status screen says every state in words, and what it shows is escaped."""

from __future__ import annotations

import pytest

from bot.screens.status import Pause, Status, render
from core.model import DownloadState
from locales import texts

NOW = 1_700_000_000.0


def test_a_fresh_start_reads_well() -> None:
    assert render(Status(None, None, 0, {}), texts(), NOW).splitlines()[3:] == [
        "Likes: not looked at yet",
        "Last look: none yet",
        "Posts waiting: none",
        "Videos: none yet",
        "",
        "Nothing is paused.",
    ]


@pytest.mark.parametrize("state", DownloadState)
def test_every_download_state_has_words(state: DownloadState) -> None:
    assert "Videos: 3 " in render(Status(0, NOW, 0, {state: 3}), texts(), NOW)


@pytest.mark.parametrize(
    ("seconds", "said"),
    [(0, "just now"), (61, "1 minute ago"), (3599, "59 minutes ago"), (7200, "2 hours ago"), (200_000, "2 days ago")],
)
def test_the_last_look_is_told_by_its_age(seconds: float, said: str) -> None:
    assert f"Last look: {said}" in render(Status(1, NOW - seconds, 0, {}), texts(), NOW)


def test_pauses_are_listed_with_their_end_and_escaped() -> None:
    pauses = (
        Pause("chat", NOW + 61, "post-title", {"title": "<i>&"}),
        Pause("google", None, "post-title", {"title": "open"}),
    )
    shown = render(Status(1, NOW, 4, {}, pauses), texts(), NOW)
    assert "Posts waiting: 4" in shown
    assert "• Title: &lt;i&gt;&amp;; again in 2 minutes" in shown
    assert "• Title: open" in shown
