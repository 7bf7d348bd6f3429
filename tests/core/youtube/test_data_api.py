"""The Data API's answers, good and bad."""

from __future__ import annotations

from datetime import UTC, datetime

import httpx
import pytest

from core.errors import Condition, NeedsOwner, Retry, Scope
from core.model import Video
from core.youtube.data_api import LIKE_TIMES, LIKED_IDS
from core.youtube.google_shapes import seconds_of
from core.youtube.google_troubles import seconds_to_reset
from tests.core.youtube.google import ScriptedGoogle, items, refusal, token

FULL = {
    "id": "-a_b1234567",
    "snippet": {
        "title": "<b>T</b> & co",
        "channelTitle": "C",
        "channelId": "UC1",
        "liveBroadcastContent": "none",
    },
    "contentDetails": {"duration": "PT1H0M49S"},
    "statistics": {"viewCount": "2100000"},
}


async def test_a_page_of_likes_is_ids_the_next_page_and_the_total(google: ScriptedGoogle) -> None:
    google.answers = [items({"id": "a"}, {"id": "b"}, nextPageToken="P2", pageInfo={"totalResults": 120})]
    page = await google.api.liked_page("P1")
    assert (page.ids, page.next_page, page.total) == (("a", "b"), "P2", 120)
    asked = dict(google.requests[0].url.params)
    assert asked.pop("fields") == LIKED_IDS
    assert asked == {"part": "id", "myRating": "like", "maxResults": "50", "pageToken": "P1", "prettyPrint": "false"}


async def test_the_token_goes_in_the_header_and_each_call_costs_a_unit(google: ScriptedGoogle) -> None:
    google.answers = [items()]
    await google.api.liked_page()
    assert google.requests[0].headers["Authorization"] == "Bearer access-secret-1"
    assert "secret" not in str(google.requests[0].url)
    assert google.units == 1


async def test_details_are_read_fifty_at_a_time_and_absent_videos_are_absent(google: ScriptedGoogle) -> None:
    def echo(request: httpx.Request) -> httpx.Response:
        return items(*({"id": name} for name in request.url.params["id"].split(",") if name != "v7"))

    google.answers = [echo]
    wanted = [f"v{n}" for n in range(120)]
    found = await google.api.videos([*wanted, "v0"])
    assert set(found) == set(wanted) - {"v7"}
    assert [len(request.url.params["id"].split(",")) for request in google.requests] == [50, 50, 20]
    assert google.units == 3


async def test_nothing_is_asked_for_no_ids(google: ScriptedGoogle) -> None:
    assert await google.api.videos([]) == {}
    assert await google.api.like_times([]) == {}
    assert google.requests == []


async def test_a_full_video_is_read_and_an_empty_one_is_unknown(google: ScriptedGoogle) -> None:
    odd = {"id": "odd", "snippet": [], "contentDetails": {"duration": 5}, "statistics": {"viewCount": "many"}}
    google.answers = [items(FULL, {"id": "bare"}, odd)]
    found = await google.api.videos(["-a_b1234567", "bare", "odd"])
    assert found["-a_b1234567"] == Video("-a_b1234567", "<b>T</b> & co", "C", "UC1", 3649, 2_100_000, "none")
    assert found["bare"] == Video("bare")
    assert found["odd"] == Video("odd")


@pytest.mark.parametrize(
    ("text", "seconds"),
    [("PT20S", 20), ("PT2M", 120), ("P1DT1S", 86401), ("P1W", 604800), ("P0D", None), ("1:20", None), (None, None)],
)
def test_a_duration_is_read(text: str | None, seconds: int | None) -> None:
    assert seconds_of(text) == seconds


def added(name: str, when: str) -> dict[str, object]:
    return {"snippet": {"publishedAt": when, "resourceId": {"kind": "youtube#video", "videoId": name}}}


async def test_like_times_are_read_until_all_are_found(google: ScriptedGoogle) -> None:
    google.answers = [
        items(added("n", "2026-11-20T10:00:00Z"), added("a", "2026-11-20T09:00:00Z"), nextPageToken="P2"),
        items(added("b", "2026-11-19T09:00:00.500Z"), nextPageToken="P3"),
    ]
    times = await google.api.like_times(["a", "b"])
    assert times == {
        "a": datetime(2026, 11, 20, 9, tzinfo=UTC).timestamp(),
        "b": datetime(2026, 11, 19, 9, tzinfo=UTC).timestamp() + 0.5,
    }
    assert len(google.requests) == 2
    asked = dict(google.requests[1].url.params)
    assert asked.pop("fields") == LIKE_TIMES
    assert asked == {
        "part": "snippet", "playlistId": "LL", "maxResults": "50", "pageToken": "P2", "prettyPrint": "false",
    }  # fmt: skip


