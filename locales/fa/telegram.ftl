# The set-up's line "Telegram upload access": the application's key, and the account that uploads.
screen-telegram-title = <b>دسترسی آپلود تلگرام</b>
screen-telegram-wrong = ⚠️ نشد: { $reason }.
screen-telegram-next-try = تلگرام تلاش بعدی را { $when } می‌پذیرد.
screen-telegram-again-soon = ⏳ تلگرام در دسترس نیست؛ باز هم امتحان می‌کنم.
button-telegram-change-key = 🔑 عوض کردن کلید
button-telegram-start-over = ‹ راه دیگری برای ورود

# The application's key
screen-telegram-api =
    ویدیوهای بزرگ از راهی به تلگرام می‌روند که کلیدی از خودتان لازم دارد. رایگان است و دو دقیقه طول می‌کشد:

    1. صفحهٔ <b>my.telegram.org</b> را باز کنید و با شماره تلفنتان وارد شوید. تلگرام کد آن صفحه را به برنامهٔ تلگرامتان می‌فرستد؛ آن را در همان صفحه بنویسید، نه اینجا.
    2. گزینهٔ <b>API development tools</b> را انتخاب کنید.
    3. اگر پرسید، هر عنوان و نام کوتاهی که خواستید بدهید و برنامه را بسازید.
    4. مقدارهای <b>App api_id</b> و <b>App api_hash</b> را کپی کنید و هر دو را همان‌طور که صفحه نشان می‌دهد اینجا بچسبانید.

    فوراً امتحانشان می‌کنم و پیامتان را پاک می‌کنم.
screen-telegram-api-half = مقدار api_id رسید: <code>{ $id }</code>. حالا <b>api_hash</b> را بفرستید: 32 حرف و رقم.
screen-telegram-api-checking = ⏳ دارم کلید را با تلگرام امتحان می‌کنم…
screen-telegram-api-refused = ⚠️ تلگرام این جفت api_id و api_hash را نمی‌شناسد. هر دو را دوباره کپی کنید و اینجا بچسبانید.
screen-telegram-api-kept = تا وقتی کلید دیگری درست از آب در بیاید، کلید فعلی می‌ماند.
button-telegram-my = باز کردن my.telegram.org
toast-telegram-no-api = در آن نه api_id (یک عدد) پیدا کردم و نه api_hash (32 حرف و رقم). لطفاً هر دو را همان‌طور که صفحه نشان می‌دهد بچسبانید.

# Which way
screen-telegram-ways =
    ✅ کلید درست است. حالا انتخاب کنید چه کسی ویدیوها را آپلود کند:

    📱 <b>حساب شما، با تلفن</b>: تلگرام کدی می‌فرستد که آن را همین‌جا روی صفحه‌کلید عددی می‌زنید.
    🔳 <b>حساب شما، با کد QR</b>: آن را با گوشی‌ای که وارد تلگرام است اسکن می‌کنید، پس این گفتگو باید روی صفحهٔ دیگری باز باشد.
    🤖 <b>فقط ربات</b>: چیز دیگری لازم نیست، ولی نمی‌تواند برایتان کانال بسازد و فایل‌های بیشتر از 2 گیگابایت باید چند بخش شوند (با حساب پریمیوم: بیشتر از 4 گیگابایت).
button-telegram-phone = 📱 ورود با تلفن
button-telegram-qr = 🔳 ورود با کد QR
button-telegram-bot-only = 🤖 فقط ربات

screen-telegram-phone =
    شماره تلفن حسابی که آپلود می‌کند چیست؟

    با دکمهٔ زیر کادر نوشتن شمارهٔ خودتان را بفرستید، یا هر شماره‌ای را به شکل بین‌المللی بنویسید، مثل { "\u200E" }<code>+49 151 23456789</code>. پیامتان را پاک می‌کنم.
screen-telegram-phone-prompt = 👇 شماره‌تان، با یک فشار:
button-telegram-contact = 📱 فرستادن شماره تلفنم
toast-telegram-no-phone = این شماره تلفن به شکل بین‌المللی نیست. با + و رقم‌های کشور شروع می‌شود، مثل { "\u200E" }+49 151 23456789.
screen-telegram-sending = ⏳ دارم از تلگرام کد می‌خواهم…

# The code
screen-telegram-code = { $via ->
    [app] تلگرام کدی به <b>برنامهٔ تلگرام</b> شما فرستاده است، در گفتگویی به نام Telegram.
    [sms] تلگرام کدی با <b>پیامک</b> فرستاده است.
    [call] تلگرام به شما <b>زنگ می‌زند</b> و کد را می‌گوید.
    [missed-call] تلگرام زنگ می‌زند و قطع می‌کند: کد، <b>رقم‌های آخر شمارهٔ تماس‌گیرنده</b> است.
   *[other] تلگرام کد شماره‌تان را به <b>fragment.com</b> فرستاده است.
}
screen-telegram-keypad =
    رقم‌هایش را همین‌جا بزنید. <b>تایپش نکنید</b>: تلگرام کدی را که در هر گفتگویی نوشته شود باطل می‌کند.

    <code>{ $dots }</code>
