"""Cards, playlists and their like in every state they can be in: valid HTML, within Telegram's limits, whatever a title holds."""

from __future__ import annotations

from collections.abc import AsyncIterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from bot.conversation.screen import Context, Where
from bot.conversation.view import View, fitted
from bot.conversation.words import Words
from bot.screens import SCREENS
from bot.screens.card import rest
from bot.screens.card_views import card
from bot.screens.mending import PLACES, place_for
from bot.screens.playlist import playlist
from core.download.job import Wish
from core.errors import Condition
from core.model import DownloadState, Sentence, Video
from core.settings import Large, Quality
from core.telegram.access import ApiAccess
from locales import languages, texts
from storage.conversation import Errand
from storage.queue import QueueRow

from .rows import NASTY, NOW, OWNER, context
from .test_every_screen import check

CARD = 77
FOUND = {
    "title": NASTY * 3, "channel": NASTY, "channel_id": "UC1", "duration": 360_000, "views": 1,
    "offers": [
        [2160, 9 * 10**9, 5, False, False], [1440, 5 * 10**9, 3, False, False], [1080, 3 * 10**9, 2, True, False, True],
        *([one, one * 10**6, 1, True, False] for one in (720, 480, 360, 240, 144)), [None, None, 1, True, False],
    ],
    "one_file": [720, 720 * 10**6, 1, True, False, False],
    "subtitles": [f"x{n}" for n in range(40)] + ["zh-Hans-and-much-too-long-for-a-button"], "automatic": ["en", "fa"],
}  # fmt: skip
BASE = {"video": "yagamiPlain", "list": "PL" + "x" * 60, "reply": 5, "card": CARD}
FAILED = {"key": "video-private", "args": {}}
LOOKS: dict[str, Mapping[str, Any]] = {
    "looking": BASE,
    "waits": {**BASE, "waits": {"key": "youtube-rate-limited", "args": {}}},
    "failed": {**BASE, "failed": FAILED},
    "hopeless": {**BASE, "failed": {"key": "video-deleted", "args": {}}},
    "upcoming": {**BASE, "failed": {"key": "video-upcoming", "args": {}}, "starts_at": NOW + 5000},
    "live": {**BASE, "failed": {"key": "video-live", "args": {"at": 5}}, "about": {"title": NASTY, "channel": None}},
    "wall": {**BASE, "failed": {"key": "condition-bot_check", "args": {}}},
    "found": {**BASE, "found": FOUND},
    "languages": {**BASE, "found": FOUND, "subtitles": "?"},
    "with subtitles": {**BASE, "found": FOUND, "subtitles": "a.en"},
    "sound only": {**BASE, "found": {**FOUND, "one_file": None, "offers": [[None, 5, 21, True, False]]}},
    "encoded": {**BASE, "found": {**FOUND, "offers": [[1080, 10**12, 500, True, True], [720, None, 1, True, True]]}},
    "of an older version": {
        **BASE,
        "found": {
            "offers": [[2160, 10**9, False], [720, None, True], [None, 5, True]],
            "subtitles": [],
            "automatic": [],
        },
    },
}
ENTRIES = [[f"video{n:06}", NASTY if n % 2 else None, NASTY, None, n * 999] for n in range(100)]
LIST = {"list": "PLx", "reply": 5, "card": CARD}
LISTS: dict[str, Mapping[str, Any]] = {
    "looking": LIST,
    "failed": {**LIST, "failed": {"key": "playlist-unavailable", "args": {}}},
    "empty": {**LIST, "title": None, "count": 0, "entries": []},
    "one": {**LIST, "title": "x", "count": 1, "entries": ENTRIES[:1]},
    "long": {**LIST, "title": NASTY * 2, "count": 4321, "entries": ENTRIES},
    "last page": {**LIST, "title": NASTY, "count": 100, "entries": ENTRIES, "page": 12},
    "endless": {**LIST, "title": NASTY, "count": None, "entries": ENTRIES},
    "how good": {**LIST, "title": NASTY, "count": 100, "entries": ENTRIES, "first": 100},
}


def errand(kind: str, args: Mapping[str, Any]) -> Errand:
    return Errand(1, kind, "5.0", args, 0, 0.0, NOW, None, NOW)


@pytest.fixture
async def ctx(tmp_path: Path) -> AsyncIterator[Context]:
    async with context(tmp_path) as ctx:
        yield ctx


