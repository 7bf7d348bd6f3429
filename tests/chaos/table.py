"""docs/chaos.md: what was run, what came of it, and what was killed where."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from .reckoning import Reckoning
from .week import SPEED, Week

INTRODUCTION = """# A week of kills

Written by `./yagami chaos`, which runs the real app in the sandbox through a simulated week in which somebody likes, unlikes,
subscribes, unsubscribes and watches, and talks to the bot, while the outside world has its moods and the app is killed with
SIGKILL again and again: at moments, in its start, and at its own steps (before and after every commit and every call to the
outside). At the end everything that happened has to stand in the channels exactly once, each video whole.
`./yagami chaos --seed N` makes the same plan once more; where a process is at the moment of a kill, no seed determines
(`tests/chaos/__init__.py` says what it does).
"""


def page(week: Week, found: Reckoning, remains: Sequence[str], seconds: float, today: datetime) -> str:
    """The whole file."""
    deaths, people = week.deaths, week.people
    feeds = ", ".join(f"{feed} {n}" for feed, n in week.feeds().items())
    result = [
        ("seed", str(week.plan.seed)),
        ("run on", f"{today.astimezone(UTC):%Y-%m-%d}, in {seconds / 60:.0f} minutes; the app's clock ran {SPEED:.0f} times as "
                   f"fast, and {(week.clock.now() - week.began) / 86_400:.1f} days went by"),
        ("SIGKILLs", f"**{deaths.kills}**: at a step {deaths.kinds['step']}, at some moment {deaths.kinds['time']}, "
                     f"in a start {deaths.kinds['start']}; besides, {deaths.kinds['stop']} SIGTERMs"),
        ("happened", f"{len(people.ledger)} events ({feeds}), {len(week.owner.links)} links sent, {found.picks} picks of their "
                     f"cards, {week.owner.presses} presses"),
        ("stands there", f"{found.posts} posts, {found.videos} files of videos, {found.cards} cards"),
        ("lost", f"**{len(found.lost)}**"),
        ("doubled", f"**{len(found.doubled)}**"),
        ("otherwise wrong", str(len(found.wrong))),
        ("integrity_check, foreign_key_check", "ok" if not any("_check" in one for one in found.wrong) else "NOT ok"),
        ("left behind (files, processes, descriptors, ports)", str(len(remains) or "nothing")),
        ("troubles of the outside", f"{week.troubles.came.total()} came, {week.troubles.struck()} requests were struck"),
    ]  # fmt: skip
    blocks = [INTRODUCTION, table(("", ""), result)]
    for title, lines in (("Lost", found.lost), ("Doubled", found.doubled), ("Wrong", [*found.wrong, *remains])):
        if lines:
            blocks.append(f"## {title}\n\n" + "\n".join(f"- {one}" for one in lines) + "\n")
    blocks.append("## What was killed where\n\n" + WHERE)
    blocks.append(table(("step", "just before it", "just after it", "on its way"), killed(week)))
    blocks.append("## The outside world's troubles\n")
    blocks.append(table(("fault", "came"), [(name, str(n)) for name, n in sorted(week.troubles.came.items())]))
    return "\n".join(blocks)


WHERE = """*Just before* and *just after*: the app was armed to die there. *On its way*: it had begun and not ended when the app was
killed from outside; several can be, and a call that failed and waited to be made again counts too.
"""


def killed(week: Week) -> list[tuple[str, ...]]:
    deaths = week.deaths
    names = {name.partition(" ")[2] for name in deaths.aimed} | set(deaths.on_their_way)
    rows = [
        (name, *(str(n or "") for n in (deaths.aimed[f"before {name}"], deaths.aimed[f"after {name}"], deaths.on_their_way[name])))
        for name in sorted(names)
    ]  # fmt: skip
    return [*rows, ("(between two steps, or before the first)", "", "", str(deaths.between))]


def table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    lines = [head, ["---"] * len(head), *rows]
    return "\n".join("| " + " | ".join(one) + " |" for one in lines) + "\n"
