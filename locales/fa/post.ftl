# The posts in the channels: a bold heading, one fact a line, then the link.
post-watched = 🎬 تماشا شد
post-liked = ❤️ لایک شد
post-unliked = 💔 لایک پس گرفته شد
post-vanished = 🫥 ناپدید شد
post-subscribed = 📺 اشتراک تازه
post-unsubscribed = 👋 اشتراک لغو شد
post-title = عنوان: { $title }
post-channel = کانال: { $channel }
post-duration = مدت: { $duration }
post-views = بازدید: { $views }
post-handle = شناسه: { "\u200E" }{ $handle }
post-subscribers = مشترکان: { $subscribers }
post-videos = ویدیوها: { $videos }
post-about = درباره: { $about }
post-since = (از { $date } مشترک بودید)
post-status = وضعیت: { $status }
post-link = 🔗 { $link }

# Under a post whose video is in the queue, or could be.
post-button-later = 🕒 بعداً
post-button-cancel = ✖️ لغو
post-button-retry = 🔁 تلاش دوباره
post-button-get = ⬇️ دانلود

# One message for all that happened during a pause: a heading, then a line for each.
post-digest = { $count ->
    [one] 📬 در مدت توقف: { $count } اتفاق
   *[other] 📬 در مدت توقف: { $count } اتفاق
}
post-digest-watched = 🎬 { $title }
post-digest-liked = ❤️ { $title }
post-digest-unliked = 💔 { $title }
post-digest-vanished = 🫥 { $title }
post-digest-subscribed = 📺 { $title }
post-digest-unsubscribed = 👋 { $title }
post-digest-more = … و { $count } مورد دیگر

caption = ❤️ { $title } — { $channel } ({ $duration })
caption-without-channel = ❤️ { $title } ({ $duration })
caption-asked = { $title } — { $channel } ({ $duration })
caption-asked-without-channel = { $title } ({ $duration })
caption-part = بخش { $number }/{ $count } ({ $duration })
caption-no-subtitles = زیرنویسی به این زبان نیست: { $language }
caption-subtitles = زیرنویس: { $language }

# The status line of a post whose video is fetched.
status-offered = دانلود نشده
status-offered-because = دانلود نشده: { $reason }
status-queued = ⏳ در صف
status-waiting = ⏳ منتظر: { $reason }
status-downloading = ⬇️ در حال دانلود
status-uploading = ⬆️ در حال آپلود
status-sent = ✅ فرستاده شد
status-skipped = ⏭ رد شد: { $reason }
status-failed = ❌ ناموفق: { $reason }
status-cancelled = 🚫 لغو شد
