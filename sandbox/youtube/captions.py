"""www.youtube.com/api/timedtext: a video's subtitles, written by a person or heard by YouTube, in the forms yt-dlp asks for.

The player's answer lists the tracks, each with a signed address; another address is answered with an empty page, as YouTube
answers one that has lost its signature. What is said is one line every two seconds, which names its number and language. What
YouTube heard by itself rolls: each cue repeats the line before it, with mark-up of single words, and is still there when the next
one begins (what the real one's files look like in either form; here all of it in both).
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode

from aiohttp import web

from sandbox.faults import KNOWN, Faults
from sandbox.youtube.challenge import Signer
from sandbox.youtube.records import SiteVideo
from sandbox.youtube.state import State

Json = dict[str, Any]

KNOWN |= {
    "captions.429": "subtitles answer 429",
    "captions.empty": "subtitles answer 200 with nothing in it",
    "captions.wordless": "subtitles have times, and no words that can be seen",
}

NAMES = {"en": "English", "de": "German", "ja": "Japanese", "fa": "Persian", "ru": "Russian"}
_LINE_SECONDS = 2
Line = tuple[int, int, str]


def tracks(video: SiteVideo, signer: Signer) -> Json | None:
    """The `captions` of a player's answer; None for a video without any."""
    listed = [_track(video, language, "", signer) for language in video.captions]
    if video.heard:
        listed.append(_track(video, video.heard, "asr", signer))
    if not listed:
        return None
    translations = [{"languageCode": code, "languageName": {"simpleText": name}} for code, name in NAMES.items()]
    return {"playerCaptionsTracklistRenderer": {"captionTracks": listed, "translationLanguages": translations}}


class Captions:
    """Serves the tracks."""

    def __init__(self, state: State, signer: Signer, faults: Faults) -> None:
        self._state = state
        self._signer = signer
        self._faults = faults

    async def handle(self, request: web.BaseRequest) -> web.StreamResponse:
        if self._faults.hit("captions.429") is not None:
            return web.Response(status=429)
        query = request.query
        video = self._state.videos.get(query.get("v", ""))
        language, kind = query.get("lang", ""), query.get("kind", "")
        if video is None or query.get("signature") != _signature(self._signer, video, language, kind):
            return web.Response(text="", content_type="text/html")
        if self._faults.hit("captions.empty") is not None:
            return web.Response(text="", content_type="text/html")
        write = FORMS.get(query.get("fmt", ""))
        if write is None:
            return web.Response(status=404)
        said = lines(video, query.get("tlang") or language)
        if self._faults.hit("captions.wordless") is not None:
            said = [(start, end, "<i>\u200b</i>") for start, end, _ in said]
        return write(rolling(said) if kind else said, query.get("tlang") or language)


def rolling(said: list[Line]) -> list[Line]:
    """As YouTube writes what it heard."""
    rolled: list[Line] = []
    for number, (start, end, words) in enumerate(said):
        first, _, rest = words.partition(" ")
        fresh = f"{first}<00:00:{start:02}.500><c> {rest}</c>"
        over = f"{said[number - 1][2]}\n{fresh}" if number else fresh
        rolled.append((start, min(end + _LINE_SECONDS, said[-1][1]), over))
    return rolled


def lines(video: SiteVideo, language: str) -> list[Line]:
    """Start and end in seconds, and the words."""
    starts = range(0, video.duration, _LINE_SECONDS)
    return [
        (at, min(at + _LINE_SECONDS, video.duration), f"[{language}] line {n} of {video.title}")
        for n, at in enumerate(starts, 1)
    ]


def _vtt(said: list[Line], language: str) -> web.Response:
    parts = [f"{_time(a, '.')} --> {_time(b, '.')}\n{words}\n" for a, b, words in said]
    head = f"WEBVTT\nKind: captions\nLanguage: {language}\n\n"
    return web.Response(text=head + "\n".join(parts), content_type="text/vtt")


def _srt(said: list[Line], _: str) -> web.Response:
    parts = [f"{n}\n{_time(a, ',')} --> {_time(b, ',')}\n{words}\n" for n, (a, b, words) in enumerate(said, 1)]
    return web.Response(text="\n".join(parts), content_type="application/x-subrip")


def _json3(said: list[Line], _: str) -> web.Response:
    events = [{"tStartMs": a * 1000, "dDurationMs": (b - a) * 1000, "segs": [{"utf8": words}]} for a, b, words in said]
    return web.json_response({"wireMagic": "pb3", "events": events})


FORMS: dict[str, Callable[[list[Line], str], web.Response]] = {"vtt": _vtt, "srt": _srt, "json3": _json3}


def _track(video: SiteVideo, language: str, kind: str, signer: Signer) -> Json:
    query = {"v": video.id, "lang": language, "signature": _signature(signer, video, language, kind)}
    name = NAMES.get(language, language)
    track: Json = {
        "name": {"simpleText": f"{name} (auto-generated)" if kind else name},
        "vssId": f"{'a' if kind else ''}.{language}",
        "languageCode": language,
        "isTranslatable": True,
    }
    if kind:
        track["kind"] = query["kind"] = kind
    return track | {"baseUrl": f"https://www.youtube.com/api/timedtext?{urlencode(query)}"}


def _signature(signer: Signer, video: SiteVideo, language: str, kind: str) -> str:
    return signer.sig(video.id, 0, 0, f"timedtext:{language}:{kind}")


def _time(seconds: int, point: str) -> str:
    minutes, rest = divmod(seconds, 60)
    return f"00:{minutes:02}:{rest:02}{point}000"
