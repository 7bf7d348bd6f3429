"""The registry's two doors: `/simple/PROJECT/` (JSON, as PEP 691 and 700 describe it) and `/files/NAME`.

Stricter than the real one: another form than the JSON one is refused with 406, a name that is not normalized with 404 instead of a
redirection, and so is whatever else is asked for; `refused` lists it. A page has an ETag, and 304 is answered to who knows it.
"""

from __future__ import annotations

import asyncio
import hashlib
import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from importlib.metadata import version as installed
from typing import Any

from aiohttp import web

from sandbox.faults import KNOWN, Faults

from . import wheels

KNOWN |= {
    "packages.down": "the package registry answers 503",
    "packages.nonsense": "the package registry answers a page of HTML",
    "packages.half_file": "a file of the package registry breaks off in the middle",
}

FORM = "application/vnd.pypi.simple.v1+json"
DAY = 86400.0
#: What there is beside yt-dlp: nothing newer than what is installed, so nobody needs it.
OTHERS = ("certifi", "requests", "urllib3", "mutagen", "brotli", "pycryptodomex", "websockets")


@dataclass(frozen=True, slots=True)
class Entry:
    """One release of one project."""

    project: str
    version: str
    kind: str
    uploaded_at: float
    yanked: bool

    @property
    def file(self) -> str:
        return f"{self.project.replace('-', '_')}-{self.version}-py3-none-any.whl"


class PackageIndex:
    """`await start()`, then `url` is what YAGAMI_PACKAGE_INDEX takes. slim: see wheels.build."""

    def __init__(self, faults: Faults, now: Callable[[], float], *, slim: bool = False) -> None:
        self._slim = slim
        self._faults = faults
        self._now = now
        self._entries: dict[str, Entry] = {}
        self._built: dict[str, bytes] = {}
        self.asked: list[str] = []  #: what was asked for, in order: "page yt-dlp 200", "file NAME 200"
        self.refused: list[str] = []
        self.passwords: list[str] = []  #: the Authorization of each page that was asked for; nobody needs one here
        app = web.Application()
        app.router.add_get("/simple/{project}/", self._page)
        app.router.add_get("/files/{name}", self._file)
        app.router.add_route("*", "/{rest:.*}", self._nothing)
        self._runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
        self._port = 0
        self.add(installed(wheels.YTDLP), "whole", 30 * DAY)

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._port}/simple"

    async def start(self) -> None:
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", 0).start()
        self._port = self._runner.addresses[0][1]

    async def stop(self) -> None:
        await self._runner.cleanup()

    def add(self, version: str, kind: str, age: float, *, yanked: bool = False) -> None:
        """A release of yt-dlp, uploaded so many seconds ago. One of the same version is replaced. Raises ValueError."""
        if kind not in wheels.KINDS or not re.fullmatch(r"\d+(\.\d+)*((a|b|rc|\.dev)\d+)?", version):
            raise ValueError(f"a release is a version and one of {', '.join(wheels.KINDS)}")
        one = Entry(wheels.YTDLP, version, kind, self._now() - age, yanked)
        self._entries[one.file] = one
        self._built.pop(one.file, None)
        if kind == "ejs":
            scripts = Entry(wheels.EJS, wheels.NEW_EJS, kind, one.uploaded_at, False)
            self._entries[scripts.file] = scripts

    def size(self, version: str) -> int:
        """Bytes of a release's wheel."""
        return next(len(self._wheel(one)) for one in self._entries.values() if one.version == version)

    async def _page(self, request: web.Request) -> web.StreamResponse:
        project = request.match_info["project"]
        self.passwords.append(request.headers.get("Authorization", ""))
        entries = [one for one in self._entries.values() if one.project == project]
        if request.query or (not entries and project not in OTHERS):
            return self._nothing_at(request)
        if request.headers.get("Accept") != FORM:
            return web.Response(status=406)
        if self._faults.hit("packages.down") is not None:
            return web.Response(status=503)
        if self._faults.hit("packages.nonsense") is not None:
            return web.Response(text="<html>Welcome to the hotel's network</html>", content_type="text/html")
        for one in entries:  # a second each, the first time
            await asyncio.to_thread(self._wheel, one)
        body = json.dumps(self._said(project, entries)).encode()
        tag = f'"{hashlib.sha256(body).hexdigest()[:24]}"'
        same = request.headers.get("If-None-Match") == tag
        self.asked.append(f"page {project} {304 if same else 200}")
        if same:
            return web.Response(status=304, headers={"ETag": tag})
        return web.Response(body=body, headers={"ETag": tag, "Content-Type": FORM})

    def _said(self, project: str, entries: list[Entry]) -> dict[str, Any]:
        files = [
            {
                "filename": one.file,
                "url": f"../../files/{one.file}",
                "hashes": {"sha256": "0" * 64 if one.kind == "hash" else hashlib.sha256(self._wheel(one)).hexdigest()},
                "requires-python": ">=3.11",
                "size": len(self._wheel(one)),
                "upload-time": datetime.fromtimestamp(one.uploaded_at, UTC).strftime("%Y-%m-%dT%H:%M:%S.%fZ"),
                "yanked": "it was found to be bad" if one.yanked else False,
                "core-metadata": False,
            }
            for one in entries
        ]
        source = {**files[0], "filename": f"{project}-1.tar.gz"} if files else None
        return {
            "meta": {"api-version": "1.4"},
            "name": project,
            "versions": [one.version for one in entries],
            "files": [*([source] if source else []), *files],
        }

    async def _file(self, request: web.Request) -> web.StreamResponse:
        one = self._entries.get(request.match_info["name"])
        if one is None or request.query:
            return self._nothing_at(request)
        if self._faults.hit("packages.down") is not None:
            return web.Response(status=503)
        body = self._wheel(one)
        self.asked.append(f"file {one.file} 200")
        if self._faults.hit("packages.half_file") is None:
            return web.Response(body=body, content_type="application/octet-stream")
        answer = web.StreamResponse(headers={"Content-Length": str(len(body))})
        await answer.prepare(request)
        await answer.write(body[: len(body) // 2])
        assert request.transport is not None
        request.transport.abort()
        return answer

    async def _nothing(self, request: web.Request) -> web.StreamResponse:
        return self._nothing_at(request)

    def _nothing_at(self, request: web.Request) -> web.StreamResponse:
        self.refused.append(f"{request.method} {request.path_qs}")
        return web.Response(status=404)

    def _wheel(self, one: Entry) -> bytes:
        if one.file not in self._built:
            ejs = one.project == wheels.EJS
            made = wheels.build_ejs() if ejs else wheels.build(one.version, one.kind, self._slim)
            self._built[one.file] = made[1]
        return self._built[one.file]
