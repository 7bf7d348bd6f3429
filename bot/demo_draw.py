"""How the demo draws a chat in the terminal: messages, buttons, pictures. Pure: what it is given becomes what rich prints.

Where there are no colours (a file, a pipe) everything is still readable: buttons by their numbers, a QR code in blocks, other
pictures as a line.
"""

from __future__ import annotations

from typing import Any

from rich.color import Color
from rich.console import Group, RenderableType
from rich.panel import Panel
from rich.style import Style
from rich.text import Text

from core.media import pixels

Json = dict[str, Any]
WIDTH = 96  #: columns of a message at most
PICTURE = 44, 24  #: columns, and half rows, of a picture
QUIET = 2  #: modules of light around a QR code; readers want some
STYLES = {
    "bold": "bold", "italic": "italic", "underline": "underline", "strikethrough": "strike", "code": "cyan", "pre": "cyan",
    "text_link": "underline blue", "url": "underline blue", "blockquote": "dim", "expandable_blockquote": "dim",
    "spoiler": "reverse", "date_time": "italic", "bot_command": "blue", "mention": "blue",
}  # fmt: skip
BUTTONS = {"danger": "bold red", "success": "bold green", "primary": "bold blue"}
WHITE_ON_BLACK = Style(color="#ffffff", bgcolor="#000000")
BLOCKS = {(True, True): "█", (True, False): "▀", (False, True): "▄", (False, False): " "}


def styled(text: str, entities: list[Json]) -> Text:
    """A text with its entities, whose offsets count UTF-16 units."""
    shown, wide = Text(text), text.encode("utf-16-le")
    for one in entities:
        start, end = one["offset"] * 2, (one["offset"] + one["length"]) * 2
        before = len(wide[:start].decode("utf-16-le", "ignore"))
        covered = len(wide[start:end].decode("utf-16-le", "ignore"))
        shown.stylize(STYLES.get(one["type"], ""), before, before + covered)
    return shown


def panel(
    message: Json, author: str, drawn: RenderableType | None = None, *, note: str = "", width: int = WIDTH
) -> Panel:
    """A message of the bot's: picture, text, numbered buttons. `note` stands in the title: edited, for example."""
    parts: list[RenderableType] = []
    if drawn is not None:
        parts.append(drawn)
    elif message["media"]:
        parts.append(Text(described(message["media"]), "bold green"))
    if message["text"]:
        parts.append(styled(message["text"], message["entities"]))
    parts += service_lines(message["service"]) + button_rows(message)
    title = f"{author} #{message['id']}" + (f" · {note}" if note else "")
    if message["reply_to"]:
        title += f" · in reply to #{message['reply_to']}"
    return Panel(
        Group(*parts), title=Text(title), title_align="left", border_style="dim blue" if note else "blue", width=width
    )


def own_line(message: Json) -> Text:
    """What the person at the terminal did themselves: one line."""
    said = Text("you ", "bold").append(f"#{message['id']} ", "dim")
    if message["media"]:
        said.append(described(message["media"]) + " ", "green")
    if message["forward_origin"]:
        said.append("forwarded: ", "dim")
    said.append_text(styled(message["text"], message["entities"]))
    for line in service_lines(message["service"]):
        said.append_text(line)
    return said


def changed_lines(before: str, after: str) -> list[str]:
    """The lines that an edit brought, for texts that are edited again and again."""
    old = before.splitlines()
    return [one for one in after.splitlines() if one not in old]


def service_lines(service: Json) -> list[Text]:
    """What a message says beside text and file."""
    lines: list[Text] = []
    for kind, what in service.items():
        said = kind.replace("_", " ")
        if kind == "contact":
            said += f": {what.get('first_name')} {what.get('phone_number')}"
        elif kind == "chat_shared":
            said += f": {what.get('title') or what.get('chat_id')}"
        lines.append(Text(f"({said})", "dim"))
    return lines


def button_rows(message: Json) -> list[Text]:
    """The buttons, row by row, with the numbers by which they are pressed."""
    rows, number = [], 0
    for kind in ("inline", "keyboard"):
        for row in message[kind]:
            line = Text()
            for button in row:
                number += 1
                line.append(f"[{number}]", "bold yellow").append(" ")
                line.append(button["text"], BUTTONS.get(button["style"] or "", "bold"))
                line.append(_hint(button), "dim").append("   ")
            line.rstrip()
            rows.append(line)
    if message["asks"] == "reply":
        rows.append(Text("(the bot waits for a message: type it)", "dim"))
    return rows


def _hint(button: Json) -> str:
    """What a button does that is no plain press."""
    hints = {
        "url": f" ↗ {button['value']}",
        "copy": f" ⧉ {button['value']}",
        "request_contact": " (sends your number)",
        "request_chat": " (asks which chat)",
    }
    return hints.get(button["kind"], "")


def described(media: Json) -> str:
    """A file in a line."""
    parts = [media["name"] or media["kind"]]
    if media["width"]:
        parts.append(f"{media['width']}×{media['height']}")
    if media["duration"]:
        parts.append(f"{media['duration']:.0f} s")
    parts.append(_size(media["size"]))
    mark = {"photo": "▣", "video": "▶", "audio": "♪", "voice": "♪"}.get(media["kind"], "▤")
    return f"{mark} {', '.join(parts)}"


def _size(count: int) -> str:
    if count < 1000:
        return f"{count} bytes"
    return f"{count / 1e3:.1f} kB" if count < 1e6 else f"{count / 1e6:.1f} MB"


def picture(data: bytes, *, colours: bool) -> Text | None:
    """A QR code sharply, any other picture in coarse colours; None where that can't be (no colours, or no picture)."""
    modules = pixels.qr_modules(data)
    if modules is not None:
        return qr_code(modules, colours=colours)
    rows = pixels.colours(data, *PICTURE) if colours else None
    return None if rows is None else half_blocks(rows)


def qr_code(modules: list[list[bool]], *, colours: bool) -> Text:
    """Two modules a character. The light ones are the blocks, on black: as it looks on most terminals without colours too."""
    side = len(modules) + 2 * QUIET
    light = [[True] * side for _ in range(QUIET)]
    rows = [*light, *([*[True] * QUIET, *(not one for one in row), *[True] * QUIET] for row in modules), *light]
    if len(rows) % 2:
        rows.append([False] * side)
    lines = [
        "".join(BLOCKS[pair] for pair in zip(upper, lower, strict=True))
        for upper, lower in zip(rows[::2], rows[1::2], strict=True)
    ]
    return Text("\n".join(lines), WHITE_ON_BLACK if colours else "", no_wrap=True)


def half_blocks(rows: list[list[pixels.Colour]]) -> Text:
    """Two pixels a character: the upper one is its colour, the lower one its ground."""
    drawn = Text(no_wrap=True)
    for at in range(0, len(rows), 2):
        lower = rows[at + 1] if at + 1 < len(rows) else rows[at]
        for upper, under in zip(rows[at], lower, strict=True):
            drawn.append("▀", Style(color=Color.from_rgb(*upper), bgcolor=Color.from_rgb(*under)))
        drawn.append("\n")
    drawn.rstrip()
    return drawn
