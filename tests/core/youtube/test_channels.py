"""Channels and subscriptions: whole lists or none, against the sandbox and against odd answers."""

from __future__ import annotations

import httpx
import pytest

from core.errors import Retry, Scope
from core.model import Channel, Subscription
from locales import texts
from tests.core.youtube.google import ScriptedGoogle, items
from tests.core.youtube.google_rig import GoogleRig


def subscribed(rig: GoogleRig, count: int) -> set[str]:
    """Subscribe to so many channels, each with a video of its own. -> their ids"""
    ids = set[str]()
    for number in range(count):
        channel = rig.world.add_video(f"channel{number:04}", "talk", channel=f"Channel {number}").channel
        rig.world.subscribe(channel.id)
        ids.add(channel.id)
    return ids


async def test_every_subscription_is_read_once_over_all_pages(rig: GoogleRig) -> None:
    ids = subscribed(rig, 120)
    rig.consented()
    found = await rig.google.subscriptions()
    assert len(found) == 120
    assert {one.channel_id for one in found} == ids
    first = found[0].channel_id
    assert found[0] == Subscription(first, "Channel 0", None, rig.clock.now())
    assert rig.units == [1, 1, 1]
    asked = [one["query"] for one in rig.world.requests if one["path"].endswith("/subscriptions")]
    assert {one["order"] for one in asked} == {"alphabetical"}
    whole = (await rig.google.subscriptions(whole=True))[0]
    assert (whole.description, str(whole.picture)[:8]) == ("Channel 0 on loopback", "https://")


async def test_no_subscriptions_are_an_empty_list(rig: GoogleRig) -> None:
    rig.consented()
    assert await rig.google.subscriptions() == ()


async def test_a_page_that_hides_the_next_one_is_not_the_end(rig: GoogleRig) -> None:
    subscribed(rig, 120)
    rig.consented()
    rig.faults.switch_on("data_api.no_next_page")
    with pytest.raises(Retry) as half:
        await rig.google.subscriptions()
    assert (half.value.key, half.value.scope) == ("subscriptions-incomplete", Scope.GOOGLE)
    assert texts().get(half.value.key)
    assert len(await rig.google.subscriptions()) == 120


@pytest.mark.parametrize("fault", ["data_api.missing_field", "data_api.html", "data_api.half_page", "data_api.rate"])
async def test_a_broken_page_in_the_middle_gives_nothing(rig: GoogleRig, fault: str) -> None:
    subscribed(rig, 60)
    rig.consented()
    rig.faults.switch_on(fault, times=3, skip=1)
    with pytest.raises(Retry):
        await rig.google.subscriptions()


def listed(*names: str, total: int | None = None, **more: object) -> httpx.Response:
    entries = [{"snippet": {"resourceId": {"channelId": name}, "title": name}} for name in names]
    info = {} if total is None else {"pageInfo": {"totalResults": total}}
    return items(*entries, **info, **more)


@pytest.mark.parametrize(
    "answers",
    [
        [listed("a", "b", total=3, nextPageToken="2"), listed("b", total=3)],
        [listed("a", "a", total=2)],
        [listed("a", total=7)],
        [listed(total=3)],
        [listed(*(f"c{n}" for n in range(50)), total=57)],
        [items({"snippet": {}})],
        [listed("a", total=99, nextPageToken="same")],
    ],
)
async def test_a_list_that_repeats_or_lacks_channels_is_read_again_later(
    google: ScriptedGoogle, answers: list[httpx.Response]
) -> None:
    google.answers = [*answers]
    with pytest.raises(Retry) as again:
        await google.api.subscriptions()
    assert again.value.key in {"subscriptions-incomplete", "google-nonsense"}
    assert len(google.requests) <= 2


