"""What may be chosen of downloads (pick.py): each limit's buttons, and how a value is read from a button or a message. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from core.settings import OPTIONS, Large, Quality, Settings

from .typed import read_number

ANY = "any"  #: a button's word for no limit
HOURS, SPONSORS = "hours", "sponsorblock"
LARGE, CONVERT = "large", "convert"
SWITCH = {"on": True, "off": False}


@dataclass(frozen=True, slots=True)
class Limit:
    """One setting with a handful of buttons; a number may be typed too."""

    setting: str
    values: tuple[float, ...]


LIMITS = {
    "minutes": Limit("download.most_minutes", (10, 20, 30, 60, 120, 240)),
    "megabytes": Limit("download.most_megabytes", (100, 250, 500, 1000, 2000, 4000)),
    "day": Limit("download.day_gigabytes", (1, 2, 5, 10, 20, 50)),
    "month": Limit("download.month_gigabytes", (10, 30, 50, 100, 300, 1000)),
    "disk": Limit("disk.gigabytes", (1, 2, 5, 10, 20, 50)),
}
SETTINGS = {
    "quality": "download.quality", HOURS: "download.hours", LARGE: "download.large", CONVERT: "download.convert",
} | {name: limit.setting for name, limit in LIMITS.items()}  # fmt: skip
#: All pages, in the order of their buttons, as the lines above them: what comes, how much of it.
PICKS = ("quality", LARGE, CONVERT, SPONSORS), (*LIMITS, HOURS)


def shown(number: float) -> float:
    """250, 12.5, 1.3, 0.04: as exact as anybody needs. A number, not a text: its language writes it."""
    if number >= 100 or number == int(number):
        return round(number)
    return round(number, 1 if number >= 0.1 else 2)


def value_of(settings: Settings, name: str) -> Any:
    """What is chosen now."""
    return settings.values[SETTINGS[name]]


def from_button(name: str, word: str) -> Any:
    """A button's word as the setting's value. Raises ValueError, KeyError for one that it can't have."""
    value: Any
    if word == ANY:
        value = None
    elif name == HOURS:
        begins, _, ends = word.partition("-")
        value = [int(begins), int(ends)]
    elif name == "quality":
        value = Quality(word).value
    elif name == LARGE:
        value = Large(word).value
    elif name == CONVERT:
        value = SWITCH[word]
    else:
        value = float(word)
    if not OPTIONS[SETTINGS[name]].fits(value):
        raise ValueError(word)
    return value


def typed(name: str, text: str) -> float | None:
    """A number that was typed for a limit; None if there is none that it can have."""
    if name not in LIMITS:
        return None
    value = read_number(text)
    return value if value is not None and OPTIONS[LIMITS[name].setting].fits(value) else None
