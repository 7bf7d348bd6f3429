"""www.youtube.com/feed/history: what an account has watched, day by day; and what the page says of the account.

Four layouts, as YouTube has had them: `new` (2025: lockups, Shorts in a shelf of their own), `lockups` (Shorts as lockups of
their own type), `old` (videoRenderer, Shorts in the list), and `grid`, which no parser but yt-dlp's own understands: for what
happens when YouTube changes the page again.
A video that is watched again on the same day moves to the top; on another day it gets a second line (as users of
SmartTube and FreeTube describe it). Days are those of UTC, since yt-dlp asks so (PREF tz=UTC), and names are English.

The page is in another language (`de`) where YouTube does not heed that yt-dlp asks for English.

Signed out it is a page like any other, status 200, without a video (from a captured reply).
"""

from __future__ import annotations

import secrets
from datetime import UTC, date, datetime
from email.utils import formatdate
from itertools import groupby
from typing import Any, Literal

from sandbox.faults import KNOWN, Faults
from sandbox.youtube import renderers
from sandbox.youtube.records import SiteVideo, Viewer
from sandbox.youtube.state import State

Json = dict[str, Any]
Layout = Literal["new", "lockups", "old", "grid"]
LAYOUTS = ("new", "lockups", "old", "grid")
Language = Literal["en", "de"]
LANGUAGES = ("en", "de")
#: What the page says in each: today, yesterday, the switch where it is off and on, a list without a video, a paused one.
_SAID = {
    "en": ("Today", "Yesterday", "Turn on watch history", "Pause watch history", "This list has no videos.",
           "Your watch history is off"),
    "de": ("Heute", "Gestern", "Wiedergabeverlauf aktivieren", "Wiedergabeverlauf pausieren", "Diese Liste ist leer.",
           "Der Wiedergabeverlauf ist deaktiviert"),
}  # fmt: skip
_WEEKDAYS = ("Montag", "Dienstag", "Mittwoch", "Donnerstag", "Freitag", "Samstag", "Sonntag")
BROWSE_ID = "FEhistory"

KNOWN |= {
    "history.429": "the history page answers 429",
    "history.500": "the history page answers 500",
    "history.hang": "the history page answers nothing, for as long as the line stands",
    "history.html": "the history page is some other page, without any data in it",
    "history.unsaid": "the history page does not say who is signed in",
    "history.clutter": "adverts, a line without an id, one without a title and one twice are among the history's lines",
    "history.no_token": "the history page has no token for what continues it, though there is more",
    "history.same_token": "what continues the history is given the same token once more",
    "account_menu.500": "the account menu answers 500",
}

Line = tuple[date, SiteVideo]


