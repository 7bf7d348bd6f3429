"""What YouTube's two answers about known likes mean: taken back, vanished, or nothing yet. Pure. Who asks is reconcile.py.

Rules, and why:
- *Unliked* is only what is there and rated otherwise. Absence from a list is never proof, and what Google says to a video that
  is not there is not documented, so it is not even asked.
- *Vanished* is what is absent in two readings, an hour apart: videos turn private and back. It stays known, so that its return is
  no new like, and returns in silence. When it vanishes again, that is another event. One that returns and is not rated any more is
  no like any more, in silence too: the owner may have taken it back, or YouTube may have lost it with its video.
- The list of likes is the second witness: what it still shows did not vanish, whatever else Google says of it, and both are asked
  again much later.
- More than an owner does at once (a number that grows with the batch) is not believed before it is read again much later: half of
  Google may be out of order, or the consent is another account's by now. What a look has doubted does not count as such: there
  are two witnesses already.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from core.record import KnownLike

#: Seconds between two readings that prove that a video is gone; and until what a look doubted, and is innocent, is asked again.
AGAIN = 3600.0
MASS_AGAIN = 6 * 3600.0  #: the same where it is more than can be believed
SOON = 60.0  #: what is to be read again is not read again before
FEW = 5  #: so many of a batch may be taken back or gone at once, of however few
SHARE = 20  #: and beyond that one of so many
ENDED = ("none", "dislike")  #: ratings that end a like


@dataclass(frozen=True, slots=True)
class Findings:
    """What a batch's two answers mean."""

    unliked: tuple[KnownLike, ...] = ()
    vanished: tuple[KnownLike, ...] = ()
    rows: tuple[KnownLike, ...] = ()  #: as all of the batch are from now on, but for those that are no likes any more
    held: int = 0  #: so many are not believed before they are read again


def findings(batch: Sequence[KnownLike], there: Collection[str], ratings: Mapping[str, str], now: float) -> Findings:
    """Pure."""
    gone = {one.item for one in batch if one.item not in there}
    ended = {one.item for one in batch if one.item in there and ratings.get(one.item) in ENDED}
    most = FEW + len(batch) // SHARE
    gone_after = MASS_AGAIN if sum(one.item in gone and not one.vanished for one in batch) > most else AGAIN
    ended_after = MASS_AGAIN if sum(one.item in ended and not _doubted(one, now) for one in batch) > most else 0.0

    unliked, vanished, rows, held = list[KnownLike](), list[KnownLike](), list[KnownLike](), 0
    for one in batch:
        if one.item in gone:
            since = _since(one.missing_since, now)
            asked = replace(one, asked_at=now, ask_after=None, missing_since=since, unrated_since=None)
            if not one.vanished and since < now and now - since >= gone_after:
                vanished.append(one)
                asked = replace(asked, vanished=True)
            elif not one.vanished:
                held += 1
                asked = replace(asked, ask_after=max(since + gone_after, now + SOON))
            rows.append(asked)
            continue
        asked = replace(one, asked_at=now, ask_after=None, missing_since=None, vanished=False, unrated_since=None)
        if one.item in ended:
            since = _since(one.unrated_since, now)
            if _doubted(one, now) or now - since >= ended_after:
                if not one.vanished:
                    unliked.append(one)
                continue
            held += 1
            asked = replace(asked, unrated_since=since, ask_after=max(since + ended_after, now + SOON))
            if one.vanished:
                asked = replace(asked, vanished=True, missing_since=one.missing_since)
        elif _doubted(one, now) and not _again(one):
            asked = replace(asked, ask_after=now + AGAIN)
        rows.append(asked)
    return Findings(tuple(unliked), tuple(vanished), tuple(rows), held)


def contradicted(found: Findings, shown: Collection[str], now: float) -> Findings:
    """Without those that the list of likes shows all the same: they stay candidates. Pure."""
    rows = tuple(
        replace(one, vanished=False, ask_after=now + MASS_AGAIN) if one.item in shown else one for one in found.rows
    )
    vanished = tuple(one for one in found.vanished if one.item not in shown)
    return replace(found, vanished=vanished, rows=rows, held=found.held + len(found.vanished) - len(vanished))


def _since(first: float | None, now: float) -> float:
    """When it was read so first. A time ahead was written before the clock was set back, and proves nothing."""
    return now if first is None or first > now else first


def _again(one: KnownLike) -> bool:
    """Its time is the one that was set when it was found innocent. A look that still misses it doubts it anew; without that, half
    a list that was shown once would be asked about every hour for ever."""
    if one.ask_after is None or one.asked_at is None:
        return False
    return abs(one.ask_after - one.asked_at - AGAIN) < 1


def _doubted(one: KnownLike, now: float) -> bool:
    """By a look: it should have been on its page."""
    waits = one.ask_after is not None and one.ask_after <= now
    return waits and one.missing_since is None and one.unrated_since is None and not one.vanished
