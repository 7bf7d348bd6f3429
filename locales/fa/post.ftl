# The posts in the channels: a bold heading, one fact a line, then the link.
post-watched = 🎬 تماشا شد
post-liked = ❤️ لایک شد
post-unliked = 💔 لایک پس گرفته شد
post-vanished = 🫥 ناپدید شد
post-subscribed = 📺 اشتراک تازه
post-unsubscribed = 👋 اشتراک لغو شد
# $ending: the last digit, which an English ending follows. Here all are alike.
post-again = (دوباره، برای { $times }مین { $ending ->
   *[other] بار
})
post-title = عنوان: { $title }
post-channel = کانال: { $channel }
post-duration = مدت: { $duration }
post-views = بازدید: { $views }
post-handle = شناسه: { $handle }
post-subscribers = مشترکان: { $subscribers }
post-videos = ویدیوها: { $videos }
post-about = درباره: { $about }
post-since = (از { $date } مشترک بودید)
post-why = دلیل: { $reason }
post-why-private = خصوصی شد
post-why-deleted = حذف شد
post-why-terminated = کانال بسته شد
post-why-gone = یوتیوب نمی‌گوید
post-status = وضعیت: { $status }
post-link = 🔗 { $link }
post-saved = 💾 نسخهٔ ذخیره‌شده: { $chat }
post-saved-here = 💾 نسخهٔ ذخیره‌شده: در گفتگوی شما با من

# Under a post whose video is in the queue, or could be.
post-button-later = 🕒 بعداً
post-button-cancel = ✖️ لغو
post-button-retry = 🔁 تلاش دوباره
post-button-get = ⬇️ دانلود

# One message for many events: a heading that counts, then a line for each.
post-digest = 📬 در این مدت: { $counted }
post-digest-since = 📬 از { $since } تا حالا: { $counted }
post-digest-vanished-only = 🫥 { $count ->
    [one] یکی از ویدیوهای لایک‌شدهٔ شما ناپدید شد؛ { $saved ->
        [0] نسخه‌ای از آن ندارید
       *[other] نسخه‌ای از آن دارید
    }
   *[other] { $count } تا از ویدیوهای لایک‌شدهٔ شما ناپدید شدند؛ { $saved ->
        [0] هیچ‌کدام را ندارید
       *[other] { $saved } تا از آن‌ها را دارید
    }
}
post-digest-count-liked = { $count } لایک
post-digest-count-unliked = { $count } لایک پس‌گرفته
post-digest-count-vanished = { $count } ناپدیدشده
post-digest-count-subscribed = { $count } اشتراک تازه
post-digest-count-unsubscribed = { $count } اشتراک لغوشده
post-digest-count-watched = { $count } تماشا
post-digest-watched = 🎬 { $title }
post-digest-liked = ❤️ { $title }
post-digest-unliked = 💔 { $title }
post-digest-vanished = 🫥 { $title }
post-digest-subscribed = 📺 { $title }
post-digest-unsubscribed = 👋 { $title }
post-digest-why = ({ $reason })
post-digest-saved = 💾 نسخهٔ ذخیره‌شده
post-digest-more = … و { $count } مورد دیگر

caption = ❤️ { $title } — { $channel } ({ $duration })
caption-without-channel = ❤️ { $title } ({ $duration })
caption-asked = { $title } — { $channel } ({ $duration })
caption-asked-without-channel = { $title } ({ $duration })
caption-part = بخش { $number }/{ $count } ({ $duration })
caption-no-subtitles = { $count ->
    [one] زیرنویسی به این زبان نیست
   *[other] زیرنویسی به این زبان‌ها نیست
}: { $language }
caption-subtitles = زیرنویس: { $language }
caption-subtitles-automatic = زیرنویس: { $language } (خودکار)
caption-more-chapters = …و { $count } مورد دیگر

# The status line of a post whose video is fetched.
status-offered = دانلود نشده
status-offered-because = دانلود نشده: { $reason }
status-queued = ⏳ در صف
status-waiting = ⏳ منتظر: { $reason }
status-downloading = ⬇️ در حال دانلود
status-encoding = 🐢 در حال تبدیل
status-uploading = ⬆️ در حال آپلود
status-sent = ✅ فرستاده شد
status-skipped = ⏭ رد شد: { $reason }
status-failed = ❌ ناموفق: { $reason }
status-cancelled = 🚫 لغو شد
status-removed = 🗑 حذف شد: لایک پس گرفته شد
