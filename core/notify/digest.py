"""One message for many events: what happened meanwhile, or how many liked videos vanished at once. Pure.

A heading that counts, then a line for each, oldest first: a link to the thing itself, and another to the saved copy of what is
gone. As many lines as Telegram allows (length, and styled stretches), then how many more there are.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from core.model import Entity, EventKind, Text
from core.wording import isolated, minute, units
from locales import Texts

from .copies import Copy
from .messages import MESSAGE_UNITS, Told, again, joined, linked, saved, why

MOST_ENTITIES = 100  #: Telegram styles no more stretches of a message
A_WHILE = (
    3600.0  #: seconds without a look after which it is said since when; several things at one look are told at once
)


@dataclass(frozen=True, slots=True)
class Digest:
    """What one message tells in all. Its lines may be fewer."""

    counts: Mapping[EventKind, int] = field(default_factory=dict)
    liked_gone: int = 0  #: of those that vanished, videos; the rest are channels
    saved: int = 0  #: of these videos, so many stand in Telegram
    since: float | None = None  #: until when everything had been told

    @property
    def of(self) -> int:
        return sum(self.counts.values())


def digest(told: Sequence[Told], about: Digest, words: Texts) -> Text:
    """told: the oldest of them, as many as are at hand."""
    seen_at = max((one.event.seen_at for one in told), default=0.0)
    heading = _heading(about, words, after_a_while=about.since is not None and seen_at - about.since >= A_WHILE)
    text = Text(heading, (Entity("bold", 0, units(heading)),))
    room = MESSAGE_UNITS - units("\n" + words.get("post-digest-more", count=about.of))
    shown = 0
    for one in told:
        line = _line(one, words)
        if len(text.entities) + len(line.entities) > MOST_ENTITIES or units(text.plain) + units(line.plain) + 1 > room:
            break
        text, shown = joined(text, Text("\n"), line), shown + 1
    if shown < about.of:
        text = joined(text, Text("\n" + words.get("post-digest-more", count=about.of - shown)))
    return text


def _heading(about: Digest, words: Texts, *, after_a_while: bool) -> str:
    if about.of and about.of == about.liked_gone:
        return words.get("post-digest-vanished-only", count=about.of, saved=about.saved)
    counted = words.get("list-comma").join(
        words.get(f"post-digest-count-{kind}", count=about.counts[kind]) for kind in EventKind if about.counts.get(kind)
    )
    if about.since is None or not after_a_while:
        return words.get("post-digest", counted=counted)
    return words.get("post-digest-since", counted=counted, since=isolated(minute(about.since), words.language))


def _line(one: Told, words: Texts) -> Text:
    pieces = [linked(f"post-digest-{one.event.kind}", words, "title", one.title, one.link)]
    if one.event.kind is EventKind.VANISHED:
        pieces.append(Text(" " + words.get("post-digest-why", reason=why(one, words))))
    elif said := again(one.event, words):
        pieces.append(Text(f" {said}"))
    if one.copy is not None and one.event.kind in (EventKind.UNLIKED, EventKind.VANISHED):
        stands = _short(one.copy, words) or saved(one.copy, words)
        pieces += [Text(" · "), stands] if stands else []
    return joined(*pieces)


def _short(copy: Copy, words: Texts) -> Text | None:
    """None where there is no link that would say where."""
    said = words.get("post-digest-saved")
    return Text(said, (Entity("text_link", 0, units(said), copy.link),)) if copy.link else None
