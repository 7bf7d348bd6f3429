# Давние лайки по просьбе: выбор, во что это обойдётся, как далеко дошло, чем кончилось.
command-backfill = опубликовать давние лайки
button-backfill = 🗂 Давние лайки…

screen-backfill-title = 🗂 <b>Давние лайки</b>
screen-backfill-about = Я пишу о лайках с того дня, когда впервые их увидел. Здесь можно попросить опубликовать и более старые, в их канале, начиная с самых давних, с видео или без. То, что уже опубликовано, пропускается.
screen-backfill-before =
    <b>В прошлый раз</b>, { $at }:
    { $text }
screen-backfill-choose = Сколько? Прежде чем что-то публиковать, я покажу, во что это обойдётся.
screen-backfill-mend = 🧭 Настроить
screen-backfill-no-google = Ваш аккаунт Google ещё не подключён: прочитать лайки нельзя.
screen-backfill-no-channel = У лайков ещё нет канала: публиковать их некуда.
screen-backfill-amount = Последние { $count }
screen-backfill-other = Другое число…
screen-backfill-month = За последний месяц
screen-backfill-year = За последний год
screen-backfill-date = 📅 С даты…
screen-backfill-ask-other = Пришлите, сколько самых новых лайков взять, от 1 до { $most }.
screen-backfill-ask-date = Пришлите дату, например <code>{ $example }</code>: я возьму всё, что вы лайкнули с того дня. Дни начинаются в полночь UTC.
screen-backfill-of = 🗂 <b>{ $what }</b>
screen-backfill-reading = { $count ->
    [one] 🔎 Читаю ваши лайки… пока { $count }.
    [few] 🔎 Читаю ваши лайки… пока { $count }.
    [many] 🔎 Читаю ваши лайки… пока { $count }.
   *[other] 🔎 Читаю ваши лайки… пока { $count }.
}
screen-backfill-unread = ⚠️ Прочитать не получается: { $reason }
screen-backfill-to-post = { $count ->
    [0] Публиковать нечего.
    [one] К публикации: <b>{ $count }</b> лайк
    [few] К публикации: <b>{ $count }</b> лайка
    [many] К публикации: <b>{ $count }</b> лайков
   *[other] К публикации: <b>{ $count }</b> лайка
}
screen-backfill-known = { $count ->
    [one] уже рассказано и пропускается: { $count }
    [few] уже рассказано и пропускается: { $count }
    [many] уже рассказано и пропускается: { $count }
   *[other] уже рассказано и пропускается: { $count }
}
screen-backfill-gone = { $count ->
    [one] { $count } видео больше нет (закрыто или удалено), пропускается
    [few] { $count } видео больше нет (закрыты или удалены), пропускаются
    [many] { $count } видео больше нет (закрыты или удалены), пропускаются
   *[other] { $count } видео больше нет (закрыты или удалены), пропускаются
}
screen-backfill-truncated = Беру только последние { $most }: дальше списки YouTube не идут.
screen-backfill-length = { $count ->
    [one] 🎞 { $time } видео, { $count } файл
    [few] 🎞 { $time } видео, { $count } файла
    [many] 🎞 { $time } видео, { $count } файлов
   *[other] 🎞 { $time } видео, { $count } файла
}
screen-backfill-bytes = 📶 примерно { $size } трафика: { $half } сюда и столько же обратно
screen-backfill-over = { $count ->
    [one] { $count } – трансляция или больше ваших ограничений на одно видео: у поста будет кнопка
    [few] { $count } – трансляции или больше ваших ограничений на одно видео: у постов будет кнопка
    [many] { $count } – трансляции или больше ваших ограничений на одно видео: у постов будет кнопка
   *[other] { $count } – трансляции или больше ваших ограничений на одно видео: у постов будет кнопка
}
screen-backfill-posts-only = 📝 Только посты, трафика почти нет; под каждым есть кнопка, которая принесёт видео.
screen-backfill-lasts-videos = ⏱ примерно { $time } при скорости { $speed } Мбит/с: не чаще одного за { $every }, чтобы YouTube не потерял терпение
screen-backfill-lasts-posts = ⏱ примерно { $time }: не чаще одного за { $every }, чтобы Telegram не потерял терпение
screen-backfill-capped = До этого срок растягивают ваши ограничения на день, месяц или часы.
screen-backfill-disk = 💾 Диск: свободно { $free }; одновременно там не больше { $count } видео, самое большое – примерно { $largest }
screen-backfill-mode-videos = с видео
screen-backfill-mode-posts = только посты
screen-backfill-confirm = { $count ->
    [one] ▶️ Опубликовать { $count } лайк
    [few] ▶️ Опубликовать { $count } лайка
    [many] ▶️ Опубликовать { $count } лайков
   *[other] ▶️ Опубликовать { $count } лайка
}
screen-backfill-posted = Опубликовано <b>{ $count }</b> из { $of }
screen-backfill-line = { $text }
screen-backfill-left = ⏱ осталось примерно { $time }
screen-backfill-pause = ⏸ На паузу
screen-backfill-go = ▶️ Продолжить
screen-backfill-stop = ⏹ Остановить…
screen-backfill-stop-sure = { $count ->
    [one] Остановить? { $count } лайк ещё не опубликован и будет пропущен.
    [few] Остановить? { $count } лайка ещё не опубликованы и будут пропущены.
    [many] Остановить? { $count } лайков ещё не опубликованы и будут пропущены.
   *[other] Остановить? { $count } лайка ещё не опубликованы и будут пропущены.
}
screen-backfill-stop-open = { $count ->
    [one] { $count } видео уже в пути.
    [few] { $count } видео уже в пути.
    [many] { $count } видео уже в пути.
   *[other] { $count } видео уже в пути.
}
screen-backfill-stop-yes = Да, остановить
screen-backfill-stop-keep = Остановить, но донести то, что в пути
screen-backfill-stop-drop = Остановить и бросить то, что в пути
screen-backfill-stop-no = Нет, оставить
screen-backfill-status = 🗂 Давние лайки: опубликовано { $count } из { $of }; { $state }

