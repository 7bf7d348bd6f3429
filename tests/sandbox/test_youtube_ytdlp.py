"""The unmodified yt-dlp command against the sandbox, with TLS verified, as a user would run it behind a proxy."""

from __future__ import annotations

import asyncio
import json
import os
import sys
from pathlib import Path

from sandbox.faults import Faults
from sandbox.youtube.catalogue import find_ffmpeg
from sandbox.youtube.sponsorblock import segment
from sandbox.youtube.world import YouTubeWorld

MP4 = [
    "-S",
    "vcodec:h264,lang,quality,res,fps,hdr:12,acodec:aac",
    "--merge-output-format",
    "mp4",
]  # what -t mp4 sorts by


async def _run(*call: str, cwd: Path, env: dict[str, str] | None = None) -> tuple[int, str]:
    """-> (return code, stdout and stderr as one text)."""
    process = await asyncio.create_subprocess_exec(
        *call, cwd=cwd, env=env, stdout=asyncio.subprocess.PIPE, stderr=asyncio.subprocess.STDOUT
    )
    said, _ = await process.communicate()
    return process.returncode or 0, said.decode()


async def _yt_dlp(world: YouTubeWorld, folder: Path, *arguments: str) -> tuple[int, str]:
    env = {name: value for name, value in os.environ.items() if "proxy" not in name.lower()}
    env |= {"HTTPS_PROXY": world.proxy_url, "SSL_CERT_FILE": str(world.ca_path), "HOME": str(folder)}
    call = [sys.executable, "-m", "yt_dlp", "--compat-options", "no-certifi", "--no-cache-dir", "--ignore-config"]
    call += ["--no-update", "--no-progress", "--ffmpeg-location", find_ffmpeg(), "-o", "%(id)s.%(ext)s"]
    return await _run(*call, *arguments, cwd=folder, env=env)


def _watch(video_id: str) -> str:
    return f"https://www.youtube.com/watch?v={video_id}"


async def test_yt_dlp_solves_the_riddles_and_brings_h264_with_aac(world: YouTubeWorld, tmp_path: Path) -> None:
    rc, said = await _yt_dlp(world, tmp_path, *MP4, _watch("yagamiPlain"))
    assert rc == 0, said
    assert "Solving JS challenges using deno" in said
    _, streams = await _run(find_ffmpeg(), "-hide_banner", "-i", "yagamiPlain.mp4", cwd=tmp_path)
    assert "Video: h264" in streams
    assert "1280x720" in streams
    assert "Audio: aac" in streams
    assert f"Duration: 00:00:{world.videos['yagamiPlain'].duration}.0" in streams
    assert world.denied == []
    assert all(one["status"] in (200, 206) for one in world.requests), world.requests


async def test_every_kind_of_video_shows_itself_with_what_the_site_knows_of_it(
    world: YouTubeWorld, tmp_path: Path
) -> None:
    world.player.challenges = False
    kinds = ["yagamiShort", "yagamiVP9on", "yagamiLarge", "yagamiLive0", "yagamiSoon0", "yagamiWasLv", "-yagamiDash"]
    nasty = world.videos["yagamiNasty"]
    template = "%(id)s %(live_status)s %(media_type)s %(height)s %(vcodec).4s %(filesize_approx)s"
    wanted = "%(.{title,channel,channel_id,uploader_id,duration,view_count,live_status,age_limit,availability})j"
    arguments = ["-q", "--no-warnings", "--ignore-no-formats-error", *MP4, "--print", template, "--print", wanted]
    rc, said = await _yt_dlp(world, tmp_path, *arguments, *map(_watch, [*kinds, nasty.id]))
    assert rc == 0, said
    lines = said.splitlines()
    seen = {line.split()[0]: line.split()[1:] for line in lines[::2]}
    assert seen["yagamiShort"][:4] == ["not_live", "short", "640", "avc1"]
    assert seen["yagamiVP9on"][:4] == ["not_live", "video", "360", "vp9"]
    assert int(seen["yagamiLarge"][4]) > 11 * 512 * 1024
    assert seen["yagamiLive0"][:2] == ["is_live", "livestream"]
    assert seen["yagamiSoon0"][:2] == ["is_upcoming", "livestream"]
    assert seen["yagamiWasLv"][0] == "was_live"
    assert seen["-yagamiDash"][:2] == ["not_live", "video"]
    assert json.loads(lines[-1]) == {
        "title": nasty.title,
        "channel": nasty.channel.title,
        "channel_id": nasty.channel.id,
        "uploader_id": nasty.channel.handle,
        "duration": nasty.duration,
        "view_count": nasty.views,
        "live_status": "not_live",
        "age_limit": 0,
        "availability": "public",
    }
    assert len(nasty.title) == 300
    assert world.denied == []


