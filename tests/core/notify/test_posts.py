"""The posts as people read them, whole, in every language."""

from __future__ import annotations

from pathlib import Path

import pytest

from core.model import EventKind
from locales import languages

from .posts import DIGESTS, POSTS, written

HERE = Path(__file__).parent


@pytest.mark.parametrize("language", languages())
def test_every_post_reads_as_it_was_approved(language: str) -> None:
    assert written(language) == (HERE / f"posts.{language}.txt").read_text("utf-8")


def test_every_kind_of_event_is_among_them() -> None:
    assert {one.event.kind for one in POSTS} | {EventKind.LIKED} == set(EventKind)
    assert {one.event.detail.get("why") for one in POSTS} >= {"private", "deleted", "terminated", "gone"}


@pytest.mark.parametrize("language", languages())
def test_nothing_unknown_is_ever_written(language: str) -> None:
    assert not {"None", "nan", "{", "}", "\ue000"} & set(written(language).split())
    assert "None" not in written(language)


def test_a_digest_counts_what_it_has_copies_of() -> None:
    for told, about in DIGESTS[:2]:
        assert about.saved == sum(one.copy is not None for one in told)
