"""What people paste and send as their Google client, and what they send instead."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import Permanent
from core.youtube.client_file import Client, OnlyId, OnlySecret, read_client, read_client_file
from locales import texts

ID = "123456789012-abc123def456ghi789jkl012mno345pq.apps.googleusercontent.com"
SECRET = "GOCSPX-AbCdEfGhIjKl_MnOpQrSt-Uv12"
OLD = "a1B2c3D4e5F6g7H8i9J0kLmN"
FIELDS = {
    "client_id": ID,
    "project_id": "yagami-1",
    "auth_uri": "https://accounts.google.com/o/oauth2/auth",
    "token_uri": "https://oauth2.googleapis.com/token",
    "auth_provider_x509_cert_url": "https://www.googleapis.com/oauth2/v1/certs",
    "client_secret": SECRET,
}


@pytest.mark.parametrize(
    "text",
    [
        f"{ID}\n{SECRET}",
        f"{SECRET} {ID}",
        f"Client ID: {ID}\nClient secret: {SECRET}\nCreation date 25 November 2026",
        f"  \ufeff'{ID}', \"{SECRET}\"; ",
        f"\u200eid = “{ID}” \u202asecret = «{SECRET}»\u202c",
        f"client_id={ID}&client_secret={SECRET}",
        f"My client is {ID}.\n\nIts secret is {SECRET}.",
        f"`{ID}`\n\n`{SECRET}`",
        f"{ID} {ID} {SECRET}",
        f'{{"installed": {{"client_id": "{ID}", "client_secret": "{SECRET}"',
    ],
)
def test_an_id_and_a_secret_are_found_in_whatever_they_are_pasted(text: str) -> None:
    assert read_client(text) == Client(ID, SECRET)


def test_a_secret_of_before_2021_is_known_beside_an_id() -> None:
    assert read_client(f"{ID}\n{OLD}") == Client(ID, OLD)
    assert read_client(OLD) == OnlySecret(OLD)
    assert read_client("123456789012.apps.googleusercontent.com") == OnlyId("123456789012.apps.googleusercontent.com")


@pytest.mark.parametrize(
    ("document", "kind"),
    [
        ({"installed": FIELDS}, "tv"),
        ({"installed": FIELDS | {"redirect_uris": ["http://localhost"]}}, "desktop"),
        ({"web": FIELDS | {"javascript_origins": ["https://example.org"]}}, "web"),
        (FIELDS, None),
    ],
)
def test_the_downloaded_file_is_read_and_tells_its_kind(document: dict[str, object], kind: str | None) -> None:
    client = read_client(json.dumps(document, indent=1))
    assert client == Client(ID, SECRET, kind)  # type: ignore[arg-type]
    assert isinstance(client, Client)
    assert client.project == "123456789012"
    for encoding in ("utf-8", "utf-8-sig", "utf-16"):
        assert read_client_file(json.dumps(document).encode(encoding)) == client


def test_one_half_is_said_to_be_one_half_and_both_together_are_a_client() -> None:
    assert read_client(f"Client ID {ID}") == OnlyId(ID)
    assert read_client(f"secret: {SECRET}") == OnlySecret(SECRET)
    assert read_client(json.dumps({"installed": {"client_id": ID}})) == OnlyId(ID)
    assert read_client(f"{SECRET}\n{ID}") == Client(ID, SECRET)


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("", "google-client-empty"),
        (" \n\u200b\ufeff ", "google-client-empty"),
        ("hello", "google-client-unreadable"),
        ("/start", "google-client-unreadable"),
        ("x" * 30_000, "google-client-unreadable"),
        ("7000000001:AAH_bot-token-of-telegram-xxxxxxxxxxxxxx", "google-client-unreadable"),
        (json.dumps({"installed": FIELDS | {"client_id": "me"}}), "google-client-unreadable"),
        (json.dumps({"installed": FIELDS | {"client_secret": "with blanks"}}), "google-client-unreadable"),
        ("[]", "google-client-other-json"),
        ("{}", "google-client-other-json"),
        (json.dumps({"installed": {}}), "google-client-other-json"),
        (json.dumps({"installed": 5, "client_id": 7}), "google-client-other-json"),
        (json.dumps([{"domain": ".youtube.com", "name": "SID"}]), "google-client-other-json"),
        ("AIzaSyA-1234567890abcdefghijklmnopqrstuv", "google-client-api-key"),
        ("ya29.a0AfH6SMBxxxxxxxxxxxxxxxxxxxx", "google-client-token"),
        ("1//04abcdefghijklmnopqrstuvwx-yz_0123456789", "google-client-token"),
        ("4/0AVG7fiQabcdefghijklmnop", "google-client-token"),
        (json.dumps({"access_token": "ya29.x", "refresh_token": "1//0x", "scope": "s"}), "google-client-token"),
        (f"407408718192.apps.googleusercontent.com {OLD}", "google-client-token"),
        (
            json.dumps({"type": "service_account", "private_key": "-----BEGIN PRIVATE KEY-----", "client_id": "1"}),
            "google-client-service-account",
        ),
        ("yagami@yagami-1.iam.gserviceaccount.com", "google-client-service-account"),
        ("-----BEGIN PRIVATE KEY-----\nMIIE", "google-client-service-account"),
        (f"{ID} 9{ID}", "google-client-several"),
        (f"{ID} {SECRET} {SECRET}x", "google-client-several"),
    ],
)
def test_what_is_no_client_is_named_for_what_it_is(text: str, key: str) -> None:
    with pytest.raises(Permanent) as refused:
        read_client(text)
    assert refused.value.key == key
    assert texts().get(key)


@pytest.mark.parametrize("data", [b"\x00\x01\xff\xfe", b"\xff\xd8\xff\xe0JFIF", b"a" * 2_000_000, b"\xff\xfea"])
def test_a_file_that_is_no_text_is_no_client(data: bytes) -> None:
    with pytest.raises(Permanent) as refused:
        read_client_file(data)
    assert refused.value.key == "google-client-unreadable"


def test_no_secret_shows() -> None:
    assert SECRET not in repr(read_client(f"{ID} {SECRET}")) + repr(read_client(SECRET))


PIECES = st.sampled_from([ID, SECRET, OLD, *'{}[]":,', "installed", "client_id", "\n", "AIza", "1//0", "9" * 5000])
NAMES = st.sampled_from([*FIELDS, "installed", "web", "type"]) | st.text()
JSON = st.recursive(
    st.none() | st.booleans() | st.floats() | st.text(), lambda one: st.lists(one) | st.dictionaries(NAMES, one)
)
TEXTS = st.one_of(
    st.text(), st.lists(PIECES, max_size=12).map("".join), JSON.map(json.dumps), st.just("[" * 15_000), st.just("{" * 9)
)


@given(TEXTS)
def test_nothing_that_is_sent_breaks_it(text: str) -> None:
    assert read_or_key(lambda: read_client(text))


@given(st.binary())
def test_no_file_breaks_it(data: bytes) -> None:
    assert read_or_key(lambda: read_client_file(data))


def read_or_key(read: Callable[[], object]) -> object:
    """What was read, or the words for what was not; any other exception is the test's failure."""
    try:
        return read()
    except Permanent as refused:
        return texts().get(refused.key)
