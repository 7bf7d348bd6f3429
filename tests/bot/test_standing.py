"""Which of two copies works, and when a night's copy is due."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from bot.nightly import HOUR, next_at, night
from bot.pinned import Pinned
from bot.standing import is_replaced, read
from storage.restored import Copy

MINE = "a" * 16
OTHER = "b" * 16
BOT = 7


def pinned(text: str, sender: int = BOT) -> Pinned:
    return Pinned.model_validate({"message_id": 1, "text": text, "from": {"id": sender}, "chat": {"id": 5}})


@pytest.mark.parametrize(
    ("own", "note", "replaced"),
    [
        (Copy(), None, False),
        (Copy(), (1, OTHER), True),
        (Copy(1, MINE), None, False),
        (Copy(1, MINE), (1, MINE), False),
        (Copy(1, MINE), (1, OTHER), True),
        (Copy(2, MINE), (1, OTHER), False),
        (Copy(2, MINE), (3, MINE), True),
    ],
)
def test_the_higher_generation_works_and_of_two_equal_ones_the_one_that_is_pinned(
    own: Copy, note: tuple[int, str] | None, replaced: bool
) -> None:
    assert is_replaced(own, note) is replaced


@pytest.mark.parametrize(
    ("message", "note"),
    [
        (None, None),
        (pinned("my shopping list"), None),
        (pinned(f"words\n\nyagami-copy 12-{OTHER}"), (12, OTHER)),
        (pinned(f"yagami-copy 12-{OTHER}", sender=8), None),
        (pinned("yagami-copy 12-short"), None),
        (pinned(f"yagami-copy 99999999999999-{OTHER}"), None),
    ],
)
def test_only_the_bots_own_note_is_believed(message: Pinned | None, note: tuple[int, str] | None) -> None:
    assert read(message, BOT) == note


def test_a_night_is_copied_once_at_its_hour_and_a_missed_one_at_once() -> None:
    at = datetime(2026, 11, 26, HOUR).astimezone()
    evening, later = (at - timedelta(hours=5)).timestamp(), (at + timedelta(hours=9)).timestamp()

    assert night(evening).isoformat() == "2026-11-25"
    assert next_at(evening, "2026-11-25", 600) == at.timestamp() + 600
    assert next_at(at.timestamp() + 60, "2026-11-25", 600) == at.timestamp() + 600
    assert next_at(at.timestamp() + 601, "2026-11-25", 600) == 0
    assert next_at(later, None, 600) == 0
    assert next_at(later, "2026-11-26", 0) == (at + timedelta(days=1)).timestamp()
