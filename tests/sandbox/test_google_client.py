"""Google's own client, made from its own discovery document, against the sandbox: a witness that is not ours."""

from __future__ import annotations

import asyncio
import json
from importlib.resources import files
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import httplib2
import pytest
from google.oauth2.credentials import Credentials
from google_auth_httplib2 import AuthorizedHttp
from googleapiclient.discovery import build_from_document
from googleapiclient.errors import HttpError

from sandbox.youtube import discovery
from sandbox.youtube.world import YouTubeWorld


def _document() -> dict[str, Any]:
    packaged = files("googleapiclient").joinpath("discovery_cache/documents/youtube.v3.json")
    document: dict[str, Any] = json.loads(packaged.read_text())
    return document


def _likes(world: YouTubeWorld, page_size: int) -> list[list[dict[str, Any]]]:
    """Every page of the likes, as Google's client reads them; it refreshes its token by itself."""
    proxy = urlsplit(world.proxy_url)
    http = httplib2.Http(
        proxy_info=httplib2.ProxyInfo(httplib2.socks.PROXY_TYPE_HTTP, proxy.hostname, proxy.port),
        ca_certs=str(world.ca_path),
    )
    credentials = Credentials(  # type: ignore[no-untyped-call]
        token=None, token_uri="https://oauth2.googleapis.com/token", **world.google
    )
    try:
        service = build_from_document(_document(), http=AuthorizedHttp(credentials, http=http))
        request = service.videos().list(part="id,snippet,contentDetails", myRating="like", maxResults=page_size)
        pages = []
        while request is not None:
            page = request.execute()
            pages.append(page["items"])
            request = service.videos().list_next(request, page)
        return pages
    finally:
        http.close()


async def test_googles_client_lists_likes_over_two_pages_newest_first(world: YouTubeWorld) -> None:
    for at, video in enumerate(("KettleWhist", "BachPrelude", "yagamiPlain")):
        world.like(video, at=1_700_000_000 + at)
    pages = await asyncio.to_thread(_likes, world, 2)
    assert [[one["id"] for one in page] for page in pages] == [["yagamiPlain", "BachPrelude"], ["KettleWhist"]]
    first = pages[0][0]
    assert first["snippet"]["title"] == "How a Sewing Machine Works"
    assert first["contentDetails"]["duration"] == f"PT{world.videos['yagamiPlain'].duration}S"
    assert world.denied == []
    assert world.quota_used == 2


async def test_googles_client_reads_a_refusal_of_ours(world: YouTubeWorld) -> None:
    world.quota_limit = 0
    with pytest.raises(HttpError) as refused:
        await asyncio.to_thread(_likes, world, 50)
    assert refused.value.status_code == 403
    assert refused.value.error_details[0]["reason"] == "quotaExceeded"


def test_the_extract_of_the_discovery_document_is_the_packages() -> None:
    committed = json.loads(Path(discovery.__file__).with_name("discovery.json").read_text())
    assert discovery.extract(_document()) == committed
