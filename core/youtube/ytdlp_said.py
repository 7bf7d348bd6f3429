"""What a yt-dlp child says, line by line, read with distrust. Pure.

The child is ours, but what it hands on is a server's words, put together by whichever yt-dlp it runs with. So a line that is no
event is passed over; numbers that are none (NaN, infinity) and halves of surrogate pairs, which a title that was cut off within an
emoji ends with and no row can hold, are taken out of the rest here, once for all that read it.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Mapping
from typing import Any

Event = dict[str, Any]
#: A figure beyond this is none: no row holds it.
MOST = 2**63
_HALF = re.compile("[\ud800-\udfff]")
#: What a child gives with its refusals (ytdlp_errors.REFUSALS).
_ARGS = ("at", "size", "limit", "seconds")


def event_of(line: bytes) -> Event | None:
    """One line -> an event with its name and its stage; None for what is none."""
    if not line.startswith(b"{"):
        return None
    try:
        event = _sound(json.loads(line, parse_constant=lambda name: None))
    except (ValueError, RecursionError):
        return None
    if not isinstance(event, dict) or not all(isinstance(event.get(name), str) for name in ("event", "stage")):
        return None
    wire = event.pop("wire", None)
    if isinstance(wire, list) and len(wire) == 2 and all(type(one) is int and 0 <= one < MOST for one in wire):
        event["wire"] = wire
    return event


def refusal(event: Mapping[str, Any]) -> dict[str, int]:
    """What an `error` gives for its sentence."""
    given = event.get("args")
    return {name: given[name] for name in _ARGS if type(given.get(name)) is int} if isinstance(given, dict) else {}


def word(value: object) -> str | None:
    return value if isinstance(value, str) and value else None


def figure(value: object) -> float | None:
    """Not below 0, and finite."""
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return value if is_number and 0 <= value < MOST else None  # type: ignore[operator, return-value]


def whole(value: object) -> int | None:
    number = figure(value)
    return None if number is None else int(number)


def _sound(value: Any) -> Any:
    if isinstance(value, str):
        return _HALF.sub("?", value)
    if isinstance(value, list):
        return [_sound(one) for one in value]
    if isinstance(value, dict):
        return {_sound(name): _sound(one) for name, one in value.items()}
    if isinstance(value, float) and not math.isfinite(value):  # 1e999 is read as infinity
        return None
    if isinstance(value, int) and not -MOST <= value < MOST:
        return None
    return value
