# Экран «Запуск»: сколько скачивать, прикидка, во что это выльется, и конец настройки.

screen-ready-title =
    <b>Сколько скачивать</b>

    Каждое видео, которое вы лайкнули, скачивается и попадает в ваш канал. Если оно не проходит по лимитам, пост всё равно будет, с кнопкой, которая его принесёт.
screen-ready-what = <b>Что приходит</b>
screen-ready-how-much = <b>Сколько приходит само</b> (на то, что вы просите сами, не действует)
screen-ready-chosen-quality = • Качество: <b>{ $quality ->
    [best] лучшее, которое идёт везде (до 1080p)
    [original] оригинал, до 4K (идёт не везде)
    [audio] только звук
   *[other] { $quality }p
}</b>
screen-ready-chosen = { $what ->
    [minutes] • Длина видео: <b>{ $value ->
        [none] любая
       *[other] не больше { $value } мин
    }</b>
    [megabytes] • Размер видео: <b>{ $value ->
        [none] любой
       *[other] не больше { $value } МБ
    }</b>
    [day] • За день: <b>{ $value ->
        [none] сколько угодно
       *[other] не больше { $value } ГБ
    }</b>
    [disk] • На диске: <b>{ $value ->
        [none] сколько угодно
       *[other] не больше { $value } ГБ
    }</b>
   *[month] • За месяц: <b>{ $value ->
        [none] сколько угодно
       *[other] не больше { $value } ГБ
    }</b>
}
screen-ready-chosen-any-hour = • Часы: <b>в любое время</b>
screen-ready-chosen-hours = • Часы: <b>с { $begins } до { $ends }</b>
screen-ready-chosen-sponsorblock = • SponsorBlock: <b>{ $count ->
    [0] выключен
    [one] вырезает { $count } вид вставок
    [few] вырезает { $count } вида вставок
    [many] вырезает { $count } видов вставок
   *[other] вырезает { $count } вида вставок
}</b>
screen-ready-chosen-large = • Если не помещается в один файл: <b>{ $large ->
    [fit] картинка поменьше, одним файлом
   *[split] частями
}</b>
screen-ready-chosen-convert = • Перекодирование: <b>{ $convert ->
    [on] если иначе идёт не везде
   *[off] никогда
}</b>
screen-ready-pick = { $what ->
    [quality] Качество
    [minutes] Длина
    [megabytes] Размер
    [day] За день
    [month] За месяц
    [hours] Часы
    [disk] Диск
    [large] Большие
    [convert] Кодирование
   *[sponsorblock] SponsorBlock
}
screen-ready-guess = 🔮 Прикинуть по моим лайкам
screen-ready-finish = ✅ Готово

screen-ready-guessing = 🔮 Смотрю ваши последние лайки, чтобы прикинуть объём…
screen-ready-guess-failed = 🔮 Прикинуть не вышло: { $reason }.
screen-ready-no-google = 🔮 Когда Google будет подключён, я прикину объём по вашим лайкам.
screen-ready-no-guess = 🔮 Могу прикинуть объём по вашим последним лайкам.
screen-ready-too-few = 🔮 Лайков пока слишком мало, чтобы прикинуть.
screen-ready-guessed = 🔮 Судя по последним лайкам ({ $likes }): примерно <b>{ $rate } в день</b>, или { $minutes } мин видео. Это <b>{ $day } ГБ в день, { $month } ГБ в месяц</b>, туда и обратно вместе.
screen-ready-left-out = { $percent } % из них не проходят по лимитам на одно видео.
screen-ready-over-cap = ⚠️ Это больше вашего лимита на день или месяц: когда он кончится, видео ждут следующего дня или месяца, или пока вы не нажмёте их кнопку.

screen-ready-pick-quality =
    <b>Качество</b>

    { "" }H.264 воспроизводится на любом устройстве, и на YouTube он есть до 1080p. Оригинал — лучшая картинка, какая есть, до 4K и выше, но на телефонах вместо неё может быть чёрный экран или просто файл.
screen-ready-quality-button = { $chosen ->
    [yes] ✅{ " " }
   *[no] { "" }
}{ $quality ->
    [best] Лучшее
    [original] Оригинал
    [audio] Только звук
   *[other] { $quality }p
}{ $month ->
    [none] { "" }
   *[other] { " " }· ~{ $month } ГБ/мес.
}
screen-ready-pick-minutes =
    <b>Длина видео</b>

    О более длинных я напишу, но скачаю их только по кнопке.
screen-ready-pick-megabytes =
    <b>Размер видео</b>

    Если видео больше, оно придёт в меньшем разрешении, а если и это не поможет, только по кнопке.
screen-ready-pick-day =
    <b>Гигабайты за день</b>

    Считается всё: то, что приходит с YouTube и уходит в Telegram, а также проверки и этот чат.
screen-ready-pick-month =
    <b>Гигабайты за месяц</b>

    Считается всё: то, что приходит с YouTube и уходит в Telegram, а также проверки и этот чат.
screen-ready-pick-disk =
    <b>Место на диске</b>

    Сколько могут занимать видео, пока они в пути. Каждое удаляется сразу после отправки.