async def jobs(ctx: Context, *states: DownloadState) -> list[QueueRow]:
    """Downloads of this card in these states, the moving ones on the board."""
    here = await ctx.store.destinations.private(OWNER)
    for place, state in enumerate(states):
        video = Video(f"video{place:06}", NASTY, NASTY)
        job = await ctx.store.requests.request(video, here, Quality.P720, None, "a.en", CARD, NOW)
        trouble = '{"key": "video-private", "args": {}}' if state in ("failed", "skipped") else None
        async with ctx.store.database.transaction("test") as t:
            await t.run("UPDATE downloads SET state = ?, trouble = ? WHERE id = ?", (state, trouble, job))
        for done in (10, 4_000_000_000):
            ctx.services.board.note(job, "downloading", done, 9_000_000_000)
    return await ctx.store.queue.of_card(CARD)


def within(view: View, where: str) -> None:
    """As it is sent: in a card's caption there is less room than in a text."""
    check(replace(view, text=fitted(view.text, 1024)), where)


@pytest.mark.parametrize("language", languages())
async def test_every_state_of_a_card_is_drawn_within_telegrams_limits(ctx: Context, language: str) -> None:
    ctx = replace(ctx, words=Words(texts(language)))
    for name, args in LOOKS.items():
        within(await card(ctx, errand("look", args), []), name)
    rows = await jobs(ctx, *DownloadState)
    for row in rows:
        within(await card(ctx, errand("look", LOOKS["found"]), [row]), row.job.state)
        within(await card(ctx, None, [row]), f"{row.job.state}, forgotten")
        within(await card(ctx, errand("look", LOOKS["live"]), [row]), f"{row.job.state}, live")
    within(await card(ctx, errand("look", LOOKS["found"]), rows), "all at once")
    within(await card(ctx, None, []), "forgotten")


@pytest.mark.parametrize("language", languages())
async def test_every_state_of_a_playlist_is_drawn_within_telegrams_limits(ctx: Context, language: str) -> None:
    ctx = replace(ctx, words=Words(texts(language)))
    for name, args in LISTS.items():
        check(await playlist(ctx, errand("playlist", args), []), name)
    rows = await jobs(ctx, *DownloadState)
    for name, args in LISTS.items():
        check(await playlist(ctx, errand("playlist", args), rows), f"{name}, working")
    ended = [row for row in rows if row.job.state in ("done", "failed", "cancelled")]
    check(await playlist(ctx, errand("playlist", LISTS["long"]), ended), "ended")
    check(await playlist(ctx, None, rows), "forgotten, working")
    for left in (0, 1, 40):
        check(rest(ctx, {"links": [["x", None]] * left, "taken": 10}), f"{left} left")


async def test_a_picked_height_says_which_and_goes_with_the_chosen_subtitles(ctx: Context) -> None:
    view = await card(ctx, errand("look", LOOKS["with subtitles"]), [])
    data = [one.data for row in view.rows for one in row]
    assert "card|get|yagamiPlain|720|a.en" in data
    assert "card|get|yagamiPlain|audio" in data


async def test_subtitles_of_the_settings_are_named_and_can_be_refused_for_one_video(ctx: Context) -> None:
    await ctx.store.settings.choose("download.subtitles", ["en", "ja", "fa"])
    await ctx.store.settings.choose("download.automatic_subtitles", True)
    ctx = replace(ctx, settings=await ctx.store.settings.chosen())
    view = await card(ctx, errand("look", LOOKS["found"]), [])
    assert "With subtitles: en, fa" in view.text, "those that the video has"
    data = {one.data for row in view.rows for one in row}
    assert {"card|sub|yagamiPlain|-", "card|sub|yagamiPlain|?", "card|get|yagamiPlain|720"} <= data
    refused = await card(ctx, errand("look", {**LOOKS["found"], "subtitles": ""}), [])
    assert "With subtitles" not in refused.text
    data = {one.data for row in refused.rows for one in row}
    assert {"card|get|yagamiPlain|720|-", "card|sub|yagamiPlain|?"} <= data


async def test_what_the_settings_would_take_is_the_highlighted_one(ctx: Context) -> None:
    await ctx.store.settings.choose("download.quality", "720")
    ctx = replace(ctx, settings=await ctx.store.settings.chosen())
    view = await card(ctx, errand("look", LOOKS["found"]), [])
    assert [one.text[:4] for row in view.rows for one in row if one.style == "primary"] == ["720p"]


