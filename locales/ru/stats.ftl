# /stats: цифры по дням и неделям.
screen-stats-title = 📊 <b>Цифры</b>
screen-stats-legend = 🕘 просмотры · ❤️ лайки · 📺 подписки · ⬇️ скачано · трафик в обе стороны
screen-stats-days = <b>По дням</b> (UTC)
screen-stats-day = { $day }: { $figures }
screen-stats-weeks = <b>По неделям</b>
screen-stats-week = { $back ->
    [0] Последние 7 дней: { $figures }
    [1] 7 дней до этого: { $figures }
    [one] { $back } неделю назад: { $figures }
    [few] { $back } недели назад: { $figures }
    [many] { $back } недель назад: { $figures }
   *[other] { $back } недели назад: { $figures }
}
screen-stats-bytes = <b>Трафик</b>
screen-stats-download = С YouTube за 7 дней: { $size }
screen-stats-upload = В Telegram за 7 дней: { $size }
screen-stats-look = На просмотр ссылок за 7 дней: { $size }
screen-stats-poll = На проверки лент за 7 дней: { $size }
screen-stats-chat = На этот чат за 7 дней: { $size }
screen-stats-update = На обновления за 7 дней: { $size }
screen-stats-backup = На резервные копии за 7 дней: { $size }
screen-stats-today = Сегодня, в обе стороны: { $size }
screen-stats-today-capped = Сегодня, в обе стороны: { $size } из { $most } ({ $percent } %)
screen-stats-month = В этом месяце, в обе стороны: { $size }
screen-stats-month-capped = В этом месяце, в обе стороны: { $size } из { $most } ({ $percent } %)
