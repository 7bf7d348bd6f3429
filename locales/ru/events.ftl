# Страницы о том, что произошло, и одна строка из них.
screen-events-title = 📜 <b>{ $feed }</b>, страница { $page }
screen-events-none = Пока ничего не произошло.
screen-events-no-more = Больше ничего нет.
screen-events-line = <b>{ $number }.</b> { $mark } { $title }{ $who } · { $at }

screen-event-title = { $mark } <b>{ $title }</b>
screen-event-gone = Этого я больше не знаю.
screen-event-channel = Канал: { $channel }
screen-event-length = Длина: { $length }
screen-event-views = Просмотры: { $views }
screen-event-handle = Псевдоним: { $handle }
screen-event-subscribers = Подписчики: { $subscribers }
screen-event-liked = Вы поставили лайк { $at }.
screen-event-unliked = Вы сняли лайк { $at }.
screen-event-vanished = Исчезло с YouTube { $at }.
screen-event-subscribed = Вы подписались { $at }.
screen-event-unsubscribed = Вы отписались { $at }.
screen-event-watched = Вы посмотрели это { $at }.
button-choose = 🎛 Качество, звук, субтитры…
