"""The choice of streams, by examples. Whatever else may be listed: test_formats_properties.py."""

from __future__ import annotations

from typing import Any

from core.download.formats import (
    LEAST_LIMIT,
    Choice,
    Encode,
    Format,
    Refusal,
    choose,
    choose_sound,
    from_ytdlp,
    pick,
)

MB = 1024 * 1024
AAC = Format("140", "none", "mp4a.40.2", size=3 * MB, tbr=128, language_preference=10)
OPUS = Format("251", "none", "opus", size=3 * MB)


def h264(name: str, width: int, height: int, size: int | None, **more: Any) -> Format:
    return Format(name, "avc1.640028", "none", width, height, size=size, **more)


LADDER = (
    h264("136", 1280, 720, 50 * MB, fps=30),
    h264("137", 1920, 1080, 100 * MB, fps=30),
    Format("248", "vp9", "none", 1920, 1080, size=70 * MB),
    Format("401", "av01.0.12M.08", "none", 3840, 2160, size=400 * MB),
    AAC,
    OPUS,
)


def test_h264_with_aac_is_taken_though_vp9_is_larger_or_smaller() -> None:
    choice = choose(LADDER, 2000 * MB)
    assert isinstance(choice, Choice)
    assert choice.format_spec == "137+140"
    assert choice.size is not None
    assert 103 * MB < choice.size < 106 * MB
    assert set(choice.sizes) == {"137", "140"}


def test_the_largest_height_that_fits_is_taken() -> None:
    choice = choose(LADDER, 60 * MB)
    assert isinstance(choice, Choice)
    assert choice.format_spec == "136+140"


def test_nothing_that_fits_is_refused_with_the_smallest_size_and_the_limit() -> None:
    refusal = choose(LADDER, 10 * MB)
    assert isinstance(refusal, Refusal)
    assert refusal.reason == "too_large"
    assert refusal.args["limit"] == 10 * MB
    assert refusal.args["size"] < 60 * MB


def test_only_vp9_is_refused() -> None:
    assert choose((LADDER[2], LADDER[3], OPUS, AAC), 2000 * MB) == Refusal("only_vp9", {})


def test_h264_with_only_opus_has_its_sound_encoded_and_no_smaller_picture_is_taken_for_it() -> None:
    whole = Format("18", "avc1.42001E", "mp4a.40.2", 640, 360, size=9 * MB)
    for listed in ((LADDER[0], OPUS), (LADDER[0], OPUS, whole)):
        choice = choose(listed, 2000 * MB)
        assert isinstance(choice, Choice)
        assert (choice.format_spec, choice.encode, choice.plays) == ("136+251", Encode.SOUND, True)


def test_nothing_at_all_is_no_formats() -> None:
    assert choose((), 5) == Refusal("no_formats", {})


def test_the_owners_height_is_kept_and_read_as_the_short_side() -> None:
    choice = choose(LADDER, 2000 * MB, height=720)
    assert isinstance(choice, Choice)
    assert choice.format_spec == "136+140"
    short = (h264("137", 1080, 1920, 30 * MB), h264("136", 720, 1280, 20 * MB), AAC)
    choice = choose(short, 2000 * MB, height=1080)
    assert isinstance(choice, Choice)
    assert choice.format_spec == "137+140"


def test_a_height_below_all_takes_the_lowest() -> None:
    choice = choose(LADDER, 2000 * MB, height=144)
    assert isinstance(choice, Choice)
    assert choice.format_spec == "136+140"


def test_the_original_language_is_taken_before_a_dubbed_one() -> None:
    dubbed = Format("140-0", "none", "mp4a.40.2", size=MB, tbr=129, language="de", language_preference=-1)
    choice = choose((LADDER[1], dubbed, AAC), 2000 * MB)
    assert isinstance(choice, Choice)
    assert choice.format_spec == "137+140"


def test_a_flattened_loudness_is_the_second_choice() -> None:
    drc = Format("140-drc", "none", "mp4a.40.2", size=3 * MB, tbr=130, language_preference=10)
    choice = choose((LADDER[1], drc, AAC), 2000 * MB)
    assert isinstance(choice, Choice)
    assert choice.format_spec == "137+140"


def test_a_silent_video_is_taken_without_sound() -> None:
    choice = choose((LADDER[1],), 2000 * MB)
    assert isinstance(choice, Choice)
    assert choice.format_spec == "137"


