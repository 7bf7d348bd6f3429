# The queue of downloads: its pages, one of its lines, cleaning it.
screen-queue-title = { $count ->
    [0] 📥 <b>صف</b>
    [one] 📥 <b>صف</b>: { $count } ویدیو
   *[other] 📥 <b>صف</b>: { $count } ویدیو
}
screen-queue-empty = چیزی در راه نیست. ویدیویی را لایک کنید یا برایم لینک بفرستید.
screen-queue-line = { "\u200F" }<b>{ $number }.</b> { $title } – { $state }، اضافه‌شده { $at }{ $why }
screen-queue-waits = ⏳ منتظر: { $reason }
button-drop = 🧹 خلوت کردن صف…
button-earlier = ‹ قبلی
button-further = بعدی ›
download-offered = پیشنهادشده
download-queued = در صف
download-fetching = در حال دانلود
download-fetched = دانلودشده
download-uploading = در حال آپلود
download-sent = فرستاده‌شده
download-done = فرستاده‌شده
download-skipped = ردشده
download-failed = ناموفق
download-cancelled = لغوشده
download-moving = { $state } ({ $percent }٪)

screen-item-title = { "\u200F" }🎬 <b>{ $title }</b>
screen-item-gone = این دانلود را دیگر نمی‌شناسم.
screen-item-state = ⬇️ { $state }، { $at }
screen-item-because = دلیل: { $reason }
screen-item-asked = خودتان خواستید، { $at }.
screen-item-automatic = با یک لایک آمد، { $at }.
button-item = ⬇️ در راه است…
button-item-first = ⏫ اول از همه بیاور
button-item-later = 🕒 { $hours } ساعت دیگر
button-item-cancel = ✖️ لغو این دانلود
toast-asked = در راه است.
toast-item-cancel = لغو شد.
toast-item-retry = دوباره در صف است.
toast-item-later = به عقب افتاد.
toast-item-first = اول از همه می‌رود.
toast-item-late = برای این کار دیر شده. وضعیت فعلی این است.
screen-queue-waits-until = ⏳ تا { $at } منتظر است: { $reason }
screen-queue-paused = ⏸ دانلودها از { $at } متوقف‌اند. آنچه روی دیسک است همچنان فرستاده می‌شود و آنچه خودتان بخواهید می‌آید.
button-queue-hold-on = ⏸ توقف دانلودها
button-queue-hold-off = ▶️ ادامهٔ دانلودها
toast-queue-hold-on = دیگر چیزی خودبه‌خود دانلود نمی‌شود. خبر لایک‌ها همچنان می‌آید.
toast-queue-hold-off = دانلودها ادامه دارند.
download-moving-fast = { $state } ({ $percent }٪، { $speed } در ثانیه، { $left } مانده)
button-item-up = 🔼 بالاتر
button-item-down = 🔽 پایین‌تر
button-item-hold = ⏸ نگهش دار تا خودم بگویم
button-item-go = ▶️ همین حالا ادامه بده
toast-item-up = یک جا بالاتر رفت.
toast-item-down = یک جا پایین‌تر رفت.
toast-item-end = در گروه خودش جای دیگری برای رفتن ندارد.
toast-item-hold = تا وقتی بگویید صبر می‌کند.
toast-item-go = ادامه پیدا می‌کند.

screen-drop-title =
    <b>خلوت کردن صف</b>

    آنچه هنوز شروع نشده کنار گذاشته می‌شود. پست‌ها می‌مانند، هر کدام با دکمه‌ای که ویدیویش را باز هم می‌آورد.
screen-drop-sure = { $days ->
    [0] { $count ->
        [one] <b>{ $count } ویدیوی</b> منتظر
       *[other] <b>هر { $count } ویدیوی</b> منتظر
    } کنار گذاشته شود؟
   *[other] { $count ->
        [one] <b>{ $count } ویدیو</b> که
       *[other] <b>{ $count } ویدیو</b> که
    } بیشتر از { $days ->
        [one] { $days } روز
       *[other] { $days } روز
    } منتظر مانده، کنار گذاشته شود؟
}
screen-drop-none = چیزی این‌قدر منتظر نمانده است.
button-drop-older = { $days ->
    [0] همهٔ منتظرها ({ $count })
    [one] قدیمی‌تر از { $days } روز ({ $count })
   *[other] قدیمی‌تر از { $days } روز ({ $count })
}
button-drop-yes = { $count ->
    [one] بله، { $count } ویدیو کنار برود
   *[other] بله، { $count } ویدیو کنار برود
}
button-drop-no = نه، بمانند
toast-dropped = { $count ->
    [one] { $count } ویدیو کنار گذاشته شد.
   *[other] { $count } ویدیو کنار گذاشته شد.
}