async def test_what_may_not_play_is_the_highlighted_one_for_who_wishes_the_original(ctx: Context) -> None:
    for quality, text in (("best", "1080p"), ("original", "⚠️ 2160p"), ("audio", None)):
        await ctx.store.settings.choose("download.quality", quality)
        ctx = replace(ctx, settings=await ctx.store.settings.chosen())
        view = await card(ctx, errand("look", LOOKS["found"]), [])
        primary = [one.text for row in view.rows for one in row if one.style == "primary"]
        assert [one.split(" ·")[0] for one in primary] == ([text] if text else [])


async def test_what_is_too_large_for_one_file_comes_in_so_many_parts_or_smaller_in_one(ctx: Context) -> None:
    view = await card(ctx, errand("look", LOOKS["found"]), [])
    shown = {one.data: one.text for row in view.rows for one in row}
    assert shown["card|get|yagamiPlain|1080"] == "1080p · 3 GB · 2 parts"
    assert shown["card|get|yagamiPlain|2160"] == "⚠️ 2160p · 9 GB · 5 parts"
    assert shown["card|get|yagamiPlain|fit"] == "📦 One file: 720p · ≈ 720 MB"
    assert "⚠️ may not play on every device" in view.text


@pytest.mark.parametrize(
    ("picked", "wish"),
    [
        ("2160", Wish(None, 2160, None, Large.SPLIT)),
        ("fit", Wish(Quality.BEST, None, None, Large.FIT)),
        ("audio", Wish(Quality.AUDIO)),
    ],
)
async def test_a_button_wishes_what_it_says(ctx: Context, picked: str, wish: Wish) -> None:
    await ctx.services.credentials.put_api(ApiAccess(5, "0" * 32))
    await SCREENS.screens["card"].press(ctx, Where(OWNER, CARD), "get", ("yagamiPlain", picked))
    assert [row.job.wish for row in await ctx.store.queue.of_card(CARD)] == [wish]


async def test_what_plays_nowhere_comes_as_it_is_when_it_is_tried_again(ctx: Context) -> None:
    [row] = await jobs(ctx, DownloadState.SKIPPED)
    async with ctx.store.database.transaction("test") as t:
        await t.run("""UPDATE downloads SET trouble = '{"key": "video-only-vp9", "args": {}}'""")
    view = await card(ctx, None, await ctx.store.queue.of_card(CARD))
    assert "⬇️ Bring it as it is" in [one.text for line in view.rows for one in line]

    assert await ctx.store.requests.retry(row.job.id, NOW)
    assert (await ctx.store.jobs.get(row.job.id)).wish.quality is Quality.ORIGINAL


@pytest.mark.parametrize(
    ("trouble", "quality"), [("video-only-vp9", Quality.P720), ("convert-unable", Quality.ORIGINAL)]
)
async def test_where_it_may_be_encoded_by_now_it_is_tried_again_as_it_was_wished(
    ctx: Context, trouble: str, quality: Quality
) -> None:
    [row] = await jobs(ctx, DownloadState.SKIPPED)
    await ctx.store.settings.choose("download.convert", True)
    async with ctx.store.database.transaction("test") as t:
        await t.run("UPDATE downloads SET trouble = json_object('key', ?, 'args', json('{}'))", (trouble,))

    assert await ctx.store.requests.retry(row.job.id, NOW)
    assert (await ctx.store.jobs.get(row.job.id)).wish.quality is quality


async def test_a_press_before_the_set_up_leads_to_the_set_up(ctx: Context) -> None:
    after = await SCREENS.screens["card"].press(ctx, Where(OWNER, CARD), "get", ("yagamiPlain", "720"))
    assert after is not None
    assert (after.place, after.fresh) == ("telegram", True)
    assert await ctx.store.queue.of_card(CARD) == []


@pytest.mark.parametrize("condition", Condition)
def test_every_condition_leads_to_a_place_of_the_panel(condition: Condition) -> None:
    screen, action, _ = SCREENS.read(PLACES[condition])
    assert not screen.own
    assert not action
    assert place_for(f"condition-{condition}") is not None


def test_a_private_video_leads_to_the_cookies_and_a_deleted_one_nowhere() -> None:
    assert place_for(Sentence("video-private").key) == "cookies"
    assert place_for("video-deleted") is None
