"""How long to wait before another try. Pure: the caller brings the dice."""

from __future__ import annotations

from core.errors import Condition, NeedsOwner, Retry, Trouble

BASE = 5.0
FACTOR = 2.0
CAP = 300.0
JITTER = 0.2
TRIES = 5  #: faults of its own that a job may have
PROBE = 300.0  #: seconds between two careful tries while the owner has something to mend
PROBES = {Condition.DISK_FULL: 60.0, Condition.YTDLP_BROKEN: 3600.0}
#: What is provoked by asking: each try that fails doubles the pause, from -> to.
CAREFUL = {"condition-bot_check": (1800.0, 6 * 3600.0), "youtube-rate-limited": (60.0, 3600.0)}


def delay(tries: int, dice: float) -> float:
    """Seconds to wait after the `tries`-th failure (from 1): 5 s doubling to 5 min, +-20 % by `dice` in [0, 1)."""
    plain = min(CAP, BASE * FACTOR ** min(max(0, tries - 1), 16))
    return plain * (1 + JITTER * (2 * dice - 1))


def pause(trouble: Trouble, tries: int, dice: float) -> float:
    """Seconds that a whole scope waits after the `tries`-th trouble in a row: as long as was asked, or longer each time."""
    if isinstance(trouble, Retry) and trouble.after is not None:
        return trouble.after
    if trouble.key in CAREFUL:
        least, most = CAREFUL[trouble.key]
        return min(most, least * FACTOR ** min(max(0, tries - 1), 16)) * (1 + JITTER * dice)
    if isinstance(trouble, NeedsOwner):
        return PROBES.get(trouble.condition, PROBE)
    return delay(tries, dice)
