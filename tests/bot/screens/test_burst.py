"""Many presses and messages at once: each is answered, in the order in which they came."""

from __future__ import annotations

import asyncio
import random

from .talking import Talking


async def test_two_hundred_presses_and_messages_in_one_burst_are_answered_in_order(talk: Talking) -> None:
    await talk.say("/menu")
    panel = await talk.sees(button=None, text="Yagami")
    dice = random.Random(200)
    acts = []
    for number in range(200):
        if dice.random() < 0.7:
            acts.append({"do": "press_data", "data": ("setup", "home")[number % 2], "message": panel["id"]})
        else:
            acts.append({"do": "say", "text": f"message {number}"})
    before = len(await talk.world.requests("bot_api"))

    came = await talk.world.burst(acts)
    queries = [one["query"] for one in came if "query" in one]
    answers = await talk.world.answers(queries, timeout=60)
    async with asyncio.timeout(60):
        while len(answered := await answers_since(talk, before)) < len(acts):  # noqa: ASYNC110  the log announces nothing
            await asyncio.sleep(0.05)

    assert len(answers) == sum(act["do"] == "press_data" for act in acts)
    assert answered[: len(acts)] == [act["do"] for act in acts]


async def answers_since(talk: Talking, before: int) -> list[str]:
    """What the bot answered, as the acts that it answers."""
    asked = [one["method"] for one in (await talk.world.requests("bot_api"))[before:]]
    return ["press_data" if one == "answerCallbackQuery" else "say" for one in asked if one in ANSWERS]


ANSWERS = ("answerCallbackQuery", "sendMessage")
