"""What a failed yt-dlp run means for the app: one table from yt-dlp's words to the three kinds of trouble. Pure.

yt-dlp reports nearly everything as one class, DownloadError, and says the cause only in its text; a rate limit during the
extraction stands only in warnings. So the words are matched: first those of the error itself, then those of the
warnings, then what the error's stage allows to conclude. The fragments are from yt-dlp 2026.10.26 (measured); the
apostrophe in "you're not a bot" is a curly one there.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from core.errors import (
    YTDLP_DOES_NOT_START,
    YTDLP_NEEDS_UPDATE,
    YTDLP_NO_JAVASCRIPT,
    Condition,
    NeedsOwner,
    Permanent,
    Retry,
    Scope,
    Trouble,
)

#: "This content isn't available, try again later": YouTube says itself that it lasts up to an hour.
SOFT_LIMIT_SECONDS = 3600.0

EXTRACTING = "extracting"
DOWNLOADING = "downloading"


@dataclass(frozen=True, slots=True)
class Failure:
    """What the child said of its end. text and warnings are yt-dlp's own and go into the log only, never to people."""

    stage: str  #: extracting, downloading
    text: str
    reason: str = ""  #: set where the child itself refused: a key of REFUSALS
    args: Mapping[str, int] = field(default_factory=dict)  #: for a refusal's text
    status: int | None = None  #: HTTP status of the media request
    warnings: tuple[str, ...] = ()


Make = Callable[[Failure], Trouble]


def _skip(key: str) -> Make:
    return lambda failure: Permanent(key, skip=True, scope=Scope.ITEM, **failure.args)


def _upcoming(failure: Failure) -> Trouble:
    said = " ".join((failure.text, *failure.warnings))
    premiere = {"premiere": 1} if re.search("premiere", said, re.IGNORECASE) else {}
    return Permanent("video-upcoming", skip=True, scope=Scope.ITEM, **premiere, **failure.args)


def _held(key: str) -> Make:
    return lambda failure: Retry(key, scope=Scope.ITEM, after=None, **failure.args)


def _needs(condition: Condition, scope: Scope, **args: str) -> Make:
    return lambda failure: NeedsOwner(condition, scope=scope, **args)


def _outdated(failure: Failure) -> Trouble:
    """YouTube changed what yt-dlp reads: another try of this video, or of any, is no use until there is a newer yt-dlp."""
    return NeedsOwner(Condition.YTDLP_BROKEN, scope=Scope.YTDLP, reason=YTDLP_NEEDS_UPDATE)


def _youtube(key: str, after: float | None = None) -> Make:
    return lambda failure: Retry(key, scope=Scope.YOUTUBE, after=after)


def _item(key: str) -> Make:
    return lambda failure: Retry(key)


def _disk(reason: str) -> Make:
    return lambda failure: NeedsOwner(Condition.DISK_FULL, scope=Scope.DISK, reason=reason)


def _line(failure: Failure) -> Trouble:
    """The way to YouTube is broken. A stream that ends too soon looks the same, so it counts against no video either."""
    return Retry("youtube-unreachable", scope=Scope.YOUTUBE)


def _server(failure: Failure) -> Trouble:
    """A server answered, with an error. While nothing is extracted it is YouTube; later it is this one file's server."""
    if failure.stage == EXTRACTING:
        return _line(failure)
    return Retry("media-broken")


def _forbidden(failure: Failure) -> Trouble:
    """On media a 403 is an address that went stale; on a page it is YouTube refusing this machine."""
    if failure.stage == EXTRACTING:
        return Retry("youtube-refused", scope=Scope.YOUTUBE)
    return Retry("media-forbidden")


#: What the child refuses by itself, before a byte of media is fetched.
REFUSALS: dict[str, Make] = {
    "is_live": _skip("video-live"),
    "is_upcoming": _upcoming,
    "post_live": _skip("video-processing"),
    "too_large": _skip("video-too-large"),
    "uncuttable": _skip("video-uncuttable"),
    "over_most": _skip("video-over-megabytes"),
    "over_seconds": _skip("video-over-minutes"),
    "over_disk": _skip("video-over-disk"),
    "over_room": _held("held-disk"),
    "over_allowance": _held("held-day"),
    "only_vp9": _skip("video-only-vp9"),
    "no_audio": _skip("video-no-audio"),
    "not_a_video": _skip("video-paid"),
    "no_playlist": _skip("playlist-unavailable"),
    "signed_out": _needs(Condition.COOKIES_DEAD, Scope.ITEM),
    "no_room": _disk("full"),
    "unwritable": _disk("unwritable"),
    "busy": lambda failure: Retry("fetch-busy", scope=Scope.YTDLP, after=5.0),
    "no_ffmpeg": _needs(Condition.FFMPEG_MISSING, Scope.YTDLP),
    "no_ytdlp": _needs(Condition.YTDLP_BROKEN, Scope.YTDLP, reason=YTDLP_DOES_NOT_START),
    "no_file": _item("fetch-no-file"),
    "crashed": _item("fetch-crashed"),
    "stalled": _item("fetch-stalled"),
}

