"""Alerts: what holds by the rows, told once each way, whatever flaps and however often the app starts."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from bot.alerts import FLAP, KEPT, PATIENCE, REFUSED, AlertWatch, holding
from bot.connection import connect
from bot.conversation.screen import After, Context, Stale, Where
from bot.conversation.words import Words
from bot.credentials import COOKIES, GOOGLE
from bot.debugging import LINES, Debugging
from bot.screens import SCREENS
from bot.screens.alert import DAY, place, shown
from core.clock import SystemClock, Wakeup
from core.errors import Condition, NeedsOwner, Retry, Scope
from core.model import Feed, Sentence
from core.record import MassChange, Record
from core.settings import CatchUp
from locales import languages, texts
from sandbox.client import World
from sandbox.world import Sandbox
from storage.alerts import Alert, FeedFact, HeldFact, PauseFact, PlaceFact

from .rows import NASTY, NOW, context
from .test_every_screen import check

Json = dict[str, Any]
GONE = Sentence("condition-google_consent")
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


class SetClock(SystemClock):
    """Shows what it is set to."""

    at = NOW

    def now(self) -> float:
        return self.at


class Watching:
    """An alert watch over real rows, telling its owner in a sandbox."""

    def __init__(self, ctx: Context, world: World, bot: Any) -> None:
        self.store = ctx.store
        self.world = world
        self.bot = bot
        self.clock = SetClock()
        self._ctx = ctx
        self.restart()

    async def context(self) -> Context:
        return replace(self._ctx, now=self.clock.now(), settings=await self.store.settings.chosen())

    def restart(self) -> None:
        self.watch = AlertWatch(self.bot, self.store, self.context, self.clock, Wakeup(self.clock))

    async def turn(self, later: float = 30.0) -> list[Json]:
        """One look, so much later -> what stands in the chat then."""
        self.clock.at += later
        await self.watch.turn()
        return await self.world.read("dm")

    async def lose_consent(self) -> None:
        await self.store.vault.put(GOOGLE, "x")
        await self.store.feeds.look_failed(Feed.LIKES, self.clock.now() + 900, GONE)

    async def look(self, events: int = 0) -> None:
        """A look at the likes that worked, and found so many."""
        self.clock.at += 1
        async with self.store.database.transaction("test") as t:
            await t.run("UPDATE feeds SET trouble = NULL, looked_at = ? WHERE feed <> 'history'", (self.clock.now(),))
            for n in range(events):
                await t.run(
                    "INSERT INTO events (kind, identity, subject, seen_at) VALUES ('liked', ?, 'v', ?)",
                    (f"{self.clock.now()}-{n}", self.clock.now()),
                )

    async def press(self, action: str, *more: str, alert: int = 1) -> After:
        ctx = await self.context()
        after = await SCREENS.screens["alert"].press(ctx, Where(ctx.owner, 1), action, (str(alert), *more))
        assert after is not None
        return after

    async def hold(self, new: int, gone: int) -> None:
        """A look at the subscriptions found that many changes."""
        await self.store.vault.put(GOOGLE, "x")
        await self.store.feeds.record(
            Record(Feed.SUBSCRIPTIONS, self.clock.now(), held=MassChange(new, gone, 300), page=())
        )


@pytest.fixture
async def watching(tmp_path: Path) -> AsyncIterator[Watching]:
    async with Sandbox() as sandbox, World(sandbox.control.url) as world, context(tmp_path) as ctx:
        where = sandbox.addresses()
        await world.start()  # a bot can't write first
        ctx.services.owner.id = where["owner_id"]
        bot = connect(where["bot_token"], SystemClock(), bot_api=where["bot_api"])
        said = Watching(ctx, world, bot)
        for one in await world.read("dm"):
            await world.delete_message("dm", one["id"])
        yield said
        await bot.session.close()


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


# -- mass changes ----------------------------------------------------------------------------------------------------


async def test_a_mass_change_says_how_much_it_is_and_asks_how_to_tell_it(watching: Watching) -> None:
    await watching.hold(12, 40)
    [alert] = await watching.turn()
    assert "A lot changed at once: Subscriptions" in alert["text"]
    assert "New: 12. Gone: 40. Known before: 300." in alert["text"]
    buttons = [one["text"] for row in alert["buttons"] for one in row]
    assert buttons == [
        "✅ That was me: tell them", "🗂 That was me: in one message", "🤫 That was me: don't tell", "🔕 Mute for a day",
    ]  # fmt: skip
    await watching.hold(12, 41)
    [grown] = await watching.turn()
    assert "Gone: 41." in grown["text"]


@pytest.mark.parametrize("mode", CatchUp)
async def test_the_owners_word_is_written_and_a_look_is_asked_for(watching: Watching, mode: CatchUp) -> None:
    await watching.hold(12, 40)
    await watching.turn()
    assert (await watching.press("believe", mode)).toast == "Looking…"
    assert (await watching.store.feeds.state(Feed.SUBSCRIPTIONS)).believe is mode
    assert await watching.store.errands.last("look-now", Feed.SUBSCRIPTIONS) is not None

    await watching.store.feeds.record(Record(Feed.SUBSCRIPTIONS, watching.clock.now() + 1))
    [settled] = await watching.turn()
    assert "✅ Settled: A lot changed at once: Subscriptions" in settled["text"]
    assert settled["buttons"] == []
    with pytest.raises(Stale):
        await watching.press("believe", mode)


async def test_a_word_about_numbers_that_are_not_true_any_more_is_not_heard(watching: Watching) -> None:
    await watching.hold(12, 40)
    await watching.turn()
    await watching.hold(12, 299)
    assert (await watching.press("believe", "all")).toast == "It has changed meanwhile. Read the message again."
    assert (await watching.store.feeds.state(Feed.SUBSCRIPTIONS)).believe is None


async def test_a_word_that_was_given_while_a_look_found_more_is_forgotten(watching: Watching) -> None:
    await watching.hold(12, 40)
    await watching.turn()
    await watching.press("believe", "all")
    await watching.hold(12, 299)
    assert (await watching.store.feeds.state(Feed.SUBSCRIPTIONS)).believe is None


async def test_a_mass_change_that_is_no_more_settles_itself(watching: Watching) -> None:
    await watching.hold(0, 40)
    await watching.turn()
    await watching.store.feeds.look_failed(Feed.SUBSCRIPTIONS, NOW, Sentence("google-down"))
    [still] = await watching.turn()
    assert "Gone: 40" in still["text"], "a look that failed settles nothing"
    await watching.store.feeds.record(Record(Feed.SUBSCRIPTIONS, watching.clock.now() + 1))
    [settled] = await watching.turn()
    assert "Settled" in settled["text"]
    assert "nothing had happened" in settled["text"]


# -- what goes wrong with telling ------------------------------------------------------------------------------------


async def test_an_alert_that_can_not_be_drawn_holds_no_other_back(
    watching: Watching, caplog: pytest.LogCaptureFixture
) -> None:
    broken = Sentence("condition-disk_full", {"until": "no number"})
    await watching.store.alerts.begin(Condition.DISK_FULL, "", broken, NOW)
    async with watching.store.database.transaction("test") as t:
        await t.run(
            "INSERT INTO pauses (scope, until, condition, trouble, since) VALUES ('disk', 0, 'disk_full', ?, 0)",
            ('{"key": "condition-disk_full", "args": {"until": "no number"}}',),
        )
    await watching.lose_consent()
    [alert] = await watching.turn()
    assert "Google's consent is gone" in alert["text"]
    await watching.turn()
    assert caplog.text.count("an alert can't be told") == 1


async def test_an_alert_that_telegram_refuses_is_told_when_it_takes_it(watching: Watching) -> None:
    await watching.lose_consent()
    await watching.world.block()
    assert await watching.turn() == []
    await watching.world.block(False)
    assert await watching.turn() == []
    [alert] = await watching.turn(later=REFUSED)
    assert "Google's consent is gone" in alert["text"]


async def test_an_alert_whose_number_can_not_be_written_is_sent_once(watching: Watching) -> None:
    await watching.lose_consent()
    async with watching.store.database.transaction("test") as t:
        await t.run(
            """CREATE TRIGGER full BEFORE UPDATE OF message_id ON alerts
               BEGIN SELECT raise(ABORT, 'no room'); END"""
        )
    for _ in range(3):
        await watching.turn(later=REFUSED)
    async with watching.store.database.transaction("test") as t:
        await t.run("DROP TRIGGER full")
    [alert] = await watching.turn(later=REFUSED)
    [row] = await watching.store.database.fetch("SELECT message_id FROM alerts")
    assert row["message_id"] == alert["id"]


async def test_what_ended_is_forgotten_after_three_months(watching: Watching) -> None:
    for _ in range(2):
        await watching.lose_consent()
        await watching.turn()
        await watching.look()
        await watching.turn()
        await watching.turn(later=FLAP * 2)
    await watching.turn(later=KEPT + DAY)
    assert [row["id"] for row in await watching.store.database.fetch("SELECT id FROM alerts")] == [2], "not its number"
    await watching.lose_consent()
    await watching.turn()
    assert [row["id"] for row in await watching.store.database.fetch("SELECT id FROM alerts")] == [2, 3]
