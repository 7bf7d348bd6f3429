"""What the app sees of its owner's YouTube, and how soon: simulated days of many people, against the app's own looks.

    python -m benchmarks.detection [--json FILE] [--people 24] [--days 14] [--seed 1] [--quick]

Each person lives seeded days (detection_people.py): bursts of likes and watches, quiet nights, videos that turn private and come
back, deletions, likes taken back, re-watches, Shorts; and things go wrong: cookies die, the quota runs out, Google's pages fail,
the app is killed and started again. What looks is the app: core/poll with its plan, core/youtube's client of the Data API over a
line in this process, the real storage (in memory-backed files where the machine has them, so that a commit waits for no disk).
Simulated are YouTube (detection_world.py, _answers.py, _pages.py), the line (_line.py) and the clock. Beside the app, on the same
days: a look every two minutes, the rule "an id that was never seen is new", subscriptions by relevance.

Figures: for likes, unliked, vanished, subscriptions: NAME_missed, NAME_phantom, and NAME_unseeable, which came and went between two
readings; history_missed_pct (all watches that were not told), history_missed_while_looking_pct (without those made while the
app was signed out, off or without YouTube for an hour), history_missed_though_visible (those that some rule might have told:
the page would have been another without them), history_phantom; like_latency_median_s and _p95_s, with likes in sittings, and
even_..., spread over the day; quota_units_day_max and _mean, megabytes_day_max and _mean; those of the peers.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import logging
import os
import sys
import tempfile
import time
from collections.abc import Iterator
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import stamina

from .detection_days import Lived, live
from .detection_people import Person, people
from .detection_score import KINDS, Figures, Score, missed

TARGETS = {
    "likes_missed": 0, "likes_phantom": 0, "unliked_phantom": 0, "vanished_phantom": 0, "subscriptions_missed": 0,
    "subscriptions_phantom": 0, "history_missed_pct": 0.5, "history_phantom": 0, "like_latency_median_s": 10,
    "quota_units_day_max": 10_000,
}  # fmt: skip
QUICK = {"people": 8, "days": 3}
SHOWN = 5  #: of what is wrong with one person's days
MEMORY = Path("/dev/shm")


def live_all(chosen: list[Person], days: int, workers: int) -> Iterator[Lived]:
    """As they are done."""
    with tempfile.TemporaryDirectory(
        prefix="bench-detection-", dir=MEMORY if os.access(MEMORY, os.W_OK) else None
    ) as name:
        jobs = [(person, days, name) for person in chosen]
        if workers == 1:
            yield from map(_live, jobs)
            return
        with ProcessPoolExecutor(workers) as pool:
            yield from pool.map(_live, jobs)


def _live(job: tuple[Person, int, str]) -> Lived:
    person, days, folder = job
    before = logging.root.manager.disable
    logging.disable(logging.CRITICAL)  # the simulated troubles are many, and meant
    try:
        with stamina.set_testing(True, attempts=3, cap=True):  # its tries do not wait for real seconds
            return asyncio.run(live(person, days, Path(folder)))
    finally:
        logging.disable(before)


def table(score: Score, figures: Figures) -> Iterator[str]:
    yield f"{'':<16}{'happened':>9}{'told':>9}{'missed':>8}{'phantom':>9}{'unseeable':>11}{'median s':>10}{'p95 s':>9}"
    for feed, kind, name in KINDS:
        acts = score.of_kind(feed, kind)
        told = [act for act in acts if act.told_at is not None]
        unseen = sum(act.told_at is None and act.unseeable for act in acts)
        waits = "like" if name == "likes" else name
        yield (
            f"{name:<16}{len(acts):>9}{len(told):>9}{len(acts) - len(told) - unseen:>8}{score.phantoms(feed, kind):>9}"
            f"{unseen:>11}{figures.get(f'{waits}_latency_median_s', 0):>10.1f}{figures.get(f'{waits}_latency_p95_s', 0):>9.1f}"
        )
    yield "\nwatches that were not told:"
    for why, count in score.ways_unseen().most_common():
        yield f"{count:>9}  {why}"
    yield "\nothers, on the same days (nothing ever fails for them):"
    yield f"  a look at the likes every 2 minutes: {figures['fixed_like_latency_median_s']:.0f} s median"
    yield (
        f'  "never seen" for likes: {figures["never_seen_likes_missed"]:.0f} missed, '
        f"{figures['never_seen_likes_phantom']:.0f} phantom; for the history: "
        f"{figures['never_seen_history_missed_pct']:.1f} % missed, {figures['never_seen_history_phantom']:.0f} phantom"
    )
    yield f"  subscriptions by relevance: {figures['relevance_phantom_day']:.0f} phantoms a person and day\n"


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.detection", description=__doc__.splitlines()[0])
    parser.add_argument("--json", type=Path, metavar="FILE", help="write the figures to FILE too")
    parser.add_argument("--people", type=int, default=24)
    parser.add_argument("--days", type=int, default=14)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--workers", type=int, default=min(2, os.cpu_count() or 1))
    parser.add_argument("--quick", action="store_true", help="a minute or two: 8 people, 3 days")
    options = parser.parse_args()
    count, days = (QUICK["people"], QUICK["days"]) if options.quick else (options.people, options.days)
    print(f"{count} people, {days} days each, seed {options.seed}:", flush=True)
    began, done = time.monotonic(), []
    for lived in live_all(people(count, options.seed), days, options.workers):
        done.append(lived)
        print(f"  person {lived.person.number}: {len(lived.acts)} acts", file=sys.stderr, flush=True)
        for line in doubtful(lived):
            print(f"    {line}", file=sys.stderr, flush=True)
    score = Score(done)
    figures = score.figures()
    print(f"{figures['events']} acts in {time.monotonic() - began:.0f} s; {figures['looks']:.0f} looks, of which "
          f"{figures['looks_made']:.0f} were made and the others known to change nothing\n")  # fmt: skip
    print("\n".join(table(score, figures)))
    for name, value in figures.items():
        target = f"  (target {TARGETS[name]:g})" if name in TARGETS else ""
        print(f"{name} {round(value, 3):g}{target}")
    if options.json:
        options.json.write_text(json.dumps({name: round(value, 3) for name, value in figures.items()}) + "\n")
    return int(any(lived.surprises or lived.ledger_wrong for lived in done))


def doubtful(lived: Lived) -> Iterator[str]:
    """What should not be, for whoever looks for the reason."""
    yield from (f"known to change nothing, and did: {one}" for one in lived.surprises)
    yield from (f"the ledger knows less than Google: {one}" for one in lived.ledger_wrong)
    yield from (f"phantom: {one}" for one in lived.phantoms[:SHOWN])
    yield from (f"missed: {one}" for one in missed(lived.acts)[:SHOWN])


if __name__ == "__main__":
    raise SystemExit(main())
