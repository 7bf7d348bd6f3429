"""How the catalogue's files are made: for each kind of video its picture, its sound and the adaptive streams YouTube would serve.

A stream is video only or audio only, as YouTube's are, but for the few that hold both (itag 18). Itags, quality labels and codec
strings are YouTube's own. The pictures are ffmpeg's test sources: quick to make, different to the eye, and each frame differs from
the last. What is made only when it is asked for is in rare_recipes.py.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Stream:
    """One stream. Bitrates are bits per second; one of sound alone has no width and height."""

    itag: int
    mime: str
    codecs: str
    ext: str
    bitrate: int
    quality: str = "tiny"
    label: str = ""
    width: int = 0
    height: int = 0
    fps: int = 0  #: 0: the recipe's
    track: str = ""  #: which sound, where there are several: language and a kind, as YouTube's audioTrack.id
    track_name: str = ""  #: "Russian original", "English (US)"
    is_default: bool = True  #: of several sounds
    is_drc: bool = False  #: its loudness is flattened
    encoder: tuple[str, ...] = ()  #: options of ffmpeg, after those that the codec has

    @property
    def file(self) -> str:
        return f"{self.itag}{'-' * bool(self.track)}{self.track}{'-drc' * self.is_drc}.{self.ext}"

    @property
    def xtags(self) -> str:
        """What tells streams of one itag apart, as YouTube's addresses have it; empty where nothing has to."""
        parts = (f"lang={self.track.partition('.')[0]}" if self.track else "", "drc=1" if self.is_drc else "")
        return ":".join(part for part in parts if part)

    @property
    def is_video(self) -> bool:
        return self.height > 0

    @property
    def has_sound(self) -> bool:
        return not self.is_video or "mp4a" in self.codecs


