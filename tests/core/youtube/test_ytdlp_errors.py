"""Every row of what yt-dlp is known to say, and what it means."""

from __future__ import annotations

import pytest

from core.errors import (
    YTDLP_DOES_NOT_START,
    YTDLP_NEEDS_UPDATE,
    YTDLP_NO_JAVASCRIPT,
    Condition,
    NeedsOwner,
    Permanent,
    Retry,
    Scope,
)
from core.youtube.ytdlp_errors import DOWNLOADING, EXTRACTING, REFUSALS, Failure, trouble_of

#: yt-dlp 2026.10.26's own words, whole, as they arrive (the curly apostrophe is its own)
SKIPPED = [
    ("[youtube] x: Private video. Sign in if you've been granted access to this video. Use --cookies", "video-private"),
    ("[youtube] x: Video unavailable. This video has been removed by the uploader", "video-deleted"),
    ("[youtube] x: Video unavailable. This video isn't available anymore", "video-deleted"),
    ("[youtube] x: Video unavailable", "video-unavailable"),
    ("[youtube] x: This video is not available", "video-unavailable"),
    (
        "[youtube] x: Video unavailable. This video is no longer available because the YouTube account associated with "
        "this video has been terminated.",
        "video-terminated",
    ),
    (
        "[youtube] x: Video unavailable. This video is no longer available due to a copyright claim by Some Label",
        "video-copyright",
    ),
    (
        "[youtube] x: Join this channel to get access to members-only content like this video, and other perks.",
        "video-members-only",
    ),
    (
        "[youtube] x: Sign in to confirm your age. This video may be inappropriate for some users.",
        "video-age-restricted",
    ),
    ("[youtube] x: The uploader has not made this video available in your country", "video-geo"),
    ("[youtube] x: Premieres in 2 hours", "video-upcoming"),
    ("[youtube] x: This live event will begin in 3 days.", "video-upcoming"),
    ("[youtube] x: This video is DRM protected", "video-drm"),
    ("[youtube] x: This video requires payment to watch", "video-paid"),
]


@pytest.mark.parametrize(("text", "key"), SKIPPED)
def test_a_video_that_is_not_to_be_had_is_skipped_with_its_reason(text: str, key: str) -> None:
    trouble = trouble_of(Failure(EXTRACTING, text))
    assert isinstance(trouble, Permanent)
    assert trouble.skip
    assert (trouble.key, trouble.scope) == (key, Scope.ITEM)


@pytest.mark.parametrize(("text", "key"), SKIPPED)
def test_the_same_words_in_a_warning_are_understood_when_the_error_is_vague(text: str, key: str) -> None:
    failure = Failure(EXTRACTING, "No video formats found!", warnings=("nothing of interest", text))
    assert trouble_of(failure).key == key


@pytest.mark.parametrize(
    "text",
    [
        "[youtube] x: Sign in to confirm you\u2019re not a bot. Use --cookies-from-browser or --cookies",
        "[youtube] x: Sign in to confirm you're not a bot.",
        "[youtube] x: Please wait. YouTube is requiring a captcha challenge before playback",
        "All player responses are invalid. Your IP is likely being blocked by Youtube",
    ],
)
def test_a_bot_check_stops_youtube_until_the_owner_acts(text: str) -> None:
    trouble = trouble_of(Failure(EXTRACTING, text))
    assert isinstance(trouble, NeedsOwner)
    assert (trouble.condition, trouble.scope) == (Condition.BOT_CHECK, Scope.YOUTUBE)


def test_the_soft_rate_limit_waits_an_hour() -> None:
    text = (
        "[youtube] x: This content isn't available, try again later. The current session has been rate-limited by "
        "YouTube for up to an hour. It is recommended to use `-t sleep`"
    )
    trouble = trouble_of(Failure(EXTRACTING, text))
    assert isinstance(trouble, Retry)
    assert (trouble.key, trouble.scope, trouble.after) == ("youtube-soft-limit", Scope.YOUTUBE, 3600)


