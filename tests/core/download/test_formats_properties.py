"""What holds for any list of formats, any sizes, any wish."""

from __future__ import annotations

import random
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from core.download.candidates import films, sounds
from core.download.formats import Choice, Codecs, Encode, Format, Refusal, choose, choose_sound, from_ytdlp, pick
from core.download.streams import DUBBED_VOICE, ORIGINAL_VOICE

pictures = st.builds(
    Format,
    id=st.integers(1, 99).map(lambda n: f"v{n}"),
    vcodec=st.sampled_from(["avc1.640028", "vp9", "av01.0.05M.08", "none", None]),
    acodec=st.sampled_from(["none", "mp4a.40.2", "opus", None]),
    width=st.none() | st.integers(100, 4000),
    height=st.none() | st.integers(100, 4000),
    fps=st.none() | st.sampled_from([24.0, 30.0, 60.0]),
    size=st.none() | st.integers(1, 10**10),
    approx_size=st.none() | st.integers(1, 10**10),
    tbr=st.none() | st.floats(1, 20000),
    language=st.none() | st.sampled_from(["en", "ja"]),
    language_preference=st.none() | st.sampled_from([-10, -1, 5, 10]),
    hdr=st.booleans(),
)
lists = st.lists(pictures, max_size=8, unique_by=lambda f: f.id)
wishes = st.fixed_dictionaries(
    {
        "most": st.none() | st.integers(1, 10**10),
        "parts_first": st.booleans(),
        "sound_only": st.booleans(),
        "height": st.none() | st.integers(100, 4000),
        "duration": st.none() | st.floats(1, 50_000),
        "codecs": st.sampled_from(Codecs),
        "convert": st.sampled_from([(), ("vp9",), ("vp9", "av1")]),
        "disk": st.none() | st.integers(1, 10**11),
        "below": st.none() | st.integers(1, 10**10),
    }
)
limits = st.integers(10**5, 10**10)
anything = st.none() | st.booleans() | st.integers(-5, 10**12) | st.floats() | st.text(max_size=5) | st.just("avc1.64")


@given(lists, limits, wishes)
def test_the_choice_keeps_to_what_is_allowed_or_says_why_it_can_not(
    formats: list[Format], limit: int, wish: dict[str, Any]
) -> None:
    answer = pick(formats, limit=limit, **wish)
    if isinstance(answer, Refusal):
        assert answer.reason in {"over_most", "over_disk", "uncuttable", "only_vp9", "no_audio", "no_formats"}
        if answer.reason.startswith("over"):
            assert answer.args["size"] > answer.args["limit"]
        return
    by_id = {one.id: one for one in formats}
    chosen = [by_id[name] for name in answer.format_spec.split("+")]
    assert wish["most"] is None or (answer.size or 0) <= wish["most"]
    assert wish["disk"] is None or answer.disk <= wish["disk"]
    assert wish["below"] is None or (answer.size is not None and answer.size < wish["below"])
    assert len(chosen) <= 2
    if len(chosen) == 2:
        assert [one.has_video for one in chosen] == [True, False]
    if answer.sound_only:
        assert wish["sound_only"] or not any(one.has_video for one in formats)
    else:
        picture = chosen[0]
        assert picture.has_video
        assert answer.plays == (picture.is_h264 or answer.encode.has_picture)
        assert answer.plays or wish["codecs"] is not Codecs.PLAYS
        assert not answer.encode.has_picture or picture.codec in wish["convert"]
    sound = next((one for one in reversed(chosen) if one.has_audio), None)
    assert answer.encode.has_sound == (sound is not None and not sound.is_aac)


@given(lists, limits, wishes)
def test_in_one_file_where_that_is_wished_and_anything_fits(
    formats: list[Format], limit: int, wish: dict[str, Any]
) -> None:
    answer = pick(formats, limit=limit, **wish | {"parts_first": False})
    if isinstance(answer, Choice) and (answer.size or 0) > limit:  # then nothing does: this is the smallest there is
        smaller = pick(formats, limit=limit, **wish | {"parts_first": True, "most": answer.size - 1})  # type: ignore[operator]
        assert isinstance(smaller, Refusal)
        assert smaller.reason == "over_most"


