# Почему что-то ждёт, пропущено или не получилось. Каждая фраза завершает предложение вроде «пропущено: ...» и понятна без знания того, что внутри.

# Одно видео
video-age-restricted = возрастное ограничение, нужны ваши куки
video-cookies-off = нужны ваши куки, а загрузкам их использовать нельзя; разрешить можно на странице «Загрузки» панели
video-bad-id = такого идентификатора видео не бывает
video-copyright = заблокировано правообладателем
video-deleted = удалено с YouTube
video-drm = защищено от копирования
video-geo = недоступно в вашей стране
video-live = сейчас идёт прямой эфир
video-members-only = только для спонсоров канала
video-only-vp9 = только в форматах, которые в Telegram воспроизводятся не везде
video-paid = платное видео
video-private = доступ ограничен автором
video-processing = YouTube ещё обрабатывает его
video-terminated = его канал удалён
video-too-large = слишком большое для одного файла Telegram
video-uncuttable = не делится на достаточно малые части: минутами в нём нет места, с которого часть могла бы начаться
video-unavailable = недоступно
video-upcoming = ещё не вышло
video-endless = эфир идёт больше трёх дней и может не закончиться никогда
video-never-begun = было объявлено, но за три дня так и не началось
video-no-audio = в нём нет звука
video-over-allowance = больше, чем весь лимит трафика
video-over-disk = больше, чем отведено под видео на диске
video-over-megabytes = больше по размеру, чем скачивается само
video-over-minutes = длиннее, чем скачивается само
convert-failed = его не удалось перекодировать
convert-unable = его пришлось бы перекодировать, а ffmpeg на этой машине этого не умеет
split-failed = файл не удалось разделить на части
held-ahead = на диске уже столько видео, сколько разрешено; оно начнётся, когда одно будет отправлено
held-by-you = вы придержали его, пока не скажете
held-day = лимит трафика на сегодня исчерпан
held-disk = место на диске, отведённое под видео, занято
held-downloads = загрузки на паузе
held-hours = загрузки начнутся в { $time } UTC
held-later = отложено до { $time } UTC
held-live = сейчас идёт прямой эфир; запись придёт, когда он закончится
held-month = лимит трафика на этот месяц исчерпан
held-paused = всё на паузе
held-processing = эфир закончился, YouTube ещё готовит запись
held-same = то же видео уже в пути; оно будет скопировано оттуда
held-turn = сначала идут другие
held-upcoming = { $kind ->
    [premiere] премьера { $time }
    [late] начало было назначено на { $time }, но ещё не началось
    [unknown] ещё не началось
   *[stream] начало { $time }
  }
fetch-busy = ещё не закончилась прошлая его загрузка
fetch-crashed = программа загрузки неожиданно завершилась
fetch-no-file = загрузка закончилась без файла
fetch-stalled = загрузка слишком долго стояла на месте
merge-failed = картинку и звук не удалось соединить
fetch-failed = ответ YouTube не удалось разобрать
file-truncated = пришло меньше, чем длится видео
file-unreadable = пришедшее не воспроизводится как видео
probe-slow = машина была слишком занята, чтобы прочитать файл
media-broken = передача с YouTube оборвалась
media-forbidden = YouTube отказал в передаче

internal-error = ошибка в самом Yagami; подробности в журнале

# YouTube и Google
google-admin-policy = это запрещает администратор аккаунта Google
google-client-api-key = это ключ API; нужен клиент OAuth типа «TVs and Limited Input devices»
google-client-empty = там ничего нет
google-client-other-json = это другой файл; нужен тот, что скачивается со страницы клиента OAuth
google-client-service-account = это ключ сервисного аккаунта, а у него нет YouTube; нужен клиент OAuth
google-client-several = там больше одного клиента; пришлите только один
google-client-token = это токен, который другим не продлить; нужны Client ID и Client secret клиента OAuth
google-client-unreadable = там нет ни Client ID, ни Client secret
google-code-expired = код истёк или уже использован; запросите новый
google-consent-failed = Google прервал вход
google-consent-partial = не дано разрешение видеть ваш аккаунт YouTube; отметьте его на странице Google
google-consent-refused = на странице Google в разрешении отказано
google-down = неполадки у самого Google
google-no-channel = у этого аккаунта Google нет канала YouTube
google-nonsense = ответ Google не разобрать
google-page-token = Google потерял место в списке
google-paste-other-address = это адрес другой страницы; нужен тот, что начинается с http://127.0.0.1
google-paste-other-sign-in = этот адрес от прошлой ссылки; откройте самую новую
google-paste-too-early = это ещё страница самого Google; разрешите доступ и скопируйте адрес страницы, которая не открылась
google-paste-unreadable = в нём нет кода; скопируйте целиком адрес страницы, которая не открылась
google-quota = дневная квота YouTube Data API исчерпана
google-rate-limited = Google просит не спешить
google-refused = Google отклонил запрос
google-unreachable = Google недоступен
likes-no-known-item = список лайков пришёл не целиком
likes-too-many-new = новых лайков больше, чем похоже на правду
subscriptions-incomplete = список подписок пришёл не целиком
youtube-rate-limited = YouTube просит не спешить
youtube-refused = YouTube отклонил запрос
youtube-soft-limit = YouTube до часа не отдаёт видео на этот адрес
youtube-unreachable = YouTube недоступен

