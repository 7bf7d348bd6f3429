"""Every kind of update, from everybody who is not the owner, in every kind of chat: nothing is written, answered or asked.

The updates stand in the sandbox's queue as Telegram would put them there, also of the kinds that the bot does not ask for: it
could have asked for them before an update, and they may still come.
"""

from __future__ import annotations

import itertools
import logging
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from bot.settings import Settings
from bot.strangers_chats import ANONYMOUS
from tests.bot.screens.talking import Talking
from tests.bot.test_owner import all_heard, everything
from tests.stories.house import House, house

Json = dict[str, Any]
STRANGER: Json = {"id": 7_777_777, "is_bot": False, "first_name": "Misa", "language_code": "fa", "username": "misa"}
GROUP_BOT: Json = {"id": ANONYMOUS, "is_bot": True, "first_name": "Group", "username": "GroupAnonymousBot"}
TELEGRAM: Json = {"id": 777000, "is_bot": False, "first_name": "Telegram"}
CHANNEL_BOT: Json = {"id": 136817688, "is_bot": True, "first_name": "Channel", "username": "Channel_Bot"}
PRIVATE: Json = {"id": STRANGER["id"], "type": "private", "first_name": "Misa"}
GROUP: Json = {"id": -4001, "type": "group", "title": "Theirs"}
SUPERGROUP: Json = {"id": -1001999000001, "type": "supergroup", "title": "Theirs"}
FORUM: Json = {"id": -1001999000002, "type": "supergroup", "title": "Theirs", "is_forum": True}
CHANNEL: Json = {"id": -1001999000003, "type": "channel", "title": "Theirs"}
#: Who may write where, and how that looks.
SENDERS: dict[str, tuple[Json, Json]] = {
    "private": (PRIVATE, {"from": STRANGER}),
    "group": (GROUP, {"from": STRANGER}),
    "supergroup": (SUPERGROUP, {"from": STRANGER}),
    "forum topic": (FORUM, {"from": STRANGER, "message_thread_id": 5, "is_topic_message": True}),
    "anonymous administrator": (SUPERGROUP, {"from": GROUP_BOT, "sender_chat": SUPERGROUP}),
    "linked channel": (SUPERGROUP, {"from": TELEGRAM, "sender_chat": CHANNEL, "is_automatic_forward": True}),
    "as a channel": (SUPERGROUP, {"from": CHANNEL_BOT, "sender_chat": CHANNEL}),
    "channel": (CHANNEL, {"sender_chat": CHANNEL}),
}
TEXTS = (
    "/start", "/menu", "/start claim_0123456789abcdef0123456789abcdef", "https://youtu.be/yagamiPlain", "/erase", "/backup",
    "GOCSPX-notyours", "1234567:0123456789abcdef0123456789abcdef",
)  # fmt: skip


def told(home: House, chat: Json, sender: Json, **content: Any) -> Json:
    """A Message."""
    return {"message_id": 91, "date": int(home.sandbox.state.now()), "chat": chat} | sender | content


def messages(home: House) -> list[tuple[str, Json]]:
    found = []
    for chat, sender in SENDERS.values():
        kinds = ("channel_post", "edited_channel_post") if chat is CHANNEL else ("message", "edited_message")
        owner = home.addresses["owner_id"]
        contents: list[Json] = [
            *({"text": text} for text in TEXTS),
            {"text": "forwarded", "forward_origin": {"type": "user", "date": 1, "sender_user": owner_of(home)}},
            {"contact": {"phone_number": "15550001", "first_name": "M", "user_id": owner}},
            {"users_shared": {"request_id": 1, "users": [{"user_id": owner}]}},
            {"chat_shared": {"request_id": 1, "chat_id": home.addresses["channels"]["likes"], "title": "mine"}},
            {"migrate_to_chat_id": -1001999000009},
            {"new_chat_members": [owner_of(home)]},
            {"document": {"file_id": "x", "file_unique_id": "y", "file_name": "cookies.txt", "file_size": 10}},
        ]
        for kind, content in itertools.product(kinds, contents):
            edited = {"edit_date": 1} if kind.startswith("edited") else {}
            found.append((kind, told(home, chat, sender, **content, **edited)))
    return found


