"""Rare kinds of video: each is made only when a video of that kind is put on the site (the control API's add_video).

Some are what YouTube has and few people like; some are what it never serves, for who wants to see what becomes of it.
"""

from __future__ import annotations

from sandbox.youtube.recipes import AAC, OPUS, RECIPES, Recipe, Stream

_BARS = "testsrc2=size={0}:rate={1}"
_TONE = "sine=frequency=330:sample_rate=48000"


def _h264(
    itag: int,
    width: int,
    height: int,
    label: str,
    *,
    fps: int = 0,
    bitrate: int = 300_000,
    encoder: tuple[str, ...] = (),
) -> Stream:
    codecs = "avc1.4d401f"
    return Stream(itag, "video/mp4", codecs, "mp4", bitrate, "large", label, width, height, fps, encoder=encoder)


def _vp9(
    itag: int, width: int, height: int, label: str, *, fps: int = 0, codecs: str = "vp9", encoder: tuple[str, ...] = ()
) -> Stream:
    return Stream(itag, "video/webm", codecs, "webm", 300_000, "large", label, width, height, fps, encoder=encoder)


def _aac(track: str = "", name: str = "", *, default: bool = True, drc: bool = False) -> Stream:
    return Stream(
        140, "audio/mp4", "mp4a.40.2", "m4a", 96_000, track=track, track_name=name, is_default=default, is_drc=drc
    )  # fmt: skip


_SMALL = _h264(134, 640, 360, "360p")
_AV1 = Stream(396, "video/mp4", "av01.0.01M.08", "mp4", 200_000, "medium", "360p", 640, 360)
_BOTH = Stream(18, "video/mp4", "avc1.42001E, mp4a.40.2", "mp4", 300_000, "medium", "360p", 640, 360)

RARE: dict[str, Recipe] = {
    one.name: one
    for one in (
        # 4K and 1440p are VP9 only, as YouTube has them; H.264 ends at 1080p.
        Recipe("uhd", 2, _BARS.format("3840x2160", 12), _TONE, (
            _h264(137, 1920, 1080, "1080p"), _vp9(313, 3840, 2160, "2160p"), _SMALL, AAC, OPUS), fps=12),
        Recipe("sixty", 4, _BARS.format("1280x720", 60), _TONE, (
            _h264(298, 1280, 720, "720p60", fps=60), _vp9(302, 1280, 720, "720p60", fps=60),
            _h264(134, 640, 360, "360p", encoder=("-r", "30")), AAC, OPUS), fps=30),
        Recipe("hdr", 3, _BARS.format("1280x720", 12), _TONE, (
            _h264(136, 1280, 720, "720p"), _vp9(334, 1280, 720, "720p HDR", codecs="vp09.02.31.10.01.09.16.09.00", encoder=(
                "-pix_fmt", "yuv420p10le", "-profile:v", "2", "-color_primaries", "bt2020", "-color_trc", "smpte2084",
                "-colorspace", "bt2020nc")), AAC, OPUS), fps=12),
        Recipe("silent", 5, _BARS.format("640x360", 12), _TONE, (_SMALL, _vp9(243, 640, 360, "360p")), fps=12),
        # A sound that was put up with one picture: a frame a second, and nothing moves.
        Recipe("still", 12, "color=c=teal:size=640x360:rate=1", _TONE, (
            _h264(134, 640, 360, "360p", bitrate=30_000), AAC, OPUS), fps=1),
        Recipe("sound_only", 6, "color=c=navy:size=320x180:rate=1", _TONE, (AAC, OPUS), fps=1),
        Recipe("hours", 43_200, "color=c=gray:size=160x90:rate=1", "anullsrc=r=44100", (
            Stream(160, "video/mp4", "avc1.4d400c", "mp4", 10_000, "tiny", "144p", 160, 90),
            Stream(139, "audio/mp4", "mp4a.40.5", "m4a", 8_000, encoder=("-ar", "8000", "-ac", "1"))), fps=1, loops=720),
        Recipe("av1_only", 4, _BARS.format("640x360", 12), _TONE, (_AV1, AAC, OPUS), fps=12),
        Recipe("opus_only", 5, _BARS.format("640x360", 12), _TONE, (_SMALL, OPUS), fps=12),
        Recipe("dubbed", 5, _BARS.format("640x360", 12), _TONE, (
            _SMALL, _aac("en-US.10", "English (United States)", default=False), _aac("ru.4", "Russian original"),
            _aac("de.10", "German", default=False)), fps=12),
        Recipe("drc", 5, _BARS.format("640x360", 12), _TONE, (_SMALL, AAC, _aac(drc=True)), fps=12),
        Recipe("combined", 5, _BARS.format("640x360", 12), _TONE, (_BOTH,), fps=12),
        Recipe("anamorphic", 4, _BARS.format("1024x576", 25), _TONE, (_h264(135, 720, 576, "480p"), AAC), fps=25),
        Recipe("odd", 4, _BARS.format("426x240", 12), _TONE, (
            _h264(133, 426, 234, "240p"), AAC), fps=12),
        Recipe("dot", 3, _BARS.format("64x64", 12), _TONE, (_h264(160, 2, 2, "144p"), AAC), fps=12),
        # Noise, and no keyframe but the first: there is no place to cut.
        Recipe("one_keyframe", 10, "nullsrc=size=640x360:rate=12,noise=alls=100:allf=t+u", _TONE, (
            _h264(134, 640, 360, "360p", bitrate=4_000_000, encoder=("-g", "9999", "-keyint_min", "9999", "-sc_threshold", "0")),
            AAC), fps=12),
        # B-frames, and groups of pictures that lean on the one before.
        Recipe("open_gop", 12, "nullsrc=size=640x360:rate=24,noise=alls=60:allf=t+u", _TONE, (
            _h264(134, 640, 360, "360p", bitrate=3_000_000, encoder=(
                "-preset", "veryfast", "-bf", "3", "-x264-params", "open-gop=1:keyint=48:min-keyint=24")), AAC), fps=24),
        Recipe("liar", 5, _BARS.format("640x360", 12), _TONE, (_SMALL, AAC), fps=12, said_duration=60),
    )
}  # fmt: skip


def recipe(name: str) -> Recipe:
    """Of any kind. Raises KeyError."""
    return RECIPES.get(name) or RARE[name]
