"""The sandbox's Google project: kinds of clients, the consent page and its codes, Testing, and the verbs that drive them."""

from __future__ import annotations

import base64
import hashlib
from urllib.parse import parse_qs, urlencode, urlsplit

import httpx
import pytest

from sandbox.client import World, WorldError
from sandbox.faults import Faults
from sandbox.world import Sandbox
from sandbox.youtube.google_project import READONLY, OAuthClient
from sandbox.youtube.oauth import DEVICE_GRANT, TokenServer
from sandbox.youtube.world import YouTubeWorld
from tests.sandbox.youtube_rig import StillClock

TOKEN = "https://oauth2.googleapis.com/token"
DEVICE = "https://oauth2.googleapis.com/device/code"
VIDEOS = "https://youtube.googleapis.com/youtube/v3/videos"
VERIFIER = "v" * 43
CHALLENGE = base64.urlsafe_b64encode(hashlib.sha256(VERIFIER.encode()).digest()).decode().rstrip("=")
REDIRECT = "http://127.0.0.1:47811"


@pytest.fixture
def now(clock: StillClock) -> StillClock:
    return clock


def link(client: OAuthClient, **changed: str) -> str:
    query = {
        "client_id": client.client_id,
        "redirect_uri": REDIRECT,
        "response_type": "code",
        "scope": READONLY,
        "state": "s",
        "access_type": "offline",
        "prompt": "consent",
        "code_challenge": CHALLENGE,
        "code_challenge_method": "S256",
    }
    return f"https://accounts.google.com/o/oauth2/v2/auth?{urlencode(query | changed)}"


def exchange(client: OAuthClient, code: str) -> dict[str, str]:
    form = {"client_id": client.client_id, "client_secret": client.client_secret, "code": code}
    return form | {"code_verifier": VERIFIER, "grant_type": "authorization_code", "redirect_uri": REDIRECT}


def query_of(address: str) -> dict[str, str]:
    return {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}


def page_word(address: str) -> str:
    assert address.startswith("https://accounts.google.com/signin/oauth/error?")
    told = base64.urlsafe_b64decode(query_of(address)["authError"])
    return told[2 : 2 + told[1]].decode()


async def post(client: httpx.AsyncClient, url: str, form: dict[str, str]) -> tuple[int, str | None]:
    answer = await client.post(url, data=form)
    return answer.status_code, answer.json().get("error")


@pytest.mark.parametrize("kind", ["desktop", "web"])
async def test_the_device_flow_is_for_tv_clients(world: YouTubeWorld, client: httpx.AsyncClient, kind: str) -> None:
    chosen = getattr(world.tokens.project, kind)
    answer = await client.post(DEVICE, data={"client_id": chosen.client_id, "scope": READONLY})
    assert (answer.status_code, answer.json()) == (
        401,
        {"error": "invalid_client", "error_description": "Invalid client type."},
    )


async def test_a_device_code_belongs_to_the_client_that_asked(world: YouTubeWorld, client: httpx.AsyncClient) -> None:
    project = world.tokens.project
    project.web.kind = "tv"
    asked = (await client.post(DEVICE, data={"client_id": project.first.client_id, "scope": READONLY})).json()
    world.tokens.devices.allow(asked["user_code"].lower())
    form = {"client_id": project.web.client_id, "client_secret": project.web.client_secret}
    form |= {"grant_type": DEVICE_GRANT, "device_code": asked["device_code"]}
    assert await post(client, TOKEN, form) == (400, "invalid_grant")


async def test_a_desktop_client_gets_a_consent_through_the_browser(
    world: YouTubeWorld, client: httpx.AsyncClient
) -> None:
    desktop = world.tokens.project.desktop
    back = world.tokens.page.browse(link(desktop))
    assert back.startswith(f"{REDIRECT}/?state=s&code=4/0A")
    body = (await client.post(TOKEN, data=exchange(desktop, query_of(back)["code"]))).json()
    assert body["scope"] == READONLY
    assert "refresh_token_expires_in" not in body
    form = {"client_id": desktop.client_id, "client_secret": desktop.client_secret, "grant_type": "refresh_token"}
    form |= {"refresh_token": body["refresh_token"]}
    assert await post(client, TOKEN, form) == (200, None)
    first = world.google | {"grant_type": "refresh_token", "refresh_token": body["refresh_token"]}
    assert await post(client, TOKEN, first) == (401, "unauthorized_client")


