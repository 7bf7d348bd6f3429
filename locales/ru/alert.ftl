# Тревоги: то, что может исправить только владелец. У каждой есть имя, что она значит и что делать, и кнопка, которая помогает.
alert-title = ⚠️ <b>{ $what }</b>
alert-since = Началось { $at }.
alert-later = позже
alert-a-chat = чат
alert-muted = 🔕 Уведомления выключены: если это вернётся раньше чем { $at }, промолчу.
alert-mended = ✅ Исправлено: { $what }
alert-catching-up = Навёрстываю…
alert-caught-up-events = { $count ->
    [0] Наверстал: за это время ничего не произошло.
    [one] Наверстал: { $count } событие.
    [few] Наверстал: { $count } события.
    [many] Наверстал: { $count } событий.
   *[other] Наверстал: { $count } события.
}
alert-caught-up-posts = { $count ->
    [0] Наверстал: ни один пост не ждал.
    [one] Наверстал: { $count } пост.
    [few] Наверстал: { $count } поста.
    [many] Наверстал: { $count } постов.
   *[other] Наверстал: { $count } поста.
}
alert-caught-up-videos = { $count ->
    [0] Ни одно видео этого не ждало.
    [one] { $count } видео снова в работе.
    [few] { $count } видео снова в работе.
    [many] { $count } видео снова в работе.
   *[other] { $count } видео снова в работе.
}
alert-button-again = 🔁 Исправлено, проверить снова
alert-button-mute = 🔕 Не напоминать сутки
alert-button-loud = 🔔 Снова напоминать
alert-toast-mute = Сутки не напоминаю.
alert-toast-loud = Снова напоминаю.
alert-toast-again = Пробую ещё раз.

alert-google_consent-name = Доступ к Google отозван
alert-google_consent =
    Google больше не даёт мне читать ваши лайки и подписки: доступ отозван или истёк (через семь дней, если проект всё ещё в статусе «Тестирование»).

    Пока вы не подключите Google снова, новостей оттуда не будет. Всё, что случится за это время, я наверстаю.
alert-button-google_consent = 🔑 Снова подключить Google
alert-google_client-name = Проект Google настроен неверно
alert-google_client =
    Google отклоняет проект или клиент, которым я пользуюсь, поэтому лайки и подписки не читаются.

    Карточки в настройке подскажут, что поменять.
alert-button-google_client = 🔑 Посмотреть, что поменять
alert-telegram_session-name = Сеанс Telegram завершён
alert-telegram_session =
    Аккаунт, который загружает видео, вышел из Telegram. Видео ждут, пока вы не войдёте снова или не выберете режим «Только бот».
alert-button-telegram_session = ⚙️ Войти снова
alert-telegram_access-name = Telegram не даёт доступа
alert-telegram_access =
    Ключа приложения (api_id и api_hash) нет, или Telegram его не принимает. Посты и видео ждут.
alert-button-telegram_access = ⚙️ Указать ключ
alert-channel_lost-name = Не могу писать в { $chat }
alert-channel_lost =
    Чата больше нет, или у меня забрали право там писать. Всё, что туда идёт, ждёт.

    Снова сделайте меня администратором или выберите другой чат.
alert-button-channel_lost = 📣 Выбрать чат
alert-quota_out-name = Дневная квота YouTube исчерпана
alert-quota_out =
    Google даёт каждому проекту ограниченное число запросов в день, и сегодняшние кончились. Продолжу сам: { $at }. Тогда же наверстаю пропущенное.

    Если так бывает часто, пусть проверки будут реже.
alert-button-quota_out = ⏱ Как часто проверять
alert-bot_check-name = YouTube хочет убедиться, что вы не робот
alert-bot_check =
    YouTube пока не даёт скачивать с этого адреса, поэтому все загрузки ждут. Пробую снова с одним видео: через полчаса, а потом всё реже, ведь от частых попыток только хуже.

    Обычно помогают куки вашего браузера; поможет и другая сеть.
