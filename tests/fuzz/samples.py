# ruff: noqa: E501  true samples are as long as they are
"""True samples, as the real services give them (shapes: the facts that the sandbox is built on), small enough to be mutated often."""

from __future__ import annotations

import json

from core.youtube.pkce import REDIRECT

VIDEO = {
    "kind": "youtube#video", "id": "dQw4w9WgXcQ",
    "snippet": {"title": "A title — with 😀", "channelTitle": "A channel", "channelId": "UCuAXFkgsw1L7xaCfnd5JJOw",
                "liveBroadcastContent": "none", "publishedAt": "2009-10-25T06:57:33Z"},
    "contentDetails": {"duration": "PT1H3M33S"}, "statistics": {"viewCount": "1500000000"},
}  # fmt: skip
THUMBNAILS = {
    "default": {"url": "https://yt3.ggpht.com/a=s88", "width": 88},
    "high": {"url": "https://yt3.ggpht.com/a=s800", "width": 800},
}
ITEM = {
    "kind": "youtube#playlistItem",
    "snippet": {"publishedAt": "2026-11-20T10:11:12Z", "title": "Private video",
                "resourceId": {"kind": "youtube#video", "videoId": "dQw4w9WgXcQ"}},
    "status": {"privacyStatus": "public"},
}  # fmt: skip
SUBSCRIPTION = {
    "snippet": {"title": "A channel", "description": "About\nit", "publishedAt": "2020-01-01T00:00:00.123456Z",
                "resourceId": {"kind": "youtube#channel", "channelId": "UC_x5XG1OV2P6uZZ5FSM9Ttw"}, "thumbnails": THUMBNAILS},
}  # fmt: skip
CHANNEL = {
    "id": "UC_x5XG1OV2P6uZZ5FSM9Ttw",
    "snippet": {"title": "A channel", "customUrl": "@achannel", "description": "About", "thumbnails": THUMBNAILS},
    "statistics": {"subscriberCount": "1230000", "hiddenSubscriberCount": False, "videoCount": "345"},
}  # fmt: skip


def _list(*items: object, **more: object) -> str:
    return json.dumps({"pageInfo": {"totalResults": len(items), "resultsPerPage": 50}, "items": items, **more})


