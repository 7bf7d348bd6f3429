# /status: как всё обстоит прямо сейчас.
screen-status-title = 🩺 <b>Состояние</b>
screen-status-fine = ✅ Всё хорошо.
screen-status-wrong = { $count ->
    [one] ⚠️ Есть { $count } задержка:
    [few] ⚠️ Есть { $count } задержки:
    [many] ⚠️ Есть { $count } задержек:
   *[other] ⚠️ Есть { $count } задержки:
}
screen-status-waits = { $what }: { $reason }
screen-status-waits-until = { $what }: { $reason }; снова { $at }
screen-status-downloads = Загрузки
screen-status-chat = Канал
scope-youtube = YouTube
scope-google = Google
scope-telegram = Telegram
scope-upload = Отправка
scope-disk = Диск
scope-ytdlp = yt-dlp
screen-status-feed-unseeded = { $mark } <b>{ $feed }</b>: ещё не проверялось
screen-status-feed-seeded = { $count ->
    [0] { $mark } <b>{ $feed }</b>: при первой проверке пусто
    [one] { $mark } <b>{ $feed }</b>: { $count } запись при первой проверке
    [few] { $mark } <b>{ $feed }</b>: { $count } записи при первой проверке
    [many] { $mark } <b>{ $feed }</b>: { $count } записей при первой проверке
   *[other] { $mark } <b>{ $feed }</b>: { $count } записи при первой проверке
}
screen-status-looked = { " " }· проверено { $at }
screen-status-next = { " " }· снова { $at }
screen-status-posts = { $count ->
    [0] 📣 Посты в ожидании: нет
   *[other] 📣 Посты в ожидании: { $count }
}
screen-status-posts-failed = { " " }· отклонены навсегда: { $count }
screen-status-videos-none = 🎞 Видео: пока нет
screen-status-videos = 🎞 Видео: { $list }
screen-status-download-offered = по кнопке { $count }
screen-status-download-queued = в очереди { $count }
screen-status-download-fetching = скачивается { $count }
screen-status-download-fetched = скачано { $count }
screen-status-download-uploading = отправляется { $count }
screen-status-download-sent = убираю за собой { $count }
screen-status-download-done = готово { $count }
screen-status-download-skipped = пропущено { $count }
screen-status-download-failed = не получилось { $count }
screen-status-download-cancelled = отменено { $count }
screen-status-disk = { $most ->
    [none] 💾 Диск: свободно { $free }, видео занимают { $used }
   *[other] 💾 Диск: свободно { $free }, видео занимают { $used } из { $most }
}
screen-status-quota = 🎟 Квота YouTube: сегодня { $spent } из { $most } единиц ({ $percent } %), осталось { $left }
screen-status-pace = ⏱ Проверки по плану сейчас: { $list }
screen-status-versions = 🧩 { $list }
screen-status-started = ⏱ Запущен { $at }
