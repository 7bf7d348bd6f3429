# The posts in the channels: a bold heading, one fact a line, then the link.
post-watched = 🎬 Watched
post-liked = ❤️ Liked
post-unliked = 💔 Unliked
post-vanished = 🫥 Vanished
post-subscribed = 📺 New Subscription
post-unsubscribed = 👋 Unsubscribed
post-title = Title: { $title }
post-channel = Channel: { $channel }
post-duration = Duration: { $duration }
post-views = Views: { $views }
post-handle = Handle: { $handle }
post-subscribers = Subscribers: { $subscribers }
post-videos = Videos: { $videos }
post-about = About: { $about }
post-since = (was subscribed since { $date })
post-status = Status: { $status }
post-link = 🔗 { $link }

# Under a post whose video is in the queue, or could be.
post-button-later = 🕒 Later
post-button-cancel = ✖️ Cancel
post-button-retry = 🔁 Try again
post-button-get = ⬇️ Download

# One message for all that happened during a pause: a heading, then a line for each.
post-digest = { $count ->
    [one] 📬 While you paused: { $count } thing happened
   *[other] 📬 While you paused: { $count } things happened
}
post-digest-watched = 🎬 { $title }
post-digest-liked = ❤️ { $title }
post-digest-unliked = 💔 { $title }
post-digest-vanished = 🫥 { $title }
post-digest-subscribed = 📺 { $title }
post-digest-unsubscribed = 👋 { $title }
post-digest-more = … and { $count } more

caption = ❤️ { $title } — { $channel } ({ $duration })
caption-without-channel = ❤️ { $title } ({ $duration })
caption-asked = { $title } — { $channel } ({ $duration })
caption-asked-without-channel = { $title } ({ $duration })
caption-part = Part { $number }/{ $count } ({ $duration })
caption-no-subtitles = There are no subtitles in this language: { $language }
caption-subtitles = Subtitles: { $language }

# The status line of a post whose video is fetched.
status-offered = not downloaded
status-offered-because = not downloaded: { $reason }
status-queued = ⏳ queued
status-waiting = ⏳ waiting: { $reason }
status-downloading = ⬇️ downloading
status-uploading = ⬆️ uploading
status-sent = ✅ sent
status-skipped = ⏭ skipped: { $reason }
status-failed = ❌ failed: { $reason }
status-cancelled = 🚫 cancelled