def test_a_bitrate_and_a_duration_predict_the_size() -> None:
    picture = h264("137", 1920, 1080, None, tbr=8000)
    refusal = choose((picture, AAC), 50 * MB, duration=100)
    assert isinstance(refusal, Refusal)
    assert refusal.reason == "too_large"


def test_an_unknown_size_is_the_last_resort() -> None:
    unknown = h264("22x", 1920, 1080, None)
    choice = choose((unknown, LADDER[0], AAC), 2000 * MB)
    assert isinstance(choice, Choice)
    assert choice.format_spec == "136+140"
    choice = choose((unknown, AAC), 2000 * MB)
    assert isinstance(choice, Choice)
    assert choice.size is None
    assert set(choice.sizes) == {"140"}


def test_storyboards_and_protected_streams_are_left_out() -> None:
    raw: list[dict[str, Any]] = [
        {"format_id": "sb0", "vcodec": "none", "acodec": "none"},
        {"format_id": "137", "vcodec": "avc1.640028", "acodec": "none", "has_drm": True},
        {"format_id": "136", "vcodec": "avc1.4d401f", "acodec": "none", "filesize_approx": 10.7, "height": 720},
    ]
    raw.append({"vcodec": "avc1.4d401f", "acodec": "none"})  # without a name
    assert from_ytdlp(raw) == (Format("136", "avc1.4d401f", "none", height=720, approx_size=10),)


def picked(limit: int, **more: Any) -> Choice | Refusal:
    asked: dict[str, Any] = {"most": None, "parts_first": False, "sound_only": False, "height": None, "duration": None}
    return pick(more.pop("formats", LADDER), limit=limit, **asked | more)


def spec(answer: Choice | Refusal) -> str:
    assert isinstance(answer, Choice), answer
    return answer.format_spec


def test_by_itself_a_smaller_picture_goes_before_parts_and_the_smallest_where_none_fits() -> None:
    assert spec(picked(200 * MB)) == "137+140"
    assert spec(picked(60 * MB)) == "136+140"
    assert spec(picked(10 * MB)) == "136+140"


def test_what_was_asked_for_comes_at_the_wished_height_in_parts() -> None:
    assert spec(picked(10 * MB, parts_first=True)) == "137+140"
    assert spec(picked(10 * MB, parts_first=True, height=720)) == "136+140"


def test_what_it_may_have_at_most_chooses_a_smaller_picture_and_refuses_where_none_is_small_enough() -> None:
    assert spec(picked(2000 * MB, most=60 * MB)) == "136+140"
    refusal = picked(2000 * MB, most=20 * MB)
    assert isinstance(refusal, Refusal)
    assert (refusal.reason, refusal.args["limit"]) == ("over_most", 20 * MB)
    refusal = picked(10 * MB, most=20 * MB)
    assert isinstance(refusal, Refusal)
    assert refusal.reason == "over_most"


def test_of_what_could_not_be_cut_the_next_smaller_is_taken_rather_in_one_file() -> None:
    best = picked(10 * MB, parts_first=True)
    assert isinstance(best, Choice)
    assert best.size is not None
    assert spec(picked(60 * MB, parts_first=True, below=best.size)) == "136+140"
    refusal = picked(10 * MB, parts_first=True, below=MB)
    assert isinstance(refusal, Refusal)
    assert (refusal.reason, refusal.args) == ("uncuttable", {"size": MB, "limit": 10 * MB})


def test_a_limit_that_is_none_can_not_be_met_by_parts() -> None:
    for parts_first in (False, True):
        refusal = picked(LEAST_LIMIT - 1, parts_first=parts_first)
        assert isinstance(refusal, Refusal)
        assert refusal.reason == "too_large"


def test_sound_alone_is_aac_in_the_original_language() -> None:
    dubbed = Format("140-0", "none", "mp4a.40.2", size=MB, tbr=129, language="de", language_preference=-1)
    low = Format("139", "none", "mp4a.40.5", size=MB, tbr=48, language_preference=10)
    assert spec(choose_sound((*LADDER, dubbed, low), None)) == "140"
    assert spec(picked(2000 * MB, sound_only=True)) == "140"
    assert spec(choose_sound((*LADDER, low), 2 * MB)) == "139"
    assert choose_sound((LADDER[0],), None) == Refusal("no_audio", {})
    assert choose_sound((), None) == Refusal("no_formats", {})
