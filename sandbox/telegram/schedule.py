"""Videos that Telegram converts before they are shown: until then they stand in the schedule's queue, under ids of its own.

As far as it is known (core.telegram.org/api/files, "Video qualities"): in large channels sendMedia answers with
updateNewScheduledMessage; later the message appears under another id. What a repeat of the sending call answers then is not said of
the real one for this case; here it is what is said of random ids in general: the message that was made, where it stands now.
Ids of the queue begin at 1 as a chat's do, so that who takes one for a message's hits another message.
"""

from __future__ import annotations

import asyncio

from sandbox.telegram.state import Chat, Message, State


async def appear(state: State, chat: Chat, message: Message, seconds: float) -> None:
    """After so many seconds the message stands in its chat."""
    await asyncio.sleep(seconds)
    if chat.scheduled.pop(message.id, None) is None:
        return
    message.id, message.date, message.scheduled = next(chat.ids), int(state.now()), False
    chat.messages[message.id] = message
    key = (message.sender, id(chat), message.random_id or 0)
    if state.scheduled_random_ids.pop(key, None) is not None:
        state.used_random_ids[key] = message.id
    for hook in state.on_message:
        hook(message, chat)
    await state.touch()


def stands(state: State, file_id: int) -> bool | None:
    """Whether a message holds the file; None: none ever did (one that was uploaded for later)."""
    chats = [*state.chats.values(), *state.dialogs.values()]
    if any(_holds(one, file_id) for chat in chats for one in (*chat.messages.values(), *chat.scheduled.values())):
        return True
    return False if any(_holds(one, file_id) for chat in chats for one in chat.gone.values()) else None


def _holds(message: Message, file_id: int) -> bool:
    media = message.media
    return media is not None and (media.id == file_id or (media.cover is not None and media.cover.id == file_id))
