"""What the soak calls level; and a short one of the real app."""

from __future__ import annotations

import asyncio
from random import Random

import pytest

from benchmarks.soak import soak
from benchmarks.soak_app import LeapingClock
from benchmarks.soak_page import figures, table
from benchmarks.soak_slopes import BOUNDS, WEEK, level, slope, spark

HOUR = 3600.0


def month(growth: float, noise: float, seed: int = 1) -> list[tuple[float, float]]:
    """Samples of each sixth hour: something that grows so much a week."""
    random = Random(seed)
    return [(n * 6 * HOUR, 100 + growth * n * 6 * HOUR / WEEK + random.uniform(0, noise)) for n in range(120)]


def test_a_leak_of_two_megabytes_a_week_is_seen_through_noise_and_outliers() -> None:
    samples = month(2.0, 3.0)
    samples[70] = (samples[70][0], 180.0)
    samples[110] = (samples[110][0], 40.0)

    assert slope(samples) == pytest.approx(2.0, abs=0.4)
    assert not level("rss_mb", slope(samples))


def test_what_grows_in_the_first_half_only_is_level() -> None:
    samples = [(at, value if n < 60 else 150.0 + n % 3) for n, (at, value) in enumerate(month(20.0, 1.0))]

    assert slope(samples) == pytest.approx(0.0, abs=0.2)
    assert all(level(name, slope(samples)) for name in BOUNDS)


def test_a_spark_shows_the_least_as_the_lowest_bar_and_the_most_as_the_highest() -> None:
    assert spark([1, 2, 3, 4, 5, 6, 7, 8]) == "▁▂▃▄▅▆▇█"
    assert spark([5.0] * 300) == "▁" * 60
    assert spark([]) == ""


async def test_who_waits_for_a_moment_has_it_as_soon_as_the_clock_has_leapt_past_it() -> None:
    clock, woken, hour = LeapingClock(), list[str](), asyncio.Event()

    async def until(name: str, seconds: float) -> None:
        await clock.sleep(seconds)
        woken.append(name)
        hour.set()

    async with asyncio.timeout(10), asyncio.TaskGroup() as tasks:
        tasks.create_task(until("a day", 86_400))
        tasks.create_task(until("an hour", 3600))
        await asyncio.sleep(0)
        before = clock.now(), clock.steady()
        clock.leap(7200)
        await hour.wait()
        assert woken == ["an hour"]
        assert clock.now() - before[0] == pytest.approx(7200, abs=5)
        assert clock.steady() - before[1] < 5
        clock.leap(86_400)
    assert woken == ["an hour", "a day"]


@pytest.mark.large
@pytest.mark.timeout(600)
async def test_a_few_simulated_days_of_the_real_app_are_sampled_and_drawn() -> None:
    lived = await soak(seed=7, days=2, step=2, every=4)

    found = figures(lived.samples)
    assert len(lived.samples) >= 10
    assert found["events"] > 0
    assert lived.samples[-1].rss_mb < 200
    assert "a week" in table(lived.samples)
