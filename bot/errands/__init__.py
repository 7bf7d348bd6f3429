"""What takes longer than an answer, by kind; one subject a file. bot/conversation/errands.py works them."""

from __future__ import annotations

from collections.abc import Mapping

from bot.conversation.errands import Work

WORKS: Mapping[str, Work] = {}
