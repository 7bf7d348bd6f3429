"""What the checklist's line and the first page say in each state that the rows can be in."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from bot.conversation.screen import Context, Where
from bot.conversation.view import View
from bot.errands.cookies import FACTS
from bot.errands.google import CHANNEL, CONSENT
from bot.screens import cookies, google, google_states, ready
from core.model import Feed, Sentence
from core.youtube.client_file import Client
from core.youtube.oauth import GoogleCredentials

from .rows import NOW, context

CLIENT = Client("123456789012-abcdefgh.apps.googleusercontent.com", "GOCSPX-" + "s" * 28, "tv")
WHERE = Where(1, 1)
ME = {"id": "UC1", "title": "Sora <3", "handle": "@sora"}


@pytest.fixture
async def ctx(tmp_path: Path) -> AsyncIterator[Context]:
    async with context(tmp_path) as ctx:
        yield ctx


def labels(view: View) -> list[str]:
    return [one.text for row in view.rows for one in row]


async def connected(ctx: Context, dies_at: float | None = None) -> None:
    await ctx.services.credentials.put_client(CLIENT)
    await ctx.services.credentials.put_credentials(
        GoogleCredentials(CLIENT.client_id, CLIENT.client_secret, "1//token")
    )
    await ctx.store.settings.put(CHANNEL, ME)
    await ctx.store.settings.put(CONSENT, {"given_at": NOW, "dies_at": dies_at})


async def ended(ctx: Context, kind: str, trouble: Sentence | None) -> None:
    await ctx.store.errands.end(await ctx.store.errands.start(kind, NOW), NOW, trouble)


async def test_nothing_then_a_client_then_a_channel(ctx: Context) -> None:
    line = await google.line(ctx)
    assert (line.done, line.wrong) == (False, False)
    await ctx.services.credentials.put_client(CLIENT)
    line = await google.line(ctx)
    assert (line.done, "permission is missing" in line.text) == (False, True)
    await connected(ctx)
    line = await google.line(ctx)
    assert (line.done, line.wrong) == (True, False)
    assert "Sora &lt;3 · @sora" in line.text


async def test_testing_and_a_lost_consent_are_wrong_but_done(ctx: Context) -> None:
    await connected(ctx, dies_at=NOW + 7 * 86400)
    line = await google.line(ctx)
    assert (line.done, line.wrong) == (True, True)
    assert f'unix="{int(NOW + 7 * 86400)}"' in line.text
    await ctx.store.feeds.look_failed(Feed.LIKES, NOW + 300, Sentence("condition-google_consent"))
    assert "give it again" in (await google.line(ctx)).text
    view = await google_states.view(ctx)
    assert "Your client is kept" in view.text
    assert view.rows[0][0].data == "google|ask"


@pytest.mark.parametrize(
    ("card", "problem", "leads"),
    [
        ("enable", None, "google|card|2"),
        ("consent", None, "google|card|3"),
        ("publish", None, "google|card|4"),
        ("client", "type", "google|card|5"),
        ("client", "secret", "google|client"),
        ("client", "unknown", "google|client"),
        ("client", "deleted", "google|client"),
        ("client", "disabled", "google|card|5"),
        ("client", "other", "google|card|5"),
        ("new-card-of-a-later-version", None, "google|card|5"),
    ],
)
async def test_a_card_that_was_missed_is_named_and_its_button_goes_there(
    ctx: Context, card: str, problem: str | None, leads: str
) -> None:
    args: dict[str, Any] = {"card": card} | ({"problem": problem} if problem else {})
    await ctx.services.credentials.put_client(CLIENT)
    await ended(ctx, "google-device", Sentence("condition-google_client", args))
    view = await google_states.view(ctx)
    assert view.rows[0][0].data == leads
    assert view.rows[0][0].style == "primary"
    assert "google|ask" in [one.data for row in view.rows for one in row]
    assert (await google.line(ctx)).wrong


async def test_a_new_attempt_forgets_how_the_last_one_ended(ctx: Context) -> None:
    await ctx.services.credentials.put_client(CLIENT)
    await ended(ctx, "google-device", Sentence("google-code-expired"))
    await ended(ctx, "google-link", Sentence("google-consent-refused"))
    assert "refused on Google" in (await google_states.view(ctx)).text
    await google.Google().press(ctx, WHERE, "stop", ())
    assert "I have your client" in (await google_states.view(ctx)).text


async def test_a_revocation_that_google_did_not_hear_is_said_with_a_button(ctx: Context) -> None:
    await ended(ctx, "google-revoke", Sentence("google-unreachable"))
    view = await google_states.view(ctx)
    assert "Google can't be reached" in view.text
    assert "google|retry-leave" in [one.data for row in view.rows for one in row]


async def test_cookies_of_every_state_have_their_line(ctx: Context) -> None:
    assert not (await cookies.line(ctx)).done
    await ctx.services.credentials.put("cookies", "jar")
    facts: dict[str, Any] = {"count": 3, "expires_at": NOW + 86400, "missing": ["HSID"], "state": "checking"}
    await ctx.store.settings.put(FACTS, facts)
    assert "looking at YouTube" in (await cookies.line(ctx)).text
    await ended(ctx, "cookies-check", Sentence("youtube-unreachable"))
    assert (await cookies.line(ctx)).wrong
    await ctx.store.settings.put(
        FACTS, {**facts, "state": "ok", "account": "Sora", "handle": "@sora", "channel_id": "UC1"}
    )
    line = await cookies.line(ctx)
    assert (line.done, line.wrong) == (True, False)
    await connected(ctx)
    assert not (await cookies.line(ctx)).wrong
    await ctx.store.settings.put(CHANNEL, {**ME, "id": "UC2"})
    assert (await cookies.line(ctx)).wrong
    await ctx.store.feeds.look_failed(Feed.HISTORY, NOW, Sentence("condition-cookies_dead"))
    line = await cookies.line(ctx)
    assert (line.done, line.wrong) == (False, True)


async def test_ready_is_done_when_the_owner_says_so(ctx: Context) -> None:
    assert not (await ready.line(ctx)).done
    await ctx.store.settings.put(ready.DONE, True)
    assert (await ready.line(ctx)).done
