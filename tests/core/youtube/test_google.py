"""One Google for the whole life of the app, while consents come, change and go."""

from __future__ import annotations

import asyncio
import hashlib
from dataclasses import replace

import httpx
import pytest

from core.errors import Condition, NeedsOwner, Permanent, Retry, Scope
from core.youtube import google_http
from core.youtube.client_file import Client
from core.youtube.consent import Granted
from core.youtube.google import Google
from core.youtube.oauth import GoogleCredentials
from core.youtube.pkce import read_pasted
from sandbox.mishaps import Kind
from tests.core.youtube.google import CREDENTIALS, ScriptedGoogle, items, token
from tests.core.youtube.google_rig import GoogleRig, Kept


async def test_without_a_consent_everything_waits_for_the_owner_and_nothing_is_asked(rig: GoogleRig) -> None:
    calls = (
        rig.google.liked_page(), rig.google.videos(["a"]), rig.google.like_times(["a"]), rig.google.my_channel(),
        rig.google.channels(["a"]), rig.google.subscriptions(), rig.google.subscribed(["a"]), rig.google.ratings(["a"]),
        rig.google.hidden_because("a"),
    )  # fmt: skip
    for call in calls:
        with pytest.raises(NeedsOwner) as missing:
            await call
        assert (missing.value.condition, missing.value.scope) == (Condition.GOOGLE_CONSENT, Scope.GOOGLE)
    assert (rig.world.requests, rig.units) == ([], [])


async def test_a_consent_that_comes_while_the_app_runs_is_used_at_the_next_call(rig: GoogleRig) -> None:
    with pytest.raises(NeedsOwner):
        await rig.google.liked_page()
    rig.world.like("yagamiPlain")
    rig.consented()
    assert (await rig.google.liked_page()).ids == ("yagamiPlain",)
    assert rig.units == [1]


async def test_a_consent_that_goes_is_not_used_again(rig: GoogleRig) -> None:
    rig.consented()
    await rig.google.liked_page()
    rig.kept.now = None
    rig.google.renewed()
    with pytest.raises(NeedsOwner):
        await rig.google.liked_page()
    assert rig.world.quota_used == 1


async def test_single_channels_and_videos_are_asked_about(rig: GoogleRig) -> None:
    rig.consented()
    one, other = (rig.world.videos[video].channel.id for video in ("yagamiPlain", "KettleWhist"))
    rig.world.subscribe(one)
    rig.world.like("yagamiPlain")
    assert set(await rig.google.subscribed([one, other, "UCnobody"])) == {one}
    assert await rig.google.ratings(["yagamiPlain", "KettleWhist"]) == {"yagamiPlain": "like", "KettleWhist": "none"}
    assert rig.units == [1, 1]


async def test_why_a_liked_video_is_hidden_is_told_by_the_list_of_likes(rig: GoogleRig) -> None:
    rig.consented()
    for video in ("yagamiPlain", "yagamiPriva", "yagamiGone0"):
        rig.world.like(video)
    said = [
        await rig.google.hidden_because(one) for one in ("yagamiPriva", "yagamiGone0", "yagamiPlain", "KettleWhist")
    ]
    assert said == ["private", "deleted", "shown", None]
    assert rig.units == [1, 1, 1, 1]


async def test_a_look_at_fifty_likes_costs_less_than_a_kilobyte_and_their_titles_come_for_the_same_unit(
    rig: GoogleRig,
) -> None:
    rig.consented()
    received = list[int]()

    async def weigh(response: httpx.Response) -> None:
        await response.aread()
        received.append(response.num_bytes_downloaded)

    for number in range(60):
        rig.world.add_video(f"a{number}{hashlib.sha256(bytes([number])).hexdigest()}"[:11], "talk")
    for video in list(rig.world.videos)[-60:]:
        rig.world.like(video)
    await rig.google.my_channel()
    rig.http.event_hooks = {"response": [weigh]}
    lean = await rig.google.liked_page()
    full = await rig.google.liked_page(titles=True)

    assert (len(lean.ids), lean.ids, lean.total) == (50, full.ids, 60)
    assert [one.id for one in full.videos] == list(full.ids)
    assert all(one.title and one.channel and one.channel_id for one in full.videos)
    assert received[0] < 1000
    assert rig.units == [1, 1, 1]


