# The line: how much of it videos may take, when, and how many of them lie on the disk at once.
screen-line-open = 🚦 Line
screen-line-title =
    🚦 <b>The line</b>

    How much of your connection videos may take. The limits hold for what you ask for yourself, too, and a change holds at once.
screen-line-chosen = { $what ->
    [down] • Down, from YouTube: <b>{ $value ->
        [none] as fast as it goes
       *[other] at most { $value } Mbit/s
    }</b>
   *[up] • Up, to Telegram: <b>{ $value ->
        [none] as fast as it goes
       *[other] at most { $value } Mbit/s
    }</b>
}
screen-line-always = • These hold: <b>always</b>
screen-line-hours = • These hold: <b>from { $begins } to { $ends }</b>
screen-line-ahead = • On the disk at once: <b>{ $count ->
    [one] { $count } video, one after the other
   *[other] { $count } videos, so the next one comes while one is sent
}</b>
screen-line-pick = { $what ->
    [down] Down
    [up] Up
    [hours] Hours
   *[ahead] At once
}
screen-line-pick-down =
    <b>Down, from YouTube</b>

    In megabits a second, all downloads together. 8 Mbit/s are 1 MB a second.
screen-line-pick-up =
    <b>Up, to Telegram</b>

    In megabits a second, all uploads together. 8 Mbit/s are 1 MB a second.
screen-line-pick-ahead =
    <b>On the disk at once</b>

    How many videos may be on their way at the same time. With two, the next one is fetched while this one is sent; with one, each waits until the last is gone from the disk. Your own requests are counted apart.
screen-line-value = { $chosen ->
    [yes] ✅{ " " }
   *[no] { "" }
}{ $value }{ $what ->
    [ahead] { "" }
   *[other] { " " }Mbit/s
}
screen-line-pick-hours =
    <b>Hours of the limits</b>

    When do the two limits hold? At other hours videos go as fast as they can.

    The buttons are hours in <b>UTC</b>: where you are it is { $now }, there it is <b>{ $utc }</b>. From which hour?
screen-line-pick-hours-to =
    <b>Hours of the limits</b>

    From { $utc } UTC (where you are: { $begins }). Until which hour, in UTC?
screen-line-always-button = { $chosen ->
    [yes] ✅{ " " }
   *[no] { "" }
}Always
