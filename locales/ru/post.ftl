# Посты в каналах: жирный заголовок, по факту на строку, потом ссылка.
post-watched = 🎬 Просмотрено
post-liked = ❤️ Понравилось
post-unliked = 💔 Лайк снят
post-vanished = 🫥 Исчезло с YouTube
post-subscribed = 📺 Новая подписка
post-unsubscribed = 👋 Подписка отменена
post-title = Название: { $title }
post-channel = Канал: { $channel }
post-duration = Длина: { $duration }
post-views = Просмотры: { $views }
post-handle = Псевдоним: { $handle }
post-subscribers = Подписчики: { $subscribers }
post-videos = Видео: { $videos }
post-about = О канале: { $about }
post-since = (подписка была с { $date })
post-status = Статус: { $status }
post-link = 🔗 { $link }

# Под постом, видео которого в очереди или могло бы в ней быть.
post-button-later = 🕒 Позже
post-button-cancel = ✖️ Отменить
post-button-retry = 🔁 Ещё раз
post-button-get = ⬇️ Скачать

# Одно сообщение обо всём, что случилось за паузу: заголовок и по строке на событие.
post-digest = { $count ->
    [one] 📬 Пока была пауза: { $count } событие
    [few] 📬 Пока была пауза: { $count } события
    [many] 📬 Пока была пауза: { $count } событий
   *[other] 📬 Пока была пауза: { $count } события
}
post-digest-watched = 🎬 { $title }
post-digest-liked = ❤️ { $title }
post-digest-unliked = 💔 { $title }
post-digest-vanished = 🫥 { $title }
post-digest-subscribed = 📺 { $title }
post-digest-unsubscribed = 👋 { $title }
post-digest-more = … и ещё { $count }

caption = ❤️ { $title } — { $channel } ({ $duration })
caption-without-channel = ❤️ { $title } ({ $duration })
caption-asked = { $title } — { $channel } ({ $duration })
caption-asked-without-channel = { $title } ({ $duration })
caption-part = Часть { $number }/{ $count } ({ $duration })
caption-no-subtitles = Субтитров на этом языке нет: { $language }
caption-subtitles = Субтитры: { $language }

# Строка статуса в посте, видео которого скачивается.
status-offered = не скачано
status-offered-because = не скачано: { $reason }
status-queued = ⏳ в очереди
status-waiting = ⏳ ждёт: { $reason }
status-downloading = ⬇️ скачивается
status-uploading = ⬆️ отправляется
status-sent = ✅ отправлено
status-skipped = ⏭ пропущено: { $reason }
status-failed = ❌ не получилось: { $reason }
status-cancelled = 🚫 отменено
