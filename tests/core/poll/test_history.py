"""Looks at the watch history: the real database and yt-dlp, the sandbox's YouTube; and pages that say what a test wants."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from core.errors import Condition, NeedsOwner, Retry, Scope, Trouble
from core.model import Feed, Video
from core.poll.history import CLEARED, DEPTHS, EMPTY_TRIES, LAG, PAUSED, History
from core.poll.poll import LONG_GAP, OWNER_PROBES, Poller
from core.settings import CatchUp
from core.youtube.cookies import read_cookies
from core.youtube.history import HistoryRead
from core.youtube.watches import Watch

from .looking import Rig

DAY = 86_400.0
DATE = "2026-11-18"
KETTLE, PLAIN, BACH, SHORT = "KettleWhist", "yagamiPlain", "BachPrelude", "yagamiShort"


# -- the real reading ------------------------------------------------------------------------------------------------


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


# -- pages that say what a test wants --------------------------------------------------------------------------------


class Scripted:
    """Implements core.poll.history.YouTube."""

    def __init__(self, *pages: HistoryRead | Trouble) -> None:
        self.pages = list(pages)
        self.asked: list[int] = []

    async def read_history(self, limit: int) -> HistoryRead:
        self.asked.append(limit)
        page = self.pages.pop(0)
        if isinstance(page, Trouble):
            raise page
        return replace(page, watches=page.watches[:limit])

    async def keep_jar(self, jar: str) -> None: ...


def shown(videos: str, day: str | None = DATE, *, signed_in: bool | None = True, paused: bool = False) -> HistoryRead:
    """A page with one entry a letter, the newest first."""
    return HistoryRead(tuple(Watch(Video(video, video), day) for video in videos), signed_in, paused)


async def ready() -> bool:
    return True


async def looked(rig: Rig, *pages: HistoryRead | Trouble, apart: float = 300.0) -> Scripted:
    """A look at each page, one after the other; the first seeds."""
    youtube = Scripted(*pages)
    poller = rig.poller(history=History(youtube, rig.store.feeds, ready, None, rig.store.private.since))
    while youtube.pages:
        await poller.look(Feed.HISTORY)
        rig.google.clock.time += apart
    return youtube


async def watched(rig: Rig) -> str:
    return "".join(subject for _, subject in await rig.recorded())


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


# -- a long gap ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("chosen", "messages", "digests"), [(None, 1, 1), (CatchUp.ALL, 3, 0), (CatchUp.DIGEST, 1, 1), (CatchUp.SKIP, 0, 0)]
)
async def test_after_a_long_gap_the_look_does_as_the_owner_chose_and_the_next_one_tells_as_ever(
    rig: Rig, chosen: CatchUp | None, messages: int, digests: int
) -> None:
    if chosen:
        await rig.store.settings.choose("feed.history.after_gap", chosen)
    await looked(rig, shown("a"))
    rig.google.clock.time += LONG_GAP[Feed.HISTORY]

    await looked(rig, shown("dcba"))
    owed = await owes(rig)
    await looked(rig, shown("edcba"))

    assert (len(owed), sum(owed)) == (messages, digests)
    assert await watched(rig) == "bcde"
    assert len(await owes(rig)) == messages + 1


async def test_one_or_two_of_a_gap_are_told_by_themselves_though_a_digest_was_wanted(rig: Rig) -> None:
    await looked(rig, shown("a"))
    rig.google.clock.time += LONG_GAP[Feed.HISTORY]

    await looked(rig, shown("cba"))

    assert await owes(rig) == [False, False]


async def test_but_one_message_after_a_pause_is_one_as_the_owner_has_just_said(rig: Rig) -> None:
    await looked(rig, shown("a"))
    await rig.store.feeds.resume(CatchUp.DIGEST)

    await looked(rig, shown("cba"))

    assert await owes(rig) == [True]


DEAD = NeedsOwner(Condition.COOKIES_DEAD, scope=Scope.ITEM)


@pytest.mark.parametrize("mended", [True, False], ids=["others were sent", "they came back by themselves"])
async def test_what_was_watched_while_the_cookies_were_dead_is_one_digest_however_short_that_was(
    rig: Rig, mended: bool
) -> None:
    await looked(rig, shown("a"))
    await looked(rig, DEAD)
    if mended:
        await rig.store.feeds.mended(Feed.HISTORY)
    else:
        rig.google.clock.time += OWNER_PROBES[Condition.COOKIES_DEAD]
    await looked(rig, Retry("youtube-unreachable"), apart=3600.0)

    await looked(rig, shown("dcba"))
    await looked(rig, shown("gfedcba"))

    assert await watched(rig) == "bcdefg"
    assert await owes(rig) == [True, False, False, False]


async def owes(rig: Rig) -> list[bool]:
    """Of each message: whether it is a digest."""
    return [row["digest"] is not None for row in await rig.rows("SELECT digest FROM deliveries ORDER BY id")]


async def test_a_gap_that_is_not_long_and_a_first_look_are_no_gaps(rig: Rig) -> None:
    await looked(rig, shown("a"), apart=LONG_GAP[Feed.HISTORY] - 1)
    await looked(rig, shown("dcba"))

    assert await owes(rig) == [False, False, False]


# -- private times ---------------------------------------------------------------------------------------------------


async def test_what_is_watched_in_private_is_neither_told_nor_recorded_then_or_later(rig: Rig) -> None:
    private, clock = rig.store.private, rig.google.clock
    await looked(rig, shown("a"))
    await private.begin(clock.now(), None)
    await looked(rig, shown("ba"), shown("cba"))
    await private.end(clock.now())
    clock.time += LAG
    await looked(rig, shown("dcba"), shown("edcba"))

    assert await watched(rig) == "e", "d was watched before the look that follows the private time"
    assert [row["id"] for row in await rig.rows("SELECT id FROM videos")] == ["e"]


async def test_a_private_time_ends_by_itself_and_silences_only_the_look_that_touches_it(rig: Rig) -> None:
    private, clock = rig.store.private, rig.google.clock
    await looked(rig, shown("a"))
    await private.begin(clock.now() - 10 - LAG, clock.now() - 5 - LAG)

    await looked(rig, shown("ba"), shown("cba"))

    assert await private.now(clock.now()) is None
    assert await watched(rig) == "c"


async def test_what_youtube_shows_only_after_the_end_of_a_private_time_stays_private(rig: Rig) -> None:
    private, clock = rig.store.private, rig.google.clock
    await looked(rig, shown("a"))
    await private.begin(clock.now(), None)
    await private.end(clock.now() + 5)
    clock.time += 6

    await looked(rig, shown("a"), apart=30.0)
    await looked(rig, shown("ba"), apart=30.0)
    await looked(rig, shown("cba"))
    await looked(rig, shown("dcba"))

    assert await watched(rig) == "d"


async def test_a_private_time_that_began_while_the_page_was_read_holds_for_it(rig: Rig) -> None:
    await looked(rig, shown("a"))
    youtube = Scripted(shown("ba"))

    async def since(at: float) -> bool:
        assert youtube.asked, "it is asked when the page was read"
        await rig.store.private.begin(rig.google.clock.now() + 1, None)
        return await rig.store.private.since(at)

    await rig.poller(history=History(youtube, rig.store.feeds, ready, None, since)).look(Feed.HISTORY)

    assert await watched(rig) == ""


async def test_a_private_time_that_is_begun_again_gets_another_end_and_a_restart_changes_nothing(rig: Rig) -> None:
    private = rig.store.private
    await private.begin(100.0, 200.0)
    await private.begin(150.0, None)
    lasting = await private.now(10_000.0)
    await private.end(300.0)

    assert lasting is not None
    assert (lasting.began_at, lasting.until) == (100.0, None)
    assert [await private.since(at) for at in (299.0, 300.0)] == [True, False]
    assert await private.now(300.0) is None
    await private.begin(400.0, 500.0)
    await private.begin(600.0, 700.0)
    assert await rig.rows("SELECT began_at, until, ended_at FROM private_times ORDER BY id") == [
        {"began_at": 100.0, "until": None, "ended_at": 300.0},
        {"began_at": 400.0, "until": 500.0, "ended_at": 500.0},
        {"began_at": 600.0, "until": 700.0, "ended_at": None},
    ]
