"""The link for a Desktop client: from the address that the owner pastes back to the consent."""

from __future__ import annotations

from urllib.parse import parse_qs, quote, urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import Condition, NeedsOwner, Permanent, Retry, Trouble
from core.youtube.client_file import Client
from core.youtube.consent import SCOPE
from core.youtube.pkce import PkceStart, begin, exchange, read_pasted
from locales import texts
from tests.core.youtube.google_rig import GoogleRig, as_pasted

CLIENT = Client("123456-abcdefgh.apps.googleusercontent.com", "client-secret-1")
START = begin(CLIENT, 1_795_000_000.0)  # holds a random state: no test may be named after it
CODE = "4/0AVG7fiQabc-DEF_ghijklmnop"
BACK = f"http://127.0.0.1:47811/?state={START.state}&code={CODE}&scope={SCOPE}"


def test_the_link_asks_for_a_lasting_consent_with_a_challenge_and_keeps_the_verifier() -> None:
    address = urlsplit(START.url)
    asked = {name: values[0] for name, values in parse_qs(address.query).items()}
    assert (address.scheme, address.hostname, address.path) == ("https", "accounts.google.com", "/o/oauth2/v2/auth")
    assert (asked["access_type"], asked["prompt"], asked["code_challenge_method"]) == ("offline", "consent", "S256")
    assert asked["scope"] == SCOPE
    assert START.verifier not in START.url
    assert begin(CLIENT, 0.0).verifier != START.verifier
    assert PkceStart.from_text(START.to_text()) == START


@pytest.mark.parametrize(
    "text",
    [
        BACK,
        f"  {BACK}\n",
        BACK.removeprefix("http://"),
        BACK.replace("127.0.0.1", "localhost"),
        BACK.replace("/?", "?"),
        BACK.replace("4/", "4%2F"),
        f"this site can't be reached: <{BACK}>",
        f"{BACK}.",
        CODE,
        quote(CODE, safe=""),
        f"code: {CODE}",
    ],
)
def test_the_code_is_found_in_what_people_copy(text: str) -> None:
    assert read_pasted(text, START) == CODE


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("", "google-paste-unreadable"),
        ("it does not work", "google-paste-unreadable"),
        ("127.0.0.1:47811", "google-paste-unreadable"),
        ("http://127.0.0.1:47811/?hello=1", "google-paste-unreadable"),
        ("http://[127.0.0.1/?code=4/0Aabcdefghijk", "google-paste-unreadable"),
        (BACK.replace(START.state, "another"), "google-paste-other-sign-in"),
        (BACK.replace(f"state={START.state}&", ""), "google-paste-other-sign-in"),
        ("https://www.youtube.com/watch?v=yagamiPlain", "google-paste-other-address"),
        (START.url, "google-paste-too-early"),
        ("https://accounts.google.com/v3/signin/identifier?client_id=x", "google-paste-too-early"),
        (f"http://127.0.0.1:47811/?error=access_denied&state={START.state}", "google-consent-refused"),
        (f"http://127.0.0.1:47811/?error=admin_policy_enforced&state={START.state}", "google-admin-policy"),
        (f"http://127.0.0.1:47811/?error=%3Cb%3E&state={START.state}", "google-consent-failed"),
        ("https://accounts.google.com/signin/oauth/error?authError=%FF%FF", "google-consent-failed"),
        ("https://accounts.google.com/signin/oauth/error?authError=A", "google-consent-failed"),
    ],
    ids=lambda value: value if value.startswith("google") else "text",
)
def test_anything_else_is_named_for_what_it_is(text: str, key: str) -> None:
    with pytest.raises(Permanent) as wrong:
        read_pasted(text, START)
    assert wrong.value.key == key
    assert texts().get(key)
    assert "<b>" not in str(wrong.value)


