# Why something waits, was skipped or failed. Each ends a sentence such as "skipped: ..." and needs no knowledge of the inside.

# One video
video-age-restricted = محدودیت سنی دارد و کوکی‌های شما را لازم دارد
video-cookies-off = کوکی‌های شما را لازم دارد و دانلودها اجازهٔ استفاده ندارند؛ در صفحهٔ «دانلودها»ی پنل می‌توانید اجازه دهید
video-bad-id = این شناسهٔ هیچ ویدیویی نیست
video-copyright = به خاطر ادعای حق نشر مسدود است
video-deleted = از یوتیوب حذف شده است
video-drm = در برابر کپی محافظت شده است
video-geo = در کشور شما در دسترس نیست
video-live = همین حالا زنده است
video-members-only = فقط برای اعضای کانال است
video-only-vp9 = فقط با قالب‌هایی موجود است که در تلگرام همه‌جا پخش نمی‌شوند
video-paid = پولی است
video-private = خصوصی است
video-processing = یوتیوب هنوز دارد آن را پردازش می‌کند
video-terminated = کانالش بسته شده است
video-too-large = برای یک فایل تلگرام زیادی بزرگ است
video-uncuttable = به بخش‌های به اندازهٔ کافی کوچک تقسیم نمی‌شود: دقیقه‌ها جایی ندارد که بخشی از آن آغاز شود
video-unavailable = در دسترس نیست
video-upcoming = هنوز منتشر نشده است
video-endless = بیش از سه روز است که زنده است و شاید هرگز تمام نشود
video-never-begun = اعلام شده بود، ولی سه روز است که شروع نشده است
video-no-audio = صدا ندارد
video-over-allowance = از سقف حجم مجاز بزرگ‌تر است
video-over-disk = از جایی که ویدیوها روی دیسک دارند بزرگ‌تر است
video-over-megabytes = بزرگ‌تر از چیزی است که خودکار دانلود می‌شود
video-over-minutes = بلندتر از چیزی است که خودکار دانلود می‌شود
convert-failed = تبدیل دوباره‌اش ممکن نشد
convert-unable = باید دوباره تبدیل شود و ffmpeg این دستگاه از پسش برنمی‌آید
split-failed = فایل را نشد چند بخش کرد
held-ahead = به اندازهٔ مجاز ویدیو روی دیسک هست؛ وقتی یکی فرستاده شود می‌آید
held-by-you = خودتان آن را نگه داشته‌اید تا وقتی بگویید
held-day = سقف حجم امروز پر شده است
held-disk = جایی که ویدیوها روی دیسک دارند پر شده است
held-downloads = دانلودها متوقف‌اند
held-hours = دانلود ساعت { $time } UTC شروع می‌شود
held-later = تا { $time } UTC به عقب افتاده است
held-live = همین حالا زنده است؛ ضبط آن پس از پایان می‌آید
held-month = سقف حجم این ماه پر شده است
held-paused = همه‌چیز متوقف است
held-processing = تمام شده و یوتیوب هنوز دارد ضبط آن را آماده می‌کند
held-same = همین ویدیو در راه است؛ از همان‌جا کپی می‌شود
held-turn = اول نوبت بقیه است
held-upcoming = { $kind ->
    [premiere] نمایش نخست آن { $time } است
    [late] باید { $time } شروع می‌شد و هنوز نشده است
    [unknown] هنوز شروع نشده است
   *[stream] { $time } شروع می‌شود
  }
fetch-busy = دانلود قبلی آن هنوز دارد تمام می‌شود
fetch-crashed = برنامهٔ دانلود ناگهان بسته شد
fetch-no-file = دانلود بدون فایل تمام شد
fetch-stalled = دانلود مدت زیادی پیش نرفت
merge-failed = تصویر و صدا را نشد سرهم کرد
fetch-failed = پاسخ یوتیوب به کار نیامد
file-truncated = آنچه آمد از خود ویدیو کوتاه‌تر است
file-unreadable = آنچه آمد ویدیوی قابل پخشی نیست
probe-slow = دستگاه برای خواندن فایل بیش از حد مشغول بود
media-broken = انتقال از یوتیوب قطع شد
media-forbidden = یوتیوب انتقال را نپذیرفت

internal-error = خطای خود Yagami است؛ در گزارشش (log) نوشته شده

