"""Alerts: what holds by the rows, told once each way, whatever flaps and however often the app starts."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from bot.alerts import FLAP, PATIENCE, holding
from bot.conversation.words import Words
from bot.credentials import COOKIES, GOOGLE
from bot.debugging import LINES, Debugging
from bot.screens import SCREENS
from bot.screens.alert import DAY, place, shown
from core.errors import Condition, NeedsOwner, Retry, Scope
from core.model import Feed, Sentence
from core.record import MassChange
from locales import languages, texts
from storage.alerts import Alert, FeedFact, HeldFact, PauseFact, PlaceFact

from .rows import NASTY, NOW, context
from .test_every_screen import check
from .watching import GONE, Watching, watching

__all__ = ["watching"]

QUOTA = Sentence("google-quota")
ALL = frozenset(Feed)


def test_a_feeds_trouble_that_only_the_owner_mends_holds_once_for_all_its_feeds() -> None:
    feeds = [FeedFact(Feed.LIKES, GONE, 1.0), FeedFact(Feed.SUBSCRIPTIONS, GONE, 2.0)]
    assert holding([], feeds, [], ALL, cookies_dead=False) == {(Condition.GOOGLE_CONSENT, ""): GONE}


def test_a_feed_that_rests_and_a_trouble_that_passes_hold_nothing() -> None:
    feeds = [FeedFact(Feed.LIKES, GONE, 1.0), FeedFact(Feed.HISTORY, Sentence("youtube-unreachable"), 1.0)]
    pauses = [PauseFact(None, Sentence("telegram-away"), 5.0)]
    places = [PlaceFact(1, "x", None, Sentence("telegram-flood"))]
    assert holding(pauses, feeds, places, {Feed.HISTORY}, cookies_dead=False) == {}


def test_a_quota_that_is_used_up_says_until_when() -> None:
    held = holding([], [FeedFact(Feed.LIKES, QUOTA, 5000.4)], [], ALL, cookies_dead=False)
    assert held == {(Condition.QUOTA_OUT, ""): Sentence("google-quota", {"until": 5000})}


def test_youtubes_limit_of_an_hour_is_told_with_its_end_and_an_ordinary_429_is_not() -> None:
    limit, pace = Sentence("youtube-soft-limit"), Sentence("youtube-rate-limited")
    held = holding([PauseFact(None, limit, 5000.4)], [], [], ALL, cookies_dead=False)
    assert held == {(Condition.SLOWED_DOWN, ""): Sentence("youtube-soft-limit", {"until": 5000})}
    assert holding([PauseFact(None, pace, 5000.4)], [], [], ALL, cookies_dead=False) == {}


def test_each_lost_chat_is_a_condition_of_its_own() -> None:
    lost = Sentence("condition-channel_lost")
    places = [PlaceFact(1, "One", Feed.LIKES, lost), PlaceFact(2, "Two", None, lost)]
    held = holding([], [], places, ALL, cookies_dead=False)
    assert {key: said.args["chat"] for key, said in held.items()} == {
        (Condition.CHANNEL_LOST, "1"): "One",
        (Condition.CHANNEL_LOST, "2"): "Two",
    }


def test_pauses_and_dead_cookies_hold() -> None:
    said = Sentence("condition-disk_full")
    held = holding([PauseFact(Condition.DISK_FULL, said, 0.0)], [], [], ALL, cookies_dead=True)
    assert set(held) == {(Condition.DISK_FULL, ""), (Condition.COOKIES_DEAD, "")}


def test_a_mass_change_holds_for_its_feed_until_it_is_settled_whatever_the_last_look_met() -> None:
    change = MassChange(12, 40, 300)
    feeds = [FeedFact(Feed.SUBSCRIPTIONS, Sentence("google-down"), 1.0), FeedFact(Feed.LIKES, GONE, 1.0)]
    facts = [HeldFact(Feed.SUBSCRIPTIONS, change), HeldFact(Feed.HISTORY, change)]
    said = Sentence("condition-mass_change", {"new": 12, "gone": 40, "known": 300})
    held = holding([], feeds, [], {Feed.SUBSCRIPTIONS}, facts, cookies_dead=False)
    assert held == {(Condition.MASS_CHANGE, "subscriptions"): said}
    assert holding([], [FeedFact(Feed.LIKES, said, 1.0)], [], ALL, cookies_dead=False) == {}


@pytest.mark.parametrize("language", languages())
@pytest.mark.parametrize("condition", Condition)
async def test_every_alert_is_drawn_in_every_state(tmp_path: Path, condition: Condition, language: str) -> None:
    async with context(tmp_path) as ctx:
        ctx = replace(ctx, words=Words(texts(language)))
        said = Sentence(f"condition-{condition}", {"until": NOW + 5, "chat": NASTY * 3, "feed": "likes"})
        subject = "subscriptions" if condition is Condition.MASS_CHANGE else ""
        alert = Alert(1, condition, subject, said, NOW - 500, 5, 0.0, None, 0, False)
        for where, one in {
            "holds": alert,
            "without words": replace(alert, trouble=Sentence(f"condition-{condition}")),
            "muted": replace(alert, muted_until=NOW + 9),
            "mended": replace(alert, ended_at=NOW),
            "caught up": replace(alert, ended_at=NOW, end_told=True, events=3),
        }.items():
            check(shown(ctx, one), f"{condition} {where}")
        screen, action, _ = SCREENS.read(place(alert))
        assert not action
        await screen.show(ctx, tuple(place(alert).split("|")[1:]))


async def test_a_condition_is_told_once_and_edited_when_it_is_mended(watching: Watching) -> None:
    assert await watching.turn() == []
    await watching.lose_consent()
    [alert] = await watching.turn()
    assert "Google's consent is gone" in alert["text"]
    assert not alert["silent"]
    assert "🔑 Connect Google again" in str(alert["buttons"])
    [same] = await watching.turn()
    watching.restart()
    [still] = await watching.turn()
    assert (same["edits"], still["edits"]) == (alert["edits"], alert["edits"])
    await watching.store.feeds.mended(Feed.LIKES)
    [waiting] = await watching.turn()
    assert "✅ Mended" in waiting["text"]
    assert "Catching up" in waiting["text"]
    await watching.look(events=3)
    [mended] = await watching.turn()
    assert "Caught up: 3 events." in mended["text"]
    assert mended["buttons"] == []
    watching.restart()
    [end] = await watching.turn(later=FLAP * 2)
    assert end["edits"] == mended["edits"]


async def test_what_flaps_stays_one_message_and_what_comes_back_later_is_another(watching: Watching) -> None:
    await watching.lose_consent()
    [first] = await watching.turn()
    await watching.look()
    await watching.turn()
    await watching.lose_consent()
    [again] = await watching.turn(later=FLAP - 60)
    assert again["id"] == first["id"]
    assert "Google's consent is gone" in again["text"]
    await watching.look()
    await watching.turn()
    await watching.lose_consent()
    both = await watching.turn(later=FLAP + 60)
    assert len(both) == 2


async def test_a_muted_condition_is_not_told_again_for_a_day(watching: Watching) -> None:
    await watching.lose_consent()
    await watching.turn()
    await watching.press("mute")
    [muted] = await watching.turn()
    assert "🔕 Muted" in muted["text"]
    await watching.look()
    await watching.turn()
    await watching.lose_consent()
    assert len(await watching.turn(later=FLAP * 3)) == 1
    assert len(await watching.turn(later=DAY)) == 2, "it still holds when the day is over"


async def test_an_end_that_can_not_be_caught_up_with_is_told_all_the_same(watching: Watching) -> None:
    await watching.lose_consent()
    await watching.turn()
    await watching.store.feeds.mended(Feed.LIKES)
    await watching.turn()
    [mended] = await watching.turn(later=PATIENCE + 60)
    assert "Caught up: nothing had happened" in mended["text"]


async def test_the_owners_word_that_it_is_mended_ends_the_waiting(watching: Watching) -> None:
    await watching.store.pauses.pause(NeedsOwner(Condition.YTDLP_BROKEN, scope=Scope.YTDLP), NOW, 0.5)
    [alert] = await watching.turn()
    assert "yt-dlp is too old" in alert["text"]
    assert await watching.store.pauses.until(Scope.YTDLP) > watching.clock.now()
    await watching.press("again")
    assert await watching.store.pauses.until(Scope.YTDLP) == 0
    await watching.store.pauses.over(Scope.YTDLP)
    [mended] = await watching.turn()
    assert "No video waited for it" in mended["text"]


async def test_the_quota_says_until_when_and_a_deleted_alert_is_not_sent_again(watching: Watching) -> None:
    await watching.store.vault.put(GOOGLE, "x")
    await watching.store.feeds.look_failed(Feed.LIKES, NOW + 7200, QUOTA)
    [alert] = await watching.turn()
    [date] = [one for one in alert["entities"] if one["type"] == "date_time" and one.get("unix_time") == NOW + 7200]
    assert date
    await watching.world.delete_message("dm", alert["id"])
    await watching.look()
    assert await watching.turn() == []


async def test_telegram_being_away_keeps_the_alert_for_later(watching: Watching) -> None:
    await watching.store.vault.put(COOKIES, "x")
    await watching.store.feeds.look_failed(Feed.HISTORY, NOW, Sentence("condition-cookies_dead"))
    await watching.world.fault("botapi.server_error", times=1, method="sendMessage")
    with pytest.raises(Retry):
        await watching.turn()
    [alert] = await watching.turn()
    assert "cookies are signed out" in alert["text"]


async def test_debugging_folds_a_minute_into_one_message_and_hides_secrets(
    watching: Watching, caplog: pytest.LogCaptureFixture
) -> None:
    import logging

    root = logging.getLogger()
    debugging = Debugging(watching.bot, watching.store, watching.context, watching.clock)
    root.addHandler(debugging._gatherer)
    try:
        logging.getLogger("core.poll").warning("before it was switched on")
        await debugging.turn()
        await watching.store.settings.choose("debug", True)
        await debugging.turn()
        for _ in range(3):
            logging.getLogger("core.poll").warning("a look at the %s failed: <likes-too-many-new>", "likes")
        logging.getLogger("x").error("token=%s", "12345678:" + "A" * 35)
        for n in range(LINES + 5):
            logging.getLogger("y").error("line %d", n)
        async with watching.store.database.transaction("test") as t:
            await t.run("UPDATE feeds SET seeded_at = ? WHERE feed = 'history'", (watching.clock.now() + 1,))
        watching.clock.at += 60
        await debugging.turn()
        await debugging.turn()
    finally:
        root.removeHandler(debugging._gatherer)
    [message] = await watching.world.read("dm")
    assert "a look at the likes failed: <likes-too-many-new> ×3" in message["text"]
    assert "A" * 35 not in message["text"]
    assert "before it was" not in message["text"]
    assert "… and 7 more" in message["text"]
    assert "Watch history: looked at for the first time" in message["text"]


async def test_an_end_that_could_not_be_told_is_told_after_the_restart(watching: Watching) -> None:
    await watching.lose_consent()
    await watching.turn()
    await watching.look(events=1)
    await watching.world.fault("botapi.server_error", times=None, method="editMessageText")
    with pytest.raises(Retry):
        await watching.turn()
    await watching.world.heal()
    watching.restart()
    [mended] = await watching.turn()
    assert "Caught up: 1 event." in mended["text"]