backfill-what-last = { $count ->
    [one] Последние лайки: { $count }
    [few] Последние { $count } лайка
    [many] Последние { $count } лайков
   *[other] Последние { $count } лайка
}
backfill-what-since = Лайки с { $date }
backfill-days = { $count ->
    [one] { $count } день
    [few] { $count } дня
    [many] { $count } дней
   *[other] { $count } дня
}
backfill-hours = { $count } ч
backfill-minutes = { $count } мин
backfill-every-seconds = { $count } с
backfill-every-minutes = { $count } мин
backfill-state-running = ▶️ идёт
backfill-state-paused = ⏸ вы поставили на паузу
backfill-state-stopped = ⏸ на паузе: { $reason }. Когда это уладится, нажмите «Продолжить»
backfill-state-over = ⏸ пауза была из-за того, что { $reason }; это уже прошло. Нажмите «Продолжить», когда захотите
backfill-state-waits = ⏳ ждёт: { $reason }
backfill-state-until = ⏳ ждёт: { $reason }; снова { $at }
backfill-ended-done = ✅ { $what }: опубликовано { $count } из { $of }.
backfill-ended-stopped = ⏹ { $what }, остановлено: опубликовано { $count } из { $of }.
backfill-told-paused =
    ⏸ Публикация давних лайков на паузе после { $count } из { $of }: { $reason }.
    Сама она не продолжится. Когда это уладится, откройте /backfill и нажмите «Продолжить».
backfill-line-videos = Видео: { $list }
backfill-line-out = Пропущено: { $list }
backfill-line-posts = Посты: { $list }
backfill-count-fetched = пришло { $count }
backfill-count-open = в пути { $count }
backfill-count-skipped = пропущено { $count }
backfill-count-failed = не получилось { $count }
backfill-count-offered = по кнопке { $count }
backfill-count-known = уже рассказано { $count }
backfill-count-gone = больше нет { $count }
backfill-count-unliked = лайк снят { $count }
backfill-count-left = не дошла очередь { $count }
backfill-count-refused = Telegram отказал { $count }
backfill-paused = вы поставили на паузу
backfill-busy = предыдущие ещё в пути
backfill-last = последние ещё в пути
backfill-no-channel = у лайков нет канала
backfill-quota = на сегодня осталось слишком мало квоты YouTube; после полуночи по Калифорнии чтение продолжится с того же места
backfill-no-times = этот аккаунт не говорит, когда поставлен лайк; выберите число

toast-backfill-over = Уже поздно. Вот как всё обстоит сейчас.
toast-backfill-date = Пришлите, пожалуйста, дату вроде 2024-01-15, не из будущего.
toast-backfill-bounds = Пришлите, пожалуйста, целое число от 1 до { $most }.
toast-backfill-either = Пришлите, пожалуйста, число от 1 до { $most } или прошедшую дату, например 2024-01-15.
toast-backfill-one = Давние лайки уже публикуются. Сначала остановите это или дайте закончиться.
toast-backfill-confirmed = Начинаю с самого давнего.
toast-backfill-check = YouTube всё ещё просит доказать, что вы не робот. Сначала уладьте это, потом можно продолжать.
toast-backfill-stopped = Остановлено.
