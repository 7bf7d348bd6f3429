# A feed's own page, how often it is looked at, and the end of a pause.
screen-feed-title = { $mark } <b>{ $feed }</b>
screen-feed-about-likes = خبر هر ویدیویی که در یوتیوب لایک کنید در کانالش می‌آید، و خود ویدیو هم همان‌جا.
screen-feed-about-subscriptions = خبر هر کانالی که مشترکش شوید، یا از آن بیرون بیایید، می‌آید.
screen-feed-about-history = خبر هر ویدیویی که تماشا کنید می‌آید.
screen-feed-now = وضعیت: { $state }
screen-feed-next = بررسی بعدی: { $at }
screen-feed-kinds = رویدادی که خاموش باشد باز هم ثبت و شمرده می‌شود، ولی خبرش بعداً هم نمی‌آید.
button-feed-on = ▶️ روشن کن
button-feed-off = ⏹ خاموش کن
button-feed-interval = ⏱ هر { $every }
button-feed-channel = 📣 کانال: { $to }
button-events = 📜 چه اتفاق‌هایی افتاد
button-kind-loud = 🔔 باصدا
button-kind-silent = 🔕 بی‌صدا
toast-kind-on = از این به بعد خبرش می‌آید.
toast-kind-off = هنوز ثبت و شمرده می‌شود، ولی خبرش نمی‌آید، بعداً هم نمی‌آید.

screen-interval-title = <b>{ $feed }</b>: یک بررسی هر <b>{ $every }</b>
screen-interval-costs = گوگل روزی 10,000 واحد رایگان می‌دهد. این بررسی‌ها این‌قدر می‌برند:
screen-interval-cost = • هر { $every }: { $units } واحد در روز ({ $percent }٪)
screen-interval-together = همهٔ بررسی‌ها با تنظیم فعلی روی هم { $percent }٪ از سهمیهٔ روز را می‌برند.
screen-interval-too-much = ⚠️ این برای آنچه پیدا می‌شود خیلی کم باقی می‌گذارد. وقتی سهمیه تمام شود، بررسی‌ها تا نیمه‌شب به وقت کالیفرنیا متوقف می‌شوند.
screen-interval-free = سابقهٔ تماشا با کوکی‌های شما خوانده می‌شود و از سهمیه چیزی نمی‌برد. هر چه کمتر، برای حساب بهتر: پنج دقیقه انتخاب خوبی است.
screen-interval-type = یک عدد به دقیقه بفرستید، از { $least } تا { $most }.
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
