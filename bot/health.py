"""`yagami health`: how is the app that runs on this data folder? One line, and an exit code: 0 well, 1 not. For a container.

Where an API is wanted it is asked as any monitor would, so its port is proved too; else the socket in the data folder
(api/asking.py). Nothing is opened but that: no lock, no database, no session.
"""

from __future__ import annotations

import asyncio
import http.client
import json
from typing import Any

from bot.api.asking import asked_there
from bot.settings import Settings

SECONDS = 10.0
ANY = {"0.0.0.0": "127.0.0.1", "::": "::1"}  #: an address that means all of them -> one of them


async def look(settings: Settings) -> tuple[bool, str]:
    """-> (well, one line about it)."""
    try:
        return told(json.loads(await _answer(settings)))
    except TimeoutError:
        return False, "Yagami runs, and does not answer: it hangs."
    except (ValueError, KeyError, TypeError, http.client.HTTPException):
        return False, "What answers there is not Yagami."
    except OSError:
        return False, "Yagami does not run here: nobody answers."


def told(report: dict[str, Any]) -> tuple[bool, str]:
    """The report in one line. Raises KeyError, TypeError for what is none."""
    if report["status"] == "quiet":
        return False, "quiet: another copy of Yagami works for this bot."
    if report["status"] != "ok":
        return False, "not well: " + ", ".join(report["troubles"])
    queue, waits = report["queue"], [one["scope"] for one in report["waits"]]
    parts = [f"videos on their way: {queue['open']}, posts: {queue['posts']}"]
    parts += [f"waits for a while: {', '.join(waits)}"] if waits else []
    parts += ["paused"] if report["paused"] else []
    return True, "well: " + "; ".join(parts)


async def _answer(settings: Settings) -> bytes:
    if settings.api_at is None:
        return await asked_there(settings.data)
    try:
        return await asyncio.to_thread(_over_http, settings.api_at)
    except ConnectionRefusedError:
        answer = await asked_there(settings.data)  # a copy that is quiet has no API
        if json.loads(answer)["status"] == "quiet":
            return answer
        raise


def _over_http(address: tuple[str, int]) -> bytes:
    connection = http.client.HTTPConnection(ANY.get(address[0], address[0]), address[1], timeout=SECONDS)
    try:
        connection.request("GET", "/health")
        return connection.getresponse().read(1_000_000)
    finally:
        connection.close()
