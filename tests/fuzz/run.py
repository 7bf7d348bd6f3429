"""`./yagami fuzz`: every parser with 100,000 inputs and with inputs of a megabyte; what was tried stands in a table afterwards.

A batch is one run of Hypothesis with a seed of its own, so that memory stays flat and any batch can be tried again alone. An input
that takes longer than LIMIT seconds of this process's own time hangs; one that is long, longer than LONG_LIMIT. What is found is
printed with its input, and the exit code is 1.
"""

from __future__ import annotations

import argparse
import contextlib
import logging
import signal
import sys
import tempfile
import time
import traceback
import warnings
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, Phase, given, seed, settings
from hypothesis import strategies as st

from core.clock import SystemClock

from . import of_chat, of_child, of_files, of_google, of_youtube, table
from .inputs import Mill, long_texts
from .parser import Parser, Read

PARSERS: tuple[Parser, ...] = (
    *of_chat.PARSERS, *of_youtube.PARSERS, *of_child.PARSERS, *of_google.PARSERS, *of_files.PARSERS,
)  # fmt: skip
INPUTS = 100_000
BATCH = 4_000  #: inputs of one run of Hypothesis
HANDFUL = 20  #: inputs of one of its examples
LIMIT, LONG_LIMIT = 10.0, 20.0  #: seconds that one input may take
MOST_FOUND = 5  #: faults of one parser after which it is left


class Hangs(BaseException):
    """An input took longer than the limit: of no class that a parser could catch."""


@dataclass(slots=True)
class Tally:
    """What came of one parser. found: a sentence for each fault, by the place where it was raised."""

    inputs: int = 0
    accepted: int = 0
    longs: int = 0
    slowest: float = 0.0  #: seconds
    seconds: float = 0.0
    found: dict[str, str] = field(default_factory=dict)


def fuzz(parser: Parser, inputs: int, first_seed: int, *, limit: float | None = None, longs: bool = False) -> Tally:
    """limit: seconds for one input; None: none."""
    tally, began = Tally(), time.process_time()
    with tempfile.TemporaryDirectory() as folder, parser.reading(Path(folder)) as read, quiet():
        for number in range(-(-inputs // BATCH)):
            batch(parser, read, min(BATCH, inputs - tally.inputs), first_seed + number, tally, limit)
        if longs and parser.long is not None:
            samples, make = parser.long
            for text in long_texts(samples, parser.most):
                one(parser, read, make(text()), tally, LONG_LIMIT)
                tally.longs += 1
    tally.seconds = time.process_time() - began
    return tally


def batch(parser: Parser, read: Read, inputs: int, number: int, tally: Tally, limit: float | None) -> None:
    wanted = tally.inputs + inputs

    @seed(number)
    @settings(
        max_examples=-(-inputs // HANDFUL), database=None, phases=[Phase.generate], deadline=None,
        suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    @given(st.integers(0, 2**64 - 1), st.text(max_size=40))
    def handful(drawn: int, words: str) -> None:
        mill = Mill(drawn, words)
        for _ in range(min(HANDFUL, wanted - tally.inputs)):
            if len(tally.found) < MOST_FOUND:
                one(parser, read, parser.make(mill), tally, limit)
                tally.inputs += 1

    while tally.inputs < wanted and len(tally.found) < MOST_FOUND:
        handful()
        number += 1_000_003  # Hypothesis may end before its time: it has seen an example twice


def one(parser: Parser, read: Read, given_one: Any, tally: Tally, limit: float | None) -> None:
    began = time.perf_counter()
    try:
        with limited(limit):
            tally.accepted += read(given_one) is not None
    except parser.refusals:
        pass
    except (Exception, Hangs) as fault:  # noqa: BLE001  whatever it is, it is what was looked for
        place = traceback.extract_tb(fault.__traceback__)[-1]
        where = f"{type(fault).__name__} in {Path(place.filename).name}, {place.name}"
        tally.found.setdefault(where, f"{where}: {str(fault)[:200]}\n    {repr(given_one)[:1500]}")
    tally.slowest = max(tally.slowest, time.perf_counter() - began)


@contextlib.contextmanager
def limited(seconds: float | None) -> Iterator[None]:
    """Raises Hangs after so many seconds of this process's own time: what others do on the machine does not count."""
    if seconds is None:
        yield
        return

    def ring(_number: int, _frame: object) -> None:
        raise Hangs(f"longer than {seconds:g} s")

    before = signal.signal(signal.SIGVTALRM, ring)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


@contextlib.contextmanager
def quiet() -> Iterator[None]:
    """Parsers log what they leave out, a hundred thousand times."""
    logging.disable(logging.CRITICAL)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    finally:
        logging.disable(logging.NOTSET)


def main(words: Sequence[str] | None = None) -> int:
    names = [one.name for one in PARSERS]
    asked = argparse.ArgumentParser(prog="yagami fuzz", description=(__doc__ or "").splitlines()[0], allow_abbrev=False)
    asked.add_argument("parsers", nargs="*", metavar="PARSER", help=f"which (default: all): {', '.join(names)}")
    asked.add_argument("--inputs", type=int, default=INPUTS, help=f"of each (default: {INPUTS})")
    asked.add_argument(
        "--seed", type=int, default=int(SystemClock().now()), help="of the first batch; a run with it is the same run"
    )
    asked.add_argument("--table", type=Path, help="file whose rows are replaced by what this run finds")
    told = asked.parse_args(words)
    if unknown := set(told.parsers) - set(names):
        asked.error(f"there is no parser {', '.join(sorted(unknown))}")
    say(f"seed {told.seed}, {told.inputs} inputs a parser")
    broken = 0
    for parser in PARSERS:
        if told.parsers and parser.name not in told.parsers:
            continue
        tally = fuzz(parser, told.inputs, told.seed, limit=LIMIT, longs=True)
        say(
            f"{parser.name:22} {tally.inputs:>8} {tally.accepted:>8} accepted, {tally.seconds:.0f} s, slowest {tally.slowest:.2f} s"
        )
        for fault in tally.found.values():
            say(f"  FOUND {fault}")
        broken += bool(tally.found)
        if told.table:
            table.note(told.table, parser, tally, told.seed, names)
    say("nothing found" if not broken else f"FOUND something in {broken} parsers")
    return 1 if broken else 0


def say(line: str) -> None:
    sys.stdout.write(f"{line}\n".encode("utf-8", "backslashreplace").decode())
    sys.stdout.flush()