@given(lists, limits, wishes, st.randoms())
def test_the_order_of_the_list_changes_nothing(
    formats: list[Format], limit: int, wish: dict[str, Any], dice: random.Random
) -> None:
    shuffled = list(formats)
    dice.shuffle(shuffled)
    assert pick(shuffled, limit=limit, **wish) == pick(formats, limit=limit, **wish)


@given(lists, limits, limits, wishes)
def test_more_room_never_makes_the_choice_worse(
    formats: list[Format], one: int, other: int, wish: dict[str, Any]
) -> None:
    less, more = sorted((one, other))

    def place(answer: Choice | Refusal) -> int:
        """How far down it stands in the list of all that could be chosen; the best is 0."""
        if isinstance(answer, Refusal):
            return len(ranked)
        return ranked.index(answer.format_spec)

    for name in ("limit", "most", "disk"):
        ranked = _ranked(formats, wish)
        small, large = ({**wish, "limit": less, name: bytes_} for bytes_ in (less, more))
        assert place(pick(formats, **large)) <= place(pick(formats, **small))


def _possible(formats: list[Format], wish: dict[str, Any]) -> list[list[str]]:
    """The streams of all that could be chosen, the best first."""
    found = [] if wish["sound_only"] else films(formats, wish["height"], wish["codecs"], wish["convert"])
    if not any(one.has_video for one in formats) or wish["sound_only"]:
        found = sounds(formats)
    return [[stream.id for stream in one.streams] for one in found]


def _ranked(formats: list[Format], wish: dict[str, Any]) -> list[str]:
    return ["+".join(streams) for streams in _possible(formats, wish)]


@given(lists, limits, wishes)
def test_a_dub_is_never_taken_where_the_original_can_be_had(
    formats: list[Format], limit: int, wish: dict[str, Any]
) -> None:
    answer = pick(formats, limit=limit, **wish)
    originals = {one.id for one in formats if one.is_sound and one.voice == ORIGINAL_VOICE}
    # a sound that no picture goes with can't be had
    if isinstance(answer, Choice) and any(originals & set(streams) for streams in _possible(formats, wish)):
        chosen = [one for one in formats if one.id in answer.format_spec.split("+") and one.has_audio]
        assert all(one.voice > DUBBED_VOICE for one in chosen)


@given(lists, st.none() | limits, st.none() | st.integers(100, 2000), st.none() | st.floats(1, 40000))
def test_one_file_that_plays_everywhere_fits_or_is_too_large(
    formats: list[Format], limit: int | None, height: int | None, duration: float | None
) -> None:
    for answer in (choose(formats, limit, height, duration), choose_sound(formats, limit, duration)):
        if isinstance(answer, Choice):
            assert answer.plays
            assert not answer.encode.has_picture
            assert limit is None or answer.size is None or answer.size <= limit
            assert answer.encode in (Encode.NOTHING, Encode.SOUND)
        elif answer.reason == "too_large":
            assert limit is not None
            assert answer.args["size"] > limit


@given(
    st.lists(
        st.dictionaries(
            st.sampled_from(
                ["format_id", "vcodec", "acodec", "width", "height", "fps", "filesize", "filesize_approx", "tbr",
                 "language", "language_preference", "dynamic_range", "has_drm"]
            ),
            anything,
        ),
        max_size=6,
    ),
    wishes,
)  # fmt: skip
def test_whatever_a_server_lists_is_read(entries: list[dict[str, Any]], wish: dict[str, Any]) -> None:
    answer = pick(from_ytdlp(entries), limit=10**9, **wish)
    if isinstance(answer, Choice):
        assert answer.size is None or answer.size > 0
