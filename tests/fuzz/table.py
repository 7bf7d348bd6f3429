"""The table under docs/: a row for each parser, replaced when that parser was tried again; what was found and mended stays."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from core.clock import SystemClock
from core.wording import day

if TYPE_CHECKING:
    from .parser import Parser
    from .run import Tally

HEAD = """# What the parsers were tried with

Written by `./yagami fuzz --table docs/fuzz.md`. Every parser of what comes from outside reads inputs that are nearly right: true
samples with pieces left out, doubled, retyped and put in (huge numbers, NaN, endless nesting, halves of surrogate pairs, NUL, byte
order marks, direction marks, other encodings, bits turned), and words of Hypothesis. It may refuse in the ways that it says;
anything else is a fault, and so is an accepted value that no row could hold, an id that is none, a secret in a sentence, and an
input that takes longer than ten seconds. The long inputs are a megabyte (or what can come at most) of one or two characters in
turn, alone and within a sample; the slowest is by the clock on the wall. `./yagami fuzz PARSER --seed N` is the same run again.

| parser | reads | inputs | accepted | long inputs | slowest | seconds | seed | day | found |
|---|---|---:|---:|---:|---:|---:|---:|---|---|
"""
_ROW = re.compile(r"\| ([a-z-]+) \|.*")
_REST = "\n## Found and mended\n"


def note(file: Path, parser: Parser, tally: Tally, seed: int, order: Sequence[str]) -> None:
    """Replace the parser's row."""
    text = file.read_text("utf-8") if file.exists() else ""
    tried, mark, mended = text.partition(_REST)
    rows = {match[1]: match[0] for match in _ROW.finditer(tried) if match[1] != "parser"}
    rows[parser.name] = row(parser, tally, seed)
    rest = mark + mended
    lines = [rows[name] for name in order if name in rows]
    file.parent.mkdir(exist_ok=True)
    file.write_text(HEAD + "\n".join(lines) + "\n" + rest, "utf-8")


def row(parser: Parser, tally: Tally, seed: int) -> str:
    share = tally.accepted / max(1, tally.inputs + tally.longs)
    found = "nothing" if not tally.found else "; ".join(sorted(tally.found))
    cells = (
        parser.name, parser.about, f"{tally.inputs:,}", f"{share:.0%}", str(tally.longs or "none"), f"{tally.slowest:.2f} s",
        f"{tally.seconds:.0f}", str(seed), day(SystemClock().now()), found,
    )  # fmt: skip
    return f"| {' | '.join(cells)} |"
