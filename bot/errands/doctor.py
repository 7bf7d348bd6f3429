"""Checks every part, for the doctor's screen: what was found stands in the errand's row."""

from __future__ import annotations

from bot.conversation.errands import Running
from bot.doctor.files import files
from bot.doctor.machine import machine
from bot.doctor.outside import outside
from bot.doctor.standing import standing

KIND = "doctor"


async def doctor(run: Running) -> None:
    """Killed anywhere it begins anew: it changes nothing."""
    boot = run.services.boot
    found = [
        *await standing(run),
        *await outside(run.services.bot, run.clock),
        *await machine(boot),
        *await files(boot),
    ]
    async with run.done():
        await run.store.errands.note(run.errand.id, found=[one.as_json() for one in found])
