# The posts in the channels: a bold heading, one fact a line, then the link.
post-watched = 🎬 Watched
post-liked = ❤️ Liked
post-unliked = 💔 Unliked
post-vanished = 🫥 Vanished
post-subscribed = 📺 New Subscription
post-unsubscribed = 👋 Unsubscribed
# $ending: the last digit, which the ending follows; 0 where it does not (11th, 12th, 13th). Elsewhere all are alike.
post-again = (again, { $times }{ $ending ->
    [1] st
    [2] nd
    [3] rd
   *[other] th
} time)
post-title = Title: { $title }
post-channel = Channel: { $channel }
post-duration = Duration: { $duration }
post-views = Views: { $views }
post-handle = Handle: { $handle }
post-subscribers = Subscribers: { $subscribers }
post-videos = Videos: { $videos }
post-about = About: { $about }
post-since = (was subscribed since { $date })
post-why = Why: { $reason }
post-why-private = private
post-why-deleted = deleted
post-why-terminated = channel terminated
post-why-gone = YouTube does not say
post-status = Status: { $status }
post-link = 🔗 { $link }
post-saved = 💾 Saved copy: { $chat }
post-saved-here = 💾 Saved copy: in your chat with me

# Under a post whose video is in the queue, or could be.
post-button-later = 🕒 Later
post-button-cancel = ✖️ Cancel
post-button-retry = 🔁 Try again
post-button-get = ⬇️ Download

# One message for many events: a heading that counts, then a line for each.
post-digest = 📬 Meanwhile: { $counted }
post-digest-since = 📬 Since { $since }: { $counted }
post-digest-vanished-only = 🫥 { $count ->
    [one] One of your liked videos vanished; { $saved ->
        [0] you have no copy of it
       *[other] you have a copy of it
    }
   *[other] { $count } of your liked videos vanished; { $saved ->
        [0] you have none of them
       *[other] you have { $saved } of them
    }
}
post-digest-count-liked = { $count } liked
post-digest-count-unliked = { $count } unliked
post-digest-count-vanished = { $count } vanished
post-digest-count-subscribed = { $count } subscribed
post-digest-count-unsubscribed = { $count } unsubscribed
post-digest-count-watched = { $count } watched
post-digest-watched = 🎬 { $title }
post-digest-liked = ❤️ { $title }
post-digest-unliked = 💔 { $title }
post-digest-vanished = 🫥 { $title }
post-digest-subscribed = 📺 { $title }
post-digest-unsubscribed = 👋 { $title }
post-digest-why = ({ $reason })
post-digest-saved = 💾 saved copy
post-digest-more = … and { $count } more

caption = ❤️ { $title } — { $channel } ({ $duration })
caption-without-channel = ❤️ { $title } ({ $duration })
caption-asked = { $title } — { $channel } ({ $duration })
caption-asked-without-channel = { $title } ({ $duration })
caption-part = Part { $number }/{ $count } ({ $duration })
caption-no-subtitles = There are no subtitles in { $count ->
    [one] this language
   *[other] these languages
}: { $language }
caption-subtitles = Subtitles: { $language }
caption-subtitles-automatic = Subtitles: { $language } (automatic)
caption-more-chapters = …and { $count } more

# The status line of a post whose video is fetched.
status-offered = not downloaded
status-offered-because = not downloaded: { $reason }
status-queued = ⏳ queued
status-waiting = ⏳ waiting: { $reason }
status-downloading = ⬇️ downloading
status-encoding = 🐢 encoding anew
status-uploading = ⬆️ uploading
status-sent = ✅ sent
status-skipped = ⏭ skipped: { $reason }
status-failed = ❌ failed: { $reason }
status-cancelled = 🚫 cancelled
status-removed = 🗑 deleted: you took the like back