@pytest.mark.parametrize(
    ("answer", "count"),
    [
        (listed("a", total=6), 1),
        (listed(*(f"c{n}" for n in range(50)), total=55), 50),
        (listed("a", "b", total=1), 2),
        (listed("a"), 1),
        (listed(total=0), 0),
    ],
)
async def test_googles_count_may_be_a_little_off(google: ScriptedGoogle, answer: httpx.Response, count: int) -> None:
    google.answers = [answer]
    assert len(await google.api.subscriptions()) == count


@pytest.mark.parametrize("factor", [0.95, 1.05])
async def test_a_count_that_is_wrong_by_a_twentieth_spoils_no_list(rig: GoogleRig, factor: float) -> None:
    ids = subscribed(rig, 200)
    rig.consented()
    rig.faults.switch_on("data_api.total", times=None, factor=factor)
    assert {one.channel_id for one in await rig.google.subscriptions()} == ids


NAMELESS: dict[str, object] = {"snippet": {"title": None}}


@pytest.mark.parametrize(
    ("answer", "names"),
    [
        (listed(*(f"c{n}" for n in range(20)), total=30), 20),
        (
            items(
                {}, NAMELESS, *({"snippet": {"resourceId": {"channelId": f"c{n}"}, "title": None}} for n in range(4))
            ),
            4,
        ),
        (listed("a", "b", "c", "a", total=3), 3),
        (listed(*(f"c{n}" for n in range(20)), total=31), None),
        (listed(total=3), None),
    ],
)
async def test_a_list_that_is_never_complete_is_taken_for_what_it_is_if_two_of_three_are_there(
    google: ScriptedGoogle, answer: httpx.Response, names: int | None
) -> None:
    google.answers = [answer]
    with pytest.raises(Retry):
        await google.api.subscriptions()
    google.answers = [answer]
    if names is None:
        with pytest.raises(Retry):
            await google.api.subscriptions(lenient=True)
    else:
        assert len(await google.api.subscriptions(lenient=True)) == names


async def test_channels_are_told_with_their_numbers(rig: GoogleRig) -> None:
    rig.consented()
    channel = rig.world.videos["yagamiPlain"].channel
    channel.subscribers, channel.videos = 123_456, 77
    shy = rig.world.videos["KettleWhist"].channel
    shy.hides_subscribers = True
    found = await rig.google.channels([channel.id, shy.id, "UCnobody", channel.id])
    assert set(found) == {channel.id, shy.id}
    assert found[channel.id] == Channel(
        channel.id,
        "Gears & Levers",
        "@gearslevers",
        "Gears & Levers on loopback",
        123_000,
        77,
        f"https://yt3.ggpht.com/{channel.id}=s800-c-k-c0x00ffffff-no-rj",
    )
    assert found[channel.id].url == f"https://www.youtube.com/channel/{channel.id}"
    assert found[shy.id].subscribers is None
    assert await rig.google.channels(["UCnobody"]) == {}
    assert await rig.google.channels([]) == {}
    assert rig.units == [1, 1]


async def test_more_than_fifty_channels_are_read_fifty_at_a_time(rig: GoogleRig) -> None:
    ids = subscribed(rig, 70)
    rig.consented()
    assert set(await rig.google.channels(sorted(ids))) == ids
    assert rig.units == [1, 1]


async def test_of_several_channels_the_first_is_mine_and_the_widest_picture_is_shown(google: ScriptedGoogle) -> None:
    pictures = {
        "default": {"url": "https://a/88", "width": 88},
        "huge": {"url": "https://a/800", "width": 800},
        "odd": 5,
        "medium": {"url": "https://a/240", "width": "240"},
    }
    google.answers = [items({"id": "UC1", "snippet": {"title": "One", "thumbnails": pictures}}, {"id": "UC2"})]
    mine = await google.api.my_channel()
    assert (mine.id, mine.title, mine.picture, mine.subscribers) == ("UC1", "One", "https://a/800", None)
    google.answers = [items({"id": "UC1", "snippet": {"thumbnails": {"default": {}}}})]
    assert await google.api.my_channel() == Channel("UC1")
