"""Everything that Telegram is known to answer to an upload and to the message behind it, thrown in its middle.

Each row says what it means: what is bridged at once and by what wait, which trouble it is otherwise, what that stops. Whatever it
is, the video arrives in the end, whole and once, and no chunk that was acknowledged is sent a second time.
"""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import AsyncIterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from core.errors import NeedsOwner, Permanent, Retry, Scope, Trouble
from core.model import Account, DownloadState
from core.telegram.progress import Chunks
from core.telegram.window import LARGEST
from sandbox.telegram.mtproto.parts import Part
from sandbox.telegram.state import Account as TelegramAccount
from tests.core.telegram.uploads import MB, QuickClock
from tests.core.telegram.world import OWNER

from .sending import Sending, sending

S = DownloadState
SIZE, CHUNKS = 14 * MB, 28
#: of what the kitchen makes of that video
WHOLE = hashlib.sha256((hashlib.sha512(b"video000001-0.mp4").digest() * (SIZE // 64 + 1))[:SIZE]).hexdigest()
PART, SEND = "SaveBigFilePart", "SendMedia"
Json = dict[str, Any]


class Rig:
    """A video that has been fetched and is about to be sent, and what of it arrives."""

    def __init__(self, there: Sending, clock: QuickClock) -> None:
        self.there = there
        self.clock = clock
        self.waits: list[tuple[str, float]] = []
        self.received: list[tuple[int, int]] = []  #: file id and number of every chunk that Telegram took
        there.sender._waits = lambda job, why, seconds: self.waits.append((why, seconds))
        uploads = there.world.server.uploads
        save = uploads.save

        def listening(account: TelegramAccount, part: Part, plain: bytes) -> bool:
            taken = save(account, part, plain)
            if part.big:
                self.received.append((part.file_id, part.number))
            return taken

        uploads.save = listening  # type: ignore[method-assign]
        self.job = 0

    async def fetched(self) -> None:
        self.job = await self.there.like()
        await self.there.steps.take(await self.there.store.jobs.get(self.job))
        assert (await self.there.store.jobs.get(self.job)).state is S.FETCHED

    async def acked(self) -> set[int]:
        """Chunks that the row says are there."""
        [part] = await self.there.store.jobs.parts(self.job)
        chunks = Chunks(part.progress, part.size)
        return set(range(chunks.total)) - set(chunks.missing())

    def sent_twice(self) -> int:
        """Chunks of one upload that Telegram took more than once."""
        return sum(count - 1 for count in Counter(self.received).values())

    def assert_arrived_once(self) -> None:
        [message] = self.there.files()
        assert message.media is not None
        assert message.media.sha256 == WHOLE


@pytest.fixture
async def rig(tmp_path: Path) -> AsyncIterator[Rig]:
    async with sending(tmp_path) as there:
        clock = QuickClock()
        there.clock = clock
        await there.restart()
        there.kitchen.size = SIZE
        rig = Rig(there, clock)
        await rig.fetched()
        clock.slept.clear()
        yield rig


@dataclass(frozen=True)
class Row:
    """A fault, and what becomes of the upload."""

    fault: str
    args: Json = field(default_factory=dict)
    times: int | None = 1
    #: the trouble that it ends with for now; None: it is bridged
    kind: type[Trouble] | None = None
    key: str = ""
    scope: Scope = Scope.UPLOAD
    after: float | None = None
    slept: tuple[float, ...] = ()
    shown: tuple[tuple[str, float], ...] = ()  #: to the owner, while it waits
    twice: int = 0  #: at most so many chunks, whose acknowledgement was lost
    anew: bool = False  #: under another file id


def says(words: str, code: int = 400) -> Json:
    return {"words": words, "code": code}


def ended(fault: str, args: Json | None = None, times: int | None = None) -> Row:
    """The session that uploads is no more."""
    return Row(fault, args or {}, times, NeedsOwner, "condition-telegram_session")


MID_UPLOAD = {
    "short flood wait": Row("telegram.flood_wait", {"seconds": 7}, slept=(7.0,), shown=(("upload-flood-wait", 7),)),
    "long flood wait": Row("telegram.flood_wait", {"seconds": 900}, None, Retry, "telegram-flood", after=900.0),
    "premium wait": Row(
        "telegram.flood_premium_wait", {"seconds": 12}, slept=(12.0,), shown=(("upload-premium-wait", 12),)
    ),
    "long premium wait": Row(
        "telegram.flood_premium_wait", {"seconds": 300}, None, Retry, "telegram-premium-wait", after=300.0
    ),
    "500": Row("telegram.internal", times=3),
    "-503 Timeout": Row("telegram.says", says("Timeout", -503), 2),
    "part out of range": Row(
        "telegram.says", says("FILE_PARTS_INVALID"), None, Permanent, "telegram-too-large", Scope.ITEM
    ),
    "part refused": Row("telegram.says", says("FILE_PART_INVALID"), anew=True),
    "part size changed": Row("telegram.says", says("FILE_PART_SIZE_CHANGED"), anew=True),
    "key gone": ended("telegram.key_gone", times=1),
    "key used twice": ended("telegram.says", says("AUTH_KEY_DUPLICATED", 406)),
    "session revoked": ended("telegram.says", says("SESSION_REVOKED", 401)),
    "account deactivated": ended("telegram.says", says("USER_DEACTIVATED", 401)),
    "account moved to another DC": Row(
        "telegram.says", says("USER_MIGRATE_3", 303), None, Retry, "telegram-away", slept=(3.0,)
    ),
    "connection cut before a chunk": Row("telegram.drop", twice=LARGEST),
    "connection cut in a chunk": Row("telegram.drop_mid_part", twice=LARGEST),
    "connection cut instead of an answer": Row("telegram.no_answer", twice=LARGEST),
    "new salt": Row("telegram.bad_salt", twice=LARGEST),
}


@pytest.mark.parametrize("name", MID_UPLOAD)
async def test_whatever_telegram_answers_to_a_chunk_the_upload_goes_on_where_it_stopped(name: str, rig: Rig) -> None:
    row = MID_UPLOAD[name]
    there, faults = rig.there, rig.there.world.faults
    faults.switch_on(row.fault, times=row.times, skip=9, method=PART, **row.args)
    if row.kind is None:
        await there.bring(rig.job)
    else:
        with pytest.raises(Trouble) as caught:
            await there.bring(rig.job)
        trouble = caught.value
        assert (type(trouble), trouble.key, trouble.scope) == (row.kind, row.key, row.scope)
        assert not isinstance(trouble, Retry) or trouble.after == row.after
        there_already = await rig.acked()
        assert len(there_already) >= 9, "what was acknowledged is written down"
        faults.switch_off(row.fault)
        rig.received.clear()
        if row.kind is NeedsOwner:
            there.saved.sessions[Account.USER] = there.world.signed_in(OWNER)
            await there.restart()
        await there.bring(rig.job)
        assert not there_already & {number for _, number in rig.received}
        assert len({number for _, number in rig.received}) == CHUNKS - len(there_already)
    assert rig.sent_twice() <= row.twice
    assert len({file_id for file_id, _ in rig.received}) == (2 if row.anew else 1)
    assert [one for one in rig.clock.slept if one > 2] == list(row.slept)
    assert rig.waits == list(row.shown)
    rig.assert_arrived_once()


AT_SENDING = {
    "flood wait": Row("telegram.flood_wait", {"seconds": 7}, 1, Retry, "telegram-flood", Scope.CHAT, 7.0),
    "long flood wait": Row("telegram.flood_wait", {"seconds": 1380}, 1, Retry, "telegram-flood", Scope.CHAT, 1380.0),
    "slow mode": Row("telegram.says", says("SLOWMODE_WAIT_8", 420), 1, Retry, "telegram-flood", Scope.CHAT, 8.0),
    "first call still runs": Row("telegram.random_id_busy", {}, 1, Retry, "telegram-still-sending", Scope.ITEM, 45.0),
    "writing forbidden": Row(
        "telegram.says", says("CHAT_WRITE_FORBIDDEN", 403), 1, NeedsOwner, "condition-channel_lost", Scope.CHAT
    ),
    "channel private": Row(
        "telegram.says", says("CHANNEL_PRIVATE"), 1, NeedsOwner, "condition-channel_lost", Scope.CHAT
    ),
    "500": Row("telegram.internal", {}, 1, Retry, "telegram-away"),
    "connection cut before": Row("telegram.drop", {}, 1, Retry, "telegram-away"),
    "answer lost": Row("telegram.no_answer", {}, 1, Retry, "telegram-away"),
    "too many parts": Row("telegram.says", says("FILE_PARTS_INVALID"), 1, Permanent, "telegram-too-large", Scope.ITEM),
    "parts refused": Row("telegram.says", says("FILE_PART_INVALID"), anew=True),
    "new salt": Row("telegram.bad_salt"),
}


@pytest.mark.parametrize("name", AT_SENDING)
async def test_whatever_telegram_answers_to_the_message_no_chunk_is_sent_again_and_it_stands_once(
    name: str, rig: Rig
) -> None:
    row = AT_SENDING[name]
    rig.there.world.faults.switch_on(row.fault, times=row.times, method=SEND, **row.args)
    said = await trouble_of(rig)
    if said is not None:
        assert (type(said), said.key, said.scope) == (row.kind, row.key, row.scope)
        assert not isinstance(said, Retry) or said.after == row.after
        assert len(await rig.acked()) == CHUNKS
        await rig.there.bring(rig.job)
    else:
        assert row.kind is None, f"nothing was said of {row.key}"
    assert len(rig.received) == CHUNKS * (2 if row.anew else 1)
    assert rig.sent_twice() == 0
    rig.assert_arrived_once()


async def trouble_of(rig: Rig) -> Trouble | None:
    """What it ends with for now; None: it is done."""
    try:
        await rig.there.bring(rig.job)
    except Trouble as trouble:
        return trouble
    return None


@pytest.mark.parametrize("number", [0, 17, CHUNKS - 1])
async def test_a_chunk_that_telegram_lost_is_sent_again_with_those_behind_it_and_none_before(
    rig: Rig, number: int
) -> None:
    """They expire in the order in which they came, and Telegram names them one by one (progress.py)."""
    rig.there.world.faults.switch_on("telegram.part_missing", part=number)
    await rig.there.bring(rig.job)
    assert sorted(one for _, one in rig.received[CHUNKS:]) == list(range(number, CHUNKS))
    assert len({file_id for file_id, _ in rig.received}) == 1
    rig.assert_arrived_once()


async def test_chunks_that_are_lost_again_and_again_are_uploaded_anew_and_then_told(rig: Rig) -> None:
    rig.there.world.faults.switch_on("telegram.part_missing", times=None, part=3)
    with pytest.raises(Retry) as lost:
        await rig.there.bring(rig.job)
    assert (lost.value.key, lost.value.scope) == ("telegram-chunk-missing", Scope.ITEM)
    rig.there.world.faults.switch_off("telegram.part_missing")
    await rig.there.bring(rig.job)
    rig.assert_arrived_once()


async def test_a_server_that_falls_silent_is_left_and_only_what_it_did_not_acknowledge_is_sent_again(
    rig: Rig, monkeypatch: pytest.MonkeyPatch
) -> None:
    _, uploader, _ = await rig.there.accounts.opened(Account.USER)
    monkeypatch.setattr(uploader, "_silence", 0.4)
    rig.there.world.faults.switch_on("telegram.silent", times=3, skip=9, method=PART)
    await rig.there.bring(rig.job)
    assert 0 < rig.sent_twice() <= LARGEST
    rig.assert_arrived_once()
