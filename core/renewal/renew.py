"""Keeps yt-dlp new: looks at the registry once a day, takes what may be taken, goes back from what fails.

    look    which releases are there, written down
    take    install it (install.py), try it (core/youtube/canary.py), and only then switch, in one transaction
    turn    what is due by itself; also leaves a release that fails at its first videos, where the one before had worked

Everything that is decided stands in rows before it counts; the shelf holds in memory what the rows say. A kill in the middle of an
install leaves a folder that no row names: it is removed at the next start. What the owner does by button is rows and a call of
the wakeup (go back), or goes through `look_now` and `take_now` (an errand); one thing at a time.

A registry that is away is no trouble of the owner's: it is asked again later, and said only on the screen, or to who pressed.
"""

from __future__ import annotations

import asyncio
import logging
import random
from collections.abc import Awaitable, Callable, Collection, Sequence
from pathlib import Path
from typing import Protocol

from core.clock import Clock, Wakeup
from core.errors import Permanent, Scope, Trouble
from core.model import Sentence

from . import decide
from .decide import Shown, Standing, Tried, Verdict, Why
from .install import PROJECT, Wheels, install, python_version
from .releases import Release, normal
from .shelf import Shelf

log = logging.getLogger(__name__)

REMEMBERED = 20  #: of what the registry shows: the newest
WATCH = 60.0  #: seconds between two turns
MOST_TRIALS = 3  #: of one look
BROKE = Sentence("ytdlp-broke")  #: it failed at its first videos
LEFT = Sentence("ytdlp-left")  #: the owner went back


class Rows(Protocol):
    """storage/releases.py."""

    async def shown(self) -> Shown: ...
    async def tried(self) -> list[Tried]: ...
    async def looked(
        self, now: float, next_at: float, etag: str | None, releases: Sequence[Release] | None
    ) -> None: ...
    async def not_looked(self, now: float, next_at: float, failures: int, trouble: Sentence) -> None: ...
    async def broken_since(self) -> float | None:
        """Since when yt-dlp does not work; None: it does."""

    async def switch(self, release: Release, why: Why, now: float) -> None: ...
    async def failed(self, release: Release, why: Why, trouble: Sentence, now: float) -> None: ...
    async def proved(self, versions: Collection[str]) -> None: ...
    async def leave(self, version: str, to: str | None, trouble: Sentence, now: float, *, told: bool) -> bool: ...
    async def forget(self, versions: Collection[str]) -> None: ...


class Source(Wheels, Protocol):
    """wheels.py."""

    async def newest(self, project: str, etag: str | None) -> tuple[tuple[Release, ...] | None, str | None]: ...


class Trial(Protocol):
    """A release and a known video. Raises Trouble."""

    async def version(self, folder: Path) -> str: ...
    async def video(self, folder: Path | None) -> None: ...


