# Файлы, которые владелец присылает в любой момент.
screen-files-any = Я понимаю <b>cookies.txt</b> и <b>JSON-файл вашего клиента Google</b>; присылайте их когда угодно.
screen-files-reading = 📄 Читаю <b>{ $name }</b>… Ваше сообщение убираю из чата.
screen-files-refused =
    📄 Файл <b>{ $name }</b> мне не подходит: { $reason }.

    Я понимаю <b>cookies.txt</b> и <b>JSON-файл вашего клиента Google</b>. Из файла ничего не сохранено, сообщение убрано из чата.
screen-files-cookies = 🍪 Куки
screen-files-google = 🔑 Google
screen-files-cookie-text = Это похоже на куки, поэтому сообщение я убрал из чата. Текстом они портятся: пришлите сам файл cookies.txt через 📎 → Файл.

# Почему файл не подошёл. Каждая фраза завершает предложение.
file-too-large = он больше { $limit_kb } КБ, а ни cookies.txt, ни JSON клиента такими не бывают
file-session = это сеанс Telegram; вместо этого войдите в первой строке настройки
file-database = это внутренняя база куки браузера, её читает только он сам; экспортируйте куки как cookies.txt
file-other = это ни то ни другое
