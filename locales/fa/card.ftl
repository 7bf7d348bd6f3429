# Cards: the messages that answer a link, and the downloads that are asked for there.
# U+200F stands where a line or a number would else follow the direction of what is Latin before it.
card-looking = 🔎 دارم { $link } را نگاه می‌کنم…
card-looking-waits = 🔎 دارم { $link } را نگاه می‌کنم… کمی طول می‌کشد: { $reason }.
card-look-failed = 🎬 نشد { $link } را بیاورم: { $reason }.
card-starts = شروع: { $at }.
card-later = می‌توانم منتظر بمانم و پس از پایان بیاورمش.
card-title = { "\u200F" }🎬 <b>{ $title }</b>
card-channel = { "\u200F" }{ $channel }
card-length = { "\u200F" }⏱ { $length }
card-sound-only = 🔇 تصویر ندارد، فقط صداست.
card-with-subtitles = 💬 با زیرنویس: { $language }
card-which-subtitles = کدام زیرنویس؟ به صورت یک فایل srt همراه ویدیو می‌آید. آن‌هایی که 🤖 دارند را ماشین از روی صدا نوشته است.
card-language = { $language }
card-language-heard = 🤖 { $language }
card-forgotten = این کارت خیلی قدیمی است. لینک را دوباره بفرستید.
card-no-youtube = این لینک یوتیوب نیست. من فقط از یوتیوب ویدیو می‌آورم.
card-no-video = این صفحه مال یوتیوب است، ولی نه ویدیوست و نه فهرست پخش. لینک خود ویدیو را بفرستید.

card-offer = { $kind ->
    [odd] ⚠️{ " " }
    [encoded] 🐢{ " " }
   *[plays] { "" }
}{ "\u200F" }{ $height }p{ "\u200F" } · { $size }
card-offer-unsized = { $kind ->
    [odd] ⚠️{ " " }
    [encoded] 🐢{ " " }
   *[plays] { "" }
}{ "\u200F" }{ $height }p{ "\u200F" }
card-offer-parts = { $kind ->
    [odd] ⚠️{ " " }
    [encoded] 🐢{ " " }
   *[plays] { "" }
}{ "\u200F" }{ $height }p{ "\u200F" } · { $size } · { $parts ->
    [one] { $parts } بخش
   *[other] { $parts } بخش
}
card-offer-sound = 🎵 صدا · { $size }
card-offer-sound-unsized = 🎵 صدا
card-offer-sound-parts = 🎵 صدا · { $size } · { $parts ->
    [one] { $parts } بخش
   *[other] { $parts } بخش
}
card-offer-one-file = 📦 یک فایل: { "\u200F" }{ $height }p{ "\u200F" } · { $size }
card-odd = ⚠️ شاید روی هر دستگاهی پخش نشود (VP9 یا AV1).
card-encoded = 🐢 باید دوباره تبدیل شود و طول می‌کشد.
card-one-file = 📦 آنچه در یک فایل جا نشود در چند بخش می‌آید، یا کوچک‌تر در یک فایل.
card-button-as-it-is = ⬇️ همان‌طور که هست بیاور
card-button-subtitles = 💬 با زیرنویس…
card-button-no-subtitles = 💬 بدون زیرنویس
card-button-playlist = 📃 همهٔ فهرست پخش…
card-button-wait = ⏳ وقتی آمد بیاورش
card-button-cancel-one = ✖️ لغو { $what }
card-button-again-one = 🔁 تلاش دوباره برای { $what }
card-button-more = { $count ->
    [one] ⬇️ نمایش { $count } لینک بعدی
   *[other] ⬇️ نمایش { $count } لینک بعدی
}
card-button-mend = { $place ->
    [cookies] 🍪 فرستادن کوکی‌ها
    [telegram] ⚙️ دسترسی تلگرام
    [google] ⚙️ گوگل
    [downloads] ⚙️ دانلودها
   *[other] ⚙️ مشکل کجاست؟
}
card-rest = { $left ->
    [one] { $taken } لینک اول نشان داده شد؛ { $left } لینک دیگر مانده است.
   *[other] { $taken } لینک اول نشان داده شد؛ { $left } لینک دیگر مانده است.
}
card-rest-none = هر { $taken } لینک نشان داده شد.

