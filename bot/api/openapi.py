"""The API's own description, OpenAPI 3.1, written by hand. Tests hold every answer against it, and every route."""

from __future__ import annotations

from typing import Any

from bot import VERSION
from core.model import DownloadState, EventKind, Feed
from core.settings import Quality

from .questions import MOST, USUAL

Json = dict[str, Any]


def _object(properties: Json, *optional: str) -> Json:
    """Exactly these, and all of them but the optional ones."""
    return {
        "type": "object", "properties": properties, "required": [one for one in properties if one not in optional],
        "additionalProperties": False,
    }  # fmt: skip


def _nullable(kind: str, **more: Any) -> Json:
    return {"type": [kind, "null"], **more}


def _answer(about: str, schema: str) -> Json:
    return {"description": about, "content": {"application/json": {"schema": _ref(schema)}}}


def _ref(schema: str) -> Json:
    return {"$ref": f"#/components/schemas/{schema}"}


def _asked(name: str, about: str, schema: Json) -> Json:
    return {"name": name, "in": "query", "required": False, "description": about, "schema": schema}


def _refusals(*statuses: int) -> Json:
    return {str(one): _answer(REFUSALS[one], "Error") for one in (*statuses, 401, 403, 408, 429, 500, 503)}


REFUSALS = {
    400: "Something in the request does not fit; the sentence says what.",
    401: "The token is missing or wrong.",
    403: "No token is configured: nothing but /health is answered.",
    404: "There is none of that number.",
    408: "The request took too long to arrive.",
    409: "The bot is not set up far enough.",
    413: "The body is too large.",
    415: "The body is not application/json.",
    429: "Too many requests at once; Retry-After says when to come again.",
    500: "A bug; the log says which.",
    503: "The rows can't be read or written right now.",
}
TEXT: Json = {"type": "string"}
WHOLE: Json = {"type": "integer", "minimum": 0}
MOMENT: Json = {"type": "string", "format": "date-time"}
#: Unix seconds, where monitors read them.
SECONDS: Json = {"type": "number"}
ACCOUNT: Json = {"type": "string", "enum": ["connected", "missing", "trouble"]}

SCHEMAS: Json = {
    "Error": _object({"error": {"type": "string", "description": "One sentence, for people."}}),
    "Event": _object({
        "id": WHOLE,
        "kind": {"type": "string", "enum": list(EventKind)},
        "feed": {"type": "string", "enum": list(Feed)},
        "happened_at": _nullable("string", format="date-time", description="As YouTube says it; null: it does not."),
        "seen_at": MOMENT,
        "video": {"anyOf": [_ref("Video"), {"type": "null"}]},
        "channel": {"anyOf": [_ref("Channel"), {"type": "null"}]},
    }),
    "Video": _object({
        "id": TEXT, "title": _nullable("string"), "channel": _nullable("string"), "channel_id": _nullable("string"),
        "duration": _nullable("integer", description="Seconds."), "url": TEXT,
    }),
    "Channel": _object({"id": TEXT, "title": _nullable("string"), "handle": _nullable("string"), "url": TEXT}),
    "Events": _object({
        "events": {"type": "array", "items": _ref("Event"), "maxItems": MOST},
        "next": _nullable("string", description="The cursor of the next page; null: this is the last one."),
    }),
    "Figures": _object({
        "from": {"type": "string", "format": "date", "description": "The day, or the Monday (UTC)."},
        "events": _object(dict.fromkeys(EventKind, WHOLE)),
        "videos": {**WHOLE, "description": "Videos that were brought."},
        "received": {**WHOLE, "description": "Bytes."},
        "sent": {**WHOLE, "description": "Bytes."},
    }),
    "Stats": _object({
        "by": {"type": "string", "enum": ["day", "week"]}, "entries": {"type": "array", "items": _ref("Figures")},
    }),
    "Wish": _object({
        "url": {"type": "string", "description": "Anything that names one video of YouTube."},
        "quality": {"type": "string", "enum": list(Quality), "description": "Default: as the settings say."},
    }, "quality"),
    "Download": _object({
        "id": WHOLE, "state": {"type": "string", "enum": list(DownloadState)},
        "trouble": _nullable("string", description="Why it waits or failed, as a word."),
    }),
    "Health": _object({
        "status": {"type": "string", "enum": ["ok", "trouble"]},
        "troubles": {"type": "array", "items": TEXT, "description": "What only the owner can mend, and what hangs."},
        "waits": {"type": "array", "items": _object({"scope": TEXT, "trouble": TEXT, "until": SECONDS})},
        "paused": {"type": "boolean"},
        "started_at": SECONDS,
        "feeds": _object({feed: _ref("FeedHealth") for feed in Feed}),
        "accounts": _object({
            "telegram": ACCOUNT, "google": ACCOUNT, "cookies": ACCOUNT,
            "uploads_by": {"type": "string", "enum": ["user", "bot"]},
        }),
        "queue": _object({"open": WHOLE, "oldest": _nullable("number"), "posts": WHOLE, "posts_failed": WHOLE}),
        "database": _object(
            {"ok": {"type": "boolean"}, "trouble": TEXT, "schema": WHOLE, "bytes": WHOLE}, "trouble", "schema", "bytes"
        ),
        "disk": _object({"free": _nullable("integer"), "used": _nullable("integer")}),
        "versions": _object(
            {"yagami": TEXT, "python": TEXT, "yt-dlp": TEXT, "ffmpeg": _nullable("string")}, "yt-dlp", "ffmpeg"
        ),
    }, "waits", "paused", "started_at", "feeds", "accounts", "queue", "disk"),
    "FeedHealth": _object({
        "looked_at": _nullable("number"), "tries": {**WHOLE, "description": "Looks that failed in a row."},
        "trouble": _nullable("string"), "stuck": {"type": "boolean"},
    }),
}  # fmt: skip

