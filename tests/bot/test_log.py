"""No secret gets into the log, whichever way it came."""

from __future__ import annotations

import io
import json
import logging
import sys
import threading
import time
from collections.abc import Iterator
from typing import Literal

import pytest

from bot import log

TOKEN = "123456789:AAE" + "x" * 32
SECRETS = {
    "bot token": (f"https://api.telegram.org/file/bot{TOKEN}/a.jpg", TOKEN),
    "google access token": ("got ya29.a0AfH6SMB-x_y.z for an hour", "a0AfH6SMB"),
    "google refresh token": ("stored 1//0gAbCdEfGhIjKlMn-_o", "0gAbCdEfGhIjKlMn"),
    "google client secret": ("with GOCSPX-abcdefgh_123", "abcdefgh_123"),
    "key in a url": ("GET https://www.googleapis.com/youtube/v3/videos?id=1&key=AIzaSyABC&part=id", "AIzaSyABC"),
    "access_token in a form": ("grant=x&access_token=zzz111&y=1", "zzz111"),
    "refresh_token in json": ('{"refresh_token": "zzz222", "a": 1}', "zzz222"),
    "client_secret in a dict": ("{'client_secret': 'zzz333'}", "zzz333"),
    "code in a redirect": ("http://127.0.0.1/?state=1&code=4/0Azzz444&scope=a", "0Azzz444"),
    "bearer": ("Authorization: Bearer abcdefgh.zzz555", "zzz555"),
    "cookie header": ("Cookie: a=zzz666; b=zzz777", "zzz777"),
    "set-cookie header": ("'Set-Cookie': 'zzz888=zzz999; Path=/'", "zzz999"),
    "google cookie": ("LOGIN_INFO=AFmmF2zzzaaa:QUQ3", "AFmmF2zzzaaa"),
    "google cookie in a jar": (".youtube.com\tTRUE\t/\tTRUE\t0\t__Secure-3PAPISID\tzzzbbb/x", "zzzbbb"),
    "sapisid": ("SAPISID=zzzccc; other", "zzzccc"),
    "string session": ("session " + "1BJWap1sBu" + "Ab3-_" * 69 + "=", "BJWap1sBu"),
    "api_hash": ("api_hash='0123456789abcdef0123456789abcdef'", "0123456789abcdef"),
    "proxy password": ("socks5://me:zzzddd@10.0.0.1:1080", "zzzddd"),
}


@pytest.fixture(params=["console", "json"])
def written(request: pytest.FixtureRequest) -> Iterator[io.StringIO]:
    """The whole log, as configured by the app; the root logger is put back as it was."""
    root, hooks = logging.getLogger(), (sys.excepthook, threading.excepthook, sys.unraisablehook)
    before = (root.handlers[:], root.level)
    noisy = {name: logging.getLogger(name).level for name in log.NOISY}
    stream = io.StringIO()
    style: Literal["console", "json"] = request.param
    log.configure("DEBUG", style, stream)
    yield stream
    root.handlers[:] = before[0]
    root.setLevel(before[1])
    for name, level in noisy.items():
        logging.getLogger(name).setLevel(level)
    logging.captureWarnings(False)
    sys.excepthook, threading.excepthook, sys.unraisablehook = hooks


@pytest.mark.parametrize("kind", SECRETS)
def test_a_secret_is_hidden_in_message_argument_exception_and_traceback(kind: str, written: io.StringIO) -> None:
    text, secret = SECRETS[kind]
    logger = logging.getLogger("some.library")

    def failing(value: str) -> None:
        raise RuntimeError("inner " + value)

    logger.warning("in the message " + text.replace("%", "%%"))
    logger.warning("as an argument: %s", text)
    logger.warning("as an object: %r", {"url": text})
    logger.warning("as a mapping: %(what)s", {"what": text})
    try:
        try:
            failing(text)
        except RuntimeError as error:
            raise ValueError("outer " + text) from error
    except ValueError:
        logger.exception("with a traceback")
    logger.error("with the stack", stack_info=True)

    shown = written.getvalue()
    assert secret not in shown
    assert shown.count(log.HIDDEN) >= 5
    assert "in the message" in shown
    assert "ValueError: outer" in shown
    assert "RuntimeError: inner" in shown


def test_a_secret_told_at_run_time_is_hidden_plain_and_in_a_url(written: io.StringIO) -> None:
    log.protect("cloud/pass word")
    logging.getLogger("x").error("signing in with cloud/pass word, at ?p=cloud%2Fpass%20word")
    assert "cloud" not in written.getvalue()


def test_a_secret_too_short_to_be_hidden_by_itself_stops_nothing_and_blanks_out_no_word(written: io.StringIO) -> None:
    log.protect("abc")
    logging.getLogger("x").error("abc stays, but not in socks5://me:abc@10.0.0.1:1080")
    assert "abc stays" in written.getvalue()
    assert "me:abc" not in written.getvalue()


