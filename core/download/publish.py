"""A part's message: its words, what it answers, and where it is put: below its post, or into it.

One message (`download.one_message`, for channels that would be too full): the post itself turns into the first part; the others
answer it. Its caption is the post's text and the part's own words (core/notify/messages.py, `turned`).

- An edit has no random_id. How the row learns after a crash that it stands: the post is a text until it is turned, so one that
  holds a file of this size holds this part (`turned_already`); that is asked before anything is uploaded. An edit by reference is
  simply repeated.
- The caption is written into the post's row before the edit, so that whoever edits its status line meanwhile, or later, keeps it.
- A post that is gone, or that Telegram does not let be edited, turns into nothing: the part is sent as any other.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from core.model import AudioFile, PartKind, Text, VideoFile
from core.telegram.files import Files, Media
from core.telegram.sent import SentFile
from core.telegram.uploader import Uploaded

from .caption import BESIDE_POST, caption, subtitles_caption
from .file_name import file_name, track
from .job import Job, Part
from .ports import Posts

SUBRIP = "application/x-subrip"
LOOK = 100  #: messages after a post among which its video may appear: as many as one request reads


async def media_of(files: Files, job: Job, parts: Sequence[Part], part: Part, path: Path, uploaded: Uploaded) -> Media:
    """What the message of an uploaded part is to hold. Raises Trouble."""
    root = path.parents[len(part.path.parts) - 1]
    name = file_name(job, part, parts)
    thumb = root / part.thumb if part.thumb else None
    if part.kind is PartKind.SUBTITLES:
        return files.document(uploaded, name, SUBRIP)
    if part.kind is PartKind.AUDIO:
        title, performer = track(job, part, parts)
        return await files.audio(uploaded, AudioFile(path, part.size, part.duration, title, performer, thumb, name))
    cover = root / part.cover if part.cover else None
    file = VideoFile(path, part.size, part.duration, part.width, part.height, thumb, cover, name)
    return await files.video(job.to, uploaded, file)


async def place(
    files: Files, posts: Posts, job: Job, parts: Sequence[Part], part: Part, media: Media, language: str
) -> Part:
    """Send the part's message, or turn the post into it -> the part as it stands. parts: all of the job's. Raises Trouble."""
    sent: SentFile | None = None
    if turns(job, part) and job.post is not None:
        turned = await posts.turning(job.id, caption(job, part, parts, language, most=BESIDE_POST))
        if turned is not None:
            text, buttons = turned
            sent = await files.turn(job.to, job.post, media, text, buttons=buttons)
        if sent is None:
            await posts.turning(job.id, None)
    if sent is None:
        answers = _answers(job, part, parts)
        words = _words(job, part, parts, language)
        sent = await files.send(job.to, media, words, random_id=part.random_id, reply_to=answers)
    return stood(part, sent)


def turns(job: Job, part: Part) -> bool:
    """Whether the post is to turn into this part."""
    return part.one_message and part.number == 1 and job.post is not None


async def turned_already(files: Files, job: Job, part: Part) -> Part | None:
    """The part, if its post holds it: an edit that arrived, and whose answer or row was lost."""
    if not turns(job, part) or job.post is None:
        return None
    found = (await files.held(job.to, (job.post,))).get(job.post)
    return stood(part, found) if found is not None and found.size == part.size else None


async def appeared(files: Files, job: Job, parts: Sequence[Part], part: Part) -> Part | None:
    """A part that was being converted, if it is seen among the messages after its post. None: it is not, or not there."""
    if job.post is None or part.document is None:
        return None
    document, _, _ = part.document
    others = {one.message_id for one in parts if one.number != part.number and not one.scheduled}
    seen = await files.held(job.to, range(job.post + 1, job.post + 1 + LOOK))
    answers = [one for one in seen.values() if one.reply_to == job.post and one.message_id not in others]
    same = [one for one in answers if one.document_id == document or one.size == part.size]
    best = min(same, key=lambda one: one.document_id != document, default=None)
    return stood(part, best) if best else None


def stood(part: Part, sent: SentFile) -> Part:
    """The part, with the message in which it stands."""
    return replace(part, message_id=sent.message_id, document=sent.document, scheduled=sent.scheduled)


def _words(job: Job, part: Part, parts: Sequence[Part], language: str) -> Text:
    return subtitles_caption(part, language) if part.kind is PartKind.SUBTITLES else caption(job, part, parts, language)


def _answers(job: Job, part: Part, parts: Sequence[Part]) -> int | None:
    """The message that a part replies to: its post; subtitles the video before them, if its message has its number already."""
    if part.kind is not PartKind.SUBTITLES:
        return job.post
    shown = [one for one in parts if one.number < part.number and one.kind is not PartKind.SUBTITLES]
    return shown[-1].message_id if shown and not shown[-1].scheduled else job.post