VIDEOS = (
    _list(VIDEO),
    _list(VIDEO, VIDEO | {"id": "jNQXAC9IVRw"}, nextPageToken="CAUQAA"),
    _list(),
    _list({"id": "dQw4w9WgXcQ"}),
)
PLAYLIST_ITEMS = (_list(ITEM), _list(ITEM, ITEM, nextPageToken="EAAaBlBUOkNBVQ"), _list())
SUBSCRIPTIONS = (_list(SUBSCRIPTION), _list(SUBSCRIPTION, nextPageToken="CDIQAA"), _list())
CHANNELS = (_list(CHANNEL), '{"pageInfo": {"totalResults": 0}}')
RATINGS = ('{"items": [{"videoId": "dQw4w9WgXcQ", "rating": "like"}, {"videoId": "jNQXAC9IVRw", "rating": "none"}]}',)
GOOGLE_ERRORS = (
    '{"error": "invalid_grant", "error_description": "Token has been expired or revoked."}',
    '{"error": "invalid_client", "error_description": "Invalid client type."}',
    '{"error": "slow_down"}', '{"error": "authorization_pending", "error_description": "Precondition Required"}',
    '{"error": {"code": 403, "message": "<a href=\\"/x\\">quota</a>", "errors": [{"domain": "youtube.quota", "reason": "quotaExceeded"}]}}',
    '{"error": {"code": 400, "status": "INVALID_ARGUMENT", "details": [{"reason": "SERVICE_DISABLED", "metadata": {}}]}}',
    '{"error": {"code": 404, "errors": [{"reason": "playlistNotFound"}]}}', "<html>502 Bad Gateway</html>",
)  # fmt: skip
_SCOPE = "https://www.googleapis.com/auth/youtube.readonly"
TOKENS = (
    json.dumps({"access_token": "ya29.abc", "expires_in": 3599, "scope": _SCOPE, "token_type": "Bearer", "refresh_token": "1//0abc",
                "refresh_token_expires_in": 604799}),
    json.dumps({"access_token": "ya29.abc", "expires_in": 3599, "token_type": "Bearer"}),
)  # fmt: skip
DEVICE = (
    '{"device_code": "AH-1Ng", "user_code": "GQVQ-JKEC", "expires_in": 1800, "interval": 5, "verification_url": "https://www.google.com/device"}',
)
_ID, _SECRET = "123456789012-abcdefghijklmnop.apps.googleusercontent.com", "GOCSPX-abcdefghijklmnopqrstuvwxyz12"
CLIENTS = (
    json.dumps({"installed": {"client_id": _ID, "project_id": "p", "client_secret": _SECRET, "token_uri": "https://oauth2.googleapis.com/token",
                              "redirect_uris": ["http://localhost"]}}),
    json.dumps({"web": {"client_id": _ID, "client_secret": _SECRET}}), json.dumps({"client_id": _ID, "client_secret": "abc123def456ghi789jkl012"}),
    json.dumps({"type": "service_account", "private_key": "-----BEGIN PRIVATE KEY-----", "client_email": "a@b.iam.gserviceaccount.com"}),
    f"Client ID\n{_ID}\nClient secret\n{_SECRET}\n", f"“{_ID}”\u200b {_SECRET}", _ID, _SECRET, "abc123def456ghi789jkl012",
    "AIzaSyA1234567890abcdefghijklmnopqrstuv", "1//0abcdefghijklmnop",
)  # fmt: skip
PASTED = (
    f"{REDIRECT}/?state=state-1&code=4/0AbCdEfGhIjKlMn&scope={_SCOPE}", f"{REDIRECT}/?error=access_denied&state=state-1",
    "127.0.0.1:47811/?state=state-1&code=4%2F0AbCdEfGhIjKlMn", "the code: 4/0AbCdEfGhIjKlMn", "http://[::1]:47811/?state=state-1&code=4/0AbCd",
    "https://accounts.google.com/signin/oauth/error?authError=ChVyZWRpcmVjdF91cmlfbWlzbWF0Y2g", "https://example.org/?code=4/0AbCd",
)  # fmt: skip

# -- YouTube, its pages, and yt-dlp ---------------------------------------------------------------------------

ADDRESSES = (
    "https://www.youtube.com/watch?v=dQw4w9WgXcQ&list=PLFgquLnL59alCl_2TQvOiD5Vgm1hCaGSI&t=1m30s", "https://youtu.be/dQw4w9WgXcQ?si=abc&t=42",
    "look: youtu.be/dQw4w9WgXcQ, and https://vimeo.com/1 (https://m.youtube.com/shorts/jNQXAC9IVRw)", "https://www.youtube.com/live/dQw4w9WgXcQ",
    "https://www.youtube.com/playlist?list=OLAK5uy_lgB9PyEC0pHp-aBcDeFgHiJkLmNoPqRst", "https://www.youtube.com/@channel/videos",
    "https://www.youtube.com/redirect?q=https%3A%2F%2Fyoutu.be%2FdQw4w9WgXcQ&v=x", "https://www.google.com/url?q=https://youtu.be/dQw4w9WgXcQ",
    "https://www.youtube.com/attribution_link?u=%2Fwatch%3Fv%3DdQw4w9WgXcQ%26feature%3Dshare", "http://youtube.com/watch_videos?video_ids=dQw4w9WgXcQ,jNQXAC9IVRw",
    "<a href='https://www.youtube-nocookie.com/embed/dQw4w9WgXcQ?start=1:02:03'>x</a>", "https://user:pw@www.youtube.com:443/v/dQw4w9WgXcQ#t=1h2m3s",
)  # fmt: skip
_NAMES = ("LOGIN_INFO", "SAPISID", "__Secure-3PAPISID", "SID", "VISITOR_INFO1_LIVE")
COOKIES = (
    "# Netscape HTTP Cookie File\n# a comment\n\n" + "".join(f".youtube.com\tTRUE\t/\tTRUE\t1900000000\t{one}\tvalue-{one}\n" for one in _NAMES),
    "# Netscape HTTP Cookie File\r\n#HttpOnly_.youtube.com\tTRUE\t/\tTRUE\t0\tLOGIN_INFO\tAFmm:QUQ\r\n.google.com\tTRUE\t/\tFALSE\t1900000000.5\tSID\tabc\r\n"
    ".youtube.com\tTRUE\t/\tTRUE\t1900000000\tSAPISID\tx/y\r\nexample.org\tFALSE\t/\tFALSE\t0\ta\tb\r\n",
    json.dumps([{"domain": ".youtube.com", "name": one, "value": f"v-{one}", "path": "/", "secure": True, "httpOnly": True, "hostOnly": False,
                 "expirationDate": 1900000000.123, "sameSite": "no_restriction", "session": False} for one in _NAMES[:3]]),
    json.dumps({"cookies": [{"domain": "www.youtube.com", "name": one, "value": "v", "expires": -1} for one in _NAMES[:2]], "origins": []}),
)  # fmt: skip
_RUNS = {"runs": [{"text": "A title"}]}
_LOCKUP = {"lockupViewModel": {"contentId": "dQw4w9WgXcQ", "contentType": "LOCKUP_CONTENT_TYPE_VIDEO",
                               "metadata": {"lockupMetadataViewModel": {"title": {"content": "A title"}}}}}  # fmt: skip
