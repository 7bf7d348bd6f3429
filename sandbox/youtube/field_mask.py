"""The parameter `fields`: an answer with only what was asked for (developers.google.com/youtube/v3/getting-started#fields).

`a,b` asks for both, `a/b` for b in a, `a(b,c)` for several in a; an object that nothing else is said of comes whole, a list is
gone through. Where Google's document is silent the sandbox is strict: `*` is refused as not modelled, a selection of what this
world's answers never have is refused by Google's own words ("Invalid field selection"), and a list in which nothing is left is
left out, so that nobody relies on its being there.
"""

from __future__ import annotations

import re
from typing import Any

from sandbox.youtube.api_errors import bad, not_modelled

Json = dict[str, Any]
Mask = dict[str, "Mask | None"]  #: None: whole

_TOKEN = re.compile(r"[A-Za-z]+|[,()/]")
_PAGE = {"kind", "etag", "nextPageToken", "prevPageToken", "pageInfo", "totalResults", "resultsPerPage", "items"}
_ITEM = {
    *("id", "videoId", "rating", "snippet", "contentDetails", "statistics", "status", "liveStreamingDetails"),
    *("publishedAt", "channelId", "title", "description", "thumbnails", "channelTitle", "categoryId", "localized"),
    *("liveBroadcastContent", "playlistId", "position", "resourceId", "videoOwnerChannelTitle", "videoOwnerChannelId"),
    *("duration", "viewCount", "likeCount", "privacyStatus", "uploadStatus", "customUrl", "subscriberCount"),
    *("hiddenSubscriberCount", "videoCount", "subscriberSnippet", "relatedPlaylists", "videoPublishedAt"),
    *("default", "medium", "high", "standard", "maxres", "url", "width", "height"),
    *("totalItemCount", "newItemCount", "activityType"),
}


def mask_of(text: str) -> Mask:
    """Raises ApiError for a selection that is none."""
    if "*" in text:
        raise not_modelled("the wildcard of fields", "fields")
    tokens = _TOKEN.findall(text)
    if "".join(tokens) != text:
        raise _invalid(text)
    mask, rest = _list(tokens, text)
    if rest:
        raise _invalid(text)
    return mask


def masked(body: Json, mask: Mask) -> Json:
    """What of the answer was asked for; an empty object or list of it is left out."""
    found: Json = {}
    for name, inner in mask.items():
        if name not in body:
            continue
        value = body[name]
        if inner is None:
            found[name] = value
        elif isinstance(value, list):
            if value:
                found[name] = [masked(one, inner) for one in value]
        elif isinstance(value, dict) and (kept := masked(value, inner)):
            found[name] = kept
    return found


def _list(tokens: list[str], text: str) -> tuple[Mask, list[str]]:
    mask: Mask = {}
    while True:
        name, inner, tokens = _one(tokens, text)
        before = mask.get(name)
        mask[name] = before | inner if name in mask and before is not None and inner is not None else inner
        if not tokens or tokens[0] != ",":
            return mask, tokens
        tokens = tokens[1:]


def _one(tokens: list[str], text: str) -> tuple[str, Mask | None, list[str]]:
    if not tokens or not tokens[0].isalpha():
        raise _invalid(text)
    name, tokens = tokens[0], tokens[1:]
    if name not in _PAGE | _ITEM:
        raise _invalid(name)
    if tokens[:1] == ["/"]:
        inner, deeper, tokens = _one(tokens[1:], text)
        return name, {inner: deeper}, tokens
    if tokens[:1] == ["("]:
        mask, tokens = _list(tokens[1:], text)
        if tokens[:1] != [")"]:
            raise _invalid(text)
        return name, mask, tokens[1:]
    return name, None, tokens


def _invalid(what: str) -> Exception:
    return bad(f"Invalid field selection {what}", "fields")
