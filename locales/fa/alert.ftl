# Alerts: what only the owner can mend. Each has a name, what it means and what to do, and the text of the button that mends it.
alert-title = ⚠️ <b>{ $what }</b>
alert-since = شروع: { $at }.
alert-later = بعداً
alert-a-chat = یک گفتگو
alert-muted = 🔕 بی‌صدا: اگر تا { $at } دوباره پیش بیاید، چیزی نمی‌گویم.
alert-mended = ✅ برطرف شد: { $what }
alert-catching-up = دارم عقب‌افتاده‌ها را جبران می‌کنم…
alert-caught-up-events = { $count ->
    [0] جبران شد: در این مدت اتفاقی نیفتاده بود.
    [one] جبران شد: { $count } رویداد.
   *[other] جبران شد: { $count } رویداد.
}
alert-caught-up-posts = { $count ->
    [0] جبران شد: هیچ پستی منتظر نمانده بود.
    [one] جبران شد: { $count } پست.
   *[other] جبران شد: { $count } پست.
}
alert-caught-up-videos = { $count ->
    [0] هیچ ویدیویی منتظر این نبود.
    [one] کار { $count } ویدیو از سر گرفته شد.
   *[other] کار { $count } ویدیو از سر گرفته شد.
}
alert-button-again = 🔁 درستش کردم، دوباره امتحان کن
alert-button-mute = 🔕 یک روز بی‌صدا
alert-button-loud = 🔔 باصدا
alert-toast-mute = یک روز بی‌صدا شد.
alert-toast-loud = دیگر بی‌صدا نیست.
alert-toast-again = همین حالا دوباره امتحان می‌کنم.

alert-google_consent-name = اجازهٔ گوگل از بین رفته است
alert-google_consent =
    گوگل دیگر نمی‌گذارد لایک‌ها و اشتراک‌هایتان را بخوانم: یا اجازه پس گرفته شده، یا مهلتش تمام شده است (اگر پروژه هنوز روی «Testing» باشد، بعد از هفت روز).

    تا دوباره به گوگل وصل نشوید از آنجا خبر تازه‌ای نمی‌آید. هر چه در این مدت پیش بیاید، بعد از آن جبران می‌شود.
alert-button-google_consent = 🔑 اتصال دوباره به گوگل
alert-google_client-name = پروژهٔ گوگل درست تنظیم نشده است
alert-google_client =
    گوگل پروژه یا کلاینتی را که با آن کار می‌کنم نمی‌پذیرد؛ برای همین لایک‌ها و اشتراک‌ها خوانده نمی‌شوند.

    کارت‌های راه‌اندازی نشان می‌دهند چه چیزی باید عوض شود.
alert-button-google_client = 🔑 چه چیزی باید عوض شود؟
alert-telegram_session-name = نشست تلگرام بسته شده است
alert-telegram_session =
    حسابی که آپلود می‌کند از تلگرام خارج شده است. ویدیوها منتظر می‌مانند تا دوباره با آن وارد شوید یا حالت «فقط ربات» را انتخاب کنید.
alert-button-telegram_session = ⚙️ ورود دوباره
alert-telegram_access-name = تلگرام اجازهٔ دسترسی نمی‌دهد
alert-telegram_access =
    کلید برنامه (api_id و api_hash) نیست یا پذیرفته نمی‌شود. پست‌ها و ویدیوها منتظر می‌مانند.
alert-button-telegram_access = ⚙️ دادن کلید
alert-channel_lost-name = نمی‌توانم در { $chat } پست بگذارم
alert-channel_lost =
    این گفتگو دیگر نیست، یا اجازهٔ پست گذاشتن در آن را از دست داده‌ام. هر چه برای آنجاست منتظر می‌ماند.

    دوباره مرا آنجا مدیر کنید، یا گفتگوی دیگری انتخاب کنید.
alert-button-channel_lost = 📣 انتخاب گفتگو
alert-quota_out-name = سهمیهٔ امروز یوتیوب تمام شد
alert-quota_out =
    گوگل به هر پروژه در روز تعداد معینی درخواست می‌دهد و سهم امروز تمام شده است. خودم دوباره شروع می‌کنم ({ $at }) و عقب‌افتاده‌ها را جبران می‌کنم.

    اگر این زیاد پیش می‌آید، بگذارید کمتر سر بزنم.
alert-button-quota_out = ⏱ هر چند وقت سر بزنم
alert-bot_check-name = یوتیوب می‌خواهد مطمئن شود ربات نیستید
alert-bot_check =
    یوتیوب فعلاً از این نشانی اجازهٔ دانلود نمی‌دهد و همهٔ دانلودها منتظرند. با یک ویدیو دوباره امتحان می‌کنم: نیم ساعت دیگر، و بعد هر بار دیرتر، چون پرسیدن زیاد کار را بدتر می‌کند.

    معمولاً کوکی‌های مرورگرتان مشکل را حل می‌کند؛ عوض کردن شبکه هم همین‌طور.
alert-button-bot_check = 🍪 فرستادن کوکی‌ها
alert-slowed_down-name = یوتیوب دانلودها را کند کرده است
alert-slowed_down =
    یوتیوب می‌گوید از این نشانی بیش از اندازه درخواست شده و تا یک ساعت هیچ ویدیویی نمی‌دهد. دانلودها منتظر می‌مانند؛ چیزی از دست نمی‌رود.

    با یک ویدیو ادامه می‌دهم ({ $at }) و وقتی آن آمد، با بقیه. لازم نیست شما کاری بکنید.