_OLD = {
    "videoRenderer": {
        "videoId": "jNQXAC9IVRw",
        "title": _RUNS,
        "thumbnailOverlays": [{"thumbnailOverlayTimeStatusRenderer": {"style": "SHORTS"}}],
    }
}
_SHORTS = {
    "reelShelfRenderer": {
        "items": [
            {
                "shortsLockupViewModel": {
                    "onTap": {"innertubeCommand": {"reelWatchEndpoint": {"videoId": "9bZkp7q19f0"}}},
                    "overlayMetadata": {"primaryText": {"content": "A Short"}},
                }
            }
        ]
    }
}


def _section(label: str, *items: object) -> object:
    return {
        "itemSectionRenderer": {
            "header": {"itemSectionHeaderRenderer": {"title": {"runs": [{"text": label}]}}},
            "contents": list(items),
        }
    }


_CONTEXT = {
    "mainAppWebResponseContext": {"loggedOut": False},
    "serviceTrackingParams": [{"params": [{"key": "logged_in", "value": "1"}]}],
}
_SECTIONS = [_section("Today", _LOCKUP, _SHORTS), _section("Jun 15, 2025", _OLD), _section("Monday", _LOCKUP)]
HISTORY_PAGES = (
    json.dumps({"responseContext": _CONTEXT, "contents": {"twoColumnBrowseResultsRenderer": {"tabs": [
        {"tabRenderer": {"content": {"sectionListRenderer": {"contents": _SECTIONS}}}}],
        "secondaryContents": {"x": {"buttonRenderer": {"text": {"simpleText": "Pause watch history"}}}}}}}),
    json.dumps({"onResponseReceivedActions": [{"appendContinuationItemsAction": {"continuationItems": [_section("Yesterday", _OLD)]}}]}),
    json.dumps({"actions": [{"openPopupAction": {"popup": {"multiPageMenuRenderer": {"header": {"activeAccountHeaderRenderer": {
        "accountName": {"simpleText": "A name"}, "channelHandle": {"simpleText": "@name"}}},
        "sections": [{"browseId": "UCuAXFkgsw1L7xaCfnd5JJOw"}]}}}}]}),
)  # fmt: skip
ENTRY = {"id": "dQw4w9WgXcQ", "ie_key": "Youtube", "url": "https://www.youtube.com/shorts/dQw4w9WgXcQ", "title": "A title", "channel": "A channel",
         "channel_id": "UCuAXFkgsw1L7xaCfnd5JJOw", "duration": 212.0, "view_count": 1500, "live_status": "was_live"}  # fmt: skip
