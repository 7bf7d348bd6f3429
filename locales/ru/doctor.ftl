# Доктор: проверка каждой части и что с ней делать. `which` — что найдено.
command-doctor = проверить каждую часть и сказать, что делать
button-doctor = 🩺 Проверить всё
button-doctor-again = 🔁 Проверить снова
screen-doctor-title = 🩺 <b>Доктор</b>
screen-doctor-none = Я осмотрю каждую часть приложения и скажу, что делать, если что-то не так. Это займёт несколько секунд.
screen-doctor-under-way = 🔄 Осматриваю каждую часть…
screen-doctor-checked = Проверено { $at }.
screen-doctor-fine = Всё в порядке.
screen-doctor-counts = Исправить: { $bad }. Принять к сведению: { $warn }.
doctor-app-running = Приложение работает. /doctor в его чате проверит ещё сеансы, чаты, доступ к Google и cookies.
doctor-app-stopped = Приложение не запущено. Запустите его, и /doctor в его чате проверит ещё сеансы, чаты, доступ к Google и cookies.

doctor-name-python = Python
doctor-name-machine = Компьютер
doctor-name-data = Папка данных
doctor-name-work = Рабочая папка
doctor-name-ffmpeg = ffmpeg
doctor-name-deno = deno
doctor-name-proxy = Прокси
doctor-name-po_tokens = PO-токены
doctor-name-database = База данных
doctor-name-key = Ключ хранилища
doctor-name-token = Бот
doctor-name-clock = Часы
doctor-name-telegram = Telegram
doctor-name-chat = Чат
doctor-name-google = Google
doctor-name-quota = Единицы Google
doctor-name-cookies = Cookies
doctor-name-ytdlp = yt-dlp
doctor-name-updates = Обновление
doctor-name-waits = Ждёт вас

doctor-python = { $which ->
    [fine] { $version }
   *[other] версия { $version } слишком старая: установите Python 3.11 или новее.
}
doctor-machine = { $which ->
    [fine] { $kind }
   *[other] { $kind } не подходит: нужна 64-битная система на x86 или ARM.
}
doctor-data = { $which ->
    [fine] свободно { $free } ГБ
    [missing] { $path } ещё нет; её создаст первый запуск.
    [open] в неё могут заглянуть другие пользователи: <code>chmod 700 { $path }</code>
    [low] свободно только { $free } ГБ: освободите место на диске.
   *[other] в { $path } нельзя писать: отдайте её пользователю, от которого работает Yagami.
}
doctor-work = { $which ->
    [fine] свободно { $free } ГБ
    [missing] { $path } ещё нет; её создаст первый запуск.
    [open] в неё могут заглянуть другие пользователи: <code>chmod 700 { $path }</code>
    [low] свободно только { $free } ГБ: большие видео ждут, пока появится место.
   *[other] в { $path } нельзя писать: отдайте её пользователю, от которого работает Yagami.
}
doctor-ffmpeg = { $which ->
    [fine] { $version }
    [lacks] сборка { $version } не умеет { $list }: установите системный ffmpeg или уберите YAGAMI_FFMPEG.
   *[other] не найден: установите ffmpeg или укажите его в YAGAMI_FFMPEG.
}
doctor-deno = { $which ->
    [fine] { $version }
   *[other] не найден, и загадки YouTube решать нечем: <code>./yagami install</code>
}
doctor-proxy = { $which ->
    [none] не задан
    [fine] для { $whose }: { $at } отвечает
   *[other] для { $whose }: { $at } не отвечает; запустите его или исправьте адрес.
}
doctor-po_tokens = { $which ->
    [fine] сервер { $at } отвечает
    [unlike] версия сервера { $at }: { $version }, а здесь установлена его часть { $wanted }; запустите такую же.
   *[other] сервер { $at } не отвечает, и видео загружаются без него; запустите его или исправьте адрес.
}
doctor-database = { $which ->
    [fine] цела, { $size } МБ, версия { $version }
    [missing] её ещё нет; создаст первый запуск.
    [older] версия { $version }; следующий запуск обновит её, сначала сделав копию.
    [newer] её записала более новая Yagami (версия { $version }): запустите её или восстановите более старую копию.
    [foreign] она принадлежит другой программе: укажите другую папку данных.
    [locked] её держит другая программа: завершите её.
   *[other] она повреждена: <code>./yagami restore FILE</code> с последней копией.
}
doctor-key = { $which ->
    [fine] прочитать его можете только вы
    [environment] он берётся из окружения
    [missing] его ещё нет; создаст первый запуск.
    [open] его могут прочитать другие пользователи: <code>chmod 600 { $path }</code>
    [lost] он пропал, а с ним и секреты: верните vault.key или восстановите копию.
    [wrong] секреты запечатаны другим ключом: дайте тот.
   *[other] он не годится: нужны 32 байта в base64, в файле, который Yagami может прочитать.
}
doctor-token = { $which ->
    [fine] { $name } отвечает
    [refused] Telegram не знает такого токена: возьмите тот, что показывает @BotFather.
   *[other] Telegram недоступен ({ $kind }): проверьте сеть и прокси.
}
doctor-clock = { $which ->
    [fine] верны
    [ahead] спешат на { $seconds } с: <code>timedatectl set-ntp true</code>
    [behind] отстают на { $seconds } с: <code>timedatectl set-ntp true</code>
   *[other] сравнить было не с чем.
}
doctor-telegram = { $which ->
    [fine] { $account ->
        [bot] сеанс бота работает
       *[user] ваш сеанс работает
    }
    [missing] ещё не настроен: /menu, затем Telegram.
    [alone] вы не вошли, поэтому загружает бот: до 2 ГБ на файл.
   *[other] { $account ->
        [bot] сеанс бота не работает: { $reason }.
       *[user] ваш сеанс не работает: { $reason }.
    }
}
doctor-chat = { $which ->
    [fine] { $feed }: могу писать в «{ $chat }»
    [missing] { $feed }: пока нигде не рассказываю; выберите канал в /menu.
    [mute] { $feed }: мне нельзя писать в «{ $chat }»; сделайте меня администратором с правом публикации.
   *[other] { $feed }: не вижу «{ $chat }» ({ $kind }); добавьте меня снова администратором.
}
doctor-google = { $which ->
    [fine] подключён
    [missing] не подключён, лайков и подписок не видно: /menu, затем Google.
   *[other] доступ больше не действует: /menu, затем Google, и подключите снова.
}
doctor-quota = { $which ->
    [fine] сегодня потрачено { $spent } из { $most }
   *[other] сегодня потрачено { $spent } из { $most }: до полуночи по тихоокеанскому времени смотрю реже. Ничего не потеряется.
}
doctor-cookies = { $which ->
    [fine] их сеанс жив
    [missing] их нет, историю просмотров не видно: /menu, затем Cookies.
    [dead] YouTube завершил их сеанс: пришлите новые.
   *[other] ещё не проверены.
}
doctor-ytdlp = { $which ->
    [fine] { $version }
    [old] версии { $version } уже { $days } дн.: возьмите новее в /ytdlp.
   *[other] { $version } не справляется с видео: возьмите другую в /ytdlp.
}
doctor-updates = { $which ->
    [fine] новые версии yt-dlp берутся сами
    [off] новые версии yt-dlp берутся только по вашей команде: /ytdlp
   *[other] последний поиск новых версий yt-dlp не удался: почему, скажет /ytdlp.
}
doctor-waits = { $which ->
    [fine] ничего
   *[other] { $reason }.
}
