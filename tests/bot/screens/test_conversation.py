"""How the bot answers whatever it is sent: old buttons, strange messages, commands."""

from __future__ import annotations

import pytest

from bot import polling
from sandbox.mishaps import Kind

from .talking import Talking


async def test_a_panel_is_sent_anew_and_the_old_one_goes(talk: Talking) -> None:
    await talk.say("/menu")
    first = await talk.sees("Yagami")
    await talk.say("/menu")
    await talk.gone(first["id"])

    panels = [one for one in await talk.world.read("dm") if "Yagami" in one["text"]]
    assert len(panels) == 1


async def test_an_unknown_command_and_a_plain_text_are_answered_in_one_line(talk: Talking) -> None:
    await talk.say("/nonsense")
    await talk.sees("I don't know that command")
    await talk.say("hello")
    await talk.sees("Send me a YouTube link")


async def test_a_forged_button_is_answered_with_the_panel_as_it_is(talk: Talking) -> None:
    await talk.say("/menu")
    panel = await talk.sees("Yagami")
    answer = await talk.world.press_data("lastyear|set|x", message=panel["id"], timeout=20)
    assert "older message" in answer["answer"]["text"]
    await talk.gone(panel["id"])


async def test_an_answer_that_telegram_does_not_take_is_given_again(talk: Talking) -> None:
    first = await talk.open()
    mishap = talk.home.sandbox.faults.mishaps.befall("bot_api.sendMessage", Kind.ERROR, 2)
    said = await talk.say("/status")
    await mishap.met.wait()
    await talk.sees("Status", since=said["id"])
    await talk.gone(first["id"])
    assert mishap.hits == 2


async def test_of_an_answer_in_two_messages_only_the_one_that_telegram_did_not_take_is_given_again(
    talk: Talking,
) -> None:
    await talk.open()
    mishap = talk.home.sandbox.faults.mishaps.befall("bot_api.sendMessage", Kind.ERROR, 1, skip=1)
    said = await talk.say("/language xx")
    await mishap.met.wait()
    await talk.sees("Language", since=said["id"], button="English")
    assert len([one for one in await talk.world.read("dm") if "I don't speak" in one["text"]]) == 1


async def test_while_telegram_stays_away_the_next_thing_said_is_heard(
    talk: Talking, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    monkeypatch.setattr(polling, "AGAIN", (0.01, 0.01))
    await talk.open()
    mishap = talk.home.sandbox.faults.mishaps.befall("bot_api.sendMessage", Kind.ERROR, 3)
    await talk.say("hello")
    await mishap.met.wait()
    said = await talk.say("/nonsense")
    await talk.sees("I don't know that command", since=said["id"])
    assert "did not take the answer" in caplog.text