# YouTube and Google
google-admin-policy = مدیر آن حساب گوگل اجازه نمی‌دهد
google-client-api-key = این یک کلید API است؛ آنچه لازم است کلاینت OAuth از نوع «TVs and Limited Input devices» است
google-client-empty = چیزی در آن نیست
google-client-other-json = آن فایل چیز دیگری است؛ آنچه لازم است فایلی است که صفحهٔ کلاینت OAuth دانلود می‌کند
google-client-service-account = آن کلید یک حساب سرویس است که یوتیوب ندارد؛ آنچه لازم است کلاینت OAuth است
google-client-several = بیش از یک کلاینت در آن است؛ فقط یکی بفرستید
google-client-token = این یک توکن است که دیگران نمی‌توانند تمدیدش کنند؛ آنچه لازم است شناسه و رمز یک کلاینت OAuth است
google-client-unreadable = شناسه یا رمز کلاینتی در آن نیست
google-code-expired = کد تمام شده یا قبلاً به کار رفته است؛ کد تازه بخواهید
google-consent-failed = گوگل ورود را نیمه‌کاره گذاشت
google-consent-partial = اجازهٔ دیدن حساب یوتیوب شما جا افتاده است؛ آن را در صفحهٔ گوگل بدهید
google-consent-refused = در صفحهٔ گوگل اجازه داده نشد
google-down = گوگل خودش مشکل دارد
google-no-channel = آن حساب گوگل کانال یوتیوب ندارد
google-nonsense = پاسخ گوگل را نمی‌شود خواند
google-page-token = گوگل جایش را در فهرست گم کرد
google-paste-other-address = نشانی صفحهٔ دیگری است؛ آنچه لازم است با http://127.0.0.1 شروع می‌شود
google-paste-other-sign-in = آن نشانی مال لینک قبلی است؛ تازه‌ترین لینک را باز کنید
google-paste-too-early = این هنوز صفحهٔ خود گوگل است؛ آنجا اجازه بدهید و نشانی صفحه‌ای را کپی کنید که باز نمی‌شود
google-paste-unreadable = کدی در آن نیست؛ کل نشانی صفحه‌ای را کپی کنید که باز نمی‌شود
google-quota = سهمیهٔ امروز YouTube Data API تمام شده است
google-rate-limited = گوگل می‌خواهد آهسته‌تر بروم
google-refused = گوگل درخواست را نپذیرفت
google-unreachable = گوگل در دسترس نیست
likes-no-known-item = فهرست لایک‌ها ناقص آمد
likes-too-many-new = لایک‌های تازه بیشتر از آن است که درست باشد
subscriptions-incomplete = فهرست اشتراک‌ها ناقص آمد
youtube-rate-limited = یوتیوب می‌خواهد آهسته‌تر بروم
youtube-refused = یوتیوب درخواست را نپذیرفت
youtube-soft-limit = یوتیوب تا یک ساعت به این نشانی ویدیو نمی‌دهد
youtube-unreachable = یوتیوب در دسترس نیست

# Cookies that the owner sent
cookies-too-large = فایل از { $limit_kb } کیلوبایت بزرگ‌تر است و هیچ cookies.txt این‌قدر نمی‌شود
cookies-empty = فایل خالی است
cookies-not-text = فایل متنی نیست
cookies-not-netscape = فایل نه cookies.txt (قالب Netscape) است و نه خروجی JSON کوکی‌ها
cookies-json-unknown = فایل JSON است، ولی فهرست کوکی در آن نیست
cookies-no-youtube = در فایل کوکی‌ای از youtube.com نیست
cookies-signed-out = کوکی‌ها مال مرورگری است که وارد یوتیوب نشده ({ $missing } نیست)
cookies-incomplete = کوکی‌ها کامل نیستند ({ $missing } نیست)
cookies-expired = اعتبار کوکی‌ها تمام شده است
history-unreadable = صفحهٔ سابقهٔ یوتیوب را نشد خواند
playlist-unavailable = چنین فهرست پخشی نیست، یا خصوصی است

