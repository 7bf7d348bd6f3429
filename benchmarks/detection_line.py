"""The line to Google, with its troubles: latency, outages, server errors, pages whose token is missing or repeated, empty or old
pages, a token that is refused, a total that is wrong by 5 %, and a quota that runs out, because somebody else spends of it too.
"""

from __future__ import annotations

import gzip
import json
import random
from collections import Counter, deque

import httpx

from core.model import Feed
from core.quota_day import pacific_day
from core.settings import DAY_UNITS
from core.youtube.oauth import GoogleCredentials
from sandbox.youtube.field_mask import mask_of, masked

from .detection_answers import PAGE, Answers, Json, Refused
from .detection_world import World

HEADERS = 900  #: bytes of a request's and an answer's headers, on a kept connection with TLS
FAULTS = (
    "5xx",
    "5xx",
    "5xx3",
    "no-token",
    "same-token",
    "bad-token",
    "empty",
    "stale",
    "stale",
    "html",
    "401",
    "reset",
    "half",
)
STALE = 90.0  #: seconds for which a server may still show what was
KINDS = {"videos": Feed.LIKES, "subscriptions": Feed.SUBSCRIPTIONS}


class HandClock:
    """Shows what it is set to. Implements core.clock.Clock."""

    def __init__(self, time: float) -> None:
        self.time = time

    def now(self) -> float:
        return self.time

    async def sleep(self, seconds: float) -> None:
        self.time += max(0.0, seconds)

    async def wait(self, event, seconds) -> None:  # type: ignore[no-untyped-def]
        await event.wait()  # nothing hangs here


class Consent:
    """The owner's, for ever. Implements core.youtube.google.Consents."""

    async def credentials(self) -> GoogleCredentials | None:
        return GoogleCredentials("client", "secret", "refresh")

    async def replace(self, old: str, new: str) -> None: ...


class Killed(BaseException):
    """The app is killed at this moment."""


class Line(httpx.AsyncBaseTransport):
    """Every request of the app to Google."""

    def __init__(self, world: World, clock: HandClock, seed: str) -> None:
        self.faults = deque[str]()  #: for the next requests
        self.outages: list[tuple[float, float]] = []
        self.units = Counter[str]()  #: the app's, by Pacific day
        self.foreign = Counter[str]()  #: somebody else's, of the same project
        self.bytes = 0
        self.requests = 0
        self.kill_at: int | None = None
        self.hurt = False  #: something went wrong since this was set to False
        self._world = world
        self._clock = clock
        self.dice = random.Random(f"line {seed}")
        self._answers = Answers(world, self.dice)
        self._shown: dict[str, tuple[int, float, bytes]] = {}
        self._before: dict[str, bytes] = {}
        self._whole = False  #: of the subscriptions that are being read no page was hurt

    def suffer(self, what: str, at: float, lasts: float) -> None:
        """An outage of so many seconds; or somebody else spends the quota, all but so many units."""
        if what == "outage":
            self.outages.append((at, at + lasts))
        else:
            day = pacific_day(at)
            self.foreign[day] += max(0, DAY_UNITS - self.units[day] - int(lasts))

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        self.requests += 1
        if self.kill_at is not None and self.requests >= self.kill_at:
            self.kill_at = None
            raise Killed
        day = pacific_day(self._clock.time)  # of the moment in which it is sent: the app can count no other
        self._clock.time += self.dice.uniform(0.06, 0.25)
        self._world.advance(self._clock.time)
        if request.url.host == "oauth2.googleapis.com":
            return self._send(200, {"access_token": f"token{self.requests}", "expires_in": 3599})
        now = self._clock.time
        fault = self.faults.popleft() if self.faults else ""
        if any(begin <= now < end for begin, end in self.outages):
            fault = "5xx"
        self.hurt = self.hurt or bool(fault)
        if fault == "reset":
            raise httpx.ReadError("connection reset (simulated)")
        if self.units[day] + self.foreign[day] >= DAY_UNITS:
            self.hurt = True
            self.units[day] += 1
            return self._refuse(Refused(403, "quotaExceeded", "youtube.quota"))
        self.units[day] += 1
        return self._answer(request, fault, now)

    def _answer(self, request: httpx.Request, fault: str, now: float) -> httpx.Response:
        path, query = request.url.path.removeprefix("/youtube/v3/"), dict(request.url.params)
        if fault == "5xx":
            return self._refuse(Refused(503, "backendError", "global"))
        if fault == "401":
            return self._refuse(Refused(401, "authError", "global"))
        if fault == "html":
            return httpx.Response(200, content=b"<!DOCTYPE html><title>Sorry</title>")
        if fault == "bad-token" and "pageToken" in query:
            return self._refuse(Refused(400, "invalidPageToken"))
        try:
            body = self._answers.answer(path, query, now)
        except Refused as refused:
            return self._refuse(refused)
        feed = KINDS.get(path)
        listed = feed is not None and ("myRating" in query or "mine" in query) and "forChannelId" not in query
        if listed:
            self._bend(body, fault)
            assert feed is not None
            if not fault:
                self._note(feed, self._answers.offset(query), now, last="nextPageToken" not in body)
        if "fields" in query:
            body = masked(body, mask_of(query["fields"]))
        return self._send(200, body, str(request.url) if listed and "pageToken" not in query else None, fault, feed)

    def _bend(self, body: Json, fault: str) -> None:
        info = body["pageInfo"]
        info["totalResults"] = round(info["totalResults"] * self.dice.uniform(0.95, 1.05))
        if fault == "no-token":
            body.pop("nextPageToken", None)
        elif fault == "same-token" and "nextPageToken" in body:
            body["nextPageToken"] = f"P{int(body['nextPageToken'][1:]) - PAGE}"
        elif fault == "empty":
            body["items"] = []
        elif fault == "half":  # items without what was asked for
            for item in body["items"][::2]:
                item.pop("id", None)
                item.pop("snippet", None)

    def _note(self, feed: Feed, at: int, now: float, *, last: bool) -> None:
        """The truth has to know what was shown."""
        if feed is Feed.LIKES:
            self._world.truth.read(feed, now, at, at + PAGE)
            return
        self._whole = at == 0 or self._whole
        if last and self._whole:
            self._world.truth.read(feed, now)

    def _send(
        self, status: int, body: Json, key: str | None = None, fault: str = "", feed: Feed | None = None
    ) -> httpx.Response:
        packed = gzip.compress(json.dumps(body).encode(), 1)
        if key is not None and feed is not None:
            packed = self._perhaps_stale(key, self._world.version(feed), packed, fault)
        self.bytes += HEADERS + len(packed)
        return httpx.Response(status, content=packed, headers={"Content-Encoding": "gzip"})

    def _perhaps_stale(self, key: str, version: int, packed: bytes, fault: str) -> bytes:
        known = self._shown.get(key)
        if known is None or known[0] != version:
            if known is not None:
                self._before[key] = known[2]
            self._shown[key] = known = (version, self._clock.time, packed)
        if fault == "stale" and self._clock.time - known[1] < STALE:
            return self._before.get(key, packed)
        return packed

    def _refuse(self, refused: Refused) -> httpx.Response:
        self.hurt = True
        self._whole = False
        return self._send(refused.status, refused.body)


def faults_of_a_look(dice: random.Random) -> list[str]:
    """For its first requests."""
    one = dice.choice(FAULTS)
    return ["5xx"] * 3 if one == "5xx3" else [""] * dice.choice([0, 0, 0, 1, 2, 5]) + [one]