_NO_JAVASCRIPT = r"no supported javascript runtime"
#: Not "confirm you are on the latest version", which stands at the end of everything that yt-dlp did not expect.
_CHALLENGE = (
    r"challenge solving failed|signature solving failed|nsig extraction failed|cannot identify player"
    r"|unable to extract (signature|nsig|n function|player|initial js player|js player)"
    r"|page needs to be reloaded|only images are available|(please|must|need to) update yt-dlp"
)

#: Rows are tried in this order; the narrower ones stand first.
TABLE: tuple[tuple[str, Make], ...] = (
    (r"no space left on device|errno 28\b|disk quota|errno 122\b|file too large|errno 27\b", _disk("full")),
    (r"read-only file system|errno 30\b|errno 13\b|unable to open for writing", _disk("unwritable")),
    (r"ff(mpeg|probe) (not found|is not installed)", _needs(Condition.FFMPEG_MISSING, Scope.YTDLP)),
    (r"login details are needed", _needs(Condition.COOKIES_DEAD, Scope.ITEM)),
    (r"private video|video is private", _skip("video-private")),
    (r"members-only content|join this channel", _skip("video-members-only")),
    (r"confirm your age|age-restricted", _skip("video-age-restricted")),
    (
        r"you.re not a bot|captcha challenge|your ip is likely being blocked",
        _needs(Condition.BOT_CHECK, Scope.YOUTUBE),
    ),
    (
        r"rate-limited by youtube|isn.t available, try again later",
        _youtube("youtube-soft-limit", SOFT_LIMIT_SECONDS),
    ),
    (r"http error 429|too many requests", _youtube("youtube-rate-limited")),
    (r"account associated with this video has been terminated", _skip("video-terminated")),
    (r"copyright (claim|grounds)", _skip("video-copyright")),
    (r"available in your (country|location)|geo.?restrict", _skip("video-geo")),
    (r"drm protected", _skip("video-drm")),
    (r"requires payment|premium members|\bpurchase\b|\brent\b", _skip("video-paid")),
    (r"premieres? (in|on|will)|live event will begin|premiere will begin", _upcoming),
    (r"live stream recording is not available", _skip("video-unavailable")),
    (r"removed by the uploader|isn.t available any ?more|no longer available|has been removed", _skip("video-deleted")),
    (r"incomplete youtube id|is not a valid url|unsupported url", _skip("video-bad-id")),
    (r"video unavailable|video is (unavailable|not available)", _skip("video-unavailable")),
    (_NO_JAVASCRIPT, _needs(Condition.YTDLP_BROKEN, Scope.YTDLP, reason=YTDLP_NO_JAVASCRIPT)),
    (_CHALLENGE, _outdated),
    (r"http error 403", _forbidden),
    (r"http error (5\d\d|404|410|416)|did not get any data blocks", _server),
    (
        r"bytes read|content too short|downloaded \d+ bytes, expected|timed? ?out|connection (reset|refused|aborted|broken)"
        r"|name resolution|name or service not known|network is unreachable|no route to host|unable to connect"
        r"|remote end closed|closed connection|incompleteread|eof occurred|\bssl\b|certificate|proxy|tunnel connection failed",
        _line,
    ),
    (r"postprocessing|ffmpeg|conversion failed|invalid data found", _item("merge-failed")),
)

#: Words that name no cause: the warnings are asked before these are believed.
VAGUE = re.compile(
    r"no video formats found|failed to extract any player response|requested format is not available", re.IGNORECASE
)

_ROWS = tuple((re.compile(pattern, re.IGNORECASE), make) for pattern, make in TABLE)
_BROKEN = tuple(
    (re.compile(pattern, re.IGNORECASE), make) for pattern, make in TABLE if pattern in (_NO_JAVASCRIPT, _CHALLENGE)
)


def trouble_of(failure: Failure) -> Trouble:
    """The trouble to raise. Never fails: what nothing in the table knows counts against this one video."""
    if failure.reason == "only_vp9":
        # The playable streams may be missing because their challenges were not solved, not because there are none.
        for pattern, means in _BROKEN:
            if any(pattern.search(warning) for warning in failure.warnings):
                return means(failure)
    if refuse := REFUSALS.get(failure.reason):
        return refuse(failure)
    # Later than while extracting, warnings speak of thumbnails and the like.
    warnings = failure.warnings if failure.stage == EXTRACTING else ()
    said = _look_up(failure.text) if not VAGUE.search(failure.text) else None
    hinted = [make for warning in warnings if (make := _look_up(warning))]
    if said in (_line, _server):  # the last of several requests failed so; an earlier one may have said more
        said = next((make for make in hinted if make not in (_line, _server)), said)
    make = said or next(iter(hinted), None)
    if make is None and failure.stage == EXTRACTING and "player response" in failure.text.lower():
        make = _line
    return make(failure) if make else Retry("fetch-failed")


def _look_up(text: str) -> Make | None:
    return next((make for pattern, make in _ROWS if pattern.search(text)), None)
