"""A whole set-up by a process of its own, its log at DEBUG: what is secret stands nowhere, and no file of it is others' to read."""

from __future__ import annotations

import asyncio
import json
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from tests.bot.screens.signing import SigningIn
from tests.bot.screens.talking import Talking

from .checklist import assert_no_secret_stays
from .house import House
from .person_at_chat import PASSWORD
from .test_set_up_kills import alive


async def test_nothing_secret_of_a_whole_set_up_is_in_the_log_the_database_or_the_chat(tmp_path: Path) -> None:
    async with alive(tmp_path) as life:
        home = life.home
        asked = device_codes(home)
        await life.up()
        assert not await life.play(), "the set-up is complete"
        await home.until("SELECT 1 FROM feeds WHERE feed = 'likes' AND seeded_at IS NOT NULL")
        sealed = list(from_the_vault(home))
        tokens = home.sandbox.youtube.tokens
        google = [*asked, *tokens.project.consents, *tokens._access_tokens]
        key = (home.data / "vault.key").read_text().strip()
        phone = home.addresses["owner_phone"]

        assert len(asked) == 1
        assert len(google) >= 3, "a device code, a refresh token and an access token"
        assert len(sealed) >= 10
        assert PASSWORD in " ".join(life.person.deeds)
        log = life.log.read_text()
        assert " DEBUG " in log
        await assert_no_secret_stays(home, log, [PASSWORD, key, phone, phone.lstrip("+"), *google, *sealed])
        assert modes(tmp_path / "data") == {}
        assert (home.data / "yagami.db-wal").exists(), "it was looked at while the app had it open"
        assert (home.data / "work").is_dir()
        await life.down()


async def test_what_was_left_open_to_others_is_closed_at_the_start(tmp_path: Path) -> None:
    async with alive(tmp_path) as life:
        home = life.home
        await life.up()
        await home.until("SELECT 1 FROM secrets")
        await life.down()
        for path in [home.data, *home.data.rglob("*")]:
            path.chmod(0o755 if path.is_dir() else 0o644)
        (home.data / "my notes.txt").write_text("not ours")
        (home.data / "my notes.txt").chmod(0o644)

        await life.up()
        await home.world.say("/start", who="stranger")
        while life.unheard():
            life.assert_lives()
            await asyncio.sleep(0.02)
        wide = modes(home.data)
        log = life.log.read_text()
        await life.down()

    assert wide == {"my notes.txt": "644"}
    assert "they are the owner's alone now" in log


def device_codes(home: House) -> list[str]:
    """Every device code that Google gives out from now on."""
    devices, given = home.sandbox.youtube.tokens.devices, list[str]()
    ask = devices.ask

    def noted(client_id: str, scope: str) -> dict[str, str | float]:
        answer = ask(client_id, scope)
        given.append(str(answer["device_code"]))
        return answer

    devices.ask = noted  # type: ignore[method-assign]
    return given


def from_the_vault(home: House) -> Iterator[str]:
    """Everything long that is sealed, but for a client's id, which is no secret."""
    signed = SigningIn(Talking(home))
    for name in sorted(signed.sealed()):
        value = signed.secret(name) or ""
        yield from (one for one in leaves(value) if len(one) >= 16 and not one.endswith(".googleusercontent.com"))


def leaves(value: str) -> Iterator[str]:
    yield value
    try:
        inside: Any = json.loads(value)
    except ValueError:
        return
    for one in inside.values() if isinstance(inside, dict) else inside if isinstance(inside, list) else ():
        if isinstance(one, str):
            yield one


def modes(folder: Path) -> dict[str, str]:
    """What others may do anything with, by its name."""
    paths = [folder, *(one for one in folder.rglob("*") if not one.is_symlink())]
    found = {one.name: stat.S_IMODE(one.stat().st_mode) for one in paths}
    return {name: f"{mode:o}" for name, mode in found.items() if mode & 0o077}