@pytest.mark.parametrize(
    ("changed", "refusal"),
    [
        ({"code_verifier": "w" * 43}, (400, "invalid_grant")),
        ({"redirect_uri": "http://127.0.0.1:1"}, (400, "redirect_uri_mismatch")),
        ({"code": "4/0Anobody"}, (400, "invalid_grant")),
        ({"client_secret": "wrong"}, (401, "invalid_client")),
        ({"scope": READONLY}, (400, "invalid_request")),
    ],
)
async def test_a_code_is_only_good_with_all_that_belongs_to_it(
    world: YouTubeWorld, client: httpx.AsyncClient, changed: dict[str, str], refusal: tuple[int, str]
) -> None:
    desktop = world.tokens.project.desktop
    code = query_of(world.tokens.page.browse(link(desktop)))["code"]
    assert await post(client, TOKEN, exchange(desktop, code) | changed) == refusal


async def test_a_code_is_good_once_and_for_ten_minutes(
    world: YouTubeWorld, client: httpx.AsyncClient, clock: StillClock
) -> None:
    desktop = world.tokens.project.desktop
    code = query_of(world.tokens.page.browse(link(desktop)))["code"]
    assert await post(client, TOKEN, exchange(desktop, code)) == (200, None)
    assert await post(client, TOKEN, exchange(desktop, code)) == (400, "invalid_grant")
    late = query_of(world.tokens.page.browse(link(desktop)))["code"]
    clock.at += 600
    assert await post(client, TOKEN, exchange(desktop, late)) == (400, "invalid_grant")


async def test_a_second_consent_brings_no_refresh_token_unless_it_is_asked_for(
    world: YouTubeWorld, client: httpx.AsyncClient
) -> None:
    desktop = world.tokens.project.desktop
    brought = []
    for changed in ({"prompt": "none"}, {"prompt": "none"}, {}, {"access_type": "online"}):
        code = query_of(world.tokens.page.browse(link(desktop, **changed)))["code"]
        body = (await client.post(TOKEN, data=exchange(desktop, code))).json()
        brought.append("refresh_token" in body)
    assert brought == [True, False, True, False]


@pytest.mark.parametrize(
    ("kind", "changed", "word"),
    [
        ("first", {}, "redirect_uri_mismatch"),
        ("web", {}, "redirect_uri_mismatch"),
        ("desktop", {"redirect_uri": "https://example.org"}, "redirect_uri_mismatch"),
        ("desktop", {"redirect_uri": "urn:ietf:wg:oauth:2.0:oob"}, "redirect_uri_mismatch"),
        ("desktop", {"client_id": "nobody"}, "invalid_client"),
        ("desktop", {"scope": "https://www.googleapis.com/auth/drive"}, "invalid_scope"),
        ("desktop", {"response_type": "token"}, "unsupported_response_type"),
        ("desktop", {"code_challenge_method": "plain"}, "invalid_request"),
        ("desktop", {"code_challenge": "short"}, "invalid_request"),
        ("desktop", {"surprise": "1"}, "invalid_request"),
        ("desktop", {"scope": ""}, "invalid_request"),
    ],
)
def test_googles_page_of_errors_says_why_in_its_address(kind: str, changed: dict[str, str], word: str) -> None:
    tokens = TokenServer(Faults(), StillClock())
    assert page_word(tokens.page.browse(link(getattr(tokens.project, kind), **changed))) == word


