"""Premieres and streams: what is waited for, how often it is looked at, and when nobody waits any more."""

from __future__ import annotations

import pytest

from core.download.live import DAY, LATEST, LONGEST, NOT_YET, SOONEST, WAITS, not_yet, settled, waits
from core.errors import Permanent, Retry, Trouble
from core.model import Sentence
from core.notify import buttons
from locales import languages, texts

NOW = 1_790_000_000.0
HOUR = 3600.0


def seen(status: str, starts_at: float | None = None) -> Permanent:
    trouble = not_yet(status, starts_at)
    assert trouble is not None
    return trouble


def held(trouble: Trouble, before: Sentence | None = None, *, asked: bool = False, now: float = NOW) -> Retry:
    waits_for = settled(trouble, before, asked, now)
    assert isinstance(waits_for, Retry)
    assert waits_for.after is not None
    return waits_for


def said(trouble: Trouble) -> Sentence:
    """As it stands in the job's row."""
    return Sentence(trouble.key, trouble.args_for_text)


def test_any_other_trouble_stays_what_it_is() -> None:
    other = Permanent("video-private", skip=True)
    assert settled(other, None, False, NOW) is other
    assert not_yet("was_live", NOW) is None
    assert not_yet("not_live", None) is None


@pytest.mark.parametrize(
    ("starts_in", "looks_in"),
    [(5 * 60, 5 * 60 + 20), (3 * HOUR, 3 * HOUR + 20), (DAY + 7 * HOUR, DAY), (400 * DAY, DAY)],
)
def test_a_premiere_is_looked_at_when_it_begins_and_a_day_from_now_at_the_latest(
    starts_in: float, looks_in: float
) -> None:
    wait = held(seen("is_upcoming", NOW + starts_in))
    assert (wait.key, wait.after) == ("held-upcoming", looks_in)


def test_its_time_is_told_in_words() -> None:
    premiere = Permanent("video-upcoming", skip=True, premiere=1, at=int(NOW + HOUR))
    shown = {one: texts(one).get(held(premiere).key, **held(premiere).args_for_text) for one in languages()}
    assert shown["en"] == "it premieres at 2026-09-21 15:13 UTC"
    assert all("2026-09-21 15:13 UTC" in one for one in shown.values())
    stream = held(seen("is_upcoming", NOW + HOUR))
    assert texts().get(stream.key, **stream.args_for_text) == "it begins at 2026-09-21 15:13 UTC"


def test_a_premiere_stays_one_in_words_when_a_later_look_can_not_tell() -> None:
    first = held(Permanent("video-upcoming", skip=True, premiere=1, at=int(NOW + 3 * DAY)))
    later = held(seen("is_upcoming", NOW + 3 * DAY), said(first), now=NOW + DAY)
    assert later.args_for_text["kind"] == "premiere"


def test_what_is_late_is_looked_at_every_10_minutes_at_first_and_every_30_later() -> None:
    start = seen("is_upcoming", NOW - 60)
    assert held(start).after == SOONEST
    assert held(seen("is_upcoming", NOW - 2 * HOUR)).after == 20 * 60
    assert held(seen("is_upcoming", NOW - 20 * HOUR)).after == LATEST
    assert held(start).args_for_text["kind"] == "late"


def test_what_never_began_is_offered_after_three_days() -> None:
    for starts_at in (NOW - LONGEST - 1, None):
        first = said(held(seen("is_upcoming", starts_at), now=NOW - LONGEST - 2))
        end = settled(seen("is_upcoming", starts_at), first, False, NOW)
        assert isinstance(end, Permanent)
        assert end.key == "video-never-begun"


def test_what_was_announced_without_a_time_is_looked_at_and_says_so() -> None:
    wait = held(seen("is_upcoming"))
    assert (wait.after, wait.args_for_text["kind"]) == (SOONEST, "unknown")


@pytest.mark.parametrize(("lasts", "pause"), [(0, SOONEST), (HOUR, SOONEST), (2 * HOUR, 20 * 60), (9 * HOUR, LATEST)])
def test_a_stream_is_looked_at_every_10_to_30_minutes_while_it_runs(lasts: float, pause: float) -> None:
    wait = held(seen("is_live", NOW - lasts))
    assert (wait.key, wait.after) == ("held-live", pause)


def test_a_stream_that_never_ends_is_offered_and_who_asks_in_person_waits_three_days_more() -> None:
    webcam = seen("is_live", NOW - 400 * DAY)
    end = settled(webcam, None, False, NOW)
    assert isinstance(end, Permanent)
    assert end.key == "video-endless"
    first = said(held(webcam, asked=True))
    assert held(webcam, first, asked=True, now=NOW + LONGEST - 1).args_for_text["since"] == int(NOW)
    assert settled(webcam, first, True, NOW + LONGEST + 1).key == "video-endless"


def test_a_stream_whose_start_is_not_known_runs_since_it_was_first_seen() -> None:
    first = said(held(seen("is_live")))
    assert held(seen("is_live"), first, now=NOW + 9 * HOUR).after == LATEST
    assert settled(seen("is_live"), first, False, NOW + LONGEST + 1).key == "video-endless"


def test_a_recording_that_is_not_made_in_three_days_is_given_up_as_what_it_is() -> None:
    first = said(held(seen("post_live", NOW - HOUR)))
    assert first.key == "held-processing"
    assert held(seen("post_live"), first, now=NOW + 2 * DAY).after == LATEST
    assert settled(seen("post_live"), first, False, NOW + LONGEST + 1).key == "video-processing"


def test_a_premiere_that_goes_live_and_ends_begins_each_wait_anew() -> None:
    upcoming = said(held(seen("is_upcoming", NOW)))
    live = held(seen("is_live", NOW), upcoming, now=NOW + 60)
    assert (live.key, live.args_for_text["since"]) == ("held-live", int(NOW + 60))
    processing = held(seen("post_live", NOW), said(live), now=NOW + HOUR)
    assert processing.args_for_text["since"] == int(NOW + HOUR)


def test_every_wait_is_told_apart_everywhere() -> None:
    assert {key.removeprefix("video-") for key in NOT_YET.values()} == {key.removeprefix("held-") for key in WAITS}
    assert buttons.NOT_YET == WAITS
    assert waits(Sentence("held-live"))
    assert not waits(Sentence("held-day"))
    assert not waits(None)