def owner_of(home: House) -> Json:
    return {"id": home.addresses["owner_id"], "is_bot": False, "first_name": "Owner"}


def presses(home: House, panel: int) -> list[tuple[str, Json]]:
    """Forged: data of ours, of nobody's, and none, on the owner's panel, on other messages, and on messages sent inline."""
    dm = {"id": home.addresses["owner_id"], "type": "private", "first_name": "Owner"}
    bot = {"id": home.addresses["bot_id"], "is_bot": True, "first_name": "Yagami"}
    places: list[Json] = [
        {"message": told(home, dm, {"from": bot}, text="Yagami") | {"message_id": panel}},
        {"message": told(home, GROUP, {"from": bot}, text="Yagami")},
        {"message": {"chat": dm, "message_id": panel, "date": 0}},
        {"inline_message_id": "BAAAAA"},
    ]
    data = (
        "home|pause",
        "setup",
        "telegram|digit|1",
        "google|forget",
        "card|get|720",
        "post|cancel|1",
        "x" * 64,
        "",
        None,
    )
    found = []
    for place, one in itertools.product(places, data):
        given = {} if one is None else {"data": one}
        found.append(("callback_query", {"id": "4", "from": STRANGER, "chat_instance": "1"} | place | given))
    return found


def others(home: House) -> list[tuple[str, Json]]:
    now, likes = int(home.sandbox.state.now()), home.addresses["channels"]["likes"]
    member = {"user": STRANGER, "status": "member"}
    out = {"user": STRANGER, "status": "left"}
    invited = {"chat": SUPERGROUP, "from": STRANGER, "user_chat_id": STRANGER["id"], "date": now}
    reaction = {"chat": SUPERGROUP, "message_id": 1, "user": STRANGER, "date": now, "old_reaction": []}
    poll = {
        "id": "1", "question": "?", "options": [], "total_voter_count": 0, "is_closed": False, "is_anonymous": True,
        "type": "regular", "allows_multiple_answers": False, "allows_revoting": True, "members_only": False,
    }  # fmt: skip
    nowhere = dict.fromkeys(("country_code", "state", "city", "street_line1", "street_line2", "post_code"), "x")
    business = told(home, PRIVATE, {"from": STRANGER}, text="/menu", business_connection_id="b")
    return [
        ("inline_query", {"id": "1", "from": STRANGER, "query": "https://youtu.be/yagamiPlain", "offset": ""}),
        ("chosen_inline_result", {"result_id": "1", "from": STRANGER, "query": "q"}),
        ("chat_member", {"chat": GROUP, "from": STRANGER, "date": now, "old_chat_member": out, "new_chat_member": member}),
        (
            "chat_member",
            {"chat": {"id": likes, "type": "channel", "title": "Likes"}, "from": STRANGER, "date": now,
             "old_chat_member": out, "new_chat_member": member},
        ),
        ("chat_join_request", invited),
        ("message_reaction", reaction | {"new_reaction": [{"type": "emoji", "emoji": "👍"}]}),
        ("message_reaction_count", {"chat": CHANNEL, "message_id": 1, "date": now, "reactions": []}),
        ("poll", poll),
        ("poll_answer", {"poll_id": "1", "user": STRANGER, "option_ids": [0], "option_persistent_ids": ["0"]}),
        ("business_message", business),
        ("edited_business_message", business | {"edit_date": 1}),
        ("deleted_business_messages", {"business_connection_id": "b", "chat": PRIVATE, "message_ids": [1]}),
        ("business_connection", {"id": "b", "user": STRANGER, "user_chat_id": 7, "date": now, "is_enabled": True}),
        ("shipping_query", {"id": "1", "from": STRANGER, "invoice_payload": "p", "shipping_address": nowhere}),
        ("pre_checkout_query", {"id": "1", "from": STRANGER, "currency": "XTR", "total_amount": 1, "invoice_payload": "p"}),
        ("something_of_next_year", {"from": STRANGER}),
    ]  # fmt: skip


