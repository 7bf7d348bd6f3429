"""How long a whole scope waits."""

from __future__ import annotations

import pytest

from core.backoff import CAP, PROBE, delay, pause
from core.errors import Condition, NeedsOwner, Retry, Scope

HOUR = 3600.0


def test_what_was_asked_for_is_waited_for() -> None:
    limit = Retry("youtube-soft-limit", scope=Scope.YOUTUBE, after=HOUR)
    assert [pause(limit, tries, 0.9) for tries in (1, 5)] == [HOUR, HOUR]


def test_a_bot_check_is_looked_at_less_often_each_time() -> None:
    check = NeedsOwner(Condition.BOT_CHECK, scope=Scope.YOUTUBE)
    pauses = [pause(check, tries, 0.0) for tries in range(1, 8)]
    assert pauses == [HOUR / 2, HOUR, 2 * HOUR, 4 * HOUR, 6 * HOUR, 6 * HOUR, 6 * HOUR]


def test_a_rate_limit_without_a_time_grows_to_an_hour() -> None:
    limit = Retry("youtube-rate-limited", scope=Scope.YOUTUBE)
    assert [pause(limit, tries, 0.0) / 60 for tries in range(1, 9)] == [1, 2, 4, 8, 16, 32, 60, 60]
    assert pause(limit, 400, 1.0) <= 1.2 * HOUR


def test_probes_of_the_careful_kind_do_not_come_on_the_second() -> None:
    check = NeedsOwner(Condition.BOT_CHECK, scope=Scope.YOUTUBE)
    assert pause(check, 1, 0.0) < pause(check, 1, 0.5) < pause(check, 1, 1.0) <= 1.2 * HOUR / 2


@pytest.mark.parametrize("tries", [1, 3, 40])
def test_anything_else_waits_as_ever(tries: int) -> None:
    assert pause(Retry("youtube-unreachable", scope=Scope.YOUTUBE), tries, 0.5) == delay(tries, 0.5) <= CAP
    assert pause(NeedsOwner(Condition.TELEGRAM_SESSION, scope=Scope.TELEGRAM), tries, 0.5) == PROBE
