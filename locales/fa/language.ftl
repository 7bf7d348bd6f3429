# The language; the debug switch.
screen-language =
    <b>زبان</b>

    از این به بعد همه‌چیز را به این زبان می‌گویم، پست‌های کانال‌هایتان را هم. می‌توانید بنویسید { "\u200E" }/language و بعدش en یا ru یا fa.
button-language-auto = همان زبان تلگرام
language-en = English
language-ru = Русский
language-fa = فارسی
toast-language = از این به بعد فارسی حرف می‌زنم.
toast-no-language = این زبان را بلد نیستم. زبان‌هایی که بلدم این‌ها هستند.

screen-debug =
    <b>اشکال‌زدایی: { $on }</b>

    وقتی روشن باشد، همین‌جا می‌گویم درونم چه می‌گذرد: بررسی‌های اول، خطاها، و تفاوت‌هایی که باورشان نمی‌کنم و نگه می‌دارم. حداکثر یک پیام در دقیقه.
button-debug-on = 🐞 روشن کن
button-debug-off = خاموش کن
button-debug = 🐞 اشکال‌زدایی
