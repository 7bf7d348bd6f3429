"""Mass changes that wait for the owner's word, and alerts that can not be told."""

from __future__ import annotations

import pytest

from bot.alerts import FLAP, KEPT, REFUSED
from bot.conversation.screen import Stale
from bot.screens.alert import DAY
from core.errors import Condition
from core.model import Feed, Sentence
from core.record import Record
from core.settings import CatchUp

from .rows import NOW
from .watching import Watching, watching

__all__ = ["watching"]


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