def test_ordinary_lines_stay_as_they_are() -> None:
    for line in (
        "first look at the likes: 120 are known from now on, none is told",
        "Skipped update 123456789 (message): can't be read at message.date",
        "cookies: 12 found, signed in",
        "sent part 17 of 300 (12:30:45), sha256 " + "ab12" * 16,
        "https://www.youtube.com/watch?v=dQw4w9WgXcQ&list=LL",
        "telegram.SendMedia took 1.25 s, random_id -123456789012345678",
        "/data/work/1/part-0.mp4 is 1048576 bytes",
    ):
        assert log.redact(line) == line


@pytest.mark.parametrize("piece", ["aB3-", "1", "-1", "__Secure-", "%20", "\\n", "a:", "+1", "SID"])
def test_a_long_word_takes_no_longer_than_many_short_ones(piece: str) -> None:
    """A filter that needs the square of a line's length would stop the whole app at the first dump of a file."""

    def seconds(text: str) -> float:
        before = time.process_time()
        log.redact(text)
        return time.process_time() - before

    words, word = " ".join([piece * 10] * 2000), piece * 20_000
    assert seconds(word) < 20 * seconds(words) + 0.5


def test_a_wrong_log_call_is_written_and_shows_no_argument(
    written: io.StringIO, capsys: pytest.CaptureFixture[str]
) -> None:
    logging.getLogger("x").warning("one %s place, %d", TOKEN)
    assert "arguments do not fit" in written.getvalue()
    assert TOKEN not in written.getvalue() + capsys.readouterr().err


def test_uncaught_errors_and_warnings_go_through_the_filter(written: io.StringIO) -> None:
    try:
        raise RuntimeError(TOKEN)
    except RuntimeError as error:
        sys.excepthook(type(error), error, error.__traceback__)
    thread = threading.Thread(target=lambda: [][int(TOKEN[:1])], name=TOKEN)
    thread.start()
    thread.join()
    sys.excepthook(KeyboardInterrupt, KeyboardInterrupt(), None)
    assert TOKEN not in written.getvalue()
    assert written.getvalue().count("nobody expected") == 2
    assert "IndexError" in written.getvalue()


def test_ids_of_the_context_are_on_every_line_inside(written: io.StringIO) -> None:
    logger = logging.getLogger("x")
    with log.context(job=7), log.context(update=8):
        logger.info("inside")
    logger.info("outside")
    inside, outside = written.getvalue().splitlines()
    if inside.startswith("{"):
        assert (json.loads(inside)["job"], json.loads(inside)["update"]) == (7, 8)
        assert "job" not in json.loads(outside)
    else:
        assert "[job=7 update=8] inside" in inside
        assert "job" not in outside


def test_a_message_of_many_lines_can_not_pose_as_another_record(written: io.StringIO) -> None:
    logging.getLogger("x").info("title\n2026-01-01T00:00:00.000Z ERROR   core: forged")
    lines = written.getvalue().splitlines()
    assert len([line for line in lines if not line.startswith("    ")]) == 1


def test_chatty_libraries_are_heard_from_warning_on(written: io.StringIO) -> None:
    for name in log.NOISY:
        logging.getLogger(name).info("chatter")
        logging.getLogger(f"{name}.deeper").info("chatter")
        logging.getLogger(name).warning("matters")
    assert "chatter" not in written.getvalue()
    assert written.getvalue().count("matters") == len(log.NOISY)


def test_a_line_of_json_is_one_line_of_json_whatever_is_in_it_and_whatever_the_stream_can_write() -> None:
    for encoding in ("utf-8", "ascii", "latin-1"):
        raw = io.BytesIO()
        stream = io.TextIOWrapper(raw, encoding, errors="backslashreplace")
        root = logging.getLogger()
        before = (root.handlers[:], root.level, sys.excepthook, threading.excepthook)
        log.configure("DEBUG", "json", stream)
        try:
            try:
                raise ValueError(f"caf\u00e9 \u2028 \U0001f600 \x85 \udc80 {TOKEN}")
            except ValueError:
                with log.context(job=7):
                    logging.getLogger("some").exception("سلام\n%s", "\U0001f600\x00\u2029\r")
        finally:
            root.handlers[:], root.level, sys.excepthook, threading.excepthook = before
            logging.captureWarnings(False)
        stream.flush()
        lines = raw.getvalue().decode(encoding).splitlines()
        assert len(lines) == 1, encoding
        said = json.loads(lines[0])
        assert said["message"] == "سلام\n\U0001f600\x00\u2029\r"
        assert "Traceback" in said["error"]
        assert "caf\u00e9" in said["error"]
        assert TOKEN not in lines[0]
        assert (said["job"], said["level"], said["logger"]) == (7, "ERROR", "some")
