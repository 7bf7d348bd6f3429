"""The numbered cards that lead through Google's console, and which of them a refusal says was missed."""

from __future__ import annotations

from dataclasses import dataclass

from bot.conversation.screen import Context
from bot.conversation.view import Question, Rows, View, button, link
from core.model import Button, Sentence
from core.youtube.google_troubles import Card

CONSOLE = "https://console.cloud.google.com"
#: What each card is about, in order, and the console's page for it.
PAGES = (
    "/projectcreate",
    "/apis/library/youtube.googleapis.com",
    "/auth/overview",
    "/auth/audience",
    "/auth/clients/create",
)
#: core.youtube's name of a card -> its number here
NUMBERS = {Card.ENABLE: 2, Card.CONSENT: 3, Card.PUBLISH: 4, Card.CLIENT: 5}
MISSED = "condition-google_client"  #: the trouble that names a card
#: Problems with a client that another card does not mend: it was not given as it stands in the console.
_GIVEN_WRONG = {"secret", "unknown", "deleted"}
CLIENT_MINUTES = 120.0  #: the owner is away at Google's console


@dataclass(frozen=True, slots=True)
class Missed:
    """What a refusal says is not right in the console, and the place that mends it."""

    text: str  #: HTML
    mend: Button


async def card(ctx: Context, number: int) -> View:
    """One card. The last one takes the client."""
    client = await ctx.services.credentials.client()
    url = CONSOLE + PAGES[number - 1]
    if client is not None and number > 1:
        url += f"?project={client.project}"
    last = number == len(PAGES)
    words = ctx.words
    text = words(f"screen-google-card-{number}", number=number, of=len(PAGES))
    steps = [] if number == 1 else [button(words.plain("screen-google-previous"), "google", "card", number - 1)]
    if not last:
        steps.append(button(words.plain("screen-google-next"), "google", "card", number + 1, style="primary"))
    rows: Rows = (
        (link(words.plain("screen-google-open"), url),),
        tuple(steps),
        (button(words.plain("button-back"), "google"),),
    )
    return View(text, rows, question=Question(secret=True, minutes=CLIENT_MINUTES) if last else None)


def missed(ctx: Context, trouble: Sentence) -> Missed | None:
    """None for a trouble that no card mends."""
    if trouble.key != MISSED:
        return None
    name, problem = str(trouble.args.get("card", Card.CLIENT)), str(trouble.args.get("problem", "other"))
    number = next((number for one, number in NUMBERS.items() if one == name), NUMBERS[Card.CLIENT])
    text = ctx.words("screen-google-missed", card=name, problem=problem, number=number)
    if name == Card.CLIENT and problem in _GIVEN_WRONG:
        return Missed(text, button(ctx.words.plain("screen-google-send-client"), "google", "client", style="primary"))
    return Missed(
        text, button(ctx.words.plain("screen-google-go", number=number), "google", "card", number, style="primary")
    )
