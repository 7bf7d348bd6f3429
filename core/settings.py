"""What the owner chose in the chat: every setting with its values, and the one reading of the stored ones. Pure.

A setting is a dotted name with a JSON value (storage keeps them; one that is not there has its default). Buttons carry a name
and the value that is wanted, never "flip"; whatever does not fit its `Option` is refused, so a button from last year can't
put nonsense in. Boot settings (token, addresses) are bot/settings.py's.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from core.model import EventKind, Feed


class Quality(StrEnum):
    """How good a video should be."""

    BEST = "best"  #: the best that plays everywhere: H.264, which YouTube has up to 1080p
    ORIGINAL = "original"  #: the best there is, up to 4K and more; it may not play inline everywhere
    P1080 = "1080"
    P720 = "720"
    P480 = "480"
    AUDIO = "audio"

    @property
    def height(self) -> int | None:
        return int(self) if self.isdecimal() else None


class Large(StrEnum):
    """What is done with a video that is larger than one file may be."""

    SPLIT = "split"  #: the wished quality, in parts
    FIT = "fit"  #: the best that fits into one file; parts only where nothing does


class CatchUp(StrEnum):
    """What is done with what happened during a pause, or a long gap between looks; applied by each feed's next look."""

    ALL = "all"  #: each is told as if there had been no pause
    DIGEST = "digest"  #: one message tells them all; nothing is downloaded by itself
    SKIP = "skip"  #: recorded and counted, never told


#: SponsorBlock's categories that may be cut out, in the order of their buttons.
SPONSORBLOCK = ("sponsor", "selfpromo", "interaction", "intro", "outro", "preview", "hook", "filler", "music_offtopic")
#: Languages of subtitles that may be sent along, as YouTube names them, in the order of their buttons.
SUBTITLES = ("en", "es", "pt", "fr", "de", "it", "nl", "pl", "ru", "uk", "tr", "fa", "ar", "he", "hi", "bn", "ur", "id", "vi", "th",
    "ja", "ko", "zh-Hans", "zh-Hant")  # fmt: skip
#: Seconds between two looks at a feed, if the owner chose none: at least, at most. Between them core/poll/plan.py decides.
DEFAULT_BOUNDS: Mapping[Feed, tuple[float, float]] = {
    Feed.LIKES: (5.0, 300.0),
    Feed.SUBSCRIPTIONS: (300.0, 3600.0),
    Feed.HISTORY: (150.0, 1800.0),
}
#: What is done with what a feed finds after a long gap, in which it could not be looked at (core/poll/poll.py).
DEFAULT_AFTER_GAP: Mapping[Feed, CatchUp] = {
    Feed.LIKES: CatchUp.ALL,
    Feed.SUBSCRIPTIONS: CatchUp.ALL,
    Feed.HISTORY: CatchUp.DIGEST,
}
DAY_UNITS = 10_000  #: Google's gift a day
KEPT = "events.kept"  #: for how many days, or for ever


@dataclass(frozen=True, slots=True)
class Option:
    """One setting: its default, and what it may be. A list holds any of `values`; a number is within `least` and `most`."""

    default: Any
    kind: str  #: switch, choice, number, list, hours
    values: tuple[str, ...] = ()
    least: float = 0.0
    most: float = 0.0
    nullable: bool = False  #: null: no limit

    def fits(self, value: Any) -> bool:
        if value is None:
            return self.nullable
        if self.kind == "switch":
            return isinstance(value, bool)
        if self.kind == "choice":
            return value in self.values
        if self.kind == "number":
            return isinstance(value, int | float) and not isinstance(value, bool) and self.least <= value <= self.most
        if self.kind == "hours":
            return (
                isinstance(value, list)
                and len(value) == 2
                and all(isinstance(one, int) and not isinstance(one, bool) and 0 <= one <= 23 for one in value)
            )
        return isinstance(value, list) and len(set(map(str, value))) == len(value) and set(value) <= set(self.values)


