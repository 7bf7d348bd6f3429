"""The thumb and the cover, from good, bad and missing pictures."""

from __future__ import annotations

import io
import random
import subprocess
import sys
from pathlib import Path

import pytest
from PIL import Image

from core.errors import Condition, NeedsOwner
from core.media.ffmpeg import Tools
from core.media.thumbnail import draw_cover, draw_thumb
from tests.core.media.conftest import Film


def picture(path: Path, size: tuple[int, int] = (1280, 720), colour: str = "red", form: str | None = None) -> Path:
    Image.new("RGB", size, colour).save(path, form)
    return path


def opened(path: Path | None) -> Image.Image:
    assert path is not None
    with Image.open(path) as image:
        image.load()
    assert image.format == "JPEG"
    return image


def is_red(image: Image.Image) -> bool:
    pixel = image.getpixel((image.width // 2, image.height // 2))
    return isinstance(pixel, tuple) and pixel[0] > 200 and pixel[1] < 60


@pytest.mark.parametrize("name", ["t.jpg", "t.webp", "t.png"])
async def test_the_thumb_is_drawn_from_youtubes_picture(tools: Tools, film: Film, tmp_path: Path, name: str) -> None:
    source = picture(tmp_path / name)
    out = tmp_path / "thumb.jpg"
    assert await draw_thumb(source, film("plain.mp4"), tools, out, 1920, 1080) == out
    image = opened(out)
    assert image.size == (320, 180)
    assert is_red(image)


async def test_the_thumb_has_the_videos_shape(tools: Tools, film: Film, tmp_path: Path) -> None:
    source = picture(tmp_path / "t.jpg")
    upright = opened(await draw_thumb(source, film("plain.mp4"), tools, tmp_path / "a.jpg", 1080, 1920))
    assert upright.size == (180, 320)
    wide = opened(await draw_thumb(source, film("plain.mp4"), tools, tmp_path / "b.jpg", 7680, 10))
    assert wide.size == (320, 1)


async def test_a_noisy_picture_is_pressed_under_the_limit(tools: Tools, film: Film, tmp_path: Path) -> None:
    source = tmp_path / "noise.png"
    Image.frombytes("RGB", (1280, 720), random.Random(1).randbytes(1280 * 720 * 3)).save(source)
    thumb = await draw_thumb(source, film("plain.mp4"), tools, tmp_path / "thumb.jpg", 1920, 1080)
    cover = await draw_cover(source, film("plain.mp4"), tools, tmp_path / "cover.jpg", 1920, 1080)
    assert thumb is not None
    assert thumb.stat().st_size <= 200_000
    assert cover is not None
    assert cover.stat().st_size <= 1_000_000


async def test_a_cover_is_large_but_never_enlarged(tools: Tools, film: Film, tmp_path: Path) -> None:
    large = picture(tmp_path / "l.jpg", (3840, 2160))
    small = picture(tmp_path / "s.jpg", (480, 360))
    video = film("plain.mp4")
    assert opened(await draw_cover(large, video, tools, tmp_path / "a.jpg", 1920, 1080)).size == (1280, 720)
    assert opened(await draw_cover(small, video, tools, tmp_path / "b.jpg", 1920, 1080)).size == (480, 270)


async def test_a_missing_broken_or_huge_picture_gives_way_to_a_frame(tools: Tools, film: Film, tmp_path: Path) -> None:
    html, half, huge = tmp_path / "h.webp", tmp_path / "half.jpg", tmp_path / "huge.png"
    html.write_text("<html>not found</html>")
    noise = Image.frombytes("RGB", (200, 200), random.Random(2).randbytes(120_000))
    noise.save(half, "JPEG")
    half.write_bytes(half.read_bytes()[:5000])
    Image.new("1", (6000, 4000)).save(huge)
    for source in (None, tmp_path / "gone.jpg", html, half, huge):
        out = tmp_path / "thumb.jpg"
        image = opened(await draw_thumb(source, film("plain.mp4"), tools, out, 64, 48))
        assert image.size == (64, 48)
        assert not is_red(image)
        assert list(tmp_path.glob("*.frame.jpg")) == []
        out.unlink()


def rgb(image: Image.Image, x: int, y: int) -> tuple[int, int, int]:
    pixel = image.convert("RGB").getpixel((x, y))
    assert isinstance(pixel, tuple)
    return pixel[0], pixel[1], pixel[2]


async def test_every_kind_of_picture_ends_as_a_jpeg(tools: Tools, film: Film, tmp_path: Path) -> None:
    kinds = {
        "plain.avif": ("RGB", {"format": "AVIF"}),
        "cmyk.jpg": ("CMYK", {"format": "JPEG"}),
        "grey.jpg": ("L", {"format": "JPEG"}),
        "alpha.png": ("RGBA", {"format": "PNG"}),
        "alpha.webp": ("RGBA", {"format": "WEBP"}),
        "palette.png": ("P", {"format": "PNG"}),
        "sixteen.png": ("I;16", {"format": "PNG"}),
        "named-wrongly.jpg": ("RGB", {"format": "WEBP"}),
    }
    for name, (mode, how) in kinds.items():
        source = tmp_path / name
        Image.new("RGB", (640, 360), "red").convert("L" if mode == "I;16" else mode).convert(mode).save(source, **how)
        thumb = await draw_thumb(source, film("plain.mp4"), tools, tmp_path / f"{name}.out.jpg", 1920, 1080)
        image = opened(thumb)
        assert (image.mode, image.size) == ("RGB", (320, 180)), name
        if mode not in ("L", "I;16"):
            assert is_red(image), name


async def test_what_lets_light_through_stands_before_black(tools: Tools, film: Film, tmp_path: Path) -> None:
    source = tmp_path / "t.png"
    Image.new("RGBA", (640, 360), (255, 255, 255, 0)).save(source)
    image = opened(await draw_thumb(source, film("plain.mp4"), tools, tmp_path / "a.jpg", 1920, 1080))
    assert max(rgb(image, 160, 90)) < 16


async def test_of_what_moves_the_first_picture_is_taken(tools: Tools, film: Film, tmp_path: Path) -> None:
    frames = [Image.new("RGB", (640, 360), colour) for colour in ("red", "blue", "green")]
    for name in ("a.webp", "a.gif", "a.png"):
        frames[0].save(tmp_path / name, save_all=True, append_images=frames[1:], duration=100)
        out = tmp_path / f"{name}.jpg"
        assert is_red(opened(await draw_thumb(tmp_path / name, film("plain.mp4"), tools, out, 1920, 1080))), name


async def test_a_shorts_wide_picture_gives_its_tall_middle(tools: Tools, film: Film, tmp_path: Path) -> None:
    source = tmp_path / "t.jpg"
    wide = Image.new("RGB", (1280, 720), "blue")
    wide.paste("red", (438, 0, 843, 720))
    wide.save(source, quality=95)
    image = opened(await draw_cover(source, film("plain.mp4"), tools, tmp_path / "a.jpg", 1080, 1920))
    assert image.size == (405, 720)
    assert all(rgb(image, x, 360)[0] > 200 and rgb(image, x, 360)[2] < 90 for x in (8, 200, 396))


async def test_a_turned_picture_is_set_upright(tools: Tools, film: Film, tmp_path: Path) -> None:
    source = tmp_path / "t.jpg"
    upright = Image.new("RGB", (360, 640), "blue")
    upright.paste("red", (0, 0, 360, 320))
    exif = Image.Exif()
    exif[0x0112] = 6  # lies on its side
    upright.transpose(Image.Transpose.ROTATE_90).save(source, exif=exif)
    image = opened(await draw_thumb(source, film("plain.mp4"), tools, tmp_path / "a.jpg", 1080, 1920))
    assert rgb(image, 90, 40)[0] > 200
    assert rgb(image, 90, 280)[2] > 200


@pytest.mark.filterwarnings("ignore:Corrupt EXIF")
async def test_broken_notes_in_a_good_picture_cost_nothing(tools: Tools, film: Film, tmp_path: Path) -> None:
    source = tmp_path / "t.jpg"
    Image.new("RGB", (640, 360), "red").save(source, exif=b"Exif\x00\x00II*\x00\xff\xff\xff\xffbroken")
    assert is_red(opened(await draw_thumb(source, film("plain.mp4"), tools, tmp_path / "a.jpg", 1920, 1080)))


async def test_a_bomb_a_dot_and_a_heavy_file_give_way_to_a_frame(tools: Tools, film: Film, tmp_path: Path) -> None:
    bomb, dot, heavy, line = (tmp_path / name for name in ("bomb.png", "dot.jpg", "heavy.png", "line.png"))
    Image.new("1", (10_000, 10_000)).save(bomb)
    assert bomb.stat().st_size < 100_000
    Image.new("RGB", (1, 1), "red").save(dot)
    Image.new("RGB", (5000, 1), "red").save(line)
    Image.new("RGB", (640, 360), "red").save(heavy)
    with heavy.open("ab") as file:
        file.truncate(40_000_000)
    for source in (bomb, dot, heavy, line):
        image = opened(await draw_thumb(source, film("plain.mp4"), tools, tmp_path / "a.jpg", 64, 48))
        assert image.size == (64, 48), source.name
        assert not is_red(image), source.name


async def test_any_end_of_a_picture_is_survived(tools: Tools, film: Film, tmp_path: Path) -> None:
    video = film("plain.mp4")
    for form in ("JPEG", "WEBP", "PNG", "AVIF", "GIF"):
        whole = io.BytesIO()
        Image.frombytes("RGB", (64, 48), random.Random(3).randbytes(64 * 48 * 3)).save(whole, form)
        for kept in (1, 12, 40, len(whole.getvalue()) // 2, len(whole.getvalue()) - 3):
            source = tmp_path / "half"
            source.write_bytes(whole.getvalue()[:kept])
            assert opened(await draw_thumb(source, video, tools, tmp_path / "a.jpg", 64, 48)).size == (64, 48)


async def test_a_film_shorter_than_a_second_has_a_frame_too(tools: Tools, film: Film, tmp_path: Path) -> None:
    assert await draw_thumb(None, film("short.mp4", seconds=0.5), tools, tmp_path / "t.jpg", 64, 48) is not None


async def test_nothing_to_draw_from_is_no_error(tools: Tools, tmp_path: Path) -> None:
    broken = tmp_path / "x.mp4"
    broken.write_bytes(b"no film")
    assert await draw_thumb(None, broken, tools, tmp_path / "t.jpg", 64, 48) is None


async def test_a_full_disk_is_said(tools: Tools, film: Film, tmp_path: Path) -> None:
    full = tmp_path / "full.jpg"
    full.symlink_to("/dev/full")
    with pytest.raises(NeedsOwner) as caught:
        await draw_thumb(picture(tmp_path / "t.jpg"), film("plain.mp4"), tools, full, 64, 48)
    assert caught.value.condition == Condition.DISK_FULL
    assert caught.value.args_for_text == {"reason": "full"}


def test_pillow_is_not_imported_with_the_module() -> None:
    code = "import sys, core.media.thumbnail; sys.exit('PIL' in sys.modules)"
    root = Path(__file__).parents[3]
    assert subprocess.run([sys.executable, "-c", code], cwd=root, timeout=30, check=False).returncode == 0
