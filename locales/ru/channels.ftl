# Строка настройки «Каналы»: куда писать о лайках, подписках и истории просмотра.

screen-channels-title = <b>Каналы</b>
screen-channels-intro = О каждой из трёх лент я пишу в ваш чат: в отдельный канал, в группу или прямо сюда. Или всё собирается в одной группе, где у каждой ленты своя тема.
screen-channels-at = <b>{ $feed }</b>: { $chat }
screen-channels-none = <b>{ $feed }</b>: пока не выбрано
screen-channels-off = <b>{ $feed }</b>: не нужно
screen-channels-unchecked = <b>{ $feed }</b>: { $chat }, ещё не проверено
screen-channels-broken = <b>{ $feed }</b>: { $chat }: { $reason }
screen-channels-busy = <b>{ $feed }</b>: настраивается…
screen-channels-dm = этот чат
screen-channels-upload-first = Сначала настройте загрузку в Telegram: посты идут тем же путём, что и видео.
button-channels-forum = 🗂 Одна группа с темами для всего
button-channels-upload = Настроить загрузку в Telegram

# Одна лента
screen-channels-feed = { $feed ->
    [likes] <b>Лайки</b>: сюда приходит каждое видео, которое вы лайкнули, сначала постом, потом само.
    [subscriptions] <b>Подписки</b>: здесь видно, на какие каналы вы подписались и от каких отписались.
   *[history] <b>История просмотра</b>: здесь появляется каждое видео, которое вы посмотрели. Для этого нужны ваши куки, это одна из следующих строк.
}
screen-channels-feed-none = Куда писать?
screen-channels-feed-off = Вам это не нужно: я сюда не смотрю.
screen-channels-feed-at = ✅ Пишу в <b>{ $chat }</b>. Пробный пост прошёл { $when }.
screen-channels-feed-public = 👁 Этот чат может читать кто угодно: у него публичная ссылка.
screen-channels-feed-unchecked = Выбрано: <b>{ $chat }</b>, но я ещё не проверял, можно ли мне там писать.
screen-channels-feed-broken = ⚠️ Нужно писать в <b>{ $chat }</b>, но { $reason }. Всё, что случится за это время, сохранится и придёт туда или в другой чат, который вы выберете.
screen-channels-feed-alone = Я могу создать канал за вас, если войти с аккаунтом в строке «Загрузка в Telegram».
screen-channels-making = ⏳ Создаю закрытый чат и добавляю туда бота…
screen-channels-checking = ⏳ Проверяю <b>{ $chat }</b>: можно ли писать мне и аккаунту, который загружает видео?
screen-channels-again-soon = ⏳ Telegram недоступен, пробую дальше.
screen-channels-join = Чат создан с аккаунта, который загружает видео. <b>Вступите в него</b> кнопкой ниже, чтобы его видеть; я замечу сам.
screen-channels-wrong = ⚠️ Не получилось: { $reason }.
screen-channels-fix-bot = { $kind ->
    [channel] Telegram не сделал меня администратором. Нажмите <b>Добавить меня</b>, выберите канал и оставьте включёнными права публиковать, редактировать и удалять сообщения. Я замечу сам.
   *[group] Меня нет в этой группе, или мне нельзя там писать. Нажмите <b>Добавить меня</b> и выберите группу. Я замечу сам.
}
screen-channels-fix-account = { $kind ->
    [channel] Видео загружает <b>{ $account }</b>. Сделайте этот аккаунт администратором канала с правом публиковать сообщения, потом нажмите <b>Проверить снова</b>.
   *[group] Видео загружает <b>{ $account }</b>. Добавьте этот аккаунт в группу и разрешите ему писать, потом нажмите <b>Проверить снова</b>.
}
screen-channels-fix-topics = В настройках группы сделайте меня администратором с правом управлять темами. Я замечу сам.
screen-channels-public = ⚠️ У чата <b>{ $chat }</b> публичная ссылка: кто угодно увидит, что и когда вы смотрите.
button-channels-make = ✨ Создать за меня
button-channels-pick = 📂 Выбрать из своих
button-channels-dm = 💬 Писать в этот чат
button-channels-detach = ✂️ Больше туда не писать
button-channels-off = 🚫 Мне это не нужно
button-channels-on = ✅ Мне это нужно
button-channels-check = 🔁 Проверить снова
button-channels-add-bot = ➕ Добавить меня
button-channels-join = 🚪 Вступить: { $chat }
button-channels-public-yes = 👁 Да, пусть читают все
button-channels-pick-other = 📂 Выбрать другой

# Выбор
screen-channels-pick =
    <b>{ $feed }</b>: выберите чат кнопками под полем ввода. Telegram покажет те, где вы можете назначать администраторов, и сделает меня администратором с правом публиковать, редактировать и удалять.

    Лучше всего закрытый канал.
screen-channels-pick-prompt = 👇 Выберите, куда писать:
button-channels-choose-channel = 📢 Выбрать канал
button-channels-choose-group = 👥 Выбрать группу
screen-channels-detach = <b>{ $feed }</b>: больше никуда писать не буду. В чате <b>{ $chat }</b> ничего не удаляется, а то, что уже в пути, дойдёт.
button-channels-detach-yes = ✂️ Да, больше туда не писать
button-channels-detach-no = Нет, оставить

# Одна группа для всего
screen-channels-forum =
    <b>Одна группа с темами</b>

    Всё собирается в одной группе, и у каждой ленты своя тема: { $feeds }.
screen-channels-forum-pick =
    Выберите группу с включёнными темами кнопкой под полем ввода.

    Включить их можно в настройках группы → «Темы».
button-channels-choose-forum = 🗂 Выбрать группу с темами
button-channels-forum-make = ✨ Создать группу за меня
button-channels-forum-pick = 📂 Выбрать из своих

# Что мешает; каждая фраза завершает предложение
channel-bot-missing = меня нет в этом чате
channel-bot-cannot-post = мне нельзя писать в этом чате
channel-account-missing = аккаунта, который загружает видео ({ $account }), нет в этом чате
channel-account-cannot-post = аккаунту, который загружает видео ({ $account }), нельзя писать в этом чате
channel-owner-not-joined = вы ещё не вступили в чат
channel-public = { $chat } – публичный чат
channel-not-forum = в чате { $chat } нет тем; они включаются в настройках группы
channel-topics-right = мне нельзя создавать темы в чате { $chat }

# Как называются сами чаты и что в них написано
channel-title-likes = Мои лайки на YouTube
channel-title-subscriptions = Мои подписки на YouTube
channel-title-history = Моя история YouTube
channel-title-forum = Мой YouTube
channel-about-likes = Видео, которые я лайкаю на YouTube, вместе с самими видео. Канал ведёт Yagami.
channel-about-subscriptions = Каналы, на которые я подписываюсь на YouTube и от которых отписываюсь. Канал ведёт Yagami.
channel-about-history = Что я смотрю на YouTube. Канал ведёт Yagami.
channel-about-forum = Мои лайки, подписки и история просмотра на YouTube. Группу ведёт Yagami.
channel-topic-likes = Лайки
channel-topic-subscriptions = Подписки
channel-topic-history = История просмотра
channel-test-post = Yagami проверяет, может ли здесь писать. Это сообщение сразу исчезнет.

# Строка в настройке
line-channels-none = <b>Каналы</b>: выберите, куда писать
line-channels-some = <b>Каналы</b>: подключено { $done } из { $wanted }
line-channels-done = <b>Каналы</b>: { $chats }
line-channels-off = <b>Каналы</b>: ничего не нужно
line-channels-wrong = <b>Каналы</b>: { $feed }: { $reason }
