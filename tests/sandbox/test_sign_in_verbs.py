"""The verbs for other clients and accounts, through the control API and its typed client."""

from __future__ import annotations

from pathlib import Path

import pytest

from core.clock import SystemClock
from core.errors import NeedsOwner, Permanent, Retry
from core.telegram.access import ApiAccess, Server, Way
from core.telegram.qr import QrShown, await_qr, show_qr
from core.telegram.sessions import open_user
from core.telegram.sign_in import PasswordNeeded, SignedIn, enter_code, enter_password, send_code
from sandbox.client import World, WorldError
from sandbox.world import Sandbox

CLOCK = SystemClock()


def way(sandbox: Sandbox) -> Way:
    where = sandbox.addresses()
    mtproto = where["mtproto"]
    server = Server(mtproto["host"], mtproto["port"], mtproto["dc"], mtproto["rsa_key"])
    return Way(ApiAccess(where["api_id"], where["api_hash"]), server)


async def test_an_owner_and_a_second_account_sign_in_and_their_sessions_are_ended(tmp_path: Path) -> None:
    async with Sandbox(folder=tmp_path) as sandbox, World(sandbox.control.url) as world:
        to = way(sandbox)
        await world.password("hunter2", "the usual")
        sent = await send_code(sandbox.addresses()["owner_phone"], to, CLOCK)
        asked = await enter_code(sent.half, await world.code(sandbox.addresses()["owner_phone"]), to, CLOCK)
        assert isinstance(asked, PasswordNeeded)
        assert asked.hint == "the usual"
        done = await enter_password(asked.half, "hunter2", to)

        uploads = await world.second_account("uploads", "+44 7700 900999", username="uploader", premium=True)
        sent = await send_code("+447700900999", to, CLOCK)
        await world.expire_codes()
        with pytest.raises(Retry):
            await enter_code(sent.half, await world.code("447700900999"), to, CLOCK)
        qr = await show_qr(None, to, CLOCK)
        assert isinstance(qr, QrShown)
        await world.scan_qr(qr.url, account="uploads")
        other = await await_qr(qr.half, CLOCK.now(), to, CLOCK)
        assert isinstance(other, SignedIn)
        assert (other.me.id, other.me.premium) == (uploads, True)

        live = await world.sessions()
        assert [(one["account"], one["bot"]) for one in live] == [(done.me.id, False), (uploads, False)]
        assert await world.end_session(live[0]["id"]) == 1
        assert await world.end_session(account="uploads") == 1
        assert not await world.sessions()
        with pytest.raises(WorldError, match="not signed in"):
            await world.end_session()
        with pytest.raises(NeedsOwner):
            await open_user(done.session, to.access, to.server, None)

        await world.ban()
        with pytest.raises(Permanent):
            await send_code(sandbox.addresses()["owner_phone"], to, CLOCK)
        with pytest.raises(WorldError, match="QR"):
            await world.scan_qr("https://t.me/x")
        with pytest.raises(WorldError, match="no account"):
            await world.password("x", account="nobody")
        with pytest.raises(WorldError, match="already"):
            await world.second_account("uploads", "15550000")


async def test_chats_are_told_with_everything_a_test_wants_to_see(tmp_path: Path) -> None:
    async with Sandbox(folder=tmp_path) as sandbox, World(sandbox.control.url) as world:
        likes = next(one for one in await world.chats() if one["title"] == "My Likes")
        assert (likes["kind"], likes["photo"], likes["deleted"]) == ("channel", None, False)
        roles = {one["account"]: one["role"] for one in likes["members"]}
        assert roles == {sandbox.cast.owner.id: "creator", sandbox.cast.bot.id: "administrator"}
        await world.delete_channel("likes")
        gone = next(one for one in await world.chats() if one["id"] == likes["id"])
        assert (gone["deleted"], gone["members"]) == (True, [])
