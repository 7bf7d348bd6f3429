# The screen behind /start and /status.

screen-status-title = Yagami
screen-status-welcome = I tell your YouTube likes in your channel and bring the videos there.
screen-status-likes-unseeded = Likes: not looked at yet
screen-status-likes-seeded = { $count ->
    [0] Likes: none when I first looked; every new one is told
    [one] Likes: { $count } known when I first looked; every new one is told
   *[other] Likes: { $count } known when I first looked; every new one is told
}
screen-status-look-never = Last look: none yet
screen-status-look-ago = Last look: { $age }
screen-status-age-now = just now
screen-status-age-minutes = { $count ->
    [one] { $count } minute ago
   *[other] { $count } minutes ago
}
screen-status-age-hours = { $count ->
    [one] { $count } hour ago
   *[other] { $count } hours ago
}
screen-status-age-days = { $count ->
    [one] { $count } day ago
   *[other] { $count } days ago
}
screen-status-deliveries-none = Posts waiting: none
screen-status-deliveries = Posts waiting: { $count }
screen-status-failed = Posts that Telegram refused for good: { $count }
screen-status-downloads-none = Videos: none yet
screen-status-downloads = Videos: { $list }
screen-status-download-offered = { $count } offered
screen-status-download-queued = { $count } queued
screen-status-download-fetching = { $count } downloading
screen-status-download-fetched = { $count } downloaded
screen-status-download-uploading = { $count } uploading
screen-status-download-sent = { $count } tidying up
screen-status-download-done = { $count } done
screen-status-download-skipped = { $count } skipped
screen-status-download-failed = { $count } failed
screen-status-download-cancelled = { $count } cancelled
screen-status-pauses-none = Nothing is paused.
screen-status-pauses = Paused:
screen-status-pause-until = { $what }; again in { $minutes ->
    [one] { $minutes } minute
   *[other] { $minutes } minutes
}
screen-status-pause-open = { $what }
