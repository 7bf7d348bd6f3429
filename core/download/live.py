"""A video that is not there yet: a premiere or stream that is announced or runs, a recording that YouTube still works on. Pure.

A job for one stays in the queue, waits, and is looked at now and then until there is a recording. That counts against no try, and
holds no other up: what has met trouble stands last in the queue's order. The pace:

    announced    at the announced time; a day before that at the latest, because premieres are moved and cancelled
    late, live   every 10 minutes at first, every 30 when it has been so for hours
    processing   the same

None of them lasts for ever. What was announced and has not begun, and a stream that runs for days (many run for years), is offered
in the end, with the reason; whoever asks for it in person then has LONGEST once more. A recording that is not made is given up.

What is kept of a wait stands in its sentence: when this began to be so (`since`).
"""

from __future__ import annotations

from core.errors import Permanent, Retry, Trouble
from core.model import Sentence
from core.wording import minute

MINUTE, DAY = 60.0, 86_400.0
SOONEST, LATEST = 10 * MINUTE, 30 * MINUTE  #: between two looks
LONGEST = 3 * DAY  #: that it may be late, live or processing
AFTER_START = 20.0  #: seconds behind the announced time: it begins with a countdown

#: What yt-dlp's `live_status` means for who wants it now.
NOT_YET = {"is_upcoming": "video-upcoming", "is_live": "video-live", "post_live": "video-processing"}
_HELD = {"video-upcoming": "held-upcoming", "video-live": "held-live", "video-processing": "held-processing"}
WAITS = frozenset(_HELD.values())


def waits(why: Sentence | None) -> bool:
    """Whether a job waits for its video to be there, so that a look comes before it is fetched."""
    return why is not None and why.key in WAITS


def not_yet(live_status: str | None, starts_at: float | None) -> Permanent | None:
    """What keeps a video of this status from being fetched now; None: nothing of that kind. starts_at: Unix seconds."""
    if live_status not in NOT_YET:
        return None
    if starts_at is None:
        return Permanent(NOT_YET[live_status], skip=True)
    return Permanent(NOT_YET[live_status], skip=True, at=int(starts_at))


def settled(trouble: Trouble, before: Sentence | None, asked: bool, now: float) -> Trouble:
    """A video that is not there yet is waited for; any other trouble stays what it is.

    before: what the job waited for until now. asked: by the owner in person.
    """
    held = _HELD.get(trouble.key)
    if held is None:
        return trouble
    at = trouble.args_for_text.get("at")
    start = float(at) if at is not None else None
    known = before.args if before and before.key == held else {}
    since = float(known.get("since", now))
    if held == "held-upcoming":
        return _upcoming(
            start, since, bool(trouble.args_for_text.get("premiere")) or known.get("kind") == "premiere", now
        )
    if held == "held-live":
        return _live(min(start or since, now), since, asked, now)
    if now - since > LONGEST:
        return trouble
    return Retry("held-processing", after=_pause(now - since), since=int(since))


def _upcoming(start: float | None, since: float, premiere: bool, now: float) -> Trouble:
    if start is not None and start > now:
        kind = "premiere" if premiere else "stream"
        pause = min(start + AFTER_START - now, DAY)
        return Retry("held-upcoming", after=pause, kind=kind, time=minute(start), at=int(start), since=int(now))
    late = now - (since if start is None else start)
    if late > LONGEST:
        return Permanent("video-never-begun", skip=True)
    kind, time = ("unknown", "") if start is None else ("late", minute(start))
    return Retry("held-upcoming", after=_pause(late), kind=kind, time=time, at=int(start or 0), since=int(since))


def _live(begun: float, since: float, asked: bool, now: float) -> Trouble:
    if now - (since if asked else begun) > LONGEST:
        return Permanent("video-endless", skip=True)
    return Retry("held-live", after=_pause(now - begun), at=int(begun), since=int(since))


def _pause(lasting: float) -> float:
    return min(max(SOONEST, lasting / 6), LATEST)
