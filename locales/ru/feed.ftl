# Страница одной ленты, частота её проверок и конец паузы.
screen-feed-title = { $mark } <b>{ $feed }</b>
screen-feed-about-likes = О каждом вашем лайке на YouTube я пишу в канал и приношу туда видео.
screen-feed-about-subscriptions = Пишу о каждом канале, на который вы подписались или от которого отписались.
screen-feed-about-history = Пишу о каждом видео, которое вы посмотрели.
screen-feed-now = Сейчас: { $state }
screen-feed-next = Следующая проверка: { $at }
screen-feed-kinds = Событие, которое выключено, всё равно записывается и считается, но сообщения о нём не будет и потом.
screen-feed-gap = Если взгляда не было дольше { $hours } ч, { $chosen ->
    [digest] о случившемся за это время рассказывает одна сводка.
    [skip] случившееся за это время записывается, но не рассказывается.
   *[all] обо всём случившемся за это время рассказывается по отдельности.
}
button-feed-gap-all = { $chosen ->
    [yes] ✅ всё
   *[no] всё
}
button-feed-gap-digest = { $chosen ->
    [yes] ✅ сводкой
   *[no] сводкой
}
button-feed-gap-skip = { $chosen ->
    [yes] ✅ пропустить
   *[no] пропустить
}
button-feed-on = ▶️ Включить
button-feed-off = ⏹ Выключить
button-feed-interval = ⏱ Как часто: { $pace }
button-feed-channel = 📣 Канал: { $to }
button-events = 📜 Что произошло
button-kind-loud = 🔔 со звуком
button-kind-silent = 🔕 без звука
toast-kind-on = Теперь пишу об этом.
toast-kind-off = По-прежнему записываю и считаю, но не пишу, и потом тоже не напишу.
button-unliked-keeps = 💔 Лайк снят: видео остаётся
button-unliked-deletes = 💔 Лайк снят: видео удаляется
toast-unliked-keeps = Если снять лайк, видео останется в канале.
toast-unliked-deletes = Теперь, если снять лайк, видео будет удалено из канала.

screen-interval-title = <b>{ $feed }</b>, как часто: <b>{ $pace }</b>
screen-interval-about = <b>Автоматически</b>: бесплатные единицы Google распределяются на весь день – чаще, пока вы активны, реже, пока тихо. Можно задать, как часто самое большее и как редко самое большее, или одно постоянное время между проверками.
screen-interval-fastest = Сколько времени должно пройти между проверками <b>как минимум</b>?
screen-interval-slowest = Сколько времени может пройти между проверками <b>самое большее</b>? Когда единицы на день кончаются, может выйти и больше.
screen-interval-seen-likes = Пока вы активны, лайк виден примерно через { $every }, а то и раньше.
screen-interval-seen-subscriptions = Пока вы активны, новая подписка видна примерно через { $every }, а отписка – через вдвое большее время.
screen-interval-seen-history = Пока вы активны, просмотр виден примерно через { $every }, а то и раньше.
screen-interval-takes = Все проверки вместе расходуют около { $units } из { $most } единиц в день ({ $percent } %).
screen-interval-too-much = ⚠️ Такое короткое постоянное время оставляет другим слишком мало. Когда единицы кончатся, проверок не будет до полуночи по Калифорнии.
screen-interval-free = История просмотра читается с вашими куки и единиц не расходует. Чем реже, тем спокойнее для аккаунта.
screen-interval-type = Пришлите число минут, от { $least } до { $most }.
button-interval-auto = Автоматически (лучше всего)
button-interval-fastest = Не чаще: { $every } ›
button-interval-slowest = Не реже: { $every } ›
pace-automatic = автоматически
pace-fixed = раз в { $every }
pace-between = от { $fastest } до { $slowest }
every-hours = { $count } ч
every-minutes = { $count } мин
every-seconds = { $count } с
toast-interval-bounds = Пришлите, пожалуйста, одно число минут от { $least } до { $most }.

screen-resume-title = ⏸ <b>Пауза</b> началась { $at }.
screen-resume-about =
    Что делать с тем, что случилось за это время? Это найдут следующие проверки.

    <b>Рассказать всё</b>: как будто паузы не было, и видео с лайками тоже придут.
    <b>Одна сводка</b>: всё одним сообщением; видео сами не придут.
    <b>Пропустить</b>: записать и посчитать, но не рассказывать.
screen-resume-not-paused = Сейчас ничего не на паузе.
button-resume-all = ▶️ Продолжить и рассказать всё
button-resume-digest = 📬 Продолжить с одной сводкой
button-resume-skip = ⏭ Продолжить и пропустить
toast-not-paused = Сейчас ничего не на паузе.
toast-resumed-all = Продолжаю. Рассказываю обо всём, что случилось.
toast-resumed-digest = Продолжаю. Одно сообщение на ленту расскажет, что случилось.
toast-resumed-skip = Продолжаю. То, что случилось, только записано.