async def test_refusals_read_as_on_the_real_site(world: YouTubeWorld, tmp_path: Path, faults: Faults) -> None:
    world.player.challenges = False
    faults.switch_on("watch.bot_check")  # strikes the first
    texts = {
        "KettleWhist": "Sign in to confirm you’re not a bot",
        "yagamiPriva": "Private video. Sign in if you've been granted access",
        "yagamiGone0": "Video unavailable. This video has been removed by the uploader",
        "nosuchvideo": "isn't available anymore",
        "yagamiAdult": "Sign in to confirm your age",
        "yagamiMembr": "Join this channel to get access to members-only content",
        "yagamiGeo00": "not made this video available in your country",
    }
    rc, said = await _yt_dlp(world, tmp_path, "--simulate", *map(_watch, texts))
    assert rc == 1
    errors = [line for line in said.splitlines() if line.startswith("ERROR:")]
    for error, (video, text) in zip(errors, texts.items(), strict=True):
        assert video in error
        assert text in error


async def test_cookies_open_what_asks_for_age(world: YouTubeWorld, tmp_path: Path) -> None:
    world.player.challenges = False
    jar = tmp_path / "cookies.txt"
    jar.write_text(world.browsers.sign_in())
    rc, said = await _yt_dlp(world, tmp_path, "--cookies", str(jar), "--simulate", *MP4, _watch("yagamiAdult"))
    assert rc == 0, said
    assert {one["path"] for one in world.requests if one["status"] == 404} == set()


async def test_a_cut_stream_is_resumed_where_it_ended(world: YouTubeWorld, tmp_path: Path, faults: Faults) -> None:
    world.player.challenges = False
    faults.switch_on("media.truncate")
    rc, said = await _yt_dlp(world, tmp_path, "-f", "160", _watch("yagamiPlain"))
    assert rc == 0, said
    source = world.catalogue.path("landscape", "160.mp4").read_bytes()
    assert (tmp_path / "yagamiPlain.mp4").read_bytes() == source
    _, again = [one["range"] for one in world.requests if one["path"] == "/videoplayback"]
    assert 0 < int(again.removeprefix("bytes=").partition("-")[0]) <= len(source) // 2


async def test_sponsored_stretches_are_told_and_an_outage_is_an_error(
    world: YouTubeWorld, tmp_path: Path, faults: Faults
) -> None:
    world.player.challenges = False
    video = world.videos["yagamiPlain"]
    video.segments.append(segment(2.0, 5.0, video.duration))
    faults.switch_on("sponsorblock.down", times=None, skip=1)
    arguments = [
        "-q",
        "--sponsorblock-mark",
        "sponsor",
        "--print",
        "%(sponsorblock_chapters)j",
        "--extractor-retries",
        "0",
    ]
    rc, said = await _yt_dlp(world, tmp_path, *arguments, _watch(video.id), _watch("KettleWhist"))
    assert rc == 1
    assert '"start_time": 2.0' in said
    assert "Unable to communicate with SponsorBlock API" in said


async def test_yt_dlp_goes_round_a_refused_watch_page_by_the_api(
    world: YouTubeWorld, tmp_path: Path, faults: Faults
) -> None:
    world.player.challenges = False
    faults.switch_on("watch.429", times=None)
    rc, said = await _yt_dlp(world, tmp_path, "--extractor-retries", "0", "--print", "%(title)s", _watch("yagamiPlain"))
    assert rc == 0, said
    assert "Unable to download webpage: HTTP Error 429" in said
    assert "How a Sewing Machine Works" in said