screen-telegram-code-checking = ⏳ دارم کد را امتحان می‌کنم…
screen-telegram-resend-at = اگر نیامد، می‌توانم { $when } بخواهم از راه دیگری بفرستد.
screen-telegram-over = این کد دیگر اعتبار ندارد. کد تازه بخواهید.
screen-telegram-typed = ⚠️ کد را در گفتگو نوشتید، و تلگرام چنین کدی را فوراً باطل می‌کند. کد تازه‌ای می‌خواهم: لطفاً رقم‌هایش را روی صفحه‌کلید عددی بزنید.
button-telegram-resend = 📨 ارسال از راه دیگر
button-telegram-new-code = 📨 ارسال کد تازه
button-telegram-other-number = 📱 شماره‌ای دیگر
toast-telegram-resend-wait = { $seconds ->
    [one] تلگرام { $seconds } ثانیهٔ دیگر اجازه می‌دهد.
   *[other] تلگرام { $seconds } ثانیهٔ دیگر اجازه می‌دهد.
}
toast-telegram-digits = { $count ->
    [one] کد { $count } رقم دارد.
   *[other] کد { $count } رقم دارد.
}

# The two-step password
screen-telegram-password =
    این حساب <b>رمز دومرحله‌ای</b> دارد. آن را به صورت پیام بفرستید: فوراً پاکش می‌کنم و فقط یک بار امتحانش می‌کنم.
screen-telegram-password-hint = راهنمای رمزتان: <i>{ $hint }</i>
screen-telegram-password-checking = ⏳ دارم رمز را امتحان می‌کنم…

# The QR code
screen-telegram-qr =
    این را با گوشی‌ای که وارد تلگرام است اسکن کنید: <b>تنظیمات ← دستگاه‌ها ← اتصال دستگاه دسکتاپ (Link Desktop Device)</b>. گوشی نمی‌تواند صفحهٔ خودش را اسکن کند.

    کد خودش عوض می‌شود؛ این یکی تا { $when } اعتبار دارد.
screen-telegram-qr-coming = ⏳ دارم از تلگرام کد QR می‌خواهم…
screen-telegram-qr-over = کد QR دیگر تازه نمی‌شود. وقتی گوشی‌تان آماده بود دوباره بخواهید.
button-telegram-qr-again = 🔳 دوباره نشان بده
telegram-qr-over = کسی کد QR را اسکن نکرد

# Who is signed in
screen-telegram-me = ✅ ویدیوها را <b>{ $name }</b>{ $phone ->
    [none] {""}
   *[other] {" "}({ "\u200E" }{ $phone })
} آپلود می‌کند.
screen-telegram-me-unknown = ✅ ویدیوها را حسابی آپلود می‌کند که قبلاً وارد شده است.
screen-telegram-limit = { $premium ->
    [yes] پریمیوم دارد: هر فایل تا { $gb } گیگابایت.
   *[no] هر فایل تا { $gb } گیگابایت؛ با پریمیوم 4 گیگابایت می‌شد.
}
screen-telegram-not-you = این حسابی نیست که با آن می‌نویسید: وقتی کانالی بسازد، دعوت‌نامه‌ای برایتان می‌آید.
screen-telegram-alone =
    🤖 فقط ربات آپلود می‌کند. هر فایل تا { $gb } گیگابایت؛ ویدیوهای بزرگ‌تر چند بخش می‌شوند. نمی‌تواند کانال بسازد: از کانال‌هایی که دارید انتخاب می‌کنید.
screen-telegram-dead = ⚠️ ویدیوها منتظرند: { $reason }.
screen-telegram-old = نشستی که دیگر به کار نمی‌آید هنوز در تلگرام بسته نشده: { $reason }. خودتان هم می‌توانید آن را در تنظیمات ← دستگاه‌ها ببندید.
button-telegram-sign-out = 🚪 خروج
button-telegram-change = 🔁 حسابی دیگر
button-telegram-sign-in = 📱 ورود با حساب
button-telegram-sign-in-again = 📱 ورود دوباره
button-telegram-end-old = 🔁 بستن آن در تلگرام

screen-telegram-bot-only =
    <b>فقط ربات</b>

    چه لازم دارد: چیزی بیشتر از همان کلیدی که دادید لازم نیست.
    چه از دست می‌دهید: نمی‌توانم برایتان کانال بسازم (از کانال‌هایی که دارید انتخاب می‌کنید)، و هر فایل حداکثر 2 گیگابایت می‌شود، در حالی که حساب پریمیوم تا 4 گیگابایت می‌فرستد.

    بعداً هم می‌توانید با حساب وارد شوید.
button-telegram-use-bot = 🤖 بله، فقط ربات
screen-telegram-out =
    <b>خروج از حساب { $name }؟</b>

    نشست در تلگرام هم بسته می‌شود. در کانال‌هایتان چیزی عوض نمی‌شود؛ از آن به بعد ربات آپلود می‌کند، اگر اجازهٔ پست گذاشتن داشته باشد.
button-telegram-out-yes = 🚪 بله، خارج شو و نشست را ببند
button-telegram-out-no = نه، وارد بماند

# Its line in the set-up
line-telegram-none = <b>دسترسی آپلود تلگرام</b>: کلید شما از my.telegram.org لازم است
line-telegram-key = <b>دسترسی آپلود تلگرام</b>: کلید درست است؛ انتخاب کنید چه کسی آپلود کند
line-telegram-signing = <b>دسترسی آپلود تلگرام</b>: ورود در جریان است
line-telegram-me = <b>دسترسی آپلود تلگرام</b>: { $name }، هر فایل تا { $gb } گیگابایت
line-telegram-alone = <b>دسترسی آپلود تلگرام</b>: فقط ربات، هر فایل تا { $gb } گیگابایت
line-telegram-dead = <b>دسترسی آپلود تلگرام</b>: { $reason }
