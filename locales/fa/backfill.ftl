# Likes of long ago, posted on request: the choice, what it comes to, how far it is, how it ended.
command-backfill = پست کردن لایک‌های قدیمی
button-backfill = 🗂 لایک‌های قدیمی…

screen-backfill-title = 🗂 <b>لایک‌های قدیمی</b>
screen-backfill-about = خبر لایک‌ها را از روزی می‌دهم که اولین بار نگاه کردم. این‌جا می‌توانید بخواهید قدیمی‌ترها هم در کانالشان پست شوند، اول قدیمی‌ترین، با ویدیو یا بدون آن. آنچه قبلاً پست شده کنار می‌ماند.
screen-backfill-before =
    <b>دفعهٔ پیش</b>، { $at }:
    { $text }
screen-backfill-choose = چند تا؟ پیش از آن‌که چیزی پست شود می‌بینید چقدر می‌شود.
screen-backfill-mend = 🧭 راه‌اندازی
screen-backfill-no-google = حساب گوگل شما هنوز وصل نیست: نمی‌توانم لایک‌ها را بخوانم.
screen-backfill-no-channel = لایک‌ها هنوز کانالی ندارند: جایی برای پست کردنشان نیست.
screen-backfill-amount = { $count } تای آخر
screen-backfill-other = عدد دیگر…
screen-backfill-month = یک ماه گذشته
screen-backfill-year = یک سال گذشته
screen-backfill-date = 📅 از یک تاریخ…
screen-backfill-ask-other = بفرستید چند تا از تازه‌ترین لایک‌ها را می‌خواهید، از 1 تا { $most }.
screen-backfill-ask-date = یک تاریخ بفرستید، مثل <code>{ $example }</code>: هر چه از آن روز لایک کرده‌اید برمی‌دارم. روزها از نیمه‌شب UTC شروع می‌شوند.
screen-backfill-of = 🗂 <b>{ $what }</b>
screen-backfill-reading = { $count ->
    [one] 🔎 دارم لایک‌هایتان را می‌خوانم… تا حالا { $count }.
   *[other] 🔎 دارم لایک‌هایتان را می‌خوانم… تا حالا { $count }.
}
screen-backfill-unread = ⚠️ خوانده نمی‌شوند: { $reason }
screen-backfill-to-post = { $count ->
    [0] چیزی برای پست کردن نمانده.
    [one] <b>{ $count }</b> لایک برای پست کردن
   *[other] <b>{ $count }</b> لایک برای پست کردن
}
screen-backfill-known = { $count ->
    [one] خبر { $count } لایک قبلاً داده شده و کنار می‌ماند
   *[other] خبر { $count } لایک قبلاً داده شده و کنار می‌ماند
}
screen-backfill-gone = { $count ->
    [one] { $count } ویدیو دیگر نیست (خصوصی یا حذف‌شده) و کنار می‌ماند
   *[other] { $count } ویدیو دیگر نیستند (خصوصی یا حذف‌شده) و کنار می‌مانند
}
screen-backfill-truncated = فقط { $most } تای تازه‌تر برداشته می‌شود: فهرست‌های یوتیوب بیشتر از این نمی‌روند.
screen-backfill-length = { $count ->
    [one] 🎞 { $time } ویدیو در { $count } فایل
   *[other] 🎞 { $time } ویدیو در { $count } فایل
}
screen-backfill-bytes = 📶 حدود { $size } ترافیک: { $half } دریافت و همین‌قدر ارسال
screen-backfill-over = { $count ->
    [one] { $count } تا زنده یا بیش از حد شما برای یک ویدیو است: پستش به‌جای آن دکمه دارد
   *[other] { $count } تا زنده یا بیش از حد شما برای یک ویدیو هستند: پستشان به‌جای آن دکمه دارد
}
screen-backfill-posts-only = 📝 فقط پست‌ها، تقریباً بدون ترافیک؛ هر کدام دکمه‌ای دارد که ویدیویش را می‌آورد.
screen-backfill-lasts-videos = ⏱ حدود { $time } با سرعت { $speed } مگابیت بر ثانیه: حداکثر یکی در هر { $every }، تا صبر یوتیوب سر نرود
screen-backfill-lasts-posts = ⏱ حدود { $time }: حداکثر یکی در هر { $every }، تا صبر تلگرام سر نرود
screen-backfill-capped = محدودیت‌های شما برای روز، ماه یا ساعت آن را تا این‌جا طولانی می‌کند.
screen-backfill-disk = 💾 دیسک: { $free } خالی؛ هم‌زمان حداکثر { $count } ویدیو آن‌جاست، بزرگ‌ترین حدود { $largest }
screen-backfill-mode-videos = با ویدیو
screen-backfill-mode-posts = فقط پست
screen-backfill-confirm = { $count ->
    [one] ▶️ { $count } لایک را پست کن
   *[other] ▶️ { $count } لایک را پست کن
}
screen-backfill-posted = <b>{ $count }</b> از { $of } پست شد
screen-backfill-line = { $text }
screen-backfill-left = ⏱ حدود { $time } مانده
screen-backfill-pause = ⏸ توقف موقت
screen-backfill-go = ▶️ ادامه
screen-backfill-stop = ⏹ متوقف کن…
screen-backfill-stop-sure = { $count ->
    [one] متوقف شود؟ { $count } لایک هنوز پست نشده و کنار می‌ماند.
   *[other] متوقف شود؟ { $count } لایک هنوز پست نشده‌اند و کنار می‌مانند.
}
screen-backfill-stop-open = { $count ->
    [one] { $count } ویدیوی آن در راه است.
   *[other] { $count } ویدیوی آن در راه است.
}
screen-backfill-stop-yes = بله، متوقف کن
screen-backfill-stop-keep = توقف، ولی آنچه در راه است بیاید
screen-backfill-stop-drop = توقف، و لغو آنچه در راه است
screen-backfill-stop-no = نه، بماند
screen-backfill-status = 🗂 لایک‌های قدیمی: { $count } از { $of } پست شد؛ { $state }

