"""Buttons that let the owner choose a chat name all that Telegram wants named."""

from __future__ import annotations

import pytest
from aiogram.types import ChatAdministratorRights

from bot.screens.chat_requests import KINDS, by_hand, request, rights
from sandbox.telegram.botapi.keyboards import is_link


def test_rights_say_every_required_field() -> None:
    said = rights("can_post_messages").model_dump(exclude_none=True)
    required = {name for name, field in ChatAdministratorRights.model_fields.items() if field.is_required()}
    assert len(required) >= 12
    assert said.keys() >= required
    assert [name for name, given in said.items() if given] == ["can_post_messages"]


@pytest.mark.parametrize("kind", KINDS)
def test_both_rights_are_named_and_the_bots_are_among_the_choosers(kind: str) -> None:
    asked = request("Choose", kind, 7).request_chat
    assert asked
    assert asked.user_administrator_rights
    assert asked.bot_administrator_rights
    own = {name for name, given in asked.user_administrator_rights.model_dump().items() if given}
    bots = {name for name, given in asked.bot_administrator_rights.model_dump().items() if given}
    assert bots
    assert bots < own
    assert is_link(by_hand("some_bot", kind))
