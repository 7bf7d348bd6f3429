"""What a screen is, and what it is given. One screen, one file, in bot/screens; they are listed in bot/screens/__init__.py."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, ClassVar

from core.settings import Settings

from .view import View
from .words import Words

if TYPE_CHECKING:
    from bot.services import Services
    from storage.store import Store


@dataclass(frozen=True, slots=True)
class Context:
    """Everything a screen may look at. What it changes are rows of `store`, in `press` and `hear` only."""

    store: Store
    services: Services
    words: Words
    settings: Settings
    now: float

    @property
    def owner(self) -> int:
        return self.services.owner.id or 0


@dataclass(frozen=True, slots=True)
class Where:
    """The message whose button was pressed."""

    chat_id: int
    message_id: int


@dataclass(frozen=True, slots=True)
class Heard:
    """A message of the owner's, reduced to what a screen may want. Of a file or a picture only its facts: errands fetch it."""

    message_id: int
    text: str = ""
    urls: tuple[str, ...] = ()  #: addresses that are hidden behind words
    phone: str | None = None  #: a shared contact's
    contact_of: int | None = None  #: whose contact it is
    chat_id: int | None = None  #: a chosen chat
    chat_title: str = ""
    request_id: int | None = None  #: which button chose it
    file_id: str | None = None
    file_name: str = ""
    file_size: int = 0
    other: str | None = None  #: something else: photo, voice, sticker ...


@dataclass(frozen=True, slots=True)
class After:
    """What follows a press or an answer.

    place: where the panel goes (None: it stays, and shows what the rows say now). toast: a line for the owner, within 200
    characters; as an
    alert it has to be confirmed. fresh: the panel is sent anew, at the chat's end.
    """

    place: str | None = None
    toast: str | None = None
    alert: bool = False
    fresh: bool = False


class Screen:
    """Defaults; a screen overrides what it does. It holds no state."""

    name: ClassVar[str]
    actions: ClassVar[frozenset[str]] = frozenset()  #: second words of its buttons' data that are presses
    commands: ClassVar[tuple[str, ...]] = ()  #: that it answers; their descriptions are the texts command-NAME
    own: ClassVar[bool] = False  #: it lives in messages of its own (a card, an alert, a post), not in the panel
    places: ClassVar[tuple[tuple[str, ...], ...]] = (
        (),
    )  #: its arguments, an example of each kind: the tests render them all

    async def show(self, ctx: Context, args: tuple[str, ...]) -> View:
        """What stands there now. Reads only. Raises Stale where it has no page: it is nothing but buttons under a post."""
        raise Stale(self.name)

    async def press(self, ctx: Context, where: Where, action: str, args: tuple[str, ...]) -> After | None:
        """A button that is no way to a place. Runs inside the update's transaction: rows and nothing else.

        Raises Stale for arguments that it does not understand (a button from another version).
        """
        raise Stale(action)

    async def hear(self, ctx: Context, heard: Heard, args: tuple[str, ...]) -> After | None:
        """The answer to the question that `show` asked at this place. Inside the update's transaction too. None: no answer
        to it."""
        return None

    async def command(self, ctx: Context, name: str, rest: str) -> After:
        """One of its commands, with what stands behind it. Inside the update's transaction."""
        return After(place=self.name, fresh=True)

    async def overhear(self, ctx: Context, heard: Heard, *, asked: bool) -> After | None:
        """Any message that is no command, before the open question (if one is: asked) gets it. None: not for this screen."""
        return None


class Stale(Exception):
    """The button is from another time: it is answered politely, with the panel as it is now."""


def choice(args: tuple[str, ...], place: int, of: Any) -> Any:
    """The argument at `place` as a member of the enum `of`. Raises Stale."""
    try:
        return of(args[place])
    except (IndexError, ValueError) as error:
        raise Stale(str(place)) from error


def number(args: tuple[str, ...], place: int) -> int:
    """The argument at `place` as a whole number that a row can hold. Raises Stale."""
    try:
        found = int(args[place])
    except (IndexError, ValueError) as error:
        raise Stale(str(place)) from error
    if abs(found) >= 2**63:
        raise Stale(str(place))
    return found


@dataclass(slots=True)
class Registry:
    """All screens by name."""

    screens: dict[str, Screen] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for name, screen in self.screens.items():
            if name != screen.name or "|" in name:
                raise ValueError(f"a screen is listed under another name: {name}")

    @classmethod
    def of(cls, *screens: Screen) -> Registry:
        return cls({screen.name: screen for screen in screens})

    def read(self, words: str) -> tuple[Screen, str, tuple[str, ...]]:
        """A button's data, or a place -> (screen, action or "", arguments). Raises Stale."""
        name, *rest = words.split("|")
        screen = self.screens.get(name)
        if screen is None:
            raise Stale(name)
        if rest and rest[0] in screen.actions:
            return screen, rest[0], tuple(rest[1:])
        return screen, "", tuple(rest)
