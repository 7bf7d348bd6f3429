"""What stands on the site when the sandbox opens: some two dozen videos of every kind, with titles as people write them.

Nothing is liked yet. Ids are fixed, so that tests and the demo can name them; ONE_OF_EACH names the special ones.
"""

from __future__ import annotations

from typing import Any

_NASTY = (
    "<b>*bold* _under_ `code` ~no~ ||spoiler||</b> [link](https://example.org) {curly} & \"quotes\" 'n' \\back\\ #tag @you "
    "> quote = plus + minus - dot . bang ! 🎬👩‍👩‍👧‍👦🏳️‍🌈 日本語 العربية 𝔘𝔫𝔦𝔠𝔬𝔡𝔢 </script><!-- "
)
NASTY_TITLE = (_NASTY + "and on it goes, because a title may be long; " * 8)[:300]

#: what is special -> the id of a video that is so
ONE_OF_EACH = {
    "plain": "yagamiPlain",
    "short": "yagamiShort",
    "vp9_only": "yagamiVP9on",
    "large": "yagamiLarge",
    "private": "yagamiPriva",
    "deleted": "yagamiGone0",
    "live": "yagamiLive0",
    "upcoming": "yagamiSoon0",
    "was_live": "yagamiWasLv",
    "age": "yagamiAdult",
    "members": "yagamiMembr",
    "country": "yagamiGeo00",
    "nasty_title": "yagamiNasty",
    "dash_id": "-yagamiDash",
}


def opening_videos(now: float) -> list[dict[str, Any]]:
    """Arguments for State.add_video. Dates lie before `now`."""
    day = 86_400.0
    ids = ONE_OF_EACH

    def video(
        name: str, source: str, title: str, channel: str, views: int, age_days: float, **more: Any
    ) -> dict[str, Any]:
        said = more.pop("description", f"{title}\n\nFilmed on loopback.")
        return {
            "id": name,
            "source": source,
            "title": title,
            "channel": channel,
            "views": views,
            "published_at": float(int(now - age_days * day)),
            "description": said,
            **more,
        }

    return [
        video(
            ids["plain"],
            "landscape",
            "How a Sewing Machine Works",
            "Gears & Levers",
            2_134_567,
            400,
            captions=["en", "de"],
            heard="en",
        ),
        video("KettleWhist", "talk", "Why kettles whistle (and yours doesn't)", "Kitchen Physics", 48_213, 31),
        video(
            "BachPrelude",
            "talk",
            "J.S. Bach: Prelude in C major, BWV 846",
            "Quiet Piano",
            15_903_112,
            2900,
            category="Music",
        ),
        video("TrainCab4km", "landscape", "Cab ride: Bergen → Oslo in winter, part 3", "Nordic Rails", 901_442, 220),
        video("SourdoughNo", "talk", "I baked the same loaf 100 times", "Bread Diary", 3_310_000, 95, heard="en"),
        video("TokyoRainWk", "landscape", "東京 雨の夜を歩く【4K】", "夜の散歩", 777_001, 60),
        video("ChessEndgam", "talk", "Rook endgames: the Lucena position", "Patient Chess", 12_045, 12),
        video("MandelZoomS", "landscape", "Deepest zoom yet", "Fractal Hour", 64, 2),
        video("LinuxBoot16", "talk", "Booting Linux from a record player", "Soft Circuits", 1_999_999, 700),
        video("OwlsAtNight", "landscape", "Owls are silent. Here is proof.", "Field Notes", 5_400_321, 1500),
        video("NewsInFiveM", "talk", "The week in five minutes", "Small News", 991, 1),
        video("KnotsYouUse", "landscape", "7 knots you'll actually use", "Handy Rope", 10_000_000, 1800),
        video(ids["short"], "vertical", "Wait for it 😳 #shorts", "Fractal Hour", 88_120_034, 20),
        video("ShortCatJum", "vertical", "he was not ready", "Cats, mostly", 1_204_555, 5),
        video(ids["vp9_only"], "vp9_only", "Conway's Life for an evening", "Soft Circuits", 3_021, 33),
        video(ids["large"], "large", "10 seconds of television snow (uncompressed look)", "Field Notes", 4_096, 44),
        video(ids["private"], "landscape", "Holiday, unlisted no more", "Family Box", 7, 90, privacy="private"),
        video(ids["deleted"], "talk", "This was here once", "Gone Channel", 1_111, 800, privacy="deleted"),
        video(ids["live"], "landscape", "🔴 LIVE: harbour webcam", "Nordic Rails", 5_021, 0.1, live="live"),
        video(ids["upcoming"], "landscape", "Premiere: The long way home", "Nordic Rails", 0, 0.5, live="upcoming"),
        video(
            ids["was_live"], "talk", "Q&A from last Sunday (full stream)", "Patient Chess", 8_801, 6, live="was_live"
        ),
        video(ids["age"], "landscape", "How surgeons tie knots", "Handy Rope", 660_102, 300, age_restricted=True),
        video(ids["members"], "talk", "Members' hour, November", "Patient Chess", 212, 9, refusal="members"),
        video(ids["country"], "talk", "The match that decided it", "Small News", 340_000, 50, refusal="country"),
        video(ids["nasty_title"], "talk", NASTY_TITLE, 'Rock & <Roll> "Live"', 42, 3),
        video(ids["dash_id"], "talk", "A minus at the front", "Soft Circuits", 512, 17),
    ]