def _options() -> dict[str, Option]:
    table: dict[str, Option] = {}
    for feed in Feed:
        table[f"feed.{feed}.on"] = Option(True, "switch")
        for bound, seconds in zip(("fastest", "slowest"), DEFAULT_BOUNDS[feed], strict=True):
            table[f"feed.{feed}.{bound}"] = Option(seconds, "number", least=0.05, most=86400.0)
        table[f"feed.{feed}.after_gap"] = Option(DEFAULT_AFTER_GAP[feed].value, "choice", values=tuple(CatchUp))
    for kind in EventKind:
        table[f"kind.{kind}.on"] = Option(True, "switch")
        table[f"kind.{kind}.silent"] = Option(False, "switch")
    table["likes.unliked_deletes"] = Option(
        False, "switch"
    )  # a like that is taken back takes its video out of the channel
    table["download.auto"] = Option(True, "switch")
    table["download.quality"] = Option(Quality.BEST.value, "choice", values=tuple(Quality))
    table["download.sponsorblock"] = Option([], "list", values=SPONSORBLOCK)
    table["download.most_minutes"] = Option(None, "number", least=1, most=100_000, nullable=True)
    table["download.most_megabytes"] = Option(None, "number", least=1, most=1_000_000, nullable=True)
    table["download.day_gigabytes"] = Option(None, "number", least=0.1, most=100_000, nullable=True)
    table["download.month_gigabytes"] = Option(None, "number", least=0.1, most=1_000_000, nullable=True)
    table["download.cookies"] = Option(True, "switch")
    table["download.hours"] = Option(None, "hours", nullable=True)  # [from, to) in UTC; null: at any hour
    table["download.large"] = Option(Large.SPLIT.value, "choice", values=tuple(Large))
    table["download.convert"] = Option(
        False, "switch"
    )  # what has no H.264 is encoded anew, which takes hours on a small box
    table["download.subtitles"] = Option([], "list", values=SUBTITLES)
    table["download.automatic_subtitles"] = Option(False, "switch")  # those that YouTube made, where nobody wrote any
    table["download.ahead"] = Option(3, "number", least=1, most=10)  # videos that may lie on the disk at once
    table["download.one_message"] = Option(False, "switch")  # the post itself turns into the video
    table["line.down_megabits"] = Option(None, "number", least=0.1, most=100_000, nullable=True)
    table["line.up_megabits"] = Option(None, "number", least=0.1, most=100_000, nullable=True)
    table["line.hours"] = Option(None, "hours", nullable=True)  # when the two hold, [from, to) in UTC; null: always
    table["ytdlp.updates"] = Option(True, "switch")  # newer releases are taken by themselves
    table["disk.gigabytes"] = Option(None, "number", least=0.1, most=1_000_000, nullable=True)
    table[KEPT] = Option("forever", "choice", values=("forever", "365", "90", "30"))  # then they are forgotten
    table["language"] = Option(None, "choice", values=("en", "ru", "fa"), nullable=True)
    table["debug"] = Option(False, "switch")
    return table


OPTIONS: Mapping[str, Option] = _options()


@dataclass(frozen=True, slots=True)
class FeedSettings:
    """Of one feed."""

    on: bool
    fastest: float  #: seconds between two looks, at least
    slowest: float  #: and at most; never less than fastest
    automatic: bool  #: neither was chosen
    after_gap: CatchUp = CatchUp.ALL  #: what its first look after a long gap does with what it finds


@dataclass(frozen=True, slots=True)
class KindSettings:
    """Of one kind of event. One that is off is recorded and counted, and never sent later."""

    on: bool
    silent: bool


@dataclass(frozen=True, slots=True)
class DownloadSettings:
    """Of automatic downloads; a personal request obeys none of them but sponsorblock, and subtitles if it names none."""

    auto: bool
    quality: Quality
    sponsorblock: tuple[str, ...]
    most_minutes: float | None
    most_megabytes: float | None
    day_gigabytes: float | None
    month_gigabytes: float | None
    hours: tuple[int, int] | None  #: from, to; UTC
    cookies: bool  #: the owner's, where a video needs them; also for personal requests
    disk_gigabytes: float | None  #: how much of the disk videos on their way may take
    large: Large = Large.SPLIT
    convert: bool = False  #: what has no H.264 may be encoded anew
    subtitles: tuple[str, ...] = ()  #: languages
    automatic_subtitles: bool = False
    ahead: int = 3  #: videos that may lie on the disk at once
    one_message: bool = False  #: the post turns into the video


