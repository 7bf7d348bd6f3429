"""AES-IGE by CBC: bit for bit what the definition says, in whatever sizes and however often the buffers were used before."""

from __future__ import annotations

import cryptg
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.telegram.ige import Ige

ROOM = 64 * 16
shared = Ige(ROOM)


@given(st.data())
def test_it_is_what_another_implementation_makes_of_it(data: st.DataObject) -> None:
    size = 16 * data.draw(st.integers(1, 64))
    plain = data.draw(st.binary(min_size=size, max_size=size))
    key, iv = (data.draw(st.binary(min_size=32, max_size=32)) for _ in range(2))
    shared.plain[:size] = plain
    assert bytes(shared.encrypt(size, key, iv)) == cryptg.encrypt_ige(plain, key, iv)


def test_a_whole_chunk_is_encrypted_as_a_short_one() -> None:
    ige, plain = Ige(512 * 1024 + 96), bytes(range(256)) * 2048 + bytes(96)
    ige.plain[: len(plain)] = plain
    assert bytes(ige.encrypt(len(plain), bytes(32), bytes(range(32)))) == cryptg.encrypt_ige(
        plain, bytes(32), bytes(range(32))
    )


@pytest.mark.parametrize("size", [0, 8, 17, ROOM + 16])
def test_parts_of_blocks_and_more_than_there_is_room_for_are_refused(size: int) -> None:
    with pytest.raises(ValueError, match="whole blocks"):
        shared.encrypt(size, bytes(32), bytes(32))
