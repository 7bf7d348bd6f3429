"""Answers of Google that are JSON and still nothing that could be kept: each is a trouble, or is left out, and never a crash."""

from __future__ import annotations

import json

import httpx
import pytest

from core.errors import Retry
from core.youtube.client_file import OnlySecret, read_client
from core.youtube.consent import granted
from core.youtube.google_shapes import channel_of, page_token_of, seconds_of, total_of, video_of
from core.youtube.google_troubles import LONGEST_SECONDS, trouble_of, word_of

from .google import HandClock, ScriptedGoogle

HALF = "an emoji, cut off: \ud83d"
DEEP = "[" * 100_000
NOW = HandClock().now()


@pytest.fixture
def google() -> ScriptedGoogle:
    return ScriptedGoogle()


async def test_an_answer_that_is_nested_without_end_is_nonsense(google: ScriptedGoogle) -> None:
    google.answers = [httpx.Response(200, content='{"items": ' + DEEP)]
    with pytest.raises(Retry, match="google-nonsense"):
        await google.api.liked_page()
    google.answers = [httpx.Response(403, content='{"error": ' + DEEP)]
    with pytest.raises(Retry, match="google-nonsense"):
        await google.api.liked_page()


async def test_a_title_that_ends_within_a_sign_can_be_kept_and_an_id_is_nonsense(google: ScriptedGoogle) -> None:
    cut = json.dumps({"items": [{"id": "dQw4w9WgXcQ", "snippet": {"title": HALF}}]})
    google.answers = [httpx.Response(200, content=cut)]
    page = await google.api.liked_page(titles=True)
    assert page.videos[0].title == "an emoji, cut off: ?"
    for broken in ({"id": HALF}, {"id": ""}, {"id": 1}):
        with pytest.raises(Retry, match="google-nonsense"):
            video_of(broken)
    with pytest.raises(Retry, match="google-nonsense"):
        page_token_of({"nextPageToken": HALF})


@pytest.mark.parametrize("figure", ["9" * 19, "9" * 5000, "-1", "²", "", None, 7])
def test_a_figure_that_no_row_holds_is_not_known(figure: object) -> None:
    item = {"id": "UC1", "statistics": {"subscriberCount": figure, "videoCount": figure, "viewCount": figure}}
    assert (channel_of(item).subscribers, channel_of(item).videos, video_of(item).views) == (None, None, None)


def test_a_length_or_a_total_beyond_all_bounds_is_not_known() -> None:
    assert seconds_of(f"PT{'9' * 5000}S") is None
    assert seconds_of(f"P{'9' * 10}D") is None
    assert seconds_of("P1DT1S") == 86_401
    assert total_of({"pageInfo": {"totalResults": 2**63}}) is None


@pytest.mark.parametrize("lives", [float("inf"), float("nan"), 10**400, -1, 0])
async def test_a_token_that_would_live_for_ever_is_nonsense(google: ScriptedGoogle, lives: object) -> None:
    google.token_answers = [
        httpx.Response(200, content=f'{{"access_token": "t", "expires_in": {lives}}}'.replace("inf", "1e999"))
    ]
    with pytest.raises(Retry, match="google-nonsense"):
        await google.tokens.get()


@pytest.mark.parametrize("word", [HALF, "two words", "a\nb", "ключ", ""])
async def test_a_token_that_no_header_holds_is_nonsense(google: ScriptedGoogle, word: str) -> None:
    google.token_answers = [httpx.Response(200, content=json.dumps({"access_token": word, "expires_in": 3599}))]
    with pytest.raises(Retry, match="google-nonsense"):
        await google.tokens.get()
    with pytest.raises(Retry, match="google-nonsense"):
        granted({"refresh_token": HALF})


@pytest.mark.parametrize(
    ("said", "after"),
    [("60", 60.0), ("9" * 400, LONGEST_SECONDS), ("²", None), (f"Mon, 01 Jan 2026 00:00:{'9' * 40} GMT", None)],
)
def test_a_wait_is_a_number_of_seconds_and_a_day_at_most(said: str, after: float | None) -> None:
    refused = httpx.Response(429, headers=[(b"Retry-After", said.encode("latin-1"))])
    trouble = trouble_of(refused, NOW)
    assert isinstance(trouble, Retry)
    assert (trouble.after, word_of(refused)) == (after, "")


def test_a_client_id_in_digits_of_another_script_is_none() -> None:
    typed = "١٢٣٤٥٦٧٨٩-abcdefgh.apps.googleusercontent.com GOCSPX-abcdefghijklmnopqrstuvwxyz"
    assert isinstance(read_client(typed), OnlySecret)
