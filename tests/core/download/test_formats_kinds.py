"""The choice for each kind of video, as YouTube lists it."""

from __future__ import annotations

from typing import Any

import pytest

from core.download.formats import Choice, Codecs, Encode, Format, Refusal, Sure, choose, choose_sound, from_ytdlp, pick

MB = 1_000_000
GB = 1_000_000_000
AAC = Format("140", "none", "mp4a.40.2", size=3 * MB, tbr=128)
OPUS = Format("251", "none", "opus", size=4 * MB, tbr=140)
EVERY = ("vp9", "av1")


def film(name: str, codec: str, height: int, size: int | None = 50 * MB, **more: Any) -> Format:
    return Format(name, codec, "none", height * 16 // 9, height, size=size, **{"fps": 30.0} | more)


H1080 = film("137", "avc1.640028", 1080, 100 * MB)
H720 = film("136", "avc1.4d401f", 720, 60 * MB)
V2160 = film("313", "vp9", 2160, 900 * MB)
V1440 = film("271", "vp9", 1440, 400 * MB)
V1080 = film("248", "vp9", 1080, 80 * MB)
A2160 = film("401", "av01.0.12M.08", 2160, 600 * MB)
A1080 = film("399", "av01.0.08M.08", 1080, 50 * MB)
FOUR_K = (H720, H1080, V1080, V1440, V2160, A1080, A2160, AAC, OPUS)


def taken(answer: Choice | Refusal) -> Choice:
    assert isinstance(answer, Choice), answer
    return answer


def best(*formats: Format, height: int | None = None, codecs: Codecs = Codecs.PLAYS, **more: Any) -> Choice:
    return taken(choose(formats, None, height, None, codecs, **more))


def test_of_4k_the_h264_picture_is_taken_and_as_the_original_all_of_it() -> None:
    assert best(*FOUR_K).format_spec == "137+140"
    original = best(*FOUR_K, codecs=Codecs.ANY)
    assert (original.format_spec, original.plays, original.encode) == ("313+140", False, Encode.NOTHING)
    assert original.height == 2160


def test_the_original_of_a_video_that_has_no_more_than_h264_plays_everywhere() -> None:
    original = best(H720, H1080, V1080, A1080, AAC, OPUS, codecs=Codecs.ANY)
    assert (original.format_spec, original.plays) == ("137+140", True)


def test_a_height_that_was_picked_comes_as_h264_where_that_has_it_and_else_as_it_is() -> None:
    for height, spec, plays in ((720, "136+140", True), (1080, "137+140", True), (1440, "271+140", False)):
        choice = best(*FOUR_K, height=height, codecs=Codecs.AT_HEIGHT)
        assert (choice.format_spec, choice.plays) == (spec, plays)
    # one that there is not gives the next lower one that plays
    assert best(*FOUR_K, height=1300, codecs=Codecs.AT_HEIGHT).format_spec == "137+140"


def test_60_frames_go_before_30_at_the_same_height_and_never_before_a_larger_picture() -> None:
    fast = film("299", "avc1.64002a", 1080, 170 * MB, fps=60.0)
    small_fast = film("298", "avc1.4d4020", 720, 90 * MB, fps=60.0)
    assert best(H1080, fast, small_fast, AAC).format_spec == "299+140"
    assert best(H1080, small_fast, AAC).format_spec == "137+140"
    assert taken(choose((H1080, fast, AAC), 120 * MB)).format_spec == "137+140"


def test_hdr_is_for_the_original_only() -> None:
    hdr = film("337", "vp09.02.51.10", 2160, 999 * MB, hdr=True)
    assert best(V2160, hdr, AAC, codecs=Codecs.ANY).format_spec == "337+140"
    assert best(V2160, hdr, AAC, height=2160, codecs=Codecs.AT_HEIGHT).format_spec == "313+140"
    pale = film("137h", "avc1.6e0028", 1080, hdr=True)
    assert best(H720, pale, AAC).format_spec == "136+140"
    assert best(pale, AAC).format_spec == "137h+140"  # there is nothing else


def test_an_upright_video_is_as_high_as_its_short_side() -> None:
    upright = [Format(f"v{side}", "avc1", "none", side, side * 16 // 9, 30, size=MB) for side in (360, 720, 1080)]
    assert best(*upright, AAC, height=720).format_spec == "v720+140"
    assert best(*upright, AAC).format_spec == "v1080+140"


@pytest.mark.parametrize("quality", [Codecs.PLAYS, Codecs.ANY])
def test_a_video_without_a_picture_comes_as_its_sound(quality: Codecs) -> None:
    choice = best(AAC, OPUS, codecs=quality)
    assert (choice.format_spec, choice.sound_only, choice.plays) == ("140", True, True)


def test_a_silent_video_comes_silent() -> None:
    assert best(H1080, V1080).format_spec == "137"
    assert best(V1080, codecs=Codecs.ANY).format_spec == "248"


def test_only_vp9_is_refused_encoded_where_that_is_allowed_or_brought_as_the_original() -> None:
    listed = (V1080, V2160, AAC, OPUS)
    assert choose(listed, None) == Refusal("only_vp9", {})
    encoded = best(*listed, convert=EVERY)
    assert (encoded.format_spec, encoded.encode, encoded.plays) == ("248+140", Encode.PICTURE, True)
    assert encoded.size is not None
    assert encoded.size > 160 * MB  # it may grow
    assert best(*listed, codecs=Codecs.ANY).format_spec == "313+140"


def test_only_av1_is_encoded_only_by_an_ffmpeg_that_reads_it_and_vp9_goes_before_it() -> None:
    assert choose((A1080, AAC), None, convert=("vp9",)) == Refusal("only_vp9", {})
    assert best(A1080, AAC, convert=EVERY).format_spec == "399+140"
    assert best(A1080, V1080, AAC, convert=EVERY).format_spec == "248+140"


def test_both_are_encoded_where_neither_plays() -> None:
    assert best(V1080, OPUS, convert=EVERY).encode is Encode.BOTH
    assert best(V1080, OPUS, codecs=Codecs.ANY).encode is Encode.SOUND


def test_nothing_is_encoded_where_h264_exists_and_no_picture_above_1080() -> None:
    assert best(*FOUR_K, convert=EVERY).encode is Encode.NOTHING
    assert choose((V1440, V2160, AAC), None, convert=EVERY) == Refusal("only_vp9", {})


def dub(name: str, language: str, preference: int = -1, codec: str = "mp4a.40.2") -> Format:
    return Format(name, "none", codec, size=2 * MB, tbr=129, language=language, language_preference=preference)


def test_a_dub_is_not_taken_though_the_original_has_to_be_encoded_or_is_larger() -> None:
    original = dub("251-1", "ja", 10, "opus")
    choice = best(H1080, dub("140-0", "en"), original, dub("140-2", "de", -10))
    assert (choice.format_spec, choice.encode) == ("137+251-1", Encode.SOUND)
    assert taken(choose_sound((dub("140-0", "en"), original), None)).format_spec == "251-1"
    whole = Format("18", "avc1.42001E", "mp4a.40.2", 640, 360, size=9 * MB, language="en", language_preference=-1)
    refusal = choose(
        (H1080, whole, dub("140-1", "ja", 10)), 20 * MB
    )  # a small film with another voice is no way to fit
    assert isinstance(refusal, Refusal)
    assert refusal.reason == "too_large"


def test_where_only_dubs_are_listed_one_of_them_is_better_than_silence() -> None:
    assert best(H1080, dub("140-0", "en")).format_spec == "137+140-0"


def test_a_sound_that_says_no_language_is_no_dub() -> None:
    assert best(H1080, AAC, OPUS).format_spec == "137+140"
    said = Format("18", "avc1.42001E", "mp4a.40.2", 640, 360, size=9 * MB, language="en", language_preference=10)
    assert best(H1080, AAC, said).format_spec == "137+140"


def test_flattened_loudness_is_the_second_choice_but_a_choice() -> None:
    flat = Format("140-drc", "none", "mp4a.40.2", size=3 * MB, tbr=130)
    assert best(H1080, flat, AAC).format_spec == "137+140"
    assert best(H1080, flat).format_spec == "137+140-drc"


def test_combined_streams_are_taken_where_they_are_all_there_is() -> None:
    old = Format("18", "avc1.42001E", "mp4a.40.2", 640, 360, 30, size=30 * MB)
    older = Format("22", "avc1.64001F", "mp4a.40.2", 1280, 720, 30, size=90 * MB)
    assert best(old, older).format_spec == "22"
    assert best(old, H720, AAC).format_spec == "136+140"
    alone = taken(choose_sound((old, older), None))
    assert (alone.sound_only, alone.encode) == (True, Encode.NOTHING)
    assert taken(choose_sound((old, older, OPUS), None)).format_spec == "251"


def test_twelve_hours_come_in_parts_or_in_the_best_that_fits() -> None:
    hours = 12 * 3600
    ladder = [
        film(f"v{h}", "avc1", h, None, tbr=rate) for h, rate in ((1080, 2500), (720, 1400), (480, 300), (144, 90))
    ]
    sound = Format("140", "none", "mp4a.40.2", tbr=48)
    asked: dict[str, Any] = {"limit": 2 * GB, "most": None, "sound_only": False, "height": None, "duration": hours}
    whole = taken(pick([*ladder, sound], parts_first=True, **asked))
    assert (whole.format_spec, whole.sure) == ("v1080+140", Sure.APPROXIMATE)
    assert whole.size is not None
    assert whole.size > 13 * GB
    fitting = taken(pick([*ladder, sound], parts_first=False, **asked))
    assert fitting.format_spec == "v480+140"
    assert fitting.size is not None
    assert fitting.size <= 2 * GB


def test_the_disk_chooses_a_smaller_picture_and_says_so_where_none_is_small_enough() -> None:
    asked: dict[str, Any] = {"limit": GB, "most": None, "sound_only": False, "height": None, "duration": None}
    assert taken(pick(FOUR_K, parts_first=True, disk=130 * MB, **asked)).format_spec == "136+140"
    refusal = pick(FOUR_K, parts_first=True, disk=100 * MB, **asked)
    assert isinstance(refusal, Refusal)
    assert (refusal.reason, refusal.args["limit"]) == ("over_disk", 100 * MB)
    assert refusal.args["size"] > 120 * MB
    unsized = film("x", "avc1", 1080, None)  # is no way around a disk that is too small for what is told
    assert isinstance(pick((unsized, *FOUR_K), parts_first=False, disk=100 * MB, **asked), Refusal)


def test_how_sure_a_size_is_is_said() -> None:
    assert best(H1080, AAC).sure is Sure.EXACT
    assert best(film("a", "avc1", 720, None, approx_size=MB), AAC).sure is Sure.APPROXIMATE
    unknown = best(film("a", "avc1", 720, None), AAC)
    assert (unknown.sure, unknown.size, unknown.come) == (Sure.UNKNOWN, None, None)


def test_what_is_encoded_anew_takes_its_room_besides() -> None:
    plain, encoded = best(V1080, AAC, codecs=Codecs.ANY), best(V1080, AAC, convert=EVERY)
    assert plain.disk == 2 * (plain.size or 0)
    assert encoded.size is not None
    assert encoded.disk == (encoded.come or 0) + encoded.anew + encoded.size
    assert encoded.anew == 2 * encoded.sizes["248"]


NONSENSE: list[dict[str, Any]] = [
    {"format_id": "1", "vcodec": "avc1", "acodec": "none", "filesize": -5, "height": 0, "width": -1, "fps": 0},
    {"format_id": "2", "vcodec": "avc1", "acodec": "none", "filesize": float("nan"), "tbr": float("inf")},
    {"format_id": "3", "vcodec": 7, "acodec": None, "filesize": "many", "height": True, "language": 5},
    {"format_id": "4", "vcodec": "none", "acodec": "mp4a.40.2", "filesize_approx": 0.4, "language_preference": "x"},
]


def test_figures_that_can_be_none_count_as_not_said() -> None:
    assert from_ytdlp(NONSENSE) == (
        Format("1", "avc1", "none"),
        Format("2", "avc1", "none"),
        Format("3"),
        Format("4", "none", "mp4a.40.2"),
    )
    choice = best(*from_ytdlp(NONSENSE))
    assert (choice.size, choice.format_spec) == (None, "2+4")


def test_only_storyboards_is_nothing() -> None:
    boards = [{"format_id": f"sb{n}", "vcodec": "none", "acodec": "none", "height": 90} for n in range(4)]
    assert from_ytdlp(boards) == ()
    assert choose((), None) == Refusal("no_formats", {})


def test_a_codec_that_is_not_said_is_none_that_is_allowed() -> None:
    assert choose((Format("x", "avc1", None, 1280, 720), AAC), None) == Refusal("only_vp9", {})
    assert choose((Format("x", None, None, 1280, 720),), None) == Refusal("no_formats", {})
    assert best(H720, AAC, Format("x", None, "mp4a.40.2", size=1)).format_spec == "136+140"
