"""The control API's verbs for people: what the owner, or somebody else (`who`), does in a chat with the bot."""

from __future__ import annotations

import base64 as b64
from collections.abc import Callable
from typing import Any

from sandbox.telegram.person import Nothing, Person
from sandbox.telegram.records import Account
from sandbox.telling import Json, People, shown

#: when a message that is forwarded from elsewhere was written, if nothing else is said: 2015
LONG_AGO = 1_430_000_000
BURST = ("say", "start", "press", "press_data", "edit")


class PersonVerbs:
    """`who` is a name in the cast: owner, stranger, or one that `person` made."""

    def __init__(self, people: People) -> None:
        self._people = people
        self._state = people.state
        self._cast = people.cast

    # -- who ---------------------------------------------------------------------------------------------------

    async def person(self, name: str, first_name: str = "", username: str | None = None, language: str = "en") -> int:
        """Somebody else comes into the world; the verbs call them `name`. -> the account's id"""
        if name in self._cast.people:
            raise ValueError(f"there is a person {name!r} already")
        number = max(self._cast.people.values(), key=lambda one: one.id).id + 1
        account = Account(number, first_name or name, username, language=language)
        self._cast.people[name] = self._state.add_account(account)
        return number

    async def language(self, code: str, who: str = "owner") -> bool:
        """The language of somebody's Telegram app (`language_code`), as every update tells it from now on."""
        self._people.who(who).account.language = code
        return True

    async def menu(self, who: str = "owner") -> Json:
        """What somebody sees of the bot in their language: its name, description, commands, menu button."""
        return self._people.menu(who)

    # -- what they write ---------------------------------------------------------------------------------------

    async def say(
        self, text: str, chat: str | int = "dm", entities: list[Json] | None = None, reply_to: int | None = None,
        who: str = "owner",
    ) -> Json:  # fmt: skip
        """Write to the bot ("dm"), or into another chat. -> the message

        Commands, links, mentions and hashtags get their entities as in a client; `entities` come on top of them, a
        text_link for example.
        """
        message = self._people.who(who).say(text, self._people.chat(chat, who), entities, reply_to)
        await self._state.touch()
        return shown(message)

    async def start(self, link: str = "", who: str = "owner") -> Json:
        """Press Start at the bot, with a deep link (https://t.me/BOT?start=...) or the payload of one. -> the message"""
        message = self._people.who(who).start(link)
        await self._state.touch()
        return shown(message)

    async def edit(
        self, message: int, text: str, chat: str | int = "dm", entities: list[Json] | None = None, who: str = "owner"
    ) -> Json:
        """Change one's own message. -> the message"""
        edited = self._people.who(who).edit(message, text, self._people.chat(chat, who), entities)
        await self._state.touch()
        return shown(edited)

    async def forward(self, message: int, source: str | int, chat: str | int = "dm", who: str = "owner") -> Json:
        """Pass on a message that stands in the chat `source`. -> the new message"""
        where = self._people.chat(source, who)
        if message not in where.messages:
            raise Nothing(f"no message {message} in {source!r}")
        passed = self._people.who(who).forward(where.messages[message], where, self._people.chat(chat, who))
        await self._state.touch()
        return shown(passed)

    async def forward_old(
        self, text: str, origin: str = "channel", name: str = "Somewhere else", date: int = LONG_AGO,
        entities: list[Json] | None = None, who: str = "owner",
    ) -> Json:  # fmt: skip
        """Pass on to the bot what was written long ago, elsewhere: by a channel, a user, or a user who hides (hidden_user).

        -> the message
        """
        channel = {"id": -1009999999999, "type": "channel", "title": name}
        user = {"id": 9_999_999_999, "is_bot": False, "first_name": name}
        origins: dict[str, Json] = {
            "channel": {"type": "channel", "date": date, "chat": channel, "message_id": 1},
            "user": {"type": "user", "date": date, "sender_user": user},
            "hidden_user": {"type": "hidden_user", "date": date, "sender_user_name": name},
        }
        if origin not in origins:
            raise ValueError(f"origin is one of: {', '.join(origins)}")
        passed = self._people.who(who).forward_from_elsewhere(text, origins[origin], entities=entities)
        await self._state.touch()
        return shown(passed)

    async def send_file(
        self, name: str, base64: str, caption: str = "", photo: bool = False, who: str = "owner"
    ) -> Json:
        """Send a file to the bot; photo: as a photo. -> the message"""
        message = self._people.who(who).send_file(name, _decoded(base64), caption, photo=photo)
        await self._state.touch()
        return shown(message)

    async def send(self, kind: str, base64: str | None = None, who: str = "owner") -> Json:
        """Send the bot a sticker, voice, video_note, animation, audio, video, location or dice. -> the message"""
        person = self._people.who(who)
        message = person.send(kind) if base64 is None else person.send(kind, _decoded(base64))
        await self._state.touch()
        return shown(message)

    async def send_contact(
        self, phone: str | None = None, name: str | None = None, user: int | None = None, who: str = "owner"
    ) -> Json:
        """Send the bot one's own contact, or with `phone` somebody else's (`user`: their id, if they are on Telegram)."""
        message = self._people.who(who).send_contact(phone, name, user)
        await self._state.touch()
        return shown(message)

    async def delete_message(self, chat: str | int, id: int, who: str = "owner") -> bool:  # noqa: A002  the API's word
        """Delete a message, one's own or (in a private chat, or with the right to) another's."""
        deleted = self._state.delete(self._people.who(who).account.id, self._people.chat(chat, who), [id])
        await self._state.touch()
        if not deleted:
            raise Nothing(f"no message {id} in {chat!r}")
        return True

    async def block(self, blocked: bool = True, who: str = "owner") -> bool:
        """Block the bot, or (false) let it write again."""
        self._people.who(who).block(blocked)
        await self._state.touch()
        return True

    # -- what they press ---------------------------------------------------------------------------------------

    async def press(
        self, button: str | int, message: int | None = None, chat: str | int = "dm", timeout: float = 0.0,
        shared: str | int | None = None, create: str | None = None, adds_bot: bool = True, who: str = "owner",
    ) -> Json:  # fmt: skip
        """Press a button by its text or number (from 1), in the newest message that has it, or in `message`.

        For a callback waits `timeout` seconds for the bot's answer. Where the button asks for a chat: `shared` is the one
        that is chosen, `create` the title of one that is made for it, neither breaks off; adds_bot false: the client makes
        the bot no administrator (as some do). -> kind, and what came of it; of a callback the answer and its `ms`
        """
        chosen = None if shared is None else self._people.chat(shared, who)
        presses = self._people.who(who).presses
        came = presses.press(
            button,
            chat=self._people.chat(chat, who),
            message_id=message,
            shared=chosen,
            create=create,
            adds_bot=adds_bot,
        )
        if create is not None and "chat" in came:
            self._cast.channels.setdefault(create, self._state.chats[came["chat"]])
        await self._state.touch()
        return came | (await presses.answered(came["query"], timeout) if "query" in came else {})

    async def press_data(
        self, data: str, message: int | None = None, chat: str | int = "dm", timeout: float = 0.0, who: str = "owner"
    ) -> Json:
        """A press that no button makes: forged data, on any message of the bot, one that is gone too. -> as `press`"""
        presses = self._people.who(who).presses
        came = presses.press_data(data, chat=self._people.chat(chat, who), message_id=message)
        await self._state.touch()
        return came | await presses.answered(came["query"], timeout)

    async def burst(self, acts: list[Json], who: str = "owner") -> list[Json]:
        """Many things at once, nothing between them: [{"do": "say", "text": "x"}, {"do": "press", "button": "Off"}, ...].

        do is say, start, press, press_data or edit, with that verb's arguments but `who` and `timeout`. -> for each the
        message's id, or what the press came to; `answers` waits for its query.
        """
        person, came = self._people.who(who), []
        for act in acts:
            come = self._act(person, dict(act), who)
            came.append(come)
        await self._state.touch()
        return came

    async def answers(self, queries: list[str], timeout: float = 10.0) -> list[Json]:
        """Wait until the bot has answered all these presses. -> of each: query, answer, ms. 408 if not in time."""
        presses = self._people.who("owner").presses
        told = presses.updates.queries
        if unknown := next((one for one in queries if one not in told), None):
            raise Nothing(f"no press {unknown}")
        found = [await presses.answered(one, timeout) for one in queries]
        if missing := sum(one["answer"] is None for one in found):
            raise TimeoutError(f"not within {timeout} s: {missing} of {len(queries)} presses are not answered")
        return found

    def _act(self, person: Person, act: Json, who: str) -> Json:
        do = act.pop("do", None)
        if do not in BURST:
            raise ValueError(f"burst: do is one of {', '.join(BURST)}")
        if do != "start":
            act["chat"] = self._people.chat(act.get("chat", "dm"), who)
        message = act.pop("message", None)
        doing: dict[str, Callable[..., Any]] = {
            "say": person.say, "start": person.start, "edit": person.edit,
            "press": person.presses.press, "press_data": person.presses.press_data,
        }  # fmt: skip
        given = act | ({"message_id": message} if message is not None else {})
        try:
            done = doing[do](**given)
        except TypeError:
            raise ValueError(f"burst: {do} does not take {', '.join(sorted(given))}") from None
        return done if isinstance(done, dict) else {"kind": "message", "message": done.id}


def _decoded(text: str) -> bytes:
    try:
        return b64.b64decode(text, validate=True)
    except ValueError:
        raise ValueError("base64 can't be decoded") from None