@pytest.mark.parametrize(
    ("text", "stage", "warnings"),
    [
        (
            "[youtube] x: Failed to extract any player response; please report this issue on github",
            EXTRACTING,
            ("[youtube] x: Unable to download webpage: HTTP Error 429: Too Many Requests",),
        ),
        (
            "[youtube] x: No video formats found!; please report this issue on github",
            EXTRACTING,
            ("[youtube] HTTP Error 429: Too Many Requests. Retrying (1/3)...",),
        ),
        ("unable to download video data: HTTP Error 429: Too Many Requests", DOWNLOADING, ()),
        (
            "[youtube] x: Unable to download API page: HTTP Error 404: Not Found",
            EXTRACTING,
            ("[youtube] Unable to download webpage: HTTP Error 429: Too Many Requests",),
        ),
    ],
)
def test_a_429_anywhere_slows_youtube_down_and_counts_against_no_video(
    text: str, stage: str, warnings: tuple[str, ...]
) -> None:
    trouble = trouble_of(Failure(stage, text, warnings=warnings))
    assert isinstance(trouble, Retry)
    assert (trouble.scope, trouble.after) == (Scope.YOUTUBE, None)


@pytest.mark.parametrize(
    "text",
    [
        "[download] Got error: HTTP Error 503: Service Unavailable. Giving up after 10 retries",
        "unable to download video data: HTTP Error 403: Forbidden",
        "unable to download video data: HTTP Error 404: Not Found",
        "unable to download video data: HTTP Error 416: Requested range not satisfiable",
        "Did not get any data blocks",
    ],
)
def test_a_fault_of_the_media_counts_against_its_video(text: str) -> None:
    trouble = trouble_of(Failure(DOWNLOADING, text))
    assert isinstance(trouble, Retry)
    assert trouble.scope == Scope.ITEM


@pytest.mark.parametrize(
    "text",
    [
        "[download] Got error: 1000 bytes read, 2000 more expected. Giving up after 10 retries",
        "[download] Got error: Downloaded 1000 bytes, expected 3000 bytes. Giving up after 10 retries",
        "[download] Got error: ('Connection aborted.', ConnectionResetError(104, 'Connection reset by peer'))",
        "[download] Got error: Failed to establish a new connection: [Errno 111] Connection refused. Giving up",
        "[download] Got error: Failed to establish a new connection: [Errno 101] Network is unreachable. Giving up",
        "[download] Got error: Failed to resolve 'rr1.example' ([Errno -3] Temporary failure in name resolution)",
        "[download] Got error: The read operation timed out. Giving up after 10 retries",
        "unable to download video data: ('Unable to connect to proxy', OSError('Tunnel connection failed'))",
    ],
)
def test_a_line_that_is_lost_counts_against_no_video(text: str) -> None:
    trouble = trouble_of(Failure(DOWNLOADING, text))
    assert isinstance(trouble, Retry)
    assert (trouble.key, trouble.scope) == ("youtube-unreachable", Scope.YOUTUBE)


@pytest.mark.parametrize(
    ("text", "warnings"),
    [
        ("[youtube] x: Failed to extract any player response; please report this issue", ()),
        (
            "[youtube] x: Failed to extract any player response; please report this issue",
            ("[youtube] Unable to download webpage: <urlopen error [Errno 111] Connection refused>",),
        ),
        ("[youtube] x: Unable to download API page: HTTP Error 502: Bad Gateway", ()),
        ("[youtube] x: Unable to download webpage: HTTP Error 403: Forbidden", ()),
        ("[youtube] x: Unable to download API page: [Errno -3] Temporary failure in name resolution", ()),
        ("Unable to connect to proxy", ()),
    ],
)
def test_a_fault_before_anything_was_extracted_is_youtubes(text: str, warnings: tuple[str, ...]) -> None:
    trouble = trouble_of(Failure(EXTRACTING, text, warnings=warnings))
    assert isinstance(trouble, Retry)
    assert trouble.scope == Scope.YOUTUBE


@pytest.mark.parametrize(
    "warning",
    [
        "[youtube] x: n challenge solving failed: Some formats may be missing.",
        "[youtube] x: Signature solving failed: Some formats may be missing.",
    ],
)
def test_unsolved_challenges_mean_that_ytdlp_needs_an_update(warning: str) -> None:
    for failure in (
        Failure(EXTRACTING, "No video formats found!", warnings=(warning,)),
        Failure(EXTRACTING, "", reason="only_vp9", warnings=(warning,)),
    ):
        trouble = trouble_of(failure)
        assert isinstance(trouble, NeedsOwner)
        assert (trouble.condition, trouble.scope) == (Condition.YTDLP_BROKEN, Scope.YTDLP)
        assert trouble.args_for_text == {"reason": YTDLP_NEEDS_UPDATE}


