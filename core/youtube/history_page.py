"""What the watch history's page says beside its videos: who is signed in, which day, which Shorts. Pure.

yt-dlp reads the videos of that page and drops the rest: the day sections, the shelf of Shorts in the layout of 2025, and
whether anybody is signed in (a dead session is an empty list without an error). So the child keeps the page's own data
(ytInitialData, and the answers that continue it) and this module reads it a second time.

The shapes are those that public parsers read, the signed-out one is from a real captured page. Where a page is not as
expected, the reading says that it does not know (None, no rows), and yt-dlp's list is used alone; it never raises.

The order within a day is the page's: what was watched last stands first. Shorts stand in a shelf of their own, so their place
among the day's videos is not known; they keep the shelf's place.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from core.model import Video
from core.youtube.watches import Watch

#: A renderer lies some ten levels deep in its section.
_DEEPEST = 40
_ROWS = ("lockupViewModel", "videoRenderer", "shortsLockupViewModel", "reelItemRenderer")
_OFF = ("turn on watch history", "watch history is off", "watch history is paused")
_ON = "pause watch history"
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_MONTHS = (
    *("january", "february", "march", "april", "may", "june", "july"),
    *("august", "september", "october", "november", "december"),
)
_CHANNEL = re.compile(r"UC[A-Za-z0-9_-]{22}")
_DATE = re.compile(r"([a-z]{3,9})\.? (\d{1,2})(?:,? (\d{4}))?")


@dataclass(frozen=True, slots=True)
class Viewer:
    """Whose history it is, as YouTube's account menu says. A brand account has several channels; this is the chosen one."""

    name: str | None = None
    handle: str | None = None  #: @...
    channel_id: str | None = None


@dataclass(frozen=True, slots=True)
class Page:
    """One answer of YouTube, as far as it could be read."""

    watches: tuple[Watch, ...] = ()
    signed_in: bool | None = None
    paused: bool | None = None


def read_page(data: object, today: date, day: str | None = None) -> Page:
    """ytInitialData, or the answer that continues it. day: that of the line before, for a section that names none."""
    watches: list[Watch] = []
    for section in _sections(data):
        label = _text(_at(section, "header", "itemSectionHeaderRenderer", "title"))
        if label:
            day = day_of(label, today)
        watches += [replace(one, day=day) for one in _rows(_at(section, "contents"), _DEEPEST)]
    context = _at(data, "responseContext")
    return Page(tuple(watches), _signed_in(context), _paused(data))


def read_viewer(menu: object) -> Viewer | None:
    """The answer of account/account_menu; None where it names nobody."""
    popups = [
        _at(action, "openPopupAction", "popup", "multiPageMenuRenderer") for action in _items(_at(menu, "actions"))
    ]
    for popup in popups:
        header = _at(popup, "header", "activeAccountHeaderRenderer")
        name, handle = _text(_at(header, "accountName")), _text(_at(header, "channelHandle"))
        if name or handle:
            channels = {text for text in _strings(popup) if _CHANNEL.fullmatch(text)}
            return Viewer(name, handle, channels.pop() if len(channels) == 1 else None)
    return None


def day_of(label: str, today: date) -> str | None:
    """ "Today", "Yesterday", "Monday", "Jun 15", "Jun 15, 2025" as an ISO date; None for what is none of these."""
    words = label.strip().lower()
    if words in ("today", "yesterday"):
        return (today - timedelta(words == "yesterday")).isoformat()
    if words in _DAYS:
        ago = (today.weekday() - _DAYS.index(words)) % 7
        return (today - timedelta(ago or 7)).isoformat()
    match = _DATE.fullmatch(words)
    month = next((n for n, name in enumerate(_MONTHS, 1) if match and name.startswith(match[1])), None)
    if match is None or month is None:
        return None
    number = int(match[2])
    for year in [int(match[3])] if match[3] else [today.year, today.year - 1]:
        try:
            found = date(year, month, number)
        except ValueError:  # the 29th of February, or no day at all
            continue
        if match[3] or found <= today:
            return found.isoformat()
    return None


