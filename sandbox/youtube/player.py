"""The player's answer: may the video be played, what is it, where are its streams.

One shape for every client that yt-dlp uses; they differ as the real ones do: `VISIONOS` gets plain addresses, the JavaScript
clients get addresses with riddles (challenge.py), and `WEB` gets streams without any address (YouTube's SABR).
"""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any
from urllib.parse import urlencode

from sandbox.youtube import captions
from sandbox.youtube.catalogue import Catalogue
from sandbox.youtube.challenge import Signer, riddle_of_n, riddle_of_sig
from sandbox.youtube.rare_recipes import recipe
from sandbox.youtube.recipes import Stream
from sandbox.youtube.records import SiteVideo
from sandbox.youtube.refusals import playability

#: clients that solve riddles; the others get plain addresses
SCRIPTED = {"TVHTML5", "TVHTML5_SIMPLY", "WEB_EMBEDDED_PLAYER", "WEB_CREATOR", "WEB_REMIX", "MWEB"}
PLAIN = {"VISIONOS", "IOS", "ANDROID", "ANDROID_VR"}
CLIENTS = SCRIPTED | PLAIN | {"WEB"}

_LIFE = 21_540  # seconds that a stream's address lives, as YouTube says in expiresInSeconds


class Player:
    """Builds player responses."""

    def __init__(self, catalogue: Catalogue, signer: Signer, now: Callable[[], float] = time.time) -> None:  # noqa: TID251
        self._catalogue = catalogue
        self._signer = signer
        self._now = now
        self.challenges = True  #: False: every client gets plain addresses
        #: True: a line that is mistrusted. Only the page's own client gets streams, with addresses; what proves a visitor's origin
        #: (`pot`) is not looked at, since only the real one could
        self.web_only = False

    def answer(self, video: SiteVideo | None, client: str, *, signed_in: bool, bot_check: bool) -> dict[str, Any]:
        """The JSON of /youtubei/v1/player; also the page's ytInitialPlayerResponse."""
        refusal = refusal_of(video, signed_in=signed_in, bot_check=bot_check or (self.web_only and client != "WEB"))
        if video is None or refusal in ("private", "deleted", "bot"):
            return {"playabilityStatus": playability(refusal or "unknown")}
        said: dict[str, Any] = {"playabilityStatus": {"status": "OK", "playableInEmbed": True}}
        if refusal:
            said["playabilityStatus"] = playability(refusal)
        elif video.live == "upcoming":
            said["playabilityStatus"] = {"status": "LIVE_STREAM_OFFLINE", "reason": "Premieres in 2 hours"}
        else:
            said["streamingData"] = self._streams(video, client)
            if (found := captions.tracks(video, self._signer)) is not None:
                said["captions"] = found
        said["videoDetails"] = _details(video)
        if client == "WEB":
            said["microformat"] = {"playerMicroformatRenderer": _microformat(video)}
        return said

    def _streams(self, video: SiteVideo, client: str) -> dict[str, Any]:
        data: dict[str, Any] = {"expiresInSeconds": str(_LIFE)}
        if video.live == "live":
            data["hlsManifestUrl"] = (
                f"https://manifest.googlevideo.com/api/manifest/hls_variant/id/{video.id}/index.m3u8"
            )
            return data
        expire = int(self._now()) + _LIFE
        made = recipe(video.source)
        both = [one for one in made.streams if one.is_video and one.has_sound]
        alone = [one for one in made.streams if one not in both]
        for name, streams in (("formats", both), ("adaptiveFormats", alone)):
            if streams:
                data[name] = [self._format(video, one, one.fps or made.fps, client, expire) for one in streams]
        return data

    def _format(self, video: SiteVideo, stream: Stream, fps: int, client: str, expire: int) -> dict[str, Any]:
        size = self._catalogue.size(video.source, stream.file)
        if video.live == "post_live":  # pieces without an end, as of a stream that runs
            return {
                "itag": stream.itag,
                "mimeType": f'{stream.mime}; codecs="{stream.codecs}"',
                "targetDurationSec": 5.0,
            } | (self._address(video, stream, client, expire, size) if self._has_address(client) else {})
        entry: dict[str, Any] = {
            "itag": stream.itag,
            "mimeType": f'{stream.mime}; codecs="{stream.codecs}"',
            "bitrate": stream.bitrate,
            "averageBitrate": size * 8 // video.duration,
            "contentLength": str(size),
            "approxDurationMs": str(video.duration * 1000),
            "quality": stream.quality,
            "lastModified": str(int(video.published_at * 1_000_000)),
            "projectionType": "RECTANGULAR",
        }
        if stream.is_video:
            entry |= {"width": stream.width, "height": stream.height, "fps": fps, "qualityLabel": stream.label}
        else:
            entry |= {"audioQuality": "AUDIO_QUALITY_MEDIUM", "audioChannels": 2}
            entry["audioSampleRate"] = "44100" if stream.ext == "m4a" else "48000"
        if stream.track:
            entry["audioTrack"] = {
                "displayName": stream.track_name, "id": stream.track, "audioIsDefault": stream.is_default
            }  # fmt: skip
        if stream.is_drc:
            entry["isDrc"] = True
        if self._has_address(client):
            entry |= self._address(video, stream, client, expire, size)
        return entry

    def _has_address(self, client: str) -> bool:
        return client != "WEB" or self.web_only

    def _address(self, video: SiteVideo, stream: Stream, client: str, expire: int, size: int) -> dict[str, str]:
        query: dict[str, str] = {
            "expire": str(expire),
            "id": video.id,
            "itag": str(stream.itag),
            "source": "youtube",
            "mime": stream.mime,
            "clen": str(size),
            "c": client,
        } | ({"xtags": stream.xtags} if stream.xtags else {})
        sig = self._signer.sig(video.id, stream.itag, expire, client)
        server = f"https://rr{1 + sum(video.id.encode()) % 5}---sn-loopback.googlevideo.com/videoplayback?"
        if not self.challenges or client not in SCRIPTED:
            return {"url": server + urlencode(query | {"sig": sig})}
        query["n"] = riddle_of_n(self._signer.n(video.id, stream.itag, expire, client))
        return {"signatureCipher": urlencode({"s": riddle_of_sig(sig), "sp": "sig", "url": server + urlencode(query)})}


