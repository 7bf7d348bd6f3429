"""What is told, as text and entities. Pure. Nothing is escaped because nothing is markup: titles can hold what they like."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from core.model import Channel, Entity, Event, EventKind, Sentence, Text, Video
from core.wording import clean, clock, compact, units
from locales import Texts, texts

MESSAGE_UNITS = 4096  #: UTF-16 units of a message
MOST_LINES = 90  #: of a digest: Telegram styles no more than 100 stretches of a message
SNIPPET = 160  #: characters of a channel's description
_OF_CHANNELS = (EventKind.SUBSCRIBED, EventKind.UNSUBSCRIBED)


@dataclass(frozen=True, slots=True)
class Told:
    """An event with what is known of its subject."""

    event: Event
    video: Video  #: with nothing but the id where the subject is a channel
    channel: Channel | None = None

    @property
    def of_channel(self) -> bool:
        """Whether a channel is the subject: a vanished one may be either."""
        return self.event.kind in _OF_CHANNELS or (
            self.event.kind is EventKind.VANISHED and self.channel is not None and self.video.title is None
        )


def message(told: Sequence[Told], digest_of: int | None, status: Sentence | None, words: Texts) -> Text:
    """The message that tells one event; or, if it is the digest of so many, all of them."""
    if digest_of is not None:
        return digest(told, digest_of, words)
    [one] = told
    return post(one.event, one.video, status, words.language, one.channel)


def post(
    event: Event, video: Video, status: Sentence | None, language: str = "en", channel: Channel | None = None
) -> Text:
    """The post that tells an event: bold heading, what is known of its subject, its status line, its link."""
    words = texts(language)
    one = Told(event, video, channel)
    heading = words.get(f"post-{event.kind}")
    facts = _of_channel(one, words) if one.of_channel else _of_video(video, words)
    if status:
        facts.append(words.get("post-status", status=say(status, words)))
    lines = [heading, *facts, words.get("post-link", link=_link(one))]
    return Text("\n".join(lines), (Entity("bold", 0, units(heading)),))


def digest(told: Sequence[Told], of: int, words: Texts) -> Text:
    """One line an event, oldest first, each a link; as many as a message holds, and how many more there are."""
    heading = words.get("post-digest", count=of)
    plain, entities, shown = heading, [Entity("bold", 0, units(heading))], 0
    room = MESSAGE_UNITS - units("\n" + words.get("post-digest-more", count=of))
    for one in told[:MOST_LINES]:
        title = _title(one)
        line = "\n" + words.get(f"post-digest-{one.event.kind}", title=title)
        if units(plain) + units(line) > room:
            break
        before, _, _ = line.rpartition(title)
        entities.append(Entity("text_link", units(plain + before), units(title), _link(one)))
        plain, shown = plain + line, shown + 1
    if shown < of:
        plain += "\n" + words.get("post-digest-more", count=of - shown)
    return Text(plain, tuple(entities))


def say(said: Sentence, words: Texts) -> str:
    """A sentence in words. Its argument `why`, if any, is another key and becomes `$reason`."""
    args = dict(said.args)
    why = args.pop("why", None)
    if why is not None:
        args["reason"] = words.get(str(why), **args)
    return words.get(said.key, **args)


def _of_video(video: Video, words: Texts) -> list[str]:
    lines = []
    if video.title:
        lines.append(words.get("post-title", title=clean(video.title)))
    if video.channel:
        lines.append(words.get("post-channel", channel=clean(video.channel)))
    if video.duration:
        lines.append(words.get("post-duration", duration=clock(video.duration)))
    if video.views is not None:
        lines.append(words.get("post-views", views=compact(video.views)))
    return lines


def _of_channel(one: Told, words: Texts) -> list[str]:
    lines = []
    channel = one.channel or Channel(one.event.subject)
    if channel.title:
        lines.append(words.get("post-channel", channel=clean(channel.title)))
    if one.event.kind is not EventKind.SUBSCRIBED:
        since = subscribed_since(one.event)
        return [*lines, words.get("post-since", date=since)] if since else lines
    if channel.handle:
        lines.append(words.get("post-handle", handle=clean(channel.handle)))
    if channel.subscribers is not None:
        lines.append(words.get("post-subscribers", subscribers=compact(channel.subscribers)))
    if channel.videos is not None:
        lines.append(words.get("post-videos", videos=compact(channel.videos)))
    if channel.description and (about := snippet(channel.description)):
        lines.append(words.get("post-about", about=about))
    return lines


def subscribed_since(event: Event) -> str | None:
    """The day (UTC) on which a subscription that ended had begun: its identity holds it."""
    _, _, began = event.identity.partition("@")
    return datetime.fromtimestamp(int(began), UTC).date().isoformat() if began.isdecimal() else None


def snippet(description: str) -> str:
    """The beginning of a description, cut between words where there are any."""
    line = clean(description)
    if len(line) <= SNIPPET:
        return line
    cut = line[:SNIPPET]
    return (cut[: cut.rfind(" ")] if cut.rfind(" ") > SNIPPET // 2 else cut).rstrip(" ,;:\u200d\ufe0f…") + "…"


def _title(one: Told) -> str:
    known = (one.channel and one.channel.title) if one.of_channel else one.video.title
    return clean(known or "") or one.event.subject


def _link(one: Told) -> str:
    return Channel(one.event.subject).url if one.of_channel else f"https://youtu.be/{one.video.id}"
