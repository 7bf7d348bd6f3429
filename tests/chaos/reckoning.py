"""The reckoning: what stands in the channels and in the chat against all that happened, and what the app left behind.

posts       each act of the ledger has one post in its feed's channel, no more, no less
videos      each like that was brought has its video below its post: every part once, alike in every byte to its kind, and with
            every packet that YouTube served; so has each pick of a card, in the chat
cards       each link has one
rows        integrity_check and foreign_key_check; nothing waits
remains     no file in the work folder, no process of the app's, no file descriptor of ours, no port
"""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass, field
from typing import Any

from core.media.ffmpeg import find_tools
from sandbox.youtube.recipes import RECIPES
from tests.stories.test_catalogue import packets, streams

from .people import FEED_OF
from .posts import height_of, is_file, part, subject, told_by
from .week import Week, checked

Json = dict[str, Any]
SOUND = "140.m4a"


@dataclass(slots=True)
class Reckoning:
    """`lost`, `doubled` and `wrong` are empty after a good week; each line says what and where."""

    lost: list[str] = field(default_factory=list)
    doubled: list[str] = field(default_factory=list)
    wrong: list[str] = field(default_factory=list)
    posts: int = 0
    videos: int = 0  #: files, parts counted one by one
    picks: int = 0
    cards: int = 0
    counted: dict[str, dict[str, int]] = field(default_factory=dict)  #: packets of a file, by its checksum

    @property
    def is_good(self) -> bool:
        return not (self.lost or self.doubled or self.wrong)

    def compare(self, what: str, wanted: Counter[Any], found: Counter[Any]) -> None:
        self.lost += [
            f"{what}: {key} is there {found[key]} times, not {n}"
            for key, n in (wanted - found).items()
            if found[key] < n
        ]
        self.doubled += [f"{what}: {key} is there {found[key]} times, not {wanted[key]}" for key in (found - wanted)]


async def reckon(week: Week) -> Reckoning:
    """While no app runs, and the world is still there."""
    found = Reckoning()
    await _posts(week, found)
    await _videos(week, found)
    await _picks(week, found)
    found.wrong += week.unwell
    for pragma in ("integrity_check", "foreign_key_check"):
        found.wrong += [f"{pragma}: {row}" for row in checked(week.home.data / "yagami.db", pragma)]
    found.wrong += [f"at the end: {one}" for one in week.restless()]
    found.wrong += [f"left in the work folder: {one}" for one in week.home.left_on_disk()]
    found.wrong += [f"a host that nobody knows was asked: {one}" for one in await week.home.world.denied()]
    return found


# -- what stands there -----------------------------------------------------------------------------------------


async def _posts(week: Week, found: Reckoning) -> None:
    wanted = Counter((FEED_OF[act.kind], act.kind, act.subject) for act in week.people.ledger)
    there = Counter[tuple[str, str, str]]()
    for feed in dict.fromkeys(FEED_OF.values()):
        for post in await week.home.world.read(feed):
            if not is_file(post):
                told = told_by(post)
                there.update((feed, kind, of) for kind, of in told)
                if not told:
                    found.wrong.append(f"a post that is none: {post['text'][:200]!r}")
        found.wrong += [f"deleted in {feed}: {one['text'][:80]!r}" for one in await week.home.world.deleted(feed)]
    found.posts = there.total()
    found.compare("post", wanted, there)


async def _videos(week: Week, found: Reckoning) -> None:
    """Below the posts of likes. One that was taken back while it was on its way may have none."""
    messages = await week.home.world.read("likes")
    files = defaultdict[int, list[Json]](list)
    for one in messages:
        if is_file(one):
            files[one["reply_to"]].append(one)
    posts = {one["id"]: one for one in messages if not is_file(one) and one["text"].startswith("❤️ Liked")}
    found.wrong += [
        f"a video below no like: {one['text']!r}" for post, them in files.items() if post not in posts for one in them
    ]
    cancelled = {row["message_id"] for row in week.home.rows(
        "SELECT d.message_id FROM downloads j JOIN deliveries d ON d.id = j.delivery_id WHERE j.state = 'cancelled'"
    )}  # fmt: skip
    unliked = {act.subject for act in week.people.ledger if act.kind == "unliked"}
    for number, post in posts.items():
        video = subject(post)
        source = week.people.videos.get(video)
        if source is None:
            found.wrong.append(f"a like that nobody gave: {video}")
        elif number in cancelled and video in unliked and not files[number]:
            continue
        else:
            _whole(week, found, f"video {video}", source, files[number], 1)
            if "✅ sent" not in post["text"]:
                found.wrong.append(f"post of {video} says: {post['text'][-200:]!r}")
    _alike(found, week.people.videos, posts, files)


