"""What the backfill's screen shows at each of its stages. Reads rows; the presses are in backfill.py."""

from __future__ import annotations

from datetime import timedelta

from bot.backfilling import under_way
from bot.conversation.screen import Context
from bot.conversation.view import Question, Rows, View, button, grid
from bot.conversation.words import Html, moment
from core.download.forecast import Amount, amount
from core.model import Button
from core.poll.backfill import (
    AT_ONCE,
    LINE,
    MOST,
    BackfillState,
    Budget,
    Wait,
    day_budget,
    month_budget,
    next_step,
    time_needed,
)
from storage.backfills import LIST, Backfill

from .backfill_words import ended, figures, lasting, today, what
from .figures import size

AMOUNTS = (10, 50, 100, 500)
GIGABYTE = 1_000_000_000
NAME = "backfill"


async def choose(ctx: Context) -> View:
    """Nothing is under way: how many, or since when."""
    words = ctx.words
    lines = [words("screen-backfill-title"), words("screen-backfill-about")]
    last = await ctx.store.backfills.last()
    if last is not None:
        counts = await ctx.store.backfill_list.counts(last.id)
        lines += [
            "",
            words("screen-backfill-before", at=moment(last.ended_at or ctx.now), text=ended(words, last, counts)),
        ]
    missing = await _missing(ctx)
    if missing is not None:
        key, *way = missing
        go = button(words.plain("screen-backfill-mend"), *way, style="primary")
        return View("\n".join([*lines, "", words(key)]), ((go,), _back(ctx)))
    day = today(ctx.now)
    rows: Rows = (
        *grid([button(words.plain("screen-backfill-amount", count=one), NAME, "last", one) for one in AMOUNTS], 2),
        (button(words.plain("screen-backfill-other"), NAME, "other"),),
        (
            button(words.plain("screen-backfill-month"), NAME, "from", (day - timedelta(days=30)).isoformat()),
            button(words.plain("screen-backfill-year"), NAME, "from", (day - timedelta(days=365)).isoformat()),
        ),
        (button(words.plain("screen-backfill-date"), NAME, "date"),),
        _back(ctx),
    )
    return View("\n".join([*lines, "", words("screen-backfill-choose")]), rows)


async def question(ctx: Context, asked: str) -> View:
    """other: a number; date: a day."""
    text = ctx.words(f"screen-backfill-ask-{asked}", most=MOST, example=today(ctx.now).replace(day=1).isoformat())
    return View(text, ((button(ctx.words.plain("button-back"), NAME),),), question=Question())


async def listing(ctx: Context, current: Backfill) -> View:
    """The list is being read, or could not be."""
    words = ctx.words
    read = len(await ctx.store.backfill_list.listed(current.id))
    lines = [_title(ctx, current), "", words("screen-backfill-reading", count=read)]
    errand = await ctx.store.errands.last(LIST, str(current.id))
    rows = [(button(words.plain("button-cancel"), NAME, "cancel", current.id),), _back(ctx)]
    if errand is None or errand.trouble is not None or not errand.is_open:
        if errand is not None and errand.trouble is not None:
            lines.append(words("screen-backfill-unread", reason=words.plain_reason(errand.trouble)))
        if errand is None or not errand.is_open:
            rows.insert(0, (button(words.plain("button-again"), NAME, "again", current.id, style="primary"),))
    return View("\n".join(lines), tuple(rows))


async def proposal(ctx: Context, current: Backfill) -> View:
    """What it comes to, before it is confirmed."""
    words = ctx.words
    counts = await ctx.store.backfill_list.counts(current.id)
    lines = [_title(ctx, current), "", words("screen-backfill-to-post", count=counts.waiting)]
    lines += [
        f"• {words(f'screen-backfill-{key}', count=n)}"
        for key, n in (("known", counts.known), ("gone", counts.gone))
        if n
    ]
    if current.truncated:
        lines.append(words("screen-backfill-truncated", most=MOST))
    cancel = button(words.plain("button-cancel"), NAME, "cancel", current.id)
    if not counts.waiting:
        return View("\n".join(lines), ((cancel,), _back(ctx)))
    made = await _amount(ctx, current)
    lines += ["", *(_videos(ctx, made) if current.videos else [words("screen-backfill-posts-only")])]
    seconds = await _needed(ctx, current, counts.waiting, made)
    key = "screen-backfill-lasts-videos" if current.videos else "screen-backfill-lasts-posts"
    speed = round(LINE * 8 / 1_000_000)
    lines.append(words(key, time=lasting(words, seconds), every=_every(ctx, current.pace), speed=speed))
    if current.videos:
        free_of_caps = time_needed(counts.waiting, made.bytes, current.pace, ctx.now, hours=None, budgets=())
        if seconds > free_of_caps + 1:
            lines.append(words("screen-backfill-capped"))
        lines.append(_disk(ctx, made))
    modes = tuple(
        button(f"{'✅' if current.videos is on else '⬜'} {words.plain(key)}", NAME, "mode", current.id, mode)
        for mode, on, key in (
            ("videos", True, "screen-backfill-mode-videos"),
            ("posts", False, "screen-backfill-mode-posts"),
        )
    )
    go = button(
        words.plain("screen-backfill-confirm", count=counts.waiting), NAME, "confirm", current.id, style="primary"
    )
    return View("\n".join(lines), (modes, (go,), (cancel,), _back(ctx)))


