# yt-dlp, программа, которая скачивает видео: какая версия работает и как она обновляется.
command-ytdlp = какой yt-dlp скачивает видео; взять новее, вернуться
button-ytdlp = 🧰 yt-dlp
screen-ytdlp-title =
    🧰 <b>yt-dlp</b>

    Эта программа скачивает видео с YouTube. YouTube часто меняется, и старая версия рано или поздно перестаёт работать.
screen-ytdlp-in-use = { $kind ->
    [builtin] Работает: <b>{ $version }</b>, из комплекта Yagami
   *[taken] Работает: <b>{ $version }</b>
}
screen-ytdlp-released = { " " }· вышла { $at }
screen-ytdlp-broken = ⚠️ Она больше не справляется с YouTube; видео ждут новой.
screen-ytdlp-version = { $version }
screen-ytdlp-kept = Хранятся, чтобы вернуться: { $list }
screen-ytdlp-newest = Самая новая: { $version }
screen-ytdlp-failed = Проверена и не взята: { $version }, { $at }: { $reason }
screen-ytdlp-looked = Новые версии я искал { $at }.
screen-ytdlp-not-looked = Последняя попытка не удалась: { $reason }.
screen-ytdlp-looking = 🔄 Ищу новые версии…
screen-ytdlp-taking = 📥 Скачиваю { $version } и проверяю на известном видео…
screen-ytdlp-came-to-nothing = ⚠️ Не получилось: { $reason }.
screen-ytdlp-updates-on = ✅ Новая версия берётся сама, когда ей исполняется 48 часов, или сразу, если нынешняя не работает. Сначала она должна справиться с известным видео.
screen-ytdlp-updates-off = ⏸ Новые версии берутся, только когда вы нажмёте кнопку здесь.
button-ytdlp-look = 🔄 Искать новые сейчас
button-ytdlp-take = 📥 Взять { $version } сейчас
button-ytdlp-back = ↩️ Вернуться к { $version }
button-ytdlp-updates-on = ✅ Обновлять автоматически
button-ytdlp-updates-off = ⏸ Не обновлять автоматически
toast-ytdlp-updates-on = Новые версии берутся сами.
toast-ytdlp-updates-off = Новые версии — только по вашей команде.
toast-ytdlp-back = Со следующего видео: { $version }.

# Отдельным сообщением.
ytdlp-told-taken = 🧰 Теперь работает yt-dlp <b>{ $version }</b>. Прежняя версия сохранена.
ytdlp-told-fell = ↩️ yt-dlp <b>{ $version }</b> не смогла скачать первые же видео, и я вернулся к прежней. Она больше не пробуется; более новая — да.
ytdlp-told-useless =
    ⚠️ <b>yt-dlp не работает, и новая версия тоже</b>

    Я попробовал { $version }, и она тоже не справилась. Видео ждут, всё остальное работает. Более новую я ищу каждый час.

# Вопрос настройки.
screen-setup-updates = yt-dlp
screen-updates =
    <b>Может ли yt-dlp обновляться сам?</b>

    Эта программа скачивает видео с YouTube. YouTube часто меняется, и старый yt-dlp через несколько недель перестаёт работать.

    Если вы разрешите, я буду брать новые версии из общедоступного реестра пакетов в свою папку данных: около 3 МБ раз в две-три недели.
screen-updates-line-none = <b>yt-dlp</b>: может ли он обновляться сам? Пока вы не против — да
screen-updates-line-on = <b>yt-dlp</b> обновляется сам
screen-updates-line-off = <b>yt-dlp</b> обновляется только по вашей команде
button-updates-yes = ✅ Да, сам
button-updates-no = ⏸ Только по моей команде

# Новые версии yt-dlp
registry-unreachable = реестр пакетов недоступен
registry-nonsense = ответ реестра пакетов не читается
registry-no-project = в реестре пакетов этого нет
ytdlp-not-offered = эта версия больше не предлагается
ytdlp-wrong-hash = файл не тот, что обещал реестр
ytdlp-not-a-wheel = файл повреждён или содержит лишнее
ytdlp-too-large = файл больше, чем может быть yt-dlp
ytdlp-part-missing = не достать нужную часть: { $part }
ytdlp-wrong-version = программа называет себя другой версией
ytdlp-import-failed = программа не запускается
ytdlp-no-streams = в известном видео не нашлось ничего для скачивания
ytdlp-broke = не удалось скачать первые же видео
ytdlp-left = вы вернулись к прежней
