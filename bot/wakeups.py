"""Who is woken by what: a worker sleeps until something is due by its rows, or until somebody who wrote such rows calls."""

from __future__ import annotations

from core.clock import Clock, Wakeup


class Wakeups:
    """One for each worker, and what calls more than one of them."""

    def __init__(self, clock: Clock) -> None:
        self.posts = Wakeup(clock)
        self.videos = Wakeup(clock)
        self.line = Wakeup(clock)
        self.conversions = Wakeup(clock)
        self.removals = Wakeup(clock)
        self.backfill = Wakeup(clock)
        self.errands = Wakeup(clock)
        self.cards = Wakeup(clock)
        self.alerts = Wakeup(clock)
        self.renewal = Wakeup(clock)

    def everybody(self) -> None:
        """A press, or a clock that was set, may have changed anything."""
        for one in vars(self).values():
            one.call()

    def paused(self) -> None:
        """A scope begins to wait, or waits no more: the owner may have to know, and a newer yt-dlp may help."""
        self.alerts.call()
        self.renewal.call()

    def looked(self) -> None:
        """A look may have written posts, and begun or ended a trouble."""
        self.posts.call()
        self.alerts.call()

    def told(self) -> None:
        """A post stands: its video may come, and the next old like be let go."""
        self.videos.call()
        self.backfill.call()

    def fetched(self) -> None:
        """A download has ended: room for the next old like, and its video may have to go again, or is still converted."""
        self.conversions.call()
        self.backfill.call()
        self.removals.call()
