# /stats: figures by day and by week.
screen-stats-title = 📊 <b>آمار</b>
screen-stats-legend = 🕘 تماشا · ❤️ لایک · 📺 اشتراک · ⬇️ دانلود · حجم رفت و برگشت
screen-stats-days = <b>روز به روز</b> (UTC)
screen-stats-day = { "\u200F" }{ $day }: { $figures }
screen-stats-weeks = <b>هفته به هفته</b>
screen-stats-week = { $back ->
    [0] هفت روز گذشته: { $figures }
    [1] هفت روز پیش از آن: { $figures }
   *[other] { $back } هفته قبل: { $figures }
}
screen-stats-bytes = <b>حجم</b>
screen-stats-download = از یوتیوب در هفت روز: { $size }
screen-stats-upload = به تلگرام در هفت روز: { $size }
screen-stats-look = برای بررسی پیوندها در هفت روز: { $size }
screen-stats-poll = برای بررسی‌های خودکار در هفت روز: { $size }
screen-stats-chat = برای این گفتگو در هفت روز: { $size }
screen-stats-update = برای به‌روزرسانی در هفت روز: { $size }
screen-stats-backup = برای پشتیبان‌گیری در هفت روز: { $size }
screen-stats-today = امروز، رفت و برگشت: { $size }
screen-stats-today-capped = امروز، رفت و برگشت: { $size } از { $most } ({ $percent }٪)
screen-stats-month = این ماه، رفت و برگشت: { $size }
screen-stats-month-capped = این ماه، رفت و برگشت: { $size } از { $most } ({ $percent }٪)
