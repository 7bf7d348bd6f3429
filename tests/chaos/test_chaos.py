"""A handful of kills, so that the week and its reckoning stay true; hundreds of them are `./yagami chaos`."""

from __future__ import annotations

from pathlib import Path
from random import Random

import pytest

from .deaths import Death, Deaths, on_their_way
from .reckoning import reckon
from .remains import processes_of
from .week import Plan, Week, week


async def quietly(_: Week) -> None:
    """Nothing is said."""


@pytest.mark.timeout(400)
async def test_a_few_hours_of_kills_lose_and_double_nothing_and_a_loss_would_be_seen(tmp_path: Path) -> None:
    plan = Plan(seed=11, kills=4, seconds=4 * 1200, sources=(), feeds=("likes", "subscriptions"), talks=False)
    async with week(tmp_path, plan) as it:
        await it.live(quietly)
        found = await reckon(it)
        assert found.is_good, (found, it.lives.last_words())
        assert it.deaths.kills == 4
        assert found.posts == len(it.people.ledger) >= 2
        assert processes_of(tmp_path) == []

        # what happened and is told nowhere; what is told and did not happen; a post that somebody took away
        forgotten, extra = it.people.ledger.pop(), it.people.ledger[0]
        it.people.ledger.append(extra)
        [post, *_] = [one for one in await it.home.world.read("likes") if not one["media"]]
        await it.home.world.delete_message("likes", post["id"])
        seen = await reckon(it)
    assert any(extra.subject in one for one in seen.lost), seen
    assert any(forgotten.subject in one for one in seen.doubled), seen
    assert any(one.startswith("deleted in likes") for one in seen.wrong), seen


def test_what_had_begun_and_not_ended_was_on_its_way() -> None:
    names = [
        "before commit.a",
        "after commit.a",
        "before telegram.B",
        "before google.c",
        "after google.c",
        "before bot_api.get_updates",
    ]
    assert on_their_way(names) == ["telegram.B"]


def test_steps_are_aimed_at_evenly_and_a_seed_plans_the_same_again() -> None:
    def planned(seed: int) -> list[Death]:
        deaths = Deaths()
        deaths.note(
            Death("time", 1.0), ["before commit.a", "after commit.a", "before telegram.SaveFilePart"], at_step=False
        )
        return [deaths.plan(Random(f"{seed}:{n}")) for n in range(60)]

    assert planned(1) == planned(1) != planned(2)
    aimed = [one.step.split("#")[0] for one in planned(1) if one.step]
    counts = [aimed.count(one) for one in set(aimed)]
    assert len(counts) == 3
    assert max(counts) - min(counts) <= 1
