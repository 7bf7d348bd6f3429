# The set-up's checklist.
command-setup = راه‌اندازی همه‌چیز، خط به خط
screen-setup-title = <b>راه‌اندازی</b>
screen-setup-intro = خط‌ها را به هر ترتیبی که خواستید پیش ببرید؛ هر جا می‌توانید دست بکشید و بعد برگردید.
screen-setup-next = قدم بعدی پررنگ است.
screen-setup-done = هر چه لازم بود انجام شده است.
screen-setup-telegram = دسترسی آپلود تلگرام
screen-setup-channels = کانال‌ها
screen-setup-google = گوگل
screen-setup-cookies = کوکی‌ها
screen-setup-ready = آماده
