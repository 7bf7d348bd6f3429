# The screen behind /start and /status.

status-title = Yagami
status-welcome = I tell your YouTube likes in your channel and bring the videos there.
status-likes-unseeded = Likes: not looked at yet
status-likes-seeded = { $count ->
    [0] Likes: none when I first looked; every new one is told
    [one] Likes: { $count } known when I first looked; every new one is told
   *[other] Likes: { $count } known when I first looked; every new one is told
}
status-look-never = Last look: none yet
status-look-ago = Last look: { $age }
status-age-now = just now
status-age-minutes = { $count ->
    [one] { $count } minute ago
   *[other] { $count } minutes ago
}
status-age-hours = { $count ->
    [one] { $count } hour ago
   *[other] { $count } hours ago
}
status-age-days = { $count ->
    [one] { $count } day ago
   *[other] { $count } days ago
}
status-deliveries-none = Posts waiting: none
status-deliveries = Posts waiting: { $count }
status-downloads-none = Videos: none yet
status-downloads = Videos: { $list }
status-download-queued = { $count } queued
status-download-fetching = { $count } downloading
status-download-fetched = { $count } downloaded
status-download-uploading = { $count } uploading
status-download-sent = { $count } tidying up
status-download-done = { $count } done
status-download-skipped = { $count } skipped
status-download-failed = { $count } failed
status-download-cancelled = { $count } cancelled
status-pauses-none = Nothing is paused.
status-pauses = Paused:
status-pause-until = { $what }; again in { $minutes ->
    [one] { $minutes } minute
   *[other] { $minutes } minutes
}
status-pause-open = { $what }
