"""What comes from YouTube: links, cookies, the history's page, SponsorBlock, subtitles, chapters, pictures, streams."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import Any, cast

from yt_dlp.cookies import YoutubeDLCookieJar

from core.download import chapters, srt
from core.download.caption import MOST_UNITS, title_line
from core.download.formats import Codecs, Refusal, from_ytdlp, pick
from core.download.links import find
from core.media.card_picture import _drawn
from core.model import Channel, Event, EventKind, Video
from core.notify.messages import CAPTION_UNITS, Told, post
from core.wording import units
from core.youtube.cookies import CookiesRefused, merged, read_cookies
from core.youtube.history_page import read_page, read_viewer
from core.youtube.watches import Watch, merge
from core.youtube.ytdlp_errors import REFUSALS, Failure, trouble_of
from locales import texts

from .inputs import Mill
from .parser import Parser, Read, fits_a_row, pure
from .pictures import PICTURES
from .samples import ADDRESSES, CHAPTERS, COOKIES, ENTRY, FORMATS, HISTORY_PAGES, SUBTITLES, WORDS

NOW = 1_795_000_000.0
TODAY = date(2026, 11, 25)
_ID = re.compile(r"[A-Za-z0-9_-]{11}", re.ASCII)
_LIST = re.compile(r"[A-Za-z0-9_-]{2,92}", re.ASCII)


def links(text: str) -> object:
    found = find(text, [text[5:]])
    for link in found.links:
        assert link.video_id or link.playlist_id
        assert link.video_id is None or _ID.fullmatch(link.video_id)
        assert link.playlist_id is None or _LIST.fullmatch(link.playlist_id)
        assert link.start is None or 0 <= link.start <= 864_000
        query = "&".join(
            f"{name}={one}"
            for name, one in (("v", link.video_id), ("list", link.playlist_id), ("t", link.start))
            if one is not None
        )
        assert find(f"https://www.youtube.com/watch?{query}").links == (link,)
    assert len({one.identity for one in found.links}) == len(found.links)
    return found.links or None


def cookies(data: bytes) -> object:
    jar = read_cookies(data, NOW)
    fits_a_row(jar)
    again = read_cookies(jar.text.encode(), NOW)
    assert (again.text, again.count) == (jar.text, jar.count)
    theirs = YoutubeDLCookieJar(cast("str", io.StringIO(jar.text)))
    theirs.load()  # yt-dlp quotes a line that it can't read
    assert len(theirs) == jar.count
    return jar


def renewals(jars: tuple[str, str, str]) -> object:
    jar = merged(*jars)
    if jar == jars[0]:
        return None
    YoutubeDLCookieJar(cast("str", io.StringIO(jar))).load()
    return jar


def history_page(data: bytes) -> object:
    """As it is kept by yt-dlp's reader: a value of JSON."""
    try:
        page: Any = json.loads(data)
    except (ValueError, RecursionError):
        return None
    read = read_page(page, TODAY, "2026-11-24")
    for one in read.watches:
        assert one.day is None or date.fromisoformat(one.day)
        assert isinstance(one.video.id, str)
        assert one.video.id
    viewer = read_viewer(page)
    return (read.watches, viewer) if read.watches or viewer else None


def history_list(given: tuple[Any, list[str]]) -> object:
    entries, rows = given
    if not isinstance(entries, list):
        return None
    watches = merge(entries, [Watch(Video(one), "2026-11-25") for one in rows], 5)
    assert len(watches) <= 10
    return watches or None


def words(failure: Failure) -> object:
    trouble = trouble_of(failure)
    fits_a_row(dict(trouble.args_for_text))
    texts("en").get(trouble.key, **trouble.args_for_text)
    return trouble


def subtitles(data: bytes) -> object:
    text = data.decode("utf-8", "replace")
    kept = srt.readable(text, rolling=len(text) % 2 == 1)
    for cue in srt.read(kept):
        assert 0 <= cue.start < cue.end
    srt.without(text, [(1.0, 2.0), (0.0, 1.5)])
    srt.stretch(text, 1.0, 60.0, rolling=True)
    kept.encode()
    return kept or None


def of_chapters(given: Any) -> object:
    found = chapters.read(given, 7200.0)
    assert list(found) == sorted(found, key=lambda one: one.at)
    assert chapters.read([list(one) for one in found]) == found
    fits_a_row(found)
    fits_a_row(chapters.shifted(found, [(0.0, 60.5), (60.0, 61.0)]))
    chapters.of_part(found, 30.0, 90.0)
    return found or None


def streams(given: Any) -> object:
    if not isinstance(given, list) or not all(isinstance(one, dict) for one in given):
        return None
    formats = from_ytdlp(given)
    for codecs in Codecs:
        choice = pick(
            formats,
            limit=2**31,
            most=None,
            parts_first=codecs is Codecs.PLAYS,
            sound_only=False,
            height=1080,
            duration=212.0,
            codecs=codecs,
        )
        fits_a_row(choice.args if isinstance(choice, Refusal) else (choice.size, choice.disk))
    pick(
        formats,
        limit=10**8,
        most=10**6,
        parts_first=False,
        sound_only=True,
        height=None,
        duration=None,
        disk=10**9,
        below=10**8,
    )
    return formats or None


