"""Weeks in which the app is killed, or asked to stop, again and again: while a call is under way, and around its commits."""

from __future__ import annotations

import asyncio
import os
import signal
from collections.abc import Sequence

from sandbox.mishaps import Kind, Mishap

from .cells import STEPS, Cell, Fault
from .life import Life
from .strike import MEETS, NotStruck, provoke, talking

STOP = 60.0  #: seconds within which it ends when it is asked to


async def die_in(app: Life, week: Sequence[Cell]) -> dict[Cell, float]:
    """One week -> by cell how long it took until all stood. Raises AssertionError, NotStruck."""
    assert app.mortal
    await app.happens()
    if week[0].call in STEPS:
        await _around_steps(app, week)
    else:
        await _during_calls(app, week)
    took = await app.settles()
    if any(cell.call.startswith("bot_api.") for cell in week):
        await app.answers()
    app.mortal.assert_lives()
    app.whole()
    return dict.fromkeys(week, took)


async def _during_calls(app: Life, week: Sequence[Cell]) -> None:
    """The app dies at each of the calls, as they come; what is under way at one death is not waited for at another."""
    mishaps = app.home.sandbox.faults.mishaps
    kind = Kind.HELD if week[0].moment == "while it waits" else Kind.SILENT
    waiting: dict[Cell, Mishap] = {cell: mishaps.befall(cell.call, kind) for cell in week}
    provoke(app, week)
    async with talking(app, week):
        try:
            while waiting:
                await _any_met(waiting)
                await _end(app, week[0].fault)
                for cell in [cell for cell, mishap in waiting.items() if _struck(mishap).is_set()]:
                    mishaps.end(waiting.pop(cell))
                assert app.mortal
                await app.mortal.up()
        finally:
            mishaps.end()


async def _any_met(waiting: dict[Cell, Mishap]) -> None:
    meetings = [asyncio.ensure_future(_struck(one).wait()) for one in waiting.values()]  # noqa: TID251  ended below
    try:
        done, _ = await asyncio.wait(meetings, timeout=MEETS, return_when=asyncio.FIRST_COMPLETED)
    finally:
        for one in meetings:
            one.cancel()
    if not done:
        raise NotStruck(f"{', '.join(cell.name for cell in waiting)}: the call never came")


def _struck(mishap: Mishap) -> asyncio.Event:
    """When the door holds the call, or has done what it asks for."""
    return mishap.done if mishap.kind is Kind.SILENT else mishap.met


async def _end(app: Life, fault: Fault) -> None:
    """By a signal. One that asks is obeyed soon, and well."""
    mortal = app.mortal
    assert mortal
    if fault is Fault.SIGKILL:
        await mortal.down()
        return
    assert mortal.death
    os.kill(mortal.pid, signal.SIGTERM)
    await asyncio.wait([mortal.death], timeout=STOP)
    assert mortal.death.done(), f"it did not end within {STOP:.0f} s of a SIGTERM. {mortal.last_words()[-300:]}"
    assert mortal.death.result() == 0, f"it ended with {mortal.death.result()}. {mortal.last_words()[-300:]}"


async def _around_steps(app: Life, week: Sequence[Cell]) -> None:
    mortal = app.mortal
    assert mortal
    await mortal.down()
    order = list(STEPS)
    for cell in sorted(week, key=lambda one: (order.index(one.call), one.moment == "after it")):
        await mortal.up(f"kill:{cell.moment.removesuffix(' it')} {cell.call}")
        try:
            async with asyncio.timeout(MEETS):
                await mortal.died(f"it was not killed {cell.moment.removesuffix(' it')} {cell.call}")
        except TimeoutError:
            raise NotStruck(f"{cell.name}: the commit never came") from None
    await mortal.up()
