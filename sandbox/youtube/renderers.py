"""How the site's pages write a video, in the shapes that yt-dlp 2026.10.26 reads; and the frame of a page of one list."""

from __future__ import annotations

from typing import Any

from sandbox.youtube.records import SiteVideo

Json = dict[str, Any]


def lockup(video: SiteVideo, *, of_shorts: bool = False) -> Json:
    """A video in the layout of 2025. of_shorts: a Short is one of another type, which yt-dlp only warns of."""
    channel = video.channel
    where = {"browseEndpoint": {"browseId": channel.id, "canonicalBaseUrl": f"/{channel.handle}"}}
    author = {"content": channel.title, "commandRuns": [{"onTap": {"innertubeCommand": where}}]}
    badge = {
        "thumbnailBadgeViewModel": {
            "text": clock(video.duration),
            "badgeStyle": "THUMBNAIL_OVERLAY_BADGE_STYLE_DEFAULT",
        }
    }
    row = {"metadataParts": [{"text": author}, {"text": {"content": f"{video.views} views"}}]}
    return {
        "lockupViewModel": {
            "contentId": video.id,
            "contentType": f"LOCKUP_CONTENT_TYPE_{'SHORTS' if of_shorts and video.is_short else 'VIDEO'}",
            "contentImage": {
                "thumbnailViewModel": {
                    "image": {"sources": [_picture(video)]},
                    "overlays": [{"thumbnailBottomOverlayViewModel": {"badges": [badge]}}],
                }
            },
            "metadata": {
                "lockupMetadataViewModel": {
                    "title": {"content": video.title},
                    "metadata": {"contentMetadataViewModel": {"metadataRows": [row]}},
                }
            },
        }
    }


def shorts_shelf(videos: list[SiteVideo]) -> Json:
    """The shelf of Shorts, of which yt-dlp reads nothing."""
    items = [
        {
            "shortsLockupViewModel": {
                "entityId": f"shorts-shelf-item-{video.id}",
                "accessibilityText": f"{video.title}, {video.views} views - play Short",
                "onTap": {"innertubeCommand": {"reelWatchEndpoint": {"videoId": video.id}}},
                "overlayMetadata": {
                    "primaryText": {"content": video.title},
                    "secondaryText": {"content": f"{video.views} views"},
                },
            }
        }
        for video in videos
    ]
    return {"reelShelfRenderer": {"title": {"runs": [{"text": "Shorts"}]}, "items": items}}


def video_renderer(video: SiteVideo) -> Json:
    """A video in the layout before that; Shorts among the others."""
    style = "SHORTS" if video.is_short else "DEFAULT"
    time = {"simpleText": "SHORTS" if video.is_short else clock(video.duration)}
    return {
        "videoRenderer": {
            **_named(video),
            "lengthText": {"simpleText": clock(video.duration)},
            "viewCountText": {"simpleText": f"{video.views} views"},
            "thumbnailOverlays": [{"thumbnailOverlayTimeStatusRenderer": {"style": style, "text": time}}],
        }
    }


def playlist_video(video: SiteVideo) -> Json:
    """A video in a playlist; of a private one only that much is told."""
    if video.privacy != "public":
        word = "[Private video]" if video.privacy == "private" else "[Deleted video]"
        hidden = {"videoId": video.id, "title": {"runs": [{"text": word}]}, "isPlayable": False}
        return {"playlistVideoRenderer": hidden}
    return {"playlistVideoRenderer": {**_named(video), "lengthSeconds": str(video.duration), "isPlayable": True}}


def continuation(token: str) -> Json:
    """What asks for the rest of a list."""
    return {"continuationItemRenderer": {"continuationEndpoint": {"continuationCommand": {"token": token}}}}


def list_page(contents: list[Json], browse_id: str, **more: Any) -> Json:
    """`contents` of a page that is one list."""
    tab = {
        "selected": True,
        "endpoint": {"browseEndpoint": {"browseId": browse_id}},
        "content": {"sectionListRenderer": {"contents": contents}},
    }
    return {"twoColumnBrowseResultsRenderer": {"tabs": [{"tabRenderer": tab}], **more}}


def clock(seconds: int) -> str:
    minutes, rest = divmod(seconds, 60)
    return f"{minutes}:{rest:02}"


def _named(video: SiteVideo) -> Json:
    channel = video.channel
    where = {"browseEndpoint": {"browseId": channel.id, "canonicalBaseUrl": f"/{channel.handle}"}}
    return {
        "videoId": video.id,
        "title": {"runs": [{"text": video.title}]},
        "shortBylineText": {"runs": [{"text": channel.title, "navigationEndpoint": where}]},
        "thumbnail": {"thumbnails": [_picture(video)]},
    }


def _picture(video: SiteVideo) -> Json:
    return {"url": f"https://i.ytimg.com/vi/{video.id}/mqdefault.jpg", "width": 320, "height": 180}
