"""Small true pictures in the forms that YouTube gives, and the forms that it might."""

from __future__ import annotations

import io

from PIL import Image


def _drawn(form: str, mode: str = "RGB", **more: object) -> bytes:
    out = io.BytesIO()
    Image.radial_gradient("L").resize((64, 48)).convert(mode).save(out, form, **more)
    return out.getvalue()


PICTURES = (
    _drawn("JPEG"), _drawn("WEBP"), _drawn("PNG", "RGBA"), _drawn("GIF", "P"), _drawn("WEBP", "RGBA", lossless=True),
    _drawn("JPEG", "L", exif=b"Exif\0\0II*\0\x08\0\0\0"),
)  # fmt: skip
