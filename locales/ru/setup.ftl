# Список настройки.
command-setup = настроить всё, строка за строкой
screen-setup-title = <b>Настройка</b>
screen-setup-intro = Строки можно проходить в любом порядке; остановиться и вернуться можно когда угодно.
screen-setup-next = Следующий шаг выделен.
screen-setup-done = Всё нужное сделано.
screen-setup-telegram = Загрузка в Telegram
screen-setup-channels = Каналы
screen-setup-google = Google
screen-setup-cookies = Куки
screen-setup-ready = Запуск
