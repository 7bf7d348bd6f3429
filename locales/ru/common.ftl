# Кнопки и фразы, общие для многих экранов.
button-back = ‹ Назад
button-home = ‹ Панель
button-again = 🔁 Ещё раз
button-cancel = ✖️ Отменить
button-open = ▶️ Открыть на YouTube
button-download = ⬇️ Скачать
button-other = другое…
button-look = 🔄 Проверить сейчас
button-refresh = 🔄 Обновить
button-newer = ‹ новее
button-older = старее ›
on = включена
off = выключена
unknown = неизвестно
list-comma = { ", " }
toast-old-button = Эта кнопка из старого сообщения. Вот как всё обстоит сейчас.
hint-no-command = Такой команды нет. Что я умею, покажет /help.
hint-text = Пришлите ссылку на YouTube, и я принесу видео. Или откройте /menu.
hint-other = Это мне не подходит. Пришлите ссылку на YouTube текстом или файл там, где я его прошу.
hint-edited = Я читаю сообщения, когда они приходят; правка ничего не меняет. Пришлите заново.

# Три ленты, шесть видов событий, аккаунты.
feed-likes = Лайки
feed-subscriptions = Подписки
feed-history = История просмотра
kind-liked = Лайк
kind-unliked = Лайк снят
kind-vanished = Исчезло
kind-subscribed = Подписка
kind-unsubscribed = Отписка
kind-watched = Просмотр
account-telegram = Telegram
account-google = Google
account-cookies = Куки

size-mb = { $n } МБ
size-gb = { $n } ГБ
size-tb = { $n } ТБ

# Что делает каждая команда, как её показывает меню Telegram.
command-menu = панель: как обстоят дела и все настройки
command-status = состояние, проверки, очередь, версии
command-download = видео по ссылке на YouTube
command-queue = видео, которые в пути
command-likes = ваши последние лайки
command-history = что вы смотрели в последнее время
command-subscriptions = подписки и отписки
command-stats = цифры по дням и неделям
command-private = какое-то время не рассказывать, что вы смотрите
command-pause = поставить всё на паузу
command-resume = продолжить после паузы
command-config = панель: как обстоят дела и все настройки
command-language = English, Русский, فارسی
command-help = что я умею
command-cancel = прервать то, что начато

# Что страница бота говорит о нём всем.
about-bot =
    Я пишу об одном человеке: о его лайках, подписках и истории просмотра на YouTube, в его собственных каналах Telegram. И приношу туда сами видео.

    Слушаюсь только того, кто меня запустил.
about-bot-short = Лайки, подписки и история YouTube в ваших собственных каналах Telegram.