def posts(given: tuple[str, str, int]) -> object:
    """What is written of a title, a name and a description, in one of the languages."""
    title, about, number = given
    video = Video("dQw4w9WgXcQ", title, about, "UC1", abs(number), abs(number))
    subscribed = Event(EventKind.SUBSCRIBED, "UC1@1", "UC1", None, NOW)
    channel = Channel("UC1", title, about[:50], about, abs(number), 1)
    language = ("en", "ru", "fa")[len(about) % 3]
    match len(title) % 3:
        case 0:
            assert units(title_line(video, None, language)) <= MOST_UNITS
        case 1:
            post(Told(Event(EventKind.LIKED, "x", video.id, None, NOW), video), None, texts(language)).plain.encode()
        case _:
            assert units(post(Told(subscribed, Video("UC1"), channel), None, texts(language)).plain) <= CAPTION_UNITS
    return True


@contextmanager
def pictures(_folder: Path) -> Iterator[Read]:
    from core.media.thumbnail import _fitted

    file = _folder / "picture"

    def read(data: bytes) -> object:
        file.write_bytes(data)
        thumb, card = _fitted(file, (16, 9), 320, 200_000), _drawn(data)
        for one in (thumb, card):
            assert one is None or one.startswith(b"\xff\xd8\xff")
        return thumb or card

    yield read


def _bytes(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


def _failure(mill: Mill) -> Failure:
    reason = mill.one((*REFUSALS, mill.piece())) if mill.chance(0.2) else ""
    said = tuple(mill.text(WORDS) for _ in range(mill.random.randrange(3)))
    return Failure(
        mill.one(("extracting", "downloading", mill.piece())),
        mill.text(WORDS),
        reason,
        {},
        mill.one((None, 403, 0)),
        said,
    )


def _treelike(*samples: str) -> Callable[[Mill], Any]:
    return lambda mill: mill.tree(samples)


def _listed(mill: Mill) -> tuple[Any, list[str]]:
    tree = mill.tree((json.dumps([ENTRY, {**ENTRY, "id": "jNQXAC9IVRw"}, ENTRY]),))
    return tree, [
        mill.one(("dQw4w9WgXcQ", "jNQXAC9IVRw", "9bZkp7q19f0", mill.piece() or "x"))
        for _ in range(mill.random.randrange(9))
    ]


PARSERS = (
    Parser(
        "links",
        "links in a message, the API's wishes",
        lambda mill: mill.text(ADDRESSES),
        pure(links),
        long=(ADDRESSES, str),
        most=100_000,
    ),
    Parser(
        "cookies",
        "cookies.txt and browsers' JSON",
        lambda mill: mill.json(COOKIES[2:]) if mill.chance(0.4) else mill.data(COOKIES),
        pure(cookies),
        (CookiesRefused,),
        (COOKIES, _bytes),
    ),
    Parser(
        "cookies-renewed",
        "a jar that a run brought back",
        lambda mill: (mill.text(COOKIES[:2], 1), mill.text(COOKIES[:2], 1), mill.text(COOKIES[:2], 2)),
        pure(renewals),
        (),
        (COOKIES, lambda text: (text, COOKIES[0], text)),
    ),
    Parser(
        "history-page",
        "the history's page and its continuations",
        lambda mill: mill.json(HISTORY_PAGES),
        pure(history_page),
        (),
        (HISTORY_PAGES, _bytes),
    ),
    Parser(
        "history-list",
        "yt-dlp's list of it",
        _listed,
        pure(history_list),
        (),
        (("dQw4w9WgXcQ",), lambda text: ([{**ENTRY, "title": text}], [text])),
    ),
    Parser(
        "ytdlp-words",
        "yt-dlp's words for what failed",
        _failure,
        pure(words),
        (),
        (WORDS, lambda text: Failure("extracting", text, warnings=(text,))),
    ),
    Parser(
        "subtitles", "SubRip, WebVTT", lambda mill: mill.data(SUBTITLES, 6), pure(subtitles), (), (SUBTITLES, _bytes)
    ),
    Parser(
        "chapters",
        "chapters as yt-dlp says them",
        _treelike(*CHAPTERS),
        pure(of_chapters),
        (),
        (("One",), lambda text: [[1.0, text], [2.0, text]]),
        20_000,
    ),
    Parser(
        "streams",
        "formats as yt-dlp lists them",
        _treelike(json.dumps(FORMATS)),
        pure(streams),
        (),
        (("avc1",), lambda text: [{"format_id": text, "vcodec": text}]),
    ),
    Parser(
        "titles",
        "titles, names, descriptions: as posts and captions",
        lambda mill: (mill.text(WORDS), mill.text(WORDS, 6), mill.one((0, 59, 3600, 10**9, 2**62))),
        pure(posts),
        (),
        (("A title",), lambda text: (text, text, 1)),
        20_000,
    ),
    Parser("pictures", "thumbnails", lambda mill: mill.turned(mill.one(PICTURES)), pictures, (), (("",), _bytes)),
)