async def _picks(week: Week, found: Reckoning) -> None:
    chat = await week.home.world.read("dm")
    bots = [one for one in chat if one["sender"] == week.home.addresses["bot_id"]]
    answers = Counter(one["reply_to"] for one in bots if one["inline"])
    cards = Counter({f"card of {one.video}, link {one.message}": answers[one.message] for one in week.owner.links})
    found.cards = cards.total()
    found.compare("chat", Counter(dict.fromkeys(cards, 1)), cards)
    wanted = Counter((one.title, one.height, one.source) for one in week.owner.links if one.height)
    found.picks = wanted.total()
    there = defaultdict[tuple[str, int], list[Json]](list)
    for one in bots:
        if is_file(one):
            there[(one["text"].split(" — ")[0], height_of(one))].append(one)
    for (title, height, source), times in wanted.items():
        _whole(week, found, f"pick {title} {height}p", source, there.pop((title, height), []), times)
    found.doubled += [
        f"pick: {title} {height}p was not asked for" for (title, height), them in there.items() for _ in them
    ]


def _whole(week: Week, found: Reckoning, what: str, source: str, files: list[Json], times: int) -> None:
    """Each part so many times, and all packets of it."""
    found.videos += len(files)
    if not files:
        found.lost.append(f"{what}: no file")
        return
    parts = Counter(part(one) for one in files)
    wanted = Counter({(n, max(of for _, of in parts)): times for n in range(1, max(of for _, of in parts) + 1)})
    found.compare(what, wanted, parts)
    served = _served(week, source, height_of(files[0]))
    here = Counter[str]()
    for one in files:
        here += Counter(_packets(week, found, one))
    if wanted == parts and here != Counter({kind: n * times for kind, n in served.items()}):
        found.wrong.append(f"{what}: packets {dict(here)}, and YouTube served {served}, {times} times")


def _alike(found: Reckoning, sources: dict[str, str], posts: dict[int, Json], files: dict[int, list[Json]]) -> None:
    """All videos of a kind have the same checksums, part for part, as the first, which nothing disturbed."""
    first: dict[tuple[str, tuple[int, int]], str] = {}
    for number in sorted(posts):
        for one in files[number]:
            source = sources.get(subject(posts[number]), "?")
            checksum = one["media"]["sha256"]
            if first.setdefault((source, part(one)), checksum) != checksum:
                found.wrong.append(
                    f"{subject(posts[number])}, part {part(one)}: another checksum than {source} has undisturbed"
                )


# -- packets ---------------------------------------------------------------------------------------------------


def _packets(week: Week, found: Reckoning, message: Json) -> dict[str, int]:
    """Of a file that stands there."""
    checksum = message["media"]["sha256"]
    if checksum not in found.counted:
        file = next(one.path for one in week.home.sandbox.state.files.values() if one.sha256 == checksum)
        told = streams(find_tools(None), file)
        found.counted[checksum] = {kind: packets(told, kind) for kind in ("video", "audio")}
    return found.counted[checksum]


def _served(week: Week, source: str, height: int) -> dict[str, int]:
    """As YouTube has it."""
    catalogue, tools = week.home.sandbox.youtube.catalogue, find_tools(None)
    pictures = [one for one in RECIPES[source].streams if one.ext == "mp4" and min(one.width, one.height) == height]
    return {
        "video": sum(packets(streams(tools, catalogue.path(source, one.file)), "video") for one in pictures),
        "audio": packets(streams(tools, catalogue.path(source, SOUND)), "audio"),
    }
