"""How the bot answers whatever it is sent: old buttons, strange messages, commands."""

from __future__ import annotations

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
