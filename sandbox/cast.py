"""The first cast of the world: an owner, the owner's bot, and the channels that the bot may post to."""

from __future__ import annotations

import secrets
from dataclasses import dataclass, field

from sandbox.telegram.records import Account, Chat
from sandbox.telegram.state import State

API_ID, API_HASH = 20_000_001, "5a5a" * 8
CHANNELS = {"likes": "My Likes", "subscriptions": "My Subscriptions", "history": "My Watch History"}
RIGHTS = {"can_manage_chat", "can_post_messages", "can_edit_messages", "can_delete_messages"}


@dataclass(slots=True)
class Cast:
    """Who is there. `channels` has the chats, `people` the persons by the names that the control API takes."""

    owner: Account
    bot: Account
    channels: dict[str, Chat] = field(default_factory=dict)
    people: dict[str, Account] = field(default_factory=dict)


def first_cast(state: State, *, started: bool = True, premium: bool = False) -> Cast:
    """Put the first cast into an empty state.

    started: the owner has pressed Start at the bot some time ago, so that the bot may write to them; no update tells of it.
    """
    owner = state.add_account(Account(1_000_000_000 + secrets.randbelow(10**9), "Sora", "sora", "447700900123"))
    owner.premium = premium
    bot_id = 7_000_000_000 + secrets.randbelow(10**8)
    token = f"{bot_id}:AA{secrets.token_hex(16)}x"
    cast = Cast(owner, state.add_account(Account(bot_id, "Yagami", "yagami_sandbox_bot", token=token)))
    # Somebody who has nothing to do with the owner, and no chat with the bot yet.
    stranger = state.add_account(Account(2_000_000_000 + secrets.randbelow(10**9), "Ryuk", "ryuk", "447700900666"))
    cast.people |= {"owner": owner, "stranger": stranger}
    if started:
        state.dialog(owner.id, bot_id)
    for name, title in CHANNELS.items():
        chat = cast.channels[name] = state.create_channel(owner.id, title)
        chat.members[bot_id] = "administrator"
        chat.rights[bot_id] = set(RIGHTS)
    return cast
