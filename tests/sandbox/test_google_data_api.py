"""The Data API of the sandbox: what it answers, what it refuses, what it costs."""

from __future__ import annotations

from typing import Any

import httpx
import pytest

from sandbox.faults import Faults
from sandbox.youtube.google_project import READONLY
from sandbox.youtube.world import YouTubeWorld
from tests.sandbox.youtube_rig import StillClock

VIDEOS = "https://youtube.googleapis.com/youtube/v3/videos"
ITEMS = "https://youtube.googleapis.com/youtube/v3/playlistItems"
CHANNELS = "https://youtube.googleapis.com/youtube/v3/channels"
SUBSCRIPTIONS = "https://youtube.googleapis.com/youtube/v3/subscriptions"
RATING = "https://youtube.googleapis.com/youtube/v3/videos/getRating"
LIKES = {"part": "id", "myRating": "like"}


@pytest.fixture
def now(clock: StillClock) -> StillClock:
    return clock


@pytest.fixture
async def client(world: YouTubeWorld, client: httpx.AsyncClient) -> httpx.AsyncClient:
    """Signed in."""
    form = world.google | {"grant_type": "refresh_token"}
    token = (await client.post("https://oauth2.googleapis.com/token", data=form)).json()["access_token"]
    client.headers["Authorization"] = f"Bearer {token}"
    return client


async def _refusal(client: httpx.AsyncClient, url: str, **query: Any) -> tuple[int, str]:
    answer = await client.get(url, params=query)
    error = answer.json()["error"]
    assert error["code"] == answer.status_code
    return answer.status_code, error["errors"][0]["reason"]


async def test_a_private_like_is_left_out_of_the_items_and_counted_in_the_total(
    world: YouTubeWorld, client: httpx.AsyncClient
) -> None:
    for video in ("yagamiPlain", "yagamiPriva", "yagamiGone0"):
        world.like(video)
    page = (await client.get(VIDEOS, params=LIKES)).json()
    assert [one["id"] for one in page["items"]] == ["yagamiPlain"]
    assert page["pageInfo"] == {"totalResults": 3, "resultsPerPage": 5}
    assert "nextPageToken" not in page


async def test_a_page_token_goes_on_where_the_page_ended(world: YouTubeWorld, client: httpx.AsyncClient) -> None:
    for n in range(120):
        world.add_video(f"numbered{n:03}", "talk")
        world.like(f"numbered{n:03}")
    seen: list[str] = []
    query = LIKES | {"maxResults": "50"}
    while True:
        page = (await client.get(VIDEOS, params=query)).json()
        seen += [one["id"] for one in page["items"]]
        if "nextPageToken" not in page:
            break
        query = LIKES | {"maxResults": "50", "pageToken": page["nextPageToken"]}
    assert seen == [f"numbered{n:03}" for n in reversed(range(120))]


async def test_liking_again_moves_a_video_to_the_top_with_a_new_time(
    world: YouTubeWorld, client: httpx.AsyncClient, clock: StillClock
) -> None:
    world.like("yagamiPlain")
    world.like("KettleWhist")
    clock.at += 100
    world.like("yagamiPlain")
    query = {"part": "snippet,contentDetails", "playlistId": "LL"}
    items = (await client.get(ITEMS, params=query)).json()["items"]
    assert [(one["contentDetails"]["videoId"], one["snippet"]["publishedAt"]) for one in items] == [
        ("yagamiPlain", "2026-09-21T14:15:00Z"),
        ("KettleWhist", "2026-09-21T14:13:20Z"),
    ]


async def test_the_list_of_likes_keeps_what_became_private(world: YouTubeWorld, client: httpx.AsyncClient) -> None:
    world.like("yagamiPlain")
    world.videos["yagamiPlain"].privacy = "private"
    items = (await client.get(ITEMS, params={"part": "snippet", "playlistId": "LL"})).json()["items"]
    assert items[0]["snippet"]["title"] == "Private video"
    assert items[0]["snippet"]["resourceId"]["videoId"] == "yagamiPlain"


async def test_details_of_ids_come_with_the_asked_parts_only(world: YouTubeWorld, client: httpx.AsyncClient) -> None:
    query = {
        "part": "snippet,statistics,contentDetails,status,liveStreamingDetails",
        "id": "yagamiLive0,nosuchvideo,yagamiPlain",
    }
    items = (await client.get(VIDEOS, params=query)).json()["items"]
    assert [one["id"] for one in items] == ["yagamiLive0", "yagamiPlain"]
    assert items[0]["snippet"]["liveBroadcastContent"] == "live"
    assert items[0]["contentDetails"]["duration"] == "P0D"
    assert items[1]["statistics"]["viewCount"] == "2134567"
    assert "liveStreamingDetails" not in items[1]
    assert "localizations" not in items[1]


