# پزشک: همهٔ بخش‌ها را می‌بیند و می‌گوید چه باید کرد. `which` آن چیزی است که پیدا شده.
command-doctor = همهٔ بخش‌ها را ببین و بگو چه کنم
button-doctor = 🩺 همه را ببین
button-doctor-again = 🔁 دوباره ببین
screen-doctor-title = { "\u200F" }🩺 <b>پزشک</b>
screen-doctor-none = همهٔ بخش‌های برنامه را می‌بینم و اگر جایی خراب باشد می‌گویم چه باید کرد. چند ثانیه طول می‌کشد.
screen-doctor-under-way = 🔄 دارم همهٔ بخش‌ها را می‌بینم…
screen-doctor-checked = آخرین بررسی: { $at }.
screen-doctor-fine = همه چیز خوب است.
screen-doctor-counts = برای درست‌کردن: { $bad }. برای اطلاع: { $warn }.
doctor-app-running = برنامه در حال کار است. /doctor در گفتگوی آن نشست‌ها، گفتگوها، اجازهٔ گوگل و کوکی‌ها را هم می‌بیند.
doctor-app-stopped = برنامه در حال کار نیست. راهش بیندازید تا /doctor در گفتگوی آن نشست‌ها، گفتگوها، اجازهٔ گوگل و کوکی‌ها را هم ببیند.

doctor-name-python = پایتون
doctor-name-machine = دستگاه
doctor-name-data = پوشهٔ داده‌ها
doctor-name-work = پوشهٔ کار
doctor-name-ffmpeg = ffmpeg
doctor-name-deno = deno
doctor-name-proxy = پروکسی
doctor-name-po_tokens = توکن‌های PO
doctor-name-database = پایگاه داده
doctor-name-key = کلید گاوصندوق
doctor-name-token = ربات
doctor-name-clock = ساعت
doctor-name-telegram = تلگرام
doctor-name-chat = گفتگو
doctor-name-google = گوگل
doctor-name-quota = سهمیهٔ گوگل
doctor-name-cookies = کوکی‌ها
doctor-name-ytdlp = yt-dlp
doctor-name-updates = تازه‌سازی
doctor-name-waits = منتظر شما

