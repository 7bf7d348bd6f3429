"""What an owner pastes or types about Telegram is read, whatever surrounds it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.screens.telegram_reading import looks_like_code, read_api, read_phone

HASH = "0123456789abcdef0123456789abcdef"
PAGE = f"""App configuration
App api_id:
2040123
App api_hash:
{HASH}
App title:
My videos 2024
Available MTProto servers
Test configuration:
149.154.167.40:443 DC 2
Production configuration:
149.154.167.50:443 DC 2
Public keys:
-----BEGIN RSA PUBLIC KEY-----
MIIBCgKCAQEAyMEdY1aR+sCR3ZSJrtztKTKqigvO/vBfqACJLZtS7QMgCGXJ6XIR
-----END RSA PUBLIC KEY-----"""
IDS = st.integers(1, 2**31 - 1)
HASHES = st.text("0123456789abcdef", min_size=32, max_size=32)
#: what no hash and no number can be made of
NOISE = st.text(st.characters(exclude_categories=("Nd", "Cs"), exclude_characters="abcdefABCDEF_:=-./"), max_size=30)


@pytest.mark.parametrize(
    "text",
    [
        PAGE,
        f"2040123 {HASH}",
        f"{HASH}\n2040123",
        f"api_id=2040123, api_hash={HASH}",
        f"API ID: 2040123 API HASH: {HASH.upper()}",
        f"\u200fapi_id: \u202b2040123\u202c\napi_hash: {HASH}\u200e",
        f"api_id: ٢٠٤٠١٢٣ api_hash: {HASH}",
    ],
)
def test_id_and_hash_are_found_in_what_is_pasted(text: str) -> None:
    assert read_api(text) == (2040123, HASH)


@given(IDS, HASHES, NOISE, NOISE, NOISE, st.booleans())
def test_labels_find_them_in_any_text_and_either_order(
    api_id: int, api_hash: str, before: str, between: str, after: str, hash_first: bool
) -> None:
    parts = [f"App api_id: {api_id}", f"App api_hash: {api_hash}"]
    first, second = reversed(parts) if hash_first else parts
    assert read_api(f"{before}\n{first}\n{between}\n{second}\n{after}") == (api_id, api_hash)


@given(st.text())
def test_any_text_is_read_without_an_error(text: str) -> None:
    api_id, api_hash = read_api(text)
    assert api_id is None or 0 < api_id < 2**31
    assert api_hash is None or len(api_hash) == 32
    phone = read_phone(text)
    assert phone is None or phone[1:].isdecimal()
    looks_like_code(text)


@pytest.mark.parametrize("text", ["", "hello", HASH[:31], HASH + "0", "12345 67890", "1.2.3.4:4433"])
def test_what_is_no_key_or_could_be_several_is_not_guessed(text: str) -> None:
    assert read_api(text) == (None, None)


def test_one_of_the_two_is_told_apart_from_none() -> None:
    assert read_api("2040123") == (2040123, None)
    assert read_api(HASH) == (None, HASH)


@pytest.mark.parametrize(
    "text",
    ["+49 151 23456789", "0049 151 23456789", "49151-2345-6789", "\u202a+49 (151) 23456789\u202c", "+٤٩١٥١٢٣٤٥٦٧٨٩"],
)
def test_a_phone_number_is_read_in_any_usual_form(text: str) -> None:
    assert read_phone(text) == "+4915123456789"


@pytest.mark.parametrize("text", ["", "hello", "12345", "+49", "call +49 151 23456789 please", "+" + "1" * 16])
def test_what_is_no_phone_number_is_refused(text: str) -> None:
    assert read_phone(text) is None


@pytest.mark.parametrize("text", ["12345", "1 2 3 4 5", "12-345", "the code is 12345", "\u206612345\u2069", "١٢٣٤٥"])
def test_a_typed_code_is_known_however_it_is_broken_up(text: str) -> None:
    assert looks_like_code(text)


@pytest.mark.parametrize("text", ["1234", "hello", "https://youtu.be/abc", "12345678"])
def test_other_texts_are_no_code(text: str) -> None:
    assert not looks_like_code(text)
