"""What an owner may send as cookies, and what is kept of it."""

from __future__ import annotations

import io
import json
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from yt_dlp.cookies import YoutubeDLCookieJar

from core.youtube.cookies import EXPECTED, LARGEST, CookiesRefused, merged, read_cookies

NOW, LATER, EARLIER = 1_790_000_000.0, 1_830_000_000, 1_700_000_000
HEAD = "# Netscape HTTP Cookie File\n# http://curl.haxx.se/rfc/cookie_spec.html\n\n"


def line(
    name: str, value: str = "v", domain: str = ".youtube.com", expires: int | str = LATER, secure: str = "TRUE"
) -> str:
    wide = "TRUE" if domain.startswith(".") else "FALSE"
    return f"{domain}\t{wide}\t/\t{secure}\t{expires}\t{name}\t{value}\n"


LOGIN, SIGNING = line("LOGIN_INFO", "AFmmF2sw"), line("__Secure-3PAPISID", "xyz/Abc")
SIGNED_IN = HEAD + LOGIN + SIGNING


def names(text: str) -> list[str]:
    """As yt-dlp reads it, which dies or warns at a line that is not in its form."""
    jar = YoutubeDLCookieJar(io.StringIO(text))  # type: ignore[arg-type]
    jar.load()
    return sorted(cookie.name for cookie in jar)


def refused(text: str | bytes) -> CookiesRefused:
    with pytest.raises(CookiesRefused) as caught:
        read_cookies(text.encode() if isinstance(text, str) else text, NOW)
    return caught.value


def test_an_export_is_kept_in_the_form_that_yt_dlp_reads() -> None:
    whole = SIGNED_IN + "".join(line(name) for name in EXPECTED)

    jar = read_cookies(whole.encode(), NOW)

    assert (jar.count, jar.names_missing, jar.expires_at) == (10, (), LATER)
    assert names(jar.text) == sorted(["LOGIN_INFO", "__Secure-3PAPISID", *EXPECTED])
    assert "AFmmF2sw" not in repr(jar), "a repr ends in logs"


def test_only_youtubes_and_googles_cookies_are_kept() -> None:
    others = (
        line("bank", "s3cret", ".bank.example")
        + line("x", domain=".notyoutube.com")
        + line("y", domain="youtube.com.evil")
    )
    google = line("SID", domain=".google.com") + line("OTZ", domain="accounts.google.com")

    jar = read_cookies((SIGNED_IN + others + google).encode(), NOW)

    assert names(jar.text) == ["LOGIN_INFO", "OTZ", "SID", "__Secure-3PAPISID"]
    assert "s3cret" not in jar.text


def test_lines_for_http_only_are_cookies_and_other_comments_are_not() -> None:
    jar = read_cookies((HEAD + "#HttpOnly_" + LOGIN + SIGNING + "# " + line("SID")).encode(), NOW)

    assert names(jar.text) == ["LOGIN_INFO", "__Secure-3PAPISID"]


@pytest.mark.parametrize(
    "changed",
    [
        SIGNED_IN.removeprefix(HEAD),
        SIGNED_IN.replace("\n", "\r\n"),
        SIGNED_IN.replace("\t", "    "),
        "\ufeff" + SIGNED_IN,
        SIGNED_IN.replace("\tTRUE\t/", "\tFALSE\t/"),
        SIGNED_IN.replace(".youtube.com", "youtube.com").replace("\tFALSE\t/", "\tTRUE\t/"),
        SIGNED_IN + "a line that is none\n\t\t\t\n" + "youtube.com\tTRUE\t/\tTRUE\tnever\tSID\tx\n",
        SIGNED_IN + "..youtube.com\n" + "\t".join(["a"] * 9),
    ],
)
def test_a_file_that_an_editor_or_a_chat_has_changed_is_read(changed: str) -> None:
    assert names(read_cookies(changed.encode(), NOW).text) == ["LOGIN_INFO", "__Secure-3PAPISID"]


def test_a_file_saved_as_unicode_by_notepad_is_read() -> None:
    assert names(read_cookies(SIGNED_IN.encode("utf-16"), NOW).text) == ["LOGIN_INFO", "__Secure-3PAPISID"]