@dataclass(frozen=True, slots=True)
class Recipe:
    """One kind of video. `picture` and `sound` are lavfi sources without rate and duration."""

    name: str
    duration: int
    picture: str
    sound: str
    streams: tuple[Stream, ...]
    fps: int = 24
    loops: int = 1  #: so many copies of what is encoded, one behind the other, make the whole
    said_duration: int | None = None  #: seconds that the site says, where it says something else

    def commands(self, ffmpeg: str) -> list[list[str]]:
        """The ffmpeg calls that write every stream and `thumb.jpg` into the working directory, one after the other."""
        if self.loops == 1:
            return [self._encode(ffmpeg)]
        calls = [self._encode(ffmpeg, "once-")]
        for one in self.streams:
            call = [
                ffmpeg,
                "-v",
                "error",
                "-nostdin",
                "-y",
                "-stream_loop",
                str(self.loops - 1),
                "-i",
                f"once-{one.file}",
            ]
            calls.append(
                [*call, "-c", "copy", *(("-movflags", "+faststart") if one.ext in ("mp4", "m4a") else ()), one.file]
            )
        return calls

    def _encode(self, ffmpeg: str, prefix: str = "") -> list[str]:
        videos = [one for one in self.streams if one.is_video]
        seconds = str(self.duration // self.loops)
        call = [ffmpeg, "-v", "error", "-nostdin", "-y", "-threads", "2"]
        call += ["-f", "lavfi", "-t", seconds, "-i", self.picture]
        call += ["-f", "lavfi", "-t", seconds, "-i", self.sound]
        outputs = "".join(f"[s{one.itag}]" for one in videos)
        graph = [f"[0:v]format=yuv420p,split={len(videos) + 1}{outputs}[st]"]
        graph += [f"[s{one.itag}]scale={one.width}:{one.height}:flags=fast_bilinear[v{one.itag}]" for one in videos]
        graph += ["[st]trim=end_frame=1,scale=1280:720:force_original_aspect_ratio=decrease,pad=1280:720:-1:-1[thumb]"]
        call += ["-filter_complex", ";".join(graph)]
        for one in self.streams:
            if one.is_video:
                call += ["-map", f"[v{one.itag}]", *_video_encoder(one, one.fps or self.fps)]
            if one.has_sound:
                call += ["-map", "1:a", *_sound_encoder(one)]
            call += [*one.encoder, f"{prefix}{one.file}"]
        return [*call, "-map", "[thumb]", "-frames:v", "1", "-q:v", "3", "-update", "1", "thumb.jpg"]


def _video_encoder(stream: Stream, fps: int) -> list[str]:
    rate, group = str(stream.bitrate), str(2 * fps)
    match stream.codecs.split(".")[0]:
        case "avc1":
            call = ["-c:v", "libx264", "-preset", "ultrafast", "-profile:v", "main", "-g", group]
            return [*call, "-b:v", rate, "-maxrate", rate, "-bufsize", rate, "-movflags", "+faststart"]
        case "av01":
            return ["-c:v", "libsvtav1", "-preset", "12", "-g", group, "-b:v", rate, "-movflags", "+faststart"]
        case _:
            call = ["-c:v", "libvpx-vp9", "-deadline", "realtime", "-cpu-used", "8", "-row-mt", "1", "-g", group]
            return [*call, "-b:v", rate]


def _sound_encoder(stream: Stream) -> list[str]:
    rate = "96000" if stream.is_video else str(stream.bitrate)
    if stream.codecs == "opus":
        return ["-c:a", "libopus", "-ar", "48000", "-ac", "2", "-b:a", rate]
    return ["-c:a", "aac", "-ar", "44100", "-ac", "2", "-b:a", rate, "-movflags", "+faststart"]


AAC = Stream(140, "audio/mp4", "mp4a.40.2", "m4a", 96_000, "tiny")
OPUS = Stream(251, "audio/webm", "opus", "webm", 64_000, "tiny")

_QUALITY = {144: "tiny", 240: "small", 360: "medium", 480: "large", 720: "hd720"}
_H264 = {144: (160, "avc1.4d400c"), 240: (133, "avc1.4d4015"), 360: (134, "avc1.4d401e"), 720: (136, "avc1.4d401f")}
_VP9 = {144: 278, 240: 242, 360: 243, 720: 247}
_BITRATE = {144: 80_000, 240: 150_000, 360: 300_000, 720: 900_000}


def _h264(lines: int, width: int, height: int, bitrate: int = 0) -> Stream:
    itag, codecs = _H264[lines]
    rate = bitrate or _BITRATE[lines]
    return Stream(itag, "video/mp4", codecs, "mp4", rate, _QUALITY[lines], f"{lines}p", width, height)


def _vp9(lines: int, width: int, height: int) -> Stream:
    rate = _BITRATE[lines] * 3 // 4
    return Stream(_VP9[lines], "video/webm", "vp9", "webm", rate, _QUALITY[lines], f"{lines}p", width, height)


_CHORD = "aevalsrc=exprs='0.1*sin(2*PI*{0}*t)+0.1*sin(2*PI*{1}*t)*(1+sin(2*PI*t)/2)':s=48000"

RECIPES: dict[str, Recipe] = {
    one.name: one
    for one in (
        Recipe(
            "landscape",
            10,
            "testsrc2=size=1280x720:rate=24",
            _CHORD.format(220, 330),
            (_h264(144, 256, 144), _h264(360, 640, 360), _h264(720, 1280, 720), _vp9(360, 640, 360), AAC, OPUS),
        ),
        Recipe(
            "talk",
            20,
            "gradients=size=320x180:rate=12:speed=0.02:seed=7",
            _CHORD.format(196, 294),
            (_h264(144, 256, 144), _h264(360, 640, 360), _vp9(360, 640, 360), AAC, OPUS),
            fps=12,
        ),
        Recipe(
            "vertical",
            7,
            "mandelbrot=size=180x320:rate=15:maxiter=60",
            _CHORD.format(262, 392),
            (_h264(360, 360, 640), _vp9(360, 360, 640), AAC, OPUS),
            fps=15,
        ),
        Recipe(
            "vp9_only",
            6,
            "life=size=320x180:rate=12:mold=10:ratio=0.2:seed=3:death_color=#204060:life_color=#F0C040",
            _CHORD.format(247, 370),
            (_vp9(144, 256, 144), _vp9(360, 640, 360), AAC, OPUS),
            fps=12,
        ),
        Recipe(
            # Noise can't be compressed: about 6 MB, a dozen 512 KiB chunks of an upload.
            "large",
            10,
            "nullsrc=size=640x360:rate=24,noise=alls=100:allf=t+u",
            "anoisesrc=sample_rate=48000:amplitude=0.2:seed=5",
            (_h264(144, 256, 144), _h264(360, 640, 360, 4_700_000), AAC, OPUS),
        ),
    )
}
