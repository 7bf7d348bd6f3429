# Посты в каналах: жирный заголовок, по факту на строку, потом ссылка.
post-watched = 🎬 Просмотрено
post-liked = ❤️ Понравилось
post-unliked = 💔 Лайк снят
post-vanished = 🫥 Исчезло с YouTube
post-subscribed = 📺 Новая подписка
post-unsubscribed = 👋 Подписка отменена
# $ending: последняя цифра, по которой в других языках ставится окончание. Здесь оно всегда одно.
post-again = (снова, { $times }-й { $ending ->
   *[other] раз
})
post-title = Название: { $title }
post-channel = Канал: { $channel }
post-duration = Длина: { $duration }
post-views = Просмотры: { $views }
post-handle = Псевдоним: { $handle }
post-subscribers = Подписчики: { $subscribers }
post-videos = Видео: { $videos }
post-about = О канале: { $about }
post-since = (подписка была с { $date })
post-why = Причина: { $reason }
post-why-private = доступ закрыт
post-why-deleted = удалено
post-why-terminated = канал удалён
post-why-gone = YouTube не сообщает
post-status = Статус: { $status }
post-link = 🔗 { $link }
post-saved = 💾 Сохранённая копия: { $chat }
post-saved-here = 💾 Сохранённая копия: в вашем чате со мной

# Под постом, видео которого в очереди или могло бы в ней быть.
post-button-later = 🕒 Позже
post-button-cancel = ✖️ Отменить
post-button-retry = 🔁 Ещё раз
post-button-get = ⬇️ Скачать

# Одно сообщение о многих событиях: заголовок со счётом и по строке на событие.
post-digest = 📬 Тем временем — { $counted }
post-digest-since = 📬 С { $since } — { $counted }
post-digest-vanished-only = 🫥 { $count ->
    [one] Исчезло { $count } понравившееся видео
    [few] Исчезли { $count } понравившихся видео
    [many] Исчезло { $count } понравившихся видео
   *[other] Исчезло { $count } понравившегося видео
}; { $saved ->
    [0] копий у вас нет
    [one] у вас есть { $saved } копия
    [few] у вас есть { $saved } копии
    [many] у вас есть { $saved } копий
   *[other] у вас есть { $saved } копии
}
post-digest-count-liked = понравилось: { $count }
post-digest-count-unliked = снято лайков: { $count }
post-digest-count-vanished = исчезло: { $count }
post-digest-count-subscribed = новых подписок: { $count }
post-digest-count-unsubscribed = отменено подписок: { $count }
post-digest-count-watched = просмотрено: { $count }
post-digest-watched = 🎬 { $title }
post-digest-liked = ❤️ { $title }
post-digest-unliked = 💔 { $title }
post-digest-vanished = 🫥 { $title }
post-digest-subscribed = 📺 { $title }
post-digest-unsubscribed = 👋 { $title }
post-digest-why = ({ $reason })
post-digest-saved = 💾 копия
post-digest-more = … и ещё { $count }

caption = ❤️ { $title } — { $channel } ({ $duration })
caption-without-channel = ❤️ { $title } ({ $duration })
caption-asked = { $title } — { $channel } ({ $duration })
caption-asked-without-channel = { $title } ({ $duration })
caption-part = Часть { $number }/{ $count } ({ $duration })
caption-no-subtitles = Субтитров на { $count ->
    [one] этом языке
    [few] этих языках
    [many] этих языках
   *[other] этих языках
} нет: { $language }
caption-subtitles = Субтитры: { $language }
caption-subtitles-automatic = Субтитры: { $language } (автоматические)
caption-more-chapters = …и ещё { $count }

# Строка статуса в посте, видео которого скачивается.
status-offered = не скачано
status-offered-because = не скачано: { $reason }
status-queued = ⏳ в очереди
status-waiting = ⏳ ждёт: { $reason }
status-downloading = ⬇️ скачивается
status-encoding = 🐢 перекодируется
status-uploading = ⬆️ отправляется
status-sent = ✅ отправлено
status-skipped = ⏭ пропущено: { $reason }
status-failed = ❌ не получилось: { $reason }
status-cancelled = 🚫 отменено
status-removed = 🗑 удалено: лайк снят