async def test_like_times_stop_at_the_page_limit_and_at_the_end(google: ScriptedGoogle) -> None:
    google.answers = [items(nextPageToken="more")]
    assert await google.api.like_times(["a"], max_pages=3) == {}
    assert len(google.requests) == 3
    google.answers = [items(added("b", "yesterday"))]
    assert await google.api.like_times(["b"]) == {}
    assert len(google.requests) == 4


async def test_like_times_of_many_are_read_to_the_oldest(google: ScriptedGoogle) -> None:
    names = [f"v{number}" for number in range(260)]
    pages = [names[start : start + 50] for start in range(0, 260, 50)]
    google.answers = [
        items(*(added(name, "2026-11-20T10:00:00Z") for name in page), nextPageToken="more") for page in pages
    ]
    assert set(await google.api.like_times(names)) == set(names)
    assert len(google.requests) == 6


async def test_one_like_that_has_no_time_costs_three_pages(google: ScriptedGoogle) -> None:
    google.answers = [items(nextPageToken="more")]
    assert await google.api.like_times(["a"]) == {}
    assert len(google.requests) == 3


async def test_an_account_without_the_playlist_has_no_like_times(google: ScriptedGoogle) -> None:
    google.answers = [refusal(404, "playlistNotFound")]
    assert await google.api.like_times(["a"]) == {}


async def test_a_401_refreshes_the_token_once(google: ScriptedGoogle) -> None:
    google.token_answers = [token("one"), token("two")]
    google.answers = [refusal(401, "authError"), items({"id": "a"})]
    assert (await google.api.liked_page()).ids == ("a",)
    assert [request.headers["Authorization"] for request in google.requests] == ["Bearer one", "Bearer two"]


async def test_a_second_401_is_the_owners(google: ScriptedGoogle) -> None:
    google.answers = [refusal(401, "authError")]
    with pytest.raises(NeedsOwner) as caught:
        await google.api.liked_page()
    assert caught.value.condition == Condition.GOOGLE_CONSENT
    assert len(google.requests) == 2


@pytest.mark.parametrize(
    ("status", "reason", "condition"),
    [
        (403, "accessNotConfigured", Condition.GOOGLE_CLIENT),
        (403, "insufficientPermissions", Condition.GOOGLE_CONSENT),
        (403, "youtubeSignupRequired", Condition.GOOGLE_CONSENT),
    ],
)
async def test_what_the_owner_must_mend_is_said(
    google: ScriptedGoogle, status: int, reason: str, condition: Condition
) -> None:
    google.answers = [refusal(status, reason)]
    with pytest.raises(NeedsOwner) as caught:
        await google.api.liked_page()
    assert (caught.value.condition, caught.value.scope) == (condition, Scope.GOOGLE)
    assert len(google.requests) == 1


@pytest.mark.parametrize("reason", ["quotaExceeded", "dailyLimitExceeded"])
async def test_a_spent_quota_waits_for_midnight_pacific(google: ScriptedGoogle, reason: str) -> None:
    google.clock.time = datetime(2026, 11, 23, 20, tzinfo=UTC).timestamp()  # noon in Los Angeles
    google.answers = [refusal(403, reason)]
    with pytest.raises(Retry) as caught:
        await google.api.liked_page()
    assert (caught.value.key, caught.value.scope) == ("google-quota", Scope.GOOGLE)
    assert caught.value.after is not None
    assert 60 <= caught.value.after - 12 * 3600 <= 180, "shortly after midnight, not everybody at once"
    assert google.units == 1


def test_midnight_pacific_is_right_on_the_days_of_23_and_25_hours() -> None:
    spring = datetime(2026, 3, 8, 8, 30, tzinfo=UTC).timestamp()  # 00:30 PST, the clock jumps at 02:00
    autumn = datetime(2026, 11, 1, 7, 30, tzinfo=UTC).timestamp()  # 00:30 PDT
    assert seconds_to_reset(spring) == 22.5 * 3600 + 60
    assert seconds_to_reset(autumn) == 24.5 * 3600 + 60


@pytest.mark.parametrize(
    ("answer", "after"),
    [
        (refusal(403, "rateLimitExceeded"), None),
        (refusal(429, "rateLimitExceeded", **{"Retry-After": "17"}), 17.0),
        (httpx.Response(429, text="slow down", headers={"Retry-After": "Sat, 21 Nov 2026 07:07:20 GMT"}), 1000.0),
    ],
)
async def test_a_rate_limit_waits_as_long_as_it_says(
    google: ScriptedGoogle, answer: httpx.Response, after: float | None
) -> None:
    google.clock.time = datetime(2026, 11, 21, 6, 50, 40, tzinfo=UTC).timestamp()
    google.answers = [answer]
    with pytest.raises(Retry) as caught:
        await google.api.liked_page()
    assert (caught.value.key, caught.value.after) == ("google-rate-limited", after)