def test_expired_cookies_are_dropped_and_ones_of_the_session_are_kept() -> None:
    jar = read_cookies(
        (HEAD + line("LOGIN_INFO", expires=0) + line("SAPISID", expires="") + line("SID", expires=EARLIER)).encode(),
        NOW,
    )

    assert names(jar.text) == ["LOGIN_INFO", "SAPISID"]
    assert jar.expires_at is None
    assert "SID" in jar.names_missing


def test_what_ends_first_of_what_is_needed_is_when_it_ends() -> None:
    text = (
        HEAD
        + line("LOGIN_INFO", expires=LATER)
        + line("SAPISID", expires=LATER - 5)
        + line("__Secure-1PAPISID", expires=LATER - 9)
    )

    assert read_cookies(text.encode(), NOW).expires_at == LATER - 5


def exported(**changes: Any) -> list[Any]:
    base = {"domain": ".youtube.com", "hostOnly": False, "httpOnly": True, "path": "/", "secure": True, "storeId": "0"}
    return [
        base | {"name": "LOGIN_INFO", "value": "AFmmF2sw", "expirationDate": LATER + 0.123} | changes,
        base | {"name": "SAPISID", "value": "xyz/Abc", "session": True} | changes,
        {"name": "broken"}, "text", base | {"name": "SID", "value": None}, base | {"name": "HSID", "value": "two\nlines"},
    ]  # fmt: skip


@pytest.mark.parametrize(
    "given_json",
    [
        exported(),
        {"cookies": exported(expires=LATER), "origins": []},
        {"url": "https://www.youtube.com", "cookies": exported()},
        exported(expirationDate=LATER * 1000),
        exported(expirationDate=None, expires=-1),
        exported(domain="youtube.com"),
    ],
)
def test_a_json_export_of_an_extension_is_turned_into_a_jar(given_json: Any) -> None:
    jar = read_cookies(json.dumps(given_json, indent=2).encode(), NOW)

    assert names(jar.text) == ["LOGIN_INFO", "SAPISID"]
    assert "AFmmF2sw" in jar.text


@pytest.mark.parametrize(
    ("sent", "key"),
    [
        (b"x" * (LARGEST + 1), "cookies-too-large"),
        (b"", "cookies-empty"),
        (b" \r\n\n", "cookies-empty"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "cookies-not-text"),
        (b"cookies\x00\x00", "cookies-not-text"),
        ("<!DOCTYPE html><html></html>", "cookies-not-netscape"),
        ("LOGIN_INFO=AFmm; SAPISID=x", "cookies-not-netscape"),
        ("# Netscape HTTP Cookie File\n", "cookies-not-netscape"),
        ('[{"domain": ".youtube.com", ', "cookies-not-netscape"),
        ("[" * 200_000, "cookies-not-netscape"),
        ("[]", "cookies-json-unknown"),
        ('{"installed": {"client_id": "x"}}', "cookies-json-unknown"),
        ('{"cookies": {"a": 1}}', "cookies-json-unknown"),
        (HEAD + line("session", domain=".example.org"), "cookies-no-youtube"),
        (HEAD + line("SID", domain=".google.com"), "cookies-no-youtube"),
        (HEAD + line("PREF") + line("VISITOR_INFO1_LIVE"), "cookies-signed-out"),
        (HEAD + SIGNING, "cookies-incomplete"),
        (HEAD + LOGIN + line("SID"), "cookies-incomplete"),
        (SIGNED_IN.replace(str(LATER), str(EARLIER)), "cookies-expired"),
        (HEAD + line("LOGIN_INFO", expires=EARLIER) + SIGNING, "cookies-expired"),
        (HEAD + line("PREF", expires=EARLIER), "cookies-expired"),
    ],
)  # fmt: skip
def test_what_is_no_jar_of_a_signed_in_youtube_is_refused_by_name(sent: str | bytes, key: str) -> None:
    assert refused(sent).key == key


