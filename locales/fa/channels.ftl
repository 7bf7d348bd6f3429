# The set-up's line "Channels": where the likes, the subscriptions and the watch history are told.

screen-channels-title = <b>کانال‌ها</b>
screen-channels-intro = خبر هر یک از این سه در گفتگویی از خودتان می‌آید: کانالی جدا، یک گروه، یا همین گفتگو. یا همه در یک گروه، با یک تاپیک برای هر کدام.
screen-channels-at = <b>{ $feed }</b>: { $chat }
screen-channels-none = <b>{ $feed }</b>: هنوز انتخاب نشده
screen-channels-off = <b>{ $feed }</b>: نمی‌خواهید
screen-channels-unchecked = <b>{ $feed }</b>: { $chat }، هنوز بررسی نشده
screen-channels-broken = <b>{ $feed }</b>: { $chat }: { $reason }
screen-channels-busy = <b>{ $feed }</b>: دارد آماده می‌شود…
screen-channels-dm = همین گفتگو
screen-channels-upload-first = اول دسترسی آپلود را راه بیندازید: پست‌ها هم از همان راهی به تلگرام می‌روند که ویدیوها می‌روند.
button-channels-forum = 🗂 یک گروه با تاپیک برای همه
button-channels-upload = راه‌اندازی دسترسی آپلود

# One feed
screen-channels-feed = { $feed ->
    [likes] <b>لایک‌ها</b>: خبر هر ویدیویی که لایک کنید اینجا می‌آید، و خود ویدیو هم پشت سرش.
    [subscriptions] <b>اشتراک‌ها</b>: خبر هر کانالی که مشترکش شوید یا از آن بیرون بیایید اینجا می‌آید.
   *[history] <b>سابقهٔ تماشا</b>: خبر هر ویدیویی که تماشا کنید اینجا می‌آید. برای این کار کوکی‌های خودتان لازم است، که خط جدایی دارد.
}
screen-channels-feed-none = خبرش کجا بیاید؟
screen-channels-feed-off = این را نمی‌خواهید: سراغش نمی‌روم.
screen-channels-feed-at = ✅ خبرش در <b>{ $chat }</b> می‌آید. پیام آزمایشی { $when } رسید.
screen-channels-feed-public = 👁 همه می‌توانند آن گفتگو را بخوانند: نام عمومی دارد.
screen-channels-feed-unchecked = گفتگوی <b>{ $chat }</b> انتخاب شده، ولی هنوز امتحان نکرده‌ام که می‌توانم آنجا پست بگذارم یا نه.
screen-channels-feed-broken = ⚠️ خبرش باید در <b>{ $chat }</b> بیاید، ولی { $reason }. هر چه در این مدت پیش بیاید نگه داشته می‌شود و همان‌جا می‌آید، یا در گفتگوی دیگری که انتخاب کنید.
screen-channels-feed-alone = اگر در «دسترسی آپلود تلگرام» با یک حساب وارد شوید، می‌توانم برایتان کانال بسازم.
screen-channels-making = ⏳ دارم یک گفتگوی خصوصی می‌سازم و ربات را به آن اضافه می‌کنم…
screen-channels-checking = ⏳ دارم <b>{ $chat }</b> را بررسی می‌کنم: آیا من می‌توانم آنجا پست بگذارم، و حسابی که آپلود می‌کند چطور؟
screen-channels-again-soon = ⏳ تلگرام در دسترس نیست؛ باز هم امتحان می‌کنم.
screen-channels-join = گفتگو با حسابی که آپلود می‌کند ساخته شد. با دکمهٔ پایین <b>عضو شوید</b> تا آن را ببینید؛ خودم متوجه می‌شوم.
screen-channels-wrong = ⚠️ نشد: { $reason }.
screen-channels-fix-bot = { $kind ->
    [channel] تلگرام مرا به عنوان مدیر راه نداده است. <b>مرا اضافه کن</b> را بزنید، کانال را انتخاب کنید و اجازهٔ ارسال، ویرایش و حذف پیام را روشن بگذارید. خودم متوجه می‌شوم.
   *[group] من در آن گروه نیستم، یا اجازهٔ نوشتن ندارم. <b>مرا اضافه کن</b> را بزنید و گروه را انتخاب کنید. خودم متوجه می‌شوم.
}
screen-channels-fix-account = { $kind ->
    [channel] ویدیوها را <b>{ $account }</b> آپلود می‌کند. این حساب را در کانال مدیر کنید و اجازهٔ ارسال پیام بدهید، بعد <b>بررسی دوباره</b> را بزنید.
   *[group] ویدیوها را <b>{ $account }</b> آپلود می‌کند. این حساب را به گروه اضافه کنید و اجازهٔ نوشتن بدهید، بعد <b>بررسی دوباره</b> را بزنید.
}
screen-channels-fix-topics = در تنظیمات گروه مرا مدیر کنید و اجازهٔ مدیریت تاپیک‌ها را بدهید. خودم متوجه می‌شوم.
screen-channels-public = ⚠️ گفتگوی <b>{ $chat }</b> نام عمومی دارد: هر کسی می‌تواند ببیند چه تماشا می‌کنید و کِی.
button-channels-make = ✨ برایم بساز
button-channels-pick = 📂 انتخاب از گفتگوهای خودم
button-channels-dm = 💬 خبرش همین‌جا بیاید
button-channels-detach = ✂️ خبرش دیگر آنجا نیاید
button-channels-off = 🚫 نمی‌خواهم
button-channels-on = ✅ می‌خواهم
button-channels-check = 🔁 بررسی دوباره
button-channels-add-bot = ➕ مرا اضافه کن
button-channels-join = 🚪 عضویت در { $chat }
button-channels-public-yes = 👁 بله، همه می‌توانند بخوانند
button-channels-pick-other = 📂 انتخاب یکی دیگر

