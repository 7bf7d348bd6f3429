"""The page at `/`: the API's description for people, made from it. No script, and nothing from elsewhere."""

from __future__ import annotations

import html
import json
from collections.abc import Iterator
from typing import Any

from .openapi import DOCUMENT

Json = dict[str, Any]
STYLE = """body{font:16px/1.5 system-ui,sans-serif;max-width:60rem;margin:2rem auto;padding:0 1rem;color:#222;background:#fff}
h2{margin-top:2.5rem;border-top:1px solid #ddd;padding-top:1rem}code{background:#f3f3f3;padding:.1em .3em;border-radius:3px}
pre{background:#f3f3f3;padding:1rem;overflow:auto;border-radius:4px}td{padding:.2rem 1rem .2rem 0;vertical-align:top}
@media(prefers-color-scheme:dark){body{color:#ddd;background:#111}code,pre{background:#222}h2{border-color:#333}}"""


def page(document: Json) -> str:
    """HTML."""
    info = document["info"]
    body = [f"<h1>{_safe(info['title'])} {_safe(info['version'])}</h1>", f"<p>{_safe(info['summary'])}</p>"]
    body.append("<p>Every request but <code>GET /health</code> needs <code>Authorization: Bearer TOKEN</code>.</p>")
    for path, methods in document["paths"].items():
        for method, told in methods.items():
            body += _told(method.upper(), path, told)
    body.append("<h2>Shapes</h2>")
    for name, schema in document["components"]["schemas"].items():
        body.append(f'<h3 id="{_safe(name)}">{_safe(name)}</h3><pre>{_safe(json.dumps(schema, indent=1))}</pre>')
    head = f"<meta charset=utf-8><meta name=viewport content='width=device-width'><title>Yagami's API</title><style>{STYLE}</style>"
    return f"<!doctype html><html lang=en><head>{head}</head><body>{''.join(body)}</body></html>"


def _told(method: str, path: str, told: Json) -> Iterator[str]:
    yield f"<h2><code>{method} {_safe(path)}</code></h2><p>{_safe(told['summary'])}</p><table>"
    for one in told.get("parameters", ()):
        yield f"<tr><td><code>{_safe(one['name'])}</code></td><td>{_safe(one.get('description', ''))}</td></tr>"
    if "requestBody" in told:
        yield f"<tr><td>body</td><td>{_shape(told['requestBody'])}</td></tr>"
    for status, answer in told["responses"].items():
        yield f"<tr><td>{_safe(status)}</td><td>{_safe(answer['description'])} {_shape(answer)}</td></tr>"
    yield "</table>"


def _shape(answer: Json) -> str:
    for content in answer.get("content", {}).values():
        name = content["schema"].get("$ref", "").rpartition("/")[2]
        if name:
            return f'<a href="#{_safe(name)}">{_safe(name)}</a>'
    return ""


def _safe(text: str) -> str:
    return html.escape(text)


PAGE = page(DOCUMENT)
