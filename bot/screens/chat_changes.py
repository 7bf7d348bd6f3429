"""What follows when the bot's rights in a chat change, or a plain group becomes a supergroup. Inside the update's transaction."""

from __future__ import annotations

from bot.conversation.screen import Context
from bot.errands.channels import CHANNEL, CHECK, FORUM
from core.model import Feed


async def chat_changed(ctx: Context, chat_id: int, new_id: int | None) -> None:
    """new_id: the supergroup that the group has become."""
    if new_id is not None:
        await ctx.store.destinations.moved(chat_id, new_id)
        ctx.services.chats.add(new_id)
    now_id = chat_id if new_id is None else new_id
    if await ctx.store.destinations.in_chat(now_id):
        await ctx.store.errands.start(CHECK, ctx.now, str(now_id))
    # Whoever waited for the bot to be let in, and gave it up, need not press "check again".
    for kind, subject in (*((CHANNEL, str(feed)) for feed in Feed), (FORUM, "")):
        errand = await ctx.store.errands.last(kind, subject)
        if errand is None or errand.args.get("chat_id") != chat_id:
            continue
        gave_up = errand.trouble is not None and not errand.is_open
        if gave_up or (errand.is_open and new_id is not None):
            await ctx.store.errands.start(kind, ctx.now, subject, **{**errand.args, "chat_id": now_id})