def refusal_of(video: SiteVideo | None, *, signed_in: bool, bot_check: bool) -> str | None:
    """The name in refusals.REFUSALS of what keeps this visitor from the video; None if nothing does."""
    if video is None:
        return "unknown"
    if video.privacy != "public":
        return video.privacy
    if bot_check and not signed_in:
        return "bot"
    if video.age_restricted and not signed_in:
        return "age"
    if video.refusal == "members" and video.is_joined and signed_in:
        return None
    return video.refusal


def _details(video: SiteVideo) -> dict[str, Any]:
    details: dict[str, Any] = {
        "videoId": video.id,
        "title": video.title,
        "lengthSeconds": "0" if video.live in ("live", "upcoming", "post_live") else str(video.duration),
        "channelId": video.channel.id,
        "author": video.channel.title,
        "shortDescription": video.description,
        "viewCount": str(video.views),
        "isLiveContent": video.live != "none",
        "isPrivate": False,
        "thumbnail": {
            "thumbnails": [
                {"url": f"https://i.ytimg.com/vi/{video.id}/mqdefault.jpg", "width": 320, "height": 180},
                {"url": f"https://i.ytimg.com/vi/{video.id}/maxresdefault.jpg", "width": 1280, "height": 720},
            ]
        },
    }
    if video.live == "live":
        details["isLive"] = True
    if video.live == "upcoming":
        details["isUpcoming"] = True
    if video.live == "post_live":
        details["isPostLiveDvr"] = True
    return details


def _microformat(video: SiteVideo) -> dict[str, Any]:
    day = datetime.fromtimestamp(video.published_at, UTC).isoformat(timespec="seconds")
    said: dict[str, Any] = {
        "title": {"simpleText": video.title},
        "description": {"simpleText": video.description},
        "lengthSeconds": str(video.duration),
        "ownerProfileUrl": f"http://www.youtube.com/{video.channel.handle}",
        "externalChannelId": video.channel.id,
        "ownerChannelName": video.channel.title,
        "isFamilySafe": not video.age_restricted,
        "availableCountries": ["CH", "AT"] if video.refusal == "country" else ["CH", "AT", "DE", "NO", "US"],
        "isUnlisted": False,
        "isShortsEligible": video.is_short,
        "viewCount": str(video.views),
        "category": video.category,
        "publishDate": day,
        "uploadDate": day,
    }
    if video.live != "none" and video.starts_at is not None:
        start = datetime.fromtimestamp(video.starts_at, UTC).isoformat(timespec="seconds")
        said["liveBroadcastDetails"] = {"isLiveNow": video.live == "live", "startTimestamp": start}
    return said
