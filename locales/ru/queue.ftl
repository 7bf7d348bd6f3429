# Очередь загрузок: её страницы, одна её строка, уборка.
screen-queue-title = { $count ->
    [0] 📥 <b>Очередь</b>
    [one] 📥 <b>Очередь</b>: { $count } видео
    [few] 📥 <b>Очередь</b>: { $count } видео
    [many] 📥 <b>Очередь</b>: { $count } видео
   *[other] 📥 <b>Очередь</b>: { $count } видео
}
screen-queue-empty = Сейчас ничего в пути нет. Лайкните видео или пришлите ссылку.
screen-queue-line = <b>{ $number }.</b> { $title } – { $state }, добавлено { $at }{ $why }
screen-queue-waits = ⏳ ждёт: { $reason }
button-drop = 🧹 Прибраться…
button-earlier = ‹ раньше
button-further = дальше ›
download-offered = по кнопке
download-queued = в очереди
download-fetching = скачивается
download-fetched = скачано
download-uploading = отправляется
download-sent = отправлено
download-done = отправлено
download-skipped = пропущено
download-failed = не получилось
download-cancelled = отменено
download-moving = { $state } ({ $percent } %)

screen-item-title = 🎬 <b>{ $title }</b>
screen-item-gone = Этой загрузки я больше не знаю.
screen-item-state = ⬇️ { $state }, { $at }
screen-item-because = Почему: { $reason }
screen-item-asked = Вы попросили об этом { $at }.
screen-item-automatic = Добавлено по вашему лайку { $at }.
button-item = ⬇️ В пути…
button-item-first = ⏫ Принести первым
button-item-later = 🕒 через { $hours } ч
button-item-cancel = ✖️ Отменить загрузку
toast-asked = Уже в пути.
toast-item-cancel = Отменено.
toast-item-retry = Снова в очереди.
toast-item-later = Отложено.
toast-item-first = Пойдёт первым.
toast-item-late = Уже поздно. Вот как всё обстоит сейчас.
screen-queue-waits-until = ⏳ ждёт до { $at }: { $reason }
screen-queue-paused = ⏸ Загрузки на паузе с { $at }. Что уже на диске, всё равно отправляется, и что вы просите сами, приходит.
button-queue-hold-on = ⏸ Загрузки на паузу
button-queue-hold-off = ▶️ Продолжить загрузки
toast-queue-hold-on = Само ничего больше не скачивается. О лайках рассказываю по-прежнему.
toast-queue-hold-off = Загрузки продолжаются.
download-moving-fast = { $state } ({ $percent } %, { $speed }/с, осталось { $left })
button-item-up = 🔼 Выше
button-item-down = 🔽 Ниже
button-item-hold = ⏸ Придержать, пока не скажу
button-item-go = ▶️ Продолжить сейчас
toast-item-up = На место выше.
toast-item-down = На место ниже.
toast-item-end = Дальше в своей группе двигать некуда.
toast-item-hold = Ждёт, пока вы не скажете.
toast-item-go = Продолжается.

screen-drop-title =
    <b>Прибраться в очереди</b>

    То, что ещё не началось, убирается из очереди. Посты остаются, и под каждым есть кнопка, которая всё-таки принесёт видео.
screen-drop-sure = { $days ->
    [0] Убрать { $count ->
        [1] <b>единственное видео</b>, которое ждёт
        [one] <b>все ожидающие видео ({ $count })</b>
        [few] <b>все ожидающие видео ({ $count })</b>
        [many] <b>все ожидающие видео ({ $count })</b>
       *[other] <b>все ожидающие видео ({ $count })</b>
    }?
   *[other] Убрать { $count ->
        [1] <b>{ $count } видео</b>, которое ждёт
        [one] <b>{ $count } видео</b>, которые ждут
        [few] <b>{ $count } видео</b>, которые ждут
        [many] <b>{ $count } видео</b>, которые ждут
       *[other] <b>{ $count } видео</b>, которые ждут
    } дольше { $days ->
        [one] { $days } дня
        [few] { $days } дней
        [many] { $days } дней
       *[other] { $days } дня
    }?
}
screen-drop-none = Столько ещё ничего не ждёт.
button-drop-older = { $days ->
    [0] Все, что ждут ({ $count })
    [one] Старше { $days } дня ({ $count })
    [few] Старше { $days } дней ({ $count })
    [many] Старше { $days } дней ({ $count })
   *[other] Старше { $days } дня ({ $count })
}
button-drop-yes = { $count ->
    [one] Да, убрать { $count } видео
    [few] Да, убрать { $count } видео
    [many] Да, убрать { $count } видео
   *[other] Да, убрать { $count } видео
}
button-drop-no = Нет, оставить
toast-dropped = { $count ->
    [one] Убрано { $count } видео.
    [few] Убраны { $count } видео.
    [many] Убрано { $count } видео.
   *[other] Убрано { $count } видео.
}
