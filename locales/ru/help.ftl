# /help и /download без ссылки.
screen-help =
    <b>Что я делаю</b>

    Смотрю на ваш аккаунт YouTube, пишу обо всём новом в отдельные каналы и приношу видео, которые вам понравились.

    Пришлите любую ссылку на YouTube или перешлите пост с ней, и видео появится здесь.
screen-help-command = /{ $command } – { $does }
screen-download =
    <b>Скачать видео</b>

    Пришлите ссылку, отдельно или внутри любого текста: youtube.com, youtu.be, Shorts, YouTube Music, плейлисты. Или напишите /download и после него ссылку.
toast-nothing-to-cancel = Отменять нечего.
