# The queue of downloads: its pages, one of its lines, cleaning it.
screen-queue-title = { $count ->
    [0] 📥 <b>Queue</b>
    [one] 📥 <b>Queue</b>: { $count } video
   *[other] 📥 <b>Queue</b>: { $count } videos
}
screen-queue-empty = Nothing is on its way. Like a video, or send me a link.
screen-queue-line = <b>{ $number }.</b> { $title } – { $state }, added { $at }{ $why }
screen-queue-waits = ⏳ waits: { $reason }
button-drop = 🧹 Clean up…
button-earlier = ‹ earlier
button-further = further ›
download-offered = offered
download-queued = in the queue
download-fetching = downloading
download-fetched = downloaded
download-uploading = uploading
download-sent = sent
download-done = sent
download-skipped = skipped
download-failed = failed
download-cancelled = cancelled
download-moving = { $state } ({ $percent } %)

screen-item-title = 🎬 <b>{ $title }</b>
screen-item-gone = That download is not known any more.
screen-item-state = ⬇️ { $state }, { $at }
screen-item-because = Why: { $reason }
screen-item-asked = You asked for it { $at }.
screen-item-automatic = It came with a like, { $at }.
button-item = ⬇️ On its way…
button-item-first = ⏫ Bring it first
button-item-later = 🕒 in { $hours } h
button-item-cancel = ✖️ Cancel this download
toast-asked = It is on its way.
toast-item-cancel = Cancelled.
toast-item-retry = It is in the queue again.
toast-item-later = Put off.
toast-item-first = It goes first.
toast-item-late = Too late for that. This is how it is now.
screen-queue-waits-until = ⏳ waits until { $at }: { $reason }
screen-queue-paused = ⏸ Downloads are paused since { $at }. What is on the disk is still sent, and what you ask for comes.
button-queue-hold-on = ⏸ Pause downloads
button-queue-hold-off = ▶️ Let downloads go on
toast-queue-hold-on = Nothing is downloaded by itself now. Likes are still told.
toast-queue-hold-off = Downloads go on.
download-moving-fast = { $state } ({ $percent } %, { $speed }/s, { $left } left)
button-item-up = 🔼 Up
button-item-down = 🔽 Down
button-item-hold = ⏸ Hold it until I say so
button-item-go = ▶️ Go on now
toast-item-up = One place up.
toast-item-down = One place down.
toast-item-end = It is at the end of its kind already.
toast-item-hold = It waits until you say so.
toast-item-go = It goes on.

screen-drop-title =
    <b>Clean up the queue</b>

    What has not begun yet is given up. Posts stay, each with a button that brings its video after all.
screen-drop-sure = { $days ->
    [0] Give up { $count ->
        [one] <b>the one video</b> that waits
       *[other] <b>all { $count } videos</b> that wait
    }?
   *[other] Give up { $count ->
        [one] <b>{ $count } video</b> that has
       *[other] <b>{ $count } videos</b> that have
    } waited for longer than { $days ->
        [one] { $days } day
       *[other] { $days } days
    }?
}
screen-drop-none = Nothing has waited for so long.
button-drop-older = { $days ->
    [0] All that wait ({ $count })
    [one] Older than { $days } day ({ $count })
   *[other] Older than { $days } days ({ $count })
}
button-drop-yes = { $count ->
    [one] Yes, give up { $count } video
   *[other] Yes, give up { $count } videos
}
button-drop-no = No, keep them
toast-dropped = { $count ->
    [one] { $count } video was given up.
   *[other] { $count } videos were given up.
}
