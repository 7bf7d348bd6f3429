"""Looks at the watch history: the real database and yt-dlp, the sandbox's YouTube; and pages that say what a test wants."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from core.errors import Condition, Retry
from core.model import Feed, Video
from core.poll.history import CLEARED, DEPTHS, EMPTY_TRIES, PAUSED, History
from core.poll.poll import OWNER_PROBES, Poller
from core.youtube.cookies import read_cookies
from core.youtube.history import HistoryRead
from core.youtube.watches import Watch

from .looking import Rig
from .pages import DATE, Scripted, looked, ready, shown, watched

DAY = 86_400.0
KETTLE, PLAIN, BACH, SHORT = "KettleWhist", "yagamiPlain", "BachPrelude", "yagamiShort"


# -- the real reading --------------------------------------------------------------------------------------------------


def signed_in(rig: Rig) -> Poller:
    """At noon, so that no midnight falls between."""
    clock = rig.google.clock
    clock.time = (clock.time // DAY) * DAY + DAY / 2
    rig.jars.append(read_cookies(rig.google.world.browsers.sign_in("owner").encode(), clock.now()).text)
    return rig.poller()


def watch(rig: Rig, *videos: str) -> None:
    for video in videos:
        rig.google.world.watch(video)
        rig.google.clock.time += 60


async def test_watches_are_told_as_they_were_made_with_their_figures_and_a_second_time_when_watched_again(
    rig: Rig,
) -> None:
    poller = signed_in(rig)
    watch(rig, KETTLE, PLAIN)
    await poller.look(Feed.HISTORY)
    assert await rig.recorded() == []
    assert await rig.trouble(Feed.HISTORY) is None

    watch(rig, BACH, KETTLE)
    await poller.look(Feed.HISTORY)
    watch(rig, BACH)
    await poller.look(Feed.HISTORY)

    assert [subject for _, subject in await rig.told()] == [BACH, KETTLE, BACH]
    rows = await rig.rows("SELECT identity, detail FROM events ORDER BY id")
    assert [row["identity"].split(":")[2] for row in rows] == ["1", "1", "2"]
    assert [row["detail"] for row in rows] == [None, None, '{"times": 2}']
    [figures] = await rig.rows("SELECT title, channel, duration, views FROM videos WHERE id = 'KettleWhist'")
    assert None not in figures.values()


async def test_a_short_is_told_like_any_watch(rig: Rig) -> None:
    poller = signed_in(rig)
    watch(rig, PLAIN)
    await poller.look(Feed.HISTORY)

    watch(rig, SHORT)
    await poller.look(Feed.HISTORY)
    await poller.look(Feed.HISTORY)

    assert await rig.told() == [("watched", SHORT)]


async def test_cookies_that_are_signed_out_are_said_and_asked_about_rarely(rig: Rig) -> None:
    poller = signed_in(rig)
    rig.google.world.browsers.sign_out()

    await poller.look(Feed.HISTORY)

    state = await rig.store.feeds.state(Feed.HISTORY)
    assert state.trouble
    assert state.trouble.key == f"condition-{Condition.COOKIES_DEAD}"
    assert state.not_before - rig.google.clock.now() == OWNER_PROBES[Condition.COOKIES_DEAD]


async def test_a_history_that_was_cleared_is_said_and_the_next_watch_is_told(rig: Rig) -> None:
    poller = signed_in(rig)
    watch(rig, KETTLE, PLAIN, SHORT)
    await poller.look(Feed.HISTORY)
    rig.google.world.state.viewers["owner"].watches.clear()
    for _ in range(EMPTY_TRIES):
        await poller.look(Feed.HISTORY)
        assert await rig.trouble(Feed.HISTORY) == "history-empty", "YouTube has bad moments"
        rig.google.clock.time += 60

    await poller.look(Feed.HISTORY)
    assert await rig.trouble(Feed.HISTORY) == CLEARED.key
    watch(rig, PLAIN)
    await poller.look(Feed.HISTORY)

    assert await rig.told() == [("watched", PLAIN)]
    assert await rig.trouble(Feed.HISTORY) is None


async def test_a_history_that_is_paused_is_said_with_what_it_still_shows_and_the_next_watch_is_told(rig: Rig) -> None:
    poller, owner = signed_in(rig), rig.google.world.state.viewers["owner"]
    watch(rig, KETTLE)
    await poller.look(Feed.HISTORY)
    owner.paused = True
    watch(rig, PLAIN)

    await poller.look(Feed.HISTORY)
    assert (await rig.told(), await rig.trouble(Feed.HISTORY)) == ([], PAUSED.key)
    owner.paused = False
    watch(rig, BACH)
    await poller.look(Feed.HISTORY)

    assert (await rig.told(), await rig.trouble(Feed.HISTORY)) == ([("watched", BACH)], None)


# -- pages that say what a test wants ----------------------------------------------------------------------------------


EMPTY = shown("")


@pytest.mark.parametrize(
    ("page", "said"),
    [
        (shown(""), "history-empty"),
        (shown("", signed_in=None), "history-empty"),
        (shown("", paused=True), PAUSED.key),
    ],
)
async def test_an_empty_page_keeps_what_was_known_and_says_why(rig: Rig, page: HistoryRead, said: str) -> None:
    await looked(rig, shown("a"), page)

    assert await rig.trouble(Feed.HISTORY) == said
    assert [one.item for one in await rig.store.feeds.snapshot(Feed.HISTORY)] == [f"{DATE}:a"]


@pytest.mark.parametrize(
    ("after", "new"),
    [
        pytest.param("x", "x", id="one that is new"),
        pytest.param("yx", "xy", id="two"),
        pytest.param("b", "b", id="one of those that were there"),
        pytest.param("fedcba", "", id="all of it back"),
        pytest.param("fdcba", "", id="all but one back"),
        pytest.param("xfedcba", "x", id="all of it back, and one more"),
        pytest.param("afedcb", "a", id="all of it back, and one watched again"),
    ],
)
@pytest.mark.parametrize("why", ["cleared", "paused"])
async def test_after_an_empty_page_what_is_new_is_told_and_what_comes_back_is_not(
    rig: Rig, why: str, after: str, new: str
) -> None:
    empty = [EMPTY] * (EMPTY_TRIES + 2) if why == "cleared" else [shown("", paused=True)] * 2

    await looked(rig, shown("fedcba"), *empty, shown(after), shown(after))

    assert await watched(rig) == new
    assert await rig.trouble(Feed.HISTORY) is None


async def test_an_empty_page_that_does_not_say_who_is_signed_in_is_never_believed(rig: Rig) -> None:
    unsaid = [shown("", signed_in=None)] * 5

    await looked(rig, shown("cba"), *unsaid)
    assert await rig.trouble(Feed.HISTORY) == "history-empty"
    await looked(rig, shown("dcba"))

    assert await watched(rig) == "d"


async def test_a_history_that_is_empty_from_the_beginning_is_one_and_its_first_watch_is_told(rig: Rig) -> None:
    await looked(rig, EMPTY, EMPTY, shown("a", _day(rig)))

    assert (await watched(rig), await rig.trouble(Feed.HISTORY)) == ("a", None)


def _day(rig: Rig) -> str:

    return datetime.fromtimestamp(rig.google.clock.now(), UTC).date().isoformat()


async def test_what_the_page_can_not_explain_is_read_on_before_anything_is_told(rig: Rig) -> None:
    before = [Watch(Video(f"old{n}"), DATE) for n in range(60)]
    since = [Watch(Video(f"new{n}"), DATE) for n in range(40)]
    all_of_it = HistoryRead((*since, *before), True)

    youtube = await looked(rig, HistoryRead(tuple(before), True), all_of_it, all_of_it)

    assert youtube.asked == [DEPTHS[0], DEPTHS[0], DEPTHS[1]]
    assert [subject for _, subject in await rig.recorded()] == [f"new{n}" for n in reversed(range(40))]


async def test_a_page_whose_days_can_not_be_read_tells_what_is_surely_new_and_says_nothing_to_the_owner(
    rig: Rig,
) -> None:
    await looked(rig, shown("cba"), shown("dcba", None), shown("adcb", None), shown("eadcb", None), shown("feadcb"))

    assert (await watched(rig), await rig.trouble(Feed.HISTORY)) == ("def", None)


async def test_gaps_that_google_does_not_fill_are_left_out_and_cost_no_watch(rig: Rig) -> None:
    async def away(_ids: object) -> dict[str, Video]:
        raise Retry("google-quota")

    youtube = Scripted(shown("a"), shown("ba"))
    poller = rig.poller(history=History(youtube, rig.store.feeds, ready, away))
    for _ in range(2):
        await poller.look(Feed.HISTORY)

    assert (await watched(rig), await rig.trouble(Feed.HISTORY)) == ("b", None)
