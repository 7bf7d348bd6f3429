# The panel's first page, and the page of accounts.
screen-home-title = <b>پنل Yagami</b>
screen-home-paused = ⏸ همه‌چیز { $at } متوقف شد. آنچه خودتان بخواهید باز هم می‌آید.
screen-home-feed = { $mark } <b>{ $feed }</b>: { $state }
screen-home-accounts = <b>حساب‌ها</b>
screen-home-queue-empty = ⬇️ صف: خالی
screen-home-queue = { $count ->
    [one] ⬇️ صف: { $count } ویدیو، { $at } اضافه شد
   *[other] ⬇️ صف: { $count } ویدیو، قدیمی‌ترین { $at } اضافه شد
}
screen-home-disk = 💾 دیسک: { $free } خالی
screen-home-disk-unknown = 💾 دیسک: الان نمی‌شود خواند
screen-home-quota = 🎟 سهمیهٔ یوتیوب: { $percent }٪ از سهم امروز مصرف شده
screen-home-unfinished = راه‌اندازی هنوز کامل نیست.
button-pause = ⏸ توقف همه‌چیز
button-resume = ▶️ ادامه
button-setup = 🧭 راه‌اندازی
button-accounts = 👤 حساب‌ها
button-downloads = ⬇️ دانلودها
button-queue = 📥 صف
button-stats = 📊 آمار
button-status = 🩺 وضعیت
button-language = 🌐 زبان
button-help = ❓ راهنما
toast-paused = متوقف شد. تا ادامه را نزنید چیزی خودکار بررسی یا دانلود نمی‌شود.
toast-look = دارم سر می‌زنم…
toast-look-paused = همه‌چیز متوقف است. اول ادامه را بزنید.
toast-look-nothing = چیزی برای بررسی نیست: یا خاموش است، یا حسابش وصل نیست.

screen-accounts-title = <b>حساب‌ها</b>

# How a feed is, in half a sentence behind its name.
feed-state-off = خاموش
feed-state-account = منتظر { $account } (راه‌اندازی را ببینید)
feed-state-trouble = { $reason }
feed-state-unseen = هنوز بررسی نشده
feed-state-looking = دارم سر می‌زنم…
feed-state-nowhere = هنوز کانالی ندارد، فقط ثبت می‌شود · { $at }
feed-state-fine = خبرش در { $to } می‌آید · { $at }
feed-this-chat = همین گفتگو
feed-no-channel = ندارد