alert-button-bot_check = 🍪 Прислать куки
alert-slowed_down-name = YouTube притормаживает загрузки
alert-slowed_down =
    YouTube говорит, что с этого адреса запрошено слишком много, и до часа не отдаёт ни одного видео. Загрузки ждут; ничего не потеряется.

    Продолжу с одного видео: { $at }, а когда оно придёт, и с остальными. Вам ничего делать не нужно.
alert-button-slowed_down = 📥 Очередь
alert-cookies_dead-name = Ваши куки YouTube больше не действуют
alert-cookies_dead =
    Я больше не могу читать вашу историю просмотра. Экспортируйте куки заново и пришлите их сюда.
alert-button-cookies_dead = 🍪 Прислать куки
alert-history_paused-name = История просмотра на YouTube приостановлена
alert-history_paused =
    Пока история приостановлена, YouTube ничего не запоминает: я не могу рассказать, что вы смотрите, и позже этого не узнает никто.

    Включите её снова на YouTube (История → Включить историю просмотра). Я замечу это сам.
alert-button-history_paused = 📜 История просмотра
alert-history_cleared-name = История просмотра на YouTube очищена
alert-history_cleared =
    Список пуст, хотя раньше пустым не был. Из рассказанного ничего не пропадает. Что вы посмотрите дальше, будет рассказано как обычно; если старый список вернётся, второй раз о нём не расскажу.
alert-button-history_cleared = 📜 История просмотра
alert-disk_full-name = Диск заполнен
alert-disk_full =
    Для видео нет места, или на диск нельзя записать. Загрузки ждут, ничего не пропадёт.

    Освободите место на компьютере или отведите под видео меньше.
alert-button-disk_full = ⚙️ Сколько места отвести
alert-ytdlp_broken-name = yt-dlp устарел
alert-ytdlp_broken =
    YouTube изменил что-то, чего эта версия yt-dlp не понимает. Видео ждут, всё остальное работает.

    Если обновление разрешено, я ищу новую версию сейчас и каждый час и беру первую, которая работает. Кнопка покажет, как идут дела.
alert-button-ytdlp_broken = 🧰 yt-dlp
alert-ffmpeg_missing-name = Нет ffmpeg
alert-ffmpeg_missing =
    Без программы ffmpeg не собрать ни одного видео. Видео ждут, всё остальное работает.

    Установите её на компьютер или укажите в YAGAMI_FFMPEG, где она лежит.
alert-button-ffmpeg_missing = ℹ️ Версии
alert-mass_change-name = Разом изменилось очень много: { $feed }
alert-mass_change =
    Новых: { $new }. Пропало: { $gone }. Было известно: { $known }.

    Между двумя проверками столько обычно не меняется, поэтому пока молчу. Если это были вы, скажите, как об этом рассказать.

    Если не вы, ничего не делайте: YouTube иногда показывает неверные списки. Когда при проверке всё окажется на месте, это сообщение закроется само.
alert-button-believe-all = ✅ Это я: рассказать
alert-button-believe-digest = 🗂 Это я: одним сообщением
alert-button-believe-skip = 🤫 Это я: не рассказывать
alert-toast-believe-paused = Понятно. Расскажу, когда вы продолжите.
alert-toast-believe-late = За это время всё изменилось. Прочтите сообщение ещё раз.
alert-settled = ✅ Улажено: { $what }

# То же на панели.
screen-believe-none = Здесь больше ничего не ждёт вашего слова.
button-believe = ❓ Изменилось очень много: это вы?
button-believe-back = ‹ { $feed }

# Переключатель отладки.
debug-message = 🐞 <blockquote expandable>{ $lines }</blockquote>
debug-seeded = { $count ->
    [0] { $feed }: первая проверка, там пусто
    [one] { $feed }: первая проверка, { $count } запись учтена молча
    [few] { $feed }: первая проверка, { $count } записи учтены молча
    [many] { $feed }: первая проверка, { $count } записей учтено молча
   *[other] { $feed }: первая проверка, { $count } записи учтено молча
}
debug-more = … и ещё { $count }
