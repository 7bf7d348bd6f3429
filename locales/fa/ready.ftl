# The screen "Ready": how much is downloaded, a guess of what it comes to, and the end of the set-up.

screen-ready-title =
    <b>چقدر دانلود شود</b>

    هر ویدیویی که لایک کنید آورده و در کانالتان گذاشته می‌شود. آنچه از حد بگذرد باز هم خبرش می‌آید، با دکمه‌ای که ویدیو را می‌آورد.
screen-ready-what = <b>چه می‌آید</b>
screen-ready-how-much = <b>چقدر خودکار می‌آید</b> (برای آنچه خودتان بخواهید برقرار نیست)
screen-ready-chosen-quality = • کیفیت: <b>{ $quality ->
    [best] بهترین کیفیتی که همه‌جا پخش شود (تا 1080p)
    [original] اصلی، تا 4K (شاید همه‌جا پخش نشود)
    [audio] فقط صدا
   *[other] { $quality }p
}</b>
screen-ready-chosen = { $what ->
    [minutes] • مدت هر ویدیو: <b>{ $value ->
        [none] هر چه باشد
       *[other] حداکثر { $value } دقیقه
    }</b>
    [megabytes] • حجم هر ویدیو: <b>{ $value ->
        [none] هر چه باشد
       *[other] حداکثر { $value } مگابایت
    }</b>
    [day] • در روز: <b>{ $value ->
        [none] هر چه باشد
       *[other] حداکثر { $value } گیگابایت
    }</b>
    [disk] • روی دیسک: <b>{ $value ->
        [none] هر چه باشد
       *[other] حداکثر { $value } گیگابایت
    }</b>
   *[month] • در ماه: <b>{ $value ->
        [none] هر چه باشد
       *[other] حداکثر { $value } گیگابایت
    }</b>
}
screen-ready-chosen-any-hour = • ساعت‌ها: <b>هر وقت شد</b>
screen-ready-chosen-hours = • ساعت‌ها: <b>از { $begins } تا { $ends }</b>
screen-ready-chosen-sponsorblock = { "\u200F" }• SponsorBlock{ "\u200F" }: <b>{ $count ->
    [0] خاموش
    [one] { $count } نوع تکه را می‌بُرد
   *[other] { $count } نوع تکه را می‌بُرد
}</b>
screen-ready-chosen-large = • اگر در یک فایل جا نشود: <b>{ $large ->
    [fit] با تصویر کوچک‌تر، در یک فایل
   *[split] در چند بخش
}</b>
screen-ready-chosen-convert = • تبدیل دوباره: <b>{ $convert ->
    [on] وقتی بدون آن همه‌جا پخش نمی‌شود
   *[off] هیچ‌وقت
}</b>
screen-ready-pick = { $what ->
    [quality] کیفیت
    [minutes] مدت
    [megabytes] حجم
    [day] در روز
    [month] در ماه
    [hours] ساعت‌ها
    [disk] دیسک
    [large] ویدیوهای بزرگ
    [convert] تبدیل
   *[sponsorblock] SponsorBlock
}
screen-ready-guess = 🔮 تخمین دوباره از روی لایک‌هایم
screen-ready-finish = ✅ همین خوب است

screen-ready-guessing = 🔮 دارم تازه‌ترین لایک‌هایتان را نگاه می‌کنم تا تخمین بزنم چقدر می‌شود…
screen-ready-guess-failed = 🔮 تخمین نشد: { $reason }.
screen-ready-no-google = 🔮 وقتی گوگل وصل شود، می‌توانم از روی لایک‌هایتان تخمین بزنم چقدر می‌شود.
screen-ready-no-guess = 🔮 می‌توانم از روی تازه‌ترین لایک‌هایتان تخمین بزنم چقدر می‌شود.
screen-ready-too-few = 🔮 لایک‌هایتان هنوز برای تخمین کم است.
screen-ready-guessed = 🔮 از روی { $likes } لایک تازه‌تان: حدود <b>{ $rate } تا در روز</b>، { $minutes } دقیقه ویدیو. این می‌شود <b>{ $day } گیگابایت در روز، { $month } گیگابایت در ماه</b>، دریافت و ارسال روی هم.
screen-ready-left-out = از این‌ها { $percent }٪ از حد هر ویدیو می‌گذرد.
screen-ready-over-cap = ⚠️ این از سقف روز یا ماه شما بیشتر است: وقتی سقف پر شود، ویدیوها تا روز یا ماه بعد می‌مانند، یا تا وقتی دکمه‌شان را بزنید.

