# Buttons and sentences that many screens share.
# U+200E keeps what is Latin and begins with a sign in its own direction.
button-back = ‹ برگشت
button-home = ‹ پنل
button-again = 🔁 تلاش دوباره
button-cancel = ✖️ لغو
button-open = ▶️ باز کردن در یوتیوب
button-download = ⬇️ دانلود
button-other = عدد دیگر…
button-look = 🔄 همین حالا سر بزن
button-refresh = 🔄 تازه‌سازی
button-newer = ‹ تازه‌تر
button-older = قدیمی‌تر ›
on = روشن
off = خاموش
unknown = نامشخص
list-comma = { "، " }
toast-old-button = آن دکمه مال پیامی قدیمی است. وضعیت فعلی این است.
hint-no-command = این دستور را نمی‌شناسم. در { "\u200E" }/help نوشته‌ام چه کارهایی بلدم.
hint-text = یک لینک یوتیوب بفرستید تا ویدیویش را بیاورم، یا { "\u200E" }/menu را باز کنید.
hint-other = این به کارم نمی‌آید. لینک یوتیوب را به صورت متن بفرستید، یا هر جا فایل خواستم، فایل.
hint-edited = پیام‌ها را همان‌طور که می‌آیند می‌خوانم؛ ویرایششان اثری ندارد. لطفاً دوباره بفرستید.

# The three feeds, the six kinds of events, the accounts.
feed-likes = لایک‌ها
feed-subscriptions = اشتراک‌ها
feed-history = سابقهٔ تماشا
kind-liked = لایک‌شده
kind-unliked = لایک پس‌گرفته
kind-vanished = ناپدیدشده
kind-subscribed = اشتراک تازه
kind-unsubscribed = اشتراک لغوشده
kind-watched = تماشاشده
account-telegram = تلگرام
account-google = گوگل
account-cookies = کوکی‌ها

size-mb = { $n } مگابایت
size-gb = { $n } گیگابایت
size-tb = { $n } ترابایت

# What each command does, as Telegram's menu shows it.
command-menu = پنل: وضعیت و همهٔ تنظیم‌ها
command-status = سلامت، بررسی‌های قبلی و بعدی، صف، نسخه‌ها
command-download = گرفتن ویدیوی یک لینک یوتیوب
command-queue = ویدیوهایی که در راه‌اند
command-likes = تازه‌ترین لایک‌های شما
command-history = آخرین چیزهایی که تماشا کردید
command-subscriptions = کانال‌هایی که مشترک شدید یا از آن‌ها بیرون آمدید
command-stats = آمار روز به روز و هفته به هفته
command-private = مدتی از آنچه تماشا می‌کنید چیزی نگوید
command-pause = توقف تا وقتی ادامه بدهید
command-resume = پایان توقف
command-config = پنل: وضعیت و همهٔ تنظیم‌ها
command-language = فارسی، English، Русский
command-help = چه کارهایی بلدم
command-cancel = رها کردن کاری که در جریان است

# What the bot's page says about it, to anybody.
about-bot =
    لایک‌ها، اشتراک‌ها و سابقهٔ تماشای یوتیوب یک نفر را در کانال‌های تلگرام خودش خبر می‌دهم و ویدیوهای لایک‌شده را هم می‌آورم.

    جز کسی که مرا راه انداخته از هیچ‌کس فرمان نمی‌برم.
about-bot-short = خبر لایک‌ها، اشتراک‌ها و سابقهٔ یوتیوب، در کانال‌های تلگرام خودتان.
