# Карточки: сообщения в ответ на ссылку и загрузки, о которых просят там.
card-looking = 🔎 Смотрю, что за { $link }…
card-looking-waits = 🔎 Смотрю, что за { $link }… Это займёт больше времени: { $reason }.
card-look-failed = 🎬 { $link } не скачать: { $reason }.
card-starts = Начнётся { $at }.
card-later = Могу подождать и принести, когда закончится.
card-title = 🎬 <b>{ $title }</b>
card-channel = { $channel }
card-length = ⏱ { $length }
card-sound-only = 🔇 Картинки нет, только звук.
card-with-subtitles = 💬 С субтитрами: { $language }
card-which-subtitles = Какие субтитры? Они придут файлом .srt вместе с видео. Те, что с 🤖, распознаны автоматически.
card-language = { $language }
card-language-heard = 🤖 { $language }
card-forgotten = Эта карточка слишком старая. Пришлите ссылку ещё раз.
card-no-youtube = Это не ссылка на YouTube. Я скачиваю видео только оттуда.
card-no-video = Это страница YouTube, но не видео и не плейлист. Пришлите ссылку на видео.

card-offer = { $kind ->
    [odd] ⚠️{ " " }
    [encoded] 🐢{ " " }
   *[plays] { "" }
}{ $height }p · { $size }
card-offer-unsized = { $kind ->
    [odd] ⚠️{ " " }
    [encoded] 🐢{ " " }
   *[plays] { "" }
}{ $height }p
card-offer-parts = { $kind ->
    [odd] ⚠️{ " " }
    [encoded] 🐢{ " " }
   *[plays] { "" }
}{ $height }p · { $size } · { $parts ->
    [one] { $parts } часть
    [few] { $parts } части
    [many] { $parts } частей
   *[other] { $parts } части
}
card-offer-sound = 🎵 Звук · { $size }
card-offer-sound-unsized = 🎵 Звук
card-offer-sound-parts = 🎵 Звук · { $size } · { $parts ->
    [one] { $parts } часть
    [few] { $parts } части
    [many] { $parts } частей
   *[other] { $parts } части
}
card-offer-one-file = 📦 Одним файлом: { $height }p · { $size }
card-odd = ⚠️ может идти не на каждом устройстве (VP9 или AV1).
card-encoded = 🐢 надо перекодировать, это долго.
card-one-file = 📦 Что не помещается в один файл, придёт частями — или одним файлом, но меньше.
card-button-as-it-is = ⬇️ Принести как есть
card-button-subtitles = 💬 С субтитрами…
card-button-no-subtitles = 💬 Без субтитров
card-button-playlist = 📃 Весь плейлист…
card-button-wait = ⏳ Принести, когда выйдет
card-button-cancel-one = ✖️ Отменить: { $what }
card-button-again-one = 🔁 Ещё раз: { $what }
card-button-more = { $count ->
    [1] ⬇️ Показать следующую
    [one] ⬇️ Показать ещё { $count }
    [few] ⬇️ Показать ещё { $count }
    [many] ⬇️ Показать ещё { $count }
   *[other] ⬇️ Показать ещё { $count }
}
card-button-mend = { $place ->
    [cookies] 🍪 Прислать куки
    [telegram] ⚙️ Загрузка в Telegram
    [google] ⚙️ Google
    [downloads] ⚙️ Загрузки
   *[other] ⚙️ Посмотреть, что не так
}
card-rest = { $left ->
    [1] Показаны первые ссылки: { $taken }. Осталась ещё одна.
    [one] Показаны первые ссылки: { $taken }. Осталась ещё { $left }.
    [few] Показаны первые ссылки: { $taken }. Осталось ещё { $left }.
    [many] Показаны первые ссылки: { $taken }. Осталось ещё { $left }.
   *[other] Показаны первые ссылки: { $taken }. Осталось ещё { $left }.
}
card-rest-none = Показаны все ссылки: { $taken }.

