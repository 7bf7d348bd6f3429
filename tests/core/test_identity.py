"""Random ids are made of what a message is."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from core.identity import random_id


@given(st.binary(min_size=1), st.integers(), st.integers(), st.text(), st.text(), st.integers(0), st.integers(0))
def test_a_random_id_is_64_bit_never_zero_and_always_the_same(
    key: bytes, account: int, chat: int, kind: str, identity: str, part: int, again: int
) -> None:
    one = random_id(key, account, chat, kind, identity, part=part, again=again)

    assert one == random_id(key, account, chat, kind, identity, part=part, again=again)
    assert -(2**63) <= one < 2**63
    assert one != 0


def test_everything_that_makes_a_message_another_one_makes_another_id() -> None:
    ids = {
        random_id(b"k", 1, -100, "liked", "v@1"),
        random_id(b"K", 1, -100, "liked", "v@1"),
        random_id(b"k", 2, -100, "liked", "v@1"),
        random_id(b"k", 1, -101, "liked", "v@1"),
        random_id(b"k", 1, -100, "watched", "v@1"),
        random_id(b"k", 1, -100, "liked", "v@2"),
        random_id(b"k", 1, -100, "liked", "v@1", part=1),
        random_id(b"k", 1, -100, "liked", "v@1", again=1),
    }

    assert len(ids) == 8