async def progress(ctx: Context, current: Backfill) -> View:
    """How far it is, what holds it, how long it takes still."""
    words = ctx.words
    counts = await ctx.store.backfill_list.counts(current.id)
    lines = [_title(ctx, current), "", words("screen-backfill-posted", count=counts.posted, of=counts.to_post)]
    lines += [words("screen-backfill-line", text=one) for one in figures(words, current, counts)]
    lines += ["", await state(ctx, current)]
    if counts.waiting and current.state is BackfillState.RUNNING:
        seconds = await _needed(ctx, current, counts.waiting, await _amount(ctx, current))
        lines.append(words("screen-backfill-left", time=lasting(words, seconds)))
    running = current.state is BackfillState.RUNNING
    turn = (
        button(words.plain("screen-backfill-pause"), NAME, "pause", current.id)
        if running
        else button(words.plain("screen-backfill-go"), NAME, "go", current.id, style="success")
    )
    rows: Rows = (
        (turn,),
        (button(words.plain("screen-backfill-stop"), NAME, "stop"),),
        (button(words.plain("button-queue"), "queue"), button(words.plain("button-refresh"), NAME)),
        _back(ctx),
    )
    return View("\n".join(lines), rows)


async def stop(ctx: Context, current: Backfill) -> View:
    """Whether to stop it, and what is to become of what is on its way."""
    words = ctx.words
    counts = await ctx.store.backfill_list.counts(current.id)
    lines = [_title(ctx, current), "", words("screen-backfill-stop-sure", count=counts.waiting)]
    no = (button(words.plain("screen-backfill-stop-no"), NAME),)
    if not counts.open_videos:
        yes = button(words.plain("screen-backfill-stop-yes"), NAME, "end", current.id, "keep", style="danger")
        return View("\n".join(lines), ((yes,), no))
    lines.append(words("screen-backfill-stop-open", count=counts.open_videos))
    keep = button(words.plain("screen-backfill-stop-keep"), NAME, "end", current.id, "keep", style="danger")
    drop = button(words.plain("screen-backfill-stop-drop"), NAME, "end", current.id, "drop", style="danger")
    return View("\n".join(lines), ((keep,), (drop,), no))


async def state(ctx: Context, current: Backfill) -> str:
    """In half a sentence of HTML: it goes on, is paused and why, or waits, for what and until when."""
    words = ctx.words
    if current.state is BackfillState.PAUSED:
        if current.trouble is None:
            return words("backfill-state-paused")
        checked = {one.key for one in (await ctx.store.pauses.conditions()).values()}
        key = "backfill-state-stopped" if current.trouble.key in checked else "backfill-state-over"
        return words(key, reason=words.plain_reason(current.trouble))
    now = await under_way(ctx.store, ctx.now)
    step = next_step(now.situation) if now is not None else None
    if not isinstance(step, Wait) or step.why is None:
        return words("backfill-state-running")
    reason = Html(words.reason(step.why))
    if step.until is None or step.until <= ctx.now:
        return words("backfill-state-waits", reason=reason)
    return words("backfill-state-until", reason=reason, at=moment(step.until))


async def line(ctx: Context) -> str | None:
    """For /status and the queue: the one that is under way. HTML."""
    current = await ctx.store.backfills.current()
    if current is None or not current.under_way:
        return None
    counts = await ctx.store.backfill_list.counts(current.id)
    said = Html(await state(ctx, current))
    return ctx.words("screen-backfill-status", count=counts.posted, of=counts.to_post, state=said)


async def _missing(ctx: Context) -> tuple[str, ...] | None:
    """What has to be there first: the sentence, and the place that brings it."""
    if await ctx.services.credentials.credentials() is None:
        return "screen-backfill-no-google", "google"
    if (await ctx.store.backfills.place())[0] is None:
        return "screen-backfill-no-channel", "channels", "likes"
    return None


def _title(ctx: Context, current: Backfill) -> str:
    return ctx.words("screen-backfill-of", what=what(ctx.words, current))


def _back(ctx: Context) -> tuple[Button, ...]:
    return (button(ctx.words.plain("button-back"), "feed", "likes"),)


async def _amount(ctx: Context, current: Backfill) -> Amount:
    downloads = ctx.settings.downloads
    lengths = await ctx.store.backfill_list.lengths(current.id) if current.videos else []
    return amount(
        lengths, quality=downloads.quality, most_minutes=downloads.most_minutes, most_megabytes=downloads.most_megabytes
    )


def _videos(ctx: Context, made: Amount) -> list[str]:
    words = ctx.words
    lines = [
        words("screen-backfill-length", time=lasting(words, made.seconds), count=made.videos),
        words("screen-backfill-bytes", size=size(words, made.bytes), half=size(words, made.bytes / 2)),
    ]
    if made.left_out:
        lines.append(words("screen-backfill-over", count=made.left_out))
    return lines


async def _needed(ctx: Context, current: Backfill, count: int, made: Amount) -> float:
    if not current.videos:
        return time_needed(count, 0, current.pace, ctx.now, hours=None, budgets=())
    downloads, used = ctx.settings.downloads, await ctx.store.traffic.used(ctx.now)
    budgets = list[Budget]()
    if downloads.day_gigabytes is not None:
        budgets.append(day_budget(downloads.day_gigabytes * GIGABYTE, used.day, ctx.now))
    if downloads.month_gigabytes is not None:
        budgets.append(month_budget(downloads.month_gigabytes * GIGABYTE, used.month, ctx.now))
    return time_needed(count, made.bytes, current.pace, ctx.now, hours=downloads.hours, budgets=budgets)


def _every(ctx: Context, pace: float) -> str:
    key, count = ("seconds", round(pace)) if pace < 120 else ("minutes", round(pace / 60))
    return ctx.words.plain(f"backfill-every-{key}", count=count)


def _disk(ctx: Context, made: Amount) -> str:
    try:
        free = size(ctx.words, ctx.services.work.free())
    except OSError:
        return ctx.words("screen-home-disk-unknown")
    return ctx.words("screen-backfill-disk", free=free, count=AT_ONCE, largest=size(ctx.words, made.largest))
