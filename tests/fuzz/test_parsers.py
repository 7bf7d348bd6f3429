"""In the gate: 500 inputs for each parser of what comes from outside. `./yagami fuzz` gives each 100,000, and long ones."""

from __future__ import annotations

import pytest

from .parser import Parser
from .run import PARSERS, fuzz

INPUTS, SEED = 500, 20_261_126


@pytest.mark.parametrize("parser", PARSERS, ids=[one.name for one in PARSERS])
def test_whatever_comes_is_read_or_refused_in_words(parser: Parser) -> None:
    tally = fuzz(parser, INPUTS, SEED)
    assert not tally.found, "\n".join(tally.found.values())
    assert tally.inputs == INPUTS
    assert tally.accepted > 0, "not one was right: nothing was tried"