#: As in addresses of Google's that people posted: base64 of "\n", the word's length, the word, and a sentence.
@pytest.mark.parametrize(
    ("told", "card", "problem"),
    [
        ("ChVyZWRpcmVjdF91cmlfbWlzbWF0Y2gSsAEKWW91IGNhbid0IHNpZ24gaW4gdG8gdGhpcyBhcHA", "client", "type"),
        ("Cg5kZWxldGVkX2NsaWVudBIdVGhlIE9BdXRoIGNsaWVudCB3YXMgZGVsZXRlZC4gkQM%3D", "client", "deleted"),
        ("Cg5pbnZhbGlkX2NsaWVudBIfVGhlIE9BdXRoIGNsaWVudCB3YXMgbm90IGZvdW5kLiCRAw%3D%3D", "client", "other"),
        ("Cg1hY2Nlc3NfZGVuaWVkEgRUZXN0", "publish", None),
    ],
)
def test_googles_page_of_errors_names_the_card(told: str, card: str, problem: str | None) -> None:
    with pytest.raises(NeedsOwner) as missed:
        read_pasted(f"https://accounts.google.com/signin/oauth/error?authError={told}&client_id=x", START)
    assert missed.value.condition is Condition.GOOGLE_CLIENT
    assert (missed.value.args_for_text["card"], missed.value.args_for_text.get("problem")) == (card, problem)


PIECES = st.sampled_from(
    [START.state, CODE, "http://127.0.0.1/?", "localhost?", "code=", "&state=", "error=", "[", "\ud800", "https://x/"]
)


@given(st.text() | st.lists(PIECES, max_size=9).map("".join))
def test_nothing_that_is_pasted_breaks_it(text: str) -> None:
    try:
        assert read_pasted(text, START)
    except Trouble as wrong:
        assert isinstance(wrong, Permanent | NeedsOwner)  # noqa: PT017  either is a sentence


async def test_the_owner_allows_it_and_pastes_the_address(rig: GoogleRig) -> None:
    start = PkceStart.from_text(rig.google.begin_link(rig.desktop).to_text())  # as after a kill
    back = rig.world.tokens.page.browse(start.url)
    granted = await exchange(rig.http, rig.desktop, start, read_pasted(back, start), rig.clock)
    assert (granted.scope, granted.testing) == (SCOPE, False)
    rig.kept.now = granted.credentials(rig.desktop)
    assert (await rig.google.my_channel()).title == "Yagami's Owner"


async def test_the_owner_refuses(rig: GoogleRig) -> None:
    start = begin(rig.desktop, rig.clock.now())
    with pytest.raises(Permanent) as refused:
        read_pasted(rig.world.tokens.page.browse(start.url, allow=False), start)
    assert refused.value.key == "google-consent-refused"


@pytest.mark.parametrize("kind", ["first", "web"])
async def test_a_client_of_another_type_ends_at_googles_page_and_names_its_card(rig: GoogleRig, kind: str) -> None:
    start = begin(as_pasted(getattr(rig.project, kind)), rig.clock.now())
    with pytest.raises(NeedsOwner) as wrong:
        read_pasted(rig.world.tokens.page.browse(start.url), start)
    assert wrong.value.args_for_text == {"card": "client", "problem": "type"}


async def test_what_is_left_unticked_is_missed(rig: GoogleRig) -> None:
    start = begin(rig.desktop, rig.clock.now())
    code = read_pasted(rig.world.tokens.page.browse(start.url, scope="openid"), start)
    with pytest.raises(Permanent) as partial:
        await exchange(rig.http, rig.desktop, start, code, rig.clock)
    assert partial.value.key == "google-consent-partial"


async def test_a_code_counts_once_in_time_and_with_its_own_verifier(rig: GoogleRig) -> None:
    ends = []
    for spoil in ("used", "late", "verifier"):
        start = begin(rig.desktop, rig.clock.now())
        code = read_pasted(rig.world.tokens.page.browse(start.url), start)
        if spoil == "used":
            await exchange(rig.http, rig.desktop, start, code, rig.clock)
        elif spoil == "late":
            rig.clock.time += 600
        else:
            start = begin(rig.desktop, rig.clock.now())
        with pytest.raises(Permanent) as end:
            await exchange(rig.http, rig.desktop, start, code, rig.clock)
        ends.append(end.value.key)
    assert ends == ["google-code-expired"] * 3


async def test_a_lost_answer_is_not_asked_for_twice_in_a_row(rig: GoogleRig) -> None:
    start = begin(rig.desktop, rig.clock.now())
    code = read_pasted(rig.world.tokens.page.browse(start.url), start)
    rig.faults.switch_on("token.lost_answer")
    with pytest.raises(Retry) as lost:
        await exchange(rig.http, rig.desktop, start, code, rig.clock)
    assert lost.value.key == "google-unreachable"
    assert [one["path"] for one in rig.world.requests] == ["/token"]


def test_no_secret_shows() -> None:
    assert START.verifier not in repr(START)
