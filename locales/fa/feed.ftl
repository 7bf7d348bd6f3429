# A feed's own page, how often it is looked at, and the end of a pause.
screen-feed-title = { $mark } <b>{ $feed }</b>
screen-feed-about-likes = خبر هر ویدیویی که در یوتیوب لایک کنید در کانالش می‌آید، و خود ویدیو هم همان‌جا. خبر لایکی که پس بگیرید، و ویدیوی لایک‌شده‌ای که از یوتیوب ناپدید شود هم می‌آید.
screen-feed-about-subscriptions = خبر هر کانالی که مشترکش شوید، یا از آن بیرون بیایید، یا از یوتیوب ناپدید شود، می‌آید.
screen-feed-about-history = خبر هر ویدیویی که تماشا کنید می‌آید، تماشای دوباره هم هر بار.
screen-feed-now = وضعیت: { $state }
screen-feed-next = بررسی بعدی: { $at }
screen-feed-skipped = { $count ->
    [one] آن‌طور که خواسته‌اید ثبت شده و خبرش نیامده: <b>{ $count }</b> رویداد، پیش از { $at }
   *[other] آن‌طور که خواسته‌اید ثبت شده و خبرش نیامده: <b>{ $count }</b> رویداد، پیش از { $at }
}
screen-feed-kinds = رویدادی که خاموش باشد باز هم ثبت و شمرده می‌شود، ولی خبرش بعداً هم نمی‌آید.
screen-gap-title = <b>{ $feed }</b>، پس از وقفهٔ طولانی
screen-gap-about = { $hours ->
    [one] اگر بیش از { $hours } ساعت نتوانم سر بزنم (دستگاه خاموش بوده، حسابی وصل نبوده…)، با آنچه در این مدت پیش آمده چه کنم؟
   *[other] اگر بیش از { $hours } ساعت نتوانم سر بزنم (دستگاه خاموش بوده، حسابی وصل نبوده…)، با آنچه در این مدت پیش آمده چه کنم؟
}
screen-gap-cookies = اگر کوکی‌ها از حساب خارج شده باشند، وقفه از همان لحظه حساب می‌شود.
screen-gap-ways =
    <b>خبر همه</b>: هر کدام جدا، انگار وقفه‌ای نبوده.
    <b>یک خلاصه</b>: یک پیام همه را فهرست می‌کند{ $videos ->
        [yes] ؛ ویدیویی خودکار نمی‌آید
       *[no] ؛ خبر یکی دو تا جدا می‌آید
    }.
    <b>بی‌خبر</b>: ثبت و شمرده می‌شوند، ولی خبرشان هرگز نمی‌آید.

    پس از توقفی که خودتان خواسته‌اید، از شما می‌پرسم.
button-feed-gap = ⏳ پس از وقفهٔ طولانی: { $chosen ->
    [digest] یک خلاصه
    [skip] بی‌خبر
   *[all] خبر همه
}
button-gap-all = خبر همه
button-gap-digest = یک خلاصه
button-gap-skip = بی‌خبر
button-feed-on = ▶️ روشن کن
button-feed-off = ⏹ خاموش کن
button-feed-interval = ⏱ هر چند وقت: { $pace }
button-feed-channel = 📣 کانال: { $to }
button-events = 📜 چه اتفاق‌هایی افتاد
button-kind-loud = 🔔 باصدا
button-kind-silent = 🔕 بی‌صدا
toast-kind-on = از این به بعد خبرش می‌آید.
toast-kind-off = هنوز ثبت و شمرده می‌شود، ولی خبرش نمی‌آید، بعداً هم نمی‌آید.
button-unliked-keeps = ⬜ لایک پس‌گرفته: ویدیویش حذف شود
button-unliked-deletes = ✅ لایک پس‌گرفته: ویدیویش حذف شود
toast-unliked-keeps = اگر لایکی را پس بگیرید، ویدیوی آن در کانال می‌ماند.
toast-unliked-deletes = از این به بعد اگر لایکی را پس بگیرید، ویدیوی آن از کانال حذف می‌شود.

