# Files that the owner sends, at any time.
screen-files-any = فایل <b>cookies.txt</b> و <b>فایل JSON کلاینت گوگل</b> شما را می‌خوانم؛ هر وقت خواستید بفرستید.
screen-files-reading = 📄 دارم <b>{ $name }</b> را می‌خوانم… پیام شما از گفتگو برداشته می‌شود.
screen-files-refused =
    📄 فایل <b>{ $name }</b> به کارم نمی‌آید: { $reason }.

    فایل <b>cookies.txt</b> و <b>فایل JSON کلاینت گوگل</b> شما را می‌خوانم. چیزی از فایلتان نگه داشته نشد و پیامش از گفتگو برداشته می‌شود.
screen-files-cookies = 🍪 کوکی‌ها
screen-files-google = 🔑 گوگل
screen-files-cookie-text = این‌ها شبیه کوکی‌اند، برای همین پیام را از گفتگو برداشتم. کوکی‌ها به صورت متن خراب می‌شوند: خود فایل cookies.txt را از 📎 ← فایل بفرستید.

# Why a file is of no use. Each ends a sentence.
file-too-large = از { $limit_kb } کیلوبایت بزرگ‌تر است، و نه cookies.txt این‌قدر می‌شود نه JSON کلاینت
file-session = یک نشست تلگرام است؛ به جایش از خط اول راه‌اندازی وارد شوید
file-database = پایگاه دادهٔ کوکی‌های خود مرورگر است که فقط همان مرورگر می‌تواند بخواند؛ خروجی cookies.txt بگیرید
file-other = هیچ‌کدام از آن دو نیست