@dataclass(frozen=True, slots=True)
class LineSettings:
    """How much of the line downloads and uploads may take; of personal requests too."""

    down_megabits: float | None = None  #: a second
    up_megabits: float | None = None
    hours: tuple[int, int] | None = None  #: when the two hold: from, to; UTC; None: always


@dataclass(frozen=True, slots=True)
class Settings:
    """All of it."""

    feeds: Mapping[Feed, FeedSettings]
    kinds: Mapping[EventKind, KindSettings]
    downloads: DownloadSettings
    line: LineSettings
    ytdlp_updates: bool
    language: str | None  #: None: as the owner's Telegram says
    owner_language: str | None  #: what it says; any IETF tag
    debug: bool
    paused_at: float | None  #: everything automatic rests since then
    downloads_paused_at: float | None = None  #: nothing is fetched by itself since then
    values: Mapping[str, Any] = field(default_factory=dict, repr=False)  #: by name, defaults filled in

    @property
    def spoken(self) -> str:
        """The language of all texts: chosen, else the owner's if there is one like it, else English."""
        wanted = self.language or (self.owner_language or "en").lower().split("-")[0]
        return wanted if wanted in OPTIONS["language"].values else "en"


def read(stored: Mapping[str, Any]) -> Settings:
    """What is stored -> all settings. A stored value that no longer fits counts as not there."""
    v = {
        name: stored[name] if name in stored and option.fits(stored[name]) else option.default
        for name, option in OPTIONS.items()
    }
    paused_at, downloads_paused_at = stored.get("paused_at"), stored.get("downloads_paused_at")
    return Settings(
        feeds={feed: _feed(feed, v) for feed in Feed},
        kinds={kind: KindSettings(v[f"kind.{kind}.on"], v[f"kind.{kind}.silent"]) for kind in EventKind},
        downloads=DownloadSettings(
            auto=v["download.auto"],
            quality=Quality(v["download.quality"]),
            sponsorblock=tuple(one for one in SPONSORBLOCK if one in v["download.sponsorblock"]),
            most_minutes=v["download.most_minutes"],
            most_megabytes=v["download.most_megabytes"],
            day_gigabytes=v["download.day_gigabytes"],
            month_gigabytes=v["download.month_gigabytes"],
            hours=_hours(v["download.hours"]),
            cookies=v["download.cookies"],
            disk_gigabytes=v["disk.gigabytes"],
            large=Large(v["download.large"]),
            convert=v["download.convert"],
            subtitles=tuple(one for one in SUBTITLES if one in v["download.subtitles"]),
            automatic_subtitles=v["download.automatic_subtitles"],
            ahead=int(v["download.ahead"]),
            one_message=v["download.one_message"],
        ),
        line=LineSettings(v["line.down_megabits"], v["line.up_megabits"], _hours(v["line.hours"])),
        ytdlp_updates=v["ytdlp.updates"],
        language=v["language"],
        owner_language=stored.get("owner_language"),
        debug=v["debug"],
        paused_at=float(paused_at) if isinstance(paused_at, int | float) else None,
        downloads_paused_at=float(downloads_paused_at) if isinstance(downloads_paused_at, int | float) else None,
        values=v,
    )


def kept_for(settings: Settings, span: str | None = None) -> float | None:
    """Seconds that events are kept as the owner wants it, or for another span; None: for ever."""
    days = span or settings.values.get(KEPT, "forever")
    return None if days == "forever" else int(days) * 86400.0


def _hours(value: list[int] | None) -> tuple[int, int] | None:
    return (value[0], value[1]) if value else None


def _feed(feed: Feed, v: Mapping[str, Any]) -> FeedSettings:
    fastest, slowest = float(v[f"feed.{feed}.fastest"]), float(v[f"feed.{feed}.slowest"])
    automatic = (fastest, slowest) == DEFAULT_BOUNDS[feed]
    after_gap = CatchUp(v[f"feed.{feed}.after_gap"])
    return FeedSettings(v[f"feed.{feed}.on"], fastest, max(fastest, slowest), automatic, after_gap)
