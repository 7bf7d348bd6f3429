"""The panel as its owner uses it: the real app in a sandbox."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from bot.menu import MENU
from bot.screens import SCREENS
from locales import languages, texts
from tests.stories.house import House, house

from .talking import SOON, Talking


def setting(home: House, key: str) -> Any:
    rows = home.rows("SELECT value FROM settings WHERE key = ?", key)
    return json.loads(rows[0]["value"]) if rows else None


async def becomes(home: House, key: str, value: str) -> None:
    """Until a setting has this JSON value."""
    await home.until("SELECT 1 FROM settings WHERE key = ? AND value = ?", key, value, timeout=SOON)


async def test_start_leads_to_the_set_up_until_it_is_complete_and_menu_to_the_panel(talk: Talking) -> None:
    await talk.say("/start")
    await talk.sees("Take the lines in any order")
    await talk.say("/menu")
    await talk.sees("The set-up is not complete yet", button="🧭 Set-up")


async def test_pausing_twice_keeps_its_beginning_and_resuming_asks_first(talk: Talking) -> None:
    await talk.open()
    await talk.press("⏸ Pause everything")
    await talk.sees("Everything was paused", button="▶️ Resume")
    began = setting(talk.home, "paused_at")
    await talk.say("/pause")
    await talk.say("/resume")
    panel = await talk.sees("What should become of what happened meanwhile?")
    assert setting(talk.home, "paused_at") == began

    answer = await talk.press("📬 Resume with one digest")
    assert "One message per feed" in answer["answer"]["text"]
    await talk.sees("YouTube quota", button="⏸ Pause everything")
    assert setting(talk.home, "paused_at") is None
    stale = await talk.world.press_data("resume|end|all", message=panel["id"], timeout=SOON)
    assert stale["answer"]["text"] == "Nothing is paused."


async def test_two_presses_at_once_pause_once(talk: Talking) -> None:
    panel = await talk.open()
    acts = [{"do": "press_data", "data": "home|pause", "message": panel["id"]}] * 2
    done = await talk.world.burst(acts)
    await talk.world.answers([one["query"] for one in done], timeout=SOON)
    await talk.sees(button="▶️ Resume")
    assert isinstance(setting(talk.home, "paused_at"), float)


async def test_a_number_is_typed_and_the_panel_comes_to_the_chats_end(talk: Talking) -> None:
    await talk.open("⬇️ Downloads", "Length")
    said = await talk.say("a few")
    await talk.sees("between 1 and 100,000", since=said["id"])
    said = await talk.say("45")
    await talk.sees("at most 45 min", since=said["id"])
    assert setting(talk.home, "download.most_minutes") == 45
    said = await talk.say("50")  # the question is answered: this is just a text
    await talk.sees("Send me a YouTube link", since=said["id"])
    assert setting(talk.home, "download.most_minutes") == 45


async def test_cancel_leaves_a_question_for_the_page_it_was_asked_from(talk: Talking) -> None:
    await talk.open("⬇️ Downloads", "Size")
    said = await talk.say("/cancel")
    await talk.sees("Liked videos are brought", button="⏹ Bring none by itself", since=said["id"])
    said = await talk.say("100")
    await talk.sees("Send me a YouTube link", since=said["id"])
    assert setting(talk.home, "download.most_megabytes") is None
    said = await talk.say("/cancel")
    await talk.sees("nothing to cancel", since=said["id"])


async def test_the_menu_is_the_owners_alone_and_in_the_language_of_their_app(talk: Talking) -> None:
    await talk.home.until("SELECT 1 FROM settings WHERE key = 'commands.shown'", timeout=SOON)
    shown = await talk.world.do("menu")
    assert list(shown["commands"]) == list(MENU)
    assert shown["commands"]["menu"] == texts().get("command-menu")
    assert "YouTube" in shown["description"]
    await talk.world.person("curious")
    assert not (await talk.world.do("menu", who="curious"))["commands"]


async def test_the_menu_is_not_sent_again_while_nothing_changes(tmp_path: Path) -> None:
    async with house(tmp_path) as home:
        async with home.living(seeded=False):
            await home.until("SELECT 1 FROM settings WHERE key = 'commands.shown'", timeout=SOON)
        sent = home.sandbox.bot_api.door.profile.copy()
        home.sandbox.bot_api.door.profile.clear()
        async with home.living(seeded=False):
            await home.until(
                "SELECT 1 FROM errands WHERE kind = 'commands' GROUP BY kind HAVING count(ended_at) = 2", timeout=SOON
            )
        assert sent
        assert not home.sandbox.bot_api.door.profile


async def test_a_chosen_language_is_everybodys_menu(talk: Talking) -> None:
    await talk.home.until("SELECT 1 FROM settings WHERE key = 'commands.shown'", timeout=SOON)
    before = setting(talk.home, "commands.shown")
    said = await talk.say("/language EN")
    await talk.sees("From now on I speak English", since=said["id"])
    await talk.home.until(
        "SELECT 1 FROM settings WHERE key = 'commands.shown' AND value <> ?", json.dumps(before), timeout=SOON
    )
    assert setting(talk.home, "language") == "en"
    assert list((await talk.world.do("menu"))["commands"]) == list(MENU)

    said = await talk.say("/language tlh")
    await talk.sees("I don't speak that", since=said["id"])
    await talk.sees(button="As Telegram says", since=said["id"])  # the panel comes after the answer
    await talk.press("As Telegram says")
    await becomes(talk.home, "language", "null")


async def test_what_the_owners_telegram_speaks_is_noted_whoever_named_the_owner(talk: Talking) -> None:
    await talk.world.language("en-GB")
    await talk.say("/menu")
    await becomes(talk.home, "owner_language", '"en-GB"')


async def test_everything_is_said_in_the_language_of_their_app_until_one_is_chosen(talk: Talking) -> None:
    for code, spoken in (("fa", "fa"), ("ru-RU", "ru"), ("tlh", "en")):
        await talk.world.language(code)
        said = await talk.say("/pause")
        await talk.sees(button=texts(spoken).get("button-resume"), since=said["id"])
    said = await talk.say("/language ru")
    await talk.sees(texts("ru").get("toast-language"), since=said["id"])
    await talk.sees(button=texts("ru").get("button-home"), since=said["id"])
    descriptions = (await talk.world.do("menu"))["commands"]
    assert list(descriptions) == list(MENU)


async def test_status_knows_the_programs_that_it_works_with(talk: Talking) -> None:
    await talk.home.until("SELECT 1 FROM settings WHERE key = 'ffmpeg.version'", timeout=SOON)
    said = await talk.say("/status")
    shown = await talk.sees("ffmpeg", since=said["id"])
    assert "unknown" not in shown["text"]
    assert f"ffmpeg {setting(talk.home, 'ffmpeg.version')}" in shown["text"]


async def test_a_restart_keeps_the_place(tmp_path: Path) -> None:
    async with house(tmp_path) as home:
        talk = Talking(home)
        async with home.living(seeded=False):
            panel = await talk.open("⬇️ Downloads", "Per month")
            await talk.sees("Gigabytes in a month")
        async with home.living(seeded=False):
            await talk.press("50 GB")
            await talk.sees("In a month: at most 50 GB")
            assert (await talk.sees("In a month"))["id"] == panel["id"]


async def test_look_now_finds_a_like_long_before_its_time(tmp_path: Path) -> None:
    async with house(tmp_path) as home:
        talk = Talking(home)
        await home.move_in(interval=3600)
        async with home.living():
            await home.world.like("yagamiShort")
            await talk.open()
            await talk.press_line("Likes")
            await talk.press("🔄 Look now")
            await home.world.wait("likes", text="yagamiShort", timeout=SOON)
            await talk.press("📜 What happened")
            await talk.press("1")
            await talk.sees("You liked it", button="▶️ Open on YouTube")
            await home.all_done(1)


async def test_a_link_behind_the_download_command_and_none(talk: Talking) -> None:
    said = await talk.say("/download")
    await talk.sees("Send me its link", since=said["id"])
    said = await talk.say("/download https://youtu.be/yagamiShort")
    await talk.home.until(
        "SELECT 1 FROM errands WHERE kind = 'look' AND json_extract(args, '$.video') = 'yagamiShort'", timeout=SOON
    )
    said = await talk.say("/download https://example.com/clip")
    await talk.sees("not one of YouTube's", since=said["id"])


@pytest.mark.parametrize("language", languages())
def test_every_command_of_the_menu_is_answered_and_described(language: str) -> None:
    answered = {name for screen in SCREENS.screens.values() for name in screen.commands}
    assert set(MENU) <= answered
    for name in MENU:
        assert 3 <= len(texts(language).get(f"command-{name}")) <= 256
    assert len(texts(language).get("about-bot")) <= 512
    assert len(texts(language).get("about-bot-short")) <= 120