async def test_the_account_and_channels_and_ratings_are_told(world: YouTubeWorld, client: httpx.AsyncClient) -> None:
    world.like("yagamiPlain")
    mine = (await client.get(CHANNELS, params={"part": "snippet,contentDetails", "mine": "true"})).json()["items"][0]
    assert mine["contentDetails"]["relatedPlaylists"]["likes"] == "LL"
    channel = world.videos["yagamiPlain"].channel
    world.subscribe(channel.id)
    query = {"part": "snippet", "mine": "true", "order": "alphabetical"}
    subscribed = (await client.get(SUBSCRIPTIONS, params=query)).json()["items"]
    assert [one["snippet"]["resourceId"]["channelId"] for one in subscribed] == [channel.id]
    assert "items" not in (await client.get(CHANNELS, params={"part": "id", "id": "UCnobody"})).json()
    ratings = (await client.get(RATING, params={"id": "yagamiPlain,KettleWhist"})).json()["items"]
    assert ratings == [{"videoId": "yagamiPlain", "rating": "like"}, {"videoId": "KettleWhist", "rating": "none"}]


@pytest.mark.parametrize(
    ("url", "query", "refusal"),
    [
        (VIDEOS, {"part": "id"}, (400, "missingRequiredParameter")),
        (VIDEOS, {"myRating": "like"}, (400, "required")),
        (VIDEOS, LIKES | {"order": "date"}, (400, "badRequest")),
        (VIDEOS, LIKES | {"maxResults": "0"}, (400, "invalidParameter")),
        (VIDEOS, LIKES | {"maxResults": "51"}, (400, "invalidParameter")),
        (VIDEOS, LIKES | {"maxResults": "many"}, (400, "invalidParameter")),
        (VIDEOS, LIKES | {"pageToken": "nonsense"}, (400, "invalidPageToken")),
        (VIDEOS, LIKES | {"id": "yagamiPlain"}, (400, "incompatibleParameters")),
        (VIDEOS, LIKES | {"part": "id,subscriberSnippet"}, (400, "unknownPart")),
        (VIDEOS, LIKES | {"myRating": "love"}, (400, "invalidParameter")),
        (VIDEOS, LIKES | {"fields": "items/*"}, (400, "notModelled")),
        (VIDEOS, LIKES | {"fields": "items/colour"}, (400, "invalidParameter")),
        (VIDEOS, LIKES | {"fields": "items(id"}, (400, "invalidParameter")),
        (VIDEOS, LIKES | {"fields": "items,"}, (400, "invalidParameter")),
        (VIDEOS, LIKES | {"part": "fileDetails"}, (400, "notModelled")),
        (VIDEOS, {"part": "id", "id": ",".join(["yagamiPlain"] * 51)}, (400, "invalidFilters")),
        (VIDEOS, {"part": "id", "id": "yagamiPlain", "maxResults": "5"}, (400, "incompatibleParameters")),
        (ITEMS, {"part": "id", "playlistId": "PLother"}, (404, "playlistNotFound")),
        (CHANNELS, {"part": "id", "mine": "yes"}, (400, "badRequest")),
        (RATING, {}, (400, "required")),
        (RATING, {"id": "yagamiPlain,nosuchvideo"}, (404, "videoNotFound")),
        (RATING, {"id": "yagamiPriva"}, (404, "videoNotFound")),
        ("https://youtube.googleapis.com/youtube/v3/search", {"part": "id"}, (404, "notFound")),
    ],
)
async def test_what_googles_document_does_not_allow_is_refused(
    world: YouTubeWorld, client: httpx.AsyncClient, url: str, query: dict[str, str], refusal: tuple[int, str]
) -> None:
    world.like("yagamiPlain")
    assert await _refusal(client, url, **query) == refusal


async def test_a_refused_call_costs_quota_too_and_midnight_pacific_gives_it_back(
    world: YouTubeWorld, client: httpx.AsyncClient, clock: StillClock
) -> None:
    world.quota_limit = 2
    await client.get(VIDEOS, params=LIKES)
    await _refusal(client, VIDEOS, part="id")
    assert world.quota_used == 2
    assert await _refusal(client, VIDEOS, **LIKES) == (403, "quotaExceeded")
    clock.at = 1_790_060_399  # 2026-09-21 23:59:59 in Los Angeles
    assert world.quota_used == 2
    clock.at += 1
    assert world.quota_used == 0


