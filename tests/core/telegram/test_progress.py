"""The bitmap of acknowledged chunks."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.model import UploadProgress
from core.telegram.progress import FORGET, Chunks, forget


@given(st.integers(1, 5000), st.sets(st.integers(0, 4999)))
def test_what_was_acknowledged_is_known_after_a_restart(size: int, numbers: set[int]) -> None:
    chunks = Chunks(UploadProgress(7, 10), size)
    mine = {one for one in numbers if one < chunks.total}
    for one in mine:
        chunks.acknowledge(one)
    again = Chunks(chunks.progress, size)
    assert set(again.missing()) == set(range(chunks.total)) - mine
    assert again.bytes_acked == sum(chunks.length(one) for one in mine)
    assert sum(chunks.length(one) for one in range(chunks.total)) == size


def test_the_most_significant_bit_is_the_first_chunk() -> None:
    chunks = Chunks(UploadProgress(7, 10), 100)
    chunks.acknowledge(0)
    chunks.acknowledge(9)
    assert chunks.progress.acked == b"\x80\x40"


@pytest.mark.parametrize("acked", [b"\x80\x00\x00", b"\x00\x20", b"\xff\xff"])
def test_a_bitmap_of_a_longer_file_is_refused(acked: bytes) -> None:
    with pytest.raises(ValueError, match="longer"):
        Chunks(UploadProgress(7, 10, acked), 100)


def test_forgetting_takes_the_neighbours_along() -> None:
    chunks = Chunks(UploadProgress(7, 10), 2000)
    for one in range(200):
        chunks.acknowledge(one)
    left = Chunks(forget(chunks.progress, 5), 2000)
    assert list(left.missing()) == list(range(5, 5 + FORGET))
    assert list(Chunks(forget(chunks.progress, 190), 2000).missing()) == list(range(190, 200))


def test_without_the_first_chunk_nothing_is_left() -> None:
    assert forget(UploadProgress(7, 10, b"\xff\xff"), 0).acked == b""
