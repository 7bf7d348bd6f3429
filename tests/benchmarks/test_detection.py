"""The simulated days of benchmarks/detection.py, a few of them: nothing that was to be seen is missed, nothing is told wrongly."""

from __future__ import annotations

import pytest

from benchmarks.detection import QUICK, live_all
from benchmarks.detection_people import Person, people
from benchmarks.detection_score import Score

ZEROES = (
    *(f"{name}_{what}" for name in ("likes", "unliked", "vanished", "subscriptions") for what in ("missed", "phantom")),
    "history_phantom",
)


def assert_nothing_is_missed_or_invented(chosen: list[Person], days: int, least: int) -> None:
    lived = list(live_all(chosen, days, workers=1))
    figures = Score(lived).figures()
    assert [wrong for one in lived for wrong in (*one.surprises, *one.ledger_wrong)] == []
    assert {name: figures[name] for name in ZEROES} == dict.fromkeys(ZEROES, 0)
    # A mass that is deleted, or a history that is cleared, between a watch and the next look hides it: rather a gap than a phantom.
    assert figures["history_missed_though_visible"] <= figures["events"] / 1000
    assert figures["events"] >= least
    assert figures["quota_units_day_max"] <= 10_000


@pytest.mark.large
def test_a_day_of_two_people_is_told_as_it_was() -> None:
    chosen = people(8, seed=1)
    assert_nothing_is_missed_or_invented([chosen[1], chosen[3]], 1, 200)


@pytest.mark.large
@pytest.mark.timeout(1200)
def test_thousands_of_acts_of_eight_people_are_told_as_they_were() -> None:
    assert_nothing_is_missed_or_invented(people(int(QUICK["people"]), seed=2), int(QUICK["days"]), 5000)