async def test_an_expired_or_foreign_token_is_refused_and_costs_nothing(
    world: YouTubeWorld, client: httpx.AsyncClient, clock: StillClock
) -> None:
    clock.at += 3599
    assert await _refusal(client, VIDEOS, **LIKES) == (401, "authError")
    client.headers["Authorization"] = "Bearer ya29.nobody"
    assert await _refusal(client, VIDEOS, **LIKES) == (401, "authError")
    del client.headers["Authorization"]
    assert await _refusal(client, VIDEOS, **LIKES) == (403, "forbidden")
    assert world.quota_used == 0


async def test_a_token_without_the_scope_is_refused(world: YouTubeWorld, client: httpx.AsyncClient) -> None:
    form = {"client_id": world.google["client_id"], "scope": "openid email"}
    code = (await client.post("https://oauth2.googleapis.com/device/code", data=form)).json()
    world.tokens.devices.allow(code["user_code"])
    grant = "urn:ietf:params:oauth:grant-type:device_code"
    form = world.google | {"grant_type": grant, "device_code": code["device_code"]}
    del form["refresh_token"]
    token = (await client.post("https://oauth2.googleapis.com/token", data=form)).json()
    assert token["scope"] != READONLY
    client.headers["Authorization"] = f"Bearer {token['access_token']}"
    assert await _refusal(client, VIDEOS, **LIKES) == (403, "insufficientPermissions")


@pytest.mark.parametrize(
    ("fault", "refusal"),
    [
        ("data_api.server_error", (503, "backendError")),
        ("data_api.quota", (403, "quotaExceeded")),
        ("data_api.rate", (429, "rateLimitExceeded")),
        ("token.expired_now", (401, "authError")),
    ],
)
async def test_a_refusal_by_fault_strikes_once(
    client: httpx.AsyncClient, faults: Faults, fault: str, refusal: tuple[int, str]
) -> None:
    faults.switch_on(fault)
    assert await _refusal(client, VIDEOS, **LIKES) == refusal
    assert (await client.get(VIDEOS, params=LIKES)).status_code == 200


async def test_a_broken_answer_by_fault_is_broken(
    world: YouTubeWorld, client: httpx.AsyncClient, faults: Faults
) -> None:
    world.like("yagamiPlain")
    query = {"part": "id,snippet", "myRating": "like"}
    faults.switch_on("data_api.html")
    assert (await client.get(VIDEOS, params=query)).headers["content-type"].startswith("text/html")
    faults.switch_on("data_api.missing_field")
    assert (await client.get(VIDEOS, params=query)).json()["items"][0].keys() == {"kind", "etag"}
    faults.switch_on("data_api.half_page")
    with pytest.raises(httpx.RemoteProtocolError):
        await client.get(VIDEOS, params=query)
    faults.switch_on("data_api.reset")
    with pytest.raises(httpx.ReadError):
        await client.get(VIDEOS, params=query)
    faults.switch_on("data_api.slow", seconds=0.2)
    with pytest.raises(httpx.ReadTimeout):
        await client.get(VIDEOS, params=query, timeout=0.05)
    assert (await client.get(VIDEOS, params=query)).json()["items"][0]["id"] == "yagamiPlain"


async def test_of_an_answer_only_the_asked_fields_come(world: YouTubeWorld, client: httpx.AsyncClient) -> None:
    world.like("yagamiPlain")
    fields = "pageInfo/totalResults,items(id,snippet(title,channelTitle))"
    answer = (await client.get(VIDEOS, params=LIKES | {"part": "snippet", "fields": fields})).json()
    video = world.videos["yagamiPlain"]
    snippet = {"title": video.title, "channelTitle": video.channel.title}
    assert answer == {"pageInfo": {"totalResults": 1}, "items": [{"id": "yagamiPlain", "snippet": snippet}]}


async def test_a_list_in_which_nothing_is_left_is_left_out(world: YouTubeWorld, client: httpx.AsyncClient) -> None:
    answer = (await client.get(VIDEOS, params=LIKES | {"fields": "pageInfo/totalResults,items/id"})).json()
    assert answer == {"pageInfo": {"totalResults": 0}}


async def test_a_terminated_channel_is_no_more_and_its_videos_are_deleted(
    world: YouTubeWorld, client: httpx.AsyncClient
) -> None:
    world.like("yagamiPlain")
    channel = world.videos["yagamiPlain"].channel.id
    world.state.terminate(channel)
    assert "items" not in (await client.get(CHANNELS, params={"part": "id", "id": channel})).json()
    assert (await client.get(VIDEOS, params={"part": "id", "id": "yagamiPlain"})).json()["items"] == []
    [item] = (await client.get(ITEMS, params={"part": "snippet,status", "playlistId": "LL"})).json()["items"]
    assert (item["snippet"]["title"], item["status"]["privacyStatus"]) == ("Deleted video", "privacyStatusUnspecified")