@pytest.fixture
async def home(tmp_path: Path) -> AsyncIterator[House]:
    """A bot that is the owner's, at rest."""
    async with house(tmp_path) as found, found.living(seeded=False):
        talk = Talking(found)
        await talk.say("/menu")
        await talk.sees("Yagami")
        await rest(found)
        said = await talk.say("/menu")  # answered after whatever the last errand's end drew: one draws at a time
        await talk.sees("Yagami", since=said["id"])
        await rest(found)
        yield found


async def rest(home: House) -> None:
    await all_heard(home)
    await home.until("SELECT 1 WHERE NOT EXISTS (SELECT 1 FROM errands WHERE ended_at IS NULL)")


async def come(home: House, updates: list[tuple[str, Json]]) -> None:
    """Whatever the bot has asked for, and until it has heard all of them."""
    bot = home.addresses["bot_id"]
    for kind, payload in updates:
        home.sandbox.state.push_update(bot, kind, payload)
    home.sandbox.bot_api.door.updates.wake(bot)
    await all_heard(home)


async def calls(home: House) -> list[tuple[str, Any]]:
    """What the bot has asked of the Bot API, but for updates."""
    asked = await home.world.requests("bot_api")
    return [(one["method"], one) for one in asked if one["method"] != "getUpdates"]


