"""The forms of pictures that are read and written here, and no others: imported with the first picture that is drawn.

Pillow imports all of its forty at the first WebP, which is 3 MB for ever, and as much more for somebody to attack.
"""

from __future__ import annotations

from PIL import AvifImagePlugin, GifImagePlugin, JpegImagePlugin, PngImagePlugin, WebPImagePlugin

FORMS = tuple(
    one.format
    for one in (
        JpegImagePlugin.JpegImageFile, WebPImagePlugin.WebPImageFile, PngImagePlugin.PngImageFile,
        AvifImagePlugin.AvifImageFile, GifImagePlugin.GifImageFile,
    )
)  # fmt: skip