doctor-python = { $which ->
    [fine] { $version }
   *[other] نسخهٔ { $version } قدیمی است: پایتون 3.11 یا تازه‌تر نصب کنید.
}
doctor-machine = { $which ->
    [fine] { $kind }
   *[other] روی { $kind } کار نمی‌کند: سیستم ۶۴ بیتی روی x86 یا ARM لازم است.
}
doctor-data = { $which ->
    [fine] { $free } گیگابایت خالی است
    [missing] { $path } هنوز نیست؛ نخستین اجرا آن را می‌سازد.
    [open] دیگرانِ این دستگاه می‌توانند داخلش را ببینند: <code>chmod 700 { $path }</code>
    [low] فقط { $free } گیگابایت خالی است: روی دیسکش جا باز کنید.
   *[other] در { $path } نمی‌شود نوشت: آن را به کاربری بدهید که یاگامی را اجرا می‌کند.
}
doctor-work = { $which ->
    [fine] { $free } گیگابایت خالی است
    [missing] { $path } هنوز نیست؛ نخستین اجرا آن را می‌سازد.
    [open] دیگرانِ این دستگاه می‌توانند داخلش را ببینند: <code>chmod 700 { $path }</code>
    [low] فقط { $free } گیگابایت خالی است: ویدیوهای بزرگ منتظر جا می‌مانند.
   *[other] در { $path } نمی‌شود نوشت: آن را به کاربری بدهید که یاگامی را اجرا می‌کند.
}
doctor-ffmpeg = { $which ->
    [fine] { $version }
    [lacks] { $version } بدون { $list } ساخته شده: ffmpeg خود سیستم را نصب کنید، یا YAGAMI_FFMPEG را بردارید.
   *[other] پیدا نشد: ffmpeg را نصب کنید، یا در YAGAMI_FFMPEG نشانی‌اش را بدهید.
}
doctor-deno = { $which ->
    [fine] { $version }
   *[other] پیدا نشد، پس معماهای یوتیوب حل نمی‌شود: <code>./yagami install</code>
}
doctor-proxy = { $which ->
    [none] تنظیم نشده
    [fine] پروکسی { $whose } در { $at } جواب می‌دهد
   *[other] پروکسی { $whose } در { $at } جواب نمی‌دهد: راهش بیندازید، یا نشانی را درست کنید.
}
doctor-po_tokens = { $which ->
    [fine] سرویس آن در { $at } جواب می‌دهد
    [unlike] نسخهٔ سرویس آن در { $at }، { $version } است و بخش آن در اینجا { $wanted }: همان نسخه را اجرا کنید.
   *[other] سرویس آن در { $at } جواب نمی‌دهد و ویدیوها بدون آن می‌آیند: راهش بیندازید، یا نشانی را درست کنید.
}
doctor-database = { $which ->
    [fine] سالم، { $size } مگابایت، نسخهٔ { $version }
    [missing] هنوز نیست؛ نخستین اجرا آن را می‌سازد.
    [older] نسخهٔ { $version }؛ اجرای بعدی پس از گرفتن یک کپی تازه‌اش می‌کند.
    [newer] یاگامی تازه‌تری آن را نوشته (نسخهٔ { $version }): همان را اجرا کنید، یا پشتیبان قدیمی‌تری را برگردانید.
    [foreign] مال برنامهٔ دیگری است: پوشهٔ دادهٔ دیگری بدهید.
    [locked] برنامهٔ دیگری آن را نگه داشته: آن را ببندید.
   *[other] خراب است: <code>./yagami restore FILE</code> با آخرین پشتیبان.
}
doctor-key = { $which ->
    [fine] فقط شما می‌توانید بخوانیدش
    [environment] از متغیرهای محیط می‌آید
    [missing] هنوز نیست؛ نخستین اجرا آن را می‌سازد.
    [open] دیگرانِ این دستگاه می‌توانند بخوانندش: <code>chmod 600 { $path }</code>
    [lost] گم شده، و رازها هم با آن: vault.key را برگردانید، یا پشتیبانی را.
    [wrong] رازها با کلید دیگری مهر شده‌اند: همان را بدهید.
   *[other] به کار نمی‌آید: باید ۳۲ بایت به شکل base64 باشد، در فایلی که یاگامی بتواند بخواند.
}
doctor-token = { $which ->
    [fine] { $name } جواب می‌دهد
    [refused] تلگرام این توکن را نمی‌شناسد: همانی را بدهید که @BotFather نشان می‌دهد.
   *[other] به تلگرام نمی‌رسم ({ $kind }): شبکه و پروکسی را ببینید.
}
doctor-clock = { $which ->
    [fine] درست است
    [ahead] { $seconds } ثانیه جلو است: <code>timedatectl set-ntp true</code>
    [behind] { $seconds } ثانیه عقب است: <code>timedatectl set-ntp true</code>
   *[other] چیزی نبود که با آن بسنجم.
}
doctor-telegram = { $which ->
    [fine] { $account ->
        [bot] نشست ربات کار می‌کند
       *[user] نشست شما کار می‌کند
    }
    [missing] هنوز آماده نشده: /menu، بعد تلگرام.
    [alone] وارد نشده‌اید، پس ربات بارگذاری می‌کند: هر فایل تا ۲ گیگابایت.
   *[other] { $account ->
        [bot] نشست ربات کار نمی‌کند: { $reason }.
       *[user] نشست شما کار نمی‌کند: { $reason }.
    }
}
doctor-chat = { $which ->
    [fine] { $feed }: می‌توانم در «{ $chat }» بنویسم
    [missing] { $feed }: هنوز جایی گفته نمی‌شود؛ در /menu کانالی برگزینید.
    [mute] { $feed }: اجازهٔ نوشتن در «{ $chat }» را ندارم؛ مرا مدیری کنید که بتواند پست بگذارد.
   *[other] { $feed }: «{ $chat }» را نمی‌بینم ({ $kind })؛ دوباره مرا مدیر کنید.
}
doctor-google = { $which ->
    [fine] وصل است
    [missing] وصل نیست، پس پسندها و اشتراک‌ها دیده نمی‌شود: /menu، بعد گوگل.
   *[other] اجازه دیگر کار نمی‌کند: /menu، بعد گوگل، و دوباره وصلش کنید.
}
doctor-quota = { $which ->
    [fine] امروز { $spent } از { $most } مصرف شده
   *[other] امروز { $spent } از { $most } مصرف شده: تا نیمه‌شب به وقت اقیانوس آرام کمتر نگاه می‌کنم. چیزی گم نمی‌شود.
}
doctor-cookies = { $which ->
    [fine] نشست آن‌ها زنده است
    [missing] نیستند، پس تاریخچهٔ تماشا دیده نمی‌شود: /menu، بعد کوکی‌ها.
    [dead] یوتیوب نشست آن‌ها را تمام کرده: تازه بفرستید.
   *[other] هنوز بررسی نشده‌اند.
}
doctor-ytdlp = { $which ->
    [fine] { $version }
    [old] { $version } حالا { $days } روزه است: در /ytdlp تازه‌ترش را بگیرید.
   *[other] { $version } به ویدیوها نمی‌رسد: در /ytdlp یکی دیگر بگیرید.
}
doctor-updates = { $which ->
    [fine] نسخه‌های تازهٔ yt-dlp خودکار گرفته می‌شود
    [off] نسخه‌های تازهٔ yt-dlp فقط وقتی شما بگویید گرفته می‌شود: /ytdlp
   *[other] آخرین جستجوی نسخهٔ تازهٔ yt-dlp به جایی نرسید: /ytdlp می‌گوید چرا.
}
doctor-waits = { $which ->
    [fine] هیچ
   *[other] { $reason }.
}
