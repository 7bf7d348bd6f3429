# Which subtitles are sent along with videos.
screen-subtitles =
    <b>Субтитры</b>

    Внутри видео Telegram их не показывает, поэтому они приходят файлом <code>.srt</code> в ответ на него. Языки, которых у видео нет, пропускаются. Для видео по ссылке их можно выбрать и отдельно.
# $languages: their names, or "many".
screen-subtitles-chosen = • Субтитры: <b>{ $count ->
    [0] нет
    [one] { $languages ->
        [many] на { $count } языке
       *[few] { $languages }
    }
    [few] { $languages ->
        [many] на { $count } языках
       *[few] { $languages }
    }
    [many] { $languages ->
        [many] на { $count } языках
       *[few] { $languages }
    }
   *[other] { $languages ->
        [many] на { $count } языка
       *[few] { $languages }
    }
}</b>
screen-subtitles-automatic-on = • Если никто не написал: <b>созданные самим YouTube</b>, в удобном для чтения виде
screen-subtitles-automatic-off = • Только <b>написанные человеком</b>
screen-subtitles-open = Субтитры
button-subtitles-automatic-on = 🤖 Автоматические тоже подойдут
button-subtitles-automatic-off = 🤖 Без автоматических