FORMATS = [
    {"format_id": "137", "ext": "mp4", "vcodec": "avc1.640028", "acodec": "none", "width": 1920, "height": 1080, "fps": 30, "filesize": 39422184, "tbr": 4000.5},
    {"format_id": "140-1", "ext": "m4a", "vcodec": "none", "acodec": "mp4a.40.2", "filesize_approx": 3400000, "tbr": 128, "language": "en", "language_preference": -1},
    {"format_id": "248", "ext": "webm", "vcodec": "vp9", "acodec": "none", "width": 1080, "height": 1920, "dynamic_range": "HDR", "tbr": 2000},
    {"format_id": "18", "ext": "mp4", "vcodec": "avc1.42001E", "acodec": "mp4a.40.2", "height": 360, "has_drm": False},
]  # fmt: skip


def _events(kind: str, **fields: object) -> str:
    said: list[dict[str, object]] = [{"event": "version", "stage": "extracting", "version": "2026.10.26"}]
    said += [
        {"event": "progress", "stage": "downloading", "done": 1000, "total": 2000, "speed": 5.5},
        {"event": kind, "stage": "downloading", **fields},
    ]
    return "".join(json.dumps(one | {"wire": [100 * n, 10 * n]}) + "\n" for n, one in enumerate(said))


CHILD = (
    _events("done", title="A title", channel="A channel", duration=212.5, cuts=[[3.0, 8.0]], subtitles=["/x/dQw4w9WgXcQ.en.srt"], thumbnail="/x/y.webp",
            streams=[{"file": "/x/dQw4w9WgXcQ.f137.mp4", "kind": "picture"}], chapters=[[0.0, "One"], [60, "Two"]], encode="sound", sound_only=False, jar=None),
    _events("done", entry=ENTRY, formats=FORMATS, availability="public", live_status="not_live", starts_at=None, subtitles=["en"], automatic=["de"],
            chapters=3, thumbnail="/9j/4AAQ", jar="# Netscape HTTP Cookie File\n"),
    _events("done", entries=[ENTRY, ENTRY], rows=[{"id": "dQw4w9WgXcQ", "title": "A title", "day": "2026-11-25", "short": False}], signed_in=True,
            paused=False, viewer=["A name", "@name", None], jar="# Netscape HTTP Cookie File\n"),
    _events("done", title="A list", count=2, entries=[ENTRY], jar=None),
    _events("error", text="DownloadError: ERROR: [youtube] x: Private video. Sign in", status=None, warnings=["HTTP Error 429: Too Many Requests"], reason="", args={}),
    _events("error", text="over_most", status=403, warnings=[], reason="over_most", args={"size": 5, "limit": 4}),
)  # fmt: skip
WORDS = (
    "ERROR: [youtube] dQw4w9WgXcQ: Private video. Sign in if you've been granted access to this video", "Sign in to confirm you’re not a bot",
    "Video unavailable. This video has been removed by the uploader", "This content isn't available, try again later", "Premieres in 2 hours",
    "unable to download video data: HTTP Error 429: Too Many Requests", "[download] Got error: 100 bytes read, 200 more expected",
    "No video formats found!; please report this issue", "n challenge solving failed", "OSError: [Errno 28] No space left on device",
)  # fmt: skip
SPONSORS = (
    json.dumps([{"videoID": "dQw4w9WgXcQ", "hash": "x", "segments": [
        {"segment": [3.0, 8.0], "category": "sponsor", "actionType": "skip", "videoDuration": 212.0, "UUID": "u", "locked": 0, "votes": 1, "description": ""},
        {"segment": [0.5, 1.0], "category": "chapter", "actionType": "chapter", "videoDuration": 0, "UUID": "v", "description": "One"}]}]),
    "[]", "Not Found",
)  # fmt: skip
SUBTITLES = (
    "1\n00:00:01,000 --> 00:00:02,500\nHello <i>there</i>\n\n2\n00:00:02,500 --> 00:01:04,000\nand &amp; again\\N- so\n",
    "WEBVTT\n\n0:00:01.5 --> 0:00:03.25 align:start\n<c.color>one<0:00:02.0> two</c>\n\n00:00:03,250 --> 00:00:05,000\none two\nthree\n",
    "1\r\n99:59:59,999 --> 100:00:00,000\r\n{\\an8}<font color=\"#fff\">bye</font>\r\n\r\n",
)  # fmt: skip
INFOS = (
    json.dumps({"id": "dQw4w9WgXcQ", "ext": "mp4", "format_id": "137", "subtitles": {"en-GB": [{"ext": "vtt", "url": "https://x/v"}, {"ext": "srt", "url": "https://x/s"}]},
                "automatic_captions": {"de": [{"ext": "srt", "url": "https://x/d"}], "de-orig": [{"ext": "srt", "url": "https://x/o"}]},
                "thumbnails": [{"url": "https://i.ytimg.com/vi/x/default.jpg"}, {"url": "https://i.ytimg.com/vi_webp/x/maxresdefault.webp", "preference": 1}],
                "sponsorblock_chapters": [{"start_time": 3.0, "end_time": 8.0, "category": "sponsor", "type": "skip"}],
                "chapters": [{"start_time": 0, "end_time": 9, "title": "One"}, {"start_time": 9, "title": "<Untitled Chapter 1>"}]}),
)  # fmt: skip
CHAPTERS = (json.dumps([[0.0, "One"], [60, "Two"], [61.5, "<Untitled Chapter 3>"], [3600, "Three 😀"]]),)