def test_what_is_missing_is_named() -> None:
    assert refused(HEAD + SIGNING).args_for_text == {"missing": "LOGIN_INFO"}
    assert refused(HEAD + LOGIN).args_for_text == {"missing": "SAPISID / __Secure-1PAPISID / __Secure-3PAPISID"}


def test_no_value_is_in_what_a_refusal_says() -> None:
    trouble = refused(HEAD + line("LOGIN_INFO", "verySecret", expires=EARLIER) + SIGNING)

    assert "verySecret" not in f"{trouble!r} {trouble} {trouble.args} {trouble.__cause__}"


values = st.one_of(st.none(), st.booleans(), st.integers(), st.floats(), st.text(max_size=8))
cookie_json = st.dictionaries(
    st.sampled_from(["domain", "name", "value", "path", "expires", "expirationDate", "hostOnly"]), values
)
fields = [".youtube.com", "TRUE", "/", "9" * 5000, "1e999", "nan", "LOGIN_INFO", "SAPISID", "", "x\x85y"]
lines = st.lists(st.lists(st.sampled_from(fields), max_size=8).map("\t".join), max_size=6).map("\n".join)


@given(st.binary(max_size=300) | lines.map(str.encode) | st.lists(cookie_json).map(json.dumps).map(str.encode))
@example(json.dumps([{"domain": ".youtube.com", "name": "LOGIN_INFO", "value": "a", "expires": 10**400}]).encode())
@example(b'[{"domain": ".youtube.com", "name": "LOGIN_INFO", "value": "a", "expires": ' + b"9" * 5000 + b"}]")
@example(b"[NaN, Infinity]")
@example(SIGNED_IN.replace("xyz", "x\x85y\u2028z").encode())
def test_whatever_is_sent_it_is_a_jar_that_yt_dlp_reads_or_a_refusal(data: bytes) -> None:
    try:
        jar = read_cookies(data, NOW)
    except CookiesRefused:
        return
    assert len(names(jar.text)) == jar.count


# -- what a run brings back ------------------------------------------------------------------------------------------


def jar(**values: str) -> str:
    """A signed-in jar, as it is kept."""
    cookies = {"LOGIN_INFO": "login", "SAPISID": "session", "__Secure-3PSIDTS": "old", "PREF": "own"} | values
    text = HEAD + "".join(line(name, value) for name, value in cookies.items() if value)
    return read_cookies(text.encode(), NOW).text if cookies["LOGIN_INFO"] else text


def cookies_in(text: str) -> dict[str, str]:
    return {one.split("\t")[5]: one.split("\t")[6] for one in text.splitlines() if one.count("\t") == 6}


def test_what_a_run_renewed_is_brought_into_the_jar() -> None:
    kept = merged(jar(), jar(), jar(**{"__Secure-3PSIDTS": "new"}))

    assert cookies_in(kept) == cookies_in(jar(**{"__Secure-3PSIDTS": "new"}))
    assert read_cookies(kept.encode(), NOW).text == kept, "it is a jar as any"


def test_two_runs_with_the_same_jar_lose_nothing_of_each_other() -> None:
    used = jar()
    first = merged(used, used, jar(**{"__Secure-3PSIDTS": "new"}))

    both = merged(first, used, jar(PREF="other"))

    assert (cookies_in(both)["__Secure-3PSIDTS"], cookies_in(both)["PREF"]) == ("new", "other")


@pytest.mark.parametrize(
    ("kept", "renewed"),
    [
        pytest.param(jar(), jar(), id="nothing was renewed"),
        pytest.param(jar(SAPISID="another"), jar(**{"__Secure-3PSIDTS": "new"}), id="the owner has sent others"),
        pytest.param(jar(), jar(LOGIN_INFO="", **{"__Secure-3PSIDTS": "new"}), id="it came back signed out"),
        pytest.param(jar(), jar(SAPISID="another", **{"__Secure-3PSIDTS": "new"}), id="it came back as somebody else"),
        pytest.param(jar(), "", id="nothing came back"),
    ],
)
def test_a_jar_that_is_kept_stays_as_it_is_where(kept: str, renewed: str) -> None:
    assert merged(kept, jar(), renewed) == kept
