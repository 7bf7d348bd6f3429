"""Google is connected in the chat: the client in any form, the code, the link, every refusal, and the end."""

from __future__ import annotations

import pytest

from .google_ways import button_of, client, client_json, code_shown, connect, tap, turn
from .talking import Talking


@pytest.fixture(autouse=True)
async def quick(talk: Talking) -> None:
    await talk.world.google_project(interval=0.05)


async def test_five_cards_lead_through_the_console_and_back(talk: Talking) -> None:
    await turn(talk, "google")
    await tap(talk, "Begin with card 1")
    pages = []
    for number in range(1, 6):
        panel = await talk.sees(f"Card {number} of 5")
        pages.append(button_of(panel, "Open Google's page")["url"])
        if number < 5:
            await tap(talk, "Next ›")
    assert [page.removeprefix("https://console.cloud.google.com") for page in pages] == [
        "/projectcreate",
        "/apis/library/youtube.googleapis.com",
        "/auth/overview",
        "/auth/audience",
        "/auth/clients/create",
    ]
    await tap(talk, "‹ Previous")
    await talk.sees("Card 4 of 5")
    await tap(talk, "‹ Back")
    await talk.sees(button="Begin with card 1")


async def test_id_and_secret_the_code_and_the_panel_turns_by_itself(talk: Talking) -> None:
    name, secret = client(talk)
    await turn(talk, "google|card|5")
    said = await talk.say(f"Client ID: {name}\nClient secret: {secret}")
    code = await code_shown(talk)
    panel = await talk.sees("Type this code")
    assert button_of(panel, "Copy")["copy_text"] == {"text": code}
    assert button_of(panel, "Open Google's page")["url"].startswith("https://")
    await talk.gone(said["id"])
    await talk.world.google_allow(code)
    await talk.sees("Connected as")
    assert all(secret not in one["text"] for one in await talk.world.read("dm"))
    [channel] = talk.home.rows("SELECT value FROM settings WHERE key = 'google.channel'")
    assert talk.home.addresses["google"]["client_id"] not in channel["value"]


async def test_a_half_is_kept_until_the_other_half_comes(talk: Talking) -> None:
    name, secret = client(talk)
    await turn(talk, "google|client")
    first = await talk.say(secret)
    await talk.sees("I have the client secret")
    second = await talk.say(f"here: {name}")
    await code_shown(talk)
    await talk.gone(first["id"])
    await talk.gone(second["id"])


async def test_the_clients_file_may_be_sent_at_any_time(talk: Talking) -> None:
    await talk.say("/menu")
    await talk.sees("Yagami")
    sent = await talk.world.send_file("client_secret_1.json", client_json(talk))
    await talk.world.google_allow(await code_shown(talk))
    await talk.sees("Connected as")
    await talk.gone(sent["id"])


async def test_a_secret_that_is_sent_while_nothing_is_asked_is_taken_and_deleted(talk: Talking) -> None:
    said = await talk.say("\n".join(client(talk)))
    await code_shown(talk)
    await talk.gone(said["id"])


@pytest.mark.parametrize(
    ("text", "answer"),
    [("AIza" + "x" * 35, "that is an API key"), ("hello there", "there is no client id or secret in it")],
)
async def test_nonsense_is_named_and_the_question_stays(talk: Talking, text: str, answer: str) -> None:
    await turn(talk, "google|client")
    said = await talk.say(text)
    await talk.sees(answer)
    await talk.gone(said["id"])
    await talk.say("\n".join(client(talk)))
    await code_shown(talk)


async def test_a_sticker_where_the_client_is_asked_is_answered(talk: Talking) -> None:
    await turn(talk, "google|client")
    await talk.world.send("sticker")
    await talk.sees("Paste the client as text")


async def test_a_refused_consent_says_so_and_a_new_code_goes_on(talk: Talking) -> None:
    await turn(talk, "google|client")
    await talk.say("\n".join(client(talk)))
    await talk.world.google_deny(await code_shown(talk))
    await talk.sees("the permission was refused on Google's page")
    await tap(talk, "🔁 New code")
    await talk.world.google_allow(await code_shown(talk))
    await talk.sees("Connected as")


async def test_a_code_that_expired_says_so_and_a_new_code_goes_on(talk: Talking) -> None:
    await turn(talk, "google|client")
    await talk.say("\n".join(client(talk)))
    code = await code_shown(talk)
    await talk.world.google_expire(code)
    await talk.sees("the code has expired")
    await tap(talk, "🔁 New code")
    other = await code_shown(talk)
    assert other != code
    await talk.world.google_allow(other)
    await talk.sees("Connected as")


@pytest.mark.parametrize("kind", ["desktop", "web"])
async def test_a_client_of_the_wrong_type_names_the_card(talk: Talking, kind: str) -> None:
    await talk.world.google_project(client_kind=kind)
    await turn(talk, "google|client")
    await talk.say("\n".join(client(talk)))
    await talk.sees("the client is of the wrong type")
    await tap(talk, "Go to card 5")
    await talk.sees("Card 5 of 5")


