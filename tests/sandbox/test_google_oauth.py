"""The token server of the sandbox: refresh, revocation, the device flow."""

from __future__ import annotations

import httpx
import pytest

from sandbox.faults import Faults
from sandbox.youtube.google_project import READONLY
from sandbox.youtube.oauth import DEVICE_GRANT
from sandbox.youtube.world import YouTubeWorld
from tests.sandbox.youtube_rig import StillClock

TOKEN = "https://oauth2.googleapis.com/token"
DEVICE = "https://oauth2.googleapis.com/device/code"
REVOKE = "https://oauth2.googleapis.com/revoke"


@pytest.fixture
def now(clock: StillClock) -> StillClock:
    return clock


async def _post(client: httpx.AsyncClient, url: str, form: dict[str, str]) -> tuple[int, str | None]:
    answer = await client.post(url, data=form)
    return answer.status_code, answer.json().get("error")


async def test_a_refresh_gives_a_new_token_each_time_and_keeps_the_old_one_alive(
    world: YouTubeWorld, client: httpx.AsyncClient
) -> None:
    form = world.google | {"grant_type": "refresh_token"}
    first = (await client.post(TOKEN, data=form)).json()
    world.tokens.expires_in = 120
    second = (await client.post(TOKEN, data=form)).json()
    assert first["access_token"] != second["access_token"]
    assert (first["expires_in"], second["expires_in"]) == (3599, 120)
    assert "refresh_token" not in first
    assert (first["scope"], first["token_type"]) == (READONLY, "Bearer")
    assert all(world.tokens.scope_of(one["access_token"]) == READONLY for one in (first, second))
    assert world.tokens.refreshes == 2


async def test_a_revoked_consent_is_an_invalid_grant_and_kills_access_tokens(
    world: YouTubeWorld, client: httpx.AsyncClient
) -> None:
    form = world.google | {"grant_type": "refresh_token"}
    token = (await client.post(TOKEN, data=form)).json()["access_token"]
    assert (await client.post(REVOKE, data={"token": token})).status_code == 200
    assert world.tokens.scope_of(token) is None
    assert await _post(client, TOKEN, form) == (400, "invalid_grant")
    assert await _post(client, REVOKE, {"token": token}) == (400, "invalid_token")


async def test_wrong_clients_grants_and_fields_are_refused(world: YouTubeWorld, client: httpx.AsyncClient) -> None:
    form = world.google | {"grant_type": "refresh_token"}
    assert await _post(client, TOKEN, form | {"client_secret": "wrong"}) == (401, "invalid_client")
    assert await _post(client, TOKEN, form | {"client_id": "wrong"}) == (401, "invalid_client")
    assert await _post(client, TOKEN, form | {"grant_type": "password"}) == (400, "unsupported_grant_type")
    assert await _post(client, TOKEN, form | {"access_type": "offline"}) == (400, "invalid_request")
    assert await _post(client, TOKEN, world.google) == (400, "invalid_request")
    assert (await client.post(TOKEN, json=form)).json()["error"] == "invalid_request"
    assert (await client.get(TOKEN)).status_code == 405


async def test_token_faults_strike(world: YouTubeWorld, client: httpx.AsyncClient, faults: Faults) -> None:
    form = world.google | {"grant_type": "refresh_token"}
    faults.switch_on("token.invalid_grant")
    assert await _post(client, TOKEN, form) == (400, "invalid_grant")
    faults.switch_on("token.server_error")
    assert await _post(client, TOKEN, form) == (500, "internal_failure")
    assert await _post(client, TOKEN, form) == (200, None)


async def test_the_device_flow_waits_slows_down_and_ends_with_a_refresh_token(
    world: YouTubeWorld, client: httpx.AsyncClient, clock: StillClock
) -> None:
    asked = (await client.post(DEVICE, data={"client_id": world.google["client_id"], "scope": READONLY})).json()
    assert asked["verification_url"] == "https://www.google.com/device"
    form = {"client_id": world.google["client_id"], "client_secret": world.google["client_secret"]}
    form |= {"grant_type": DEVICE_GRANT, "device_code": asked["device_code"]}
    assert await _post(client, TOKEN, form) == (428, "authorization_pending")
    clock.at += 2
    assert await _post(client, TOKEN, form) == (403, "slow_down")
    world.tokens.devices.allow(asked["user_code"])
    clock.at += 10
    answer = (await client.post(TOKEN, data=form)).json()
    assert answer["refresh_token"] != world.google["refresh_token"]
    assert world.tokens.scope_of(answer["access_token"]) == READONLY
    assert await _post(client, TOKEN, form) == (400, "invalid_grant")


async def test_the_device_flow_ends_when_it_is_denied_or_too_old(
    world: YouTubeWorld, client: httpx.AsyncClient, clock: StillClock
) -> None:
    client_only = {"client_id": world.google["client_id"], "client_secret": world.google["client_secret"]}
    for ending, expected in (("deny", (403, "access_denied")), ("wait", (400, "expired_token"))):
        asked = (await client.post(DEVICE, data={"client_id": client_only["client_id"], "scope": READONLY})).json()
        if ending == "deny":
            world.tokens.devices.deny(asked["user_code"])
        else:
            clock.at += 1800
        form = client_only | {"grant_type": DEVICE_GRANT, "device_code": asked["device_code"]}
        assert await _post(client, TOKEN, form) == expected
    refused = {"client_id": client_only["client_id"], "scope": "https://www.googleapis.com/auth/youtube.force-ssl"}
    assert await _post(client, DEVICE, refused) == (400, "invalid_scope")
