# A feed's own page, how often it is looked at, and the end of a pause.
screen-feed-title = { $mark } <b>{ $feed }</b>
screen-feed-about-likes = Each video that you like on YouTube is told in its channel, and its video brought there. A like that you take back, and a liked video that vanishes from YouTube, is told too.
screen-feed-about-subscriptions = Each channel that you subscribe to, or leave, is told; and each that vanishes from YouTube.
screen-feed-about-history = Each video that you watch is told; one that you watch again, as often as you do.
screen-feed-now = Now: { $state }
screen-feed-next = Next look: { $at }
screen-feed-skipped = { $count ->
    [one] Noted and not told, as you chose: <b>{ $count }</b> thing that happened before { $at }
   *[other] Noted and not told, as you chose: <b>{ $count }</b> things that happened before { $at }
}
screen-feed-kinds = A kind of event that is switched off is still recorded and counted, but it is never told later.
screen-gap-title = <b>{ $feed }</b>, after a long gap
screen-gap-about = { $hours ->
    [one] If I could not look for more than { $hours } hour (the machine was off, an account was not connected…): what becomes of what happened meanwhile?
   *[other] If I could not look for more than { $hours } hours (the machine was off, an account was not connected…): what becomes of what happened meanwhile?
}
screen-gap-cookies = Cookies that are signed out make such a gap at once.
screen-gap-ways =
    <b>Tell all</b>: each by itself, as if there had been no gap.
    <b>One digest</b>: a single message lists them{ $videos ->
        [yes] ; no video is brought by itself
       *[no] ; one or two are told by themselves
    }.
    <b>Tell nothing</b>: they are recorded and counted, and never told.

    After a pause of your own I ask you instead.
button-feed-gap = ⏳ After a long gap: { $chosen ->
    [digest] one digest
    [skip] tell nothing
   *[all] tell all
}
button-gap-all = Tell all
button-gap-digest = One digest
button-gap-skip = Tell nothing
button-feed-on = ▶️ Switch on
button-feed-off = ⏹ Switch off
button-feed-interval = ⏱ How often: { $pace }
button-feed-channel = 📣 Channel: { $to }
button-events = 📜 What happened
button-kind-loud = 🔔 with sound
button-kind-silent = 🔕 silent
toast-kind-on = It is told from now on.
toast-kind-off = It is still recorded and counted, but not told, and not later either.
button-unliked-keeps = ⬜ Like taken back: delete its video
button-unliked-deletes = ✅ Like taken back: delete its video
toast-unliked-keeps = When you take a like back, its video stays in the channel.
toast-unliked-deletes = From now on, when you take a like back, its video is deleted from the channel.

screen-interval-title = <b>{ $feed }</b>, how often: <b>{ $pace }</b>
screen-interval-about = <b>Automatic</b> looks often while you are active and seldom while it is quiet, within the units that Google gives free each day. You can set the shortest and the longest wait between two looks, or press a time below for a fixed one.
screen-interval-fastest = The <b>shortest</b> wait between two looks, while you are active:
screen-interval-slowest = The <b>longest</b> wait between two looks, while it is quiet. When the day’s units run low it can be longer:
screen-interval-seen-likes = While you are active, a like is seen within about { $every }.
screen-interval-seen-subscriptions = While you are active, a new subscription is seen within about { $every }, and its end within twice that.
screen-interval-seen-history = While you are active, a watched video is seen within about { $every }.
screen-interval-takes = All looks together take about { $units } of { $most } units a day ({ $percent } %).
screen-interval-too-much = ⚠️ The feeds’ fixed times are too short together: the day’s units run out, and then looks rest until midnight in California.
screen-interval-free = The watch history is read with your cookies and takes no units. Seldom is kinder to the account.
screen-interval-type = How many minutes between two looks? Send me a number from { $least } to { $most }.
button-interval-auto = Automatic (recommended)
button-interval-fastest = Shortest: { $every } ›
button-interval-slowest = Longest: { $every } ›
pace-automatic = automatic
pace-fixed = every { $every }
pace-between = from { $fastest } to { $slowest }
every-hours = { $count } h
every-minutes = { $count } min
every-seconds = { $count } s
toast-interval-bounds = Please send me one number of minutes between { $least } and { $most }.

screen-resume-title = ⏸ <b>Everything was paused</b> { $at }.
screen-resume-about =
    What should become of what happened meanwhile? The next looks find it.

    <b>Tell all</b>: each as if there had been no pause, and liked videos are brought.
    <b>One digest</b>: a single message lists them; no video is brought by itself.
    <b>Skip</b>: they are recorded and counted, and never told.
screen-resume-not-paused = Nothing is paused.
button-resume-all = ▶️ Resume and tell all
button-resume-digest = 📬 Resume with one digest
button-resume-skip = ⏭ Resume and skip them
toast-not-paused = Nothing is paused.
toast-resumed-all = Resumed. What happened meanwhile is told now.
toast-resumed-digest = Resumed. One message per feed tells what happened meanwhile.
toast-resumed-skip = Resumed. What happened meanwhile is recorded only.
