"""What stands for the rest: of many like cases a few are in the gate, and all of them in `./yagami test --large`."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

import pytest


def with_rest(cases: Iterable[Any], *gate: Any) -> list[Any]:
    """For parametrize -> all cases; those that are not named as `gate` are large."""
    cases = list(cases)
    assert set(gate) < set(cases), "each is a case, and not all are"
    return [case if case in gate else pytest.param(case, marks=pytest.mark.large) for case in cases]
