# Страница одной ленты, частота её проверок и конец паузы.
screen-feed-title = { $mark } <b>{ $feed }</b>
screen-feed-about-likes = О каждом вашем лайке на YouTube я пишу в канал и приношу туда видео.
screen-feed-about-subscriptions = Пишу о каждом канале, на который вы подписались или от которого отписались.
screen-feed-about-history = Пишу о каждом видео, которое вы посмотрели.
screen-feed-now = Сейчас: { $state }
screen-feed-next = Следующая проверка: { $at }
screen-feed-kinds = Событие, которое выключено, всё равно записывается и считается, но сообщения о нём не будет и потом.
button-feed-on = ▶️ Включить
button-feed-off = ⏹ Выключить
button-feed-interval = ⏱ Раз в { $every }
button-feed-channel = 📣 Канал: { $to }
button-events = 📜 Что произошло
button-kind-loud = 🔔 со звуком
button-kind-silent = 🔕 без звука
toast-kind-on = Теперь пишу об этом.
toast-kind-off = По-прежнему записываю и считаю, но не пишу, и потом тоже не напишу.

screen-interval-title = <b>{ $feed }</b>: проверка раз в <b>{ $every }</b>
screen-interval-costs = Google даёт бесплатно 10 000 единиц в день. Проверки расходуют:
screen-interval-cost = • раз в { $every }: { $units } ед. в день ({ $percent } %)
screen-interval-together = Все ленты с нынешними настройками расходуют { $percent } % дневной квоты.
screen-interval-too-much = ⚠️ На то, что найдётся, остаётся слишком мало. Когда квота кончится, проверок не будет до полуночи по Калифорнии.
screen-interval-free = История просмотра читается с вашими куки и квоту не расходует. Чем реже, тем спокойнее для аккаунта: пять минут – хороший выбор.
screen-interval-type = Пришлите число минут, от { $least } до { $most }.
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