@pytest.mark.parametrize(
    "text",
    [
        "[youtube] x: nsig extraction failed: Some formats may be missing",
        "[youtube] x: Unable to extract nsig function code (caused by RegexNotFoundError('Unable to extract ...'))",
        "[youtube] x: Unable to extract Initial JS player n function code",
        "[youtube] x: Cannot identify player 'https://www.youtube.com/s/player/x/base.js'",
        "[youtube] x: The page needs to be reloaded.",
        "[youtube] x: This is not possible any more. Please update yt-dlp to the newest version",
    ],
)
def test_what_a_newer_ytdlp_mends_is_not_tried_with_each_video(text: str) -> None:
    trouble = trouble_of(Failure(EXTRACTING, text))
    assert isinstance(trouble, NeedsOwner)
    assert (trouble.condition, trouble.args_for_text) == (Condition.YTDLP_BROKEN, {"reason": YTDLP_NEEDS_UPDATE})


@pytest.mark.parametrize(
    ("failure", "reason"),
    [
        (
            Failure(
                EXTRACTING, "No video formats found!", warnings=("No supported JavaScript runtime could be found.",)
            ),
            YTDLP_NO_JAVASCRIPT,
        ),
        (Failure(EXTRACTING, "exit 1: ImportError", reason="no_ytdlp"), YTDLP_DOES_NOT_START),
    ],
)
def test_a_ytdlp_that_is_broken_in_another_way_says_so(failure: Failure, reason: str) -> None:
    trouble = trouble_of(failure)
    assert isinstance(trouble, NeedsOwner)
    assert (trouble.condition, trouble.args_for_text) == (Condition.YTDLP_BROKEN, {"reason": reason})


def test_the_words_at_the_end_of_any_unexpected_error_are_no_sign_that_ytdlp_is_old() -> None:
    text = (
        "[youtube] x: An extractor error has occurred. (caused by KeyError('a')); please report this issue on  "
        "https://github.com/yt-dlp/yt-dlp/issues?q= , filling out the appropriate issue template. Confirm you are on the "
        "latest version using  yt-dlp -U"
    )
    assert (trouble_of(Failure(EXTRACTING, text)).key, trouble_of(Failure(EXTRACTING, text)).scope) == (
        "fetch-failed", Scope.ITEM,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("text", "stage", "condition"),
    [
        ("unable to write data: [Errno 28] No space left on device", DOWNLOADING, Condition.DISK_FULL),
        ("Postprocessing: x.temp.mp4: No space left on device", DOWNLOADING, Condition.DISK_FULL),
        ("unable to open for writing: [Errno 30] Read-only file system: '/x'", DOWNLOADING, Condition.DISK_FULL),
        ("Postprocessing: ffprobe not found. Please install", DOWNLOADING, Condition.FFMPEG_MISSING),
        (
            "You have requested merging of multiple formats but ffmpeg is not installed.",
            DOWNLOADING,
            Condition.FFMPEG_MISSING,
        ),
    ],
)
def test_what_only_the_owner_can_mend_is_told_as_that(text: str, stage: str, condition: Condition) -> None:
    trouble = trouble_of(Failure(stage, text))
    assert isinstance(trouble, NeedsOwner)
    assert trouble.condition == condition


def test_a_thumbnails_warning_explains_no_media_fault() -> None:
    failure = Failure(DOWNLOADING, "something new", warnings=("Unable to download video thumbnail: HTTP Error 429",))
    assert (trouble_of(failure).key, trouble_of(failure).scope) == ("fetch-failed", Scope.ITEM)


def test_a_merge_that_fails_counts_against_its_video() -> None:
    trouble = trouble_of(Failure(DOWNLOADING, "Postprocessing: Conversion failed!"))
    assert isinstance(trouble, Retry)
    assert trouble.key == "merge-failed"


@pytest.mark.parametrize("reason", sorted(REFUSALS))
def test_every_refusal_of_the_child_is_a_trouble(reason: str) -> None:
    assert trouble_of(Failure(EXTRACTING, "", reason=reason)).key


def test_too_large_says_size_and_limit() -> None:
    trouble = trouble_of(Failure(EXTRACTING, "", reason="too_large", args={"size": 5, "limit": 4}))
    assert isinstance(trouble, Permanent)
    assert (trouble.key, trouble.args_for_text) == ("video-too-large", {"size": 5, "limit": 4})


def test_no_word_of_ytdlp_reaches_people() -> None:
    secret = "https://rr1.example/videoplayback?ip=192.0.2.1"
    trouble = trouble_of(Failure(DOWNLOADING, f"strange {secret}", warnings=(secret,)))
    assert secret not in str(trouble)
