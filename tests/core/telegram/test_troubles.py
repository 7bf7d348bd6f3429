"""The table: every refusal of Telegram's means one thing."""

from __future__ import annotations

import asyncio

import pytest
from telethon.errors import AuthKeyNotFound, RPCError, rpc_message_to_error
from telethon.errors.rpcerrorlist import rpc_errors_dict
from telethon.tl.functions.messages import SendMessageRequest
from telethon.tl.types import InputPeerSelf, RpcError

from core.errors import Condition, NeedsOwner, Permanent, Retry, Scope, Trouble
from core.telegram import chat_refusals, sign_in_refusals, troubles
from core.telegram.troubles import ChunkMissing, translated, trouble
from locales import texts


def refusal(message: str, code: int = 400) -> RPCError:
    error: RPCError = rpc_message_to_error(
        RpcError(code, message), SendMessageRequest(InputPeerSelf(), "private words")
    )
    return error


@pytest.mark.parametrize(
    ("message", "code", "condition"),
    [
        ("AUTH_KEY_UNREGISTERED", 401, Condition.TELEGRAM_SESSION),
        ("SESSION_REVOKED", 401, Condition.TELEGRAM_SESSION),
        ("AUTH_KEY_DUPLICATED", 406, Condition.TELEGRAM_SESSION),
        ("USER_DEACTIVATED_BAN", 401, Condition.TELEGRAM_SESSION),
        ("API_ID_INVALID", 400, Condition.TELEGRAM_ACCESS),
        ("ACCESS_TOKEN_EXPIRED", 400, Condition.TELEGRAM_ACCESS),
        ("CHANNEL_PRIVATE", 400, Condition.CHANNEL_LOST),
        ("CHAT_ADMIN_REQUIRED", 400, Condition.CHANNEL_LOST),
        ("CHAT_WRITE_FORBIDDEN", 403, Condition.CHANNEL_LOST),
        ("USER_BANNED_IN_CHANNEL", 400, Condition.CHANNEL_LOST),
        ("PEER_ID_INVALID", 400, Condition.CHANNEL_LOST),
        ("TOPIC_CLOSED", 400, Condition.CHANNEL_LOST),
    ],
)
def test_what_only_the_owner_can_mend_is_named(message: str, code: int, condition: Condition) -> None:
    found = trouble(refusal(message, code))
    assert isinstance(found, NeedsOwner)
    assert found.condition is condition
    assert found.scope is (Scope.CHAT if condition is Condition.CHANNEL_LOST else Scope.TELEGRAM)


@pytest.mark.parametrize(
    ("message", "code", "key", "scope", "after"),
    [
        ("FLOOD_WAIT_33", 420, "telegram-flood", Scope.TELEGRAM, 33.0),
        ("FLOOD_WAIT_0", 420, "telegram-flood", Scope.TELEGRAM, 1.0),
        ("FLOOD_PREMIUM_WAIT_4", 420, "telegram-premium-wait", Scope.TELEGRAM, 4.0),
        ("RANDOM_ID_DUPLICATE", 500, "telegram-still-sending", Scope.ITEM, 45.0),
        ("INTERDC_2_CALL_ERROR", 500, "telegram-away", Scope.TELEGRAM, None),
        ("No workers running", -500, "telegram-away", Scope.TELEGRAM, None),
        ("Timeout", -503, "telegram-away", Scope.TELEGRAM, None),
        ("FILE_PART_SIZE_CHANGED", 400, "telegram-start-over", Scope.ITEM, 0.0),
        ("SOMETHING_NEW", 400, "telegram-refused", Scope.ITEM, None),
    ],
)
def test_what_is_tried_again(message: str, code: int, key: str, scope: Scope, after: float | None) -> None:
    found = trouble(refusal(message, code))
    assert isinstance(found, Retry)
    assert (found.key, found.scope, found.after) == (key, scope, after)


def test_slow_mode_and_flood_waits_of_a_chat_are_the_chats() -> None:
    assert trouble(refusal("SLOWMODE_WAIT_8", 420), in_chat=True).scope is Scope.CHAT


@pytest.mark.parametrize(("message", "number"), [("FILE_PART_0_MISSING", 0), ("FILE_PART_17_MISSING", 17)])
def test_a_missing_chunk_has_its_number(message: str, number: int) -> None:
    found = trouble(refusal(message))
    assert isinstance(found, ChunkMissing)
    assert found.number == number


@pytest.mark.parametrize("message", sorted(troubles.GIVEN_UP))
def test_what_is_given_up(message: str) -> None:
    assert isinstance(trouble(refusal(message)), Permanent)


@pytest.mark.parametrize(
    "error", [OSError(), ConnectionResetError(), EOFError(), TimeoutError(), asyncio.IncompleteReadError(b"", 1)]
)
def test_a_lost_connection_is_telegram_away(error: Exception) -> None:
    found = trouble(error)
    assert (found.key, found.scope) == ("telegram-away", Scope.TELEGRAM)


def test_a_forgotten_key_is_an_ended_session() -> None:
    found = trouble(AuthKeyNotFound())
    assert isinstance(found, NeedsOwner)
    assert found.condition is Condition.TELEGRAM_SESSION


def test_every_refusal_telethon_knows_becomes_a_trouble_that_repeats_nothing_private() -> None:
    for message in rpc_errors_dict:
        found = trouble(refusal(message))
        assert isinstance(found, Trouble)
        assert "private" not in str(found)


async def test_telethons_own_cancelling_is_no_cancellation_of_the_caller() -> None:
    gone: asyncio.Future[None] = asyncio.get_running_loop().create_future()
    gone.cancel()

    async def caller() -> None:
        with translated():
            await gone

    with pytest.raises(Retry):
        await caller()


async def test_a_callers_cancellation_stays_one() -> None:
    async def caller() -> None:
        with translated():
            await asyncio.sleep(10)

    task = asyncio.ensure_future(caller())  # noqa: TID251  to be cancelled
    await asyncio.sleep(0)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task


@pytest.mark.parametrize(
    "key",
    sorted(
        {*troubles.GIVEN_UP.values(), *sign_in_refusals.AGAIN.values(), *sign_in_refusals.NEVER.values()}
        | {*chat_refusals.NEVER.values()}
    ),
)
def test_every_table_leads_to_words(key: str) -> None:
    assert texts().get(key)
