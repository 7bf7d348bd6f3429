"""yt-dlp's reader of lists, which keeps the pages it has read: for what yt-dlp itself drops of them (history_page.py).

Imported by the child only (ytdlp_look_child.py), and there with care: it overrides what yt-dlp's class has in 2026.10.26. If
a later one calls these methods by other names, or lacks the class, the list is what yt-dlp makes of it alone.
"""

from __future__ import annotations

import contextlib
import json
from datetime import UTC, date, datetime
from email.utils import parsedate_to_datetime
from typing import Any

from yt_dlp.extractor.youtube import YoutubeTabIE as PlainTabIE  # type: ignore[import-not-found]

from core.youtube.history_page import Page, read_page


class YoutubeTabIE(PlainTabIE):  # type: ignore[misc]
    """For one list. It has to have this name: yt-dlp finds extractors by it.

    most: lines after which no further page is asked for. yt-dlp counts only what it sees, and would read page after page of a
    history that is all Shorts.
    """

    def __init__(self, most: int | None = None) -> None:
        super().__init__()
        self.most = most
        self.answers: list[Any] = []
        self.settings: dict[str, Any] = {}
        self.served_at: datetime | None = None

    def _request_webpage(self, *args: Any, **kwargs: Any) -> Any:
        response = super()._request_webpage(*args, **kwargs)
        with contextlib.suppress(Exception):
            self.served_at = parsedate_to_datetime(response.headers["Date"])
        return response

    def extract_yt_initial_data(self, *args: Any, **kwargs: Any) -> Any:
        self.answers.append(super().extract_yt_initial_data(*args, **kwargs))
        return self.answers[-1]

    def extract_ytcfg(self, *args: Any, **kwargs: Any) -> Any:
        found = super().extract_ytcfg(*args, **kwargs)
        self.settings = found or self.settings
        return found

    def _extract_response(self, *args: Any, **kwargs: Any) -> Any:
        if self.most is not None and self._lines() >= self.most:
            return None  # as if the list had ended here
        self.answers.append(super()._extract_response(*args, **kwargs))
        return self.answers[-1]

    def pages(self, now: float) -> list[Page]:
        """What was kept, read. Days are counted from the server's own date, else from ours."""
        today: date = (self.served_at or datetime.fromtimestamp(now, UTC)).astimezone(UTC).date()
        pages: list[Page] = []
        for answer in self.answers:
            last = next((page.watches[-1].day for page in reversed(pages) if page.watches), None)
            pages.append(read_page(answer, today, last))
        return pages

    def _lines(self) -> int:
        today = datetime.fromtimestamp(0, UTC).date()  # days are not looked at
        return sum(len(read_page(answer, today).watches) for answer in self.answers)

    def suffices(self, now: float, limit: int) -> bool:
        """Whether what was kept holds the newest `limit` lines, or all that there are, of somebody who is signed in."""
        pages = self.pages(now)
        if not pages or not all(page.signed_in for page in pages):
            return False
        lines = sum(len(page.watches) for page in pages)
        return lines >= limit or (lines > 0 and "continuationItemRenderer" not in json.dumps(self.answers[-1]))

    def viewer(self) -> Any:
        """The account menu's answer: one more request, made as the page's own script makes it."""
        headers = self.generate_api_headers(ytcfg=self.settings)
        return super()._extract_response(
            item_id="account", query={}, ep="account/account_menu", headers=headers, ytcfg=self.settings, fatal=False
        )
