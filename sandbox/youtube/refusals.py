"""Why the player would not play: YouTube's own words, as yt-dlp reads them out of `playabilityStatus`.

The texts are those that facts about yt-dlp 2026.10.26 were gathered with; an apostrophe in "you’re not a bot" is curly there too.
"""

from __future__ import annotations

from typing import Any

#: name -> (status, reason, subreason)
REFUSALS: dict[str, tuple[str, str, str]] = {
    "private": ("LOGIN_REQUIRED", "Private video", "Sign in if you've been granted access to this video"),
    "deleted": ("ERROR", "Video unavailable", "This video has been removed by the uploader"),
    "unknown": ("ERROR", "Video unavailable", "This video isn't available anymore"),
    "terminated": (
        "ERROR",
        "Video unavailable",
        "This video is no longer available because the YouTube account associated with this video has been terminated.",
    ),
    "copyright": (
        "ERROR",
        "Video unavailable",
        "This video is no longer available due to a copyright claim by Loopback Music Group",
    ),
    "members": (
        "UNPLAYABLE",
        "Join this channel to get access to members-only content like this video, and other exclusive perks.",
        "",
    ),
    "age": ("LOGIN_REQUIRED", "Sign in to confirm your age", "This video may be inappropriate for some users."),
    "bot": ("LOGIN_REQUIRED", "Sign in to confirm you’re not a bot", "This helps protect our community. Learn more"),
    "captcha": ("LOGIN_REQUIRED", "Please complete the challenge", ""),
    "rate_limit": ("UNPLAYABLE", "This content isn't available, try again later.", ""),
    "country": (
        "UNPLAYABLE",
        "Video unavailable",
        "The uploader has not made this video available in your country",
    ),
}


def playability(refusal: str) -> dict[str, Any]:
    """The `playabilityStatus` of a refused video. Raises KeyError for an unknown refusal."""
    status, reason, subreason = REFUSALS[refusal]
    if refusal == "captcha":  # yt-dlp looks for the puzzle itself, and says the rest in its own words
        return {"status": status, "reason": reason, "errorScreen": {"playerCaptchaViewModel": {"siteKey": "loopback"}}}
    screen: dict[str, Any] = {"reason": {"simpleText": reason}}
    if subreason:
        screen["subreason"] = {"simpleText": subreason}
    return {"status": status, "reason": reason, "errorScreen": {"playerErrorMessageRenderer": screen}}
