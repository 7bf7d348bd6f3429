"""What the registry's page says is read with distrust."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.renewal import releases
from core.renewal.releases import Release

HASH = "ab" * 32


def page(*files: Any, **more: Any) -> dict[str, Any]:
    return {"meta": {"api-version": "1.4"}, "name": "yt-dlp", "files": list(files), **more}


def file(version: str = "2026.12.1", **more: Any) -> dict[str, Any]:
    return {
        "filename": f"yt_dlp-{version}-py3-none-any.whl", "url": "https://files.example/x", "hashes": {"sha256": HASH}, "size": 7,
        "upload-time": "2026-12-01T10:00:00.123456Z", "requires-python": ">=3.11", "yanked": False, **more,
    }  # fmt: skip


def test_a_release_is_read() -> None:
    [one] = releases.read(page(file("2026.03.03")), "yt-dlp")
    assert one == Release(
        "2026.3.3",
        "yt_dlp-2026.03.03-py3-none-any.whl",
        "https://files.example/x",
        HASH,
        7,
        1796119200.123456,
        ">=3.11",
    )
    assert one.runs_on("3.11.7")
    assert not one.runs_on("3.10.14")


def test_releases_stand_in_the_order_of_versions_not_of_letters() -> None:
    found = releases.read(page(*(file(one) for one in ("2026.9.5", "2026.10.2", "2026.10.2.dev3"))), "yt-dlp")
    assert [one.version for one in found] == ["2026.10.2", "2026.10.2.dev3", "2026.9.5"]


@pytest.mark.parametrize(
    "odd",
    [
        {"filename": "yt_dlp-2026.12.1.tar.gz"}, {"filename": "yt_dlp-2026.12.1-cp311-cp311-linux_x86_64.whl"},
        {"filename": "other-2026.12.1-py3-none-any.whl"}, {"filename": "../../x.whl"}, {"filename": None}, {"url": None},
        {"hashes": {}}, {"hashes": {"sha256": "AB" * 32}}, {"hashes": {"sha256": "ab"}}, {"hashes": {"md5": HASH}},
        {"hashes": None}, {"requires-python": "three"}, {"requires-python": 3}, {"url": "https://files.example/\udcff"},
    ],
)  # fmt: skip
def test_an_odd_file_is_left_out_and_hides_no_other(odd: dict[str, Any]) -> None:
    found = releases.read(page({**file("2027.1.1"), **odd}, file(), "nonsense", None), "yt-dlp")
    assert [one.version for one in found] == ["2026.12.1"]


@pytest.mark.parametrize("said", [None, "7", -1, 10**30])
def test_a_size_that_is_none_is_not_known(said: object) -> None:
    [one] = releases.read(page(file(size=said)), "yt-dlp")
    assert one.size is None


@pytest.mark.parametrize("said", [None, "soon", 5, ""])
def test_a_release_without_a_time_is_one_whose_age_is_not_known(said: object) -> None:
    [one] = releases.read(page({**file(), "upload-time": said}), "yt-dlp")
    assert one.uploaded_at is None


@pytest.mark.parametrize("said", ["", "a reason", True, False, None])
def test_what_is_yanked_is_known_as_such(said: object) -> None:
    [one] = releases.read(page(file(yanked=said)), "yt-dlp")
    assert one.yanked is bool(said)


@pytest.mark.parametrize(
    "body", [{}, page(name="certifi"), page(meta={"api-version": "2.0"}), page(files={}), page(meta=None)]
)
def test_another_page_is_refused(body: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"page|API"):
        releases.read(body, "yt-dlp")


junk = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=20),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=8), inner, max_size=3),
    max_leaves=8,
)


@given(st.lists(st.dictionaries(st.sampled_from(list(file())), junk) | junk, max_size=5))
def test_no_page_is_more_than_refused_or_left_out(files: list[Any]) -> None:
    found = releases.read(page(*files, file()), "yt-dlp")
    assert "2026.12.1" in {one.version for one in found}
    assert releases.from_json(releases.as_json(found)) == found


@given(st.text(max_size=12))
def test_a_version_is_normal_or_none(said: str) -> None:
    normal = releases.normal(said)
    assert normal is None or releases.normal(normal) == normal