TIME = "2026-11-25T18:00:00Z, or seconds since 1970."
PATHS: Json = {
    "/health": {"get": {
        "summary": "How it is. Needs no token, and tells no title, id or name.",
        "security": [],
        "responses": {
            "200": _answer("Well, or waiting for what passes by itself.", "Health"),
            "503": _answer("The owner is needed, or something hangs: `troubles` says what.", "Health"),
            "408": _answer(REFUSALS[408], "Error"),
            "429": _answer(REFUSALS[429], "Error"),
            "500": _answer(REFUSALS[500], "Error"),
        },
    }},
    "/metrics": {"get": {
        "summary": "Figures for Prometheus.",
        "responses": {"200": {"description": "Text format 0.0.4.", "content": {"text/plain": {"schema": TEXT}}}, **_refusals()},
    }},
    "/api/events": {"get": {
        "summary": "What happened, the newest first.",
        "parameters": [
            _asked("kind", "Only events of this kind.", {"type": "string", "enum": list(EventKind)}),
            _asked("feed", "Only events of this feed.", {"type": "string", "enum": list(Feed)}),
            _asked("since", f"Only events that were seen then or later: {TIME}", TEXT),
            _asked("until", f"Only events that were seen before then: {TIME}", TEXT),
            _asked("cursor", "`next` of the page before. What is added meanwhile moves nothing.", TEXT),
            _asked("limit", "How many.", {"type": "integer", "minimum": 1, "maximum": MOST, "default": USUAL}),
        ],
        "responses": {"200": _answer("A page.", "Events"), **_refusals(400)},
    }},
    "/api/stats": {"get": {
        "summary": "Figures of the last 30 days or 12 weeks, the newest first.",
        "parameters": [_asked("by", "Of each.", {"type": "string", "enum": ["day", "week"], "default": "day"})],
        "responses": {"200": _answer("Figures.", "Stats"), **_refusals(400)},
    }},
    "/api/downloads": {"post": {
        "summary": "Bring a video into the owner's chat, as a link does that is sent to the bot.",
        "requestBody": {"required": True, "content": {"application/json": {"schema": _ref("Wish")}}},
        "responses": {
            "202": _answer("It is on its way. One that is on its way already is that one.", "Download"),
            **_refusals(400, 409, 413, 415),
        },
    }},
    "/api/downloads/{id}": {"get": {
        "summary": "How far a download is.",
        "parameters": [{"name": "id", "in": "path", "required": True, "schema": WHOLE}],
        "responses": {"200": _answer("Its state.", "Download"), **_refusals(404)},
    }},
    "/openapi.json": {"get": {
        "summary": "This description.",
        "responses": {
            "200": {"description": "OpenAPI 3.1.", "content": {"application/json": {"schema": {"type": "object"}}}},
            **_refusals(),
        },
    }},
    "/": {"get": {
        "summary": "The same as a page. A browser may give the token as a password, whatever the user name.",
        "security": [{"bearer": []}, {"basic": []}],
        "responses": {"200": {"description": "HTML.", "content": {"text/html": {"schema": TEXT}}}, **_refusals()},
    }},
}  # fmt: skip

DOCUMENT: Json = {
    "openapi": "3.1.0",
    "info": {"title": "Yagami", "version": VERSION, "summary": "How one owner's Yagami is, and what it has seen."},
    "security": [{"bearer": []}],
    "paths": PATHS,
    "components": {
        "schemas": SCHEMAS,
        "securitySchemes": {
            "bearer": {"type": "http", "scheme": "bearer"}, "basic": {"type": "http", "scheme": "basic"},
        },
    },
}  # fmt: skip
