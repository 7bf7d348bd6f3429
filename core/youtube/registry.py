"""Asks the package registry: which releases a project has, and one file of it. Nothing else of it is used, and nothing is run.

Politely: a page that has not changed since is answered without a body (ETag), bytes are counted, each answer has its limit.
What a page says is read by core/renewal/releases.py; whether a file is what was promised is seen here, by its SHA-256.
The registry is trusted as the page says it over TLS; the files may come from anywhere, since their hash is known by then.
"""

from __future__ import annotations

import asyncio
import hashlib
import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from ipaddress import ip_address
from pathlib import Path
from typing import Any
from urllib.parse import quote, urljoin, urlsplit

import httpx

from core.errors import Permanent, Retry, Scope
from core.step import step
from core.youtube.google_http import Moved, http_client

#: The public registry's simple API. The one place in the app that names it: it has to be known from somewhere, and an owner with
#: a mirror sets YAGAMI_PACKAGE_INDEX instead.
PUBLIC = "https://pypi.org/simple"

ACCEPT = "application/vnd.pypi.simple.v1+json"
PAGE_MOST = 32 * 1024 * 1024  #: of a page; yt-dlp's has 1 MB
FILE_MOST = 64 * 1024 * 1024  #: of a wheel; yt-dlp's has 3 MB
PAGE_SECONDS = 120.0
FILE_SECONDS = 1800.0


@dataclass(frozen=True, slots=True)
class Page:
    """A project's page, as it came."""

    body: dict[str, Any] | None  #: None: as it was when `etag` was given
    etag: str | None


class Registry:
    """One at a time; a connection lives as long as one call."""

    def __init__(self, index: str | None, proxy: str | None, ca: Path | None, moved: Moved) -> None:
        """index: None for the public one. proxy: not for a registry on this machine."""
        url = httpx.URL((index or PUBLIC).rstrip("/"))
        #: A mirror may want a name and a password: they go to its own host only, and into no address that is written down.
        self._auth = httpx.BasicAuth(url.username, url.password) if url.userinfo else None
        self._index = str(httpx.URL(url, userinfo=b""))
        self._proxy = None if _is_here(self._index) else proxy
        self._ca = ca
        self._moved = moved

    async def page(self, project: str, etag: str | None = None) -> Page:
        """Raises Retry("registry-unreachable", "registry-nonsense"), Permanent("registry-no-project")."""
        headers = {"Accept": ACCEPT} | ({"If-None-Match": etag} if etag else {})
        address = f"{self._index}/{quote(project.lower(), safe='')}/"
        async with self._asking("registry.page", address, headers, PAGE_SECONDS) as answer:
            if answer.status_code == 304:
                return Page(None, etag)
            body = b""
            async for chunk in answer.aiter_bytes():
                body += chunk
                if len(body) > PAGE_MOST:
                    raise Retry("registry-nonsense", scope=Scope.YTDLP)
            base, fresh = str(answer.url), answer.headers.get("ETag")
        try:
            page = json.loads(body)
            for file in page["files"]:
                file["url"] = urljoin(base, file["url"])
        except (ValueError, TypeError, KeyError) as error:
            raise Retry("registry-nonsense", scope=Scope.YTDLP) from error
        return Page(page, fresh)

    async def file(self, url: str, sha256: str, size: int | None, to: Path) -> None:
        """Raises Permanent("ytdlp-wrong-hash", "ytdlp-too-large"), Retry and OSError."""
        most = min(size or FILE_MOST, FILE_MOST)
        if size is not None and size > FILE_MOST:
            raise Permanent("ytdlp-too-large")
        digest, came = hashlib.sha256(), 0
        with to.open("wb") as out:
            async with self._asking("registry.file", url, {"Accept-Encoding": "identity"}, FILE_SECONDS) as answer:
                async for chunk in answer.aiter_bytes():
                    came += len(chunk)
                    if came > most:
                        raise Permanent("ytdlp-wrong-hash" if size else "ytdlp-too-large")
                    digest.update(chunk)
                    await asyncio.to_thread(out.write, chunk)
        if size is not None and came < size:
            raise Retry("registry-unreachable", scope=Scope.YTDLP)  # it broke off
        if digest.hexdigest() != sha256:
            raise Permanent("ytdlp-wrong-hash")

    @asynccontextmanager
    async def _asking(
        self, name: str, address: str, headers: dict[str, str], seconds: float
    ) -> AsyncIterator[httpx.Response]:
        """The beginning of an answer that is good, with its body still to be read."""
        away = Retry("registry-unreachable", scope=Scope.YTDLP)
        auth = self._auth if urlsplit(address).netloc == urlsplit(self._index).netloc else None
        try:
            # reading all certificates takes a small machine long enough to be felt
            client = await asyncio.to_thread(http_client, self._proxy, self._ca, self._moved)
            with step(name):
                async with (
                    asyncio.timeout(seconds),
                    client as http,
                    http.stream("GET", address, headers=headers, auth=auth, follow_redirects=True) as answer,
                ):
                    if answer.status_code == 404:
                        raise Permanent("registry-no-project", scope=Scope.YTDLP)
                    if answer.status_code not in (200, 304):
                        raise away
                    if answer.url.scheme != "https" and not _is_here(str(answer.url)):
                        raise Retry("registry-nonsense", scope=Scope.YTDLP)
                    yield answer
        except (httpx.HTTPError, httpx.InvalidURL, TimeoutError) as error:
            raise away from error


def _is_here(address: str) -> bool:
    """On this machine."""
    host = urlsplit(address).hostname or ""
    try:
        return host == "localhost" or ip_address(host).is_loopback
    except ValueError:
        return False