class HistoryFeed:
    """Writes the page and what continues it."""

    def __init__(self, state: State, faults: Faults) -> None:
        self._state = state
        self._faults = faults
        self.layout: Layout = "new"
        self.language: Language = "en"
        self.page_size = 100  #: not documented; public parsers meet about so many
        self._tokens: dict[str, tuple[str, int]] = {}  #: token -> account, lines already shown

    def page(self, account: str | None) -> Json:
        """ytInitialData; account None: nobody is signed in."""
        if account is None:
            prompt = {
                "title": {"simpleText": "Keep track of what you watch"},
                "bodyText": {"simpleText": "Watch history isn't viewable when signed out."},
            }
            sections = [{"itemSectionRenderer": {"contents": [{"backgroundPromoRenderer": prompt}]}}]
            return self._context(signed_in=False) | {"contents": renderers.list_page(sections, BROWSE_ID)}
        viewer = self._state.viewers[account]
        if self.layout == "grid":
            cells = [
                {"richItemRenderer": {"content": renderers.lockup(video)}}
                for _, video in self._lines(viewer)[: self.page_size]
            ]
            grid = {"selected": True, "content": {"richGridRenderer": {"contents": cells}}}
            return {"contents": {"twoColumnBrowseResultsRenderer": {"tabs": [{"tabRenderer": grid}]}}}
        actions = {
            "browseFeedActionsRenderer": {"contents": [_button("Clear all watch history"), self._switch(viewer)]}
        }
        contents = self._contents(account, 0) or [self._message(viewer)]
        page = renderers.list_page(contents, BROWSE_ID, secondaryContents=actions)
        context = {} if self._faults.hit("history.unsaid") is not None else self._context(signed_in=True)
        return context | {"contents": page}

    def more(self, token: str, account: str | None) -> Json | None:
        """The answer to a continuation; None for a token that was not given to this account."""
        owner, shown = self._tokens.get(token, ("", 0))
        if account is None or owner != account:
            return None
        action = {"appendContinuationItemsAction": {"continuationItems": self._contents(account, shown)}}
        return self._context(signed_in=True) | {"onResponseReceivedActions": [action]}

    def date_header(self) -> str:
        """The server's date, by which its "Today" counts."""
        return formatdate(self._state.now(), usegmt=True)

    def _contents(self, account: str, shown: int) -> list[Json]:
        lines = self._lines(self._state.viewers[account])
        part = lines[shown : shown + self.page_size]
        last_day = lines[shown - 1][0] if shown else None
        sections: list[Json] = []
        clutter = self._faults.hit("history.clutter") is not None
        for day, of_day in groupby(part, key=lambda line: line[0]):
            items = self._items([video for _, video in of_day])
            section: Json = {"contents": _cluttered(items) if clutter else items}
            if day != last_day:  # what goes on with the last page's day has no heading of its own
                heading = {"runs": [{"text": self._label(day)}]}
                section["header"] = {"itemSectionHeaderRenderer": {"title": heading}}
            sections.append({"itemSectionRenderer": section})
        if len(lines) > shown + self.page_size and self._faults.hit("history.no_token") is None:
            known = next((one for one, (_, at) in self._tokens.items() if at == shown), None)
            if known is not None and self._faults.hit("history.same_token") is not None:
                sections.append(renderers.continuation(known))
                return sections
            token = secrets.token_urlsafe(24)
            self._tokens[token] = (account, shown + self.page_size)
            sections.append(renderers.continuation(token))
        return sections

    def _items(self, videos: list[SiteVideo]) -> list[Json]:
        if self.layout == "old":
            return [renderers.video_renderer(video) for video in videos]
        if self.layout == "lockups":
            return [renderers.lockup(video, of_shorts=True) for video in videos]
        shorts = [video for video in videos if video.is_short]
        shelf = [renderers.shorts_shelf(shorts)] if shorts else []
        return shelf + [renderers.lockup(video) for video in videos if not video.is_short]

    def _lines(self, viewer: Viewer) -> list[Line]:
        """Newest first; a video once a day."""
        lines: dict[tuple[date, str], Line] = {}
        for watch in viewer.watches:
            day = datetime.fromtimestamp(watch.at, UTC).date()
            lines.setdefault((day, watch.video_id), (day, self._state.videos[watch.video_id]))
        return list(lines.values())

    def _label(self, day: date) -> str:
        today = datetime.fromtimestamp(self._state.now(), UTC).date()
        ago = (today - day).days
        if ago in (0, 1):
            return _SAID[self.language][ago]
        if self.language == "de":
            return _WEEKDAYS[day.weekday()] if ago < 7 else f"{day.day}.{day.month}.{day.year}"
        if ago < 7:
            return f"{day:%A}"
        return f"{day:%b} {day.day}" if day.year == today.year else f"{day:%b} {day.day}, {day.year}"

    def _switch(self, viewer: Viewer) -> Json:
        return _button(_SAID[self.language][2 if viewer.paused else 3])

    def _message(self, viewer: Viewer) -> Json:
        text = _SAID[self.language][5 if viewer.paused else 4]
        return {"itemSectionRenderer": {"contents": [{"messageRenderer": {"text": {"simpleText": text}}}]}}

    def _context(self, *, signed_in: bool) -> Json:
        params = [{"key": "browse_id", "value": BROWSE_ID}, {"key": "logged_in", "value": str(int(signed_in))}]
        tracking = [{"service": "GFEEDBACK", "params": params}]
        return {
            "responseContext": {
                "serviceTrackingParams": tracking,
                "mainAppWebResponseContext": {"loggedOut": not signed_in},
            }
        }


def account_menu(viewer: Viewer | None) -> Json:
    """account/account_menu, in the shape that several public clients read; without a header where nobody is signed in."""
    menu: Json = {"sections": []}
    if viewer is not None:
        channel = viewer.channel
        where = {"browseEndpoint": {"browseId": channel.id, "canonicalBaseUrl": f"/{channel.handle}"}}
        link = {"title": {"runs": [{"text": "View your channel"}]}, "navigationEndpoint": where}
        items = [{"compactLinkRenderer": link}]
        menu = {
            "header": {
                "activeAccountHeaderRenderer": {
                    "accountName": {"simpleText": channel.title},
                    "channelHandle": {"simpleText": channel.handle},
                }
            },
            "sections": [{"multiPageMenuSectionRenderer": {"items": items}}],
        }
    return {"actions": [{"openPopupAction": {"popup": {"multiPageMenuRenderer": menu}}}]}


def _cluttered(items: list[Json]) -> list[Json]:
    """As pages are on a bad day."""
    advert = {"adSlotRenderer": {"fulfillmentContent": {"fulfilledLayout": {"inFeedAdLayoutRenderer": {"adId": "x"}}}}}
    untitled = {"videoRenderer": {"videoId": "untitledAAA", "title": None, "lengthText": None}}
    nameless = {"videoRenderer": {"title": {"runs": [{"text": "No id"}]}}}
    empty = {"lockupViewModel": {"contentType": "LOCKUP_CONTENT_TYPE_VIDEO", "contentId": None, "metadata": None}}
    return [advert, *items, {"videoRenderer": None}, nameless, empty, items[-1], untitled, advert]


def _button(text: str) -> Json:
    return {"buttonRenderer": {"text": {"runs": [{"text": text}]}}}
