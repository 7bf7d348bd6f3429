# /status: how everything is right now.
screen-status-title = 🩺 <b>Status</b>
screen-status-fine = ✅ All is well.
screen-status-wrong = { $count ->
    [one] ⚠️ { $count } thing waits:
   *[other] ⚠️ { $count } things wait:
}
screen-status-waits = { $what }: { $reason }
screen-status-waits-until = { $what }: { $reason }; again { $at }
screen-status-downloads = Downloads
screen-status-chat = A channel
scope-youtube = YouTube
scope-google = Google
scope-telegram = Telegram
scope-upload = Uploads
scope-disk = Disk
scope-ytdlp = yt-dlp
screen-status-feed-unseeded = { $mark } <b>{ $feed }</b>: not looked at yet
screen-status-feed-seeded = { $count ->
    [0] { $mark } <b>{ $feed }</b>: none when I first looked
    [one] { $mark } <b>{ $feed }</b>: { $count } known when I first looked
   *[other] { $mark } <b>{ $feed }</b>: { $count } known when I first looked
}
screen-status-looked = { " " }· looked { $at }
screen-status-next = { " " }· next { $at }
screen-status-posts = { $count ->
    [0] 📣 Posts waiting: none
   *[other] 📣 Posts waiting: { $count }
}
screen-status-posts-failed = { " " }· refused for good: { $count }
screen-status-videos-none = 🎞 Videos: none yet
screen-status-videos = 🎞 Videos: { $list }
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
screen-status-disk = { $most ->
    [none] 💾 Disk: { $free } free, { $used } in use by videos
   *[other] 💾 Disk: { $free } free, { $used } of { $most } in use by videos
}
screen-status-quota = 🎟 YouTube quota: { $spent } of { $most } units today ({ $percent } %), { $left } left
screen-status-pace = ⏱ Looks as planned now: { $list }
screen-status-versions = 🧩 { $list }
screen-status-started = ⏱ Started { $at }
