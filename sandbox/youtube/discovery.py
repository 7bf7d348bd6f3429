"""What Google's discovery document says of the methods served here: parameters with their bounds, and the allowed parts.

discovery.json is a small extract of the document in google-api-python-client; a test makes it anew from the
installed package with `extract` and compares, so the two can't drift apart.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

#: method -> the schema whose top-level properties are its parts (None: it has no `part`)
METHODS: dict[str, str | None] = {
    "channels.list": "Channel",
    "playlistItems.list": "PlaylistItem",
    "subscriptions.list": "Subscription",
    "videos.getRating": None,
    "videos.list": "Video",
}
_KEPT = ("type", "required", "repeated", "minimum", "maximum", "enum", "default")


def extract(document: dict[str, Any]) -> dict[str, Any]:
    """The extract of a whole discovery document (youtube v3)."""
    methods = {}
    for name, schema in METHODS.items():
        resource, _, verb = name.partition(".")
        method = document["resources"][resource]["methods"][verb]
        properties = document["schemas"][schema]["properties"] if schema else {}
        methods[name] = {
            "path": method["path"],
            "httpMethod": method["httpMethod"],
            "scopes": sorted(method["scopes"]),
            "parts": sorted(set(properties) - {"kind", "etag"}),
            "parameters": _parameters(method["parameters"]),
        }
    return {
        "revision": document["revision"],
        "rootUrl": document["rootUrl"],
        "parameters": _parameters(document["parameters"]),
        "methods": methods,
    }


def _parameters(given: dict[str, Any]) -> dict[str, Any]:
    return {name: {key: one[key] for key in _KEPT if key in one} for name, one in sorted(given.items())}


@dataclass(frozen=True, slots=True)
class Method:
    """One method of the extract."""

    name: str
    path: str
    scopes: frozenset[str]
    parts: frozenset[str]
    parameters: dict[str, dict[str, Any]]


def methods() -> dict[str, Method]:
    """The served methods by their path (`/youtube/v3/videos`), general parameters included."""
    document = json.loads(Path(__file__).with_name("discovery.json").read_text())
    found = {}
    for name, one in document["methods"].items():
        parameters = document["parameters"] | one["parameters"]
        path = f"/{one['path']}"
        found[path] = Method(name, path, frozenset(one["scopes"]), frozenset(one["parts"]), parameters)
    return found