@pytest.mark.parametrize(
    ("answer", "key"),
    [
        (httpx.Response(500), "google-down"),
        (refusal(503, "backendError"), "google-down"),
        (httpx.ConnectError("refused"), "google-unreachable"),
        (httpx.ReadError("reset"), "google-unreachable"),
    ],
)
async def test_an_outage_is_tried_three_times_and_every_try_costs(
    google: ScriptedGoogle, answer: httpx.Response | Exception, key: str
) -> None:
    google.answers = [answer]
    with pytest.raises(Retry) as caught:
        await google.api.liked_page()
    assert (caught.value.key, caught.value.scope) == (key, Scope.GOOGLE)
    assert google.units == 3


async def test_a_hiccup_is_not_noticed(google: ScriptedGoogle) -> None:
    google.answers = [httpx.Response(502), httpx.ReadTimeout("slow"), items({"id": "a"})]
    assert (await google.api.liked_page()).ids == ("a",)


async def test_a_page_token_that_went_bad_starts_the_read_anew(google: ScriptedGoogle) -> None:
    google.answers = [refusal(400, "invalidPageToken")]
    with pytest.raises(Retry) as caught:
        await google.api.liked_page("old")
    assert caught.value.key == "google-page-token"


@pytest.mark.parametrize(
    "answer",
    [
        httpx.Response(200, text="<html>please sign in</html>"),
        httpx.Response(403, text="<html>blocked</html>"),
        httpx.Response(200, text='{"items": [{"id": "a"}'),
        httpx.Response(200, json=[]),
        httpx.Response(200, json={}),
        httpx.Response(200, json={"items": {}}),
        httpx.Response(200, json={"items": ["a"]}),
        items({"id": "a"}, {"id": 5}),
        items({"id": "a"}, {"id": ""}),
        items({"id": "a"}, {}),
        items({"id": "a"}, nextPageToken=7),
    ],
)
async def test_nonsense_is_never_half_a_page(google: ScriptedGoogle, answer: httpx.Response) -> None:
    google.answers = [answer]
    with pytest.raises(Retry) as caught:
        await google.api.liked_page()
    assert (caught.value.key, caught.value.scope) == ("google-nonsense", Scope.GOOGLE)


async def test_an_unknown_refusal_is_named_by_googles_own_word(google: ScriptedGoogle) -> None:
    google.answers = [refusal(400, "brandNewReason")]
    with pytest.raises(Retry) as caught:
        await google.api.liked_page()
    assert (caught.value.key, caught.value.args_for_text) == ("google-refused", {"reason": "brandNewReason"})


def subscription(channel: str) -> dict[str, object]:
    resource = {"kind": "youtube#channel", "channelId": channel}
    return {"snippet": {"publishedAt": "2026-11-20T10:00:00Z", "title": channel, "resourceId": resource}}


async def test_of_channels_the_subscribed_ones_are_told_fifty_a_unit(google: ScriptedGoogle) -> None:
    def some(request: httpx.Request) -> httpx.Response:
        return items(*(subscription(one) for one in request.url.params["forChannelId"].split(",") if one != "UC7"))

    google.answers = [some]
    wanted = [f"UC{n}" for n in range(60)]
    found = await google.api.subscribed([*wanted, "UC0"])
    assert set(found) == set(wanted) - {"UC7"}
    assert found["UC1"].subscribed_at == datetime(2026, 11, 20, 10, tzinfo=UTC).timestamp()
    assert google.units == 2


async def test_subscribed_channels_on_a_second_page_are_told_too(google: ScriptedGoogle) -> None:
    google.answers = [items(subscription("UC1"), nextPageToken="P2"), items(subscription("UC2"))]
    assert set(await google.api.subscribed(["UC1", "UC2", "UC3"])) == {"UC1", "UC2"}
    google.answers = [items(subscription("UC1"), nextPageToken="P2")]
    with pytest.raises(Retry):
        await google.api.subscribed(["UC1", "UC2"])


async def test_ratings_are_googles_words_fifty_a_unit(google: ScriptedGoogle) -> None:
    def rate(request: httpx.Request) -> httpx.Response:
        ids = request.url.params["id"].split(",")
        return items(*({"videoId": one, "rating": "none" if one == "v7" else "like"} for one in ids))

    google.answers = [rate]
    found = await google.api.ratings([f"v{n}" for n in range(60)])
    assert (len(found), found["v7"], found["v8"]) == (60, "none", "like")
    assert google.requests[0].url.path == "/youtube/v3/videos/getRating"
    assert google.units == 2


@pytest.mark.parametrize("item", [{"videoId": "a"}, {"videoId": "a", "rating": 5}, {"rating": "none"}])
async def test_half_a_rating_is_none(google: ScriptedGoogle, item: dict[str, object]) -> None:
    google.answers = [items(item)]
    with pytest.raises(Retry) as caught:
        await google.api.ratings(["a"])
    assert caught.value.key == "google-nonsense"
