"""Wheels of yt-dlp that are no real release: the installed package under another version, whole or broken as a release may be.

whole      works as the installed one does
import     raises when it is imported
canary     can be imported, and gets at no video: its challenges are not solved
download   gets at a video, and can't bring it
liar       calls itself another version
escape     holds a file that would land outside of its folder
ejs        whole, and asks for scripts of an exact version that is not installed
pinned     whole, and asks for an exact version of a part that there is not
hash       whole, but not with the SHA-256 that its page names (index.py)
"""

from __future__ import annotations

import io
import re
import zipfile
from functools import cache
from importlib.metadata import distribution
from pathlib import Path

YTDLP = "yt-dlp"
EJS = "yt-dlp-ejs"
KINDS = ("whole", "import", "canary", "download", "liar", "escape", "ejs", "pinned", "hash")
NEW_EJS = "0.8.1"

_UNSOLVED = """

def _unsolved(*_args, **_more):
    from yt_dlp.utils import ExtractorError
    raise ExtractorError("signature solving failed: this release can't", expected=True)


"""
_EDITS: dict[str, tuple[str, str]] = {
    "import": ("yt_dlp/__init__.py", "\nraise ImportError('this release is broken')\n"),
    "canary": (
        "yt_dlp/extractor/youtube/_video.py",
        _UNSOLVED + "YoutubeIE._real_extract = YoutubeIE.extract = _unsolved\n",
    ),
    "download": ("yt_dlp/downloader/http.py", _UNSOLVED + "HttpFD.real_download = _unsolved\n"),
}


@cache
def build(version: str, kind: str, slim: bool = False) -> tuple[str, bytes]:
    """-> (file name, the wheel). The version is written as the registry writes it: 2026.12.1. slim: of the modules only a few, for
    who does not run them."""
    files = dict(_installed(YTDLP))
    files = _renamed(files, "yt_dlp", distribution(YTDLP).version, version)
    said = "2020.1.1" if kind == "liar" else version
    files["yt_dlp/version.py"] = _replaced(files["yt_dlp/version.py"], r"(__version__ = )'[^']*'", rf"\1'{said}'")
    if kind in _EDITS:
        name, tail = _EDITS[kind]
        files[name] += tail.encode()
    about = f"yt_dlp-{version}.dist-info/METADATA"
    if kind == "escape":
        files["../../escaped.py"] = b"# outside\n"
    if kind == "ejs":
        ours = distribution(EJS).version
        files[about] = files[about].replace(f"{EJS}=={ours}".encode(), f"{EJS}=={NEW_EJS}".encode())
        info = "yt_dlp/extractor/youtube/jsc/_builtin/vendor/_info.py"
        files[info] = files[info].replace(ours.encode(), NEW_EJS.encode())
    if kind == "pinned":
        files[about] = files[about].replace(
            b"\n\n", b"\nRequires-Dist: nowhere-to-be-had==1.0; extra == 'default'\n\n", 1
        )
    if slim:
        files = {name: data for name, data in files.items() if name.count("/") == 1 or name.startswith("..")}
    return f"yt_dlp-{version}-py3-none-any.whl", _zip(files)


@cache
def build_ejs() -> tuple[str, bytes]:
    """The scripts for YouTube's challenges under NEW_EJS; they are those of the installed version."""
    ours = distribution(EJS).version
    files = _renamed(dict(_installed(EJS)), "yt_dlp_ejs", ours, NEW_EJS)
    for name in list(files):
        if name.endswith("_version.py"):
            files[name] = files[name].replace(ours.encode(), NEW_EJS.encode())
    return f"yt_dlp_ejs-{NEW_EJS}-py3-none-any.whl", _zip(files)


@cache
def _installed(project: str) -> tuple[tuple[str, bytes], ...]:
    """What its wheel put into site-packages."""
    found = []
    for file in distribution(project).files or ():
        name = str(file)
        if (
            not name.startswith("..")
            and "__pycache__" not in name
            and not name.endswith((".pyc", "RECORD", "INSTALLER"))
        ):
            found.append((name, Path(str(file.locate())).read_bytes()))
    return tuple(found)


def _renamed(files: dict[str, bytes], package: str, old: str, new: str) -> dict[str, bytes]:
    moved = {
        name.replace(f"{package}-{old}.dist-info/", f"{package}-{new}.dist-info/"): data for name, data in files.items()
    }
    about = f"{package}-{new}.dist-info/METADATA"
    moved[about] = _replaced(moved[about], r"(?m)^(Version: ).*$", rf"\g<1>{new}")
    return moved


def _replaced(data: bytes, pattern: str, by: str) -> bytes:
    text, count = re.subn(pattern, by, data.decode(), count=1)
    assert count == 1, pattern
    return text.encode()


def _zip(files: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, data in files.items():
            archive.writestr(zipfile.ZipInfo(name, (2026, 1, 1, 0, 0, 0)), data, zipfile.ZIP_DEFLATED)
    return out.getvalue()