alert-button-slowed_down = 📥 صف
alert-cookies_dead-name = کوکی‌های یوتیوب شما از حساب خارج شده‌اند
alert-cookies_dead =
    دیگر نمی‌توانم سابقهٔ تماشای شما را بخوانم. کوکی‌ها را دوباره خروجی بگیرید و اینجا بفرستید.
alert-button-cookies_dead = 🍪 فرستادن کوکی‌ها
alert-history_paused-name = سابقهٔ تماشای شما در یوتیوب متوقف شده است
alert-history_paused =
    تا وقتی متوقف است یوتیوب چیزی نگه نمی‌دارد؛ پس نمی‌توانم بگویم در این مدت چه می‌بینید، و بعداً هم هیچ‌کس نمی‌تواند.

    آن را در یوتیوب دوباره روشن کنید (سابقه ← روشن کردن سابقهٔ تماشا). خودم متوجه می‌شوم.
alert-button-history_paused = 📜 سابقهٔ تماشا
alert-history_cleared-name = سابقهٔ تماشای شما در یوتیوب پاک شده است
alert-history_cleared =
    فهرست خالی است، با اینکه پیش‌تر خالی نبود. از آنچه گفته‌ام چیزی کم نمی‌شود. تماشای بعدی مثل همیشه گفته می‌شود؛ اگر فهرست قدیمی برگردد، دوباره گفته نمی‌شود.
alert-button-history_cleared = 📜 سابقهٔ تماشا
alert-disk_full-name = دیسک پر است
alert-disk_full =
    برای ویدیوها جایی نمانده، یا نمی‌شود روی دیسک نوشت. دانلودها منتظر می‌مانند؛ چیزی از دست نمی‌رود.

    روی دستگاه جا باز کنید، یا بگذارید ویدیوها جای کمتری بگیرند.
alert-button-disk_full = ⚙️ چقدر جا بگیرند
alert-database_damaged-name = پایگاه داده آسیب دیده است
alert-database_damaged =
    فایلی که همه‌چیز را در آن به یاد می‌سپارم از آزمون خود SQLite رد نشد. هر چه خواندنی باشد فعلاً کار می‌کند و هیچ رونوشتی از آن جای رونوشت‌های پیشین را نمی‌گیرد.

    دیسک را بررسی کنید. بعد مرا متوقف کنید و رونوشتی پیش از این را برگردانید: تازه‌ترینِ پوشهٔ backups، با yagami restore. چیزی تکرار نمی‌شود.
alert-button-database_damaged = 🩺 بررسی
alert-ytdlp_broken-name = نسخهٔ yt-dlp قدیمی است
alert-ytdlp_broken =
    یوتیوب چیزی را عوض کرده که این نسخهٔ yt-dlp از آن سر در نمی‌آورد. ویدیوها منتظر می‌مانند؛ بقیهٔ کارها ادامه دارد.

    اگر اجازهٔ تازه کردنش را داشته باشم، همین حالا و بعد هر ساعت دنبال نسخهٔ تازه‌تر می‌گردم و اولین نسخه‌ای را که کار کند می‌گیرم. دکمه نشان می‌دهد کار تا کجا رسیده است.
alert-button-ytdlp_broken = { "\u200F" }🧰 yt-dlp
alert-ffmpeg_missing-name = برنامهٔ ffmpeg پیدا نمی‌شود
alert-ffmpeg_missing =
    بدون برنامهٔ ffmpeg هیچ ویدیویی ساخته نمی‌شود. ویدیوها منتظر می‌مانند؛ بقیهٔ کارها ادامه دارد.

    آن را روی دستگاه نصب کنید، یا در YAGAMI_FFMPEG بنویسید کجاست.
alert-button-ffmpeg_missing = { "\u200F" }ℹ️ نسخه‌ها
alert-mass_change-name = یک‌باره خیلی چیزها عوض شد: { $feed }
alert-mass_change =
    تازه: { $new }. ناپدیدشده: { $gone }. از قبل شناخته: { $known }.

    بین دو بررسی معمولاً این‌قدر عوض نمی‌شود؛ برای همین هنوز خبری از آن نمی‌دهم. اگر کار شما بوده، بگویید چطور خبرش را بدهم.

    اگر کار شما نبوده، کاری نکنید: یوتیوب گاهی فهرست اشتباه نشان می‌دهد. وقتی در یک بررسی همه چیز سر جایش باشد، این پیام خودش بسته می‌شود.
alert-button-believe-all = ✅ کار من بود: خبر بده
alert-button-believe-digest = 🗂 کار من بود: در یک پیام
alert-button-believe-skip = 🤫 کار من بود: خبر نده
alert-toast-believe-paused = فهمیدم. وقتی ادامه دهید خبرش می‌آید.
alert-toast-believe-late = در این میان عوض شده است. پیام را دوباره بخوانید.
alert-settled = ✅ رسیدگی شد: { $what }

# The same on the panel.
screen-believe-none = اینجا دیگر چیزی منتظر پاسخ شما نیست.
button-believe = ❓ خیلی چیزها عوض شد: کار شما بود؟
button-believe-back = ‹ { $feed }

# The debug switch.
debug-message = 🐞 <blockquote expandable>{ $lines }</blockquote>
debug-seeded = { $count ->
    [0] { $feed }: بررسی اول، چیزی آنجا نبود
    [one] { $feed }: بررسی اول، { $count } مورد بی‌خبر ثبت شد
   *[other] { $feed }: بررسی اول، { $count } مورد بی‌خبر ثبت شد
}
debug-more = … و { $count } مورد دیگر