# -- the chat, the API, files and settings ---------------------------------------------------------------------

UPDATES = (
    json.dumps({"ok": True, "result": [
        {"update_id": 1, "message": {"message_id": 5, "date": 1795000000, "chat": {"id": 1000000001, "type": "private", "first_name": "O"},
         "from": {"id": 1000000001, "is_bot": False, "first_name": "O", "language_code": "en"}, "text": "/start claim_x",
         "entities": [{"type": "bot_command", "offset": 0, "length": 6}, {"type": "text_link", "offset": 7, "length": 5, "url": "https://youtu.be/x"}]}},
        {"update_id": 2, "callback_query": {"id": "9", "from": {"id": 1000000001, "is_bot": False, "first_name": "O"}, "chat_instance": "1", "data": "feed|likes",
         "message": {"message_id": 4, "date": 0, "chat": {"id": 1000000001, "type": "private"}}}},
        {"update_id": 3, "my_chat_member": {"chat": {"id": -1001, "type": "channel", "title": "T"}, "from": {"id": 2, "is_bot": False, "first_name": "S"}, "date": 1,
         "old_chat_member": {"status": "left", "user": {"id": 7, "is_bot": True, "first_name": "B"}},
         "new_chat_member": {"status": "member", "user": {"id": 7, "is_bot": True, "first_name": "B"}}}},
        {"update_id": 4, "message": {"message_id": 6, "date": 1, "chat": {"id": 1000000001, "type": "private"}, "document": {"file_id": "f", "file_unique_id": "u",
         "file_name": "cookies.txt", "file_size": 2000}, "caption": "x"}}]}),
)  # fmt: skip
MESSAGES = (
    "/start claim_0123456789abcdef0123456789abcdef", "/start card_dQw4w9WgXcQ", "/start@yagami_sandbox_bot post_12", "\u200f/menu", "/events likes 2", "/private 30",
    "https://youtu.be/dQw4w9WgXcQ?t=42", "https://www.youtube.com/playlist?list=PLFgquLnL59alCl_2TQvOiD5Vgm1hCaGSI", "LOGIN_INFO=x; SAPISID=y", "hello", "/look", "/backup", "/doctor x",
)  # fmt: skip
TYPED = (
    "1,500 MB", "2.5 h", "١٢٣", "2024-01-15", "15.01.2024", "2024", "App api_id: 1234567\nApp api_hash: 0123456789abcdef0123456789abcdef", "+49 (170) 123-45 67",
    "1-2-3-4-5", "code 12 345", "00 44 20 7946 0958", "yagami-copy 12-0123456789abcdef",
)  # fmt: skip
QUERIES = (
    "kind=liked&feed=likes&since=2026-11-25T18:00:00Z&until=1795000000.5&limit=50", "cursor=AAAAAAAAAB4&limit=500", "by=week", "feed=history&kind=watched", "",
)  # fmt: skip
BODIES = (
    '{"url": "https://youtu.be/dQw4w9WgXcQ", "quality": "best"}',
    '{"url": "https://www.youtube.com/watch?v=dQw4w9WgXcQ"}',
)
HEADERS = (
    "Bearer a-token-of-sixteen-letters",
    "Basic dXNlcjphLXRva2VuLW9mLXNpeHRlZW4tbGV0dGVycw==",
    "bearer  x",
    "Digest a=b",
)
IMPORTS = (
    json.dumps({"telegram": {"api_id": 1234567, "api_hash": "0123456789abcdef0123456789abcdef", "user_session": "1" + "A" * 350},
                "google": {"client_id": "x.apps.googleusercontent.com", "client_secret": "s", "refresh_token": "1//r"},
                "destinations": {"likes": -1001234567890, "history": 5}, "settings": {"likes.interval": 120}}),
    json.dumps({"destinations": {"subscriptions": -100}}), "{}",
)  # fmt: skip
SETTINGS = (
    "YAGAMI_BOT_TOKEN=123456789:AAE_thirty_or_more_letters_and_digits0\nYAGAMI_OWNER_ID=1000000001\nYAGAMI_DATA=data\nYAGAMI_LOG_LEVEL=debug\nYAGAMI_API=127.0.0.1:8080\n",
    'YAGAMI_BOT_TOKEN="123456789:AAE_thirty_or_more_letters_and_digits0"\nexport YAGAMI_TELEGRAM_PROXY=socks5://name:password@127.0.0.1:1080\nYAGAMI_YOUTUBE_PROXY=http://[::1]:3128\n',
    "YAGAMI_BOT_TOKEN=123456789:AAE_thirty_or_more_letters_and_digits0\nYAGAMI_API_ID=1234567\nYAGAMI_API_HASH=0123456789abcdef0123456789abcdef\nYAGAMI_API=[::1]:80\nYAGAMI_API_TOKEN=a-token-of-sixteen\n",
    "YAGAMI_BOT_TOKEN=123456789:AAE_thirty_or_more_letters_and_digits0 # mine\nYAGAMI_VAULT_KEY=AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=\nYAGAMI_COOKIES_FILE=/etc/hostname\nYAGAMI_MTPROTO_DC=2\n",
    "YAGAMI_BOT_TOKEN=123456789:AAE_thirty_or_more_letters_and_digits0\nYAGAMI_CA=/etc/hostname\nYAGAMI_PACKAGE_INDEX=https://mirror.example/simple\nYAGAMI_CANARY_VIDEO=jNQXAC9IVRw\nYAGAMI_BOT_API=http://127.0.0.1:8081\n",
    f"YAGAMI_BOT_TOKEN:123456789:AAE_thirty_or_more_letters_and_digits0\nYAGAMI_API_HASH_FILE={'A' * 260}AAE_thirty_or_more_letters_and_digits0\n",
)  # fmt: skip
_FILE = {"filename": "yt_dlp-2026.11.20-py3-none-any.whl", "url": "https://files.example/yt_dlp-2026.11.20-py3-none-any.whl", "hashes": {"sha256": "ab" * 32}, "size": 3_000_000,
         "requires-python": ">=3.11", "upload-time": "2026-11-20T10:11:12.123456Z", "yanked": False}  # fmt: skip
REGISTRY = (
    json.dumps(
        {
            "meta": {"api-version": "1.4"},
            "name": "yt-dlp",
            "files": [_FILE, {**_FILE, "filename": "yt_dlp-2026.10.26.tar.gz"}],
            "versions": ["2026.11.20"],
        }
    ),
)
METADATA = (
    "Metadata-Version: 2.4\nName: yt-dlp\nVersion: 2026.11.20\nRequires-Python: >=3.11\nRequires-Dist: yt-dlp-ejs==0.8.0; extra == 'default'\nRequires-Dist: brotli; implementation_name=='cpython'\n\nA description\n",
)