async def test_a_consent_given_in_testing_dies_after_seven_days(
    world: YouTubeWorld, client: httpx.AsyncClient, clock: StillClock
) -> None:
    project = world.tokens.project
    project.testing = True
    asked = (await client.post(DEVICE, data={"client_id": project.first.client_id, "scope": READONLY})).json()
    world.tokens.devices.allow(asked["user_code"])
    form = {"client_id": project.first.client_id, "client_secret": project.first.client_secret}
    poll = form | {"grant_type": DEVICE_GRANT, "device_code": asked["device_code"]}
    body = (await client.post(TOKEN, data=poll)).json()
    assert body["refresh_token_expires_in"] == 604_799
    refresh = form | {"grant_type": "refresh_token", "refresh_token": body["refresh_token"]}
    project.testing = False  # publishing it now mends the next consent, not this one
    clock.at += 7 * 86_400 - 1
    assert await post(client, TOKEN, refresh) == (200, None)
    clock.at += 1
    assert await post(client, TOKEN, refresh) == (400, "invalid_grant")
    assert await post(client, TOKEN, world.google | {"grant_type": "refresh_token"}) == (200, None)


async def test_an_api_that_is_not_enabled_says_so_as_google_does_and_costs_nothing(
    world: YouTubeWorld, client: httpx.AsyncClient
) -> None:
    world.tokens.project.api_enabled = False
    token = (await client.post(TOKEN, data=world.google | {"grant_type": "refresh_token"})).json()["access_token"]
    headers = {"Authorization": f"Bearer {token}"}
    answer = await client.get(VIDEOS, params={"part": "id", "myRating": "like"}, headers=headers)
    error = answer.json()["error"]
    assert (answer.status_code, error["errors"][0]["reason"], error["status"]) == (
        403,
        "accessNotConfigured",
        "PERMISSION_DENIED",
    )
    assert f"overview?project={world.tokens.project.number}" in error["message"]
    assert error["details"][0]["reason"] == "SERVICE_DISABLED"
    assert world.google["client_id"].startswith(world.tokens.project.number)
    assert world.quota_used == 0


async def test_refusals_and_a_lost_answer_by_fault(
    world: YouTubeWorld, client: httpx.AsyncClient, faults: Faults
) -> None:
    form = world.google | {"grant_type": "refresh_token"}
    faults.switch_on("token.refuse", error="org_internal", status=403)
    assert await post(client, TOKEN, form) == (403, "org_internal")
    faults.switch_on("device.refuse")
    device = {"client_id": world.google["client_id"], "scope": READONLY}
    assert await post(client, DEVICE, device) == (403, "rate_limit_exceeded")
    faults.switch_on("token.lost_answer")
    with pytest.raises(httpx.TransportError):
        await client.post(TOKEN, data=form)
    assert world.tokens.refreshes == 1
    assert await post(client, TOKEN, form) == (200, None)


async def test_the_verbs_play_the_owner_at_google() -> None:
    async with Sandbox() as sandbox, World(sandbox.control.url) as world:
        where = await world.addresses()
        assert where["google"]["desktop"]["client_id"] != where["google"]["client_id"]
        devices = sandbox.youtube.tokens.devices
        for decide in (world.google_allow, world.google_deny, world.google_expire):
            asked = devices.ask(where["google"]["client_id"], READONLY)
            await decide(str(asked["user_code"]))
        with pytest.raises(WorldError, match="no device waits with the code 'AAAA-AAAA'"):
            await world.google_allow("AAAA-AAAA")
        with pytest.raises(WorldError, match="not Google's consent page"):
            await world.google_browser("https://example.org/")
        back = await world.google_browser(link(sandbox.youtube.tokens.project.desktop), allow=False)
        assert back == f"{REDIRECT}/?error=access_denied&state=s"
        assert (await world.google_project(client_kind="web", api_enabled=False, testing=True, interval=0.5)) == {
            "number": sandbox.youtube.tokens.project.number,
            "client_kind": "web",
            "api_enabled": False,
            "testing": True,
            "interval": 0.5,
        }
        assert devices.ask(where["google"]["client_id"], READONLY)["interval"] == 0.5
        with pytest.raises(WorldError, match="interval is over 0"):
            await world.google_project(interval=0)
        with pytest.raises(WorldError, match="no client of kind 'toaster'"):
            await world.google_project(client_kind="toaster")
        assert [one["scope"] for one in await world.google_consents()] == [READONLY]
        await world.google_revoke()
        assert await world.google_consents() == []
        await world.google_channel(None)
        assert not sandbox.youtube.state.has_channel
        await world.google_channel("Sora plays")
        assert (sandbox.youtube.state.has_channel, sandbox.youtube.state.me.title) == (True, "Sora plays")