screen-interval-title = <b>{ $feed }</b>، هر چند وقت: <b>{ $pace }</b>
screen-interval-about = <b>خودکار</b>: وقتی فعال هستید زودبه‌زود و وقتی خبری نیست کمتر، در حد واحدهایی که گوگل هر روز رایگان می‌دهد. می‌توانید کوتاه‌ترین و بلندترین فاصلهٔ میان دو بررسی را تعیین کنید، یا در پایین یک فاصلهٔ ثابت را بزنید.
screen-interval-fastest = <b>کوتاه‌ترین</b> فاصلهٔ میان دو بررسی، وقتی فعال هستید:
screen-interval-slowest = <b>بلندترین</b> فاصلهٔ میان دو بررسی، وقتی خبری نیست. اگر واحدهای روز رو به پایان باشد، بیشتر هم می‌شود:
screen-interval-seen-likes = وقتی فعال هستید، لایک حدوداً ظرف { $every } دیده می‌شود.
screen-interval-seen-subscriptions = وقتی فعال هستید، اشتراک تازه حدوداً ظرف { $every } دیده می‌شود و لغو آن ظرف دو برابر این.
screen-interval-seen-history = وقتی فعال هستید، ویدیوی تماشاشده حدوداً ظرف { $every } دیده می‌شود.
screen-interval-takes = همهٔ بررسی‌ها روی هم روزی حدود { $units } واحد از { $most } واحد می‌برند ({ $percent }٪).
screen-interval-too-much = ⚠️ فاصله‌های ثابت بخش‌ها روی هم زیادی کوتاه‌اند: واحدهای روز تمام می‌شود و بررسی‌ها تا نیمه‌شب به وقت کالیفرنیا متوقف می‌مانند.
screen-interval-free = سابقهٔ تماشا با کوکی‌های شما خوانده می‌شود و واحدی نمی‌برد. هر چه کمتر، برای حساب بهتر.
screen-interval-type = میان دو بررسی چند دقیقه باشد؟ عددی از { $least } تا { $most } بفرستید.
button-interval-auto = خودکار (پیشنهادی)
button-interval-fastest = کوتاه‌ترین: { $every } ›
button-interval-slowest = بلندترین: { $every } ›
pace-automatic = خودکار
pace-fixed = هر { $every }
pace-between = از { $fastest } تا { $slowest }
every-hours = { $count } ساعت
every-minutes = { $count } دقیقه
every-seconds = { $count } ثانیه
toast-interval-bounds = لطفاً یک عدد به دقیقه بین { $least } و { $most } بفرستید.

screen-resume-title = ⏸ <b>همه‌چیز متوقف شد</b>، { $at }.
screen-resume-about =
    با آنچه در این مدت پیش آمده چه کنم؟ بررسی‌های بعدی پیدایش می‌کنند.

    <b>خبر همه</b>: هر کدام جدا، انگار توقفی نبوده؛ و ویدیوهای لایک‌شده هم می‌آیند.
    <b>یک خلاصه</b>: یک پیام همه را فهرست می‌کند؛ ویدیویی خودکار نمی‌آید.
    <b>رد کردن</b>: ثبت و شمرده می‌شوند، ولی خبرشان هرگز نمی‌آید.
screen-resume-not-paused = چیزی متوقف نیست.
button-resume-all = ▶️ ادامه، با خبر همه
button-resume-digest = 📬 ادامه، با یک خلاصه
button-resume-skip = ⏭ ادامه، با رد کردن آن‌ها
toast-not-paused = چیزی متوقف نیست.
toast-resumed-all = ادامه می‌دهم. خبر آنچه در این مدت پیش آمده حالا می‌آید.
toast-resumed-digest = ادامه می‌دهم. برای هر بخش یک پیام می‌گوید در این مدت چه پیش آمده است.
toast-resumed-skip = ادامه می‌دهم. آنچه در این مدت پیش آمده فقط ثبت می‌شود.
