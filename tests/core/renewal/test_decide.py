"""Which release is taken and when, and where it goes back to: for any releases, ages and histories."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st
from packaging.version import Version

from core.errors import YTDLP_NO_JAVASCRIPT, Condition, NeedsOwner, Permanent, Retry, Scope
from core.renewal import decide
from core.renewal.decide import AGE, DAY, HOUR, KEPT, Shown, Standing, Tried, Verdict, Why
from core.renewal.releases import Release

NOW = 1_800_000_000.0
PYTHON = "3.11.7"
PRESENT = "2026.10.26"

versions = st.builds(
    lambda y, m, d, dev: f"{y}.{m}.{d}" + (f".dev{dev}" if dev else ""),
    st.integers(2025, 2028), st.integers(1, 12), st.integers(1, 28), st.sampled_from([0, 0, 0, 4]),
)  # fmt: skip
found = st.builds(
    Release, versions, st.just("f"), st.just("u"), st.just("h"), uploaded_at=st.none() | st.floats(NOW - 9 * DAY, NOW + DAY),
    python=st.sampled_from(["", ">=3.11", ">=3.14", "<3.11"]), yanked=st.booleans(),
)  # fmt: skip
histories = st.lists(
    st.builds(
        Tried, versions, st.sampled_from(Standing), st.none(), st.floats(0, NOW), st.none() | st.floats(0, NOW),
        st.sampled_from(Why), st.booleans(),
    ),
    max_size=8, unique_by=lambda one: one.version,
)  # fmt: skip


@given(st.lists(found, max_size=12), st.sets(versions, max_size=3), st.booleans())
def test_what_is_taken_by_itself_is_newer_old_enough_and_was_never_bad(
    releases: list[Release], bad: set[str], broken: bool
) -> None:
    taken = decide.choose(releases, PRESENT, bad, NOW, PYTHON, broken=broken)
    may = [
        one
        for one in releases
        if one.parsed > Version(PRESENT)
        and not one.yanked
        and not one.parsed.is_prerelease
        and one.runs_on(PYTHON)
        and one.version not in bad
        and (broken or (one.uploaded_at is not None and NOW - one.uploaded_at >= AGE))
    ]
    assert (taken is None) == (not may)
    if taken is not None:
        assert taken in may
        assert taken.parsed == max(one.parsed for one in may)


@given(histories, versions)
def test_the_built_in_one_wins_when_it_is_as_new(tried: list[Tried], current: str) -> None:
    used = decide.running(Shown(current), tried, PRESENT)
    if used is not None:
        assert used.version == current
        assert used.standing is Standing.KEPT
        assert used.parsed > Version(PRESENT)


@given(histories)
def test_the_one_in_use_and_at_most_two_more_are_kept_those_used_last(tried: list[Tried]) -> None:
    kept = [one for one in tried if one.standing is Standing.KEPT and one.parsed > Version(PRESENT)]
    for current in [None, *kept]:
        stay = decide.keep(current, tried, PRESENT)
        assert stay <= {one.version for one in kept}
        assert len(stay) == min(len(kept), KEPT + 1)
        if current is not None:
            assert current.version in stay
            back = decide.before(current, tried, PRESENT)
            assert back is None or back.version in stay or len(kept) > KEPT


@given(histories)
def test_going_back_leads_to_what_was_used_before_and_ends_at_the_built_in_one(tried: list[Tried]) -> None:
    current = max(
        (one for one in tried if one.standing is Standing.KEPT), key=lambda one: one.used_from or 0.0, default=None
    )
    seen = set()
    while current is not None:
        assert current.version not in seen
        seen.add(current.version)
        tried = [one for one in tried if one.version != current.version]  # it is bad from then on
        to = decide.before(current, tried, PRESENT)
        assert to is None or (to.used_from or 0.0) <= (current.used_from or 0.0)
        current = to


@given(st.floats(0, 1, exclude_max=True), st.integers(0, 50))
def test_the_next_look_is_within_an_hour_and_about_a_day(dice: float, failures: int) -> None:
    wait = decide.next_look(NOW, dice, failures=failures) - NOW
    assert HOUR <= wait <= 1.1 * DAY
    if not failures:
        assert wait >= 0.9 * DAY
    assert decide.next_look(NOW, dice, broken=True) == NOW + HOUR
    assert decide.next_look(NOW, dice, failures=failures + 1) >= decide.next_look(NOW, dice, failures=max(1, failures))


def test_what_a_trial_proves() -> None:
    broken = NeedsOwner(Condition.YTDLP_BROKEN, scope=Scope.YTDLP)
    line = Retry("youtube-unreachable", scope=Scope.YOUTUBE)
    gone = Permanent("video-deleted", skip=True)
    odd = Retry("fetch-failed")
    runtime = NeedsOwner(Condition.YTDLP_BROKEN, scope=Scope.YTDLP, reason=YTDLP_NO_JAVASCRIPT)
    assert decide.verdict(None, None) is Verdict.GOOD
    assert decide.verdict(broken, broken) is Verdict.BAD, "however broken the present one is"
    assert decide.verdict(Permanent("ytdlp-wrong-hash"), None) is Verdict.BAD
    assert decide.verdict(line, None) is Verdict.NOTHING
    assert decide.verdict(NeedsOwner(Condition.DISK_FULL, scope=Scope.DISK, reason="full"), None) is Verdict.NOTHING
    for one in (gone, odd, runtime):
        assert decide.must_compare(one)
        assert decide.verdict(one, None) is Verdict.BAD
        assert decide.verdict(one, line) is Verdict.NOTHING
    assert not any(decide.must_compare(one) for one in (None, broken, line))


def test_only_an_unproved_one_that_was_taken_while_the_present_one_worked_is_left() -> None:
    row = Tried("2027.1.1", Standing.KEPT, None, NOW, NOW)
    assert decide.fell(row, broke=True)
    assert not decide.fell(row, broke=False)
    assert not decide.fell(Tried("2027.1.1", Standing.KEPT, None, NOW, NOW, Why.BROKEN), broke=True)
    assert not decide.fell(Tried("2027.1.1", Standing.KEPT, None, NOW, NOW, proved=True), broke=True)
