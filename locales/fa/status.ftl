# /status: how everything is right now.
screen-status-title = 🩺 <b>وضعیت</b>
screen-status-fine = ✅ همه‌چیز روبه‌راه است.
screen-status-wrong = { $count ->
    [one] ⚠️ { $count } مورد منتظر است:
   *[other] ⚠️ { $count } مورد منتظر است:
}
screen-status-waits = { "\u200F" }{ $what }: { $reason }
screen-status-waits-until = { "\u200F" }{ $what }: { $reason }؛ دوباره { $at }
screen-status-downloads = دانلودها
screen-status-chat = یک کانال
scope-youtube = یوتیوب
scope-google = گوگل
scope-telegram = تلگرام
scope-upload = آپلودها
scope-disk = دیسک
scope-ytdlp = yt-dlp
screen-status-feed-unseeded = { $mark } <b>{ $feed }</b>: هنوز بررسی نشده
screen-status-feed-seeded = { $count ->
    [0] { $mark } <b>{ $feed }</b>: در بررسی اول چیزی نبود
    [one] { $mark } <b>{ $feed }</b>: در بررسی اول { $count } تا بود
   *[other] { $mark } <b>{ $feed }</b>: در بررسی اول { $count } تا بود
}
screen-status-looked = { " " }· آخرین بررسی { $at }
screen-status-next = { " " }· بعدی { $at }
screen-status-posts = { $count ->
    [0] 📣 پست‌های منتظر: هیچ
   *[other] 📣 پست‌های منتظر: { $count }
}
screen-status-posts-failed = { " " }· برای همیشه رد شده: { $count }
screen-status-videos-none = 🎞 ویدیوها: هنوز هیچ
screen-status-videos = 🎞 ویدیوها: { $list }
screen-status-download-offered = { $count } پیشنهادشده
screen-status-download-queued = { $count } در صف
screen-status-download-fetching = { $count } در حال دانلود
screen-status-download-fetched = { $count } دانلودشده
screen-status-download-uploading = { $count } در حال آپلود
screen-status-download-sent = { $count } در حال جمع‌وجور شدن
screen-status-download-done = { $count } تمام‌شده
screen-status-download-skipped = { $count } ردشده
screen-status-download-failed = { $count } ناموفق
screen-status-download-cancelled = { $count } لغوشده
screen-status-disk = { $most ->
    [none] 💾 دیسک: { $free } خالی، { $used } در دست ویدیوها
   *[other] 💾 دیسک: { $free } خالی، { $used } از { $most } در دست ویدیوها
}
screen-status-quota = 🎟 سهمیهٔ یوتیوب: امروز { $spent } از { $most } واحد ({ $percent }٪)، { $left } مانده
screen-status-pace = ⏱ بررسی‌ها طبق برنامهٔ فعلی: { $list }
screen-status-versions = 🧩 نسخه‌ها: { $list }
screen-status-started = ⏱ شروع به کار: { $at }
