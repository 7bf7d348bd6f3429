"""Which release is taken and when, what a trial of it proves, where it goes back to. Pure: rows and the time in, answers out.

- A release is taken when it is AGE old, since a bad one is mostly found and yanked within a day; at once if the present one is
  broken: worse than that it can't be. Yanked and pre-releases never are.
- One that failed is not tried again by itself; a newer one is. The owner may insist.
- The newest that may be taken is taken, also if a newer one is still too young: it has been waiting longer.
- A trial that failed for a reason which is not the release's own (the line, a bot check, a full disk) proves nothing.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum

from packaging.version import Version

from core.errors import YTDLP_NO_JAVASCRIPT, Condition, NeedsOwner, Scope, Trouble
from core.model import Sentence

from .releases import Release

DAY = 86400.0
AGE = 2 * DAY
JITTER = 0.1  #: of a day, either way: not every owner's machine at the same minute
FIRST = (300.0, 3900.0)  #: seconds after the first start of all: within this span
HOUR = 3600.0  #: between two looks while yt-dlp is broken
KEPT = 2  #: releases that are kept beside the one in use


class Why(StrEnum):
    """What a release was taken for. Stored."""

    AGE = "age"
    BROKEN = "broken"  #: the one before did not work any more
    ASKED = "asked"  #: the owner pressed


class Standing(StrEnum):
    """What is known of a release that was tried. Stored."""

    KEPT = "kept"  #: passed its trial; its files are there
    BAD = "bad"  #: failed it, or failed later, or the owner went back from it


class Verdict(StrEnum):
    """What a trial proves."""

    GOOD = "good"
    BAD = "bad"
    NOTHING = "nothing"


@dataclass(frozen=True, slots=True)
class Tried:
    """One row: a release that was tried."""

    version: str
    standing: Standing
    uploaded_at: float | None
    tried_at: float
    used_from: float | None = None  #: when children began to run with it, the last time
    why: Why = Why.AGE
    proved: bool = False  #: it has brought a video since
    trouble: Sentence | None = None  #: why it is bad

    @property
    def parsed(self) -> Version:
        return Version(self.version)


@dataclass(frozen=True, slots=True)
class Shown:
    """The other row: what the registry showed at the last look, and which release is in use."""

    current: str | None = None  #: None: the built-in one
    looked_at: float | None = None  #: when it answered last
    asked_at: float | None = None  #: when it was asked last
    next_at: float | None = None
    failures: int = 0  #: looks in a row that it did not answer
    etag: str | None = None
    releases: tuple[Release, ...] = field(default=(), repr=False)
    trouble: Sentence | None = None  #: why the last look, or the last taking, came to nothing


def running(shown: Shown, tried: Iterable[Tried], builtin: str) -> Tried | None:
    """What the next child runs with; None: the built-in one, which wins when it is as new."""
    for one in tried:
        if one.version == shown.current and one.standing is Standing.KEPT and one.parsed > Version(builtin):
            return one
    return None


def choose(
    releases: Iterable[Release], present: str, bad: Collection[str], now: float, python: str, *, broken: bool = False
) -> Release | None:
    """The one to take by itself now; None if there is none."""
    for one in offered(releases, present, python):
        old = one.uploaded_at is not None and one.uploaded_at <= now - AGE
        if one.version not in bad and (old or broken):
            return one
    return None


def offered(releases: Iterable[Release], present: str, python: str) -> list[Release]:
    """All that may be taken at all, newest first; what is too young or was bad may still be asked for by hand."""
    newer = (
        one
        for one in releases
        if not one.yanked and not one.parsed.is_prerelease and one.parsed > Version(present) and one.runs_on(python)
    )
    return sorted(newer, key=lambda one: one.parsed, reverse=True)


def next_look(now: float, dice: float, *, failures: int = 0, broken: bool = False) -> float:
    """When the registry is asked again. dice: in [0, 1)."""
    if broken:
        return now + HOUR
    wait = DAY * (1 - JITTER + 2 * JITTER * dice)
    return now + (min(wait, HOUR * 2.0 ** min(failures - 1, 10)) if failures else wait)


def first_look(started_at: float, dice: float) -> float:
    """When a registry is asked that never was."""
    soon, late = FIRST
    return started_at + soon + (late - soon) * dice


def is_due(shown: Shown, started_at: float, now: float, dice: float, broken_since: float | None) -> bool:
    """broken_since: since when yt-dlp does not work; the registry is asked at once then, and hourly from there."""
    if broken_since is not None:
        return shown.asked_at is None or shown.asked_at < broken_since or shown.asked_at + HOUR <= now
    return now >= (first_look(started_at, dice) if shown.next_at is None else shown.next_at)


def verdict(trouble: Trouble | None, present: Trouble | None) -> Verdict:
    """trouble: how the trial ended. present: how the same trial of the release in use ended, if it was made."""
    if trouble is None:
        return Verdict.GOOD
    broken = isinstance(trouble, NeedsOwner) and trouble.condition is Condition.YTDLP_BROKEN
    runtime = (
        broken and trouble.args_for_text.get("reason") == YTDLP_NO_JAVASCRIPT
    )  # missing for all, or too old for this one
    if trouble.key in OWN_FAULTS or (broken and not runtime):
        return Verdict.BAD
    if not runtime and (isinstance(trouble, NeedsOwner) or trouble.scope is not Scope.ITEM):
        return Verdict.NOTHING
    return Verdict.BAD if present is None else Verdict.NOTHING


#: What only a release itself can be to blame for.
OWN_FAULTS = frozenset({
    "ytdlp-wrong-hash", "ytdlp-not-a-wheel", "ytdlp-too-large", "ytdlp-part-missing", "ytdlp-wrong-version",
    "ytdlp-import-failed", "fetch-crashed", "fetch-stalled", "ytdlp-no-streams",
})  # fmt: skip


def must_compare(trouble: Trouble | None) -> bool:
    """Whether the release in use has to make the same trial, to tell whose fault it is."""
    return (
        trouble is not None and verdict(trouble, None) is Verdict.BAD and verdict(trouble, trouble) is Verdict.NOTHING
    )


def fell(current: Tried, *, broke: bool) -> bool:
    """Whether the release in use failed at its first videos, where the one before had worked: then it is left by itself.

    Once it has brought one, a failure is YouTube's doing, and the way is forward.
    broke: yt-dlp was broken for one of its children."""
    return broke and not current.proved and current.why is not Why.BROKEN


def before(current: Tried, tried: Iterable[Tried], builtin: str) -> Tried | None:
    """What was used before the release in use; None: the built-in one."""
    older = [
        one
        for one in tried
        if one.standing is Standing.KEPT
        and one.version != current.version
        and one.used_from is not None
        and one.used_from <= (current.used_from or 0.0)
        and one.parsed > Version(builtin)
    ]
    return max(older, key=lambda one: one.used_from or 0.0, default=None)


def keep(current: Tried | None, tried: Sequence[Tried], builtin: str) -> set[str]:
    """The versions whose files stay: the one in use, and the KEPT that were used before it."""
    stay = {current.version} if current is not None else set[str]()
    last = sorted(
        (one for one in tried if one.standing is Standing.KEPT and one.parsed > Version(builtin)),
        key=lambda one: one.used_from or 0.0,
        reverse=True,
    )
    for one in last:
        if len(stay) >= KEPT + 1:
            break
        stay.add(one.version)
    return stay