async def test_an_api_that_is_not_enabled_names_the_card_and_keeps_the_consent(talk: Talking) -> None:
    await talk.world.google_project(api_enabled=False)
    await turn(talk, "google|client")
    await talk.say("\n".join(client(talk)))
    await talk.world.google_allow(await code_shown(talk))
    panel = await talk.sees("the YouTube Data API is not enabled")
    assert button_of(panel, "Go to card 2")["style"] == "primary"
    await tap(talk, "Go to card 2")
    number = client(talk)[0].split("-")[0]
    assert button_of(await talk.sees("Card 2 of 5"), "Open")["url"].endswith(f"?project={number}")
    await talk.world.google_project(api_enabled=True)
    await tap(talk, "‹ Back")
    await tap(talk, "🔁 New code")
    await talk.sees("Connected as")  # without another look at Google's page


async def test_testing_is_warned_of_with_its_end(talk: Talking) -> None:
    await talk.world.google_project(testing=True)
    await connect(talk)
    panel = await talk.sees("Your consent screen is in Testing")
    button_of(panel, "Go to card 4")


async def test_an_account_without_a_channel_says_so(talk: Talking) -> None:
    await talk.world.google_channel(None)
    await turn(talk, "google|client")
    await talk.say("\n".join(client(talk)))
    await talk.world.google_allow(await code_shown(talk))
    await talk.sees("has no YouTube channel")
    await talk.world.google_channel("Sora")
    await tap(talk, "🔁 New code")
    await talk.world.google_allow(await code_shown(talk))
    await talk.sees("Connected as Sora")


async def test_a_desktop_client_goes_by_link(talk: Talking) -> None:
    await turn(talk, "google|client")
    await talk.say("\n".join(client(talk, "desktop")))
    await talk.sees("the client is of the wrong type")
    await tap(talk, "Use a link (Desktop client)")
    panel = await talk.sees("can't be reached")
    url = button_of(panel, "Open Google's page")["url"]
    refused = await talk.world.google_browser(url, allow=False)
    await talk.say(refused)
    await talk.sees("the permission was refused on Google's page")
    await tap(talk, "🔁 New link")
    panel = await talk.sees("can't be reached")
    address = await talk.world.google_browser(button_of(panel, "Open Google's page")["url"])
    said = await talk.say(address)
    await talk.sees("Connected as")
    await talk.gone(said["id"])


async def test_another_address_than_the_asked_one_is_named(talk: Talking) -> None:
    await turn(talk, "google|client")
    await talk.say("\n".join(client(talk, "desktop")))
    await tap(talk, "Use a link (Desktop client)")
    await talk.sees("can't be reached")
    await talk.say("https://example.org/?code=1")
    await talk.sees("that is the address of another page")


async def test_signing_out_asks_revokes_at_google_and_forgets(talk: Talking) -> None:
    await connect(talk)
    before = len(await talk.world.google_consents())
    await tap(talk, "Sign out")
    await talk.sees("Sign out of Google?")
    await tap(talk, "Yes, and forget the client too")
    await talk.sees(button="Begin with card 1")
    await talk.home.until(
        "SELECT 1 FROM errands WHERE kind = 'google-revoke' AND ended_at IS NOT NULL AND trouble IS NULL"
    )
    assert len(await talk.world.google_consents()) < before
    assert talk.home.rows("SELECT name FROM secrets WHERE name LIKE 'google%'") == []


async def test_a_consent_that_is_gone_leads_to_a_new_code_with_the_same_client(talk: Talking) -> None:
    await connect(talk)
    await talk.world.google_revoke()
    await turn(talk, "google|again")
    await talk.sees("Your client is kept")
    await tap(talk, "🔑 Get a code")
    await talk.world.google_allow(await code_shown(talk))
    await talk.sees("Connected as")


async def test_another_account_is_looked_at_as_for_the_first_time(talk: Talking) -> None:
    seeded = "SELECT seeded_at FROM feeds WHERE feed = 'likes' AND seeded_at > ?"
    await talk.world.like("KettleWhist")
    await connect(talk)
    [first] = await talk.home.until(seeded, 0)
    await talk.world.google_channel("Somebody else", another=True)
    await talk.world.unlike("KettleWhist")
    await talk.world.like("BachPrelude")
    await turn(talk, "google|again")
    await tap(talk, "🔑 Get a code")
    await talk.world.google_allow(await code_shown(talk))

    await talk.home.until(seeded, first["seeded_at"])

    assert talk.home.rows("SELECT item FROM snapshot WHERE feed = 'likes'") == [{"item": "BachPrelude"}]


async def test_a_code_that_is_stopped_asks_nobody_any_more(talk: Talking) -> None:
    await turn(talk, "google|client")
    await talk.say("\n".join(client(talk)))
    code = await code_shown(talk)
    await tap(talk, "✖️ Stop")
    await talk.sees("I have your client")
    await talk.world.google_allow(code)
    assert talk.home.rows("SELECT 1 FROM errands WHERE kind = 'google-device' AND ended_at IS NULL") == []
    assert talk.home.rows("SELECT name FROM secrets WHERE name = 'google'") == []