# Куки, которые прислал владелец
cookies-too-large = файл больше { $limit_kb } КБ, а cookies.txt таким не бывает
cookies-empty = файл пуст
cookies-not-text = это не текстовый файл
cookies-not-netscape = это не cookies.txt (формат Netscape) и не экспорт куки в JSON
cookies-json-unknown = это JSON, но списка куки в нём нет
cookies-no-youtube = в файле нет куки от youtube.com
cookies-signed-out = куки из браузера, где не выполнен вход на YouTube (не хватает { $missing })
cookies-incomplete = куки неполные (не хватает { $missing })
cookies-expired = срок действия куки истёк
history-unreadable = страницу истории YouTube не удалось прочитать
playlist-unavailable = такого плейлиста нет, или доступ к нему ограничен

# Telegram
telegram-account-limited = Telegram ограничил аккаунт
telegram-away = Telegram недоступен
telegram-chunk-missing = Telegram потерял кусок файла
telegram-code-expired = код истёк; запросите новый
telegram-code-no-other-way = другого способа отправить код у Telegram нет
telegram-code-spoiled = Telegram аннулировал код: так бывает, если написать его в чат; запросите новый
telegram-code-wrong = неверный код
telegram-file-changed = файл изменился во время отправки
telegram-file-empty = файл пуст
telegram-flood = Telegram просит не спешить
telegram-invite-dead = ссылка-приглашение больше не действует
telegram-invite-waits = заявка на вступление ждёт администратора
telegram-not-ours = сообщение принадлежит другому аккаунту
telegram-password-wrong = неверный пароль
telegram-phone-banned = Telegram заблокировал этот номер
telegram-phone-invalid = такого номера телефона Telegram не знает
telegram-premium-wait = Telegram замедляет выгрузку аккаунтам без Premium
telegram-refused = Telegram отклонил запрос
telegram-sign-in-blocked = сегодня Telegram больше не разрешает попыток
telegram-sign-in-flood = слишком много попыток; следующую Telegram разрешит через { $minutes ->
    [1] минуту
    [one] { $minutes } минуту
    [few] { $minutes } минуты
    [many] { $minutes } минут
   *[other] { $minutes } минуты
  }
telegram-sign-in-lost = вход прервался; начните его заново
telegram-sign-in-unsupported = Telegram впускает этот аккаунт только через свои приложения; может помочь QR-код
telegram-sign-up-needed = на этот номер ещё нет аккаунта Telegram; создайте его в самом Telegram
telegram-start-over = Telegram забыл, что уже было загружено
telegram-still-sending = Telegram ещё занят этим
telegram-text-empty = текст пуст
telegram-text-refused = Telegram не принял текст
telegram-text-too-long = текст слишком длинный
telegram-too-many-chats = аккаунт состоит в слишком многих каналах и группах
telegram-too-large = слишком большое для одного файла Telegram
upload-flood-wait = Telegram просит не спешить; продолжится через { $seconds } с
upload-premium-wait = Telegram замедляет выгрузку аккаунтам без Premium; продолжится через { $seconds } с

# Что может исправить только владелец
condition-google_consent = доступ к Google отозван; дайте его снова
condition-google_client = проект или клиент Google настроен неверно
condition-telegram_session = сеанс Telegram завершён; войдите снова
condition-telegram_access = Telegram не принимает токен бота или ключ приложения
condition-channel_lost = канала больше нет, или отнято право там писать
condition-quota_out = дневная квота YouTube Data API исчерпана
condition-bot_check = YouTube хочет убедиться, что вы не робот
condition-slowed_down = YouTube до часа не отдаёт видео на этот адрес
condition-cookies_dead = куки YouTube больше не действуют
condition-history_paused = история просмотра на YouTube приостановлена, и новое там не сохраняется
condition-history_cleared = история просмотра на YouTube теперь пуста; что посмотрите дальше, будет рассказано
condition-disk_full = на диске нет места, или на него нельзя записать
condition-database_damaged = база данных повреждена: она не прошла проверку SQLite
condition-ytdlp_broken = yt-dlp пора обновить
condition-ffmpeg_missing = ffmpeg не установлен
condition-mass_change = изменилось больше обычного; скажите в тревоге, вы ли это были