def _sections(data: object) -> Iterator[object]:
    lists = [
        _at(tab, "tabRenderer", "content", "sectionListRenderer", "contents")
        for tab in _items(_at(data, "contents", "twoColumnBrowseResultsRenderer", "tabs"))
    ]
    for actions in ("onResponseReceivedActions", "onResponseReceivedEndpoints"):
        lists += [
            _at(action, "appendContinuationItemsAction", "continuationItems") for action in _items(_at(data, actions))
        ]
    for found in lists:
        for item in _items(found):
            if isinstance(section := _at(item, "itemSectionRenderer"), dict):
                yield section


def _rows(node: object, depth: int) -> Iterator[Watch]:
    """Every row below, in order; whatever it is wrapped in."""
    if not depth:
        return
    if isinstance(node, list):
        for one in node:
            yield from _rows(one, depth - 1)
    elif isinstance(node, dict):
        for key, inner in node.items():
            if key in _ROWS:
                if (row := _row(key, inner)) is not None:
                    yield row
            elif isinstance(inner, (dict, list)):
                yield from _rows(inner, depth - 1)


def _row(kind: str, node: object) -> Watch | None:
    match kind:
        case "lockupViewModel":
            what = _at(node, "contentType")
            video_id, short = _at(node, "contentId"), what == "LOCKUP_CONTENT_TYPE_SHORTS"
            if not short and what != "LOCKUP_CONTENT_TYPE_VIDEO":
                return None  # a playlist, an album, a podcast
            title = _at(node, "metadata", "lockupMetadataViewModel", "title", "content")
        case "shortsLockupViewModel":
            video_id = _at(node, "onTap", "innertubeCommand", "reelWatchEndpoint", "videoId")
            title, short = _at(node, "overlayMetadata", "primaryText", "content"), True
        case _:
            video_id, title = _at(node, "videoId"), _text(_at(node, "title")) or _text(_at(node, "headline"))
            short = kind == "reelItemRenderer" or _has_shorts_style(node)
    if not isinstance(video_id, str) or not video_id:
        return None
    return Watch(Video(video_id, title if isinstance(title, str) else None), short=short)


def _has_shorts_style(node: object) -> bool:
    overlays = _items(_at(node, "thumbnailOverlays"))
    return any(_at(one, "thumbnailOverlayTimeStatusRenderer", "style") == "SHORTS" for one in overlays)


def _signed_in(context: object) -> bool | None:
    out = _at(context, "mainAppWebResponseContext", "loggedOut")
    if isinstance(out, bool):
        return not out
    for service in _items(_at(context, "serviceTrackingParams")):
        for param in _items(_at(service, "params")):
            if _at(param, "key") == "logged_in":
                return bool(_at(param, "value") == "1")
    return None


def _paused(data: object) -> bool | None:
    """By the words of the page's own button, never by those of a video. The page is in English, because yt-dlp asks so."""
    said = [text.lower() for text in _strings(data)]
    if any(phrase in text for text in said for phrase in _OFF):
        return True
    return False if any(_ON in text for text in said) else None


def _strings(data: object) -> Iterator[str]:
    left: list[object] = [data]
    while left:
        node = left.pop()
        if isinstance(node, str):
            yield node
        elif isinstance(node, list):
            left += node
        elif isinstance(node, dict):
            left += [inner for key, inner in node.items() if key not in _ROWS]


def _at(node: object, *path: str) -> Any:
    for key in path:
        node = node.get(key) if isinstance(node, dict) else None
    return node


def _items(node: object) -> list[Any]:
    return node if isinstance(node, list) else []


def _text(node: object) -> str | None:
    """Both of YouTube's ways to write a text."""
    simple = _at(node, "simpleText") or _at(node, "content")
    if isinstance(simple, str):
        return simple
    runs = [text for run in _items(_at(node, "runs")) if isinstance(text := _at(run, "text"), str)]
    return "".join(runs) or None
