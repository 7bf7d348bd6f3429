# Which subtitles are sent along with videos.
screen-subtitles =
    <b>زیرنویس</b>

    تلگرام زیرنویس را درون ویدیو نشان نمی‌دهد؛ برای همین به صورت پروندهٔ <code>.srt</code> در پاسخ به ویدیو می‌آید. زبانی که ویدیو ندارد کنار گذاشته می‌شود. برای ویدیوی هر پیوند می‌توانید جداگانه هم انتخاب کنید.
# $languages: their names, or "many".
screen-subtitles-chosen = • زیرنویس: <b>{ $count ->
    [0] هیچ
    [one] { $languages }
   *[other] { $languages ->
        [many] به { $count } زبان
       *[few] { $languages }
    }
}</b>
screen-subtitles-automatic-on = • اگر کسی ننوشته باشد: <b>آنچه خود یوتیوب ساخته</b>، به شکلی خوانا
screen-subtitles-automatic-off = • فقط آنچه <b>انسان نوشته</b> است
screen-subtitles-open = زیرنویس
button-subtitles-automatic-on = 🤖 زیرنویس خودکار هم خوب است
button-subtitles-automatic-off = 🤖 بدون زیرنویس خودکار