backfill-what-last = { $count ->
    [one] { $count } لایک آخر شما
   *[other] { $count } لایک آخر شما
}
backfill-what-since = لایک‌های شما از { $date }
backfill-days = { $count ->
    [one] { $count } روز
   *[other] { $count } روز
}
backfill-hours = { $count } ساعت
backfill-minutes = { $count } دقیقه
backfill-every-seconds = { $count } ثانیه
backfill-every-minutes = { $count } دقیقه
backfill-state-running = ▶️ در حال انجام
backfill-state-paused = ⏸ خودتان نگهش داشتید
backfill-state-stopped = ⏸ متوقف است: { $reason }. وقتی حل شد، «ادامه» را بزنید
backfill-state-over = ⏸ متوقف شده بود ({ $reason })، و حالا تمام شده. هر وقت خواستید «ادامه» را بزنید
backfill-state-waits = ⏳ منتظر: { $reason }
backfill-state-until = ⏳ منتظر: { $reason }؛ دوباره { $at }
backfill-ended-done = ✅ { $what }: { $count } از { $of } پست شد.
backfill-ended-stopped = ⏹ { $what }، متوقف شد: { $count } از { $of } پست شد.
backfill-told-paused =
    ⏸ پست کردن لایک‌های قدیمی پس از { $count } از { $of } متوقف شد: { $reason }.
    خودش ادامه نمی‌دهد. وقتی حل شد، /backfill را باز کنید و «ادامه» را بزنید.
backfill-line-videos = ویدیوها: { $list }
backfill-line-out = کنار مانده: { $list }
backfill-line-posts = پست‌ها: { $list }
backfill-count-fetched = { $count } آمد
backfill-count-open = { $count } در راه
backfill-count-skipped = { $count } ردشده
backfill-count-failed = { $count } ناموفق
backfill-count-offered = { $count } با دکمه
backfill-count-known = { $count } قبلاً گفته‌شده
backfill-count-gone = { $count } دیگر نیست
backfill-count-unliked = { $count } دیگر لایک نیست
backfill-count-left = { $count } نوبتش نرسید
backfill-count-refused = { $count } را تلگرام نپذیرفت
backfill-paused = خودتان نگهش داشتید
backfill-busy = قبلی‌ها هنوز در راه‌اند
backfill-last = آخرین‌ها در راه‌اند
backfill-no-channel = لایک‌ها کانالی ندارند
backfill-quota = از سهمیهٔ امروز یوتیوب برای این کار خیلی کم مانده؛ پس از نیمه‌شب کالیفرنیا از همان‌جا ادامه می‌یابد
backfill-no-times = این حساب نمی‌گوید لایک کی داده شده؛ به‌جایش یک عدد انتخاب کنید

toast-backfill-over = برای این کار دیر شده. وضعیت فعلی این است.
toast-backfill-date = لطفاً تاریخی مثل 2024-01-15 بفرستید، نه در آینده.
toast-backfill-bounds = لطفاً یک عدد درست از 1 تا { $most } بفرستید.
toast-backfill-either = لطفاً عددی از 1 تا { $most } بفرستید، یا تاریخی گذشته مثل 2024-01-15.
toast-backfill-one = یک درخواست در حال انجام است. اول متوقفش کنید، یا بگذارید تمام شود.
toast-backfill-confirmed = حالا شروع می‌شود، از قدیمی‌ترین.
toast-backfill-check = یوتیوب هنوز می‌خواهد ثابت کنید ربات نیستید. اول آن را حل کنید؛ بعد می‌تواند ادامه دهد.
toast-backfill-stopped = متوقف شد.
