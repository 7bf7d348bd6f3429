"""Which death comes next, and the count of all of them.

Two in five lives are armed for a step (bot/crash.py), one of those at which it was tried least; the rest end from outside at some
moment, many in the start, and now and then the app is asked to stop. Moments are measured in starts: as long as the app takes
until it listens, so that a machine under load gives it no less of a life than a quiet one.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from random import Random

#: How often each comes, and how many starts later at most; at a time: how many in the mean.
KINDS = {"step": (40, 6.0), "start": (20, 1.0), "time": (36, 2.0), "stop": (4, 4.0)}
LONGEST = 4  #: times the mean
LINE = "telegram.SaveFilePart"  #: comes many times in a life: killed at any of the first few
PARTS = 6
#: Always on its way, and says nothing.
ALWAYS = ("bot_api.get_updates",)
RECENT = 40  #: lives; a step that was seen in none of them is not aimed at


@dataclass(frozen=True, slots=True)
class Death:
    """How a life is to end."""

    kind: str  #: step, start, time, stop
    starts: float  #: after so many; at the latest, if it is a step
    step: str | None = None  #: "before commit.record"; with #N the N-th of a life

    @property
    def setting(self) -> str:
        return f";kill:{self.step}" if self.step else ""


class Deaths:
    """`plan` the next one, `note` how it came."""

    def __init__(self) -> None:
        self.kinds: Counter[str] = Counter()  #: that came
        self.aimed: Counter[str] = Counter()  #: killed just there: "before X", "after X"
        self.on_their_way: Counter[str] = Counter()  #: X that had begun and not ended, at a kill from outside
        self.between = 0  #: kills from outside while nothing was on its way
        self.tried: Counter[str] = Counter()
        self._seen: dict[str, int] = {}  #: step -> the last life that had it
        self._lives = 0

    @property
    def kills(self) -> int:
        return self.kinds.total() - self.kinds["stop"]

    def plan(self, random: Random) -> Death:
        kind = random.choices(list(KINDS), [weight for weight, _ in KINDS.values()])[0]
        most = KINDS[kind][1]
        starts = min(random.expovariate(1 / most), LONGEST * most) if kind == "time" else random.uniform(0, most)
        chance, number = random.random(), random.randint(1, PARTS)
        if kind != "step":
            return Death(kind, starts)
        return Death(kind, most, self._least_tried(chance, number))

    def _least_tried(self, chance: float, number: int) -> str | None:
        """None: none is known yet."""
        recent = sorted(one for one, life in self._seen.items() if self._lives - life <= RECENT)
        if not recent:
            return None
        least = min(self.tried[one] for one in recent)
        of_these = [one for one in recent if self.tried[one] == least]
        step = of_these[int(chance * len(of_these))]
        self.tried[step] += 1
        return f"{step}#{number}" if LINE in step else step

    def note(self, death: Death, names: list[str], *, at_step: bool) -> None:
        """names: the steps of that life, in order. at_step: it died at the step that it was armed for."""
        self._lives += 1
        self._seen |= dict.fromkeys(names, self._lives)
        self.kinds["time" if death.kind == "step" and not at_step else death.kind] += 1
        if at_step:
            self.aimed[names[-1]] += 1
        elif death.kind != "stop":
            begun = on_their_way(names)
            self.on_their_way.update(begun)
            self.between += not begun


def on_their_way(names: list[str]) -> list[str]:
    """What had begun and not ended. A call that failed and was not made again counts too: its end is said only if it went well."""
    last = dict[str, str]()
    for name in names:
        when, _, what = name.partition(" ")
        last[what] = when
    return [what for what, when in last.items() if when == "before" and what not in ALWAYS]