# Picking
screen-channels-pick =
    <b>{ $feed }</b>: با دکمه‌های زیر کادر نوشتن، یک گفتگو انتخاب کنید. تلگرام آن‌هایی را نشان می‌دهد که مدیریتشان با شماست، و مرا با اجازهٔ ارسال، ویرایش و حذف مدیر می‌کند.

    بهتر از همه یک کانال خصوصی است.
screen-channels-pick-prompt = 👇 انتخاب کنید خبرش کجا بیاید:
button-channels-choose-channel = 📢 انتخاب کانال
button-channels-choose-group = 👥 انتخاب گروه
screen-channels-detach = خبر <b>{ $feed }</b> دیگر جایی نمی‌آید. چیزی از <b>{ $chat }</b> پاک نمی‌شود، و آنچه همین حالا در راه است می‌رسد.
button-channels-detach-yes = ✂️ بله، دیگر آنجا نیاید
button-channels-detach-no = نه، بماند

# One group for all
screen-channels-forum =
    <b>یک گروه با تاپیک</b>

    همه‌چیز در یک گروه می‌آید، با یک تاپیک برای هر یک از این‌ها: { $feeds }.
screen-channels-forum-pick =
    با دکمهٔ زیر کادر نوشتن، گروهی را انتخاب کنید که تاپیک‌هایش روشن است.

    برای روشن کردنشان: تنظیمات گروه ← تاپیک‌ها (Topics).
button-channels-choose-forum = 🗂 انتخاب گروه تاپیک‌دار
button-channels-forum-make = ✨ گروه را برایم بساز
button-channels-forum-pick = 📂 انتخاب از گروه‌های خودم

# What stands in the way; each ends a sentence
channel-bot-missing = من در آن گفتگو نیستم
channel-bot-cannot-post = در آن گفتگو اجازهٔ پست گذاشتن ندارم
channel-account-missing = حسابی که آپلود می‌کند ({ $account }) در آن گفتگو نیست
channel-account-cannot-post = حسابی که آپلود می‌کند ({ $account }) در آن گفتگو اجازهٔ پست گذاشتن ندارد
channel-owner-not-joined = هنوز عضو آن گفتگو نشده‌اید
channel-public = گفتگوی { $chat } عمومی است
channel-not-forum = گروه { $chat } تاپیک ندارد؛ از تنظیمات گروه روشن می‌شود
channel-topics-right = در { $chat } اجازهٔ ساختن تاپیک ندارم

# What the chats themselves are called and say
channel-title-likes = لایک‌های یوتیوب من
channel-title-subscriptions = اشتراک‌های یوتیوب من
channel-title-history = سابقهٔ یوتیوب من
channel-title-forum = یوتیوب من
channel-about-likes = ویدیوهایی که در یوتیوب لایک می‌کنم، هر کدام همراه خود ویدیو. گردانندهٔ این کانال Yagami است.
channel-about-subscriptions = کانال‌هایی که در یوتیوب مشترکشان می‌شوم یا از آن‌ها بیرون می‌آیم. گردانندهٔ این کانال Yagami است.
channel-about-history = آنچه در یوتیوب تماشا می‌کنم. گردانندهٔ این کانال Yagami است.
channel-about-forum = لایک‌ها، اشتراک‌ها و سابقهٔ تماشای من در یوتیوب. گردانندهٔ این گروه Yagami است.
channel-topic-likes = لایک‌ها
channel-topic-subscriptions = اشتراک‌ها
channel-topic-history = سابقهٔ تماشا
channel-test-post = برنامهٔ Yagami امتحان می‌کند که می‌تواند اینجا پست بگذارد یا نه. این پیام همین حالا پاک می‌شود.

# Its line in the set-up
line-channels-none = <b>کانال‌ها</b>: انتخاب کنید خبر هر کدام کجا بیاید
line-channels-some = <b>کانال‌ها</b>: { $done } از { $wanted } وصل است
line-channels-done = <b>کانال‌ها</b>: { $chats }
line-channels-off = <b>کانال‌ها</b>: هیچ‌کدام را نمی‌خواهید
line-channels-wrong = <b>کانال‌ها</b>: { $feed }: { $reason }
