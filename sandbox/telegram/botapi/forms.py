"""A Bot API request's fields and files, in each of the four ways in which clients send them."""

from __future__ import annotations

import json
import tempfile
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from aiohttp import BodyPartReader, web

from sandbox.telegram.botapi.errors import ApiError

UPLOAD_LIMIT = 50_000_000  #: one file of a bot, by the Bot API without a server of one's own
FIELD_LIMIT = 1_000_000


@dataclass(slots=True)
class Part:
    """One file that came with a form. It lies at `path` until a method takes it, or the request ends."""

    path: Path
    size: int
    name: str
    mime_type: str


@dataclass(slots=True)
class Form:
    fields: dict[str, Any] = field(default_factory=dict)
    parts: dict[str, Part] = field(default_factory=dict)

    def discard(self) -> None:
        """Delete the files that no method took."""
        for part in self.parts.values():
            part.path.unlink(missing_ok=True)


async def read_form(request: web.Request, folder: Path) -> Form:
    """Query, urlencoded, JSON or multipart. Raises ApiError: 413 for a file over the limit, 400 for what can't be read."""
    form = Form(dict(request.query))
    kind = request.content_type
    if not request.can_read_body:
        return form
    if kind == "application/json":
        form.fields.update(_json_object(await request.read()))
    elif kind == "application/x-www-form-urlencoded":
        form.fields.update({key: str(value) for key, value in (await request.post()).items()})
    elif kind == "multipart/form-data":
        try:
            await _read_multipart(request, form, folder)
        except BaseException:
            form.discard()
            raise
    elif await request.read():
        raise ApiError(400, f"sandbox: a body of type {kind} is not read")
    return form


def _json_object(body: bytes) -> dict[str, Any]:
    try:
        value = json.loads(body or b"{}")
    except ValueError:
        raise ApiError(400, "can't parse request JSON") from None
    if not isinstance(value, dict):
        raise ApiError(400, "can't parse request JSON: expected an Object")
    return value


async def _read_multipart(request: web.Request, form: Form, folder: Path) -> None:
    async for part in await request.multipart():
        if not isinstance(part, BodyPartReader) or part.name is None:
            raise ApiError(400, "can't parse the multipart form")
        if part.filename is None:
            form.fields[part.name] = (await part.read(decode=True)).decode()
        else:
            form.parts[part.name] = await _keep(part, folder)


async def _keep(part: BodyPartReader, folder: Path) -> Part:
    size = 0
    with tempfile.NamedTemporaryFile(dir=folder, prefix="form-", delete=False) as file:
        path = Path(file.name)
        while chunk := await part.read_chunk(65536):
            size += len(chunk)
            if size > UPLOAD_LIMIT:
                path.unlink()
                raise ApiError(413)
            file.write(chunk)
    mime_type = part.headers.get("Content-Type", "application/octet-stream").partition(";")[0].strip()
    return Part(path, size, part.filename or "file", mime_type)
