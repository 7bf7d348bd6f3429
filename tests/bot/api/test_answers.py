"""What the API answers is what its description says, and what the rows hold."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from itertools import product
from pathlib import Path
from typing import Any
from urllib.parse import urlencode

import pytest
from aiohttp import web
from hypothesis import given
from hypothesis import strategies as st

from bot.api.answers import stats
from bot.api.guard import BODY_BYTES, BURST, Bucket, Refused
from bot.api.metrics import Metric, written
from bot.api.openapi import DOCUMENT, PATHS, SCHEMAS
from bot.api.questions import QUALITIES, below, cursor, page, span, wish
from bot.api.server import Pages
from core.errors import Condition
from core.model import DownloadState, EventKind, Feed, Sentence
from core.settings import Quality
from tests.bot.screens.rows import NOW, OWNER

from .conftest import Api, api_in
from .schema import KNOWN, check

TEXT = st.text(max_size=60)
LINE = re.compile(r'[a-z_]+(\{([a-z_]+="([^"\\\n]|\\["\\n])*",?)*\})? -?[0-9.e+-]+\Z')


def test_every_route_is_described_and_every_described_path_is_a_route() -> None:
    routes = [one for one in Pages.routes(Pages.__new__(Pages)) if isinstance(one, web.RouteDef)]
    served = {(re.sub(r"\{(\w+):[^}]*\}+", r"{\1}", one.path), one.method.lower()) for one in routes}
    assert served == {(path, method) for path, methods in PATHS.items() for method in methods}


def test_the_description_is_whole() -> None:
    assert DOCUMENT["openapi"].startswith("3.1")
    named = set(re.findall(r"'#/components/schemas/(\w+)'", str(DOCUMENT)))
    assert named == SCHEMAS.keys()
    for schema in SCHEMAS.values():
        assert schema.keys() <= KNOWN


async def test_events_come_page_by_page_and_what_is_added_meanwhile_moves_nothing(api: Api) -> None:
    everything = (await api.ask("/api/events?limit=500")).json
    assert len(everything["events"]) == 61
    assert everything["next"] is None
    ids, more = [], ""
    while True:
        answer = (await api.ask(f"/api/events?limit=7{more}")).json
        ids += [one["id"] for one in answer["events"]]
        async with api.ctx.store.database.transaction("more") as t:
            sql = "INSERT INTO events (kind, identity, subject, seen_at) VALUES ('liked', ?, 'video000001', ?)"
            await t.run(sql, (f"later{len(ids)}", NOW))
        if answer["next"] is None:
            break
        more = f"&cursor={answer['next']}"
    assert ids == [one["id"] for one in everything["events"]]


async def test_events_are_those_of_the_kind_the_feed_and_the_time(api: Api) -> None:
    everything = (await api.ask("/api/events?limit=500")).json["events"]
    since, until = NOW - 90_000, NOW - 10_000
    sql = "SELECT id FROM events WHERE seen_at >= ? AND seen_at < ?"
    timely = {row["id"] for row in await api.ctx.store.database.fetch(sql, (since, until))}
    for kind, feed in product([None, *EventKind], [None, *Feed]):
        asked = {"kind": kind, "feed": feed, "since": since, "until": until, "limit": 500}
        query = urlencode({name: one for name, one in asked.items() if one is not None})
        answer = await api.ask(f"/api/events?{query}")
        if answer.status == 400:
            assert answer.json["error"] == f"No {kind} comes from {feed}."
            continue
        fitting = [one for one in everything if feed in (None, one["feed"]) and kind in (None, one["kind"])]
        assert [one["id"] for one in answer.json["events"]] == [one["id"] for one in fitting if one["id"] in timely]


async def test_an_event_whose_clock_had_been_set_back_is_found_by_its_time(api: Api) -> None:
    async with api.ctx.store.database.transaction("back") as t:
        sql = "INSERT INTO events (id, kind, identity, subject, seen_at) VALUES (?, 'watched', ?, 'video000001', ?)"
        await t.run(sql, (200, "a", NOW + 5000))
        await t.run(sql, (201, "b", NOW + 2000))
    found = (await api.ask(f"/api/events?since={NOW + 4000}")).json["events"]
    assert [one["id"] for one in found] == [200]
    found = (await api.ask(f"/api/events?since={NOW + 1000}&until={NOW + 3000}")).json["events"]
    assert [one["id"] for one in found] == [201]


QUERY = st.fixed_dictionaries(
    {},
    optional={
        "kind": TEXT | st.sampled_from(list(EventKind)),
        "feed": TEXT | st.sampled_from(list(Feed)),
        "since": TEXT | st.floats().map(str),
        "until": TEXT | st.datetimes().map(str),
        "cursor": TEXT | st.integers(0, 2**63 - 1).map(cursor),
        "limit": TEXT | st.integers().map(str),
        "by": TEXT,
    },
)
JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | TEXT | st.sampled_from([*Quality, "https://youtu.be/dQw4w9WgXcQ"]),
    lambda inner: st.lists(inner) | st.dictionaries(st.sampled_from(["url", "quality"]) | TEXT, inner),
    max_leaves=5,
)


@given(QUERY)
def test_any_question_is_understood_or_refused_in_a_sentence(query: dict[str, str]) -> None:
    for read in (page, span):
        refusal = refused(read, query)
        assert refusal is None or (refusal.status, str(refusal)[-1]) == (400, ".")


@given(st.binary(max_size=200) | JSON.map(lambda one: json.dumps(one).encode()))
def test_any_body_is_understood_or_refused_in_a_sentence(body: bytes) -> None:
    refusal = refused(wish, body)
    assert refusal is None or (refusal.status, str(refusal)[-1]) == (400, ".")


def refused(read: Callable[[Any], object], given: object) -> Refused | None:
    """Anything but a refusal is raised."""
    try:
        read(given)
    except Refused as refusal:
        return refusal
    return None


@given(st.integers(0, 2**63 - 1))
def test_a_cursor_leads_back_to_its_event(number: int) -> None:
    assert below(cursor(number)) == number


async def test_any_query_is_answered_as_described(api: Api) -> None:
    odd = ["kind=", "kind=%00", "limit=0", "limit=501", "limit=1&limit=2", "cursor=AAAA", "cursor=%ff", "since=nan", "since=9e99",
           "since=1e300", "until=-1", "until=0001-01-01", "nonsense=1", "feed=likes&kind=watched", "cursor=" + "A" * 5000,
           "limit=%D9%A3", "since=2026-11-25T18:00:00Z", "kind=liked&kind=unliked"]  # fmt: skip
    for one in odd:
        answer = await api.ask(f"/api/events?{one}")
        assert answer.status in (200, 400), (one, answer)


async def test_figures_have_an_entry_for_every_day_and_every_week(api: Api) -> None:
    days = (await api.ask("/api/stats")).json
    assert (days["by"], len(days["entries"])) == ("day", 30)
    weeks = (await api.ask("/api/stats?by=week")).json
    assert (weeks["by"], len(weeks["entries"])) == ("week", 12)
    assert (await api.ask("/api/stats?by=year")).status == 400


async def test_figures_are_those_of_the_rows_and_weeks_begin_on_monday(api: Api) -> None:
    today = int(NOW // 86400)
    days = await api.ctx.store.listing.days(today - 100, today)
    by_day, by_week = stats("day", today, days), stats("week", today, days)
    for one in (by_day, by_week):
        check(one, SCHEMAS["Stats"])
        kinds = {kind: sum(entry["events"][kind] for entry in one["entries"]) for kind in EventKind}
        assert kinds == {"liked": 15, "unliked": 15, "vanished": 15, "watched": 15, "subscribed": 1, "unsubscribed": 0}
        assert sum(entry["videos"] for entry in one["entries"]) == 3
        assert sum(entry["received"] for entry in one["entries"]) == 5_000_000_000
        assert sum(entry["sent"] for entry in one["entries"]) == 1007
    assert by_day["entries"][0]["from"] == "2026-09-21"
    assert by_week["entries"][0]["from"] == "2026-09-21"  # a Monday


async def test_a_link_becomes_the_owners_own_download_once(api: Api) -> None:
    assert (await api.post({"url": "https://youtu.be/dQw4w9WgXcQ"})).status == 409  # Telegram is not set up
    await api.ctx.services.credentials.put(
        "telegram-api", '{"api_id": 1, "api_hash": "0123456789abcdef0123456789abcdef"}'
    )
    first = await api.post({"url": "https://youtu.be/dQw4w9WgXcQ?t=4", "quality": "720"})
    again = await api.post({"url": "https://www.youtube.com/watch?v=dQw4w9WgXcQ", "quality": "720"})
    other = await api.post({"url": "https://www.youtube.com/watch?v=dQw4w9WgXcQ"})
    assert [one.status for one in (first, again, other)] == [202, 202, 202]
    assert first.json == again.json != other.json
    row = await api.ctx.store.database.one(
        "SELECT d.*, t.chat_id FROM downloads d JOIN destinations t ON t.id = d.destination_id WHERE d.id = ?",
        (first.json["id"],),
    )
    assert row is not None
    assert (row["video_id"], row["quality"], row["asked"], row["state"], row["chat_id"]) == (
        "dQw4w9WgXcQ", "720", 1, "queued", OWNER,
    )  # fmt: skip
    assert (await api.ask(f"/api/downloads/{first.json['id']}")).json == first.json
    assert (await api.ask("/api/downloads/999999")).status == 404


@pytest.mark.parametrize(
    ("body", "said"),
    [
        ({"url": "https://example.org/watch?v=dQw4w9WgXcQ"}, "url names no video of YouTube."),
        ({"url": ""}, "url names no video of YouTube."),
        ({"url": "https://www.youtube.com/@somebody"}, "url is YouTube's, but names no video."),
        ({"url": "https://www.youtube.com/playlist?list=PL" + "a" * 32}, "url names a playlist"),
        ({"url": "https://youtu.be/dQw4w9WgXcQ https://youtu.be/dQw4w9WgXcR"}, "more than one video"),
        ({"url": "https://youtu.be/dQw4w9WgXcQ", "quality": "9000"}, f"quality is one of {QUALITIES}."),
        ({"url": "https://youtu.be/dQw4w9WgXcQ", "to": 7}, "is not known: to."),
        ({"link": "x"}, "The body is not like"),
        ([], "The body is not like"),
    ],
)
async def test_what_names_no_video_is_refused_in_a_sentence(api: Api, body: object, said: str) -> None:
    answer = await api.post(body)
    assert answer.status == 400
    assert said in answer.json["error"]


async def test_a_body_that_is_too_large_or_no_json_is_refused(api: Api) -> None:
    large = await api.ask("/api/downloads", "POST", json={"url": "x" * BODY_BYTES})
    assert large.status == 413
    form = await api.ask("/api/downloads", "POST", data={"url": "https://youtu.be/dQw4w9WgXcQ"})
    assert form.status == 415
    broken = await api.ask(
        "/api/downloads", "POST", data=b"{" * 9000, headers={**api.headers, "Content-Type": "application/json"}
    )
    assert broken.status == 400


async def test_metrics_are_lines_that_prometheus_reads(api: Api) -> None:
    await api.ask("/metrics")
    text = (await api.ask("/metrics")).text
    names = [line.split()[2] for line in text.splitlines() if line.startswith("# TYPE")]
    assert len(names) == len(set(names))
    for line in text.splitlines():
        assert line.startswith(("# HELP ", "# TYPE ")) or LINE.fullmatch(line), line
    for sample in (
        'yagami_events_total{kind="liked"} 15', 'yagami_events_total{kind="subscribed"} 1',
        'yagami_deliveries{state="waiting"} 30', 'yagami_downloads{state="failed"} 3',
        'yagami_traffic_bytes_total{purpose="download",direction="received"} 5000000000',
        "yagami_upload_bytes_total 7", "process_resident_memory_bytes ", "process_open_fds ", "yagami_build_info{",
    ):  # fmt: skip
        assert sample in text, sample


@given(TEXT, st.floats(allow_nan=False, allow_infinity=False))
def test_whatever_a_label_holds_stays_in_its_line(text: str, value: float) -> None:
    lines = written([Metric("name", "gauge", text, [({"label": text}, value)])]).split("\n")
    assert len(lines) == 4
    assert re.fullmatch(r'name\{label="([^"\\\n]|\\["\\n])*"\} \S+', lines[2])
    assert float(lines[2].rpartition(" ")[2]) == value


async def test_counts_of_events_only_grow(api: Api) -> None:
    await api.ask("/metrics")
    async with api.ctx.store.database.transaction("erase") as t:
        await t.run("DELETE FROM events WHERE kind = 'subscribed'")
        await t.run(
            "INSERT INTO events (id, kind, identity, subject, seen_at) VALUES (300, 'liked', 'x', 'video000001', 1)"
        )
    text = (await api.ask("/metrics")).text
    assert 'yagami_events_total{kind="subscribed"} 1' in text
    assert 'yagami_events_total{kind="liked"} 16' in text


async def test_health_says_what_the_owner_is_needed_for_and_no_name(api: Api) -> None:
    alerts = api.ctx.store.alerts
    for one in await alerts.current(0):
        await alerts.end(one.id, NOW)
    well = await api.ask("/health", headers={})
    assert (well.status, well.json["status"], well.json["troubles"]) == (200, "ok", [])
    await alerts.begin(Condition.QUOTA_OUT, "", Sentence("google-quota", {}), NOW)
    assert (await api.ask("/health", headers={})).status == 200  # it passes
    await alerts.begin(Condition.CHANNEL_LOST, "1", Sentence("condition-channel_lost", {"chat": "Secret"}), NOW)
    ill = await api.ask("/health", headers={})
    assert (ill.status, ill.json["troubles"]) == (503, ["channel_lost"])
    for name in ("Ünï", "Secret", str(OWNER), "video0", "-1001", "Forum"):
        assert name not in ill.text


async def test_posts_that_could_go_out_and_do_not_are_told(api: Api) -> None:
    async with api.ctx.store.database.transaction("due") as t:
        await t.run("DELETE FROM pauses")
        await t.run("UPDATE destinations SET trouble = NULL, not_before = 0")
        await t.run("DELETE FROM settings WHERE key = 'paused_at'")
    assert "posts-stuck" in (await api.ask("/health")).json["troubles"]
    async with api.ctx.store.database.transaction("sent") as t:
        sent_at = api.ctx.services.clock.now() - 60
        await t.run("UPDATE deliveries SET state = 'sent', message_id = 5, sent_at = ? WHERE id = 30", (sent_at,))
    assert "posts-stuck" not in (await api.ask("/health")).json["troubles"]


async def test_health_of_an_app_in_which_nothing_has_happened_is_well(tmp_path: Path) -> None:
    async with api_in(tmp_path, full=False) as api:
        answer = await api.ask("/health", headers={})
        assert answer.status == 200
        assert answer.json["accounts"]["telegram"] == "missing"
        assert (await api.ask("/api/events")).json == {"events": [], "next": None}
        assert (await api.ask("/metrics")).status == 200


async def test_a_database_that_can_not_be_read_is_told_by_health_and_by_a_503(api: Api) -> None:
    async with api.ctx.store.database.transaction("gone") as t:
        await t.run("ALTER TABLE feeds RENAME TO away")
    assert (await api.ask("/metrics")).status == 500
    answer = await api.ask("/health", headers={})
    assert answer.status == 503
    assert answer.json["troubles"] == ["database"]


async def test_the_page_shows_every_path_and_loads_nothing(api: Api) -> None:
    answer = await api.ask("/")
    assert all(path in answer.text for path in PATHS)
    assert not re.search(r"<script|src=|https?://|@import|url\(", answer.text)
    assert (await api.ask("/openapi.json")).json == DOCUMENT


def test_so_many_requests_at_once_and_so_many_a_second() -> None:
    bucket = Bucket()
    assert sum(bucket.take(1000.0) for _ in range(200)) == BURST
    assert sum(bucket.take(1001.0) for _ in range(200)) == 20
    assert sum(bucket.take(9000.0) for _ in range(200)) == BURST


def test_every_state_of_a_download_is_described() -> None:
    assert SCHEMAS["Download"]["properties"]["state"]["enum"] == list(DownloadState)