screen-ready-pick-quality =
    <b>کیفیت</b>

    قالب H.264 روی هر دستگاهی پخش می‌شود و یوتیوب آن را تا 1080p دارد. کیفیت اصلی بهترین تصویر موجود است، تا 4K و بالاتر، ولی شاید در بعضی گوشی‌ها سیاه باشد یا فقط به صورت فایل بیاید.
screen-ready-quality-button = { $chosen ->
    [yes] ✅{ " " }
   *[no] { "" }
}{ $quality ->
    [best] بهترین
    [original] اصلی
    [audio] فقط صدا
   *[other] { "\u200F" }{ $quality }p{ "\u200F" }
}{ $month ->
    [none] { "" }
   *[other] { " " }· حدود { $month } گیگابایت در ماه
}
screen-ready-pick-minutes =
    <b>مدت هر ویدیو</b>

    بلندترها فقط خبرشان می‌آید و وقتی دکمه‌شان را بزنید آورده می‌شوند.
screen-ready-pick-megabytes =
    <b>حجم هر ویدیو</b>

    ویدیوی بزرگ‌تر با تصویر کوچک‌تر می‌آید، یا اگر آن هم کافی نبود، فقط وقتی دکمه‌اش را بزنید.
screen-ready-pick-day =
    <b>گیگابایت در روز</b>

    همه‌چیز حساب می‌شود: آنچه از یوتیوب می‌آید و به تلگرام می‌رود، و نیز بررسی‌ها و همین گفتگو.
screen-ready-pick-month =
    <b>گیگابایت در ماه</b>

    همه‌چیز حساب می‌شود: آنچه از یوتیوب می‌آید و به تلگرام می‌رود، و نیز بررسی‌ها و همین گفتگو.
screen-ready-pick-disk =
    <b>جای روی دیسک</b>

    ویدیوها تا وقتی در راه‌اند چقدر جا بگیرند. هر کدام همین که فرستاده شد پاک می‌شود.
screen-ready-pick-large =
    <b>بزرگ‌تر از یک فایل</b>

    تلگرام در هر فایل ۲ گیگابایت می‌پذیرد و از حساب پریمیوم ۴ گیگابایت. هر چه بزرگ‌تر باشد با همان کیفیتی که انتخاب کرده‌اید در چند بخش می‌آید، یا با تصویر کوچک‌تری که در یک فایل جا شود. اگر هیچ‌کدام جا نشود، به هر حال در چند بخش می‌آید.
screen-ready-large-button = { $chosen ->
    [yes] ✅{ " " }
   *[no] { "" }
}{ $large ->
    [fit] یک فایل، با تصویر کوچک‌تر
   *[split] در چند بخش
}
screen-ready-pick-convert =
    <b>تبدیل دوباره</b>

    بعضی ویدیوها در یوتیوب فقط با قالب‌هایی هستند که همه‌جا پخش نمی‌شوند (VP9 و AV1). می‌توانم آن‌ها را همین‌جا به H.264 تبدیل کنم. ⚠️ این کار سنگین است: روی یک کامپیوتر کوچک <b>هر ویدیو چند ساعت طول می‌کشد</b> و بقیه باید صبر کنند. بدون آن، چنین ویدیویی فقط خبر داده می‌شود، با دکمه‌ای که آن را همان‌طور که هست می‌آورد.
screen-ready-convert-button = { $chosen ->
    [yes] ✅{ " " }
   *[no] { "" }
}{ $convert ->
    [on] اگر لازم بود تبدیل کن
   *[off] تبدیل نکن
}
screen-ready-value = { $chosen ->
    [yes] ✅{ " " }
   *[no] { "" }
}{ $value }{ " " }{ $what ->
    [minutes] دقیقه
    [megabytes] مگابایت
   *[other] گیگابایت
}
screen-ready-no-limit = { $chosen ->
    [yes] ✅{ " " }
   *[no] { "" }
}بدون محدودیت
screen-ready-type = یکی از دکمه‌ها را بزنید، یا عدد دیگری بفرستید.
toast-pick-bounds = لطفاً یک عدد بین { $least } و { $most } بفرستید، یا دکمه‌ای را بزنید.
screen-ready-pick-hours =
    <b>ساعت‌های روز</b>

    ویدیوها چه ساعت‌هایی خودکار آورده شوند؟ آنچه خودتان بخواهید هر ساعتی می‌آید.

    ساعت‌های روی دکمه‌ها به وقت <b>UTC</b> است: پیش شما { $now } است و آنجا <b>{ $utc }</b>. از چه ساعتی؟
