"""What is told of one event, as text and entities; a digest is in digest.py. Pure.

- Nothing is escaped because nothing is markup: titles can hold what they like. What would turn the text around is taken out of
  them, and what has another direction than the text is isolated (core/wording.py).
- What is not known is left out. All the words are in locales/; a figure is written as the language writes it.
- A post of a new subscription fits under a picture whatever a channel calls itself: Telegram's captions have a quarter of a
  message's length.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

from core.model import Channel, Entity, Event, EventKind, Sentence, Text, Video
from core.wording import clean, clock, compact, day, isolated, units, whole
from locales import Texts

from .copies import Copy

MESSAGE_UNITS = 4096  #: UTF-16 units of a message
CAPTION_UNITS = 1024  #: and of a text under a picture
SNIPPET = 160  #: characters of a channel's description
HANDLE_UNITS = 100  #: YouTube's own limit is 30 characters
_OF_CHANNELS = (EventKind.SUBSCRIBED, EventKind.UNSUBSCRIBED)
_GONE = (EventKind.UNLIKED, EventKind.VANISHED)
_BLANK = "\ue000"  #: stands for what is linked while the text around it is written


@dataclass(frozen=True, slots=True)
class Told:
    """An event with what is known of its subject."""

    event: Event
    video: Video  #: with nothing but the id where the subject is a channel
    channel: Channel | None = None
    copy: Copy | None = None  #: where the video stands that was unliked or vanished

    @property
    def of_channel(self) -> bool:
        """Whether a channel is the subject: a vanished one may be either."""
        return self.event.kind in _OF_CHANNELS or (
            self.event.kind is EventKind.VANISHED and self.channel is not None and self.video.title is None
        )

    @property
    def title(self) -> str:
        """What the subject is called, as a line can hold it; its id where nothing is known."""
        known = (self.channel and self.channel.title) if self.of_channel else self.video.title
        return clean(known or "") or self.event.subject

    @property
    def link(self) -> str:
        return Channel(self.event.subject).url if self.of_channel else f"https://youtu.be/{self.video.id}"

    @property
    def picture(self) -> str | None:
        """The address of the picture that its post carries."""
        return self.channel.picture if self.channel and self.event.kind is EventKind.SUBSCRIBED else None


def post(one: Told, status: Sentence | None, words: Texts) -> Text:
    """The post that tells an event: bold heading, what is known of its subject, its status line, its link."""
    heading = words.get(f"post-{one.event.kind}")
    text = Text(heading, (Entity("bold", 0, units(heading)),))
    for line in (*_facts(one, words), *_status(status, words), words.get("post-link", link=one.link)):
        text = joined(text, Text(f"\n{line}"))
    stands = saved(one.copy, words) if one.copy and one.event.kind in _GONE else None
    return joined(text, Text("\n"), stands) if stands else text


def say(said: Sentence, words: Texts) -> str:
    """A sentence in words. Its argument `why`, if any, is another key and becomes `$reason`."""
    args = dict(said.args)
    why = args.pop("why", None)
    if why is not None:
        args["reason"] = words.get(str(why), **args)
    return words.get(said.key, **args)


def joined(*pieces: Text) -> Text:
    """One after the other."""
    plain, entities = "", list[Entity]()
    for piece in pieces:
        start = units(plain)
        entities += [replace(one, offset=start + one.offset) for one in piece.entities]
        plain += piece.plain
    return Text(plain, tuple(entities))


def turned(text: Text, caption: Text) -> Text:
    """The words of a post that has turned into its video: its own, and below them the video's, whole lines as far as they fit.

    A post that alone is longer than a caption may be loses its end, signs and styles taken apart nowhere.
    """
    if units(text.plain) > CAPTION_UNITS:
        return _beginning(text, CAPTION_UNITS)
    room = CAPTION_UNITS - units(text.plain) - 2
    lines, kept = caption.plain.split("\n"), 0
    while kept < len(lines) and units("\n".join(lines[: kept + 1])) <= room:
        kept += 1
    below = _beginning(caption, units("\n".join(lines[:kept]).rstrip()))
    return joined(text, Text("\n\n"), below) if below.plain else text


def _beginning(text: Text, most: int) -> Text:
    if units(text.plain) <= most:
        return text
    cut = text.plain.encode("utf-16-le")[: 2 * most].decode("utf-16-le", "ignore")
    plain = whole(text.plain, len(cut)).rstrip()
    end = units(plain)
    inside = (replace(one, length=min(one.length, end - one.offset)) for one in text.entities if one.offset < end)
    return Text(plain, tuple(inside))


def linked(key: str, words: Texts, name: str, shown: str, url: str | None) -> Text:
    """The text of a key whose one argument is shown as a link."""
    before, _, after = words.get(key, **{name: _BLANK}).partition(_BLANK)
    whole = isolated(shown, words.language)
    inside = whole.index(shown)
    start = units(before) + units(whole[:inside])
    return Text(before + whole + after, (Entity("text_link", start, units(shown), url),) if url else ())


def again(event: Event, words: Texts) -> str | None:
    """What is said of a re-watch: the how manieth time it was."""
    times = event.detail.get("times")
    if event.kind is not EventKind.WATCHED or not isinstance(times, int) or times < 2:
        return None
    return words.get("post-again", times=times, ending=0 if times % 100 in (11, 12, 13) else times % 10)


def why(one: Told, words: Texts) -> str:
    """Why a video or a channel has vanished. A channel vanishes in one way only."""
    known = "terminated" if one.of_channel else str(one.event.detail.get("why"))
    return words.get(f"post-why-{known}" if words.has(f"post-why-{known}") else "post-why-gone")


def _facts(one: Told, words: Texts) -> list[str]:
    kind = one.event.kind
    lines = [said] if (said := again(one.event, words)) else []
    lines += _of_channel(one, words) if one.of_channel else _of_video(one.video, words, figures=kind not in _GONE)
    if kind is EventKind.VANISHED:
        lines.append(words.get("post-why", reason=why(one, words)))
    return lines


def _status(status: Sentence | None, words: Texts) -> list[str]:
    return [words.get("post-status", status=say(status, words))] if status else []


def saved(copy: Copy, words: Texts) -> Text | None:
    """The line that says where. None if nothing can be said of the place: a plain group without a name."""
    if copy.private:
        return Text(words.get("post-saved-here"))
    place = clean(copy.where.title) or copy.link
    return linked("post-saved", words, "chat", place, copy.link) if place else None


def _of_video(video: Video, words: Texts, *, figures: bool) -> list[str]:
    """figures: whether its length and views are of interest."""
    lines = []
    if title := clean(video.title or ""):
        lines.append(words.get("post-title", title=isolated(title, words.language)))
    if channel := clean(video.channel or ""):
        lines.append(words.get("post-channel", channel=isolated(channel, words.language)))
    if figures and video.duration:
        lines.append(words.get("post-duration", duration=clock(video.duration)))
    if figures and video.views is not None:
        lines.append(words.get("post-views", views=compact(video.views, words.language)))
    return lines


def _of_channel(one: Told, words: Texts) -> list[str]:
    lines, language = list[str](), words.language
    channel = one.channel or Channel(one.event.subject)
    if title := clean(channel.title or ""):
        lines.append(words.get("post-channel", channel=isolated(title, language)))
    if one.event.kind is not EventKind.SUBSCRIBED:
        since = subscribed_since(one.event)
        return [*lines, words.get("post-since", date=isolated(since, language))] if since else lines
    if handle := clean(channel.handle or "", HANDLE_UNITS):
        lines.append(words.get("post-handle", handle=isolated(handle, language)))
    if channel.subscribers is not None:
        lines.append(words.get("post-subscribers", subscribers=compact(channel.subscribers, language)))
    if channel.videos is not None:
        lines.append(words.get("post-videos", videos=compact(channel.videos, language)))
    if about := snippet(channel.description or ""):
        lines.append(words.get("post-about", about=isolated(about, language)))
    return lines


def subscribed_since(event: Event) -> str | None:
    """The day (UTC) on which a subscription that ended had begun: its identity holds it."""
    _, _, began = event.identity.partition("@")
    return day(int(began)) if began.isdecimal() else None


def snippet(description: str) -> str:
    """The beginning of a description, cut between words where there are any."""
    line = clean(description, 4 * SNIPPET)
    if len(line) <= SNIPPET:
        return line
    cut = line[:SNIPPET]
    return (cut[: cut.rfind(" ")] if cut.rfind(" ") > SNIPPET // 2 else cut).rstrip(" ,;:\u200d\ufe0f…") + "…"
