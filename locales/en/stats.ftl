# /stats: figures by day and by week.
screen-stats-title = 📊 <b>Figures</b>
screen-stats-legend = 🕘 watched · ❤️ liked · 📺 subscribed · ⬇️ downloaded · bytes both ways
screen-stats-days = <b>By day</b> (UTC)
screen-stats-day = { $day }: { $figures }
screen-stats-weeks = <b>By week</b>
screen-stats-week = { $back ->
    [0] The last 7 days: { $figures }
    [1] The 7 before: { $figures }
   *[other] { $back } weeks before: { $figures }
}
screen-stats-bytes = <b>Bytes</b>
screen-stats-download = From YouTube in 7 days: { $size }
screen-stats-upload = To Telegram in 7 days: { $size }
screen-stats-look = For looks at links in 7 days: { $size }
screen-stats-poll = For looks at your feeds in 7 days: { $size }
screen-stats-chat = For this chat in 7 days: { $size }
screen-stats-update = For updates in 7 days: { $size }
screen-stats-backup = For backups in 7 days: { $size }
screen-stats-today = Today, both ways: { $size }
screen-stats-today-capped = Today, both ways: { $size } of { $most } ({ $percent } %)
screen-stats-month = This month, both ways: { $size }
screen-stats-month-capped = This month, both ways: { $size } of { $most } ({ $percent } %)
