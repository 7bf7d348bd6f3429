"""Who asks without the token learns nothing, and what is set wrongly stops the start in one sentence."""

from __future__ import annotations

import asyncio
import base64
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.api.guard import BURST, may
from bot.api.openapi import PATHS
from bot.api.server import serving
from bot.api.token import token_of
from bot.settings import Settings, SettingsError, load
from tests.bot.screens.rows import context

from .conftest import BEARER, TOKEN, Api, api_in, free_port

CLOSED = [
    (path.replace("{id}", "1"), next(iter(methods)).upper()) for path, methods in PATHS.items() if path != "/health"
]


def basic(password: str) -> dict[str, str]:
    return {"Authorization": "Basic " + base64.b64encode(f"anybody:{password}".encode()).decode()}


@pytest.mark.parametrize("headers", [{}, {"Authorization": "Bearer wrong"}, {"Authorization": TOKEN}, basic("wrong"),
                                     {"Authorization": f"Bearer {TOKEN}x"}, {"Authorization": "Bearer \u00e9"}])  # fmt: skip
async def test_nothing_but_health_is_answered_without_the_token(api: Api, headers: dict[str, str]) -> None:
    for path, method in [*CLOSED, ("/nowhere", "GET"), ("/api/events", "DELETE")]:
        answer = await api.ask(path, method, headers=headers)
        assert answer.status == 401, path
        assert answer.json == {"error": "This needs the token, as `Authorization: Bearer TOKEN`."}
        assert answer.headers["WWW-Authenticate"].startswith("Basic" if path == "/" else "Bearer")
    assert (await api.ask("/health", headers=headers)).status in (200, 503)


async def test_a_browser_may_give_the_token_as_a_password_for_the_page_only(api: Api) -> None:
    assert (await api.ask("/", headers=basic(TOKEN))).status == 200
    assert (await api.ask("/api/events", headers=basic(TOKEN))).status == 401
    answer = await api.ask("/api/downloads", "POST", headers=basic(TOKEN), json={"url": "https://youtu.be/dQw4w9WgXcQ"})
    assert answer.status == 401


async def test_without_a_token_configured_nobody_is_the_owner(tmp_path: Path) -> None:
    async with api_in(tmp_path, token=None) as api:
        for path, method in CLOSED:
            for headers in ({}, BEARER, {"Authorization": "Bearer "}, {"Authorization": "Bearer None"}):
                answer = await api.ask(path, method, headers=headers)
                assert answer.status == 403
                assert "YAGAMI_API_TOKEN" in answer.json["error"]
        assert (await api.ask("/health", headers={})).status in (200, 503)


@given(
    st.text() | st.text().map("Bearer {}".format) | st.text().map("Basic {}".format), st.sampled_from(["/", "/metrics"])
)
def test_no_header_but_the_right_one_opens(header: str, path: str) -> None:
    assert not may(TOKEN, header, path)


def test_the_right_header_opens_however_its_scheme_is_written() -> None:
    assert all(may(TOKEN, f"{one} {TOKEN}", "/metrics") for one in ("Bearer", "bearer", "BEARER"))


async def test_unknown_pages_and_methods_are_refused_in_a_sentence(api: Api) -> None:
    assert (await api.ask("/nowhere")).status == 404
    refused = await api.ask("/api/events", "DELETE")
    assert (refused.status, refused.headers["Allow"]) == (405, "GET,HEAD")
    assert refused.json["error"] == "This page answers GET, HEAD only."


async def test_too_many_requests_are_refused_and_health_is_answered_all_the_same(api: Api) -> None:
    answers = await asyncio.gather(*(api.ask("/api/stats", headers={}) for _ in range(int(BURST) + 30)))
    refused = [one for one in answers if one.status == 429]
    assert refused
    assert refused[0].headers["Retry-After"] == "1"
    assert (await api.ask("/health", headers={})).status in (200, 503)


async def test_no_answer_says_which_library_serves_it_or_may_be_kept(api: Api) -> None:
    for path in ("/health", "/api/events", "/nowhere"):
        answer = await api.ask(path)
        assert answer.headers["Server"] == "Yagami"
        assert answer.headers["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    ("given", "at"),
    [
        ({"API": "8080"}, ("127.0.0.1", 8080)),
        ({"API": "localhost:8080"}, ("localhost", 8080)),
        ({"API": "[::1]:8080"}, ("::1", 8080)),
        ({"API": "0.0.0.0:8080", "API_TOKEN": TOKEN}, ("0.0.0.0", 8080)),
        ({}, None),
    ],
)
def test_a_port_alone_is_on_this_machine(
    given: dict[str, str], at: tuple[str, int] | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert settings(given, tmp_path, monkeypatch).api_at == at


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (
            {"API": "0.0.0.0:8080"},
            "YAGAMI_API names an address that other machines reach, which needs YAGAMI_API_TOKEN too",
        ),
        ({"API": "example.org:80"}, "YAGAMI_API names an address that other machines reach"),
        ({"API": "0"}, "YAGAMI_API is neither a port nor host:port"),
        ({"API": "99999"}, "YAGAMI_API is neither a port nor host:port"),
        ({"API": "http://127.0.0.1:80"}, "YAGAMI_API is neither a port nor host:port"),
        ({"API": "8080", "API_TOKEN": "short"}, "YAGAMI_API_TOKEN is too short"),
        ({"API": "8080", "API_TOKEN": TOKEN, "API_TOKEN_FILE": __file__}, "are both set; one is enough"),
        ({"API": "8080", "API_TOKEN_FILE": "/nowhere/token"}, "YAGAMI_API_TOKEN_FILE names a file that is not there"),
    ],
)
def test_what_is_set_wrongly_stops_the_start_in_one_sentence(
    given: dict[str, str], said: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(SettingsError) as refusal:
        settings(given, tmp_path, monkeypatch)
    assert said in str(refusal.value)
    assert TOKEN not in str(refusal.value)


def test_the_token_may_come_from_a_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "token"
    file.write_text(f"{TOKEN}\n")
    assert token_of(settings({"API": "8080", "API_TOKEN_FILE": str(file)}, tmp_path, monkeypatch)) == TOKEN
    for wrong in (b"", b"short", b"two words that are long enough", b"\xff\xfe\x00"):
        file.write_bytes(wrong)
        with pytest.raises(SettingsError, match="YAGAMI_API_TOKEN_FILE"):
            token_of(settings({"API": "8080", "API_TOKEN_FILE": str(file)}, tmp_path, monkeypatch))


async def test_an_address_that_is_taken_stops_the_start_in_one_sentence(tmp_path: Path) -> None:
    port = free_port()
    server = await asyncio.start_server(lambda _r, w: w.close(), "127.0.0.1", port)
    async with server, context(tmp_path) as ctx:
        boot = Settings(_env_file=None, bot_token="123456:" + "A" * 35, data=tmp_path, api=str(port))
        with pytest.raises(SettingsError, match=f"The API can't listen on 127.0.0.1:{port}"):
            async with serving(boot, ctx.store, ctx.services, {}):
                pass


def settings(given: dict[str, str], folder: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """As a start reads them."""
    monkeypatch.setenv("YAGAMI_BOT_TOKEN", "123456:" + "A" * 35)
    for name, value in given.items():
        monkeypatch.setenv(f"YAGAMI_{name}", value)
    return load(folder, folder / "none")