screen-ready-pick-large =
    <b>Не помещается в один файл</b>

    Telegram принимает файлы до 2 ГБ, а от аккаунта с Premium — до 4 ГБ. Что больше, приходит частями в выбранном качестве или с картинкой поменьше, чтобы поместиться в один файл. Если не помещается ничего, оно приходит частями в любом случае.
screen-ready-large-button = { $chosen ->
    [yes] ✅{ " " }
   *[no] { "" }
}{ $large ->
    [fit] Один файл, картинка меньше
   *[split] Частями
}
screen-ready-pick-convert =
    <b>Перекодирование</b>

    Некоторые видео есть на YouTube только в форматах, которые идут не везде (VP9, AV1). Я могу перекодировать их в H.264 здесь. ⚠️ Это тяжёлая работа: на маленьком компьютере <b>одно видео займёт часы</b>, а следующие будут ждать. Без этого о таком видео просто сообщается, с кнопкой, которая приносит его как есть.
screen-ready-convert-button = { $chosen ->
    [yes] ✅{ " " }
   *[no] { "" }
}{ $convert ->
    [on] Перекодировать, если надо
   *[off] Не перекодировать
}
screen-ready-value = { $chosen ->
    [yes] ✅{ " " }
   *[no] { "" }
}{ $value }{ " " }{ $what ->
    [minutes] мин
    [megabytes] МБ
   *[other] ГБ
}
screen-ready-no-limit = { $chosen ->
    [yes] ✅{ " " }
   *[no] { "" }
}Без лимита
screen-ready-type = Нажмите кнопку или пришлите другое число.
toast-pick-bounds = Пришлите, пожалуйста, одно число от { $least } до { $most } или нажмите кнопку.
screen-ready-pick-hours =
    <b>Часы</b>

    Когда видео могут скачиваться сами? То, о чём вы просите, приходит в любое время.

    На кнопках часы по <b>UTC</b>: у вас сейчас { $now }, а там <b>{ $utc }</b>. С какого часа?
screen-ready-pick-hours-to =
    <b>Часы</b>

    С { $utc } UTC (у вас это { $begins }). До какого часа по UTC?
screen-ready-any-hour = { $chosen ->
    [yes] ✅{ " " }
   *[no] { "" }
}В любое время
screen-ready-sponsorblock =
    <b>SponsorBlock</b>

    Зрители отмечают места, которые не относятся к самому видео; я могу их вырезать. Нажмите, что убрать. Разрез попадает на ключевой кадр, поэтому секунда может пропасть или остаться.
screen-ready-sponsor-button = { $chosen ->
    [yes] ✂️
   *[no] ⬜
} { $category ->
    [sponsor] Реклама спонсоров
    [selfpromo] Самореклама канала
    [interaction] «Ставьте лайк, подписывайтесь»
    [intro] Заставки
    [outro] Концовки и титры
    [preview] Анонсы и краткие пересказы
    [hook] Завлекалки в начале
    [filler] Отступления и шутки
   *[music_offtopic] Не музыка в клипах
}

screen-ready-not-all = Принято. Строкам ниже ещё кое-что нужно.
screen-ready-all-set = ✅ <b>Всё настроено.</b>
screen-ready-seeded = { $feed ->
    [likes] ❤️ Лайки:
    [subscriptions] 📺 Подписки:
   *[history] 🎬 История просмотра:
} { $count ->
    [0] при первой проверке пусто; пишу о том, что появится дальше
    [one] { $count } при первой проверке; пишу о том, что появится дальше
    [few] { $count } при первой проверке; пишу о том, что появится дальше
    [many] { $count } при первой проверке; пишу о том, что появится дальше
   *[other] { $count } при первой проверке; пишу о том, что появится дальше
}
screen-ready-first-look = { $feed ->
    [likes] ❤️ Лайки:
    [subscriptions] 📺 Подписки:
   *[history] 🎬 История просмотра:
} первая проверка { $at }; о том, что там уже есть, не пишу
screen-ready-not-yet = { $feed ->
    [likes] ❤️ Лайки: ждут Google
    [subscriptions] 📺 Подписки: ждут Google
   *[history] 🎬 История просмотра: ждёт куки
}
screen-ready-trouble = { $feed ->
    [likes] ❤️ Лайки:
    [subscriptions] 📺 Подписки:
   *[history] 🎬 История просмотра:
} { $reason }
screen-ready-try =
    <b>Попробуйте</b>
    • Лайкните видео на YouTube: через несколько минут оно появится в вашем канале.
    • Пришлите мне ссылку на YouTube: видео придёт сюда.
    • /status покажет, как обстоят дела.
screen-ready-party = 🎉 <b>Всё настроено.</b> Дальше я работаю сам и напишу, только если понадобитесь вы.

screen-ready-line-none = <b>Запуск</b>: выберите, сколько скачивать
screen-ready-line-done = <b>Запуск</b>: скачиваю { $quality ->
    [best] в лучшем качестве
    [original] в оригинальном качестве
    [audio] только звук
   *[other] в { $quality }p
}