# Telegram
telegram-account-limited = تلگرام کارهای این حساب را محدود کرده است
telegram-away = تلگرام در دسترس نیست
telegram-chunk-missing = تلگرام تکه‌ای از فایل را گم کرد
telegram-code-expired = کد تمام شده است؛ کد تازه بخواهید
telegram-code-no-other-way = تلگرام راه دیگری برای فرستادن کد ندارد
telegram-code-spoiled = تلگرام کد را باطل کرد، چون در گفتگویی نوشته شده بود؛ کد تازه بخواهید
telegram-code-wrong = کد اشتباه است
telegram-file-changed = فایل هنگام ارسال عوض شد
telegram-file-empty = فایل خالی است
telegram-flood = تلگرام می‌خواهد آهسته‌تر بروم
telegram-invite-dead = لینک دعوت دیگر اعتبار ندارد
telegram-invite-waits = درخواست عضویت منتظر تأیید مدیر است
telegram-not-ours = پیام مال حساب دیگری است
telegram-password-wrong = رمز اشتباه است
telegram-phone-banned = تلگرام این شماره را مسدود کرده است
telegram-phone-invalid = تلگرام چنین شماره تلفنی نمی‌شناسد
telegram-premium-wait = تلگرام آپلود حساب‌های بدون پرمیوم را کند می‌کند
telegram-refused = تلگرام درخواست را نپذیرفت
telegram-sign-in-blocked = تلگرام امروز دیگر اجازهٔ تلاش نمی‌دهد
telegram-sign-in-flood = تلاش‌ها زیاد شده؛ تلگرام تلاش بعدی را { $minutes ->
    [one] یک دقیقهٔ
   *[other] { $minutes } دقیقهٔ
  } دیگر می‌پذیرد
telegram-sign-in-lost = ورود نیمه‌کاره ماند؛ از نو شروع کنید
telegram-sign-in-unsupported = تلگرام این حساب را فقط با برنامه‌های خودش راه می‌دهد؛ شاید با کد QR بشود
telegram-sign-up-needed = این شماره هنوز حساب تلگرام ندارد؛ در برنامهٔ خود تلگرام یکی بسازید
telegram-start-over = تلگرام آنچه را تا حالا آپلود شده بود فراموش کرد
telegram-still-sending = تلگرام هنوز با آن مشغول است
telegram-text-empty = متن خالی است
telegram-text-refused = تلگرام متن را نپذیرفت
telegram-text-too-long = متن زیادی بلند است
telegram-too-many-chats = حساب در کانال‌ها و گروه‌های زیادی عضو است
telegram-too-large = برای یک فایل تلگرام زیادی بزرگ است
upload-flood-wait = تلگرام می‌خواهد آهسته‌تر بروم؛ { $seconds } ثانیهٔ دیگر ادامه دارد
upload-premium-wait = تلگرام آپلود حساب‌های بدون پرمیوم را کند می‌کند؛ { $seconds } ثانیهٔ دیگر ادامه دارد

# What only the owner can mend
condition-google_consent = اجازهٔ گوگل از بین رفته است؛ دوباره بدهید
condition-google_client = پروژه یا کلاینت گوگل درست تنظیم نشده است
condition-telegram_session = نشست تلگرام بسته شده است؛ دوباره وارد شوید
condition-telegram_access = تلگرام توکن ربات یا کلید برنامه را نمی‌پذیرد
condition-channel_lost = کانال دیگر نیست، یا اجازهٔ پست گذاشتن در آن از دست رفته است
condition-quota_out = سهمیهٔ امروز YouTube Data API تمام شده است
condition-bot_check = یوتیوب می‌خواهد مطمئن شود ربات نیستید
condition-slowed_down = یوتیوب تا یک ساعت به این نشانی ویدیو نمی‌دهد
condition-cookies_dead = کوکی‌های یوتیوب از حساب خارج شده‌اند
condition-history_paused = سابقهٔ تماشا در یوتیوب متوقف شده و چیز تازه‌ای آنجا نمی‌ماند
condition-history_cleared = سابقهٔ تماشا در یوتیوب حالا خالی است؛ تماشای بعدی گفته می‌شود
condition-disk_full = روی دیسک جا نیست، یا نمی‌شود روی آن نوشت
condition-database_damaged = پایگاه داده آسیب دیده است: از آزمون SQLite رد شد
condition-ytdlp_broken = برنامهٔ yt-dlp باید به‌روز شود
condition-ffmpeg_missing = برنامهٔ ffmpeg نصب نیست
condition-mass_change = یک‌باره بیشتر از همیشه تغییر کرده است؛ در هشدار بگویید کار شما بوده یا نه