screen-ready-pick-hours-to =
    <b>ساعت‌های روز</b>

    از { $utc } به وقت UTC (پیش شما: { $begins }). تا چه ساعتی، به وقت UTC؟
screen-ready-any-hour = { $chosen ->
    [yes] ✅{ " " }
   *[no] { "" }
}هر ساعتی
screen-ready-sponsorblock =
    <b>سرویس SponsorBlock</b>

    تماشاگرها تکه‌هایی را که جزو خود ویدیو نیست علامت می‌زنند؛ می‌توانم آن‌ها را ببُرم. هر چه را باید برود بزنید. برش روی فریم کلیدی می‌افتد، پس شاید یک ثانیه کم یا زیاد شود.
screen-ready-sponsor-button = { $chosen ->
    [yes] ✂️
   *[no] ⬜
} { $category ->
    [sponsor] تبلیغ حامی مالی
    [selfpromo] تبلیغ خود کانال
    [interaction] «لایک کن و مشترک شو»
    [intro] تیتراژ آغاز
    [outro] پایان و تیتراژ
    [preview] پیش‌نمایش و خلاصه
    [hook] قلاب اول ویدیو
    [filler] حاشیه و شوخی
   *[music_offtopic] بخش غیرموسیقی موزیک‌ویدیو
}

screen-ready-not-all = ثبت شد. خط‌های زیر هنوز چیزی کم دارند.
screen-ready-all-set = ✅ <b>همه‌چیز آماده است.</b>
screen-ready-seeded = { $feed ->
    [likes] ❤️ لایک‌ها:
    [subscriptions] 📺 اشتراک‌ها:
   *[history] 🎬 سابقهٔ تماشا:
} { $count ->
    [0] در بررسی اول چیزی نبود؛ خبر هر چه از حالا بیاید می‌رسد
    [one] در بررسی اول { $count } تا؛ خبر هر چه از حالا بیاید می‌رسد
   *[other] در بررسی اول { $count } تا؛ خبر هر چه از حالا بیاید می‌رسد
}
screen-ready-first-look = { $feed ->
    [likes] ❤️ لایک‌ها:
    [subscriptions] 📺 اشتراک‌ها:
   *[history] 🎬 سابقهٔ تماشا:
} بررسی اول { $at }؛ آنچه از قبل هست خبر داده نمی‌شود
screen-ready-not-yet = { $feed ->
    [likes] ❤️ لایک‌ها: منتظر گوگل
    [subscriptions] 📺 اشتراک‌ها: منتظر گوگل
   *[history] 🎬 سابقهٔ تماشا: منتظر کوکی‌ها
}
screen-ready-trouble = { $feed ->
    [likes] ❤️ لایک‌ها:
    [subscriptions] 📺 اشتراک‌ها:
   *[history] 🎬 سابقهٔ تماشا:
} { $reason }
screen-ready-try =
    <b>حالا امتحان کنید</b>
    • ویدیویی را در یوتیوب لایک کنید: تا چند دقیقهٔ دیگر در کانالتان است.
    • لینکی از یوتیوب بفرستید: ویدیویش همین‌جا می‌آید.
    • دستور { "\u200E" }/status نشان می‌دهد اوضاع چطور است.
screen-ready-party = 🎉 <b>همه‌چیز آماده است.</b> از این به بعد خودم کار می‌کنم؛ فقط وقتی چیزی به شما نیاز داشته باشد خبرتان می‌کنم.

screen-ready-line-none = <b>آماده</b>: انتخاب کنید چقدر دانلود شود
screen-ready-line-done = <b>آماده</b>: دانلود { $quality ->
    [best] با بهترین کیفیت
    [original] با کیفیت اصلی
    [audio] فقط صدا
   *[other] با کیفیت { $quality }p
}