# What was picked, and how far it is.
card-height = { $height }p
card-video = ویدیو
card-quality = { $quality ->
    [best] بهترین
    [original] اصلی
    [audio] 🎵 صدا
   *[other] { $quality }p
}
card-and-subtitles = { $wish } + 💬 { $language }
card-part = { $what }، بخش { $number } از { $count }
card-queued = { $count ->
    [0] { "\u200F" }<b>{ $what }</b>: ⏳ تا لحظه‌ای دیگر شروع می‌شود
    [one] { "\u200F" }<b>{ $what }</b>: ⏳ در صف، { $count } تا جلوتر از آن
   *[other] { "\u200F" }<b>{ $what }</b>: ⏳ در صف، { $count } تا جلوتر از آن
}
card-waits = { "\u200F" }<b>{ $what }</b>: ⏳ منتظر: { $reason }
card-moving = { "\u200F" }<b>{ $what }</b>: { $stage }
card-stage = { $stage ->
    [extracting] 🔎 آماده می‌شود
    [downloading] ⬇️ دانلود می‌شود
    [merging] 🧩 سرهم می‌شود
    [encoding] 🐢 در حال تبدیل
    [splitting] ✂️ چند بخش می‌شود
    [uploading] ⬆️ آپلود می‌شود
   *[other] ⏳ در حال کار
}
card-percent = { "\u200F" }{ $percent }٪
card-speed = { $size } در ثانیه
card-of = { $done } از { $total }
card-left = { $length } مانده
card-sent = { "\u200F" }<b>{ $what }</b>: ✅ فرستاده شد ↓
card-failed = { "\u200F" }<b>{ $what }</b>: ❌ { $reason }
card-cancelled = { "\u200F" }<b>{ $what }</b>: 🚫 لغو شد

card-toast-get = در صف است.
card-toast-already = همین حالا هم در راه است.
card-toast-cancel = لغو شد.
card-toast-retry = دوباره در صف است.
card-toast-late = برای این کار دیر شده. کارت وضعیت فعلی را نشان می‌دهد.
card-toast-telegram-first = اول باید بتوانم آپلود کنم: خط اول راه‌اندازی برای همین است.

# Playlists.
playlist-looking = 🔎 دارم فهرست پخش را نگاه می‌کنم…
playlist-failed = 📃 نشد این فهرست پخش را نشان بدهم: { $reason }.
playlist-title = { "\u200F" }📃 <b>{ $title }</b>
playlist-count = { $count ->
    [0] خالی است.
    [one] { $count } ویدیو
   *[other] { $count } ویدیو
}
playlist-endless = میکسی بی‌پایان است؛ این { $known } ویدیوی اول آن است.
playlist-known = اینجا فقط می‌شود از { $known } ویدیوی اول انتخاب کرد.
playlist-line = { "\u200F" }<b>{ $number }.</b> { $title }{ $length }
playlist-ask = برای یک ویدیو شماره‌اش را بزنید، یا چندتای اول را با هم بگیرید.
playlist-how-good = { $count ->
    [one] { $count } ویدیوی اول. با چه کیفیتی؟
   *[other] { $count } ویدیوی اول. با چه کیفیتی؟
}
playlist-result = درخواست‌شده: { $count } · ✅ { $sent } · ⏳ { $waiting } · ❌ { $failed }
playlist-button-first = { $count } تای اول
playlist-button-all = { $count ->
    [one] ⬇️ همین { $count } ویدیو
   *[other] ⬇️ هر { $count } ویدیو
}
playlist-button-stop = ✖️ لغو بقیه
playlist-button-retry = 🔁 تلاش دوباره برای ناموفق‌ها
playlist-toast-get = { $count ->
    [one] { $count } ویدیو در صف است.
   *[other] { $count } ویدیو در صف است.
}
playlist-toast-stop = { $count ->
    [one] { $count } ویدیو لغو شد.
   *[other] { $count } ویدیو لغو شد.
}
playlist-toast-retry = { $count ->
    [one] { $count } ویدیو دوباره در صف است.
   *[other] { $count } ویدیو دوباره در صف است.
}

# Presses under channel posts.
post-toast-later = { $hours ->
    [one] { $hours } ساعت به عقب افتاد.
   *[other] { $hours } ساعت به عقب افتاد.
}
post-toast-cancel = لغو شد.
post-toast-retry = دوباره در صف است.
post-toast-get = در صف است.
post-toast-late = برای این کار دیر شده. وضعیت فعلی: { $state }.
post-toast-gone = این ویدیو را دیگر نمی‌شناسم.
