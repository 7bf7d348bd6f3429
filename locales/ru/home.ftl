# Первая страница панели и страница аккаунтов.
screen-home-title = <b>Yagami</b>
screen-home-paused = ⏸ Пауза началась { $at }. То, о чём вы просите сами, всё равно придёт.
screen-home-feed = { $mark } <b>{ $feed }</b>: { $state }
screen-home-accounts = <b>Аккаунты</b>
screen-home-queue-empty = ⬇️ Очередь: пусто
screen-home-queue = { $count ->
    [1] ⬇️ Очередь: { $count } видео, добавлено { $at }
    [one] ⬇️ Очередь: { $count } видео, самое старое добавлено { $at }
    [few] ⬇️ Очередь: { $count } видео, самое старое добавлено { $at }
    [many] ⬇️ Очередь: { $count } видео, самое старое добавлено { $at }
   *[other] ⬇️ Очередь: { $count } видео, самое старое добавлено { $at }
}
screen-home-disk = 💾 Диск: свободно { $free }
screen-home-disk-unknown = 💾 Диск: сейчас не прочитать
screen-home-quota = 🎟 Квота YouTube: сегодня израсходовано { $percent } %
screen-home-unfinished = Настройка ещё не завершена.
button-pause = ⏸ Всё на паузу
button-resume = ▶️ Продолжить
button-setup = 🧭 Настройка
button-accounts = 👤 Аккаунты
button-downloads = ⬇️ Загрузки
button-queue = 📥 Очередь
button-stats = 📊 Цифры
button-status = 🩺 Состояние
button-language = 🌐 Язык
button-help = ❓ Помощь
toast-paused = Пауза. Само ничего не проверяется и не скачивается, пока вы не продолжите.
toast-look = Проверяю…
toast-look-paused = Всё на паузе. Сначала продолжите.
toast-look-nothing = Проверять нечего: лента выключена, или нет её аккаунта.

screen-accounts-title = <b>Аккаунты</b>

# Как дела у ленты: полфразы после её имени.
feed-state-off = выключено
feed-state-account = ждёт: { $account } (см. «Настройка»)
feed-state-trouble = { $reason }
feed-state-unseen = ещё не проверялось
feed-state-looking = проверяю…
feed-state-nowhere = канала пока нет, только записываю · { $at }
feed-state-fine = пишу в { $to } · { $at }
feed-this-chat = этот чат
feed-no-channel = нет