async def test_an_access_token_serves_many_calls(rig: GoogleRig) -> None:
    rig.consented()
    await asyncio.gather(*(rig.google.liked_page() for _ in range(5)))
    assert rig.world.tokens.refreshes == 1


async def test_a_consent_that_changes_while_it_is_read_is_read_again() -> None:
    google = ScriptedGoogle()
    google.answers = [items()]

    class Slow(Kept):
        async def credentials(self) -> GoogleCredentials | None:
            before = self.now
            if before is CREDENTIALS:  # the new consent is written while the old one is on its way
                self.now = replace(CREDENTIALS, refresh_token="refresh-secret-2")
                app.renewed()
            return before

    async def spend(_units: int) -> None:
        return None

    async with google.http:
        app = Google(google.http, Slow(CREDENTIALS), google.clock, spend)
        await app.liked_page()
        assert b"refresh-secret-2" in google.token_requests[0].content
        assert len(google.token_requests) == 1


async def test_a_renewed_refresh_token_is_kept_with_the_one_it_replaces() -> None:
    google = ScriptedGoogle()
    google.answers = [items()]
    google.token_answers = [token("one", 61, refresh_token="new-1"), token("two", 61, refresh_token="new-2")]
    kept = Kept(CREDENTIALS)

    async def spend(_units: int) -> None:
        return None

    async with google.http:
        app = Google(google.http, kept, google.clock, spend)
        await app.liked_page()
        google.clock.time += 2
        await app.liked_page()
    assert kept.replaced == [("refresh-secret-1", "new-1"), ("new-1", "new-2")]


async def test_whose_consent_it_is_is_known_before_it_is_kept(rig: GoogleRig) -> None:
    given = GoogleCredentials(**rig.world.google)
    channel = await rig.google.channel_of(given)
    assert (channel.id, channel.handle) == (rig.world.state.me.id, rig.world.state.me.handle)
    with pytest.raises(NeedsOwner):
        await rig.google.liked_page()


async def test_an_account_without_a_channel_says_so(rig: GoogleRig) -> None:
    rig.world.state.has_channel = False
    with pytest.raises(Permanent) as none:
        await rig.google.channel_of(GoogleCredentials(**rig.world.google))
    assert none.value.key == "google-no-channel"


async def test_the_ways_to_a_consent_go_through_it_too(rig: GoogleRig) -> None:
    code = await rig.google.begin_device(rig.tv)
    rig.world.tokens.devices.allow(code.user_code)
    granted = await rig.google.poll_device(rig.tv, code)
    start = rig.google.begin_link(rig.desktop)
    assert isinstance(granted, Granted)
    second = await rig.google.exchange(rig.desktop, start, read_pasted(rig.world.tokens.page.browse(start.url), start))
    assert len(rig.project.consents) == 3
    await rig.google.revoke(granted.refresh_token)
    await rig.google.revoke(second.refresh_token)
    assert len(rig.project.consents) == 1
    with pytest.raises(NeedsOwner) as wrong:
        await rig.google.begin_device(Client("1-nobody.apps.googleusercontent.com", "x"))
    assert wrong.value.args_for_text["card"] == "client"


async def test_an_answer_that_drips_is_not_listened_to_for_ever(
    rig: GoogleRig, monkeypatch: pytest.MonkeyPatch
) -> None:
    rig.consented()
    rig.world.like("yagamiPlain")
    await rig.google.liked_page()
    monkeypatch.setattr(google_http, "WHOLE_SECONDS", 0.5)
    drip = rig.faults.mishaps.befall("data_api.videos", Kind.DRIP, times=1)
    assert (await rig.google.liked_page()).ids == ("yagamiPlain",)
    assert drip.hits == 1
    rig.faults.mishaps.befall("data_api.videos", Kind.DRIP, times=None)
    with pytest.raises(Retry) as missing:
        await rig.google.liked_page()
    assert missing.value.key == "google-unreachable"