async def test_no_update_of_a_strangers_does_anything(home: House, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    panel = (await Talking(home).sees("Yagami"))["id"]
    before, asked = everything(home), len(await calls(home))
    for name, updates in (
        ("messages", messages(home)), ("presses", presses(home, panel)), ("others", others(home)),
    ):  # fmt: skip
        assert len(updates) > 10
        await come(home, updates)
        assert everything(home) == before, name
        assert (await calls(home))[asked:] == [], name
    skipped = [one.getMessage() for one in caplog.records if "Skipped update" in one.getMessage()]
    assert len(skipped) == 1, "all but one are what aiogram reads"
    assert "something_of_next_year" in skipped[0]
    said = await Talking(home).say("/menu")
    await Talking(home).sees("Yagami", since=said["id"])


async def test_a_press_of_the_owners_that_comes_again_under_another_name_does_nothing(home: House) -> None:
    """A stranger who has seen a press can't repeat it; and the owner's own update, come again, is done once."""
    talk, bot = Talking(home), home.addresses["bot_id"]
    panel = await talk.sees("Yagami")
    dm = {"id": home.addresses["owner_id"], "type": "private", "first_name": "Owner"}
    message = told(home, dm, {"from": {"id": bot, "is_bot": True, "first_name": "Y"}}, text="Yagami")
    press = {"id": "9", "chat_instance": "1", "data": "setup", "message": message | {"message_id": panel["id"]}}
    await come(home, [("callback_query", press | {"from": owner_of(home)})])
    await rest(home)
    before, asked = everything(home), len(await calls(home))

    await come(home, [("callback_query", press | {"from": STRANGER})])

    assert everything(home) == before
    assert (await calls(home))[asked:] == []
    seen = home.rows("SELECT max(update_id) AS last FROM seen_updates")[0]["last"]
    home.sandbox.state.updates[bot].append({"update_id": seen, "callback_query": press | {"from": owner_of(home)}})
    home.sandbox.bot_api.door.updates.wake(bot)
    await all_heard(home)
    await rest(home)
    assert {name: rows for name, rows in everything(home).items() if name != "panel"} == {
        name: rows for name, rows in before.items() if name != "panel"
    }


@pytest.mark.parametrize("kind", ["group", "supergroup", "channel"])
async def test_it_leaves_a_strangers_chat_once_and_says_nothing_there(home: House, kind: str) -> None:
    before, asked = everything(home), len(await calls(home))
    group = await home.world.create_channel("theirs", "Theirs", kind, who="stranger")
    rights = ["can_post_messages"] if kind == "channel" else []
    await home.world.bot_role("theirs", "administrator", rights, who="stranger")
    await all_heard(home)

    made = (await calls(home))[asked:]
    assert [method for method, _ in made] == ["leaveChat"]
    assert home.addresses["bot_id"] not in home.sandbox.state.chats[group].members
    await home.world.say("/start", "theirs", who="stranger")
    await all_heard(home)
    assert (await calls(home))[asked:] == made
    assert everything(home) == before


async def test_a_chat_that_can_not_be_left_stops_nothing(home: House) -> None:
    """Put out again before the bot could go: Telegram refuses, and the next message of the owner's is answered."""
    now, bot = int(home.sandbox.state.now()), {"id": home.addresses["bot_id"], "is_bot": True, "first_name": "Y"}
    change = {
        "chat": GROUP, "from": STRANGER, "date": now, "old_chat_member": {"user": bot, "status": "left"},
        "new_chat_member": {"user": bot, "status": "member"},
    }  # fmt: skip
    await come(home, [("my_chat_member", change)])
    said = await Talking(home).say("/menu")
    await Talking(home).sees("Yagami", since=said["id"])


async def test_it_stays_where_the_owner_brought_it_whoever_changes_its_rights_there(home: House) -> None:
    state, bot = home.sandbox.state, home.addresses["bot_id"]
    stranger = await home.world.person("misa", "Misa")
    group = await home.world.create_channel("mine", "Mine", "supergroup")
    await home.world.bot_role("mine", "member")
    for role in ("administrator", "member", "restricted"):
        state.set_member(state.chats[group], bot, role, stranger, set())
    await state.touch()
    await all_heard(home)

    assert bot in state.chats[group].members
    assert not [one for one in await calls(home) if one[0] == "leaveChat"]


async def test_it_stays_where_an_administrator_lets_it_in_for_a_feed_that_waits(home: House) -> None:
    """The owner picked a chat of which somebody else is the administrator, and asked that one to add the bot."""
    state, bot = home.sandbox.state, home.addresses["bot_id"]
    stranger = await home.world.person("misa", "Misa")
    group = await home.world.create_channel("ours", "Ours", "channel")
    home.write(
        f"""INSERT INTO errands (kind, subject, args, created_at, ended_at)
            VALUES ('channel', 'likes', '{{"how": "pick", "chat_id": {group}}}', 1, 2)"""
    )
    state.set_member(state.chats[group], bot, "administrator", stranger, {"can_post_messages"})
    await state.touch()
    await all_heard(home)

    assert bot in state.chats[group].members


@pytest.mark.parametrize(("rules", "stays"), [(True, True), (False, False)])
async def test_brought_by_an_anonymous_administrator_it_stays_only_if_the_owner_rules_there(
    home: House, rules: bool, stays: bool
) -> None:
    state, bot = home.sandbox.state, home.addresses["bot_id"]
    group = await home.world.create_channel("hidden", "Hidden", "supergroup", who="owner" if rules else "stranger")
    chat = state.chats[group]
    chat.members[bot] = "member"  # as by the update below, which the sandbox has no person for
    shown = {"id": bot, "is_bot": True, "first_name": "Y"}
    change = {
        "chat": SUPERGROUP | {"id": group}, "from": GROUP_BOT, "date": 1, "old_chat_member": {"user": shown, "status": "left"},
        "new_chat_member": {"user": shown, "status": "member"},
    }  # fmt: skip
    await come(home, [("my_chat_member", change)])

    assert (bot in chat.members) == stays


@pytest.mark.parametrize("number", [777000, 136817688, ANONYMOUS])
def test_a_stand_in_of_telegrams_for_many_people_can_not_own_the_bot(number: int) -> None:
    with pytest.raises(ValueError, match="stands for many people"):
        Settings(_env_file=None, bot_token="7000000001:" + "A" * 35, owner_id=number)
