# Строка настройки «Загрузка в Telegram»: ключ приложения и аккаунт, который загружает видео.
screen-telegram-title = <b>Загрузка в Telegram</b>
screen-telegram-wrong = ⚠️ Не получилось: { $reason }.
screen-telegram-next-try = Следующую попытку Telegram разрешит { $when }.
screen-telegram-again-soon = ⏳ Telegram недоступен, пробую дальше.
button-telegram-change-key = 🔑 Сменить ключ
button-telegram-start-over = ‹ Войти другим способом

# Ключ приложения
screen-telegram-api =
    Большие видео попадают в Telegram путём, для которого нужен ваш собственный ключ. Он бесплатный, и на него уйдёт две минуты:

    1. Откройте <b>my.telegram.org</b> и войдите по номеру телефона. Код для этой страницы придёт в ваше приложение Telegram; введите его на странице, а не здесь.
    2. Выберите <b>API development tools</b>.
    3. Если страница спросит, укажите любое название и короткое имя и создайте приложение.
    4. Скопируйте <b>App api_id</b> и <b>App api_hash</b> и вставьте оба сюда, как они показаны на странице.

    Я сразу их проверю и удалю ваше сообщение.
screen-telegram-api-half = api_id у меня есть: <code>{ $id }</code>. Теперь пришлите <b>api_hash</b>: 32 буквы и цифры.
screen-telegram-api-checking = ⏳ Проверяю ключ в Telegram…
screen-telegram-api-refused = ⚠️ Telegram не знает такой пары api_id и api_hash. Скопируйте оба ещё раз и вставьте сюда.
screen-telegram-api-kept = Нынешний ключ остаётся, пока новый не окажется верным.
button-telegram-my = Открыть my.telegram.org
toast-telegram-no-api = Не вижу здесь ни api_id (числа), ни api_hash (32 буквы и цифры). Вставьте, пожалуйста, оба, как они показаны на странице.

# Каким способом
screen-telegram-ways =
    ✅ Ключ верный. Теперь выберите, кто загружает видео:

    📱 <b>Ваш аккаунт, по номеру</b>: Telegram пришлёт код, и вы наберёте его здесь на кнопках.
    🔳 <b>Ваш аккаунт, по QR-коду</b>: вы отсканируете его телефоном, на котором выполнен вход, поэтому этот чат нужен на втором экране.
    🤖 <b>Только бот</b>: больше ничего не нужно, но он не может создать для вас каналы, а файлы больше 2 ГБ придётся делить (с аккаунтом Premium – больше 4 ГБ).
button-telegram-phone = 📱 Войти по номеру
button-telegram-qr = 🔳 Войти по QR-коду
button-telegram-bot-only = 🤖 Только бот

screen-telegram-phone =
    Какой номер у аккаунта, который будет загружать видео?

    Нажмите кнопку под полем ввода, чтобы отправить свой, или напишите любой номер в международном формате, например <code>+49 151 23456789</code>. Сообщение я удалю.
screen-telegram-phone-prompt = 👇 Ваш номер одним нажатием:
button-telegram-contact = 📱 Отправить мой номер
toast-telegram-no-phone = Это не номер в международном формате. Он начинается с + и кода страны, например +49 151 23456789.
screen-telegram-sending = ⏳ Прошу у Telegram код…

# Код
screen-telegram-code = { $via ->
    [app] Telegram отправил код в ваше <b>приложение Telegram</b>, в чат «Telegram».
    [sms] Telegram отправил код в <b>SMS</b>.
    [call] Telegram <b>позвонит</b> вам и продиктует код.
    [missed-call] Telegram позвонит и сбросит звонок: код – это <b>последние цифры номера</b>, с которого он звонил.
   *[other] Telegram отправил код на ваш номер на <b>fragment.com</b>.
}
screen-telegram-keypad =
    Наберите его на кнопках. <b>Не пишите его сообщением</b>: Telegram аннулирует код, который отправили в любой чат.

    <code>{ $dots }</code>
