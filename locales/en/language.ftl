# The language; the debug switch.
screen-language =
    <b>Language</b>

    Everything I say from now on, posts in your channels too. You can also write /language and en, ru or fa.
button-language-auto = As Telegram says
language-en = English
language-ru = Русский
language-fa = فارسی
toast-language = From now on I speak English.
toast-no-language = I don't speak that. These are the languages that I know.

screen-debug =
    <b>Debug: { $on }</b>

    When it is on, I tell you here what goes on inside: first looks, errors, and differences that I don’t believe and hold back. At most one message a minute.
button-debug-on = 🐞 Switch on
button-debug-off = Switch off
button-debug = 🐞 Debug
