"""What the tests of the demo's chat share: a terminal to write to, and a picture to draw there."""

from __future__ import annotations

import io
from typing import Any

import segno
from rich.console import Console

LOGIN = "tg://login?token=" + "Ab-_" * 12


def png(payload: str = LOGIN, scale: int = 6) -> bytes:
    out = io.BytesIO()
    segno.make(payload, micro=False).save(out, kind="png", scale=scale, border=4)
    return out.getvalue()


def terminal(*, colours: bool = False) -> tuple[Console, io.StringIO]:
    out = io.StringIO()
    system: Any = "truecolor" if colours else None
    return Console(file=out, width=100, color_system=system, force_terminal=colours, highlight=False), out
