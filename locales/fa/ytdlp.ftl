# yt-dlp، برنامه‌ای که ویدیوها را می‌آورد: کدام نسخه کار می‌کند و چطور تازه می‌شود.
command-ytdlp = کدام yt-dlp ویدیوها را می‌آورد؛ نسخهٔ تازه‌تر، یا برگشت
button-ytdlp = 🧰 yt-dlp
screen-ytdlp-title =
    { "\u200F" }🧰 <b>yt-dlp</b>

    این برنامه ویدیوها را از یوتیوب می‌گیرد. یوتیوب زیاد عوض می‌شود، برای همین نسخهٔ قدیمی دیر یا زود از کار می‌افتد.
screen-ytdlp-in-use = { $kind ->
    [builtin] نسخهٔ در حال کار: <b>{ $version }</b>، همراه خود یاگامی
   *[taken] نسخهٔ در حال کار: <b>{ $version }</b>
}
screen-ytdlp-released = { " " }· منتشرشده { $at }
screen-ytdlp-broken = ⚠️ دیگر به ویدیوها نمی‌رسد؛ ویدیوها منتظر نسخهٔ تازه‌ترند.
screen-ytdlp-version = { $version }
screen-ytdlp-kept = نگه‌داشته‌شده برای برگشت: { $list }
screen-ytdlp-newest = تازه‌ترین نسخه: { $version }
screen-ytdlp-failed = آزموده و به‌کارنرفته: { $version }، { $at }: { $reason }
screen-ytdlp-looked = آخرین بار { $at } دنبال نسخهٔ تازه گشتم.
screen-ytdlp-not-looked = تلاش آخرم به جایی نرسید: { $reason }.
screen-ytdlp-looking = 🔄 دنبال نسخهٔ تازه می‌گردم…
screen-ytdlp-taking = 📥 { $version } را می‌گیرم و با یک ویدیوی آشنا می‌آزمایم…
screen-ytdlp-came-to-nothing = ⚠️ نشد: { $reason }.
screen-ytdlp-updates-on = ✅ نسخهٔ تازه وقتی ۴۸ ساعت از عمرش گذشت خودکار گرفته می‌شود، یا اگر نسخهٔ فعلی کار نکند، همان لحظه. اول باید از پس یک ویدیوی آشنا بربیاید.
screen-ytdlp-updates-off = ⏸ نسخهٔ تازه فقط وقتی گرفته می‌شود که اینجا دکمه‌ای بزنید.
button-ytdlp-look = 🔄 همین حالا دنبال تازه‌ها بگرد
button-ytdlp-take = 📥 گرفتن { $version }
button-ytdlp-back = ↩️ برگشت به { $version }
button-ytdlp-updates-on = ✅ خودکار تازه شود
button-ytdlp-updates-off = ⏸ خودکار تازه نشود
toast-ytdlp-updates-on = نسخه‌های تازه خودکار گرفته می‌شوند.
toast-ytdlp-updates-off = نسخه‌های تازه فقط به دستور شما گرفته می‌شوند.
toast-ytdlp-back = از ویدیوی بعدی: { $version }.

# در پیامی جداگانه.
ytdlp-told-taken = { "\u200F" }🧰 از این پس yt-dlp نسخهٔ <b>{ $version }</b> کار می‌کند. نسخهٔ پیشین نگه داشته شد.
ytdlp-told-fell = { "\u200F" }↩️ نسخهٔ <b>{ $version }</b> از yt-dlp ویدیوهای اولش را نتوانست بیاورد، پس به نسخهٔ پیشین برگشتم. دیگر امتحان نمی‌شود؛ نسخهٔ تازه‌تر چرا.
ytdlp-told-useless =
    { "\u200F" }⚠️ <b>yt-dlp کار نمی‌کند و نسخهٔ تازه‌تر هم همین‌طور</b>

    نسخهٔ { $version } را آزمودم و آن هم نتوانست. ویدیوها منتظر می‌مانند؛ بقیهٔ کارها ادامه دارد. هر ساعت دنبال نسخهٔ تازه‌تر می‌گردم.

# پرسش راه‌اندازی.
screen-setup-updates = yt-dlp
screen-updates =
    <b>آیا yt-dlp خودش تازه شود؟</b>

    این برنامه ویدیوها را از یوتیوب می‌گیرد. یوتیوب زیاد عوض می‌شود و yt-dlp قدیمی چند هفته بعد از کار می‌افتد.

    اگر اجازه بدهید، نسخه‌های تازه را از مخزن عمومی بسته‌ها در پوشهٔ دادهٔ خودم می‌گیرم: حدود ۳ مگابایت هر دو سه هفته.
screen-updates-line-none = { "\u200F" }<b>yt-dlp</b>: آیا خودش تازه شود؟ تا وقتی نه نگویید، می‌شود
screen-updates-line-on = { "\u200F" }<b>yt-dlp</b> خودش تازه می‌شود
screen-updates-line-off = { "\u200F" }<b>yt-dlp</b> فقط به دستور شما تازه می‌شود
button-updates-yes = ✅ بله، خودکار
button-updates-no = ⏸ فقط وقتی من بگویم

# نسخه‌های تازهٔ yt-dlp
registry-unreachable = مخزن بسته‌ها در دسترس نیست
registry-nonsense = پاسخ مخزن بسته‌ها خوانا نیست
registry-no-project = مخزن بسته‌ها این را ندارد
ytdlp-not-offered = این نسخه دیگر عرضه نمی‌شود
ytdlp-wrong-hash = فایل همانی نیست که مخزن قولش را داده بود
ytdlp-not-a-wheel = فایل خراب است یا چیزی دارد که نباید داشته باشد
ytdlp-too-large = بزرگ‌تر از آن است که yt-dlp باشد
ytdlp-part-missing = بخشی که لازم دارد پیدا نمی‌شود: { $part }
ytdlp-wrong-version = خودش را نسخهٔ دیگری معرفی می‌کند
ytdlp-import-failed = راه نمی‌افتد
ytdlp-no-streams = در ویدیوی آشنا چیزی برای دانلود پیدا نکرد
ytdlp-broke = ویدیوهای اولش را نتوانست بیاورد
ytdlp-left = شما از آن برگشتید
