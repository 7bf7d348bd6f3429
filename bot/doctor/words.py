"""A finding in words, in any language: for a message, or for a terminal."""

from __future__ import annotations

from bot.conversation.words import Html, Words, escape
from core.model import Sentence

from .finding import Finding


def line(words: Words, found: Finding) -> str:
    """HTML."""
    args = {name: value for name, value in found.args.items() if not name.startswith("why")}
    if "why" in found.args:
        fills = {name[4:]: value for name, value in found.args.items() if name.startswith("why_")}
        args["reason"] = Html(words.reason(Sentence(str(found.args["why"]), fills)))
    if "feed" in args:
        args["feed"] = words.plain(f"feed-{args['feed']}")
    name = words(f"doctor-name-{found.part}")
    return f"{escape(found.mark)} <b>{name}</b>: {words(f'doctor-{found.part}', which=found.which, **args)}"
