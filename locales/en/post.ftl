# The posts in the channels: a bold heading, one fact a line, then the link.
post-liked = ❤️ Liked
post-title = Title: { $title }
post-channel = Channel: { $channel }
post-duration = Duration: { $duration }
post-views = Views: { $views }
post-status = Status: { $status }
post-link = 🔗 { $link }

caption = ❤️ { $title } — { $channel } ({ $duration })
caption-without-channel = ❤️ { $title } ({ $duration })

# The status line of a post whose video is fetched.
status-offered = not downloaded
status-queued = ⏳ queued
status-waiting = ⏳ waiting: { $reason }
status-downloading = ⬇️ downloading
status-uploading = ⬆️ uploading
status-sent = ✅ sent
status-skipped = ⏭ skipped: { $reason }
status-failed = ❌ failed: { $reason }
status-cancelled = 🚫 cancelled