class Renewal:
    """`run` is one of the app's long-lived tasks."""

    def __init__(
        self,
        shelf: Shelf,
        rows: Rows,
        mended: Callable[[Scope], Awaitable[None]],
        source: Source,
        trial: Trial,
        allowed: Callable[[], Awaitable[bool]],
        builtin: str,
        clock: Clock,
        wakeup: Wakeup,
        changed: Callable[[], None],
    ) -> None:
        """mended: what waits for a scope is tried again. allowed: whether the owner lets it happen by itself. builtin: the
        version of .venv. changed: called when another release is
        in use."""
        self._shelf = shelf
        self._rows = rows
        self._mended = mended
        self._source = source
        self._trial = trial
        self._allowed = allowed
        self.builtin = normal(builtin) or "0"
        self._clock = clock
        self._wakeup = wakeup
        self._changed = changed
        self._started_at = clock.now()
        self._dice = random.random()
        self._not_before = 0.0
        self._busy = asyncio.Lock()

    async def load(self) -> None:
        """What the rows say, into the shelf; before the first child. What is not whole is not used. Raises nothing but bugs."""
        tried = await self._rows.tried()
        kept = [one.version for one in tried if one.standing is Standing.KEPT]
        lost = {one for one in kept if not await asyncio.to_thread(self._shelf.is_whole, one)}
        try:
            if lost:
                log.warning("releases of yt-dlp that are not whole any more: %s", ", ".join(sorted(lost)))
                await self._rows.forget(lost)
            await self._follow()
            await self._tidy()
        except Trouble as trouble:  # a full disk: the built-in one, or what can be used, is used all the same
            log.warning("releases of yt-dlp: %s", trouble)
        if self._shelf.current in lost:
            self._shelf.current = None

    async def run(self) -> None:
        """For ever."""
        while True:
            try:
                await self.turn()
            except Trouble as trouble:
                log.info("yt-dlp's renewal waits: %s", trouble)
            except Exception:
                log.exception("yt-dlp's renewal")
            await self._wakeup.wait(self._clock.now() + WATCH)

    async def turn(self) -> None:
        """What is due by itself."""
        if self._busy.locked():
            return
        async with self._busy:
            if await self._follow():  # the owner went back
                await self._settle()
            if await self._fall_back() or not await self._allowed():
                return
            broken, now = await self._rows.broken_since(), self._clock.now()
            shown = await self._rows.shown()
            due = decide.is_due(shown, self._started_at, now, self._dice, broken)
            if not due or now < self._not_before <= now + decide.HOUR:
                return
            try:
                await self._look(shown, broken=broken is not None)
                await self._take_by_itself(broken=broken is not None)
            except Trouble as trouble:
                await self._later(trouble, shown.failures + 1)

    async def look_now(self) -> None:
        """The owner asks; what may be taken by itself is taken. Raises Trouble."""
        async with self._busy:
            broken, shown = await self._rows.broken_since() is not None, await self._rows.shown()
            try:
                await self._look(shown, broken=broken)
                if await self._allowed():
                    await self._take_by_itself(broken=broken)
            except Trouble as trouble:
                await self._later(trouble, shown.failures + 1)
                raise

    async def take_now(self, version: str) -> None:
        """The owner insists: however young it is, and if it was bad before. Raises Trouble, also that by which it fails."""
        async with self._busy:
            offered = {one.version: one for one in await self.offered()}
            if version not in offered:
                raise Permanent("ytdlp-not-offered")
            trouble = await self._take(offered[version], Why.ASKED)
            if trouble is not None:
                raise trouble

    async def offered(self) -> list[Release]:
        """Newer than the one in use, newest first."""
        shown, tried = await self._rows.shown(), await self._rows.tried()
        return decide.offered(shown.releases, self._present(shown, tried), python_version())

    # -- steps -------------------------------------------------------------------------------------------------

    async def _follow(self) -> bool:
        """The shelf as the rows are -> whether another release is in use than before."""
        if self._shelf.proved:
            done = set(self._shelf.proved)
            await self._rows.proved(done)
            self._shelf.proved -= done
        current = decide.running(await self._rows.shown(), await self._rows.tried(), self.builtin)
        version = current.version if current is not None else None
        if version == self._shelf.current:
            return False
        log.info("yt-dlp %s is used from the next video on", version or f"{self.builtin} (built in)")
        self._shelf.current = version
        return True

    async def _fall_back(self) -> bool:
        shown, tried = await self._rows.shown(), await self._rows.tried()
        current = decide.running(shown, tried, self.builtin)
        if current is None or not decide.fell(current, broke=current.version in self._shelf.broke):
            return False
        to = decide.before(current, tried, self.builtin)
        log.warning("yt-dlp %s fails at its first videos: it is left", current.version)
        await self._rows.leave(current.version, to.version if to else None, BROKE, self._clock.now(), told=True)
        await self._settle()
        return True

    async def _take_by_itself(self, *, broken: bool) -> None:
        """The newest that passes, of those that may be taken; each that fails is bad from then on."""
        for _ in range(MOST_TRIALS):
            shown, tried = await self._rows.shown(), await self._rows.tried()
            bad = {one.version for one in tried if one.standing is Standing.BAD}
            present = self._present(shown, tried)
            found = decide.choose(shown.releases, present, bad, self._clock.now(), python_version(), broken=broken)
            if found is None or await self._take(found, Why.BROKEN if broken else Why.AGE) is None:
                return

    async def _look(self, shown: Shown, *, broken: bool) -> None:
        releases, etag = await self._source.newest(PROJECT, shown.etag if shown.releases else None)
        now = self._clock.now()
        self._dice = random.random()
        at = decide.next_look(now, self._dice, broken=broken)
        kept = None if releases is None else [one for one in releases if not one.parsed.is_prerelease][:REMEMBERED]
        await self._rows.looked(now, at, etag, kept)

    async def _take(self, release: Release, why: Why) -> Trouble | None:
        """-> by what it failed, if it is the release's own fault; that is written down. Raises what proves nothing."""
        log.info("yt-dlp %s: taken on trial", release.version)
        trouble = present = None
        try:
            folder = await install(self._shelf, self._source, release)
            if normal(await self._trial.version(folder)) != release.version:
                raise Permanent("ytdlp-wrong-version")
            await self._trial.video(folder)
        except Trouble as met:
            trouble = met
        if decide.must_compare(trouble):
            present = await self._same_trial()
        verdict = decide.verdict(trouble, present)
        if verdict is Verdict.GOOD:
            self._shelf.broke.discard(release.version)  # from before it was taken again
            await self._rows.switch(release, why, self._clock.now())
            await self._settle()
            return None
        assert trouble is not None
        log.warning("yt-dlp %s: %s (%s)", release.version, trouble, verdict, exc_info=trouble.__cause__)
        if verdict is Verdict.NOTHING:
            raise trouble
        await self._rows.failed(release, why, Sentence(trouble.key, trouble.args_for_text), self._clock.now())
        await self._tidy()
        return trouble

    async def _same_trial(self) -> Trouble | None:
        """Of the release in use."""
        current = self._shelf.current
        try:
            await self._trial.video(None if current is None else self._shelf.folder(current))
        except Trouble as trouble:
            return trouble
        return None

    async def _settle(self) -> None:
        """Another release is in use: what waited for one is tried with it, and what nobody goes back to any more is removed."""
        await self._follow()
        await self._mended(Scope.YTDLP)
        self._changed()
        await self._tidy()

    async def _tidy(self) -> None:
        shown, tried = await self._rows.shown(), await self._rows.tried()
        current = decide.running(shown, tried, self.builtin)
        stay = decide.keep(current, tried, self.builtin)
        gone = {one.version for one in tried if one.standing is Standing.KEPT} - stay
        try:
            if gone:
                await self._rows.forget(gone)
            await self._shelf.sweep(stay)
        except Trouble as trouble:
            log.warning("releases of yt-dlp: %s", trouble)

    async def _later(self, trouble: Trouble, failures: int) -> None:
        """Nobody is told; the screen shows it. failures: in a row."""
        log.info("the package registry: %s", trouble, exc_info=trouble.__cause__)
        now = self._clock.now()
        self._not_before = now + decide.HOUR  # also if the rows can't be written
        at = decide.next_look(now, self._dice, failures=failures)
        await self._rows.not_looked(now, at, failures, Sentence(trouble.key, trouble.args_for_text))

    def _present(self, shown: Shown, tried: Sequence[Tried]) -> str:
        current = decide.running(shown, tried, self.builtin)
        return current.version if current is not None else self.builtin
