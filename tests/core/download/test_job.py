"""What a trouble makes of a download."""

from __future__ import annotations

from dataclasses import replace

import pytest

from core.backoff import TRIES
from core.download.job import HELD_BECAUSE, MOVES, OFFERED_BECAUSE, OPEN, Job, after, to
from core.errors import Condition, NeedsOwner, Permanent, Retry, Scope, Trouble
from core.model import Destination, DownloadState, Video
from locales import texts

S = DownloadState
JOB = Job(1, S.FETCHING, Video("id"), None, Destination(1, -1001), 5, tries=0)


def test_every_state_has_its_moves_and_the_ends_have_none() -> None:
    assert set(MOVES) == set(S)
    assert set(S) - OPEN == {S.OFFERED, S.DONE, S.SKIPPED, S.FAILED, S.CANCELLED}


def test_every_open_state_leads_to_an_end() -> None:
    reached = {S.QUEUED}
    for _ in S:
        reached |= {move for state in reached for move in MOVES[state]}
    assert reached == set(S)


def test_a_fault_of_the_video_counts_and_waits_longer_each_time() -> None:
    moves = [after(Retry("video-media"), replace(JOB, tries=tries), 100.0, 0.5) for tries in range(TRIES - 1)]

    assert [move.not_before - 100.0 for move in moves] == [5.0, 10.0, 20.0, 40.0]
    assert all(move.counted and move.state is S.QUEUED for move in moves)


def test_the_fifth_fault_of_the_video_ends_it() -> None:
    assert after(Retry("video-media"), replace(JOB, tries=TRIES - 1), 100.0, 0.5).state is S.FAILED


@pytest.mark.parametrize("scope", [scope for scope in Scope if scope is not Scope.ITEM])
def test_a_wider_trouble_never_counts_against_a_job(scope: Scope) -> None:
    move = after(Retry("telegram-away", scope=scope), replace(JOB, tries=TRIES - 1), 100.0, 0.5)

    assert (move.state, move.counted, move.not_before) == (S.QUEUED, False, 0.0)


def test_what_was_fetched_stays_fetched_when_telegram_is_away() -> None:
    uploading = replace(JOB, state=S.UPLOADING)

    assert after(Retry("telegram-away", scope=Scope.TELEGRAM), uploading, 100.0, 0.5).state is S.UPLOADING


def test_a_condition_for_the_owner_ends_no_job() -> None:
    move = after(NeedsOwner(Condition.BOT_CHECK, scope=Scope.YOUTUBE), replace(JOB, tries=TRIES), 100.0, 0.5)

    assert move.state is S.QUEUED


@pytest.mark.parametrize(
    "trouble", [Permanent("file-unreadable"), Retry("video-media"), Retry("telegram-away", scope=Scope.TELEGRAM)]
)
def test_a_video_that_stands_is_never_sent_again_because_its_file_could_not_be_deleted(trouble: Trouble) -> None:
    move = after(trouble, replace(JOB, state=S.SENT, tries=TRIES), 100.0, 0.5)

    assert (move.state, move.status.key) == (S.SENT, "status-sent")


@pytest.mark.parametrize("state", sorted(OPEN))
def test_whatever_happens_a_job_makes_only_allowed_moves(state: DownloadState) -> None:
    for trouble in (Permanent("p"), Permanent("p", skip=True), Retry("r"), Retry("r", scope=Scope.DISK)):
        for tries in (0, TRIES):
            assert after(trouble, replace(JOB, state=state, tries=tries), 0.0, 0.5).state in MOVES[state]


def test_a_private_video_is_skipped_and_a_broken_one_failed() -> None:
    assert after(Permanent("video-private", skip=True), JOB, 0.0, 0.5).state is S.SKIPPED
    assert after(Permanent("file-unreadable"), JOB, 0.0, 0.5).state is S.FAILED


@pytest.mark.parametrize("key", sorted(OFFERED_BECAUSE))
def test_what_is_too_much_to_come_by_itself_is_offered_with_its_reason(key: str) -> None:
    move = after(Permanent(key, skip=True), JOB, 100.0, 0.5)

    assert (move.state, move.status.key, move.counted) == (S.OFFERED, "status-offered-because", False)
    assert texts().get(key)


@pytest.mark.parametrize("key", sorted(HELD_BECAUSE))
def test_what_fits_later_waits_and_counts_against_nothing(key: str) -> None:
    move = after(Retry(key, after=60.0), replace(JOB, tries=TRIES - 1), 100.0, 0.5)

    assert (move.state, move.not_before, move.counted) == (S.QUEUED, 160.0, False)
    assert texts().get(key, time="noon", kind="premiere")


@pytest.mark.parametrize("state", [S.QUEUED, S.FETCHING])
def test_a_stream_that_never_ends_is_offered_and_told_to_who_asked_for_it(state: DownloadState) -> None:
    job = replace(JOB, state=state)

    assert after(Permanent("video-endless", skip=True), job, 0.0, 0.5).state is S.OFFERED
    assert after(Permanent("video-endless", skip=True), replace(job, asked=True), 0.0, 0.5).state is S.SKIPPED


@pytest.mark.parametrize("state", [state for state in S if state not in (S.SKIPPED, S.FAILED)])
def test_every_state_has_a_status_line_in_words(state: S) -> None:
    assert texts().get(to(state).status.key)
