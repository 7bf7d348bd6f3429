# Язык; переключатель отладки.
screen-language =
    <b>Язык</b>

    На нём будет всё, что я скажу дальше, посты в каналах тоже. Можно и написать /language и en, ru или fa.
button-language-auto = Как в Telegram
language-en = English
language-ru = Русский
language-fa = فارسی
toast-language = Теперь я говорю по-русски.
toast-no-language = Этого языка я не знаю. Вот те, что знаю.

screen-debug =
    <b>Отладка: { $on }</b>

    Когда она включена, я рассказываю здесь, что происходит внутри: первые проверки, ошибки и изменения, которым я не верю и которые придерживаю. Не чаще одного сообщения в минуту.
button-debug-on = 🐞 Включить
button-debug-off = Выключить
button-debug = 🐞 Отладка