screen-telegram-code-checking = ⏳ Проверяю код…
screen-telegram-resend-at = Если код не придёт, { $when } его можно будет отправить другим способом.
screen-telegram-over = Этот код больше не действует. Запросите новый.
screen-telegram-typed = ⚠️ Вы написали код в чат, а такой код Telegram сразу аннулирует. Запрашиваю новый: наберите его, пожалуйста, на кнопках.
button-telegram-resend = 📨 Отправить другим способом
button-telegram-new-code = 📨 Отправить новый код
button-telegram-other-number = 📱 Другой номер
toast-telegram-resend-wait = { $seconds ->
    [one] Telegram разрешит это через { $seconds } секунду.
    [few] Telegram разрешит это через { $seconds } секунды.
    [many] Telegram разрешит это через { $seconds } секунд.
   *[other] Telegram разрешит это через { $seconds } секунды.
}
toast-telegram-digits = { $count ->
    [one] В коде { $count } цифра.
    [few] В коде { $count } цифры.
    [many] В коде { $count } цифр.
   *[other] В коде { $count } цифры.
}

# Облачный пароль
screen-telegram-password =
    У этого аккаунта есть <b>облачный пароль</b>. Пришлите его сообщением: я сразу его удалю и попробую только один раз.
screen-telegram-password-hint = Ваша подсказка: <i>{ $hint }</i>
screen-telegram-password-checking = ⏳ Проверяю пароль…

# QR-код
screen-telegram-qr =
    Отсканируйте это телефоном, на котором выполнен вход в Telegram: <b>Настройки → Устройства → Подключить устройство</b>. Свой собственный экран телефон отсканировать не может.

    Код меняется сам; этот действует до { $when }.
screen-telegram-qr-coming = ⏳ Прошу у Telegram QR-код…
screen-telegram-qr-over = QR-код больше не обновляется. Запросите его снова, когда телефон будет под рукой.
button-telegram-qr-again = 🔳 Показать снова
telegram-qr-over = никто не отсканировал QR-код

# Кто вошёл
screen-telegram-me = ✅ Видео загружает <b>{ $name }</b>{ $phone ->
    [none] {""}
   *[other] {" "}({ $phone })
}.
screen-telegram-me-unknown = ✅ Видео загружает аккаунт, в который вошли раньше.
screen-telegram-limit = { $premium ->
    [yes] У него Premium: файл может быть до { $gb } ГБ.
   *[no] Файл может быть до { $gb } ГБ; с Premium было бы 4.
}
screen-telegram-not-you = Это не тот аккаунт, с которого вы пишете: когда он создаст канал, вы получите приглашение.
screen-telegram-alone =
    🤖 Загружает только бот. Файл может быть до { $gb } ГБ; видео побольше приходят частями. Создавать каналы он не может: вы выбираете из своих.
screen-telegram-dead = ⚠️ Видео ждут: { $reason }.
screen-telegram-old = Сеанс, который больше не нужен, пока не удалось завершить в Telegram: { $reason }. Можно завершить его самому: Настройки → Устройства.
button-telegram-sign-out = 🚪 Выйти
button-telegram-change = 🔁 Другой аккаунт
button-telegram-sign-in = 📱 Войти с аккаунтом
button-telegram-sign-in-again = 📱 Войти снова
button-telegram-end-old = 🔁 Завершить его в Telegram

screen-telegram-bot-only =
    <b>Только бот</b>

    Что нужно: ничего, кроме ключа, который вы уже дали.
    Чего не будет: я не смогу создать для вас каналы (вы выберете из своих), а файл может быть не больше 2 ГБ, тогда как аккаунт с Premium отправляет до 4 ГБ.

    Войти с аккаунтом можно и потом.
button-telegram-use-bot = 🤖 Да, только бот
screen-telegram-out =
    <b>Выйти из аккаунта { $name }?</b>

    Сеанс завершится и в Telegram. В ваших каналах ничего не изменится; дальше загружать будет бот, если ему можно там писать.
button-telegram-out-yes = 🚪 Да, выйти и завершить сеанс
button-telegram-out-no = Нет, остаться

# Строка в настройке
line-telegram-none = <b>Загрузка в Telegram</b>: нужен ваш ключ с my.telegram.org
line-telegram-key = <b>Загрузка в Telegram</b>: ключ верный; выберите, кто загружает
line-telegram-signing = <b>Загрузка в Telegram</b>: идёт вход
line-telegram-me = <b>Загрузка в Telegram</b>: { $name }, до { $gb } ГБ на файл
line-telegram-alone = <b>Загрузка в Telegram</b>: только бот, до { $gb } ГБ на файл
line-telegram-dead = <b>Загрузка в Telegram</b>: { $reason }
