"""What counts as the same file, of all that stands in Telegram."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from core.download.job import Part, Standing, Wanted, Wish, to
from core.model import Account, DownloadState, PartKind, UploadProgress
from core.settings import Large, Quality
from storage.store import Store

from .downloads import NOW, add, store

__all__ = ["store"]
S = DownloadState
AUDIO, SUBTITLES = PartKind.AUDIO, PartKind.SUBTITLES


def part(number: int, message_id: int | None, lines: int = 720, name: str = "v.mp4", **more: Any) -> Part:
    return Part(
        number, Account.BOT, (message_id or 0) + 5000 + number, Path("1") / name, None, None, 5, 1.0, lines * 2, lines,
        UploadProgress(1, 512), message_id, **more,
    )  # fmt: skip


async def sent(
    store: Store, *parts: Part, cut: tuple[str, ...] = (), large: Large = Large.SPLIT, **columns: Any
) -> int:
    job = await store.jobs.get(await add(store, state="uploading", **columns))
    await store.jobs.move(job, to(S.SENT), NOW, parts=parts, cut=cut, large=large)
    return job.id


async def originals(store: Store, wish: Wish, cut: tuple[str, ...] = ()) -> list[tuple[Standing, ...]]:
    job = await store.jobs.get(await add(store, destination_id=2))
    return await store.jobs.standing(job, Wanted(wish, 10, sponsorblock=cut))


async def found(store: Store, wish: Wish, cut: tuple[str, ...] = ()) -> list[list[int | None]]:
    return [[one.part.message_id for one in whole] for whole in await originals(store, wish, cut)]


async def test_the_same_quality_or_the_height_that_came_is_the_same_file(store: Store) -> None:
    await sent(store, part(1, 101), quality="best")
    await sent(store, part(1, 201, 0, kind=AUDIO), quality="audio")
    await sent(store, part(1, 301, 1080), part(2, None, 1080), quality="1080")
    assert await found(store, Wish(Quality.BEST)) == [[101]]
    assert await found(store, Wish(height=720)) == [[101]], "a height that was picked is the one that came"
    assert await found(store, Wish(Quality.P720)) == [[101]]
    assert await found(store, Wish(Quality.P480)) == []
    assert await found(store, Wish(Quality.AUDIO)) == [[201]]
    assert await found(store, Wish(Quality.P1080)) == [], "one of its parts never arrived"
    [[audio]] = await originals(store, Wish(Quality.AUDIO))
    assert audio.at.chat_id == -1001


async def test_original_stands_for_nothing_else(store: Store) -> None:
    await sent(store, part(1, 101), quality="original")
    assert await found(store, Wish(Quality.P720)) == [], "it may not play everywhere"
    assert await found(store, Wish(Quality.ORIGINAL)) == [[101]]


async def test_the_newest_comes_first_and_five_are_enough(store: Store) -> None:
    for number in range(1, 8):
        await sent(store, part(1, number), quality="best")
    assert await found(store, Wish(Quality.BEST)) == [[7], [6], [5], [4], [3]]


async def test_what_was_cut_out_makes_another_file(store: Store) -> None:
    await sent(store, part(1, 101), quality="best")
    await sent(store, part(1, 201), quality="best", cut=("sponsor", "intro"))
    assert await found(store, Wish(Quality.BEST)) == [[101]]
    assert await found(store, Wish(Quality.BEST), ("intro", "sponsor")) == [[201]]
    assert await found(store, Wish(Quality.BEST), ("intro",)) == []
    async with store.database.transaction("test") as t:
        await t.run("UPDATE downloads SET cut = NULL")
    assert await found(store, Wish(Quality.BEST), ("intro",)) == [[201], [101]], "older rows don't know"


async def test_one_file_is_not_parts_and_a_smaller_picture_is_not_the_full_one(store: Store) -> None:
    await sent(store, part(1, 101), part(2, 102), quality="best")
    await sent(store, part(1, 201, 360), quality="best", large=Large.FIT)
    assert await found(store, Wish(Quality.BEST, large=Large.SPLIT)) == [[101, 102]]
    assert await found(store, Wish(Quality.BEST, large=Large.FIT)) == [[201]]
    await sent(store, part(1, 301), quality="best")
    assert await found(store, Wish(Quality.BEST, large=Large.FIT)) == [[301], [201]], "it fits as it is"


async def test_more_subtitles_than_wished_will_do_and_fewer_will_not(store: Store) -> None:
    await sent(
        store, part(1, 101), part(2, 102, name="v.en.srt", kind=SUBTITLES), part(3, 103, name="v.de.srt", kind=SUBTITLES),
        quality="best", subtitles="en,de",
    )  # fmt: skip
    assert await found(store, Wish(Quality.BEST)) == [[101]]
    assert await found(store, Wish(Quality.BEST, subtitles="de")) == [[101, 103]]
    assert await found(store, Wish(Quality.BEST, subtitles="de,en")) == [[101, 102, 103]]
    assert await found(store, Wish(Quality.BEST, subtitles="fr")) == []
    [whole] = await originals(store, Wish(Quality.BEST, subtitles="de"))
    assert [one.part.number for one in whole] == [1, 2]


@pytest.mark.parametrize("state", [S.UPLOADING, S.CANCELLED])
async def test_what_is_not_over_or_converted_yet_is_no_original(store: Store, state: DownloadState) -> None:
    await sent(store, part(1, 101, scheduled=True), quality="best")
    other = await sent(store, part(1, 201), quality="best")
    async with store.database.transaction("test") as t:
        await t.run("UPDATE downloads SET state = ? WHERE id = ?", (state, other))
    assert await found(store, Wish(Quality.BEST)) == []
    await store.jobs.part_appeared(1, 1, 102, (1, 2, b"r"))
    assert await found(store, Wish(Quality.BEST)) == [[102]]


async def test_what_is_known_of_a_copy_is_kept_with_its_row(store: Store) -> None:
    await sent(store, part(1, 101, document=(1, 2, b"reference"), one_message=True), quality="best")
    [[one]] = await originals(store, Wish(Quality.BEST))
    assert (one.part.document, one.part.one_message, one.part.scheduled) == ((1, 2, b"reference"), True, False)