# Что выбрано и как далеко оно продвинулось.
card-height = { $height }p
card-video = Видео
card-quality = { $quality ->
    [best] Лучшее
    [original] Оригинал
    [audio] 🎵 Звук
   *[other] { $quality }p
}
card-and-subtitles = { $wish } + 💬 { $language }
card-part = { $what }, часть { $number } из { $count }
card-queued = { $count ->
    [0] <b>{ $what }</b>: ⏳ сейчас начнётся
    [1] <b>{ $what }</b>: ⏳ в очереди, впереди одно
    [one] <b>{ $what }</b>: ⏳ в очереди, впереди { $count }
    [few] <b>{ $what }</b>: ⏳ в очереди, впереди { $count }
    [many] <b>{ $what }</b>: ⏳ в очереди, впереди { $count }
   *[other] <b>{ $what }</b>: ⏳ в очереди, впереди { $count }
}
card-waits = <b>{ $what }</b>: ⏳ ждёт: { $reason }
card-moving = <b>{ $what }</b>: { $stage }
card-stage = { $stage ->
    [extracting] 🔎 готовлюсь
    [downloading] ⬇️ скачиваю
    [merging] 🧩 собираю
    [encoding] 🐢 перекодирую
    [splitting] ✂️ делю на части
    [uploading] ⬆️ отправляю
   *[other] ⏳ работаю
}
card-percent = { $percent } %
card-speed = { $size }/с
card-of = { $done } из { $total }
card-left = осталось { $length }
card-sent = <b>{ $what }</b>: ✅ отправлено ↓
card-failed = <b>{ $what }</b>: ❌ { $reason }
card-cancelled = <b>{ $what }</b>: 🚫 отменено

card-toast-get = Добавлено в очередь.
card-toast-already = Уже в пути.
card-toast-cancel = Отменено.
card-toast-retry = Снова в очереди.
card-toast-late = Уже поздно. На карточке видно, как обстоят дела.
card-toast-telegram-first = Сначала дайте мне доступ для загрузки: это первая строка настройки.

# Плейлисты.
playlist-looking = 🔎 Смотрю плейлист…
playlist-failed = 📃 Плейлист не показать: { $reason }.
playlist-title = 📃 <b>{ $title }</b>
playlist-count = { $count ->
    [0] Он пуст.
    [one] { $count } видео
    [few] { $count } видео
    [many] { $count } видео
   *[other] { $count } видео
}
playlist-endless = Бесконечный микс; вот начало: { $known }.
playlist-known = Здесь можно выбрать только из первых { $known }.
playlist-line = <b>{ $number }.</b> { $title }{ $length }
playlist-ask = Нажмите номер, чтобы взять одно видео, или возьмите сразу несколько первых.
playlist-how-good = { $count ->
    [1] Первое видео. В каком качестве?
    [one] Первые { $count } видео. В каком качестве?
    [few] Первые { $count } видео. В каком качестве?
    [many] Первые { $count } видео. В каком качестве?
   *[other] Первые { $count } видео. В каком качестве?
}
playlist-result = Заказано: { $count } · ✅ { $sent } · ⏳ { $waiting } · ❌ { $failed }
playlist-button-first = Первые { $count }
playlist-button-all = { $count ->
    [1] ⬇️ Единственное видео
    [one] ⬇️ Все { $count }
    [few] ⬇️ Все { $count }
    [many] ⬇️ Все { $count }
   *[other] ⬇️ Все { $count }
}
playlist-button-stop = ✖️ Отменить остальные
playlist-button-retry = 🔁 Повторить неудавшиеся
playlist-toast-get = { $count ->
    [one] В очереди: { $count } видео.
    [few] В очереди: { $count } видео.
    [many] В очереди: { $count } видео.
   *[other] В очереди: { $count } видео.
}
playlist-toast-stop = { $count ->
    [one] Отменено { $count } видео.
    [few] Отменены { $count } видео.
    [many] Отменено { $count } видео.
   *[other] Отменено { $count } видео.
}
playlist-toast-retry = { $count ->
    [one] Снова в очереди: { $count } видео.
    [few] Снова в очереди: { $count } видео.
    [many] Снова в очереди: { $count } видео.
   *[other] Снова в очереди: { $count } видео.
}

# Нажатия под постами каналов.
post-toast-later = Отложено на { $hours ->
    [one] { $hours } час.
    [few] { $hours } часа.
    [many] { $hours } часов.
   *[other] { $hours } часа.
}
post-toast-cancel = Отменено.
post-toast-retry = Снова в очереди.
post-toast-get = Добавлено в очередь.
post-toast-late = Уже поздно. Сейчас: { $state }.
post-toast-gone = Этого видео я больше не знаю.
